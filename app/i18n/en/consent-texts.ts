import type { ConsentTexts } from "../vi/consent-texts";

export const consentTexts: ConsentTexts = {
  "2026-11-a": {
    TAKE_PART: {
      SELF: "I agree to take part, and that organisers, secretariat and judges use my name, date of birth, unit, contacts and my entry to receive, screen, judge and award entries of this contest.",
      GUARDIAN: "I agree that my child takes part, and that organisers, secretariat and judges use the child's name, date of birth, unit, contacts and entry to receive, screen, judge and award entries of this contest.",
    },
    PUBLISH_NAME: {
      SELF: "I agree that my name is shown on the public page of results if the entry wins a prize. Otherwise the page shows the code of the entry instead.",
      GUARDIAN: "I agree that my child's name is shown on the public page of results if the entry wins a prize. Otherwise the page shows the code of the entry instead.",
    },
  },
  "2026-11-b": {
    TAKE_PART: {
      SELF: "I agree to take part, and that organisers, secretariat and judges use my name, date of birth, unit, contacts, and the texts and files of the entry to receive, screen, judge and award entries of this contest.",
      GUARDIAN: "I agree that my child takes part, and that organisers, secretariat and judges use the child's name, date of birth, unit, contacts, and the texts and files of the entry to receive, screen, judge and award entries of this contest.",
    },
    PUBLISH_NAME: {
      SELF: "I agree that my name is shown on public pages of the contest if the entry wins a prize. Otherwise they show the code of the entry instead.",
      GUARDIAN: "I agree that my child's name is shown on public pages of the contest if the entry wins a prize. Otherwise they show the code of the entry instead.",
    },
    PUBLISH_MEDIA: {
      SELF: "I agree that photos and videos of the entry, in which I may be seen or heard, are shown on public pages of the contest if the entry wins a prize. All authors of the entry have to agree; otherwise there are no photos or videos.",
      GUARDIAN: "I agree that photos and videos of the entry, in which my child may be seen or heard, are shown on public pages of the contest if the entry wins a prize. All authors of the entry have to agree; otherwise there are no photos or videos.",
    },
    PASS_ON: {
      SELF: "I agree that the organisers hand the dossier, with my name, date of birth, unit and contacts, to the organisers of the contest of the next level if the entry is chosen for it.",
      GUARDIAN: "I agree that the organisers hand the dossier, with my child's name, date of birth, unit and contacts, to the organisers of the contest of the next level if the entry is chosen for it.",
    },
  },
};

import type { ConsentMessages } from "../vi/consent";

export const consent: ConsentMessages = {
  title: "Consent to take part",
  lead: (selfFrom) =>
    `By the law on personal data, the guardian decides for authors below 7; from 7 to below ${selfFrom} both author and guardian agree; from ${selfFrom} authors decide for themselves. Each purpose is asked and answered apart.`,
  purpose: { TAKE_PART: "Taking part", PUBLISH_NAME: "Publishing the name", PUBLISH_MEDIA: "Publishing photos and videos", PASS_ON: "Passing on to the next level" },
  needed: {
    TAKE_PART: "Required to submit.",
    PUBLISH_NAME: "Optional; judging does not depend on it.",
    PUBLISH_MEDIA: "Optional; judging does not depend on it.",
    PASS_ON: "Not required to take part; needed once the entry is chosen for the next level.",
  },
  party: { SELF: "Author", GUARDIAN: "Guardian" },
  author: (name) => name || "Author without a name yet",
  agreed: "Agreed",
  notAgreed: "Not agreed yet",
  waitingFor: (who) => `waiting for: ${who}`,
  given: (name, moment) => `${name} agreed at ${moment}`,
  withdrawnAt: (name, moment) => `${name} took it back at ${moment}`,
  method: { ONLINE: "with the account", LINK: "by link", PAPER: "on paper", PACKAGE: "at the contest below" },
  declined: (name, moment) => (name ? `${name} answered “not agreed” at ${moment}` : `Answered “not agreed” at ${moment}`),
  wording: "What was agreed to, word by word",
  lacking: {
    title: "Consent to take part is missing",
    text: (who) => `Not given, or taken back: ${who}.`,
    follows: "The entry keeps its code; name, photos and videos are not public. The secretariat is told and decides whether the entry still takes part. Please ask whoever is missing, or withdraw the entry. A published result stays under the code.",
    ask: "See who is missing",
  },
  retention: {
    title: (left) => `This draft will be deleted: ${left}`,
    text: (moment) => `The draft holds a child's data without the guardian's consent, so it is kept until ${moment} only. The secretariat sees nothing of it. Once the guardian agrees, the draft stays.`,
    ask: "Ask the guardian",
  },
  birthDateFirst: "Fill in the author's date of birth first, so that it is known who has to agree.",
  toAuthors: "Fill in the date of birth",
  noAuthors: "There are no authors yet. Fill in the authors first.",
  form: {
    heading: { SELF: "Consent of the author", GUARDIAN: "Consent of the guardian" },
    personName: "Full name of the person who agrees",
    personNameHelp: "Type your full name in place of a signature.",
    relation: "Relation to the author",
    relationHelp: "For example: mother, father, grandmother.",
    submit: "Send: I agree to what is ticked",
    declineAll: "I do not agree",
    declineRest: "I agree to nothing more",
    link: (name) => `Tie this entry to the account that is signed in (${name}), to find it in “My entries”`,
    nothingTicked: "No box is ticked. Tick what you agree to, then press again; if you agree to nothing, press that button.",
    thanks: "Noted. Thank you!",
  },
  withdraw: {
    TAKE_PART: {
      label: "Take back consent to take part",
      will: [
        "Everything else this person agreed to ends with it: name, photos and videos leave all public pages at once.",
        "The entry cannot be submitted again until there is new consent.",
        "Whoever filed the entry and the secretariat are told. A published result stays under the code of the entry. To end its part in the contest, whoever filed it has to withdraw it.",
      ],
      confirm: "Take back consent to take part",
    },
    PUBLISH_NAME: {
      label: "Take back consent to publish the name",
      will: ["The name is replaced by the code of the entry on all public pages at once.", "The entry goes on taking part."],
      confirm: "Take it back, don't publish the name",
    },
    PUBLISH_MEDIA: {
      label: "Take back consent to publish photos and videos",
      will: ["Photos and videos of the entry leave all public pages at once.", "The entry goes on taking part."],
      confirm: "Take it back, don't publish photos and videos",
    },
    PASS_ON: {
      label: "Take back consent to pass the entry on",
      will: ["From now on the dossier is not passed on; where it already was, the organisers have to tell whoever got it.", "The entry goes on taking part in this contest."],
      confirm: "Take it back, don't pass the entry on",
    },
  },
  link: {
    make: { SELF: "Make a link for the author", GUARDIAN: "Make a link for the guardian" },
    send: { SELF: "Make and send to the author", GUARDIAN: "Make and send to the guardian" },
    ready: { SELF: "Link for the author", GUARDIAN: "Link for the guardian" },
    readyText: "Hand this link to the right person: let them scan the QR code, send it as a message, or open it on this device. It is shown once; make a new one if you need it again.",
    message: "Text message, ready to send",
    text: {
      SELF: ({ authorName, title, edition, link }) => `Dear ${authorName}, the entry “${title}” for ${edition} names you as an author. Please open this link to read and answer (no account needed): ${link}`,
      GUARDIAN: ({ authorName, title, edition, link }) => `Dear parent of ${authorName}: your child is named in the entry “${title}” for ${edition}. Please open this link to read and answer (no account needed): ${link}`,
    },
    openHere: "Open on this device",
    sent: "The link also lies in the outbox of the secretariat.",
    valid: "Good for 90 days to agree; to take consent back by the same link there is no limit.",
  },
  page: {
    title: { SELF: "Do you agree?", GUARDIAN: "A question to parent or guardian" },
    entry: "Entry",
    author: "Author",
    edition: "Contest",
    host: "Organised by",
    contact: "Contact",
    who: {
      SELF: (name) => `This page is for the author ${name} only.`,
      GUARDIAN: (name, author) => (name ? `This page is for ${name}, guardian of ${author}, only.` : `This page is for the guardian of ${author} only.`),
    },
    declinedTitle: "Your answer is noted",
    declinedText: "Whoever filed the entry will see that you did not agree. Should you change your mind, you can agree below.",
    data: "What the dossier holds of the author",
    summary: "Summary of the entry",
    choose: "Tick what you agree to. You may agree to one and not to another; boxes left empty are noted as not agreed.",
    expired: "The link is too old to agree by. Please ask whoever filed the entry for a new one.",
    notAsked: "By the date of birth in the dossier, this person's consent is not needed.",
    later: "Keep this link: by it you can take your consent back at any time.",
    rights: "Your rights: to be told, to see, to correct, to take consent back, to have data erased, to complain.",
  },
  reasons: {
    nothing_ticked: "No box is ticked.",
    birth_date_missing: "The dossier lacks the author's date of birth, so it is not known who has to agree.",
    not_asked: "By the date of birth in the dossier, this person's consent is not needed.",
    gone: "The link is too old to agree by. Please ask whoever filed the entry for a new one.",
  },
  letters: {
    asked: {
      subject: (authorName) => `Your consent for ${authorName} to take part`,
      paragraphs: ({ authorName, title, party }) => [
        party === "SELF" ? `The entry “${title}” names ${authorName} as an author.` : `The entry “${title}” has ${authorName} as an author, whose parent or guardian you are.`,
        "Please open the link below to read and answer. No account is needed; tick and type your name. The link is for you only, please don't pass it on.",
      ],
    },
    goes: {
      subject: (day) => `Your draft will be deleted at ${day} unless the guardian agrees`,
      paragraphs: ({ title, day }) => [
        title ? `The draft “${title}” holds a child's data without the guardian's consent.` : "One of your drafts holds a child's data without the guardian's consent.",
        `By the rules on children's data, the draft and its files will be deleted at ${day}. To keep it, please let the guardian agree on the page below, or send the secretariat a signed paper.`,
      ],
    },
    gone: {
      subject: "A draft was deleted",
      paragraphs: (edition) => [`A draft for ${edition} with a child's data was deleted because no guardian agreed within 30 days, as announced.`, "While entries are accepted, you can begin a new one."],
    },
    toSecretary: {
      withdrawn: {
        subject: (code) => `${code}: consent to take part was taken back`,
        paragraphs: (code) => [
          `An author of ${code}, or an author's guardian, has just taken back consent to take part.`,
          "Name, photos and videos have left the public pages. The entry keeps its code and any result; please ask whoever filed it whether it still takes part.",
        ],
      },
      declined: {
        subject: (code) => `${code}: somebody does not agree to take part`,
        paragraphs: (code) => [`An author of ${code}, or an author's guardian, answered that they do not agree to take part.`, "Please ask whoever filed the entry whether it still takes part."],
      },
    },
    declined: {
      subject: (authorName) => `Not agreed to: ${authorName} taking part`,
      paragraphs: ({ authorName, title }) => [
        `Whoever was asked answered that they do not agree to ${authorName} taking part with the entry “${title}”.`,
        "Without this consent the entry cannot be submitted. Please talk to them; the link still works for agreeing later.",
      ],
    },
    withdrawn: {
      subject: (authorName) => `Consent taken back: ${authorName}`,
      paragraphs: ({ authorName, title }) => [
        `Consent for the author ${authorName} of the entry “${title}” was just taken back.`,
        "The entry cannot be submitted again until there is new consent. If it shall no longer take part, please withdraw it on the page below or contact the secretariat.",
      ],
    },
  },
};

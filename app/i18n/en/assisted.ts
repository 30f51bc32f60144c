import type { AssistedMessages } from "../vi/assisted";

export const assisted: AssistedMessages = {
  begin: {
    who: "A secretary's, filing for the authors",
    hint: "For authors who cannot file themselves. Authors and guardians read, confirm and agree by their own links; the entry is marked as filed for others in screening.",
  },
  title: "Confirmed by the authors",
  lead: "This entry was filed for its authors. Each of them, or the guardian, opens their own link, reads all of it and confirms or says what to correct. What is changed afterwards is asked again.",
  state: {
    none: "Not confirmed yet",
    outdated: "Confirmed an earlier version, to be asked again",
    remarked: "Something to correct",
    confirmed: "Confirmed",
  },
  answer: {
    confirmed: (name, party, moment) => `${name} (${party}) confirmed at ${moment}`,
    remarked: (name, party, moment) => `${name} (${party}) asked for a correction at ${moment}`,
    old: "earlier version",
  },
  make: { SELF: "Make a link to confirm for the author", GUARDIAN: "Make a link to confirm for the guardian" },
  form: {
    heading: "This entry was filed for you: please read and confirm",
    headingAgain: "The entry has changed: please read and confirm again",
    content: "All that the dossier says",
    personName: "Full name of whoever confirms",
    personNameHelp: "Type your full name.",
    remark: "What should be corrected (if anything)",
    remarkHelp: "Say what is wrong and what is right. Whoever filed the entry reads and mends it.",
    remarkMissing: "Write what should be corrected; if nothing, press the button to confirm.",
    confirm: "Confirm: it is right",
    send: "Send what to correct",
    read: "Open the entry to read it",
    doneTitle: "Confirmed. Thank you!",
    remarkedTitle: "Your correction was sent to whoever filed the entry",
    remarkedText: "Once the entry is mended, this link will ask you to confirm it again.",
    changed: "The entry was changed just now. Please read the new version and confirm that.",
  },
  screening: {
    channel: "How it was filed",
    filed: "For its authors",
    ownMark: "You filed this entry for its authors yourself. That is marked in the history of screening; if possible, let another secretary decide.",
    actMark: "screened by whoever filed it",
    warning: (names) => `Filed for its authors, not confirmed by: ${names}`,
  },
  letter: {
    subject: (what) => `An author asks for a correction: ${what}`,
    paragraphs: (title) => [`An author, or a guardian, has read the entry “${title}” that was filed for them and asks for a correction.`, "Please open the page below to read it, mend the entry while it may be changed, and ask them to confirm again."],
  },
};

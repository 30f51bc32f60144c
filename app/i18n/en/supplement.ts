import type { SupplementMessages } from "../vi/supplement";

export const supplement: SupplementMessages = {
  place: { "@basics": "General", "@authors": "Authors, supervisor", "@summary": "Summary", "@consents": "Consent of authors and guardians" },
  ask: {
    title: "Remarks part by part",
    help: "Open the parts that lack something and write what. The entrant sees each remark right at its part.",
    general: "Message in general (if any)",
    nothing: "Write a message in general or a remark on at least one part.",
    remark: (place) => `What to add in “${place}”`,
  },
  entrant: {
    title: (open, all) => (open === 0 ? `All ${all} parts asked for have been changed` : `${open} of ${all} parts still to be supplemented`),
    here: "The secretariat asks for a supplement here:",
    answered: "changed",
    open: "not changed yet",
    submit: "When done, remember to submit again, or the secretariat won't get it.",
  },
  review: {
    title: "Last request for a supplement",
    asked: (moment) => `Sent at ${moment}.`,
    waiting: "Nothing has been submitted since.",
    answered: "changed",
    open: "not changed",
    changes: (number) => `What version ${number} changed`,
    before: "Before",
    after: "After",
    added: "added",
    removed: "removed",
    tooLong: "Too long to mark word by word; both are below as they are.",
    filesAdded: (names) => `Files added: ${names}`,
    filesRemoved: (names) => `Files removed: ${names}`,
    files: "Files",
  },
  reminder: {
    subject: (code) => `The supplement of entry ${code} is due soon`,
    paragraphs: ({ code, title, edition, due }) => [
      `Entry ${code} “${title}” of ${edition} still lacks something, due by ${due}.`,
      "Open the link below to see what is asked for, change it and submit again.",
    ],
  },
};

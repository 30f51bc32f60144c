import type { DossierMessages } from "../vi/dossier";

export const dossier: DossierMessages = {
  gap: {
    too_many_rows: (limit) => `too many rows in the table, at most ${limit}`,
    unknown_choice: "the answer chosen is no longer offered, please choose again",
  },
  whyTitle: "Why is this part asked for?",
  why: (text) => `Why it matters: ${text}`,
  oldFont: "This part seems to be typed or pasted in an old font (.VnTime, VNI). Others will see wrong signs: please type it again with a Unicode keyboard, or convert it before pasting.",
  missingCount: (n) => (n === 1 ? "1 item missing" : `${n} items missing`),
  row: (number) => `Row ${number}`,
  addRow: "Add a row",
  byKind: { TEXT: "To write", CHOICE: "To choose", TABLE: "To tabulate", FILE: "To send" },
  oneOf: (answers) => `one of: ${answers}`,
  columnsOf: (columns, rows) => `columns: ${columns}; at most ${rows} rows`,
  orLink: "A web address may be given in place of files.",
  linkHidden: "A web address was given; it is not shown in a blind round because it could tell who the authors are.",
  commitment: {
    title: "Commitment",
    tick: "I (we) have read this and affirm it",
    affirmed: (name, moment) => (name === "" ? `Affirmed on ${moment}` : `Affirmed by ${name} on ${moment}`),
    missing: "Please read the commitment and tick this box to submit",
    changed: "The organisers have just changed the commitment. Please read the new wording and tick the box",
  },
  cellOf: (part, row, column) => `${part}, row ${row} – ${column}`,
};

import type { DossierMessages } from "../vi/dossier";

export const dossier: DossierMessages = {
  gap: {
    too_many_rows: (limit) => `too many rows in the table, at most ${limit}`,
    unknown_choice: "the answer chosen is no longer offered, please choose again",
  },
  cellOf: (part, row, column) => `${part}, row ${row} – ${column}`,
};

import type { EventTypes } from "./event-types";

/** A special award as the record or its row says it was given; `value` undefined: an event that does not say it. */
export type GivenOnRecord = Pick<EventTypes["SPECIAL_AWARD_GIVEN"], "award" | "unit" | "entry" | "author" | "name" | "value" | "vote"> & { isRevoked: boolean };

/** A commendation likewise. */
export interface CommendationOnRecord {
  kind: string;
  state: "PROPOSED" | "SENT" | "SIGNED" | "PUBLISHED" | "DROPPED";
  /** hash of the recipient; null in a row whose grounds, and with them the salt, were erased */
  recipient: string | null;
  /** the letter it is in; says something from SENT on */
  letter: string | null;
  /** number in the authority's book; "": none */
  book: string;
  /** undefined: an event that does not say it */
  mayPublish: boolean | undefined;
  /** in đồng; undefined likewise */
  money: number | undefined;
}

/** What a letter says: number and day as sent, number and day of the decision, SHA-256 of its scan. */
export interface LetterOnRecord {
  sent: string | null;
  signed: string | null;
  scan: string | null;
}

export interface RecordedHonours {
  /** hashes of the terms of special awards, by code */
  terms: Map<string, string>;
  given: Map<string, GivenOnRecord>;
  commendations: Map<string, CommendationOnRecord>;
  letters: Map<string, LetterOnRecord>;
}

export const noHonours = (): RecordedHonours => ({ terms: new Map(), given: new Map(), commendations: new Map(), letters: new Map() });

function step({ commendations }: RecordedHonours, id: string, change: Partial<CommendationOnRecord>): void {
  const known = commendations.get(id);
  if (known) commendations.set(id, { ...known, ...change });
}

function write({ letters }: RecordedHonours, id: string, change: Partial<LetterOnRecord>): void {
  letters.set(id, { sent: null, signed: null, scan: null, ...letters.get(id), ...change });
}

function propose({ commendations }: RecordedHonours, { commendation, kind, recipient, mayPublish, money }: EventTypes["COMMENDATION_CHANGED"]): void {
  commendations.set(commendation, { kind, recipient, state: "PROPOSED", letter: null, book: "", mayPublish, money });
}

/** What the events of special awards and commendations leave behind. */
export const HONOUR_HANDLERS = {
  SPECIAL_AWARD_DEFINED: (honours: RecordedHonours, { award, terms }: EventTypes["SPECIAL_AWARD_DEFINED"]) => void honours.terms.set(award, terms),
  SPECIAL_AWARD_REMOVED: (honours: RecordedHonours, { award }: EventTypes["SPECIAL_AWARD_REMOVED"]) => void honours.terms.delete(award),
  SPECIAL_AWARD_GIVEN: (honours: RecordedHonours, { given, award, unit, entry, author, name, value, vote }: EventTypes["SPECIAL_AWARD_GIVEN"]) => void honours.given.set(given, { award, unit, entry, author, name, ...(value === undefined ? {} : { value }), vote, isRevoked: false }),
  SPECIAL_AWARD_REVOKED: (honours: RecordedHonours, { given }: EventTypes["SPECIAL_AWARD_REVOKED"]) => {
    const known = honours.given.get(given);
    if (known) known.isRevoked = true;
  },
  COMMENDATIONS_PROPOSED: (honours: RecordedHonours, { commendations }: EventTypes["COMMENDATIONS_PROPOSED"]) => commendations.forEach((one) => propose(honours, one)),
  COMMENDATION_CHANGED: (honours: RecordedHonours, data: EventTypes["COMMENDATION_CHANGED"]) => propose(honours, data),
  COMMENDATION_CORRECTED: (honours: RecordedHonours, { commendation, mayPublish, book }: EventTypes["COMMENDATION_CORRECTED"]) => step(honours, commendation, { mayPublish, book }),
  COMMENDATIONS_SENT: (honours: RecordedHonours, { letter, number, date, commendations }: EventTypes["COMMENDATIONS_SENT"]) => {
    write(honours, letter, { sent: `${number} ${date}` });
    for (const id of commendations) step(honours, id, { state: "SENT", letter });
  },
  COMMENDATIONS_SIGNED: (honours: RecordedHonours, { letter, number, date, commendations }: EventTypes["COMMENDATIONS_SIGNED"]) => {
    write(honours, letter, { signed: `${number} ${date}` });
    for (const { commendation, book } of commendations) step(honours, commendation, { state: "SIGNED", letter, book });
  },
  COMMENDATION_SCANNED: (honours: RecordedHonours, { letter, scan }: EventTypes["COMMENDATION_SCANNED"]) => write(honours, letter, { scan }),
  COMMENDATIONS_PUBLISHED: (honours: RecordedHonours, { commendations }: EventTypes["COMMENDATIONS_PUBLISHED"]) => commendations.forEach((id) => step(honours, id, { state: "PUBLISHED" })),
  COMMENDATION_DROPPED: (honours: RecordedHonours, { commendation }: EventTypes["COMMENDATION_DROPPED"]) => step(honours, commendation, { state: "DROPPED" }),
};

export const termsText = (terms: string | undefined): string => terms ?? "absent";

/** All of a given award in one line, as a difference shows it. */
export function givenText(given: GivenOnRecord | undefined): string {
  if (!given) return "absent";
  const to = [given.unit, given.entry, given.author, given.name].filter((part) => part !== null).join(" ");
  return `${given.award} to ${to}${given.value === undefined ? "" : ` for ${given.value}`}${given.vote === null ? "" : ` by vote ${given.vote}`}${given.isRevoked ? "; taken back" : ""}`;
}

/** Stands for the hash of a recipient in a row whose name was erased. */
export const ERASED = "erased";

/** Special awards as stored, with what the record has where the row can no longer say it, and without what the record does not say. */
export function withRecordedNames(stored: RecordedHonours["given"], recorded: RecordedHonours["given"]): RecordedHonours["given"] {
  return new Map(
    [...stored].map(([id, { value, ...row }]) => {
      const then = recorded.get(id);
      const isSaid = value !== undefined && (!then || then.value !== undefined);
      return [id, { ...row, name: row.name === ERASED ? (then?.name ?? null) : row.name, ...(isSaid ? { value } : {}) }];
    }),
  );
}

/** Commendations likewise. */
export function withRecordedRecipients(stored: RecordedHonours["commendations"], recorded: RecordedHonours["commendations"]): RecordedHonours["commendations"] {
  return new Map(
    [...stored].map(([id, row]) => {
      const then = recorded.get(id);
      return [id, then ? { ...row, recipient: row.recipient ?? then.recipient, mayPublish: then.mayPublish === undefined ? undefined : row.mayPublish, money: then.money === undefined ? undefined : row.money } : row];
    }),
  );
}

/** All of a commendation in one line. Which letter it is in is open until that was sent, and says nothing once it was dropped. */
export function commendationText(row: CommendationOnRecord | undefined): string {
  if (!row) return "absent";
  const { kind, state, recipient, letter, book, mayPublish, money } = row;
  const isOut = state !== "PROPOSED" && state !== "DROPPED";
  const parts = [`${kind} ${state} ${recipient ?? "–"}`, isOut ? `letter ${letter ?? "–"}` : "", book === "" ? "" : `book ${book}`, mayPublish === undefined ? "" : mayPublish ? "may be published" : "not to be published", money === undefined ? "" : String(money)];
  return parts.filter((part) => part !== "").join("; ");
}

export const letterText = (letter: LetterOnRecord | undefined): string => (letter ? [letter.sent ?? "not sent", letter.signed ?? "not signed", letter.scan ?? "no scan"].join("; ") : "absent");

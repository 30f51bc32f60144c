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
  /** hash of the code it is checked by; null: none yet; undefined: an event that does not say it */
  code: string | null | undefined;
  /** undefined: an event that does not say it */
  mayPublish: boolean | undefined;
  /** in đồng; undefined likewise */
  money: number | undefined;
  /** id of whoever is asked to sign; undefined likewise */
  authority: string | undefined;
  /** hash of the grounds */
  grounds: string;
  /** hash of the reason for which it was dropped */
  reason: string | null;
  /** ISO moments */
  proposedAt: string;
  publishedAt: string | null;
}

/** What a letter says: number and day as sent, number and day of the decision, SHA-256 of its scan. */
export interface LetterOnRecord {
  sent: string | null;
  signed: string | null;
  scan: string | null;
  /** hash of its words as sent; undefined: an event that does not say it */
  words: string | null | undefined;
  /** hash of the authority as it signed; undefined likewise */
  authority: string | null | undefined;
  /** id of the emblem printed; undefined likewise */
  emblem: string | null | undefined;
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
  letters.set(id, { sent: null, signed: null, scan: null, words: null, authority: null, emblem: null, ...letters.get(id), ...change });
}

type Proposed = EventTypes["COMMENDATIONS_PROPOSED"]["commendations"][number];

function propose({ commendations }: RecordedHonours, { commendation, kind, recipient, grounds, mayPublish, money, authority }: Proposed, at: string): void {
  const before = commendations.get(commendation);
  const { proposedAt } = before ?? { proposedAt: at };
  commendations.set(commendation, { kind, recipient, grounds, state: "PROPOSED", letter: null, book: "", code: null, mayPublish, money, authority: before?.authority ?? authority, reason: null, proposedAt, publishedAt: null });
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
  COMMENDATIONS_PROPOSED: (honours: RecordedHonours, { commendations }: EventTypes["COMMENDATIONS_PROPOSED"], at: string) => commendations.forEach((one) => propose(honours, one, at)),
  COMMENDATION_CHANGED: (honours: RecordedHonours, data: EventTypes["COMMENDATION_CHANGED"], at: string) => propose(honours, data, at),
  COMMENDATION_CORRECTED: (honours: RecordedHonours, { commendation, mayPublish, book }: EventTypes["COMMENDATION_CORRECTED"]) => step(honours, commendation, { mayPublish, book }),
  COMMENDATIONS_SENT: (honours: RecordedHonours, { letter, number, date, commendations, words }: EventTypes["COMMENDATIONS_SENT"]) => {
    write(honours, letter, { sent: `${number} ${date}`, words });
    for (const id of commendations) step(honours, id, { state: "SENT", letter });
  },
  COMMENDATIONS_SIGNED: (honours: RecordedHonours, { letter, number, date, commendations, authority, emblem }: EventTypes["COMMENDATIONS_SIGNED"]) => {
    write(honours, letter, { signed: `${number} ${date}`, authority, emblem });
    for (const { commendation, book, code } of commendations) step(honours, commendation, { state: "SIGNED", letter, book, code });
  },
  COMMENDATION_DECISION_CORRECTED: (honours: RecordedHonours, { letter, number, date }: EventTypes["COMMENDATION_DECISION_CORRECTED"]) => write(honours, letter, { signed: `${number} ${date}` }),
  COMMENDATION_SCANNED: (honours: RecordedHonours, { letter, scan }: EventTypes["COMMENDATION_SCANNED"]) => write(honours, letter, { scan }),
  COMMENDATIONS_PUBLISHED: (honours: RecordedHonours, { commendations }: EventTypes["COMMENDATIONS_PUBLISHED"], at: string) => commendations.forEach((id) => step(honours, id, { state: "PUBLISHED", publishedAt: at })),
  COMMENDATION_DROPPED: (honours: RecordedHonours, { commendation, reason }: EventTypes["COMMENDATION_DROPPED"]) => step(honours, commendation, { state: "DROPPED", reason }),
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
      return [id, then ? { ...saidBy(then, row, ["mayPublish", "money", "authority", "code"]), recipient: row.recipient ?? then.recipient } : row];
    }),
  );
}

/** Letters as stored, without what the record does not say. */
export function withRecordedWords(stored: RecordedHonours["letters"], recorded: RecordedHonours["letters"]): RecordedHonours["letters"] {
  return new Map(
    [...stored].map(([id, row]) => {
      const then = recorded.get(id);
      return [id, then ? saidBy(then, row, ["words", "authority", "emblem"]) : row];
    }),
  );
}

function saidBy<Row extends object>(then: Row, row: Row, keys: readonly (keyof Row)[]): Row {
  const unsaid = Object.fromEntries(keys.filter((key) => then[key] === undefined).map((key) => [key, undefined]));
  return { ...row, ...unsaid };
}

/** All of a commendation in one line. Which letter it is in is open until that was sent, and says nothing once it was dropped. */
export function commendationText(row: CommendationOnRecord | undefined): string {
  if (!row) return "absent";
  const { kind, state, recipient, letter, book, code, mayPublish, money, authority, grounds, reason, proposedAt, publishedAt } = row;
  const isOut = state !== "PROPOSED" && state !== "DROPPED";
  const parts = [`${kind} ${state} ${recipient ?? "–"}`, isOut ? `letter ${letter ?? "–"}` : "", book === "" ? "" : `book ${book}`, code ? `code ${code}` : "", mayPublish === undefined ? "" : mayPublish ? "may be published" : "not to be published", money === undefined ? "" : String(money),
    authority === undefined ? "" : `authority ${authority}`, `grounds ${grounds}`, reason === null ? "" : `reason ${reason}`, `proposed ${proposedAt}`, publishedAt === null ? "" : `published ${publishedAt}`];
  return parts.filter((part) => part !== "").join("; ");
}

export const letterText = (letter: LetterOnRecord | undefined): string => (letter ? [letter.sent ?? "not sent", letter.signed ?? "not signed", letter.scan ?? "no scan", letter.words ?? "", letter.authority ?? "", letter.emblem ?? ""].filter((part) => part !== "").join("; ") : "absent");

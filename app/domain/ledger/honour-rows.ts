import type { EventTypes } from "./event-types";

/** A special award as the record or its row says it was given. */
export type GivenOnRecord = Pick<EventTypes["SPECIAL_AWARD_GIVEN"], "award" | "unit" | "entry" | "author" | "name" | "vote"> & { isRevoked: boolean };

/** A commendation likewise. */
export interface CommendationOnRecord {
  kind: string;
  state: "PROPOSED" | "SENT" | "SIGNED" | "PUBLISHED" | "DROPPED";
  /** hash of the recipient; null in a row whose grounds, and with them the salt, were erased */
  recipient: string | null;
}

export interface RecordedHonours {
  given: Map<string, GivenOnRecord>;
  commendations: Map<string, CommendationOnRecord>;
}

export const noHonours = (): RecordedHonours => ({ given: new Map(), commendations: new Map() });

function advance({ commendations }: RecordedHonours, id: string, state: CommendationOnRecord["state"]): void {
  const known = commendations.get(id);
  if (known) known.state = state;
}

/** What the events of special awards and commendations leave behind. */
export const HONOUR_HANDLERS = {
  SPECIAL_AWARD_GIVEN: (honours: RecordedHonours, { given, award, unit, entry, author, name, vote }: EventTypes["SPECIAL_AWARD_GIVEN"]) => void honours.given.set(given, { award, unit, entry, author, name, vote, isRevoked: false }),
  SPECIAL_AWARD_REVOKED: (honours: RecordedHonours, { given }: EventTypes["SPECIAL_AWARD_REVOKED"]) => {
    const known = honours.given.get(given);
    if (known) known.isRevoked = true;
  },
  COMMENDATIONS_PROPOSED: (honours: RecordedHonours, { commendations }: EventTypes["COMMENDATIONS_PROPOSED"]) => {
    for (const { commendation, kind, recipient } of commendations) honours.commendations.set(commendation, { kind, recipient, state: "PROPOSED" });
  },
  COMMENDATION_CHANGED: (honours: RecordedHonours, { commendation, kind, recipient }: EventTypes["COMMENDATION_CHANGED"]) => void honours.commendations.set(commendation, { kind, recipient, state: "PROPOSED" }),
  COMMENDATIONS_SENT: (honours: RecordedHonours, { commendations }: EventTypes["COMMENDATIONS_SENT"]) => commendations.forEach((id) => advance(honours, id, "SENT")),
  COMMENDATIONS_SIGNED: (honours: RecordedHonours, { commendations }: EventTypes["COMMENDATIONS_SIGNED"]) => commendations.forEach(({ commendation }) => advance(honours, commendation, "SIGNED")),
  COMMENDATIONS_PUBLISHED: (honours: RecordedHonours, { commendations }: EventTypes["COMMENDATIONS_PUBLISHED"]) => commendations.forEach((id) => advance(honours, id, "PUBLISHED")),
  COMMENDATION_DROPPED: (honours: RecordedHonours, { commendation }: EventTypes["COMMENDATION_DROPPED"]) => advance(honours, commendation, "DROPPED"),
};

/** All of a given award in one line, as a difference shows it. */
export function givenText(given: GivenOnRecord | undefined): string {
  if (!given) return "absent";
  const to = [given.unit, given.entry, given.author, given.name].filter((part) => part !== null).join(" ");
  return `${given.award} to ${to}${given.vote === null ? "" : ` by vote ${given.vote}`}${given.isRevoked ? "; taken back" : ""}`;
}

/** Stands for the hash of a recipient in a row whose name was erased. */
export const ERASED = "erased";

/** Special awards with the hash of the record where the row can no longer say it. */
export function withRecordedNames(stored: RecordedHonours["given"], recorded: RecordedHonours["given"]): RecordedHonours["given"] {
  return new Map([...stored].map(([id, row]) => [id, row.name === ERASED ? { ...row, name: recorded.get(id)?.name ?? null } : row]));
}

/** Commendations likewise. */
export function withRecordedRecipients(stored: RecordedHonours["commendations"], recorded: RecordedHonours["commendations"]): RecordedHonours["commendations"] {
  return new Map([...stored].map(([id, row]) => [id, { ...row, recipient: row.recipient ?? recorded.get(id)?.recipient ?? null }]));
}

export const commendationText = (row: CommendationOnRecord | undefined): string => (row ? `${row.kind} ${row.state} ${row.recipient ?? "–"}` : "absent");

import type { EventTypes } from "./event-types";

/** An assignment or a conflict as the record says: whether it stands, and whom and what it joins, by codes. */
export interface RecordedRow {
  standing: boolean;
  names: readonly string[];
}

/** The same as stored. The record holds the name of its day, which for somebody without a code was an id: either is right. */
export interface StoredRow {
  standing: boolean;
  names: readonly (readonly string[])[];
}

/** Who was admitted to a round: the list in force, and all that were on one before (an entry withdrawn since keeps its row). */
export interface RecordedAdmission {
  entries: readonly string[];
  ever: ReadonlySet<string>;
}

export interface RecordedStanding {
  /** by id of the assignment */
  assignments: Map<string, RecordedRow>;
  /** by id of the conflict */
  conflicts: Map<string, RecordedRow>;
  /** by code of the round */
  admissions: Map<string, RecordedAdmission>;
}

export const noStanding = (): RecordedStanding => ({ assignments: new Map(), conflicts: new Map(), admissions: new Map() });

export const STANDING_HANDLERS = {
  ASSIGNMENT_MADE: ({ assignments }: RecordedStanding, { assignment, round, entry, judge }: EventTypes["ASSIGNMENT_MADE"]) =>
    void assignments.set(assignment, { standing: true, names: [round, entry, judge] }),
  ASSIGNMENT_REVOKED: ({ assignments }: RecordedStanding, { assignment, round, entry, judge }: EventTypes["ASSIGNMENT_REVOKED"]) =>
    void assignments.set(assignment, { standing: false, names: [round, entry, judge] }),
  CONFLICT_RECORDED: ({ conflicts }: RecordedStanding, { conflict, entry, judge, kind }: EventTypes["CONFLICT_RECORDED"]) =>
    void conflicts.set(conflict, { standing: true, names: [kind, entry, judge] }),
  CONFLICT_LIFTED: ({ conflicts }: RecordedStanding, { conflict }: EventTypes["CONFLICT_LIFTED"]) =>
    void conflicts.set(conflict, { standing: false, names: conflicts.get(conflict)?.names ?? [] }),
  ROUND_ADMITTED: ({ admissions }: RecordedStanding, { round, entries }: EventTypes["ROUND_ADMITTED"]) =>
    void admissions.set(round, { entries, ever: new Set([...(admissions.get(round)?.ever ?? []), ...entries]) }),
};

interface RowDifference {
  row: string;
  stored: string;
  recorded: string;
}

/** Rows that are missing, too many, ended or standing against the record, or that join somebody else than it says. */
export function standingDifferences(table: string, recorded: ReadonlyMap<string, RecordedRow>, stored: ReadonlyMap<string, StoredRow>): RowDifference[] {
  const found: RowDifference[] = [];
  for (const id of new Set([...recorded.keys(), ...stored.keys()])) {
    const [now, then] = [stored.get(id), recorded.get(id)];
    const row = `${table} ${id}`;
    if (now?.standing !== then?.standing) found.push({ row, stored: flag(now), recorded: flag(then) });
    if (now && then && then.names.some((name, index) => !now.names[index]?.includes(name))) {
      found.push({ row, stored: now.names.map((names) => names[0] ?? "absent").join(" "), recorded: then.names.join(" ") });
    }
  }
  return found;
}

const flag = (row: { standing: boolean } | undefined) => (row === undefined ? "absent" : row.standing ? "standing" : "ended");

/** Entries admitted to a round that the record does not let in, and those it lets in that are not. */
export function admissionDifferences(recorded: ReadonlyMap<string, RecordedAdmission>, stored: ReadonlyMap<string, readonly string[]>): RowDifference[] {
  const rounds = [...new Set([...recorded.keys(), ...stored.keys()])];
  return rounds.flatMap((round) => {
    const [now, then] = [stored.get(round) ?? [], recorded.get(round)];
    const missing = (then?.entries ?? []).filter((entry) => !now.includes(entry));
    const surplus = now.filter((entry) => !then?.ever.has(entry));
    return [
      ...missing.map((entry) => ({ row: `RoundEntry ${round} ${entry}`, stored: "absent", recorded: "admitted" })),
      ...surplus.map((entry) => ({ row: `RoundEntry ${round} ${entry}`, stored: "admitted", recorded: "absent" })),
    ];
  });
}

import { seatsOfRound, type SeatRow } from "~/data/judges-leaving.server";
import type { Reader } from "~/data/editions.server";
import { chainFunctions } from "~/data/ledger.server";
import { replacementProblem, type Seat } from "~/domain/assignment/replacement";
import type { AssignmentProblem } from "~/domain/assignment/problem";
import { readRound, type RoundRead } from "./commands-plan.server";
import { panelFor, assignmentProblemOf } from "./round-problem";

/** A round as the replacement of a judge looks at it. */
export interface LeavingRound {
  roundId: string;
  data: RoundRead;
  rows: readonly SeatRow[];
  seats: readonly Seat[];
  problem: AssignmentProblem;
  /** stands for everything a replacement rests on; sheets that others begin or lock meanwhile do not change it */
  fingerprint: string;
}

/** Reads a round and states the problem of replacing the judge in it. Three statements. */
export async function leavingRound(reader: Reader, roundId: string, leaving: string): Promise<LeavingRound> {
  const data = await readRound(reader, roundId);
  const rows = await seatsOfRound(reader, roundId);
  const { base, seats, problem } = stated(data, rows, leaving);
  const held = rows.map(({ judge, entry }) => [judge, entry]);
  const open = seats.filter(({ judge, hold }) => judge === leaving && hold !== "fixed").map(({ entry }) => entry);
  const fingerprint = chainFunctions.sha256Hex(chainFunctions.canonical({ judges: base.judges, entries: base.entries, conflicts: base.conflicts, held, leaving, open }));
  return { roundId, data, rows, seats, problem, fingerprint };
}

/** The problem as it would be without some entries, given by their codes. */
export function problemWithout({ data, rows }: Pick<LeavingRound, "data" | "rows">, leaving: string, unseen: ReadonlySet<string>): AssignmentProblem {
  const entries = data.entries.filter(({ code }) => !unseen.has(code));
  return stated({ ...data, entries }, rows.filter(({ entry }) => !unseen.has(entry)), leaving).problem;
}

function stated(data: RoundRead, rows: readonly SeatRow[], leaving: string) {
  const judges = new Map(data.judges.map((judge) => [judge.code, judge]));
  const entries = new Map(data.entries.map((entry) => [entry.code, entry]));
  const isFree = ({ judge, entry }: SeatRow) => {
    const who = judges.get(judge);
    const what = entries.get(entry);
    return judge === leaving || (who !== undefined && what !== undefined && panelFor(who, what.fieldId) !== null);
  };
  const seats = rows.map((row): Seat => ({ judge: row.judge, entry: row.entry, hold: holdOf(row, isFree(row)) }));
  const base = assignmentProblemOf(data, 1);
  return { base, seats, problem: replacementProblem(base, seats, leaving) };
}

/** A locked sheet stays, one that a meeting opened again too, and so does what a judge holds who could not be given it again (`isFree` false). */
function holdOf({ sheet, inMeeting }: SeatRow, isFree: boolean): Seat["hold"] {
  if (sheet === "LOCKED" || inMeeting || !isFree) return "fixed";
  return sheet === "DRAFT" ? "begun" : "untouched";
}

import { can } from "../access/can";
import type { Actor } from "../access/roles";
import { isAtOrBeforeSecond, phaseAt, type EditionTimeline, type Phase } from "../contest/phases";
import { roundRefusal, takesPart, type EntryStanding } from "./sheet";

const AFTER_JUDGING: readonly Phase[] = ["DECIDING", "PUBLISHED", "FINAL"];

/** What decides whether a judge's own sheet may be filled. */
export interface FillingGround {
  edition: EditionTimeline & { id: string };
  round: { startsAt: Date; endsAt: Date };
  entry: EntryStanding;
  /** until when a meeting on re-scoring opens the sheets of the entry; null: none is on */
  rescoreDueAt: Date | null;
  /** the published result is open for a correction that names the entry */
  isCorrected: boolean;
}

/** `late`: the round has closed; what comes now is for the chair. */
export type Filling = "open" | "late" | "not_open" | "wrong_phase" | "conflict_of_interest" | "forbidden" | "entry_left";

/** Whether a meeting on re-scoring lets the judges of the entry change their sheets now. */
export function isRescored({ rescoreDueAt }: Pick<FillingGround, "rescoreDueAt">, now: Date): boolean {
  return rescoreDueAt !== null && isAtOrBeforeSecond(now, rescoreDueAt);
}

/** Whether a sheet that stands open at `now` can still be filled and locked: its round runs, or the judges of the entry score again. */
export function mayGoOn(ground: Pick<FillingGround, "round" | "rescoreDueAt">, phase: Phase, now: Date): boolean {
  return isRescored(ground, now) || (phase === "JUDGING" && roundRefusal(ground.round, now) === null);
}

/**
 * Whether the judge who holds the assignment may fill its sheet at `now`: while the round runs, or while the judges of the entry score
 * again, in or after their round.
 */
export function fillingAt(ground: FillingGround, judge: { actor: Actor; inConflict: boolean }, now: Date): Filling {
  const phase = phaseAt(ground.edition, now);
  const subject = { editionId: ground.edition.id, phase, relations: ["assigned"] as const, inConflict: judge.inConflict, isCorrected: ground.isCorrected };
  if (!takesPart(ground.entry)) return "entry_left";
  const rescore = can(judge.actor, "sheet.rescore", subject);
  if (rescore.allowed && isRescored(ground, now)) return "open";
  const score = can(judge.actor, "sheet.score", subject);
  if (!score.allowed && score.reason !== "wrong_phase") return score.reason === "conflict_of_interest" ? "conflict_of_interest" : "forbidden";
  const round = roundRefusal(ground.round, now);
  if (score.allowed) return round === null ? "open" : round === "deadline_passed" ? "late" : round;
  return AFTER_JUDGING.includes(phase) && round !== "not_open" ? "late" : "wrong_phase";
}

import type { Tx } from "~/data/client.server";
import { resultWay, type ResultWay } from "~/data/corrections.server";
import { lockEdition, type EditionRow } from "~/data/editions.server";
import { resultSeal } from "~/data/ledger-verify.server";
import { can, type Denial } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import type { Action } from "~/domain/access/table";
import { phaseAt } from "~/domain/contest/phases";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Ranking } from "~/domain/ranking/rank-problem";
import { mayAct, type StageAct } from "~/domain/results/stages";
import { currentRanking } from "./current-ranking.server";
import { problemJson, type ProblemJson } from "./problem-json";

export interface StepRequest {
  actor: Actor;
  editionId: string;
  now: Date;
}

export type StepRefusal = Denial | "not_found" | "already_done";

/** The right each step on the way of a result needs. */
export const STEP_RIGHTS: Readonly<Record<StageAct, Action>> = {
  propose: "result.propose",
  return: "result.approve",
  approve: "result.approve",
  sign: "result.sign",
  schedule: "result.publish",
  unschedule: "result.publish",
  publish: "result.publish",
  openCorrection: "correction.manage",
  abandonCorrection: "correction.manage",
  finalise: "result.finalise",
};

export interface Begun extends ResultWay {
  edition: EditionRow;
}

/** Locks the edition, checks right and stage; what follows runs alone. `inConflict` is asked once the rows are known. */
export async function beginStep(tx: Tx, act: StageAct, request: StepRequest): Promise<Result<Begun, StepRefusal>> {
  const edition = await lockEdition(tx, request.editionId);
  if (!edition) return refused("not_found");
  const way = await resultWay(tx, edition);
  const right = can(request.actor, STEP_RIGHTS[act], { editionId: edition.id, phase: phaseAt(edition, request.now), isCorrected: way.standing.isCorrected });
  if (!right.allowed) return refused(right.reason);
  return mayAct(act, way.standing) ? ok({ edition, ...way }) : refused("already_done");
}

/** What would be sealed of the rows as they stand now. */
export interface Seal {
  problem: ProblemJson;
  answer: Ranking;
  hash: string;
}

/** Ranks anew from the rows; refused where the rules contradict each other or a choice answers no tie any more. */
export async function sealNow(tx: Tx, editionId: string): Promise<Result<Seal, "rules_contradict" | "stale_choices">> {
  const current = await currentRanking(tx, editionId);
  if (!current.ok) return refused(current.reason);
  if (current.value.staleChoices) return refused("stale_choices");
  const problem = problemJson(current.value.problem);
  const answer = current.value.ranking;
  return ok({ problem, answer, hash: resultSeal(problem, answer) });
}

import { chainFunctions } from "~/data/ledger.server";
import type { Stability } from "~/domain/calibration/stability";
import type { ScoringProblem } from "~/domain/scoring/problem";
import { stabilityInThread } from "~/platform/calibration/stability-thread.server";
import { problemJson } from "./problem-json";

/** The same for everybody who looks, so that two members of staff read the same numbers. */
const SEED = 1;
const MOST_KEPT = 8;
const kept = new Map<string, Promise<Stability>>();

/** How firm a ranking is, computed once for each problem: two that look at the same sheets share it. */
export function keptStability(problem: ScoringProblem): Promise<Stability> {
  const key = chainFunctions.sha256Hex(JSON.stringify(problemJson(problem)));
  const known = kept.get(key);
  if (known) return known;
  const computing = stabilityInThread(problem, SEED);
  kept.set(key, computing);
  computing.catch(() => kept.delete(key));
  const oldest = kept.keys().next().value;
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  return computing;
}

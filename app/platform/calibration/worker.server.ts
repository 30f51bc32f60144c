import { parentPort, workerData } from "node:worker_threads";
import { stabilityOf } from "~/domain/calibration/stability";
import type { ScoringProblem } from "~/domain/scoring/problem";

/** The thread that computes how firm a ranking is; `stability-thread.server.ts` starts one for each question. */
export interface StabilityQuestion {
  problem: ScoringProblem;
  seed: number;
}

const { problem, seed } = workerData as StabilityQuestion;
parentPort?.postMessage(stabilityOf(problem, seed));

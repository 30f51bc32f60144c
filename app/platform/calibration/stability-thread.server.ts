import type { Stability } from "~/domain/calibration/stability";
import type { ScoringProblem } from "~/domain/scoring/problem";
import { workerOf } from "~/platform/threads/worker-of.server";

const PATIENCE_MS = 60_000;
const HEAP_MB = 512;
const THREAD = { built: "stability-worker", source: "app/platform/calibration/worker.server.ts" };

/** How firm a ranking is, computed in a thread of its own so that no other page waits. @throws where it takes over a minute. */
export function stabilityInThread(problem: ScoringProblem, seed: number): Promise<Stability> {
  return new Promise((resolve, reject) => {
    const worker = workerOf(THREAD, { workerData: { problem, seed }, resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } });
    const patience = setTimeout(() => end(() => reject(new Error("stability took too long"))), PATIENCE_MS);
    const end = (tell: () => void) => {
      clearTimeout(patience);
      void worker.terminate();
      tell();
    };
    worker.once("message", (answer: Stability) => end(() => resolve(answer)));
    worker.once("error", (error) => end(() => reject(error)));
    worker.once("exit", () => end(() => reject(new Error("the thread ended"))));
  });
}

import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import type { Stability } from "~/domain/calibration/stability";
import type { ScoringProblem } from "~/domain/scoring/problem";
import { projectRoot } from "~/platform/config/project-root.server";

const PATIENCE_MS = 60_000;
const HEAP_MB = 512;

/** How firm a ranking is, computed in a thread of its own so that no other page waits. @throws where it takes over a minute. */
export function stabilityInThread(problem: ScoringProblem, seed: number): Promise<Stability> {
  return new Promise((resolve, reject) => {
    const worker = workerOf({ workerData: { problem, seed }, resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } });
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

/** The thread's code: out of the build, or the sources themselves in development and tests. */
function workerOf(options: ConstructorParameters<typeof Worker>[1]): Worker {
  if (!import.meta.url.endsWith(".ts")) return new Worker(join(projectRoot(), "build/server/stability-worker.js"), options);
  const source = pathToFileURL(join(fileURLToPath(import.meta.url), "../worker.server.ts")).href;
  return new Worker(`import("tsx/esm/api").then((tsx) => { tsx.register(); return import(${JSON.stringify(source)}); })`, { ...options, eval: true });
}

import type { Worker } from "node:worker_threads";
import type { AssignmentAnswer, AssignmentProblem } from "~/domain/assignment/problem";
import { workerOf } from "~/platform/threads/worker-of.server";
import { AssignmentTooLargeError, type SolveOptions } from "./solve-assignment.server";

/** Bound of what the thread's objects may take; its arrays of numbers come on top. */
const HEAP_MB = 900;

export interface AssignmentQuestion {
  problem: AssignmentProblem;
  first: NonNullable<SolveOptions["first"]>;
  /** of the draw, where the problem has a `maxChance` */
  seed?: number;
}

/** What the thread sends: how far it is, now and then, and at the end all answers, or that a problem is too large. */
export type AssignmentNews =
  | { kind: "progress"; done: number }
  | { kind: "answers"; answers: AssignmentAnswer[] }
  | { kind: "too_large"; judges: number; entries: number };

/**
 * Solves problems one after another (`solveAssignment`; `drawAssignment` where chances have a cap) in a thread of its own, so that no page waits. `onProgress` hears how many of all
 * their entries are done. Stopped by the signal at once.
 * @throws AssignmentTooLargeError, the signal's reason, or what ended the thread.
 */
export function solveInThread(
  questions: readonly AssignmentQuestion[],
  { signal, onProgress }: Pick<SolveOptions, "signal"> & { onProgress?: (done: number) => void } = {},
): Promise<AssignmentAnswer[]> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const worker: Worker = workerOf(
      { built: "assignment-worker", source: "app/platform/solver/worker.server.ts" },
      { workerData: questions, resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } },
    );
    const end = (tell: () => void) => {
      signal?.removeEventListener("abort", abort);
      void worker.terminate();
      tell();
    };
    const abort = () => end(() => reject(signal?.reason instanceof Error ? signal.reason : new Error("stopped")));
    signal?.addEventListener("abort", abort, { once: true });
    worker.on("message", (news: AssignmentNews) => {
      if (news.kind === "progress") onProgress?.(news.done);
      else if (news.kind === "answers") end(() => resolve(news.answers));
      else end(() => reject(new AssignmentTooLargeError(news.judges, news.entries)));
    });
    worker.once("error", (error) => end(() => reject(error)));
    worker.once("exit", () => end(() => reject(new Error("the thread ended"))));
  });
}

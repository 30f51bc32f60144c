import { parentPort, workerData } from "node:worker_threads";
import type { AssignmentAnswer } from "~/domain/assignment/problem";
import type { AssignmentNews, AssignmentQuestion } from "./assignment-thread.server";
import { drawAssignment } from "./draw-assignment.server";
import { AssignmentTooLargeError, solveAssignment } from "./solve-assignment.server";

/** The thread that solves assignment problems; `assignment-thread.server.ts` starts one for each search. */
const PAUSE_BETWEEN_NEWS_MS = 100;

const questions = workerData as readonly AssignmentQuestion[];
const tell = (news: AssignmentNews) => parentPort?.postMessage(news);

async function answerAll(): Promise<AssignmentAnswer[]> {
  const answers: AssignmentAnswer[] = [];
  let before = 0;
  let told = 0;
  for (const { problem, first, seed } of questions) {
    const base = before;
    const onProgress = ({ done }: { done: number }) => {
      if (performance.now() - told < PAUSE_BETWEEN_NEWS_MS) return;
      told = performance.now();
      tell({ kind: "progress", done: base + done });
    };
    const { maxChance } = problem;
    const isDrawn = maxChance !== undefined && seed !== undefined;
    answers.push(await (isDrawn ? drawAssignment({ ...problem, maxChance }, seed, { onProgress }) : solveAssignment(problem, { first, onProgress })));
    before += problem.entries.length;
  }
  return answers;
}

try {
  tell({ kind: "answers", answers: await answerAll() });
} catch (error) {
  if (!(error instanceof AssignmentTooLargeError)) throw error;
  tell({ kind: "too_large", judges: error.judges, entries: error.entries });
}

import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { projectRoot } from "~/platform/config/project-root.server";
import { refused, type Result } from "~/domain/kernel/result";
import type { ContentReason } from "~/domain/files/content";
import type { ReadPdf, Work } from "./worker/work";

const PATIENCE_MS = 60_000;
/** For what the thread itself makes; the bytes of files and of PDFium's memory come on top. */
const MOST_MEMORY_MB = 384;

interface Answers {
  "inspect-pdf": { pages: number };
  "read-pdf": ReadPdf;
  "clean-pdf": object;
  "inspect-docx": object;
  "read-docx": { text: string };
  "clean-docx": object;
}

let last: Promise<unknown> = Promise.resolve();

/**
 * Has a document read in a thread of its own, one at a time. A reader that fails, fills its memory or takes more than a minute
 * is ended, and the document counts as `too_complex`.
 */
export function inWorker<Task extends Work["task"]>(task: Task, work: Partial<Work> & { path: string }): Promise<Result<Answers[Task], ContentReason>> {
  const turn = last.then(() => runWorker(task, work));
  last = turn.catch(() => undefined);
  return turn;
}

function runWorker<Task extends Work["task"]>(task: Task, work: Partial<Work> & { path: string }): Promise<Result<Answers[Task], ContentReason>> {
  const workerData: Work = { target: "", mostCharacters: 0, mostWidth: 0, ...work, task };
  return new Promise((resolve) => {
    const worker = new Worker(join(projectRoot(), "app/platform/files/content/worker/document-worker.mjs"), {
      workerData,
      env: {},
      // What readers complain about on their consoles says parts of the document.
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
    });
    const finish = (result: Result<Answers[Task], ContentReason>) => {
      clearTimeout(patience);
      resolve(result);
      void worker.terminate();
    };
    const patience = setTimeout(() => finish(refused("too_complex")), PATIENCE_MS);
    worker.once("message", finish);
    worker.once("error", () => finish(refused("too_complex")));
    worker.once("exit", () => finish(refused("too_complex")));
  });
}

import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { projectRoot } from "~/platform/config/project-root.server";
import { refused, type Result } from "~/domain/kernel/result";
import type { ContentReason } from "~/domain/files/content";
import type { ReadPdf, Work } from "./worker/work";

/** Somebody waits for an inspection with an upload; what reads and cleans a file that was taken may take its time. */
const INSPECTION_PATIENCE_MS = 15_000;
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

/** A queue of documents that are read one after the other. */
interface Lane {
  patienceMs: number;
  last: Promise<unknown>;
}

/** Uploads never wait for what goes on in the background. */
const inspection: Lane = { patienceMs: INSPECTION_PATIENCE_MS, last: Promise.resolve() };
const background: Lane = { patienceMs: PATIENCE_MS, last: Promise.resolve() };

/**
 * Has a document read in a thread of its own: one inspection at a time, and beside it one other task at a time. A reader that fails,
 * fills its memory or takes too long (15 s for an inspection, a minute for the others) is ended, and the document counts as `too_complex`.
 */
export function inWorker<Task extends Work["task"]>(task: Task, work: Partial<Work> & { path: string }): Promise<Result<Answers[Task], ContentReason>> {
  const lane = task === "inspect-pdf" || task === "inspect-docx" ? inspection : background;
  const turn = lane.last.then(() => runWorker(task, work, lane.patienceMs));
  lane.last = turn.catch(() => undefined);
  return turn;
}

function runWorker<Task extends Work["task"]>(task: Task, work: Partial<Work> & { path: string }, patienceMs: number): Promise<Result<Answers[Task], ContentReason>> {
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
    const patience = setTimeout(() => finish(refused("too_complex")), patienceMs);
    worker.once("message", finish);
    worker.once("error", () => finish(refused("too_complex")));
    worker.once("exit", () => finish(refused("too_complex")));
  });
}

// @ts-check
/*
 * Reads PDF and DOCX away from the server's own thread: what a stranger made may keep a reader busy for ever or fill memory, and
 * then only this thread ends. Plain JavaScript, because Node starts it from its file, in development as well as beside the build.
 */
import { parentPort, workerData } from "node:worker_threads";
import { cleanDocx, inspectDocx, readDocx } from "./docx.mjs";
import { cleanPdf, inspectPdf, readPdf } from "./pdf.mjs";
import { Refusal } from "./refusal.mjs";

/** @type {Record<string, (work: import("./work").Work) => Promise<object>>} */
const TASKS = {
  "inspect-pdf": inspectPdf,
  "read-pdf": readPdf,
  "clean-pdf": cleanPdf,
  "inspect-docx": inspectDocx,
  "read-docx": readDocx,
  "clean-docx": cleanDocx,
};

try {
  const task = TASKS[workerData.task];
  if (!task) throw new Error(`no task ${workerData.task}`);
  parentPort?.postMessage({ ok: true, value: await task(workerData) });
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  parentPort?.postMessage({ ok: false, reason: error.message });
}

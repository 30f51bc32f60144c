// @ts-check
/*
 * Reads PDF and DOCX away from the server's own thread: what a stranger made may keep a reader busy for ever or fill memory, and
 * then only this thread ends. Plain JavaScript, because Node starts it from its file, in development as well as beside the build.
 */
import { parentPort, workerData } from "node:worker_threads";
import { Refusal } from "./refusal.mjs";

/** Each loads its libraries only when it is asked for. @type {Record<string, (work: import("./work").Work) => Promise<object>>} */
const TASKS = {
  "inspect-pdf": async (work) => (await import("./pdf.mjs")).inspectPdf(work),
  "read-pdf": async (work) => (await import("./pdf.mjs")).readPdf(work),
  "clean-pdf": async (work) => (await import("./pdf.mjs")).cleanPdf(work),
  "inspect-docx": async (work) => (await import("./docx.mjs")).inspectDocx(work),
  "read-docx": async (work) => (await import("./docx.mjs")).readDocx(work),
  "clean-docx": async (work) => (await import("./docx.mjs")).cleanDocx(work),
};

try {
  const task = TASKS[workerData.task];
  if (!task) throw new Error(`no task ${workerData.task}`);
  parentPort?.postMessage({ ok: true, value: await task(workerData) });
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  parentPort?.postMessage({ ok: false, reason: error.message });
}

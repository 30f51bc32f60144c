import type { Worker } from "node:worker_threads";
import { workerOf } from "~/platform/threads/worker-of.server";
import type { CertificateBatch } from "./certificate";
import type { Paper } from "./paper";
import type { RenderAnswer, RenderJob } from "./worker.server";

/** A paper takes tenths of a second; what takes this long never ends, and the thread is given up. */
const PATIENCE_MS = 120_000;
/** A thread without work gives its memory back after this time. */
const IDLE_MS = 30_000;
const HEAP_MB = 768;
const THREAD = { built: "render-worker", source: "app/platform/render/worker.server.ts" };

interface Waiting {
  job: RenderJob;
  resolve(data: Uint8Array): void;
  reject(error: Error): void;
}

/** The paper could not be drawn: out of memory, or given up after two minutes. Other papers are not touched by it. */
export class RenderError extends Error {
  override readonly name = "RenderError";
}

/** The paper as a PDF, its fonts in it. The same paper gives the same bytes. @throws RenderError */
export function renderPdf(paper: Paper): Promise<Uint8Array> {
  return enqueue({ format: "pdf", paper });
}

/** The paper as a Word document, to be edited. The same paper gives the same bytes. @throws RenderError */
export function renderDocx(paper: Paper): Promise<Uint8Array> {
  return enqueue({ format: "docx", paper });
}

/** Certificates as one PDF, each on a page of its own. The same batch gives the same bytes. @throws RenderError */
export function renderCertificates(batch: CertificateBatch): Promise<Uint8Array> {
  return enqueue({ format: "certificates", batch });
}

/** One thread for the whole process: papers wait for each other, pages of the site never wait for a paper. */
const queue: Waiting[] = [];
let current: Waiting | null = null;
let worker: Worker | null = null;
let timer: NodeJS.Timeout | undefined;
let lastId = 0;

type Work<Job> = Job extends RenderJob ? Omit<Job, "id"> : never;

function enqueue(work: Work<RenderJob>): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    queue.push({ job: { id: ++lastId, ...work }, resolve, reject });
    next();
  });
}

function next(): void {
  if (current) return;
  clearTimeout(timer);
  current = queue.shift() ?? null;
  if (!current) {
    timer = setTimeout(() => letGo(), IDLE_MS).unref();
    worker?.unref();
    return;
  }
  worker ??= start();
  worker.ref();
  worker.postMessage(current.job);
  timer = setTimeout(() => fail(new RenderError("took too long")), PATIENCE_MS).unref();
}

function start(): Worker {
  const started = workerOf(THREAD, { resourceLimits: { maxOldGenerationSizeMb: HEAP_MB }, stderr: false });
  started.on("message", (answer: RenderAnswer) => {
    if (worker !== started || current?.job.id !== answer.id) return;
    const { resolve, reject } = current;
    current = null;
    if ("data" in answer) resolve(answer.data);
    else reject(new RenderError(answer.error));
    next();
  });
  started.on("error", (error) => worker === started && fail(new RenderError(String(error))));
  started.on("exit", () => worker === started && fail(new RenderError("the thread ended")));
  return started;
}

/** The paper at work fails, the thread goes; the next paper gets a new one. */
function fail(error: RenderError): void {
  const failed = current;
  current = null;
  letGo();
  failed?.reject(error);
  next();
}

function letGo(): void {
  const left = worker;
  worker = null;
  void left?.terminate();
}

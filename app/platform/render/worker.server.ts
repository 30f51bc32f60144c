import { parentPort } from "node:worker_threads";
import { writeDocx } from "./docx/docx-paper";
import type { Paper } from "./paper";
import { drawPdf } from "./pdf/pdf-paper";

/** The thread that draws papers, one after another; `render.server.ts` starts it and waits for its answers. */
export interface RenderJob {
  id: number;
  format: "pdf" | "docx";
  paper: Paper;
}

export type RenderAnswer = { id: number; data: Uint8Array } | { id: number; error: string };

const DRAW: Readonly<Record<RenderJob["format"], (paper: Paper) => Promise<Uint8Array>>> = { pdf: drawPdf, docx: writeDocx };

parentPort?.on("message", (job: RenderJob) => {
  DRAW[job.format](job.paper).then(
    (data) => answer({ id: job.id, data: new Uint8Array(data) }),
    (error: unknown) => answer({ id: job.id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});

function answer(message: RenderAnswer): void {
  parentPort?.postMessage(message, "data" in message ? [message.data.buffer as ArrayBuffer] : []);
}

import { parentPort } from "node:worker_threads";
import type { CertificateBatch } from "./certificate";
import { writeDocx } from "./docx/docx-paper";
import type { Paper } from "./paper";
import { drawCertificates } from "./pdf/certificates";
import { drawPdf } from "./pdf/pdf-paper";

/** The thread that draws papers, one after another; `render.server.ts` starts it and waits for its answers. */
export type RenderJob = { id: number } & ({ format: "pdf" | "docx"; paper: Paper } | { format: "certificates"; batch: CertificateBatch });

export type RenderAnswer = { id: number; data: Uint8Array } | { id: number; error: string };

function draw(job: RenderJob): Promise<Uint8Array> {
  switch (job.format) {
    case "pdf":
      return drawPdf(job.paper);
    case "docx":
      return writeDocx(job.paper);
    case "certificates":
      return drawCertificates(job.batch);
  }
}

parentPort?.on("message", (job: RenderJob) => {
  draw(job).then(
    (data) => answer({ id: job.id, data: new Uint8Array(data) }),
    (error: unknown) => answer({ id: job.id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});

function answer(message: RenderAnswer): void {
  parentPort?.postMessage(message, "data" in message ? [message.data.buffer as ArrayBuffer] : []);
}

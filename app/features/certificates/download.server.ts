import type { EditionRow } from "~/data/editions.server";
import type { Actor } from "~/domain/access/roles";
import { ok, type Result } from "~/domain/kernel/result";
import { noteDownloadProgress } from "~/features/documents/download-progress.server";
import type { Services } from "~/features/services";
import { certificatePaper } from "~/i18n/vi/certificate-paper";
import { type GateRefusal, largePaperGate, paperGate } from "~/platform/render/paper-gate.server";
import { printCertificates, printSample } from "./print.server";

interface Download {
  actor: Actor;
  edition: EditionRow;
  /** one certificate; null: all that hold */
  id: string | null;
  /** a sample with the present words, in place of real ones */
  isSample: boolean;
  /** of the page it was started from, which asks how far it is */
  run: string | null;
}

/** The PDF of certificates for whoever downloads it, its progress noted meanwhile. */
export async function downloadCertificates(services: Pick<Services, "db" | "files" | "config">, { actor, edition, id, isSample, run }: Download): Promise<Result<{ name: string; mime: string; data: Uint8Array }, "not_found" | GateRefusal>> {
  const note = (state: "running" | "done" | "stopped", done: number, entries: number) => run !== null && noteDownloadProgress(run, { userId: actor.userId, state, done, entries });
  const isWhole = id === null && !isSample;
  const passed = await (isWhole ? largePaperGate : paperGate).run(
    () =>
      isSample ? printSample(services, edition) : printCertificates(services, { edition, ids: id === null ? null : [id], onProgress: (done, all) => note(done === all ? "done" : "running", done, all) }).catch((error: unknown) => {
        note("stopped", 0, 0);
        throw error;
      }),
    isWhole ? { account: actor.userId } : {},
  );
  if (!passed.ok) return passed;
  const printed = passed.value;
  return printed.ok ? ok({ name: `${certificatePaper.fileName(edition.slug)}.pdf`, mime: "application/pdf", data: printed.value }) : printed;
}

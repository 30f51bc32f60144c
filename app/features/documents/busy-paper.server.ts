import type { Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import type { Locale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { download } from "~/platform/http/download.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import type { GateRefusal } from "~/platform/render/paper-gate.server";
import { RenderError } from "~/platform/render/render.server";
import type { PrintedPaper } from "./entry-papers.server";

/** A dossier takes seconds; those that wait before are done by then. */
const RETRY_AFTER_SECONDS = 20;

const isBusy = (reason: string): reason is GateRefusal => reason === "papers_busy" || reason === "paper_under_way";

/**
 * The paper as a download. While too many are being drawn, or where it could not be drawn, a text to read in its place and when to ask
 * again; any other refusal is the page for it.
 */
export async function paperResponse({ log }: Pick<Services, "log">, locale: Locale, make: () => Promise<Result<PrintedPaper, string>>): Promise<Response> {
  try {
    const made = await make();
    if (made.ok) return download(made.value);
    return isBusy(made.reason) ? insteadOfPaper(locale, made.reason) : refuse(made.reason);
  } catch (error) {
    if (!(error instanceof RenderError)) throw error;
    log.error("paper not drawn", { error: error.stack ?? error.message });
    return insteadOfPaper(locale, "paper_failed");
  }
}

function insteadOfPaper(locale: Locale, reason: GateRefusal | "paper_failed"): Response {
  return new Response(`${messagesFor(locale).errors.reasons[reason]}\n`, {
    status: statusOf(reason),
    headers: { "Content-Type": "text/plain; charset=utf-8", "Content-Language": locale, "Retry-After": String(RETRY_AFTER_SECONDS), "Cache-Control": "private, no-store" },
  });
}

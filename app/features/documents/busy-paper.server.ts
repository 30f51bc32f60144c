import type { Locale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { statusOf } from "~/platform/http/responses.server";
import type { GateRefusal } from "~/platform/render/paper-gate.server";

/** A dossier takes seconds; those that wait before are done by then. */
const RETRY_AFTER_SECONDS = 20;

export const isBusy = (reason: string): reason is GateRefusal => reason === "papers_busy" || reason === "paper_under_way";

/** In place of a paper, while too many are being drawn: a text to read, and when to ask again. */
export function busyPaper(locale: Locale, reason: GateRefusal): Response {
  return new Response(`${messagesFor(locale).errors.reasons[reason]}\n`, {
    status: statusOf(reason),
    headers: { "Content-Type": "text/plain; charset=utf-8", "Content-Language": locale, "Retry-After": String(RETRY_AFTER_SECONDS), "Cache-Control": "private, no-store" },
  });
}

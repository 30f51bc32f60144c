import type { IncomingHttpHeaders } from "node:http";
import { localeOfPath, type Locale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";

/** The language of the page a request was sent from: addresses of uploads have none of their own. */
export function localeOfReferer(referer: IncomingHttpHeaders["referer"] | null): Locale {
  return localeOfPath(referer && URL.canParse(referer) ? new URL(referer).pathname : "/");
}

/** Why a file was not taken, for its sender. */
export function uploadReasonText(reason: string, locale: Locale): string {
  const messages = messagesFor(locale);
  return reasonText(messages, reason, messages.ingest.reasons, messages.uploads.reasons, messages.fileContent.reasons);
}

import { readPostedSheet } from "~/domain/judging/sheet-fields";
import type { NotSentTexts } from "~/domain/judging/offline-settings";
import { sameValues, type SheetRecord, valuesOf } from "./record";

const SHEET = /^(?:\/en)?\/cham-thi\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/?$/;

/** The assignment whose sheet a form only saves; null for every other one: locking, or declaring a conflict, is nothing a device can do. */
export function savedAssignment(path: string, form: FormData): string | null {
  const { intent } = readPostedSheet(form);
  return intent === "save" || intent === "next" ? (SHEET.exec(path)?.[1] ?? null) : null;
}

/** The page of the copy nearest to an address: its sheet, else the list. */
const nearest = (target: string): string => /^(?:\/en)?\/cham-thi(?:\/[0-9a-f-]{36}(?=[/?]|$))?/.exec(target)?.[0] ?? "/cham-thi";

/** True where all that a form says of its sheet is kept on this device. */
export const isOnDevice = (form: FormData, record: SheetRecord | null): boolean => record !== null && sameValues(readPostedSheet(form).save, valuesOf(record));

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

interface NotSent {
  texts: NotSentTexts;
  /** where the form was sent to, with its query */
  target: string;
  form: FormData;
  /** style sheets that are on this device */
  styles: readonly string[];
}

/**
 * In place of the answer to a form that did not get through: says so, holds what was typed, and sends the very same once more when told
 * to. No script; what was typed is in this page only.
 */
export function notSentPage({ texts, target, form, styles }: NotSent): Response {
  const fields = [...form].flatMap(([name, value]) => (typeof value === "string" ? [`<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`] : []));
  const links = styles.map((path) => `<link rel="stylesheet" href="${escaped(path)}">`);
  const html = `<!doctype html>
<html lang="${escaped(texts.lang)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(texts.title)}</title>${links.join("")}</head>
<body><main class="frame" data-not-sent>
<h1>${escaped(texts.title)}</h1>
<div class="notice tone-warning" role="alert"><div><p>${escaped(texts.text)}</p></div></div>
<form method="post" action="${escaped(target)}" class="mt-4">${fields.join("")}
<p class="actions"><button type="submit" class="btn btn-primary">${escaped(texts.again)}</button> <a class="btn btn-secondary" href="${nearest(target)}">${escaped(texts.back)}</a></p>
</form>
</main></body>
</html>`;
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  };
  return new Response(html, { status: 503, headers });
}

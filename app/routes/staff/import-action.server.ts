import type { Actor } from "~/domain/access/roles";
import { type ImportOutcome, MOST_SHOWN } from "~/features/imports/components/import-page";
import { importEntries, type ImportSummary } from "~/features/imports/import-entries.server";
import { isReadable, packKept, uploadOf } from "~/features/imports/upload.server";
import type { Services } from "~/features/services";
import type { Locale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { statusOf } from "~/platform/http/responses.server";

interface Post {
  services: Services;
  actor: Actor;
  slug: string;
  request: Request;
  locale: Locale;
  now: Date;
}

type Taken = { imported: ImportSummary } | { imported: null; status: number; outcome: ImportOutcome };

const TOO_LARGE = 413;

/** Checks the file of the form, or imports it where that was asked for. */
export async function takeImport({ services, actor, slug, request, locale, now }: Post): Promise<Taken> {
  const messages = messagesFor(locale);
  const refused = (reason: string, status: number, line?: number): Taken => {
    const text = reasonText(messages, reason, messages.imports.reasons);
    return { imported: null, status, outcome: { kind: "refused", text: line === undefined ? text : `${text} (${messages.imports.csvLine(line)})` } };
  };
  if (!isReadable(request)) return refused("too_large", TOO_LARGE);
  const form = await request.formData().catch(() => null);
  const upload = form ? await uploadOf(form) : "no_file";
  if (!form || typeof upload === "string") return refused(String(upload), upload === "too_large" ? TOO_LARGE : 400);
  const dryRun = form.get("intent") !== "import";
  const outcome = await importEntries(services, { actor, editionSlug: slug, bytes: upload.bytes, dryRun, now });
  if (!outcome.ok) {
    const { problems, reason, line } = outcome;
    if (!problems) return refused(reason, statusOf(reason), line);
    return { imported: null, status: 400, outcome: { kind: "problems", problems: problems.slice(0, MOST_SHOWN), total: problems.length } };
  }
  const { entries, authors, notes } = outcome.value;
  if (!dryRun) return { imported: outcome.value };
  return { imported: null, status: 200, outcome: { kind: "checked", entries, authors, notes, name: upload.name, kept: packKept(upload) } };
}

import { parseWithZod } from "@conform-to/zod/v4";
import type { Actor } from "~/domain/access/roles";
import type { RefusedAct } from "~/features/screening/components/decide";
import { checkSafely } from "~/features/blind/check-entries.server";
import { goOnWithoutFiles } from "~/features/files/settle-files.server";
import { actSchema, screeningSchemas } from "~/features/screening/schemas";
import { screenEntry } from "~/features/screening/screen-entry.server";
import type { Services } from "~/features/services";
import type { Locale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { zodErrors } from "~/i18n/zod-messages";
import { refuse, statusOf } from "~/platform/http/responses.server";

interface Post {
  services: Services;
  actor: Actor;
  editionId: string;
  entryId: string;
  form: FormData;
  locale: Locale;
  now: Date;
}

type Taken = { done: true } | { done: false; status: number; refused: RefusedAct };

/** Reads the posted act and does it. A refusal gives the form back as it was typed. */
export async function takeScreeningAct({ services, actor, editionId, entryId, form, locale, now }: Post): Promise<Taken> {
  if (form.get("intent") === "withoutFiles") {
    const settled = await goOnWithoutFiles(services, { actor, editionId, input: { entryId }, now });
    if (!settled.ok) refuse(settled.reason);
    return { done: true };
  }
  const act = actSchema.safeParse(form.get("intent"));
  if (!act.success) refuse("invalid");
  const messages = messagesFor(locale);
  const submission = parseWithZod(form, { schema: screeningSchemas[act.data], error: zodErrors(locale, { nothing_asked: messages.supplement.ask.nothing }) });
  if (submission.status !== "success") return { done: false, status: 400, refused: { act: act.data, result: submission.reply(), isLate: false } };
  const typed: { version: number; reason?: string | undefined; due?: string; remark?: Record<string, string> | undefined } = submission.value;
  const remarks = Object.entries(typed.remark ?? {}).flatMap(([place, text]) => (text === "" ? [] : [{ place, text }]));
  const input = { entryId, act: act.data, version: typed.version, reason: typed.reason ?? "", due: typed.due ?? null, remarks };
  const screened = await screenEntry(services, { actor, editionId, input, now });
  if (screened.ok) {
    // So that judges need not wait for the job to come round.
    if (act.data === "qualify") await checkSafely(services, entryId);
    return { done: true };
  }
  const { reason } = screened;
  if (reason === "not_found") refuse(reason);
  const text = reasonText(messages, reason, messages.screening.reasons);
  const isOfDate = reason === "due_in_past" || reason === "due_too_late";
  const result = submission.reply(isOfDate ? { fieldErrors: { due: [text] } as never } : { formErrors: [text] });
  return { done: false, status: statusOf(reason), refused: { act: act.data, result, isLate: reason === "version_conflict" } };
}

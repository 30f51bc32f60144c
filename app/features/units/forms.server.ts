import type { SubmissionResult } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import type { Actor } from "~/domain/access/roles";
import type { Services } from "~/features/services";
import type { Locale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { zodErrors } from "~/i18n/zod-messages";
import { createUnit, createUnitFromName, editUnit, linkName, mergeUnits } from "./commands.server";
import { linkNameSchema, mergeSchema, newFromNameSchema, newUnitSchema, unitSchema } from "./schemas";

/** What a form of the register answers: where it led, or what to show again. */
export interface FormAnswer {
  /** the unit that was saved; null where the form comes back */
  savedId: string | null;
  reason: string | null;
  result: SubmissionResult<string[]> | null;
  namesakes: readonly { id: string; name: string }[];
}

interface FormAct {
  actor: Actor;
  form: FormData;
  locale: Locale;
  now: Date;
}

type WithDatabase = Pick<Services, "db">;

const FIELD_OF: Readonly<Record<string, string>> = { parent_unknown: "parentId", parent_within: "parentId", same_name: "name", same_unit: "intoId" };

function failed(reason: string, result: SubmissionResult<string[]>, namesakes: FormAnswer["namesakes"] = []): FormAnswer {
  return { savedId: null, reason, result, namesakes };
}

const saved = (savedId: string): FormAnswer => ({ savedId, reason: null, result: null, namesakes: [] });

/** Errors at the field a refusal is about, or above the form. */
function errorsFor(reason: string, locale: Locale) {
  const messages = messagesFor(locale);
  const text = reasonText(messages, reason, messages.units.reasons);
  const field = FIELD_OF[reason];
  return field ? { fieldErrors: { [field]: [text] } } : { formErrors: [text] };
}

export async function submitNewUnit(services: WithDatabase, act: FormAct): Promise<FormAnswer> {
  const submission = parseWithZod(act.form, { schema: newUnitSchema, error: zodErrors(act.locale) });
  if (submission.status !== "success") return failed("invalid", submission.reply());
  const { parentId, confirmed, ...input } = submission.value;
  const made = await createUnit(services, { ...act, input: { ...input, parentId: parentId ?? null, confirmed: confirmed ?? false } });
  return made.ok ? saved(made.value) : failed(made.reason, submission.reply(errorsFor(made.reason, act.locale)), made.namesakes);
}

export async function submitUnit(services: WithDatabase, id: string, act: FormAct): Promise<FormAnswer> {
  const submission = parseWithZod(act.form, { schema: unitSchema, error: zodErrors(act.locale) });
  if (submission.status !== "success") return failed("invalid", submission.reply());
  const { parentId, confirmed, ...input } = submission.value;
  const edited = await editUnit(services, { ...act, id, input: { ...input, parentId: parentId ?? null, confirmed: confirmed ?? false } });
  return edited.ok ? saved(id) : failed(edited.reason, submission.reply(errorsFor(edited.reason, act.locale)), edited.namesakes);
}

export async function submitMerge(services: WithDatabase, id: string, act: FormAct): Promise<FormAnswer> {
  const submission = parseWithZod(act.form, { schema: mergeSchema, error: zodErrors(act.locale) });
  if (submission.status !== "success") return failed("invalid", submission.reply());
  const merged = await mergeUnits(services, { ...act, id, input: submission.value });
  return merged.ok ? saved(submission.value.intoId) : failed(merged.reason, submission.reply(errorsFor(merged.reason, act.locale)));
}

/** Links a typed name to a unit, or makes one out of it. `linked` counts the places. */
export async function submitLink(services: WithDatabase, act: FormAct): Promise<{ linked: number } | { reason: string }> {
  if (act.form.get("intent") === "create") {
    const submission = parseWithZod(act.form, { schema: newFromNameSchema, error: zodErrors(act.locale) });
    if (submission.status !== "success") return { reason: "invalid" };
    const made = await createUnitFromName(services, { ...act, input: submission.value });
    return made.ok ? { linked: made.value } : { reason: made.reason };
  }
  const submission = parseWithZod(act.form, { schema: linkNameSchema, error: zodErrors(act.locale) });
  if (submission.status !== "success") return { reason: "invalid" };
  const linked = await linkName(services, { ...act, input: submission.value });
  return linked.ok ? { linked: linked.value } : { reason: linked.reason };
}

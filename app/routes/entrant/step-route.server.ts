import { data, redirect, type AppLoadContext } from "@remix-run/node";
import type { EntryStep } from "~/domain/entry/completeness";
import { conflictsShown } from "~/features/entries/conflicts-shown.server";
import { parseSeen, stepToken, writeSeen } from "~/features/entries/draft-tokens.server";
import { fieldErrors, isWrong } from "~/features/entries/gap-texts";
import { keepingOf, type Keeping } from "~/features/entries/keeping.server";
import { editPage, savedStep, type EditView } from "~/features/entries/queries.server";
import { accountAskedOf, type FormStep, readStep } from "~/features/entries/read-step";
import { saveDraft } from "~/features/entries/save-draft.server";
import { intentOf, seenOf, withoutField } from "~/features/entries/sent-form";
import type { StepAnswer } from "~/features/entries/step-answers";
import { stepAfter, stepPath } from "~/features/entries/steps";
import { formatsFor } from "~/i18n/formats";
import { localeOfPath, withLocale, type Locale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { paths } from "~/paths";
import { wasHeld } from "~/platform/http/read-form.server";
import { refuse, requireActor, statusOf } from "~/platform/http/responses.server";

export interface StepRequest {
  request: Request;
  params: { id?: string | undefined };
  context: AppLoadContext;
}

export type StepPage = EditView & { keeping: Keeping };

/** What a step shows, with the texts of what is wrong in it; `?kiem=1` marks what is missing, too. */
export async function loadStep({ request, params, context }: StepRequest, step: EntryStep): Promise<{ view: StepPage; errors: Record<string, string[]> }> {
  const actor = requireActor(await context.actor(), request);
  const url = new URL(request.url);
  const locale = localeOfPath(url.pathname);
  const entryId = params.id ?? "";
  const page = await editPage(context.services, { actor, entryId, step: savedStep(step), now: context.now });
  if (!page.ok) {
    if (page.reason === "wrong_phase") throw redirect(withLocale(paths.entry(entryId), locale));
    refuse(page.reason);
  }
  const keeping = keepingOf(context.services, { request, actor, entryId, step, locale });
  const view = { ...page.value, token: stepToken(page.value.draft, savedStep(step), accountAskedOf(page.value)), keeping };
  const errors = fieldErrors(wordsFor(view, locale), view.gaps.filter((gap) => gap.step === step), url.searchParams.has("kiem"));
  return { view, errors };
}

/** What the words about a step need to know of it. */
export function wordsFor(view: EditView, locale: Locale) {
  return { messages: messagesFor(locale), formats: formatsFor(locale), authors: view.draft.authors, fields: view.fields, parts: view.parts, waitingFor: (key: string) => view.waiting[key] ?? [] };
}

interface StepSave {
  step: FormStep;
  view: EditView;
  form: FormData;
  /** where on the page to come back to after a button of the step's own */
  anchor?: string;
  /** what the page it comes back to shows more of */
  query?: string;
}

/** Saves a step: on to the next one, back to the same, or an answer that keeps what was typed. */
export async function saveStep(args: StepRequest, { step, view, form, anchor, query }: StepSave) {
  const { request, params, context } = args;
  const locale = localeOfPath(new URL(request.url).pathname);
  const entryId = params.id ?? "";
  const intent = intentOf(form);
  const saved = await saveSent(args, { step, view, form: intent.kind === "theirs" ? withoutField(form, intent.field) : form });
  if (!saved.ok) return answerUnsaved(saved, { step: savedStep(step), view, locale });
  const actor = requireActor(await context.actor(), request);
  const page = await editPage(context.services, { actor, entryId, step: savedStep(step), now: context.now });
  const hasWrong = page.ok && page.value.gaps.some((gap) => gap.step === step && isWrong(gap));
  const isPlainSave = intent.kind === "save" || intent.kind === "next";
  if (hasWrong && isPlainSave) return data<StepAnswer>({ kind: "wrong" }, { status: 400 });
  const isHeld = wasHeld(form);
  const target = withLocale(stepPath(entryId, intent.kind === "next" && !isHeld ? stepAfter(step) : step), locale);
  const place = isHeld ? saved.value.changed[0] : intent.kind === "act" ? anchor : intent.field;
  throw redirect(`${target}${query && intent.kind === "act" ? `?${query}` : ""}${place ? `#${place}` : ""}`, 303);
}

/** Saves what a form holds of a step, by button or while somebody types. Refuses (403) what another account has typed. */
export async function saveSent({ request, params, context }: StepRequest, { step, view, form }: StepSave) {
  const actor = requireActor(await context.actor(), request);
  const writer = form.get("by");
  if (writer !== null && writer !== actor.userId) refuse("other_writer");
  const seen = writeSeen(seenOf(form, parseSeen));
  const input = { entryId: params.id ?? "", step: savedStep(step), seen, change: readStep(form, step, view), asksAccountOf: accountAskedOf(view) };
  return saveDraft(context.services, { actor, input, now: context.now });
}

type Unsaved = Extract<Awaited<ReturnType<typeof saveDraft>>, { ok: false }>;

function answerUnsaved({ reason, typed, stored, conflicts }: Unsaved, { step, view, locale }: { step: ReturnType<typeof savedStep>; view: EditView; locale: Locale }) {
  const messages = messagesFor(locale);
  if (reason === "version_conflict" && typed && stored && conflicts) {
    const userId = accountAskedOf(view);
    const shown = conflictsShown(wordsFor(view, locale), { conflicts, typed, stored, step, userId });
    const undecided = conflicts.filter(({ kind }) => kind !== "removal").map(({ name }) => name);
    return data<StepAnswer>({ kind: "conflict", typed, conflicts: shown, token: stepToken(stored, step, userId, undecided) }, { status: 409 });
  }
  if (!typed) refuse(reason);
  return data<StepAnswer>({ kind: "closed", typed, text: reasonText(messages, reason, messages.entries.reasons) }, { status: statusOf(reason) });
}

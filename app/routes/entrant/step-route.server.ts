import { data, redirect, type AppLoadContext } from "@remix-run/node";
import type { EntryStep } from "~/domain/entry/completeness";
import type { DraftChange } from "~/features/entries/draft-forms";
import { stepToken } from "~/features/entries/draft-tokens.server";
import { fieldErrors, isWrong } from "~/features/entries/gap-texts";
import { editPage, savedStep, type EditView } from "~/features/entries/queries.server";
import { saveDraft } from "~/features/entries/save-draft.server";
import type { StepAnswer } from "~/features/entries/step-answers";
import { stepAfter, stepPath } from "~/features/entries/steps";
import { formatsFor } from "~/i18n/formats";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { paths } from "~/paths";
import { refuse, requireActor, statusOf } from "~/platform/http/responses.server";

export interface StepRequest {
  request: Request;
  params: { id?: string | undefined };
  context: AppLoadContext;
}

/** What a step shows, with the texts of what is wrong in it; `?kiem=1` marks what is missing, too. */
export async function loadStep({ request, params, context }: StepRequest, step: EntryStep): Promise<{ view: EditView; errors: Record<string, string[]> }> {
  const actor = requireActor(await context.actor(), request);
  const url = new URL(request.url);
  const locale = localeOfPath(url.pathname);
  const entryId = params.id ?? "";
  const page = await editPage(context.services, { actor, entryId, step: savedStep(step), now: context.now });
  if (!page.ok) {
    if (page.reason === "wrong_phase") throw redirect(withLocale(paths.entry(entryId), locale));
    refuse(page.reason);
  }
  const view = page.value;
  const words = { messages: messagesFor(locale), formats: formatsFor(locale), authors: view.draft.authors, parts: view.parts, waitingFor: (key: string) => view.waiting[key] ?? [] };
  return { view, errors: fieldErrors(words, view.gaps.filter((gap) => gap.step === step), url.searchParams.has("kiem")) };
}

interface StepSave {
  step: Exclude<EntryStep, "files" | "consents">;
  /** what was sent, and what it makes of the draft */
  form: FormData;
  change: DraftChange;
  /** where on the page to come back to after a button that is neither "Lưu" nor "Lưu và tiếp tục" */
  anchor?: string;
}

/** Saves a step: on to the next one, back to the same, or an answer that keeps what was typed. */
export async function saveStep({ request, params, context }: StepRequest, { step, form, change, anchor }: StepSave) {
  const actor = requireActor(await context.actor(), request);
  const locale = localeOfPath(new URL(request.url).pathname);
  const entryId = params.id ?? "";
  const slice = savedStep(step);
  const saved = await saveDraft(context.services, { actor, input: { entryId, step: slice, seen: String(form.get("seen") ?? ""), change }, now: context.now });
  if (!saved.ok) return answerUnsaved(saved, { step: slice, locale });
  const page = await editPage(context.services, { actor, entryId, step: slice, now: context.now });
  const hasWrong = page.ok && page.value.gaps.some((gap) => gap.step === step && isWrong(gap));
  const intent = form.get("intent");
  const isPlainSave = intent === "save" || intent === "next";
  if (hasWrong && isPlainSave) return data<StepAnswer>({ kind: "wrong" }, { status: 400 });
  const target = stepPath(entryId, intent === "next" ? stepAfter(step) : step);
  throw redirect(withLocale(anchor && !isPlainSave ? `${target}#${anchor}` : target, locale), 303);
}

type Unsaved = Extract<Awaited<ReturnType<typeof saveDraft>>, { ok: false }>;

function answerUnsaved({ reason, typed, stored }: Unsaved, { step, locale }: { step: ReturnType<typeof savedStep>; locale: "vi" | "en" }) {
  const messages = messagesFor(locale);
  if (reason === "version_conflict" && typed && stored) {
    const answer: StepAnswer = { kind: "conflict", typed, stored, savedBy: stored.savedByName, savedAt: stored.savedAt, token: stepToken(stored, step) };
    return data(answer, { status: 409 });
  }
  if (!typed) refuse(reason);
  return data<StepAnswer>({ kind: "closed", typed, text: reasonText(messages, reason, messages.entries.reasons) }, { status: statusOf(reason) });
}

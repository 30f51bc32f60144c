import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { autosaveAnswer } from "~/features/entries/autosave-answer.server";
import { editPage, savedStep } from "~/features/entries/queries.server";
import type { FormStep } from "~/features/entries/read-step";
import { STEP_SLUGS, stepPath } from "~/features/entries/steps";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { readForm } from "~/platform/http/read-form.server";
import { statusOf } from "~/platform/http/responses.server";
import { saveSent, wordsFor } from "./step-route.server";

const FORM_STEPS: readonly FormStep[] = ["basics", "authors", "description", "submit"];

const stepOf = (slug: string | undefined) => FORM_STEPS.find((step) => STEP_SLUGS[step] === slug);

/** Nothing to read here by hand: the step's own page is meant. */
export function loader({ request, params }: LoaderFunctionArgs) {
  throw redirect(withLocale(stepPath(params["id"] ?? "", stepOf(params["step"]) ?? "basics"), localeOfPath(new URL(request.url).pathname)));
}

/** Saves the fields of a step that changed while somebody types; by the same rules as the step's own button. Answers JSON. */
export async function action(args: ActionFunctionArgs): Promise<Response> {
  const { request, params, context } = args;
  const step = stepOf(params["step"]);
  const actor = await context.actor();
  const refusal = (reason: string, status = statusOf(reason)) => refused(request, reason, status);
  if (!actor) return refusal("unauthenticated");
  if (!step) return refusal("not_found");
  const form = await readForm(request);
  if (form.get("by") !== actor.userId) return refusal("other_writer");
  const about = { actor, entryId: params["id"] ?? "", step: savedStep(step), now: context.now };
  const page = await editPage(context.services, about);
  if (!page.ok) return refusal(page.reason);
  const saved = await saveSent(args, { step, view: page.value, form });
  if (!saved.ok && saved.reason !== "version_conflict") return refusal(saved.reason);
  const after = await editPage(context.services, about);
  if (!after.ok) return refusal(after.reason);
  const words = wordsFor(after.value, localeOfPath(new URL(request.url).pathname));
  return Response.json(autosaveAnswer(words, { form, step, before: page.value, after: after.value, saved, now: context.now }));
}

function refused(request: Request, reason: string, status: number): Response {
  const messages = messagesFor(localeOfPath(new URL(request.url).pathname));
  return Response.json({ reason, text: reasonText(messages, reason, messages.entries.reasons) }, { status });
}

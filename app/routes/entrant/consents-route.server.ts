import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect } from "@remix-run/node";
import { type ConsentParty, type ConsentPurpose, isConsentPurpose } from "~/domain/entry/consent";
import type { ConsentAnswer } from "~/features/entries/components/consents-panel";
import { makeConsentLink } from "~/features/entries/consent-links.server";
import { consentsPage } from "~/features/entries/consent-queries.server";
import { giveOwnConsent, withdrawOwnConsent } from "~/features/entries/consents.server";
import { confirmWithAccount } from "~/features/entries/confirmations.server";
import { confirmSchema, type ConsentInput, consentSchema, declineSchema } from "~/features/entries/schemas";
import { type Locale, localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { zodErrors } from "~/i18n/zod-messages";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, requireActor, statusOf } from "~/platform/http/responses.server";
import type { StepRequest } from "./step-route.server";

/** Which purpose an intent takes back: `withdraw:PUBLISH_NAME`; null for anything else. */
export function purposeWithdrawn(intent: FormDataEntryValue | null): ConsentPurpose | null {
  const purpose = typeof intent === "string" && intent.startsWith("withdraw:") ? intent.slice("withdraw:".length) : null;
  return isConsentPurpose(purpose) ? purpose : null;
}

export async function loadConsents({ request, params, context }: StepRequest) {
  const actor = requireActor(await context.actor(), request);
  const page = await consentsPage(context.services, { actor, entryId: params.id ?? "", now: context.now });
  if (!page.ok) refuse(page.reason);
  return page.value;
}

/** The answer of somebody who was asked: what they ticked and their name, or a no. */
export function readAnswer(form: FormData, locale: Locale) {
  const error = zodErrors(locale);
  const no = declineSchema.transform((given): ConsentInput => ({ ...given, declined: "on" }));
  return form.get("intent") === "decline" ? parseWithZod(form, { schema: no, error }) : parseWithZod(form, { schema: consentSchema, error });
}

interface About {
  authorKey: string;
  party: ConsentParty;
}

/** Gives or takes back one's own consent, or makes a link that asks somebody else. */
export async function answerConsents(args: StepRequest) {
  const { request, params, context } = args;
  const actor = requireActor(await context.actor(), request);
  await loadConsents(args);
  const form = await readForm(request);
  const party: ConsentParty = form.get("party") === "GUARDIAN" ? "GUARDIAN" : "SELF";
  const about: About = { authorKey: String(form.get("authorKey") ?? ""), party };
  const intent = form.get("intent");
  const purpose = purposeWithdrawn(intent);
  const entryId = params.id ?? "";
  if (intent === "link" || intent === "send") return link(args, { ...about, send: intent === "send" });
  if (purpose) {
    const withdrawn = await withdrawOwnConsent(context.services, { actor, input: { entryId, ...about, purposes: [purpose] }, now: context.now });
    return withdrawn.ok ? backTo(request, about) : refusal(args, withdrawn.reason);
  }
  if (intent === "confirm" || intent === "remark") return confirm(args, about, form);
  const locale = localeOfPath(new URL(request.url).pathname);
  const submission = readAnswer(form, locale);
  if (submission.status !== "success") return data<ConsentAnswer>({ kind: "form", ...about, result: submission.reply() }, { status: 400 });
  const given = await giveOwnConsent(context.services, { actor, input: { entryId, ...about, given: submission.value }, now: context.now });
  if (given.ok) return backTo(request, about);
  if (given.reason !== "nothing_ticked") return refusal(args, given.reason);
  const formErrors = [messagesFor(locale).consent.form.nothingTicked];
  return data<ConsentAnswer>({ kind: "form", ...about, result: submission.reply({ formErrors }) }, { status: 400 });
}

async function confirm(args: StepRequest, about: About, form: FormData) {
  const { request, params, context } = args;
  const actor = requireActor(await context.actor(), request);
  const submission = readConfirmation(form, localeOfPath(new URL(request.url).pathname));
  if (submission.status !== "success") return data<ConsentAnswer>({ kind: "confirm", ...about, result: submission.reply() }, { status: 400 });
  const confirmed = await confirmWithAccount(context.services, { actor, about: { entryId: params.id ?? "", ...about }, input: submission.value, now: context.now });
  return confirmed.ok ? backTo(request, about) : refusal(args, confirmed.reason);
}

/** What somebody answered to what was filed for them; asking for a correction needs one. */
export function readConfirmation(form: FormData, locale: Locale) {
  const needsRemark = form.get("intent") === "remark";
  const { remarkMissing } = messagesFor(locale).assisted.form;
  const schema = needsRemark ? confirmSchema.refine((answer) => answer.remark !== "", { path: ["remark"], error: remarkMissing }) : confirmSchema;
  return parseWithZod(form, { schema, error: zodErrors(locale) });
}

async function link({ request, params, context }: StepRequest, input: About & { send: boolean }) {
  const actor = requireActor(await context.actor(), request);
  const locale = localeOfPath(new URL(request.url).pathname);
  const made = await makeConsentLink(context.services, { actor, input: { entryId: params.id ?? "", ...input }, locale, now: context.now });
  if (!made.ok) return refusal({ request, params, context }, made.reason);
  return data<ConsentAnswer>({ kind: "link", ...made.value }, { status: 200 });
}

function backTo(request: Request, { authorKey }: About): never {
  throw redirect(`${new URL(request.url).pathname}#consent-${encodeURIComponent(authorKey)}`, 303);
}

function refusal({ request }: StepRequest, reason: string) {
  if (["not_found", "forbidden", "unauthenticated"].includes(reason)) refuse(reason);
  const messages = messagesFor(localeOfPath(new URL(request.url).pathname));
  return data<ConsentAnswer>({ kind: "refused", text: reasonText(messages, reason, { ...messages.consent.reasons, version_conflict: messages.assisted.form.changed }) }, { status: statusOf(reason) });
}

import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Review } from "~/features/entries/components/review";
import { StepFrame } from "~/features/entries/components/step-frame";
import { shownDraft, tokenShown, type StepAnswer } from "~/features/entries/step-answers";
import { submitEntry } from "~/features/entries/submit-entry.server";
import { shownFiles } from "~/features/files/shown-files.server";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { paths } from "~/paths";
import { actorOrHeldForm, readForm } from "~/platform/http/read-form.server";
import { refuse, requireActor, statusOf } from "~/platform/http/responses.server";
import { useMessages } from "~/ui/locale";
import { Notice } from "~/ui/primitives";
import { loadStep, saveStep } from "./step-route.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).entries.stepTitle.submit }, { name: "robots", content: "noindex" }];
export const handle = { pageScripts: ["entry-form"] };

export async function loader(args: LoaderFunctionArgs) {
  const { view, ...step } = await loadStep(args, "submit");
  const content = await shownFiles(args.context.services, { entryId: view.entry.id, version: view.entry.hasDraft ? "DRAFT" : "SUBMITTED", viewer: "people" });
  return { ...step, view: { ...view, content } };
}

type Answer = { unsaved: StepAnswer | null; refused: { reason: string; text: string } | null };

export async function action(args: ActionFunctionArgs) {
  await actorOrHeldForm(await args.context.actor(), args.request);
  const form = await readForm(args.request);
  if (form.get("intent") === "submit") return submit(args, form);
  const { view } = await loadStep(args, "submit");
  const saved = await saveStep(args, { step: "submit", view, form, anchor: "eligibilityNote" });
  return data<Answer>({ unsaved: saved.data, refused: null }, saved.init ?? undefined);
}

const textOf = (value: FormDataEntryValue | null) => (typeof value === "string" ? value : null);

async function submit({ request, params, context }: ActionFunctionArgs, form: FormData) {
  const actor = requireActor(await context.actor(), request);
  const locale = localeOfPath(new URL(request.url).pathname);
  const entryId = params.id ?? "";
  const input = { entryId, version: textOf(form.get("version")) ?? "", commitment: textOf(form.get("commitment")) };
  const submitted = await submitEntry(context.services, { actor, input, now: context.now });
  if (submitted.ok) throw redirect(withLocale(paths.entry(entryId), locale), 303);
  const { reason } = submitted;
  if (reason === "not_found" || reason === "forbidden" || reason === "unauthenticated") refuse(reason);
  const messages = messagesFor(locale);
  const { missing, changed } = messages.dossier.commitment;
  const own = { ...messages.entries.reasons, commitment_missing: missing, commitment_changed: changed };
  return data<Answer>({ unsaved: null, refused: { reason, text: reasonText(messages, reason, own) } }, { status: statusOf(reason) });
}

export default function EditSubmit() {
  const { view, errors } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { review } = useMessages().entries;
  const unsaved = answer?.unsaved ?? undefined;
  const refusal = answer?.refused;
  const isUncommitted = refusal?.reason === "commitment_missing" || refusal?.reason === "commitment_changed";
  const note = shownDraft(view.draft, unsaved).eligibilityNote;
  return (
    <StepFrame view={view} step="submit" answer={unsaved}>
      {refusal && (
        <Notice tone="danger" live title={refusal.reason === "version_conflict" ? review.changedMeanwhile : refusal.text}>
          {refusal.reason === "version_conflict" && <p>{review.changedMeanwhileText}</p>}
        </Notice>
      )}
      <Review
        view={{ ...view, draft: { ...view.draft, eligibilityNote: note }, token: tokenShown(view.token, unsaved) }}
        errors={errors}
        commitmentError={isUncommitted ? refusal.text : undefined}
      />
    </StepFrame>
  );
}

import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { UnsavedNotice } from "~/features/entries/components/unsaved-notice";
import { DescriptionForm } from "~/features/entries/components/description-form";
import { StepFrame } from "~/features/entries/components/step-frame";
import { readDescription } from "~/features/entries/draft-forms";
import { shownDraft, tokenShown } from "~/features/entries/step-answers";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { actorOrHeldForm, readForm } from "~/platform/http/read-form.server";
import { loadStep, saveStep } from "./step-route.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).entries.step.description }, { name: "robots", content: "noindex" }];

export function loader(args: LoaderFunctionArgs) {
  return loadStep(args, "description");
}

export async function action(args: ActionFunctionArgs) {
  await actorOrHeldForm(await args.context.actor(), args.request);
  const { view } = await loadStep(args, "description");
  const form = await readForm(args.request);
  return saveStep(args, { step: "description", form, change: readDescription(form, view.parts.map((part) => part.key)) });
}

export default function EditDescription() {
  const { view, errors } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <StepFrame view={view} step="description">
      {answer && <UnsavedNotice answer={answer} step="description" view={view} />}
      <DescriptionForm draft={shownDraft(view.draft, answer)} token={tokenShown(view.token, answer)} errors={errors} parts={view.parts} missing={view.gaps.length} disabled={view.closed !== null} />
    </StepFrame>
  );
}

import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { DescriptionForm } from "~/features/entries/components/description-form";
import { StepFrame } from "~/features/entries/components/step-frame";
import { shownDraft, tokenShown } from "~/features/entries/step-answers";
import { ADDED_ROW, placeOfAddedRow } from "~/features/entries/table-acts";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { actorOrHeldForm, readForm } from "~/platform/http/read-form.server";
import { loadStep, saveStep } from "./step-route.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).entries.step.description }, { name: "robots", content: "noindex" }];

export const handle = { pageScripts: ["entry-form", "dossier-form"] };

export async function loader(args: LoaderFunctionArgs) {
  return { ...(await loadStep(args, "description")), addedRow: new URL(args.request.url).searchParams.get(ADDED_ROW) };
}

export async function action(args: ActionFunctionArgs) {
  await actorOrHeldForm(await args.context.actor(), args.request);
  const { view } = await loadStep(args, "description");
  const form = await readForm(args.request);
  return saveStep(args, { step: "description", view, form, ...placeOfAddedRow(form, view.parts, view.draft) });
}

export default function EditDescription() {
  const { view, errors, addedRow } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <StepFrame view={view} step="description" answer={answer}>
      <DescriptionForm
        draft={shownDraft(view.draft, answer)}
        token={tokenShown(view.token, answer)}
        errors={errors}
        parts={view.parts}
        summaryLength={view.rules.summaryLength}
        addedRow={addedRow}
        missing={view.gaps.length}
        disabled={view.closed !== null}
      />
    </StepFrame>
  );
}

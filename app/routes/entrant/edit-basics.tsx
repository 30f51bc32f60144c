import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { BasicsForm } from "~/features/entries/components/basics-form";
import { StepFrame } from "~/features/entries/components/step-frame";
import { shownDraft, tokenShown } from "~/features/entries/step-answers";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { actorOrHeldForm, readForm } from "~/platform/http/read-form.server";
import { loadStep, saveStep } from "./step-route.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).entries.stepTitle.basics }, { name: "robots", content: "noindex" }];
export const handle = { pageScripts: ["entry-form"] };

export function loader(args: LoaderFunctionArgs) {
  return loadStep(args, "basics");
}

export async function action(args: ActionFunctionArgs) {
  await actorOrHeldForm(await args.context.actor(), args.request);
  const { view } = await loadStep(args, "basics");
  const form = await readForm(args.request);
  return saveStep(args, { step: "basics", view, form });
}

export default function EditBasics() {
  const { view, errors } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <StepFrame view={view} step="basics" answer={answer}>
      <BasicsForm
        draft={shownDraft(view.draft, answer)}
        token={tokenShown(view.token, answer)}
        errors={errors}
        fields={view.fields}
        unitNames={view.unitNames}
        createdSinceYear={view.rules.createdSinceYear}
        missing={view.gaps.length}
        disabled={view.closed !== null}
      />
    </StepFrame>
  );
}

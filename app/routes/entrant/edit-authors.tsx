import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { AuthorsForm } from "~/features/entries/components/authors-form";
import { StepFrame } from "~/features/entries/components/step-frame";
import { anchorOfAuthorsAct } from "~/features/entries/authors-acts";
import { shownDraft, tokenShown } from "~/features/entries/step-answers";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { actorOrHeldForm, readForm } from "~/platform/http/read-form.server";
import { loadStep, saveStep } from "./step-route.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).entries.stepTitle.authors }, { name: "robots", content: "noindex" }];
export const handle = { pageScripts: ["entry-form"] };

export async function loader(args: LoaderFunctionArgs) {
  return { ...(await loadStep(args, "authors")), newKey: crypto.randomUUID() };
}

export async function action(args: ActionFunctionArgs) {
  await actorOrHeldForm(await args.context.actor(), args.request);
  const { view } = await loadStep(args, "authors");
  const form = await readForm(args.request);
  return saveStep(args, { step: "authors", view, form, anchor: anchorOfAuthorsAct(form) });
}

export default function EditAuthors() {
  const { view, errors, newKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <StepFrame view={view} step="authors" answer={answer}>
      <AuthorsForm
        draft={shownDraft(view.draft, answer)}
        token={tokenShown(view.token, answer)}
        newKey={newKey}
        errors={errors}
        unitNames={view.unitNames}
        kind={view.edition.kind}
        rules={view.rules}
        userId={view.filesForUnit ? null : view.userId}
        missing={view.gaps.length}
        disabled={view.closed !== null}
      />
    </StepFrame>
  );
}

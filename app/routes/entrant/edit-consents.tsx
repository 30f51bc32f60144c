import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ConsentsPanel } from "~/features/entries/components/consents-panel";
import { RetentionNotice } from "~/features/entries/components/retention-notice";
import { StepFrame } from "~/features/entries/components/step-frame";
import { stepPath } from "~/features/entries/steps";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { useHref, useMessages } from "~/ui/locale";
import { LinkButton } from "~/ui/primitives";
import { answerConsents, loadConsents } from "./consents-route.server";
import { loadStep } from "./step-route.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).entries.stepTitle.consents }, { name: "robots", content: "noindex" }];

export async function loader(args: LoaderFunctionArgs) {
  const { view } = await loadStep(args, "consents");
  return { view, consents: await loadConsents(args) };
}

export function action(args: ActionFunctionArgs) {
  return answerConsents(args);
}

export default function EditConsents() {
  const { view, consents } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { entries } = useMessages();
  const href = useHref();
  return (
    <StepFrame view={view} step="consents">
      <RetentionNotice entryId={view.entry.id} retention={consents.retention} now={consents.now} withLink={false} />
      <ConsentsPanel entryId={view.entry.id} authors={consents.authors} selfFrom={consents.selfFrom} seen={consents.seen} mayRecord={consents.mayRecord} mayEdit={consents.mayEdit} answer={answer} />
      <div className="actions">
        <LinkButton kind="primary" href={href(stepPath(view.entry.id, "submit"))}>
          {entries.next}
        </LinkButton>
      </div>
    </StepFrame>
  );
}

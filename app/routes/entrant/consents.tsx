import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ConsentsPanel } from "~/features/entries/components/consents-panel";
import { RetentionNotice } from "~/features/entries/components/retention-notice";
import { crumbTitle } from "~/features/entries/components/step-frame";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { PageHeader } from "~/ui/layout";
import { useHref, useMessages } from "~/ui/locale";
import { answerConsents, loadConsents } from "./consents-route.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).consent.title }, { name: "robots", content: "noindex" }];

export function loader(args: LoaderFunctionArgs) {
  return loadConsents(args);
}

export function action(args: ActionFunctionArgs) {
  return answerConsents(args);
}

/** Consents of one entry at any time, also after the deadline: for its owners, authors and guardians. */
export default function Consents() {
  const view = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { consent, entries } = useMessages();
  const href = useHref();
  const name = crumbTitle(view.entry.code ?? (view.entry.title || entries.myEntries.untitled));
  return (
    <div className="mx-auto max-w-3xl space-y-5">
      <PageHeader
        crumbs={[{ label: entries.myEntries.title, href: href(paths.myEntries()) }, { label: name, href: href(paths.entry(view.entry.id)) }, { label: consent.title }]}
        eyebrow={view.edition.title}
        title={consent.title}
        lead={view.entry.title}
      />
      <RetentionNotice entryId={view.entry.id} retention={view.retention} now={view.now} withLink={false} />
      <ConsentsPanel entryId={view.entry.id} authors={view.authors} mayEdit={view.mayEdit} selfFrom={view.selfFrom} seen={view.seen} mayRecord={view.mayRecord} answer={answer} />
    </div>
  );
}

import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { can } from "~/domain/access/can";
import { ExtensionForm } from "~/features/contests/components/extension-form";
import { ExtensionHistory } from "~/features/contests/components/extension-history";
import { submitExtension } from "~/features/contests/forms.server";
import { extensionHistory } from "~/features/contests/extensions.server";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { actorOrHeldForm, readForm } from "~/platform/http/read-form.server";
import { statusOf } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useFormats, useMessages } from "~/ui/locale";
import { Card, Notice } from "~/ui/primitives";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).editions.extend.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition, phase } = await requireEdition(args, "edition.view");
  return {
    ...(await extensionHistory(args.context.services, edition)),
    closesAt: edition.closesAt,
    version: edition.version,
    may: can(actor, "edition.extend", { editionId: edition.id, phase }).allowed,
    done: new URL(args.request.url).searchParams.has("xong"),
  };
}

export async function action(args: ActionFunctionArgs) {
  await actorOrHeldForm(await args.context.actor(), args.request);
  const { actor, edition } = await requireEdition(args, "edition.view");
  const { request, context } = args;
  const locale = localeOfPath(new URL(request.url).pathname);
  const answer = await submitExtension(context.services, { actor, edition, form: await readForm(request), locale, now: context.now });
  if (answer.reason) return data(answer, { status: statusOf(answer.reason) });
  if (answer.preview) return data(answer);
  throw redirect(`${withLocale(paths.extendReceipt(edition.slug), locale)}?xong`);
}

export default function Extend() {
  const view = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { extend } = useMessages().editions;
  const { dateTime } = useFormats();
  const { version, newId, roundNames } = view;
  return (
    <div className="max-w-3xl space-y-4">
      <PageHeader title={extend.title} lead={extend.lead} meta={extend.current(dateTime(view.closesAt))} />
      {view.done && !answer && (
        <Notice tone="success" live>
          {extend.done}
        </Notice>
      )}
      {view.may ? (
        <Card>
          <ExtensionForm {...{ version, newId, roundNames }} result={answer?.result ?? null} preview={answer?.preview ?? null} />
        </Card>
      ) : (
        <Notice>{extend.closed}</Notice>
      )}
      <Card title={extend.history}>
        <ExtensionHistory extensions={view.extensions} />
      </Card>
    </div>
  );
}

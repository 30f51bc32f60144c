import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { NewEditionForm } from "~/features/contests/components/new-edition-form";
import { submitNewEdition } from "~/features/contests/forms.server";
import { newEditionChoices } from "~/features/contests/new-edition.server";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { actorOrHeldForm, readForm } from "~/platform/http/read-form.server";
import { statusOf } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useHref, useMessages } from "~/ui/locale";
import { requireSystem } from "./units-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).editions.create.title }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireSystem({ request, context }, "edition.create");
  return newEditionChoices(context.services, context.now);
}

export async function action({ request, context }: ActionFunctionArgs) {
  await actorOrHeldForm(await context.actor(), request);
  const actor = await requireSystem({ request, context }, "edition.create");
  const locale = localeOfPath(new URL(request.url).pathname);
  const { slug, ...answer } = await submitNewEdition(context.services, { actor, form: await readForm(request), locale, now: context.now });
  if (slug) throw redirect(withLocale(paths.desk(slug), locale));
  return data(answer, { status: statusOf(answer.reason ?? "invalid") });
}

export default function NewEdition() {
  const { newId, units, values, rounds } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { editions } = useMessages();
  const href = useHref();
  const { staffHome, create } = editions;
  return (
    <div className="max-w-2xl">
      <PageHeader title={create.title} lead={create.lead} crumbs={[{ label: staffHome.title, href: href(paths.staffHome()) }, { label: create.title }]} />
      <NewEditionForm result={answer?.result ?? null} values={{ ...values, id: newId }} units={units} rounds={rounds} />
    </div>
  );
}

import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { withdrawOwnConsent } from "~/features/entries/consents.server";
import { DataCopy, DataRequestForm, MyConsents } from "~/features/people/components/my-data";
import { myDataPage } from "~/features/people/my-consents.server";
import { requestData } from "~/features/people/request-data.server";
import { dataRequestSchema } from "~/features/people/schemas";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { zodErrors } from "~/i18n/zod-messages";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, requireActor } from "~/platform/http/responses.server";
import { purposeWithdrawn } from "~/routes/entrant/consents-route.server";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Notice } from "~/ui/primitives";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).myData.title }, { name: "robots", content: "noindex" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = requireActor(await context.actor(), request);
  const query = new URL(request.url).searchParams;
  const due = query.get("han");
  return { ...(await myDataPage(context.services, { actor })), due: due && /^\d{4}-\d{2}-\d{2}$/.test(due) ? due : null, isWithdrawn: query.has("rut") };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const actor = requireActor(await context.actor(), request);
  const locale = localeOfPath(new URL(request.url).pathname);
  const form = await readForm(request);
  const page = withLocale(paths.myData(), locale);
  const purpose = purposeWithdrawn(form.get("intent"));
  if (purpose) {
    const party = form.get("party") === "GUARDIAN" ? "GUARDIAN" : "SELF";
    const input = { entryId: String(form.get("entryId") ?? ""), authorKey: String(form.get("authorKey") ?? ""), party, purposes: [purpose] } as const;
    const withdrawn = await withdrawOwnConsent(context.services, { actor, input, now: context.now });
    if (!withdrawn.ok) refuse(withdrawn.reason);
    throw redirect(`${page}?rut=1`, 303);
  }
  const submission = parseWithZod(form, { schema: dataRequestSchema, error: zodErrors(locale) });
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  const { kind, text, to } = submission.value;
  const sent = await requestData(context.services, { actor, input: { kind, text, to: to ?? null }, now: context.now });
  if (!sent.ok) refuse(sent.reason);
  throw redirect(`${page}?han=${sent.value.due}`, 303);
}

/** What is kept about the person, and what they may do about it. */
export default function MyData() {
  const { consents, more, editions, due, isWithdrawn } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>() ?? null;
  const { myData, auth } = useMessages();
  const formats = useFormats();
  const href = useHref();
  return (
    <div className="mx-auto max-w-3xl space-y-5">
      <PageHeader crumbs={[{ label: auth.account.title, href: href(paths.account()) }, { label: myData.title }]} title={myData.title} />
      {due && !result && <Notice tone="success" live title={myData.request.done(formats.date(due))} />}
      {isWithdrawn && !result && <Notice tone="success" live title={myData.withdrawn} />}
      <MyConsents consents={consents} more={more} />
      <DataCopy />
      <DataRequestForm editions={editions} result={result} />
    </div>
  );
}

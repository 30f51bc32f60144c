import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { AppealContact, AppealForm, OwnAppealCard, WindowLine } from "~/features/appeals/components/own-appeals";
import { fileAppeal, withdrawAppeal } from "~/features/appeals/file-appeal.server";
import { ownAppeals } from "~/features/appeals/own-appeals.server";
import { appealSchema, withdrawSchema } from "~/features/appeals/schemas";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { zodErrors } from "~/i18n/zod-messages";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, requireActor, statusOf } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useHref, useMessages } from "~/ui/locale";
import { Notice } from "~/ui/primitives";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).appeals.own.title }, { name: "robots", content: "noindex" }];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = requireActor(await context.actor(), request);
  const page = await ownAppeals(context.services, { actor, entryId: params["id"] ?? "", now: context.now });
  if (!page.ok) refuse(page.reason);
  return { view: page.value, now: context.now };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const actor = requireActor(await context.actor(), request);
  const { services, now } = context;
  const { pathname } = new URL(request.url);
  const messages = messagesFor(localeOfPath(pathname));
  const form = await readForm(request);
  const act = { actor, entryId: params["id"] ?? "", now };
  const fail = (reason: string) => (reason === "not_found" ? refuse(reason) : reasonText(messages, reason, messages.appeals.reasons));
  if (form.get("intent") === "withdraw") {
    const submission = parseWithZod(form, { schema: withdrawSchema });
    if (submission.status !== "success") refuse("invalid");
    const done = await withdrawAppeal(services, { ...act, input: submission.value });
    if (done.ok) throw redirect(`${pathname}?da=rut`, 303);
    return data({ problem: fail(done.reason), result: null }, { status: statusOf(done.reason) });
  }
  const submission = parseWithZod(form, { schema: appealSchema, error: zodErrors(localeOfPath(pathname)) });
  if (submission.status !== "success") return data({ problem: null, result: submission.reply() }, { status: 400 });
  const done = await fileAppeal(services, { ...act, input: submission.value });
  if (done.ok) throw redirect(`${pathname}?so=${encodeURIComponent(done.value.number)}`, 303);
  const problem = fail(done.reason);
  return data({ problem, result: submission.reply({ formErrors: [problem] }) }, { status: statusOf(done.reason) });
}

/** Appeals of one entry, for its people. */
export default function EntryAppeal() {
  const { view, now } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const { appeals, entries } = useMessages();
  const href = useHref();
  const [search] = useSearchParams();
  const sent = view.appeals.find(({ number }) => number === search.get("so"));
  return (
    <div className="mx-auto max-w-3xl space-y-5">
      <PageHeader
        crumbs={[{ label: entries.myEntries.title, href: href(paths.myEntries()) }, { label: view.entry.code, href: href(paths.entry(view.entry.id)) }, { label: appeals.own.title }]}
        eyebrow={view.edition.title}
        title={appeals.own.title}
        lead={view.entry.title}
      />
      {reply?.problem && (
        <Notice tone="danger" live>
          {reply.problem}
        </Notice>
      )}
      {!reply && sent?.state === "RECEIVED" && (
        <Notice tone="success" live>
          {appeals.own.sent(sent.number)}
        </Notice>
      )}
      {!reply && search.get("da") === "rut" && (
        <Notice tone="success" live>
          {appeals.own.withdrawn}
        </Notice>
      )}
      <WindowLine window={view.window} now={now} />
      {view.window.isPublished && !view.window.isOpen && <AppealContact contact={view.contact} />}
      {(view.mayFile || reply?.result) && <AppealForm newId={view.newId} result={reply?.result ?? null} />}
      {view.appeals.map((appeal) => (
        <OwnAppealCard key={appeal.id} appeal={appeal} mayWithdraw={view.mayWithdraw} />
      ))}
    </div>
  );
}

import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { RetentionPage } from "~/features/retention/components/retention-page";
import { retentionView } from "~/features/retention/retention-view.server";
import { monthsSchema, postponeSchema } from "~/features/retention/schemas";
import { postponeClearing, setRetention } from "~/features/retention/set-retention.server";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { zodErrors } from "~/i18n/zod-messages";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useHref, useMessages } from "~/ui/locale";
import { LinkButton, Notice } from "~/ui/primitives";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).retention.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireEdition(args, "retention.manage");
  return { view: await retentionView(args.context.services, edition, args.context.now), slug: edition.slug, done: new URL(args.request.url).searchParams.get("da") };
}

export async function action(args: ActionFunctionArgs) {
  const { edition, actor } = await requireEdition(args, "retention.manage");
  const { services, now } = args.context;
  const locale = localeOfPath(new URL(args.request.url).pathname);
  const messages = messagesFor(locale);
  const form = await readForm(args.request);
  const intent = form.get("intent") === "postpone" ? "postpone" : "months";
  const error = zodErrors(locale);
  const [months, later] = [parseWithZod(form, { schema: monthsSchema, error }), parseWithZod(form, { schema: postponeSchema, error })];
  const submission = intent === "postpone" ? later : months;
  if (submission.status !== "success") return data({ intent, text: null, result: submission.reply() }, { status: 400 });
  const act = { actor, editionId: edition.id, version: submission.value.version, now };
  const done =
    intent === "postpone" && later.status === "success"
      ? await postponeClearing(services, { ...act, to: new Date(`${later.value.to}T00:00:00+07:00`), reason: later.value.reason })
      : await setRetention(services, { ...act, months: months.status === "success" ? months.value.months : edition.retentionMonths });
  if (done.ok) throw redirect(`${withLocale(paths.retention(edition.slug), locale)}?da=${intent}`, 303);
  if (done.reason === "not_found" || done.reason === "forbidden") refuse(done.reason);
  const isField = done.reason === "date_past" || done.reason === "date_too_far" || done.reason === "too_soon";
  const text = reasonText(messages, done.reason, messages.retention.reasons);
  const fieldErrors = { [intent === "postpone" ? "to" : "months"]: [text] };
  return data({ intent, text, result: submission.reply(isField ? { fieldErrors } : {}) }, { status: isField ? 400 : statusOf(done.reason) });
}

export default function Retention() {
  const { view, slug, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { retention } = useMessages();
  const href = useHref();
  const said: Readonly<Record<string, string>> = { months: retention.set.done, postpone: retention.postpone.done };
  return (
    <>
      <PageHeader title={retention.title} lead={retention.lead} actions={<LinkButton kind="secondary" href={href(paths.personalData(slug))}>{retention.personal.title}</LinkButton>} />
      {answer?.text && <Notice tone="danger" live title={answer.text} />}
      {!answer && done && said[done] && <Notice tone="success" live title={said[done]} />}
      <RetentionPage view={view} answer={answer} />
    </>
  );
}

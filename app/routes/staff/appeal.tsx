import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { answerAppeal } from "~/features/appeals/answer-appeal.server";
import { AnswerForm, AppealFacts, GivenAnswer } from "~/features/appeals/components/appeal-page";
import { Evidence } from "~/features/appeals/components/evidence";
import { answerSchema } from "~/features/appeals/schemas";
import { appealPage } from "~/features/appeals/staff-appeals.server";
import { LeftBehind } from "~/features/results/components/left-behind";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { zodErrors } from "~/i18n/zod-messages";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useHref, useMessages } from "~/ui/locale";
import { Card, LinkButton, Notice } from "~/ui/primitives";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction<typeof loader> = ({ data: page, location }) => {
  const { appeals } = messagesFor(localeOfPath(location.pathname));
  return [{ title: page ? appeals.one.title(page.appeal.number) : appeals.list.title }];
};

export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition, phase } = await requireEdition(args, "appeal.view");
  const page = await appealPage(args.context.services, { actor, edition, phase, appealId: args.params["appeal"] ?? "", now: args.context.now });
  if (!page.ok) refuse(page.reason);
  return { slug: edition.slug, appeal: page.value };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, edition } = await requireEdition(args, "appeal.view");
  const { services, now } = args.context;
  const { pathname } = new URL(args.request.url);
  const messages = messagesFor(localeOfPath(pathname));
  const submission = parseWithZod(await readForm(args.request), { schema: answerSchema, error: zodErrors(localeOfPath(pathname)) });
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  const { show, ...input } = submission.value;
  const done = await answerAppeal(services, { actor, editionId: edition.id, now, input: { ...input, show, appealId: args.params["appeal"] ?? "" } });
  if (done.ok) throw redirect(`${pathname}?da=tra-loi`, 303);
  if (done.reason === "not_found") refuse("not_found");
  return data(submission.reply({ formErrors: [reasonText(messages, done.reason, messages.appeals.reasons)] }), { status: statusOf(done.reason) });
}

export default function Appeal() {
  const { slug, appeal } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const { appeals } = useMessages();
  const href = useHref();
  const isDone = useSearchParams()[0].get("da") === "tra-loi" && !result;
  return (
    <div className="space-y-5">
      <PageHeader crumbs={[{ label: appeals.list.title, href: href(paths.appeals(slug)) }, { label: appeal.number }]} eyebrow={appeal.entry.unit} title={appeals.one.title(appeal.number)} lead={appeal.entry.title} />
      {isDone && (
        <Notice tone="success" live>
          {appeals.one.done}
        </Notice>
      )}
      {result && appeal.state !== "RECEIVED" && <LeftBehind result={result} labels={{ answer: appeals.one.text }} />}
      <AppealFacts appeal={appeal} />
      <GivenAnswer slug={slug} appeal={appeal} />
      {appeal.state === "RECEIVED" && (appeal.mayAnswer || result ? <AnswerForm version={appeal.version} result={result ?? null} /> : <p>{appeals.one.mayNot}</p>)}
      <Card title={appeals.one.evidence}>
        <p>
          <strong>{appeals.one.published}.</strong> {appeal.prize === null ? appeals.one.noPrize : appeals.one.prize(appeal.prize)}
        </p>
        <div className="actions">
          <LinkButton href={href(paths.rankedEntry(slug, appeal.entry.id))}>{appeals.one.derivation}</LinkButton>
        </div>
        <Evidence evidence={appeal.evidence} />
        {appeal.minutes.length > 0 && <h3>{appeals.one.minutes}</h3>}
        {appeal.minutes.map((text, index) => (
          <p key={index} className="whitespace-pre-line">
            {text}
          </p>
        ))}
      </Card>
    </div>
  );
}

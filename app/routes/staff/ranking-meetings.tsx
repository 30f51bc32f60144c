import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { MeetingForm } from "~/features/results/components/meeting-form";
import { rankingMeetingsView } from "~/features/results/meeting-view.server";
import { openRankingMeeting } from "~/features/results/ranking-meetings.server";
import { newRankingMeetingSchema } from "~/features/results/schemas-meeting";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { zodErrors } from "~/i18n/zod-messages";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, Card, DateTime, EmptyState, Notice, Table } from "~/ui/primitives";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).rankingMeeting.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition, phase } = await requireEdition(args, "ranking.view");
  const view = await rankingMeetingsView(args.context.services, { actor, edition, phase });
  return { slug: edition.slug, newId: crypto.randomUUID(), place: edition.place, now: args.context.now, view };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, edition } = await requireEdition(args, "ranking.view");
  const { context, request } = args;
  const locale = localeOfPath(new URL(request.url).pathname);
  const submission = parseWithZod(await readForm(request), { schema: newRankingMeetingSchema, error: zodErrors(locale) });
  if (submission.status !== "success") return data({ result: submission.reply() }, { status: 400 });
  const opened = await openRankingMeeting(context.services, { actor, editionId: edition.id, now: context.now, input: submission.value });
  if (opened.ok) throw redirect(withLocale(paths.rankingMeeting(edition.slug, opened.value.id), locale), 303);
  if (opened.reason === "not_found") refuse("not_found");
  const messages = messagesFor(locale);
  const formErrors = [reasonText(messages, opened.reason, messages.rankingMeeting.reasons, messages.results.reasons)];
  return data({ result: submission.reply({ formErrors }) }, { status: statusOf(opened.reason) });
}

export default function RankingMeetings() {
  const { slug, newId, place, now, view } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>()?.result ?? null;
  const { rankingMeeting: texts, results } = useMessages();
  const { dateTime, integer } = useFormats();
  const href = useHref();
  return (
    <>
      <PageHeader title={texts.title} lead={texts.lead} crumbs={[{ label: results.ranking.title, href: href(paths.ranking(slug)) }, { label: texts.title }]} />
      <Notice title={texts.rule.title}>{texts.rule[view.voteRule]}</Notice>
      <Table
        caption={texts.title}
        rows={view.meetings}
        rowKey={({ id }) => id}
        empty={<EmptyState title={texts.none}>{texts.noneHelp}</EmptyState>}
        columns={[
          { key: "title", header: texts.name, primary: true, cell: ({ id, title }) => <a href={href(paths.rankingMeeting(slug, id))} className="inline-block py-2">{title}</a> },
          { key: "held", header: texts.heldAt, cell: ({ heldAt }) => <DateTime at={heldAt} /> },
          { key: "place", header: texts.place, cell: (row) => row.place },
          { key: "present", header: texts.seats.present, numeric: true, cell: ({ present }) => integer(present) },
          { key: "state", header: texts.state, cell: ({ closedAt }) => <Badge tone={closedAt ? "neutral" : "success"}>{closedAt ? texts.closedShort : texts.running}</Badge> },
        ]}
      />
      {view.mayMeet ? (
        <Card title={texts.start} className="mt-8">
          <MeetingForm id="hoi-nghi" hidden={{ id: newId }} people={view.people} values={{ title: texts.nameExample, place, heldAt: dateTime(now) }} result={result} intent="open" submit={texts.startButton} />
        </Card>
      ) : (
        <Notice>{view.isFrozen ? texts.proposed : texts.mayNot}</Notice>
      )}
    </>
  );
}

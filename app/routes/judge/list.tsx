import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useLocation, useSearchParams } from "@remix-run/react";
import { OwnMeetings } from "~/features/judging/components/judge-meeting";
import { OwnRescores } from "~/features/judging/components/own-rescores";
import { OwnRounds } from "~/features/judging/components/own-rounds";
import { OwnTimetable } from "~/features/judging/components/own-timetable";
import { OwnListHead } from "~/features/judging/components/own-list-head";
import { ownMeetings } from "~/features/judging/queries-meeting.server";
import { ownTimetable } from "~/features/judging/published-timetable.server";
import { ownRounds } from "~/features/judging/queries-own.server";
import { ownRescores } from "~/features/judging/queries-rescore.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { requireActor } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useFormats, useMessages } from "~/ui/locale";
import { LinkButton, Notice, Pagination } from "~/ui/primitives";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).scoreSheet.mine.title }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = requireActor(await context.actor(), request);
  const { services, now } = context;
  const [own, meetings, running, timetable] = await Promise.all([ownRounds(services, actor, now, new URL(request.url).searchParams), ownRescores(services, actor, now), ownMeetings(services, actor), ownTimetable(services, actor, now)]);
  return { ...own, meetings, running, timetable };
}

export default function MyJudging() {
  const view = useLoaderData<typeof loader>();
  const { scoreSheet, offline } = useMessages();
  const { integer } = useFormats();
  const { search } = useLocation();
  const [query] = useSearchParams();
  const { list } = view;
  const locked = Number(query.get("so"));
  return (
    <div className="grid gap-6">
      <PageHeader title={scoreSheet.mine.title} actions={<LinkButton href="#ngoai-tuyen">{offline.copy.title}</LinkButton>} />
      {query.get("da") === "khai" && <Notice tone="success" live>{scoreSheet.declare.done}</Notice>}
      {query.get("da") === "khoa" && locked > 0 && <Notice tone="success" live>{scoreSheet.lockMany.locked(integer(locked))}</Notice>}
      {view.running.length > 0 && <OwnMeetings meetings={view.running} />}
      {view.meetings.length > 0 && <OwnRescores meetings={view.meetings} />}
      <OwnTimetable sessions={view.timetable} />
      <OwnListHead view={view} />
      <OwnRounds rounds={view.rounds} isFiltered={list.q !== "" || list.round !== null || list.state !== null} />
      {list.matching > list.pageSize && <Pagination page={list.page} pageSize={list.pageSize} total={list.matching} search={search} />}
    </div>
  );
}

import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PrintedTimetable } from "~/features/judging/components/timetable-printed";
import { timetableView } from "~/features/judging/queries-timetable.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { refuse } from "~/platform/http/responses.server";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction<typeof loader> = ({ data: view, location }) => [
  { title: messagesFor(localeOfPath(location.pathname)).timetable.printed.title(view?.round.name ?? "") },
];

export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireEdition(args, "assignment.manage");
  const url = new URL(args.request.url);
  const view = await timetableView(args.context.services, { edition, round: url.searchParams.get("vong"), locale: localeOfPath(url.pathname) });
  if (!view.ok) refuse(view.reason);
  const { round, sessions, isChanged, publications } = view.value;
  const { slug, title, letterheadParent, letterheadBody } = edition;
  return { edition: { slug, title, letterheadParent, letterheadBody }, round, sessions, isDraft: isChanged || publications.length === 0, now: args.context.now };
}

export default function TimetablePrint() {
  return <PrintedTimetable {...useLoaderData<typeof loader>()} />;
}

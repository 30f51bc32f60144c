import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { TimetablePage } from "~/features/judging/components/timetable-page";
import { timetableView } from "~/features/judging/queries-timetable.server";
import { performOnTimetable } from "~/features/judging/timetable-acts.server";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { useFormats, useMessages } from "~/ui/locale";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).timetable.title }];

async function viewOf(args: LoaderFunctionArgs | ActionFunctionArgs, editionId: string) {
  const url = new URL(args.request.url);
  const view = await timetableView(args.context.services, { edition: { id: editionId }, round: url.searchParams.get("vong"), locale: localeOfPath(url.pathname) });
  if (!view.ok) refuse(view.reason);
  return view.value;
}

export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireEdition(args, "assignment.manage");
  return { slug: edition.slug, view: await viewOf(args, edition.id) };
}

export async function action(args: ActionFunctionArgs) {
  const { edition, actor } = await requireEdition(args, "assignment.manage");
  const { services, now } = args.context;
  const locale = localeOfPath(new URL(args.request.url).pathname);
  const form = await readForm(args.request);
  const { round } = await viewOf(args, edition.id);
  const outcome = await performOnTimetable(services, { actor, editionId: edition.id, now, roundId: round.id, form, locale });
  if (outcome.kind === "done") throw redirect(`${withLocale(paths.timetable(edition.slug, round.code), locale)}${outcome.query}`, 303);
  const sessionId = String(form.get("sessionId") ?? "");
  if (outcome.kind === "form") return data({ text: null, sessionId, result: outcome.result }, { status: 400 });
  if (outcome.reason === "not_found") refuse("not_found");
  const messages = messagesFor(locale);
  const text = reasonText(messages, outcome.reason, messages.timetable.reasons, messages.judging.reasons);
  return data({ text, sessionId, result: outcome.result }, { status: statusOf(outcome.reason) });
}

export default function Timetable() {
  const { slug, view } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const { timetable } = useMessages();
  const { integer } = useFormats();
  const number = (name: string) => (/^\d{1,7}$/.test(search.get(name) ?? "") ? Number(search.get(name)) : null);
  const [letters, seed] = [number("thu"), number("tham")];
  const said = letters !== null ? timetable.publish.done(integer(letters)) : seed !== null ? timetable.arrange.doneLot(String(seed)) : search.get("da") === "xep" ? timetable.arrange.done : null;
  return <TimetablePage slug={slug} view={view} answer={answer} said={said} />;
}

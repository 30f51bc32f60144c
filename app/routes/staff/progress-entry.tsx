import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { can } from "~/domain/access/can";
import { isAtOrBeforeSecond } from "~/domain/contest/phases";
import { isOpenForCorrection } from "~/features/contests/edition-access.server";
import { EntrySheetsPage } from "~/features/judging/components/entry-sheets-page";
import { entrySheetsView } from "~/features/judging/queries-progress.server";
import { rescoreChances, rescoresView } from "~/features/judging/queries-rescore.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { readForm } from "~/platform/http/read-form.server";
import { refuse } from "~/platform/http/responses.server";
import { openMeeting, unlock } from "./progress-entry-acts.server";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction<typeof loader> = ({ data: view, location }) => {
  const { progress } = messagesFor(localeOfPath(location.pathname));
  return [{ title: view ? progress.sheetsOf(view.code) : progress.title }];
};

export async function loader(args: LoaderFunctionArgs) {
  const { edition, actor, phase } = await requireEdition(args, "progress.view");
  const { context, params } = args;
  const isCorrected = await isOpenForCorrection(context.services, { edition, action: "rescore.manage", now: context.now });
  const may = (action: "scores.inspect" | "sheet.unlock" | "rescore.manage") => can(actor, action, { editionId: edition.id, phase, isCorrected }).allowed;
  const query = { actor, editionId: edition.id, entryId: params["entry"] ?? "", mayInspect: may("scores.inspect"), now: context.now };
  const view = await entrySheetsView(context.services, query);
  if (!view.ok) refuse(view.reason);
  const meetings = await rescoresView(context.services, query);
  const chances = may("rescore.manage") ? rescoreChances(view.value.sheets, meetings, { maxSpread: edition.maxSpread, now: context.now }) : [];
  const rescored = new Set(meetings.filter(({ state, dueAt }) => state === "OPEN" && isAtOrBeforeSecond(context.now, dueAt)).map(({ roundId }) => roundId));
  const sheets = view.value.sheets.map((sheet) => ({ ...sheet, isOver: (sheet.isOver || phase !== "JUDGING") && !rescored.has(sheet.roundId) }));
  return { slug: edition.slug, mayUnlock: may("sheet.unlock"), ...view.value, sheets, meetings, chances };
}

export async function action(args: ActionFunctionArgs) {
  const form = await readForm(args.request);
  const isMeeting = form.get("intent") === "rescore";
  const { edition, actor } = await requireEdition(args, isMeeting ? "rescore.manage" : "sheet.unlock");
  const { context, params, request } = args;
  const locale = localeOfPath(new URL(request.url).pathname);
  const post = { services: context.services, actor, edition, entryId: params["entry"] ?? "", now: context.now, form, locale };
  const { status, ...answer } = await (isMeeting ? openMeeting(post) : unlock(post));
  return data(answer, { status });
}

export default function EntrySheets() {
  const view = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const unlocking = answer && "assignmentId" in answer ? answer : undefined;
  const opening = answer && "roundId" in answer ? answer : undefined;
  return <EntrySheetsPage view={view} answer={unlocking} opening={opening} isUnlocked={search.get("da") === "mo"} />;
}

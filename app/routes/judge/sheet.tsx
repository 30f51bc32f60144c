import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { ScoreSheetPage, type SheetReply } from "~/features/judging/components/score-sheet-page";
import { sheetView } from "~/features/judging/queries-sheet.server";
import { actOnSheet, placeAfter } from "~/features/judging/sheet-acts.server";
import { readPostedSheet } from "~/domain/judging/sheet-fields";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, requireActor, statusOf } from "~/platform/http/responses.server";

export const handle = { pageScripts: ["score-sheet"] };

export const meta: MetaFunction<typeof loader> = ({ data: view, location }) => {
  const { sheet } = messagesFor(localeOfPath(location.pathname)).scoreSheet;
  return [{ title: view ? `${view.code} – ${sheet.title}` : sheet.title }];
};

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = requireActor(await context.actor(), request);
  const view = await sheetView(context.services, { actor, assignmentId: params["assignment"] ?? "", now: context.now });
  if (!view.ok) refuse(view.reason);
  return view.value;
}

/** Locking is mostly done by `lockPostedSheets` before it comes here; this answers every button, and what was refused. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const actor = requireActor(await context.actor(), request);
  const assignmentId = params["assignment"] ?? "";
  const posted = readPostedSheet(await readForm(request));
  const done = await actOnSheet(context.services, { actor, assignmentId, posted, now: context.now });
  const { intent, save } = posted;
  if (done.ok) {
    throw redirect(placeAfter(new URL(request.url).pathname, { assignmentId, intent, ...done.value }), 303);
  }
  const { reason, faults, version } = done;
  if (reason === "not_found" || reason === "forbidden" || reason === "conflict_of_interest" || reason === "gone") refuse(reason);
  const reply: SheetReply = { reason, faults: faults ?? {}, isPartlySaved: version !== undefined, intent, sent: save };
  return data(reply, { status: statusOf(reason) });
}

export default function ScoreSheet() {
  const view = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const [search] = useSearchParams();
  return <ScoreSheetPage view={view} reply={reply} done={search.get("da")} reviewing={search.get("khoa") === "1"} />;
}

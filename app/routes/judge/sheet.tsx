import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { lockSheet } from "~/features/judging/commands-lock.server";
import { saveSheet } from "~/features/judging/commands-sheet.server";
import { ScoreSheetPage } from "~/features/judging/components/score-sheet-page";
import { sheetView } from "~/features/judging/queries-sheet.server";
import { readSheetForm, type SentSheet } from "~/features/judging/sheet-form";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, requireActor, statusOf } from "~/platform/http/responses.server";

export const meta: MetaFunction<typeof loader> = ({ data: view, location }) => {
  const { judging } = messagesFor(localeOfPath(location.pathname));
  return [{ title: view ? `${view.code} – ${judging.sheet.title}` : judging.sheet.title }];
};

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = requireActor(await context.actor(), request);
  const view = await sheetView(context.services, { actor, assignmentId: params["assignment"] ?? "", now: context.now });
  if (!view.ok) refuse(view.reason);
  return view.value;
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const actor = requireActor(await context.actor(), request);
  const assignmentId = params["assignment"] ?? "";
  const sent = readSheetForm(await readForm(request));
  const act = { actor, assignmentId, now: context.now };
  const { intent, version } = sent;
  const done =
    intent === "lock"
      ? await lockSheet(context.services, { ...act, version })
      : await saveSheet(context.services, { ...act, input: { ...sent, typed: new Map(Object.entries(sent.typed)) }, complete: intent === "review" });
  if (done.ok) {
    const answer = { save: "?da=luu", review: "?khoa=1", lock: "?da=khoa" }[intent];
    throw redirect(withLocale(paths.scoreSheet(assignmentId), localeOfPath(new URL(request.url).pathname)) + answer, 303);
  }
  const { reason, faults } = done;
  // what could be read is stored: the form goes on from there
  const stored = "version" in done && done.version !== undefined ? { ...sent, version: done.version } : sent;
  if (reason === "not_found" || reason === "forbidden" || reason === "conflict_of_interest" || reason === "gone") refuse(reason);
  return data({ reason, faults: faults ?? {}, sent: stored } satisfies SheetAnswer, { status: statusOf(reason) });
}

interface SheetAnswer {
  reason: string;
  faults: { scores?: Readonly<Record<string, string>>; remark?: string };
  sent: SentSheet;
}

export default function ScoreSheet() {
  const view = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  return <ScoreSheetPage view={view} answer={answer} done={search.get("da")} reviewing={search.get("khoa") === "1"} />;
}

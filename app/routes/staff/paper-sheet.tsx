import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { keySheet } from "~/features/judging/commands-keyed.server";
import { KeyedSheetPage } from "~/features/judging/components/keyed-sheet-page";
import { keyedSheetView } from "~/features/judging/queries-keyed.server";
import { typedScores } from "~/features/judging/keyed-form";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction<typeof loader> = ({ data: view, location }) => {
  const { paperSheets } = messagesFor(localeOfPath(location.pathname));
  return [{ title: view ? paperSheets.of(view.judge, view.code) : paperSheets.title }];
};

export async function loader(args: LoaderFunctionArgs) {
  const { edition, actor } = await requireEdition(args, "sheet.key");
  const view = await keyedSheetView(args.context.services, { actor, editionId: edition.id, assignmentId: args.params["assignment"] ?? "" });
  if (!view.ok) refuse(view.reason);
  return { slug: edition.slug, ...view.value };
}

export async function action(args: ActionFunctionArgs) {
  const { edition, actor } = await requireEdition(args, "sheet.key");
  const { context, params, request } = args;
  const locale = localeOfPath(new URL(request.url).pathname);
  const form = await readForm(request);
  const typed = typedScores(form);
  const remark = String(form.get("remark") ?? "");
  const assignmentId = params["assignment"] ?? "";
  const done = await keySheet(context.services, { actor, editionId: edition.id, now: context.now, input: { assignmentId, typed, remark } });
  if (done.ok) {
    const { outcome } = done.value;
    const view = await keyedSheetView(context.services, { actor, editionId: edition.id, assignmentId });
    const back = outcome === "differs" || !view.ok ? `${paths.keySheet(edition.slug, assignmentId)}?` : `${paths.paperSheets(edition.slug, view.value.round.code)}&`;
    throw redirect(`${withLocale(back, locale)}da=${outcome}`, 303);
  }
  if (done.reason === "not_found") refuse("not_found");
  const messages = messagesFor(locale);
  const text = reasonText(messages, done.reason, messages.paperSheets.reasons, messages.judging.reasons);
  return data({ text, faults: done.faults ?? null, typed: Object.fromEntries(typed), remark }, { status: statusOf(done.reason) });
}

export default function PaperSheet() {
  const view = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  return <KeyedSheetPage view={view} answer={answer} done={search.get("da")} />;
}

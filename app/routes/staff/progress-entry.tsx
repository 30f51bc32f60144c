import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { can } from "~/domain/access/can";
import { unlockSheet } from "~/features/judging/commands-unlock.server";
import { EntrySheetsPage } from "~/features/judging/components/entry-sheets-page";
import { entrySheetsView } from "~/features/judging/queries-progress.server";
import { reasonSchema } from "~/features/judging/schemas";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { zodErrors } from "~/i18n/zod-messages";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction<typeof loader> = ({ data: view, location }) => {
  const { progress } = messagesFor(localeOfPath(location.pathname)).judging;
  return [{ title: view ? progress.sheetsOf(view.code) : progress.title }];
};

export async function loader(args: LoaderFunctionArgs) {
  const { edition, actor, phase } = await requireEdition(args, "progress.view");
  const { context, params } = args;
  const may = (action: "scores.inspect" | "sheet.unlock") => can(actor, action, { editionId: edition.id, phase }).allowed;
  const query = { actor, editionId: edition.id, entryId: params["entry"] ?? "", mayInspect: may("scores.inspect"), now: context.now };
  const view = await entrySheetsView(context.services, query);
  if (!view.ok) refuse(view.reason);
  const mayUnlock = may("sheet.unlock");
  return { slug: edition.slug, mayUnlock, ...view.value };
}

export async function action(args: ActionFunctionArgs) {
  const { edition, actor } = await requireEdition(args, "sheet.unlock");
  const { context, params, request } = args;
  const locale = localeOfPath(new URL(request.url).pathname);
  const form = await readForm(request);
  const assignmentId = String(form.get("assignmentId") ?? "");
  const submission = parseWithZod(form, { schema: reasonSchema, error: zodErrors(locale) });
  if (submission.status !== "success") return data({ assignmentId, text: null, result: submission.reply() }, { status: 400 });
  const done = await unlockSheet(context.services, { actor, editionId: edition.id, assignmentId, reason: submission.value.reason, now: context.now });
  if (done.ok) throw redirect(`${withLocale(paths.progressEntry(edition.slug, params["entry"] ?? ""), locale)}?da=mo`, 303);
  if (done.reason === "not_found") refuse("not_found");
  const messages = messagesFor(locale);
  const text = reasonText(messages, done.reason, messages.judging.reasons);
  return data({ assignmentId, text, result: submission.reply() }, { status: statusOf(done.reason) });
}

export default function EntrySheets() {
  const view = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  return <EntrySheetsPage view={view} answer={answer} isUnlocked={search.get("da") === "mo"} />;
}

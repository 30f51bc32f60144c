import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { can } from "~/domain/access/can";
import { decideLate } from "~/features/judging/commands-late.server";
import { LateSheetsPage } from "~/features/judging/components/late-sheets-page";
import { juryTabsFor } from "~/features/judging/jury-tabs";
import { pageOf } from "~/features/judging/queries-assignments.server";
import { lateSheets } from "~/features/judging/queries-late.server";
import { reasonSchema } from "~/features/judging/schemas";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { zodErrors } from "~/i18n/zod-messages";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { requireEdition } from "./staff-access.server";

const PAGE = 20;

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).jury.late.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { edition, actor, phase } = await requireEdition(args, "scores.inspect");
  const page = pageOf(new URL(args.request.url).searchParams);
  const view = await lateSheets(args.context.services, { actor, editionId: edition.id, limit: PAGE, offset: (page - 1) * PAGE });
  const mayDecide = can(actor, "sheet.accept_late", { editionId: edition.id, phase }).allowed;
  return { slug: edition.slug, tabs: juryTabsFor(actor, { editionId: edition.id, phase }), page, mayDecide, ...view };
}

export async function action(args: ActionFunctionArgs) {
  const { edition, actor } = await requireEdition(args, "sheet.accept_late");
  const { context, request } = args;
  const locale = localeOfPath(new URL(request.url).pathname);
  const form = await readForm(request);
  const lateId = String(form.get("lateId") ?? "");
  const accept = form.get("intent") === "accept";
  const submission = parseWithZod(form, { schema: reasonSchema, error: zodErrors(locale) });
  if (submission.status !== "success") return data({ lateId, accept, text: null, result: submission.reply() }, { status: 400 });
  const done = await decideLate(context.services, { actor, editionId: edition.id, now: context.now, lateId, accept, reason: submission.value.reason });
  if (done.ok) throw redirect(`${withLocale(paths.lateSheets(edition.slug), locale)}?da=${accept ? "nhan" : "khong"}`, 303);
  if (done.reason === "not_found") refuse("not_found");
  const messages = messagesFor(locale);
  const text = reasonText(messages, done.reason, messages.judging.reasons);
  return data({ lateId, accept, text, result: submission.reply() }, { status: statusOf(done.reason) });
}

export default function LateSheets() {
  const view = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  return <LateSheetsPage view={view} answer={answer} done={search.get("da")} search={`?${search.toString()}`} />;
}

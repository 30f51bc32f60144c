import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { can } from "~/domain/access/can";
import { isOpenForCorrection } from "~/features/contests/edition-access.server";
import { closeRescore } from "~/features/judging/commands-rescore-close.server";
import { RescorePage } from "~/features/judging/components/rescore-page";
import { rescorePage } from "~/features/judging/queries-rescore.server";
import { closingSchema } from "~/features/judging/schemas-jury";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { zodErrors } from "~/i18n/zod-messages";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction<typeof loader> = ({ data: view, location }) => {
  const { rescore } = messagesFor(localeOfPath(location.pathname)).jury;
  return [{ title: view ? rescore.of(view.entry.code) : rescore.title }];
};

export async function loader(args: LoaderFunctionArgs) {
  const { edition, actor, phase } = await requireEdition(args, "progress.view");
  const { context, params } = args;
  const isCorrected = await isOpenForCorrection(context.services, { edition, action: "rescore.manage", now: context.now });
  const may = (action: "scores.inspect" | "rescore.manage") => can(actor, action, { editionId: edition.id, phase, isCorrected }).allowed;
  const query = { actor, editionId: edition.id, rescoreId: params["rescore"] ?? "", mayInspect: may("scores.inspect"), now: context.now };
  const view = await rescorePage(context.services, query);
  if (!view.ok) refuse(view.reason);
  return { slug: edition.slug, mayManage: may("rescore.manage"), ...view.value };
}

export async function action(args: ActionFunctionArgs) {
  const { edition, actor } = await requireEdition(args, "rescore.manage");
  const { context, params, request } = args;
  const locale = localeOfPath(new URL(request.url).pathname);
  const messages = messagesFor(locale);
  const rescoreId = params["rescore"] ?? "";
  const submission = parseWithZod(await readForm(request), { schema: closingSchema, error: zodErrors(locale) });
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  const done = await closeRescore(context.services, { actor, editionId: edition.id, now: context.now, input: { rescoreId, ...submission.value } });
  if (done.ok) throw redirect(`${withLocale(paths.rescore(edition.slug, rescoreId), locale)}?da=dong`, 303);
  if (done.reason === "not_found") refuse("not_found");
  return data(submission.reply({ formErrors: [reasonText(messages, done.reason, messages.jury.reasons)] }), { status: statusOf(done.reason) });
}

export default function Rescore() {
  const view = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const [search] = useSearchParams();
  return <RescorePage view={view} result={result ?? null} done={search.get("da")} />;
}

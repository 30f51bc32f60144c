import type { SubmissionResult } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { can } from "~/domain/access/can";
import { changePanel, dropMember, placeMember, removePanel } from "~/features/judging/commands-panels.server";
import { PanelPage } from "~/features/judging/components/panel-page";
import { panelView } from "~/features/judging/queries-panels.server";
import { memberSchema, panelSchema } from "~/features/judging/schemas";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { zodErrors } from "~/i18n/zod-messages";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction<typeof loader> = ({ data: view, location }) => [
  { title: view?.panel.name ?? messagesFor(localeOfPath(location.pathname)).judging.panels.title },
];

export async function loader(args: LoaderFunctionArgs) {
  const { edition, phase, actor } = await requireEdition(args, "panel.manage");
  const view = await panelView(args.context.services, edition.id, args.params["panel"] ?? "", actor.userId);
  if (!view.ok) refuse(view.reason);
  const mayAssign = can(actor, "assignment.manage", { editionId: edition.id, phase }).allowed;
  return { slug: edition.slug, mayAssign, ...view.value };
}

export async function action(args: ActionFunctionArgs) {
  const { edition, actor } = await requireEdition(args, "panel.manage");
  const { request, context } = args;
  const { services, now } = context;
  const panelId = args.params["panel"] ?? "";
  const locale = localeOfPath(new URL(request.url).pathname);
  const form = await readForm(request);
  const act = { actor, editionId: edition.id, panelId, now };
  const intent = String(form.get("intent") ?? "");
  const here = withLocale(paths.panel(edition.slug, panelId), locale);

  if (intent === "delete") return finish(await removePanel(services, act), `${withLocale(paths.panels(edition.slug), locale)}?da=xoa`, { intent, locale });
  if (intent === "drop") return finish(await dropMember(services, { ...act, judgeId: String(form.get("judgeId")) }), `${here}?da=bo`, { intent, locale });
  if (intent === "member") {
    const submission = parseWithZod(form, { schema: memberSchema, error: zodErrors(locale) });
    const who = String(form.get("userId") ?? "");
    if (submission.status !== "success") return data({ intent, who, text: null, result: submission.reply() }, { status: 400 });
    const { userId, isChair, maxLoad } = submission.value;
    return finish(await placeMember(services, { ...act, input: { userId, isChair: isChair ?? false, maxLoad } }), `${here}?da=thanh-vien`, { intent, who, locale });
  }
  const submission = parseWithZod(form, { schema: panelSchema, error: zodErrors(locale) });
  if (submission.status !== "success") return data({ intent: "details", who: "", text: null, result: submission.reply() }, { status: 400 });
  const changed = await changePanel(services, { ...act, input: submission.value });
  return finish(changed, `${here}?da=luu`, { intent: "details", locale, reply: (text) => submission.reply({ formErrors: [text] }) });
}

interface Context {
  intent: string;
  who?: string;
  locale: ReturnType<typeof localeOfPath>;
  reply?: (text: string) => SubmissionResult<string[]>;
}

/** Goes on to `target` when it was done; else the page says why not. */
function finish(done: { ok: true } | { ok: false; reason: string }, target: string, { intent, who = "", locale, reply }: Context) {
  if (done.ok) throw redirect(target, 303);
  if (done.reason === "not_found") refuse("not_found");
  const messages = messagesFor(locale);
  const text = reasonText(messages, done.reason, messages.judging.reasons);
  return data({ intent, who, text: reply ? null : text, result: reply ? reply(text) : null }, { status: statusOf(done.reason) });
}

export default function Panel() {
  const view = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  return <PanelPage slug={view.slug} view={view} answer={answer} done={search.get("da")} />;
}

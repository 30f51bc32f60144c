import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { applyPlan } from "~/features/judging/commands-plan.server";
import { PlanPage } from "~/features/judging/components/plan-page";
import { perEntryOf, planView } from "~/features/judging/queries-plan.server";
import { isUuid } from "~/domain/kernel/uuid";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).judging.plan.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireEdition(args, "assignment.manage");
  const { request, context } = args;
  const { searchParams, pathname } = new URL(request.url);
  const perEntry = perEntryOf(searchParams.get("moi-bai"), edition);
  const query = { edition, round: searchParams.get("vong"), perEntry, locale: localeOfPath(pathname), signal: request.signal };
  const view = await planView(context.services, query);
  if (!view.ok) refuse(view.reason);
  return { slug: edition.slug, ...view.value };
}

export async function action(args: ActionFunctionArgs) {
  const { edition, actor } = await requireEdition(args, "assignment.manage");
  const { request, context } = args;
  const { pathname, searchParams } = new URL(request.url);
  const locale = localeOfPath(pathname);
  const form = await readForm(request);
  const text = (name: string) => String(form.get(name) ?? "");
  if (!isUuid(text("roundId"))) refuse("not_found");
  const input = { roundId: text("roundId"), perEntry: perEntryOf(text("perEntry"), edition), fingerprint: text("fingerprint") };
  const done = await applyPlan(context.services, { actor, editionId: edition.id, now: context.now, input, signal: request.signal });
  if (done.ok) {
    const target = new URLSearchParams({ vong: searchParams.get("vong") ?? "", "moi-bai": String(input.perEntry), da: String(done.value.made) });
    if (!target.get("vong")) target.delete("vong");
    throw redirect(`${withLocale(paths.assignments(edition.slug), locale)}/tu-dong?${target.toString()}`, 303);
  }
  if (done.reason === "not_found") refuse("not_found");
  const messages = messagesFor(locale);
  // The loader runs after this: the page shows the new plan together with why the former one was not applied.
  return data({ text: reasonText(messages, done.reason, messages.judging.reasons) }, { status: statusOf(done.reason) });
}

export default function AssignmentPlan() {
  const view = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const made = search.get("da");
  return <PlanPage view={view} refusal={answer?.text ?? null} made={made !== null && /^\d{1,6}$/.test(made) ? Number(made) : null} />;
}

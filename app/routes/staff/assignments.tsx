import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useLocation } from "@remix-run/react";
import { changeAssignments } from "~/features/judging/commands-assignments.server";
import { AssignmentsPage } from "~/features/judging/components/assignments-page";
import { assignmentsView, listQuery } from "~/features/judging/queries-assignments.server";
import { isUuid } from "~/domain/kernel/uuid";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).judging.assignments.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { edition, actor } = await requireEdition(args, "assignment.manage");
  const { searchParams } = new URL(args.request.url);
  const view = await assignmentsView(args.context.services, { actor, edition, query: listQuery(searchParams), editing: searchParams.get("bai") });
  if (!view.ok) refuse(view.reason);
  return { slug: edition.slug, ...view.value };
}

export async function action(args: ActionFunctionArgs) {
  const { edition, actor } = await requireEdition(args, "assignment.manage");
  const { request, context } = args;
  const url = new URL(request.url);
  const form = await readForm(request);
  const ids = (name: string) => form.getAll(name).filter((value): value is string => typeof value === "string" && isUuid(value));
  const [roundId] = ids("roundId");
  const [entryId] = ids("entryId");
  if (roundId === undefined || entryId === undefined) refuse("not_found");
  const input = { roundId, entryId, wanted: [...new Set(ids("judge"))], before: ids("before"), confirmed: form.get("confirmed") === "on" };
  const done = await changeAssignments(context.services, { actor, editionId: edition.id, now: context.now, input });
  if (done.ok) {
    url.searchParams.delete("bai");
    url.searchParams.set("da", "luu");
    throw redirect(`${url.pathname.replace(/\.data$/, "")}${url.search}#bai-${entryId}`, 303);
  }
  if (done.reason === "not_found") refuse("not_found");
  const messages = messagesFor(localeOfPath(url.pathname));
  const code = done.reason === "version_conflict" ? "assignments_changed" : done.reason;
  const text = reasonText(messages, code, messages.judging.reasons);
  const names = done.judges?.join(", ");
  const answer = { reason: done.reason, text: names ? `${text} (${names})` : text, entryId, wanted: done.reason === "version_conflict" ? null : input.wanted };
  return data(answer, { status: statusOf(done.reason) });
}

export default function Assignments() {
  const view = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { search } = useLocation();
  return <AssignmentsPage view={view} answer={answer} search={search} />;
}

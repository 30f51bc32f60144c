import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { admitEntries } from "~/features/judging/commands-admission.server";
import { AdmissionPage } from "~/features/judging/components/admission-page";
import { admissionView, preselectionOf } from "~/features/judging/queries-admission.server";
import { can } from "~/domain/access/can";
import type { Action } from "~/domain/access/table";
import { isUuid } from "~/domain/kernel/uuid";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor, type Messages } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).judging.assignments.admit }];

export async function loader(args: LoaderFunctionArgs) {
  const { edition, actor, phase } = await requireEdition(args, "round.admit");
  const { searchParams } = new URL(args.request.url);
  const query = { actor, editionId: edition.id, round: searchParams.get("vong"), preselect: preselectionOf(searchParams) };
  const view = await admissionView(args.context.services, query);
  if (!view.ok) refuse(view.reason);
  const may = (action: Action) => can(actor, action, { editionId: edition.id, phase }).allowed;
  return { slug: edition.slug, mayConfigure: may("edition.configure"), mayAssign: may("assignment.manage"), ...view.value };
}

export async function action(args: ActionFunctionArgs) {
  const { edition, actor } = await requireEdition(args, "round.admit");
  const { request, context } = args;
  const url = new URL(request.url);
  const form = await readForm(request);
  const roundId = String(form.get("roundId") ?? "");
  if (!isUuid(roundId)) refuse("not_found");
  const entryIds = [...new Set(form.getAll("entry").filter((value): value is string => typeof value === "string" && isUuid(value)))];
  const reason = optionalText(form.get("reason"));
  const input = { roundId, entryIds, mark: String(form.get("mark") ?? ""), reason };
  const done = await admitEntries(context.services, { actor, editionId: edition.id, now: context.now, input });
  if (done.ok) {
    const query = new URLSearchParams({ vong: url.searchParams.get("vong") ?? "", da: String(done.value.admitted) });
    if (!query.get("vong")) query.delete("vong");
    throw redirect(`${url.pathname.replace(/\.data$/, "")}?${query.toString()}`, 303);
  }
  if (done.reason === "not_found") refuse("not_found");
  const messages = messagesFor(localeOfPath(url.pathname));
  const code = done.reason === "version_conflict" ? "admission_changed" : done.reason;
  return data({ text: textOf(messages, code), entryIds, reason }, { status: statusOf(done.reason) });
}

const LONGEST_REASON = 2000;

const optionalText = (value: FormDataEntryValue | null) => (typeof value === "string" ? value.replaceAll("\0", "").normalize("NFC").trim().slice(0, LONGEST_REASON) : "");

function textOf(messages: Messages, code: string): string {
  if (code === "reason_required") return messages.rounds.admission.reasonRequired;
  if (code === "chair_decides" || code === "interest_confirms") return messages.rounds.reasons[code];
  return reasonText(messages, code, messages.judging.reasons);
}

export default function Admission() {
  const view = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  return <AdmissionPage view={view} answer={answer} search={search} />;
}

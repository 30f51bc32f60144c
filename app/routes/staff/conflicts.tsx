import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { can } from "~/domain/access/can";
import { liftConflictByHand, recordConflict } from "~/features/judging/commands-conflicts.server";
import { ConflictsPage } from "~/features/judging/components/conflicts-page";
import { conflictsView } from "~/features/judging/queries-conflicts.server";
import { declareSchema, reasonSchema } from "~/features/judging/schemas";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { zodErrors } from "~/i18n/zod-messages";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).judging.conflicts.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { edition, actor, phase } = await requireEdition(args, "progress.view");
  const { searchParams } = new URL(args.request.url);
  const mayDeclare = can(actor, "conflict.declare", { editionId: edition.id, phase }).allowed;
  const mayWaive = can(actor, "conflict.waive", { editionId: edition.id, phase }).allowed;
  const view = await conflictsView(args.context.services, { actor, editionId: edition.id, search: searchParams });
  return { slug: edition.slug, mayDeclare, mayWaive, ...view };
}

export async function action(args: ActionFunctionArgs) {
  const { edition, actor } = await requireEdition(args, "conflict.declare");
  const { request, context } = args;
  const { services, now } = context;
  const locale = localeOfPath(new URL(request.url).pathname);
  const messages = messagesFor(locale);
  const form = await readForm(request);
  const here = withLocale(paths.conflicts(edition.slug), locale);
  const act = { actor, editionId: edition.id, now };

  if (form.get("intent") === "lift") {
    const conflictId = String(form.get("conflictId") ?? "");
    const submission = parseWithZod(form, { schema: reasonSchema, error: zodErrors(locale) });
    if (submission.status !== "success") return data({ about: conflictId, text: null, result: submission.reply() }, { status: 400 });
    const lifted = await liftConflictByHand(services, { ...act, conflictId, reason: submission.value.reason });
    if (lifted.ok) throw redirect(`${here}?da=go`, 303);
    if (lifted.reason === "not_found") refuse("not_found");
    const text = reasonText(messages, lifted.reason, messages.conflictRules.reasons, messages.judging.reasons);
    return data({ about: conflictId, text, result: submission.reply() }, { status: statusOf(lifted.reason) });
  }
  const submission = parseWithZod(form, { schema: declareSchema, error: zodErrors(locale) });
  if (submission.status !== "success") return data({ about: "", text: null, result: submission.reply() }, { status: 400 });
  const recorded = await recordConflict(services, { ...act, input: submission.value });
  if (recorded.ok) throw redirect(`${here}?da=khai`, 303);
  if (recorded.reason === "not_found") refuse("not_found");
  const code = recorded.reason === "already_exists" ? "already_declared" : recorded.reason;
  const text = reasonText(messages, code, messages.judging.reasons);
  const field = { entry_unknown: "entryCode", person_unknown: "userId" }[recorded.reason as string];
  const result = submission.reply(field ? { fieldErrors: { [field]: [text] } } : { formErrors: [text] });
  return data({ about: "", text: null, result }, { status: statusOf(recorded.reason) });
}

export default function Conflicts() {
  const view = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  return <ConflictsPage view={view} answer={answer} search={search} />;
}

import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { declareOwnConflict } from "~/features/judging/commands-conflicts.server";
import { ownAssignmentView } from "~/features/judging/queries-sheet.server";
import { REASON_LENGTH, reasonConstraint, reasonSchema } from "~/features/judging/schemas";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { zodErrors } from "~/i18n/zod-messages";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, requireActor, statusOf } from "~/platform/http/responses.server";
import { ErrorSummary, FormActions, plainForm, SubmitButton, TextArea } from "~/ui/forms";
import { PageHeader } from "~/ui/layout";
import { useHref, useMessages } from "~/ui/locale";
import { LinkButton, Mono, Notice } from "~/ui/primitives";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).scoreSheet.declare.title }];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = requireActor(await context.actor(), request);
  const id = params["assignment"] ?? "";
  const view = await ownAssignmentView(context.services, actor, id);
  if (!view.ok) refuse(view.reason);
  return { id, ...view.value };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const actor = requireActor(await context.actor(), request);
  const locale = localeOfPath(new URL(request.url).pathname);
  const submission = parseWithZod(await readForm(request), { schema: reasonSchema, error: zodErrors(locale) });
  if (submission.status !== "success") return data({ result: submission.reply() }, { status: 400 });
  const act = { actor, assignmentId: params["assignment"] ?? "", reason: submission.value.reason, now: context.now };
  const declared = await declareOwnConflict(context.services, act);
  if (declared.ok) throw redirect(`${withLocale(paths.judging(), locale)}?da=khai`, 303);
  if (declared.reason === "not_found" || declared.reason === "gone") refuse(declared.reason);
  const text = reasonText(messagesFor(locale), declared.reason);
  return data({ result: submission.reply({ formErrors: [text] }) }, { status: statusOf(declared.reason) });
}

export default function DeclareConflict() {
  const entry = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { scoreSheet, common } = useMessages();
  const href = useHref();
  const { declare, mine } = scoreSheet;
  const form = plainForm({ id: "khai", result: answer?.result ?? null, constraint: reasonConstraint });
  return (
    <>
      <PageHeader
        title={declare.title}
        eyebrow={entry.edition}
        crumbs={[{ label: mine.title, href: href(paths.judging()) }, { label: entry.code, href: href(paths.scoreSheet(entry.id)) }, { label: declare.title }]}
        lead={declare.lead}
      />
      <p>
        <Mono>{entry.code}</Mono> {entry.title}
      </p>
      <form id={form.id} method="post" noValidate className="mt-4 grid gap-4">
        <ErrorSummary form={form} labels={{ reason: declare.reason }} />
        <TextArea field={form.field("reason")} label={declare.reason} help={declare.reasonHelp} max={REASON_LENGTH} rows={3} />
        <Notice tone="warning">{declare.consequence}</Notice>
        <FormActions>
          <SubmitButton kind="danger">{declare.submit}</SubmitButton>
          <LinkButton href={href(paths.scoreSheet(entry.id))}>{common.action.cancel}</LinkButton>
        </FormActions>
      </form>
    </>
  );
}

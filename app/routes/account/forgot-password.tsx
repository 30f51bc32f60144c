import { parseWithZod } from "@conform-to/zod/v4";
import { data, type ActionFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { requestReset } from "~/features/people/accounts.server";
import { forgotSchema, peopleConstraints } from "~/features/people/schemas";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { zodErrors } from "~/i18n/zod-messages";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { statusOf } from "~/platform/http/responses.server";
import { ErrorSummary, FormActions, plainForm, SubmitButton, TextField } from "~/ui/forms";
import { PageHeader } from "~/ui/layout";
import { useHref, useMessages } from "~/ui/locale";
import { Card, Notice } from "~/ui/primitives";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).auth.forgot.title }, { name: "robots", content: "noindex" }];

export async function action({ request, context }: ActionFunctionArgs) {
  const locale = localeOfPath(new URL(request.url).pathname);
  const messages = messagesFor(locale);
  const submission = parseWithZod(await readForm(request), { schema: forgotSchema, error: zodErrors(locale) });
  if (submission.status !== "success") return data({ result: submission.reply(), sent: false }, { status: 400 });
  const requested = await requestReset(context.services, request, submission.value.signInName);
  if (requested.ok) return data({ result: null, sent: true });
  return data({ result: submission.reply({ formErrors: [reasonText(messages, requested.reason)] }), sent: false }, { status: statusOf(requested.reason) });
}

export default function ForgotPassword() {
  const answer = useActionData<typeof action>();
  const { auth } = useMessages();
  const href = useHref();
  const form = plainForm({ id: "quen-mat-khau", result: answer?.result ?? null, constraint: peopleConstraints.forgot });
  const back = <a href={href(paths.signIn())}>{auth.forgot.back}</a>;
  if (answer?.sent) {
    return (
      <div className="mx-auto max-w-md space-y-5">
        <PageHeader title={auth.forgot.title} />
        <Notice tone="success" title={auth.forgot.sentTitle} live>
          <p>{auth.forgot.sentMail}</p>
          <p>{auth.forgot.sentPhone}</p>
        </Notice>
        <p>{back}</p>
      </div>
    );
  }
  return (
    <div className="mx-auto max-w-md space-y-5">
      <PageHeader title={auth.forgot.title} lead={auth.forgot.lead} />
      <Card>
        <form id={form.id} method="post" noValidate>
          <ErrorSummary form={form} labels={{ signInName: auth.field.signInName }} />
          <TextField field={form.field("signInName")} label={auth.field.signInName} autoComplete="username" autoCapitalize="none" spellCheck={false} />
          <FormActions>
            <SubmitButton>{auth.forgot.submit}</SubmitButton>
            {back}
          </FormActions>
        </form>
      </Card>
    </div>
  );
}

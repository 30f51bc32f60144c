import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { resetPassword } from "~/features/people/accounts.server";
import { newPasswordSchema, peopleConstraints, SECRET_FIELDS } from "~/features/people/schemas";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { zodErrors } from "~/i18n/zod-messages";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { statusOf } from "~/platform/http/responses.server";
import { isResetToken } from "~/platform/session/reset-token.server";
import { ErrorSummary, FormActions, plainForm, SubmitButton, TextField } from "~/ui/forms";
import { PageHeader } from "~/ui/layout";
import { useHref, useMessages } from "~/ui/locale";
import { Card, LinkButton } from "~/ui/primitives";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).auth.reset.title }, { name: "robots", content: "noindex" }];

export async function loader({ params, context }: LoaderFunctionArgs) {
  const good = await isResetToken(context.services.auth, params["token"] ?? "");
  return data({ good }, { status: good ? 200 : 410 });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const locale = localeOfPath(new URL(request.url).pathname);
  const messages = messagesFor(locale);
  const submission = parseWithZod(await readForm(request), { schema: newPasswordSchema, error: zodErrors(locale) });
  if (submission.status !== "success") return data({ result: submission.reply({ hideFields: SECRET_FIELDS }) }, { status: 400 });
  const set = await resetPassword(context.services, request, { token: params["token"] ?? "", password: submission.value.password });
  if (set.ok) throw redirect(`${withLocale(paths.signIn(), locale)}?da-doi=1`);
  const formErrors = [set.reason === "gone" ? messages.auth.reset.gone : reasonText(messages, set.reason)];
  return data({ result: submission.reply({ formErrors, hideFields: SECRET_FIELDS }) }, { status: statusOf(set.reason) });
}

export default function ResetPassword() {
  const { good } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>()?.result;
  const { auth } = useMessages();
  const href = useHref();
  const form = plainForm({ id: "mat-khau-moi", result, constraint: peopleConstraints.newPassword });
  if (!good) {
    return (
      <div className="mx-auto max-w-md space-y-5">
        <PageHeader title={auth.reset.goneTitle} lead={auth.reset.gone} />
        <LinkButton kind="primary" href={href(paths.forgotPassword())}>
          {auth.reset.again}
        </LinkButton>
      </div>
    );
  }
  return (
    <div className="mx-auto max-w-md space-y-5">
      <PageHeader title={auth.reset.title} lead={auth.reset.lead} />
      <Card>
        <form id={form.id} method="post" noValidate>
          <ErrorSummary form={form} labels={{ password: auth.field.newPassword }} />
          <TextField field={form.field("password")} label={auth.field.newPassword} help={auth.field.newPasswordHelp} type="password" autoComplete="new-password" />
          <FormActions>
            <SubmitButton>{auth.reset.submit}</SubmitButton>
          </FormActions>
        </form>
      </Card>
    </div>
  );
}

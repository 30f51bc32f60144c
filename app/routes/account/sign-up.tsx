import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLocation } from "@remix-run/react";
import { signUp } from "~/features/people/accounts.server";
import { peopleConstraints, SECRET_FIELDS, signUpSchema } from "~/features/people/schemas";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { zodErrors } from "~/i18n/zod-messages";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { safeRedirectTarget, statusOf } from "~/platform/http/responses.server";
import { ErrorSummary, FormActions, plainForm, RequiredLegend, SubmitButton, TextField } from "~/ui/forms";
import { PageHeader } from "~/ui/layout";
import { useHref, useMessages } from "~/ui/locale";
import { Card } from "~/ui/primitives";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).auth.signUp.title }, { name: "robots", content: "noindex" }];

/** Notes that another account may be at work from now on. */
export const handle = { pageScripts: ["signed-out"] };

function targetOf(url: URL): string {
  return safeRedirectTarget(url.searchParams.get("tiep"), withLocale(paths.myCorner(), localeOfPath(url.pathname)));
}

export async function loader({ request, context }: LoaderFunctionArgs) {
  if (await context.actor()) throw redirect(targetOf(new URL(request.url)));
  return null;
}

export async function action({ request, context }: ActionFunctionArgs) {
  const url = new URL(request.url);
  const locale = localeOfPath(url.pathname);
  const messages = messagesFor(locale);
  const submission = parseWithZod(await readForm(request), { schema: signUpSchema, error: zodErrors(locale) });
  if (submission.status !== "success") return data({ result: submission.reply({ hideFields: SECRET_FIELDS }) }, { status: 400 });
  const signedUp = await signUp(context.services, request, { ...submission.value, locale });
  if (!signedUp.ok) {
    const text = reasonText(messages, signedUp.reason, messages.auth.reasons);
    const where = signedUp.reason === "name_taken" ? { fieldErrors: { signInName: [text] } } : { formErrors: [text] };
    return data({ result: submission.reply({ ...where, hideFields: SECRET_FIELDS }) }, { status: signedUp.reason === "name_taken" ? 409 : statusOf(signedUp.reason) });
  }
  throw redirect(targetOf(url), { headers: signedUp.value.cookies });
}

export default function SignUp() {
  const result = useActionData<typeof action>()?.result;
  const { auth } = useMessages();
  const href = useHref();
  const next = new URLSearchParams(useLocation().search).get("tiep") ?? undefined;
  const form = plainForm({ id: "dang-ky", result, constraint: peopleConstraints.signUp });
  return (
    <div className="mx-auto max-w-md space-y-5">
      <PageHeader title={auth.signUp.title} lead={auth.signUp.lead} />
      <Card>
        <form id={form.id} method="post" noValidate>
          <ErrorSummary form={form} labels={{ name: auth.field.name, signInName: auth.field.signInName, password: auth.field.password }} />
          <RequiredLegend />
          <TextField field={form.field("name")} label={auth.field.name} help={auth.field.nameHelp} autoComplete="name" autoCapitalize="words" />
          <TextField
            field={form.field("signInName")}
            label={auth.field.signInName}
            help={auth.field.signInNameHelp}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
          />
          <TextField field={form.field("password")} label={auth.field.password} help={auth.field.newPasswordHelp} type="password" autoComplete="new-password" />
          <FormActions>
            <SubmitButton>{auth.signUp.submit}</SubmitButton>
          </FormActions>
        </form>
      </Card>
      <p>
        {auth.signUp.haveAccount} <a href={href(paths.signIn(next))}>{auth.signUp.signIn}</a>
      </p>
    </div>
  );
}

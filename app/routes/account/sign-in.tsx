import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useLocation } from "@remix-run/react";
import { signIn } from "~/features/people/accounts.server";
import { demoSignIns } from "~/features/people/demo-sign-ins.server";
import { DemoSignIns } from "~/features/people/components/demo-sign-ins";
import { peopleConstraints, SECRET_FIELDS, signInSchema } from "~/features/people/schemas";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { zodErrors } from "~/i18n/zod-messages";
import { paths } from "~/paths";
import { heldFields, readForm, wasHeld } from "~/platform/http/read-form.server";
import { safeRedirectTarget, statusOf } from "~/platform/http/responses.server";
import { CheckboxField, ErrorSummary, FormActions, plainForm, SubmitButton, TextField } from "~/ui/forms";
import { HeldFields, PageHeader } from "~/ui/layout";
import { useHref, useMessages } from "~/ui/locale";
import { Card, Notice } from "~/ui/primitives";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).auth.signIn.title }, { name: "robots", content: "noindex" }];

/** After signing out it empties the device; it does nothing else, and nothing here needs it. */
export const handle = { pageScripts: ["signed-out"] };

function targetOf(url: URL): string {
  return safeRedirectTarget(url.searchParams.get("tiep"), withLocale(paths.myCorner(), localeOfPath(url.pathname)));
}

export async function loader({ request, context }: LoaderFunctionArgs) {
  const url = new URL(request.url);
  if (await context.actor()) throw redirect(targetOf(url));
  const demo = await demoSignIns(context.services);
  const chosen = demo?.cast.find(({ email }) => email === url.searchParams.get("vai"));
  return {
    demo,
    filled: demo && chosen ? { signInName: chosen.email, password: demo.password } : null,
    news: url.searchParams.has("da-doi") ? ("passwordChanged" as const) : url.searchParams.has("da-ra") ? ("signedOut" as const) : null,
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const url = new URL(request.url);
  const locale = localeOfPath(url.pathname);
  const messages = messagesFor(locale);
  const form = await readForm(request);
  const isHeld = wasHeld(form);
  const held = isHeld ? heldFields(form) : [];
  const submission = parseWithZod(ownFields(form), { schema: signInSchema, error: zodErrors(locale) });
  if (submission.status !== "success") return data({ result: submission.reply({ hideFields: SECRET_FIELDS }), held }, { status: 400 });
  const signedIn = await signIn(context.services, request, submission.value);
  if (!signedIn.ok) {
    const formErrors = [reasonText(messages, signedIn.reason, messages.auth.reasons)];
    return data({ result: submission.reply({ formErrors, hideFields: SECRET_FIELDS }), held }, { status: statusOf(signedIn.reason) });
  }
  const { userId, cookies } = signedIn.value;
  const writer = form.get("by");
  if (isHeld && writer !== null && writer !== userId) throw redirect(withLocale(paths.myCorner(), locale), { headers: cookies, status: 303 });
  // 307 makes the browser send the held form once more, to where it was meant.
  const target = targetOf(url);
  throw redirect(target, { headers: cookies, status: isHeld ? (target === url.searchParams.get("tiep") ? 307 : 303) : 302 });
}

/** What signing in itself asks for; the rest of a held form is only carried along. */
function ownFields(form: FormData): FormData {
  const own = new FormData();
  for (const name of ["signInName", "password", "shared"]) for (const value of form.getAll(name)) own.append(name, value);
  return own;
}

export default function SignIn() {
  const { demo, filled, news } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const result = answer?.result;
  const { auth, saving } = useMessages();
  const href = useHref();
  const next = new URLSearchParams(useLocation().search).get("tiep") ?? undefined;
  const form = plainForm({ id: "dang-nhap", result, values: filled ?? {}, constraint: peopleConstraints.signIn });
  return (
    <div className="mx-auto max-w-md space-y-5">
      <PageHeader title={auth.signIn.title} lead={auth.signIn.lead} />
      {news && !result && (
        <Notice tone="success" live>
          <p>{auth.signIn[news]}</p>
        </Notice>
      )}
      <Card>
        <form id={form.id} method="post" noValidate>
          <ErrorSummary form={form} labels={{ signInName: auth.field.signInName, password: auth.field.password }} />
          <TextField field={form.field("signInName")} label={auth.field.signInName} autoComplete="username" autoCapitalize="none" spellCheck={false} />
          <TextField field={form.field("password")} label={auth.field.password} type="password" autoComplete="current-password" />
          <CheckboxField field={form.field("shared")} label={saving.shared.tick} help={saving.shared.tickHelp} />
          {answer && answer.held.length > 0 && <HeldFields held={answer.held} />}
          {answer && answer.held.length > 0 && <p>{saving.held.kept}</p>}
          <FormActions>
            <SubmitButton>{auth.signIn.submit}</SubmitButton>
            <a href={href(paths.forgotPassword())}>{auth.signIn.forgot}</a>
          </FormActions>
        </form>
      </Card>
      <p>
        {auth.signIn.noAccount} <a href={href(paths.signUp(next))}>{auth.signIn.signUp}</a>
      </p>
      {demo && <DemoSignIns {...demo} next={next} />}
    </div>
  );
}

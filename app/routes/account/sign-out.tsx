import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { signOutOf } from "~/platform/session/own-sessions.server";
import { FormActions, SubmitButton } from "~/ui/forms";
import { PageHeader } from "~/ui/layout";
import { useHref, useMessages } from "~/ui/locale";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).auth.signOut.title }, { name: "robots", content: "noindex" }];

const signInPage = (request: Request) => withLocale(paths.signIn(), localeOfPath(new URL(request.url).pathname));

/** A link alone never signs anybody out: it shows a button. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  if (!(await context.actor())) throw redirect(signInPage(request));
  return null;
}

export async function action({ request, context }: ActionFunctionArgs) {
  throw redirect(`${signInPage(request)}?da-ra=1`, { headers: await signOutOf(context.services.auth, request) });
}

export default function SignOut() {
  const { auth } = useMessages();
  const href = useHref();
  return (
    <div className="mx-auto max-w-md space-y-5">
      <PageHeader title={auth.signOut.title} lead={auth.signOut.text} />
      <form method="post">
        <FormActions>
          <SubmitButton>{auth.signOut.submit}</SubmitButton>
          <a href={href(paths.myCorner())}>{auth.signOut.back}</a>
        </FormActions>
      </form>
    </div>
  );
}

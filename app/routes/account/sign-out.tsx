import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { signOutOf } from "~/platform/session/own-sessions.server";
import { isSharedDevice, sharedDeviceCookie } from "~/platform/session/shared-device.server";
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

/**
 * What was typed and kept on this device goes too: a script takes away what is the account's; where none did, the browser is told
 * to forget all it keeps for this site (the page that follows does it for browsers that would not), and always on a shared device.
 */
export async function action({ request, context }: ActionFunctionArgs) {
  const { auth } = context.services;
  const form = await request.formData().catch(() => new FormData());
  const headers = await signOutOf(auth, request);
  headers.append("set-cookie", sharedDeviceCookie(auth, false));
  const mustForget = !form.has("da-xoa") || isSharedDevice(request);
  if (mustForget) headers.set("Clear-Site-Data", '"storage"');
  throw redirect(`${signInPage(request)}?da-ra=${mustForget ? 2 : 1}`, { headers });
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

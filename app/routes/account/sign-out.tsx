import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { OfflineSettings } from "~/features/judging/components/offline-settings";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { signOutOf } from "~/platform/session/own-sessions.server";
import { isSharedDevice, sharedDeviceCookie } from "~/platform/session/shared-device.server";
import { FormActions, SubmitButton } from "~/ui/forms";
import { PageHeader } from "~/ui/layout";
import { useHref, useMessages } from "~/ui/locale";
import { Notice } from "~/ui/primitives";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).auth.signOut.title }, { name: "robots", content: "noindex" }];

/** Sends score sheets that wait on this device, asks about those that cannot be, and takes the account's copy away. */
export const handle = { pageScripts: ["judging-device"] };

const signInPage = (request: Request) => withLocale(paths.signIn(), localeOfPath(new URL(request.url).pathname));

/** Score sheets wait on this device (browser/judging-device/unsent-mark). */
const hasUnsentSheets = (request: Request) => /(?:^|;\s*)cham_thi_chua_gui=[^;]/.test(request.headers.get("cookie") ?? "");

/** A link alone never signs anybody out: it shows a button. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await context.actor();
  if (!actor) throw redirect(signInPage(request));
  return { userId: actor.userId, isShared: isSharedDevice(request), isWaiting: hasUnsentSheets(request) };
}

/**
 * What was typed and kept on this device goes too: a script takes away what is the account's; where none did, the browser is told
 * to forget all it keeps for this site (the page that follows does it for browsers that would not), and always on a shared device.
 * Where score sheets wait on the device, the page of this route comes first: its script sends them, or asks.
 */
export async function action({ request, context }: ActionFunctionArgs) {
  const { auth } = context.services;
  const form = await request.formData().catch(() => new FormData());
  const isWiped = form.has("da-xoa");
  if (!isWiped && !form.has("chac") && hasUnsentSheets(request)) throw redirect(withLocale(paths.signOut(), localeOfPath(new URL(request.url).pathname)), 303);
  const headers = await signOutOf(auth, request);
  headers.append("set-cookie", sharedDeviceCookie(auth, false));
  const mustForget = !isWiped || isSharedDevice(request);
  if (mustForget) headers.set("Clear-Site-Data", '"storage"');
  throw redirect(`${signInPage(request)}?da-ra=${mustForget ? 2 : 1}`, { headers });
}

export default function SignOut() {
  const { isWaiting, ...account } = useLoaderData<typeof loader>();
  const { auth, offline } = useMessages();
  const href = useHref();
  return (
    <div className="mx-auto max-w-md space-y-5">
      <PageHeader title={auth.signOut.title} lead={auth.signOut.text} />
      <OfflineSettings {...account} />
      {isWaiting && <Notice tone="warning">{offline.waitingElsewhere}</Notice>}
      <form method="post">
        <input type="hidden" name="chac" value="1" />
        <FormActions>
          <SubmitButton>{auth.signOut.submit}</SubmitButton>
          <a href={href(paths.myCorner())}>{auth.signOut.back}</a>
        </FormActions>
      </form>
    </div>
  );
}

import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";
import { OfflineCopy } from "~/features/judging/components/offline-copy";
import { OfflineSettings } from "~/features/judging/components/offline-settings";
import { sheetsForDevice } from "~/features/judging/queries-offline.server";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { paths } from "~/paths";
import { requireActor } from "~/platform/http/responses.server";
import { isSharedDevice } from "~/platform/session/shared-device.server";

/** Keeps what is typed on this device, sends it, and knows what was loaded for scoring without a network. */
export const handle = { pageScripts: ["judging-device"] };

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = requireActor(await context.actor(), request);
  const { pathname } = new URL(request.url);
  const isList = pathname.replace(/\/+$/, "") === withLocale(paths.judging(), localeOfPath(pathname));
  return { userId: actor.userId, isShared: isSharedDevice(request), sheets: isList ? await sheetsForDevice(context.services, actor, context.now) : null };
}

export default function JudgePages() {
  const { sheets, ...account } = useLoaderData<typeof loader>();
  return (
    <>
      <OfflineSettings {...account} />
      <Outlet />
      {sheets && (
        <div id="ngoai-tuyen" className="mt-8">
          <OfflineCopy sheets={sheets} />
        </div>
      )}
    </>
  );
}

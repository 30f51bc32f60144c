import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";
import { OfflineSettings } from "~/features/judging/components/offline-settings";
import { isSharedDevice } from "~/platform/session/shared-device.server";
import { requireActor } from "~/platform/http/responses.server";

/** Keeps what is typed on this device, sends it, and knows what was loaded for scoring without a network. */
export const handle = { pageScripts: ["judging-device"] };

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { userId } = requireActor(await context.actor(), request);
  return { userId, isShared: isSharedDevice(request) };
}

export default function JudgePages() {
  return (
    <>
      <OfflineSettings {...useLoaderData<typeof loader>()} />
      <Outlet />
    </>
  );
}

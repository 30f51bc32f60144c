import type { LoaderFunctionArgs } from "@remix-run/node";
import { ownData } from "~/features/people/own-data.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { contentDisposition } from "~/platform/http/download.server";
import { requireActor } from "~/platform/http/responses.server";

/** The own data as a file to take away. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = requireActor(await context.actor(), request);
  const own = await ownData(context.services, { actor, now: context.now });
  const { fileName } = messagesFor(localeOfPath(new URL(request.url).pathname)).myData.export;
  return new Response(`${JSON.stringify(own, null, 2)}\n`, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": contentDisposition(fileName, "attachment"),
      "Cache-Control": "private, no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}

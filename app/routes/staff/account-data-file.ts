import type { LoaderFunctionArgs } from "@remix-run/node";
import { ownData } from "~/features/people/own-data.server";
import { heldAccountPage } from "~/features/retention/personal-data.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { contentDisposition } from "~/platform/http/download.server";
import { refuse } from "~/platform/http/responses.server";
import { requireSystem } from "./units-access.server";

/** Everything that is kept about an account, in the form in which its holder gets it: for answering a request. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = await requireSystem({ request, context }, "user.manage");
  const userId = (params["id"] ?? "").replaceAll("\0", "");
  const held = await heldAccountPage(context.services, { actor, userId, now: context.now });
  if (!held) refuse("not_found");
  const own = await ownData(context.services, { actor: { userId, name: held.name, email: "", phone: null, roles: [] }, now: context.now });
  const { fileName } = messagesFor(localeOfPath(new URL(request.url).pathname)).myData.export;
  return new Response(`${JSON.stringify(own, null, 2)}\n`, {
    headers: { "Content-Type": "application/json; charset=utf-8", "Content-Disposition": contentDisposition(fileName, "attachment"), "Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff" },
  });
}

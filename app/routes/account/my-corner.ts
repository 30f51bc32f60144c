import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { cornerOf } from "~/features/people/corner";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { requireActor } from "~/platform/http/responses.server";

/** One neutral address on public pages that leads everybody to their own work. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = requireActor(await context.actor(), request);
  throw redirect(withLocale(cornerOf(actor), localeOfPath(new URL(request.url).pathname)));
}

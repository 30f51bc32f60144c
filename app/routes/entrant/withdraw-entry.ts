import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { withdrawEntry } from "~/features/entries/withdraw-entry.server";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { paths } from "~/paths";
import { refuse, requireActor } from "~/platform/http/responses.server";

const pageOf = (request: Request, id: string) => withLocale(paths.entry(id), localeOfPath(new URL(request.url).pathname));

/** The question stands on the page of the entry; opening this address by hand leads there. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  requireActor(await context.actor(), request);
  throw redirect(pageOf(request, params.id ?? ""));
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const actor = requireActor(await context.actor(), request);
  const entryId = params.id ?? "";
  const withdrawn = await withdrawEntry(context.services, { actor, input: { entryId }, now: context.now });
  if (!withdrawn.ok) refuse(withdrawn.reason);
  throw redirect(pageOf(request, entryId), 303);
}

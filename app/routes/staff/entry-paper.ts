import type { LoaderFunctionArgs } from "@remix-run/node";
import { paperResponse } from "~/features/documents/busy-paper.server";
import { staffEntryPaper } from "~/features/documents/entry-papers.server";
import { localeOfPath } from "~/i18n/locale";
import { requireEdition } from "./staff-access.server";

/** A paper of a submitted entry for staff, made when it is asked for and noted in the log of access. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition } = await requireEdition(args, "entry.inspect");
  const { request, params, context } = args;
  const locale = localeOfPath(new URL(request.url).pathname);
  const asked = { actor, edition, entryId: params["entry"] ?? "", file: params["file"] ?? "", locale, now: context.now, signal: request.signal };
  return paperResponse(context.services, locale, () => staffEntryPaper(context.services, asked));
}

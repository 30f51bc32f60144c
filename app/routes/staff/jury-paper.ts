import type { LoaderFunctionArgs } from "@remix-run/node";
import { paperResponse } from "~/features/documents/busy-paper.server";
import { juryPaper } from "~/features/documents/print-jury-paper.server";
import { localeOfPath } from "~/i18n/locale";
import { requireEdition } from "./staff-access.server";

/** A paper of the jury for staff who may inspect scores, made when it is asked for. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition } = await requireEdition(args, "scores.inspect");
  const { request, params, context } = args;
  const url = new URL(request.url);
  const asked = { actor, edition, file: params["file"] ?? "", query: url.searchParams, now: context.now, signal: request.signal };
  return paperResponse(context.services, localeOfPath(url.pathname), () => juryPaper(context.services, asked));
}

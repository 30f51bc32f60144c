import type { LoaderFunctionArgs } from "@remix-run/node";
import { busyPaper, isBusy } from "~/features/documents/busy-paper.server";
import { juryPaper } from "~/features/documents/print-jury-paper.server";
import { localeOfPath } from "~/i18n/locale";
import { download } from "~/platform/http/download.server";
import { refuse } from "~/platform/http/responses.server";
import { requireEdition } from "./staff-access.server";

/** A paper of the jury for staff who may inspect scores, made when it is asked for. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition } = await requireEdition(args, "scores.inspect");
  const { request, params, context } = args;
  const url = new URL(request.url);
  const paper = await juryPaper(context.services, { actor, edition, file: params["file"] ?? "", query: url.searchParams, now: context.now, signal: request.signal });
  if (!paper.ok) return isBusy(paper.reason) ? busyPaper(localeOfPath(url.pathname), paper.reason) : refuse(paper.reason);
  return download(paper.value);
}

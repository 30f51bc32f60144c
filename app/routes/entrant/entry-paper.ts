import type { LoaderFunctionArgs } from "@remix-run/node";
import { busyPaper, isBusy } from "~/features/documents/busy-paper.server";
import { ownEntryPaper } from "~/features/documents/entry-papers.server";
import { localeOfPath } from "~/i18n/locale";
import { download } from "~/platform/http/download.server";
import { refuse, requireActor } from "~/platform/http/responses.server";

/** A paper of one's own entry, made when it is asked for. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = requireActor(await context.actor(), request);
  const url = new URL(request.url);
  const locale = localeOfPath(url.pathname);
  const paper = await ownEntryPaper(context.services, {
    actor,
    entryId: params["id"] ?? "",
    file: params["file"] ?? "",
    ofDraft: url.searchParams.get("ban") === "nhap",
    locale,
    now: context.now,
    signal: request.signal,
  });
  if (!paper.ok) return isBusy(paper.reason) ? busyPaper(locale, paper.reason) : refuse(paper.reason);
  return download(paper.value);
}

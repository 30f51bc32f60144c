import type { LoaderFunctionArgs } from "@remix-run/node";
import { ownEntryPaper } from "~/features/documents/entry-papers.server";
import { localeOfPath } from "~/i18n/locale";
import { download } from "~/platform/http/download.server";
import { refuse, requireActor } from "~/platform/http/responses.server";

/** A paper of one's own entry, made when it is asked for. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = requireActor(await context.actor(), request);
  const url = new URL(request.url);
  const paper = await ownEntryPaper(context.services, {
    actor,
    entryId: params["id"] ?? "",
    file: params["file"] ?? "",
    ofDraft: url.searchParams.get("ban") === "nhap",
    locale: localeOfPath(url.pathname),
    now: context.now,
  });
  if (!paper.ok) refuse(paper.reason);
  return download(paper.value);
}

import type { LoaderFunctionArgs } from "@remix-run/node";
import { paperResponse } from "~/features/documents/busy-paper.server";
import { ownEntryPaper } from "~/features/documents/entry-papers.server";
import { localeOfPath } from "~/i18n/locale";
import { requireActor } from "~/platform/http/responses.server";

/** A paper of one's own entry, made when it is asked for. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = requireActor(await context.actor(), request);
  const url = new URL(request.url);
  const locale = localeOfPath(url.pathname);
  const asked = { actor, entryId: params["id"] ?? "", file: params["file"] ?? "", ofDraft: url.searchParams.get("ban") === "nhap", locale, now: context.now, signal: request.signal };
  return paperResponse(context.services, locale, () => ownEntryPaper(context.services, asked));
}

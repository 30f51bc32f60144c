import type { LoaderFunctionArgs } from "@remix-run/node";
import { downloadProgress } from "~/features/documents/download-progress.server";
import { refuse } from "~/platform/http/responses.server";
import { requireEdition } from "./staff-access.server";

/** How far the PDF of commendations is that this person is downloading, as JSON for the script of its page. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await requireEdition(args, "commendation.view");
  const progress = downloadProgress(new URL(args.request.url).searchParams.get("lan") ?? "", actor.userId);
  if (!progress) refuse("not_found");
  const { done, entries, state } = progress;
  return Response.json({ done, entries, state }, { headers: { "Cache-Control": "no-store" } });
}

import type { LoaderFunctionArgs } from "@remix-run/node";
import { drawFile } from "~/features/judging/draw-file.server";
import { download } from "~/platform/http/download.server";
import { refuse } from "~/platform/http/responses.server";
import { requireEdition } from "./staff-access.server";

/** What a draw can be repeated from: the problem with its cap and its seed, as `assign` reads it. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition } = await requireEdition(args, "assignment.manage");
  const file = await drawFile(args.context.services, { actor, editionId: edition.id, draw: args.params.draw ?? "" });
  if (!file.ok) refuse(file.reason);
  const { name, text } = file.value;
  return download({ name, mime: "application/json", data: new TextEncoder().encode(text) });
}

import type { LoaderFunctionArgs } from "@remix-run/node";
import { fullBundle } from "~/features/bundle/download-bundle.server";
import { download } from "~/platform/http/download.server";
import { refuse } from "~/platform/http/responses.server";
import { requireEdition } from "./staff-access.server";

/** The sealed result with every sheet, as one zip. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition, phase } = await requireEdition(args, "ranking.view");
  const bundle = await fullBundle(args.context.services, { actor, edition, phase });
  if (!bundle.ok) refuse(bundle.reason);
  return download({ name: bundle.value.name, mime: "application/zip", data: bundle.value.bytes });
}

import type { LoaderFunctionArgs } from "@remix-run/node";
import { letterScan } from "~/features/commendations/scan.server";
import { contentDisposition } from "~/platform/http/download.server";
import { refuse } from "~/platform/http/responses.server";
import { sendStored } from "~/platform/http/send-stored.server";
import { requireEdition } from "./staff-access.server";

const SHOWN = /^(image\/(jpeg|png|webp)|application\/pdf)$/;

/** The scan of the authority's stamped decision. */
export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireEdition(args, "commendation.view");
  const scan = await letterScan(args.context.services, { editionId: edition.id, id: args.params["letter"] ?? "" });
  if (!scan) refuse("not_found");
  return sendStored(scan, contentDisposition(scan.name, SHOWN.test(scan.mime) ? "inline" : "attachment"));
}

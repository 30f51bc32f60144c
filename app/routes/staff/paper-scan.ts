import type { LoaderFunctionArgs } from "@remix-run/node";
import { kindNamed } from "~/features/documents/official/paper-act.server";
import { paperScan } from "~/features/documents/official/scan.server";
import { contentDisposition } from "~/platform/http/download.server";
import { refuse } from "~/platform/http/responses.server";
import { sendStored } from "~/platform/http/send-stored.server";
import { requireEdition } from "./staff-access.server";

const SHOWN = /^(image\/(jpeg|png|webp)|application\/pdf)$/;

/** The scan of a stamped paper, for the secretariat and the organisers. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition } = await requireEdition(args, "paper.view");
  const kind = kindNamed(args.params["kind"] ?? "");
  const scan = kind && (await paperScan(args.context.services, { actor, editionId: edition.id, kind, id: args.params["issued"] ?? "" }));
  if (!scan) refuse("not_found");
  return sendStored(scan, contentDisposition(scan.name, SHOWN.test(scan.mime) ? "inline" : "attachment"));
}

import type { LoaderFunctionArgs } from "@remix-run/node";
import { consentScan } from "~/features/entries/consent-scan.server";
import { contentDisposition } from "~/platform/http/download.server";
import { refuse, requireActor } from "~/platform/http/responses.server";
import { sendStored } from "~/platform/http/send-stored.server";

const SHOWN = /^(image\/(jpeg|png|webp)|application\/pdf)$/;

/** The scan of a signed consent, asked for anew every time. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = requireActor(await context.actor(), request);
  const scan = await consentScan(context.services, { actor, consentId: params["consent"] ?? "", now: context.now });
  if (!scan) refuse("not_found");
  return sendStored(scan, contentDisposition(scan.name, SHOWN.test(scan.mime) ? "inline" : "attachment"));
}

import { Readable } from "node:stream";
import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { consentScan } from "~/features/entries/consent-scan.server";
import { contentDisposition } from "~/platform/http/download.server";
import { refuse, requireActor } from "~/platform/http/responses.server";

/** The scan of a signed consent, asked for anew every time; nothing it holds may act here or be kept by a cache. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = requireActor(await context.actor(), request);
  const scan = await consentScan(context.services, { actor, consentId: params["consent"] ?? "", now: context.now });
  if (!scan) refuse("not_found");
  if (scan.address !== null) return redirect(scan.address, { headers: { "Cache-Control": "no-store" } });
  const isShown = /^(image\/(jpeg|png|webp)|application\/pdf)$/.test(scan.mime);
  return new Response(Readable.toWeb(await scan.open()) as ReadableStream, {
    headers: {
      "Content-Type": scan.mime,
      "Content-Length": String(scan.size),
      "Content-Disposition": contentDisposition(scan.name, isShown ? "inline" : "attachment"),
      "Content-Security-Policy": scan.mime === "application/pdf" ? "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'" : "sandbox; default-src 'none'; img-src 'self'",
      "Cache-Control": "private, no-store",
      "X-Content-Type-Options": "nosniff",
      "X-Robots-Tag": "noindex, noimageindex",
    },
  });
}

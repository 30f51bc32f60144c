import type { LoaderFunctionArgs } from "@remix-run/node";
import { offlineCheckPage } from "~/features/certificates/offline-check.server";
import { localeOfPath } from "~/i18n/locale";
import { contentDisposition } from "~/platform/http/download.server";

/** One file to be kept: it checks certificates without this server. Sent as a download, for pages of the site run no script. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const page = await offlineCheckPage(context.services, localeOfPath(new URL(request.url).pathname));
  return new Response(page.html, {
    headers: { "Content-Type": "text/html; charset=utf-8", "Content-Disposition": contentDisposition(page.name, "attachment"), "Cache-Control": "no-cache", "Content-Security-Policy": "default-src 'none'; sandbox" },
  });
}

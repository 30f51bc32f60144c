import type { LoaderFunctionArgs } from "@remix-run/node";
import { busyPaper, isBusy } from "~/features/documents/busy-paper.server";
import { downloadCertificates } from "~/features/certificates/download.server";
import { localeOfPath } from "~/i18n/locale";
import { download } from "~/platform/http/download.server";
import { refuse } from "~/platform/http/responses.server";
import { requireEdition } from "./staff-access.server";

/** Certificates as one PDF: all that hold, or the one that is named. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition } = await requireEdition(args, "certificate.manage");
  const { searchParams, pathname } = new URL(args.request.url);
  const made = await downloadCertificates(args.context.services, { actor, edition, id: searchParams.get("giay"), isSample: searchParams.has("mau"), run: searchParams.get("lan") });
  if (!made.ok) return isBusy(made.reason) ? busyPaper(localeOfPath(pathname), made.reason) : refuse(made.reason);
  return download(made.value);
}

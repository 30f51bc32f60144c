import type { LoaderFunctionArgs } from "@remix-run/node";
import { paperResponse } from "~/features/documents/busy-paper.server";
import { downloadCertificates } from "~/features/certificates/download.server";
import { localeOfPath } from "~/i18n/locale";
import { requireEdition } from "./staff-access.server";

/** Certificates as one PDF: all that hold, or the one that is named. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition } = await requireEdition(args, "certificate.manage");
  const { searchParams, pathname } = new URL(args.request.url);
  const asked = { actor, edition, id: searchParams.get("giay"), isSample: searchParams.has("mau"), run: searchParams.get("lan") };
  return paperResponse(args.context.services, localeOfPath(pathname), () => downloadCertificates(args.context.services, asked));
}

import type { LoaderFunctionArgs } from "@remix-run/node";
import { downloadCommendations } from "~/features/commendations/print.server";
import { paperResponse } from "~/features/documents/busy-paper.server";
import { localeOfPath } from "~/i18n/locale";
import { requireEdition } from "./staff-access.server";

/** Commendations as one PDF: all of a letter, or the one that is named. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition } = await requireEdition(args, "commendation.view");
  const { searchParams, pathname } = new URL(args.request.url);
  const letterId = searchParams.get("to-trinh");
  const which = letterId === null ? { ids: searchParams.getAll("giay").slice(0, 1) } : { letterId };
  return paperResponse(args.context.services, localeOfPath(pathname), () => downloadCommendations(args.context.services, { actor, edition, which, run: searchParams.get("lan") }));
}

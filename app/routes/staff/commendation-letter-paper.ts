import type { LoaderFunctionArgs } from "@remix-run/node";
import { printCommendationLetter } from "~/features/commendations/letter-paper.server";
import { paperResponse } from "~/features/documents/busy-paper.server";
import { localeOfPath } from "~/i18n/locale";
import { requireEdition } from "./staff-access.server";

/** A letter on commendations with its annex: `to-trinh.pdf` or `to-trinh.docx`. */
export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireEdition(args, "commendation.view");
  const asked = { edition, id: args.params["letter"] ?? "", file: args.params["file"] ?? "" };
  return paperResponse(args.context.services, localeOfPath(new URL(args.request.url).pathname), () => printCommendationLetter(args.context.services, asked));
}

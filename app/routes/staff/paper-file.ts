import type { LoaderFunctionArgs } from "@remix-run/node";
import { paperResponse } from "~/features/documents/busy-paper.server";
import { kindNamed } from "~/features/documents/official/paper-act.server";
import { printOfficial } from "~/features/documents/official/print.server";
import { localeOfPath } from "~/i18n/locale";
import { refuse } from "~/platform/http/responses.server";
import { requireEdition } from "./staff-access.server";

/** A paper of the secretariat as PDF or Word file: a draft by its name, or an issued one by its id. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition } = await requireEdition(args, "paper.view");
  const kind = kindNamed(args.params["kind"] ?? "");
  if (!kind) refuse("not_found");
  const { searchParams, pathname } = new URL(args.request.url);
  const { services, now } = args.context;
  return paperResponse(services, localeOfPath(pathname), () => printOfficial(services, { actor, edition, kind, query: searchParams, now }));
}

import type { LoaderFunctionArgs } from "@remix-run/node";
import { publicDecisionPdf } from "~/features/documents/official/public-decision.server";
import { paperDesk } from "~/i18n/vi/paper-desk";
import { download } from "~/platform/http/download.server";
import { refuse } from "~/platform/http/responses.server";

/** The published decision with the names that may be shown, as PDF; nothing before publication. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const slug = params.edition ?? "";
  const made = await publicDecisionPdf(context.services, slug, context.now);
  if (!made.ok) refuse(made.reason);
  return download({ name: `${paperDesk.publicDecision.fileName}-${slug}.pdf`, mime: "application/pdf", data: made.value });
}

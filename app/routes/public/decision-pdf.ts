import type { LoaderFunctionArgs } from "@remix-run/node";
import { ok } from "~/domain/kernel/result";
import { paperResponse } from "~/features/documents/busy-paper.server";
import { publicDecisionPdf } from "~/features/documents/official/public-decision.server";
import { localeOfPath } from "~/i18n/locale";
import { paperDesk } from "~/i18n/vi/paper-desk";

/** The published decision with the names that may be shown, as PDF; nothing before publication, and when to ask again while too many are drawn. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const slug = params.edition ?? "";
  return paperResponse(context.services, localeOfPath(new URL(request.url).pathname), async () => {
    const made = await publicDecisionPdf(context.services, slug, context.now);
    return made.ok ? ok({ name: `${paperDesk.publicDecision.fileName}-${slug}.pdf`, mime: "application/pdf", data: made.value }) : made;
  });
}

import type { LoaderFunctionArgs } from "@remix-run/node";
import { publicResult } from "~/features/results/public-result.server";
import { csvText, plannedMoment, resultCsv } from "~/features/results/result-file";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { openData } from "~/platform/http/open-data.server";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const slug = params.edition ?? "";
  const result = await publicResult(context.services.db, slug, context.now);
  if (result.ok) {
    const headers = { "Content-Disposition": `attachment; filename="ket-qua-${result.value.edition.slug}.csv"` };
    return openData(resultCsv(result.value.file), { type: "text/csv", headers });
  }
  const { publicsite } = messagesFor(localeOfPath(new URL(request.url).pathname));
  const isKnown = result.reason === "results_not_published";
  const row = [404, isKnown ? publicsite.notPublished.machine : publicsite.notFound.title, isKnown ? (plannedMoment(result.plannedAt) ?? "") : ""];
  return openData(csvText([["status", "title", "plannedAt"], row]), { type: "text/csv", status: 404 });
}

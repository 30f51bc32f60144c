import type { LoaderFunctionArgs } from "@remix-run/node";
import { publicResult } from "~/features/results/public-result.server";
import { plannedMoment, resultJson } from "~/features/results/result-file";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { openData, openProblem } from "~/platform/http/open-data.server";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const result = await publicResult(context.services.db, params.edition ?? "", context.now);
  if (result.ok) return openData(resultJson(result.value.file), { type: "application/json" });
  const { publicsite } = messagesFor(localeOfPath(new URL(request.url).pathname));
  if (result.reason === "not_found") return openProblem(404, publicsite.notFound.title);
  return openProblem(404, publicsite.notPublished.machine, { edition: params.edition, plannedAt: plannedMoment(result.plannedAt) });
}

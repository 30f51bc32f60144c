import type { LoaderFunctionArgs } from "@remix-run/node";
import { pressList } from "~/features/results/press-list.server";
import { csvText } from "~/features/results/result-file";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { openData } from "~/platform/http/open-data.server";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const locale = localeOfPath(new URL(request.url).pathname);
  const { resultPages, publicsite } = messagesFor(locale);
  const press = await pressList(context.services, { slug: params.edition ?? "", locale, now: context.now });
  if (!press.ok) {
    const text = press.reason === "not_found" ? publicsite.notFound.title : publicsite.notPublished.machine;
    return openData(csvText([["status", "title"], [404, text]]), { type: "text/csv", status: 404 });
  }
  const { prize, entry, authors, unit, field, code, fileName } = resultPages.pressList;
  const rows = press.value.lines.map((line) => [line.prize, line.title, line.authors, line.unit, line.field, line.code]);
  const headers = { "Content-Disposition": `attachment; filename="${fileName}-${press.value.edition.slug}.csv"` };
  return openData(csvText([[prize, entry, authors, unit, field, code], ...rows]), { type: "text/csv", headers });
}

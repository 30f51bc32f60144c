import type { LoaderFunctionArgs } from "@remix-run/node";
import { csvText } from "~/features/results/result-file";
import { statisticsPage } from "~/features/statistics/statistics.server";
import { statisticsTables } from "~/features/statistics/statistics-tables";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { openData } from "~/platform/http/open-data.server";

/** One figure a row: table, group, what is counted, how many; a hidden figure is an empty cell. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const messages = messagesFor(localeOfPath(new URL(request.url).pathname));
  const { statistics, publicsite } = messages;
  const page = await statisticsPage(context.services, params.edition ?? "", context.now);
  if (!page.ok) {
    const text = page.reason === "not_found" ? publicsite.notFound.title : publicsite.notPublished.machine;
    return openData(csvText([["status", "title"], [404, text]]), { type: "text/csv", status: 404 });
  }
  const rows = statisticsTables(page.value, messages).flatMap(({ title, columns, rows: groups, totals, total }) =>
    [...groups, { label: statistics.total, cells: totals, total }].flatMap(({ label, cells, total: sum }) => [
      ...columns.map((column, at) => [title, label, column, cells[at] ?? ""]),
      [title, label, statistics.total, sum],
    ]),
  );
  const headers = { "Content-Disposition": `attachment; filename="thong-ke-${page.value.edition.slug}.csv"` };
  return openData(csvText([["table", "group", "counted", "number"], ...rows]), { type: "text/csv", headers });
}

import type { LoaderFunctionArgs } from "@remix-run/node";
import { pressList, pressPaper } from "~/features/results/press-list.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { contentDisposition } from "~/platform/http/download.server";
import { openProblem } from "~/platform/http/open-data.server";
import { paperGate } from "~/platform/render/paper-gate.server";
import { renderDocx } from "~/platform/render/render.server";

const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** The press list as a Word file, to be written on. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const locale = localeOfPath(new URL(request.url).pathname);
  const { resultPages, publicsite, errors } = messagesFor(locale);
  const press = await pressList(context.services, { slug: params.edition ?? "", locale, now: context.now });
  if (!press.ok) return openProblem(404, press.reason === "not_found" ? publicsite.notFound.title : publicsite.notPublished.machine);
  const drawn = await paperGate.run(() => renderDocx(pressPaper(press.value, locale)), {});
  if (!drawn.ok) return openProblem(503, errors.pages[503].title, {});
  const name = `${resultPages.pressList.fileName}-${press.value.edition.slug}.docx`;
  return new Response(Buffer.from(drawn.value), { headers: { "Content-Type": DOCX, "Content-Disposition": contentDisposition(name, "attachment"), "Content-Security-Policy": "default-src 'none'; script-src 'none'" } });
}

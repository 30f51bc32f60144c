import type { LoaderFunctionArgs } from "@remix-run/node";
import { pressFile } from "~/features/results/press-file.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { contentDisposition } from "~/platform/http/download.server";
import { openProblem } from "~/platform/http/open-data.server";

const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const locale = localeOfPath(new URL(request.url).pathname);
  const { publicsite, errors } = messagesFor(locale);
  const made = await pressFile(context.services, { slug: params.edition ?? "", locale, now: context.now });
  if (made.ok) {
    const headers = { "Content-Type": DOCX, "Content-Disposition": contentDisposition(made.value.name, "attachment"), "Content-Security-Policy": "default-src 'none'; script-src 'none'" };
    return new Response(Buffer.from(made.value.data), { headers });
  }
  if (made.reason === "not_found") return openProblem(404, publicsite.notFound.title);
  return made.reason === "results_not_published" ? openProblem(404, publicsite.notPublished.machine) : openProblem(503, errors.pages[503].title);
}

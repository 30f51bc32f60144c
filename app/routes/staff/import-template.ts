import type { LoaderFunctionArgs } from "@remix-run/node";
import { fieldsToOffer } from "~/features/imports/import-access.server";
import { importTemplate } from "~/features/imports/template.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";

/** The empty workbook; it holds nothing that isn't public, so that whoever keys in entries needs no account for it. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const url = new URL(request.url);
  const { imports } = messagesFor(localeOfPath(url.pathname));
  const fields = await fieldsToOffer(context.services, { slug: url.searchParams.get("cuoc-thi"), now: context.now });
  const workbook = await importTemplate(imports, fields);
  return new Response(new Uint8Array(workbook), {
    headers: {
      "Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "Content-Disposition": `attachment; filename="${imports.workbook.name}"`,
      "Cache-Control": "no-store",
    },
  });
}

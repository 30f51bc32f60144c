import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { nominationsSheet } from "~/features/upward/nominations-sheet.server";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { upward } from "~/i18n/vi/upward";
import { paths } from "~/paths";
import { contentDisposition } from "~/platform/http/download.server";
import { requireEdition } from "./staff-access.server";

/** The nominations as a workbook; where there is none yet, back to the page that says why. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition } = await requireEdition(args, "package.send");
  const sheet = await nominationsSheet(args.context.services, { edition, actorId: actor.userId, now: args.context.now });
  if (!sheet.ok) return redirect(`${withLocale(paths.nominations(edition.slug), localeOfPath(new URL(args.request.url).pathname))}?goi=${sheet.reason}`);
  return new Response(new Uint8Array(sheet.value), {
    headers: {
      "Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "Content-Disposition": contentDisposition(upward.sheet.file(edition.slug), "attachment"),
      "Cache-Control": "private, no-store",
    },
  });
}

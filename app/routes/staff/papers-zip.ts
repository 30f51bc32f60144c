import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { paths } from "~/paths";
import { requireEdition } from "./staff-access.server";

/** Reached only by whom the archive itself was not sent to: says why, or leads to the page of the papers. */
export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireEdition(args, "paper.view");
  return redirect(withLocale(paths.papers(edition.slug), localeOfPath(new URL(args.request.url).pathname)));
}

import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { paths } from "~/paths";
import { requireEdition } from "./staff-access.server";

/** Reached only by whom the zip itself was not sent to: says why, or leads to its page. */
export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireEdition(args, "entry.inspect");
  return redirect(withLocale(paths.dossiers(edition.slug), localeOfPath(new URL(args.request.url).pathname)));
}

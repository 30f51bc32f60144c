import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { paths } from "~/paths";
import { requireEdition } from "./staff-access.server";

/** Reached only by whom the package itself was not sent to: says why, or leads to its page. */
export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireEdition(args, "package.send");
  return redirect(`${withLocale(paths.nominations(edition.slug), localeOfPath(new URL(args.request.url).pathname))}?goi=khong`);
}

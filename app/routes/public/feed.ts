import type { LoaderFunctionArgs } from "@remix-run/node";
import { atomText } from "~/features/publicsite/atom";
import { newsFeed } from "~/features/publicsite/news.server";
import { localeOfPath } from "~/i18n/locale";
import { openData, openProblem } from "~/platform/http/open-data.server";

/** News for feed readers: of all contests, or of the edition of the address. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const locale = localeOfPath(new URL(request.url).pathname);
  const feed = await newsFeed(context.services, { locale, now: context.now, ...(params.edition === undefined ? {} : { slug: params.edition }) });
  return feed ? openData(atomText(feed), { type: "application/atom+xml" }) : openProblem(404, "No such edition");
}

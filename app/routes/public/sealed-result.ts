import type { LoaderFunctionArgs } from "@remix-run/node";
import { publicBundle } from "~/features/bundle/download-bundle.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { download } from "~/platform/http/download.server";
import { openProblem } from "~/platform/http/open-data.server";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const bundle = await publicBundle(context.services, params.edition ?? "", context.now);
  if (bundle.ok) return download({ name: bundle.value.name, mime: "application/zip", data: bundle.value.bytes });
  return openProblem(404, messagesFor(localeOfPath(new URL(request.url).pathname)).publicsite.notFound.title);
}

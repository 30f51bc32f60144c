import type { LoaderFunctionArgs } from "@remix-run/node";
import { editionsApi } from "~/features/publicsite/editions-api.server";
import { openJson, openReadOnly } from "~/platform/http/open-data.server";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { editions, link } = await editionsApi(context.services, new URL(request.url), context.now);
  return openJson(editions, { headers: { Link: link } });
}

export function action() {
  return openReadOnly();
}

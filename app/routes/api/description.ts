import type { LoaderFunctionArgs } from "@remix-run/node";
import { apiDescription } from "~/features/publicsite/api-description";
import { openJson, openReadOnly } from "~/platform/http/open-data.server";

export function loader({ context }: LoaderFunctionArgs) {
  return openJson(apiDescription(context.services.config.publicUrl));
}

export function action() {
  return openReadOnly();
}

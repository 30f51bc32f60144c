import { CLIENT_ADDRESS_HEADER } from "~/platform/session/auth.server";

/** The address a request came from, as the server saw it (forwarded headers count with `TRUST_PROXY` only): for counting tries. */
export function clientAddress(request: Request): string {
  return request.headers.get(CLIENT_ADDRESS_HEADER) ?? "unknown";
}

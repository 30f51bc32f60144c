import type { SignInName } from "~/domain/people/sign-in-name";
import { parseSignInName } from "~/domain/people/sign-in-name";
import { CLIENT_ADDRESS_HEADER } from "~/platform/session/auth.server";

/** A request as the server hands it on: with the client's address, and with cookies where given. */
export function clientRequest(address = "203.0.113.7", cookies?: Headers): Request {
  const headers = new Headers({ [CLIENT_ADDRESS_HEADER]: address, "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0" });
  const cookie = cookies?.getSetCookie().map((one) => one.split(";")[0]).join("; ");
  if (cookie) headers.set("cookie", cookie);
  return new Request("http://localhost:3000/dang-nhap", { method: "POST", headers });
}

export function nameOf(typed: string): SignInName {
  const name = parseSignInName(typed);
  if (!name) throw new Error(`${typed} is no sign-in name`);
  return name;
}

import { AUTH_PATH, CLIENT_ADDRESS_HEADER, type Auth } from "./auth.server";

export type AuthRefusal = { ok: false; code: string; status: number };
export type AuthAnswer = { ok: true; body: Record<string, unknown>; cookies: Headers } | AuthRefusal;

/**
 * Sends a guessable call (sign-in, sign-up, reset) through `auth.handler`, which limits rates by client address.
 * The origin was checked by the server already, so the call carries our own.
 * @returns the cookies to forward, or better-auth's error code with its HTTP status (401, 403, 422, 429 …).
 */
export async function guardedAuthCall(auth: Auth, request: Request, path: string, body: Record<string, unknown>): Promise<AuthAnswer> {
  const base = String(auth.options.baseURL);
  const headers = new Headers({ "content-type": "application/json", origin: new URL(base).origin });
  for (const name of ["cookie", "user-agent", CLIENT_ADDRESS_HEADER]) {
    const value = request.headers.get(name);
    if (value) headers.set(name, value);
  }
  const response = await auth.handler(new Request(`${base}${AUTH_PATH}${path}`, { method: "POST", headers, body: JSON.stringify(body) }));
  const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  if (!response.ok) return { ok: false, code: String(answer["code"] ?? "UNKNOWN"), status: response.status };
  const cookies = new Headers();
  for (const cookie of response.headers.getSetCookie()) cookies.append("set-cookie", cookie);
  return { ok: true, body: answer, cookies };
}

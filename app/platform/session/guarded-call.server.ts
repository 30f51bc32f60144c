import { createRateLimitKey, getIP } from "@better-auth/core/utils/ip";
import { AUTH_PATH, CLIENT_ADDRESS_HEADER, type Auth } from "./auth.server";

export type AuthRefusal = { ok: false; code: string; status: number };
export type AuthAnswer = { ok: true; body: Record<string, unknown>; cookies: Headers } | AuthRefusal;

/** A right answer here is no guess: a whole class signs in through one address. */
const UNCOUNTED_WHEN_RIGHT = "/sign-in/email";

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
  const call = new Request(`${base}${AUTH_PATH}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  const response = await auth.handler(call);
  if (response.ok && path === UNCOUNTED_WHEN_RIGHT) await uncount(auth, headers, path);
  const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  if (!response.ok) return { ok: false, code: String(answer["code"] ?? "UNKNOWN"), status: response.status };
  const cookies = new Headers();
  for (const cookie of response.headers.getSetCookie()) cookies.append("set-cookie", cookie);
  return { ok: true, body: answer, cookies };
}

/** Takes one call of this address back out of its rate limit. */
async function uncount(auth: Auth, headers: Headers, path: string): Promise<void> {
  const address = getIP(headers, auth.options);
  if (address === null) return;
  const { adapter } = await auth.$context;
  const where = [
    { field: "key", value: createRateLimitKey(address, path) },
    { field: "count", operator: "gt" as const, value: 0 },
  ];
  await adapter.incrementOne({ model: "rateLimit", where, increment: { count: -1 } });
}

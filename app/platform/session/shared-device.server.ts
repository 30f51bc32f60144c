import { createHmac } from "node:crypto";
import { COOKIE_PREFIX, type Auth } from "./auth.server";

const SHARED_COOKIE = `${COOKIE_PREFIX}.shared_device`;

/** How long a sign-in on a shared device lasts at most; it also ends with the browser. */
export const SHARED_HOURS = 3;

/** True where whoever signed in said "máy dùng chung": nothing typed may stay on the device. */
export function isSharedDevice(request: Request): boolean {
  return (request.headers.get("cookie") ?? "").split(/;\s*/).includes(`${SHARED_COOKIE}=1`);
}

/** The cookie that notes what was said of the device; it goes with the browser, and with signing out. */
export function sharedDeviceCookie(auth: Auth, isShared: boolean): string {
  const secure = auth.options.advanced?.useSecureCookies ? "; Secure" : "";
  return `${SHARED_COOKIE}=${isShared ? "1" : ""}; Path=/; HttpOnly; SameSite=Lax${secure}${isShared ? "" : "; Max-Age=0"}`;
}

/** Ends a fresh session after `SHARED_HOURS`; sessions that end with the browser are not prolonged by being used. */
export async function shortenSession(auth: Auth, token: string, now: Date): Promise<void> {
  const { internalAdapter } = await auth.$context;
  await internalAdapter.updateSession(token, { expiresAt: new Date(now.getTime() + SHARED_HOURS * 3_600_000) });
}

/**
 * The key under which texts of this account are kept on its devices, so that no other account can read them there. It is handed
 * out on pages of the account only, and is the same on all its devices. 256 bits, base64url.
 */
export function deviceKeyOf(auth: Auth, userId: string): string {
  return createHmac("sha256", String(auth.options.secret)).update(`device copy\0${userId}`, "utf8").digest("base64url");
}

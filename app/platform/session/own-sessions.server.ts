import { getSessionCookie } from "better-auth/cookies";
import { COOKIE_PREFIX, type Auth } from "./auth.server";

export interface OwnSession {
  id: string;
  userAgent: string;
  startedAt: Date;
  usedAt: Date;
  isThis: boolean;
}

/** The running sessions of the person behind the request, the present one first; their tokens stay here. */
export async function ownSessions(auth: Auth, request: Request): Promise<OwnSession[]> {
  const { headers } = request;
  const present = getSessionCookie(headers, { cookiePrefix: COOKIE_PREFIX })?.split(".")[0];
  const all = await auth.api.listSessions({ headers });
  return all
    .map(({ id, userAgent, createdAt, updatedAt, token }) => ({ id, userAgent: userAgent ?? "", startedAt: createdAt, usedAt: updatedAt, isThis: token === present }))
    .sort((a, b) => Number(b.isThis) - Number(a.isThis) || b.usedAt.getTime() - a.usedAt.getTime());
}

/** Ends one session of the person behind the request; false where it isn't theirs or has ended. */
export async function endOwnSession(auth: Auth, request: Request, id: string): Promise<boolean> {
  const { headers } = request;
  const session = (await auth.api.listSessions({ headers })).find((one) => one.id === id);
  if (!session) return false;
  await auth.api.revokeSession({ headers, body: { token: session.token } });
  return true;
}

/** Ends all sessions of the person behind the request but the present one. */
export async function endOtherSessions(auth: Auth, request: Request): Promise<void> {
  await auth.api.revokeOtherSessions({ headers: request.headers });
}

/** Ends the session behind the request. @returns the headers that take its cookie away. */
export async function signOutOf(auth: Auth, request: Request): Promise<Headers> {
  const { headers } = await auth.api.signOut({ headers: request.headers, returnHeaders: true });
  const cookies = new Headers();
  for (const cookie of headers.getSetCookie()) cookies.append("set-cookie", cookie);
  return cookies;
}

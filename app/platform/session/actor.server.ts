import type { Database } from "~/data/client.server";
import { actorOfSession } from "~/data/memberships.server";
import type { Actor } from "~/domain/access/roles";
import { COOKIE_PREFIX, type Auth } from "./auth.server";

/** A `Cookie` header that better-auth accepted, and the session it stands for. */
interface Accepted {
  token: string;
  until: number;
}

/** better-auth is asked again after it: it renews sessions a day old. */
const BELIEVED_MS = 60 * 60 * 1000;
const MOST_BELIEVED = 5_000;
/** Ours take a few hundred characters; longer headers are checked each time. */
const LONGEST_BELIEVED = 2_000;

const believed = new WeakMap<Auth, Map<string, Accepted>>();

/**
 * The signed-in person behind a request's cookies, with all roles held now; null for a visitor. Whether the cookies are genuine is
 * better-auth's to say, and for the very same header it is asked once an hour, because checking costs three times as much as reading
 * the session. That the session still stands, and what its person may do, is read for every request.
 */
export async function actorOf(request: Request, auth: Auth, db: Database): Promise<Actor | null> {
  const cookies = request.headers.get("cookie");
  if (!cookies?.includes(`${COOKIE_PREFIX}.session_token`)) return null;
  const accepted = acceptedBy(auth);
  const known = accepted.get(cookies);
  const actor = known && known.until > Date.now() ? await actorOfSession(db, known.token) : null;
  if (actor) return actor;
  accepted.delete(cookies);
  const found = await auth.api.getSession({ headers: request.headers });
  if (!found) return null;
  const { token } = found.session;
  if (cookies.length <= LONGEST_BELIEVED) believe(accepted, cookies, { token, until: Date.now() + BELIEVED_MS });
  return actorOfSession(db, token);
}

function acceptedBy(auth: Auth): Map<string, Accepted> {
  const known = believed.get(auth) ?? new Map<string, Accepted>();
  believed.set(auth, known);
  return known;
}

/** The oldest makes room. */
function believe(accepted: Map<string, Accepted>, cookies: string, one: Accepted): void {
  const [oldest] = accepted.keys();
  if (accepted.size >= MOST_BELIEVED && oldest !== undefined) accepted.delete(oldest);
  accepted.set(cookies, one);
}

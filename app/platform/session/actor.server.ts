import type { Database } from "~/data/client.server";
import { rolesOfUser } from "~/data/memberships.server";
import type { Actor } from "~/domain/access/roles";
import { COOKIE_PREFIX, type Auth } from "./auth.server";

/** The signed-in person behind a request's cookies, with all roles held now; null for a visitor. */
export async function actorOf(request: Request, auth: Auth, db: Database): Promise<Actor | null> {
  if (!request.headers.get("cookie")?.includes(`${COOKIE_PREFIX}.session_token`)) return null;
  const session = await auth.api.getSession({ headers: request.headers });
  if (!session) return null;
  const { user } = session;
  return {
    userId: user.id,
    name: user.name,
    email: user.email,
    phone: user.phone ?? null,
    roles: await rolesOfUser(db, user.id),
  };
}

import { endSessionsOf, listUsers, userInFull } from "~/data/users.server";
import { can, SYSTEM_SUBJECT } from "~/domain/access/can";
import type { Actor, Role } from "~/domain/access/roles";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { deviceOf, type Device } from "~/domain/people/device";
import { shownSignInName } from "~/domain/people/sign-in-name";
import type { Services } from "~/features/services";
import { paths } from "~/paths";
import { qrSvg } from "~/platform/qr/qr-svg.server";
import { makeResetToken } from "~/platform/session/reset-token.server";

export const PAGE_SIZE = 50;

const mayManage = (actor: Actor) => can(actor, "user.manage", SYSTEM_SUBJECT).allowed;

interface UserFilter {
  search: string;
  role: Role | null;
  page: number;
}

/** One page of all accounts, for administrators. */
export async function usersPage({ db }: Pick<Services, "db">, { actor, filter, now }: { actor: Actor; filter: UserFilter; now: Date }) {
  if (!mayManage(actor)) return refused("forbidden");
  const { rows, total } = await listUsers(db, { ...filter, pageSize: PAGE_SIZE, now });
  return ok({ total, rows: rows.map(({ email, phone, ...user }) => ({ ...user, signInName: shownSignInName({ email, phone }) })) });
}

export interface UserView {
  id: string;
  name: string;
  signInName: string;
  createdAt: Date;
  roles: { membershipId: string; role: Role; edition: { slug: string; title: string } | null; unitName: string | null; since: Date; endedAt: Date | null }[];
  sessions: { id: string; device: Device; startedAt: Date; usedAt: Date }[];
}

/** One account with its roles and running sessions, for administrators. */
export async function userPage({ db }: Pick<Services, "db">, { actor, id, now }: { actor: Actor; id: string; now: Date }): Promise<Result<UserView, "forbidden" | "not_found">> {
  if (!mayManage(actor)) return refused("forbidden");
  const user = await userInFull(db.prisma, id, now);
  if (!user) return refused("not_found");
  const { name, createdAt } = user;
  return ok({
    id,
    name,
    createdAt,
    signInName: shownSignInName(user),
    roles: user.memberships.map((held) => ({
      membershipId: held.id,
      role: held.role,
      edition: held.edition,
      unitName: held.unit?.name ?? null,
      since: held.createdAt,
      endedAt: held.endedAt,
    })),
    sessions: user.sessions.map((session) => ({ id: session.id, device: deviceOf(session.userAgent ?? ""), startedAt: session.createdAt, usedAt: session.updatedAt })),
  });
}

type Act = { actor: Actor; id: string };

/** A link to set a new password, shown once to be handed over; it goes into no outbox. */
export async function makeResetLink(
  { db, auth, config, log }: Pick<Services, "db" | "auth" | "config" | "log">,
  { actor, id, now }: Act & { now: Date },
): Promise<Result<{ link: string; qr: string }, "forbidden" | "not_found">> {
  if (!mayManage(actor)) return refused("forbidden");
  if (!(await userInFull(db.prisma, id, now))) return refused("not_found");
  const link = config.publicUrl + paths.resetPassword(await makeResetToken(auth, id));
  log.info("link to a new password made", { by: actor.userId, for: id });
  return ok({ link, qr: await qrSvg(link) });
}

/** Signs a person out everywhere. Returns how many sessions ended. */
export async function endAllSessions({ db, log }: Pick<Services, "db" | "log">, { actor, id }: Act): Promise<Result<number, "forbidden">> {
  if (!mayManage(actor)) return refused("forbidden");
  const ended = await db.transact((tx) => endSessionsOf(tx, id));
  log.info("sessions ended", { by: actor.userId, for: id, ended });
  return ok(ended);
}

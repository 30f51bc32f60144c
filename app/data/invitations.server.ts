import type { Database, Tx } from "~/data/client.server";
import type { Reader } from "~/data/editions.server";
import type { Prisma } from "~/data/generated/client";
import type { Role } from "~/domain/access/roles";
import type { InvitationState } from "~/domain/people/invitation";

export interface NewInvitation {
  tokenHash: string;
  role: Role;
  editionId: string | null;
  unitId: string | null;
  panelId: string | null;
  /** e-mail address or E.164 number; empty: whoever holds the link chooses it */
  signInName: string;
  name: string;
  createdById: string | null;
  createdAt: Date;
  expiresAt: Date;
}

export async function insertInvitation(tx: Tx, invitation: NewInvitation): Promise<string> {
  const { id } = await tx.invitation.create({ data: invitation, select: { id: true } });
  return id;
}

const SHOWN = {
  id: true,
  role: true,
  editionId: true,
  unitId: true,
  panelId: true,
  signInName: true,
  name: true,
  tokenHash: true,
  createdAt: true,
  expiresAt: true,
  usedAt: true,
  usedById: true,
  revokedAt: true,
  edition: { select: { slug: true, title: true } },
  unit: { select: { name: true } },
  panel: { select: { name: true } },
} satisfies Prisma.InvitationSelect;

export type ShownInvitation = Prisma.InvitationGetPayload<{ select: typeof SHOWN }>;

export function invitationByHash(reader: Reader, tokenHash: string): Promise<ShownInvitation | null> {
  return reader.invitation.findUnique({ where: { tokenHash }, select: SHOWN });
}

/** The invitation, locked until the transaction ends: of several who take it at once, one comes first. */
export async function lockInvitation(tx: Tx, by: { tokenHash: string } | { id: string; editionId: string }): Promise<ShownInvitation | null> {
  const rows =
    "tokenHash" in by
      ? await tx.$queryRaw<{ id: string }[]>`SELECT "id"::text FROM "Invitation" WHERE "tokenHash" = ${by.tokenHash} FOR UPDATE`
      : await tx.$queryRaw<{ id: string }[]>`
          SELECT "id"::text FROM "Invitation" WHERE "id" = ${by.id}::uuid AND "editionId" = ${by.editionId}::uuid FOR UPDATE`;
  const [row] = rows;
  return row ? tx.invitation.findUnique({ where: { id: row.id }, select: SHOWN }) : null;
}

export async function markInvitationUsed(tx: Tx, id: string, userId: string, now: Date): Promise<void> {
  await tx.invitation.update({ where: { id }, data: { usedAt: now, usedById: userId } });
}

export async function markInvitationRevoked(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.invitation.update({ where: { id }, data: { revokedAt: now } });
}

/** Gives an invitation a new link; the old one is void from then on. */
export async function renewInvitation(tx: Tx, id: string, renewed: { tokenHash: string; expiresAt: Date }): Promise<void> {
  await tx.invitation.update({ where: { id }, data: { ...renewed, revokedAt: null } });
}

export interface WaitingInvitation extends InvitationState {
  id: string;
  role: Role;
  signInName: string;
  name: string;
  unitName: string | null;
  panelName: string | null;
  /** the link as the message carried it; null where no message holds the link that is good now */
  link: string | null;
}

/**
 * Invitations of an edition that nobody has taken or revoked, also those that ran out, newest first. Only the hash of a
 * link stands with its invitation; the link itself is that of the message (of `template`) whose token has this hash.
 */
export function waitingInvitations(db: Database, editionId: string, template: string): Promise<WaitingInvitation[]> {
  return db.query<WaitingInvitation>(
    "waiting_invitations",
    `SELECT i."id"::text, i."role"::text, i."signInName", i."name", i."usedAt", i."revokedAt", i."expiresAt",
            u."name" AS "unitName", p."name" AS "panelName", m."link"
       FROM "Invitation" i
       LEFT JOIN "Unit" u ON u."id" = i."unitId"
       LEFT JOIN "Panel" p ON p."id" = i."panelId"
       LEFT JOIN (SELECT "link", encode(sha256(convert_to(regexp_replace("link", '^.*/', ''), 'UTF8')), 'hex') AS "hash"
                    FROM "OutboxMessage" WHERE "editionId" = $1::uuid AND "template" = $2 AND "link" IS NOT NULL) m ON m."hash" = i."tokenHash"
      WHERE i."editionId" = $1::uuid AND i."usedAt" IS NULL AND i."revokedAt" IS NULL
      ORDER BY i."createdAt" DESC, i."id" DESC LIMIT 200`,
    [editionId, template],
  );
}

/** True while somebody else's invitation to the same role waits at this name. */
export async function hasWaitingInvitation(reader: Reader, spec: Pick<NewInvitation, "role" | "editionId" | "unitId" | "signInName">, now: Date): Promise<boolean> {
  const { role, editionId, unitId, signInName } = spec;
  const found = await reader.invitation.findFirst({
    where: { role, editionId, unitId, signInName, usedAt: null, revokedAt: null, expiresAt: { gt: now } },
    select: { id: true },
  });
  return found !== null;
}

/** Voids the links to become administrator that were printed at earlier starts and name nobody. */
export async function revokeNamelessInvitations(tx: Tx, now: Date): Promise<void> {
  await tx.invitation.updateMany({
    where: { role: "ADMINISTRATOR", editionId: null, signInName: "", usedAt: null, revokedAt: null },
    data: { revokedAt: now },
  });
}

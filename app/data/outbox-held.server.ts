import type { Database, Tx } from "~/data/client.server";
import type { MessageChannel } from "~/data/generated/enums";
import { isLetterInSight } from "~/data/outbox-list.server";
import { everyWord, searchPatterns } from "~/data/search.server";

/** A letter that waits for approval. */
export interface HeldMessage {
  id: string;
  channel: MessageChannel;
  recipient: string;
  recipientName: string;
  /** to reach its reader by telephone, where one is known */
  phone: string | null;
  subject: string;
  body: string;
  link: string | null;
  createdAt: Date;
}

/** Whose view of an edition's letters: those about entries they have a conflict of interest with are not there. */
interface HeldScope {
  editionId: string;
  viewerId: string;
}

/** The letters of an edition that wait for approval, oldest first, one page of them; the number of all beside it. */
export async function heldMessages(db: Database, { editionId, viewerId, search, limit, offset }: HeldScope & { search: string; limit: number; offset: number }): Promise<{ rows: HeldMessage[]; total: number }> {
  const rows = await db.query<HeldMessage & { total: number }>(
    "outbox_held",
    `SELECT m."id"::text, m."channel"::text, m."recipient", m."recipientName", u."phone", m."subject", m."body", m."link", m."createdAt",
            (count(*) OVER ())::int AS "total"
       FROM "OutboxMessage" m LEFT JOIN "User" u ON u."id" = m."userId"
      WHERE m."editionId" = $1::uuid AND m."state" = 'HELD' AND ${isLetterInSight("$2")}
        AND ${everyWord(`m."subject" || ' ' || m."recipientName" || ' ' || regexp_replace(m."recipient", '^[+]84', '0') || ' ' || m."body"`, 5)} ORDER BY m."createdAt", m."id" LIMIT $3 OFFSET $4`,
    [editionId, viewerId, limit, offset, searchPatterns(search)],
  );
  return { rows: rows.map(({ total: _total, ...row }) => row), total: rows[0]?.total ?? 0 };
}

/** The held letters of an edition among these, locked until the transaction ends. */
export function lockHeld(tx: Tx, { editionId, viewerId }: HeldScope, ids: readonly string[]): Promise<{ id: string; subject: string; body: string; link: string | null }[]> {
  const statement = `SELECT m."id"::text AS "id", m."subject", m."body", m."link" FROM "OutboxMessage" m
     WHERE m."editionId" = $1::uuid AND m."state" = 'HELD' AND m."id" = ANY($2::uuid[]) AND ${isLetterInSight("$3")} ORDER BY m."id" FOR UPDATE OF m`;
  return tx.$queryRawUnsafe(statement, editionId, [...ids], viewerId);
}

export async function rewriteHeld(tx: Tx, id: string, { subject, body }: { subject: string; body: string }): Promise<void> {
  await tx.outboxMessage.update({ where: { id }, data: { subject, body } });
}

interface Approval {
  approvedById: string;
  now: Date;
}

/** Lets held letters go: mails are sent, the others wait to be handed over. */
export async function releaseHeld(tx: Tx, ids: readonly string[], { approvedById, now }: Approval): Promise<void> {
  const data = { state: "PENDING", approvedById, approvedAt: now, nextTryAt: now } as const;
  await tx.outboxMessage.updateMany({ where: { id: { in: [...ids] }, state: "HELD" }, data });
}

/** Notes that what a held letter says was told by telephone or message instead; it is not sent. */
export async function markHeldToldOtherwise(tx: Tx, id: string, { approvedById, now }: Approval): Promise<void> {
  await tx.outboxMessage.updateMany({ where: { id, state: "HELD" }, data: { state: "HANDED_OVER", approvedById, approvedAt: now, sentAt: now } });
}

/** Held letters that are not to be sent. */
export async function discardHeld(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.outboxMessage.updateMany({ where: { id: { in: [...ids] }, state: "HELD" }, data: { state: "DISCARDED" } });
}

/** Held letters of a kind to these people, which a newer one takes the place of. */
export async function discardOlder(tx: Tx, { editionId, template, userIds }: { editionId: string; template: string; userIds: readonly string[] }): Promise<void> {
  await tx.outboxMessage.updateMany({ where: { editionId, template, userId: { in: [...userIds] }, state: "HELD" }, data: { state: "DISCARDED" } });
}

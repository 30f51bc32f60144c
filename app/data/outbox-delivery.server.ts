import type { Database, Tx } from "~/data/client.server";
import type { MessageCarrier } from "~/data/generated/enums";

export interface DueMessage {
  id: string;
  recipient: string;
  recipientName: string;
  subject: string;
  body: string;
  /** counted with the present one */
  attempts: number;
}

/**
 * Takes up to `limit` mails that are due and puts their next try `leaseMs` away, so that another process leaves them
 * alone and a mail whose sender died is tried again after that time.
 */
export function takeDueMails(db: Database, { now, limit, leaseMs }: { now: Date; limit: number; leaseMs: number }): Promise<DueMessage[]> {
  return db.query<DueMessage>(
    "outbox_take",
    `UPDATE "OutboxMessage" m SET "attempts" = m."attempts" + 1, "nextTryAt" = $2
       FROM (SELECT "id" FROM "OutboxMessage"
              WHERE "state" = 'PENDING' AND "channel" = 'MAIL' AND "nextTryAt" <= $1
              ORDER BY "nextTryAt", "createdAt" LIMIT $3 FOR UPDATE SKIP LOCKED) due
      WHERE m."id" = due."id"
  RETURNING m."id"::text, m."recipient", m."recipientName", m."subject", m."body", m."attempts"`,
    [now, new Date(now.getTime() + leaseMs), limit],
  );
}

/** Only a message that still waits changes: one handed over meanwhile stays so. */
export async function markSent(db: Database, id: string, carrier: MessageCarrier, at: Date): Promise<void> {
  await db.prisma.outboxMessage.updateMany({ where: { id, state: "PENDING" }, data: { state: "SENT", carrier, sentAt: at, lastError: null } });
}

/** Writes down why sending failed; without a next try the message counts as failed. */
export async function markFailedTry(db: Database, id: string, error: string, nextTryAt: Date | null): Promise<void> {
  const next = nextTryAt ? { nextTryAt } : { state: "FAILED" as const };
  await db.prisma.outboxMessage.updateMany({ where: { id, state: "PENDING" }, data: { lastError: error, ...next } });
}

/** Somebody gave the message to its reader. False where that was noted before, and for what is held or was discarded. */
export async function markHandedOver(tx: Tx, id: string, at: Date): Promise<boolean> {
  const { count } = await tx.outboxMessage.updateMany({ where: { id, state: { notIn: ["HANDED_OVER", "HELD", "DISCARDED"] } }, data: { state: "HANDED_OVER", sentAt: at } });
  return count > 0;
}

/** Puts a mail back into the queue. False unless it had failed, or was only written to a file. */
export async function requeueMail(tx: Tx, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.outboxMessage.updateMany({
    where: { id, channel: "MAIL", OR: [{ state: "FAILED" }, { state: "SENT", carrier: "FILE" }] },
    data: { state: "PENDING", carrier: null, attempts: 0, nextTryAt: now, sentAt: null, lastError: null },
  });
  return count > 0;
}

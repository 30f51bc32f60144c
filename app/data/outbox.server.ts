import type { Database, Tx } from "~/data/client.server";
import { isPlaceholderAddress } from "~/domain/people/sign-in-name";

export interface NewMessage {
  editionId: string | null;
  /** the account it is for, where there is one */
  userId: string | null;
  /** e-mail address (also the placeholder of a telephone account) */
  email: string;
  /** E.164, used where there is no address to mail to */
  phone: string | null;
  recipientName: string;
  template: string;
  subject: string;
  body: string;
  link: string | null;
  /** waits until a secretary or chair of the edition approves it */
  isHeld?: boolean;
  now: Date;
}

/**
 * Puts a message into the outbox, in the transaction of what it tells about. Without a real address it waits there
 * for somebody to hand its link over.
 */
export async function enqueueMessage(tx: Tx | Database["prisma"], message: NewMessage): Promise<string> {
  const row = await tx.outboxMessage.create({ data: rowOf(message), select: { id: true } });
  return row.id;
}

/** The same for many letters at once. */
export async function enqueueMessages(tx: Tx, messages: readonly NewMessage[]): Promise<void> {
  await tx.outboxMessage.createMany({ data: messages.map(rowOf) });
}

function rowOf({ email, phone, isHeld, now, ...message }: NewMessage) {
  const mailed = email !== "" && !isPlaceholderAddress(email);
  return {
    ...message,
    channel: mailed ? ("MAIL" as const) : ("HAND_OVER" as const),
    recipient: mailed ? email : (phone ?? ""),
    state: isHeld ? ("HELD" as const) : ("PENDING" as const),
    createdAt: now,
    nextTryAt: now,
  };
}

/** The last letter of a kind to somebody; null where there is none. */
export function lastLetterTo(tx: Tx, userId: string, template: string): Promise<{ body: string; createdAt: Date } | null> {
  return tx.outboxMessage.findFirst({ where: { userId, template }, orderBy: [{ createdAt: "desc" }, { id: "desc" }], select: { body: true, createdAt: true } });
}

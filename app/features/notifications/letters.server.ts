import type { Tx } from "~/data/client.server";
import { enqueueMessage } from "~/data/outbox.server";
import { contactOfUser } from "~/data/users.server";
import type { Locale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";

interface Letter {
  subject: string;
  paragraphs: readonly string[];
  /** the whole address */
  link: string;
}

/** Puts a letter to somebody with an account into the outbox, written in their language; nothing where the account is gone. */
export async function enqueueLetterTo(
  tx: Tx,
  userId: string,
  { template, editionId, now }: { template: string; editionId: string | null; now: Date },
  write: (locale: Locale) => Letter,
): Promise<void> {
  const contact = await contactOfUser(tx, userId);
  if (!contact) return;
  const { locale, name, email, phone } = contact;
  const { subject, paragraphs, link } = write(locale);
  const body = messagesFor(locale).mail.letter({ name, paragraphs: [...paragraphs], link });
  await enqueueMessage(tx, { editionId, userId, email, phone, recipientName: name, template, subject, body, link, now });
}

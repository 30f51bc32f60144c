import type { Tx } from "~/data/client.server";
import type { EditionRow } from "~/data/editions.server";
import { enqueueMessage } from "~/data/outbox.server";
import { contactOfUser } from "~/data/users.server";
import { formatsFor } from "~/i18n/formats";
import { withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import type { Services } from "~/features/services";

interface Receipt {
  config: Services["config"];
  edition: Pick<EditionRow, "id" | "title" | "closesAt">;
  entry: { id: string; ownerId: string; code: string; title: string };
  /** files whose bytes are still to come, and until when */
  files: { waiting: number; dueAt: Date | null };
  now: Date;
}

/** Name of the receipt in the outbox. */
export const ENTRY_RECEIPT = "entryReceipt";

/** Puts the receipt of a submission into the outbox, for whoever filed the entry, in their language. */
export async function enqueueReceipt(tx: Tx, { config, edition, entry, files, now }: Receipt): Promise<void> {
  const contact = await contactOfUser(tx, entry.ownerId);
  if (!contact) return;
  const { locale, name, email, phone } = contact;
  const { mail, entries, uploads } = messagesFor(locale);
  const formats = formatsFor(locale);
  const link = config.publicUrl + withLocale(paths.entry(entry.id), locale);
  const facts = { code: entry.code, title: entry.title, edition: edition.title, at: formats.dateTime(now), until: formats.dateTime(edition.closesAt) };
  const due = files.dueAt === null ? [] : [uploads.due.letter(formats.integer(files.waiting), formats.dateTime(files.dueAt))];
  await enqueueMessage(tx, {
    editionId: edition.id,
    userId: entry.ownerId,
    email,
    phone,
    recipientName: name,
    template: ENTRY_RECEIPT,
    subject: entries.letters.receipt.subject(entry.code),
    body: mail.letter({ name, paragraphs: [...entries.letters.receipt.paragraphs(facts), ...due], link }),
    link,
    now,
  });
}

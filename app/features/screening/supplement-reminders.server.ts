import { enqueueMessage } from "~/data/outbox.server";
import { type DueReminder, noteReminder, supplementsToRemind } from "~/data/screening.server";
import { contactOfUser } from "~/data/users.server";
import type { Tx } from "~/data/client.server";
import { REMINDER_HOURS } from "~/domain/screening/remarks";
import type { Services } from "~/features/services";
import { formatsFor } from "~/i18n/formats";
import { withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";

/** Name of these letters in the outbox. */
export const SUPPLEMENT_REMINDER = "supplementReminder";

const BATCH = 100;
const HOUR_MS = 3_600_000;

/** Reminds everybody whose supplement is due within two days, once for each request. Gives how many letters were written. */
export async function remindOfSupplements({ db, config, clock }: Pick<Services, "db" | "config" | "clock">): Promise<number> {
  const now = clock.now();
  const due = await supplementsToRemind(db.prisma, { from: now, to: new Date(now.getTime() + REMINDER_HOURS * HOUR_MS), limit: BATCH });
  let written = 0;
  for (const reminder of due) {
    const isNew = await db.transact(async (tx) => {
      if (!(await noteReminder(tx, reminder.actId, now))) return false;
      await writeReminder(tx, reminder, { publicUrl: config.publicUrl, now });
      return true;
    });
    if (isNew) written += 1;
  }
  return written;
}

async function writeReminder(tx: Tx, reminder: DueReminder, { publicUrl, now }: { publicUrl: string; now: Date }): Promise<void> {
  const contact = await contactOfUser(tx, reminder.ownerId);
  if (!contact) return;
  const { locale, name, email, phone } = contact;
  const { mail, supplement } = messagesFor(locale);
  const { code, title, editionId, editionTitle, ownerId, entryId, dueAt } = reminder;
  const link = publicUrl + withLocale(paths.entry(entryId), locale);
  const paragraphs = supplement.reminder.paragraphs({ code, title, edition: editionTitle, due: formatsFor(locale).dateTime(dueAt) });
  const body = mail.letter({ name, paragraphs, link });
  await enqueueMessage(tx, { editionId, userId: ownerId, email, phone, recipientName: name, template: SUPPLEMENT_REMINDER, subject: supplement.reminder.subject(code), body, link, now });
}

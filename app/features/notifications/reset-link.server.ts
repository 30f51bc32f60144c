import { contactOfUser } from "~/data/users.server";
import { enqueueMessage } from "~/data/outbox.server";
import type { Services } from "~/features/services";
import { withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { RESET_SECONDS, type ResetLink } from "~/platform/session/auth.server";

/** Name of the message, as the outbox and its rules of sight know it. */
export const PASSWORD_RESET = "passwordReset";

/**
 * Puts the link to set a new password into the outbox, in the language of its reader. For a telephone account it
 * waits there until somebody hands it over.
 */
export async function queueResetLink({ db, config, clock }: Pick<Services, "db" | "config" | "clock">, link: ResetLink): Promise<void> {
  const contact = await contactOfUser(db.prisma, link.userId);
  const locale = contact?.locale ?? "vi";
  const { mail } = messagesFor(locale);
  const address = config.publicUrl + withLocale(paths.resetPassword(link.token), locale);
  await enqueueMessage(db.prisma, {
    editionId: null,
    userId: link.userId,
    email: link.email,
    phone: contact?.phone ?? null,
    recipientName: link.name,
    template: PASSWORD_RESET,
    subject: mail.passwordReset.subject,
    body: mail.letter({ name: link.name, paragraphs: mail.passwordReset.paragraphs(RESET_SECONDS / 3600), link: address }),
    link: address,
    now: clock.now(),
  });
}

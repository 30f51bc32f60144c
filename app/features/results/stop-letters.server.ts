import type { Tx } from "~/data/client.server";
import type { EditionRow } from "~/data/editions.server";
import { holdersOfRole } from "~/data/memberships.server";
import { enqueueMessage } from "~/data/outbox.server";
import { contactOfUser } from "~/data/users.server";
import { formatsFor } from "~/i18n/formats";
import { withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import type { Services } from "~/features/services";

/** Name of the letter in the outbox. */
export const PUBLICATION_STOPPED = "publicationStopped";

interface Stop {
  config: Services["config"];
  edition: Pick<EditionRow, "id" | "slug" | "title">;
  /** at which it should have been published */
  minute: Date;
  now: Date;
}

/** Tells the secretaries of the edition that nothing was published at the minute they had set. Says nothing of the result. */
export async function enqueueStopLetters(tx: Tx, { config, edition, minute, now }: Stop): Promise<void> {
  for (const userId of await holdersOfRole(tx, edition.id, "SECRETARY")) {
    const contact = await contactOfUser(tx, userId);
    if (!contact) continue;
    const { locale, name, email, phone } = contact;
    const { mail, stages } = messagesFor(locale);
    const link = config.publicUrl + withLocale(paths.decision(edition.slug), locale);
    const facts = { edition: edition.title, minute: formatsFor(locale).dateTime(minute) };
    await enqueueMessage(tx, {
      editionId: edition.id, userId, email, phone, recipientName: name, template: PUBLICATION_STOPPED,
      subject: stages.letters.stopped.subject(facts), body: mail.letter({ name, paragraphs: stages.letters.stopped.paragraphs(facts), link }), link, now,
    });
  }
}

import type { Tx } from "~/data/client.server";
import type { EntryRecord } from "~/data/entries.server";
import { enqueueMessage } from "~/data/outbox.server";
import { contactOfUser } from "~/data/users.server";
import type { ConsentParty } from "~/domain/entry/consent";
import type { Locale } from "~/i18n/locale";
import { withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import type { Services } from "~/features/services";

/** Names of these letters in the outbox. */
export const CONSENT_ASKED = "consentAsked";
export const CONSENT_WITHDRAWN = "consentWithdrawn";

interface Asked {
  editionId: string;
  party: ConsentParty;
  authorName: string;
  recipient: { name: string; email: string; phone: string };
  title: string;
  link: string;
  locale: Locale;
  now: Date;
}

/** Puts a link that asks for consent into the outbox: mailed where there is an address, else handed over by telephone or on paper. */
export async function enqueueConsentAsked(tx: Tx, { editionId, party, authorName, recipient, title, link, locale, now }: Asked): Promise<void> {
  const { mail, consent } = messagesFor(locale);
  await enqueueMessage(tx, {
    editionId,
    userId: null,
    email: recipient.email,
    phone: recipient.phone || null,
    recipientName: recipient.name,
    template: CONSENT_ASKED,
    subject: consent.letters.asked.subject(authorName),
    body: mail.letter({ name: recipient.name, paragraphs: consent.letters.asked.paragraphs({ authorName, title, party }), link }),
    link,
    now,
  });
}

/** Tells whoever filed the entry that somebody no longer agrees to take part. */
export async function enqueueConsentWithdrawn(
  tx: Tx,
  { config, entry, authorName, now }: { config: Services["config"]; entry: EntryRecord; authorName: string; now: Date },
): Promise<void> {
  const contact = await contactOfUser(tx, entry.ownerId);
  if (!contact) return;
  const { locale, name, email, phone } = contact;
  const { mail, consent } = messagesFor(locale);
  const link = config.publicUrl + withLocale(paths.entryConsents(entry.id), locale);
  await enqueueMessage(tx, {
    editionId: entry.editionId,
    userId: entry.ownerId,
    email,
    phone,
    recipientName: name,
    template: CONSENT_WITHDRAWN,
    subject: consent.letters.withdrawn.subject(authorName),
    body: mail.letter({ name, paragraphs: consent.letters.withdrawn.paragraphs({ authorName, title: entry.title }), link }),
    link,
    now,
  });
}

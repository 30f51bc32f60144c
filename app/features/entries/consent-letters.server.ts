import type { Tx } from "~/data/client.server";
import { editionById } from "~/data/editions.server";
import { type EntryRecord, versionInHand } from "~/data/entries.server";
import { holdersOfRole } from "~/data/memberships.server";
import { enqueueMessage } from "~/data/outbox.server";
import type { ConsentParty } from "~/domain/entry/consent";
import type { Locale } from "~/i18n/locale";
import { withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { enqueueLetterTo } from "~/features/notifications/letters.server";
import type { Services } from "~/features/services";

/** Names of these letters in the outbox. */
export const CONSENT_ASKED = "consentAsked";
export const CONSENT_WITHDRAWN = "consentWithdrawn";
export const CONSENT_DECLINED = "consentDeclined";

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

interface ConsentNews {
  config: Services["config"];
  entry: EntryRecord;
  authorName: string;
  now: Date;
}

/**
 * Tells whoever filed the entry that somebody doesn't, or no longer, agree to take part; of an entry that was submitted the
 * secretaries of the edition as well, because they decide what follows.
 */
export async function tellOfConsent(tx: Tx, news: "withdrawn" | "declined", { config, entry, authorName, now }: ConsentNews): Promise<void> {
  const template = news === "withdrawn" ? CONSENT_WITHDRAWN : CONSENT_DECLINED;
  const title = versionInHand(entry)?.title ?? entry.title;
  const about = { template, editionId: entry.editionId, now };
  await enqueueLetterTo(tx, entry.ownerId, about, (locale) => {
    const letter = messagesFor(locale).consent.letters[news];
    return { subject: letter.subject(authorName), paragraphs: letter.paragraphs({ authorName, title }), link: config.publicUrl + withLocale(paths.entryConsents(entry.id), locale) };
  });
  if (entry.submitted === null) return;
  const edition = await editionById(tx, entry.editionId);
  for (const userId of await holdersOfRole(tx, entry.editionId, "SECRETARY")) {
    await enqueueLetterTo(tx, userId, about, (locale) => {
      const letter = messagesFor(locale).consent.letters.toSecretary[news];
      const code = entry.code ?? "";
      return { subject: letter.subject(code), paragraphs: letter.paragraphs(code), link: config.publicUrl + withLocale(paths.screenEntry(edition?.slug ?? "", entry.id), locale) };
    });
  }
}

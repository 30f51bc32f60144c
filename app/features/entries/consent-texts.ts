import type { ConsentParty, ConsentPurpose } from "~/domain/entry/consent";
import type { Messages } from "~/i18n/messages";
import type { ConsentTextVersion } from "~/i18n/vi/consent-texts";

/** Names the wording (i18n `consentTexts`) consent is asked with now; every consent keeps the name of the text it was given to. */
export const consentTextVersion = "2026-11-b" satisfies ConsentTextVersion;

/** The versions there are words of, newest first: a signed sheet may be of any. */
export function keptVersions(messages: Messages): string[] {
  return Object.keys(messages.consentTexts).toSorted().toReversed();
}

/** What is asked now, in the words of each party. */
export function askedWording(messages: Messages, purpose: ConsentPurpose, party: ConsentParty): string {
  return messages.consentTexts[consentTextVersion][purpose][party];
}

/** The words a consent was given to, by the version it kept; null where that version never asked this. */
export function keptWording(messages: Messages, version: string, purpose: ConsentPurpose, party: ConsentParty): string | null {
  const texts: Readonly<Record<string, Partial<Record<ConsentPurpose, Record<ConsentParty, string>>>>> = messages.consentTexts;
  return Object.hasOwn(texts, version) ? (texts[version]?.[purpose]?.[party] ?? null) : null;
}

import type { Locale } from "./locale";
import { messagesFor } from "./messages";

/** A prize tier in the reader's language where it bears its usual name; a name given by hand stays as it is. */
export function tierName(locale: Locale, tier: { code: string; label: string }): string {
  const usual: Record<string, string> = messagesFor("vi").common.tier;
  const translated: Record<string, string> = messagesFor(locale).common.tier;
  return usual[tier.code] === tier.label ? (translated[tier.code] ?? tier.label) : tier.label;
}

/** The title of an edition in the reader's language where it is the usual one; one written by hand stays as it is. */
export function editionName(locale: Locale, edition: { kind: "TECHNICAL" | "YOUTH"; number: number; title: string }): string {
  const { kind, number, title } = edition;
  return messagesFor("vi").common.editionTitle[kind](number) === title ? messagesFor(locale).common.editionTitle[kind](number) : title;
}

import * as en from "./en";
import type { Locale } from "./locale";
import * as vi from "./vi";

/** All texts of one language, by namespace; Vietnamese is the source of truth for the type. */
export type Messages = typeof vi;

const byLocale: Record<Locale, Messages> = { vi, en };

/** The texts of `locale`. */
export function messagesFor(locale: Locale): Messages {
  return byLocale[locale];
}

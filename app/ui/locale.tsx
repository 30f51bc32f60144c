import { createContext, type ReactNode, useContext } from "react";
import { type Formats, formatsFor } from "~/i18n/formats";
import { defaultLocale, type Locale, withLocale } from "~/i18n/locale";
import { type Messages, messagesFor } from "~/i18n/messages";

const LocaleContext = createContext<Locale>(defaultLocale);

/** Set once, around the whole page, by the root. */
export function LocaleProvider({ locale, children }: { locale: Locale; children: ReactNode }) {
  return <LocaleContext.Provider value={locale}>{children}</LocaleContext.Provider>;
}

export const useLocale = (): Locale => useContext(LocaleContext);
export const useMessages = (): Messages => messagesFor(useLocale());
export const useFormats = (): Formats => formatsFor(useLocale());

/** Turns an address of `paths` into that of the reader's language: `const href = useHref(); href(paths.home())`. */
export function useHref(): (path: string) => string {
  const locale = useLocale();
  return (path) => withLocale(path, locale);
}

/** Languages of the interface; Vietnamese is the default and has no prefix in addresses. */
export const locales = ["vi", "en"] as const;
export type Locale = (typeof locales)[number];
export const defaultLocale: Locale = "vi";

const englishPrefix = /^\/en(?=\/|$)/;

/** The language an address asks for: `/en` and everything below it is English. */
export function localeOfPath(pathname: string): Locale {
  return englishPrefix.test(pathname) ? "en" : defaultLocale;
}

/** The same path without its language prefix (`/en/cham-thi` becomes `/cham-thi`, `/en` becomes `/`). */
export function withoutLocale(pathname: string): string {
  return pathname.replace(englishPrefix, "") || "/";
}

/** The path of the same page in `locale`, whatever language `path` is in; keeps query and fragment. */
export function withLocale(path: string, locale: Locale): string {
  const [, pathname = "/", rest = ""] = /^([^?#]*)(.*)$/s.exec(path) ?? [];
  const bare = withoutLocale(pathname || "/");
  if (locale === defaultLocale) return bare + rest;
  return (bare === "/" ? "/en" : `/en${bare}`) + rest;
}

/** The other of the two languages. */
export function otherLocale(locale: Locale): Locale {
  return locale === "vi" ? "en" : "vi";
}

import type { MetaDescriptor } from "@remix-run/node";
import { localeOfPath, locales, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";

interface PageMeta {
  /** base of absolute addresses */
  origin: string;
  /** path of the page, in whatever language */
  path: string;
  title: string;
  description: string;
  /** structured data (schema.org), without `@context` */
  about?: Readonly<Record<string, unknown>>;
  /** other forms of the same content: media type and path */
  forms?: readonly { type: string; path: string }[];
}

/** Head of a public page: title, description, its address in both languages, structured data for search engines. */
export function publicMeta({ origin, path, title, description, about, forms = [] }: PageMeta): MetaDescriptor[] {
  const locale = localeOfPath(path);
  const site = messagesFor(locale).common.appName;
  return [
    { title: `${title} · ${site}` },
    { name: "description", content: description },
    { tagName: "link", rel: "canonical", href: origin + withLocale(path, locale) },
    ...locales.map((language) => ({ tagName: "link", rel: "alternate", hrefLang: language, href: origin + withLocale(path, language) })),
    ...forms.map((form) => ({ tagName: "link", rel: "alternate", type: form.type, href: form.path })),
    ...(about ? [{ "script:ld+json": { "@context": "https://schema.org", ...about } } as MetaDescriptor] : []),
  ];
}

import type { MetaDescriptor } from "@remix-run/node";
import { localeOfPath, locales, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";

interface PageMeta {
  /** base of absolute addresses */
  origin: string;
  /** path of the page, in whatever language */
  path: string;
  title: string;
  description: string;
  /** structured data (schema.org), without `@context` */
  about?: Readonly<Record<string, unknown>>;
  /** path of a picture that everybody may see, shown where the page is shared */
  picture?: string | undefined;
  /** other forms of the same content: media type and path */
  forms?: readonly { type: string; path: string }[];
}

/** Head of a public page: title, description, its address in both languages, structured data for search engines. */
export function publicMeta({ origin, path, title, description, about, picture, forms = [] }: PageMeta): MetaDescriptor[] {
  const locale = localeOfPath(path);
  const { common, resultPages } = messagesFor(locale);
  const site = common.appName;
  return [
    { title: `${title} · ${site}` },
    { name: "description", content: description },
    { tagName: "link", rel: "canonical", href: origin + withLocale(path, locale) },
    ...locales.map((language) => ({ tagName: "link", rel: "alternate", hrefLang: language, href: origin + withLocale(path, language) })),
    { tagName: "link", rel: "alternate", type: "application/atom+xml", title: resultPages.feed, href: withLocale(paths.feed(), locale) },
    ...share({ origin, path, title, description, about: site, picture }),
    ...forms.map((form) => ({ tagName: "link", rel: "alternate", type: form.type, href: form.path })),
    ...(about ? [{ "script:ld+json": { "@context": "https://schema.org", ...about } } as MetaDescriptor] : []),
  ];
}

/** How the page looks where somebody shares its address (Open Graph). Only pages with a picture say more than others guess from the title. */
function share({ origin, path, title, description, about, picture }: { origin: string; path: string; title: string; description: string; about: string; picture: string | undefined }): MetaDescriptor[] {
  if (picture === undefined) return [];
  const properties = { "og:type": "article", "og:site_name": about, "og:title": title, "og:description": description, "og:url": origin + path, "og:image": origin + picture, "og:locale": localeOfPath(path) === "vi" ? "vi_VN" : "en_GB" };
  return [...Object.entries(properties).map(([property, content]) => ({ property, content })), { name: "twitter:card", content: "summary_large_image" }];
}

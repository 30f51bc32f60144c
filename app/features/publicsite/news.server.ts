import { createHash } from "node:crypto";
import { announcedEditions, type ListedEdition } from "~/data/editions-lists.server";
import { publicExtensions } from "~/data/public-pages.server";
import { publishedCorrections } from "~/data/public-news.server";
import { slugFault } from "~/domain/contest/naming";
import type { Services } from "~/features/services";
import { formatsFor } from "~/i18n/formats";
import { editionName } from "~/i18n/known-names";
import { type Locale, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import type { AtomEntry, AtomFeed } from "./atom";

const MOST_NEWS = 50;

/** The same news keeps its id for ever, whatever the address of the site is; the id tells nothing of the row behind it. */
function newsId(what: string, rowId: string): string {
  const hex = createHash("sha256").update(`sang-tao:tin:${what}:${rowId}`).digest("hex");
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

interface NewsRequest {
  locale: Locale;
  now: Date;
  /** only of this edition */
  slug?: string;
}

/**
 * What happened in the contests and may be known: announcements, extensions, results, corrections; newest first. Null for an edition
 * that is not announced. Three statements.
 */
export async function newsFeed({ db, config }: Pick<Services, "db" | "config">, { locale, now, slug }: NewsRequest): Promise<AtomFeed | null> {
  if (slug !== undefined && slugFault(slug) !== null) return null;
  const editions = (await announcedEditions(db, now)).filter((edition) => slug === undefined || edition.slug === slug);
  const [only] = editions;
  if (slug !== undefined && !only) return null;
  const [extensions, corrections] = await Promise.all([publicExtensions(db, editions.map(({ id }) => id)), publishedCorrections(db, now)]);
  const write = newsWriter(locale, config.publicUrl);
  const entries = editions.flatMap((edition) => [
    ...ownNews(edition, now, write),
    ...extensions.filter(({ editionId }) => editionId === edition.id).map(({ fromAt, toAt, reason, at }) => write.extended(edition, { fromAt, toAt, reason, at })),
    ...corrections.filter(({ editionId }) => editionId === edition.id).map((correction) => write.corrected(edition, correction)),
  ]);
  const newest = entries.filter(({ updated }) => updated <= now).toSorted((a, b) => b.updated.getTime() - a.updated.getTime() || (a.id < b.id ? -1 : 1)).slice(0, MOST_NEWS);
  const { resultPages } = messagesFor(locale);
  const page = only && slug !== undefined ? paths.edition(only.slug) : paths.home();
  return {
    id: newsId("feed", only && slug !== undefined ? only.id : "all") + (locale === "vi" ? "" : `#${locale}`),
    title: only && slug !== undefined ? resultPages.news.titleOf(editionName(locale, only)) : resultPages.news.title,
    subtitle: resultPages.news.subtitle,
    self: config.publicUrl + withLocale(paths.feed(slug), locale),
    page: config.publicUrl + withLocale(page, locale),
    updated: newest[0]?.updated ?? new Date(0),
    author: (slug !== undefined && only?.hostName) || messagesFor(locale).common.unionName,
    locale,
    entries: newest,
  };
}

type Writer = ReturnType<typeof newsWriter>;

function ownNews(edition: ListedEdition, now: Date, write: Writer): AtomEntry[] {
  const { announcedAt, publishedAt, finalAt } = edition;
  return [
    ...(announcedAt ? [write.announced(edition, announcedAt)] : []),
    ...(publishedAt && publishedAt <= now ? [write.published(edition, publishedAt)] : []),
    ...(publishedAt && publishedAt <= now && finalAt && finalAt <= now ? [write.final(edition, finalAt)] : []),
  ];
}

function newsWriter(locale: Locale, origin: string) {
  const { news } = messagesFor(locale).resultPages;
  const formats = formatsFor(locale);
  const result = ({ slug }: ListedEdition) => origin + withLocale(paths.results(slug), locale);
  const page = ({ slug }: ListedEdition) => origin + withLocale(paths.edition(slug), locale);
  const suffix = locale === "vi" ? "" : `#${locale}`;
  return {
    announced: (edition: ListedEdition, at: Date): AtomEntry => ({
      id: newsId("announced", edition.id) + suffix, updated: at, link: page(edition),
      title: news.announced(editionName(locale, edition)), summary: news.announcedText(formats.dateTime(edition.opensAt), formats.dateTime(edition.closesAt)),
    }),
    extended: (edition: ListedEdition, { fromAt, toAt, reason, at }: { fromAt: Date; toAt: Date; reason: string; at: Date }): AtomEntry => ({
      id: newsId("extended", `${edition.id} ${fromAt.toISOString()} ${toAt.toISOString()} ${at.toISOString()}`) + suffix, updated: at, link: page(edition),
      title: news.extended(editionName(locale, edition)), summary: news.extendedText(formats.dateTime(toAt), reason),
    }),
    published: (edition: ListedEdition, at: Date): AtomEntry => ({ id: newsId("published", edition.id) + suffix, updated: at, link: result(edition), title: news.published(editionName(locale, edition)), summary: news.publishedText }),
    corrected: (edition: ListedEdition, { id, decisionNumber, at }: { id: string; decisionNumber: string | null; at: Date }): AtomEntry => ({
      id: newsId("corrected", id) + suffix, updated: at, link: result(edition), title: news.corrected(editionName(locale, edition)), summary: news.correctedText(decisionNumber ?? ""),
    }),
    final: (edition: ListedEdition, at: Date): AtomEntry => ({ id: newsId("final", edition.id) + suffix, updated: at, link: result(edition), title: news.final(editionName(locale, edition)), summary: news.finalText }),
  };
}

import { publishableAuthors } from "~/data/consents.server";
import { findEditions, findWinners, winnersWithNameLike, type ShownName } from "~/data/public-pages.server";
import type { Services } from "~/features/services";

export const PAGE_SIZE = 20;
const MOST_EDITIONS = 10;
const LAST_PAGE = 10_000;

async function shownNames({ db }: Pick<Services, "db">, entryIds: readonly string[]): Promise<ShownName[]> {
  const authors = await publishableAuthors(db.prisma, entryIds);
  return [...authors].flatMap(([entryId, people]) => people.flatMap(({ name }) => (name === null ? [] : [{ entryId, name }])));
}

/**
 * Editions and published winners that hold all words typed, diacritics or not. A name finds its entry only where it may
 * be shown: the rules of consent decide before the search is made. Five statements.
 */
export async function searchPage(services: Pick<Services, "db">, request: { typed: string; page: number; now: Date }) {
  const { db } = services;
  const { typed, now } = request;
  const page = Math.min(LAST_PAGE, Math.max(1, request.page));
  const candidates = await winnersWithNameLike(db, typed, now);
  const names = await shownNames(services, candidates);
  const [editions, { winners, total }] = await Promise.all([
    page === 1 ? findEditions(db, typed, now, MOST_EDITIONS) : [],
    findWinners(db, { typed, names, now, offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE }),
  ]);
  const authors = await publishableAuthors(db.prisma, winners.map(({ entryId }) => entryId));
  return {
    page: Math.min(page, Math.max(1, Math.ceil(total / PAGE_SIZE))),
    total,
    editions: editions.map(({ slug, title, hostName, kind }) => ({ slug, title, hostName, kind })),
    winners: winners.map((winner) => ({
      code: winner.code,
      title: winner.title,
      field: winner.fieldName,
      unit: winner.unitName,
      tier: { code: winner.tierCode, label: winner.tierLabel },
      edition: { slug: winner.editionSlug, title: winner.editionTitle },
      authors: (authors.get(winner.entryId) ?? []).flatMap(({ name }) => name ?? []),
    })),
  };
}

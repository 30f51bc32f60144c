import { archivedEditions, honouredUnits, personAwards, specialOfAuthors, unitHonours } from "~/data/archive.server";
import { publishableAuthors } from "~/data/consents.server";
import type { ContestKind } from "~/domain/contest/edition-draft";
import { dayInVietnam, isMinorOn } from "~/domain/entry/ages";
import { isUuid } from "~/domain/kernel/uuid";
import type { Services } from "~/features/services";

type WithDatabase = Pick<Services, "db">;

export const PAGE_SIZE = 20;
const LAST_PAGE = 10_000;

export interface PageRequest {
  typed: string;
  page: number;
  now: Date;
}

const within = (page: number) => Math.min(LAST_PAGE, Math.max(1, page));
const shownPage = (page: number, total: number) => Math.min(within(page), Math.max(1, Math.ceil(total / PAGE_SIZE)));

/** Past editions whose result is public, of both contests or of one. One statement. */
export async function archivePage({ db }: WithDatabase, { typed, page, kind, now }: PageRequest & { kind: ContestKind | null }) {
  const { editions, total } = await archivedEditions(db, { typed, kind, now, offset: (within(page) - 1) * PAGE_SIZE, limit: PAGE_SIZE });
  return { editions, total, page: shownPage(page, total) };
}

/** Units whose entries were awarded. One statement. */
export async function honoursPage({ db }: WithDatabase, { typed, page, now }: PageRequest) {
  const { units, total } = await honouredUnits(db, { typed, now, offset: (within(page) - 1) * PAGE_SIZE, limit: PAGE_SIZE });
  return { units, total, page: shownPage(page, total) };
}

/** All honours of a unit, with the names of authors that may be shown; null where it has none or is unknown. Two statements. */
export async function unitHonoursPage({ db }: WithDatabase, id: string, now: Date) {
  if (!isUuid(id)) return null;
  const unit = await unitHonours(db, id, now);
  if (!unit || unit.awards.length + unit.special.length + unit.commendations.length === 0) return null;
  const authors = await publishableAuthors(db.prisma, unit.awards.map(({ entryId }) => entryId));
  return { ...unit, awards: unit.awards.map(({ entryId, ...award }) => ({ ...award, authors: (authors.get(entryId) ?? []).flatMap(({ key, name }) => (name === null ? [] : [{ key, name }])) })) };
}

/**
 * The honours of a person, by an author of one of the awarded entries whose name may be shown. Entries of one account are gathered only
 * where the name may be shown with every one of them: who asked for silence about one is not pieced together from the others, and the
 * page then knows of its own entry alone. A page about somebody who is a minor, or whose age is no longer known, asks not to be indexed.
 * Three statements.
 */
export async function authorHonoursPage({ db }: WithDatabase, authorKey: string, now: Date) {
  if (!isUuid(authorKey)) return null;
  const awards = await personAwards(db, authorKey, now);
  const own = awards.find((award) => award.authorKey === authorKey.toLowerCase());
  if (!own) return null;
  const authors = await publishableAuthors(db.prisma, [...new Set(awards.map(({ entryId }) => entryId))]);
  const nameOf = (award: (typeof awards)[number]) => authors.get(award.entryId)?.find(({ key }) => key === award.authorKey)?.name ?? null;
  const name = nameOf(own);
  if (name === null) return null;
  const shown = awards.some((award) => nameOf(award) === null) ? [own] : awards;
  const special = await specialOfAuthors(db, shown, now);
  const today = dayInVietnam(now);
  return {
    name,
    special,
    mayIndex: shown.every(({ birthDate }) => birthDate !== null && !isMinorOn(birthDate, today)),
    awards: shown.map(({ code, title, unitName, tierCode, tierLabel, editionSlug, editionTitle, period }) => ({ code, title, unitName, tierCode, tierLabel, editionSlug, editionTitle, period })),
  };
}

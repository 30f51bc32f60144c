import { publishableAuthors } from "~/data/consents.server";
import { publishedEntry } from "~/data/public-pages.server";
import { codePrefixFault } from "~/domain/contest/naming";
import { shownFiles } from "~/features/files/shown-files.server";
import type { Services } from "~/features/services";

/**
 * What everybody may know of an awarded entry of a published edition, by its code (upper or lower case); null for every
 * other code, whether it exists or not. Photos and films only where everybody agreed. Four statements.
 */
export async function publishedEntryPage({ db }: Pick<Services, "db">, typed: string, now: Date) {
  const code = typed.toUpperCase();
  if (codePrefixFault(code) === "malformed" || code.length > 40) return null;
  const entry = await publishedEntry(db, code, now);
  if (!entry) return null;
  const authors = await publishableAuthors(db.prisma, [entry.entryId]);
  const files = await shownFiles({ db }, { entryId: entry.entryId, version: "SUBMITTED", viewer: "public" });
  const { title, summary, fieldName, unitName, editionSlug, editionTitle, kind, perField, money, publishedAt } = entry;
  return {
    title, summary, kind, perField, money, publishedAt,
    files,
    code: entry.code,
    field: fieldName,
    unit: unitName,
    tier: { code: entry.tierCode, label: entry.tierLabel },
    place: perField ? entry.rankInField : entry.rank,
    edition: { slug: editionSlug, title: editionTitle },
    authors: (authors.get(entry.entryId) ?? []).flatMap(({ name }) => name ?? []),
  };
}

import { publishableAuthors } from "~/data/consents.server";
import { publishedEntry } from "~/data/public-pages.server";
import { codePrefixFault } from "~/domain/contest/naming";
import { plainPartText } from "~/domain/entry/part-values";
import { shownFiles } from "~/features/files/shown-files.server";
import type { Services } from "~/features/services";

/**
 * What everybody may know of an awarded entry of a published edition, by its code (upper or lower case); null for every
 * other code, whether it exists or not. Photos and films only where everybody agreed, texts of the dossier only where every author may
 * be named, for they may tell of them. Four statements.
 */
export async function publishedEntryPage({ db }: Pick<Services, "db">, typed: string, now: Date) {
  const code = typed.toUpperCase();
  if (codePrefixFault(code) === "malformed" || code.length > 40) return null;
  const entry = await publishedEntry(db, code, now);
  if (!entry) return null;
  const authors = await publishableAuthors(db.prisma, [entry.entryId]);
  const files = await shownFiles({ db }, { entryId: entry.entryId, version: "SUBMITTED", viewer: "public" });
  const people = authors.get(entry.entryId) ?? [];
  const isOpen = people.length > 0 && people.every(({ name }) => name !== null);
  const { decisionNumber, decisionDate, previous, next } = entry;
  const { title, summary, fieldName, unitName, editionSlug, editionTitle, kind, perField, money, publishedAt } = entry;
  return {
    title, summary, kind, perField, money, publishedAt,
    files, previous, next,
    decision: decisionNumber === null ? null : { number: decisionNumber, date: decisionDate?.toISOString().slice(0, 10) ?? null },
    parts: isOpen ? entry.parts.map((part) => ({ label: part.label, text: plainPartText(part, part.text) })).filter(({ text }) => text.trim() !== "") : [],
    code: entry.code,
    field: fieldName,
    unit: unitName,
    tier: { code: entry.tierCode, label: entry.tierLabel },
    place: perField ? entry.rankInField : entry.rank,
    edition: { slug: editionSlug, title: editionTitle },
    authors: people.flatMap(({ name }) => name ?? []),
    /** the same with what their pages of honours are found by */
    people: people.flatMap(({ key, name }) => (name === null ? [] : [{ key, name }])),
  };
}

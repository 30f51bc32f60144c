import type { Tx } from "~/data/client.server";
import type { Reader } from "~/data/editions.server";
import type { Draft, DraftAuthor } from "~/domain/entry/draft";

/** Imports into one edition go one after the other until the transaction ends. */
export async function lockImports(tx: Tx, editionId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('import:' || ${editionId}, 0))`;
}

/** Which of these `ref`s an entry of the edition has already; one statement. */
export async function importedRefs(reader: Reader, editionId: string, refs: readonly string[]): Promise<Set<string>> {
  const rows = await reader.entry.findMany({ where: { editionId, importRef: { in: [...refs] } }, select: { importRef: true } });
  return new Set(rows.flatMap((row) => (row.importRef === null ? [] : [row.importRef])));
}

/** The account that owns what the command line imports: the edition's first secretary, else the first administrator. */
export async function ownerOfImports(reader: Reader, editionId: string): Promise<{ userId: string; name: string } | null> {
  const rows = await reader.$queryRaw<{ userId: string; name: string }[]>`
    SELECT m."userId", u."name" FROM "Membership" m JOIN "User" u ON u."id" = m."userId"
     WHERE m."endedAt" IS NULL AND ((m."role" = 'SECRETARY' AND m."editionId" = ${editionId}::uuid) OR m."role" = 'ADMINISTRATOR')
     ORDER BY (m."role" = 'SECRETARY') DESC, m."createdAt", m."id" LIMIT 1`;
  return rows[0] ?? null;
}

export interface ImportedEntry {
  ref: string;
  draft: Draft;
  /** what lists and search show */
  shown: { title: string; fieldId: string | null; unitName: string; searchText: string };
}

interface ImportTarget {
  editionId: string;
  ownerId: string;
  filedByUnitId: string | null;
  now: Date;
}

/** Keeps a statement below the number of parameters PostgreSQL takes. */
const ROWS_A_STATEMENT = 1000;

function* chunks<T>(rows: readonly T[]): Generator<T[]> {
  for (let start = 0; start < rows.length; start += ROWS_A_STATEMENT) yield rows.slice(start, start + ROWS_A_STATEMENT);
}

/** Writes draft entries with their first version and authors, in the order given; a few statements a thousand rows. */
export async function insertImported(tx: Tx, entries: readonly ImportedEntry[], { editionId, ownerId, filedByUnitId, now }: ImportTarget): Promise<void> {
  const byRef = new Map(entries.map((entry) => [entry.ref, entry.draft]));
  const draftOf = new Map<string, Draft>();
  for (const chunk of chunks(entries)) {
    const data = chunk.map(({ ref, shown }) => ({ editionId, ownerId, filedByUnitId, importRef: ref, createdAt: now, ...shown }));
    const made = await tx.entry.createManyAndReturn({ data, select: { id: true, importRef: true } });
    const versions = made.map(({ id, importRef }) => ({ entryId: id, draft: byRef.get(importRef ?? "") })).flatMap(({ entryId, draft }) => (draft ? [{ entryId, draft }] : []));
    const stored = await tx.entryVersion.createManyAndReturn({
      data: versions.map(({ entryId, draft }) => ({ ...versionColumns(draft), entryId, number: 1, savedAt: now, savedById: ownerId })),
      select: { id: true, entryId: true },
    });
    const drafts = new Map(versions.map(({ entryId, draft }) => [entryId, draft]));
    for (const { id, entryId } of stored) {
      const draft = drafts.get(entryId);
      if (draft) draftOf.set(id, draft);
    }
  }
  const authors = [...draftOf].flatMap(([versionId, draft]) => draft.authors.map((author, index) => ({ versionId, position: index + 1, ...authorColumns(author) })));
  for (const chunk of chunks(authors)) await tx.entryAuthor.createMany({ data: chunk });
}

function versionColumns({ title, fieldId, ownerKind, ownerName, createdYear, createdMonth, unitName, summary, supervisorName, supervisorPhone, supervisorUnitName, eligibilityNote, unreadable }: Draft) {
  const texts = { title, ownerName, unitName, summary, supervisorName, supervisorPhone, supervisorUnitName, eligibilityNote };
  return { ...texts, fieldId, ownerKind, createdYear, createdMonth, unreadable: { ...unreadable } };
}

function authorColumns({ birthDate, sex, ...author }: DraftAuthor) {
  return { ...author, birthDate: birthDate === null ? null : new Date(`${birthDate}T00:00:00Z`), sex: sex === "" ? null : sex };
}

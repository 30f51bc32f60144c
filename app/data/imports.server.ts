import { randomUUID } from "node:crypto";
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

/** Rows a statement, so that no message to the server grows without end. */
const ROWS_A_STATEMENT = 2000;

function* chunks<T>(rows: readonly T[]): Generator<T[]> {
  for (let start = 0; start < rows.length; start += ROWS_A_STATEMENT) yield rows.slice(start, start + ROWS_A_STATEMENT);
}

const IDS_A_MILLISECOND = 4096;

/** Version 7 ids that keep the order they are drawn in, as all rows of the database have them. */
function idsInOrder(now: Date): () => string {
  let drawn = 0;
  return () => {
    const time = (now.getTime() + Math.floor(drawn / IDS_A_MILLISECOND)).toString(16).padStart(12, "0");
    const place = (drawn % IDS_A_MILLISECOND).toString(16).padStart(3, "0");
    drawn += 1;
    return `${time.slice(0, 8)}-${time.slice(8)}-7${place}-${randomUUID().slice(19)}`;
  };
}

/**
 * Writes draft entries with their first version and authors, in the order given; three statements for up to 2,000 rows each.
 * Rows go over as JSON, because thousands of them through Prisma's own writes take ten times as long.
 */
export async function insertImported(tx: Tx, entries: readonly ImportedEntry[], { editionId, ownerId, filedByUnitId, now }: ImportTarget): Promise<void> {
  const nextId = idsInOrder(now);
  const rows = entries.map(({ ref, draft, shown }) => ({ entryId: nextId(), versionId: nextId(), ref, draft, shown }));
  for (const chunk of chunks(rows)) {
    const json = JSON.stringify(chunk.map(({ entryId, ref, shown }) => ({ id: entryId, importRef: ref, ...shown })));
    await tx.$executeRaw`
      INSERT INTO "Entry" ("id", "editionId", "ownerId", "filedByUnitId", "importRef", "channel", "title", "fieldId", "unitName", "searchText", "createdAt", "updatedAt")
      SELECT r."id", ${editionId}::uuid, ${ownerId}, ${filedByUnitId}::uuid, r."importRef", 'WORKBOOK', r."title", r."fieldId", r."unitName", r."searchText", ${now}, ${now}
        FROM json_to_recordset(${json}::json) AS r("id" uuid, "importRef" text, "title" text, "fieldId" uuid, "unitName" text, "searchText" text)`;
  }
  for (const chunk of chunks(rows)) {
    const json = JSON.stringify(chunk.map(({ entryId, versionId, draft: { authors: _authors, ...draft } }) => ({ ...draft, id: versionId, entryId })));
    await tx.$executeRaw`
      INSERT INTO "EntryVersion" ("id", "entryId", "number", "title", "fieldId", "ownerKind", "ownerName", "createdYear", "createdMonth", "unitName", "summary",
             "supervisorName", "supervisorPhone", "supervisorUnitName", "eligibilityNote", "unreadable", "savedAt", "savedById")
      SELECT r."id", r."entryId", 1, r."title", r."fieldId", r."ownerKind", r."ownerName", r."createdYear", r."createdMonth", r."unitName", r."summary",
             r."supervisorName", r."supervisorPhone", r."supervisorUnitName", r."eligibilityNote", r."unreadable", ${now}, ${ownerId}
        FROM json_to_recordset(${json}::json) AS r("id" uuid, "entryId" uuid, "title" text, "fieldId" uuid, "ownerKind" "OwnerKind", "ownerName" text, "createdYear" int,
             "createdMonth" int, "unitName" text, "summary" text, "supervisorName" text, "supervisorPhone" text, "supervisorUnitName" text, "eligibilityNote" text, "unreadable" jsonb)`;
  }
  const authors = rows.flatMap(({ versionId, draft }) => draft.authors.map((author, index) => authorRow(author, { id: nextId(), versionId, position: index + 1 })));
  for (const chunk of chunks(authors)) {
    await tx.$executeRaw`
      INSERT INTO "EntryAuthor" ("id", "versionId", "key", "position", "fullName", "birthDate", "sex", "occupation", "className", "unitName", "phone", "email",
             "shareHundredths", "isChief", "guardianName", "guardianPhone", "userId", "guardianUserId")
      SELECT r."id", r."versionId", r."key", r."position", r."fullName", r."birthDate", r."sex", r."occupation", r."className", r."unitName", r."phone", r."email",
             r."shareHundredths", r."isChief", r."guardianName", r."guardianPhone", r."userId", r."guardianUserId"
        FROM json_to_recordset(${JSON.stringify(chunk)}::json) AS r("id" uuid, "versionId" uuid, "key" uuid, "position" int, "fullName" text, "birthDate" date, "sex" text,
             "occupation" text, "className" text, "unitName" text, "phone" text, "email" text, "shareHundredths" int, "isChief" boolean, "guardianName" text,
             "guardianPhone" text, "userId" text, "guardianUserId" text)`;
  }
}

const authorRow = (author: DraftAuthor, place: { id: string; versionId: string; position: number }) => ({ ...author, ...place, sex: author.sex === "" ? null : author.sex });

import type { Tx } from "~/data/client.server";
import { NAME_GONE } from "~/domain/retention/retention";

interface TextColumns {
  table: string;
  columns: readonly string[];
  /** columns of JSON */
  json?: readonly string[];
  /** which rows belong to $1 */
  where: string;
}

const VERSION_OF_ENTRY = `"versionId" IN (SELECT "id" FROM "EntryVersion" WHERE "entryId" = $1::uuid)`;
const ASSIGNMENT_OF_ENTRY = `(SELECT "id" FROM "Assignment" WHERE "entryId" = $1::uuid)`;
const SHEET_OF_ENTRY = `(SELECT s."id" FROM "ScoreSheet" s WHERE s."assignmentId" IN ${ASSIGNMENT_OF_ENTRY})`;

/** Where texts about an entry stand, beside what is kept of its people in columns of their own. */
const OF_ENTRY: readonly TextColumns[] = [
  { table: "Entry", columns: ["title", "screeningReason", "searchText", "unitName"], where: `"id" = $1::uuid` },
  { table: "EntryVersion", columns: ["title", "ownerName", "unitName", "summary", "supervisorName", "supervisorPhone", "supervisorUnitName", "eligibilityNote"], json: ["parts", "unreadable"], where: `"entryId" = $1::uuid` },
  { table: "EntryFile", columns: ["name", "caption"], where: VERSION_OF_ENTRY },
  { table: "FileText", columns: ["text"], where: `"fileId" IN (SELECT f."fileId" FROM "EntryFile" f WHERE f.${VERSION_OF_ENTRY})` },
  { table: "RedactedPart", columns: ["text"], where: VERSION_OF_ENTRY },
  { table: "AuthorConfirmation", columns: ["remark"], where: `"entryId" = $1::uuid` },
  { table: "ScreeningAct", columns: ["reason"], where: `"entryId" = $1::uuid` },
  { table: "ScreeningRemark", columns: ["text"], where: `"actId" IN (SELECT "id" FROM "ScreeningAct" WHERE "entryId" = $1::uuid)` },
  { table: "PhysicalThing", columns: ["description", "place"], where: `"entryId" = $1::uuid` },
  { table: "PhysicalMove", columns: ["personName", "place", "condition", "note"], where: `"thingId" IN (SELECT "id" FROM "PhysicalThing" WHERE "entryId" = $1::uuid)` },
  { table: "ScoreSheet", columns: ["remark", "privateNote"], json: ["remarks"], where: `"id" IN ${SHEET_OF_ENTRY}` },
  { table: "SheetRevision", columns: ["remark", "privateNote"], json: ["remarks"], where: `"sheetId" IN ${SHEET_OF_ENTRY}` },
  { table: "LateSheet", columns: ["remark", "privateNote"], json: ["remarks"], where: `"assignmentId" IN ${ASSIGNMENT_OF_ENTRY}` },
  { table: "KeyedSheet", columns: ["remark"], where: `"assignmentId" IN ${ASSIGNMENT_OF_ENTRY}` },
  { table: "Nomination", columns: ["note"], where: `"entryId" = $1::uuid` },
  { table: "Certificate", columns: [], json: ["content"], where: `"entryId" = $1::uuid` },
];

/** Where texts of an edition may name somebody. */
const OF_EDITION: readonly TextColumns[] = [
  { table: "OutboxMessage", columns: ["recipientName", "subject", "body"], where: `"editionId" = $1::uuid` },
  { table: "PlanJob", columns: [], json: ["input", "result"], where: `"editionId" = $1::uuid` },
  { table: "Commendation", columns: ["recipientName", "recipientDetail"], where: `"editionId" = $1::uuid AND "recipientKind" = 'PERSON'` },
];

/** Takes what the pattern (`patternOf`) finds out of the texts of an entry, and erases texts on record about it; sheets keep their points, versions their shape. */
export async function cleanEntryTexts(tx: Tx, entryId: string, pattern: string, now: Date): Promise<void> {
  for (const columns of OF_ENTRY) await clean(tx, columns, entryId, pattern);
  // Each is there once in an edition: it goes whole.
  await tx.$executeRaw`UPDATE "Entry" SET "importRef" = NULL WHERE "id" = ${entryId}::uuid AND "importRef" ~ ${pattern}`;
  // What is on record about this entry alone.
  await tx.$executeRaw`
    UPDATE "ErasableText" SET "text" = '', "salt" = '', "erasedAt" = ${now} WHERE "erasedAt" IS NULL AND "text" ~ ${pattern} AND "id" IN (
      SELECT unnest(ARRAY["groundsId", "answerId"]) FROM "Appeal" WHERE "entryId" = ${entryId}::uuid
      UNION SELECT unnest(ARRAY["reasonId", "revokeReasonId"]) FROM "SpecialAwardGiven" WHERE "entryId" = ${entryId}::uuid UNION SELECT "reasonId" FROM "Certificate" WHERE "entryId" = ${entryId}::uuid)`;
}

/** Takes it out of letters, plans and lists of an edition, and erases the texts on record that hold it: their hashes stay. */
export async function cleanEditionTexts(tx: Tx, editionId: string, pattern: string, now: Date): Promise<void> {
  // The recipient of a commendation is on record by a hash salted as its grounds are: both go, and the record says what the row no longer can.
  await tx.$executeRaw`
    UPDATE "ErasableText" t SET "text" = '', "salt" = '', "erasedAt" = ${now} FROM "Commendation" c
     WHERE c."groundsId" = t."id" AND t."erasedAt" IS NULL AND c."editionId" = ${editionId}::uuid AND c."recipientKind" = 'PERSON' AND (c."recipientName" ~ ${pattern} OR c."recipientDetail" ~ ${pattern})`;
  await tx.$executeRaw`
    UPDATE "SpecialAwardGiven" g SET "recipientName" = ${NAME_GONE} FROM "SpecialAward" s WHERE s."id" = g."specialAwardId" AND s."editionId" = ${editionId}::uuid AND g."recipientName" ~ ${pattern}`;
  for (const columns of OF_EDITION) await clean(tx, columns, editionId, pattern);
  await eraseTextsWith(tx, editionId, pattern, now);
}

/** Erases the texts of a chain (of an edition, or "system") in which the pattern finds something. */
export async function eraseTextsWith(tx: Tx, chain: string, pattern: string, now: Date): Promise<void> {
  await tx.$executeRaw`UPDATE "ErasableText" SET "text" = '', "salt" = '', "erasedAt" = ${now} WHERE "chain" = ${chain} AND "erasedAt" IS NULL AND "text" ~ ${pattern}`;
}

/** Erases texts on record by their ids. */
export async function eraseTexts(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  await tx.erasableText.updateMany({ where: { id: { in: [...ids] }, erasedAt: null }, data: { text: "", salt: "", erasedAt: now } });
}

async function clean(tx: Tx, { table, columns, json = [], where }: TextColumns, id: string, pattern: string): Promise<void> {
  const sets = [
    ...columns.map((column) => `"${column}" = regexp_replace("${column}", $2, '${NAME_GONE}', 'g')`),
    ...json.map((column) => `"${column}" = regexp_replace("${column}"::text, $2, '${NAME_GONE}', 'g')::jsonb`),
  ];
  const finds = [...columns, ...json].map((column) => `"${column}"::text ~ $2`);
  await tx.$executeRawUnsafe(`UPDATE "${table}" SET ${sets.join(", ")} WHERE ${where} AND (${finds.join(" OR ")})`, id, pattern);
}

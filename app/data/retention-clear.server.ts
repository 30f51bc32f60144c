import type { Tx } from "~/data/client.server";
import type { KeptAuthor } from "~/data/consents.server";
import { NAME_GONE } from "~/domain/retention/retention";

/** Versions of entries of edition $1. */
const VERSIONS = `(SELECT v."id" FROM "EntryVersion" v JOIN "Entry" e ON e."id" = v."entryId" WHERE e."editionId" = $1::uuid)`;
const ENTRIES = `(SELECT e."id" FROM "Entry" e WHERE e."editionId" = $1::uuid)`;
const ASSIGNMENTS = `(SELECT a."id" FROM "Assignment" a WHERE a."editionId" = $1::uuid)`;
const SHEETS = `(SELECT s."id" FROM "ScoreSheet" s JOIN "Assignment" a ON a."id" = s."assignmentId" WHERE a."editionId" = $1::uuid)`;

/** Entry `e` is part of the public result: it has a prize, or somebody behind it got a special award. */
export const IN_RESULT = (e: string) => `(EXISTS (SELECT 1 FROM "Award" w WHERE w."entryId" = ${e}."id")
  OR EXISTS (SELECT 1 FROM "SpecialAwardGiven" g WHERE g."entryId" = ${e}."id" AND g."revokedAt" IS NULL))`;

/** Nothing on record hangs on draft `e`, so that it can go whole. */
const HANGS_ON_NOTHING = `NOT EXISTS (SELECT 1 FROM "Conflict" c WHERE c."entryId" = e."id") AND NOT EXISTS (SELECT 1 FROM "Assignment" a WHERE a."entryId" = e."id")
  AND NOT EXISTS (SELECT 1 FROM "SpecialAwardGiven" g WHERE g."entryId" = e."id") AND NOT EXISTS (SELECT 1 FROM "Nomination" n WHERE n."entryId" = e."id")
  AND NOT EXISTS (SELECT 1 FROM "Certificate" z WHERE z."entryId" = e."id") AND NOT EXISTS (SELECT 1 FROM "Rescore" r WHERE r."entryId" = e."id")`;

/** Texts on which results and what was published rest, and requests that wait for an answer; all other erasable texts of a chain are private. */
const KEPT_TEXTS = `SELECT "reasonId" FROM "PrizeChoice" WHERE "editionId" = $1::uuid UNION SELECT "reasonId" FROM "QuotaChoice" WHERE "editionId" = $1::uuid
  UNION SELECT "questionId" FROM "Vote" WHERE "editionId" = $1::uuid UNION SELECT "notesId" FROM "RankingMeeting" WHERE "editionId" = $1::uuid
  UNION SELECT "guestsId" FROM "RankingMeeting" WHERE "editionId" = $1::uuid UNION SELECT "reasonId" FROM "ResultCorrection" WHERE "editionId" = $1::uuid
  UNION SELECT "groundsId" FROM "Commendation" WHERE "editionId" = $1::uuid AND "state" = 'PUBLISHED' AND ("mayPublish" OR "recipientKind" <> 'PERSON')
  UNION SELECT "reasonId" FROM "IssuedPaper" WHERE "editionId" = $1::uuid UNION SELECT "retentionReasonId" FROM "Edition" WHERE "id" = $1::uuid
  UNION SELECT "textId" FROM "DataRequest" WHERE "editionId" = $1::uuid AND "answeredAt" IS NULL`;

/** What is private of the entries of edition $1, in an order in which each step finds what it needs; each run a second time changes nothing. */
const CLEARING: readonly string[] = [
  // what led to the entries
  `DELETE FROM "OutboxMessage" WHERE "editionId" = $1::uuid`,
  `DELETE FROM "Invitation" WHERE "editionId" = $1::uuid`,
  `DELETE FROM "PlanJob" WHERE "editionId" = $1::uuid`,
  `DELETE FROM "Upload" WHERE "entryId" IN ${ENTRIES}`,
  // versions that do not count
  `DELETE FROM "EntryVersion" WHERE "state" <> 'SUBMITTED' AND "id" IN ${VERSIONS}`,
  `DELETE FROM "RedactedPart" WHERE "versionId" IN ${VERSIONS}`,
  `DELETE FROM "RedactedFile" WHERE "versionId" IN ${VERSIONS}`,
  `DELETE FROM "HarmlessFinding" WHERE "versionId" IN ${VERSIONS}`,
  `DELETE FROM "BlindScan" WHERE "versionId" IN ${VERSIONS}`,
  `DELETE FROM "EntryPrint" WHERE "editionId" = $1::uuid`,
  `DELETE FROM "FileText" WHERE "fileId" IN (SELECT "id" FROM "StoredFile" WHERE "editionId" = $1::uuid)`,
  // the version that counts: what the result shows of it stays
  `UPDATE "EntryVersion" v SET
     "summary" = CASE WHEN ${IN_RESULT("e")} THEN v."summary" ELSE '' END,
     "parts" = CASE WHEN ${IN_RESULT("e")} THEN coalesce((SELECT jsonb_object_agg(t.key, t.value) FROM jsonb_each(v."parts") AS t
       WHERE EXISTS (SELECT 1 FROM "DossierPart" p WHERE p."editionId" = e."editionId" AND p."key" = t.key AND p."publishable")), '{}') ELSE '{}' END,
     "ownerName" = CASE WHEN v."ownerKind" = 'ORGANISATION' THEN v."ownerName" ELSE '' END,
     "eligibilityNote" = '', "unreadable" = '{}', "fieldChanges" = '{}', "supervisorName" = '', "supervisorPhone" = '', "supervisorUnitName" = '', "supervisorUnitId" = NULL
    FROM "Entry" e WHERE e."id" = v."entryId" AND e."editionId" = $1::uuid`,
  // people
  `UPDATE "Consent" SET "personName" = '', "relation" = '', "scanFileId" = NULL WHERE "entryId" IN ${ENTRIES}`,
  `UPDATE "ConsentDecline" SET "personName" = '' WHERE "entryId" IN ${ENTRIES}`,
  `DELETE FROM "AuthorConfirmation" WHERE "entryId" IN ${ENTRIES}`,
  // what staff and judges wrote about entries
  `UPDATE "ScreeningAct" SET "reason" = '' WHERE "entryId" IN ${ENTRIES}`,
  `DELETE FROM "ScreeningRemark" WHERE "actId" IN (SELECT s."id" FROM "ScreeningAct" s WHERE s."entryId" IN ${ENTRIES})`,
  `UPDATE "PhysicalThing" SET "description" = '', "photoFileId" = NULL, "place" = CASE WHEN "place" = '' THEN '' ELSE '–' END WHERE "editionId" = $1::uuid`,
  `UPDATE "PhysicalMove" SET "personName" = '', "place" = '', "condition" = '', "note" = '' WHERE "thingId" IN (SELECT "id" FROM "PhysicalThing" WHERE "editionId" = $1::uuid)`,
  `UPDATE "ScoreSheet" SET "remark" = '', "remarks" = '{}', "privateNote" = '' WHERE "id" IN ${SHEETS}`,
  `UPDATE "SheetRevision" SET "remark" = '', "remarks" = '{}', "privateNote" = '' WHERE "sheetId" IN ${SHEETS}`,
  `UPDATE "LateSheet" SET "remark" = '', "remarks" = '{}', "privateNote" = '' WHERE "assignmentId" IN ${ASSIGNMENTS}`,
  `UPDATE "KeyedSheet" SET "remark" = '' WHERE "assignmentId" IN ${ASSIGNMENTS}`,
  `UPDATE "Nomination" SET "note" = '' WHERE "editionId" = $1::uuid`,
  `UPDATE "Commendation" SET "recipientName" = '${NAME_GONE}', "recipientDetail" = '' WHERE "editionId" = $1::uuid AND "recipientKind" = 'PERSON' AND NOT "mayPublish"`,
  `UPDATE "ErasableText" SET "text" = '', "salt" = '', "erasedAt" = $2 WHERE "chain" = $1::text AND "erasedAt" IS NULL AND "id" NOT IN (SELECT k."reasonId" FROM (${KEPT_TEXTS}) k WHERE k."reasonId" IS NOT NULL)`,
];

/** Contacts of persons of edition $1 who neither hold a role nor are behind an entry in an edition whose private data is still kept. */
const IDLE_CONTACTS = `
DELETE FROM "PersonContact" c
 WHERE EXISTS (SELECT 1 FROM "Membership" m WHERE m."userId" = c."userId" AND m."editionId" = $1::uuid
               UNION SELECT 1 FROM "Judge" j WHERE j."userId" = c."userId" AND j."editionId" = $1::uuid
               UNION SELECT 1 FROM "Entry" e WHERE e."ownerId" = c."userId" AND e."editionId" = $1::uuid
               UNION SELECT 1 FROM "EntryAuthor" a JOIN "EntryVersion" v ON v."id" = a."versionId" JOIN "Entry" e ON e."id" = v."entryId" WHERE a."userId" = c."userId" AND e."editionId" = $1::uuid)
   AND NOT EXISTS (SELECT 1 FROM "Membership" m LEFT JOIN "Edition" d ON d."id" = m."editionId"
                    WHERE m."userId" = c."userId" AND m."endedAt" IS NULL AND (d."id" IS NULL OR (d."id" <> $1::uuid AND d."privateClearedAt" IS NULL)))
   AND NOT EXISTS (SELECT 1 FROM "Judge" j JOIN "Edition" d ON d."id" = j."editionId" WHERE j."userId" = c."userId" AND d."id" <> $1::uuid AND d."privateClearedAt" IS NULL)
   AND NOT EXISTS (SELECT 1 FROM "Entry" e JOIN "Edition" d ON d."id" = e."editionId" WHERE e."ownerId" = c."userId" AND d."id" <> $1::uuid AND d."privateClearedAt" IS NULL)`;

export interface ClearedRows {
  entries: number;
  drafts: number;
  /** stored files that an entry of the edition, a consent or a thing named until now */
  fileIds: string[];
}

interface Clearing {
  editionId: string;
  /** authors of the result whose names stay public */
  kept: readonly KeptAuthor[];
  now: Date;
}

/**
 * Clears what is private of an edition, in the transaction of its caller: contacts, birth dates, guardians, texts and files that are not
 * public, notes, letters, versions that do not count. Codes, titles, fields, units, scores, prizes and names of `kept` stay. Which files
 * stay is asked afterwards, of those that are still here (`dropFilesOf`).
 */
export async function clearPrivateRows(tx: Tx, { editionId, kept, now }: Clearing): Promise<Omit<ClearedRows, "fileIds">> {
  const drafts = await tx.$executeRawUnsafe(`DELETE FROM "Entry" e WHERE e."editionId" = $1::uuid AND e."state" = 'DRAFT' AND ${HANGS_ON_NOTHING}`, editionId);
  for (const step of CLEARING) await tx.$executeRawUnsafe(step, ...(step.includes("$2") ? [editionId, now] : [editionId]));
  await clearAuthors(tx, editionId, kept);
  await tx.$executeRawUnsafe(IDLE_CONTACTS, editionId);
  const entries = await tx.$executeRaw`
    UPDATE "Entry" e SET "screeningReason" = NULL, "importRef" = NULL, "title" = CASE WHEN e."state" = 'DRAFT' THEN '' ELSE e."title" END,
           "searchText" = concat_ws(' ', CASE WHEN e."state" = 'DRAFT' THEN NULL ELSE e."title" END, e."code", nullif(e."unitName", ''),
             (SELECT string_agg(a."fullName", ' ' ORDER BY a."position") FROM "EntryVersion" v JOIN "EntryAuthor" a ON a."versionId" = v."id"
               WHERE v."entryId" = e."id" AND v."state" = 'SUBMITTED' AND a."fullName" <> ${NAME_GONE}))
     WHERE e."editionId" = ${editionId}::uuid`;
  return { entries, drafts };
}

async function clearAuthors(tx: Tx, editionId: string, kept: readonly KeptAuthor[]): Promise<void> {
  const columns = [kept.map(({ entryId }) => entryId), kept.map(({ key }) => key), kept.map(({ decidedBy }) => decidedBy.join(","))] as const;
  await tx.$executeRaw`
    UPDATE "EntryAuthor" a SET
           "fullName" = CASE WHEN t."parties" IS NULL THEN ${NAME_GONE} ELSE a."fullName" END,
           "decidedBy" = coalesce(string_to_array(t."parties", ',')::"ConsentParty"[], '{}'),
           "birthDate" = NULL, "sex" = NULL, "occupation" = '', "className" = '', "phone" = '', "address" = '', "email" = '', "guardianName" = '', "guardianPhone" = ''
      FROM (SELECT x."id", k."parties" FROM "EntryAuthor" x JOIN "EntryVersion" v ON v."id" = x."versionId" JOIN "Entry" e ON e."id" = v."entryId"
              LEFT JOIN unnest(${columns[0]}::uuid[], ${columns[1]}::uuid[], ${columns[2]}::text[]) AS k("entryId", "key", "parties") ON k."entryId" = e."id" AND k."key" = x."key"
             WHERE e."editionId" = ${editionId}::uuid) t
     WHERE t."id" = a."id"`;
  // Whoever's name stays may still take the consent back by the link that was handed out; other links lead nowhere any more.
  await tx.$executeRaw`
    DELETE FROM "ConsentLink" l USING "Entry" e WHERE e."id" = l."entryId" AND e."editionId" = ${editionId}::uuid
       AND NOT EXISTS (SELECT 1 FROM unnest(${columns[0]}::uuid[], ${columns[1]}::uuid[]) AS k("entryId", "key") WHERE k."entryId" = l."entryId" AND k."key" = l."authorKey")`;
}

/** Files and texts of dossiers that nobody may see in public go; files that stay get a name that says nothing. `shownEntryIds`: everybody agrees to their media. */
export async function dropFilesOf(tx: Tx, editionId: string, shownEntryIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "EntryFile" f USING "EntryVersion" v, "Entry" e
     WHERE v."id" = f."versionId" AND e."id" = v."entryId" AND e."editionId" = ${editionId}::uuid
       AND NOT (e."id" = ANY(${[...shownEntryIds]}::uuid[]) AND EXISTS (SELECT 1 FROM "Award" w WHERE w."entryId" = e."id")
                AND EXISTS (SELECT 1 FROM "DossierPart" p WHERE p."editionId" = e."editionId" AND p."key" = f."partKey" AND p."publishable"))`;
  await tx.$executeRaw`
    UPDATE "EntryFile" f SET "name" = 'tep-' || f."position" || coalesce(lower(substring(f."name" FROM '\.[A-Za-z0-9]{1,5}$')), '')
      FROM "EntryVersion" v JOIN "Entry" e ON e."id" = v."entryId" WHERE v."id" = f."versionId" AND e."editionId" = ${editionId}::uuid`;
  await tx.$executeRaw`
    UPDATE "EntryVersion" v SET "parts" = '{}' FROM "Entry" e WHERE e."id" = v."entryId" AND e."editionId" = ${editionId}::uuid AND NOT (e."id" = ANY(${[...shownEntryIds]}::uuid[]))`;
  await tx.$executeRaw`UPDATE "Entry" SET "filesDueAt" = NULL WHERE "editionId" = ${editionId}::uuid AND "filesDueAt" IS NOT NULL`;
}

/** Entries of an edition that its result names; one statement. */
export async function entriesInResult(tx: Tx, editionId: string): Promise<string[]> {
  const rows = await tx.$queryRawUnsafe<{ id: string }[]>(`SELECT e."id"::text AS "id" FROM "Entry" e WHERE e."editionId" = $1::uuid AND e."state" = 'SUBMITTED' AND ${IN_RESULT("e")} ORDER BY 1`, editionId);
  return rows.map(({ id }) => id);
}

/** Files that entries, papers of consent and things of an edition name; one statement. */
export async function filesNamedIn(tx: Tx, editionId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT t."id"::text AS "id" FROM (
      SELECT f."fileId" AS "id" FROM "EntryFile" f JOIN "EntryVersion" v ON v."id" = f."versionId" JOIN "Entry" e ON e."id" = v."entryId" WHERE e."editionId" = ${editionId}::uuid
      UNION SELECT r."fileId" FROM "RedactedFile" r JOIN "EntryVersion" v ON v."id" = r."versionId" JOIN "Entry" e ON e."id" = v."entryId" WHERE e."editionId" = ${editionId}::uuid
      UNION SELECT c."scanFileId" FROM "Consent" c JOIN "Entry" e ON e."id" = c."entryId" WHERE e."editionId" = ${editionId}::uuid
      UNION SELECT t."photoFileId" FROM "PhysicalThing" t WHERE t."editionId" = ${editionId}::uuid) t
     WHERE t."id" IS NOT NULL`;
  return rows.map(({ id }) => id);
}

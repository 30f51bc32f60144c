import type { Tx } from "~/data/client.server";
import { Prisma } from "~/data/generated/client";
import { SEARCH_METHOD } from "~/domain/blind/find-names";
import type { Identity } from "~/domain/blind/identity";
import type { FileFamily, PartRule } from "~/domain/contest/rules";

/** What is known of the bytes of a file: its words once they were read. */
export interface ReadBytes {
  fileId: string;
  family: FileFamily;
  processing: "PENDING" | "DONE" | "FAILED";
  text: string;
}

export interface BlindFile {
  /** of the row: what addresses of files name */
  id: string;
  key: string;
  partKey: string;
  name: string;
  caption: string;
  /** its place among the files of its kind in the version, from 1 */
  number: number;
  /** null: bytes not here */
  stored: ReadBytes | null;
  /** null: shown as it is; `stored` null: withheld from blind judges */
  redaction: { stored: ReadBytes | null } | null;
}

/** All the search for names needs of the version that counts of an entry, and what people decided about it. */
export interface BlindDossier {
  entryId: string;
  code: string;
  editionId: string;
  versionId: string;
  number: number;
  /** method of the search and a print of what is searched; another one means that it has to be done again */
  source: string;
  title: string;
  summary: string;
  parts: Record<string, string>;
  /** parts judges see, in their order */
  rules: Pick<PartRule, "key" | "kind" | "label" | "options" | "families" | "maxFileBytes">[];
  files: BlindFile[];
  /** texts in the place of parts, by key */
  redactedParts: Record<string, string>;
  identity: Identity;
  /** names of findings that a person called harmless, in this version or an earlier one */
  harmless: string[];
  /** it takes part in a round of which judges see neither author nor school */
  isJudgedBlind: boolean;
  /** a person decided something about this very version */
  isAtWork: boolean;
  check: { byId: string; byName: string | null; at: string } | null;
}

/** The units version `v` of entry `e` names, with those that were merged into them. */
const UNITS = Prisma.sql`(
  SELECT u."id" FROM "Unit" u WHERE u."id" IN (
    SELECT unnest(ARRAY[v."unitId", v."supervisorUnitId", e."filedByUnitId"]) UNION SELECT a."unitId" FROM "EntryAuthor" a WHERE a."versionId" = v."id")
  UNION SELECT m."id" FROM "Unit" m WHERE m."mergedIntoId" IN (
    SELECT unnest(ARRAY[v."unitId", v."supervisorUnitId", e."filedByUnitId"]) UNION SELECT a."unitId" FROM "EntryAuthor" a WHERE a."versionId" = v."id"))`;

/** Method, version, state of the files and what was decided about version `v` of entry `e`. */
const SOURCE = Prisma.sql`${SEARCH_METHOD} || ':' || md5(concat_ws('|', v."id",
  (SELECT string_agg(x."key" || coalesce(s."id"::text || s."processing"::text, ''), ',' ORDER BY x."key") FROM "EntryFile" x LEFT JOIN "StoredFile" s ON s."id" = x."fileId" WHERE x."versionId" = v."id"),
  (SELECT string_agg(p."partKey" || p."at", ',' ORDER BY p."partKey") FROM "RedactedPart" p WHERE p."versionId" = v."id"),
  (SELECT string_agg(r."fileKey" || coalesce(s."id"::text || s."processing"::text, '') || r."at", ',' ORDER BY r."fileKey") FROM "RedactedFile" r LEFT JOIN "StoredFile" s ON s."id" = r."fileId" WHERE r."versionId" = v."id"),
  (SELECT count(*) FROM "HarmlessFinding" h JOIN "EntryVersion" w ON w."id" = h."versionId" WHERE w."entryId" = e."id"),
  (SELECT string_agg(u."name" || coalesce(n."name", ''), ',' ORDER BY u."name", n."name") FROM "Unit" u LEFT JOIN "UnitName" n ON n."unitId" = u."id" WHERE u."id" IN ${UNITS})))`;

/** Entry `e` with its version `v` takes part in a blind round of edition `d`: the first one, or one it was admitted to or assigned in. */
export const IN_BLIND_ROUND = `EXISTS (SELECT 1 FROM "Round" r WHERE r."editionId" = d."id" AND r."blind" AND (
  NOT EXISTS (SELECT 1 FROM "Round" b WHERE b."editionId" = d."id" AND b."position" < r."position")
  OR EXISTS (SELECT 1 FROM "RoundEntry" x WHERE x."roundId" = r."id" AND x."entryId" = e."id")
  OR EXISTS (SELECT 1 FROM "Assignment" a WHERE a."roundId" = r."id" AND a."entryId" = e."id" AND a."state" = 'ACTIVE')))`;

const COUNTING = Prisma.sql`"Entry" e JOIN "EntryVersion" v ON v."entryId" = e."id" AND v."state" = 'SUBMITTED' JOIN "Edition" d ON d."id" = e."editionId"`;

/**
 * Qualified entries of blind rounds whose version was not searched yet, or something of it changed since; those whose results are out
 * are left alone. With `editionId` of one edition. The oldest first.
 */
export async function entriesToSearch(db: { prisma: Pick<Tx, "$queryRaw"> }, { editionId = null, limit, leftOut = [] }: { editionId?: string | null; limit: number; leftOut?: readonly string[] }): Promise<string[]> {
  const rows = await db.prisma.$queryRaw<{ id: string }[]>`
    SELECT e."id"::text AS "id" FROM ${COUNTING} LEFT JOIN "BlindScan" s ON s."versionId" = v."id"
     WHERE e."state" = 'SUBMITTED' AND e."screening" = 'QUALIFIED' AND d."publishedAt" IS NULL AND (${editionId}::uuid IS NULL OR e."editionId" = ${editionId}::uuid)
       AND NOT e."id" = ANY(${[...leftOut]}::uuid[]) AND ${Prisma.raw(IN_BLIND_ROUND)} AND (s."versionId" IS NULL OR s."source" <> ${SOURCE})
     ORDER BY e."submittedAt", e."id" LIMIT ${limit}`;
  return rows.map(({ id }) => id);
}

const BYTES = Prisma.sql`CASE WHEN s."id" IS NULL THEN NULL ELSE json_build_object('fileId', s."id", 'family', s."family", 'processing', s."processing",
  'text', coalesce((SELECT t."text" FROM "FileText" t WHERE t."fileId" = s."id"), '')) END`;

interface Row extends Omit<BlindDossier, "identity"> {
  identity: Identity & { isOrganisation: boolean; ownerName: string };
}

/** The dossiers as they are searched, in no order; entries without a submitted version are left out. One statement. */
export async function readBlindDossiers(reader: Tx, entryIds: readonly string[]): Promise<BlindDossier[]> {
  if (entryIds.length === 0) return [];
  const rows = await reader.$queryRaw<Row[]>`
    SELECT e."id"::text AS "entryId", coalesce(e."code", '') AS "code", e."editionId"::text AS "editionId", v."id"::text AS "versionId", v."number", ${SOURCE} AS "source",
           v."title", v."summary", v."parts", ${Prisma.raw(IN_BLIND_ROUND)} AS "isJudgedBlind", ${RULES} AS "rules", ${FILES} AS "files", ${IDENTITY} AS "identity",
           (SELECT coalesce(json_object_agg(p."partKey", p."text"), '{}') FROM "RedactedPart" p WHERE p."versionId" = v."id") AS "redactedParts",
           ARRAY(SELECT DISTINCT h."finding" FROM "HarmlessFinding" h JOIN "EntryVersion" w ON w."id" = h."versionId" WHERE w."entryId" = e."id") AS "harmless",
           (EXISTS (SELECT 1 FROM "HarmlessFinding" h WHERE h."versionId" = v."id") OR EXISTS (SELECT 1 FROM "RedactedPart" p WHERE p."versionId" = v."id" AND p."at" > v."submittedAt")
             OR EXISTS (SELECT 1 FROM "RedactedFile" f WHERE f."versionId" = v."id" AND f."at" > v."submittedAt")) AS "isAtWork",
           (SELECT json_build_object('byId', b."checkedById", 'byName', u."name", 'at', b."checkedAt") FROM "BlindCheck" b LEFT JOIN "User" u ON u."id" = b."checkedById" WHERE b."versionId" = v."id") AS "check"
      FROM ${COUNTING} WHERE e."id" = ANY(${[...entryIds]}::uuid[])`;
  return rows.map(({ identity: { isOrganisation, ownerName, ...identity }, ...row }) => ({ ...row, identity: withOwner(identity, ownerName, isOrganisation) }));
}

const RULES = Prisma.sql`(SELECT coalesce(json_agg(json_build_object('key', p."key", 'kind', p."kind", 'label', p."label", 'options', p."options", 'families', p."families", 'maxFileBytes', p."maxFileBytes")
  ORDER BY p."position", p."key"), '[]') FROM "DossierPart" p WHERE p."editionId" = e."editionId" AND p."forJudges")`;

const FILES = Prisma.sql`(
  SELECT coalesce(json_agg(json_build_object('id', f."id", 'key', f."key", 'partKey', f."partKey", 'name', f."name", 'caption', f."caption", 'stored', ${BYTES},
           'number', (SELECT count(*) FROM "EntryFile" g JOIN "StoredFile" t ON t."id" = g."fileId"
                       WHERE g."versionId" = f."versionId" AND t."family" = s."family" AND (g."partKey", g."position", g."key") <= (f."partKey", f."position", f."key")),
           'redaction', (SELECT json_build_object('stored', (SELECT ${BYTES} FROM "StoredFile" s WHERE s."id" = x."fileId")) FROM "RedactedFile" x WHERE x."versionId" = v."id" AND x."fileKey" = f."key"))
           ORDER BY p."position", f."partKey", f."position", f."key"), '[]')
    FROM "EntryFile" f JOIN "DossierPart" p ON p."editionId" = e."editionId" AND p."key" = f."partKey" AND p."forJudges" LEFT JOIN "StoredFile" s ON s."id" = f."fileId"
   WHERE f."versionId" = v."id")`;

/** Everybody an entry names, and how they can be reached; accounts may be under another name than the dossier. */
const IDENTITY = Prisma.sql`(
  WITH author AS (SELECT a.* FROM "EntryAuthor" a WHERE a."versionId" = v."id"),
  account AS (
    SELECT u."id", u."name", u."email", u."phone", 'AUTHOR' AS "kind" FROM "User" u WHERE u."id" IN (SELECT "userId" FROM author)
    UNION ALL SELECT u."id", u."name", u."email", u."phone", 'GUARDIAN' FROM "User" u WHERE u."id" IN (SELECT "guardianUserId" FROM author)
    UNION ALL SELECT u."id", u."name", u."email", u."phone", 'OWNER' FROM "User" u WHERE u."id" = e."ownerId")
  SELECT json_build_object(
    'people', (SELECT coalesce(json_agg(json_build_object('name', n."name", 'kind', n."kind")), '[]') FROM (
       SELECT "fullName" AS "name", 'AUTHOR' AS "kind" FROM author UNION SELECT "guardianName", 'GUARDIAN' FROM author UNION SELECT v."supervisorName", 'SUPERVISOR' UNION SELECT "name", "kind" FROM account) n WHERE n."name" <> ''),
    'units', (SELECT coalesce(json_agg(n."name"), '[]') FROM (
       SELECT unnest(ARRAY[v."unitName", v."supervisorUnitName"]) AS "name" UNION SELECT "unitName" FROM author
       UNION SELECT u."name" FROM "Unit" u WHERE u."id" IN ${UNITS} UNION SELECT w."name" FROM "UnitName" w WHERE w."unitId" IN ${UNITS}) n WHERE n."name" <> ''),
    'classes', (SELECT coalesce(json_agg(DISTINCT "className"), '[]') FROM author WHERE "className" <> ''),
    'addresses', (SELECT coalesce(json_agg(DISTINCT "address"), '[]') FROM author WHERE "address" <> ''),
    'phones', (SELECT coalesce(json_agg(n."phone"), '[]') FROM (
       SELECT "phone" FROM author UNION SELECT "guardianPhone" FROM author UNION SELECT v."supervisorPhone" UNION SELECT "phone" FROM account
       UNION SELECT c."value" FROM "PersonContact" c WHERE c."kind"::text = 'PHONE' AND c."userId" IN (SELECT "id" FROM account)) n WHERE n."phone" <> ''),
    'emails', (SELECT coalesce(json_agg(n."email"), '[]') FROM (
       SELECT "email" FROM author UNION SELECT "email" FROM account UNION SELECT c."value" FROM "PersonContact" c WHERE c."kind"::text = 'EMAIL' AND c."userId" IN (SELECT "id" FROM account)) n WHERE n."email" <> ''),
    'isOrganisation', v."ownerKind" = 'ORGANISATION', 'ownerName', v."ownerName"))`;

function withOwner(identity: Identity, ownerName: string, isOrganisation: boolean): Identity {
  if (ownerName === "") return identity;
  return isOrganisation ? { ...identity, units: [...identity.units, ownerName] } : { ...identity, people: [...identity.people, { name: ownerName, kind: "OWNER" }] };
}

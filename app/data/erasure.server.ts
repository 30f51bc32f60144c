import type { Tx } from "~/data/client.server";
import type { Reader } from "~/data/editions.server";
import type { PersonTexts } from "~/domain/people/erasure";
import { NAME_GONE } from "~/domain/retention/retention";

export interface AuthorToErase {
  entryId: string;
  authorKey: string;
  editionId: string;
  entryCode: string | null;
  state: "DRAFT" | "SUBMITTED" | "WITHDRAWN";
  /** the author's account, where one is known in any version */
  userIds: string[];
  /** authors of the version in hand who are still named, beside this one */
  othersNamed: number;
  texts: PersonTexts;
}

/** An author of an entry, over all its versions; null where there is none. One statement. */
export async function authorToErase(reader: Reader, entryId: string, authorKey: string): Promise<AuthorToErase | null> {
  const [row] = await reader.$queryRaw<(Omit<AuthorToErase, "texts" | "entryId" | "authorKey"> & { names: string[]; phones: string[]; others: string[] })[]>`
    WITH own AS (SELECT a.* FROM "EntryAuthor" a JOIN "EntryVersion" v ON v."id" = a."versionId" WHERE v."entryId" = ${entryId}::uuid AND a."key" = ${authorKey}::uuid),
    said AS (SELECT "personName" AS "name" FROM "Consent" WHERE "entryId" = ${entryId}::uuid AND "authorKey" = ${authorKey}::uuid
             UNION SELECT "personName" FROM "ConsentDecline" WHERE "entryId" = ${entryId}::uuid AND "authorKey" = ${authorKey}::uuid
             UNION SELECT "personName" FROM "AuthorConfirmation" WHERE "entryId" = ${entryId}::uuid AND "authorKey" = ${authorKey}::uuid
             UNION SELECT "name" FROM "Certificate" WHERE "entryId" = ${entryId}::uuid AND "authorKey" = ${authorKey}::uuid)
    SELECT e."editionId"::text AS "editionId", e."code" AS "entryCode", e."state"::text AS "state",
           coalesce((SELECT array_agg(DISTINCT "userId") FROM own WHERE "userId" IS NOT NULL), '{}') AS "userIds",
           (SELECT count(DISTINCT a."key")::int FROM "EntryAuthor" a JOIN "EntryVersion" v ON v."id" = a."versionId"
             WHERE v."entryId" = e."id" AND v."state" <> 'SUPERSEDED' AND a."key" <> ${authorKey}::uuid AND a."fullName" <> ${NAME_GONE}) AS "othersNamed",
           coalesce((SELECT array_agg(DISTINCT n."name") FROM (SELECT unnest(ARRAY["fullName", "guardianName"]) AS "name" FROM own UNION SELECT "name" FROM said) n WHERE n."name" NOT IN ('', ${NAME_GONE})), '{}') AS "names",
           coalesce((SELECT array_agg(DISTINCT n."phone") FROM (SELECT unnest(ARRAY["phone", "guardianPhone"]) AS "phone" FROM own) n WHERE n."phone" <> ''), '{}') AS "phones",
           coalesce((SELECT array_agg(DISTINCT n."text") FROM (SELECT unnest(ARRAY["email", "address"]) AS "text" FROM own) n WHERE n."text" <> ''), '{}') AS "others"
      FROM "Entry" e WHERE e."id" = ${entryId}::uuid AND EXISTS (SELECT 1 FROM own)`;
  if (!row) return null;
  const { names, phones, others, ...author } = row;
  return { entryId, authorKey, ...author, texts: { names, phones, others } };
}

/** What is kept of an author in columns: gone in every version. The place among the authors, the unit and the share stay. */
export async function eraseAuthorRows(tx: Tx, { entryId, authorKey }: { entryId: string; authorKey: string }, now: Date): Promise<void> {
  await tx.entryAuthor.updateMany({
    where: { key: authorKey, version: { entryId } },
    data: {
      fullName: NAME_GONE, birthDate: null, sex: null, occupation: "", className: "", phone: "", address: "", email: "", guardianName: "", guardianPhone: "",
      userId: null, guardianUserId: null, decidedBy: [],
    },
  });
  const whose = { entryId, authorKey };
  // What proves that consent stood: purpose, party, wording, way and times. The scan and the names go.
  await tx.consent.updateMany({ where: { ...whose, withdrawnAt: null, givenAt: { lte: now } }, data: { withdrawnAt: now } });
  await tx.consent.updateMany({ where: whose, data: { personName: "", relation: "", scanFileId: null, givenById: null } });
  await tx.consentDecline.updateMany({ where: whose, data: { personName: "" } });
  await tx.consentLink.deleteMany({ where: whose });
  await tx.authorConfirmation.deleteMany({ where: whose });
}

interface FilesToDrop {
  entryId: string;
  /** nobody named is left: every file of the entry goes */
  all: boolean;
  pattern: string;
}

/**
 * Takes files out of an entry: all of them, or, where other authors are still named, those that show or name somebody: photos and films,
 * signed papers, and documents in which the pattern finds something. Uploads and prints made of them go too.
 */
export async function dropPersonalFiles(tx: Tx, { entryId, all, pattern }: FilesToDrop): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "EntryFile" f USING "EntryVersion" v, "Entry" e
     WHERE v."id" = f."versionId" AND e."id" = v."entryId" AND e."id" = ${entryId}::uuid
       AND (${all} OR f."name" ~ ${pattern} OR f."caption" ~ ${pattern}
            OR NOT EXISTS (SELECT 1 FROM "DossierPart" p WHERE p."editionId" = e."editionId" AND p."key" = f."partKey" AND p."forJudges")
            OR EXISTS (SELECT 1 FROM "StoredFile" s LEFT JOIN "FileText" t ON t."fileId" = s."id" WHERE s."id" = f."fileId" AND (s."family" IN ('PHOTO', 'VIDEO') OR t."text" ~ ${pattern})))`;
  await tx.$executeRaw`
    DELETE FROM "RedactedFile" r USING "EntryVersion" v WHERE v."id" = r."versionId" AND v."entryId" = ${entryId}::uuid
       AND NOT EXISTS (SELECT 1 FROM "EntryFile" f WHERE f."versionId" = r."versionId" AND f."key" = r."fileKey")`;
  if (all) {
    await tx.entryVersion.updateMany({ where: { entryId }, data: { parts: {}, unreadable: {} } });
    await tx.redactedPart.deleteMany({ where: { version: { entryId } } });
    await tx.physicalThing.updateMany({ where: { entryId }, data: { photoFileId: null } });
  }
  await tx.entryVersion.updateMany({ where: { entryId }, data: { fieldChanges: {} } });
  await tx.harmlessFinding.deleteMany({ where: { version: { entryId } } });
  await tx.blindScan.deleteMany({ where: { version: { entryId } } });
  await tx.upload.deleteMany({ where: { entryId } });
  await tx.entryPrint.deleteMany({ where: { entryId } });
  await tx.entry.updateMany({ where: { id: entryId, versions: { none: { files: { some: { fileId: null } } } } }, data: { filesDueAt: null } });
}

/** Letters of an edition to somebody: by account, or by one of the addresses and numbers. */
export async function dropLettersTo(tx: Tx, { editionId, userIds, reachedBy }: { editionId: string | null; userIds: readonly string[]; reachedBy: readonly string[] }): Promise<void> {
  const whose = { OR: [{ userId: { in: [...userIds] } }, { recipient: { in: [...reachedBy] } }] };
  await tx.outboxMessage.deleteMany({ where: editionId === null ? whose : { editionId, ...whose } });
}

/** Files that an entry and its papers of consent name; one statement. */
export async function filesOfEntry(tx: Tx, entryId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT t."id"::text AS "id" FROM (
      SELECT f."fileId" AS "id" FROM "EntryFile" f JOIN "EntryVersion" v ON v."id" = f."versionId" WHERE v."entryId" = ${entryId}::uuid
      UNION SELECT r."fileId" FROM "RedactedFile" r JOIN "EntryVersion" v ON v."id" = r."versionId" WHERE v."entryId" = ${entryId}::uuid
      UNION SELECT c."scanFileId" FROM "Consent" c WHERE c."entryId" = ${entryId}::uuid
      UNION SELECT t."photoFileId" FROM "PhysicalThing" t WHERE t."entryId" = ${entryId}::uuid) t
     WHERE t."id" IS NOT NULL`;
  return rows.map(({ id }) => id);
}

export interface NewErasure {
  userId: string | null;
  editionId: string | null;
  entryId: string | null;
  authorKey: string | null;
  reasonId: string;
  doneById: string;
  doneAt: Date;
}

export async function insertErasure(tx: Tx, erasure: NewErasure): Promise<string> {
  const { id } = await tx.erasure.create({ data: erasure, select: { id: true } });
  return id;
}

export function erasureOf(reader: Reader, which: { entryId: string; authorKey: string } | { userId: string; entryId: null }): Promise<{ id: string; doneAt: Date } | null> {
  return reader.erasure.findFirst({ where: which, select: { id: true, doneAt: true } });
}

import type { Database, Tx } from "~/data/client.server";
import type { Reader } from "~/data/editions.server";
import type { Prisma } from "~/data/generated/client";
import type { CertificateKind, CertificateState } from "~/data/generated/enums";
import { everyFoldedWord, searchPatterns } from "~/data/search.server";
import { NAME_GONE } from "~/domain/retention/retention";

/** What stands on a certificate beside the name, as it was printed. */
export interface CertificateContent {
  prize: string;
  title: string;
  unit: string;
  edition: string;
  decisionNumber: string;
  /** "2027-01-05" */
  decisionDate: string;
  heading: string;
  authority: string;
  signerTitle: string;
  signerName: string;
  place: string;
  emblemFileId: string | null;
  signatureFileId: string | null;
}

export interface CertificateRow {
  id: string;
  entryId: string;
  kind: CertificateKind;
  authorKey: string | null;
  code: string;
  bookNumber: number;
  name: string;
  signedText: string;
  signature: string;
  content: CertificateContent;
  state: CertificateState;
  issuedAt: Date;
  /** the one that stands in its place */
  replacedById: string | null;
  /** when the name was erased on request */
  erasedAt?: Date | null;
}

const COLUMNS = `c."id"::text AS "id", c."entryId"::text AS "entryId", c."kind"::text AS "kind", c."authorKey"::text AS "authorKey", c."code", c."bookNumber",
  c."name", c."signedText", c."signature", c."content", c."state"::text AS "state", c."issuedAt", c."replacedById"::text AS "replacedById", c."erasedAt"`;

/** What the public may learn of a certificate beside its content. */
export interface CheckedCertificate extends CertificateRow {
  entryCode: string;
  editionSlug: string;
  changedAt: Date | null;
  /** number in the book of the one that stands in its place */
  replacedByBook: number | null;
}

/** The certificate with this code, once the result of its edition is public at `now`. One statement. */
export async function publicCertificate(db: Database, code: string, now: Date): Promise<CheckedCertificate | null> {
  const [row] = await db.query<CheckedCertificate>(
    "public_certificate",
    `SELECT ${COLUMNS}, e."code" AS "entryCode", d."slug" AS "editionSlug", c."changedAt", n."bookNumber" AS "replacedByBook"
       FROM "Certificate" c JOIN "Entry" e ON e."id" = c."entryId" JOIN "Edition" d ON d."id" = c."editionId"
       LEFT JOIN "Certificate" n ON n."id" = c."replacedById"
      WHERE c."code" = $1 AND d."announcedAt" <= $2 AND d."publishedAt" <= $2`,
    [code, now],
  );
  return row ?? null;
}

export interface ListedCertificate extends Pick<CertificateRow, "id" | "kind" | "code" | "bookNumber" | "name" | "state" | "issuedAt" | "replacedById"> {
  entryId: string;
  entryCode: string;
  title: string;
  prize: string;
  reason: string | null;
  /** the one that stands in its place */
  replacedBy: { bookNumber: number; code: string } | null;
}

/** One page of the book of certificates of an edition, by number; the total beside it (0 beyond the last page). One statement. */
export async function certificateBook(
  db: Database,
  { editionId, search, limit, offset }: { editionId: string; search: string; limit: number; offset: number },
): Promise<{ rows: ListedCertificate[]; total: number }> {
  const rows = await db.query<ListedCertificate & { total: number }>(
    "certificate_book",
    `SELECT c."id"::text AS "id", c."kind"::text AS "kind", c."code", c."bookNumber", c."name", c."state"::text AS "state", c."issuedAt", c."replacedById"::text AS "replacedById",
            e."id"::text AS "entryId", e."code" AS "entryCode", c."content"->>'title' AS "title", c."content"->>'prize' AS "prize", t."text" AS "reason",
            CASE WHEN n."id" IS NOT NULL THEN jsonb_build_object('bookNumber', n."bookNumber", 'code', n."code") END AS "replacedBy",
            (count(*) OVER ())::int AS "total"
       FROM "Certificate" c JOIN "Entry" e ON e."id" = c."entryId" LEFT JOIN "ErasableText" t ON t."id" = c."reasonId" AND t."erasedAt" IS NULL
       LEFT JOIN "Certificate" n ON n."id" = c."replacedById"
      CROSS JOIN LATERAL (SELECT norm(concat_ws(' ', c."name", e."code", c."content"->>'title', c."code")) AS "words") w
      WHERE c."editionId" = $1::uuid AND ${everyFoldedWord(`w."words"`, 2)} ORDER BY c."bookNumber" LIMIT $3 OFFSET $4`,
    [editionId, searchPatterns(search), limit, offset],
  );
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
}

/** Certificates that hold, in the order of the book: all of an edition, or those named; without those whose name is kept no more. One statement. */
export function validCertificates(reader: Reader, editionId: string, ids: readonly string[] | null): Promise<CertificateRow[]> {
  return reader.$queryRawUnsafe<CertificateRow[]>(
    `SELECT ${COLUMNS} FROM "Certificate" c WHERE c."editionId" = $1::uuid AND c."state" = 'VALID' AND c."name" <> '${NAME_GONE}' AND ($2::uuid[] IS NULL OR c."id" = ANY($2::uuid[])) ORDER BY c."bookNumber"`,
    editionId,
    ids && [...ids],
  );
}

/** How many certificates hold; how many people of these entries never had one, and how many have none that holds any more. One statement. */
export async function certificateCounts(db: Database, editionId: string, codes: readonly string[]): Promise<{ valid: number; missing: number; revoked: number }> {
  const [row] = await db.query<{ valid: number; missing: number; revoked: number }>(
    "certificate_counts",
    `WITH version AS (
       SELECT e."id" AS "entryId", v."id", v."supervisorName" FROM "Entry" e JOIN "EntryVersion" v ON v."entryId" = e."id" AND v."state" = 'SUBMITTED'
        WHERE e."editionId" = $1::uuid AND e."code" = ANY($2::text[])),
     person AS (
       SELECT v."entryId", a."key" FROM version v JOIN "EntryAuthor" a ON a."versionId" = v."id"
       UNION ALL SELECT v."entryId", NULL FROM version v WHERE trim(v."supervisorName") <> ''),
     had AS (
       SELECT (SELECT bool_or(c."state" = 'VALID') FROM "Certificate" c WHERE c."entryId" = p."entryId" AND c."authorKey" IS NOT DISTINCT FROM p."key") AS "valid" FROM person p)
     SELECT (SELECT count(*)::int FROM "Certificate" c WHERE c."editionId" = $1::uuid AND c."state" = 'VALID') AS "valid",
            (SELECT count(*)::int FROM had WHERE "valid" IS NULL) AS "missing", (SELECT count(*)::int FROM had WHERE NOT "valid") AS "revoked"`,
    [editionId, [...codes]],
  );
  return row ?? { valid: 0, missing: 0, revoked: 0 };
}

/** A certificate of the edition, locked until the transaction ends. */
export async function lockCertificate(tx: Tx, editionId: string, id: string): Promise<CertificateRow | null> {
  const [row] = await tx.$queryRawUnsafe<CertificateRow[]>(`SELECT ${COLUMNS} FROM "Certificate" c WHERE c."id" = $1::uuid AND c."editionId" = $2::uuid FOR UPDATE`, id, editionId);
  return row ?? null;
}

/** Issuing in one edition goes one after another, so that numbers of the book are given once and without gaps. */
export async function lockBook(tx: Tx, editionId: string): Promise<{ last: number }> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('certificates of ' || ${editionId}, 0))`;
  const { _max } = await tx.certificate.aggregate({ where: { editionId }, _max: { bookNumber: true } });
  return { last: _max.bookNumber ?? 0 };
}

export type NewCertificate = Omit<CertificateRow, "id" | "state" | "replacedById"> & { id: string; editionId: string; issuedById: string };

export async function insertCertificates(tx: Tx, certificates: readonly NewCertificate[]): Promise<void> {
  await tx.certificate.createMany({ data: certificates.map(({ content, ...row }) => ({ ...row, content: content as unknown as Prisma.InputJsonValue })) });
}

interface Ending {
  id: string;
  state: "CORRECTED" | "REVOKED";
  reasonId: string;
  actorId: string;
  now: Date;
}

/** A certificate holds no longer. */
export async function endCertificate(tx: Tx, { id, state, reasonId, actorId, now }: Ending): Promise<void> {
  await tx.certificate.update({ where: { id }, data: { state, reasonId, changedById: actorId, changedAt: now } });
}

/** Says which certificate stands in the place of another. */
export async function noteReplacement(tx: Tx, id: string, replacedById: string): Promise<void> {
  await tx.certificate.update({ where: { id }, data: { replacedById } });
}

export type TemplateRow = Omit<CertificateContent, "prize" | "title" | "unit" | "edition" | "decisionNumber" | "decisionDate"> & { version: number };

export async function certificateTemplate(reader: Reader, editionId: string): Promise<TemplateRow | null> {
  const select = { heading: true, authority: true, signerTitle: true, signerName: true, place: true, emblemFileId: true, signatureFileId: true, version: true } as const;
  return reader.certificateTemplate.findUnique({ where: { editionId }, select });
}

/** Stores the template if it is still the version that was looked at (0: none yet). */
export async function storeTemplate(tx: Tx, editionId: string, { version, ...template }: TemplateRow): Promise<boolean> {
  if (version === 0) {
    const { count } = await tx.certificateTemplate.createMany({ data: [{ editionId, ...template }], skipDuplicates: true });
    return count === 1;
  }
  const { count } = await tx.certificateTemplate.updateMany({ where: { editionId, version }, data: { ...template, version: version + 1 } });
  return count === 1;
}

/** Where pictures of these files lie: their clean copies where they are made already. */
export async function pictureNames(reader: Reader, editionId: string, ids: readonly string[]): Promise<Map<string, { storageName: string; mime: string }>> {
  const rows = await reader.$queryRaw<{ id: string; storageName: string; mime: string }[]>`
    SELECT f."id"::text AS "id", coalesce(v."storageName", f."storageName") AS "storageName", coalesce(v."mime", f."mime") AS "mime"
      FROM "StoredFile" f LEFT JOIN "FileVariant" v ON v."fileId" = f."id" AND v."kind" = 'CLEAN'
     WHERE f."editionId" = ${editionId}::uuid AND f."id" = ANY(${[...ids]}::uuid[])`;
  return new Map(rows.map(({ id, ...picture }) => [id, picture]));
}

/** One person an awarded entry gives a certificate to. */
export interface Recipient {
  entryId: string;
  entryCode: string;
  title: string;
  unit: string;
  kind: CertificateKind;
  authorKey: string | null;
  name: string;
  /** the last certificate of this person and entry; null: none was issued */
  last: CertificateState | null;
}

/** Authors in their order, then the supervisor, of the submitted versions of these entries. One statement. */
export function recipientsOf(reader: Reader, editionId: string, codes: readonly string[]): Promise<Recipient[]> {
  return reader.$queryRaw<Recipient[]>`
    WITH version AS (
      SELECT e."id" AS "entryId", e."code" AS "entryCode", v."id", v."title", v."unitName", v."supervisorName", v."supervisorUnitName"
        FROM "Entry" e JOIN "EntryVersion" v ON v."entryId" = e."id" AND v."state" = 'SUBMITTED'
       WHERE e."editionId" = ${editionId}::uuid AND e."code" = ANY(${[...codes]}::text[])),
    person AS (
      SELECT v."entryId", v."entryCode", v."title", coalesce(nullif(a."unitName", ''), v."unitName") AS "unit", 'AUTHOR' AS "kind", a."key" AS "authorKey", a."fullName" AS "name", a."position"
        FROM version v JOIN "EntryAuthor" a ON a."versionId" = v."id"
      UNION ALL
      SELECT v."entryId", v."entryCode", v."title", coalesce(nullif(v."supervisorUnitName", ''), v."unitName"), 'SUPERVISOR', NULL, v."supervisorName", 1000000
        FROM version v WHERE trim(v."supervisorName") <> '')
    SELECT p."entryId"::text AS "entryId", p."entryCode", p."title", p."unit", p."kind", p."authorKey"::text AS "authorKey", p."name",
           (SELECT c."state"::text FROM "Certificate" c WHERE c."entryId" = p."entryId" AND c."kind"::text = p."kind"
               AND c."authorKey" IS NOT DISTINCT FROM p."authorKey" ORDER BY c."bookNumber" DESC LIMIT 1) AS "last"
      FROM person p ORDER BY p."entryCode", p."position", p."authorKey"`;
}

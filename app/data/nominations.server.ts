import { inSight } from "~/data/conflicts.server";
import type { Tx } from "~/data/client.server";
import type { Reader } from "~/data/editions.server";

/** An entry with a prize of the signed or published result. */
export interface AwardedEntry {
  entryId: string;
  code: string;
  title: string;
  fieldName: string;
  unitName: string;
  tierCode: string;
  tierLabel: string;
  tierPosition: number;
  rank: number;
  mean: string;
}

/** An entry proposed for the contest above, in the order of the list. */
export interface NominatedEntry extends Omit<AwardedEntry, "tierCode" | "tierLabel" | "tierPosition" | "rank" | "mean"> {
  id: string;
  /** 1 for the first; may have gaps */
  position: number;
  /** goes along with the list and the package */
  note: string;
  nominatedAt: Date;
  /** the package it left in last; null: in none yet */
  packageId: string | null;
  sentAt: Date | null;
  /** by the result as it is signed or published now; null once a correction took it away */
  award: { tierCode: string; tierLabel: string; rank: number; mean: string } | null;
  /** as submitted, in their order */
  authors: NominatedAuthor[];
}

export interface NominatedAuthor {
  fullName: string;
  unitName: string;
  className: string;
  phone: string;
  email: string;
  isChief: boolean;
}

/**
 * Awards of the published decision or, before publication, of the result itself once it is signed: a correction counts from its
 * publication, as for certificates (`certifiedDecisionOf`).
 */
const AWARDED = `awarded AS (
  SELECT r->>'entry' AS "code", r->>'prize' AS "tier", (r->>'rank')::int AS "rank", r->>'mean' AS "mean"
    FROM (SELECT "answer" FROM "ResultDecision" WHERE "editionId" = $1::uuid AND ("state" = 'PUBLISHED' OR "state" = 'SIGNED' AND "sequence" = 1) ORDER BY "sequence" DESC LIMIT 1) d,
         jsonb_array_elements(d."answer"->'ranking') r
   WHERE r->>'prize' IS NOT NULL)`;

const SEEN = `($2::text IS NULL OR ${inSight('e."id"', "$2::text")})`;

/**
 * Entries with a prize in the signed or published result, best first; none before. One statement.
 * @param viewerId entries this person has an interest in are left out; null: none is
 */
export function awardedEntries(reader: Reader, editionId: string, viewerId: string | null): Promise<AwardedEntry[]> {
  return reader.$queryRawUnsafe<AwardedEntry[]>(
    `WITH ${AWARDED}
     SELECT e."id"::text AS "entryId", e."code", e."title", coalesce(f."name", '') AS "fieldName", e."unitName", t."code" AS "tierCode", t."label" AS "tierLabel",
            t."position" AS "tierPosition", a."rank", a."mean"
       FROM awarded a JOIN "Entry" e ON e."editionId" = $1::uuid AND e."code" = a."code" AND e."state" = 'SUBMITTED'
       JOIN "PrizeTier" t ON t."editionId" = $1::uuid AND t."code" = a."tier" LEFT JOIN "Field" f ON f."id" = e."fieldId"
      WHERE ${SEEN} ORDER BY t."position", a."rank", e."code"`,
    editionId,
    viewerId,
  );
}

/**
 * The nominations of an edition that stand, in their order. One statement. Holds names and contacts: whoever shows them to staff notes
 * that (access log), and asks `passOnAgreed` before they go to anybody else.
 * @param viewerId entries this person has an interest in are left out; null: none is
 */
export function nominationsOf(reader: Reader, editionId: string, viewerId: string | null = null): Promise<NominatedEntry[]> {
  return reader.$queryRawUnsafe<NominatedEntry[]>(
    `WITH ${AWARDED}
     SELECT n."id"::text AS "id", n."position", n."note", n."nominatedAt", n."packageId"::text AS "packageId", s."createdAt" AS "sentAt",
            e."id"::text AS "entryId", e."code", e."title", coalesce(f."name", '') AS "fieldName", e."unitName",
            CASE WHEN t."id" IS NOT NULL AND e."state" = 'SUBMITTED' THEN json_build_object('tierCode', t."code", 'tierLabel', t."label", 'rank', a."rank", 'mean', a."mean") END AS "award",
            (SELECT coalesce(json_agg(json_build_object('fullName', x."fullName", 'unitName', x."unitName", 'className', x."className", 'phone', x."phone",
                      'email', x."email", 'isChief', x."isChief") ORDER BY x."position"), '[]')
               FROM "EntryVersion" v JOIN "EntryAuthor" x ON x."versionId" = v."id" WHERE v."entryId" = e."id" AND v."state" = 'SUBMITTED') AS "authors"
       FROM "Nomination" n JOIN "Entry" e ON e."id" = n."entryId" LEFT JOIN "Field" f ON f."id" = e."fieldId" LEFT JOIN "SentPackage" s ON s."id" = n."packageId"
       LEFT JOIN awarded a ON a."code" = e."code" LEFT JOIN "PrizeTier" t ON t."editionId" = $1::uuid AND t."code" = a."tier"
      WHERE n."editionId" = $1::uuid AND n."withdrawnAt" IS NULL AND ${SEEN} ORDER BY n."position", e."code"`,
    editionId,
    viewerId,
  );
}

export interface NewNomination {
  editionId: string;
  entryId: string;
  position: number;
  nominatedById: string;
  nominatedAt: Date;
}

export async function insertNominations(tx: Tx, rows: readonly NewNomination[]): Promise<void> {
  await tx.nomination.createMany({ data: [...rows] });
}

export async function withdrawNominationRow(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.nomination.update({ where: { id }, data: { withdrawnAt: now } });
}

export async function noteNominationRow(tx: Tx, id: string, note: string): Promise<void> {
  await tx.nomination.update({ where: { id }, data: { note } });
}

/** Changes the places of two nominations. */
export async function swapNominations(tx: Tx, one: { id: string; position: number }, other: { id: string; position: number }): Promise<void> {
  await tx.nomination.update({ where: { id: one.id }, data: { position: other.position } });
  await tx.nomination.update({ where: { id: other.id }, data: { position: one.position } });
}

export interface NewSentPackage {
  /** of the package, made of its content */
  id: string;
  editionId: string;
  recipient: string;
  /** SHA-256 of its manifest */
  manifest: string;
  entryCodes: string[];
  createdById: string;
  createdAt: Date;
}

/** Notes that a package left, and which nominations went in it. False where the very same package left before. */
export async function insertSentPackage(tx: Tx, sent: NewSentPackage, nominationIds: readonly string[]): Promise<boolean> {
  const known = await tx.sentPackage.findUnique({ where: { id: sent.id }, select: { manifest: true } });
  if (known?.manifest === sent.manifest) return false;
  await tx.sentPackage.upsert({ where: { id: sent.id }, create: sent, update: { manifest: sent.manifest } });
  await tx.nomination.updateMany({ where: { id: { in: [...nominationIds] } }, data: { packageId: sent.id } });
  return true;
}

export interface ShownSentPackage {
  id: string;
  recipient: string;
  entries: number;
  createdAt: Date;
  createdBy: string;
}

/** Packages that left, the last first. One statement. Counts hold only entries in sight of the viewer. */
export function sentPackages(reader: Reader, editionId: string, viewerId: string): Promise<ShownSentPackage[]> {
  return reader.$queryRawUnsafe<ShownSentPackage[]>(
    `SELECT s."id"::text AS "id", s."recipient", s."createdAt", coalesce(u."name", '') AS "createdBy",
            (SELECT count(*)::int FROM "Entry" e WHERE e."editionId" = $1::uuid AND e."code" = ANY (s."entryCodes") AND ${SEEN}) AS "entries"
       FROM "SentPackage" s LEFT JOIN "User" u ON u."id" = s."createdById" WHERE s."editionId" = $1::uuid ORDER BY s."createdAt" DESC, s."id" LIMIT 20`,
    editionId,
    viewerId,
  );
}

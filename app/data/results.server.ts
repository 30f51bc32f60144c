import type { Database, Tx } from "~/data/client.server";
import type { Reader } from "~/data/editions.server";
import type { Prisma, ResultDecision } from "~/data/generated/client";

export type DecisionRow = ResultDecision;

export interface RankedEntryFacts {
  id: string;
  code: string;
  title: string;
  fieldCode: string;
  fieldName: string;
  unitName: string;
}

/** What result pages say of every qualified entry. One statement. */
export function entryFacts(reader: Reader, editionId: string): Promise<RankedEntryFacts[]> {
  return reader.$queryRaw<RankedEntryFacts[]>`
    SELECT e."id"::text AS "id", e."code", e."title", coalesce(f."code", '') AS "fieldCode", coalesce(f."name", '') AS "fieldName", e."unitName"
      FROM "Entry" e LEFT JOIN "Field" f ON f."id" = e."fieldId"
     WHERE e."editionId" = ${editionId}::uuid AND e."state" = 'SUBMITTED' AND e."screening" = 'QUALIFIED' AND e."code" IS NOT NULL ORDER BY e."code"`;
}

const LAST_FIRST = { sequence: "desc" } as const;

/** The decision that is under way or, where none is, the last one that was published: the result itself or its latest correction. */
export function decisionOf(reader: Reader, editionId: string): Promise<DecisionRow | null> {
  return reader.resultDecision.findFirst({ where: { editionId }, orderBy: LAST_FIRST });
}

/** The decision whose prizes the public sees; a correction on its way changes nothing of it. */
export function publishedDecisionOf(reader: Reader, editionId: string): Promise<DecisionRow | null> {
  return reader.resultDecision.findFirst({ where: { editionId, state: "PUBLISHED" }, orderBy: LAST_FIRST });
}

/**
 * The decision that certificates are issued by: the published one, or the result itself once it is signed, so that they can be handed out at
 * the ceremony. Those of a correction come after its publication: the edition is public by then, and their check pages would tell.
 */
export function certifiedDecisionOf(reader: Reader, editionId: string): Promise<DecisionRow | null> {
  return reader.resultDecision.findFirst({ where: { editionId, OR: [{ state: "PUBLISHED" }, { state: "SIGNED", sequence: 1 }] }, orderBy: LAST_FIRST });
}

/** The same for screens: without the scoring problem, which is large. */
export function decisionShown(reader: Reader, editionId: string): Promise<Omit<DecisionRow, "problem"> | null> {
  return reader.resultDecision.findFirst({ where: { editionId }, omit: { problem: true }, orderBy: LAST_FIRST });
}

/** How far the decision is that people deal with; null: nothing is proposed, or a correction is being prepared. One statement. */
export async function decisionStage(reader: Reader, editionId: string): Promise<DecisionRow["state"] | null> {
  const rows = await reader.$queryRawUnsafe<{ state: DecisionRow["state"] }[]>(
    `SELECT d."state"::text AS "state" FROM "ResultDecision" d WHERE d."editionId" = $1::uuid AND ${RESULT_FROZEN("$1::uuid")} ORDER BY d."sequence" DESC LIMIT 1`,
    editionId,
  );
  return rows[0]?.state ?? null;
}

/**
 * SQL condition: scores, assignments and choices of the edition may no longer change, because a decision is under way, or one is
 * published and no correction is open.
 */
export const RESULT_FROZEN = (editionId: string) => `(
  EXISTS (SELECT 1 FROM "ResultDecision" fd WHERE fd."editionId" = ${editionId} AND fd."state" <> 'PUBLISHED')
  OR EXISTS (SELECT 1 FROM "ResultDecision" fd WHERE fd."editionId" = ${editionId})
     AND NOT EXISTS (SELECT 1 FROM "ResultCorrection" fc WHERE fc."editionId" = ${editionId} AND ${CORRECTION_OPEN("fc")}))`;

/** SQL condition: the correction is neither given up nor published. */
export const CORRECTION_OPEN = (alias: string) =>
  `${alias}."abandonedAt" IS NULL AND NOT EXISTS (SELECT 1 FROM "ResultDecision" cd WHERE cd."correctionId" = ${alias}."id" AND cd."state" = 'PUBLISHED')`;

/** SQL condition: the newest decision is published and no correction is open. */
export const RESULT_SETTLED = (editionId: string) => `(
  EXISTS (SELECT 1 FROM "ResultDecision" sd WHERE sd."editionId" = ${editionId})
  AND NOT EXISTS (SELECT 1 FROM "ResultDecision" sd WHERE sd."editionId" = ${editionId} AND sd."state" <> 'PUBLISHED')
  AND NOT EXISTS (SELECT 1 FROM "ResultCorrection" sc WHERE sc."editionId" = ${editionId} AND ${CORRECTION_OPEN("sc")}))`;

/** How far the result is, and whether scores, assignments and choices may no longer change. One statement. */
export async function stageAndFrozen(reader: Reader, editionId: string): Promise<{ stage: DecisionRow["state"] | null; isFrozen: boolean }> {
  const [row] = await reader.$queryRawUnsafe<{ stage: DecisionRow["state"] | null; isFrozen: boolean }[]>(
    `SELECT (SELECT d."state"::text FROM "ResultDecision" d WHERE d."editionId" = $1::uuid ORDER BY d."sequence" DESC LIMIT 1) AS "stage", ${RESULT_FROZEN("$1::uuid")} AS "isFrozen"`,
    editionId,
  );
  return row ?? { stage: null, isFrozen: false };
}

/** True from the proposal on: scores, assignments and choices may no longer change. After publication they may while a correction is open. */
export async function isResultProposed(reader: Reader, editionId: string): Promise<boolean> {
  const rows = await reader.$queryRawUnsafe<{ frozen: boolean }[]>(`SELECT ${RESULT_FROZEN("$1::uuid")} AS "frozen"`, editionId);
  return rows[0]?.frozen ?? false;
}

export function tiersOf(reader: Reader, editionId: string) {
  return reader.prizeTier.findMany({
    where: { editionId },
    orderBy: [{ position: "asc" }, { code: "asc" }],
    select: { id: true, code: true, label: true, quota: true, minScore: true, money: true },
  });
}

export interface NewChoice {
  editionId: string;
  tierId: string;
  fieldCode: string | null;
  entryIds: string[];
  /** the whole tied group */
  groupIds: string[];
  reasonId: string;
  /** the vote it follows; the chair alone where none is given */
  voteId?: string;
  madeById: string;
  madeAt: Date;
}

export async function insertChoice(tx: Tx, { fieldCode, ...choice }: NewChoice): Promise<string> {
  const field = fieldCode === null ? null : await tx.field.findUnique({ where: { editionId_code: { editionId: choice.editionId, code: fieldCode } }, select: { id: true } });
  const row = await tx.prizeChoice.create({ data: { ...choice, fieldId: field?.id ?? null }, select: { id: true } });
  return row.id;
}

/** Ends choices that stand; returns the ids of those it ended. */
export async function revokeChoices(tx: Tx, editionId: string, ids: readonly string[], now: Date): Promise<string[]> {
  const rows = await tx.prizeChoice.findMany({ where: { editionId, id: { in: [...ids] }, revokedAt: null }, select: { id: true } });
  const found = rows.map(({ id }) => id);
  await tx.prizeChoice.updateMany({ where: { id: { in: found } }, data: { revokedAt: now } });
  return found;
}

export interface NewDecision {
  editionId: string;
  /** 1: the result, 2…: its corrections */
  sequence: number;
  correctionId: string | null;
  problem: unknown;
  answer: unknown;
  sealedHash: string;
  proposedById: string;
  proposedAt: Date;
}

export async function insertDecision(tx: Tx, decision: NewDecision): Promise<void> {
  const { problem, answer, ...rest } = decision;
  await tx.resultDecision.create({ data: { ...rest, state: "PROPOSED", problem: problem as Prisma.InputJsonValue, answer: answer as Prisma.InputJsonValue } });
}

/** Writes the next step of a decision if it is still the version that was looked at. */
export async function advanceDecision(tx: Tx, id: string, version: number, step: Prisma.ResultDecisionUncheckedUpdateManyInput): Promise<boolean> {
  const { count } = await tx.resultDecision.updateMany({ where: { id, version }, data: { ...step, version: version + 1 } });
  return count === 1;
}

export async function removeDecision(tx: Tx, id: string, version: number): Promise<boolean> {
  const { count } = await tx.resultDecision.deleteMany({ where: { id, version } });
  return count === 1;
}

export interface NewAward {
  entryId: string;
  tierId: string;
  rank: number;
  rankInField: number;
  mean: string;
}

/** Puts these awards in the place of those that were given before; the first time the edition is published by that. */
export async function publishAwards(tx: Tx, edition: { id: string; publishedAt: Date | null }, awards: readonly NewAward[], now: Date): Promise<void> {
  await tx.award.deleteMany({ where: { editionId: edition.id } });
  await tx.award.createMany({ data: awards.map((award) => ({ ...award, editionId: edition.id })) });
  await tx.edition.update({ where: { id: edition.id }, data: { publishedAt: edition.publishedAt ?? now, version: { increment: 1 } } });
}

export interface PublishedAward {
  entryId: string;
  code: string;
  title: string;
  fieldCode: string;
  fieldName: string;
  unitName: string;
  tierCode: string;
  tierLabel: string;
  tierPosition: number;
  money: number;
  rank: number;
  rankInField: number;
  mean: string;
}

/** Awards of a published edition, best first. One statement. */
export function publishedAwards(db: Database, editionId: string): Promise<PublishedAward[]> {
  return db.query<PublishedAward>(
    "published_awards",
    `SELECT a."entryId"::text AS "entryId", e."code", e."title", coalesce(f."code", '') AS "fieldCode", coalesce(f."name", '') AS "fieldName", e."unitName",
            t."code" AS "tierCode", t."label" AS "tierLabel", t."position" AS "tierPosition", t."money", a."rank", a."rankInField", a."mean"
       FROM "Award" a JOIN "Entry" e ON e."id" = a."entryId" JOIN "PrizeTier" t ON t."id" = a."tierId" LEFT JOIN "Field" f ON f."id" = e."fieldId"
      WHERE a."editionId" = $1::uuid ORDER BY t."position", a."rank", e."code"`,
    [editionId],
  );
}

export interface ChoiceReason {
  reason: string | null;
  madeAt: Date;
  madeBy: string;
  /** the ranking meeting that voted for it; null: the chair alone */
  meeting: string | null;
}

/** Texts of the reasons that stand beside choices, of prizes and of their number, by choice. One statement. */
export async function choiceReasons(reader: Reader, editionId: string): Promise<Map<string, ChoiceReason>> {
  const rows = await reader.$queryRaw<(ChoiceReason & { id: string })[]>`
    SELECT p."id"::text AS "id", x."text" AS "reason", p."madeAt", u."name" AS "madeBy", (SELECT v."meetingId"::text FROM "Vote" v WHERE v."id" = p."voteId") AS "meeting"
      FROM (SELECT "id", "reasonId", "madeAt", "madeById", "voteId" FROM "PrizeChoice" WHERE "editionId" = ${editionId}::uuid AND "revokedAt" IS NULL
            UNION ALL SELECT "id", "reasonId", "madeAt", "madeById", "voteId" FROM "QuotaChoice" WHERE "editionId" = ${editionId}::uuid AND "revokedAt" IS NULL) p
      LEFT JOIN "ErasableText" x ON x."id" = p."reasonId" AND x."erasedAt" IS NULL LEFT JOIN "User" u ON u."id" = p."madeById"`;
  return new Map(rows.map(({ id, ...rest }) => [id, rest]));
}

/** Names behind the steps of a decision. */
export async function namesOf(reader: Reader, userIds: readonly (string | null)[]): Promise<Map<string, string>> {
  const ids = userIds.filter((id): id is string => id !== null);
  if (ids.length === 0) return new Map();
  const users = await reader.user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  return new Map(users.map(({ id, name }) => [id, name]));
}

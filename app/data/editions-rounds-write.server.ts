import type { Tx } from "~/data/client.server";
import { inSightOf } from "~/data/conflicts.server";
import { Prisma } from "~/data/generated/client";
import type { Reader } from "~/data/editions.server";
import { criterionColumns } from "~/data/editions-create.server";
import type { CriterionRule, RoundRule } from "~/domain/contest/rules";

export interface RoundContent extends Omit<RoundRule, "code" | "rubrics"> {
  position: number;
}

export async function changeRound(tx: Tx, id: string, round: RoundContent): Promise<void> {
  await tx.round.update({ where: { id }, data: round });
}

/** A round with its rubric for all fields. */
export async function addRound(
  tx: Tx,
  editionId: string,
  round: RoundContent & { code: string; startsAt: Date; endsAt: Date },
  criteria: readonly CriterionRule[],
): Promise<void> {
  await tx.round.create({ data: { editionId, ...round, rubrics: { create: { criteria: { create: columnsOf(criteria) } } } } });
}

export async function removeRound(tx: Tx, id: string): Promise<void> {
  await tx.round.delete({ where: { id } });
}

/** Ids of the rounds that have panels, assignments or admitted entries. */
export async function roundsInUse(tx: Tx, editionId: string): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT r."id"::text AS "id" FROM "Round" r WHERE r."editionId" = ${editionId}::uuid AND (
      EXISTS (SELECT 1 FROM "Panel" p WHERE p."roundId" = r."id") OR EXISTS (SELECT 1 FROM "Assignment" a WHERE a."roundId" = r."id")
      OR EXISTS (SELECT 1 FROM "RoundEntry" x WHERE x."roundId" = r."id"))`;
  return new Set(rows.map(({ id }) => id));
}

const columnsOf = (criteria: readonly CriterionRule[]) =>
  criteria.map(({ code, label, guidance, max, step, min, partKey, bands }, index) =>
    criterionColumns({ code, label, guidance, max, step, min, partKey, bands, position: index + 1 }),
  );

/** True where some edition has a rubric of this id: a form that was sent twice, or forged. */
export async function isRubricId(tx: Tx, id: string): Promise<boolean> {
  return (await tx.rubric.count({ where: { id } })) > 0;
}

/** A rubric of a field's own in a round, beginning with these criteria. */
export async function addRubric(tx: Tx, rubric: { id: string; roundId: string; fieldId: string }, criteria: readonly CriterionRule[]): Promise<void> {
  await tx.rubric.create({ data: { ...rubric, criteria: { create: columnsOf(criteria) } } });
}

export async function removeRubric(tx: Tx, id: string): Promise<void> {
  await tx.rubric.delete({ where: { id } });
}

/**
 * Writes the criteria of a rubric: those with an id are changed, the others added, what isn't mentioned goes.
 * Codes are let go first, so that two may change places.
 */
export async function writeCriteria(tx: Tx, rubricId: string, criteria: readonly (CriterionRule & { id: string | null })[]): Promise<void> {
  const ids = criteria.flatMap(({ id }) => (id === null ? [] : [id]));
  await tx.criterion.deleteMany({ where: { rubricId, id: { notIn: ids } } });
  await tx.$executeRaw`UPDATE "Criterion" SET "code" = '~' || "id"::text WHERE "rubricId" = ${rubricId}::uuid`;
  const columns = columnsOf(criteria);
  for (const [index, { id }] of criteria.entries()) {
    const data = columns[index];
    if (!data) continue;
    if (id === null) await tx.criterion.create({ data: { rubricId, ...data } });
    else await tx.criterion.update({ where: { id }, data });
  }
}

/** The criteria of any rubric with the edition they are of; null where there is none. */
export async function criteriaOfRubric(tx: Reader, rubricId: string): Promise<{ editionId: string; criteria: CriterionRule[] } | null> {
  const rows = await tx.$queryRaw<{ editionId: string; criteria: CriterionRule[] }[]>`
    SELECT r."editionId"::text AS "editionId", coalesce((
             SELECT json_agg(json_build_object('code', c."code", 'label', c."label", 'guidance', c."guidance", 'max', c."max", 'step', c."step", 'min', c."min",
                                               'partKey', c."partKey", 'bands', c."bands") ORDER BY c."position", c."code")
               FROM "Criterion" c WHERE c."rubricId" = b."id"), '[]') AS "criteria"
      FROM "Rubric" b JOIN "Round" r ON r."id" = b."roundId" WHERE b."id" = ${rubricId}::uuid`;
  return rows[0] ?? null;
}

/** A rubric that can be copied from. */
export interface RubricSourceRow {
  id: string;
  editionId: string;
  edition: string;
  round: string;
  field: string | null;
  criteria: number;
}

/** Rubrics of these editions (`null`: of all) that have criteria, those of `first` first, then the newest; at most 200. */
export function rubricSources(reader: Reader, { editionIds, first }: { editionIds: readonly string[] | null; first: string }): Promise<RubricSourceRow[]> {
  const ids = editionIds && [...editionIds];
  return reader.$queryRaw<RubricSourceRow[]>`
    SELECT b."id"::text AS "id", ed."id"::text AS "editionId", ed."title" AS "edition", r."name" AS "round", f."name" AS "field", count(c."id")::int AS "criteria"
      FROM "Rubric" b JOIN "Round" r ON r."id" = b."roundId" JOIN "Edition" ed ON ed."id" = r."editionId" JOIN "Criterion" c ON c."rubricId" = b."id"
      LEFT JOIN "Field" f ON f."id" = b."fieldId"
     WHERE ${ids}::uuid[] IS NULL OR ed."id" = ANY(${ids}::uuid[])
     GROUP BY b."id", ed."id", r."id", f."id"
     ORDER BY ed."id" <> ${first}::uuid, ed."opensAt" DESC, ed."id", r."position", f."position" NULLS FIRST LIMIT 200`;
}

/**
 * How far judging of an edition has gone: sheets with something on them, and how many of them are locked.
 * @param viewerId whose page it is for: entries they have a conflict of interest with are not counted
 */
export async function sheetsSaved(tx: Reader, editionId: string, viewerId = ""): Promise<{ sheets: number; locked: number }> {
  const rows = await tx.$queryRaw<{ sheets: number; locked: number }[]>`
    SELECT count(*)::int AS "sheets", (count(*) FILTER (WHERE s."state" = 'LOCKED'))::int AS "locked"
      FROM "ScoreSheet" s JOIN "Assignment" a ON a."id" = s."assignmentId" WHERE a."editionId" = ${editionId}::uuid
       AND ${inSightOf(Prisma.sql`a."entryId"`, viewerId)}`;
  return rows[0] ?? { sheets: 0, locked: 0 };
}

/** A sheet that holds scores by a rubric. */
export interface ScoredSheet {
  entry: string;
  judge: string;
  isLocked: boolean;
}

/** The sheets that hold scores by a rubric, by code; entries the viewer has a conflict of interest with are left out. */
export function sheetsByRubric(tx: Reader, rubricId: string, viewer: { userId: string }): Promise<ScoredSheet[]> {
  return tx.$queryRaw<ScoredSheet[]>`
    SELECT e."code" AS "entry", j."code" AS "judge", s."state" = 'LOCKED' AS "isLocked"
      FROM "ScoreSheet" s JOIN "Assignment" a ON a."id" = s."assignmentId" JOIN "Entry" e ON e."id" = a."entryId" JOIN "Judge" j ON j."id" = a."judgeId"
     WHERE EXISTS (SELECT 1 FROM "SheetScore" ss JOIN "Criterion" c ON c."id" = ss."criterionId" WHERE ss."sheetId" = s."id" AND c."rubricId" = ${rubricId}::uuid)
       AND ${inSightOf(Prisma.sql`e."id"`, viewer.userId)}
     ORDER BY e."code", j."code"`;
}

/** True where a judge has scored by this rubric. */
export async function hasScores(tx: Reader, rubricId: string): Promise<boolean> {
  return (await tx.sheetScore.count({ where: { criterion: { rubricId } } })) > 0;
}

/** True where entries of the field have been scored in the round. */
export async function hasScoresOfField(tx: Tx, roundId: string, fieldId: string): Promise<boolean> {
  return (await tx.sheetScore.count({ where: { sheet: { assignment: { roundId, entry: { fieldId } } } } })) > 0;
}

import type { Tx } from "~/data/client.server";
import type { Reader } from "~/data/editions.server";
import type { CriterionRule } from "~/domain/contest/rules";

export interface RoundContent {
  name: string;
  weight: number;
  blind: boolean;
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

type Positioned = CriterionRule & { position: number };

const columnsOf = (criteria: readonly CriterionRule[]): Positioned[] =>
  criteria.map(({ code, label, guidance, max, step, min, partKey }, index) => ({ code, label, guidance, max, step, min, partKey, position: index + 1 }));

/** A rubric of a field's own in a round, beginning with these criteria. */
/** True where some edition has a rubric of this id: a form that was sent twice, or forged. */
export async function isRubricId(tx: Tx, id: string): Promise<boolean> {
  return (await tx.rubric.count({ where: { id } })) > 0;
}

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

/** True where a judge has scored by this rubric. */
export async function hasScores(tx: Reader, rubricId: string): Promise<boolean> {
  return (await tx.sheetScore.count({ where: { criterion: { rubricId } } })) > 0;
}

/** True where entries of the field have been scored in the round. */
export async function hasScoresOfField(tx: Tx, roundId: string, fieldId: string): Promise<boolean> {
  return (await tx.sheetScore.count({ where: { sheet: { assignment: { roundId, entry: { fieldId } } } } })) > 0;
}

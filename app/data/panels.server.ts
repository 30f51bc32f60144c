import type { Tx } from "~/data/client.server";
import type { Reader } from "~/data/editions.server";

export interface PanelMemberRow {
  judgeId: string;
  code: string;
  name: string;
  unit: string;
  isChair: boolean;
  maxLoad: number | null;
  /** running assignments on behalf of this panel */
  assigned: number;
}

export interface PanelRow {
  id: string;
  name: string;
  roundId: string;
  fields: readonly { id: string; name: string }[];
  members: readonly PanelMemberRow[];
  /** assignments ever made on its behalf; such a panel stays */
  assignments: number;
}

export interface RoundRow {
  id: string;
  code: string;
  name: string;
  position: number;
  startsAt: Date;
  endsAt: Date;
  blind: boolean;
}

/** The rounds of an edition in their order. */
export function roundsOf(reader: Reader, editionId: string): Promise<RoundRow[]> {
  return reader.round.findMany({
    where: { editionId },
    orderBy: [{ position: "asc" }, { code: "asc" }],
    select: { id: true, code: true, name: true, position: true, startsAt: true, endsAt: true, blind: true },
  });
}

/** The fields of an edition in their order. */
export function fieldsOf(reader: Reader, editionId: string): Promise<{ id: string; code: string; name: string }[]> {
  return reader.field.findMany({
    where: { editionId },
    orderBy: [{ position: "asc" }, { code: "asc" }],
    select: { id: true, code: true, name: true },
  });
}

/** The panels of an edition (or just one) with fields, members and their work; one statement. */
export function panelsOf(reader: Reader, editionId: string, panelId?: string): Promise<PanelRow[]> {
  return reader.$queryRaw<PanelRow[]>`
    SELECT p."id"::text AS "id", p."name", p."roundId"::text AS "roundId",
           (SELECT count(*)::int FROM "Assignment" a WHERE a."panelId" = p."id") AS "assignments",
           coalesce((SELECT json_agg(json_build_object('id', f."id", 'name', f."name") ORDER BY f."position", f."code")
                       FROM "PanelField" pf JOIN "Field" f ON f."id" = pf."fieldId" WHERE pf."panelId" = p."id"), '[]') AS "fields",
           coalesce((SELECT json_agg(json_build_object('judgeId', j."id", 'code', j."code", 'name', u."name", 'unit', coalesce(n."name", ''),
                               'isChair', m."isChair", 'maxLoad', j."maxLoad", 'assigned',
                               (SELECT count(*) FROM "Assignment" a WHERE a."panelId" = p."id" AND a."judgeId" = j."id" AND a."state" = 'ACTIVE'))
                             ORDER BY m."isChair" DESC, j."code")
                       FROM "PanelMember" m JOIN "Judge" j ON j."id" = m."judgeId" JOIN "User" u ON u."id" = j."userId"
                       LEFT JOIN "Unit" n ON n."id" = j."unitId" WHERE m."panelId" = p."id"), '[]') AS "members"
      FROM "Panel" p JOIN "Round" r ON r."id" = p."roundId"
     WHERE p."editionId" = ${editionId}::uuid AND (${panelId ?? null}::uuid IS NULL OR p."id" = ${panelId ?? null}::uuid)
     ORDER BY r."position", p."name", p."id"`;
}

export interface JudgeRow {
  id: string;
  code: string;
  name: string;
  unit: string;
  maxLoad: number | null;
}

/** Everybody who may judge in the edition: judges whose membership still runs. */
export function judgesOf(reader: Reader, editionId: string): Promise<JudgeRow[]> {
  return reader.$queryRaw<JudgeRow[]>`
    SELECT j."id"::text AS "id", j."code", u."name", coalesce(n."name", '') AS "unit", j."maxLoad"
      FROM "Judge" j JOIN "User" u ON u."id" = j."userId" LEFT JOIN "Unit" n ON n."id" = j."unitId"
     WHERE j."editionId" = ${editionId}::uuid AND EXISTS (
       SELECT 1 FROM "Membership" m WHERE m."userId" = j."userId" AND m."editionId" = j."editionId" AND m."endedAt" IS NULL
          AND m."role" IN ('JUDGE', 'CHAIR'))
     ORDER BY j."code"`;
}

/**
 * The judge row of a person in an edition, made where there is none: `code` (GK01, GK02 …) stands for the person on papers and in
 * the ledger. Call it when somebody becomes JUDGE or a judging CHAIR, then `refreshConflicts` for that person.
 */
export async function ensureJudge(tx: Tx, judge: { editionId: string; userId: string; unitId?: string | null }): Promise<{ id: string; code: string }> {
  const { editionId, userId, unitId } = judge;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('judge codes of ' || ${editionId}, 0))`;
  const known = await tx.judge.findUnique({ where: { editionId_userId: { editionId, userId } }, select: { id: true, code: true, unitId: true } });
  if (known) {
    if (unitId && !known.unitId) await tx.judge.update({ where: { id: known.id }, data: { unitId } });
    return { id: known.id, code: known.code };
  }
  const [last] = await tx.$queryRaw<{ number: number }[]>`
    SELECT coalesce(max(substring("code" FROM '^GK([0-9]{1,6})$')::int), 0) AS "number" FROM "Judge" WHERE "editionId" = ${editionId}::uuid`;
  const code = `GK${String((last?.number ?? 0) + 1).padStart(2, "0")}`;
  return tx.judge.create({ data: { editionId, userId, code, unitId: unitId ?? null }, select: { id: true, code: true } });
}

/** Adds a judge to a panel; one who sits in it already stays as they are. */
export async function addToPanel(tx: Tx, panelId: string, judgeId: string, isChair = false): Promise<void> {
  await tx.panelMember.upsert({ where: { panelId_judgeId: { panelId, judgeId } }, create: { panelId, judgeId, isChair }, update: {} });
}

import { isInRound } from "~/data/assignments-rounds.server";
import type { Tx } from "~/data/client.server";
import { inSightOf } from "~/data/conflicts.server";
import type { Reader } from "~/data/editions.server";
import { Prisma } from "~/data/generated/client";
import type { SheetState } from "~/data/generated/enums";

export interface JudgeRow {
  id: string;
  code: string;
  name: string;
  leftAt: Date | null;
}

/** A judge of the edition. One statement. */
export async function judgeById(reader: Reader, editionId: string, judgeId: string): Promise<JudgeRow | null> {
  const [row] = await reader.$queryRaw<JudgeRow[]>`
    SELECT j."id"::text AS "id", j."code", u."name", j."leftAt" FROM "Judge" j JOIN "User" u ON u."id" = j."userId"
     WHERE j."id" = ${judgeId}::uuid AND j."editionId" = ${editionId}::uuid`;
  return row ?? null;
}

export interface JudgeWork {
  roundId: string;
  roundCode: string;
  roundName: string;
  endsAt: Date;
  locked: number;
  drafts: number;
  untouched: number;
}

/**
 * What a judge has in each round of the edition in which they have anything, in the rounds' order. One statement.
 * @param viewerId whose page it is for: entries they have a conflict of interest with are not counted
 */
export function workOfJudge(reader: Reader, judgeId: string, viewerId = ""): Promise<JudgeWork[]> {
  return reader.$queryRaw<JudgeWork[]>`
    SELECT r."id"::text AS "roundId", r."code" AS "roundCode", r."name" AS "roundName", r."endsAt",
           count(*) FILTER (WHERE s."state" = 'LOCKED')::int AS "locked", count(*) FILTER (WHERE s."state" = 'DRAFT')::int AS "drafts",
           count(*) FILTER (WHERE s."state" IS NULL)::int AS "untouched"
      FROM "Assignment" a JOIN "Round" r ON r."id" = a."roundId" LEFT JOIN "ScoreSheet" s ON s."assignmentId" = a."id"
     WHERE a."judgeId" = ${judgeId}::uuid AND a."state" = 'ACTIVE' AND ${inSightOf(Prisma.sql`a."entryId"`, viewerId)} GROUP BY r."id" ORDER BY r."position", r."code"`;
}

export interface SeatRow {
  assignmentId: string;
  judge: string;
  entry: string;
  /** null: not begun */
  sheet: SheetState | null;
  /** a meeting on re-scoring opened the sheets of the entry; their scores are kept for its end */
  inMeeting: boolean;
}

/** SQL: a meeting on re-scoring is open on the entry of the assignment `a`. */
const IN_MEETING = Prisma.sql`EXISTS (SELECT 1 FROM "Rescore" m WHERE m."entryId" = a."entryId" AND m."roundId" = a."roundId" AND m."state" = 'OPEN')`;

/** Whether the judge is to score an entry again in a meeting that is open: taken back now, the scores it is about would be lost. One statement. */
export async function isInMeeting(reader: Reader, judgeId: string): Promise<boolean> {
  const rows = await reader.$queryRaw<unknown[]>`SELECT 1 FROM "Assignment" a WHERE a."judgeId" = ${judgeId}::uuid AND a."state" = 'ACTIVE' AND ${IN_MEETING} LIMIT 1`;
  return rows.length > 0;
}

/** All running assignments of a round by the codes of judge and entry, with the state of their sheets. One statement. */
export function seatsOfRound(reader: Reader, roundId: string): Promise<SeatRow[]> {
  return reader.$queryRaw<SeatRow[]>`
    SELECT a."id"::text AS "assignmentId", j."code" AS "judge", e."code" AS "entry", s."state"::text AS "sheet", ${IN_MEETING} AS "inMeeting"
      FROM "Assignment" a JOIN "Judge" j ON j."id" = a."judgeId" JOIN "Entry" e ON e."id" = a."entryId" LEFT JOIN "ScoreSheet" s ON s."assignmentId" = a."id"
     WHERE a."roundId" = ${roundId}::uuid AND a."state" = 'ACTIVE' AND ${isInRound(roundId)} ORDER BY e."code", j."code"`;
}

/** The running assignments of a judge, in rounds that are not over, whose sheets are not locked. One statement. */
export async function openAssignmentsOf(tx: Tx, judgeId: string, now: Date): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT a."id"::text AS "id" FROM "Assignment" a JOIN "Round" r ON r."id" = a."roundId" LEFT JOIN "ScoreSheet" s ON s."assignmentId" = a."id"
     WHERE a."judgeId" = ${judgeId}::uuid AND a."state" = 'ACTIVE' AND r."endsAt" > ${now} AND s."state" IS DISTINCT FROM 'LOCKED'`;
  return rows.map(({ id }) => id);
}

/** From when a judge judges no more; null: judges again. */
export async function setLeft(tx: Tx, judgeId: string, leftAt: Date | null): Promise<void> {
  await tx.judge.update({ where: { id: judgeId }, data: { leftAt } });
}

import type { Database, Tx } from "~/data/client.server";
import type { Reader } from "~/data/editions.server";
import type { Prisma } from "~/data/generated/client";
import type { PlanJobState } from "~/data/generated/enums";

/** After how long without a sign of life a job counts as lost: its server was stopped. */
export const LOST_AFTER_SECONDS = 15;

/** Work that takes minutes, as its row in `PlanJob` has it: the search for a plan of assignments, the import of a package. */
export interface FollowedJobRow {
  key: string;
  run: string;
  state: PlanJobState;
  /** it was at work when its server went */
  isLost: boolean;
  done: number;
  total: number;
  startedAt: Date;
  startedBy: string;
  input: unknown;
  result: unknown;
}

/** The latest job for a key. One statement. */
export async function followedJob(reader: Reader, editionId: string, key: string): Promise<FollowedJobRow | null> {
  const [row] = await reader.$queryRaw<FollowedJobRow[]>`
    SELECT p."key", p."run"::text AS "run", p."state"::text AS "state", p."done", p."total", p."startedAt", coalesce(u."name", '') AS "startedBy", p."input", p."result",
           p."state" = 'RUNNING' AND p."aliveAt" < now() - make_interval(secs => ${LOST_AFTER_SECONDS}) AS "isLost"
      FROM "PlanJob" p LEFT JOIN "User" u ON u."id" = p."startedById" WHERE p."key" = ${key} AND p."editionId" = ${editionId}::uuid`;
  return row ?? null;
}

interface BegunJob {
  key: string;
  run: string;
  editionId: string;
  input: Prisma.InputJsonValue;
  total: number;
  startedById: string;
  now: Date;
}

/** Notes that a job begins. @returns false where one for the same key is at work: it stays the only one */
export async function beginJobRow(tx: Tx, { key, run, editionId, input, total, startedById, now }: BegunJob): Promise<boolean> {
  const begun = await tx.$executeRaw`
    INSERT INTO "PlanJob" AS p ("key", "run", "editionId", "input", "total", "startedById", "startedAt", "aliveAt")
    VALUES (${key}, ${run}::uuid, ${editionId}::uuid, ${JSON.stringify(input)}::jsonb, ${total}, ${startedById}, ${now}, now())
    ON CONFLICT ("key") DO UPDATE SET "run" = excluded."run", "input" = excluded."input", "total" = excluded."total", "startedById" = excluded."startedById",
      "startedAt" = excluded."startedAt", "aliveAt" = now(), "state" = 'RUNNING', "done" = 0, "result" = NULL
     WHERE p."state" <> 'RUNNING' OR p."aliveAt" < now() - make_interval(secs => ${LOST_AFTER_SECONDS})`;
  return begun === 1;
}

/** A sign of life and how far the job is. @returns false where it is no longer wanted: cancelled, or another one took its place */
export async function noteJobProgress(db: Database, { key, run }: Pick<FollowedJobRow, "key" | "run">, done: number): Promise<boolean> {
  const noted = await db.prisma.$executeRaw`
    UPDATE "PlanJob" SET "done" = ${done}, "aliveAt" = now() WHERE "key" = ${key} AND "run" = ${run}::uuid AND "state" = 'RUNNING'`;
  return noted === 1;
}

/** Ends a job that is still wanted. */
export async function endJobRow(db: Database, { key, run }: Pick<FollowedJobRow, "key" | "run">, state: "DONE" | "FAILED", result: Prisma.InputJsonValue): Promise<void> {
  await db.prisma.$executeRaw`
    UPDATE "PlanJob" SET "state" = ${state}::"PlanJobState", "done" = CASE WHEN ${state} = 'DONE' THEN "total" ELSE "done" END, "aliveAt" = now(),
           "result" = ${JSON.stringify(result)}::jsonb
     WHERE "key" = ${key} AND "run" = ${run}::uuid AND "state" = 'RUNNING'`;
}

/** Cancels the job at work for a key; its server stops within a second. @returns false where none is at work */
export async function cancelJobRow(tx: Tx, editionId: string, key: string): Promise<boolean> {
  const cancelled = await tx.$executeRaw`
    UPDATE "PlanJob" SET "state" = 'CANCELLED' WHERE "key" = ${key} AND "editionId" = ${editionId}::uuid AND "state" = 'RUNNING'`;
  return cancelled === 1;
}

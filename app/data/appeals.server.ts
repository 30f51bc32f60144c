import type { Database, Tx } from "~/data/client.server";
import { inSight } from "~/data/conflicts.server";
import type { Reader } from "~/data/editions.server";
import type { Appeal, Prisma } from "~/data/generated/client";
import type { AppealOutcome, AppealState } from "~/data/generated/enums";
import { everyFoldedWord, searchPatterns } from "~/data/search.server";
import { DECISIONS_PUBLISHED } from "~/domain/ledger/publications";
import type { Evidence } from "~/domain/results/evidence";

export type AppealRow = Appeal;

export interface NewAppeal {
  id: string;
  editionId: string;
  entryId: string;
  number: number;
  filedById: string;
  filedAt: Date;
  groundsId: string;
}

/** Locks the entry until the transaction ends and tells how many appeals there are of it; whoever files second waits. */
export async function lockForAppeal(tx: Tx, entryId: string): Promise<{ count: number; waiting: boolean }> {
  await tx.$executeRaw`SELECT 1 FROM "Entry" WHERE "id" = ${entryId}::uuid FOR UPDATE`;
  const rows = await tx.appeal.findMany({ where: { entryId }, select: { state: true } });
  return { count: rows.length, waiting: rows.some(({ state }) => state === "RECEIVED") };
}

export async function insertAppeal(tx: Tx, appeal: NewAppeal): Promise<void> {
  await tx.appeal.create({ data: appeal });
}

export function appealById(reader: Reader, id: string): Promise<AppealRow | null> {
  return reader.appeal.findUnique({ where: { id } });
}

/** The appeal, locked until the transaction ends. */
export async function lockAppeal(tx: Tx, editionId: string, id: string): Promise<AppealRow | null> {
  await tx.$executeRaw`SELECT 1 FROM "Appeal" WHERE "id" = ${id}::uuid FOR UPDATE`;
  return tx.appeal.findFirst({ where: { id, editionId } });
}

export async function withdrawAppealRow(tx: Tx, id: string): Promise<void> {
  await tx.appeal.update({ where: { id }, data: { state: "WITHDRAWN", version: { increment: 1 } } });
}

interface Answer {
  outcome: AppealOutcome;
  answerId: string;
  evidence: Evidence;
  answeredById: string;
  answeredAt: Date;
}

export async function answerAppealRow(tx: Tx, id: string, { evidence, ...answer }: Answer): Promise<void> {
  await tx.appeal.update({ where: { id }, data: { ...answer, state: "ANSWERED", evidence: evidence as unknown as Prisma.InputJsonValue, version: { increment: 1 } } });
}

/** Appeals of an edition that wait for an answer, whoever may know of them. */
export function countWaitingAppeals(reader: Reader, editionId: string): Promise<number> {
  return reader.appeal.count({ where: { editionId, state: "RECEIVED" } });
}

/** An upheld appeal no correction was opened for yet. */
export function appealForCorrection(tx: Tx, editionId: string, id: string): Promise<{ id: string; entryId: string } | null> {
  return tx.appeal.findFirst({ where: { id, editionId, outcome: { in: ["UPHELD", "PARTLY_UPHELD"] }, correctionId: null }, select: { id: true, entryId: true } });
}

export async function linkAppealToCorrection(tx: Tx, id: string, correctionId: string): Promise<void> {
  await tx.appeal.update({ where: { id }, data: { correctionId, version: { increment: 1 } } });
}

/** Appeals of one entry, the newest first. */
export function appealsOfEntry(reader: Reader, entryId: string): Promise<AppealRow[]> {
  return reader.appeal.findMany({ where: { entryId }, orderBy: { number: "desc" } });
}

export interface ListedAppeal {
  id: string;
  number: number;
  entryCode: string;
  title: string;
  unit: string;
  state: AppealState;
  outcome: AppealOutcome | null;
  filedAt: Date;
  answeredAt: Date | null;
}

interface AppealFilter {
  editionId: string;
  viewerId: string;
  state: AppealState | null;
  search: string;
  limit: number;
  offset: number;
}

/** One page of an edition's appeals the viewer may know of, those that wait first, oldest first; the total beside it. One statement. */
export async function appealList(db: Database, { editionId, viewerId, state, search, limit, offset }: AppealFilter): Promise<{ rows: ListedAppeal[]; total: number }> {
  const rows = await db.query<ListedAppeal & { total: number }>(
    "appeal_list",
    `SELECT a."id"::text AS "id", a."number", e."code" AS "entryCode", e."title", e."unitName" AS "unit", a."state"::text AS "state", a."outcome"::text AS "outcome",
            a."filedAt", a."answeredAt", (count(*) OVER ())::int AS "total"
       FROM "Appeal" a JOIN "Entry" e ON e."id" = a."entryId"
      CROSS JOIN LATERAL (SELECT norm(concat_ws(' ', e."code", e."code" || '/KN' || a."number", e."title", e."unitName")) AS "words") w
      WHERE a."editionId" = $1::uuid AND ($3::text IS NULL OR a."state"::text = $3) AND ${everyFoldedWord(`w."words"`, 4)} AND ${inSight(`a."entryId"`, "$2")}
      ORDER BY a."state" <> 'RECEIVED', a."filedAt", a."id" LIMIT $5 OFFSET $6`,
    [editionId, viewerId, state, searchPatterns(search), limit, offset],
  );
  return { rows: rows.map(({ total: _total, ...row }) => row), total: rows[0]?.total ?? 0 };
}

/** How an event stands in the chain of an edition, for evidence: number and hash. */
export interface EvidenceEvent {
  seq: number;
  hash: string;
  at: Date;
  type: string;
}

/** The event by which the decision in force was published; null where none is. One statement. */
export async function publicationEvent(reader: Reader, editionId: string): Promise<EvidenceEvent | null> {
  const [row] = await reader.$queryRaw<EvidenceEvent[]>`
    SELECT "seq", "hash", "at", "type" FROM "LedgerEvent" WHERE "chain" = ${editionId} AND "type" = ANY(${[...DECISIONS_PUBLISHED]}) ORDER BY "seq" DESC LIMIT 1`;
  return row ?? null;
}

/** Ids of the meetings on re-scoring an entry that were closed before the event `seq`. One statement. */
export async function rescoresClosedBefore(reader: Reader, editionId: string, entryCode: string, seq: number): Promise<Set<string>> {
  const rows = await reader.$queryRaw<{ id: string }[]>`
    SELECT "data"->>'rescore' AS "id" FROM "LedgerEvent" WHERE "chain" = ${editionId} AND "type" = 'RESCORE_CLOSED' AND "data"->>'entry' = ${entryCode} AND "seq" < ${seq}`;
  return new Set(rows.map(({ id }) => id));
}

/** The events before `seq` by which sheets of an entry were locked or opened, in their order. One statement. */
export function eventsOfSheets(reader: Reader, editionId: string, entryCode: string, seq: number): Promise<EvidenceEvent[]> {
  return reader.$queryRaw<EvidenceEvent[]>`
    SELECT "seq", "hash", "at", "type" FROM "LedgerEvent"
     WHERE "chain" = ${editionId} AND "type" IN ('SHEET_LOCKED', 'SHEET_UNLOCKED') AND "data"->>'entry' = ${entryCode} AND "seq" < ${seq} ORDER BY "seq"`;
}

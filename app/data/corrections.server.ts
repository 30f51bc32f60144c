import type { Database, Tx } from "~/data/client.server";
import { inSight } from "~/data/conflicts.server";
import type { Reader } from "~/data/editions.server";
import { CORRECTION_OPEN, decisionOf, type DecisionRow } from "~/data/results.server";
import { DECISIONS_PUBLISHED } from "~/domain/ledger/publications";
import type { Standing } from "~/domain/results/stages";

/** A correction that is neither given up nor published. */
export interface OpenCorrection {
  id: string;
  /** entries whose sheets and qualification may change */
  entryIds: readonly string[];
  reasonId: string;
  openedById: string;
  openedAt: Date;
}

const OPEN = `SELECT c."id"::text AS "id", c."entryIds"::text[] AS "entryIds", c."reasonId"::text AS "reasonId", c."openedById", c."openedAt"
  FROM "ResultCorrection" c WHERE c."editionId" = $1::uuid AND ${CORRECTION_OPEN("c")}`;

/** The correction of an edition's result that is open; null where there is none. One statement. */
export async function openCorrectionOf(reader: Reader, editionId: string): Promise<OpenCorrection | null> {
  const [row] = await reader.$queryRawUnsafe<OpenCorrection[]>(OPEN, editionId);
  return row ?? null;
}

/**
 * SQL condition: a correction is open that names the entry, so that its sheets and its qualification may change again.
 * @param edition,entry expressions for the ids
 */
export const IS_CORRECTED = (edition: string, entry: string) =>
  `EXISTS (SELECT 1 FROM "ResultCorrection" oc WHERE oc."editionId" = ${edition} AND ${entry} = ANY (oc."entryIds") AND ${CORRECTION_OPEN("oc")})`;

/** Whether a correction is open, or, with an entry, one that names it. One statement. */
export async function isCorrected(reader: Reader, editionId: string, entryId?: string): Promise<boolean> {
  const correction = await openCorrectionOf(reader, editionId);
  return correction !== null && (entryId === undefined || correction.entryIds.includes(entryId));
}

/** Where the result of an edition stands, with the rows behind it. */
export interface ResultWay {
  standing: Standing;
  /** the decision on its way or, where none is, the last that was published */
  decision: DecisionRow | null;
  correction: OpenCorrection | null;
}

/** Three statements. */
export async function resultWay(reader: Reader, edition: { id: string; finalAt: Date | null }): Promise<ResultWay> {
  const decision = await decisionOf(reader, edition.id);
  const correction = await openCorrectionOf(reader, edition.id);
  const published = await reader.resultDecision.count({ where: { editionId: edition.id, state: "PUBLISHED" } });
  return { standing: standingOf(decision, published, { isCorrected: correction !== null, isFinal: edition.finalAt !== null }), decision, correction };
}

export function standingOf(decision: Pick<DecisionRow, "state" | "publishAt"> | null, published: number, act: Pick<Standing, "isCorrected" | "isFinal">): Standing {
  const onItsWay = decision === null || decision.state === "PUBLISHED" ? null : decision.state;
  return { onItsWay, isScheduled: onItsWay !== null && decision?.publishAt != null, published, ...act };
}

export interface NewCorrection {
  id: string;
  editionId: string;
  entryIds: string[];
  reasonId: string;
  openedById: string;
  openedAt: Date;
}

export async function insertCorrection(tx: Tx, correction: NewCorrection): Promise<void> {
  await tx.resultCorrection.create({ data: correction });
}

export function correctionById(reader: Reader, id: string) {
  return reader.resultCorrection.findUnique({ where: { id }, select: { id: true, editionId: true } });
}

export async function endCorrection(tx: Tx, id: string, { actorId, now }: { actorId: string; now: Date }): Promise<void> {
  await tx.resultCorrection.update({ where: { id }, data: { abandonedById: actorId, abandonedAt: now } });
}

/** One step of the whole way of a result, as the decision page lists them. */
export interface PastDecision {
  sequence: number;
  number: string | null;
  date: Date | null;
  publishedAt: Date;
  publishedById: string | null;
  sealedHash: string;
}

/** The published decisions of an edition in their order. */
export async function publishedDecisions(reader: Reader, editionId: string): Promise<PastDecision[]> {
  const rows = await reader.resultDecision.findMany({
    where: { editionId, state: "PUBLISHED" },
    orderBy: { sequence: "asc" },
    select: { sequence: true, decisionNumber: true, decisionDate: true, publishedAt: true, publishedById: true, sealedHash: true },
  });
  return rows.flatMap(({ decisionNumber, decisionDate, publishedAt, ...row }) => (publishedAt ? [{ ...row, number: decisionNumber, date: decisionDate, publishedAt }] : []));
}

/** The answers of the last two published decisions, the newer first; one or none before any correction. */
export async function lastAnswers(reader: Reader, editionId: string): Promise<unknown[]> {
  const rows = await reader.resultDecision.findMany({ where: { editionId, state: "PUBLISHED" }, orderBy: { sequence: "desc" }, take: 2, select: { answer: true } });
  return rows.map(({ answer }) => answer);
}

/** A published decision with the event by which it was published. */
export interface HeadedDecision extends PastDecision {
  head: { seq: number; hash: string } | null;
}

interface HistoryRow {
  correction: (Omit<OpenCorrection, "openedAt"> & { openedAt: string }) | null;
  past: (Omit<PastDecision, "date" | "publishedAt"> & { date: string | null; publishedAt: string })[];
  heads: { seq: number; hash: string }[];
  waiting: number;
}

/** What stands behind the way of a result: published decisions in their order, the open correction, appeals that wait as far as the viewer may know of them. One statement. */
export async function resultHistory(db: Database, { editionId, viewerId }: { editionId: string; viewerId: string }): Promise<{ past: HeadedDecision[]; correction: OpenCorrection | null; waiting: number }> {
  const [row] = await db.query<HistoryRow>(
    "result_history",
    `SELECT (SELECT to_json(o) FROM (${OPEN}) o) AS "correction",
            (SELECT coalesce(json_agg(json_build_object('sequence', d."sequence", 'number', d."decisionNumber", 'date', d."decisionDate", 'publishedAt', d."publishedAt",
                      'publishedById', d."publishedById", 'sealedHash', d."sealedHash") ORDER BY d."sequence"), '[]')
               FROM "ResultDecision" d WHERE d."editionId" = $1::uuid AND d."state" = 'PUBLISHED') AS "past",
            (SELECT coalesce(json_agg(json_build_object('seq', v."seq", 'hash', v."hash") ORDER BY v."seq"), '[]')
               FROM "LedgerEvent" v WHERE v."chain" = $1::uuid::text AND v."type" = ANY($3)) AS "heads",
            (SELECT count(*)::int FROM "Appeal" a WHERE a."editionId" = $1::uuid AND a."state" = 'RECEIVED' AND ${inSight(`a."entryId"`, "$2")}) AS "waiting"`,
    [editionId, viewerId, DECISIONS_PUBLISHED],
  );
  const { correction, past, heads, waiting } = row ?? { correction: null, past: [], heads: [], waiting: 0 };
  return {
    waiting,
    correction: correction && { ...correction, openedAt: new Date(correction.openedAt) },
    past: past.map(({ date, publishedAt, ...decision }, index) => ({ ...decision, date: date === null ? null : new Date(`${date}T00:00:00Z`), publishedAt: new Date(publishedAt), head: heads[index] ?? null })),
  };
}

/** Decisions whose minute has come, with the edition they belong to, earliest first. */
export function duePublications(db: Database, now: Date): Promise<{ editionId: string }[]> {
  return db.query("due_publications", `SELECT "editionId"::text AS "editionId" FROM "ResultDecision" WHERE "state" = 'SIGNED' AND "publishAt" <= $1 ORDER BY "publishAt", "id"`, [now]);
}

/** The next minute at which something becomes public by itself; null: none is set. */
export async function nextPublication(db: Database): Promise<Date | null> {
  const [row] = await db.query<{ at: Date | null }>("next_publication", `SELECT min("publishAt") AS "at" FROM "ResultDecision" WHERE "state" = 'SIGNED'`, []);
  return row?.at ?? null;
}

import type { Database } from "~/data/client.server";
import { honoursOnRecord } from "~/data/honours-on-record.server";
import { papersOnRecord } from "~/data/issued-papers.server";
import { seatsOnRecord } from "~/data/committee-on-record.server";
import { chainFunctions } from "~/data/ledger.server";
import { storedMeetings } from "~/data/meetings-verify.server";
import { admittedRows, standingRows } from "~/data/standing-verify.server";
import { chainFaults, type ChainEvent } from "~/domain/ledger/chain";
import { differences, type Difference, type StoredDecision, type StoredLateSheet, type StoredSheet, type StoredState } from "~/domain/ledger/compare";
import { SYSTEM_CHAIN } from "~/domain/ledger/event-types";
import { emptyRecord, replay, type RecordedAppeal, type RecordedState } from "~/domain/ledger/replay";
import { plainPoints } from "~/domain/kernel/decimal";
import type { Ranking } from "~/domain/ranking/rank-problem";
import { ranksInField } from "~/domain/results/ranks-in-field";

export interface ChainReport {
  chain: string;
  /** slug of the edition; null for the system's chain */
  edition: string | null;
  events: number;
  head: string | null;
  faults: string[];
  /** places where a stored row differs from the record */
  differences: Difference[];
  /** whether the given head stands in this chain */
  holdsHead: boolean;
}

const BATCH = 2_000;

/** Chains to walk: the system's and every edition's, or those of one edition. */
export async function chainsToVerify(db: Database, editionId: string | null): Promise<string[]> {
  if (editionId) return [editionId];
  const rows = await db.query<{ chain: string }>(
    "ledger_chains",
    `SELECT "chain" FROM "LedgerEvent" UNION SELECT "chain" FROM "LedgerHead" UNION SELECT "id"::text FROM "Edition" ORDER BY 1`,
  );
  return [SYSTEM_CHAIN, ...rows.map(({ chain }) => chain).filter((chain) => chain !== SYSTEM_CHAIN)];
}

/**
 * Walks one chain from its first event and compares what it records with the rows of today.
 * Reads in batches: memory does not grow with the length of the chain.
 */
export async function verifyChain(db: Database, chain: string, head: string | null): Promise<ChainReport> {
  const recorded = emptyRecord();
  const faults: string[] = [];
  let last: ChainEvent | null = null;
  let events = 0;
  let holdsHead = false;
  for await (const batch of eventsOf(db, chain)) {
    // The last event of the batch before is walked again as anchor, so that links across batches are seen.
    const fresh = chainFaults(last ? [last, ...batch] : batch, chainFunctions).filter(({ seq, fault }) => !(last && seq === last.seq && fault !== "hash"));
    faults.push(...fresh.filter(({ seq }) => seq !== last?.seq).map(({ seq, fault }) => `LedgerEvent ${chain} ${seq}: ${fault}`));
    for (const event of batch) {
      replay(recorded, event);
      holdsHead ||= event.hash === head;
    }
    last = batch.at(-1) ?? last;
    events += batch.length;
  }
  faults.push(...(await headFaults(db, chain, last)));
  faults.push(...(await textFaults(db, chain)));
  const edition = chain === SYSTEM_CHAIN ? null : await editionSlug(db, chain);
  const found = edition === null ? [] : await compareWithRows(db, chain, recorded);
  return { chain, edition, events, head: last?.hash ?? null, faults, differences: found, holdsHead };
}

interface EventRow extends Omit<ChainEvent, "at"> {
  at: Date;
}

async function* eventsOf(db: Database, chain: string): AsyncGenerator<ChainEvent[]> {
  for (let after = Number.MIN_SAFE_INTEGER; ; ) {
    const rows = await db.query<EventRow>(
      "ledger_events",
      `SELECT "seq", "at", "type", "actor", "data", "prev", "hash" FROM "LedgerEvent" WHERE "chain" = $1 AND "seq" > greatest($2::bigint, -2147483648) ORDER BY "seq" LIMIT ${BATCH}`,
      [chain, after],
    );
    if (rows.length === 0) return;
    yield rows.map((row) => ({ ...row, at: row.at.toISOString() }));
    after = rows.at(-1)?.seq ?? after;
  }
}

async function headFaults(db: Database, chain: string, last: ChainEvent | null): Promise<string[]> {
  const head = await db.prisma.ledgerHead.findUnique({ where: { chain } });
  const fits = last ? head?.seq === last.seq && head.hash === last.hash : !head || head.seq === 0;
  return fits ? [] : [`LedgerHead ${chain}: ${head ? `${head.seq} ${head.hash}` : "absent"}, last event ${last ? `${last.seq} ${last.hash}` : "absent"}`];
}

/** Texts that were not erased must still give the hash that stands in the events. */
async function textFaults(db: Database, chain: string): Promise<string[]> {
  const texts = await db.prisma.erasableText.findMany({ where: { chain, erasedAt: null }, select: { id: true, salt: true, text: true, hash: true } });
  return texts.filter(({ salt, text, hash }) => chainFunctions.sha256Hex(salt + text) !== hash).map(({ id }) => `ErasableText ${id}: hash`);
}

async function editionSlug(db: Database, id: string): Promise<string | null> {
  const rows = await db.query<{ slug: string }>("edition_slug", `SELECT "slug" FROM "Edition" WHERE "id"::text = $1`, [id]);
  return rows[0]?.slug ?? null;
}

async function compareWithRows(db: Database, editionId: string, recorded: RecordedState): Promise<Difference[]> {
  return differences(recorded, await storedState(db, editionId, recorded));
}

async function storedState(db: Database, editionId: string, { committees }: RecordedState): Promise<StoredState> {
  const [standing, admissions, sheets, lateSheets, choices, extensions, edition, awards, corrections, appeals, meetings, papers, honours, seats] = await Promise.all([
    standingRows(db, editionId),
    admittedRows(db, editionId),
    storedSheets(db, editionId),
    storedLateSheets(db, editionId),
    storedChoices(db, editionId),
    db.prisma.editionExtension.findMany({ where: { editionId }, select: { fromAt: true, toAt: true } }),
    db.prisma.edition.findUnique({ where: { id: editionId }, select: { publishedAt: true, finalAt: true, decisions: { orderBy: { sequence: "asc" } } } }),
    storedAwards(db, editionId),
    storedCorrections(db, editionId),
    storedAppeals(db, editionId),
    storedMeetings(db, editionId),
    papersOnRecord(db.prisma, editionId),
    honoursOnRecord(db.prisma, editionId),
    seatsOnRecord(db.prisma, editionId, committees),
  ]);
  return {
    ...standing,
    admissions,
    sheets,
    lateSheets,
    choices,
    extensions: extensions.map(({ fromAt, toAt }) => ({ from: fromAt.toISOString(), to: toAt.toISOString() })),
    decisions: (edition?.decisions ?? []).map(storedDecision),
    corrections,
    appeals,
    meetings,
    papers,
    honours,
    seats,
    publishedAt: edition?.publishedAt?.toISOString() ?? null,
    finalAt: edition?.finalAt?.toISOString() ?? null,
    awards,
    ranksInField: sealedRanks(edition?.decisions.findLast(({ state }) => state === "PUBLISHED")?.answer),
  };
}

/** An award whose tier or entry is gone is one that differs, not one that cannot be read. */
function storedAwards(db: Database, editionId: string): Promise<StoredState["awards"]> {
  return db.query(
    "ledger_awards",
    `SELECT coalesce(t."code", w."tierId"::text) AS "tier", coalesce(e."code", w."entryId"::text) AS "entry", w."rank", w."rankInField", w."mean"
       FROM "Award" w LEFT JOIN "PrizeTier" t ON t."id" = w."tierId" LEFT JOIN "Entry" e ON e."id" = w."entryId" WHERE w."editionId" = $1::uuid`,
    [editionId],
  );
}

/** Ranks within fields of a sealed answer; that the answer is the sealed one is compared by itself, so one of another form says nothing here. */
function sealedRanks(answer: unknown): Map<string, number> {
  const { ranking } = (answer ?? {}) as Partial<Ranking>;
  return Array.isArray(ranking) ? ranksInField(ranking.filter((row) => typeof row === "object" && row !== null)) : new Map();
}

interface DecisionColumns {
  sequence: number;
  state: string;
  problem: unknown;
  answer: unknown;
  sealedHash: string;
  decisionNumber: string | null;
  decisionDate: Date | null;
  publishAt: Date | null;
  publishedAt: Date | null;
}

function storedDecision(row: DecisionColumns): StoredDecision {
  return {
    sequence: row.sequence,
    state: row.state,
    publishAt: row.publishAt?.toISOString() ?? null,
    publishedAt: row.publishedAt?.toISOString() ?? null,
    seal: row.sealedHash,
    computedSeal: resultSeal(row.problem, row.answer),
    number: row.decisionNumber,
    date: row.decisionDate?.toISOString().slice(0, 10) ?? null,
  };
}

/** The seal of a proposed result: SHA-256 of the RFC 8785 form of `{ problem, answer }`. */
export function resultSeal(problem: unknown, answer: unknown): string {
  return chainFunctions.sha256Hex(chainFunctions.canonical({ problem, answer }));
}

interface SheetRow {
  id: string;
  locked: boolean;
  entry: string;
  judge: string;
  round: string;
  total: number | null;
  scores: Record<string, number> | null;
}

async function storedSheets(db: Database, editionId: string): Promise<Map<string, StoredSheet>> {
  const rows = await db.query<SheetRow>(
    "ledger_sheets",
    `SELECT s."id"::text AS "id", s."state" = 'LOCKED' AS "locked", coalesce(e."code", e."id"::text) AS "entry", j."code" AS "judge", r."code" AS "round", s."total",
            (SELECT json_object_agg(c."code", v."value") FROM "SheetScore" v JOIN "Criterion" c ON c."id" = v."criterionId" WHERE v."sheetId" = s."id") AS "scores"
       FROM "ScoreSheet" s JOIN "Assignment" a ON a."id" = s."assignmentId" JOIN "Entry" e ON e."id" = a."entryId"
       JOIN "Judge" j ON j."id" = a."judgeId" JOIN "Round" r ON r."id" = a."roundId" WHERE a."editionId" = $1::uuid ORDER BY s."id"`,
    [editionId],
  );
  return new Map(
    rows.map(({ id, total, scores, ...sheet }) => [
      id,
      {
        ...sheet,
        total: total === null ? null : plainPoints(total),
        scores: Object.fromEntries(Object.entries(scores ?? {}).map(([code, value]) => [code, plainPoints(value)])),
      },
    ]),
  );
}

async function storedLateSheets(db: Database, editionId: string): Promise<Map<string, StoredLateSheet>> {
  const rows = await db.query<Omit<StoredLateSheet, "scores"> & { id: string; values: Record<string, number> }>(
    "ledger_late_sheets",
    `SELECT l."id"::text AS "id", l."state"::text AS "state", coalesce(e."code", e."id"::text) AS "entry", j."code" AS "judge", r."code" AS "round", l."values"
       FROM "LateSheet" l JOIN "Assignment" a ON a."id" = l."assignmentId" JOIN "Entry" e ON e."id" = a."entryId"
       JOIN "Judge" j ON j."id" = a."judgeId" JOIN "Round" r ON r."id" = a."roundId" WHERE a."editionId" = $1::uuid ORDER BY l."id"`,
    [editionId],
  );
  const scoresOf = (values: Record<string, number>) => Object.fromEntries(Object.entries(values).map(([code, value]) => [code, plainPoints(value)]));
  return new Map(rows.map(({ id, values, ...late }) => [id, { ...late, scores: scoresOf(values) }]));
}

async function storedChoices(db: Database, editionId: string) {
  const rows = await db.query<{ id: string; tier: string; field: string | null; entries: string[]; vote: string | null }>(
    "ledger_choices",
    `SELECT p."id"::text AS "id", t."code" AS "tier", f."code" AS "field", p."voteId"::text AS "vote",
            (SELECT coalesce(array_agg(coalesce(e."code", e."id"::text)), '{}') FROM "Entry" e WHERE e."id" = ANY (p."entryIds")) AS "entries"
       FROM "PrizeChoice" p JOIN "PrizeTier" t ON t."id" = p."tierId" LEFT JOIN "Field" f ON f."id" = p."fieldId"
      WHERE p."editionId" = $1::uuid AND p."revokedAt" IS NULL`,
    [editionId],
  );
  return new Map(rows.map(({ id, vote, ...choice }) => [id, { ...choice, vote: vote ?? undefined }]));
}

async function storedCorrections(db: Database, editionId: string): Promise<StoredState["corrections"]> {
  const rows = await db.query<{ id: string; entries: string[]; abandoned: boolean }>(
    "ledger_corrections",
    `SELECT c."id"::text AS "id", c."abandonedAt" IS NOT NULL AS "abandoned",
            (SELECT coalesce(array_agg(coalesce(e."code", e."id"::text)), '{}') FROM "Entry" e WHERE e."id" = ANY (c."entryIds")) AS "entries"
       FROM "ResultCorrection" c WHERE c."editionId" = $1::uuid`,
    [editionId],
  );
  return new Map(rows.map(({ id, ...correction }) => [id, correction]));
}

async function storedAppeals(db: Database, editionId: string): Promise<StoredState["appeals"]> {
  const rows = await db.query<RecordedAppeal & { id: string; shown: unknown }>(
    "ledger_appeals",
    `SELECT a."id"::text AS "id", coalesce(e."code", e."id"::text) AS "entry", a."number", a."state"::text AS "state", a."outcome"::text AS "outcome",
            g."hash" AS "grounds", w."hash" AS "answer", a."evidence" AS "shown"
       FROM "Appeal" a JOIN "Entry" e ON e."id" = a."entryId" LEFT JOIN "ErasableText" g ON g."id" = a."groundsId" LEFT JOIN "ErasableText" w ON w."id" = a."answerId"
      WHERE a."editionId" = $1::uuid`,
    [editionId],
  );
  const hashOf = (shown: unknown) => (shown === null ? null : chainFunctions.sha256Hex(chainFunctions.canonical(shown)));
  return new Map(rows.map(({ id, shown, ...appeal }) => [id, { ...appeal, evidence: hashOf(shown) }]));
}

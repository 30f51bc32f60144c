import { createHash, randomBytes } from "node:crypto";
import canonicalize from "canonicalize";
import { runSqlIn, type RunSql, type Tx } from "~/data/client.server";
import { nextEvent, type ChainEvent, type ChainFunctions, type EventData } from "~/domain/ledger/chain";
import { SYSTEM_CHAIN, type EventType, type EventTypes } from "~/domain/ledger/event-types";
import { PUBLICATIONS } from "~/domain/ledger/publications";

/** RFC 8785 and SHA-256 as the ledger, seals and bundles use them. */
export const chainFunctions: ChainFunctions = {
  canonical(value) {
    const text = canonicalize(value);
    if (text === undefined) throw new Error("value has no canonical form");
    return text;
  },
  sha256Hex: (text) => createHash("sha256").update(text, "utf8").digest("hex"),
};

export interface LedgerEntry<T extends EventType> {
  type: T;
  data: EventTypes[T];
  /** id of the acting user, or "system" */
  actor: string;
  at: Date;
  /** null: the system's chain */
  editionId: string | null;
}

interface HeadRow {
  seq: number;
  hash: string;
}

/**
 * Appends events to their chain. The head of the chain stays locked until the transaction ends,
 * so call it last. All events of one call belong to one chain.
 */
export function appendToLedger<T extends EventType>(tx: Tx, entries: readonly LedgerEntry<T>[]): Promise<void> {
  return appendWithSql(runSqlIn(tx), entries);
}

const APPEND = `
WITH added AS (
  INSERT INTO "LedgerEvent" ("chain", "seq", "at", "type", "actor", "data", "prev", "hash")
  SELECT $1, e."seq", e."at", e."type", e."actor", e."data", e."prev", e."hash"
    FROM jsonb_to_recordset($2::jsonb) AS e ("seq" int, "at" timestamptz, "type" text, "actor" text, "data" jsonb, "prev" text, "hash" text))
UPDATE "LedgerHead" SET "seq" = $3::int, "hash" = $4 WHERE "chain" = $1`;

/** The same for transactions of named SQL alone. */
export async function appendWithSql<T extends EventType>(run: RunSql, entries: readonly LedgerEntry<T>[]): Promise<void> {
  const first = entries[0];
  if (!first) return;
  const chain = first.editionId ?? SYSTEM_CHAIN;
  if (entries.some((entry) => (entry.editionId ?? SYSTEM_CHAIN) !== chain)) throw new Error("events of several chains");
  const row = await lockHead(run, chain);
  let head = row.seq > 0 ? row : null;
  const events: ChainEvent[] = [];
  for (const entry of entries) {
    const content = { at: entry.at.toISOString(), type: entry.type, actor: entry.actor, data: entry.data as unknown as EventData };
    const event = nextEvent(head, content, chainFunctions);
    events.push(event);
    head = event;
  }
  await run("append_events", APPEND, [chain, JSON.stringify(events), head?.seq ?? 0, head?.hash ?? ""]);
}

async function lockHead(run: RunSql, chain: string): Promise<HeadRow> {
  const lock = () => run<HeadRow>("lock_ledger_head", `SELECT "seq", "hash" FROM "LedgerHead" WHERE "chain" = $1 FOR UPDATE`, [chain]);
  const [known] = await lock();
  if (known) return known;
  await run("begin_chain", `INSERT INTO "LedgerHead" ("chain", "seq", "hash") VALUES ($1, 0, '') ON CONFLICT DO NOTHING`, [chain]);
  const [begun] = await lock();
  if (!begun) throw new Error(`chain ${chain} has no head`);
  return begun;
}

/** Keeps free text in an erasable row; the salted hash goes into an event and stays when the text is erased, with which the salt goes. */
export async function keepErasableText(tx: Tx, editionId: string | null, text: string): Promise<{ id: string; hash: string; salt: string }> {
  const salt = randomBytes(16).toString("hex");
  const hash = chainFunctions.sha256Hex(salt + text);
  const row = await tx.erasableText.create({ data: { chain: editionId ?? SYSTEM_CHAIN, salt, text, hash }, select: { id: true } });
  return { id: row.id, hash, salt };
}

/** The newest hash of a chain, or null where it is empty. */
export async function ledgerHead(tx: Pick<Tx, "ledgerHead">, editionId: string | null): Promise<{ seq: number; hash: string } | null> {
  const head = await tx.ledgerHead.findUnique({ where: { chain: editionId ?? SYSTEM_CHAIN } });
  return head && head.seq > 0 ? { seq: head.seq, hash: head.hash } : null;
}

/**
 * The head of an edition's chain as the public knows it, where the public sealed bundle ends: the last publication (029). It stays while
 * a correction is on its way, so that it tells nothing of that. Null before the first publication.
 */
export function publicHead(tx: Pick<Tx, "ledgerEvent">, editionId: string): Promise<{ seq: number; hash: string } | null> {
  return tx.ledgerEvent.findFirst({ where: { chain: editionId, type: { in: [...PUBLICATIONS] } }, orderBy: { seq: "desc" }, select: { seq: true, hash: true } });
}

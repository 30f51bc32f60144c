import { PrismaPg } from "@prisma/adapter-pg";
import type { Pool, QueryResultRow } from "pg";
import { Prisma, PrismaClient } from "~/data/generated/client";

export type Tx = Prisma.TransactionClient;

/** Runs one fixed SQL text as a named statement inside an open transaction. */
export type RunSql = <Row extends object>(name: string, text: string, values?: readonly unknown[]) => Promise<Row[]>;

/** The same inside a transaction of Prisma's. */
export const runSqlIn =
  (tx: Tx): RunSql =>
  (_name, text, values = []) =>
    tx.$queryRawUnsafe(text, ...values);

/** The one way to the database: Prisma for ordinary work, named SQL over the same pool for the hot paths inside `data`. */
export interface Database {
  prisma: PrismaClient;
  pool: Pool;
  /** Runs a fixed SQL text as a named statement, so that PostgreSQL plans it once a connection. */
  query<Row extends QueryResultRow>(name: string, text: string, values?: readonly unknown[]): Promise<Row[]>;
  /**
   * Runs `work` in one transaction. A returned refusal (`{ ok: false }`) rolls everything back and is handed on;
   * a deadlock or serialisation failure is tried again, so `work` must do nothing but database work.
   */
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** The same by the same rules with named SQL alone, for the hot paths: it costs a fraction of Prisma's transaction. */
  transactSql<T>(work: (run: RunSql) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const ATTEMPTS = 4;
const MOST_NAMED_STATEMENTS = 400;

/** Names each distinct SQL text once, up to a bound: texts beyond it are sent unnamed. */
function boundedStatementNames() {
  const names = new Map<string, string>();
  return ({ sql }: { sql: string }): string | undefined => {
    const known = names.get(sql);
    if (known || names.size >= MOST_NAMED_STATEMENTS) return known;
    const name = `prisma_${names.size}`;
    names.set(sql, name);
    return name;
  };
}

export function createDatabase(pool: Pool): Database {
  const adapter = new PrismaPg(pool, { statementNameGenerator: boundedStatementNames() as never });
  // In the minutes before a deadline submissions queue up; waiting is better than being turned away, and the moment of pressing counts.
  const prisma = new PrismaClient({ adapter, transactionOptions: { maxWait: 60_000, timeout: 60_000 } });
  return {
    prisma,
    pool,
    async query<Row extends QueryResultRow>(name: string, text: string, values: readonly unknown[] = []) {
      const result = await pool.query<Row>({ name, text, values: [...values] });
      return result.rows;
    },
    transact: (work) => transact((inside) => prisma.$transaction(inside), work),
    transactSql: (work) => transact((inside) => inTransaction(pool, inside), work),
    close: () => prisma.$disconnect(),
  };
}

/** Carries a refusal out of Prisma's transaction, which only rolls back when something is thrown. */
class RolledBack extends Error {
  constructor(readonly refusal: unknown) {
    super("refused");
  }
}

/** Runs `work` in the transaction that `open` opens; see `Database.transact`. */
async function transact<Inside, T>(open: (inside: (via: Inside) => Promise<T>) => Promise<T>, work: (via: Inside) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await open(async (via) => {
        const value = await work(via);
        if (isRefusal(value)) throw new RolledBack(value);
        return value;
      });
    } catch (error) {
      if (error instanceof RolledBack) return error.refusal as T;
      if (attempt >= ATTEMPTS || !isTransient(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20 * attempt * (1 + Math.random())));
    }
  }
}

async function inTransaction<T>(pool: Pool, inside: (run: RunSql) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("BEGIN");
    const value = await inside(async (name, text, values = []) => (await client.query({ name, text, values: [...values] })).rows);
    await client.query("COMMIT");
    return value;
  } catch (error) {
    await client.query("ROLLBACK").catch((failure: Error) => (broken = failure));
    throw error;
  } finally {
    client.release(broken);
  }
}

function isRefusal(value: unknown): boolean {
  return typeof value === "object" && value !== null && (value as { ok?: unknown }).ok === false;
}

const TRANSIENT = new Set(["40001", "40P01"]);

/** The SQLSTATE behind an error of Prisma's driver adapter or of `pg` itself, or null. */
export function sqlState(error: unknown): string | null {
  if (typeof error !== "object" || error === null) return null;
  const e = error as { code?: unknown; meta?: { driverAdapterError?: { cause?: { originalCode?: unknown } } }; cause?: unknown };
  const original = e.meta?.driverAdapterError?.cause?.originalCode;
  if (typeof original === "string") return original;
  if (typeof e.code === "string" && /^[0-9A-Z]{5}$/.test(e.code) && !/^P\d{4}$/.test(e.code)) return e.code;
  return e.cause === undefined ? null : sqlState(e.cause);
}

function isTransient(error: unknown): boolean {
  const state = sqlState(error);
  return (state !== null && TRANSIENT.has(state)) || (error as { code?: string } | null)?.code === "P2034";
}

/** True when the write broke a unique rule of the database. */
export function isUniqueViolation(error: unknown): boolean {
  return sqlState(error) === "23505" || (error as { code?: string } | null)?.code === "P2002";
}

import type pg from "pg";

type Query = (this: pg.ClientBase, ...args: unknown[]) => unknown;

const recorders = new WeakMap<pg.Pool, Set<string[]>>();

/**
 * The SQL statements sent through a pool while `work` runs, transaction control included: screens promise a number of
 * statements that does not grow with the number of rows. Whatever else uses the pool meanwhile is counted too.
 */
export async function countStatements<T>(pool: pg.Pool, work: () => Promise<T>): Promise<{ value: T; count: number; statements: string[] }> {
  const active = recorders.get(pool) ?? startRecording(pool);
  const statements: string[] = [];
  active.add(statements);
  try {
    const value = await work();
    return { value, count: statements.length, statements };
  } finally {
    active.delete(statements);
  }
}

function startRecording(pool: pg.Pool): Set<string[]> {
  const active = new Set<string[]>();
  recorders.set(pool, active);
  const seen = new WeakSet<pg.ClientBase>();
  pool.on("acquire", (client) => {
    if (seen.has(client)) return;
    seen.add(client);
    const query = client.query as Query;
    client.query = function record(this: pg.ClientBase, ...args: unknown[]) {
      const first = args[0] as string | { text?: string };
      const text = typeof first === "string" ? first : (first.text ?? "");
      for (const statements of active) statements.push(text);
      return query.apply(this, args);
    } as typeof client.query;
  });
  return active;
}

import { runSqlIn, type Database, type Tx } from "~/data/client.server";
import type { Actor, HeldRole } from "~/domain/access/roles";
import type { Result } from "~/domain/kernel/result";
import type { Person } from "./people.server";

/** A database whose transactions are the one under way, so that the real commands can take part in a seed; what they read before is in it too. */
export function within(db: Database, tx: Tx): Database {
  return { ...db, prisma: tx as Database["prisma"], transact: (work) => work(tx), transactSql: (work) => work(runSqlIn(tx)) };
}

export function actorOf({ userId, name, email }: Person, roles: readonly HeldRole[]): Actor {
  return { userId, name, email, phone: null, roles };
}

/** The value of a command that a seed relies on. @throws where it was refused: the seed is then wrong. */
export async function done<T>(command: Promise<Result<T, string>>): Promise<T> {
  const result = await command;
  if (!result.ok) throw new Error(`the seed was refused: ${result.reason}`);
  return result.value;
}

import { Client } from "pg";
import { SUPERUSER } from "~/platform/postgres/cluster.server";
import { DatabaseError, errorCode } from "~/platform/postgres/database-error.server";
import type { Place } from "~/platform/postgres/place.server";
import { socketFolder } from "~/platform/postgres/socket.server";

/** Advisory lock that every process using the server holds, shared; any two numbers nobody else uses. */
const LOCK = "(1396788801, 1)";

/** One connection for life. The kernel drops it, and with it the lock, however the process dies. */
export interface Lease {
  readonly client: Client;
  readonly host: string;
}

export type Answer =
  | { readonly kind: "lease"; readonly lease: Lease }
  /** Starting, stopping, recovering, or full: ask again soon. */
  | { readonly kind: "busy"; readonly text: string }
  /** Nobody listens. */
  | { readonly kind: "absent"; readonly text: string };

/** 57P01–57P03: stopping, crashed, starting up; 53300: all connections taken. */
const BUSY = new Set(["57P01", "57P02", "57P03", "53300"]);
const ABSENT = new Set(["ENOENT", "ECONNREFUSED", "ECONNRESET", "EPIPE", "ENOTSOCK"]);

/**
 * Connects to the server of this cluster and takes the lease. As the socket lies in the cluster, an answer proves that
 * it is the right server.
 * @throws DatabaseError ACCESS, and whatever else is no question of time
 */
export async function askForLease(place: Place): Promise<Answer> {
  let host: string;
  try {
    host = socketFolder(place.cluster);
  } catch (error) {
    return classify(place, error);
  }
  const client = new Client({
    host,
    user: SUPERUSER,
    database: "postgres",
    application_name: `lease:${process.pid}`,
    connectionTimeoutMillis: 10_000,
  });
  // Without a handler Node ends the process when the server goes away.
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query(`SELECT pg_advisory_lock_shared${LOCK}`);
    return { kind: "lease", lease: { client, host } };
  } catch (error) {
    void client.end().catch(() => {});
    return classify(place, error);
  }
}

function classify(place: Place, error: unknown): Answer {
  const code = errorCode(error);
  const text = error instanceof Error ? error.message : String(error);
  if (BUSY.has(code)) return { kind: "busy", text };
  if (ABSENT.has(code) || /terminated|timeout expired/i.test(text)) return { kind: "absent", text };
  if (code === "EACCES") throw new DatabaseError("ACCESS", { folder: place.dataDir }, { cause: error });
  throw error;
}

/**
 * Gives the lease back.
 * @returns true when nobody else uses the server: then this process, and only it, holds the lock that lets it stop
 * the server. Unlocking comes before trying: if two processes tried while holding, both would fail.
 */
export async function giveBack(lease: Lease): Promise<boolean> {
  try {
    await lease.client.query(`SELECT pg_advisory_unlock_shared${LOCK}`);
    const { rows } = await lease.client.query<{ alone: boolean }>(`SELECT pg_try_advisory_lock${LOCK} AS alone`);
    return rows[0]?.alone === true;
  } catch {
    return false;
  }
}

import { resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Log } from "~/platform/log/log.server";
import { APP_DATABASE, APP_ROLE, ensureAppDatabase } from "~/platform/postgres/app-database.server";
import { SUPERUSER } from "~/platform/postgres/cluster.server";
import { giveBack, type Lease } from "~/platform/postgres/lease.server";
import type { Place } from "~/platform/postgres/place.server";
import { postmasterPid, stopPostmaster } from "~/platform/postgres/postmaster.server";
import { leaseServer, preparePlace, type StartSettings } from "~/platform/postgres/start-server.server";
import { watchOver } from "~/platform/postgres/watchdog.server";

/** Where and as whom to connect: a folder with a Unix socket, no password. */
export interface Connection {
  readonly host: string;
  readonly user: string;
  readonly database: string;
}

export interface EmbeddedPostgres {
  /** As the app: owner of its database, no superuser. */
  readonly connection: Connection;
  /** As the supervisor, in the database `postgres`: for restoring and for tests. */
  readonly superuserConnection: Connection;
  /** Called when the server is gone although nobody here stopped it; it is being started again. */
  onLost(listener: () => void): void;
  /** Called when it answers again. */
  onRestored(listener: () => void): void;
  /** Whether the server answered when last heard of. */
  isUp(): boolean;
  /**
   * Leaves the server; the last process to leave stops it, whoever started it. End all pools first.
   * @returns what became of the server.
   */
  stop(): Promise<"stopped" | "left running">;
}

export interface EmbeddedOptions {
  readonly dataDir: string;
  readonly log: Log;
  /** False in tests: nothing is flushed to disk, and the server is stopped when this process dies. */
  readonly durable?: boolean;
  /** Stops the server when this process dies, without asking others: tests and development. */
  readonly watchdog?: boolean;
  /** Milliseconds, 60 s by default. */
  readonly timeLimit?: number;
}

const STOP_LIMIT = 20_000;
const FIRST_PAUSE = 200;
const LONGEST_PAUSE = 10_000;

/**
 * Makes, starts or adopts the PostgreSQL server whose cluster lies in `dataDir`. Any number of processes may call it at
 * once on the same folder: one starts the server, the others adopt it.
 * @throws DatabaseError
 */
export async function ensureStarted(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const durable = options.durable ?? true;
  const settings = { dataDir: resolve(options.dataDir), log: options.log, durable, timeLimit: options.timeLimit ?? 60_000 };
  const supervisor = new Supervisor(await preparePlace(settings.dataDir), settings, options.watchdog ?? !durable);
  await supervisor.lease();
  return supervisor.handle();
}

class Supervisor {
  private current: Lease | null = null;
  private stopping = false;
  private callOff: () => void = () => {};
  private restarting: Promise<void> = Promise.resolve();
  private readonly lost: (() => void)[] = [];
  private readonly restored: (() => void)[] = [];
  private host = "";

  constructor(
    private readonly place: Place,
    private readonly settings: Omit<StartSettings, "mayMake">,
    private readonly watchdog: boolean,
  ) {}

  async lease(mayMake = true): Promise<void> {
    const { started, ...lease } = await leaseServer(this.place, { ...this.settings, mayMake });
    await ensureAppDatabase(lease.client);
    if (this.watchdog) await this.watch();
    this.host = lease.host;
    this.current = lease;
    lease.client.once("end", () => this.onEnd(lease));
    this.settings.log.info(started ? "Database started" : "Database adopted", { folder: this.place.cluster });
  }

  handle(): EmbeddedPostgres {
    return {
      connection: { host: this.host, user: APP_ROLE, database: APP_DATABASE },
      superuserConnection: { host: this.host, user: SUPERUSER, database: "postgres" },
      onLost: (listener) => void this.lost.push(listener),
      onRestored: (listener) => void this.restored.push(listener),
      isUp: () => this.current !== null,
      stop: () => this.stop(),
    };
  }

  private onEnd(lease: Lease): void {
    if (this.stopping || this.current !== lease) return;
    this.current = null;
    this.settings.log.error("Database lost; starting it again", { folder: this.place.cluster });
    for (const listener of this.lost) listener();
    this.restarting = this.restart();
  }

  private async restart(): Promise<void> {
    for (let wait = FIRST_PAUSE; !this.stopping; wait = Math.min(wait * 2, LONGEST_PAUSE)) {
      await pause(wait);
      if (this.stopping) return;
      try {
        await this.lease(false);
        for (const listener of this.restored) listener();
        return;
      } catch (error) {
        this.settings.log.error("Database not started", { error });
      }
    }
  }

  private async watch(): Promise<void> {
    const pid = await postmasterPid(this.place);
    this.callOff();
    if (pid !== null) this.callOff = watchOver(pid);
  }

  private async stop(): Promise<"stopped" | "left running"> {
    if (this.stopping) return "left running";
    this.stopping = true;
    await Promise.race([this.restarting, pause(STOP_LIMIT, undefined, { ref: false })]);
    const lease = this.current;
    this.current = null;
    const alone = lease !== null && (await giveBack(lease));
    const gone = alone && (await stopPostmaster(this.place, STOP_LIMIT));
    if (alone && !gone) this.settings.log.error("Database does not stop", { folder: this.place.cluster });
    await lease?.client.end().catch(() => {});
    this.callOff();
    return gone ? "stopped" : "left running";
  }
}

import { createDatabase, type Database } from "~/data/client.server";
import type { Services } from "~/features/services";
import { queueResetLink } from "~/features/notifications/reset-link.server";
import type { Clock } from "~/platform/config/clock.server";
import type { Config } from "~/platform/config/config.server";
import { loadKeys } from "~/platform/config/keys.server";
import { openStorage } from "~/platform/files/storage/storage.server";
import type { Log } from "~/platform/log/log.server";
import { migrate } from "~/platform/postgres/migrate.server";
import { openDatabase } from "~/platform/postgres/open-database.server";
import { createAuth } from "~/platform/session/auth.server";

export interface OpenServices {
  services: Services;
  close(): Promise<void>;
}

/** Opens the database (starting the embedded one where needed), migrates it and builds everything that needs it. */
export async function openServices(parts: { config: Config; clock: Clock; log: Log }): Promise<OpenServices> {
  const { config, clock, log } = parts;
  const keys = await loadKeys(config);
  const connection = await openDatabase({ config, log });
  try {
    await migrate(connection.pool, log);
  } catch (error) {
    await connection.close();
    throw error;
  }
  const db = createDatabase(connection.pool);
  const services = servicesOver(db, { config, clock, log, sessionSecret: keys.sessionSecret });
  return {
    services,
    async close() {
      await db.close();
      await connection.close();
    },
  };
}

/** Services over a database that is open already; tests use it with a database of their own. */
export function servicesOver(db: Database, parts: { config: Config; clock: Clock; log: Log; sessionSecret: string }): Services {
  const { config, clock, log, sessionSecret } = parts;
  const auth = createAuth({
    db,
    config,
    log,
    secret: sessionSecret,
    sendResetLink: (link) => queueResetLink({ db, config, clock }, link),
  });
  return { config, clock, log, db, auth, files: openStorage(config) };
}

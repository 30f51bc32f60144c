import type { Database } from "~/data/client.server";
import type { Clock } from "~/platform/config/clock.server";
import type { Config } from "~/platform/config/config.server";
import type { FileStorage } from "~/platform/files/storage/storage.server";
import type { Log } from "~/platform/log/log.server";
import type { Auth } from "~/platform/session/auth.server";

/** What every command and query is handed; built once by the composition roots. */
export interface Services {
  config: Config;
  clock: Clock;
  log: Log;
  db: Database;
  auth: Auth;
  /** where the bytes of files lie */
  files: FileStorage;
}

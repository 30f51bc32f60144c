import { join } from "node:path";

/** Where everything of one embedded server lies. */
export interface Place {
  readonly dataDir: string;
  /** The cluster, which also holds the socket. */
  readonly cluster: string;
  /** Empty file, never deleted: the lock of whoever makes or starts the server. */
  readonly lockFile: string;
  readonly logFile: string;
}

export function placeIn(dataDir: string): Place {
  return {
    dataDir,
    cluster: join(dataDir, "pg"),
    lockFile: join(dataDir, "pg.lock"),
    logFile: join(dataDir, "postgres.log"),
  };
}

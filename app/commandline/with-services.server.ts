import { openServices } from "~/composition.server";
import type { Services } from "~/features/services";
import { systemClock } from "~/platform/config/clock.server";
import { ConfigError } from "~/platform/config/config-error.server";
import { loadConfig } from "~/platform/config/config.server";
import { createLog } from "~/platform/log/log.server";
import { DatabaseError } from "~/platform/postgres/database-error.server";
import { CliProblem, type CliIo } from "./io";

/**
 * Runs `work` with services over the database of this machine (or of DATABASE_URL), also beside a running server.
 * @throws CliProblem 2 for a wrong environment, 3 where the database cannot be used.
 */
export async function withServices<T>(io: CliIo, work: (services: Services) => Promise<T>): Promise<T> {
  const { services, close } = await open(io);
  try {
    return await work(services);
  } finally {
    await close();
  }
}

async function open(io: CliIo) {
  try {
    const config = loadConfig(io.env, { mode: "cli" });
    return await openServices({ config, clock: systemClock, log: createLog(config.logLevel) });
  } catch (error) {
    if (error instanceof ConfigError) throw new CliProblem(2, error.message.split("\n"));
    if (error instanceof DatabaseError) throw new CliProblem(3, error.message.split("\n"));
    throw error;
  }
}

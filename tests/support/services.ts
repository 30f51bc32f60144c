import { createDatabase } from "~/data/client.server";
import { servicesOver } from "~/composition.server";
import type { Services } from "~/features/services";
import { fixedClock } from "~/platform/config/clock.server";
import { loadConfig } from "~/platform/config/config.server";
import { createLog } from "~/platform/log/log.server";
import { createTestDatabase } from "./database.server";

/** The day most tests play on: a Sunday afternoon in Việt Nam. */
export const TEST_DAY = new Date("2026-11-22T08:00:00.000Z");

/** Signs the sessions of tests. */
export const TEST_SESSION_SECRET = "a secret that only tests know, long enough";

export interface TestServices {
  services: Services;
  clock: ReturnType<typeof fixedClock>;
  close(): Promise<void>;
}

/** Real services over a fresh database of this test file; only the clock stands still until it is set. */
export async function testServices(): Promise<TestServices> {
  const database = await createTestDatabase();
  const clock = fixedClock(TEST_DAY);
  const config = loadConfig({ DATA_DIR: database.dataDir, PUBLIC_URL: "http://localhost:3000" }, { mode: "test" });
  const db = createDatabase(database.pool);
  const services = servicesOver(db, { config, clock, log: createLog("silent"), sessionSecret: TEST_SESSION_SECRET });
  return {
    services,
    clock,
    async close() {
      await db.close();
      await database.drop();
    },
  };
}

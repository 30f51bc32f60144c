import type { Services } from "~/features/services";
import { repeat, type Running } from "~/platform/jobs/repeat.server";
import { clearDueEditions } from "./clear-edition.server";

const FIRST_AFTER_MS = 90_000;
const PAUSE_MS = 3 * 3_600_000;

type JobServices = Pick<Services, "db" | "files" | "clock" | "log">;

/** Clears private data of editions whose time is over, a while after the start and several times a day. Several servers may run it. */
export function startRetention(services: JobServices): Running {
  return repeat(services.log, {
    name: "retention of private data",
    everyMs: PAUSE_MS,
    firstAfterMs: FIRST_AFTER_MS,
    async run() {
      for (const { editionId, cleared } of await clearDueEditions(services, services.clock.now())) services.log.info("private data cleared", { edition: editionId, ...cleared });
    },
  });
}

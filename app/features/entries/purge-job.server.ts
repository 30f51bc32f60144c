import type { Services } from "~/features/services";
import { repeat, type Running } from "~/platform/jobs/repeat.server";
import { purgeUnconsentedDrafts } from "./purge-drafts.server";

const FIRST_AFTER_MS = 60_000;
const PAUSE_MS = 6 * 3_600_000;

type JobServices = Pick<Services, "db" | "config" | "clock" | "log">;

/** Looks for unconsented drafts a minute after the start and several times a day until it is stopped. Several servers may run it. */
export function startDraftPurge(services: JobServices): Running {
  return repeat(services.log, {
    name: "purge of drafts",
    everyMs: PAUSE_MS,
    firstAfterMs: FIRST_AFTER_MS,
    async run() {
      const { warned, purged } = await purgeUnconsentedDrafts(services, services.clock.now());
      if (warned + purged > 0) services.log.info("unconsented drafts", { warned, purged });
    },
  });
}

import type { Services } from "~/features/services";
import { purgeUnconsentedDrafts } from "./purge-drafts.server";

const FIRST_AFTER_MS = 60_000;
const PAUSE_MS = 6 * 3_600_000;

type JobServices = Pick<Services, "db" | "config" | "clock" | "log">;

/** Looks for unconsented drafts a minute after the start and several times a day until it is stopped. Several servers may run it. */
export function startDraftPurge(services: JobServices): { stop(): Promise<void> } {
  let stopped = false;
  let running = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const schedule = (pause: number) => {
    if (stopped) return;
    timer = setTimeout(() => {
      running = purgeSafely(services).then(() => schedule(PAUSE_MS));
    }, pause);
    timer.unref();
  };
  schedule(FIRST_AFTER_MS);
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

async function purgeSafely(services: JobServices): Promise<void> {
  try {
    const { warned, purged } = await purgeUnconsentedDrafts(services, services.clock.now());
    if (warned + purged > 0) services.log.info("unconsented drafts", { warned, purged });
  } catch (error) {
    services.log.error("purge of drafts", { error });
  }
}

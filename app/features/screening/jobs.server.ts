import { compareChangedEntries } from "~/features/duplicates/compare-entries.server";
import type { Services } from "~/features/services";

const PAUSE_MS = 10_000;

type JobServices = Pick<Services, "config" | "clock" | "log" | "db">;

/**
 * Compares new and changed entries with all others while the server runs. Several servers may run it over one database: one compares
 * after the other. A fault is logged and tried again in the next round.
 */
export function startScreeningJobs(services: JobServices): { stop(): Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const schedule = () => {
    if (stopped) return;
    timer = setTimeout(() => {
      running = runSafely(services, () => stopped).then(schedule);
    }, PAUSE_MS);
    timer.unref();
  };
  schedule();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

async function runSafely(services: JobServices, isStopped: () => boolean): Promise<void> {
  try {
    await compareChangedEntries(services, isStopped);
  } catch (error) {
    if (!isStopped()) services.log.error("screening jobs", { error });
  }
}

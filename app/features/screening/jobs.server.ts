import { setTimeout as pause } from "node:timers/promises";
import { compareChangedEntries } from "~/features/duplicates/compare-entries.server";
import type { Services } from "~/features/services";
import { remindOfSupplements } from "./supplement-reminders.server";

const PAUSE_MS = 10_000;

type JobServices = Pick<Services, "config" | "clock" | "log" | "db">;

/**
 * While the server runs: reminds of supplements that are due, and compares new and changed entries with all others. Several servers may run it over one database: one compares
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
    await remindOfSupplements(services);
    // As long a rest as work after each entry: a large import must not slow down the pages.
    await compareChangedEntries(services, { isStopped, rest: (ms) => pause(ms) });
  } catch (error) {
    if (!isStopped()) services.log.error("screening jobs", { error });
  }
}

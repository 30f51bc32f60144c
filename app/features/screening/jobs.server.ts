import { setTimeout as pause } from "node:timers/promises";
import { checkChangedEntries } from "~/features/blind/check-entries.server";
import { compareChangedEntries } from "~/features/duplicates/compare-entries.server";
import type { Services } from "~/features/services";
import { repeat, type Running } from "~/platform/jobs/repeat.server";
import { remindOfSupplements } from "./supplement-reminders.server";

const PAUSE_MS = 10_000;

type JobServices = Pick<Services, "config" | "clock" | "log" | "db">;

/**
 * While the server runs: reminds of supplements that are due, searches entries of blind rounds for names, and compares new and changed
 * entries with all others. Several servers may run it over one database: one compares after the other. A fault is logged and tried again in the next round.
 */
export function startScreeningJobs(services: JobServices, pauseMs = PAUSE_MS): Running {
  const failures = { comparing: new Map<string, number>(), searching: new Map<string, number>() };
  return repeat(services.log, { name: "screening jobs", everyMs: pauseMs, run: (isStopped) => runRound(services, { isStopped, failures }) });
}

/** One round of the jobs: none prevents the others. */
async function runRound(services: JobServices, { isStopped, failures }: { isStopped: () => boolean; failures: Record<"comparing" | "searching", Map<string, number>> }): Promise<void> {
  await safely(services, isStopped, "reminders of supplements", () => remindOfSupplements(services));
  await safely(services, isStopped, "searching for names", () => checkChangedEntries(services, { isStopped, rest: (ms) => pause(ms), failures: failures.searching }));
  // As long a rest as work after each entry: a large import must not slow down the pages.
  await safely(services, isStopped, "comparing entries", () => compareChangedEntries(services, { isStopped, rest: (ms) => pause(ms), failures: failures.comparing }));
}

async function safely({ log }: JobServices, isStopped: () => boolean, job: string, run: () => Promise<unknown>): Promise<void> {
  if (isStopped()) return;
  try {
    await run();
  } catch (error) {
    if (!isStopped()) log.error("screening jobs", { job, error });
  }
}

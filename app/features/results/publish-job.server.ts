import { duePublications, nextPublication } from "~/data/corrections.server";
import type { Services } from "~/features/services";
import { repeat, type Running } from "~/platform/jobs/repeat.server";
import { publishWhenDue, type DueOutcome } from "./publish.server";

/** How soon a minute set by another server is noticed at the latest. */
const LOOK_EVERY_MS = 5_000;

/** Publishes every result whose minute has come, each in a transaction of its own: what fails for one edition stops no other. */
export async function publishDueResults(services: Pick<Services, "db" | "config" | "log">, now: Date): Promise<DueOutcome[]> {
  const outcomes: DueOutcome[] = [];
  for (const { editionId } of await duePublications(services.db, now)) {
    try {
      outcomes.push(await publishWhenDue(services, { editionId, now }));
    } catch (error) {
      services.log.error("A result could not be published at its minute", { edition: editionId, error });
    }
  }
  return outcomes;
}

/** Publishes scheduled results at their very minute, and those whose minute passed while no server ran at the start. */
export function startPublications(services: Services): Running {
  const { db, clock, log } = services;
  let pause = LOOK_EVERY_MS;
  return repeat(log, {
    name: "publication of results",
    everyMs: () => pause,
    firstAfterMs: 0,
    async run() {
      pause = LOOK_EVERY_MS;
      await publishDueResults(services, clock.now());
      const next = await nextPublication(db);
      if (next) pause = pauseUntil(next, clock.now());
    },
  });
}

/** Until the minute itself where it is near; one that has passed and failed is tried again as all else is looked at. */
export function pauseUntil(next: Date, now: Date): number {
  const ahead = next.getTime() - now.getTime();
  return ahead <= 0 ? LOOK_EVERY_MS : Math.min(ahead, LOOK_EVERY_MS);
}

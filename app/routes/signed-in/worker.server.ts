import type { Actor } from "~/domain/access/roles";
import { isStaff } from "~/domain/access/roles";
import { can } from "~/domain/access/can";
import { SYSTEM_SUBJECT } from "~/domain/access/can";
import { lettersWaitingFor } from "~/features/notifications/outbox.server";
import type { Services } from "~/features/services";

/** What the bar of a signed-in person shows: only the work the person has. */
export async function workerOf(services: Services, actor: Actor) {
  return {
    name: actor.name,
    may: {
      entries: true,
      judging: actor.roles.some(({ role }) => role === "JUDGE" || role === "CHAIR"),
      staff: isStaff(actor),
    },
    lettersWaiting: can(actor, "outbox.view", SYSTEM_SUBJECT).allowed ? await lettersWaitingFor(services, actor) : undefined,
  };
}

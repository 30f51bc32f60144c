import { waitingMessages } from "~/data/site.server";
import type { Services } from "~/features/services";

/** How many messages wait in the outbox, for the bar of whoever may send them. */
export function lettersWaiting({ db }: Pick<Services, "db">): Promise<number> {
  return waitingMessages(db);
}

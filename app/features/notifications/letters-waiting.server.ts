import { countUndelivered } from "~/data/outbox-list.server";
import type { Services } from "~/features/services";

/** How many messages still wait to be sent or handed over. */
export function lettersWaiting({ db }: Pick<Services, "db">): Promise<number> {
  return countUndelivered(db);
}

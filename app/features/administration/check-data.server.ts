import { findViolations, type Violation } from "~/data/invariants.server";
import type { Services } from "~/features/services";

export type { InvariantName, Violation } from "~/data/invariants.server";

/** Looks through the whole database for rows that contradict the rules; none where all is sound. Changes nothing. */
export function checkData({ db }: Pick<Services, "db">): Promise<Violation[]> {
  return findViolations(db);
}

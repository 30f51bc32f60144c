import { hasConflict } from "~/data/conflicts.server";
import type { Reader } from "~/data/editions.server";
import type { EntryRecord } from "~/data/entries.server";
import { can, type Denial } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import type { Action } from "~/domain/access/table";
import type { Phase } from "~/domain/contest/phases";

const ACTS: readonly Action[] = ["entry.edit", "entry.submit", "entry.withdraw"];

interface Assisting {
  entry: Pick<EntryRecord, "id" | "editionId" | "channel" | "filedByUnitId" | "ownerId">;
  actor: Actor;
  action: Action;
  phase: Phase;
}

/** Whether the actor acts on this entry as the secretary who files it for its authors. */
export function assistsAsStaff({ entry, actor }: Pick<Assisting, "entry" | "actor">): boolean {
  return (entry.channel === "ASSISTED" || entry.channel === "PAPER") && entry.filedByUnitId === null && entry.ownerId === actor.userId;
}

/**
 * Why a secretary may no longer act on an entry filed for others: the role ended, the phase is over, or a conflict of interest came
 * to light. Null for everybody else, and while nothing stands against it.
 */
export async function assistDenial(reader: Reader, { entry, actor, action, phase }: Assisting): Promise<Denial | null> {
  if (!ACTS.includes(action) || !assistsAsStaff({ entry, actor })) return null;
  const decision = can(actor, "entry.assist", { editionId: entry.editionId, phase, inConflict: await hasConflict(reader, entry.id, actor.userId) });
  return decision.allowed ? null : decision.reason;
}

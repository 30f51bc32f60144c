import type { Tx } from "~/data/client.server";
import { type EditionRow, lockEdition } from "~/data/editions.server";
import { can, type Denial } from "~/domain/access/can";
import { isStaff, type Actor } from "~/domain/access/roles";
import { phaseAt } from "~/domain/contest/phases";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { OFFICIAL_KINDS } from "./index.server";
import type { OfficialKind } from "./official-kind";

/** Who does something with a paper, in which edition, when. */
export interface PaperAct {
  actor: Actor;
  editionId: string;
  now: Date;
}

/** The edition, locked, for whoever may word and issue papers now. */
export async function openForPapers(tx: Tx, { actor, editionId, now }: PaperAct): Promise<Result<EditionRow, Denial | "not_found">> {
  const edition = isStaff(actor, editionId) ? await lockEdition(tx, editionId) : null;
  if (!edition) return refused("not_found");
  const right = can(actor, "paper.issue", { editionId, phase: phaseAt(edition, now) });
  return right.allowed ? ok(edition) : refused(right.reason);
}

/** The kind of paper an address names. */
export function kindNamed(key: string): OfficialKind | null {
  return OFFICIAL_KINDS.find((kind) => kind.key === key) ?? null;
}

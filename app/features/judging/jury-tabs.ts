import { can } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import type { Action } from "~/domain/access/table";
import type { Phase } from "~/domain/contest/phases";
import type { JuryTab } from "./components/jury-tabs";

const RIGHTS = {
  progress: "progress.view",
  rescores: "progress.view",
  paper: "sheet.key",
  late: "scores.inspect",
  meetings: "meeting.view",
} as const satisfies Record<JuryTab, Action>;

/** The pages about judging whose role somebody holds; what the phase forbids, the page explains. */
export function juryTabsFor(actor: Actor, { editionId, phase }: { editionId: string; phase: Phase }): JuryTab[] {
  return (Object.keys(RIGHTS) as JuryTab[]).filter((tab) => {
    const decision = can(actor, RIGHTS[tab], { editionId, phase });
    return decision.allowed || decision.reason === "wrong_phase";
  });
}

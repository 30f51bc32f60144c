import type { InfeasibleReason } from "~/domain/assignment/problem";
import { listed, type Obstacle, type Words } from "./infeasible-words";

type TooFew = Extract<InfeasibleReason, { kind: "too_few_for_chance" }>;

/** Entries that too few judges may judge for the cap on chances, those of the same field and as many judges told together. */
export function drawnObstacles(reasons: readonly InfeasibleReason[], words: Words): Obstacle[] {
  const groups = new Map<string, TooFew[]>();
  for (const reason of reasons) {
    if (reason.kind !== "too_few_for_chance") continue;
    const key = JSON.stringify([words.fieldOf(reason.entry), reason.needed, reason.judges.length]);
    groups.set(key, [...(groups.get(key) ?? []), reason]);
  }
  return [...groups.values()].map((group) => obstacleOf(group, words));
}

function obstacleOf(group: readonly TooFew[], words: Words): Obstacle {
  const { integer, drawing, planning } = words;
  const [{ maxChance, needed, judges, entry }] = group as readonly [TooFew, ...TooFew[]];
  const able = judges.length;
  return {
    text: drawing.help.tooFew({
      cap: drawing.percent(maxChance),
      entries: listed(group.map((reason) => reason.entry), words),
      needed: integer(needed),
      able: integer(able),
    }),
    help: drawing.help.moreJudges({ missing: integer(needed - able), field: words.fieldOf(entry) || planning.help.noField }),
  };
}

interface Room {
  judges: string;
  available: string;
  needed: string;
  entries: string;
}

/** Judges who would have room enough if it were not for the cap. */
export function tooLittleUnderCap(maxChance: number, room: Room, { drawing }: Words): Obstacle {
  return { text: drawing.help.tooLittleRoom({ cap: drawing.percent(maxChance), ...room }), help: drawing.help.raiseCap };
}

import type { InfeasibleReason } from "~/domain/assignment/problem";
import { drawnObstacles, tooLittleUnderCap } from "./infeasible-draw";
import { infeasibleReasonText } from "./assignment-problem";
import { listed, type Obstacle, type Words } from "./infeasible-words";

export type { Obstacle } from "./infeasible-words";

type TooFew = Extract<InfeasibleReason, { kind: "too_few_judges" }> & { entries: string[] };

/**
 * The reasons in words, entries that lack the same judges told together, each with what would remove it. Helping with one may bring
 * up another: a plan exists only once none is left.
 */
export function obstaclesOf(reasons: readonly InfeasibleReason[], words: Words): Obstacle[] {
  return [...tooFewTogether(reasons, words.fieldOf).map((reason) => tooFewText(reason, words)), ...drawnObstacles(reasons, words), ...reasons.flatMap((reason) => otherText(reason, words))];
}

function tooFewTogether(reasons: readonly InfeasibleReason[], fieldOf: Words["fieldOf"]): TooFew[] {
  const groups = new Map<string, TooFew>();
  for (const reason of reasons) {
    if (reason.kind !== "too_few_judges") continue;
    const key = JSON.stringify([fieldOf(reason.entry), reason.perEntry, reason.judges]);
    const group = groups.get(key);
    if (group) group.entries.push(reason.entry);
    else groups.set(key, { ...reason, entries: [reason.entry] });
  }
  return [...groups.values()];
}

function tooFewText(reason: TooFew, words: Words): Obstacle {
  const { planning, integer } = words;
  const able = reason.judges.length;
  const facts = { missing: integer(reason.perEntry - able), field: words.fieldOf(reason.entry) || planning.help.noField, judges: integer(able) };
  return {
    text: planning.help.tooFew({
      count: integer(reason.entries.length),
      entries: listed(reason.entries, words),
      perEntry: integer(reason.perEntry),
      able: integer(able),
      judges: listed(reason.judges, words),
    }),
    help: able > 0 ? planning.help.moreJudges(facts) : planning.help.addJudges(facts),
  };
}

function otherText(reason: InfeasibleReason, words: Words): Obstacle[] {
  const { planning, integer } = words;
  const { help } = planning;
  const text = infeasibleReasonText(reason, words.assignment);
  switch (reason.kind) {
    case "too_few_judges":
    case "too_few_for_chance":
      return [];
    case "too_little_room": {
      const { judges, entries, available, needed } = reason;
      const fields = [...new Set(entries.map(words.fieldOf))].sort().join(", ");
      const facts = { judges: listed(judges, words), available: integer(available), needed: integer(needed), entries: listed(entries, words) };
      if (reason.maxChance !== undefined) return [tooLittleUnderCap(reason.maxChance, facts, words)];
      return [{ text: help.tooLittleRoom(facts), help: help.moreRoom({ missing: integer(needed - available), fields }) }];
    }
    case "fixed_over_max":
      return [{ text, help: help.raiseMax({ judge: reason.judge, count: integer(reason.entries.length) }) }];
    case "fixed_over_per_entry":
      return [{ text, help: help.raisePerEntry({ count: integer(reason.judges.length), entry: reason.entry }) }];
    case "fixed_in_conflict":
    case "fixed_outside_fields":
      return [{ text, help: help.takeBack(reason) }];
  }
}

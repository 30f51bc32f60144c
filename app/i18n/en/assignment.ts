import type { AssignmentMessages } from "../vi/assignment";

const names = (ids: readonly string[]) => (ids.length === 0 ? "nobody" : ids.join(", "));

/** 3333 → "33.33%". */
const percent = (chance: number) => `${chance / 100}%`;

export const assignment: AssignmentMessages = {
  reasons: {
    fixedInConflict: ({ judge, entry }) => `Judge ${judge} is fixed on entry ${entry} but has a conflict of interest with it.`,
    fixedOutsideFields: ({ judge, entry, field }) =>
      `Judge ${judge} is fixed on entry ${entry} but does not judge the field ${field}.`,
    fixedOverMax: ({ judge, max, entries }) =>
      `Judge ${judge} takes at most ${max} entries but is fixed on ${entries.length}: ${names(entries)}.`,
    fixedOverPerEntry: ({ entry, perEntry, judges }) =>
      `Entry ${entry} needs exactly ${perEntry} judges but ${judges.length} are fixed on it: ${names(judges)}.`,
    tooFewJudges: ({ entry, perEntry, judges }) =>
      `Entry ${entry} needs ${perEntry} judges but only ${judges.length} may judge it: ${names(judges)}.`,
    tooFewForChance: ({ entry, maxChance, needed, judges }) =>
      `With a cap of ${percent(maxChance)}, entry ${entry} needs at least ${needed} judges without a conflict to draw from; only ${judges.length} may judge it: ${names(judges)}.`,
    tooLittleRoom: ({ entries, judges, needed, available, maxChance }) =>
      `${maxChance === undefined ? "" : `With a cap of ${percent(maxChance)}: `}The judges ${names(judges)} can take only ${available} more assignments, but these entries need at least ${needed} from them: ${names(entries)}.`,
  },
};

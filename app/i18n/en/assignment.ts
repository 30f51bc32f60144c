import type { AssignmentMessages } from "../vi/assignment";

const names = (ids: readonly string[]) => (ids.length === 0 ? "nobody" : ids.join(", "));

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
    tooLittleRoom: ({ entries, judges, needed, available }) =>
      `The judges ${names(judges)} can take only ${available} more assignments, but these entries need at least ${needed} from them: ${names(entries)}.`,
  },
};

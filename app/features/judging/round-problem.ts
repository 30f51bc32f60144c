import type { AssignmentProblem, InfeasibleReason } from "~/domain/assignment/problem";

/** What the database knows about who may judge what in a round. */
export interface RoundData {
  entries: readonly { id: string; code: string; fieldId: string | null }[];
  judges: readonly { id: string; code: string; maxLoad: number | null; panels: readonly { id: string; fieldIds: readonly string[] }[] }[];
  conflicts: readonly { judgeId: string; entryId: string }[];
  assigned: readonly { judgeId: string; entryId: string }[];
}

/**
 * The assignment problem of a round. Judges and entries go by their codes, so that reasons can be read; a judge's fields are those
 * of the panels they sit in; running assignments are fixed. A judge who left every panel keeps what they judge and gets no more.
 */
export function problemOfRound(data: RoundData, perEntry: number): AssignmentProblem {
  const judgeCodes = new Map(data.judges.map(({ id, code }) => [id, code]));
  const entryCodes = new Map(data.entries.map(({ id, code }) => [id, code]));
  const pairs = (list: readonly { judgeId: string; entryId: string }[]) =>
    list.flatMap(({ judgeId, entryId }): [string, string][] => {
      const judge = judgeCodes.get(judgeId);
      const entry = entryCodes.get(entryId);
      return judge === undefined || entry === undefined ? [] : [[judge, entry]];
    });
  return {
    perEntry,
    judges: data.judges.map((judge) => ({ id: judge.code, ...limitsOf(judge, data) })),
    entries: data.entries.map(({ code, fieldId }) => ({ id: code, field: fieldId ?? "" })),
    conflicts: pairs(data.conflicts),
    fixed: pairs(data.assigned),
    costs: [],
  };
}

function limitsOf(judge: RoundData["judges"][number], data: RoundData): { fields: string[]; max: number | null } {
  if (judge.panels.length > 0) return { fields: distinct(judge.panels.flatMap(({ fieldIds }) => fieldIds)), max: judge.maxLoad };
  const held = new Set(data.assigned.filter(({ judgeId }) => judgeId === judge.id).map(({ entryId }) => entryId));
  const entries = data.entries.filter(({ id }) => held.has(id));
  return { fields: distinct(entries.map(({ fieldId }) => fieldId ?? "")), max: entries.length };
}

const distinct = (ids: readonly string[]) => [...new Set(ids)].sort();

/** The panel on whose behalf a judge judges a field: the first of theirs that serves it. */
export function panelFor(judge: RoundData["judges"][number], fieldId: string | null): string | null {
  return judge.panels.find(({ fieldIds }) => fieldId !== null && fieldIds.includes(fieldId))?.id ?? null;
}

/** The reason with the name of its field in the place of the id. */
export function withFieldName(reason: InfeasibleReason, fields: readonly { id: string; name: string }[]): InfeasibleReason {
  if (reason.kind !== "fixed_outside_fields") return reason;
  return { ...reason, field: fields.find(({ id }) => id === reason.field)?.name ?? reason.field };
}

import type { AssignmentProblem, InfeasibleReason } from "~/domain/assignment/problem";

/** What the database knows about who may judge what in a round. */
export interface RoundData {
  entries: readonly { id: string; code: string; fieldId: string | null; judgeIds: readonly string[] }[];
  judges: readonly {
    id: string;
    code: string;
    maxLoad: number | null;
    hasLeft: boolean;
    panels: readonly { id: string; fieldIds: readonly string[] }[];
    barredFrom: readonly string[];
  }[];
}

/**
 * The assignment problem of a round. Judges and entries go by their codes, so that reasons can be read; a judge's fields are those
 * of the panels they sit in; running assignments are fixed. A judge who left, or sits in no panel any more, keeps what they judge and gets no more.
 * @param maxChance cap on the chance of any pair, in units of 1/10,000; null: nothing is drawn
 */
export function assignmentProblemOf({ entries, judges }: RoundData, perEntry: number, maxChance: number | null = null): AssignmentProblem {
  const judgeCodes = new Map(judges.map(({ id, code }) => [id, code]));
  const entryCodes = new Map(entries.map(({ id, code }) => [id, code]));
  return {
    perEntry,
    judges: judges.map((judge) => ({ id: judge.code, ...limitsOf(judge, entries) })),
    entries: entries.map(({ code, fieldId }) => ({ id: code, field: fieldId ?? "" })),
    conflicts: judges.flatMap(({ code, barredFrom }) => named(barredFrom, entryCodes).map((entry): [string, string] => [code, entry])),
    fixed: entries.flatMap(({ code, judgeIds }) => named(judgeIds, judgeCodes).map((judge): [string, string] => [judge, code])),
    costs: [],
    ...(maxChance === null ? {} : { maxChance }),
  };
}

const named = (ids: readonly string[], codes: ReadonlyMap<string, string>) => ids.flatMap((id) => codes.get(id) ?? []);

function limitsOf(judge: RoundData["judges"][number], entries: RoundData["entries"]): { fields: string[]; max: number | null } {
  if (judge.panels.length > 0 && !judge.hasLeft) return { fields: distinct(judge.panels.flatMap(({ fieldIds }) => fieldIds)), max: judge.maxLoad };
  const held = entries.filter(({ judgeIds }) => judgeIds.includes(judge.id));
  return { fields: distinct(held.map(({ fieldId }) => fieldId ?? "")), max: held.length };
}

const distinct = (ids: readonly string[]) => [...new Set(ids)].sort();

/** The panel on whose behalf a judge judges a field: the first of theirs that serves it; none for one who left. */
export function panelFor(judge: RoundData["judges"][number], fieldId: string | null): string | null {
  if (judge.hasLeft) return null;
  return judge.panels.find(({ fieldIds }) => fieldId !== null && fieldIds.includes(fieldId))?.id ?? null;
}

/** The reason with the name of its field in the place of the id. */
export function withFieldName(reason: InfeasibleReason, fields: readonly { id: string; name: string }[]): InfeasibleReason {
  if (reason.kind !== "fixed_outside_fields") return reason;
  return { ...reason, field: fields.find(({ id }) => id === reason.field)?.name ?? reason.field };
}

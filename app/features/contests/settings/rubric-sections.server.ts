import { addRubric, criteriaOfRubric, hasScores, hasScoresOfField, isRubricId, removeRubric, writeCriteria } from "~/data/editions-rounds-write.server";
import { isStaff } from "~/domain/access/roles";
import { bandFaults, type Band } from "~/domain/contest/bands";
import { unknownTieBreaks } from "~/domain/contest/completeness";
import { rubricFor, type CriterionRule } from "~/domain/contest/rules";
import { settingsCommand, type SettingsFault, type SettingsState } from "./change-settings.server";
import { kept, rowFaults, withCodes, type Row } from "./list-sections.server";

/** A line without bands keeps those it has. */
type CriterionInput = Omit<CriterionRule, "bands"> & { bands?: readonly Band[] };

export interface RubricInput {
  rubricId: string;
  rows: Row<CriterionInput>[];
}

/** The criteria of one rubric. Once a judge has scored by it, its scale and its criteria stay; words may still change. */
export const changeRubric = settingsCommand<RubricInput>(
  async (state, { rubricId, rows }) => {
    const { tx, rules } = state;
    const rubric = rules.rounds.flatMap(({ rubrics }) => rubrics).find(({ id }) => id === rubricId);
    if (!rubric) return [{ field: "", reason: "row_is_gone" }];
    const coded = withCodes(
      rows.map((row) => ({ ...row, bands: row.bands ?? rubric.criteria.find(({ id }) => id === row.id)?.bands ?? [] })),
      ({ label }) => label,
    );
    const faults = [
      ...rowFaults(coded, { known: rubric.criteria, codeOf: ({ code }) => code, codeField: "code" }),
      ...coded.flatMap((row, index) => (row.remove ? [] : criterionFaults(row, index, rules.parts))),
    ];
    const wanted = kept(coded);
    if (wanted.length === 0) faults.push({ field: "", reason: "criteria_missing" });
    if (await hasScores(tx, rubricId)) faults.push(...scaleFaults(coded, rubric.criteria));
    faults.push(...tieBreakFaults(state, rubricId, wanted));
    if (faults.length === 0) await writeCriteria(tx, rubricId, wanted);
    return faults;
  },
  { sealed: true },
);

/** The criteria that decide between equals stay in the last counting round of an announced edition. */
function tieBreakFaults({ rules, edition, isAnnounced }: SettingsState, rubricId: string, criteria: readonly CriterionRule[]): SettingsFault[] {
  if (!isAnnounced) return [];
  const rounds = rules.rounds.map((round) => ({
    ...round,
    rubrics: round.rubrics.map((other) => ({ fieldCode: other.fieldCode, criteria: other.id === rubricId ? [...criteria] : other.criteria })),
  }));
  return unknownTieBreaks(rounds, edition.tieBreak).map((about) => ({ field: "", reason: "tie_break_unknown", about }));
}

function criterionFaults(row: CriterionRule, index: number, parts: readonly { key: string }[]): SettingsFault[] {
  const faults: SettingsFault[] = [];
  if (row.max % row.step !== 0) faults.push({ field: `rows[${index}].step`, reason: "step_not_dividing" });
  if (row.min !== null && (row.min > row.max || row.min % row.step !== 0)) faults.push({ field: `rows[${index}].min`, reason: "min_off_scale" });
  if (row.partKey !== null && !parts.some(({ key }) => key === row.partKey)) faults.push({ field: `rows[${index}].partKey`, reason: "part_key_unknown" });
  const wrongBand = row.max % row.step === 0 ? bandFaults(row.bands, row)[0] : undefined;
  if (wrongBand) faults.push({ field: `rows[${index}].bands`, reason: wrongBand.fault, about: wrongBand.band.text });
  return faults;
}

function scaleFaults(rows: readonly Row<CriterionRule>[], stored: readonly (CriterionRule & { id: string })[]): SettingsFault[] {
  return rows.flatMap((row, index): SettingsFault[] => {
    const before = stored.find(({ id }) => id === row.id);
    if (!before) return row.remove ? [] : [{ field: `rows[${index}].label`, reason: "criterion_added_late" }];
    if (row.remove) return [{ field: `rows[${index}].remove`, reason: "criterion_has_scores", about: before.label }];
    return (["code", "max", "step"] as const)
      .filter((column) => row[column] !== before[column])
      .map((column) => ({ field: `rows[${index}].${column}`, reason: "criterion_scale_fixed" }));
  });
}

/** Gives a field a rubric of its own in a round, beginning with the one for all fields. */
export const addFieldRubric = settingsCommand<{ id: string; roundId: string; fieldId: string }>(
  async ({ tx, rules }, { id, roundId, fieldId }) => {
    const round = rules.rounds.find((candidate) => candidate.id === roundId);
    const field = rules.fields.find((candidate) => candidate.id === fieldId);
    if (!round) return [{ field: "", reason: "row_is_gone" }];
    if (!field) return [{ field: "fieldId", reason: "requiredChoice" }];
    if (round.rubrics.some((rubric) => rubric.fieldId === fieldId)) return [{ field: "fieldId", reason: "rubric_exists", about: field.name }];
    if (await isRubricId(tx, id)) return [{ field: "", reason: "row_twice" }];
    if (await hasScoresOfField(tx, roundId, fieldId)) return [{ field: "fieldId", reason: "rubric_has_scores", about: field.name }];
    await addRubric(tx, { id, roundId, fieldId }, rubricFor(round, null)?.criteria ?? []);
    return [];
  },
  { sealed: true },
);

/** Takes a field's own rubric away: the one for all fields holds again. */
export const removeFieldRubric = settingsCommand<{ rubricId: string }>(
  async ({ tx, rules }, { rubricId }) => {
    const rubric = rules.rounds.flatMap(({ rubrics }) => rubrics).find(({ id }) => id === rubricId);
    if (!rubric || rubric.fieldId === null) return [{ field: "", reason: "row_is_gone" }];
    if (await hasScores(tx, rubricId)) return [{ field: "", reason: "rubric_scored" }];
    await removeRubric(tx, rubricId);
    return [];
  },
  { sealed: true },
);

/**
 * Puts copies of another rubric's criteria in place of a rubric's own, while nobody has scored by it. The other may be of any
 * edition its maker works for; parts of the dossier that this edition lacks are let go.
 */
export const copyRubric = settingsCommand<{ rubricId: string; from: string }>(
  async (state, { rubricId, from }) => {
    const { tx, rules, actor, edition } = state;
    const rubric = rules.rounds.flatMap(({ rubrics }) => rubrics).find(({ id }) => id === rubricId);
    if (!rubric) return [{ field: "", reason: "row_is_gone" }];
    const source = from === rubricId ? null : await criteriaOfRubric(tx, from);
    if (!source || source.criteria.length === 0) return [{ field: "from", reason: "requiredChoice" }];
    if (source.editionId !== edition.id && !isStaff(actor, source.editionId)) return [{ field: "from", reason: "requiredChoice" }];
    if (await hasScores(tx, rubricId)) return [{ field: "", reason: "rubric_scored" }];
    const criteria = source.criteria.map((criterion) => ({
      ...criterion,
      id: null,
      partKey: rules.parts.some(({ key }) => key === criterion.partKey) ? criterion.partKey : null,
    }));
    const faults = tieBreakFaults(state, rubricId, criteria);
    if (faults.length === 0) await writeCriteria(tx, rubricId, criteria);
    return faults;
  },
  { sealed: true },
);

import {
  addRound,
  addRubric,
  changeRound,
  hasScores,
  hasScoresOfField,
  isRubricId,
  removeRound,
  removeRubric,
  roundsInUse,
  writeCriteria,
} from "~/data/editions-rounds-write.server";
import { updateEdition } from "~/data/editions.server";
import { unknownTieBreaks } from "~/domain/contest/completeness";
import { rubricFor, weightSum, WHOLE_WEIGHT, type CriterionRule } from "~/domain/contest/rules";
import { settingsCommand, type SettingsFault, type SettingsState } from "./change-settings.server";
import { kept, rowFaults, withCodes, type Row } from "./list-sections.server";

export interface RoundInput {
  code: string;
  name: string;
  weight: number;
  blind: boolean;
}

const DAY = 24 * 60 * 60_000;
const laterOf = (a: Date, b: Date) => (a > b ? a : b);

/** Rounds with their weights. One with panels cannot go, and after the first has begun their number stays. */
export const changeRounds = settingsCommand<{ rows: Row<RoundInput>[] }>(
  async (state, { rows }) => {
    const { tx, rules } = state;
    const coded = withCodes(
      rows.map((row) => ({ ...row, code: rules.rounds.find(({ id }) => id === row.id)?.code ?? "" })),
      ({ name }) => name,
    );
    const faults = [...rowFaults(coded, { known: rules.rounds, codeOf: ({ code }) => code, codeField: "name" }), ...(await roundFaults(state, coded))];
    if (faults.length > 0) return faults;
    for (const row of coded) if (row.remove && row.id) await removeRound(tx, row.id);
    for (const [index, row] of kept(coded).entries()) {
      const round = { name: row.name, weight: row.weight, blind: row.blind, position: index + 1 };
      if (row.id) await changeRound(tx, row.id, round);
      else await addLastRound(state, { ...round, code: row.code });
    }
    if (coded.some(({ id }) => id === null)) await widenJudging(state);
    return [];
  },
  { sealed: true },
);

async function roundFaults({ tx, edition, rules, isAnnounced, now }: SettingsState, rows: readonly Row<RoundInput>[]): Promise<SettingsFault[]> {
  const faults: SettingsFault[] = [];
  const used = await roundsInUse(tx, edition.id);
  const hasBegun = isAnnounced && rules.rounds.some(({ startsAt }) => startsAt <= now);
  rows.forEach((row, index) => {
    if (row.remove && row.id && used.has(row.id)) faults.push({ field: `rows[${index}].remove`, reason: "round_in_use", about: row.name });
    else if (hasBegun && (row.remove ? row.id !== null : row.id === null)) faults.push({ field: `rows[${index}].name`, reason: "rounds_begun" });
  });
  const wanted = kept(rows);
  if (wanted.length === 0) faults.push({ field: "", reason: "no_rounds" });
  else if (weightSum(wanted) !== WHOLE_WEIGHT) faults.push({ field: "", reason: "weights_sum" });
  const order = wanted.flatMap(({ id }) => (id === null ? [] : [id]));
  const before = rules.rounds.map(({ id }) => id).filter((id) => order.includes(id));
  if (order.join() !== before.join() || wanted.some(({ id }, index) => id === null && index < order.length)) faults.push({ field: "", reason: "rounds_order" });
  return faults;
}

/** A new round comes after the others, begins with the rubric of the last one, and ends with judging. */
async function addLastRound({ tx, edition, rules }: SettingsState, round: RoundInput & { position: number }): Promise<void> {
  const last = rules.rounds.at(-1);
  const startsAt = last?.endsAt ?? edition.screeningEndsAt;
  const endsAt = laterOf(edition.judgingEndsAt, new Date(startsAt.getTime() + DAY));
  await addRound(tx, edition.id, { ...round, startsAt, endsAt }, (last && rubricFor(last, null)?.criteria) ?? []);
}

async function widenJudging({ tx, edition, rules }: SettingsState): Promise<void> {
  const earliest = new Date((rules.rounds.at(-1)?.endsAt ?? edition.screeningEndsAt).getTime() + DAY);
  const judgingEndsAt = laterOf(edition.judgingEndsAt, earliest);
  const announcementAt = edition.announcementAt && laterOf(edition.announcementAt, judgingEndsAt);
  await updateEdition(tx, edition.id, { judgingEndsAt, announcementAt });
}

export interface RubricInput {
  rubricId: string;
  rows: Row<CriterionRule>[];
}

/** The criteria of one rubric. Once a judge has scored by it, its scale and its criteria stay; words may still change. */
export const changeRubric = settingsCommand<RubricInput>(
  async (state, { rubricId, rows }) => {
    const { tx, rules, edition, isAnnounced } = state;
    const rubric = rules.rounds.flatMap(({ rubrics }) => rubrics).find(({ id }) => id === rubricId);
    if (!rubric) return [{ field: "", reason: "row_is_gone" }];
    const coded = withCodes(rows, ({ label }) => label);
    const faults = [
      ...rowFaults(coded, { known: rubric.criteria, codeOf: ({ code }) => code, codeField: "code" }),
      ...coded.flatMap((row, index) => (row.remove ? [] : criterionFaults(row, index, rules.parts))),
    ];
    const wanted = kept(coded);
    if (wanted.length === 0) faults.push({ field: "", reason: "criteria_missing" });
    if (await hasScores(tx, rubricId)) faults.push(...scaleFaults(coded, rubric.criteria));
    const rounds = rules.rounds.map((round) => ({
      ...round,
      rubrics: round.rubrics.map((other) => (other.id === rubricId ? { ...other, criteria: wanted } : other)),
    }));
    for (const about of isAnnounced ? unknownTieBreaks(rounds, edition.tieBreak) : []) faults.push({ field: "", reason: "tie_break_unknown", about });
    if (faults.length === 0) await writeCriteria(tx, rubricId, wanted);
    return faults;
  },
  { sealed: true },
);

function criterionFaults(row: CriterionRule, index: number, parts: readonly { key: string }[]): SettingsFault[] {
  const faults: SettingsFault[] = [];
  if (row.max % row.step !== 0) faults.push({ field: `rows[${index}].step`, reason: "step_not_dividing" });
  if (row.min !== null && (row.min > row.max || row.min % row.step !== 0)) faults.push({ field: `rows[${index}].min`, reason: "min_off_scale" });
  if (row.partKey !== null && !parts.some(({ key }) => key === row.partKey)) faults.push({ field: `rows[${index}].partKey`, reason: "part_key_unknown" });
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

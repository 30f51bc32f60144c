import { addRound, changeRound, removeRound, roundsInUse } from "~/data/editions-rounds-write.server";
import { editionRules } from "~/data/editions-rules.server";
import { storeDates, updateEdition } from "~/data/editions.server";
import { unknownTieBreaks } from "~/domain/contest/completeness";
import { countingRounds, rubricFor, rubricTotal, weightSum, WHOLE_WEIGHT, type RoundRule } from "~/domain/contest/rules";
import type { RoundDates } from "~/domain/contest/timeline";
import { datesOf } from "../rules-record.server";
import { settingsCommand, type SettingsFault, type SettingsState } from "./change-settings.server";
import { kept, rowFaults, withCodes, type Row } from "./list-sections.server";

export { addFieldRubric, changeRubric, copyRubric, removeFieldRubric, type RubricInput } from "./rubric-sections.server";

type LaterRules = Pick<RoundRule, "kind" | "judgesPerEntry" | "admitFrom" | "admitMost">;

/** What is left out of a line stays as it is. */
export interface RoundInput extends Pick<RoundRule, "code" | "name" | "weight" | "blind">, Partial<LaterRules> {}

type WholeRow = Row<Omit<RoundRule, "rubrics">>;

const NEW_ROUND: LaterRules = { kind: "PRELIMINARY", judgesPerEntry: null, admitFrom: null, admitMost: null };
const DAY = 24 * 60 * 60_000;
const laterOf = (a: Date, b: Date) => (a > b ? a : b);

/**
 * Rounds in their order, with kind, weight, judges and who goes on. One with panels cannot go, and after the first has begun
 * their number and order stay. A round that comes in between takes over the dates of its place.
 */
export const changeRounds = settingsCommand<{ rows: Row<RoundInput>[] }>(
  async (state, { rows }) => {
    const { tx, rules } = state;
    const coded = withCodes(
      rows.map((row): WholeRow => {
        const stored = rules.rounds.find(({ id }) => id === row.id);
        const { kind, judgesPerEntry, admitFrom, admitMost } = stored ?? NEW_ROUND;
        return { kind, judgesPerEntry, admitFrom, admitMost, ...row, code: stored?.code ?? "" };
      }),
      ({ name }) => name,
    );
    const faults = [
      ...rowFaults(coded, { known: rules.rounds, codeOf: ({ code }) => code, codeField: "name" }),
      ...(await roundFaults(state, coded)),
      ...ruleFaults(state, coded),
    ];
    if (faults.length > 0) return faults;
    const wanted = kept(coded);
    const dates = datesByPlace(state, wanted);
    for (const row of coded) if (row.remove && row.id) await removeRound(tx, row.id);
    for (const [index, { id, code, name, kind, weight, judgesPerEntry, admitFrom, admitMost, blind }] of wanted.entries()) {
      const round = { name, kind, weight, judgesPerEntry, admitFrom, admitMost, blind, position: index + 1 };
      if (id) await changeRound(tx, id, round);
      else await addNewRound(state, { ...round, code }, dates[index]);
    }
    if (orderOf(wanted).join() !== rules.rounds.map(({ id }) => id).join()) await placeInTime(state, dates);
    return [];
  },
  { sealed: true },
);

const orderOf = (rows: readonly { id: string | null }[]) => rows.map(({ id }) => id);

async function roundFaults({ tx, edition, rules, isAnnounced, now }: SettingsState, rows: readonly WholeRow[]): Promise<SettingsFault[]> {
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
  const isMoved = order.join() !== before.join() || wanted.some(({ id }, index) => id === null && index < order.length);
  if (isMoved && (hasBegun || used.size > 0)) faults.push({ field: "", reason: "rounds_order" });
  return faults;
}

/** Rules of single rounds that contradict the edition's, its rubrics or each other. */
function ruleFaults({ edition, rules, isAnnounced }: SettingsState, rows: readonly WholeRow[]): SettingsFault[] {
  const faults: SettingsFault[] = [];
  const wanted = kept(rows);
  rows.forEach((row, index) => {
    if (row.remove) return;
    const stored = rules.rounds.find(({ id }) => id === row.id);
    const top = Math.min(...(stored?.rubrics ?? []).map(rubricTotal));
    if (row.judgesPerEntry !== null && row.judgesPerEntry < edition.minJudges) faults.push({ field: `rows[${index}].judgesPerEntry`, reason: "round_judges_few", about: String(edition.minJudges) });
    if (row.admitFrom !== null && row.admitFrom > top) faults.push({ field: `rows[${index}].admitFrom`, reason: "admit_above_scale" });
    if (row === wanted.at(-1)) for (const name of ["admitFrom", "admitMost"] as const) if (row[name] !== null) faults.push({ field: `rows[${index}].${name}`, reason: "admit_of_last" });
  });
  const rounds = wanted.flatMap((row) => ({ ...row, rubrics: rules.rounds.find(({ id }) => id === row.id)?.rubrics ?? [] }));
  const isChanged = countingRounds(rounds).at(-1)?.id !== countingRounds(rules.rounds).at(-1)?.id;
  if (isAnnounced && isChanged) for (const about of unknownTieBreaks(rounds, edition.tieBreak)) faults.push({ field: "", reason: "tie_break_unknown", about });
  return faults;
}

/** When the wanted rounds are held: those that stay keep the times of their places, new ones come after. */
function datesByPlace({ edition, rules }: SettingsState, wanted: readonly WholeRow[]): RoundDates[] {
  const slots = rules.rounds.filter(({ id }) => wanted.some((row) => row.id === id)).map(({ startsAt, endsAt }) => ({ startsAt, endsAt }));
  while (slots.length < wanted.length) {
    const startsAt = slots.at(-1)?.endsAt ?? edition.screeningEndsAt;
    const afterADay = new Date(startsAt.getTime() + DAY);
    slots.push({ startsAt, endsAt: slots.length + 1 === wanted.length ? laterOf(edition.judgingEndsAt, afterADay) : afterADay });
  }
  return wanted.flatMap(({ code }, index) => {
    const slot = slots[index];
    return slot ? [{ code, ...slot }] : [];
  });
}

/** A new round begins with the rubric of the last one. */
async function addNewRound({ tx, edition, rules }: SettingsState, round: Omit<RoundRule, "rubrics"> & { position: number }, dates: RoundDates | undefined): Promise<void> {
  if (!dates) throw new Error("a round without a place in time");
  const last = rules.rounds.at(-1);
  await addRound(tx, edition.id, { ...round, startsAt: dates.startsAt, endsAt: dates.endsAt }, (last && rubricFor(last, null)?.criteria) ?? []);
}

/** Writes the times of all rounds and puts off the end of judging where they need it. */
async function placeInTime({ tx, edition, rules }: SettingsState, dates: readonly RoundDates[]): Promise<void> {
  const { rounds } = await editionRules(tx, edition.id);
  await storeDates(tx, edition, rounds, { ...datesOf(edition, rules), rounds: [...dates] });
  const judgingEndsAt = laterOf(edition.judgingEndsAt, dates.at(-1)?.endsAt ?? edition.judgingEndsAt);
  const announcementAt = edition.announcementAt && laterOf(edition.announcementAt, judgingEndsAt);
  await updateEdition(tx, edition.id, { judgingEndsAt, announcementAt });
}

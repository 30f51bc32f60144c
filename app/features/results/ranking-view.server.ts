import type { Reader } from "~/data/editions.server";
import { roundsOf } from "~/data/panels.server";
import { admittedOf } from "~/data/rounds.server";
import { choiceReasons, entryFacts, stageAndFrozen, tiersOf, type ChoiceReason, type RankedEntryFacts } from "~/data/results.server";
import { hiddenEntries, visibleSheets, type VisibleEntry } from "~/data/sheets.server";
import { ownBlindTitles } from "~/data/redactions.server";
import { can } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import type { Phase } from "~/domain/contest/phases";
import type { Hidden } from "~/domain/judging/visibility";
import { UNITS_PER_POINT } from "~/domain/kernel/decimal";
import { ok, type Result } from "~/domain/kernel/result";
import { onlyRound, roundToLookAt, scoredRounds } from "~/domain/ranking/one-round";
import { rankProblem, type Ranking, type RankingRow } from "~/domain/ranking/rank-problem";
import { prizeMoney, type PrizeMoney } from "~/domain/results/money";
import { ranksInField } from "~/domain/results/ranks-in-field";
import type { ScoringProblem } from "~/domain/scoring/problem";
import { openSpreads } from "~/domain/results/spreads";
import { chairAlone, type VoteRule } from "~/domain/results/votes";
import type { Services } from "~/features/services";
import { awardLines, type AwardLine } from "./award-lines";
import type { CurrentRanking } from "./current-ranking.server";
import { without } from "./firmness.server";
import { keptRanking } from "./kept-ranking.server";
import { keptStability } from "./kept-stability.server";
import { codesInConflict, rankingWithout } from "./ranking-without.server";

export const RANKING_PAGE = 100;

export interface RankingQuery {
  actor: Actor;
  edition: { id: string; perField: boolean; version: number; voteRule: VoteRule };
  phase: Phase;
  /** code of a field, or null for all */
  field: string | null;
  /** code of a round to be looked at alone, `ALL_ROUNDS` for the result; null: whichever tells more */
  round?: string | null;
  page: number;
}

export const ALL_ROUNDS = "tat-ca";

/**
 * The ranking for a member of staff: it is computed as if the entries the viewer has a conflict with did not exist, and those
 * the viewer still judges come without numbers until the panel's sheets are locked. Judges are letters, different from entry to entry.
 */
export async function rankingView({ db }: Pick<Services, "db">, query: RankingQuery): Promise<Result<RankingView, "rules_contradict">> {
  const { actor, edition, phase } = query;
  const reader = db.prisma;
  const current = await keptRanking(reader, edition);
  if (!current.ok) return current;
  const [read, blind, hidden, { stage, isFrozen }, tiers, reasons] = await Promise.all([
    entryFacts(reader, edition.id),
    ownBlindTitles(reader, { editionId: edition.id, userId: actor.userId }),
    hiddenEntries(reader, actor, edition.id),
    stageAndFrozen(reader, edition.id),
    tiersOf(reader, edition.id),
    choiceReasons(reader, edition.id),
  ]);
  // Who judges an entry blind learns nothing here either.
  const allFacts = read.map((entry) => (blind.has(entry.id) ? { ...entry, title: blind.get(entry.id) ?? "", unitName: "" } : entry));
  const left = codesInConflict(allFacts, hidden);
  const facts = allFacts.filter(({ code }) => !left.has(code));
  const looked = lookedAt(current.value, query.round ?? null);
  const { problem, ranking, choices, quotaChoices, settled, staleChoices } = rankingWithout(looked.current, left);
  const known = new Map(facts.map((entry) => [entry.code, entry]));
  const labels = new Map(tiers.map(({ code, label }) => [code, label]));
  const shown = ranking.ranking.filter((row) => query.field === null || row.field === query.field);
  const pageRows = shown.slice((query.page - 1) * RANKING_PAGE, query.page * RANKING_PAGE);
  const sheets = await visibleSheets(reader, actor, { editionId: edition.id, entryIds: pageRows.flatMap((row) => known.get(row.entry)?.id ?? []) });
  const inField = ranksInField(ranking.ranking);
  // Whoever was not admitted lacks sheets: where nobody does, nothing is asked.
  const admitted = ranking.ranking.some(({ flags }) => flags.includes("INCOMPLETE")) ? await admittedOf(reader, edition.id) : [];
  const admissions = admissionsOf(admitted.filter(({ entry, round }) => !left.has(entry) && problem.rounds.some(({ code }) => code === round)));
  const context = { known, hidden, labels, sheets, inField, admissions, round: looked.round };
  const may = (action: "prize.choose" | "ranking.meet" | "result.propose") => !isFrozen && can(actor, action, { editionId: edition.id, phase, isCorrected: phase === "PUBLISHED" }).allowed;
  const isSeen = (code: string) => !hidden.has(known.get(code)?.id ?? "");
  return ok({
    rows: pageRows.map((row) => rowView(row, context)),
    total: shown.length,
    round: looked.round,
    rounds: current.value.problem.rounds.length > 1 ? await countingRoundNames(reader, edition.id, current.value) : [],
    fields: [...new Map(facts.map(({ fieldCode, fieldName }) => [fieldCode, fieldName]))].map(([code, name]) => ({ code, name })),
    prizes: ranking.prizes.map((prize) => ({ ...prize, label: labels.get(prize.tier) ?? prize.tier })),
    undecided: undecidedView(ranking, context),
    choices: choices
      .filter(({ entries }) => !entries.some((code) => hidden.has(known.get(code)?.id ?? "")))
      .map((choice) => ({ ...choice, label: labels.get(choice.tier) ?? choice.tier, ...reasons.get(choice.id) })),
    staleChoices,
    quotaChoices: quotaChoices.map(({ id, tier, quota, full, vote }) => ({ id, label: labels.get(tier) ?? tier, quota, full, vote, ...reasons.get(id) })),
    spreads: openSpreads(problem, ranking, settled).filter(isSeen),
    money: prizeMoney(ranking.prizes, tiers),
    lines: looked.round === null ? await linesOf(problem, ranking, { tiers, facts, left: new Set(facts.filter(({ id }) => hidden.has(id)).map(({ code }) => code)) }) : [],
    tiers: tiers.filter(({ code, quota }) => quota > 0 && !quotaChoices.some(({ tier }) => tier === code)).map(({ code, label, quota }) => ({ code, label, quota })),
    stage,
    voteRule: edition.voteRule,
    mayChoose: may("prize.choose") && chairAlone(edition.voteRule),
    mayMeet: may("ranking.meet"),
    mayPropose: may("result.propose"),
  });
}

/** With more entries the model takes too long for a page that is looked at in passing; the page of firmness has the lines all the same. */
const MOST_ENTRIES_FOR_LINES = 300;

interface LineSource {
  tiers: readonly { code: string; label: string }[];
  facts: readonly RankedEntryFacts[];
  /** codes of the entries the viewer still judges */
  left: ReadonlySet<string>;
}

/** How firm the line below each tier is; of one round, or none that is complete, nothing is said here. */
async function linesOf(problem: ScoringProblem, ranking: Ranking, { tiers, facts, left }: LineSource): Promise<AwardLine[]> {
  if (problem.entries.length > MOST_ENTRIES_FOR_LINES || !ranking.ranking.some(({ prize }) => prize !== null)) return [];
  const stability = await keptStability(without(problem, left));
  const rows = ranking.ranking.filter(({ entry }) => !left.has(entry));
  return awardLines({ rows, entries: stability.entries, tiers, perField: problem.rules.perField, fieldNames: new Map(facts.map(({ fieldCode, fieldName }) => [fieldCode, fieldName])) });
}

/** The result, or one of its rounds alone: then nothing is proposed for prizes. */
function lookedAt(current: CurrentRanking, wanted: string | null): { round: string | null; current: CurrentRanking } {
  const { problem } = current;
  const asked = wanted === ALL_ROUNDS ? null : problem.rounds.some(({ code }) => code === wanted) ? wanted : roundToLookAt(problem);
  if (asked === null || problem.rounds.length < 2) return { round: null, current };
  const alone = onlyRound(problem, asked);
  const bare = { ...alone, rules: { ...alone.rules, prizes: [] } };
  const ranked = rankProblem(bare);
  return ranked.ok ? { round: asked, current: { problem: bare, ranking: ranked.value, choices: [], quotaChoices: [], settled: [], staleChoices: false } } : { round: null, current };
}

/** The rounds that count, with their names and whether they hold locked sheets. */
async function countingRoundNames(reader: Reader, editionId: string, { problem }: CurrentRanking) {
  const scored = new Set(scoredRounds(problem));
  const names = new Map((await roundsOf(reader, editionId)).map(({ code, name }) => [code, name]));
  return problem.rounds.map(({ code }) => ({ code, name: names.get(code) ?? code, isScored: scored.has(code) }));
}

interface ViewContext {
  /** looked at alone; null: the result */
  round: string | null;
  known: ReadonlyMap<string, RankedEntryFacts>;
  hidden: ReadonlyMap<string, Hidden>;
  labels: ReadonlyMap<string, string>;
  sheets: ReadonlyMap<string, VisibleEntry>;
  inField: ReadonlyMap<string, number>;
  admissions: readonly Admission[];
}

/** A later round that counts, to which somebody was admitted. */
interface Admission {
  name: string;
  entries: ReadonlySet<string>;
}

function admissionsOf(rows: readonly { round: string; name: string; entry: string }[]): Admission[] {
  const names = new Map(rows.map(({ round, name }) => [round, name]));
  return [...names].map(([code, name]) => ({ name, entries: new Set(rows.flatMap(({ round, entry }) => (round === code ? entry : []))) }));
}

export interface RankingRowView extends Omit<RankingRow, "criteria"> {
  entryId: string;
  title: string;
  fieldName: string;
  unitName: string;
  rankInField: number | null;
  prizeLabel: string | null;
  /** name of the first round the entry was not admitted to: that sheets are missing there is no gap; null: none */
  notAdmitted: string | null;
  /** the viewer still judges this entry: no numbers */
  withheld: boolean;
  /** totals of locked sheets in points, by letter; round of the last rank */
  dots: { judge: string; value: number; points: number }[];
}

function rowView({ criteria: _criteria, ...row }: RankingRow, context: ViewContext): RankingRowView {
  const facts = context.known.get(row.entry);
  const entryId = facts?.id ?? "";
  const withheld = context.hidden.get(entryId) === "judging";
  const named = { entryId, title: facts?.title ?? "", fieldName: facts?.fieldName ?? "", unitName: facts?.unitName ?? "" };
  const notAdmitted = context.admissions.find(({ entries }) => !entries.has(row.entry))?.name ?? null;
  if (withheld) return { ...row, ...named, rank: null, mean: null, spread: null, flags: [], prize: null, prizeLabel: null, rankInField: null, notAdmitted, withheld, dots: [] };
  const sheets = context.sheets.get(entryId)?.sheets ?? [];
  const lastRound = context.round ?? sheets.findLast(({ scores }) => scores !== null)?.roundCode;
  const totals = sheets.flatMap(({ roundCode, state, scores }) => (roundCode === lastRound && state === "LOCKED" && scores?.total != null ? [scores.total] : []));
  return {
    ...row,
    ...named,
    flags: notAdmitted === null ? row.flags : row.flags.filter((flag) => flag !== "INCOMPLETE"),
    notAdmitted,
    rankInField: context.inField.get(row.entry) ?? null,
    prizeLabel: row.prize === null ? null : (context.labels.get(row.prize) ?? row.prize),
    withheld,
    dots: totals.map((points, index) => ({ judge: String.fromCodePoint(65 + (index % 26)), value: points / UNITS_PER_POINT, points })),
  };
}

/** Ties the chair has to decide. A group with an entry the viewer may not see is told without its entries. */
function undecidedView(ranking: Ranking, { known, hidden, labels }: ViewContext) {
  const means = new Map(ranking.ranking.map(({ entry, mean }) => [entry, mean]));
  return ranking.undecided.map(({ tier, field, entries }) => {
    const barred = entries.some((code) => hidden.has(known.get(code)?.id ?? ""));
    const left = ranking.prizes.find((prize) => prize.tier === tier && prize.field === field)?.left ?? 0;
    return {
      tier,
      label: labels.get(tier) ?? tier,
      field,
      left,
      barred,
      entries: barred ? [] : entries.map((code) => ({ code, title: known.get(code)?.title ?? "", mean: means.get(code) ?? null })),
    };
  });
}

export interface RankingView {
  rows: RankingRowView[];
  total: number;
  /** the round that is looked at alone; null: the result */
  round: string | null;
  /** rounds that count, where there are several */
  rounds: { code: string; name: string; isScored: boolean }[];
  fields: { code: string; name: string }[];
  prizes: { tier: string; label: string; field: string | null; quota: number; awarded: number; left: number }[];
  undecided: ReturnType<typeof undecidedView>;
  choices: ({ id: string; tier: string; label: string; field: string | null; entries: readonly string[] } & Partial<ChoiceReason>)[];
  staleChoices: boolean;
  /** tiers of which fewer prizes are given than the rules provide for */
  quotaChoices: ({ id: string; label: string; quota: number; full: number; vote: string | null } & Partial<ChoiceReason>)[];
  /** codes of prize winners on whom judges differ too much, which nobody has settled */
  spreads: string[];
  money: PrizeMoney;
  /** how firm the lines between prizes are; empty where there are too many entries to say it in passing */
  lines: AwardLine[];
  /** of which fewer prizes could be given */
  tiers: { code: string; label: string; quota: number }[];
  stage: string | null;
  voteRule: VoteRule;
  /** the chair alone, where the rule of voting leaves it to the chair */
  mayChoose: boolean;
  mayMeet: boolean;
  mayPropose: boolean;
}

import { choiceReasons, decisionStage, entryFacts, tiersOf, type RankedEntryFacts } from "~/data/results.server";
import { hiddenEntries, visibleSheets, type VisibleEntry } from "~/data/sheets.server";
import { ownBlindTitles } from "~/data/redactions.server";
import { can } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import type { Phase } from "~/domain/contest/phases";
import type { Hidden } from "~/domain/judging/visibility";
import { UNITS_PER_POINT } from "~/domain/kernel/decimal";
import { ok, type Result } from "~/domain/kernel/result";
import type { Ranking, RankingRow } from "~/domain/ranking/rank-problem";
import { ranksInField } from "~/domain/results/ranks-in-field";
import type { Services } from "~/features/services";
import { keptRanking } from "./kept-ranking.server";
import { codesInConflict, rankingWithout } from "./ranking-without.server";

export const RANKING_PAGE = 100;

export interface RankingQuery {
  actor: Actor;
  edition: { id: string; perField: boolean; version: number };
  phase: Phase;
  /** code of a field, or null for all */
  field: string | null;
  page: number;
}

/**
 * The ranking for a member of staff: it is computed as if the entries the viewer has a conflict with did not exist, and those
 * the viewer still judges come without numbers until the panel's sheets are locked. Judges are letters, different from entry to entry.
 */
export async function rankingView({ db }: Pick<Services, "db">, query: RankingQuery): Promise<Result<RankingView, "rules_contradict">> {
  const { actor, edition, phase } = query;
  const reader = db.prisma;
  const current = await keptRanking(reader, edition);
  if (!current.ok) return current;
  const [read, blind, hidden, stage, tiers, reasons] = await Promise.all([
    entryFacts(reader, edition.id),
    ownBlindTitles(reader, { editionId: edition.id, userId: actor.userId }),
    hiddenEntries(reader, actor, edition.id),
    decisionStage(reader, edition.id),
    tiersOf(reader, edition.id),
    choiceReasons(reader, edition.id),
  ]);
  // Who judges an entry blind learns nothing here either.
  const allFacts = read.map((entry) => (blind.has(entry.id) ? { ...entry, title: blind.get(entry.id) ?? "", unitName: "" } : entry));
  const left = codesInConflict(allFacts, hidden);
  const facts = allFacts.filter(({ code }) => !left.has(code));
  const { ranking, choices, staleChoices } = rankingWithout(current.value, left);
  const known = new Map(facts.map((entry) => [entry.code, entry]));
  const labels = new Map(tiers.map(({ code, label }) => [code, label]));
  const shown = ranking.ranking.filter((row) => query.field === null || row.field === query.field);
  const pageRows = shown.slice((query.page - 1) * RANKING_PAGE, query.page * RANKING_PAGE);
  const sheets = await visibleSheets(reader, actor, { editionId: edition.id, entryIds: pageRows.flatMap((row) => known.get(row.entry)?.id ?? []) });
  const inField = ranksInField(ranking.ranking);
  const context = { known, hidden, labels, sheets, inField };
  const mayChoose = can(actor, "prize.choose", { editionId: edition.id, phase }).allowed && stage === null;
  return ok({
    rows: pageRows.map((row) => rowView(row, context)),
    total: shown.length,
    fields: [...new Map(facts.map(({ fieldCode, fieldName }) => [fieldCode, fieldName]))].map(([code, name]) => ({ code, name })),
    prizes: ranking.prizes.map((prize) => ({ ...prize, label: labels.get(prize.tier) ?? prize.tier })),
    undecided: undecidedView(ranking, context),
    choices: choices
      .filter(({ entries }) => !entries.some((code) => hidden.has(known.get(code)?.id ?? "")))
      .map((choice) => ({ ...choice, label: labels.get(choice.tier) ?? choice.tier, ...reasons.get(choice.id) })),
    staleChoices,
    stage,
    mayChoose,
    mayPropose: can(actor, "result.propose", { editionId: edition.id, phase }).allowed && stage === null,
  });
}

interface ViewContext {
  known: ReadonlyMap<string, RankedEntryFacts>;
  hidden: ReadonlyMap<string, Hidden>;
  labels: ReadonlyMap<string, string>;
  sheets: ReadonlyMap<string, VisibleEntry>;
  inField: ReadonlyMap<string, number>;
}

export interface RankingRowView extends Omit<RankingRow, "criteria"> {
  entryId: string;
  title: string;
  fieldName: string;
  unitName: string;
  rankInField: number | null;
  prizeLabel: string | null;
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
  if (withheld) return { ...row, ...named, rank: null, mean: null, spread: null, flags: [], prize: null, prizeLabel: null, rankInField: null, withheld, dots: [] };
  const sheets = context.sheets.get(entryId)?.sheets ?? [];
  const lastRound = sheets.findLast(({ scores }) => scores !== null)?.roundCode;
  const totals = sheets.flatMap(({ roundCode, state, scores }) => (roundCode === lastRound && state === "LOCKED" && scores?.total != null ? [scores.total] : []));
  return {
    ...row,
    ...named,
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
  fields: { code: string; name: string }[];
  prizes: { tier: string; label: string; field: string | null; quota: number; awarded: number; left: number }[];
  undecided: ReturnType<typeof undecidedView>;
  choices: { id: string; tier: string; label: string; field: string | null; entries: readonly string[]; reason?: string | null; madeAt?: Date; madeBy?: string }[];
  staleChoices: boolean;
  stage: string | null;
  mayChoose: boolean;
  mayPropose: boolean;
}

import { entryFacts, tiersOf } from "~/data/results.server";
import { roundsOf } from "~/data/panels.server";
import { hiddenEntries } from "~/data/sheets.server";
import type { Actor } from "~/domain/access/roles";
import { ok, type Result } from "~/domain/kernel/result";
import { compareRankings, UNDECIDED, type RankingChange } from "~/domain/results/compare-rankings";
import { prizeMoney } from "~/domain/results/money";
import { whatIfRanking } from "~/domain/results/what-if";
import type { Services } from "~/features/services";
import { keptRanking } from "./kept-ranking.server";
import { rankingWithout } from "./ranking-without.server";
import { criteriaOf, readWhatIf, tieBreakCodes, type WhatIfFault } from "./what-if-form";

export const WHAT_IF_PAGE = 100;

/** A prize, or a tie at the line of one. */
export interface PrizeShown {
  label: string;
  isTie: boolean;
}

export interface WhatIfRow {
  entryId: string;
  code: string;
  title: string;
  rank: { from: number | null; to: number | null };
  mean: { from: string | null; to: string | null };
  prize: { from: PrizeShown | null; to: PrizeShown | null };
  isChanged: boolean;
}

export interface WhatIfView {
  values: Record<string, string>;
  faults: Record<string, WhatIfFault>;
  isAsked: boolean;
  rounds: { code: string; name: string }[];
  criteria: { code: string; label: string; mayBreakTies: boolean }[];
  tiers: { code: string; label: string }[];
  /** null where something in the form is wrong */
  compared: {
    rows: WhatIfRow[];
    total: number;
    /** entries whose prize differs, best first under the other rules */
    prizes: WhatIfRow[];
    /** entries that have a rank in both and another one, only under the other rules, only in the official one */
    ranks: { changed: number; gained: number; lost: number };
    money: { from: number; to: number };
  } | null;
  /** entries left out because the viewer still judges them */
  leftOut: number;
}

interface WhatIfQuery {
  actor: Actor;
  edition: { id: string; version: number };
  query: URLSearchParams;
  page: number;
}

/**
 * The official ranking beside the one other rules would give on the same sheets. Nothing is stored. Entries the viewer has an interest
 * in, or still judges, are in neither: nothing of them can be read out of the others' numbers.
 */
export async function whatIfView({ db }: Pick<Services, "db">, { actor, edition, query, page }: WhatIfQuery): Promise<Result<WhatIfView, "rules_contradict">> {
  const reader = db.prisma;
  const kept = await keptRanking(reader, edition);
  if (!kept.ok) return kept;
  const [facts, hidden, tiers, roundRows] = await Promise.all([entryFacts(reader, edition.id), hiddenEntries(reader, actor, edition.id), tiersOf(reader, edition.id), roundsOf(reader, edition.id)]);
  const left = new Set(facts.filter(({ id }) => hidden.has(id)).map(({ code }) => code));
  const official = rankingWithout(kept.value, left);
  const form = readWhatIf(query, official.problem);
  const other = form.rules === null ? null : whatIfRanking(official.problem, form.rules);
  const mayBreak = new Set(tieBreakCodes(official.problem));
  const known = new Map(facts.map((entry) => [entry.code, entry]));
  const labels = new Map(tiers.map(({ code, label }) => [code, label]));
  const rows = other?.ok ? compareRankings(official.ranking, other.value.ranking).map((change) => rowOf(change, known, labels)) : null;
  const names = new Map(roundRows.map(({ code, name }) => [code, name]));
  const { values, faults, isAsked } = form;
  return ok({
    values,
    // What only the whole of the rules contradicts is said at the criteria that break ties: nothing else is left that could.
    faults: other && !other.ok ? { ...faults, "bang-diem-1": "criterion" } : faults,
    isAsked,
    rounds: official.problem.rounds.map(({ code }) => ({ code, name: names.get(code) ?? code })),
    criteria: criteriaOf(official.problem).map((one) => ({ ...one, mayBreakTies: mayBreak.has(one.code) })),
    tiers: tiers.map(({ code, label }) => ({ code, label })),
    compared:
      rows && other?.ok
        ? {
            rows: rows.slice((page - 1) * WHAT_IF_PAGE, page * WHAT_IF_PAGE),
            total: rows.length,
            prizes: rows.filter(({ prize }) => text(prize.from) !== text(prize.to)),
            ranks: rankChanges(rows),
            money: { from: prizeMoney(official.ranking.prizes, tiers).total, to: prizeMoney(other.value.ranking.prizes, tiers).total },
          }
        : null,
    leftOut: [...hidden.values()].filter((why) => why === "judging").length,
  });
}

function rankChanges(rows: readonly WhatIfRow[]) {
  const count = (is: (rank: WhatIfRow["rank"]) => boolean) => rows.filter(({ rank }) => is(rank)).length;
  return {
    changed: count(({ from, to }) => from !== null && to !== null && from !== to),
    gained: count(({ from, to }) => from === null && to !== null),
    lost: count(({ from, to }) => from !== null && to === null),
  };
}

const text = (prize: PrizeShown | null) => (prize === null ? "" : `${prize.isTie} ${prize.label}`);

function rowOf({ entry, rank, mean, prize }: RankingChange, known: ReadonlyMap<string, { id: string; title: string }>, labels: ReadonlyMap<string, string>): WhatIfRow {
  const shown = (tier: string | null): PrizeShown | null => {
    if (tier === null) return null;
    const code = tier.startsWith(UNDECIDED) ? tier.slice(UNDECIDED.length) : tier;
    return { label: labels.get(code) ?? code, isTie: code !== tier };
  };
  const facts = known.get(entry);
  return {
    entryId: facts?.id ?? "", code: entry, title: facts?.title ?? "", rank, mean,
    prize: { from: shown(prize.from), to: shown(prize.to) },
    isChanged: rank.from !== rank.to || prize.from !== prize.to,
  };
}

import type { Ranking } from "~/domain/ranking/rank-problem";
import type { ScoringProblem } from "~/domain/scoring/problem";

/**
 * The contract's rules once more, as plainly and slowly as can be and sharing no code with the product: exact integer
 * arithmetic over common denominators, digits by long division, ranks by counting, prizes by rank numbers.
 * For problems with one rubric and without choices.
 */
export function oracle(problem: ScoringProblem): Ranking {
  const { rules, rubrics } = problem;
  const criteria = rubrics[0]?.criteria ?? [];
  const rounds = problem.rounds.length > 0 ? problem.rounds : [{ code: null, weight: 10_000 }];
  const last = rounds[rounds.length - 1]?.code ?? null;

  const rows = problem.entries.map(({ id, field }) => {
    const locked = (round: string | null) =>
      problem.sheets.filter((it) => it.entry === id && it.round === round && it.state === "LOCKED");
    const totalsOf = (round: string | null) =>
      locked(round).map((it) => criteria.reduce((sum, c) => sum + BigInt(it.scores.get(c.code) ?? 0), 0n));
    const complete = rounds.every((round) => locked(round.code).length >= rules.minJudges);
    const spreads = rounds.map((round) => spreadOf(totalsOf(round.code)));
    const count = locked(last).length;

    let mean: string | null = null;
    const criterionMeans: Record<string, string> = {};
    if (complete) {
      const common = rounds.reduce((product, round) => product * BigInt(locked(round.code).length), 1n);
      const above = rounds.reduce((sum, round) => {
        const all = totalsOf(round.code).reduce((a, b) => a + b, 0n);
        return sum + (BigInt(round.weight) * all * common) / BigInt(locked(round.code).length);
      }, 0n);
      mean = digits(above, common * 100_000_000n, rules.decimals);
      for (const { code } of criteria) {
        const all = locked(last).reduce((sum, it) => sum + BigInt(it.scores.get(code) ?? 0), 0n);
        criterionMeans[code] = digits(all, BigInt(count) * 10_000n, rules.decimals);
      }
    }
    const flags: ("INCOMPLETE" | "SPREAD" | "BELOW_MIN")[] = [];
    if (!complete) flags.push("INCOMPLETE");
    const limit = rules.maxSpread;
    if (limit !== null && spreads.some((it) => it !== null && it > BigInt(limit))) flags.push("SPREAD");
    if (complete && criteria.some((c) => c.min !== null && whole(criterionMeans[c.code] ?? "") < BigInt(c.min))) flags.push("BELOW_MIN");
    const lastSpread = spreads[spreads.length - 1] ?? null;
    return {
      entry: id,
      field,
      rank: null as number | null,
      mean,
      criteria: criterionMeans,
      judges: count,
      spread: lastSpread === null ? null : digits(lastSpread, 10_000n, rules.decimals),
      flags,
      prize: null as string | null,
    };
  });

  const better = (a: (typeof rows)[number], b: (typeof rows)[number]) => {
    const of = (row: typeof a) => [row.mean, ...rules.tieBreak.map((code) => row.criteria[code] ?? "0")].map((it) => whole(it ?? "0"));
    const [mine, theirs] = [of(a), of(b)];
    const at = mine.findIndex((value, index) => value !== theirs[index]);
    return at >= 0 && (mine[at] ?? 0n) > (theirs[at] ?? 0n);
  };
  const complete = rows.filter((row) => row.mean !== null);
  for (const row of complete) row.rank = 1 + complete.filter((other) => better(other, row)).length;

  const fields = rules.perField ? [...new Set(rows.map((row) => row.field))].toSorted() : [null];
  const prizes: Ranking["prizes"][number][] = [];
  const undecided: Ranking["undecided"][number][] = [];
  for (const field of fields) {
    const out = new Set<string>();
    for (const { tier, quota, minScore } of rules.prizes) {
      let left = quota;
      for (let rank = 1; rank <= rows.length && left > 0; rank++) {
        const group = rows.filter(
          (row) => row.rank === rank && (field === null || row.field === field) && !row.flags.includes("BELOW_MIN") && row.prize === null && !out.has(row.entry),
        );
        if (group.length === 0) continue;
        if (minScore !== null && whole(group[0]?.mean ?? "0") < BigInt(minScore)) break;
        if (group.length > left) {
          undecided.push({ tier, field, entries: group.map((row) => row.entry).toSorted() });
          for (const row of group) out.add(row.entry);
          break;
        }
        for (const row of group) row.prize = tier;
        left -= group.length;
      }
      prizes.push({ tier, field, quota, awarded: quota - left, left });
    }
  }
  const tierOrder = (it: { tier: string }) => rules.prizes.findIndex((prize) => prize.tier === it.tier);
  const byTier = <T extends { tier: string; field: string | null }>(list: T[]) =>
    list.toSorted((a, b) => tierOrder(a) - tierOrder(b) || ((a.field ?? "") < (b.field ?? "") ? -1 : 1));
  const ranking = rows.toSorted((a, b) => (a.rank ?? 1e9) - (b.rank ?? 1e9) || (a.entry < b.entry ? -1 : 1));
  return { ranking, prizes: byTier(prizes), undecided: byTier(undecided) };
}

function spreadOf(totals: bigint[]): bigint | null {
  const sorted = [...totals].toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const [lowest] = sorted;
  const highest = sorted[sorted.length - 1];
  return lowest === undefined || highest === undefined ? null : highest - lowest;
}

/** above / below with so many digits, by long division; the digit after them decides, 5 and more goes up. */
function digits(above: bigint, below: bigint, decimals: number): string {
  let written = "";
  let rest = above % below;
  for (let i = 0; i < decimals; i++) {
    rest *= 10n;
    written += String(rest / below);
    rest %= below;
  }
  let units = BigInt(String(above / below) + written);
  if ((rest * 10n) / below >= 5n) units += 1n;
  const text = String(units).padStart(decimals + 1, "0");
  return decimals === 0 ? text : `${text.slice(0, text.length - decimals)}.${text.slice(text.length - decimals)}`;
}

/** A printed number in ten-thousandths. */
function whole(text: string): bigint {
  const [before = "0", after = ""] = text.split(".");
  return BigInt(before + after.padEnd(4, "0"));
}

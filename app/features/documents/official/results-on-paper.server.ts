import { paperDecisions, paperEntries, withheldFrom, type PaperDecision, type PaperEntry } from "~/data/official-papers.server";
import { tiersOf } from "~/data/results.server";
import type { AwardLine, ResultOnPaper, TierOnPaper } from "./award-lines";
import type { OfficialSource } from "./official-kind";

/**
 * Every decision on the result of an edition with its prizes as sealed, the first one first. Names stand as in the submitted version.
 * What a published decision says is whole for everybody; one under way leaves out what the viewer may not see yet.
 */
export async function resultsOnPaper({ services, edition, viewerId }: Pick<OfficialSource, "services" | "edition" | "viewerId">): Promise<ResultOnPaper[]> {
  const reader = services.db.prisma;
  const decisions = await paperDecisions(reader, edition.id);
  if (decisions.length === 0) return [];
  const [tiers, entries, withheld] = await Promise.all([tiersOf(reader, edition.id), paperEntries(reader, edition.id), withheldFrom(reader, edition.id, viewerId)]);
  const byCode = new Map(entries.map((entry) => [entry.code, entry]));
  return decisions.map((decision, index) => {
    const hidden = decision.state === "PUBLISHED" ? new Set<string>() : withheld;
    const lines = (one: PaperDecision) => linesOf(one, tiers, byCode).filter(({ entry }) => !hidden.has(entry.id));
    const before = decisions[index - 1];
    return { decision, tiers, lines: lines(decision), corrected: before ? { decision: before, lines: lines(before) } : null };
  });
}

function linesOf({ answer }: PaperDecision, tiers: readonly TierOnPaper[], entries: ReadonlyMap<string, PaperEntry>): AwardLine[] {
  return tiers.flatMap(({ code: tier, label: tierLabel, money }) =>
    answer.ranking.flatMap(({ entry: code, prize, rank, mean }): AwardLine[] => {
      const entry = entries.get(code);
      return prize === tier && entry ? [{ entry, tier, tierLabel, money, rank: rank ?? 0, mean: mean ?? "" }] : [];
    }),
  );
}

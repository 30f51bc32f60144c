import { publishableAuthors } from "~/data/consents.server";
import type { Database } from "~/data/client.server";
import { editionBySlug } from "~/data/editions.server";
import { ledgerHead } from "~/data/ledger.server";
import { decisionOf, entryFacts, tiersOf } from "~/data/results.server";
import { slugFault } from "~/domain/contest/naming";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Ranking } from "~/domain/ranking/rank-problem";
import { currentRanking } from "./current-ranking.server";
import { isPublished, publishedFile, shownNames } from "./public-result.server";
import type { ResultAward, ResultFile } from "./result-file";

/**
 * The result of an edition for whoever runs the machine: as published; before that, the prizes of the proposed decision,
 * and before that, those the ranking would give now. Names only as consented, also here.
 */
export async function exportResults(db: Database, slug: string, now: Date): Promise<Result<ResultFile, "edition_unknown" | "rules_contradict">> {
  const edition = slugFault(slug) === null ? await editionBySlug(db.prisma, slug) : null;
  if (!edition) return refused("edition_unknown");
  if (isPublished(edition, now)) return ok((await publishedFile(db, edition, now)).file);
  const decision = await decisionOf(db.prisma, edition.id);
  const ranking = decision ? ok({ ranking: decision.answer as unknown as Ranking }) : await currentRanking(db.prisma, edition.id);
  if (!ranking.ok) return refused("rules_contradict");
  const head = await ledgerHead(db.prisma, edition.id);
  return ok({
    edition: slug,
    decision: { number: decision?.decisionNumber ?? null, date: decision?.decisionDate?.toISOString().slice(0, 10) ?? null },
    ledgerHead: head?.hash ?? null,
    provisional: true,
    awards: await proposedAwards(db, edition.id, ranking.value.ranking),
  });
}

/** Prizes of a ranking in the order of the published list: by tier, rank, code. */
async function proposedAwards(db: Database, editionId: string, { ranking }: Ranking): Promise<ResultAward[]> {
  const tiers = await tiersOf(db.prisma, editionId);
  const facts = new Map((await entryFacts(db.prisma, editionId)).map((entry) => [entry.code, entry]));
  const authors = await publishableAuthors(db.prisma, ranking.flatMap(({ entry, prize }) => (prize === null ? [] : (facts.get(entry)?.id ?? []))));
  return tiers.flatMap(({ code: tier, label: tierLabel }) =>
    ranking
      .filter(({ prize, rank, mean }) => prize === tier && rank !== null && mean !== null)
      .map(({ entry: code, rank, mean }): ResultAward => {
        const entry = facts.get(code);
        const { title = "", fieldName: field = "", unitName: unit = "" } = entry ?? {};
        return { tier, tierLabel, code, title, field, unit, authors: shownNames(authors.get(entry?.id ?? "")), mean: mean ?? "", rank: rank ?? 0 };
      }),
  );
}

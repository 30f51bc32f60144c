import type { Database } from "~/data/client.server";
import { lastAnswers, publishedDecisions } from "~/data/corrections.server";
import type { EditionRow } from "~/data/editions.server";
import { tiersOf } from "~/data/results.server";
import type { Ranking } from "~/domain/ranking/rank-problem";
import { appealsEnd, takesAppeals } from "~/domain/results/appeals";
import { prizeChanges } from "~/domain/results/corrections";

export interface PublicStages {
  /** the latest correction: its decision, and whose prize changed, in codes; null: none */
  corrected: { number: string; date: string; changes: { entry: string; from: string | null; to: string | null }[] } | null;
  /** until when appeals are taken; null: they aren't by the rules, or the result is official */
  appeals: { end: Date; isOpen: boolean } | null;
}

/** What the result page says of corrections and appeals. Call it for published editions only. */
export async function publicStages(db: Database, edition: Pick<EditionRow, "id" | "appealDays" | "finalAt">, now: Date): Promise<PublicStages> {
  const decisions = await publishedDecisions(db.prisma, edition.id);
  const last = decisions.at(-1);
  const end = last && edition.finalAt === null ? appealsEnd(last.publishedAt, edition.appealDays) : null;
  return { corrected: await correctedBy(db, edition.id, decisions), appeals: end && { end, isOpen: takesAppeals(end, now) } };
}

async function correctedBy(db: Database, editionId: string, decisions: Awaited<ReturnType<typeof publishedDecisions>>): Promise<PublicStages["corrected"]> {
  const last = decisions.at(-1);
  if (decisions.length < 2 || !last?.number || !last.date) return null;
  const [[after, before], tiers] = await Promise.all([lastAnswers(db.prisma, editionId), tiersOf(db.prisma, editionId)]);
  const labels = new Map(tiers.map(({ code, label }) => [code, label]));
  const label = (tier: string | null) => (tier === null ? null : (labels.get(tier) ?? tier));
  const changes = prizeChanges(before as Ranking, after as Ranking).map(({ entry, from, to }) => ({ entry, from: label(from), to: label(to) }));
  return { number: last.number, date: last.date.toISOString().slice(0, 10), changes };
}

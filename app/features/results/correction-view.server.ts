import { openCorrectionOf } from "~/data/corrections.server";
import { appealById } from "~/data/appeals.server";
import { hasConflict } from "~/data/conflicts.server";
import type { EditionRow } from "~/data/editions.server";
import { entryFacts, namesOf, publishedDecisionOf, tiersOf } from "~/data/results.server";
import { erasableTexts } from "~/data/rescores.server";
import { hiddenEntries } from "~/data/sheets.server";
import { can } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import type { Phase } from "~/domain/contest/phases";
import { isUuid } from "~/domain/kernel/uuid";
import type { Ranking } from "~/domain/ranking/rank-problem";
import { appealNumber } from "~/domain/results/appeals";
import { prizeChanges } from "~/domain/results/corrections";
import type { Services } from "~/features/services";
import { keptRanking } from "./kept-ranking.server";
import { codesInConflict } from "./ranking-without.server";

interface CorrectionQuery {
  actor: Actor;
  edition: EditionRow;
  phase: Phase;
  /** as the address names it */
  appealId: string | null;
}

/**
 * The page on which a published result is opened again: what is open, what it has changed so far, and what opening it starts from.
 * Entries the viewer has an interest in are not there; what changed is then not told at all, because prizes depend on each other.
 */
export async function correctionView({ db }: Pick<Services, "db">, { actor, edition, phase, appealId }: CorrectionQuery) {
  const reader = db.prisma;
  const [correction, facts, hidden, tiers] = await Promise.all([openCorrectionOf(reader, edition.id), entryFacts(reader, edition.id), hiddenEntries(reader, actor, edition.id), tiersOf(reader, edition.id)]);
  const left = codesInConflict(facts, hidden);
  const isCleared = edition.privateClearedAt !== null;
  const mayManage = can(actor, "correction.manage", { editionId: edition.id, phase }).allowed && (!isCleared || correction !== null);
  return {
    isPublished: phase === "PUBLISHED" || phase === "FINAL",
    isFinal: phase === "FINAL",
    isCleared,
    mayManage,
    newId: crypto.randomUUID(),
    appeal: mayManage && !correction ? await upheldAppeal({ db }, { actor, editionId: edition.id, appealId }) : null,
    open: correction && {
      openedAt: correction.openedAt,
      by: (await namesOf(reader, [correction.openedById])).get(correction.openedById) ?? "",
      // The reason may name the entries it is about.
      reason: left.size === 0 ? ((await erasableTexts(reader, [correction.reasonId])).get(correction.reasonId) ?? null) : null,
      entries: await namedEntries({ db }, correction.entryIds, actor),
      changes: left.size === 0 ? await changesSoFar({ db }, edition, new Map(tiers.map(({ code, label }) => [code, label]))) : null,
    },
  };
}

export type CorrectionView = Awaited<ReturnType<typeof correctionView>>;

async function upheldAppeal({ db }: Pick<Services, "db">, { actor, editionId, appealId }: { actor: Actor; editionId: string; appealId: string | null }) {
  const appeal = isUuid(appealId ?? undefined) ? await appealById(db.prisma, appealId ?? "") : null;
  if (appeal?.editionId !== editionId || appeal.state !== "ANSWERED" || appeal.outcome === "REJECTED" || appeal.correctionId !== null) return null;
  if (await hasConflict(db.prisma, appeal.entryId, actor.userId)) return null;
  const entry = await db.prisma.entry.findUniqueOrThrow({ where: { id: appeal.entryId }, select: { code: true } });
  return { id: appeal.id, number: appealNumber(entry.code ?? "", appeal.number), code: entry.code ?? "" };
}

async function namedEntries({ db }: Pick<Services, "db">, ids: readonly string[], actor: Actor) {
  const rows = await db.prisma.entry.findMany({ where: { id: { in: [...ids] }, conflicts: { none: { userId: actor.userId, liftedAt: null } } }, select: { id: true, code: true, title: true }, orderBy: { code: "asc" } });
  return rows.map(({ id, code, title }) => ({ id, code: code ?? "", title }));
}

/** Prizes that would differ if the result were decided now, with the labels of the tiers. */
async function changesSoFar({ db }: Pick<Services, "db">, edition: { id: string; version: number }, labels: ReadonlyMap<string, string>) {
  const [published, current] = await Promise.all([publishedDecisionOf(db.prisma, edition.id), keptRanking(db.prisma, edition)]);
  if (!published || !current.ok) return [];
  const label = (tier: string | null) => (tier === null ? null : (labels.get(tier) ?? tier));
  return prizeChanges(published.answer as unknown as Ranking, current.value.ranking).map(({ entry, from, to }) => ({ entry, from: label(from), to: label(to) }));
}

import { decisionShown, entryFacts, namesOf, tiersOf } from "~/data/results.server";
import { hiddenEntries } from "~/data/sheets.server";
import { can } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import type { Action } from "~/domain/access/table";
import type { Phase } from "~/domain/contest/phases";
import type { Ranking } from "~/domain/ranking/rank-problem";
import { ranksInField } from "~/domain/results/ranks-in-field";
import { mayAct, STAGES, type Stage, type StageAct } from "~/domain/results/stages";
import type { Services } from "~/features/services";
import { keptRanking } from "./kept-ranking.server";
import { codesInConflict, rankingWithout } from "./ranking-without.server";

const ACTS: readonly (readonly [StageAct, Action])[] = [
  ["propose", "result.propose"],
  ["return", "result.approve"],
  ["approve", "result.approve"],
  ["sign", "result.sign"],
  ["publish", "result.publish"],
];

/** Where the result stands, what is proposed, and what this viewer may do next. */
export async function decisionView({ db }: Pick<Services, "db">, query: { actor: Actor; edition: { id: string; version: number }; phase: Phase }) {
  const { actor, edition, phase } = query;
  const reader = db.prisma;
  const [decision, facts, tiers, hidden] = await Promise.all([decisionShown(reader, edition.id), entryFacts(reader, edition.id), tiersOf(reader, edition.id), hiddenEntries(reader, actor, edition.id)]);
  const left = codesInConflict(facts, hidden);
  // What was sealed is shown as it was sealed, except to whoever has an interest: before it is public, nothing of it betrays their entries.
  const isWhole = decision !== null && (left.size === 0 || decision.state === "PUBLISHED");
  const current = isWhole ? null : await keptRanking(reader, edition);
  const ranking = isWhole ? (decision.answer as unknown as Ranking) : current?.ok ? rankingWithout(current.value, left).ranking : null;
  const names = await namesOf(reader, [decision?.proposedById ?? null, decision?.approvedById ?? null, decision?.publishedById ?? null]);
  const stage: Stage | null = decision?.state ?? null;
  const mayNow = ACTS.filter(([act, action]) => mayAct(act, stage) && can(actor, action, { editionId: edition.id, phase }).allowed).map(([act]) => act);
  const ownProposal = decision?.proposedById === actor.userId;
  const signed = decision?.decisionNumber && decision.decisionDate ? { number: decision.decisionNumber, date: decision.decisionDate.toISOString().slice(0, 10) } : null;
  const stepOf = { PROPOSED: ["proposedById", "proposedAt"], APPROVED: ["approvedById", "approvedAt"], SIGNED: [null, null], PUBLISHED: ["publishedById", "publishedAt"] } as const;
  return {
    stage,
    version: decision?.version ?? 0,
    seal: decision?.sealedHash ?? null,
    signed,
    openTies: (ranking?.undecided.length ?? 0) > 0,
    mayNow: mayNow.filter((act) => !(act === "approve" && ownProposal)),
    steps: STAGES.map((name) => {
      const [by, at] = stepOf[name];
      const moment = decision && at ? decision[at] : null;
      const person = decision && by ? names.get(decision[by] ?? "") : undefined;
      return { name, done: stage !== null && STAGES.indexOf(name) <= STAGES.indexOf(stage), at: moment, by: person ?? null };
    }),
    awards: awardRows(ranking, facts, tiers, hidden),
  };
}

export type DecisionView = Awaited<ReturnType<typeof decisionView>>;

/** Proposed prizes, best first; entries the viewer may not see yet are left out. */
function awardRows(
  ranking: Ranking | null,
  facts: Awaited<ReturnType<typeof entryFacts>>,
  tiers: Awaited<ReturnType<typeof tiersOf>>,
  hidden: Awaited<ReturnType<typeof hiddenEntries>>,
) {
  if (!ranking) return [];
  const known = new Map(facts.map((entry) => [entry.code, entry]));
  const inField = ranksInField(ranking.ranking);
  return tiers.flatMap((tier) =>
    ranking.ranking
      .filter(({ prize, entry }) => prize === tier.code && !hidden.has(known.get(entry)?.id ?? ""))
      .map(({ entry, mean, rank }) => ({
        code: entry,
        title: known.get(entry)?.title ?? "",
        field: known.get(entry)?.fieldName ?? "",
        tier: tier.label,
        rank,
        rankInField: inField.get(entry) ?? null,
        mean,
      })),
  );
}

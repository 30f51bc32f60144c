import type { Actor } from "~/domain/access/roles";
import type { VoteRule } from "~/domain/results/votes";
import type { Services } from "~/features/services";
import { makeEdition, type MadeEdition } from "./editions";
import { makeEntry } from "./entries";
import { assign, lockSheet, makePanel, type MadeAssignment } from "./judging";
import { makeUser } from "./people";

export interface JudgedEdition {
  made: MadeEdition;
  chair: Actor;
  organiser: Actor;
  secretary: Actor;
  /** entry codes and ids in the order of `scores` */
  entries: { id: string; code: string; assignments: MadeAssignment[] }[];
}

interface JudgedSpec {
  /** novelty given by each of three judges to each entry; the other criteria are 10 for all */
  novelty: readonly (readonly [string, string, string])[];
  quotas: Readonly<Record<string, number>>;
  perField?: boolean;
  /** in points; none where nothing is said */
  maxSpread?: number;
  voteRule?: VoteRule;
  /** đồng for one prize, by tier */
  money?: Readonly<Record<string, number>>;
}

const BASE_SCORE = "10";

/** A one-round youth edition in DECIDING, every entry scored by three judges with locked sheets. */
export async function makeJudgedEdition(services: Pick<Services, "db" | "clock">, spec: JudgedSpec): Promise<JudgedEdition> {
  const made = await makeEdition(services, {
    kind: "YOUTH",
    phase: "DECIDING",
    change: (draft) => ({
      ...draft,
      rounds: draft.rounds.slice(0, 1).map((round) => ({ ...round, weight: 10_000 })),
      dates: { ...draft.dates, rounds: draft.dates.rounds.slice(0, 1) },
      ranking: { ...draft.ranking, minJudges: 2, maxSpread: spec.maxSpread === undefined ? null : spec.maxSpread * 10_000, perField: spec.perField ?? false, voteRule: spec.voteRule ?? "CHAIR" },
      tiers: draft.tiers.filter(({ code }) => code in spec.quotas).map((tier) => ({ ...tier, quota: spec.quotas[tier.code] ?? 0, minScore: null, money: spec.money?.[tier.code] ?? tier.money })),
    }),
  });
  const editionId = made.edition.id;
  const [chair, organiser, secretary] = await Promise.all(
    (["CHAIR", "ORGANISER", "SECRETARY"] as const).map((role) => makeUser(services, { role, editionId })),
  );
  const { panel, judges } = await makePanel(services, made, { judges: 3 });
  const criteria = made.rubrics[0]?.criteria ?? [];
  const entries: JudgedEdition["entries"] = [];
  for (const scores of spec.novelty) {
    const entry = await makeEntry(services, made.edition, { screening: "QUALIFIED", title: `Mô hình ${entries.length + 1}` });
    const assignments: MadeAssignment[] = [];
    for (const [index, judge] of judges.entries()) {
      const assignment = await assign(services, { panel, judge, entry });
      const given = Object.fromEntries(criteria.map(({ code }, position) => [code, position === 0 ? (scores[index] ?? "0") : BASE_SCORE]));
      await lockSheet(services, assignment, given);
      assignments.push(assignment);
    }
    entries.push({ id: entry.id, code: entry.code ?? "", assignments });
  }
  if (!chair || !organiser || !secretary) throw new Error("no cast");
  return { made, chair, organiser, secretary, entries };
}

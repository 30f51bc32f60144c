import { isDecisionIssued, issuedAwardDecision } from "~/data/issued-papers.server";
import { resultSeal } from "~/data/ledger-verify.server";
import { resultHistory, standingOf, type OpenCorrection } from "~/data/corrections.server";
import { decisionShown, entryFacts, namesOf, tiersOf } from "~/data/results.server";
import { hiddenEntries } from "~/data/sheets.server";
import { can } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import type { Phase } from "~/domain/contest/phases";
import type { Ranking } from "~/domain/ranking/rank-problem";
import { appealsEnd, takesAppeals } from "~/domain/results/appeals";
import { prizeMoney } from "~/domain/results/money";
import { ranksInField } from "~/domain/results/ranks-in-field";
import { openSpreads } from "~/domain/results/spreads";
import { mayAct, stageOf, STAGE_ACTS, STAGES, type Stage, type StageAct, type Standing } from "~/domain/results/stages";
import type { Services } from "~/features/services";
import { STEP_RIGHTS } from "./decision-step.server";
import { keptRanking } from "./kept-ranking.server";
import { problemJson } from "./problem-json";
import { codesInConflict, rankingWithout } from "./ranking-without.server";

interface DecisionQuery {
  actor: Actor;
  edition: { id: string; version: number; finalAt: Date | null; appealDays: number };
  phase: Phase;
  now: Date;
}

/** Where the result stands, what is proposed, the whole way it went, and what this viewer may do next. */
export async function decisionView({ db }: Pick<Services, "db">, query: DecisionQuery) {
  const { actor, edition, phase, now } = query;
  const reader = db.prisma;
  const [last, facts, tiers, hidden, { past, correction, waiting }] = await Promise.all([
    decisionShown(reader, edition.id),
    entryFacts(reader, edition.id),
    tiersOf(reader, edition.id),
    hiddenEntries(reader, actor, edition.id),
    resultHistory(db, { editionId: edition.id, viewerId: actor.userId }),
  ]);
  const standing = standingOf(last, past.length, { isCorrected: correction !== null, isFinal: edition.finalAt !== null });
  const stage = stageOf(standing);
  // While a correction is prepared the published decision is behind us: what is looked at is what would be proposed now.
  const decision = stage === null ? null : last;
  const left = codesInConflict(facts, hidden);
  // What was sealed is shown as it was sealed, except to whoever has an interest: before it is public, nothing of it betrays their entries.
  const isWhole = decision !== null && (left.size === 0 || decision.state === "PUBLISHED");
  const current = isWhole ? null : await keptRanking(reader, edition);
  // Not told to whoever has an interest in an entry: what others changed would betray it, and they may not propose either.
  const isUnchanged = correction !== null && stage === null && left.size === 0 && current?.ok === true && resultSeal(problemJson(current.value.problem), current.value.ranking) === last?.sealedHash;
  const inSight = current?.ok ? rankingWithout(current.value, left) : null;
  const ranking = isWhole ? (decision.answer as unknown as Ranking) : (inSight?.ranking ?? null);
  const names = await namesOf(reader, [decision, ...past].flatMap((row) => peopleOf(row ?? {})).concat(correction?.openedById ?? []));
  const ownProposal = decision?.proposedById === actor.userId;
  const subject = { editionId: edition.id, phase, isCorrected: standing.isCorrected };
  const mayNow = STAGE_ACTS.filter((act) => mayAct(act, standing) && can(actor, STEP_RIGHTS[act], subject).allowed && !(act === "approve" && ownProposal));
  const signed = signedOf(decision);
  const window = windowOf(past.at(-1)?.publishedAt ?? null, edition.appealDays, now);
  return {
    stage,
    standing,
    version: decision?.version ?? 0,
    seal: decision?.sealedHash ?? null,
    signed,
    // The paper that was issued of this very decision gives the number and day to be entered.
    issued: decision?.state === "APPROVED" ? await issuedAwardDecision(reader, edition.id, decision.proposedAt) : null,
    // Without the paper of just this number and day, the result page has no decision to offer.
    paperToIssue: signed !== null && !(await isDecisionIssued(reader, edition.id, signed)) ? signed : null,
    openTies: (ranking?.undecided.length ?? 0) > 0,
    spreads: stage === null && inSight ? openSpreads(inSight.problem, inSight.ranking, inSight.settled).filter((code) => facts.some(({ id, code: own }) => own === code && !hidden.has(id))) : [],
    money: ranking === null ? null : prizeMoney(ranking.prizes, tiers),
    isUnchanged,
    mayNow: mayNow.filter((act) => !(act === "propose" && isUnchanged) && (act !== "finalise" || (!window.isOpen && waiting === 0))),
    next: nextOf(standing, { waiting, isWindowOpen: window.isOpen, isUnchanged }),
    schedule: { at: decision?.publishAt ?? null, by: names.get(decision?.scheduledById ?? "") ?? null, stoppedAt: decision?.stoppedAt ?? null },
    steps: stepsOf(decision, stage, names),
    past: past.map(({ number, date, publishedAt, publishedById, head }) => ({
      number,
      date: dayOf(date),
      publishedAt,
      by: names.get(publishedById ?? "") ?? null,
      head,
    })),
    window,
    waiting,
    finalAt: edition.finalAt,
    correction: correctionOf(correction, { facts, left, names }),
    awards: awardRows(ranking, facts, tiers, hidden),
  };
}

export type DecisionView = Awaited<ReturnType<typeof decisionView>>;

interface DecisionPeople {
  proposedById?: string | null;
  approvedById?: string | null;
  publishedById?: string | null;
  scheduledById?: string | null;
}

const peopleOf = ({ proposedById, approvedById, publishedById, scheduledById }: DecisionPeople) => [proposedById, approvedById, publishedById, scheduledById].filter((id): id is string => typeof id === "string");

type Decision = Awaited<ReturnType<typeof decisionShown>>;

const dayOf = (date: Date | null | undefined) => date?.toISOString().slice(0, 10) ?? null;

function signedOf(decision: Decision): { number: string; date: string } | null {
  const date = dayOf(decision?.decisionDate);
  return decision?.decisionNumber && date ? { number: decision.decisionNumber, date } : null;
}

function stepsOf(decision: Decision, stage: Stage | null, names: ReadonlyMap<string, string>) {
  const stepOf = { PROPOSED: ["proposedById", "proposedAt"], APPROVED: ["approvedById", "approvedAt"], SIGNED: [null, null], PUBLISHED: ["publishedById", "publishedAt"] } as const;
  return STAGES.map((name) => {
    const [by, at] = stepOf[name];
    const moment = decision && at ? decision[at] : null;
    const person = decision && by ? names.get(decision[by] ?? "") : undefined;
    return { name, done: stage !== null && STAGES.indexOf(name) <= STAGES.indexOf(stage), at: moment, by: person ?? null };
  });
}

/** How long appeals are taken; null `end`: they aren't, or nothing is published. */
function windowOf(publishedAt: Date | null, days: number, now: Date): { end: Date | null; isOpen: boolean } {
  const end = publishedAt && appealsEnd(publishedAt, days);
  return { end, isOpen: takesAppeals(end, now) };
}

type NextStep = Extract<StageAct, "propose" | "approve" | "sign" | "publish" | "finalise"> | "proposeCorrection" | "changeOrAbandon" | "wait" | "answer" | "window" | "none";

/** What comes next, whoever does it. */
function nextOf({ onItsWay, isScheduled, published, isCorrected, isFinal }: Standing, { waiting, isWindowOpen, isUnchanged }: { waiting: number; isWindowOpen: boolean; isUnchanged: boolean }): NextStep {
  if (isFinal) return "none";
  if (onItsWay === "PROPOSED") return "approve";
  if (onItsWay === "APPROVED") return "sign";
  if (onItsWay === "SIGNED") return isScheduled ? "wait" : "publish";
  if (isCorrected) return isUnchanged ? "changeOrAbandon" : "proposeCorrection";
  if (published === 0) return "propose";
  if (waiting > 0) return "answer";
  return isWindowOpen ? "window" : "finalise";
}

interface CorrectionContext {
  facts: Awaited<ReturnType<typeof entryFacts>>;
  left: ReadonlySet<string>;
  names: ReadonlyMap<string, string>;
}

/** The open correction, with the entries the viewer may know of. */
function correctionOf(correction: OpenCorrection | null, { facts, left, names }: CorrectionContext) {
  if (!correction) return null;
  const codes = facts.filter(({ id, code }) => correction.entryIds.includes(id) && !left.has(code)).map(({ code }) => code);
  return { codes, openedAt: correction.openedAt, by: names.get(correction.openedById) ?? "" };
}

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

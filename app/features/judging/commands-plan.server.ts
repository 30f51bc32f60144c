import { randomInt } from "node:crypto";
import { lockAssignmentsOfRound, makeAssignments } from "~/data/assignments.server";
import { assignedEntries, judgesOfRound, type AssignedEntry, type RoundJudge } from "~/data/assignments-table.server";
import { isUniqueViolation, sqlState, type Tx } from "~/data/client.server";
import { editionById, type Reader } from "~/data/editions.server";
import { chainFunctions } from "~/data/ledger.server";
import { roundsOf } from "~/data/panels.server";
import { cancelJobRow, followedJob, type FollowedJobRow } from "~/data/followed-jobs.server";
import { can } from "~/domain/access/can";
import { isStaff } from "~/domain/access/roles";
import { phaseAt } from "~/domain/contest/phases";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import { lockEditionFor, type EditionAct, type EditionRefusal } from "./locked-edition.server";
import { beginSearch, resultOf, type KeptAnswer, type KeptPlan } from "./plan-search.server";
import { panelFor, assignmentProblemOf } from "./round-problem";
import { recordDrawApplied, recordDrawBegun } from "./round-draws.server";
import { codesOf, unseenEntries } from "./unseen-entries.server";

export interface RoundRead {
  entries: readonly AssignedEntry[];
  judges: readonly RoundJudge[];
}

/** Everything the assigner looks at. Two statements. */
export async function readRound(reader: Reader, roundId: string): Promise<RoundRead> {
  const entries = await assignedEntries(reader, roundId);
  return { entries, judges: await judgesOfRound(reader, roundId) };
}

const digest = (value: unknown) => chainFunctions.sha256Hex(chainFunctions.canonical(value));

/** Name of the search for the plan of a round: there is one at a time. */
export const planOfRound = (roundId: string) => `round:${roundId}`;

/** Stands for everything a plan of the round rests on: panels, fields, limits, conflicts, entries, who judges what now, and the cap on chances. */
export function fingerprintOf(data: RoundRead, perEntry: number, maxChance: number | null = null): string {
  return digest(assignmentProblemOf(data, perEntry, maxChance));
}

/** Pairs of the plan that nobody judges yet, by code: judge, entry. */
export function addedTo({ entries, judges }: RoundRead, answer: KeptAnswer): [string, string][] {
  if (answer.status === "infeasible") return [];
  const codes = new Map(judges.map(({ id, code }) => [id, code]));
  const held = new Set(entries.flatMap(({ code, judgeIds }) => judgeIds.map((id) => `${codes.get(id)} ${code}`)));
  return answer.assignments.flatMap(([judge, entry]): [string, string][] => (held.has(`${judge} ${entry}`) ? [] : [[judge, entry]]));
}

interface Asked {
  roundId: string;
  perEntry: number;
  /** no pair may have a higher chance, in units of 1/10,000: the plan is drawn by lot; null: it is not */
  maxChance?: number | null;
}

/** What the search for the plan of a round was asked, as its row keeps it. */
export interface AskedForPlan {
  perEntry: number;
  maxChance: number | null;
}

export function askedIn(job: Pick<FollowedJobRow, "input"> | null): AskedForPlan | null {
  const { perEntry, maxChance = null } = (job?.input ?? {}) as Partial<AskedForPlan>;
  return perEntry === undefined ? null : { perEntry, maxChance };
}

/** The seeds of draws: as many as the numbers that drawing uses can tell apart. */
const SEEDS = 2 ** 32;

/**
 * Begins to search for the best plan of a round as things stand now; nothing is assigned. While a search for the round is at work, it
 * goes on as the only one, and whoever asks looks at that one. The same state gives the same plan, unless it is drawn by lot: the seed is
 * then chosen here, and the draw is on record from its beginning: whoever draws until a plan pleases is seen to do so.
 */
export async function startPlan(services: Pick<Services, "db" | "log">, act: EditionAct & { input: Asked }): Promise<Result<null, EditionRefusal>> {
  const allowed = await mayPlan(services, act);
  if (!allowed.ok) return allowed;
  const { editionId, actor, now, input } = act;
  if (!(await hasRound(services.db.prisma, editionId, input.roundId))) return refused("not_found");
  const data = await readRound(services.db.prisma, input.roundId);
  const { roundId, perEntry, maxChance = null } = input;
  const problem = assignmentProblemOf(data, perEntry, maxChance);
  const draw = maxChance === null ? null : { maxChance, seed: randomInt(SEEDS) };
  const search = { problem, first: "load" as const, fingerprint: fingerprintOf(data, perEntry, maxChance), ...(draw && { seed: draw.seed }) };
  const asked: AskedForPlan = { perEntry, maxChance };
  const onRecord = draw && ((tx: Tx) => recordDrawBegun(tx, { editionId, roundId, actorId: actor.userId, now }, { problem, draw }));
  await beginSearch(services, { key: planOfRound(roundId), editionId, input: { roundId, ...asked }, searches: [search], actorId: actor.userId, now, ...(onRecord && { onRecord }) });
  return ok(null);
}

/** Cancels the search for the plan of a round; where none is at work nothing happens. */
export async function cancelPlan({ db }: Pick<Services, "db">, act: EditionAct & { key: string }): Promise<Result<null, EditionRefusal>> {
  const allowed = await mayPlan({ db }, act);
  if (!allowed.ok) return allowed;
  await db.transact((tx) => cancelJobRow(tx, act.editionId, act.key));
  return ok(null);
}

/** Searching reads and writes nothing of the record, so it needs no lock; what is applied later is checked again under one. */
export async function mayPlan({ db }: Pick<Services, "db">, { actor, editionId, now }: EditionAct): Promise<Result<null, EditionRefusal>> {
  const edition = isStaff(actor, editionId) ? await editionById(db.prisma, editionId) : null;
  if (!edition) return refused("not_found");
  const decision = can(actor, "assignment.manage", { editionId, phase: phaseAt(edition, now) });
  return decision.allowed ? ok(null) : refused(decision.reason);
}

async function hasRound(reader: Reader, editionId: string, roundId: string): Promise<boolean> {
  return (await roundsOf(reader, editionId)).some(({ id }) => id === roundId);
}

export type PlanRefusal = EditionRefusal | "plan_changed" | "drawn_again" | "infeasible" | "too_large" | "search_failed";

interface Applying extends Asked {
  /** of the plan that was shown */
  fingerprint: string;
  /** of its draw; null where it was not drawn */
  seed?: number | null;
}

/**
 * Applies the plan that was shown, all of it or nothing. Where anything it rests on changed since (panels, conflicts, entries,
 * assignments by hand), nothing is written and the reader has to search again. Applied twice, it is applied once.
 * What was made is counted without entries the actor has a conflict of interest with.
 * A round of another edition is not found.
 */
export async function applyPlan({ db }: Pick<Services, "db">, act: EditionAct & { input: Applying }): Promise<Result<{ made: number }, PlanRefusal>> {
  const { input, editionId } = act;
  if (!(await hasRound(db.prisma, editionId, input.roundId))) return refused("not_found");
  const job = await followedJob(db.prisma, editionId, planOfRound(input.roundId));
  const found = resultOf(job);
  if (found?.kind === "refused") return refused(found.reason);
  const [answer] = found?.answers ?? [];
  if (!answer || found?.fingerprints[0] !== input.fingerprint) return refused("plan_changed");
  if (answer.status === "infeasible") return refused("infeasible");
  if ((answer.draw?.seed ?? null) !== (input.seed ?? null)) return refused("drawn_again");
  try {
    return await db.transact(async (tx): Promise<Result<{ made: number }, PlanRefusal>> => {
      const access = await lockEditionFor(tx, act, "assignment.manage", "SHARE");
      if (!access.ok) return access;
      return write(tx, act, answer);
    });
  } catch (error) {
    if (sqlState(error) === "SC001" || isUniqueViolation(error)) return refused("plan_changed");
    throw error;
  }
}

async function write(tx: Tx, { actor, editionId, now, input }: EditionAct & { input: Applying }, answer: KeptPlan): Promise<Result<{ made: number }, PlanRefusal>> {
  await lockAssignmentsOfRound(tx, input.roundId);
  const data = await readRound(tx, input.roundId);
  const added = addedTo(data, answer);
  if (added.length === 0) return ok({ made: 0 });
  const { perEntry, maxChance = null } = input;
  if (fingerprintOf(data, perEntry, maxChance) !== input.fingerprint) return refused("plan_changed");
  if (answer.draw && !(await recordDrawApplied(tx, { editionId, roundId: input.roundId, actorId: actor.userId, now }, answer.draw))) return refused("drawn_again");
  await makeAssignments(tx, { editionId, roundId: input.roundId, pairs: pairsOf(data, added), actorId: actor.userId, now });
  const unseen = codesOf(await unseenEntries(tx, actor, editionId), data.entries);
  return ok({ made: added.filter(([, entry]) => !unseen.has(entry)).length });
}

/** Pairs by code with the ids of judge and entry and the panel on whose behalf; a pair that no panel has room for is left out. */
export function pairsOf(data: RoundRead, pairs: readonly (readonly [string, string])[]): { judgeId: string; entryId: string; panelId: string }[] {
  const judges = new Map(data.judges.map((judge) => [judge.code, judge]));
  const entries = new Map(data.entries.map((entry) => [entry.code, entry]));
  return pairs.flatMap(([judgeCode, entryCode]) => {
    const judge = judges.get(judgeCode);
    const entry = entries.get(entryCode);
    const panelId = judge && entry ? panelFor(judge, entry.fieldId) : null;
    return judge && entry && panelId !== null ? [{ judgeId: judge.id, entryId: entry.id, panelId }] : [];
  });
}

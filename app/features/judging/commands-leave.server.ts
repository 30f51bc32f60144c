import { lockAssignmentsOfRound, makeAssignments, revokeAssignments } from "~/data/assignments.server";
import { isUniqueViolation, sqlState, type Tx } from "~/data/client.server";
import { isInMeeting, judgeById, openAssignmentsOf, setLeft, workOfJudge, type JudgeRow, type JudgeWork } from "~/data/judges-leaving.server";
import { appendToLedger } from "~/data/ledger.server";
import { followedJob } from "~/data/followed-jobs.server";
import { replacementOf, type Replacement } from "~/domain/assignment/replacement";
import { isUuid } from "~/domain/kernel/uuid";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import { mayPlan, pairsOf } from "./commands-plan.server";
import { leavingRound, type LeavingRound } from "./leave-problem.server";
import { lockEditionFor, type EditionAct, type EditionRefusal } from "./locked-edition.server";
import { beginSearch, resultOf, type KeptAnswer } from "./plan-search.server";
import { codesOf, unseenEntries } from "./unseen-entries.server";

/** Name of the search for who replaces a judge. */
export const replacementFor = (judgeId: string) => `leave:${judgeId}`;

/** The rounds in which a judge who leaves has to be replaced: not over, and something open. */
export const roundsToReplace = (work: readonly JudgeWork[], now: Date) => work.filter(({ endsAt, drafts, untouched }) => endsAt > now && drafts + untouched > 0);

/** Begins to search for who takes over the open entries of a judge, with as few other changes as possible; nothing is changed. */
export async function planReplacement(services: Pick<Services, "db" | "log">, act: EditionAct & { judgeId: string }): Promise<Result<null, EditionRefusal | "rescore_under_way">> {
  const allowed = await mayPlan(services, act);
  if (!allowed.ok) return allowed;
  const { editionId, judgeId, actor, now } = act;
  const { prisma } = services.db;
  const judge = isUuid(judgeId) ? await judgeById(prisma, editionId, judgeId) : null;
  if (!judge) return refused("not_found");
  if (await isInMeeting(prisma, judge.id)) return refused("rescore_under_way");
  const rounds: LeavingRound[] = [];
  for (const { roundId } of roundsToReplace(await workOfJudge(prisma, judgeId), now)) rounds.push(await leavingRound(prisma, roundId, judge.code));
  const searches = rounds.map(({ problem, fingerprint }) => ({ problem, fingerprint, first: "cost" as const }));
  const input = { rounds: rounds.map(({ roundId }) => roundId) };
  if (searches.length > 0) await beginSearch(services, { key: replacementFor(judgeId), editionId, input, searches, actorId: actor.userId, now });
  return ok(null);
}

export type LeaveRefusal = EditionRefusal | "plan_changed" | "infeasible" | "not_confirmed" | "rescore_under_way";

interface Leaving {
  judgeId: string;
  /** the plan that was shown: which search, and how many sheets that others have begun it puts aside, as far as the actor may see the entries; null: nobody replaces the judge for now */
  plan: { run: string; begun: number } | null;
  /** asked where nobody replaces the judge */
  confirmed: boolean;
}

/**
 * A judge judges no more. Locked sheets stay and count; what is open in rounds that are not over is taken back (drafts stay on record)
 * and, with a plan, given to others exactly as it was shown. All of it or nothing; where anything the plan rests on has changed, nothing.
 * Sent twice it is done once. While a meeting has the judge score an entry again nothing is done (`rescore_under_way`): the sheets it
 * opened look like drafts and would be taken back.
 */
export async function leaveJudging({ db }: Pick<Services, "db">, act: EditionAct & { input: Leaving }): Promise<Result<{ replaced: number; moved: number }, LeaveRefusal>> {
  try {
    return await db.transact(async (tx): Promise<Result<{ replaced: number; moved: number }, LeaveRefusal>> => {
      const access = await lockEditionFor(tx, act, "assignment.manage", "UPDATE");
      if (!access.ok) return access;
      const { judgeId } = act.input;
      const judge = isUuid(judgeId) ? await judgeById(tx, act.editionId, judgeId) : null;
      if (!judge) return refused("not_found");
      if (judge.leftAt) return ok({ replaced: 0, moved: 0 });
      return leave(tx, act, judge);
    });
  } catch (error) {
    if (sqlState(error) === "SC001" || isUniqueViolation(error)) return refused("plan_changed");
    throw error;
  }
}

async function leave(tx: Tx, act: EditionAct & { input: Leaving }, judge: JudgeRow): Promise<Result<{ replaced: number; moved: number }, LeaveRefusal>> {
  const { editionId, actor, now, input } = act;
  if (await isInMeeting(tx, judge.id)) return refused("rescore_under_way");
  const work = await workOfJudge(tx, judge.id);
  const rounds = roundsToReplace(work, now);
  for (const roundId of rounds.map((round) => round.roundId).toSorted()) await lockAssignmentsOfRound(tx, roundId);
  const open = await openAssignmentsOf(tx, judge.id, now);
  const seen = roundsToReplace(await workOfJudge(tx, judge.id, actor.userId), now);
  if (seen.length > 0 && !input.plan && !input.confirmed) return refused("not_confirmed");
  const changes = input.plan ? await shownChanges(tx, act, judge, rounds) : ok([]);
  if (!changes.ok) return changes;
  const acts = { editionId, actorId: actor.userId, now };
  await appendToLedger(tx, [{ type: "JUDGE_LEFT", data: { judge: judge.code, open: open.length, locked: work.reduce((sum, { locked }) => sum + locked, 0) }, actor: actor.userId, at: now, editionId }]);
  await revokeAssignments(tx, { ...acts, ids: [...open, ...changes.value.flatMap(({ revoke }) => revoke)] });
  let replaced = 0;
  for (const { round, added } of changes.value) replaced += (await makeAssignments(tx, { ...acts, roundId: round.roundId, pairs: pairsOf(round.data, added) })).length;
  await setLeft(tx, judge.id, now);
  return ok({ replaced, moved: changes.value.reduce((sum, { revoke }) => sum + revoke.length, 0) });
}

interface RoundChange {
  round: LeavingRound;
  added: Replacement["added"];
  /** assignments of others that are taken back */
  revoke: string[];
}

/** What the plan changes in each round, or that it is no longer the one that was shown. */
async function shownChanges(tx: Tx, { editionId, actor, input }: EditionAct & { input: Leaving }, judge: JudgeRow, rounds: readonly JudgeWork[]): Promise<Result<RoundChange[], "plan_changed" | "infeasible">> {
  const job = await followedJob(tx, editionId, replacementFor(judge.id));
  const found = resultOf(job);
  const planned = (job?.input as { rounds?: string[] } | undefined)?.rounds ?? [];
  if (!job || found?.kind !== "answers" || job.run !== input.plan?.run || String(planned) !== String(rounds.map(({ roundId }) => roundId))) return refused("plan_changed");
  const unseenIds = await unseenEntries(tx, actor, editionId);
  const changes: RoundChange[] = [];
  let begun = 0;
  for (const [index, { roundId }] of rounds.entries()) {
    const round = await leavingRound(tx, roundId, judge.code);
    const answer: KeptAnswer | undefined = found.answers[index];
    if (!answer || found.fingerprints[index] !== round.fingerprint) return refused("plan_changed");
    if (answer.status === "infeasible") return refused("infeasible");
    const { added, moved } = replacementOf(answer.assignments, round.seats, judge.code);
    if (moved.some(({ hold }) => hold === "fixed")) return refused("plan_changed");
    const unseen = codesOf(unseenIds, round.data.entries);
    begun += moved.filter(({ entry, hold }) => hold === "begun" && !unseen.has(entry)).length;
    const revoke = moved.flatMap(({ judge: who, entry }) => round.rows.filter((row) => row.judge === who && row.entry === entry).map(({ assignmentId }) => assignmentId));
    changes.push({ round, added, revoke });
  }
  return begun === input.plan.begun ? ok(changes) : refused("plan_changed");
}

/** A judge who left may be given entries again; what went to others does not come back. */
export async function returnToJudging({ db }: Pick<Services, "db">, act: EditionAct & { judgeId: string }): Promise<Result<null, EditionRefusal>> {
  const { editionId, judgeId, actor, now } = act;
  return db.transact(async (tx): Promise<Result<null, EditionRefusal>> => {
    const access = await lockEditionFor(tx, act, "assignment.manage", "UPDATE");
    if (!access.ok) return access;
    const judge = isUuid(judgeId) ? await judgeById(tx, editionId, judgeId) : null;
    if (!judge) return refused("not_found");
    if (!judge.leftAt) return ok(null);
    await setLeft(tx, judge.id, null);
    await appendToLedger(tx, [{ type: "JUDGE_RETURNED", data: { judge: judge.code }, actor: actor.userId, at: now, editionId }]);
    return ok(null);
  });
}

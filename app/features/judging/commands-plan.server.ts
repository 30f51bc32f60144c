import { lockAssignmentsOfRound, makeAssignments } from "~/data/assignments.server";
import { assignedEntries, judgesOfRound, type AssignedEntry, type RoundJudge } from "~/data/assignments-table.server";
import { isUniqueViolation, sqlState, type Database, type Tx } from "~/data/client.server";
import type { Reader } from "~/data/editions.server";
import { chainFunctions } from "~/data/ledger.server";
import { roundsOf } from "~/data/panels.server";
import type { AssignmentAnswer, AssignmentProblem } from "~/domain/assignment/problem";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import { AssignmentTooLargeError, solveAssignment } from "~/platform/solver/solve-assignment.server";
import { lockEditionFor, type EditionAct, type EditionRefusal } from "./locked-edition.server";
import { panelFor, problemOfRound } from "./round-problem";

/** How long a reader waits for a plan. */
const PATIENCE_MS = 60_000;

export interface PlannedRound {
  entries: readonly AssignedEntry[];
  judges: readonly RoundJudge[];
  answer: AssignmentAnswer;
  /** pairs the plan adds, by code: judge, entry */
  added: readonly (readonly [string, string])[];
  /** stands for the problem and the plan: what is applied is what was shown */
  fingerprint: string;
}

interface RoundRead {
  entries: readonly AssignedEntry[];
  judges: readonly RoundJudge[];
}

/** Everything the assigner looks at. Two statements. */
async function readRound(reader: Reader, roundId: string): Promise<RoundRead> {
  const entries = await assignedEntries(reader, roundId);
  return { entries, judges: await judgesOfRound(reader, roundId) };
}

const digest = (value: unknown) => chainFunctions.sha256Hex(chainFunctions.canonical(value));

/**
 * The best plan for a round as things stand now, nothing changed: the exact optimum beside what is assigned already, or why there
 * is none. The same state gives the same plan.
 */
export async function planRound(
  db: Database,
  scope: { roundId: string; perEntry: number; signal?: AbortSignal },
): Promise<Result<PlannedRound, "too_large" | "took_too_long">> {
  const data = await readRound(db.prisma, scope.roundId);
  const problem = problemOfRound(data, scope.perEntry);
  const patience = AbortSignal.timeout(PATIENCE_MS);
  try {
    const answer = await solveAssignment(problem, { signal: scope.signal ? AbortSignal.any([scope.signal, patience]) : patience });
    return ok({ entries: data.entries, judges: data.judges, answer, added: addedBy(problem, answer), fingerprint: fingerprintOf(problem, answer) });
  } catch (error) {
    if (error instanceof AssignmentTooLargeError) return refused("too_large");
    if (patience.aborted) return refused("took_too_long");
    throw error;
  }
}

function addedBy(problem: AssignmentProblem, answer: AssignmentAnswer): [string, string][] {
  if (answer.status === "infeasible") return [];
  const fixed = new Set(problem.fixed.map(([judge, entry]) => `${judge} ${entry}`));
  return answer.assignments.flatMap(([judge, entry]): [string, string][] => (fixed.has(`${judge} ${entry}`) ? [] : [[judge, entry]]));
}

function fingerprintOf(problem: AssignmentProblem, answer: AssignmentAnswer): string {
  return digest({ problem, plan: answer.status === "optimal" ? answer.assignments : null });
}

export type PlanRefusal = EditionRefusal | "plan_changed" | "infeasible" | "too_large" | "took_too_long";

interface Applying {
  roundId: string;
  perEntry: number;
  /** of the plan that was shown */
  fingerprint: string;
}

/**
 * Applies the plan that was shown, all of it or nothing. Where anything it rests on changed since (panels, conflicts, entries,
 * assignments by hand), nothing is written and the reader is shown the new plan. Applied twice, it is applied once.
 * A round of another edition is not found.
 */
export async function applyPlan({ db }: Pick<Services, "db">, act: EditionAct & { input: Applying; signal?: AbortSignal }): Promise<Result<{ made: number }, PlanRefusal>> {
  const { input } = act;
  if (!(await roundsOf(db.prisma, act.editionId)).some(({ id }) => id === input.roundId)) return refused("not_found");
  const planned = await planRound(db, { ...input, ...(act.signal ? { signal: act.signal } : {}) });
  if (!planned.ok) return planned;
  const plan = planned.value;
  if (plan.answer.status === "infeasible") return refused("infeasible");
  if (plan.added.length > 0 && plan.fingerprint !== input.fingerprint) return refused("plan_changed");
  try {
    return await db.transact(async (tx): Promise<Result<{ made: number }, PlanRefusal>> => {
      const access = await lockEditionFor(tx, act, "assignment.manage", "SHARE");
      if (!access.ok) return access;
      return write(tx, act, plan);
    });
  } catch (error) {
    if (sqlState(error) === "SC001" || isUniqueViolation(error)) return refused("plan_changed");
    throw error;
  }
}

async function write(tx: Tx, { actor, editionId, now, input }: EditionAct & { input: Applying }, plan: PlannedRound): Promise<Result<{ made: number }, PlanRefusal>> {
  await lockAssignmentsOfRound(tx, input.roundId);
  const data = await readRound(tx, input.roundId);
  if (fingerprintOf(problemOfRound(data, input.perEntry), plan.answer) !== plan.fingerprint) return refused("plan_changed");
  const judges = new Map(data.judges.map((judge) => [judge.code, judge]));
  const entries = new Map(data.entries.map((entry) => [entry.code, entry]));
  const pairs = plan.added.flatMap(([judgeCode, entryCode]) => {
    const judge = judges.get(judgeCode);
    const entry = entries.get(entryCode);
    const panelId = judge && entry ? panelFor(judge, entry.fieldId) : null;
    return judge && entry && panelId !== null ? [{ judgeId: judge.id, entryId: entry.id, panelId }] : [];
  });
  const made = await makeAssignments(tx, { editionId, roundId: input.roundId, pairs, actorId: actor.userId, now });
  return ok({ made: made.length });
}

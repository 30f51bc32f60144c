import { makeAssignments, lockAssignmentsOfRound, revokeAssignments, type PairToAssign } from "~/data/assignments.server";
import { hasConflict } from "~/data/conflicts.server";
import { entriesOfRound, type RoundEntryRow } from "~/data/assignments-rounds.server";
import { activeAssignments, judgesOfRound, type AssignedJudge, type RoundJudge } from "~/data/assignments-table.server";
import { isUniqueViolation, sqlState, type Tx } from "~/data/client.server";
import { roundsOf } from "~/data/panels.server";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import { lockEditionFor, type EditionAct, type EditionRefusal } from "./locked-edition.server";
import { panelFor } from "./round-problem";

/** SQLSTATE of the database's own refusal to assign against a conflict of interest. */
const REFUSED_BY_CONFLICT = "SC001";

export interface AssignmentChange {
  roundId: string;
  entryId: string;
  /** judges the entry is to have */
  wanted: readonly string[];
  /** judges it had when the form was made */
  before: readonly string[];
  /** sheets with scores may be put aside */
  confirmed: boolean;
}

export type AssignmentRefusal =
  | EditionRefusal
  | "entry_not_in_round"
  | "version_conflict"
  | "sheets_begun"
  | "judge_left"
  | "judge_not_in_panel"
  | "judge_in_conflict"
  | "judge_full";

type Details = { judges?: readonly string[] };
type Answer = Result<{ made: number; revoked: number }, AssignmentRefusal, Details>;

/**
 * Gives an entry exactly the judges `wanted` in a round. Refused where somebody changed them meanwhile, where a judge has no panel
 * for the field, has a conflict of interest or is full, and, unless `confirmed`, where scores would be put aside; `judges` names
 * the codes concerned.
 */
export async function changeAssignments({ db }: Pick<Services, "db">, act: EditionAct & { input: AssignmentChange }): Promise<Answer> {
  try {
    return await db.transact(async (tx): Promise<Answer> => {
      const access = await lockEditionFor(tx, act, "assignment.manage", "SHARE");
      if (!access.ok) return access;
      return change(tx, act);
    });
  } catch (error) {
    // The database has the last word: a conflict was recorded, or the pair assigned, in the same moment.
    if (sqlState(error) === REFUSED_BY_CONFLICT) return refused("judge_in_conflict", {});
    if (isUniqueViolation(error)) return refused("version_conflict", {});
    throw error;
  }
}

async function change(tx: Tx, { editionId, actor, input, now }: EditionAct & { input: AssignmentChange }): Promise<Answer> {
  const { roundId, entryId } = input;
  const round = (await roundsOf(tx, editionId)).find(({ id }) => id === roundId);
  if (!round) return refused("not_found", {});
  await lockAssignmentsOfRound(tx, roundId);
  const entry = (await entriesOfRound(tx, roundId)).find(({ id }) => id === entryId);
  // Nobody chooses the judges of an entry in which they have an interest: to them it isn't there.
  if (!entry || (await hasConflict(tx, entry.id, actor.userId))) return refused("entry_not_in_round", {});
  const current = await activeAssignments(tx, roundId, entryId);
  const held = current.map(({ judgeId }) => judgeId);
  if (isSameSet(held, input.wanted)) return ok({ made: 0, revoked: 0 });
  if (!isSameSet(held, input.before)) return refused("version_conflict", {});
  const leaving = current.filter(({ judgeId }) => !input.wanted.includes(judgeId));
  const begun = leaving.filter(({ state }) => state !== null);
  if (begun.length > 0 && !input.confirmed) return refused("sheets_begun", { judges: begun.map(nameOf) });
  const judges = await judgesOfRound(tx, roundId);
  const added = pairsToAdd(entry, judges, input.wanted.filter((id) => !held.includes(id)));
  if (!added.ok) return added;
  const acts = { editionId, actorId: actor.userId, now };
  await revokeAssignments(tx, { ...acts, ids: leaving.map(({ id }) => id) });
  await makeAssignments(tx, { ...acts, roundId, pairs: added.value });
  return ok({ made: added.value.length, revoked: leaving.length });
}

function pairsToAdd(entry: RoundEntryRow, judges: readonly RoundJudge[], wanted: readonly string[]): Result<PairToAssign[], AssignmentRefusal, Details> {
  const pairs: PairToAssign[] = [];
  for (const judgeId of wanted) {
    const judge = judges.find(({ id }) => id === judgeId);
    if (judge?.hasLeft) return refused("judge_left", { judges: [nameOf(judge)] });
    const panelId = judge ? panelFor(judge, entry.fieldId) : null;
    if (!judge || panelId === null) return refused("judge_not_in_panel", { judges: judge ? [nameOf(judge)] : [] });
    if (judge.barredFrom.includes(entry.id)) return refused("judge_in_conflict", { judges: [nameOf(judge)] });
    if (judge.maxLoad !== null && judge.load >= judge.maxLoad) return refused("judge_full", { judges: [nameOf(judge)] });
    pairs.push({ entryId: entry.id, judgeId, panelId });
  }
  return ok(pairs);
}

const nameOf = ({ code, name }: Pick<AssignedJudge, "code" | "name">) => `${code} ${name}`;

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  const set = new Set(b);
  return set.size === new Set(a).size && a.every((item) => set.has(item));
}

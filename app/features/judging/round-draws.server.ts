import { randomUUID } from "node:crypto";
import { begunDraws } from "~/data/draws.server";
import type { Tx } from "~/data/client.server";
import type { Reader } from "~/data/editions.server";
import { appendToLedger, chainFunctions, keepErasableText } from "~/data/ledger.server";
import { roundsOf } from "~/data/panels.server";
import { CERTAIN, highestOf, parseChance } from "~/domain/assignment/chance";
import type { AssignmentDraw, AssignmentProblem } from "~/domain/assignment/problem";
import { plainPoints } from "~/domain/kernel/decimal";

/** A draw of a round that was begun. */
export interface PastDraw {
  id: string;
  /** when it began */
  at: string;
  /** null: it was not applied */
  appliedAt: string | null;
  /** in units of 1/10,000 */
  maxChance: number;
  seed: number;
  /** which draw of the round it is, counted from 1 */
  draws: number;
  /** its problem was not erased meanwhile */
  hasFile: boolean;
}

/** A chance as files and events write it: 5000 → "0.5". */
const written = (chance: number) => plainPoints(chance);

/**
 * What `assign` repeats a draw from, byte for byte as it was put on record: the problem with cap and seed. Judges and entries by their codes,
 * fields by their ids.
 */
export function problemText(problem: AssignmentProblem, draw: Pick<AssignmentDraw, "maxChance" | "seed">): string {
  const { maxChance: _, ...rest } = problem;
  return `${chainFunctions.canonical({ ...rest, maxChance: written(draw.maxChance), seed: draw.seed })}\n`;
}

interface Drawing {
  editionId: string;
  roundId: string;
  actorId: string;
  now: Date;
}

const codeOf = async (reader: Reader, { editionId, roundId }: Pick<Drawing, "editionId" | "roundId">) => (await roundsOf(reader, editionId)).find(({ id }) => id === roundId)?.code ?? "";

/** Puts on record that a draw begins, with everything that is needed to draw again: it stays so whether the plan is applied or not. */
export async function recordDrawBegun(tx: Tx, drawing: Drawing, { problem, draw }: { problem: AssignmentProblem; draw: Pick<AssignmentDraw, "maxChance" | "seed"> }): Promise<void> {
  const { editionId, actorId, now } = drawing;
  const round = await codeOf(tx, drawing);
  const kept = await keepErasableText(tx, editionId, problemText(problem, draw));
  const data = { draw: randomUUID(), round, perEntry: problem.perEntry, maxChance: written(draw.maxChance), seed: draw.seed, problem: kept.hash };
  await appendToLedger(tx, [{ type: "ASSIGNMENT_DRAW_BEGUN", data, actor: actorId, at: now, editionId }]);
}

/**
 * Puts on record that the plan of the latest draw of the round is applied.
 * @returns false where the draw on record is another one: nothing was written
 */
export async function recordDrawApplied(tx: Tx, drawing: Drawing, draw: AssignmentDraw): Promise<boolean> {
  const { editionId, actorId, now } = drawing;
  const round = await codeOf(tx, drawing);
  const [latest] = await drawsOfRound(tx, editionId, round);
  if (latest?.seed !== draw.seed || latest.maxChance !== draw.maxChance) return false;
  const data = { draw: latest.id, round, highest: written(highestOf(draw.highest)), draws: latest.draws };
  await appendToLedger(tx, [{ type: "ASSIGNMENTS_DRAWN", data, actor: actorId, at: now, editionId }]);
  return true;
}

/** The draws of a round as the ledger has them, the latest first, at most 50. One statement. */
export async function drawsOfRound(reader: Reader, editionId: string, round: string): Promise<PastDraw[]> {
  return (await begunDraws(reader, editionId, round)).map(({ at, appliedAt, maxChance, ...row }) => ({
    ...row,
    at: at.toISOString(),
    appliedAt: appliedAt?.toISOString() ?? null,
    maxChance: parseChance(maxChance) ?? CERTAIN,
  }));
}

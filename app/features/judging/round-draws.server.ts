import { randomUUID } from "node:crypto";
import { appliedDraws } from "~/data/draws.server";
import type { Tx } from "~/data/client.server";
import type { Reader } from "~/data/editions.server";
import { appendToLedger, chainFunctions, keepErasableText } from "~/data/ledger.server";
import { roundsOf } from "~/data/panels.server";
import { CERTAIN, highestOf, parseChance } from "~/domain/assignment/chance";
import type { AssignmentDraw, AssignmentProblem } from "~/domain/assignment/problem";
import { plainPoints } from "~/domain/kernel/decimal";

/** A plan that was drawn and applied. */
export interface PastDraw {
  id: string;
  at: string;
  /** in units of 1/10,000 */
  maxChance: number;
  seed: number;
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

interface Keeping {
  problem: AssignmentProblem;
  draw: AssignmentDraw;
  draws: number;
}

/** Puts on record that a plan was drawn, with everything that is needed to draw it again. */
export async function keepDraw(
  tx: Tx,
  { editionId, roundId, actorId, now }: { editionId: string; roundId: string; actorId: string; now: Date },
  { problem, draw, draws }: Keeping,
): Promise<void> {
  const round = (await roundsOf(tx, editionId)).find(({ id }) => id === roundId)?.code ?? "";
  const kept = await keepErasableText(tx, editionId, problemText(problem, draw));
  const data = {
    draw: randomUUID(),
    round,
    perEntry: problem.perEntry,
    maxChance: written(draw.maxChance),
    highest: written(highestOf(draw.highest)),
    seed: draw.seed,
    draws,
    problem: kept.hash,
  };
  await appendToLedger(tx, [{ type: "ASSIGNMENTS_DRAWN", data, actor: actorId, at: now, editionId }]);
}

/** The draws of a round that were applied, the latest first. One statement. */
export async function drawsOfRound(reader: Reader, editionId: string, round: string): Promise<PastDraw[]> {
  return (await appliedDraws(reader, editionId, round)).map(({ at, maxChance, ...row }) => ({
    ...row,
    at: at.toISOString(),
    maxChance: parseChance(maxChance) ?? CERTAIN,
  }));
}

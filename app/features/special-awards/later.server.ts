import type { Reader } from "~/data/editions.server";
import { decisionStage } from "~/data/results.server";
import type { Phase } from "~/domain/contest/phases";

/**
 * Whether the decision is signed on paper or published: rules of special awards stand from then on, and what is given or taken back needs
 * grounds. A correction, prepared or on its way, changes nothing of it. One statement at most.
 */
export async function isAfterDecision(reader: Reader, editionId: string, phase: Phase): Promise<boolean> {
  return phase === "PUBLISHED" || phase === "FINAL" || (await decisionStage(reader, editionId)) === "SIGNED";
}

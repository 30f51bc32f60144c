/**
 * The way of a result: the chair proposes, an organiser approves (or returns it), the secretary enters number and date of
 * the signed decision and publishes. From the proposal on neither scores nor choices can change.
 */
export const STAGES = ["PROPOSED", "APPROVED", "SIGNED", "PUBLISHED"] as const;
export type Stage = (typeof STAGES)[number];

export type StageAct = "propose" | "return" | "approve" | "sign" | "publish";

/** The stage each act needs (null: nothing proposed yet) and the one it leads to (null: open again). */
const ACTS: Readonly<Record<StageAct, { from: readonly (Stage | null)[]; to: Stage | null }>> = {
  propose: { from: [null], to: "PROPOSED" },
  return: { from: ["PROPOSED", "APPROVED"], to: null },
  approve: { from: ["PROPOSED"], to: "APPROVED" },
  // Number and date may be corrected until publication.
  sign: { from: ["APPROVED", "SIGNED"], to: "SIGNED" },
  publish: { from: ["SIGNED"], to: "PUBLISHED" },
};

/** Whether the act fits the stage. */
export function mayAct(act: StageAct, stage: Stage | null): boolean {
  return ACTS[act].from.includes(stage);
}

/** The stage after the act; null: nothing is proposed. */
export function stageAfter(act: StageAct): Stage | null {
  return ACTS[act].to;
}

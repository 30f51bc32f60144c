/**
 * The way of a result: the chair proposes, an organiser approves (or returns it), the secretary enters number and date of
 * the signed decision and publishes it, at once or at a minute set before. From the proposal on neither scores nor choices can change.
 *
 * A published result is provisional: it may be opened for a correction, which goes the same way once more, as often as needed.
 * When the time for appeals is over the organiser declares it official; after that nothing happens any more.
 */
export const STAGES = ["PROPOSED", "APPROVED", "SIGNED", "PUBLISHED"] as const;
export type Stage = (typeof STAGES)[number];

export const STAGE_ACTS = ["propose", "return", "approve", "sign", "schedule", "unschedule", "publish", "openCorrection", "abandonCorrection", "finalise"] as const;
export type StageAct = (typeof STAGE_ACTS)[number];

/** Where the result of an edition stands. */
export interface Standing {
  /** the decision on its way, the result itself or a correction; null: none is */
  onItsWay: Exclude<Stage, "PUBLISHED"> | null;
  /** the decision on its way becomes public by itself at a minute that was set */
  isScheduled: boolean;
  /** decisions that are public: the result and its corrections */
  published: number;
  /** the published result is open for a correction */
  isCorrected: boolean;
  isFinal: boolean;
}

/** Nothing is proposed yet. */
export const AT_THE_START: Standing = { onItsWay: null, isScheduled: false, published: 0, isCorrected: false, isFinal: false };

interface Rule {
  may: (standing: Standing) => boolean;
  after: (standing: Standing) => Standing;
}

/** A decision can be begun for the result itself, and afterwards for a correction that was opened. */
const isDecisionDue = ({ onItsWay, published, isCorrected }: Standing) => onItsWay === null && (published === 0 || isCorrected);

const RULES: Readonly<Record<StageAct, Rule>> = {
  propose: { may: isDecisionDue, after: (standing) => ({ ...standing, onItsWay: "PROPOSED" }) },
  // Also when it is signed already: what was sealed may no longer fit, and then there is no other way.
  return: { may: ({ onItsWay }) => onItsWay !== null, after: (standing) => ({ ...standing, onItsWay: null, isScheduled: false }) },
  approve: { may: ({ onItsWay }) => onItsWay === "PROPOSED", after: (standing) => ({ ...standing, onItsWay: "APPROVED" }) },
  // Number and date may be corrected until publication.
  sign: { may: ({ onItsWay }) => onItsWay === "APPROVED" || onItsWay === "SIGNED", after: (standing) => ({ ...standing, onItsWay: "SIGNED" }) },
  schedule: { may: ({ onItsWay }) => onItsWay === "SIGNED", after: (standing) => ({ ...standing, isScheduled: true }) },
  unschedule: { may: ({ isScheduled }) => isScheduled, after: (standing) => ({ ...standing, isScheduled: false }) },
  publish: {
    may: ({ onItsWay }) => onItsWay === "SIGNED",
    after: (standing) => ({ ...standing, onItsWay: null, isScheduled: false, isCorrected: false, published: standing.published + 1 }),
  },
  openCorrection: {
    may: ({ published, isCorrected, isFinal }) => published > 0 && !isCorrected && !isFinal,
    after: (standing) => ({ ...standing, isCorrected: true }),
  },
  // A proposed correction is returned first: giving up must not throw away what others have begun to decide.
  abandonCorrection: { may: ({ isCorrected, onItsWay }) => isCorrected && onItsWay === null, after: (standing) => ({ ...standing, isCorrected: false }) },
  finalise: { may: ({ published, isCorrected, isFinal }) => published > 0 && !isCorrected && !isFinal, after: (standing) => ({ ...standing, isFinal: true }) },
};

/** Whether the act fits where the result stands. Who may do it, and what else has to be so, is asked elsewhere. */
export function mayAct(act: StageAct, standing: Standing): boolean {
  return RULES[act].may(standing);
}

/** Where the result stands after an act that fits. */
export function standingAfter(act: StageAct, standing: Standing): Standing {
  return RULES[act].after(standing);
}

/** Scores, assignments and choices are fixed: a decision is on its way, or the result is public and no correction is open. */
export function isFrozen({ onItsWay, published, isCorrected }: Standing): boolean {
  return onItsWay !== null || (published > 0 && !isCorrected);
}

/** How far the decision is that people deal with now; null: nothing is proposed, or a correction is being prepared. */
export function stageOf({ onItsWay, published, isCorrected }: Standing): Stage | null {
  if (onItsWay !== null) return onItsWay;
  return published > 0 && !isCorrected ? "PUBLISHED" : null;
}

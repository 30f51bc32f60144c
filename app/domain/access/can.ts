import type { Phase } from "../contest/phases";
import { holdsRole, type Actor } from "./roles";
import { ACCESS, type AccessRule, type Action, type Relation } from "./table";

/** What an action is about. Without an edition (`editionId: null`) a role held in any edition counts. */
export interface Subject {
  editionId: string | null;
  phase: Phase;
  relations?: readonly Relation[];
  /** the actor has a conflict of interest with the entry */
  inConflict?: boolean;
  /** the published result is open for a correction that covers the subject */
  isCorrected?: boolean;
}

export type Denial = "unauthenticated" | "forbidden" | "wrong_phase" | "conflict_of_interest";
export type AccessDecision = { allowed: true } | { allowed: false; reason: Denial };

const ALLOWED: AccessDecision = { allowed: true };
const deny = (reason: Denial): AccessDecision => ({ allowed: false, reason });

/**
 * Whether `actor` may perform `action` on `subject`: the union of the rights of all roles and relations,
 * minus what a conflict of interest bars, in the phases the table names.
 */
export function can(actor: Actor | null, action: Action, subject: Subject): AccessDecision {
  const rule: AccessRule = ACCESS[action];
  if (!actor) return deny("unauthenticated");
  if (!isEntitled(actor, rule, subject)) return deny("forbidden");
  if (rule.barredByConflict && subject.inConflict) return deny("conflict_of_interest");
  return rule.phases.includes(subject.phase) || isOpenAgain(rule, subject) ? ALLOWED : deny("wrong_phase");
}

const isOpenAgain = (rule: AccessRule, { phase, isCorrected }: Subject) => rule.whileCorrected === true && isCorrected === true && phase === "PUBLISHED";

/** Whether it has to be asked if a correction is open before the action can be judged. */
export function dependsOnCorrection(action: Action, phase: Phase): boolean {
  return phase === "PUBLISHED" && (ACCESS[action] as AccessRule).whileCorrected === true;
}

function isEntitled(actor: Actor, rule: AccessRule, subject: Subject): boolean {
  if (rule.everyone) return true;
  if (rule.relations?.some((relation) => subject.relations?.includes(relation))) return true;
  return rule.roles?.some((role) =>
    subject.editionId === null ? actor.roles.some((held) => held.role === role) : holdsRole(actor, role, subject.editionId),
  ) ?? false;
}

/** Subject of actions that belong to no edition. */
export const SYSTEM_SUBJECT: Subject = { editionId: null, phase: "OPEN" };

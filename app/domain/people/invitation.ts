import type { Role } from "../access/roles";

/** How long an invitation stays good. */
export const INVITATION_DAYS = 14;

/** Roles that are given by invitation within an edition; the others come with an entry or from the command line. */
export const INVITABLE_ROLES = ["ORGANISER", "SECRETARY", "CHAIR", "JUDGE", "SCHOOL"] as const satisfies readonly Role[];
export type InvitableRole = (typeof INVITABLE_ROLES)[number];

export interface InvitationState {
  usedAt: Date | null;
  revokedAt: Date | null;
  expiresAt: Date;
}

/** Why an invitation can no longer be taken, or null while it can. */
export function invitationRefusal(invitation: InvitationState, now: Date): "used" | "revoked" | "expired" | null {
  if (invitation.usedAt) return "used";
  if (invitation.revokedAt) return "revoked";
  return invitation.expiresAt <= now ? "expired" : null;
}

/** The end of an invitation made at `now`. */
export function invitationEnd(now: Date): Date {
  return new Date(now.getTime() + INVITATION_DAYS * 24 * 60 * 60 * 1000);
}

/** The next judge code of an edition: GK01, GK02 … GK99, GK100; numbers are never given twice. */
export function nextJudgeCode(codes: readonly string[]): string {
  const numbers = codes.map((code) => Number(/^GK(\d+)$/.exec(code)?.[1] ?? 0));
  return `GK${String(Math.max(0, ...numbers) + 1).padStart(2, "0")}`;
}

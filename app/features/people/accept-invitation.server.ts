import { lockEdition } from "~/data/editions.server";
import { invitationByHash, lockInvitation, markInvitationUsed, type ShownInvitation } from "~/data/invitations.server";
import { userByEmail } from "~/data/users.server";
import type { Actor, Role } from "~/domain/access/roles";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { invitationRefusal } from "~/domain/people/invitation";
import { parseSignInName, shownSignInName, type SignInName } from "~/domain/people/sign-in-name";
import type { Services } from "~/features/services";
import { hashOfToken } from "~/platform/session/one-time-token.server";
import { grantRole } from "./roles.server";

export type Gone = "used" | "used_by_you" | "revoked" | "expired";

export type InvitationView =
  | { state: "gone"; why: Gone }
  | {
      state: "open";
      role: Role;
      /** whom it is for */
      name: string;
      /** as people write it; empty where whoever joins chooses it */
      signInName: string;
      edition: { slug: string; title: string } | null;
      unitName: string | null;
      panelName: string | null;
      expiresAt: Date;
      /** what the reader does to accept: make an account, sign in, or just say yes, perhaps with another account than the one meant */
      step: "create" | "sign_in" | "accept" | "other_account";
    };

/** What the page of an invitation shows to its reader; null where there is no such link. */
export async function viewInvitation({ db }: Pick<Services, "db">, { token, actor, now }: { token: string; actor: Actor | null; now: Date }): Promise<InvitationView | null> {
  const invitation = await invitationByHash(db.prisma, hashOfToken(token));
  if (!invitation) return null;
  const why = goneFor(invitation, actor, now);
  if (why) return { state: "gone", why };
  const { role, name, edition, expiresAt } = invitation;
  const meant = parseSignInName(invitation.signInName);
  const hasAccount = meant !== null && (await userByEmail(db.prisma, meant.email)) !== null;
  const signInName = meant ? shownSignInName({ email: meant.email, phone: null }) : "";
  const step = actor ? (isFor(meant, actor) ? "accept" : "other_account") : hasAccount ? "sign_in" : "create";
  return { state: "open", role, name, signInName, edition, unitName: invitation.unit?.name ?? null, panelName: invitation.panel?.name ?? null, expiresAt, step };
}

/** The sign-in name an account made through this link gets, where the invitation names one. */
export async function invitedSignInName({ db }: Pick<Services, "db">, token: string): Promise<SignInName | null> {
  const invitation = await invitationByHash(db.prisma, hashOfToken(token));
  return invitation && parseSignInName(invitation.signInName);
}

export type AcceptRefusal = "not_found" | "gone" | "other_account";

/**
 * Takes an invitation: gives its role and marks it used, in one transaction, so that of several who try at once only one
 * succeeds. With another account than the one meant only if the person said so (`confirmedOther`).
 */
export async function acceptInvitation(
  { db }: Pick<Services, "db">,
  { actor, token, confirmedOther = false, now }: { actor: Pick<Actor, "userId" | "email">; token: string; confirmedOther?: boolean; now: Date },
): Promise<Result<{ role: Role; editionSlug: string | null }, AcceptRefusal, { why?: Gone }>> {
  return db.transact(async (tx) => {
    const tokenHash = hashOfToken(token);
    // The edition first, as everybody who changes its invitations does.
    const editionOfIt = (await invitationByHash(tx, tokenHash))?.editionId;
    if (editionOfIt) await lockEdition(tx, editionOfIt);
    const invitation = await lockInvitation(tx, { tokenHash });
    if (!invitation) return refused("not_found");
    const why = goneFor(invitation, actor, now);
    if (why) return refused("gone", { why });
    if (!isFor(parseSignInName(invitation.signInName), actor) && !confirmedOther) return refused("other_account");
    const { role, editionId, unitId, panelId } = invitation;
    await markInvitationUsed(tx, invitation.id, actor.userId, now);
    await grantRole(tx, { userId: actor.userId, role, editionId, unitId, panelId, actorId: actor.userId, now });
    return ok({ role, editionSlug: invitation.edition?.slug ?? null });
  });
}

function goneFor(invitation: ShownInvitation, actor: Pick<Actor, "userId"> | null, now: Date): Gone | null {
  const why = invitationRefusal(invitation, now);
  return why === "used" && actor !== null && invitation.usedById === actor.userId ? "used_by_you" : why;
}

/** An invitation that names nobody is for whoever holds it. */
function isFor(meant: SignInName | null, actor: Pick<Actor, "email">): boolean {
  return meant === null || meant.email === actor.email;
}

import { insertInvitation, revokeNamelessInvitations } from "~/data/invitations.server";
import { countAdministrators, lockAdministrators } from "~/data/memberships.server";
import { invitationEnd } from "~/domain/people/invitation";
import type { Services } from "~/features/services";
import { newOneTimeToken } from "~/platform/session/one-time-token.server";
import { invitationAddress } from "./invite-member.server";

/**
 * The link with which the first administrator sets up an account; whoever opens it chooses the sign-in name. Links of
 * earlier starts become void. Null once there is an administrator.
 */
export async function firstAdministratorLink({ db, config, clock }: Pick<Services, "db" | "config" | "clock">): Promise<string | null> {
  const now = clock.now();
  return db.transact(async (tx) => {
    await lockAdministrators(tx);
    if ((await countAdministrators(tx)) > 0) return null;
    await revokeNamelessInvitations(tx, now);
    const { token, tokenHash } = newOneTimeToken();
    const nobody = { editionId: null, unitId: null, panelId: null, signInName: "", name: "", createdById: null };
    await insertInvitation(tx, { ...nobody, role: "ADMINISTRATOR", tokenHash, createdAt: now, expiresAt: invitationEnd(now) });
    return invitationAddress(config.publicUrl, token);
  });
}

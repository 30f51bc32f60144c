import { editionBySlug } from "~/data/editions.server";
import { insertInvitation } from "~/data/invitations.server";
import { ROLES, type Role } from "~/domain/access/roles";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { invitationEnd } from "~/domain/people/invitation";
import { parseSignInName, type SignInName } from "~/domain/people/sign-in-name";
import type { Services } from "~/features/services";
import { newOneTimeToken } from "~/platform/session/one-time-token.server";
import { invitationAddress, nameOf } from "./invite-member.server";

export type CreateUserRefusal = "sign_in_name" | "role_unknown" | "edition_required" | "edition_superfluous" | "edition_unknown";

export interface NewUser {
  signInName: SignInName;
  role: Role;
  /** slug; null for ADMINISTRATOR */
  edition: string | null;
}

/** What was typed, as far as it can be judged without the database. */
export function readNewUser(input: { signInName: string; role: string; edition: string | null }): Result<NewUser, CreateUserRefusal> {
  const signInName = parseSignInName(input.signInName);
  if (!signInName) return refused("sign_in_name");
  const role = ROLES.find((one) => one === input.role);
  if (!role) return refused("role_unknown");
  if (role === "ADMINISTRATOR" && input.edition !== null) return refused("edition_superfluous");
  if (role !== "ADMINISTRATOR" && input.edition === null) return refused("edition_required");
  return ok({ signInName, role, edition: input.edition });
}

/**
 * The link of the command line's `user create`: whoever opens it makes the account (or signs in, where it exists) and
 * gets the role. Nothing goes into the outbox; who runs commands hands the link over.
 */
export async function createUserLink(
  { db, config }: Pick<Services, "db" | "config">,
  { input, now }: { input: NewUser; now: Date },
): Promise<Result<string, "edition_unknown">> {
  const edition = input.edition === null ? null : await editionBySlug(db.prisma, input.edition);
  if (input.edition !== null && !edition) return refused("edition_unknown");
  const { token, tokenHash } = newOneTimeToken();
  const scope = { role: input.role, editionId: edition?.id ?? null, unitId: null, panelId: null };
  const person = { signInName: nameOf(input.signInName), name: "", createdById: null };
  await db.transact((tx) => insertInvitation(tx, { ...scope, ...person, tokenHash, createdAt: now, expiresAt: invitationEnd(now) }));
  return ok(invitationAddress(config.publicUrl, token));
}

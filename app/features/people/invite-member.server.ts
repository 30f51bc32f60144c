import type { Tx } from "~/data/client.server";
import { lockEdition, type EditionRow } from "~/data/editions.server";
import { hasWaitingInvitation, insertInvitation, lockInvitation, markInvitationRevoked, renewInvitation, type ShownInvitation } from "~/data/invitations.server";
import { panelChoices } from "~/data/memberships-judges.server";
import { enqueueMessage } from "~/data/outbox.server";
import { isOpenUnit } from "~/data/units.server";
import { contactOfUser, userByEmail } from "~/data/users.server";
import { can } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import { phaseAt } from "~/domain/contest/phases";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { invitationEnd, type InvitableRole } from "~/domain/people/invitation";
import { parseSignInName, type SignInName } from "~/domain/people/sign-in-name";
import type { Services } from "~/features/services";
import { formatsFor } from "~/i18n/formats";
import type { Locale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { withLocale } from "~/i18n/locale";
import { paths } from "~/paths";
import { newOneTimeToken } from "~/platform/session/one-time-token.server";

/** Name of the message that carries an invitation. */
export const INVITATION = "invitation";

export interface InviteInput {
  role: InvitableRole;
  name: string;
  signInName: SignInName;
  unitId?: string | undefined;
  panelId?: string | undefined;
}

export type InviteRefusal = "not_found" | "forbidden" | "wrong_phase" | "unit_required" | "unit_unknown" | "panel_unknown" | "already_member" | "already_invited";

interface EditionAct {
  actor: Actor;
  editionId: string;
  now: Date;
}

type InviteServices = Pick<Services, "db" | "config">;

export interface MadeInvitation {
  id: string;
  link: string;
}

/**
 * Invites a person by e-mail address or telephone number to a role of the edition: a link that works once, for 14 days,
 * which goes into the outbox. Only the hash of its token is kept with the invitation.
 */
export async function inviteMember(services: InviteServices, act: EditionAct & { input: InviteInput }): Promise<Result<MadeInvitation, InviteRefusal>> {
  const { input, now } = act;
  return services.db.transact(async (tx) => {
    const edition = await lockManagedEdition(tx, act);
    if (!edition.ok) return edition;
    const spec = {
      role: input.role,
      editionId: act.editionId,
      unitId: input.role === "SCHOOL" || input.role === "JUDGE" ? (input.unitId ?? null) : null,
      panelId: input.role === "JUDGE" ? (input.panelId ?? null) : null,
      signInName: nameOf(input.signInName),
    };
    const refusal = await inviteRefusal(tx, spec, input.signInName, now);
    if (refusal) return refused(refusal);
    const { token, tokenHash } = newOneTimeToken();
    const invitation = { ...spec, name: input.name, tokenHash, createdById: act.actor.userId, createdAt: now, expiresAt: invitationEnd(now) };
    const id = await insertInvitation(tx, invitation);
    return ok({ id, link: await sendInvitation(tx, services, { invitation, edition: edition.value, token, now }) });
  });
}

/** Makes a new link for an invitation nobody has taken, and puts it into the outbox; the old link is void. */
export async function resendInvitation(services: InviteServices, act: EditionAct & { invitationId: string }): Promise<Result<MadeInvitation, "not_found" | "forbidden" | "wrong_phase" | "already_done">> {
  const { now } = act;
  return services.db.transact(async (tx) => {
    const edition = await lockManagedEdition(tx, act);
    if (!edition.ok) return edition;
    const invitation = await lockInvitation(tx, { id: act.invitationId, editionId: act.editionId });
    if (!invitation) return refused("not_found");
    if (invitation.usedAt || invitation.revokedAt) return refused("already_done");
    const { token, tokenHash } = newOneTimeToken();
    const renewed = { tokenHash, expiresAt: invitationEnd(now) };
    await renewInvitation(tx, invitation.id, renewed);
    const link = await sendInvitation(tx, services, { invitation: { ...invitation, ...renewed }, edition: edition.value, token, now });
    return ok({ id: invitation.id, link });
  });
}

/** Takes an invitation back; its link is void. */
export async function revokeInvitation({ db }: Pick<Services, "db">, act: EditionAct & { invitationId: string }): Promise<Result<null, "not_found" | "forbidden" | "wrong_phase" | "already_done">> {
  return db.transact(async (tx) => {
    const edition = await lockManagedEdition(tx, act);
    if (!edition.ok) return edition;
    const invitation = await lockInvitation(tx, { id: act.invitationId, editionId: act.editionId });
    if (!invitation) return refused("not_found");
    if (invitation.usedAt || invitation.revokedAt) return refused("already_done");
    await markInvitationRevoked(tx, invitation.id, act.now);
    return ok(null);
  });
}

async function lockManagedEdition(tx: Tx, { actor, editionId, now }: EditionAct): Promise<Result<EditionRow, "not_found" | "forbidden" | "wrong_phase">> {
  const edition = await lockEdition(tx, editionId);
  if (!edition) return refused("not_found");
  const decision = can(actor, "member.manage", { editionId, phase: phaseAt(edition, now) });
  if (decision.allowed) return ok(edition);
  return refused(decision.reason === "wrong_phase" ? "wrong_phase" : "forbidden");
}

interface Spec {
  role: InvitableRole;
  editionId: string;
  unitId: string | null;
  panelId: string | null;
  signInName: string;
}

async function inviteRefusal(tx: Tx, spec: Spec, signInName: SignInName, now: Date): Promise<InviteRefusal | null> {
  if (spec.role === "SCHOOL" && spec.unitId === null) return "unit_required";
  if (spec.unitId !== null && !(await isOpenUnit(tx, spec.unitId))) return "unit_unknown";
  if (spec.panelId !== null && !(await panelChoices(tx, spec.editionId)).some(({ id }) => id === spec.panelId)) return "panel_unknown";
  const account = await userByEmail(tx, signInName.email);
  const memberUnit = spec.role === "SCHOOL" ? spec.unitId : null;
  const held = account && (await tx.membership.findFirst({ where: { userId: account.id, role: spec.role, editionId: spec.editionId, unitId: memberUnit, endedAt: null } }));
  if (held) return "already_member";
  return (await hasWaitingInvitation(tx, spec, now)) ? "already_invited" : null;
}

/** The form in which invitations keep a sign-in name. */
export function nameOf(signInName: SignInName): string {
  return signInName.kind === "phone" ? signInName.phone : signInName.email;
}

type Sent = Pick<ShownInvitation, "role" | "signInName" | "name" | "expiresAt">;

async function sendInvitation(
  tx: Tx,
  { config }: Pick<Services, "config">,
  { invitation, edition, token, now }: { invitation: Sent; edition: EditionRow; token: string; now: Date },
): Promise<string> {
  const signInName = parseSignInName(invitation.signInName);
  const account = signInName && (await userByEmail(tx, signInName.email));
  const locale: Locale = (account && (await contactOfUser(tx, account.id))?.locale) || "vi";
  const { mail, common } = messagesFor(locale);
  const role = common.role[invitation.role];
  const link = invitationAddress(config.publicUrl, token, locale);
  const until = formatsFor(locale).date(invitation.expiresAt);
  await enqueueMessage(tx, {
    editionId: edition.id,
    userId: account?.id ?? null,
    email: signInName?.email ?? "",
    phone: signInName?.kind === "phone" ? signInName.phone : null,
    recipientName: invitation.name,
    template: INVITATION,
    subject: mail.invitation.subject(role),
    body: mail.letter({ name: invitation.name, paragraphs: mail.invitation.paragraphs({ role, place: edition.title, until }), link }),
    link,
    now,
  });
  return link;
}

export function invitationAddress(publicUrl: string, token: string, locale: Locale = "vi"): string {
  return publicUrl + withLocale(paths.invitation(token), locale);
}


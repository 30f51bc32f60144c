import { waitingInvitations, type WaitingInvitation } from "~/data/invitations.server";
import { panelChoices } from "~/data/memberships-judges.server";
import { membersOfEdition, type EditionMember } from "~/data/memberships.server";
import { unitOptions } from "~/data/units.server";
import type { Role } from "~/domain/access/roles";
import { invitationRefusal } from "~/domain/people/invitation";
import { parseSignInName, shownSignInName } from "~/domain/people/sign-in-name";
import type { Services } from "~/features/services";
import { qrSvg } from "~/platform/qr/qr-svg.server";
import { INVITATION } from "./invite-member.server";

export interface MemberView {
  membershipId: string;
  userId: string;
  role: Role;
  name: string;
  signInName: string;
  unitName: string | null;
  judgeCode: string | null;
  panels: string[];
  since: Date;
}

export interface WaitingView {
  id: string;
  role: Role;
  name: string;
  signInName: string;
  unitName: string | null;
  panelName: string | null;
  expiresAt: Date;
  isExpired: boolean;
  /** to hand over; absent where the message with it is gone or the link ran out */
  handOver: { link: string; qr: string } | null;
}

/** The people of an edition, the invitations that wait, and what an invitation can choose from. */
export async function membersPage({ db }: Pick<Services, "db">, { editionId, now }: { editionId: string; now: Date }) {
  const [members, waiting, units, panels] = await Promise.all([
    membersOfEdition(db, editionId),
    waitingInvitations(db, editionId, INVITATION),
    unitOptions(db.prisma),
    panelChoices(db.prisma, editionId),
  ]);
  return {
    members: members.map(memberView),
    waiting: await Promise.all(waiting.map((invitation) => waitingView(invitation, now))),
    units,
    panels,
  };
}

function memberView({ id, userId, role, name, unitName, judgeCode, panels, createdAt, ...account }: EditionMember): MemberView {
  return { membershipId: id, userId, role, name, signInName: shownSignInName(account), unitName, judgeCode, panels, since: createdAt };
}

async function waitingView(invitation: WaitingInvitation, now: Date): Promise<WaitingView> {
  const { id, role, name, unitName, panelName, expiresAt, link } = invitation;
  const isExpired = invitationRefusal(invitation, now) === "expired";
  const meant = parseSignInName(invitation.signInName);
  return {
    id,
    role,
    name,
    signInName: meant ? shownSignInName({ email: meant.email, phone: null }) : "",
    unitName,
    panelName,
    expiresAt,
    isExpired,
    handOver: link === null || isExpired ? null : { link, qr: await qrSvg(link) },
  };
}

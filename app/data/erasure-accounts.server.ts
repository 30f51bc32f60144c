import type { Tx } from "~/data/client.server";
import type { EditionRow, Reader } from "~/data/editions.server";
import type { PersonTexts } from "~/domain/people/erasure";
import type { Role } from "~/domain/access/roles";
import { NAME_GONE } from "~/domain/retention/retention";

/** Nobody can receive mail there (RFC 2606): what stands where the address of an erased account stood. */
export const erasedAddress = (userId: string) => `${userId.toLowerCase()}@erased.invalid`;

export interface AccountToErase {
  userId: string;
  texts: PersonTexts;
  /** roles held now */
  roles: { role: Role; edition: EditionRow | null }[];
  /** entries behind which the account stands, with what it is to each */
  entries: { id: string; code: string | null; title: string; state: "DRAFT" | "SUBMITTED" | "WITHDRAWN"; edition: EditionRow; isOwner: boolean; authorKeys: string[]; wardKeys: string[] }[];
}

/** An account with everything it stands behind; null where there is none. Three statements and one for each edition. */
export async function accountToErase(reader: Reader, userId: string): Promise<AccountToErase | null> {
  const user = await reader.user.findUnique({ where: { id: userId }, select: { name: true, email: true, phone: true, contacts: { select: { kind: true, value: true } }, memberships: { where: { endedAt: null }, select: { role: true, edition: true } } } });
  if (!user) return null;
  const rows = await reader.$queryRaw<{ id: string; editionId: string; code: string | null; title: string; state: "DRAFT" | "SUBMITTED" | "WITHDRAWN"; isOwner: boolean; authorKeys: string[]; wardKeys: string[] }[]>`
    SELECT e."id"::text AS "id", e."editionId"::text AS "editionId", e."code", e."title", e."state"::text AS "state", e."ownerId" = ${userId} AS "isOwner",
           coalesce(array_agg(DISTINCT a."key"::text) FILTER (WHERE a."userId" = ${userId}), '{}') AS "authorKeys",
           coalesce(array_agg(DISTINCT a."key"::text) FILTER (WHERE a."guardianUserId" = ${userId}), '{}') AS "wardKeys"
      FROM "Entry" e LEFT JOIN "EntryVersion" v ON v."entryId" = e."id" LEFT JOIN "EntryAuthor" a ON a."versionId" = v."id" AND ${userId} IN (a."userId", a."guardianUserId")
     WHERE e."ownerId" = ${userId} OR a."id" IS NOT NULL GROUP BY e."id" ORDER BY e."createdAt", e."id"`;
  const editions = await reader.edition.findMany({ where: { id: { in: [...new Set(rows.map(({ editionId }) => editionId))] } } });
  const real = user.email.endsWith(".invalid") ? [] : [user.email];
  const contacts = (kind: string) => user.contacts.filter((one) => one.kind === kind).map(({ value }) => value);
  return {
    userId,
    texts: { names: [user.name].filter((name) => name !== NAME_GONE), phones: [...(user.phone ? [user.phone] : []), ...contacts("PHONE")], others: [...real, ...contacts("EMAIL"), ...contacts("ADDRESS")] },
    roles: user.memberships,
    entries: rows.flatMap(({ editionId, ...row }) => {
      const edition = editions.find(({ id }) => id === editionId);
      return edition ? [{ ...row, edition }] : [];
    }),
  };
}

/** A guardian's name and number go from the author's row; that the guardian agreed stays. */
export async function eraseGuardian(tx: Tx, { entryId, authorKey }: { entryId: string; authorKey: string }): Promise<void> {
  await tx.entryAuthor.updateMany({ where: { key: authorKey, version: { entryId } }, data: { guardianName: "", guardianPhone: "", guardianUserId: null } });
  const whose = { entryId, authorKey, party: "GUARDIAN" as const };
  await tx.consent.updateMany({ where: whose, data: { personName: "", relation: "", scanFileId: null } });
  await tx.consentDecline.updateMany({ where: whose, data: { personName: "" } });
  await tx.consentLink.deleteMany({ where: whose });
  await tx.authorConfirmation.deleteMany({ where: whose });
}

/** The account itself: it stays as an id that rows point to, without a name, an address, a way to sign in or a role. */
export async function eraseAccountRows(tx: Tx, { userId, reachedBy }: { userId: string; reachedBy: readonly string[] }, now: Date): Promise<void> {
  await tx.session.deleteMany({ where: { userId } });
  await tx.account.deleteMany({ where: { userId } });
  await tx.personContact.deleteMany({ where: { userId } });
  await tx.verification.deleteMany({ where: { OR: [{ identifier: { in: [...reachedBy] } }, { value: { contains: userId } }] } });
  await tx.invitation.deleteMany({ where: { OR: [{ usedById: userId }, { signInName: { in: [...reachedBy] } }] } });
  await tx.upload.deleteMany({ where: { userId } });
  await tx.membership.updateMany({ where: { userId, endedAt: null }, data: { endedAt: now } });
  await tx.dataRequest.updateMany({ where: { userId, answeredAt: null }, data: { answeredAt: now, answeredById: userId } });
  await tx.user.update({ where: { id: userId }, data: { name: NAME_GONE, email: erasedAddress(userId), phone: null, image: null, emailVerified: false } });
}

/** Ids of the texts of what somebody asked about their data. */
export async function requestTexts(tx: Tx, userId: string): Promise<string[]> {
  return (await tx.dataRequest.findMany({ where: { userId }, select: { textId: true } })).map(({ textId }) => textId);
}

/** Appeals that somebody filed: the texts of grounds and answers. */
export async function appealTexts(tx: Tx, userId: string): Promise<string[]> {
  const rows = await tx.appeal.findMany({ where: { filedById: userId }, select: { groundsId: true, answerId: true } });
  return rows.flatMap(({ groundsId, answerId }) => (answerId ? [groundsId, answerId] : [groundsId]));
}

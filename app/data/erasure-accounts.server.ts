import type { Tx } from "~/data/client.server";
import type { EditionRow, Reader } from "~/data/editions.server";
import { isFullNameOf, mayBeNameOf, type PersonTexts, UNNAMED } from "~/domain/people/erasure";
import type { Role } from "~/domain/access/roles";
import { eraseCertificates } from "~/data/erased-prints.server";
import { NAME_GONE } from "~/domain/retention/retention";

/** Nobody can receive mail there (RFC 2606): what stands where the address of an erased account stood. */
export const erasedAddress = (userId: string) => `${userId.toLowerCase()}@erased.invalid`;

export interface AccountToErase {
  userId: string;
  texts: PersonTexts;
  /** roles held now */
  roles: { role: Role; edition: EditionRow | null }[];
  /** entries behind which the account stands, with what it is to each */
  entries: { id: string; code: string | null; title: string; state: "DRAFT" | "SUBMITTED" | "WITHDRAWN"; edition: EditionRow; isOwner: boolean; authorKeys: string[]; wardKeys: string[]; /** versions that name the person as supervisor */ supervisedIds: string[] }[];
  /** names under which somebody else may supervise with the same telephone number (`UNNAMED`: none), and the codes of those entries: they stay */
  sharedNumber: { name: string; codes: string[] }[];
  /** what others have too, who stay: numbers as digits, and the entries they supervise */
  stays: { numbers: string[]; entryIds: string[] };
  /** editions in which the person has or had a role, judges or judged, or sits on a committee */
  editionIds: string[];
}

/** A number as people dial it within the country. */
const digitsOf = (phone: string) => {
  const digits = phone.replace(/\D/g, "");
  return digits.startsWith("84") ? `0${digits.slice(2)}` : digits;
};

/** A version that names a supervisor with a number of the account, or with its name. */
interface Supervised {
  versionId: string;
  entryId: string;
  /** `UNNAMED` where none was written */
  name: string;
  digits: string;
  /** "" for an entry without one */
  code: string;
}

/** Versions whose supervisor has one of the numbers, or the name and no other number. One statement. */
function supervisedBy(reader: Reader, { numbers, name }: { numbers: readonly string[]; name: string }): Promise<Supervised[]> {
  return reader.$queryRaw<Supervised[]>`
    SELECT s."id"::text AS "versionId", s."entryId"::text AS "entryId", coalesce(nullif(btrim(s."supervisorName"), ''), ${UNNAMED}) AS "name", s."digits", coalesce(e."code", '') AS "code"
      FROM (SELECT "id", "entryId", "supervisorName", regexp_replace(regexp_replace("supervisorPhone", '[^0-9]', '', 'g'), '^84', '0') AS "digits" FROM "EntryVersion" WHERE "supervisorName" <> '' OR "supervisorPhone" <> '') s
      JOIN "Entry" e ON e."id" = s."entryId"
     WHERE s."digits" = ANY(${[...numbers]}::text[])
        OR (${name} <> '' AND lower(normalize(btrim(s."supervisorName"), NFC)) = ${name} AND (s."digits" = '' OR ${numbers.length === 0}))
     ORDER BY 4, 1`;
}

/** Who else supervises under the account's number, with the codes of the entries; the same name is one. */
function othersOf(others: readonly Supervised[]): AccountToErase["sharedNumber"] {
  const names = [...new Set(others.map(({ name }) => name))].toSorted((a, b) => a.localeCompare(b, "vi"));
  return names.map((name) => ({ name, codes: [...new Set(others.filter((one) => one.name === name && one.code !== "").map(({ code }) => code))] }));
}

/** Which of the numbers another account has, too. One statement. */
async function numbersOfOtherAccounts(reader: Reader, { userId, phones }: { userId: string; phones: readonly string[] }): Promise<string[]> {
  const among = { in: [...phones] };
  const others = await reader.user.findMany({
    where: { id: { not: userId }, OR: [{ phone: among }, { contacts: { some: { kind: "PHONE", value: among } } }] },
    select: { phone: true, contacts: { where: { kind: "PHONE", value: among }, select: { value: true } } },
  });
  return others.flatMap(({ phone, contacts }) => [...(phone && phones.includes(phone) ? [phone] : []), ...contacts.map(({ value }) => value)]).map(digitsOf);
}

/**
 * Which of the versions found are the person's own. A number that another account or a supervisor of another name has is shared: under it
 * only the full name is surely the person's, every other one where somebody said so (`alsoCalled`).
 */
function ownAmong(found: readonly Supervised[], { name, alsoCalled, taken }: { name: string; alsoCalled: readonly string[]; taken: readonly string[] }): { supervised: Supervised[]; others: Supervised[] } {
  const writtenOf = (one: Supervised) => (one.name === UNNAMED ? "" : one.name);
  const shared = new Set([...taken, ...found.filter((one) => !mayBeNameOf(name, writtenOf(one))).map(({ digits }) => digits)]);
  const isOwn = (one: Supervised) => alsoCalled.includes(one.name) || (shared.has(one.digits) ? isFullNameOf(name, writtenOf(one)) : mayBeNameOf(name, writtenOf(one)));
  return { supervised: found.filter(isOwn), others: found.filter((one) => !isOwn(one)) };
}

/**
 * An account with everything it stands behind; null where there is none. Supervisors have no key: the person is the one with the
 * telephone number of the account under a name that may be its own, or with its name and no other number. A number is shared, as that
 * of a school is: whoever has it under another name is the person only where somebody said so (`alsoCalled`). Six statements.
 */
export async function accountToErase(reader: Reader, userId: string, alsoCalled: readonly string[] = []): Promise<AccountToErase | null> {
  const user = await reader.user.findUnique({ where: { id: userId }, select: { name: true, email: true, phone: true, contacts: { select: { kind: true, value: true } }, memberships: { select: { role: true, edition: true, endedAt: true } } } });
  if (!user) return null;
  const contacts = (kind: string) => user.contacts.filter((one) => one.kind === kind).map(({ value }) => value);
  const phones = [...(user.phone ? [user.phone] : []), ...contacts("PHONE")];
  const name = user.name === NAME_GONE ? "" : user.name.normalize("NFC").trim().toLocaleLowerCase("vi");
  const taken = await numbersOfOtherAccounts(reader, { userId, phones });
  const found = await supervisedBy(reader, { numbers: phones.map(digitsOf).filter((digits) => digits.length >= 9), name });
  const { supervised, others } = ownAmong(found, { name, alsoCalled, taken });
  const rows = await reader.$queryRaw<{ id: string; editionId: string; code: string | null; title: string; state: "DRAFT" | "SUBMITTED" | "WITHDRAWN"; isOwner: boolean; authorKeys: string[]; wardKeys: string[] }[]>`
    SELECT e."id"::text AS "id", e."editionId"::text AS "editionId", e."code", e."title", e."state"::text AS "state", e."ownerId" = ${userId} AS "isOwner",
           coalesce(array_agg(DISTINCT a."key"::text) FILTER (WHERE a."userId" = ${userId}), '{}') AS "authorKeys",
           coalesce(array_agg(DISTINCT a."key"::text) FILTER (WHERE a."guardianUserId" = ${userId}), '{}') AS "wardKeys"
      FROM "Entry" e LEFT JOIN "EntryVersion" v ON v."entryId" = e."id" LEFT JOIN "EntryAuthor" a ON a."versionId" = v."id" AND ${userId} IN (a."userId", a."guardianUserId")
     WHERE e."ownerId" = ${userId} OR a."id" IS NOT NULL OR e."id" = ANY(${supervised.map(({ entryId }) => entryId)}::uuid[]) GROUP BY e."id" ORDER BY e."createdAt", e."id"`;
  const editions = await reader.edition.findMany({ where: { id: { in: [...new Set(rows.map(({ editionId }) => editionId))] } } });
  const seats = await reader.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT t."editionId"::text AS "id" FROM (SELECT "editionId" FROM "Judge" WHERE "userId" = ${userId} UNION SELECT "editionId" FROM "CommitteeMember" WHERE "userId" = ${userId}) t`;
  const real = user.email.endsWith(".invalid") ? [] : [user.email];
  return {
    userId,
    sharedNumber: othersOf(others),
    stays: { numbers: [...new Set([...taken, ...others.map(({ digits }) => digits)])], entryIds: [...new Set(others.map(({ entryId }) => entryId))] },
    texts: { names: [...new Set([user.name, ...supervised.map((one) => one.name)])].filter((one) => one !== NAME_GONE && one !== UNNAMED && one !== ""), phones, others: [...real, ...contacts("EMAIL"), ...contacts("ADDRESS")] },
    roles: user.memberships.filter(({ endedAt }) => endedAt === null).map(({ role, edition }) => ({ role, edition })),
    editionIds: [...new Set([...user.memberships.flatMap(({ edition }) => edition?.id ?? []), ...seats.map(({ id }) => id)])],
    entries: rows.flatMap(({ editionId, ...row }) => {
      const edition = editions.find(({ id }) => id === editionId);
      const supervisedIds = supervised.filter(({ entryId }) => entryId === row.id).map(({ versionId }) => versionId);
      return edition ? [{ ...row, supervisedIds, edition }] : [];
    }),
  };
}

/** The texts by which a person is known, without the numbers that others have too. */
export const withoutShared = (texts: PersonTexts, { numbers }: AccountToErase["stays"]): PersonTexts => ({ ...texts, phones: texts.phones.filter((phone) => !numbers.includes(digitsOf(phone))) });

/** A guardian's name and number go from the author's row; that the guardian agreed stays. */
export async function eraseGuardian(tx: Tx, { entryId, authorKey }: { entryId: string; authorKey: string }): Promise<void> {
  await tx.entryAuthor.updateMany({ where: { key: authorKey, version: { entryId } }, data: { guardianName: "", guardianPhone: "", guardianUserId: null } });
  const whose = { entryId, authorKey, party: "GUARDIAN" as const };
  await tx.consent.updateMany({ where: whose, data: { personName: "", relation: "", scanFileId: null } });
  await tx.consentDecline.updateMany({ where: whose, data: { personName: "" } });
  await tx.consentLink.deleteMany({ where: whose });
  await tx.authorConfirmation.deleteMany({ where: whose });
}

/** The supervisor goes from versions of an entry, and from the certificates that were made out to one of the names. */
export async function eraseSupervisor(tx: Tx, { entryId, versionIds, names }: { entryId: string; versionIds: readonly string[]; names: readonly string[] }, now: Date): Promise<void> {
  await tx.entryVersion.updateMany({ where: { id: { in: [...versionIds] } }, data: { supervisorName: "", supervisorPhone: "" } });
  await eraseCertificates(tx, { entryId, authorKey: null, name: { in: [...names] } }, now);
}

/** The account itself: it stays as an id that rows point to, without a name, an address, a way to sign in or a role. */
export async function eraseAccountRows(tx: Tx, { userId, reachedBy }: { userId: string; reachedBy: readonly string[] }, now: Date): Promise<void> {
  await tx.session.deleteMany({ where: { userId } });
  await tx.account.deleteMany({ where: { userId } });
  await tx.personContact.deleteMany({ where: { userId } });
  await tx.verification.deleteMany({ where: { OR: [{ identifier: { in: [...reachedBy] } }, { value: { contains: userId } }] } });
  await tx.invitation.deleteMany({ where: { OR: [{ usedById: userId }, { signInName: { in: [...reachedBy] } }] } });
  await tx.upload.deleteMany({ where: { userId } });
  await tx.committeeMember.updateMany({ where: { userId }, data: { name: NAME_GONE, post: "", version: { increment: 1 } } });
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

import type { Tx } from "~/data/client.server";
import type { Reader } from "~/data/editions.server";
import { Prisma } from "~/data/generated/client";
import { dayInVietnam, type Day } from "~/domain/entry/ages";
import { type ConsentParty, type ConsentPurpose, type GivenConsent, isAgreed } from "~/domain/entry/consent";

export type ConsentMethod = "ONLINE" | "LINK" | "PAPER";

/** One consent as it was given, standing or withdrawn. */
export interface ConsentRecord extends GivenConsent {
  id: string;
  authorKey: string;
  personName: string;
  relation: string;
  textVersion: string;
  method: ConsentMethod;
  givenById: string | null;
  givenAt: Date;
  withdrawnAt: Date | null;
}

/** As `json_agg` hands a consent over. */
export interface ConsentJson {
  id: string;
  authorKey: string;
  purpose: ConsentPurpose;
  party: ConsentParty;
  personName: string;
  relation: string;
  textVersion: string;
  method: ConsentMethod;
  givenById: string | null;
  givenAt: string;
  withdrawnAt: string | null;
}

/** All consents of the entry `e`, oldest first. */
export const CONSENTS_JSON = Prisma.sql`(
  SELECT coalesce(json_agg(c ORDER BY c."givenAt", c."id"), '[]') FROM "Consent" c WHERE c."entryId" = e."id")`;

export function toConsent({ givenAt, withdrawnAt, ...json }: ConsentJson): ConsentRecord {
  const given = new Date(givenAt);
  return {
    ...json,
    givenAt: given,
    withdrawnAt: withdrawnAt === null ? null : new Date(withdrawnAt),
    day: dayInVietnam(given),
    withdrawn: withdrawnAt !== null,
  };
}

/** Consents to one author's data. */
export function consentsOf(consents: readonly ConsentRecord[], authorKey: string): ConsentRecord[] {
  return consents.filter((consent) => consent.authorKey === authorKey);
}

export interface NewConsent {
  entryId: string;
  authorKey: string;
  party: ConsentParty;
  personName: string;
  relation: string;
  textVersion: string;
  method: ConsentMethod;
  givenById: string | null;
}

/** Records consent to each purpose that doesn't stand yet from this party; what stands keeps its date. */
export async function giveConsents(tx: Tx, consent: NewConsent, purposes: readonly ConsentPurpose[], now: Date): Promise<number> {
  const { entryId, authorKey, party } = consent;
  const standing = await tx.consent.findMany({ where: { entryId, authorKey, party, withdrawnAt: null }, select: { purpose: true } });
  const missing = purposes.filter((purpose) => !standing.some((one) => one.purpose === purpose));
  await tx.consent.createMany({ data: missing.map((purpose) => ({ ...consent, purpose, givenAt: now })) });
  return missing.length;
}

/** Takes back what this party agreed to; gives how many consents stood. */
export async function withdrawConsents(
  tx: Tx,
  which: { entryId: string; authorKey: string; party: ConsentParty; purposes: readonly ConsentPurpose[] },
  now: Date,
): Promise<number> {
  const { entryId, authorKey, party, purposes } = which;
  const { count } = await tx.consent.updateMany({
    where: { entryId, authorKey, party, purpose: { in: [...purposes] }, withdrawnAt: null },
    data: { withdrawnAt: now },
  });
  return count;
}

/** A link by which somebody without account reads what is asked and answers. */
export interface ConsentLinkRecord {
  entryId: string;
  authorKey: string;
  party: ConsentParty;
  createdById: string;
  expiresAt: Date;
}

export async function insertConsentLink(tx: Tx, link: ConsentLinkRecord & { tokenHash: string }, now: Date): Promise<void> {
  await tx.consentLink.create({ data: { ...link, createdAt: now } });
}

export function consentLinkByHash(reader: Reader, tokenHash: string): Promise<ConsentLinkRecord | null> {
  return reader.consentLink.findUnique({
    where: { tokenHash },
    select: { entryId: true, authorKey: true, party: true, createdById: true, expiresAt: true },
  });
}

/** Notes whose account an author's or guardian's is, on the draft and on the version that counts. */
export async function linkAccountTo(tx: Tx, which: { entryId: string; authorKey: string; party: ConsentParty; userId: string }): Promise<void> {
  const { entryId, authorKey, party, userId } = which;
  await tx.entryAuthor.updateMany({
    where: { key: authorKey, version: { entryId, state: { in: ["DRAFT", "SUBMITTED"] } } },
    data: party === "SELF" ? { userId } : { guardianUserId: userId },
  });
}

export interface PublishableAuthor {
  key: string;
  /** null: no consent to publish the name; pages show the code of the entry instead */
  name: string | null;
}

interface PublishableRow {
  entryId: string;
  key: string;
  fullName: string;
  birthDate: Day | null;
  consents: { party: ConsentParty; givenAt: string }[];
}

/**
 * The authors of the submitted versions of these entries in their order, each with the name only where everybody who has to
 * has agreed to its publication and nobody took it back. One statement, whatever the number of entries.
 * Every page, file and interface for the public takes names from here and nowhere else.
 */
export async function publishableAuthors(reader: Reader, entryIds: readonly string[]): Promise<Map<string, PublishableAuthor[]>> {
  const byEntry = new Map<string, PublishableAuthor[]>(entryIds.map((id) => [id, []]));
  if (entryIds.length === 0) return byEntry;
  const rows = await reader.$queryRaw<PublishableRow[]>`
    SELECT v."entryId"::text AS "entryId", a."key"::text AS "key", a."fullName", to_char(a."birthDate", 'YYYY-MM-DD') AS "birthDate",
           (SELECT coalesce(json_agg(json_build_object('party', c."party", 'givenAt', c."givenAt")), '[]') FROM "Consent" c
             WHERE c."entryId" = v."entryId" AND c."authorKey" = a."key" AND c."purpose" = 'PUBLISH_NAME' AND c."withdrawnAt" IS NULL) AS "consents"
      FROM "EntryVersion" v JOIN "EntryAuthor" a ON a."versionId" = v."id"
     WHERE v."entryId" = ANY(${[...entryIds]}::uuid[]) AND v."state" = 'SUBMITTED'
     ORDER BY v."entryId", a."position"`;
  for (const row of rows) {
    const given = row.consents.map(
      (one): GivenConsent => ({ purpose: "PUBLISH_NAME", party: one.party, day: dayInVietnam(new Date(one.givenAt)), withdrawn: false }),
    );
    byEntry.get(row.entryId)?.push({ key: row.key, name: isAgreed(row.birthDate, "PUBLISH_NAME", given) ? row.fullName : null });
  }
  return byEntry;
}

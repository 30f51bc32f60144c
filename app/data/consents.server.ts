import type { Tx } from "~/data/client.server";
import type { Reader } from "~/data/editions.server";
import { Prisma } from "~/data/generated/client";
import { dayInVietnam, type Day } from "~/domain/entry/ages";
import { type ConsentParty, type ConsentPurpose, type GivenConsent, isAgreed, isStillAgreed, partiesCounted } from "~/domain/entry/consent";

/** PACKAGE: given at the contest below, to handing the dossier on; its words are those of PASS_ON. */
export type ConsentMethod = "ONLINE" | "LINK" | "PAPER" | "PACKAGE";

/** One consent as it was given, standing or withdrawn. */
export interface ConsentRecord extends GivenConsent {
  id: string;
  authorKey: string;
  personName: string;
  relation: string;
  textVersion: string;
  method: ConsentMethod;
  /** scan of the signed paper */
  scanFileId: string | null;
  givenById: string | null;
  givenAt: Date;
  /** of a paper: when it was keyed in */
  recordedAt: Date | null;
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
  scanFileId: string | null;
  givenById: string | null;
  givenAt: string;
  recordedAt: string | null;
  withdrawnAt: string | null;
}

/** All consents of the entry `e`, oldest first. */
export const CONSENTS_JSON = Prisma.sql`(
  SELECT coalesce(json_agg(c ORDER BY c."givenAt", c."id"), '[]') FROM "Consent" c WHERE c."entryId" = e."id")`;

export function toConsent({ givenAt, recordedAt, withdrawnAt, ...json }: ConsentJson): ConsentRecord {
  const given = new Date(givenAt);
  return {
    ...json,
    givenAt: given,
    recordedAt: recordedAt === null ? null : new Date(recordedAt),
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
  /** of a signed paper: its scan, and when it was keyed in (`givenAt` is the day on the paper) */
  scanFileId?: string | null;
  recordedAt?: Date;
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

/** Somebody who was asked said no. */
export interface DeclineRecord {
  authorKey: string;
  party: ConsentParty;
  purpose: ConsentPurpose;
  personName: string;
  method: ConsentMethod;
  at: Date;
}

/** Notes to what somebody said no. Saying so twice with no consent in between is one answer; gives how many were new. */
export async function noteDeclines(tx: Tx, decline: Omit<NewConsent, "relation" | "givenById">, purposes: readonly ConsentPurpose[], now: Date): Promise<number> {
  const { entryId, authorKey, party } = decline;
  const whose = { entryId, authorKey, party };
  const known = await tx.consentDecline.findMany({ where: whose, select: { purpose: true, at: true } });
  const given = await tx.consent.findMany({ where: whose, select: { purpose: true, givenAt: true } });
  const isSaid = (purpose: ConsentPurpose) =>
    known.some((no) => no.purpose === purpose && !given.some((yes) => yes.purpose === purpose && yes.givenAt >= no.at));
  const fresh = purposes.filter((purpose) => !isSaid(purpose));
  await tx.consentDecline.createMany({ data: fresh.map((purpose) => ({ ...whose, personName: decline.personName, textVersion: decline.textVersion, method: decline.method, purpose, at: now })) });
  return fresh.length;
}

/** What was declined for an entry, oldest first. */
export function declinesOf(reader: Reader, entryId: string): Promise<DeclineRecord[]> {
  return reader.consentDecline.findMany({
    where: { entryId },
    select: { authorKey: true, party: true, purpose: true, personName: true, method: true, at: true },
    orderBy: [{ at: "asc" }, { id: "asc" }],
  });
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
  selfFrom: number;
  /** once the birth date was cleared */
  decidedBy: ConsentParty[];
  consents: { purpose: ConsentPurpose; party: ConsentParty; givenAt: string }[];
}

/** The authors of the submitted versions of these entries with their standing consents to some purposes. One statement. */
function consentingAuthors(reader: Reader, entryIds: readonly string[], ...purposes: ConsentPurpose[]): Promise<PublishableRow[]> {
  return reader.$queryRaw<PublishableRow[]>`
    SELECT v."entryId"::text AS "entryId", a."key"::text AS "key", a."fullName", to_char(a."birthDate", 'YYYY-MM-DD') AS "birthDate",
           d."selfConsentFrom" AS "selfFrom", a."decidedBy"::text[] AS "decidedBy",
           (SELECT coalesce(json_agg(json_build_object('purpose', c."purpose", 'party', c."party", 'givenAt', c."givenAt")), '[]') FROM "Consent" c
             WHERE c."entryId" = v."entryId" AND c."authorKey" = a."key" AND c."purpose" = ANY(${purposes}::"ConsentPurpose"[]) AND c."withdrawnAt" IS NULL) AS "consents"
      FROM "EntryVersion" v JOIN "EntryAuthor" a ON a."versionId" = v."id" JOIN "Entry" e ON e."id" = v."entryId" JOIN "Edition" d ON d."id" = e."editionId"
     WHERE v."entryId" = ANY(${[...entryIds]}::uuid[]) AND v."state" = 'SUBMITTED'
     ORDER BY v."entryId", a."position"`;
}

const givenOf = (row: PublishableRow, purpose: ConsentPurpose) =>
  row.consents.filter((one) => one.purpose === purpose).map((one): GivenConsent => ({ purpose, party: one.party, day: dayInVietnam(new Date(one.givenAt)), withdrawn: false }));

function isRowAgreed(row: PublishableRow, purpose: ConsentPurpose): boolean {
  const given = givenOf(row, purpose);
  return row.birthDate === null ? isStillAgreed(row.decidedBy, purpose, given) : isAgreed(row.birthDate, purpose, given, row.selfFrom);
}

/** Those of the entries for which every author of the submitted version agrees to a purpose, with everybody who has to. */
async function entriesAllAgree(reader: Reader, entryIds: readonly string[], purpose: ConsentPurpose): Promise<Set<string>> {
  if (entryIds.length === 0) return new Set();
  return allAgreeing(await consentingAuthors(reader, entryIds, purpose), purpose);
}

function allAgreeing(rows: readonly PublishableRow[], purpose: ConsentPurpose): Set<string> {
  const lacking = new Set(rows.filter((row) => !isRowAgreed(row, purpose)).map((row) => row.entryId));
  return new Set(rows.map((row) => row.entryId).filter((id) => !lacking.has(id)));
}

/** Ids of the entries whose photos and videos may be shown to the public: every author agrees. One statement; what is published asks here and nowhere else. */
export function mediaAgreed(reader: Reader, entryIds: readonly string[]): Promise<Set<string>> {
  return entriesAllAgree(reader, entryIds, "PUBLISH_MEDIA");
}

/** Ids of the entries whose dossier may be handed on to the contest of the next level: every author agrees. One statement. */
export function passOnAgreed(reader: Reader, entryIds: readonly string[]): Promise<Set<string>> {
  return entriesAllAgree(reader, entryIds, "PASS_ON");
}

/**
 * The authors of the submitted versions of these entries in their order, each with the name only where everybody who has to
 * has agreed to its publication and nobody took it back. One statement, whatever the number of entries.
 * Every page, file and interface for the public takes names from here and nowhere else.
 */
export async function publishableAuthors(reader: Reader, entryIds: readonly string[]): Promise<Map<string, PublishableAuthor[]>> {
  if (entryIds.length === 0) return new Map();
  return namedWhereAgreed(entryIds, await consentingAuthors(reader, entryIds, "PUBLISH_NAME"));
}

/** What lists of winners show of these entries: the authors as `publishableAuthors` has them, and which may be shown with a photo, as `mediaAgreed` has it. One statement for both. */
export async function publishableWinners(reader: Reader, entryIds: readonly string[]): Promise<{ authors: Map<string, PublishableAuthor[]>; withMedia: Set<string> }> {
  if (entryIds.length === 0) return { authors: new Map(), withMedia: new Set() };
  const rows = await consentingAuthors(reader, entryIds, "PUBLISH_NAME", "PUBLISH_MEDIA");
  return { authors: namedWhereAgreed(entryIds, rows), withMedia: allAgreeing(rows, "PUBLISH_MEDIA") };
}

function namedWhereAgreed(entryIds: readonly string[], rows: readonly PublishableRow[]): Map<string, PublishableAuthor[]> {
  const byEntry = new Map<string, PublishableAuthor[]>(entryIds.map((id) => [id, []]));
  for (const row of rows) byEntry.get(row.entryId)?.push({ key: row.key, name: isRowAgreed(row, "PUBLISH_NAME") ? row.fullName : null });
  return byEntry;
}

/** An author whose name stays public once private data is cleared, with whose consents that rests on. */
export interface KeptAuthor {
  entryId: string;
  key: string;
  decidedBy: readonly ConsentParty[];
}

/** Of these entries the authors whose names may be shown, and why; what is asked before their birth dates go. One statement. */
export async function authorsToKeep(reader: Reader, entryIds: readonly string[]): Promise<KeptAuthor[]> {
  if (entryIds.length === 0) return [];
  const rows = await consentingAuthors(reader, entryIds, "PUBLISH_NAME");
  return rows
    .map((row) => ({ entryId: row.entryId, key: row.key, decidedBy: partiesCounted(row.birthDate, "PUBLISH_NAME", givenOf(row, "PUBLISH_NAME"), row.selfFrom) }))
    .filter(({ decidedBy }) => decidedBy.length > 0);
}

import { inSight } from "~/data/conflicts.server";
import type { Tx } from "~/data/client.server";
import type { Reader } from "~/data/editions.server";
import type { TrustedSender } from "~/data/generated/client";

export type SenderRow = TrustedSender;

/** The sender of this fingerprint, trusted or not any more; null: never. */
export function senderByFingerprint(reader: Reader, fingerprint: string): Promise<SenderRow | null> {
  return reader.trustedSender.findUnique({ where: { fingerprint } });
}

export interface ShownSender {
  id: string;
  fingerprint: string;
  name: string;
  trustedAt: Date;
  trustedBy: string;
  revokedAt: Date | null;
}

/** All keys that were ever trusted, those of today first. One statement. */
export function trustedSenders(reader: Reader): Promise<ShownSender[]> {
  return reader.$queryRaw<ShownSender[]>`
    SELECT s."id"::text AS "id", s."fingerprint", s."name", s."trustedAt", coalesce(u."name", '') AS "trustedBy", s."revokedAt"
      FROM "TrustedSender" s LEFT JOIN "User" u ON u."id" = s."trustedById" ORDER BY s."revokedAt" NULLS FIRST, s."name", s."id" LIMIT 200`;
}

export interface NewSender {
  fingerprint: string;
  /** "" where only the fingerprint is known yet */
  publicKey: string;
  name: string;
  trustedById: string;
  trustedAt: Date;
}

/** Trusts a key, also one that was trusted before. False where it is trusted already. */
export async function trustSenderRow(tx: Tx, { fingerprint, ...sender }: NewSender): Promise<boolean> {
  // Two who trust at once: the second waits here and finds it done.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('senders', 0))`;
  const known = await senderByFingerprint(tx, fingerprint);
  if (known && known.revokedAt === null) return false;
  await tx.trustedSender.upsert({ where: { fingerprint }, create: { fingerprint, ...sender }, update: { ...sender, revokedAt: null } });
  return true;
}

/** Trusts a key no more; its fingerprint, or null where it was not trusted. */
export async function revokeSenderRow(tx: Tx, id: string, now: Date): Promise<string | null> {
  const known = await tx.trustedSender.findUnique({ where: { id }, select: { fingerprint: true } });
  const { count } = await tx.trustedSender.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: now } });
  return count === 1 ? (known?.fingerprint ?? null) : null;
}

/** Notes the key itself of a sender that was trusted by its fingerprint alone, and keeps it from being revoked until the transaction ends. False once it is revoked. */
export async function holdSender(tx: Tx, id: string, publicKey: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "TrustedSender" SET "publicKey" = ${publicKey} WHERE "id" = ${id}::uuid AND "revokedAt" IS NULL RETURNING "id"`;
  return rows.length > 0;
}

export interface StagedRow {
  id: string;
  editionId: string;
  storageName: string;
  size: bigint;
  uploadedById: string;
  uploadedAt: Date;
}

/** Notes an uploaded package, and forgets what was staged before `forgottenBefore`: its bytes are swept by then. */
export async function insertStaged(tx: Tx, staged: Omit<StagedRow, "id">, forgottenBefore: Date): Promise<string> {
  await tx.stagedPackage.deleteMany({ where: { uploadedAt: { lt: forgottenBefore } } });
  const { id } = await tx.stagedPackage.create({ data: staged, select: { id: true } });
  return id;
}

/** A package that waits in this edition. */
export function stagedPackage(reader: Reader, which: { id: string; editionId: string }): Promise<StagedRow | null> {
  return reader.stagedPackage.findFirst({ where: which });
}

export interface ShownStaged {
  id: string;
  uploadedAt: Date;
  uploadedBy: string;
}

/** Packages that wait in an edition since `since`, the last first. One statement. */
export function waitingPackages(reader: Reader, editionId: string, since: Date): Promise<ShownStaged[]> {
  return reader.$queryRaw<ShownStaged[]>`
    SELECT s."id"::text AS "id", s."uploadedAt", coalesce(u."name", '') AS "uploadedBy" FROM "StagedPackage" s LEFT JOIN "User" u ON u."id" = s."uploadedById"
     WHERE s."editionId" = ${editionId}::uuid AND s."uploadedAt" > ${since} ORDER BY s."uploadedAt" DESC, s."id" LIMIT 20`;
}

export async function removeStaged(tx: Pick<Tx, "stagedPackage">, id: string): Promise<void> {
  await tx.stagedPackage.deleteMany({ where: { id } });
}

export interface ShownReceived {
  id: string;
  fromTitle: string;
  sender: string;
  receivedAt: Date;
  receivedBy: string;
  entries: number;
}

/** Packages imported into an edition, the last first. One statement. Counts hold only entries in sight of the viewer. */
export function receivedPackages(reader: Reader, editionId: string, viewerId: string): Promise<ShownReceived[]> {
  return reader.$queryRawUnsafe<ShownReceived[]>(
    `SELECT p."id"::text AS "id", p."fromTitle", s."name" AS "sender", p."receivedAt", coalesce(u."name", '') AS "receivedBy",
            (SELECT count(*)::int FROM "EntryOrigin" o WHERE o."packageId" = p."id" AND ${inSight('o."entryId"', "$2")}) AS "entries"
       FROM "ReceivedPackage" p JOIN "TrustedSender" s ON s."id" = p."senderId" LEFT JOIN "User" u ON u."id" = p."receivedById"
      WHERE p."editionId" = $1::uuid ORDER BY p."receivedAt" DESC, p."id" LIMIT 50`,
    editionId,
    viewerId,
  );
}

/** Whether a package was imported, and where to. */
export function receivedPackage(reader: Reader, id: string): Promise<{ editionId: string; receivedAt: Date; manifest: string } | null> {
  return reader.receivedPackage.findUnique({ where: { id }, select: { editionId: true, receivedAt: true, manifest: true } });
}

export interface NewReceived {
  id: string;
  editionId: string;
  senderId: string;
  manifest: string;
  fromTitle: string;
  fromEdition: string;
  receivedById: string;
  receivedAt: Date;
}

export async function insertReceived(tx: Tx, received: NewReceived): Promise<void> {
  await tx.receivedPackage.create({ data: received });
}

export interface NewOrigin {
  entryId: string;
  packageId: string;
  code: string;
  awardLabel: string;
  decision: string;
}

export async function insertOrigin(tx: Tx, origin: NewOrigin): Promise<void> {
  await tx.entryOrigin.create({ data: origin });
}

/** Which entries of a contest of this sender are in the edition already: by their code there the code here. One statement. */
export async function importedBefore(reader: Reader, from: { editionId: string; senderId: string; fromEdition: string }, codes: readonly string[]): Promise<Map<string, string>> {
  const { editionId, senderId, fromEdition } = from;
  const rows = await reader.entryOrigin.findMany({
    where: { code: { in: [...codes] }, package: { editionId, senderId, fromEdition }, entry: { state: { not: "WITHDRAWN" } } },
    select: { code: true, entry: { select: { code: true } } },
  });
  return new Map(rows.map(({ code, entry }) => [code, entry.code ?? ""]));
}

/** Where an entry comes from that was handed on by the contest below. */
export interface OriginShown {
  entryId: string;
  /** at the sender */
  code: string;
  /** "Giải Nhất"; "" where none is known */
  awardLabel: string;
  /** number and day of the decision, as printed */
  decision: string;
  fromTitle: string;
  sender: string;
  receivedAt: Date;
}

/** Origins of those of these entries that came in a package. One statement. */
export function originsOf(reader: Reader, entryIds: readonly string[]): Promise<OriginShown[]> {
  return reader.$queryRaw<OriginShown[]>`
    SELECT o."entryId"::text AS "entryId", o."code", o."awardLabel", o."decision", p."fromTitle", s."name" AS "sender", p."receivedAt"
      FROM "EntryOrigin" o JOIN "ReceivedPackage" p ON p."id" = o."packageId" JOIN "TrustedSender" s ON s."id" = p."senderId"
     WHERE o."entryId" = ANY(${[...entryIds]}::uuid[])`;
}

/** An entry of the receiver that looks like one of a package. */
export interface LikeEntry {
  /** place of the asked entry */
  index: number;
  code: string;
  title: string;
  isSameAuthor: boolean;
}

/** Submitted entries of the edition with the same title, or with an author of the same name and birth date. One statement. */
export function likeEntries(reader: Reader, editionId: string, viewerId: string | null, asked: readonly { title: string; authors: readonly { fullName: string; birthDate: string }[] }[]): Promise<LikeEntry[]> {
  const titles = JSON.stringify(asked.map(({ title }, index) => ({ index, title })));
  const authors = JSON.stringify(asked.flatMap((entry, index) => entry.authors.map(({ fullName, birthDate }) => ({ index, fullName, birthDate }))));
  return reader.$queryRawUnsafe<LikeEntry[]>(
    `WITH found AS (
       SELECT t."index", e."id", false AS "isSameAuthor" FROM json_to_recordset($3::json) AS t("index" int, "title" text)
         JOIN "Entry" e ON e."editionId" = $1::uuid AND e."state" = 'SUBMITTED' AND e."titleFolded" = norm(t."title")
       UNION ALL
       SELECT DISTINCT a."index", e."id", true FROM json_to_recordset($4::json) AS a("index" int, "fullName" text, "birthDate" date)
         JOIN "EntryAuthor" x ON x."birthDate" = a."birthDate" AND norm(x."fullName") = norm(a."fullName")
         JOIN "EntryVersion" v ON v."id" = x."versionId" AND v."state" = 'SUBMITTED'
         JOIN "Entry" e ON e."id" = v."entryId" AND e."editionId" = $1::uuid AND e."state" = 'SUBMITTED')
     SELECT f."index", e."code", e."title", bool_or(f."isSameAuthor") AS "isSameAuthor" FROM found f JOIN "Entry" e ON e."id" = f."id"
      WHERE $2::text IS NULL OR ${inSight('e."id"', "$2::text")}
      GROUP BY f."index", e."id", e."code", e."title" ORDER BY f."index", e."code"`,
    editionId,
    viewerId,
    titles,
    authors,
  );
}

import type { Tx } from "~/data/client.server";
import { copyFiles, FILES_JSON, type VersionFile } from "~/data/entry-files.server";
import { Prisma } from "~/data/generated/client";
import type { OwnerKind } from "~/domain/entry/completeness";
import type { Draft, DraftAuthor } from "~/domain/entry/draft";

export type VersionState = "DRAFT" | "SUBMITTED" | "SUPERSEDED";

/** A stored version: its content as the form edits it, and how it came about. */
export interface VersionRecord extends Draft {
  id: string;
  number: number;
  state: VersionState;
  lockVersion: number;
  unitId: string | null;
  supervisorUnitId: string | null;
  savedAt: Date;
  savedById: string | null;
  savedByName: string | null;
  submittedAt: Date | null;
  /** what was affirmed when it was submitted; null where nothing was */
  commitment: Commitment | null;
  authors: VersionAuthor[];
  /** by part, in their order */
  files: VersionFile[];
  /** by field of the form */
  fieldChanges: FieldChanges;
}

export interface Commitment {
  version: string;
  /** as it stood then */
  text: string;
  at: Date;
  byName: string;
}

/** Who changed a field last, and when (ISO). */
export type FieldChanges = Readonly<Record<string, { by: string; at: string }>>;

export interface VersionAuthor extends DraftAuthor {
  unitId: string | null;
}

/** As `json_agg` hands a version over: moments are texts, days are `2014-05-01`. */
export interface VersionJson extends Omit<VersionRecord, "savedAt" | "submittedAt" | "commitment" | "authors"> {
  commitment: (Omit<Commitment, "at"> & { at: string }) | null;
  savedAt: string;
  submittedAt: string | null;
  authors: (Omit<VersionAuthor, "sex"> & { sex: string | null })[];
}

/** What was affirmed of the version `n` of the entry `e`. */
export const COMMITMENT_JSON = Prisma.sql`(
  SELECT json_build_object('version', c."version", 'text', c."text", 'at', n."committedAt", 'byName', coalesce(u."name", ''))
    FROM "CommitmentText" c LEFT JOIN "User" u ON u."id" = n."committedById"
   WHERE c."editionId" = e."editionId" AND c."version" = n."commitmentVersion" AND n."committedAt" IS NOT NULL)`;

/** The draft and the submitted version of the entry `e`, with their authors in order. */
export const VERSIONS_JSON = Prisma.sql`(
  SELECT coalesce(json_agg(v), '[]') FROM (
    SELECT n."id", n."number", n."state", n."title", n."fieldId", n."ownerKind", n."ownerName", n."createdYear", n."createdMonth", n."unitId", n."unitName",
           n."summary", n."parts", n."supervisorName", n."supervisorPhone", n."supervisorUnitName", n."supervisorUnitId", n."eligibilityNote", n."unreadable",
           n."fieldChanges", n."lockVersion", n."savedAt", n."savedById", s."name" AS "savedByName", n."submittedAt",
           (SELECT coalesce(json_agg(a ORDER BY a."position"), '[]') FROM "EntryAuthor" a WHERE a."versionId" = n."id") AS "authors",
           ${FILES_JSON} AS "files", ${COMMITMENT_JSON} AS "commitment"
      FROM "EntryVersion" n LEFT JOIN "User" s ON s."id" = n."savedById"
     WHERE n."entryId" = e."id" AND n."state" IN ('DRAFT', 'SUBMITTED')) v)`;

export function toVersion(json: VersionJson): VersionRecord {
  return {
    ...json,
    savedAt: new Date(json.savedAt),
    submittedAt: json.submittedAt === null ? null : new Date(json.submittedAt),
    commitment: json.commitment ? { ...json.commitment, at: new Date(json.commitment.at) } : null,
    authors: json.authors.map((author) => ({ ...author, sex: author.sex ?? "" })),
  };
}

interface Save {
  entryId: string;
  actorId: string;
  now: Date;
  /** of the whole draft, not only of this save; nothing is noted without */
  fieldChanges?: FieldChanges;
}

/** Writes a new draft of the entry with this content and gives its id. The id may come from a form, so that sending twice makes one. */
export async function createDraft(tx: Tx, draft: Draft, { entryId, actorId, now, fieldChanges = {} }: Save): Promise<string> {
  const last = await tx.entryVersion.aggregate({ where: { entryId }, _max: { number: true } });
  const version = await tx.entryVersion.create({
    data: { ...columnsOf(draft), fieldChanges, entryId, number: (last._max.number ?? 0) + 1, savedAt: now, savedById: actorId, authors: { create: authorRows(draft.authors) } },
    select: { id: true },
  });
  await copyFiles(tx, { entryId, toVersionId: version.id });
  return version.id;
}

/** Replaces the content of a draft; its lock version goes up by one. */
export async function overwriteDraft(tx: Tx, versionId: string, draft: Draft, { actorId, now, fieldChanges = {} }: Save): Promise<void> {
  await tx.entryAuthor.deleteMany({ where: { versionId } });
  await tx.entryVersion.update({
    where: { id: versionId },
    data: { ...columnsOf(draft), fieldChanges, lockVersion: { increment: 1 }, savedAt: now, savedById: actorId, authors: { create: authorRows(draft.authors) } },
  });
}

function columnsOf(draft: Draft) {
  const { authors: _authors, parts, unreadable, ownerKind, ...texts } = draft;
  const { title, fieldId, ownerName, createdYear, createdMonth, unitName, summary, supervisorName, supervisorPhone, supervisorUnitName, eligibilityNote } = texts;
  return {
    title,
    fieldId,
    ownerKind: ownerKind satisfies OwnerKind,
    ownerName,
    createdYear,
    createdMonth,
    unitName,
    summary,
    supervisorName,
    supervisorPhone,
    supervisorUnitName,
    eligibilityNote,
    parts: { ...parts },
    unreadable: { ...unreadable },
  };
}

function authorRows(authors: readonly DraftAuthor[]) {
  return authors.map((author, index) => ({
    key: author.key,
    position: index + 1,
    fullName: author.fullName,
    birthDate: author.birthDate === null ? null : new Date(`${author.birthDate}T00:00:00Z`),
    sex: author.sex === "" ? null : author.sex,
    occupation: author.occupation,
    className: author.className,
    unitName: author.unitName,
    phone: author.phone,
    address: author.address,
    email: author.email,
    shareHundredths: author.shareHundredths,
    isChief: author.isChief,
    guardianName: author.guardianName,
    guardianPhone: author.guardianPhone,
    userId: author.userId,
    guardianUserId: author.guardianUserId,
  }));
}

/** Notes who affirmed which wording of the commitment when the version was submitted, and keeps the wording. */
export async function noteCommitment(tx: Tx, versionId: string, { editionId, version, text, actorId, now }: { editionId: string; version: string; text: string; actorId: string; now: Date }): Promise<void> {
  await tx.commitmentText.upsert({ where: { editionId_version: { editionId, version } }, create: { editionId, version, text, createdAt: now }, update: {} });
  await tx.entryVersion.update({ where: { id: versionId }, data: { commitmentVersion: version, committedById: actorId, committedAt: now } });
}

type ShownContent = Pick<Draft, "title" | "fieldId" | "unitName" | "ownerName"> & { authors: readonly Pick<DraftAuthor, "fullName" | "unitName" | "isChief">[] };

/** What an entry shows of a version in lists: title, field, unit, and the words it is found by. */
export function shownOfVersion(code: string | null, content: ShownContent) {
  const unitName = content.unitName || (content.authors.find((author) => author.isChief)?.unitName ?? "");
  const units = new Set([unitName, ...content.authors.map((author) => author.unitName)]);
  const words = [content.title, code ?? "", content.ownerName, ...content.authors.map((author) => author.fullName), ...units];
  return { title: content.title, fieldId: content.fieldId, unitName, searchText: words.filter((word) => word !== "").join(" ") };
}

/** Copies title, field, unit and words to search for onto the entry, from the version that counts. */
export async function showOnEntry(tx: Tx, entry: { id: string; code: string | null }, content: ShownContent): Promise<void> {
  await tx.entry.update({ where: { id: entry.id }, data: { ...shownOfVersion(entry.code, content), version: { increment: 1 } } });
}

/** Names of accounts by id, for saying who changed what. */
export async function namesOfAccounts(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const users = await tx.user.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true } });
  return new Map(users.map(({ id, name }) => [id, name]));
}

/** Accounts whose owner proved to receive mail at the address, by address. A telephone number proves nothing: anybody can register one. */
export async function accountsByAddress(tx: Tx, addresses: readonly string[]): Promise<Map<string, string>> {
  if (addresses.length === 0) return new Map();
  const users = await tx.user.findMany({ where: { email: { in: [...addresses] }, emailVerified: true }, select: { id: true, email: true } });
  return new Map(users.map(({ email, id }) => [email, id]));
}

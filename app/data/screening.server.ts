import type { Tx } from "~/data/client.server";
import { Prisma } from "~/data/generated/client";
import type { Reader } from "~/data/editions.server";
import { inSightOf } from "~/data/conflicts.server";
import { FILES_JSON } from "~/data/entry-files.server";
import { COMMITMENT_JSON, toVersion, type VersionJson, type VersionRecord } from "~/data/entry-versions.server";
import type { EntryState, ScreeningState } from "~/domain/entry/states";
import { isUuid } from "~/domain/kernel/uuid";
import type { Remark } from "~/domain/screening/remarks";

export interface ScreenedEntry {
  id: string;
  editionId: string;
  code: string | null;
  title: string;
  state: EntryState;
  screening: ScreeningState;
  screeningReason: string | null;
  supplementDueAt: Date | null;
  /** until when declared files may follow; null: none is awaited */
  filesDueAt: Date | null;
  ownerId: string;
  channel: string;
  /** of a dossier on paper: when a second person compared it */
  checkedAt: Date | null;
  version: number;
}

/** The entry of an edition, locked until the transaction ends; null where there is none. */
export async function lockScreened(tx: Tx, editionId: string, entryId: string): Promise<ScreenedEntry | null> {
  if (!isUuid(entryId)) return null;
  await tx.$queryRaw`SELECT "id" FROM "Entry" WHERE "id" = ${entryId}::uuid FOR UPDATE`;
  return tx.entry.findFirst({
    where: { id: entryId, editionId },
    select: { id: true, editionId: true, code: true, title: true, state: true, screening: true, screeningReason: true, supplementDueAt: true, filesDueAt: true, ownerId: true, channel: true, checkedAt: true, version: true },
  });
}

export interface NewAct {
  entryId: string;
  from: ScreeningState;
  to: ScreeningState;
  reason: string;
  dueAt: Date | null;
  actorId: string;
  at: Date;
  remarks: readonly Remark[];
}

/** Notes the act and sets the entry accordingly; its version goes up by one. */
export async function storeScreening(tx: Tx, { remarks, ...act }: NewAct): Promise<void> {
  await tx.screeningAct.create({ data: { ...act, remarks: { create: remarks.map(({ place, text }) => ({ partKey: place, text })) } } });
  await tx.entry.update({
    where: { id: act.entryId },
    data: { screening: act.to, screeningReason: act.reason === "" ? null : act.reason, supplementDueAt: act.dueAt, version: { increment: 1 } },
  });
}

export interface PastAct {
  from: ScreeningState;
  to: ScreeningState;
  reason: string;
  dueAt: Date | null;
  at: Date;
  actorId: string;
  actorName: string | null;
  remarks: Remark[];
}

/** The last act on an entry. */
export async function lastAct(reader: Reader, entryId: string): Promise<PastAct | null> {
  const act = await reader.screeningAct.findFirst({ where: { entryId }, orderBy: [{ at: "desc" }, { id: "desc" }], include: { remarks: true } });
  return act && { ...act, actorName: null, remarks: act.remarks.map(({ partKey, text }) => ({ place: partKey, text })) };
}

/** What the last request for a supplement asked for, and when; null where none was made. One statement. */
export async function lastSupplement(reader: Reader, entryId: string): Promise<{ at: Date; remarks: Remark[] } | null> {
  const rows = await reader.$queryRaw<{ at: Date; remarks: Remark[] }[]>`
    SELECT s."at", ${REMARKS_JSON} AS "remarks" FROM "ScreeningAct" s WHERE s."entryId" = ${entryId}::uuid AND s."to" = 'NEEDS_SUPPLEMENT' ORDER BY s."at" DESC, s."id" DESC LIMIT 1`;
  return rows[0] ?? null;
}

/** The remarks of act `s`. */
const REMARKS_JSON = Prisma.sql`(SELECT coalesce(json_agg(json_build_object('place', r."partKey", 'text', r."text") ORDER BY r."partKey"), '[]') FROM "ScreeningRemark" r WHERE r."actId" = s."id")`;

export interface DueReminder {
  actId: string;
  entryId: string;
  editionId: string;
  editionTitle: string;
  ownerId: string;
  code: string;
  title: string;
  dueAt: Date;
}

/** Supplements still awaited whose date lies between the two moments, of which nobody has been reminded; one statement. */
export function supplementsToRemind(reader: Reader, { from, to, limit }: { from: Date; to: Date; limit: number }): Promise<DueReminder[]> {
  return reader.$queryRaw<DueReminder[]>`
    SELECT s."id"::text AS "actId", e."id"::text AS "entryId", e."editionId"::text AS "editionId", d."title" AS "editionTitle", e."ownerId", e."code", e."title", e."supplementDueAt" AS "dueAt"
      FROM "Entry" e JOIN "Edition" d ON d."id" = e."editionId"
      JOIN LATERAL (SELECT * FROM "ScreeningAct" s WHERE s."entryId" = e."id" ORDER BY s."at" DESC, s."id" DESC LIMIT 1) s ON s."to" = 'NEEDS_SUPPLEMENT' AND s."remindedAt" IS NULL
     WHERE e."state" = 'SUBMITTED' AND e."screening" = 'NEEDS_SUPPLEMENT' AND e."supplementDueAt" > ${from} AND e."supplementDueAt" <= ${to}
     ORDER BY e."supplementDueAt", e."id" LIMIT ${limit}`;
}

/** Notes that the entrant is reminded; false where somebody else noted it first. */
export async function noteReminder(tx: Tx, actId: string, now: Date): Promise<boolean> {
  const { count } = await tx.screeningAct.updateMany({ where: { id: actId, remindedAt: null }, data: { remindedAt: now } });
  return count === 1;
}

/** Labels of the parts of an edition's dossier, by key. */
export async function labelsOfParts(reader: Reader, editionId: string): Promise<Map<string, string>> {
  const parts = await reader.dossierPart.findMany({ where: { editionId }, select: { key: true, label: true } });
  return new Map(parts.map(({ key, label }) => [key, label]));
}

/** Code and title of entries of an edition, as people name them; ids of others are left out. */
export async function namesOfEntries(reader: Reader, editionId: string, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await reader.entry.findMany({ where: { editionId, id: { in: ids.filter(isUuid) } }, select: { id: true, code: true, title: true } });
  return new Map(rows.map(({ id, code, title }) => [id, code === null ? title : `${code} ${title}`]));
}

/** What a secretary sees beside the dossier itself. */
export interface EntrySurroundings {
  version: number;
  owner: { name: string; email: string; phone: string | null };
  filedByUnit: string | null;
  importRef: string | null;
  /** newest first */
  acts: PastAct[];
  /** all submitted versions, oldest first, the one that counts last */
  submissions: VersionRecord[];
  /** other entries of the edition with the same title */
  sameTitle: { id: string; code: string }[];
  inConflict: string[];
}

interface SurroundingsRow {
  version: number;
  owner: EntrySurroundings["owner"];
  filedByUnit: string | null;
  importRef: string | null;
  acts: (Omit<PastAct, "at" | "dueAt"> & { at: string; dueAt: string | null })[];
  submissions: VersionJson[];
  sameTitle: { id: string; code: string }[];
  inConflict: string[];
}

/** Acts, submitted versions, entries of the same title that the viewer may see, and people in conflict of one entry; one statement. */
export async function readSurroundings(reader: Reader, entryId: string, viewerId: string): Promise<EntrySurroundings | null> {
  const rows = await reader.$queryRaw<SurroundingsRow[]>`
    SELECT e."version", e."importRef", u."name" AS "filedByUnit", json_build_object('name', o."name", 'email', o."email", 'phone', o."phone") AS "owner",
           (SELECT coalesce(json_agg(json_build_object('from', s."from", 'to', s."to", 'reason', s."reason", 'dueAt', s."dueAt", 'at', s."at", 'actorId', s."actorId", 'actorName', p."name", 'remarks', ${REMARKS_JSON})
                     ORDER BY s."at" DESC, s."id" DESC), '[]')
              FROM "ScreeningAct" s LEFT JOIN "User" p ON p."id" = s."actorId" WHERE s."entryId" = e."id") AS "acts",
           (SELECT coalesce(json_agg(v ORDER BY v."number"), '[]') FROM (
              SELECT n."id", n."number", n."state", n."title", n."fieldId", n."ownerKind", n."ownerName", n."createdYear", n."createdMonth", n."unitId", n."unitName",
                     n."summary", n."parts", n."supervisorName", n."supervisorPhone", n."supervisorUnitName", n."supervisorUnitId", n."eligibilityNote", n."unreadable",
                     n."fieldChanges", n."lockVersion", n."savedAt", n."savedById", p."name" AS "savedByName", n."submittedAt",
                     (SELECT coalesce(json_agg(a ORDER BY a."position"), '[]') FROM "EntryAuthor" a WHERE a."versionId" = n."id") AS "authors",
                     ${FILES_JSON} AS "files", ${COMMITMENT_JSON} AS "commitment"
                FROM "EntryVersion" n LEFT JOIN "User" p ON p."id" = n."submittedById"
               WHERE n."entryId" = e."id" AND n."state" IN ('SUBMITTED', 'SUPERSEDED') AND n."submittedAt" IS NOT NULL) v) AS "submissions",
           (SELECT coalesce(json_agg(json_build_object('id', x."id", 'code', x."code") ORDER BY x."code"), '[]') FROM "Entry" x
             WHERE x."editionId" = e."editionId" AND x."id" <> e."id" AND x."state" = 'SUBMITTED' AND e."state" = 'SUBMITTED' AND x."titleFolded" = e."titleFolded" AND ${inSightOf(Prisma.sql`x."id"`, viewerId)}) AS "sameTitle",
           (SELECT coalesce(json_agg(c."name" ORDER BY c."name"), '[]') FROM (
              SELECT DISTINCT p."name" FROM "Conflict" c JOIN "User" p ON p."id" = c."userId" WHERE c."entryId" = e."id" AND c."liftedAt" IS NULL) c) AS "inConflict"
      FROM "Entry" e JOIN "User" o ON o."id" = e."ownerId" LEFT JOIN "Unit" u ON u."id" = e."filedByUnitId" WHERE e."id" = ${entryId}::uuid`;
  const [row] = rows;
  if (!row) return null;
  const { acts, submissions, ...rest } = row;
  return {
    ...rest,
    acts: acts.map(({ at, dueAt, ...act }) => ({ ...act, at: new Date(at), dueAt: dueAt === null ? null : new Date(dueAt) })),
    submissions: submissions.map(toVersion),
  };
}

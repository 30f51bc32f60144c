import type { Tx } from "~/data/client.server";
import type { Reader } from "~/data/editions.server";
import { toVersion, type VersionJson, type VersionRecord } from "~/data/entry-versions.server";
import type { EntryState, ScreeningState } from "~/domain/entry/states";
import { isUuid } from "~/domain/kernel/uuid";

export interface ScreenedEntry {
  id: string;
  editionId: string;
  code: string | null;
  title: string;
  state: EntryState;
  screening: ScreeningState;
  screeningReason: string | null;
  supplementDueAt: Date | null;
  ownerId: string;
  version: number;
}

/** The entry of an edition, locked until the transaction ends; null where there is none. */
export async function lockScreened(tx: Tx, editionId: string, entryId: string): Promise<ScreenedEntry | null> {
  if (!isUuid(entryId)) return null;
  await tx.$queryRaw`SELECT "id" FROM "Entry" WHERE "id" = ${entryId}::uuid FOR UPDATE`;
  return tx.entry.findFirst({
    where: { id: entryId, editionId },
    select: { id: true, editionId: true, code: true, title: true, state: true, screening: true, screeningReason: true, supplementDueAt: true, ownerId: true, version: true },
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
}

/** Notes the act and sets the entry accordingly; its version goes up by one. */
export async function storeScreening(tx: Tx, act: NewAct): Promise<void> {
  await tx.screeningAct.create({ data: act });
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
}

/** The last act on an entry. */
export async function lastAct(reader: Reader, entryId: string): Promise<PastAct | null> {
  const act = await reader.screeningAct.findFirst({ where: { entryId }, orderBy: [{ at: "desc" }, { id: "desc" }] });
  return act && { ...act, actorName: null };
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

/** Acts, submitted versions, entries of the same title and people in conflict of one entry; one statement. */
export async function readSurroundings(reader: Reader, entryId: string): Promise<EntrySurroundings | null> {
  const rows = await reader.$queryRaw<SurroundingsRow[]>`
    SELECT e."version", e."importRef", u."name" AS "filedByUnit", json_build_object('name', o."name", 'email', o."email", 'phone', o."phone") AS "owner",
           (SELECT coalesce(json_agg(json_build_object('from', s."from", 'to', s."to", 'reason', s."reason", 'dueAt', s."dueAt", 'at', s."at", 'actorId', s."actorId", 'actorName', p."name")
                     ORDER BY s."at" DESC, s."id" DESC), '[]')
              FROM "ScreeningAct" s LEFT JOIN "User" p ON p."id" = s."actorId" WHERE s."entryId" = e."id") AS "acts",
           (SELECT coalesce(json_agg(v ORDER BY v."number"), '[]') FROM (
              SELECT n."id", n."number", n."state", n."title", n."fieldId", n."ownerKind", n."ownerName", n."createdYear", n."createdMonth", n."unitId", n."unitName",
                     n."summary", n."parts", n."supervisorName", n."supervisorPhone", n."supervisorUnitName", n."supervisorUnitId", n."eligibilityNote", n."unreadable",
                     n."lockVersion", n."savedAt", n."savedById", p."name" AS "savedByName", n."submittedAt",
                     (SELECT coalesce(json_agg(a ORDER BY a."position"), '[]') FROM "EntryAuthor" a WHERE a."versionId" = n."id") AS "authors"
                FROM "EntryVersion" n LEFT JOIN "User" p ON p."id" = n."submittedById"
               WHERE n."entryId" = e."id" AND n."state" IN ('SUBMITTED', 'SUPERSEDED') AND n."submittedAt" IS NOT NULL) v) AS "submissions",
           (SELECT coalesce(json_agg(json_build_object('id', x."id", 'code', x."code") ORDER BY x."code"), '[]') FROM "Entry" x
             WHERE x."editionId" = e."editionId" AND x."id" <> e."id" AND x."state" = 'SUBMITTED' AND e."state" = 'SUBMITTED' AND norm(x."title") = norm(e."title")) AS "sameTitle",
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

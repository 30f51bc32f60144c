import type { Database, Tx } from "~/data/client.server";
import { inSight, inSightOf } from "~/data/conflicts.server";
import { Prisma } from "~/data/generated/client";
import type { Reader } from "~/data/editions.server";
import { everyWord, searchPatterns } from "~/data/search.server";
import type { ThingMoveKind } from "~/domain/things/things";

export interface ListedThing {
  id: string;
  code: string;
  description: string;
  /** empty once it was given back */
  place: string;
  entryId: string;
  entryTitle: string;
  unitName: string;
  receivedAt: Date;
  returnedAt: Date | null;
  condition: string;
}

/** An edition, and who looks: things of entries in which the person has an interest are not there. */
export interface ThingScope {
  editionId: string;
  viewerId: string;
}

export interface ThingFilter {
  search: string;
  /** null: both */
  where: "here" | "returned" | null;
  page: number;
  pageSize: number;
}

const LAST_MOVE = `CROSS JOIN LATERAL (SELECT m."kind", m."at", m."condition" FROM "PhysicalMove" m WHERE m."thingId" = t."id" ORDER BY m."at" DESC, m."id" DESC LIMIT 1) l`;
const WHERE = `t."editionId" = $1::uuid AND ${inSight(`t."entryId"`, "$4")} AND ($2::text IS NULL OR ($2 = 'returned') = (l."kind" = 'RETURNED'))
           AND ${everyWord(`t."code" || ' ' || t."description" || ' ' || t."place" || ' ' || e."searchText"`, 3)}`;

/** One page of the things of an edition, newest first, and how many there are; two statements. */
export async function listThings(db: Database, { editionId, viewerId }: ThingScope, filter: ThingFilter): Promise<{ rows: ListedThing[]; total: number }> {
  const values = [editionId, filter.where, searchPatterns(filter.search), viewerId];
  const [rows, [count]] = await Promise.all([
    db.query<ListedThing>(
      "things_list",
      `SELECT t."id"::text, t."code", t."description", t."place", t."entryId"::text, e."title" AS "entryTitle", e."unitName", t."createdAt" AS "receivedAt",
              CASE WHEN l."kind" = 'RETURNED' THEN l."at" END AS "returnedAt", l."condition"
         FROM "PhysicalThing" t JOIN "Entry" e ON e."id" = t."entryId" ${LAST_MOVE}
        WHERE ${WHERE} ORDER BY t."createdAt" DESC, t."id" DESC LIMIT $5 OFFSET $6`,
      [...values, filter.pageSize, (filter.page - 1) * filter.pageSize],
    ),
    db.query<{ n: number }>("things_count", `SELECT count(*)::int AS n FROM "PhysicalThing" t JOIN "Entry" e ON e."id" = t."entryId" ${LAST_MOVE} WHERE ${WHERE}`, values),
  ]);
  return { rows, total: count?.n ?? 0 };
}

export interface ThingMoveRow {
  kind: ThingMoveKind;
  at: Date;
  personName: string;
  place: string;
  condition: string;
  note: string;
  actorName: string;
}

export interface ThingInFull {
  id: string;
  code: string;
  description: string;
  place: string;
  version: number;
  photoFileId: string | null;
  createdAt: Date;
  entry: { id: string; code: string; title: string; unitName: string };
  /** in order of time */
  moves: ThingMoveRow[];
}

type SentThing = Omit<ThingInFull, "moves"> & { moves: (Omit<ThingMoveRow, "at"> & { at: string })[] };

const THING = `
  SELECT t."id"::text, t."code", t."description", t."place", t."version", t."photoFileId"::text, t."createdAt",
         json_build_object('id', e."id", 'code', e."code", 'title', e."title", 'unitName', e."unitName") AS "entry",
         (SELECT json_agg(json_build_object('kind', m."kind", 'at', m."at", 'personName', m."personName", 'place', m."place", 'condition', m."condition",
                 'note', m."note", 'actorName', coalesce(u."name", '')) ORDER BY m."at", m."id")
            FROM "PhysicalMove" m LEFT JOIN "User" u ON u."id" = m."actorId" WHERE m."thingId" = t."id") AS "moves"
    FROM "PhysicalThing" t JOIN "Entry" e ON e."id" = t."entryId"`;

const received = (thing: SentThing): ThingInFull => ({ ...thing, moves: thing.moves.map((move) => ({ ...move, at: new Date(move.at) })) });

/** One thing of an edition with its history; null where the edition has none of this id. */
export async function thingOf(db: Database, { editionId, viewerId }: ThingScope, thingId: string): Promise<ThingInFull | null> {
  const [thing] = await db.query<SentThing>("thing_in_full", `${THING} WHERE t."editionId" = $1::uuid AND t."id" = $2::uuid AND ${inSight(`t."entryId"`, "$3")}`, [editionId, thingId, viewerId]);
  return thing ? received(thing) : null;
}

/** The things of an entry with their history, in the order they came. */
export async function thingsOfEntry(db: Database, entryId: string): Promise<ThingInFull[]> {
  const things = await db.query<SentThing>("things_of_entry", `${THING} WHERE t."entryId" = $1::uuid ORDER BY t."createdAt", t."id"`, [entryId]);
  return things.map(received);
}

/** Bytes of the photo of a thing: the clean copy, before it is made the photo itself. */
export async function thingPhoto(db: Database, { editionId, viewerId }: ThingScope, thingId: string): Promise<{ storageName: string; mime: string; size: number } | null> {
  const [photo] = await db.query<{ storageName: string; mime: string; size: number }>(
    "thing_photo",
    `SELECT coalesce(v."storageName", f."storageName") AS "storageName", coalesce(v."mime", f."mime") AS "mime", coalesce(v."size", f."size") AS "size"
       FROM "PhysicalThing" t JOIN "StoredFile" f ON f."id" = t."photoFileId" LEFT JOIN "FileVariant" v ON v."fileId" = f."id" AND v."kind" = 'CLEAN'
      WHERE t."editionId" = $1::uuid AND t."id" = $2::uuid AND ${inSight(`t."entryId"`, "$3")}`,
    [editionId, thingId, viewerId],
  );
  return photo ?? null;
}

/** What labels are printed of: things still with the organisers, in the order of their codes. */
export function thingsForLabels(db: Database, { editionId, viewerId }: ThingScope, limit: number): Promise<{ id: string; code: string; description: string; entryTitle: string; field: string }[]> {
  return db.query(
    "things_for_labels",
    `SELECT t."id"::text, t."code", t."description", e."title" AS "entryTitle", coalesce(f."name", '') AS "field"
       FROM "PhysicalThing" t JOIN "Entry" e ON e."id" = t."entryId" LEFT JOIN "Field" f ON f."id" = e."fieldId" ${LAST_MOVE}
      WHERE t."editionId" = $1::uuid AND l."kind" <> 'RETURNED' AND ${inSight(`t."entryId"`, "$3")} ORDER BY t."code", t."id" LIMIT $2`,
    [editionId, limit, viewerId],
  );
}

/** The submitted entry of an edition with this code, unless the viewer has an interest in it, its row locked until the transaction ends. */
export async function lockEntryByCode(tx: Tx, { editionId, viewerId }: ThingScope, code: string): Promise<{ id: string; code: string } | null> {
  const rows = await tx.$queryRaw<{ id: string; code: string }[]>`
    SELECT e."id"::text, e."code" FROM "Entry" e WHERE e."editionId" = ${editionId}::uuid AND upper(e."code") = upper(${code}) AND e."state" <> 'DRAFT' AND ${inSightOf(Prisma.sql`e."id"`, viewerId)} FOR UPDATE OF e`;
  return rows[0] ?? null;
}

export interface NewMove {
  kind: ThingMoveKind;
  at: Date;
  personName: string;
  place: string;
  condition: string;
  note: string;
  actorId: string;
}

/** How many things an entry ever had; their numbers are never given twice. */
export function countThings(reader: Reader, entryId: string): Promise<number> {
  return reader.physicalThing.count({ where: { entryId } });
}

export function thingById(reader: Reader, id: string): Promise<{ id: string; entryId: string; editionId: string } | null> {
  return reader.physicalThing.findUnique({ where: { id }, select: { id: true, entryId: true, editionId: true } });
}

interface NewThing {
  id: string;
  editionId: string;
  entryId: string;
  code: string;
  description: string;
  photoFileId: string | null;
}

export async function insertThing(tx: Tx, thing: NewThing, move: NewMove): Promise<void> {
  await tx.physicalThing.create({ data: { ...thing, place: move.place, createdAt: move.at, moves: { create: move } } });
}

/** Writes a move where the thing is still as it was seen; false where somebody was faster. */
export async function moveThing(tx: Tx, { id, editionId, seen }: { id: string; editionId: string; seen: number }, move: NewMove): Promise<boolean> {
  const { count } = await tx.physicalThing.updateMany({ where: { id, editionId, version: seen }, data: { place: move.place, version: { increment: 1 } } });
  if (count === 0) return false;
  await tx.physicalMove.create({ data: { ...move, thingId: id } });
  return true;
}

/** The kinds of a thing's moves in order of time; null where the edition has no such thing, or the viewer an interest in its entry. */
export async function movesOf(tx: Tx, { editionId, viewerId }: ThingScope, thingId: string): Promise<ThingMoveKind[] | null> {
  const thing = await tx.physicalThing.findFirst({ where: { id: thingId, editionId, entry: { conflicts: { none: { userId: viewerId, liftedAt: null } } } }, select: { moves: { select: { kind: true }, orderBy: [{ at: "asc" }, { id: "asc" }] } } });
  return thing && thing.moves.map(({ kind }) => kind);
}

import type { Database, Tx } from "~/data/client.server";
import type { Reader } from "~/data/editions.server";
import type { Unit } from "~/data/generated/client";
import type { UnitKind } from "~/data/generated/enums";
import { inSight } from "~/data/conflicts.server";
import { everyWord, searchPatterns } from "~/data/search.server";
import { tidyUnitName, unitMeant, type UnitCandidate } from "~/domain/units/unit-name";

export type UnitRow = Unit;

/**
 * The unit of the register a typed name means, by its name or another of its names; null where none or several fit.
 * Merged units are never meant.
 */
export async function matchUnit(reader: Reader, typedName: string): Promise<string | null> {
  const typed = tidyUnitName(typedName);
  if (typed === "") return null;
  const candidates = await reader.$queryRaw<UnitCandidate[]>`
    SELECT u."id"::text AS "unitId", u."name" FROM "Unit" u WHERE norm(u."name") = norm(${typed}) AND u."mergedIntoId" IS NULL
     UNION ALL
    SELECT u."id"::text, n."name" FROM "UnitName" n JOIN "Unit" u ON u."id" = n."unitId"
     WHERE norm(n."name") = norm(${typed}) AND u."mergedIntoId" IS NULL`;
  return unitMeant(typed, candidates);
}

export interface UnitOption {
  id: string;
  kind: UnitKind;
  name: string;
  parentName: string | null;
}

/** Every unit that can be chosen, by name; for lists of suggestions and selects. */
export function unitOptions(reader: Reader): Promise<UnitOption[]> {
  return reader.$queryRaw<UnitOption[]>`
    SELECT u."id"::text, u."kind"::text, u."name", p."name" AS "parentName" FROM "Unit" u LEFT JOIN "Unit" p ON p."id" = u."parentId"
     WHERE u."mergedIntoId" IS NULL ORDER BY norm(u."name"), u."id" LIMIT 5000`;
}

/** True for a unit that was not merged into another. */
export async function isOpenUnit(reader: Reader, id: string): Promise<boolean> {
  return (await reader.unit.findFirst({ where: { id, mergedIntoId: null }, select: { id: true } })) !== null;
}

export interface ListedUnit {
  id: string;
  kind: UnitKind;
  name: string;
  parentName: string | null;
  otherNames: string[];
  /** entries of the unit or with an author from it, versions that count */
  entries: number;
}

export interface UnitFilter {
  search: string;
  kind: UnitKind | null;
  page: number;
  pageSize: number;
  /** whose page it is: entries they have a conflict of interest with are not counted */
  viewerId: string;
}

const NAMES_OF_UNIT = `u."name" || ' ' || coalesce((SELECT string_agg(n."name", ' ') FROM "UnitName" n WHERE n."unitId" = u."id"), '')`;

/** One page of the register, by name: units whose names hold every word of the search. */
export async function listUnits(db: Database, filter: UnitFilter): Promise<{ rows: ListedUnit[]; total: number }> {
  const where = `u."mergedIntoId" IS NULL AND ($2::"UnitKind" IS NULL OR u."kind" = $2::"UnitKind") AND ${everyWord(NAMES_OF_UNIT, 1)}`;
  const values = [searchPatterns(filter.search), filter.kind];
  const [rows, [count]] = await Promise.all([
    db.query<ListedUnit>(
      "units_list",
      `WITH page AS (SELECT u."id", u."kind", u."name", u."parentId" FROM "Unit" u WHERE ${where} ORDER BY norm(u."name"), u."id" LIMIT $3 OFFSET $4)
       SELECT u."id"::text, u."kind"::text, u."name", p."name" AS "parentName",
              coalesce((SELECT json_agg(n."name" ORDER BY n."name") FROM "UnitName" n WHERE n."unitId" = u."id"), '[]') AS "otherNames",
              (SELECT count(DISTINCT v."entryId")::int FROM "EntryVersion" v LEFT JOIN "EntryAuthor" a ON a."versionId" = v."id" AND a."unitId" = u."id"
                WHERE v."state" = 'SUBMITTED' AND (v."unitId" = u."id" OR a."id" IS NOT NULL) AND ${inSight(`v."entryId"`, "$5")}) AS "entries"
         FROM page u LEFT JOIN "Unit" p ON p."id" = u."parentId" ORDER BY norm(u."name"), u."id"`,
      [...values, filter.pageSize, (filter.page - 1) * filter.pageSize, filter.viewerId],
    ),
    db.query<{ n: number }>("units_count", `SELECT count(*)::int AS n FROM "Unit" u WHERE ${where}`, values),
  ]);
  return { rows, total: count?.n ?? 0 };
}

interface NamedUnit {
  id: string;
  name: string;
}

export interface UnitInFull {
  id: string;
  kind: UnitKind;
  name: string;
  version: number;
  otherNames: string[];
  parent: NamedUnit | null;
  children: NamedUnit[];
  mergedInto: NamedUnit | null;
}

/** A unit with its names, parent, children and what it was merged into; null where there is none. */
export async function unitInFull(db: Database, id: string): Promise<UnitInFull | null> {
  const named = (alias: string) => `json_build_object('id', ${alias}."id", 'name', ${alias}."name")`;
  const [unit] = await db.query<UnitInFull>(
    "unit_in_full",
    `SELECT u."id"::text, u."kind"::text, u."name", u."version",
            coalesce((SELECT json_agg(n."name" ORDER BY n."name") FROM "UnitName" n WHERE n."unitId" = u."id"), '[]') AS "otherNames",
            CASE WHEN p."id" IS NOT NULL THEN ${named("p")} END AS "parent",
            CASE WHEN m."id" IS NOT NULL THEN ${named("m")} END AS "mergedInto",
            coalesce((SELECT json_agg(${named("c")} ORDER BY c."name") FROM "Unit" c WHERE c."parentId" = u."id" AND c."mergedIntoId" IS NULL), '[]') AS "children"
       FROM "Unit" u LEFT JOIN "Unit" p ON p."id" = u."parentId" LEFT JOIN "Unit" m ON m."id" = u."mergedIntoId" WHERE u."id" = $1::uuid`,
    [id],
  );
  return unit ?? null;
}

/** The units, locked in a fixed order until the transaction ends. */
export async function lockUnits(tx: Tx, ids: readonly string[]): Promise<Map<string, UnitRow>> {
  await tx.$queryRaw`SELECT "id" FROM "Unit" WHERE "id" = ANY(${[...ids]}::uuid[]) ORDER BY "id" FOR UPDATE`;
  const rows = await tx.unit.findMany({ where: { id: { in: [...ids] } } });
  return new Map(rows.map((row) => [row.id, row]));
}

/** Whoever changes parents or merges waits for the others, so that no circle of parents can close. */
export async function lockUnitTree(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('unit tree', 0))`;
}

/** True when `id` is `above` or stands anywhere below it. */
export async function isWithin(tx: Tx, id: string, above: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ found: boolean }[]>`
    WITH RECURSIVE up AS (
      SELECT "id", "parentId" FROM "Unit" WHERE "id" = ${id}::uuid
      UNION SELECT u."id", u."parentId" FROM "Unit" u JOIN up ON u."id" = up."parentId")
    SELECT EXISTS (SELECT 1 FROM up WHERE "id" = ${above}::uuid) AS "found"`;
  return rows[0]?.found ?? false;
}

export interface UnitContent {
  kind: UnitKind;
  name: string;
  parentId: string | null;
  /** former names and other spellings */
  otherNames: readonly string[];
}

export async function insertUnit(tx: Tx, id: string, content: UnitContent): Promise<void> {
  const { otherNames, ...unit } = content;
  await tx.unit.create({ data: { id, ...unit, names: { create: otherNames.map((name) => ({ name })) } } });
}

/** Writes a unit the caller has locked, and counts its version up. */
export async function updateUnit(tx: Tx, id: string, content: UnitContent): Promise<void> {
  const { otherNames, ...unit } = content;
  await tx.unit.update({ where: { id }, data: { ...unit, version: { increment: 1 } } });
  await tx.unitName.deleteMany({ where: { unitId: id, name: { notIn: [...otherNames] } } });
  await tx.unitName.createMany({ data: otherNames.map((name) => ({ unitId: id, name })), skipDuplicates: true });
}

/** Units that carry this name already, as their own or another of their names. */
export function unitsNamed(reader: Reader, name: string): Promise<{ id: string; name: string }[]> {
  return reader.$queryRaw<{ id: string; name: string }[]>`
    SELECT u."id"::text, u."name" FROM "Unit" u
     WHERE u."mergedIntoId" IS NULL AND (norm(u."name") = norm(${name})
        OR EXISTS (SELECT 1 FROM "UnitName" n WHERE n."unitId" = u."id" AND norm(n."name") = norm(${name})))
     ORDER BY u."name" LIMIT 5`;
}

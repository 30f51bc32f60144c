import type { Tx } from "~/data/client.server";
import { partColumns } from "~/data/editions-create.server";
import type { FieldRule, PartRule, TierRule } from "~/domain/contest/rules";

type Positioned<Rule> = Rule & { position: number };

export async function addField(tx: Tx, editionId: string, field: Positioned<FieldRule>): Promise<void> {
  await tx.field.create({ data: { editionId, ...field } });
}

export async function changeField(tx: Tx, id: string, field: Positioned<FieldRule>): Promise<void> {
  await tx.field.update({ where: { id }, data: field });
}

export async function removeField(tx: Tx, id: string): Promise<void> {
  await tx.field.delete({ where: { id } });
}

/**
 * Ids of the fields that entries, versions of entries, panels or choices belong to. The fields stay locked, so that
 * nobody takes one that is just being removed.
 */
export async function fieldsInUse(tx: Tx, editionId: string): Promise<Set<string>> {
  await tx.$executeRaw`SELECT 1 FROM "Field" WHERE "editionId" = ${editionId}::uuid FOR UPDATE`;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT f."id"::text AS "id" FROM "Field" f WHERE f."editionId" = ${editionId}::uuid AND (
      EXISTS (SELECT 1 FROM "Entry" e WHERE e."fieldId" = f."id") OR EXISTS (SELECT 1 FROM "EntryVersion" v WHERE v."fieldId" = f."id")
      OR EXISTS (SELECT 1 FROM "PanelField" p WHERE p."fieldId" = f."id") OR EXISTS (SELECT 1 FROM "PrizeChoice" c WHERE c."fieldId" = f."id"))`;
  return new Set(rows.map(({ id }) => id));
}

export async function addTier(tx: Tx, editionId: string, tier: Positioned<TierRule>): Promise<void> {
  await tx.prizeTier.create({ data: { editionId, ...tier } });
}

export async function changeTier(tx: Tx, id: string, tier: Positioned<TierRule>): Promise<void> {
  await tx.prizeTier.update({ where: { id }, data: tier });
}

export async function removeTier(tx: Tx, id: string): Promise<void> {
  await tx.prizeTier.delete({ where: { id } });
}

/** Ids of the tiers that a choice or an award names. */
export async function tiersInUse(tx: Tx, editionId: string): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT t."id"::text AS "id" FROM "PrizeTier" t WHERE t."editionId" = ${editionId}::uuid AND (
      EXISTS (SELECT 1 FROM "PrizeChoice" c WHERE c."tierId" = t."id") OR EXISTS (SELECT 1 FROM "Award" a WHERE a."tierId" = t."id"))`;
  return new Set(rows.map(({ id }) => id));
}

export async function addPart(tx: Tx, editionId: string, part: Positioned<PartRule>): Promise<void> {
  await tx.dossierPart.create({ data: { editionId, ...partColumns(part) } });
}

export async function changePart(tx: Tx, id: string, part: Positioned<Omit<PartRule, "key">>): Promise<void> {
  await tx.dossierPart.update({ where: { id }, data: partColumns(part) });
}

export async function removePart(tx: Tx, id: string): Promise<void> {
  await tx.dossierPart.delete({ where: { id } });
}

/** Keys of the dossier parts in which some version of some entry says something or has a file. */
export async function partsWithText(tx: Tx, editionId: string): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ key: string }[]>`
    SELECT p."key" FROM "DossierPart" p WHERE p."editionId" = ${editionId}::uuid AND EXISTS (
      SELECT 1 FROM "EntryVersion" v JOIN "Entry" e ON e."id" = v."entryId"
       WHERE e."editionId" = p."editionId"
         AND (coalesce(v."parts"->>p."key", '') <> '' OR EXISTS (SELECT 1 FROM "EntryFile" f WHERE f."versionId" = v."id" AND f."partKey" = p."key")))`;
  return new Set(rows.map(({ key }) => key));
}

/** All values that versions of entries hold in these parts, by key of the part. */
export async function valuesOfParts(tx: Tx, editionId: string, keys: readonly string[]): Promise<Map<string, Set<string>>> {
  if (keys.length === 0) return new Map();
  const rows = await tx.$queryRaw<{ key: string; values: string[] }[]>`
    SELECT k."key", array_agg(DISTINCT v."parts"->>k."key") AS "values"
      FROM unnest(${[...keys]}::text[]) AS k("key") JOIN "Entry" e ON e."editionId" = ${editionId}::uuid
      JOIN "EntryVersion" v ON v."entryId" = e."id" AND coalesce(v."parts"->>k."key", '') <> '' GROUP BY k."key"`;
  return new Map(rows.map(({ key, values }) => [key, new Set(values)]));
}

/** Gives fields codes nobody uses, until they get their new ones. */
export async function freeFieldCodes(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.$executeRaw`UPDATE "Field" SET "code" = '~' || "id"::text WHERE "id" = ANY(${[...ids]}::uuid[])`;
}

/** Gives prize tiers codes nobody uses, until they get their new ones. */
export async function freeTierCodes(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.$executeRaw`UPDATE "PrizeTier" SET "code" = '~' || "id"::text WHERE "id" = ANY(${[...ids]}::uuid[])`;
}

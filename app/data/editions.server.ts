import type { Database, Tx } from "~/data/client.server";
import type { Edition } from "~/data/generated/client";

export type EditionRow = Edition;

/** Reads that work inside and outside a transaction. */
export type Reader = Tx | Database["prisma"];

export function editionBySlug(reader: Reader, slug: string): Promise<EditionRow | null> {
  return reader.edition.findUnique({ where: { slug } });
}

export function editionById(reader: Reader, id: string): Promise<EditionRow | null> {
  return reader.edition.findUnique({ where: { id } });
}

/**
 * The edition, locked until the transaction ends. `SHARE` lets others read it under the same lock
 * (deadlines checked while somebody else submits too); `UPDATE` is for whoever changes it.
 */
export async function lockEdition(tx: Tx, id: string, mode: "SHARE" | "UPDATE" = "UPDATE"): Promise<EditionRow | null> {
  const rows =
    mode === "SHARE"
      ? await tx.$queryRaw<{ id: string }[]>`SELECT "id" FROM "Edition" WHERE "id" = ${id}::uuid FOR SHARE`
      : await tx.$queryRaw<{ id: string }[]>`SELECT "id" FROM "Edition" WHERE "id" = ${id}::uuid FOR UPDATE`;
  return rows.length === 0 ? null : tx.edition.findUnique({ where: { id } });
}

import type { Reader } from "~/data/editions.server";
import { Prisma } from "~/data/generated/client";

/**
 * SQL: no conflict of interest stands between the viewer and the entry. Whatever is listed or counted for a person holds only such
 * entries, so that every page is as if the others did not exist (docs/decisions/023-conflicts.md).
 * @param entry,viewer expressions for the id of the entry and of the account, a column or a parameter
 */
export const inSight = (entry: string, viewer: string): string =>
  `NOT EXISTS (SELECT 1 FROM "Conflict" k WHERE k."entryId" = ${entry} AND k."userId" = ${viewer} AND k."liftedAt" IS NULL)`;

/** The same for statements that are put together. */
export const inSightOf = (entry: Prisma.Sql, viewerId: string): Prisma.Sql =>
  Prisma.sql`NOT EXISTS (SELECT 1 FROM "Conflict" k WHERE k."entryId" = ${entry} AND k."userId" = ${viewerId} AND k."liftedAt" IS NULL)`;

/** True while a conflict of interest stands between the person and the entry. */
export async function hasConflict(reader: Reader, entryId: string, userId: string): Promise<boolean> {
  const found = await reader.conflict.findFirst({ where: { entryId, userId, liftedAt: null }, select: { id: true } });
  return found !== null;
}

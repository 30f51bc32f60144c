import type { Reader } from "~/data/editions.server";
import { Prisma } from "~/data/generated/client";

/** The condition, in front of the entry, between entry and person, and behind. */
const STANDS = [`EXISTS (SELECT 1 FROM "Conflict" k WHERE k."entryId" = `, ` AND k."userId" = `, ` AND k."liftedAt" IS NULL)`] as const;

/**
 * SQL: a conflict of interest stands between the viewer and the entry.
 * @param entry,viewer expressions for the id of the entry and of the account, a column or a parameter
 */
export const inConflict = (entry: string, viewer: string): string => STANDS[0] + entry + STANDS[1] + viewer + STANDS[2];

/**
 * SQL: no conflict of interest stands between the viewer and the entry. Whatever is listed or counted for a person holds only such
 * entries, so that every page is as if the others did not exist (docs/decisions/023-conflicts.md).
 * @param entry,viewer as for `inConflict`
 */
export const inSight = (entry: string, viewer: string): string => `NOT ${inConflict(entry, viewer)}`;

/** `inConflict` for statements that are put together; the viewer is a column, the id itself, or null where nobody looks but the command line. */
export const inConflictOf = (entry: Prisma.Sql, viewer: Prisma.Sql | string | null): Prisma.Sql => Prisma.sql(STANDS, entry, viewer);

/** `inSight` for statements that are put together; the viewer as for `inConflictOf`. */
export const inSightOf = (entry: Prisma.Sql, viewer: Prisma.Sql | string | null): Prisma.Sql => Prisma.sql`NOT ${inConflictOf(entry, viewer)}`;

/** True while a conflict of interest stands between the person and the entry. */
export async function hasConflict(reader: Reader, entryId: string, userId: string): Promise<boolean> {
  const found = await reader.conflict.findFirst({ where: { entryId, userId, liftedAt: null }, select: { id: true } });
  return found !== null;
}

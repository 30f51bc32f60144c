import type { Reader } from "~/data/editions.server";

/** True while a conflict of interest stands between the person and the entry. */
export async function hasConflict(reader: Reader, entryId: string, userId: string): Promise<boolean> {
  const found = await reader.conflict.findFirst({ where: { entryId, userId, liftedAt: null }, select: { id: true } });
  return found !== null;
}

import type { Database, Tx } from "~/data/client.server";

/** A consent that came or went makes an earlier warning void: the next one gives its full time again. */
export async function forgetPurgeWarning(tx: Tx, entryId: string): Promise<void> {
  await tx.entry.updateMany({ where: { id: entryId, purgeWarnedAt: { not: null } }, data: { purgeWarnedAt: null } });
}

export async function notePurgeWarning(tx: Tx, entryId: string, now: Date): Promise<void> {
  await tx.entry.update({ where: { id: entryId }, data: { purgeWarnedAt: now } });
}

/** Ids of entries that were never submitted and were begun at or before a moment, after `afterId` in their order; at most `limit`. */
export async function oldDrafts(db: Database, { begunBy, afterId, limit }: { begunBy: Date; afterId: string | null; limit: number }): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    "old_drafts",
    `SELECT "id"::text FROM "Entry" WHERE "state" = 'DRAFT' AND "createdAt" <= $1 AND ($2::uuid IS NULL OR "id" > $2::uuid) ORDER BY "id" LIMIT $3`,
    [begunBy, afterId, limit],
  );
  return rows.map((row) => row.id);
}

/**
 * Deletes an entry that was never submitted with everything that hangs on it, and the letters about it, because they name its
 * authors: those that lead to the entry, and those that lead to its consent links (by the hashes of their tokens).
 */
export async function deleteDraftWithLetters(tx: Tx, entryId: string, hashOfLink: (link: string) => string): Promise<void> {
  const entry = await tx.entry.findUniqueOrThrow({ where: { id: entryId }, select: { editionId: true, createdAt: true, consentLinks: { select: { tokenHash: true } } } });
  const hashes = new Set(entry.consentLinks.map((link) => link.tokenHash));
  const letters = await tx.outboxMessage.findMany({
    where: { editionId: entry.editionId, createdAt: { gte: entry.createdAt }, link: { not: null }, OR: [{ link: { contains: "/dong-y/" } }, { link: { contains: entryId } }] },
    select: { id: true, link: true },
  });
  const about = letters.filter(({ link }) => link !== null && (link.includes(entryId) || hashes.has(hashOfLink(link))));
  await tx.outboxMessage.deleteMany({ where: { id: { in: about.map((letter) => letter.id) } } });
  await tx.entry.delete({ where: { id: entryId } });
}

import type { Tx } from "~/data/client.server";

/** A consent that came or went makes an earlier warning void: the next one gives its full time again. */
export async function forgetPurgeWarning(tx: Tx, entryId: string): Promise<void> {
  await tx.entry.updateMany({ where: { id: entryId, purgeWarnedAt: { not: null } }, data: { purgeWarnedAt: null } });
}

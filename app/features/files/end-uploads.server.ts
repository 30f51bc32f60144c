import { lockEntry } from "~/data/entries.server";
import type { Tx } from "~/data/client.server";
import { endUnawaitedUploads } from "~/data/uploads.server";
import type { Services } from "~/features/services";

/**
 * Runs a change of an entry that may take files out of it, then gives up the uploads to files nothing waits for any more, and
 * removes what came of them.
 * @param work must lock the entry
 */
export async function endingUploads<Value>({ db, files }: Pick<Services, "db" | "files">, entryId: string, work: (tx: Tx, end: () => Promise<void>) => Promise<Value>): Promise<Value> {
  let partials: string[] = [];
  const value = await db.transact((tx) => {
    partials = [];
    return work(tx, async () => {
      partials = await endUnawaitedUploads(tx, entryId);
    });
  });
  await Promise.all(partials.map((name) => files.spool.removePart(name)));
  return value;
}

/** Gives up uploads that were allowed in the moment their file was taken out of the entry. */
export function endForgottenUploads(services: Pick<Services, "db" | "files">, entryId: string): Promise<void> {
  return endingUploads(services, entryId, async (tx, end) => {
    if (await lockEntry(tx, entryId)) await end();
  });
}

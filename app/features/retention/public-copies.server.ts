import { createHash } from "node:crypto";
import type { Tx } from "~/data/client.server";
import { dropFilesBut, keepCopies, shownCopies } from "~/data/retention-files.server";
import type { Services } from "~/features/services";
import { FileMissing } from "~/platform/files/storage/storage-errors.server";

type WithFiles = Pick<Services, "files">;

/** Hashes of the copies that may stay, by their name in the store; null where the bytes are gone. Films take their time: read ahead of the transaction. */
export type CopyHashes = Map<string, string | null>;

export async function hashCopies(services: Pick<Services, "db" | "files">, editionId: string): Promise<CopyHashes> {
  const hashes: CopyHashes = new Map();
  for (const { copy } of await shownCopies(services.db.prisma, editionId)) hashes.set(copy, await hashOf(services, copy));
  return hashes;
}

async function hashOf({ files }: WithFiles, name: string): Promise<string | null> {
  try {
    const hash = createHash("sha256");
    for await (const chunk of (await files.open(name)) as AsyncIterable<Buffer>) hash.update(chunk);
    return hash.digest("hex");
  } catch (error) {
    if (error instanceof FileMissing) return null;
    throw error;
  }
}

/**
 * Of what is left of an edition's files, the copies that were public stay in the place of their originals, which tell places, devices and
 * names; what has no such copy goes. @returns names in the store of the originals, to be removed once this is written
 */
export async function leavePublicCopies(tx: Tx, services: WithFiles, { editionId, hashes }: { editionId: string; hashes: CopyHashes }): Promise<string[]> {
  const kept = [];
  for (const one of await shownCopies(tx, editionId)) {
    const known = hashes.get(one.copy);
    // Made a moment ago, since the others were read.
    const sha256 = known === undefined ? await hashOf(services, one.copy) : known;
    if (sha256 !== null) kept.push({ ...one, sha256 });
  }
  await dropFilesBut(tx, editionId, kept.map(({ fileId }) => fileId));
  await keepCopies(tx, kept);
  return kept.filter(({ original, copy }) => original !== copy).map(({ original }) => original);
}

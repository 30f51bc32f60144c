import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import type { Spool } from "~/platform/files/storage/spool.server";

/** Hashes of partials that this process wrote: one that another wrote is read again once. */
const MOST_KEPT = 1000;

/**
 * SHA-256 of partial files, carried on from connection to connection so that a resumed upload is not read again.
 */
export interface PartialHashes {
  /** A hash that knows the first `size` bytes of the partial. */
  upTo(name: string, size: number): Promise<Hash>;
  /** Remembers a hash that knows exactly the first `size` bytes. */
  keep(name: string, size: number, hash: Hash): void;
  forget(name: string): void;
}

export function createPartialHashes(spool: Pick<Spool, "partPath">): PartialHashes {
  const kept = new Map<string, { size: number; hash: Hash }>();
  return {
    async upTo(name, size) {
      const known = kept.get(name);
      kept.delete(name);
      if (known?.size === size) return known.hash;
      const hash = createHash("sha256");
      if (size === 0) return hash;
      for await (const chunk of createReadStream(spool.partPath(name), { end: size - 1, highWaterMark: 1024 * 1024 })) hash.update(chunk as Buffer);
      return hash;
    },
    keep(name, size, hash) {
      kept.set(name, { size, hash });
      const [oldest] = kept.keys();
      if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    },
    forget: (name) => void kept.delete(name),
  };
}

import type { Readable } from "node:stream";
import type { Spool } from "./spool.server";

/** After so many bytes it is asked again whether there is room: others write to the disk as well. */
const RECHECK_BYTES = 16 * 1024 * 1024;

/** Bytes that forms under way in this process announced and have not written yet. */
let outstanding = 0;

/** Room on the disk for the bytes of one form. */
export interface ReservedRoom {
  /** The stream of a file, which fails like a full disk (`ENOSPC`) once there is no room any more for the rest of the form. */
  watch(stream: Readable): AsyncGenerator<Buffer>;
  /** Gives back what was not written. To be called once, in any case. */
  release(): void;
}

/**
 * Reserves room for a form that announces so many bytes (0: it does not say), beside all others under way; null where there is not enough.
 */
export async function reserveRoom(spool: Pick<Spool, "freeBytes">, length: number): Promise<ReservedRoom | null> {
  const free = await spool.freeBytes();
  // Nothing is awaited between looking and taking: of two forms that fit only one by one, the second is refused.
  if (length > free - outstanding) return null;
  let left = length;
  let unchecked = 0;
  outstanding += length;
  const take = (bytes: number) => {
    const taken = Math.min(left, bytes);
    left -= taken;
    outstanding -= taken;
  };
  return {
    async *watch(stream) {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        unchecked += chunk.length;
        if (unchecked >= RECHECK_BYTES) {
          unchecked = 0;
          const needed = length > 0 ? left : RECHECK_BYTES;
          if ((await spool.freeBytes()) < needed) throw Object.assign(new Error("no room for the rest of the form"), { code: "ENOSPC" });
        }
        take(chunk.length);
        yield chunk;
      }
    },
    release: () => take(left),
  };
}

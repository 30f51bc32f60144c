import { createHash, randomBytes } from "node:crypto";
import { open, readdir, rm, stat, statfs, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { Readable, Transform } from "node:stream";
import { giveToOwner, makePrivateFolder } from "~/platform/config/data-folder.server";
import { TooManyBytes } from "./storage-errors.server";
import type { ListedFile, StoredBytes } from "./storage.server";

/** Room on the disk that uploads must leave: a full disk stops the database. */
const RESERVE_BYTES = 256 * 1024 * 1024;

/** A new name: 128 random bits in hex, the only form of name there is in our own stores. */
export function randomName(): string {
  return randomBytes(16).toString("hex");
}

/** Refuses whatever is not a name made here, so that no path can be built of anything else. */
export function requireName(name: string): string {
  if (!/^[0-9a-f]{32}$/.test(name)) throw new RangeError("not the name of a stored file");
  return name;
}

/** The folder `DATA_DIR/files/incoming`: files on their way in, partial or complete. */
export interface Spool {
  /** where the bytes of an upload of this (random) name gather */
  partPath(name: string): string;
  /** Opens a partial for writing at any place, making it and the folder where needed. */
  openPart(name: string): Promise<FileHandle>;
  /** Bytes of the partial on disk; 0 where there is none. */
  partSize(name: string): Promise<number>;
  removePart(name: string): Promise<void>;
  /** Writes bytes to a new complete file, flushed to disk. @throws TooManyBytes; nothing is left behind then. */
  write(bytes: Readable | Buffer, maxBytes?: number): Promise<StoredBytes & { readonly path: string }>;
  list(): AsyncIterable<ListedFile>;
  freeBytes(): Promise<number>;
}

export function openSpool(dataDir: string): Spool {
  const folder = join(dataDir, "files", "incoming");
  const partPath = (name: string) => join(folder, `${requireName(name)}.part`);
  async function openPart(name: string): Promise<FileHandle> {
    await makeFilesFolder(dataDir, "incoming");
    const path = partPath(name);
    // r+ on a new file fails and w truncates: made first when it is not there.
    await open(path, "a", 0o600).then((file) => file.close());
    await giveToOwner(dataDir, path);
    return open(path, "r+");
  }
  return {
    partPath,
    openPart,
    partSize: (name) => stat(partPath(name)).then(({ size }) => size, zeroIfMissing),
    removePart: (name) => rm(partPath(name), { force: true }),
    async write(bytes, maxBytes = Number.MAX_SAFE_INTEGER) {
      const name = randomName();
      const file = await openPart(name);
      try {
        const { size, sha256 } = await copyCounting(bytes, file, maxBytes);
        await file.datasync();
        await file.close();
        return { name, size, sha256, path: partPath(name) };
      } catch (error) {
        await file.close().catch(() => undefined);
        await rm(partPath(name), { force: true });
        throw error;
      }
    },
    async *list() {
      for (const entry of await readdir(folder).catch(noneIfMissing)) {
        const name = /^([0-9a-f]{32})\.part$/.exec(entry)?.[1];
        const found = name && (await stat(join(folder, entry)).catch(() => null));
        if (name && found) yield { name, size: found.size, changedAt: found.mtime };
      }
    },
    async freeBytes() {
      const { bavail, bsize } = await statfs(await makeFilesFolder(dataDir, "incoming"));
      return Math.max(0, bavail * bsize - RESERVE_BYTES);
    },
  };
}

/** `DATA_DIR/files/<name>`, for the owner alone. */
export async function makeFilesFolder(dataDir: string, name: string): Promise<string> {
  await makePrivateFolder(dataDir, "files");
  return makePrivateFolder(dataDir, join("files", name));
}

async function copyCounting(bytes: Readable | Buffer, file: FileHandle, maxBytes: number): Promise<{ size: number; sha256: string }> {
  const hash = createHash("sha256");
  let size = 0;
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > maxBytes) return done(new TooManyBytes(maxBytes));
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const source = Buffer.isBuffer(bytes) ? Readable.from([bytes]) : bytes;
  // Not a stream of the file: closing the file would wait for it for ever.
  await pipeline(source, counter, async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) await file.writeFile(chunk);
  });
  return { size, sha256: hash.digest("hex") };
}

function zeroIfMissing(error: NodeJS.ErrnoException): 0 {
  if (error.code === "ENOENT") return 0;
  throw error;
}

function noneIfMissing(error: NodeJS.ErrnoException): string[] {
  if (error.code === "ENOENT") return [];
  throw error;
}

import { openAsBlob } from "node:fs";
import { rm } from "node:fs/promises";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import type { UTApi } from "uploadthing/server";
import { FileMissing } from "./storage-errors.server";
import { openSpool, randomName } from "./spool.server";
import type { ByteRange, FileStorage, StoredBytes } from "./storage.server";

const LINK_LIFE = "5 minutes";
const LIST_PAGE = 500;
const USAGE_FRESH_MS = 60_000;

/** Addresses of the hosted service, where they differ from its own (tests, a gateway of one's own). */
export interface HostedAddresses {
  readonly apiUrl?: string;
  readonly ingestUrl?: string;
  readonly ufsHost?: string;
  readonly ufsAppIdLocation?: "subdomain" | "path";
}

/**
 * Files at the hosted UploadThing service, all private. Bytes of families' files then lie with a third party: only random
 * names are given to it.
 */
export function hostedStore(options: { dataDir: string; token: string } & HostedAddresses): FileStorage {
  const { dataDir, ...rest } = options;
  const spool = openSpool(dataDir);
  let made: Promise<UTApi> | undefined;
  // The SDK takes a third of a second to load: commands that touch no file need not wait for it.
  const api = () => (made ??= import("uploadthing/server").then(({ UTApi: Api }) => new Api({ ...rest, logLevel: "None" })));
  const link = async (key: string) => (await (await api()).generateSignedURL(requireKey(key), { expiresIn: LINK_LIFE })).ufsUrl;
  let usage: { at: number; free: number } | undefined;

  async function freeBytes(): Promise<number> {
    if (!usage || Date.now() - usage.at > USAGE_FRESH_MS) {
      const { limitBytes, appTotalBytes } = await (await api()).getUsageInfo();
      usage = { at: Date.now(), free: Math.max(0, limitBytes - appTotalBytes) };
    }
    return usage.free;
  }

  async function open(key: string, range?: ByteRange): Promise<Readable> {
    const response = await fetch(await link(key), range && { headers: { range: `bytes=${range.start}-${range.end ?? ""}` } });
    if (response.status === 404) throw new FileMissing(key);
    if (!response.ok || !response.body) throw new Error(`the hosted store answered ${response.status}`);
    return Readable.fromWeb(response.body as ReadableStream);
  }

  async function adopt(path: string): Promise<string> {
    const { UTFile } = await import("uploadthing/server");
    const file = new UTFile([await openAsBlob(path)], randomName(), { type: "application/octet-stream" });
    const { data, error } = await (await api()).uploadFiles(file, { acl: "private" });
    if (error) throw new Error(`the hosted store refused a file: ${error.code}`);
    await rm(path, { force: true });
    return data.key;
  }

  return {
    kind: "HOSTED",
    spool,
    open,
    async save(bytes, limits) {
      const { path, ...stored } = await spool.write(bytes, limits?.maxBytes);
      const name = await adopt(path).finally(() => rm(path, { force: true }));
      return { ...stored, name } satisfies StoredBytes;
    },
    adopt,
    async localPath(key) {
      const copy = await spool.write(await open(key));
      return { path: copy.path, release: () => rm(copy.path, { force: true }) };
    },
    async remove(key) {
      await (await api()).deleteFiles(requireKey(key));
    },
    async *list() {
      for (let offset = 0; ; offset += LIST_PAGE) {
        const { files, hasMore } = await (await api()).listFiles({ limit: LIST_PAGE, offset });
        for (const file of files) if (file.status === "Uploaded") yield { name: file.key, size: file.size, changedAt: new Date(file.uploadedAt) };
        if (!hasMore) return;
      }
    },
    freeBytes,
    signedUrl: link,
    // The same question as for the room, so that probes every few seconds don't become calls to the service.
    check: () => freeBytes().then(() => undefined),
  };
}

/** Keys of the service go into addresses: nothing but letters, digits, `-` and `_`. */
function requireKey(key: string): string {
  if (!/^[A-Za-z0-9_-]{10,200}$/.test(key)) throw new RangeError("not the key of a hosted file");
  return key;
}

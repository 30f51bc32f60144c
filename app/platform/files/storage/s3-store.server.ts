import { createReadStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import type { S3Address } from "~/platform/config/variables.server";
import { s3Send, S3Refused, textOf, type S3Request } from "./s3-client.server";
import { codeOf, FileMissing } from "./storage-errors.server";
import { openSpool, requireName } from "./spool.server";
import type { FileStorage, ListedFile, StoredBytes } from "./storage.server";

/** Only what lies below this prefix is ours: the bucket may hold other things. */
const PREFIX = "files/";

/** Files in an S3-compatible store. Bytes gather on the local disk first, so that an upload can resume at any byte. */
export function s3Store({ dataDir, address }: { dataDir: string; address: S3Address }): FileStorage {
  const spool = openSpool(dataDir);
  const send = (request: S3Request) => s3Send(address, request);
  const keyOf = (name: string) => `${PREFIX}${requireName(name)}`;

  async function open(name: string, range?: { start: number; end?: number }) {
    try {
      return await send({ method: "GET", key: keyOf(name), ...(range && { range: `bytes=${range.start}-${range.end ?? ""}` }) });
    } catch (error) {
      throw error instanceof S3Refused && error.status === 404 ? new FileMissing(name) : error;
    }
  }

  async function adopt(path: string, bytes: StoredBytes): Promise<string> {
    if (await isMissing(path)) {
      // Sent before, by a process that was killed right after.
      const kept = await send({ method: "HEAD", key: keyOf(bytes.name) });
      if (Number(kept.headers["content-length"]) !== bytes.size) throw new FileMissing(bytes.name);
      return bytes.name;
    }
    const sent = await send({ method: "PUT", key: keyOf(bytes.name), body: { bytes: createReadStream(path), size: bytes.size, sha256: bytes.sha256 } });
    sent.resume();
    await rm(path, { force: true });
    return bytes.name;
  }

  return {
    kind: "S3",
    spool,
    open,
    async save(bytes, options) {
      const { path, ...stored } = await spool.write(bytes, options?.maxBytes);
      try {
        await adopt(path, stored);
      } finally {
        await rm(path, { force: true });
      }
      return stored;
    },
    adopt,
    async localPath(name) {
      const copy = await spool.write(await open(name));
      return { path: copy.path, release: () => rm(copy.path, { force: true }) };
    },
    async remove(name) {
      const gone = await send({ method: "DELETE", key: keyOf(name) }).catch((error: unknown) => {
        if (error instanceof S3Refused && error.status === 404) return null;
        throw error;
      });
      gone?.resume();
    },
    list: () => listBucket(send),
    freeBytes: () => spool.freeBytes(),
    signedUrl: () => Promise.resolve(null),
    async check() {
      const answer = await send({ method: "GET", query: { "list-type": "2", "max-keys": "1", prefix: PREFIX } });
      answer.resume();
    },
  };
}

async function* listBucket(send: (request: S3Request) => ReturnType<typeof s3Send>): AsyncIterable<ListedFile> {
  let token: string | null = null;
  do {
    const query: Record<string, string> = { "list-type": "2", prefix: PREFIX, ...(token !== null && { "continuation-token": token }) };
    const xml: string = await textOf(await send({ method: "GET", query }));
    for (const [, entry = ""] of xml.matchAll(/<Contents>(.*?)<\/Contents>/gs)) {
      const name = new RegExp(`^${PREFIX}([0-9a-f]{32})$`).exec(element(entry, "Key") ?? "")?.[1];
      if (name) yield { name, size: Number(element(entry, "Size")), changedAt: new Date(element(entry, "LastModified") ?? "") };
    }
    token = element(xml, "NextContinuationToken");
  } while (token !== null);
}

/** Text of an element: the names we ask for hold no markup, the token may hold escaped characters. */
function element(xml: string, name: string): string | null {
  const text = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
  return text === undefined ? null : text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&amp;", "&");
}

async function isMissing(path: string): Promise<boolean> {
  return stat(path).then(
    () => false,
    (error: unknown) => {
      if (codeOf(error) === "ENOENT") return true;
      throw error;
    },
  );
}

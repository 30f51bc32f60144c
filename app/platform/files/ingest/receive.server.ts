import type { Hash } from "node:crypto";
import { createWriteStream, type WriteStream } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import type { PartReader } from "./part-reader.server";

/** Chunks gather up to this size and are written together. */
const BUFFER_BYTES = 1024 * 1024;

/** `lost`: the connection went (or was taken over); what came is kept and the upload resumes there. */
export type Received = "complete" | "lost" | "malformed";

interface Reception {
  readonly request: IncomingMessage;
  readonly reader: PartReader;
  /** open for writing; stays open */
  readonly file: FileHandle;
  /** first byte to write */
  readonly start: number;
  /** knows all bytes before `start`; when this answers it knows all that was written */
  readonly hash: Hash;
  /** without a byte for so long the connection counts as gone */
  readonly idleMs: number;
}

/**
 * Writes the content of a body to a file while it comes, never more than a buffer of it in memory.
 * @throws what the system says about the disk (`ENOSPC` …)
 */
export async function receive({ request, reader, file, start, hash, idleMs }: Reception): Promise<Received> {
  const out = createWriteStream("", { fd: file.fd, start, highWaterMark: BUFFER_BYTES, autoClose: false });
  const idle = setTimeout(() => request.destroy(), idleMs);
  try {
    const outcome = await copy({ request, reader, out, hash, onByte: () => idle.refresh() });
    await flush(out);
    return outcome;
  } finally {
    clearTimeout(idle);
  }
}

function copy({ request, reader, out, hash, onByte }: { request: IncomingMessage; reader: PartReader; out: WriteStream; hash: Hash; onByte: () => void }): Promise<Received> {
  return new Promise((resolve, reject) => {
    const stopReading = () => {
      request.off("data", take);
      request.pause();
    };
    const end = (outcome: Received) => {
      stopReading();
      resolve(outcome);
    };
    const take = (chunk: Buffer) => {
      onByte();
      const content = reader.push(chunk);
      if (content === null) return end("malformed");
      if (content.length === 0) return;
      hash.update(content);
      if (!out.write(content)) request.pause();
    };
    out.on("drain", () => {
      onByte();
      request.resume();
    });
    out.on("error", (error) => {
      stopReading();
      reject(error);
    });
    // Without a listener a connection that was reset would be an uncaught error.
    request.on("error", () => end("lost"));
    request.once("end", () => end(reader.isComplete() ? "complete" : "malformed"));
    request.once("close", () => end("lost"));
    if (request.destroyed && !request.readableEnded) return end("lost");
    request.on("data", take);
  });
}

function flush(out: WriteStream): Promise<void> {
  return new Promise((resolve, reject) => {
    if (out.errored) return reject(out.errored);
    out.once("error", reject);
    // Not the callback of `end`: it runs after an error too.
    out.once("finish", () => resolve());
    out.end();
  });
}

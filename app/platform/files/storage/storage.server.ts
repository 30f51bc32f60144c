import type { Readable } from "node:stream";
import type { Config } from "~/platform/config/config.server";
import { hostedStore } from "./hosted-store.server";
import { localStore } from "./local-store.server";
import { s3Store } from "./s3-store.server";
import type { Spool } from "./spool.server";

/** Bytes of one file, as they stand in the store. */
export interface StoredBytes {
  /** random name in the store; in the hosted one the key given there */
  readonly name: string;
  readonly size: number;
  /** lower-case hex */
  readonly sha256: string;
}

/** First and last byte, both counted in; without `end` up to the last one. */
export interface ByteRange {
  readonly start: number;
  readonly end?: number;
}

export interface ListedFile {
  readonly name: string;
  readonly size: number;
  readonly changedAt: Date;
}

/** Where the bytes of files lie. Names are made here at random: no name, key or path from outside ever becomes one. */
export interface FileStorage {
  readonly kind: "LOCAL" | "S3" | "HOSTED";
  /** the folder for files on their way in, always on the local disk */
  readonly spool: Spool;
  /** The bytes, or a part of them. @throws FileMissing where there is no such file */
  open(name: string, range?: ByteRange): Promise<Readable>;
  /**
   * Keeps bytes for good: when it answers they survive a power cut.
   * @param options `maxBytes`: more is refused with TooManyBytes, nothing is left behind
   */
  save(bytes: Readable | Buffer, options?: { readonly maxBytes?: number }): Promise<StoredBytes>;
  /**
   * Takes a complete file over out of the spool; safe to repeat after a crash with the same `name`.
   * @returns the name in the store: `name`, but in the hosted store the one given there
   */
  adopt(path: string, bytes: StoredBytes): Promise<string>;
  /** A path on the local disk for libraries that need one: the file itself or a temporary copy. Call `release` when done. */
  localPath(name: string): Promise<{ readonly path: string; release(): Promise<void> }>;
  /** Removes it; one that is gone already is no error. */
  remove(name: string): Promise<void>;
  list(): AsyncIterable<ListedFile>;
  /** Bytes that may still come, without the reserve that the database and the system need. */
  freeBytes(): Promise<number>;
  /** An address of five minutes at the hosted store; null where the bytes lie with us and go through our own route. */
  signedUrl(name: string): Promise<string | null>;
  /** Answers when the store can be written to, else throws. */
  check(): Promise<void>;
}

/** The store this installation is configured for. Touches neither disk nor network. */
export function openStorage(config: Pick<Config, "dataDir" | "s3" | "uploadthingToken">): FileStorage {
  if (config.uploadthingToken) return hostedStore({ dataDir: config.dataDir, token: config.uploadthingToken });
  return config.s3 ? s3Store({ dataDir: config.dataDir, address: config.s3 }) : localStore(config.dataDir);
}

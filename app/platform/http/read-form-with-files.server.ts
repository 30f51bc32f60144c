import { Readable } from "node:stream";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";
import { Busboy } from "@fastify/busboy";
import { cleanFileName } from "~/domain/files/names";
import { refused, ok, type Result } from "~/domain/kernel/result";
import { type ReservedRoom, reserveRoom } from "~/platform/files/storage/reserved-room.server";
import type { Spool } from "~/platform/files/storage/spool.server";
import { isDiskFull, TooManyBytes } from "~/platform/files/storage/storage-errors.server";

/** A file of a form: its bytes lie in the spool until they are stored or the form is discarded. */
export interface FormFile {
  /** name of the field */
  readonly field: string;
  /** as its owner called it, cleaned */
  readonly name: string;
  readonly declaredType: string;
  readonly size: number;
  /** lower-case hex */
  readonly sha256: string;
  /** random name the bytes will have in the store */
  readonly storageName: string;
  /** where they lie now */
  readonly path: string;
}

export interface FormWithFiles {
  /** the fields that are texts */
  readonly form: FormData;
  readonly files: readonly FormFile[];
  /** Removes the bytes of files that were not stored. Call it in any case when done. */
  discard(): Promise<void>;
}

export interface FormLimits {
  /** largest file, in bytes */
  readonly maxBytes: number;
  /** most files; 1 where nothing is said */
  readonly maxFiles?: number;
}

export type FormRefusal = "invalid" | "too_large" | "file_too_large" | "too_many_files" | "disk_full";

const MOST_TEXT_BYTES = 2_000_000;
const MOST_FIELDS = 1_000;
const FRAMING_BYTES = 64 * 1024;

/**
 * Reads a form with files while it comes: texts into memory (2 MB in all), files to the local disk, counted and hashed on the way.
 * Fields of files left empty are left out. Room on the disk is reserved beside all other forms under way, and looked at again while
 * writing. Whatever is refused leaves nothing behind.
 */
export async function readFormWithFiles({ files: { spool } }: { files: { spool: Spool } }, request: Request, limits: FormLimits): Promise<Result<FormWithFiles, FormRefusal>> {
  const { maxBytes, maxFiles = 1 } = limits;
  const type = request.headers.get("content-type") ?? "";
  const length = Number(request.headers.get("content-length") ?? 0);
  if (length > maxBytes * maxFiles + MOST_TEXT_BYTES + FRAMING_BYTES) return letPass(request.body, length, "too_large");
  if (!/^multipart\/form-data\s*;/i.test(type) || !request.body) return refused("invalid");
  const room = await reserveRoom(spool, length);
  if (!room) return letPass(request.body, length, "disk_full");
  const form = new FormData();
  const files: FormFile[] = [];
  const discard = async () => {
    for (const { storageName } of files) await spool.removePart(storageName);
  };
  const reason = await parse(request.body, type, { form, files, spool, room, limits: { maxBytes, maxFiles } }).finally(() => room.release());
  if (reason === null) return ok({ form, files, discard });
  await discard();
  return refused(reason);
}

/** Larger bodies are not taken to their end only to be told that they are too large. */
const MOST_PASSED_BYTES = 1_000_000_000;

/** Refuses a body that was not looked at, and lets it flow away so that the browser gets to read the answer. */
function letPass(body: ReadableStream | null, length: number, reason: FormRefusal): Result<FormWithFiles, FormRefusal> {
  if (body && length <= MOST_PASSED_BYTES) Readable.fromWeb(body as NodeReadableStream).on("error", () => undefined).resume();
  return refused(reason);
}

interface Target {
  form: FormData;
  files: FormFile[];
  spool: Spool;
  room: ReservedRoom;
  limits: Required<FormLimits>;
}

async function parse(body: ReadableStream, contentType: string, { form, files, spool, room, limits }: Target): Promise<FormRefusal | null> {
  const source = Readable.fromWeb(body as NodeReadableStream);
  const writing: Promise<void>[] = [];
  const open: Readable[] = [];
  let reason: FormRefusal | null = null;
  const parser = makeParser(contentType);
  if (!parser) return "invalid";
  const finished = new Promise<void>((resolve) => {
    const stop = (why: FormRefusal) => {
      reason ??= why;
      source.unpipe(parser);
      // A browser that still sends would show a broken connection instead of the answer.
      source.resume();
      for (const stream of open) stream.destroy(new Error("the form was refused"));
      resolve();
    };
    parser.on("field", (name, value, nameCut, valueCut) => {
      if (nameCut || valueCut) return stop("too_large");
      form.append(name, value.normalize("NFC"));
    });
    parser.on("file", (field, stream, name, _encoding, declaredType) => {
      // The parser fails the stream of a cut file, also when nobody reads it any more.
      stream.on("error", () => undefined);
      if (!name) return void stream.resume();
      if (writing.length >= limits.maxFiles) return stop("too_many_files");
      open.push(stream);
      // A cut body ends the stream as if the file were whole; the parser says so afterwards.
      const written = spool.write(Readable.from(room.watch(stream), { objectMode: false }), limits.maxBytes).then(
        ({ name: storageName, ...bytes }) => void files.push({ field, name: cleanFileName(name), declaredType, storageName, ...bytes }),
        (error: unknown) => stop(reasonOf(error)),
      );
      writing.push(written);
    });
    for (const limit of ["partsLimit", "fieldsLimit", "filesLimit"] as const) parser.on(limit, () => stop("too_large"));
    parser.on("error", () => stop("invalid"));
    parser.on("finish", () => resolve());
    source.on("error", () => stop("invalid"));
    source.pipe(parser);
  });
  await finished;
  await Promise.all(writing);
  return reason;
}

function makeParser(contentType: string): Busboy | null {
  try {
    const limits = { fields: MOST_FIELDS, files: MOST_FIELDS, parts: MOST_FIELDS, fieldSize: MOST_TEXT_BYTES, fieldNameSize: 200, headerPairs: 50, headerSize: 16 * 1024 };
    return new Busboy({ headers: { "content-type": contentType }, limits });
  } catch {
    return null;
  }
}

function reasonOf(error: unknown): FormRefusal {
  if (error instanceof TooManyBytes) return "file_too_large";
  if (isDiskFull(error)) return "disk_full";
  return "invalid";
}

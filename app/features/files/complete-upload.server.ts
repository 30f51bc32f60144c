import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { findByUpload } from "~/data/uploads-files.server";
import { findUpload } from "~/data/uploads.server";
import type { Services } from "~/features/services";
import { inspectUpload } from "~/platform/files/content/inspect.server";
import type { StoredBytes } from "~/platform/files/storage/storage.server";
import { attachFile, noteRefusedContent } from "./attach-file.server";
import type { UploadMetadata } from "./upload-metadata.server";
import { uploadReasonText } from "./upload-texts.server";

/** What the sender's script is told: the file, or in plain words why its bytes were not taken. */
export type UploadResult = { fileId: string } | { error: string; reason: string };

interface Question {
  services: Pick<Services, "db" | "files" | "clock">;
  uploadKey: string;
  metadata: UploadMetadata;
}

/** The complete bytes of an upload, wherever they lie at the moment. */
interface Arrived {
  path: string;
  bytes: StoredBytes;
  /** Puts them in the store for good. */
  keep(): Promise<StoredBytes>;
  /** Removes them everywhere. */
  discard(): Promise<void>;
  release(): Promise<void>;
}

/**
 * Takes a complete upload in: looks at what the bytes are, keeps them and ties them to the declared file. Safe to run again at any
 * point, as a restart does.
 */
export async function completeUpload(question: Question): Promise<UploadResult> {
  const { services, uploadKey } = question;
  const known = await findByUpload(services.db.prisma, uploadKey);
  if (known) return { fileId: known.id };
  const arrived = services.files.kind === "HOSTED" ? await arrivedAtHost(question) : await arrivedHere(question);
  try {
    return await takeIn(question, arrived);
  } finally {
    await arrived.release();
  }
}

async function takeIn({ services, uploadKey, metadata }: Question, arrived: Arrived): Promise<UploadResult> {
  const { entryId, editionId, fileKey, userId, locale, families, maxBytes, name, type, allowedAt } = metadata;
  const refuse = async (reason: string): Promise<UploadResult> => {
    await arrived.discard();
    return { error: uploadReasonText(reason, locale), reason };
  };
  const inspected = await inspectUpload(arrived.path, { name, declaredType: type, allowed: families, maxBytes });
  if (!inspected.ok) {
    await noteRefusedContent(services, { entryId, fileKey, problem: inspected.reason });
    return refuse(inspected.reason);
  }
  const bytes = await arrived.keep();
  const about = { editionId, entryId, fileKey, uploadKey, uploadedById: userId, bytes, inspected: inspected.value, allowedAt: new Date(allowedAt), now: services.clock.now() };
  const { fileId, refusal } = await attachFile(services, about, services.files.kind);
  return refusal === null ? { fileId } : refuse(refusal);
}

/** Embedded ingest: the bytes are in the spool or, after a crash at the wrong moment, in the store already. */
async function arrivedHere({ services: { db, files }, uploadKey }: Question): Promise<Arrived> {
  const upload = await findUpload(db, uploadKey);
  if (!upload?.sha256) throw new Error("an upload was completed before its bytes were there");
  const bytes: StoredBytes = { name: upload.storageName, size: upload.size, sha256: upload.sha256 };
  const spooled = (await files.spool.partSize(bytes.name)) === bytes.size;
  const { path, release } = spooled ? { path: files.spool.partPath(bytes.name), release: () => Promise.resolve() } : await files.localPath(bytes.name);
  return {
    path,
    bytes,
    async keep() {
      await files.adopt(files.spool.partPath(bytes.name), bytes);
      return bytes;
    },
    async discard() {
      await Promise.all([files.spool.removePart(bytes.name), files.remove(bytes.name)]);
    },
    release,
  };
}

/** Hosted service: the bytes lie there; a copy is looked at here. */
async function arrivedAtHost({ services: { files }, uploadKey, metadata }: Question): Promise<Arrived> {
  const { path, release } = await files.localPath(uploadKey);
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  const { size } = await stat(path);
  if (size !== metadata.size) throw new Error("the hosted store holds another number of bytes than was declared");
  const bytes: StoredBytes = { name: uploadKey, size, sha256: hash.digest("hex") };
  return { path, bytes, keep: () => Promise.resolve(bytes), discard: () => files.remove(uploadKey), release };
}

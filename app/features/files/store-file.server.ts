import { insertStoredFile } from "~/data/uploads-files.server";
import type { FileFamily } from "~/domain/contest/rules";
import type { ContentReason } from "~/domain/files/content";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import { inspectUpload } from "~/platform/files/content/inspect.server";
import type { FormFile } from "~/platform/http/read-form-with-files.server";
import { storedFileOf } from "./attach-file.server";

/** A file out of a form, and on whose behalf it is kept. */
export interface FileToStore {
  actorId: string;
  editionId: string;
  /** out of `readFormWithFiles` */
  file: FormFile;
  now: Date;
}

interface Storing extends FileToStore {
  allowed: readonly FileFamily[];
  /** in bytes */
  maxBytes: number;
}

/** What was stored; whoever declared a file compares size and hash with it. */
export interface StoredForm {
  fileId: string;
  size: number;
  sha256: string;
}

/**
 * Keeps a file that came with a form, once its content is what it may be. Whoever calls ties it to something; what nothing names is
 * swept after a day.
 */
export async function storeFile({ db, files }: Pick<Services, "db" | "files">, { actorId, editionId, file, allowed, maxBytes, now }: Storing): Promise<Result<StoredForm, ContentReason>> {
  const { path, name, declaredType, size, sha256, storageName } = file;
  const inspected = await inspectUpload(path, { name, declaredType, allowed, maxBytes });
  if (!inspected.ok) return refused(inspected.reason);
  const bytes = { name: await files.adopt(path, { name: storageName, size, sha256 }), size, sha256 };
  const row = storedFileOf({ editionId, uploadKey: null, uploadedById: actorId, bytes, inspected: inspected.value, now }, files.kind);
  const { id } = await insertStoredFile(db.prisma, row);
  return ok({ fileId: id, size, sha256 });
}

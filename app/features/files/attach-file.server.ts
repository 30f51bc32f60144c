import { attachBytes, noteProblem, type AttachRefusal } from "~/data/entry-files.server";
import { isUniqueViolation } from "~/data/client.server";
import { deleteStoredFile, findByUpload, insertStoredFile, type NewStoredFile, type StoredFileMark } from "~/data/uploads-files.server";
import type { Services } from "~/features/services";
import type { Inspected } from "~/platform/files/content/inspect.server";
import type { StoredBytes } from "~/platform/files/storage/storage.server";

export interface Attachment {
  editionId: string;
  entryId: string;
  /** key of the EntryFile */
  fileKey: string;
  /** key of the upload the bytes came by; null: by a form */
  uploadKey: string | null;
  uploadedById: string;
  bytes: StoredBytes;
  inspected: Inspected;
  /** when its sender was allowed to send it */
  allowedAt: Date;
  now: Date;
}

export type AttachOutcome = { fileId: string; refusal: null } | { fileId: null; refusal: AttachRefusal };

/**
 * Writes bytes of the store down as a file and ties them to the file an entrant declared. Doing it twice for an upload is
 * doing it once. Where they are not the declared bytes nothing is left but the note of why.
 */
export async function attachFile({ db }: Pick<Services, "db">, attachment: Attachment, kind: NewStoredFile["store"]): Promise<AttachOutcome> {
  const { uploadKey, entryId, fileKey, allowedAt } = attachment;
  const attempt = () =>
    db.transact(async (tx): Promise<AttachOutcome> => {
      const known = uploadKey === null ? null : await findByUpload(tx, uploadKey);
      const stored: StoredFileMark = known ?? (await insertStoredFile(tx, storedFileOf(attachment, kind)));
      const refusal = await attachBytes(tx, { entryId, fileKey, stored, allowedAt });
      if (refusal === null) return { fileId: stored.id, refusal };
      if (!known) await deleteStoredFile(tx, stored.id);
      return { fileId: null, refusal };
    });
  try {
    return await attempt();
  } catch (error) {
    // Completed twice at once: the other one has written it down meanwhile.
    if (uploadKey !== null && isUniqueViolation(error)) return attempt();
    throw error;
  }
}

/** Notes on the declared file why its bytes were not taken, so that its page says so. */
export async function noteRefusedContent({ db }: Pick<Services, "db">, about: { entryId: string; fileKey: string; problem: string }): Promise<void> {
  await db.transact((tx) => noteProblem(tx, about));
}

/** The row of a file, of what was found in it. */
export function storedFileOf({ editionId, uploadKey, uploadedById, bytes, inspected, now }: Omit<Attachment, "entryId" | "fileKey" | "allowedAt">, store: NewStoredFile["store"]): NewStoredFile {
  const { name: storageName, size, sha256 } = bytes;
  return { editionId, store, storageName, uploadKey, size, sha256, ...inspected, uploadedById, createdAt: now };
}

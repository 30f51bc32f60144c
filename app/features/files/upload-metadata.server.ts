import { z } from "zod";
import { locales } from "~/i18n/locale";
import type { UploadBook } from "~/platform/files/ingest/book.server";
import { randomName } from "~/platform/files/storage/spool.server";

/** An upload's address is valid for so long; then the file has to be asked for again. */
export const UPLOAD_TTL_MS = 86_400_000;

const families = ["PHOTO", "PDF", "DOCUMENT", "VIDEO"] as const;

/**
 * What travels with an upload from the moment it was allowed to its completion. Ids and facts only: in hosted mode a third
 * party keeps it.
 */
export const uploadMetadata = z.object({
  userId: z.string().min(1),
  entryId: z.uuid(),
  editionId: z.uuid(),
  /** key of the entry's file */
  fileKey: z.uuid(),
  /** a name made here, with the extension alone of the sender's */
  name: z.string(),
  /** as declared; empty where the browser did not know */
  type: z.string(),
  /** in bytes */
  size: z.number().int().positive(),
  families: z.array(z.enum(families)),
  maxBytes: z.number().int().positive(),
  locale: z.enum(locales),
  /** when it was allowed: bytes may follow a submission when that was before they were due */
  allowedAt: z.iso.datetime(),
});

export type UploadMetadata = z.output<typeof uploadMetadata>;

const registration = z.object({
  fileKeys: z.array(z.string().regex(/^[A-Za-z0-9]{20,128}$/)).length(1),
  metadata: uploadMetadata,
  callbackUrl: z.url(),
  callbackSlug: z.string().min(1),
  awaitServerData: z.boolean(),
});

/** The SDK's registration of keys, as rows to write down; null where it is not what the SDK sent until now. */
export function readRegistration(body: unknown, now: Date): Parameters<UploadBook["register"]>[0] | null {
  const parsed = registration.safeParse(body);
  if (!parsed.success) return null;
  const { fileKeys, metadata, callbackUrl, callbackSlug, awaitServerData } = parsed.data;
  const { userId, entryId, fileKey, size } = metadata;
  const expiresAt = new Date(now.getTime() + UPLOAD_TTL_MS);
  return fileKeys.map((key) => ({ key, storageName: randomName(), slug: callbackSlug, metadata, callbackUrl, awaitServerData, userId, entryId, fileKey, size, expiresAt }));
}

import { thingPhoto, type ThingScope } from "~/data/things.server";
import { isUuid } from "~/domain/kernel/uuid";
import { storeFile, type FileToStore } from "~/features/files/store-file.server";
import type { Services } from "~/features/services";
import type { StoredBytes } from "~/platform/http/send-stored.server";

const MAX_PHOTO_BYTES = 10 * 1024 * 1024;

export const PHOTO_LIMITS = { maxBytes: MAX_PHOTO_BYTES, maxFiles: 1 } as const;

/** Keeps the photo of a thing: a picture, judged by content. */
export function storePhoto(services: Pick<Services, "db" | "files">, photo: FileToStore) {
  return storeFile(services, { ...photo, allowed: ["PHOTO"], maxBytes: MAX_PHOTO_BYTES });
}

/** The photo of a thing of an edition, its clean copy where it is made already; null where there is none. */
export async function photoOfThing({ db, files }: Pick<Services, "db" | "files">, scope: ThingScope, thingId: string): Promise<StoredBytes | null> {
  const photo = isUuid(thingId) ? await thingPhoto(db, scope, thingId) : null;
  if (!photo) return null;
  const { storageName, mime, size } = photo;
  return { mime, size, address: await files.signedUrl(storageName), open: () => files.open(storageName) };
}

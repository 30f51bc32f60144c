import { randomUUID } from "node:crypto";
import { createUploadthing, UTFiles } from "uploadthing/remix";
import { UploadThingError } from "uploadthing/server";
import { z } from "zod";
import { openUploadsOf } from "~/data/uploads.server";
import { extensionOf } from "~/domain/files/names";
import type { Services } from "~/features/services";
import { actorOf } from "~/platform/session/actor.server";
import { completeUpload } from "./complete-upload.server";
import { mayUpload } from "./may-upload.server";
import { uploadMetadata, type UploadMetadata } from "./upload-metadata.server";
import { localeOfReferer } from "./upload-texts.server";

/** Somebody with more unfinished uploads is no family with slow lines. */
const MOST_OPEN_UPLOADS = 200;
/** Two of the largest files at once; what is announced and never comes keeps others from the room. */
const MOST_OPEN_BYTES = 2 ** 32;

const input = z.object({ entryId: z.uuid(), partKey: z.string().min(1).max(100), fileKey: z.uuid() });

/**
 * Types a sender may declare. Sizes and types here are what any part could take: the part's own limits are checked in the
 * middleware, the content when it is there. Never `blob`, `text`, SVG or HTML.
 */
const LARGEST = { maxFileSize: "2GB", maxFileCount: 1, minFileCount: 1, acl: "private" } as const;
const DECLARABLE = {
  "image/jpeg": LARGEST,
  "image/png": LARGEST,
  "image/webp": LARGEST,
  "image/avif": LARGEST,
  "image/heic": LARGEST,
  "image/heif": LARGEST,
  "application/pdf": LARGEST,
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": LARGEST,
  "video/mp4": LARGEST,
  "video/x-m4v": LARGEST,
  "video/quicktime": LARGEST,
  "video/webm": LARGEST,
} as const;

/** What the SDK's client is answered in place of a presigned address; `message` is put into the reader's language on its way out. */
export interface UploadErrorShape {
  [key: string]: string;
  message: string;
  reason: string;
}

const CODES = { forbidden: "FORBIDDEN", unauthenticated: "FORBIDDEN", conflict_of_interest: "FORBIDDEN", not_found: "NOT_FOUND", file_too_large: "TOO_LARGE" } as const;

function refuse(reason: string): never {
  const code = (CODES as Readonly<Record<string, (typeof CODES)[keyof typeof CODES]>>)[reason] ?? "BAD_REQUEST";
  throw new UploadThingError({ code, message: reason, data: { message: reason, reason } });
}

/** The SDK's own refusals, in our codes. */
function reasonOf({ message, code }: { message: string; code: string }): string {
  if (message.includes("FileSizeMismatch")) return "file_too_large";
  if (message.includes("FileCountMismatch")) return "one_file";
  if (/InvalidFileType|UnknownFileType/.test(message)) return "wrong_type";
  if (code === "NOT_FOUND") return "not_found";
  return code === "BAD_REQUEST" ? "invalid" : "failed";
}

export type UploadServices = Pick<Services, "db" | "auth" | "files" | "clock" | "log">;

/** The file router: which uploads there are, who may begin one, and what happens when its bytes are complete. */
export function makeUploadRouter(services: UploadServices) {
  const create = createUploadthing({
    errorFormatter: (error): UploadErrorShape => {
      const data = error.data as Partial<UploadErrorShape> | undefined;
      const reason = data?.reason ?? reasonOf(error);
      return { message: reason, reason };
    },
  });
  return {
    entryFile: create(DECLARABLE, { awaitServerData: true, presignedURLTTL: "1 day", getFileHashParts: (file) => [file.name, file.size, randomUUID()] })
      .input(input)
      .middleware(async ({ event, files, input: { entryId, partKey, fileKey } }) => {
        const [file, ...others] = files;
        if (!file || others.length > 0) return refuse("one_file");
        // What counts is when it was asked, not when a busy server got to it.
        const now = services.clock.now();
        // Never out of an async local store: everything comes from this very request.
        const { headers } = event.request;
        const actor = await actorOf(new Request("http://localhost/", { headers: { cookie: headers.get("cookie") ?? "" } }), services.auth, services.db);
        if (!actor) return refuse("unauthenticated");
        const allowed = await mayUpload(services, { actor, entryId, partKey, fileKey, file, now });
        if (!allowed.ok) return refuse(allowed.reason);
        const { editionId, families, maxFileBytes, size } = allowed.value;
        const open = await openUploadsOf(services.db, actor.userId, { exceptKey: fileKey, now });
        if (open.count >= MOST_OPEN_UPLOADS || open.bytes + size > MOST_OPEN_BYTES) return refuse("too_many_uploads");
        const name = neutralName(fileKey, file.name);
        const metadata: UploadMetadata = {
          userId: actor.userId,
          entryId,
          editionId,
          fileKey,
          name,
          type: file.type,
          size: file.size,
          families: [...families],
          maxBytes: maxFileBytes,
          locale: localeOfReferer(headers.get("referer")),
          allowedAt: now.toISOString(),
        };
        return { ...metadata, [UTFiles]: [{ ...file, name }] };
      })
      .onUploadComplete(async ({ file, metadata }) => {
        try {
          return await completeUpload({ services, uploadKey: file.key, metadata: uploadMetadata.parse(metadata) });
        } catch (error) {
          // The SDK would swallow it: the ingest notices that no result came, and the log says why.
          services.log.error("an upload could not be completed", { error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
          throw error;
        }
      }),
  };
}

/** For the SDK's client: its type argument. */
export type UploadRouter = ReturnType<typeof makeUploadRouter>;

/** A name without the sender's words, which may name a child: addresses and a hosted service see this one only. */
function neutralName(fileKey: string, given: string): string {
  const extension = /^[a-z0-9]{1,8}$/i.exec(extensionOf(given))?.[0];
  return extension ? `${fileKey}.${extension.toLowerCase()}` : fileKey;
}

import { attachBytes, noteProblem } from "~/data/entry-files.server";
import type { Denial } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import { changeRefusal, type ChangeRefusal } from "~/domain/entry/states";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { type AccessedEntry, accessEntry, standingOf } from "~/features/entries/entry-access.server";
import type { Services } from "~/features/services";
import { type FormFile, type FormRefusal, readFormWithFiles } from "~/platform/http/read-form-with-files.server";
import { declareFile, filePart, removeFile } from "./entry-files.server";
import { mayUpload } from "./may-upload.server";
import { storeFile } from "./store-file.server";

type FileServices = Pick<Services, "db" | "files">;

interface FormRequest {
  actor: Actor;
  entryId: string;
  partKey: string;
  now: Date;
}

export interface RefusedFile {
  name: string;
  reason: string;
}

export type FormReason = Denial | "not_found" | "nothing_picked" | ChangeRefusal | FormRefusal;

/**
 * Takes the files of a form that was sent without a script: each is declared, looked at and tied to its part in one go. What the part
 * takes, and that the entry may be changed, is known before a byte is read. A field `key` names a file declared before, whose bytes these are.
 * @returns those that were not taken; the others are there
 */
export async function takeFormFiles(services: FileServices, asked: FormRequest, request: Request): Promise<Result<RefusedFile[], FormReason>> {
  const { actor, entryId, partKey, now } = asked;
  const access = await accessEntry(services.db.prisma, { actor, entryId, action: "entry.edit", now });
  if (!access.ok) return access;
  const part = filePart(access.value, partKey);
  if (!part) return refused("not_found");
  const closed = closedFor(access.value, now);
  if (closed) return refused(closed);
  const read = await readFormWithFiles(services, request, { maxBytes: part.maxFileBytes, maxFiles: Math.max(1, part.maxFiles) });
  if (!read.ok) return read;
  const { form, files, discard } = read.value;
  try {
    const refusals: RefusedFile[] = [];
    for (const file of files) {
      const reason = await takeOne(services, { ...asked, key: String(form.get("key") ?? "") }, file);
      if (reason !== null) refusals.push({ name: file.name, reason });
    }
    return files.length === 0 ? refused("nothing_picked") : ok(refusals);
  } finally {
    await discard();
  }
}

/** Why no bytes may come now; null while the entry may be changed, or files of the submitted version are still waited for. */
function closedFor({ entry, form }: AccessedEntry, now: Date): ChangeRefusal | null {
  const isWaiting = entry.state === "SUBMITTED" && entry.filesDueAt !== null && now <= entry.filesDueAt;
  return isWaiting ? null : changeRefusal(form.edition, standingOf(entry), now);
}

async function takeOne(services: FileServices, { actor, entryId, partKey, key, now }: FormRequest & { key: string }, file: FormFile): Promise<string | null> {
  const { name, size, declaredType: type, sha256 } = file;
  const declared = key === "" ? await declareFile(services, { actor, now, input: { entryId, partKey, key: crypto.randomUUID(), name, size, type, sha256 } }) : ok({ key });
  if (!declared.ok) return declared.reason;
  const fileKey = declared.value.key;
  const allowed = await mayUpload(services, { actor, entryId, partKey, fileKey, file: { name, size, type }, now });
  if (!allowed.ok) return allowed.reason;
  const { editionId, families, maxFileBytes, name: declaredName } = allowed.value;
  const stored = await storeFile(services, { actorId: actor.userId, editionId, file: { ...file, name: declaredName }, allowed: families, maxBytes: maxFileBytes, now });
  if (!stored.ok) {
    if (key === "") await removeFile(services, { actor, now, input: { entryId, key: fileKey } });
    else await services.db.transact((tx) => noteProblem(tx, { entryId, fileKey, problem: stored.reason }));
    return stored.reason;
  }
  const { fileId: id } = stored.value;
  return services.db.transact((tx) => attachBytes(tx, { entryId, fileKey, stored: { id, size, sha256 }, allowedAt: now }));
}

import type { Reader } from "~/data/editions.server";
import type { FormPart } from "~/data/entries.server";
import { declaredBytes } from "~/data/entry-files.server";
import type { VersionRecord } from "~/data/entry-versions.server";
import type { Denial } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import type { FileFamily } from "~/domain/contest/rules";
import { changeRefusal, type ChangeRefusal } from "~/domain/entry/states";
import { type PickedFile, pickRefusal, type PickRefusal, quotaRefusal, type QuotaRefusal } from "~/domain/files/limits";
import { isUuid } from "~/domain/kernel/uuid";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { type AccessedEntry, accessEntry, standingOf } from "~/features/entries/entry-access.server";
import type { Services } from "~/features/services";

export type MayUploadReason = Denial | "not_found" | ChangeRefusal | "files_due_passed" | "not_declared" | "already_here" | "size_differs" | PickRefusal | QuotaRefusal;

/** What the bytes that are about to come have to be. */
export interface AllowedUpload {
  editionId: string;
  /** cleaned name, as the owner called the file */
  name: string;
  size: number;
  /** as declared; null where the device did not count it */
  sha256: string | null;
  families: readonly FileFamily[];
  maxFileBytes: number;
}

interface UploadRequest {
  actor: Actor;
  entryId: string;
  partKey: string;
  /** key of the EntryFile that was declared before */
  fileKey: string;
  file: PickedFile;
  now: Date;
}

/**
 * Whether the bytes of a declared file may come now: the entry is the actor's, the file was declared in its draft while the entry may be
 * changed, or waits in the submitted version and is not overdue; and there is room. Asking again changes nothing.
 */
export async function mayUpload(services: Pick<Services, "db" | "files">, request: UploadRequest): Promise<Result<AllowedUpload, MayUploadReason>> {
  const { actor, entryId, partKey, fileKey, file, now } = request;
  if (!isUuid(fileKey)) return refused("not_declared");
  const access = await accessEntry(services.db.prisma, { actor, entryId, action: "entry.edit", now });
  if (!access.ok) return access;
  const { entry, form } = access.value;
  const part = form.parts.find((one) => one.key === partKey && one.kind === "FILE");
  if (!part) return refused("not_found");
  const place = placeOf(access.value, { fileKey, partKey, now });
  if (!place.ok) return place;
  const { declared } = place.value;
  if (declared.isHere) return refused("already_here");
  if (declared.size !== file.size) return refused("size_differs");
  const wrong = pickRefusal(part, { ...file, name: declared.name }, 0);
  if (wrong) return refused(wrong);
  const noRoom = await roomRefusal(services.db.prisma, services.files, { entryId: entry.id, fileKey, edition: form.edition, size: file.size, now });
  if (noRoom) return refused(noRoom);
  return ok(allowedOf(form.edition.id, part, declared));
}

type Declared = VersionRecord["files"][number];

function allowedOf(editionId: string, part: FormPart, declared: Declared): AllowedUpload {
  return { editionId, name: declared.name, size: declared.size, sha256: declared.sha256, families: part.families, maxFileBytes: part.maxFileBytes };
}

/** The declared file in the version whose bytes may still come: the draft while the entry may be changed, else the submitted one until its date. */
function placeOf({ entry, form }: AccessedEntry, { fileKey, partKey, now }: Pick<UploadRequest, "fileKey" | "partKey" | "now">): Result<{ declared: Declared }, MayUploadReason> {
  const find = (version: VersionRecord | null) => version?.files.find((file) => file.key === fileKey && file.partKey === partKey);
  const submitted = entry.state === "SUBMITTED" ? find(entry.submitted) : undefined;
  const isDue = entry.filesDueAt !== null && now <= entry.filesDueAt;
  if (submitted && (submitted.isHere || isDue)) return ok({ declared: submitted });
  const inDraft = find(entry.draft);
  if (!inDraft) return refused(submitted ? "files_due_passed" : "not_declared");
  const refusal = changeRefusal(form.edition, standingOf(entry), now);
  return refusal ? refused(submitted ? "files_due_passed" : refusal) : ok({ declared: inDraft });
}

interface Room {
  entryId: string;
  fileKey: string;
  edition: { id: string; entryMaxBytes: bigint | number; totalMaxBytes: bigint | number | null };
  size: number;
  now: Date;
}

/** Why there is no room for these bytes, within the entry, the edition and on the store; null where there is. */
export async function roomRefusal(reader: Reader, files: Services["files"], { entryId, fileKey, edition, size, now }: Room): Promise<QuotaRefusal | null> {
  const totalMaxBytes = edition.totalMaxBytes === null ? null : Number(edition.totalMaxBytes);
  const [held, freeBytes] = await Promise.all([
    declaredBytes(reader, { entryId, editionId: edition.id, exceptKey: fileKey, withTotal: totalMaxBytes !== null, now }),
    files.freeBytes(),
  ]);
  return quotaRefusal({ ...held, entryMaxBytes: Number(edition.entryMaxBytes), totalMaxBytes, freeBytes }, size);
}

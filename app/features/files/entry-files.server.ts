import type { Tx } from "~/data/client.server";
import { captionFile as writeCaption, deleteFile, insertFile, orderFiles, type VersionFile, writeLink } from "~/data/entry-files.server";
import { lockEntry, readEntry } from "~/data/entries.server";
import { createDraft, type VersionRecord } from "~/data/entry-versions.server";
import type { Denial } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import type { PartRule } from "~/domain/contest/rules";
import { changeRefusal, type ChangeRefusal } from "~/domain/entry/states";
import { isWebAddress } from "~/domain/files/entry-files";
import { pickRefusal, type PickRefusal, type QuotaRefusal } from "~/domain/files/limits";
import { cleanFileName } from "~/domain/files/names";
import { isUuid } from "~/domain/kernel/uuid";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { type AccessedEntry, accessEntry, standingOf } from "~/features/entries/entry-access.server";
import type { Services } from "~/features/services";
import { endingUploads } from "./end-uploads.server";
import { roomRefusal } from "./may-upload.server";

export type ChangeFilesReason = Denial | "not_found" | ChangeRefusal;
export type DeclareReason = ChangeFilesReason | PickRefusal | QuotaRefusal | "invalid" | "same_file";

interface FilesRequest<Input> {
  actor: Actor;
  input: Input & { entryId: string };
  now: Date;
}

/** What is at hand inside a change: the entry, locked, with a draft that may be written. */
interface OpenDraft {
  tx: Tx;
  access: AccessedEntry;
  draft: VersionRecord;
}

/**
 * Runs a change of the files of an entry: on its draft, which is made beside a submitted version where there is none. One after the
 * other for each entry, while it may be changed. The texts and their lock version stay as they are; uploads to files taken out end.
 */
export async function changeFiles<Value, Reason extends string>(
  services: Pick<Services, "db" | "files">,
  { actor, entryId, now }: { actor: Actor; entryId: string; now: Date },
  change: (at: OpenDraft) => Promise<Result<Value, Reason>>,
): Promise<Result<Value, Reason | ChangeFilesReason>> {
  return endingUploads(services, entryId, async (tx, end) => {
    if (!(await lockEntry(tx, entryId))) return refused("not_found");
    const access = await accessEntry(tx, { actor, entryId, action: "entry.edit", now });
    if (!access.ok) return access;
    const { entry, form } = access.value;
    const refusal = changeRefusal(form.edition, standingOf(entry), now);
    if (refusal) return refused(refusal);
    const draft = entry.draft ?? (await draftBeside(tx, access.value, { actor, now }));
    const changed = draft ? await change({ tx, access: access.value, draft }) : refused("not_found");
    if (changed.ok) await end();
    return changed;
  });
}

async function draftBeside(tx: Tx, { entry }: AccessedEntry, { actor, now }: { actor: Actor; now: Date }): Promise<VersionRecord | null> {
  if (!entry.submitted) return null;
  await createDraft(tx, entry.submitted, { entryId: entry.id, actorId: actor.userId, now });
  return (await readEntry(tx, entry.id))?.draft ?? null;
}

export interface DeclareInput {
  partKey: string;
  /** made where the file was picked, so that declaring twice makes one */
  key: string;
  name: string;
  /** in bytes */
  size: number;
  type: string;
  /** lower-case hex; null where the device did not count it */
  sha256: string | null;
  /** key of the file of the same part whose place it takes */
  replaces?: string | null;
}

/**
 * Notes a file by name, size and SHA-256 before its bytes come: this is what counts at the deadline. The same content waiting in the same
 * part already is that file (its key is answered), here already it is refused. @returns the key to upload under
 */
export async function declareFile(services: Pick<Services, "db" | "files">, { actor, input, now }: FilesRequest<DeclareInput>): Promise<Result<{ key: string }, DeclareReason>> {
  const isSound = isUuid(input.key) && (input.sha256 === null || /^[0-9a-f]{64}$/.test(input.sha256));
  if (!isSound) return refused("invalid");
  const name = cleanFileName(input.name);
  return changeFiles(services, { actor, entryId: input.entryId, now }, async ({ tx, access, draft }): Promise<Result<{ key: string }, DeclareReason>> => {
    const part = filePart(access, input.partKey);
    if (!part) return refused("not_found");
    if (draft.files.some((file) => file.key === input.key)) return ok({ key: input.key });
    const own = draft.files.filter((file) => file.partKey === part.key);
    const same = own.find((file) => file.sha256 !== null && file.sha256 === input.sha256 && file.size === input.size);
    if (same && !same.isHere) return ok({ key: same.key });
    const replaced = own.find((file) => file.key === input.replaces) ?? null;
    if (same && same !== replaced) return refused("same_file");
    const wrong = pickRefusal(part, { name, size: input.size, type: input.type }, own.length - (replaced ? 1 : 0));
    if (wrong) return refused(wrong);
    if (replaced) await deleteFile(tx, draft.id, replaced.key);
    const { edition } = access.form;
    const noRoom = await roomRefusal(tx, services.files, { entryId: access.entry.id, fileKey: input.key, edition, size: input.size, now });
    if (noRoom) return refused(noRoom);
    const { key, size, sha256 } = input;
    await insertFile(tx, draft.id, { key, partKey: part.key, name, size, sha256, caption: replaced?.caption ?? "", position: replaced?.position ?? null }, now);
    return ok({ key });
  });
}

/** Takes a file out of the draft; in a version submitted before it stays. Taking out what is gone is done. */
export function removeFile(services: Pick<Services, "db" | "files">, { actor, input, now }: FilesRequest<{ key: string }>): Promise<Result<{ partKey: string | null }, ChangeFilesReason>> {
  return changeFiles(services, { actor, entryId: input.entryId, now }, async ({ tx, draft }) => {
    const file = draft.files.find((one) => one.key === input.key);
    if (file) await deleteFile(tx, draft.id, file.key);
    return ok({ partKey: file?.partKey ?? null });
  });
}

/** Moves a file one place up (-1) or down (1) within its part; at the ends nothing happens. */
export function moveFile(services: Pick<Services, "db" | "files">, { actor, input, now }: FilesRequest<{ key: string; by: -1 | 1 }>): Promise<Result<{ partKey: string | null }, ChangeFilesReason>> {
  return changeFiles(services, { actor, entryId: input.entryId, now }, async ({ tx, draft }): Promise<Result<{ partKey: string | null }, never>> => {
    const file = draft.files.find((one) => one.key === input.key);
    if (!file) return ok({ partKey: null });
    await orderFiles(tx, draft.id, movedKeys(draft.files.filter((one) => one.partKey === file.partKey), file.key, input.by));
    return ok({ partKey: file.partKey });
  });
}

function movedKeys(files: readonly VersionFile[], key: string, by: -1 | 1): string[] {
  const keys = files.map((file) => file.key);
  const from = keys.indexOf(key);
  const neighbour = keys[from + by];
  if (neighbour === undefined) return keys;
  keys[from] = neighbour;
  keys[from + by] = key;
  return keys;
}

/** Longest caption where the part sets no limit, in characters. */
export const MOST_CAPTION_CHARACTERS = 300;

/** Writes what a file shows, under its picture. */
export function captionFile(services: Pick<Services, "db" | "files">, { actor, input, now }: FilesRequest<{ key: string; caption: string }>): Promise<Result<{ partKey: string | null }, ChangeFilesReason | "caption_too_long">> {
  return changeFiles(services, { actor, entryId: input.entryId, now }, async ({ tx, access, draft }): Promise<Result<{ partKey: string | null }, "caption_too_long">> => {
    const file = draft.files.find((one) => one.key === input.key);
    if (!file) return ok({ partKey: null });
    if (input.caption.length > captionLimit(filePart(access, file.partKey))) return refused("caption_too_long");
    await writeCaption(tx, draft.id, file.key, input.caption);
    return ok({ partKey: file.partKey });
  });
}

export function captionLimit(part: Pick<PartRule, "maxLength"> | null): number {
  return part && part.maxLength > 0 ? Math.min(part.maxLength, MOST_CAPTION_CHARACTERS) : MOST_CAPTION_CHARACTERS;
}

/** Keeps a web address in place of files, where the part takes one; an empty text takes it back. */
export function saveLink(services: Pick<Services, "db" | "files">, { actor, input, now }: FilesRequest<{ partKey: string; link: string }>): Promise<Result<{ partKey: string }, ChangeFilesReason | "bad_link">> {
  return changeFiles(services, { actor, entryId: input.entryId, now }, async ({ tx, access, draft }): Promise<Result<{ partKey: string }, "not_found" | "bad_link">> => {
    const part = filePart(access, input.partKey);
    if (!part?.acceptsLink) return refused("not_found");
    if (input.link !== "" && !isWebAddress(input.link)) return refused("bad_link");
    if ((draft.parts[part.key] ?? "") !== input.link) await writeLink(tx, draft.id, { partKey: part.key, link: input.link, savedById: actor.userId, now });
    return ok({ partKey: part.key });
  });
}

/** The part of this key if it is filled in with files. */
export function filePart({ form }: Pick<AccessedEntry, "form">, key: string) {
  return form.parts.find((part) => part.key === key && part.kind === "FILE") ?? null;
}

import type { EntryRecord, FormPart } from "~/data/entries.server";
import type { VersionFile } from "~/data/entry-files.server";
import { filesWaitedFor } from "~/domain/files/entry-files";

/** A file of the entry as its owner handles it, and a part that is filled in with files. */
export type EntryFileView = VersionFile;
export type FilePartView = FormPart;

/** What pages of an entry know of its files. */
export interface FilesView {
  /** of the version in hand: the draft where there is one */
  inHand: readonly VersionFile[];
  /** of the version that counts; null before the first submission */
  submitted: readonly VersionFile[] | null;
  /** of the submitted version, bytes not here yet */
  awaited: readonly VersionFile[];
  /** until when they may come; null: nothing is due, or the secretary went on without them */
  dueAt: Date | null;
  isOverdue: boolean;
  /** hours after a submission within which bytes may follow */
  dueHours: number;
  /** in bytes */
  used: number;
  most: number;
}

export function filesView(entry: EntryRecord, edition: { filesDueHours: number; entryMaxBytes: bigint | number }, now: Date): FilesView {
  const inHand = (entry.draft ?? entry.submitted)?.files ?? [];
  return {
    inHand,
    submitted: entry.submitted?.files ?? null,
    awaited: entry.state === "SUBMITTED" ? filesWaitedFor(entry.submitted?.files ?? []) : [],
    dueAt: entry.filesDueAt,
    isOverdue: entry.filesDueAt !== null && entry.filesDueAt < now,
    dueHours: edition.filesDueHours,
    used: inHand.reduce((sum, file) => sum + file.size, 0),
    most: Number(edition.entryMaxBytes),
  };
}

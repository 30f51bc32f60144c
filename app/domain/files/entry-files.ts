import type { PartRule } from "../contest/rules";

/** A file of a version of an entry, as the rules see it. */
export interface FileFacts {
  key: string;
  partKey: string;
  name: string;
  /** in bytes, as declared */
  size: number;
  /** lower-case hex, as declared; null where nobody counted it */
  sha256: string | null;
  /** the bytes are here and were accepted */
  isHere: boolean;
  /** code of what was wrong with bytes that came; null: nothing */
  problem: string | null;
}

/** `here`: bytes accepted; `refused`: bytes came and were not; `waiting`: no bytes yet ("chờ tệp"). */
export type FileState = "here" | "waiting" | "refused";

export function fileStateOf(file: Pick<FileFacts, "isHere" | "problem">): FileState {
  if (file.isHere) return "here";
  return file.problem === null ? "waiting" : "refused";
}

export type FileGapReason = "file_missing" | "file_refused" | "file_undeclared" | "file_waiting" | "too_many_files" | "bad_link";

/** One thing about the files of a part that keeps the entry from being submitted. */
export interface FileGap {
  partKey: string;
  reason: FileGapReason;
  /** the file it is about, where it is about one */
  fileKey?: string;
  /** its name; for `too_many_files` the limit */
  name?: string;
  amount?: number;
}

export type FilePart = Pick<PartRule, "key" | "kind" | "required" | "maxFiles" | "acceptsLink">;

/**
 * What is missing or wrong about files. A file whose bytes are still to come is no gap once name, size and SHA-256 are declared
 * (the moment of submitting counts, bytes may follow within `filesDueHours`); with `filesDueHours` 0 they may not.
 * `links`: web addresses given in place of files, by key of the part.
 */
export function fileGaps(
  parts: readonly FilePart[],
  files: readonly FileFacts[],
  { links, filesDueHours }: { links: Readonly<Record<string, string>>; filesDueHours: number },
): FileGap[] {
  return parts.filter((part) => part.kind === "FILE").flatMap((part) => {
    const own = files.filter((file) => file.partKey === part.key);
    return [...partGaps(part, own.length, part.acceptsLink ? (links[part.key] ?? "") : ""), ...own.flatMap((file) => gapsOfFile(file, filesDueHours))];
  });
}

function partGaps(part: FilePart, count: number, link: string): FileGap[] {
  const partKey = part.key;
  if (count > part.maxFiles) return [{ partKey, reason: "too_many_files", amount: part.maxFiles }];
  if (link !== "" && !isWebAddress(link)) return [{ partKey, reason: "bad_link" }];
  return part.required && count === 0 && link === "" ? [{ partKey, reason: "file_missing" }] : [];
}

function gapsOfFile(file: FileFacts, filesDueHours: number): FileGap[] {
  const about = { partKey: file.partKey, fileKey: file.key, name: file.name };
  const state = fileStateOf(file);
  if (state === "refused") return [{ ...about, reason: "file_refused" }];
  if (state === "here") return [];
  if (file.sha256 === null) return [{ ...about, reason: "file_undeclared" }];
  return filesDueHours === 0 ? [{ ...about, reason: "file_waiting" }] : [];
}

/** Files whose bytes are still to come or have to come again. */
export function filesWaitedFor<File extends Pick<FileFacts, "isHere">>(files: readonly File[]): File[] {
  return files.filter((file) => !file.isHere);
}

const MS_PER_HOUR = 3_600_000;

/** Until when bytes may follow a submission at `now`; null where all of them are here. */
export function filesDueAfter(files: readonly Pick<FileFacts, "isHere">[], filesDueHours: number, now: Date): Date | null {
  return filesWaitedFor(files).length === 0 ? null : new Date(now.getTime() + filesDueHours * MS_PER_HOUR);
}

/** Longest web address taken in place of files, in characters. */
export const MOST_LINK_CHARACTERS = 500;

/** Whether a text is the address of a page on the web that anybody could open. */
export function isWebAddress(text: string): boolean {
  return text.length <= MOST_LINK_CHARACTERS && /^https?:\/\/[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+(:\d{1,5})?([/?#][^\s\p{Cc}"<>\\]*)?$/iu.test(text);
}

/** Why bytes that came are not the ones that were declared; null where they are. Without a declared hash the size alone has to agree. */
export function bytesRefusal(declared: Pick<FileFacts, "size" | "sha256">, came: { size: number; sha256: string }): "size_differs" | "hash_differs" | null {
  if (declared.size !== came.size) return "size_differs";
  return declared.sha256 !== null && declared.sha256 !== came.sha256 ? "hash_differs" : null;
}

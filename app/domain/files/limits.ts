import type { PartRule } from "../contest/rules";
import { declaredFamily, isOldDocument } from "./families";

/** What a part takes: kinds of content, how many files, how large each, in bytes. */
export type PartLimits = Pick<PartRule, "families" | "maxFiles" | "maxFileBytes">;

/** A file as it was picked, before any of its bytes are here. */
export interface PickedFile {
  name: string;
  /** in bytes, as declared */
  size: number;
  /** as declared; browsers leave it empty for what they don't know */
  type: string;
}

export type PickRefusal = "empty_file" | "size_invalid" | "file_too_large" | "wrong_type" | "old_document" | "too_many_files";

/** Largest size a column of the database holds; no limit of an edition lies above. */
const MOST_BYTES = 2 ** 31 - 1;

/**
 * Why a part does not take a file, told by what is declared of it; null where it may start. `already` is how many files the part has.
 * A size counts as given: whole, above 0, at most the part's limit to the byte.
 */
export function pickRefusal(part: PartLimits, file: PickedFile, already: number): PickRefusal | null {
  if (file.size === 0) return "empty_file";
  if (!Number.isSafeInteger(file.size) || file.size < 0 || file.size > MOST_BYTES) return "size_invalid";
  const family = declaredFamily(file.name, file.type);
  if (family === null || !part.families.includes(family)) return isOldDocument(file.name) ? "old_document" : "wrong_type";
  if (file.size > part.maxFileBytes) return "file_too_large";
  return already >= part.maxFiles ? "too_many_files" : null;
}

/** How full things are, in bytes, without the file in question. */
export interface QuotaFacts {
  /** files of this entry, declared ones included */
  entryBytes: number;
  entryMaxBytes: number;
  /** files of all entries of the edition, declared ones included */
  totalBytes: number;
  /** null: as the disk allows */
  totalMaxBytes: number | null;
  /** what the store may still take, its reserve kept */
  freeBytes: number;
  /** uploads that were allowed and have not arrived yet */
  underWayBytes: number;
}

export type QuotaRefusal = "entry_quota" | "total_quota" | "disk_full";

/** Why there is no room for `size` more bytes; null where there is. What can be told the sender to mend comes first. */
export function quotaRefusal(facts: QuotaFacts, size: number): QuotaRefusal | null {
  if (facts.entryBytes + size > facts.entryMaxBytes) return "entry_quota";
  if (facts.totalMaxBytes !== null && facts.totalBytes + size > facts.totalMaxBytes) return "total_quota";
  return facts.underWayBytes + size > facts.freeBytes ? "disk_full" : null;
}

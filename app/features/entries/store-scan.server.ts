import type { FileFamily } from "~/domain/contest/rules";
import { storeFile, type FileToStore } from "~/features/files/store-file.server";
import type { Services } from "~/features/services";

const MAX_SCAN_BYTES = 20 * 1024 * 1024;
const SCAN_FAMILIES: readonly FileFamily[] = ["PDF", "PHOTO"];

/** One file, as large as a scan may be. */
export const SCAN_LIMITS = { maxBytes: MAX_SCAN_BYTES, maxFiles: 1 } as const;

/** Keeps the scan of a signed paper: a PDF or a picture, judged by content. */
export function storeScan(services: Pick<Services, "db" | "files">, scan: FileToStore) {
  return storeFile(services, { ...scan, allowed: SCAN_FAMILIES, maxBytes: MAX_SCAN_BYTES });
}

import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { ok, refused, type Result } from "~/domain/kernel/result";

/** The moment all files of a bundle carry, so that the same contents give the same bytes: 1 January 1980, as zip counts. */
const NO_TIME = new Date(1980, 0, 1);
const MOST_FILES = 20;
const MOST_BYTES = 512 * 1024 * 1024;

/** A zip whose bytes follow from names and contents alone: in the order given, stored without compression, without dates. */
export function bundleZip(files: readonly (readonly [string, string])[]): Uint8Array {
  return zipSync(Object.fromEntries(files.map(([name, text]) => [name, [strToU8(text), { level: 0, mtime: NO_TIME, os: 0 }] as const])), { level: 0, mtime: NO_TIME, os: 0 });
}

/**
 * The files of such a zip. `altered` where its bytes are not just those the contents give: somebody changed the wrapping.
 * Refused where it is no zip, or far too large for a bundle.
 */
export function readBundleZip(bytes: Uint8Array): Result<{ files: Map<string, string>; altered: boolean }, "not_zip" | "too_large"> {
  let count = 0;
  let size = 0;
  let isTooLarge = false;
  try {
    const unpacked = unzipSync(bytes, {
      filter: ({ originalSize }) => {
        count += 1;
        size += originalSize;
        isTooLarge ||= count > MOST_FILES || size > MOST_BYTES;
        return !isTooLarge;
      },
    });
    if (isTooLarge) return refused("too_large");
    const files = Object.entries(unpacked).map(([name, content]) => [name, strFromU8(content)] as const);
    const again = bundleZip(files);
    return ok({ files: new Map(files), altered: Buffer.compare(again, bytes) !== 0 });
  } catch {
    return refused("not_zip");
  }
}

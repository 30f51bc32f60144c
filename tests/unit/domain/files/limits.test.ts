import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { declaredFamily, extensionsOf } from "~/domain/files/families";
import { pickRefusal, quotaRefusal, type QuotaFacts } from "~/domain/files/limits";

const MEGABYTE = 1024 * 1024;
const photos = { families: ["PHOTO", "PDF"] as const, maxFiles: 3, maxFileBytes: 20 * MEGABYTE };
const file = (name: string, size = 1000, type = "") => ({ name, size, type });

describe("what a part takes", () => {
  it.each([
    ["a photo", file("a.JPG"), 0, null],
    ["exactly the limit", file("a.jpg", 20 * MEGABYTE), 0, null],
    ["one byte over", file("a.jpg", 20 * MEGABYTE + 1), 0, "file_too_large"],
    ["0 bytes", file("a.jpg", 0), 0, "empty_file"],
    ["a negative size", file("a.jpg", -5), 0, "size_invalid"],
    ["half a byte", file("a.jpg", 10.5), 0, "size_invalid"],
    ["no number", file("a.jpg", Number.NaN), 0, "size_invalid"],
    ["endless", file("a.jpg", Number.POSITIVE_INFINITY), 0, "size_invalid"],
    ["more than a column holds", file("a.jpg", 2 ** 31), 0, "size_invalid"],
    ["a program", file("setup.exe"), 0, "wrong_type"],
    ["a program declared as a picture", file("setup.exe", 1000, "image/png"), 0, "wrong_type"],
    ["SVG", file("a.svg", 1000, "image/svg+xml"), 0, "wrong_type"],
    ["a family of another part", file("a.mp4"), 0, "wrong_type"],
    ["an old document", file("a.doc"), 0, "old_document"],
    ["a phone's nameless photo", file("image", 1000, "image/jpeg"), 0, null],
    ["the last one that fits", file("a.jpg"), 2, null],
    ["one too many", file("a.jpg"), 3, "too_many_files"],
  ])("%s", (_what, picked, already, refusal) => {
    expect(pickRefusal(photos, picked, already)).toBe(refusal);
  });

  it("every extension it names is taken", () => {
    for (const extension of extensionsOf(["PHOTO", "PDF", "DOCUMENT", "VIDEO"])) expect(declaredFamily(`a${extension}`)).not.toBeNull();
  });
});

const bytes = fc.integer({ min: 0, max: 2_000_000_000 });
const facts: fc.Arbitrary<QuotaFacts> = fc.record({
  entryBytes: bytes,
  entryMaxBytes: bytes,
  totalBytes: bytes,
  totalMaxBytes: fc.option(bytes),
  freeBytes: bytes,
  underWayBytes: bytes,
});

describe("quotas", () => {
  it("what is let in fits the entry, the edition and the disk; what is refused does not fit just there", () => {
    fc.assert(
      fc.property(facts, fc.integer({ min: 1, max: 1_000_000_000 }), (held, size) => {
        const fits = {
          entry_quota: held.entryBytes + size <= held.entryMaxBytes,
          total_quota: held.totalMaxBytes === null || held.totalBytes + size <= held.totalMaxBytes,
          disk_full: held.underWayBytes + size <= held.freeBytes,
        };
        const refusal = quotaRefusal(held, size);
        if (refusal === null) expect(fits).toEqual({ entry_quota: true, total_quota: true, disk_full: true });
        else expect(fits[refusal]).toBe(false);
      }),
    );
  });

  it("letting files in one after the other never passes a bound", () => {
    fc.assert(
      fc.property(bytes, fc.option(bytes), fc.array(fc.integer({ min: 1, max: 500_000_000 }), { maxLength: 30 }), (entryMaxBytes, totalMaxBytes, sizes) => {
        let held = 0;
        for (const size of sizes) {
          const refusal = quotaRefusal({ entryBytes: held, entryMaxBytes, totalBytes: held, totalMaxBytes, freeBytes: Number.MAX_SAFE_INTEGER, underWayBytes: 0 }, size);
          if (refusal === null) held += size;
        }
        expect(held).toBeLessThanOrEqual(Math.min(entryMaxBytes, totalMaxBytes ?? Number.MAX_SAFE_INTEGER));
      }),
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeFromName, codePrefixFault, editionNames, initials, RESERVED_SLUGS, slugFault, slugify } from "~/domain/contest/naming";
import { paths } from "~/paths";

describe("addresses of editions", () => {
  it("are plain first, then with the host, then counted", () => {
    const names = editionNames({ kind: "TECHNICAL", number: 14, hostName: "Xã Cẩm Bình" });
    expect([names.next().value, names.next().value, names.next().value, names.next().value]).toEqual([
      { slug: "sang-tao-ky-thuat-14", codePrefix: "STKT-14" },
      { slug: "sang-tao-ky-thuat-14-xa-cam-binh", codePrefix: "STKT-14-XCB" },
      { slug: "sang-tao-ky-thuat-14-xa-cam-binh-2", codePrefix: "STKT-14-XCB-2" },
      { slug: "sang-tao-ky-thuat-14-xa-cam-binh-3", codePrefix: "STKT-14-XCB-3" },
    ]);
  });

  it("are always well formed, whatever the host is called", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 1, max: 999 }), fc.constantFrom("TECHNICAL" as const, "YOUTH" as const), (hostName, number, kind) => {
        const names = editionNames({ kind, number, hostName });
        for (let count = 0; count < 4; count += 1) {
          const { slug, codePrefix } = names.next().value as { slug: string; codePrefix: string };
          expect([slugFault(slug), codePrefixFault(codePrefix)]).toEqual([null, null]);
        }
      }),
    );
  });

  it("are refused where a page of the system has them", () => {
    const fixed = [paths.units(), paths.users(), paths.outbox(), paths.newEdition(), paths.importTemplate()].map((path) => path.split("/")[2] ?? "");
    expect(fixed.every((segment) => RESERVED_SLUGS.includes(segment))).toBe(true);
    for (const reserved of RESERVED_SLUGS) expect(slugFault(reserved)).toBe("reserved");
  });

  it.each([["Sang-Tao", "malformed"], ["sang tao", "malformed"], ["-a", "malformed"], ["a--b", "malformed"], ["sáng-tạo", "malformed"], ["", "malformed"], ["a".repeat(81), "too_long"], ["stkt-14", null]] as const)(
    "%s: %s",
    (slug, fault) => {
      expect(slugFault(slug)).toBe(fault);
    },
  );
});

describe("short forms of names", () => {
  it("lose diacritics in whichever Unicode form they come", () => {
    expect(slugify("Đồ dùng HỌC tập".normalize("NFD"))).toBe("do-dung-hoc-tap");
    expect(slugify("Đồ dùng HỌC tập".normalize("NFC"))).toBe("do-dung-hoc-tap");
    expect(initials("Ủy ban nhân dân xã Cẩm Bình")).toBe("UBNDXCB");
  });

  it("become codes that nobody has yet", () => {
    expect(codeFromName("Tính mới", [])).toBe("TINH-MOI");
    expect(codeFromName("Tính mới", ["TINH-MOI", "TINH-MOI-2"])).toBe("TINH-MOI-3");
    expect(codeFromName("???", [])).toBe("X");
  });
});

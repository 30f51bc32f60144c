import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainUnitName, tidyUnitName, unitMeant, unitNameKey } from "~/domain/units/unit-name";

const syllable = fc.constantFrom("Trường", "THCS", "Tiểu", "học", "Cẩm", "Bình", "Hòa", "Hoà", "Thủy", "Thuỷ", "Hà", "Hạ", "Đức", "xã", "Mỹ", "Quế", "nghĩa");
const name = fc.array(syllable, { minLength: 1, maxLength: 6 }).map((words) => words.join(" "));

describe("names of units", () => {
  it("are kept in NFC, with single blanks and without a dot at the end", () => {
    expect(tidyUnitName("  Trường  THCS\u00A0Cẩm Bình. ".normalize("NFD"))).toBe("Trường THCS Cẩm Bình");
    expect(tidyUnitName("Hội “Làm vườn” – Cẩm Xuyên")).toBe("Hội 'Làm vườn' - Cẩm Xuyên");
  });

  it("are tidy once they were tidied", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme" }), (typed) => void expect(tidyUnitName(tidyUnitName(typed))).toBe(tidyUnitName(typed))));
  });

  it("have one key in every Unicode form, case and spacing", () => {
    fc.assert(
      fc.property(name, fc.constantFrom("NFC", "NFD", "NFKC", "NFKD"), fc.boolean(), (typed, form, upper) => {
        const written = (upper ? typed.toUpperCase() : typed).normalize(form).replaceAll(" ", "   ");
        expect(unitNameKey(written)).toBe(unitNameKey(typed));
      }),
    );
  });

  it("have one key for both ways to place a tone", () => {
    expect(unitNameKey("Cẩm Hoà")).toBe(unitNameKey("Cẩm Hòa"));
    expect(unitNameKey("Lệ Thuỷ")).toBe(unitNameKey("Lệ Thủy"));
  });

  it("keep the tones and letters that tell two units apart", () => {
    expect(unitNameKey("Cẩm Hà")).not.toBe(unitNameKey("Cẩm Hạ"));
    expect(unitNameKey("Cẩm Dương")).not.toBe(unitNameKey("Cẩm Đường"));
    expect(unitNameKey("Cẩm Mỹ")).not.toBe(unitNameKey("Cẩm My"));
  });

  it("lose all diacritics in their plain form", () => {
    expect(plainUnitName("Trường THCS Đức Thọ")).toBe("truong thcs duc tho");
    fc.assert(fc.property(name, (typed) => void expect(plainUnitName(typed)).toMatch(/^[a-z ]*$/)));
  });
});

describe("the unit a typed name means", () => {
  const ha = { unitId: "ha", name: "Trường THCS Cẩm Hà" };
  const haBelow = { unitId: "ha-below", name: "Trường THCS Cẩm Hạ" };

  it("is the one whose name agrees, also by another name of it", () => {
    expect(unitMeant("trường thcs cẩm hà", [ha, haBelow])).toBe("ha");
    expect(unitMeant("PTCS Cẩm Hà", [ha, { unitId: "ha", name: "PTCS Cẩm Hà" }])).toBe("ha");
  });

  it("is none where diacritics disagree, even if it is the only one alike", () => {
    expect(unitMeant("Trường THCS Cẩm Hạ", [ha])).toBeNull();
  });

  it("is the only one alike when it was typed without diacritics", () => {
    expect(unitMeant("truong thcs cam ha", [ha])).toBe("ha");
    expect(unitMeant("truong thcs cam ha", [ha, haBelow])).toBeNull();
  });

  it("is none where two units share the name, or nothing was typed", () => {
    expect(unitMeant("Trường THCS Cẩm Hà", [ha, { ...ha, unitId: "namesake" }])).toBeNull();
    expect(unitMeant("  ", [{ unitId: "x", name: "" }])).toBeNull();
    expect(unitMeant("Trường khác", [])).toBeNull();
  });

  it("does not depend on the order of the candidates", () => {
    const candidates = fc.array(fc.record({ unitId: fc.constantFrom("a", "b", "c"), name }), { maxLength: 6 });
    fc.assert(fc.property(name, candidates, (typed, list) => void expect(unitMeant(typed, [...list].reverse())).toBe(unitMeant(typed, list))));
  });
});

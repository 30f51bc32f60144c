import { describe, expect, it } from "vitest";
import { readRemark, readTypedScore, withoutControls } from "~/domain/judging/typed-scores";

describe("a typed score", () => {
  it("is read with comma or point, empty fields and unreadable ones told apart, however long", () => {
    expect(["34,5", " 34.50 ", "0", "３４", "", "  ", "-1", "1.234", "1e3", "9".repeat(100_000), " ".repeat(100_000)].map(readTypedScore)).toEqual([
      345_000, 345_000, 0, 340_000, null, null, "NOT_A_NUMBER", 12_340, "NOT_A_NUMBER", "NOT_A_NUMBER", null,
    ]);
  });
});

describe("a remark", () => {
  it("loses what the database cannot hold: NUL and halves of characters, and nothing else", () => {
    expect(readRemark("a\u0000b\uD800c😀\r\nd\t")).toBe("abc😀\nd");
    expect(withoutControls("Tốt\u0007 lắm 👩‍🏫")).toBe("Tốt lắm 👩‍🏫");
  });
});

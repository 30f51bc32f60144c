import { describe, expect, it } from "vitest";
import { isGivenNumber, paperNumber, tidyNumber } from "~/domain/documents/paper-number";

describe("the number of a paper", () => {
  it.each([
    ["17", "17/QĐ-BTC"],
    ["5", "05/QĐ-BTC"],
    ["005", "05/QĐ-BTC"],
    [" 17a ", "17a/QĐ-BTC"],
    ["17/QĐ-BTC", "17/QĐ-BTC"],
    ["17 / QĐ-BTC", "17/QĐ-BTC"],
    ["3-QĐ/TĐTN", "03-QĐ/TĐTN"],
    ["17/QĐ-BTC".normalize("NFD"), "17/QĐ-BTC"],
    ["999999", "999999/QĐ-BTC"],
  ])("%j is %s", (typed, number) => {
    expect(paperNumber(typed, "QĐ-BTC")).toBe(number);
  });

  it.each(["", "0", "-5", "mười", "1.5", "17 18", "17\n18", "17/", "17/qđ", "1234567", "17/QĐ\u0000", `17/${"Q".repeat(41)}`, "17<script>"])("%j is none", (typed) => {
    expect(paperNumber(typed, "QĐ-BTC")).toBeNull();
  });
});

describe("the number another body gave its paper", () => {
  it.each(["345/QĐ-UBND", "12", "12a/TTr-BTC", "1045/QĐ-SGD&ĐT", "05 / QĐ.LHH", "QĐ 17-2026", "số 7", `7/${"Q".repeat(48)}`])("may be %j", (number) => {
    expect(isGivenNumber(number)).toBe(true);
  });

  it.each(["345/QĐ\u2011UBND", "345/QĐ–UBND", "\u00a0Số:\u00a0345/QĐ-UBND ", "số : 345/QĐ-UBND"])("is tidied from %j", (typed) => {
    expect(tidyNumber(typed)).toBe("345/QĐ-UBND");
    expect(tidyNumber("số 7 / 2026")).toBe("số 7 / 2026");
  });

  it.each(["", "QĐ-UBND", "/12", "12\n13", "12\u0000", "<b>12</b>", "<script>alert(1)</script>", "12;13", "12\"", "١٢", `7/${"Q".repeat(49)}`])("is not %j", (number) => {
    expect(isGivenNumber(number)).toBe(false);
  });
});

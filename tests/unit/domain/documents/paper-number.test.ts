import { describe, expect, it } from "vitest";
import { paperNumber } from "~/domain/documents/paper-number";

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

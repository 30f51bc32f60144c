import { describe, expect, it } from "vitest";
import { differencesOf } from "~/features/entries/content-lines";
import { parseMonth, typedLine, typedText } from "~/features/entries/typed-text";

const typed = (text: string) => {
  const form = new FormData();
  form.set("field", text);
  return form;
};

describe("what was typed", () => {
  it("becomes NFC with plain line ends and without control characters", () => {
    expect(typedText(typed("  Ma\u0301y\u0000 gieo\r\nhai\rha\u0300ng\u0007 \t"), "field")).toBe("Máy gieo\nhai\nhàng");
    expect(typedLine(typed(" Máy \n gieo\u00A0 lạc "), "field")).toBe("Máy gieo lạc");
  });

  it("tells an empty field from one that was not sent", () => {
    expect(typedLine(typed("   "), "field")).toBe("");
    expect(typedLine(typed("x"), "other")).toBeNull();
  });

  it.each([
    ["3/2026", { year: 2026, month: 3 }],
    ["03-2026", { year: 2026, month: 3 }],
    [" 12 . 1999 ", { year: 1999, month: 12 }],
    ["2026-03", { year: 2026, month: 3 }],
  ])("reads the month %s", (text, month) => expect(parseMonth(text)).toEqual(month));

  it.each(["13/2026", "0/2026", "3/26", "2026", "tháng 3", "", "03/2026/1"])("reads no month in %j", (text) => expect(parseMonth(text)).toBeNull());
});

describe("what two people wrote", () => {
  it("is set side by side only where it differs, also where one of them has nothing", () => {
    const line = (key: string, value: string) => ({ key, label: key, value });
    expect(differencesOf([line("a", "1"), line("b", "2")], [line("a", "1"), line("b", "3"), line("c", "4")])).toEqual([
      { key: "b", label: "b", stored: "2", typed: "3" },
      { key: "c", label: "c", stored: "", typed: "4" },
    ]);
  });
});

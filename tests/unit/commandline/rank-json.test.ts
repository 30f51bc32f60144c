import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CliProblem } from "~/commandline/io";
import { readJson } from "~/commandline/json";

const read = (text: string) => readJson(Buffer.from(text, "utf8"));

function refusal(bytes: Uint8Array | string): string[] {
  try {
    readJson(typeof bytes === "string" ? Buffer.from(bytes, "utf8") : bytes);
  } catch (error) {
    if (error instanceof CliProblem && error.exitCode === 2) return error.lines;
    throw error;
  }
  return [];
}

it("reads what JSON.parse reads", () => {
  const json = fc.json({ noUnicodeString: false, maxDepth: 8 }).filter((text) => !text.includes("__proto__"));
  fc.assert(
    fc.property(json, fc.constantFrom(undefined, 2, "\t"), (text, indent) => {
      const value: unknown = JSON.parse(text.normalize("NFC"));
      expect(read(JSON.stringify(value, null, indent))).toEqual(JSON.parse(JSON.stringify(value).normalize("NFC")));
    }),
  );
});

it("refuses what JSON.parse refuses, in one line with a place", () => {
  const damaged = fc.tuple(fc.json({ maxDepth: 3 }), fc.nat(), fc.constantFrom("", ",", "}", '"', "\\", "\n", "x", "0", ":")).map(
    ([text, at, sign]) => text.slice(0, at % (text.length + 1)) + sign + text.slice((at % (text.length + 1)) + 1),
  );
  fc.assert(
    fc.property(damaged, (text) => {
      let valid = true;
      try {
        JSON.parse(text);
      } catch {
        valid = false;
      }
      const lines = refusal(text);
      if (!valid) expect(lines).toEqual([expect.stringMatching(/^dòng \d+, cột \d+: .+$/)]);
      else expect(lines.filter((line) => !/khóa/.test(line))).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});

describe("the place of a fault", () => {
  it.each([
    ["", "dòng 1, cột 1: JSON kết thúc giữa chừng"],
    ['{\n  "a": 1,\n  "b" 2 }', 'dòng 3, cột 7: JSON sai cú pháp, gặp "2" không đúng chỗ'],
    ["[1, 2,]", 'dòng 1, cột 7: JSON sai cú pháp, gặp "]" không đúng chỗ'],
    ["[1] x", "dòng 1, cột 5: còn chữ thừa sau khi JSON đã kết thúc"],
    ['{"a": 1, "b": {"c": 1, "c": 2}}', 'dòng 1, cột 24: khóa "c" đã có trong cùng một đối tượng'],
    ['{"__proto__": 1}', 'dòng 1, cột 2: khóa "__proto__" không được dùng'],
    ["[".repeat(100_000), "dòng 1, cột 65: lồng nhau quá sâu"],
    ["[01]", 'dòng 1, cột 3: JSON sai cú pháp, gặp "1" không đúng chỗ'],
    ["[NaN]", 'dòng 1, cột 2: JSON sai cú pháp, gặp "N" không đúng chỗ'],
  ])("in %s", (text, line) => {
    expect(refusal(text)).toEqual([line]);
  });
});

it("takes a BOM, refuses other encodings, and brings text and keys to NFC", () => {
  expect(read('\uFEFF{"e\u0302": "a\u0301", "x": "o\\u0302"}')).toEqual({ "\u00ea": "\u00e1", x: "\u00f4" });
  expect(refusal(Buffer.from('{"a": "é"}', "latin1"))).toEqual(["tệp không ở bảng mã UTF-8"]);
  expect(refusal(Buffer.from('{"a": 1}', "utf16le"))).toHaveLength(1);
  expect(refusal('{"\u00ea": 1, "e\u0302": 2}')).toEqual(['dòng 1, cột 10: khóa "ê" đã có trong cùng một đối tượng']);
});

it("reads a very long text value", () => {
  const long = "ă".repeat(3_000_000);
  expect(read(JSON.stringify([long]))).toEqual([long]);
});

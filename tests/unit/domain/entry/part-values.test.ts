import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chosenOption, plainPartText, readTable, writeTable } from "~/domain/entry/part-values";

const columns = [
  { key: "name", label: "Vật liệu" },
  { key: "price", label: "Giá" },
];

describe("the rows of a table", () => {
  it("are read as they were written, without empty rows and cells", () => {
    const text = writeTable([{ name: "Ống nhựa", price: "0" }, {}, { name: "", price: "" }, { name: "Bạt" }], columns);
    expect(text).toBe('[{"name":"Ống nhựa","price":"0"},{"name":"Bạt"}]');
    expect(readTable(text, columns)).toEqual([{ name: "Ống nhựa", price: "0" }, { name: "Bạt" }]);
    expect(writeTable([{}, { name: "" }], columns)).toBe("");
    expect(readTable("", columns)).toEqual([]);
  });

  it("keep no columns that the table lacks, whatever they are called", () => {
    expect(writeTable([{ name: "a", la: "b", __proto__: "c" }], columns)).toBe('[{"name":"a"}]');
    expect(readTable('[{"name":"a","constructor":"b"},{"toString":"c"}]', columns)).toEqual([{ name: "a" }]);
  });

  it.each<[string, string, unknown]>([
    ["what is no JSON", "Ống nhựa: nhà có sẵn", [{ name: "Ống nhựa: nhà có sẵn" }]],
    ["JSON cut off", '[{"name":"a"', [{ name: '[{"name":"a"' }]],
    ["a number", "42", [{ name: "42" }]],
    ["an object", '{"name":"a"}', [{ name: '{"name":"a"}' }]],
    ["rows that are none", '[null,1,"a",[],{"name":7},{"name":"b"}]', [{ name: "b" }]],
  ])("are read from %s without a fault, and nothing written is lost", (_, text, rows) => expect(readTable(text, columns)).toEqual(rows));

  it("never throw, and written again are the same", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.array(fc.dictionary(fc.constantFrom("name", "price", "x"), fc.string())).map((rows) => JSON.stringify(rows))), (text) => {
        const rows = readTable(text, columns);
        expect(readTable(writeTable(rows, columns), columns)).toEqual(rows);
        expect(readTable(text, [])).toEqual([]);
      }),
    );
  });
});

describe("a part as text", () => {
  it("is the label of the answer, the rows with their columns, or what was typed", () => {
    expect(plainPartText({ kind: "CHOICE", options: columns }, "price")).toBe("Giá");
    expect(plainPartText({ kind: "CHOICE", options: columns }, "gone")).toBe("gone");
    expect(plainPartText({ kind: "TABLE", options: columns }, '[{"name":"Bạt","price":"0"},{"price":"5"}]')).toBe("Vật liệu: Bạt; Giá: 0\nGiá: 5");
    expect(plainPartText({ kind: "TEXT", options: [] }, "[1]")).toBe("[1]");
    expect(chosenOption("", columns)).toBeNull();
  });
});

import { describe, expect, it } from "vitest";
import type { PartKind, PartOption } from "~/domain/contest/rules";
import { EMPTY_DRAFT } from "~/domain/entry/draft";
import { addedRowOf, addRowIntent, readDescription } from "~/features/entries/draft-forms";
import { placeOfAddedRow } from "~/features/entries/table-acts";

const part = (key: string, kind: PartKind, options: PartOption[] = []) => ({ key, kind, options });
const option = (key: string) => ({ key, label: key.toUpperCase() });
const parts = [part("idea", "TEXT"), part("level", "CHOICE", [option("unit"), option("world")]), part("bill", "TABLE", [option("name"), option("price")]), part("photos", "FILE")];

const form = (fields: Record<string, string>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
};

const stored = { ...EMPTY_DRAFT, summary: "Cũ", parts: { idea: "Cũ", level: "unit", bill: '[{"name":"cũ"}]', photos: "https://example.vn/anh" } };
const read = (fields: Record<string, string>) => readDescription(form(fields), parts)(stored);

describe("the form of the description", () => {
  it("keeps whatever was not sent", () => expect(read({})).toEqual(stored));

  it("is read by kind, in NFC and without control characters", () => {
    const draft = read({ summary: " Mới ", "part-idea": "Ma\u0301i\u0000 che 🌧️\r\nthóc\u0007", "part-level": "world", "part-bill-0-name": "Ô\u0301ng\r\nnhựa", "part-bill-0-price": " 5 ", "part-bill-2-name": "Bạt" });
    expect(draft.summary).toBe("Mới");
    expect(draft.parts).toEqual({ idea: "Mái che 🌧️\nthóc", level: "world", bill: '[{"name":"Ống nhựa","price":"5"},{"name":"Bạt"}]', photos: "https://example.vn/anh" });
  });

  it("takes no answer that is not offered, no file part, no row of another table", () => {
    expect(read({ "part-level": "galaxy", "part-photos": "javascript:alert(1)", "part-bills-0-name": "x", "part-bill-x-name": "x" })).toEqual(stored);
  });

  it("empties a table whose rows were all cleared, and reads rows by number, not by order", () => {
    expect(read({ "part-bill-0-name": " ", "part-bill-0-price": "" }).parts["bill"]).toBe("");
    expect(read({ "part-bill-10-name": "sau", "part-bill-9-name": "trước" }).parts["bill"]).toBe('[{"name":"trước"},{"name":"sau"}]');
  });

  it("keeps 200 kB in a cell as it keeps them in a text", () => {
    const long = "x".repeat(200_000);
    expect(read({ "part-idea": long }).parts["idea"]).toHaveLength(200_000);
    expect(JSON.parse(read({ "part-bill-0-name": long }).parts["bill"] ?? "")).toEqual([{ name: long }]);
  });

  it("comes back to the first empty row of the table another row was asked for", () => {
    const sent = form({ intent: addRowIntent("bill"), "part-bill-0-name": "Ống", "part-bill-1-name": "", "part-bill-2-price": "7" });
    expect(addedRowOf(sent)).toBe("bill");
    expect(placeOfAddedRow(sent, parts, stored)).toEqual({ anchor: "part-bill-2-name", query: "dong=bill" });
    expect(placeOfAddedRow(form({ intent: addRowIntent("idea") }), parts, stored)).toEqual({});
    expect(placeOfAddedRow(form({ intent: "save" }), parts, stored)).toEqual({});
  });
});

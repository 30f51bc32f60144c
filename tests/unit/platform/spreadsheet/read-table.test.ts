import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import writeExcelFile from "write-excel-file/node";
import { readTable } from "~/platform/spreadsheet/read-table.server";

const isHeader = (text: string) => ["ref", "title"].includes(text);
const read = (bytes: Uint8Array | string) => readTable(typeof bytes === "string" ? Buffer.from(bytes) : bytes, isHeader);
const rowsOf = async (bytes: Uint8Array | string) => {
  const sheets = await read(bytes);
  return sheets.ok ? sheets.value[0]?.rows : sheets;
};

/** A workbook with this XML between the rows of its only sheet. */
function workbook(sheetData: string, extra: Record<string, string> = {}): Uint8Array {
  const parts: Record<string, string> = {
    "[Content_Types].xml": `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    "_rels/.rels": `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Bài" sheetId="1" r:id="r1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`,
    "xl/styles.xml": `<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    "xl/worksheets/sheet1.xml": `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${sheetData}</sheetData></worksheet>`,
    ...extra,
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
}

describe("a workbook", () => {
  it("gives texts, numbers, yes/no and days, keeping the rows of the sheet", async () => {
    const day = (iso: string) => ({ value: new Date(`${iso}T00:00:00Z`), type: Date, format: "dd/mm/yyyy" }) as const;
    const file = writeExcelFile([[{ value: "ref" }, { value: "ngày" }], [{ value: "Đỗ Thị Ngọc" }, day("2012-02-29")], [], [{ value: 33.33, type: Number }, { value: true, type: Boolean }]], { sheet: "Bài" });
    expect(await rowsOf(await file.toBuffer())).toEqual([["ref", "ngày"], ["Đỗ Thị Ngọc", { day: "2012-02-29" }], [null, null], [33.33, true]]);
  });

  it("reads dates of built-in and own formats, cached values of formulas, and rich text", async () => {
    const rows = `<row r="1"><c r="A1" s="1"><v>41157</v></c><c r="B1" s="2"><v>41157</v></c><c r="C1" t="str"><f>A2&amp;""</f><v>có sẵn</v></c><c r="D1" t="inlineStr"><is><r><t>Máy </t></r><r><t>gieo</t></r></is></c><c r="E1"><f>1+1</f><v>2</v></c></row>`;
    expect(await rowsOf(workbook(rows))).toEqual([[{ day: "2012-09-05" }, { day: "2012-09-05" }, "có sẵn", "Máy gieo", 2]]);
  });

  it("finds the places of cells that don't tell them", async () => {
    const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
    expect(await rowsOf(workbook(`<row>${text("ref")}${text("title")}</row><row/><row>${text("A")}<c/>${text("B")}</row>`))).toEqual([["ref", "title", null], [null, null, null], ["A", null, "B"]]);
  });

  it("says where a formula failed or was never computed instead of taking the cell for empty", async () => {
    const rows = `<row r="1"><c r="A1" t="e"><f>B9</f><v>#REF!</v></c><c r="B1"><f>SUM(A1:A2)</f><v></v></c><c r="C1" t="str"><f>A1</f></c></row>`;
    expect(await rowsOf(workbook(rows))).toEqual([["#REF!", "#FORMULA!", "#FORMULA!"]]);
  });

  it("gives a cell merged downwards to each of its rows, and one merged across once", async () => {
    const file = writeExcelFile(
      [
        [{ value: "ref" }, { value: "title" }, { value: "tên" }],
        [{ value: "HS1", rowSpan: 2 }, { value: "Máy gieo", rowSpan: 2 }, { value: "An" }],
        [null, null, { value: "Bình" }],
        [{ value: "HS2", columnSpan: 2 }, null, { value: "Chi" }],
      ],
      { sheet: "Bài & tác giả" },
    );
    expect(await rowsOf(await file.toBuffer())).toEqual([["ref", "title", "tên"], ["HS1", "Máy gieo", "An"], ["HS1", "Máy gieo", "Bình"], ["HS2", null, "Chi"]]);
  });

  it("fills nothing beyond its own rows, however far merged cells claim to reach", async () => {
    const sheet = `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>9</v></c></row><row r="2"><c r="B2"><v>2</v></c></row></sheetData><mergeCells count="2"><mergeCell ref="A1:A1048576"/><mergeCell ref="ZZZ1:ZZZ9"/></mergeCells></worksheet>`;
    expect(await rowsOf(workbook("", { "xl/worksheets/sheet1.xml": sheet }))).toEqual([[1, 9], [1, 2]]);
  });

  it("doesn't mind formatted cells and rows far away, but refuses contents there", async () => {
    const far = (cell: string) => workbook(`<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576" ht="15">${cell}</row>`);
    expect(await rowsOf(far('<c r="XFD1048576" s="1"/>'))).toEqual([[1]]);
    expect(await rowsOf(far('<c r="XFD1048576"><v>1</v></c>'))).toMatchObject({ ok: false, reason: "too_large" });
    expect(await rowsOf(workbook('<row r="99999999999999"><c><v>1</v></c></row>'))).toMatchObject({ ok: false, reason: "too_large" });
  });

  it("is refused before it is unpacked where it would be too large, and where its sizes lie", async () => {
    const bomb = workbook("", { "xl/worksheets/sheet2.xml": " ".repeat(100 * 1024 * 1024) });
    expect(bomb.length).toBeLessThan(1_000_000);
    expect(await read(bomb)).toMatchObject({ ok: false, reason: "too_large" });
    const many = Object.fromEntries(Array.from({ length: 501 }, (_, index) => [`xl/media/${index}.png`, "x"]));
    expect(await read(workbook("", many))).toMatchObject({ ok: false, reason: "too_large" });
  });

  it.each(["<c ", "<c><f>", "<row ", "<c><f></f>"])("whose sheet repeats %j without end is refused before the test runs out of time", async (piece) => {
    const sheets = await read(workbook("", { "xl/worksheets/sheet1.xml": piece.repeat(500_000) }));
    expect(sheets.ok).toBe(false);
  });

  it("is told from old workbooks and other files", async () => {
    expect(await read(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]))).toMatchObject({ reason: "old_workbook" });
    expect(await read(zipSync({ "a.txt": strToU8("x") }))).toMatchObject({ reason: "not_workbook" });
    expect(await read(workbook("<row>").slice(0, 300))).toMatchObject({ reason: "not_workbook" });
    expect(await read(new Uint8Array())).toMatchObject({ reason: "empty" });
  });
});

describe("a CSV", () => {
  it.each([",", ";", "\t"])("is read with %j between its cells, with or without BOM, with either line end", async (mark) => {
    const text = (end: string) => ["ref,title".replace(",", mark), `A${mark}"x${mark} ""y""\nz"`, "", `B${mark}một, hai; ba`.replace("một, hai; ba", `"một, hai; ba"`), ""].join(end);
    const expected = [["ref", "title"], ["A", `x${mark} "y"\nz`], [""], ["B", "một, hai; ba"]];
    for (const bom of ["", "\uFEFF"]) for (const end of ["\n", "\r\n"]) expect(await rowsOf(bom + text(end))).toEqual(expected);
  });

  it("may begin with Excel's sep= line", async () => {
    expect(await rowsOf("sep=;\r\nref;title\r\nA;B")).toEqual([["ref", "title"], ["A", "B"]]);
  });

  it("is refused in other encodings and with open quotes, with the line", async () => {
    expect(await read(Buffer.from("ref,title\nA,B", "utf16le"))).toMatchObject({ reason: "not_utf8" });
    expect(await read(Uint8Array.from([...Buffer.from("ref,title\nA,M"), 0xe1, 0x79]))).toMatchObject({ reason: "not_utf8" });
    expect(await read('ref,title\nA,B\nC,"D')).toMatchObject({ reason: "csv_quotes", line: 3 });
    expect(await read(" \n ")).toMatchObject({ reason: "empty" });
  });
});

import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it, vi } from "vitest";
import { fittedColumns } from "~/platform/render/layout";
import type { Block, Paper, Table } from "~/platform/render/paper";
import { renderDocx, renderPdf } from "~/platform/render/render.server";
import { readPdf } from "../../../support/read-pdf";

vi.setConfig({ testTimeout: 120_000 });

const paperOf = (blocks: readonly Block[]): Paper => ({ title: "Biên bản", at: new Date("2027-01-05T01:00:00Z"), sections: [{ blocks }] });
const COLUMNS: Table["columns"] = [{ title: "STT", width: 4 }, { title: "Tên mô hình, sản phẩm", width: 60 }, { title: "Tiền thưởng (đồng)", width: 20 }];
const table = (rows: number, more: Partial<Table> = {}): Table => ({ kind: "table", columns: COLUMNS, rows: Array.from({ length: rows }, (_, index) => [`${index + 1}`, `dòng ${index + 1}`, "1.000.000"]), size: 12, ...more });
const lines = (count: number): Block[] => Array.from({ length: count }, (_, index) => ({ kind: "paragraph", text: `Câu ${index + 1}.`, tight: true, indent: false }));
const SIGNED: Block = { kind: "group", blocks: [{ kind: "paragraph", text: "Lập thành hai bản." }, { kind: "signatures", columns: [{ lines: ["THƯ KÝ"] }, { lines: ["CHỦ TRÌ"], name: "Phan Thị Hòa" }] }] };
/** The foot of a page lies behind so many lines; every height of it is tried. */
const HEIGHTS = Array.from({ length: 8 }, (_, index) => 33 + index);

const pagesOf = async (blocks: readonly Block[]) => (await readPdf(await renderPdf(paperOf(blocks)))).map(({ text }) => text);
const having = (pages: readonly string[], part: string) => pages.flatMap((page, index) => (page.includes(part) ? [index] : []));

describe("pages of a PDF", () => {
  it("never end with a heading, with what is said of a table, or with the head of a table", async () => {
    for (const height of HEIGHTS) {
      const blocks: Block[] = [...lines(height), { kind: "heading", level: "section", text: "III. Kết quả" }, { kind: "paragraph", text: "Lĩnh vực: tất cả.", tight: true }, table(20)];
      const pages = await pagesOf(blocks);
      const [first] = having(pages, "dòng 1 ");
      expect({ height, heading: having(pages, "III. Kết quả"), told: having(pages, "Lĩnh vực") }).toEqual({ height, heading: [first], told: [first] });
      for (const page of having(pages, "STT")) expect(pages[page]).toMatch(/dòng \d+/);
    }
  });

  it("keep a heading with a table that stays whole, and with a group that is signed", async () => {
    for (const height of HEIGHTS.slice(0, 4)) {
      const blocks: Block[] = [...lines(height - 6), { kind: "heading", level: "section", text: "IV. Chi tiết" }, table(4, { keepLast: 4 }), ...lines(24), { kind: "heading", level: "section", text: "V. Kết luận" }, SIGNED];
      const pages = await pagesOf(blocks);
      expect(having(pages, "IV. Chi tiết")).toEqual(having(pages, "dòng 4"));
      expect(having(pages, "V. Kết luận")).toEqual(having(pages, "Phan Thị Hòa"));
    }
  });
});

describe("the Word document", () => {
  const xmlOf = async (blocks: readonly Block[]) => strFromU8(unzipSync(await renderDocx(paperOf(blocks)))["word/document.xml"] ?? new Uint8Array());
  const paragraphWith = (xml: string, text: string) => (xml.match(/<w:p>.*?<\/w:p>/gs) ?? []).find((one) => one.includes(text)) ?? "";

  it("keeps headings, what is said of a table, heads of tables and whatever stands above signatures with what follows", async () => {
    const xml = await xmlOf([{ kind: "heading", level: "section", text: "III. Kết quả" }, { kind: "paragraph", text: "Lĩnh vực: tất cả." }, table(2), { kind: "paragraph", text: "Câu thường." }, SIGNED]);
    for (const text of ["III. Kết quả", "Lĩnh vực", "STT", "Lập thành hai bản"]) expect([text, paragraphWith(xml, text).includes("<w:keepNext/>")]).toEqual([text, true]);
    for (const text of ["dòng 2", "Câu thường"]) expect([text, paragraphWith(xml, text).includes("<w:keepNext/>")]).toEqual([text, false]);
  });

  it("gives the national motto and the issuing body the whole width: the lines below are paragraphs of their own", async () => {
    const xml = await xmlOf([{ kind: "head", issuer: { body: "BAN TỔ CHỨC HỘI THI, CUỘC THI CẨM XUYÊN", number: "Số: 1/QĐ-BTC" } }]);
    for (const text of ["Độc lập", "BAN TỔ CHỨC", "CẨM XUYÊN"]) expect([text, /<w:ind|<w:pBdr/.test(paragraphWith(xml, text))]).toEqual([text, false]);
    expect(xml.match(/<w:pBdr>/g)).toHaveLength(2);
  });
});

describe("columns", () => {
  it("are never too narrow for a word of their title, and fill the table", () => {
    const fitted = fittedColumns(COLUMNS, 165, 12).map(({ width }) => width);
    expect(fitted[0]).toBeGreaterThan(8.7 + 2);
    expect(fitted.reduce((all, width) => all + width, 0)).toBeCloseTo(165);
    expect(fittedColumns([{ title: "A", width: 1 }, { title: "B", width: 3 }], 160, 12).map(({ width }) => width)).toEqual([40, 120]);
    const crowded = fittedColumns(Array.from({ length: 12 }, () => ({ title: "Nghiêngngảnghiêng", width: 1 })), 165, 14);
    expect(crowded.reduce((all, { width }) => all + width, 0)).toBeCloseTo(165);
  });
});

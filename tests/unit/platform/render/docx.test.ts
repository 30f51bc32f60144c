import { unzipSync, strFromU8 } from "fflate";
import mammoth from "mammoth";
import sharp from "sharp";
import { describe, expect, it, vi } from "vitest";
import type { Block, Paper } from "~/platform/render/paper";
import { renderDocx } from "~/platform/render/render.server";

vi.setConfig({ testTimeout: 60_000 });

const AT = new Date("2027-01-05T01:00:00Z");
const paperOf = (blocks: readonly Block[], more: Partial<Paper> = {}): Paper => ({ title: "Quyết định <&>", at: AT, sections: [{ blocks }], ...more });

async function xmlOf(paper: Paper): Promise<Record<string, string>> {
  const files = unzipSync(await renderDocx(paper));
  return Object.fromEntries(Object.entries(files).map(([name, data]) => [name, name.endsWith(".xml") || name.endsWith(".rels") ? strFromU8(data) : `${data.length} bytes`]));
}

const matches = (text: string | undefined, pattern: RegExp) => [...(text ?? "").matchAll(pattern)].map((match) => match[1]);
const DECISION: Block[] = [
  { kind: "head", issuer: { parent: "LIÊN HIỆP HỘI", body: "BAN TỔ CHỨC", number: "Số: 12/QĐ-BTC" }, placeAndDate: "Cẩm Xuyên, ngày 05 tháng 01 năm 2027" },
  { kind: "heading", level: "title", text: "QUYẾT ĐỊNH" },
  { kind: "paragraph", text: "Có hiệu lực từ ngày ký", endMark: true },
  { kind: "table", columns: [{ title: "TT", width: 1 }, { title: "Tên", width: 3 }], rows: [["1", "Máy gieo lạc"]] },
  { kind: "signatures", columns: [{ recipients: ["Lưu: VT."] }, { lines: ["TRƯỞNG BAN"], name: "Nguyễn Văn A" }] },
];

describe("a paper as Word document", () => {
  it("is A4 with the decree's margins, in Times New Roman", async () => {
    const { "word/document.xml": text, "word/styles.xml": styles } = await xmlOf(paperOf(DECISION));
    expect(matches(text, /<w:pgSz ([^>]*)\/>/g)).toEqual(['w:w="11906" w:h="16838" w:orient="portrait"']);
    expect(matches(text, /<w:pgMar ([^>]*)\/>/g)).toEqual(['w:top="1134" w:right="850" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"']);
    expect(new Set(matches(styles, /<w:rFonts [^>]*w:ascii="([^"]*)"/g))).toEqual(new Set(["Times New Roman"]));
    expect(matches(text, /w:ascii="([^"]*)"/g).filter((font) => font !== "Times New Roman")).toEqual([]);
  });

  it("has the national title in a table without lines, and a header row that Word repeats", async () => {
    const { "word/document.xml": text = "" } = await xmlOf(paperOf(DECISION));
    const tables = text.match(/<w:tbl>.*?<\/w:tbl>/gs) ?? [];
    expect(tables.map((table) => ({ isHead: table.includes("CỘNG HÒA"), header: table.includes("<w:tblHeader/>"), lines: matches(table, /<w:(?:top|bottom|left|right|insideH|insideV) w:val="(\w+)"/g).some((line) => line !== "none") }))).toEqual([
      { isHead: true, header: false, lines: true },
      { isHead: false, header: true, lines: true },
      { isHead: false, header: false, lines: false },
    ]);
    const borders = matches(tables[0], /<w:tblBorders>(.*?)<\/w:tblBorders>/g).join("");
    expect(matches(borders, /w:val="(\w+)"/g).every((line) => line === "none")).toBe(true);
  });

  it("numbers pages by a field on top, but not the first one", async () => {
    const files = await xmlOf(paperOf(DECISION));
    const { "word/document.xml": text = "" } = files;
    const referenced = (type: string) => {
      const id = new RegExp(`<w:headerReference w:type="${type}" r:id="([^"]+)"`).exec(text)?.[1];
      const target = new RegExp(`Id="${id ?? ""}"[^>]*Target="([^"]+)"`).exec(files["word/_rels/document.xml.rels"] ?? "")?.[1];
      return files[`word/${target ?? ""}`] ?? "";
    };
    expect(text).toContain("<w:titlePg/>");
    expect([referenced("default"), referenced("first")].map((header) => /<w:instrText[^>]*>PAGE</.test(header))).toEqual([true, false]);
    expect(referenced("default")).toContain('<w:jc w:val="center"/>');
  });

  it("says the same as the PDF, in the same order", async () => {
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(await renderDocx(paperOf(DECISION))) });
    expect(value.split(/\s+/u).filter(Boolean).join(" ")).toBe(
      "LIÊN HIỆP HỘI BAN TỔ CHỨC Số: 12/QĐ-BTC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc Cẩm Xuyên, ngày 05 tháng 01 năm 2027 QUYẾT ĐỊNH Có hiệu lực từ ngày ký./. TT Tên 1 Máy gieo lạc Nơi nhận: - Lưu: VT. TRƯỞNG BAN Nguyễn Văn A",
    );
  });

  it("gives the same bytes for the same paper, pictures and codes included", async () => {
    const picture = await sharp({ create: { width: 30, height: 20, channels: 3, background: "#336699" } }).jpeg().toBuffer();
    const paper = paperOf([...DECISION, { kind: "image", data: picture, format: "jpeg", width: 30, height: 20, caption: "Hình 1" }, { kind: "qr", text: "https://example.org", size: 30 }], { mark: "BẢN NHÁP", footer: "STKT-14-0001" });
    const first = await renderDocx(paper);
    await renderDocx(paperOf(DECISION));
    expect(Buffer.compare(await renderDocx(paper), first)).toBe(0);
  });

  it("is a document Word can open whatever was typed", async () => {
    const { "word/document.xml": text = "", "docProps/core.xml": properties } = await xmlOf(paperOf([{ kind: "paragraph", text: "a\u0000b\u000B<&>\uD800 \u202Egpj.exe 😀 Tiê\u0301ng" }], { mark: "BẢN NHÁP" }));
    expect(matches(text, /<w:t[^>]*>([^<]*)<\/w:t>/g)).toEqual(["ab", "&lt;&amp;&gt; gpj.exe 😀 Tiếng"]);
    expect(properties).toContain("Quyết định &lt;&amp;&gt;");
  });
});

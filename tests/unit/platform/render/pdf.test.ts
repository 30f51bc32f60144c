import { PDFDocument, degrees } from "@cantoo/pdf-lib";
import sharp from "sharp";
import { describe, expect, it, vi } from "vitest";
import type { Block, Paper } from "~/platform/render/paper";
import { renderPdf } from "~/platform/render/render.server";
import { fontsOf, pictureOf, readPdf } from "../../../support/read-pdf";

// The thread starts with the first paper, and pages are read back and drawn.
vi.setConfig({ testTimeout: 60_000 });

const AT = new Date("2027-01-05T01:00:00Z");
const SENTENCE = "Hệ thống tưới nhỏ giọt tự động cho vườn bưởi Phúc Trạch, dùng cảm biến độ ẩm đất và năng lượng mặt trời. ";

const paperOf = (blocks: readonly Block[], more: Partial<Paper> = {}): Paper => ({ title: "Quyết định", at: AT, sections: [{ blocks }], ...more });
const text = (words: string): Block => ({ kind: "paragraph", text: words });
const pagesOf = async (paper: Paper) => readPdf(await renderPdf(paper));

/** Where the text of a page stands: the first and last row and column with something dark, in millimetres from the edges. */
async function edgesOf(data: Uint8Array, page: number) {
  const picture = await pictureOf(data, page);
  const dark: { x: number; y: number }[] = [];
  picture.data.forEach((grey, index) => grey < 110 && dark.push({ x: index % picture.width, y: Math.floor(index / picture.width) }));
  const millimetres = (points: number) => Math.round((points * 25.4) / 72);
  const xs = dark.map(({ x }) => x).toSorted((a, b) => a - b);
  const ys = dark.map(({ y }) => y).toSorted((a, b) => a - b);
  return { left: millimetres(xs[0] ?? 0), right: millimetres(picture.width - 1 - (xs.at(-1) ?? 0)), top: millimetres(ys[0] ?? 0), bottom: millimetres(picture.height - 1 - (ys.at(-1) ?? 0)) };
}

describe("a paper as PDF", () => {
  it("is A4 with the decree's blocks in their order, Vietnamese as it was written", async () => {
    const pages = await pagesOf(
      paperOf([
        { kind: "head", issuer: { parent: "LIÊN HIỆP HỘI TỈNH HÀ TĨNH", body: "BAN TỔ CHỨC HỘI THI", number: "Số: 12/QĐ-BTC" }, placeAndDate: "Cẩm Xuyên, ngày 05 tháng 01 năm 2027" },
        { kind: "heading", level: "title", text: "QUYẾT ĐỊNH" },
        { kind: "heading", level: "subtitle", text: "Về việc công nhận kết quả" },
        { kind: "article", number: 1, title: "Công nhận kết quả.", text: "Tám giải pháp đạt giải." },
        { kind: "paragraph", text: "Quyết định có hiệu lực từ ngày ký", endMark: true },
        { kind: "signatures", columns: [{ recipients: ["Như Điều 1;", "Lưu: VT."] }, { lines: ["TM. BAN TỔ CHỨC", "TRƯỞNG BAN"], note: "(Ký, đóng dấu)", name: "Nguyễn Thị Ánh Tuyết" }] },
      ]),
    );
    expect(pages).toEqual([
      {
        width: expect.closeTo(595.28, 1) as number,
        height: expect.closeTo(841.89, 1) as number,
        text:
          "LIÊN HIỆP HỘI TỈNH HÀ TĨNH BAN TỔ CHỨC HỘI THI Số: 12/QĐ-BTC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc Cẩm Xuyên, ngày 05 tháng 01 năm 2027 " +
          "QUYẾT ĐỊNH Về việc công nhận kết quả Điều 1. Công nhận kết quả. Tám giải pháp đạt giải. Quyết định có hiệu lực từ ngày ký./. " +
          "Nơi nhận: - Như Điều 1; - Lưu: VT. TM. BAN TỔ CHỨC TRƯỞNG BAN (Ký, đóng dấu) Nguyễn Thị Ánh Tuyết",
      },
    ]);
  });

  it("carries its fonts in it, those of Times New Roman's measures", async () => {
    const data = await renderPdf(paperOf([{ kind: "paragraph", text: [{ text: "Thường " }, { text: "đậm ", bold: true }, { text: "nghiêng ", italic: true }, { text: "😀" }] }]));
    expect(await fontsOf(data)).toEqual([
      { name: "NotoEmoji-Regular", isEmbedded: true },
      { name: "Tinos-Bold", isEmbedded: true },
      { name: "Tinos-Italic", isEmbedded: true },
      { name: "Tinos-Regular", isEmbedded: true },
    ]);
  });

  it("numbers pages from the second one on, in the middle of the top margin", async () => {
    const data = await renderPdf(paperOf(Array.from({ length: 60 }, () => text(SENTENCE.repeat(2)))));
    const pages = await readPdf(data);
    expect(pages.length).toBeGreaterThan(2);
    expect(pages.map((page, index) => (index === 0 ? page.text.startsWith("Hệ thống") : page.text.startsWith(`${index + 1} `)))).toEqual(pages.map(() => true));
    const second = await pictureOf(data, 1);
    const dark = [...second.data.subarray(0, Math.round(second.width * 50))].flatMap((grey, index) => (grey < 128 ? [index % second.width] : []));
    expect(dark.length).toBeGreaterThan(0);
    expect(Math.abs(dark.reduce((sum, x) => sum + x, 0) / dark.length - second.width / 2)).toBeLessThan(3);
  });

  it("keeps the margins of the decree on every page: 20 mm above and below, 30 left, 15 right", async () => {
    const data = await renderPdf(paperOf(Array.from({ length: 60 }, () => text(SENTENCE.repeat(2)))));
    const { left, right, top, bottom } = await edgesOf(data, 0);
    expect({ left, right: Math.abs(right - 15) <= 1, top: top >= 20 && top <= 25, bottom: bottom >= 20 && bottom <= 60 }).toEqual({ left: 30, right: true, top: true, bottom: true });
  });

  it("lays a section down where its tables are wide", async () => {
    const pages = await readPdf(await renderPdf({ title: "Phụ lục", at: AT, sections: [{ blocks: [text("Đứng")] }, { orientation: "landscape", blocks: [text("Nằm")] }] }));
    expect(pages.map(({ width, height, text: words }) => ({ isWide: width > height, words }))).toEqual([
      { isWide: false, words: "Đứng" },
      { isWide: true, words: "2 Nằm" },
    ]);
  });

  it("repeats the header of a table on each page and cuts no short row", async () => {
    const rows = Array.from({ length: 90 }, (_, index) => [String(index + 1), `Giải pháp số ${index + 1}: ${SENTENCE}`]);
    const pages = await pagesOf(paperOf([{ kind: "table", columns: [{ title: "TT", width: 1 }, { title: "Tên giải pháp", width: 8 }], rows }]));
    expect(pages.length).toBeGreaterThan(3);
    expect(pages.map((page) => (page.text.match(/TT Tên giải pháp/g) ?? []).length)).toEqual(pages.map(() => 1));
    expect(pages.flatMap((page) => [...page.text.matchAll(/Giải pháp số (\d+): Hệ thống .*? mặt trời\./gu)].map((match) => Number(match[1])))).toEqual(rows.map((_, index) => index + 1));
  });

  it("never leaves the header of a short table alone at the foot of a page", async () => {
    const fill = Array.from({ length: 31 }, (_, index) => text(`Dòng ${index}`));
    const pages = await pagesOf(paperOf([...fill, { kind: "table", keepLast: 3, columns: [{ title: "Cột một", width: 1 }], rows: [["a\nb\nc\nd\ne\nf"]] }]));
    expect(pages.map((page) => page.text.includes("Cột một"))).toEqual([false, true]);
  });

  it("gives the same bytes for the same paper, also after other papers", async () => {
    const paper = paperOf([text(SENTENCE), { kind: "qr", text: "https://example.org/bai-du-thi/1", size: 30 }], { mark: "BẢN NHÁP" });
    const first = await renderPdf(paper);
    await renderPdf(paperOf([text("khác")]));
    expect(Buffer.compare(await renderPdf(paper), first)).toBe(0);
  });

  it("marks every page of a draft", async () => {
    const pages = await pagesOf(paperOf(Array.from({ length: 40 }, () => text(SENTENCE.repeat(2))), { mark: "BẢN NHÁP" }));
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.map((page) => page.text.includes("BẢN NHÁP"))).toEqual(pages.map(() => true));
  });
});

describe("text that nobody planned for", () => {
  it("is composed, loses what cannot be seen, keeps neighbouring emoji", async () => {
    const [page] = await pagesOf(paperOf([text("Tiê\u0301ng Viê\u0323t\u0000\u200B \u202Egpj.exe\tvới 😀🌱🌱 và 👩‍👩‍👧\n\n\u0007dòng  hai")]));
    expect(page?.text).toBe("Tiếng Việt gpj.exe với 😀🌱🌱 và 👩👩👧 dòng hai");
  });

  it("can be searched and copied in every paper, whatever papers came before", async () => {
    await renderPdf(paperOf([text("ớ ở ấ ẩ ệ ị ử ọ")]));
    const words = "Địa chỉ example.org, tệp office, mũi tên";
    expect(await pagesOf(paperOf([{ kind: "paragraph", text: [{ text: words }, { text: ` ${words}`, bold: true }, { text: ` ${words}`, italic: true }] }]))).toMatchObject([{ text: `${words} ${words} ${words}` }]);
  });

  it("shows a box for letters no font has", async () => {
    const [page] = await pagesOf(paperOf([text("chữ 中文 lạ")]));
    expect(page?.text).toBe("chữ □□ lạ");
  });

  it("shows no box for white space or line breaks, wherever they stand", async () => {
    const spaces = "một\u00a0hai\u1680ba\u2003bốn\u202fnăm\u205fsáu\u3000bảy\ttám\u0085chín\u2028mười\u2029và\v\f\r\nhết";
    const words = "một hai ba bốn năm sáu bảy tám chín mười và hết";
    const pages = await pagesOf(paperOf([text(spaces), { kind: "heading", level: "title", text: spaces }, { kind: "article", number: 1, title: spaces, text: "." }, { kind: "table", columns: [{ title: spaces, width: 1 }], rows: [[spaces]] }, { kind: "signatures", columns: [{ lines: [spaces], name: spaces }, { recipients: [spaces] }] }], { mark: "BẢN\nNHÁP", footer: spaces }));
    expect(pages.map((page) => page.text.replaceAll(words, "…"))).toEqual(["BẢN NHÁP … … … Điều 1. … . … …", "BẢN NHÁP 2 … … … Nơi nhận: - …"]);
  });

  it("breaks words without spaces instead of running over the edge, and never hyphenates", async () => {
    const word = "khôngcódấucách".repeat(30);
    const data = await renderPdf(paperOf([text(`Địa chỉ https://example.org/${"a-b".repeat(60)} hết`), text(word), { kind: "table", columns: [{ title: "Hẹp", width: 1 }, { title: "Rộng", width: 5 }], rows: [["e3b0c44298fc1c149afbf4c8996fb924", "b"]] }]));
    const [page] = await readPdf(data);
    expect(page?.text.replaceAll(" ", "")).toBe(`Địachỉhttps://example.org/${"a-b".repeat(60)}hết${word}HẹpRộnge3b0c44298fc1c149afbf4c8996fb924b`);
    expect((await edgesOf(data, 0)).right).toBeGreaterThanOrEqual(14);
  });

  it("draws 200 kB without a single space and 200 kB in one paragraph", async () => {
    const pages = await pagesOf(paperOf([text("x".repeat(200_000)), text(SENTENCE.repeat(1900))]));
    expect(pages.map((page) => page.text.replace(/^\d+ /, "")).join("").replaceAll(" ", "")).toBe("x".repeat(200_000) + SENTENCE.repeat(1900).replaceAll(" ", ""));
  });

  it("leaves nothing out where there is nothing", async () => {
    expect(await pagesOf(paperOf([text(""), { kind: "table", columns: [{ title: "Cột", width: 1 }], rows: [] }, { kind: "heading", level: "section", text: "" }]))).toMatchObject([{ text: "Cột" }]);
  });
});

describe("attached files", () => {
  async function pdfOf(sizes: readonly [number, number][], turned = 0): Promise<Uint8Array> {
    const document = await PDFDocument.create();
    for (const size of sizes) {
      const page = document.addPage([...size]);
      page.drawText(`page of ${size.join("x")}`, { x: 20, y: 20, size: 12 });
      page.drawRectangle({ x: 0, y: 0, width: size[0], height: 10 });
      page.setRotation(degrees(turned));
    }
    return document.save();
  }

  it("stand behind the paper, each page on one of its own under its name", async () => {
    const data = await pdfOf([[400, 500], [1200, 800]]);
    const pages = await pagesOf(paperOf([text("Giấy")], { attached: [{ title: "Phụ lục 1: ban-ve.pdf", data, otherwise: [text("không đọc được")] }] }));
    expect(pages.map((page) => page.text)).toEqual(["Giấy", "2 Phụ lục 1: ban-ve.pdf – trang 1/2 page of 400x500", "3 Phụ lục 1: ban-ve.pdf – trang 2/2 page of 1200x800"]);
    expect(pages.map((page) => Math.round(page.width))).toEqual([595, 595, 595]);
  });

  it.each([
    [0, "bottom"],
    [90, "left"],
    [180, "top"],
    [270, "right"],
  ] as const)("are shown turned by %i degrees, as a reader shows them", async (turned, side) => {
    const data = await renderPdf(paperOf([text("Giấy")], { attached: [{ title: "A", data: await pdfOf([[300, 400]], turned), otherwise: [] }] }));
    const picture = await pictureOf(data, 1);
    const dark = [...picture.data].flatMap((grey, index) => (grey < 60 ? [{ x: index % picture.width, y: Math.floor(index / picture.width) }] : [])).filter(({ y }) => y > 90);
    const bar = (near: (pixel: { x: number; y: number }) => boolean) => dark.filter(near).length / dark.length;
    const [xs, ys] = [dark.map(({ x }) => x), dark.map(({ y }) => y)];
    const edges = { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
    const parts = { left: bar(({ x }) => x < edges.left + 11), right: bar(({ x }) => x > edges.right - 11), top: bar(({ y }) => y < edges.top + 11), bottom: bar(({ y }) => y > edges.bottom - 11) };
    expect(Object.entries(parts).toSorted((a, b) => b[1] - a[1])[0]?.[0]).toBe(side);
  });

  it("that are broken or protected leave what was given in their place, and the paper is whole", async () => {
    const picture = await sharp({ create: { width: 60, height: 40, channels: 3, background: "#336699" } }).jpeg().toBuffer();
    const good = await pdfOf([[300, 300]]);
    const pages = await pagesOf(
      paperOf([text("Giấy")], {
        attached: [
          { title: "Phụ lục 1: hong.pdf", data: Buffer.from("%PDF-1.4 nonsense"), otherwise: [{ kind: "image", data: picture, format: "jpeg", width: 60, height: 40, caption: "Trang đầu" }] },
          { title: "Phụ lục 2: tot.pdf", data: good, otherwise: [] },
        ],
      }),
    );
    expect(pages.map((page) => page.text)).toEqual(["Giấy", "2 Phụ lục 1: hong.pdf Trang đầu", "3 Phụ lục 2: tot.pdf – trang 1/1 page of 300x300"]);
  });
});

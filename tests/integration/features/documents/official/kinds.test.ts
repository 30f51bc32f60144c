import { randomUUID } from "node:crypto";
import { strFromU8, unzipSync } from "fflate";
import mammoth from "mammoth";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { EditionRow } from "~/data/editions.server";
import { OFFICIAL_KINDS } from "~/features/documents/official/index.server";
import type { NamedPaper } from "~/features/documents/kinds/kind";
import { renderDocx, renderPdf } from "~/platform/render/render.server";
import { editionRow, kindOf } from "../../../../factories/papers";
import { leadTo, makePublicContest, type PublicContest } from "../../../../factories/publication";
import { fontsOf, pictureOf, readPdf, type ReadPage } from "../../../../support/read-pdf";
import { testServices } from "../../../../support/services";

// Every kind is drawn twice and read back.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const { services, clock, close } = await testServices();
afterAll(close);
const { prisma } = services.db;

const LONG_NAME = "Nguyễn Thị Khánh Huyền ".repeat(6).slice(0, 120).trim();
const SPECS = [
  { title: "Máy gieo lạc bốn hàng", author: LONG_NAME },
  { title: "Bếp đun tiết kiệm", author: "Trần Thị Lan", unitName: "" },
  { title: "Đèn bắt rầy", author: "Lê Văn Ba", named: false },
];

interface Printed {
  name: string;
  pages: ReadPage[];
  /** of all pages */
  text: string;
  pdf: Uint8Array;
  /** without page numbers */
  docx: string;
  xml: string;
  styles: string;
}

let contest: PublicContest;
let edition: EditionRow;
const printed = new Map<string, Printed[]>();

const squeezed = (text: string) => text.split(/\s+/u).filter(Boolean).join(" ");

async function print({ name, paper }: NamedPaper): Promise<Printed> {
  const pdf = await renderPdf(paper);
  const pages = await readPdf(pdf);
  const data = await renderDocx(paper);
  const files = unzipSync(data);
  const part = (path: string) => strFromU8(files[path] ?? new Uint8Array());
  const { value } = await mammoth.extractRawText({ buffer: Buffer.from(data) });
  return { name, pages, text: pages.map(({ text }) => text).join(" "), pdf, docx: squeezed(value), xml: part("word/document.xml"), styles: part("word/styles.xml") };
}

async function printAll(key: string): Promise<Printed[]> {
  const papers: Printed[] = [];
  for await (const paper of kindOf(key).papers({ services, edition, now: clock.now() })) papers.push(await print(paper));
  return papers;
}

/** A published contest with what is hard to print: a name of 120 letters, twelve authors, an entry without a unit, an author who withholds the name. */
beforeAll(async () => {
  contest = await makePublicContest(services, SPECS);
  const editionId = contest.made.edition.id;
  const [first, second] = contest.entries;
  const version = await prisma.entryVersion.findFirstOrThrow({ where: { entryId: first?.id ?? "", state: "SUBMITTED" } });
  await prisma.entryAuthor.createMany({ data: Array.from({ length: 11 }, (_, index) => ({ versionId: version.id, key: randomUUID(), position: index + 2, fullName: `Đồng tác giả thứ ${index + 2}` })) });
  await prisma.entryAuthor.updateMany({ where: { version: { entryId: second?.id ?? "" } }, data: { unitName: "" } });
  await prisma.committeeMember.createMany({
    data: [
      { editionId, committee: "ORGANISING", name: "Phan Văn Trưởng", post: "Phó Chủ tịch Ủy ban nhân dân xã", role: "Trưởng ban", position: 1 },
      { editionId, committee: "ORGANISING", name: "Người Đã Thôi", role: "Ủy viên", position: 2, validTo: new Date("2020-01-01") },
      { editionId, committee: "SECRETARIAT", name: "Hà Thị Thư", role: "Thư ký", position: 1 },
    ],
  });
  await prisma.edition.update({ where: { id: editionId }, data: { judgeFee: 50_000, hostName: "Ủy ban nhân dân xã Cẩm Bình", hostLevel: "COMMUNE" } });
  const at = clock.now();
  const meeting = { editionId, title: "Xếp giải", place: "Hội trường xã", heldAt: at, presentIds: [contest.chair.userId, contest.secretary.userId], absentIds: [], chairId: contest.chair.userId, secretaryId: contest.secretary.userId, openedById: contest.chair.userId, openedAt: at, closedById: contest.chair.userId, closedAt: at };
  await prisma.rankingMeeting.create({ data: meeting });
  await leadTo(services, contest, "PUBLISHED");
  await prisma.nomination.create({ data: { editionId, entryId: second?.id ?? "", position: 1, note: "Đề cử số một", nominatedById: contest.secretary.userId, nominatedAt: at } });
  edition = await editionRow(services, editionId);
  for (const { key } of OFFICIAL_KINDS) printed.set(key, await printAll(key));
});

const papersOf = (key: string) => printed.get(key) ?? [];
const only = (key: string): Printed => {
  const [paper, ...others] = papersOf(key);
  if (!paper || others.length > 0) throw new Error(`${key}: ${papersOf(key).length} papers`);
  return paper;
};

/** Where something dark stands on a page, in millimetres from the edges; the page number on top is left out. */
async function edgesOf(data: Uint8Array, page: number) {
  const { data: greys, width, height } = await pictureOf(data, page);
  let [left, right, bottom] = [width, 0, 0];
  greys.forEach((grey, index) => {
    if (grey > 110 || Math.floor(index / width) < 52) return;
    left = Math.min(left, index % width);
    right = Math.max(right, index % width);
    bottom = Math.max(bottom, Math.floor(index / width));
  });
  const millimetres = (points: number) => Math.round((points * 25.4) / 72);
  return { left: millimetres(left), right: millimetres(width - 1 - right), bottom: millimetres(height - 1 - bottom) };
}

describe.each(OFFICIAL_KINDS.map(({ key }) => key))("%s", (key) => {
  it("is A4 with the decree's margins, its fonts in it, numbered from each second page", async () => {
    expect(papersOf(key).length).toBeGreaterThan(0);
    for (const { pdf, pages, text } of papersOf(key)) {
      for (const { width, height } of pages) expect([Math.round(Math.min(width, height)), Math.round(Math.max(width, height))]).toEqual([595, 842]);
      expect((await fontsOf(pdf)).every(({ name, isEmbedded }) => isEmbedded && name.startsWith("Tinos"))).toBe(true);
      const { left, right, bottom } = await edgesOf(pdf, 0);
      expect([left >= 30 && left <= 36, right >= 14, bottom >= 20]).toEqual([true, true, true]);
      const numbers = pages.map((page) => /^(\d+) /.exec(page.text)?.[1] ?? "");
      expect(numbers[0]).toBe("");
      // Pages of each annex count from 1, which has no number.
      numbers.forEach((number, index) => expect(number === "" || number === String(Number(numbers[index - 1] || 1) + 1)).toBe(true));
      expect(text).toContain("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc");
      expect(text).not.toMatch(/undefined|null|NaN|\[object|huyện/u);
    }
  });

  it("says the same in Word, in Times New Roman within the same margins, rows never cut", () => {
    for (const { docx, xml, styles, text } of papersOf(key)) {
      const margins = [...xml.matchAll(/<w:pgMar [^>]*w:right="(\d+)" w:bottom="(\d+)" w:left="(\d+)"/g)].map(([, right, bottom, left]) => [right, bottom, left]);
      expect(new Set(margins.map(String))).toEqual(new Set(["850,1134,1701"]));
      expect([...styles.matchAll(/<w:rFonts [^>]*w:ascii="([^"]*)"/g)].every(([, font]) => font === "Times New Roman")).toBe(true);
      const rows = xml.match(/<w:tr>/g)?.length ?? 0;
      expect((xml.match(/<w:cantSplit\/>/g)?.length ?? 0) >= rows - 1).toBe(true);
      const words = (all: string) => new Set(all.split(/[\s…]+/u).filter((word) => /^\p{L}{3,}$/u.test(word)));
      const [inPdf, inWord] = [words(text), words(docx)];
      expect([...inWord].filter((word) => !inPdf.has(word))).toEqual([]);
      expect([...inPdf].filter((word) => !inWord.has(word))).toEqual([]);
    }
  });
});

describe("what the papers say", () => {
  it("the rules hold twelve articles with what the edition holds as data", () => {
    const { text } = only("rules-decision");
    expect([...text.matchAll(/Điều (\d+)\. (?=\p{Lu})/gu)].map(([, number]) => Number(number))).toEqual([1, 2, 3, ...Array.from({ length: 12 }, (_, index) => index + 1)]);
    for (const { name } of contest.made.fields) expect(text).toContain(name);
    for (const { label } of contest.made.rubrics[0]?.criteria ?? []) expect(text).toContain(`${label}: tối đa`);
    for (const { label } of contest.made.tiers) expect(text).toContain(label);
    expect(text).toContain(`trong vòng ${edition.appealDays} ngày kể từ ngày công bố kết quả`);
    expect(text).toContain("Các em đang học tập");
  });

  it("committees print who sits on them today; the host sets up the first one under its own head", () => {
    const { text } = only("organising-decision");
    expect(text).toContain("1 Phan Văn Trưởng Phó Chủ tịch Ủy ban nhân dân xã Trưởng ban");
    expect(text).toContain("gồm 01 thành viên");
    expect(text).not.toContain("Người Đã Thôi");
    expect(squeezed(text)).toMatch(/^LIÊN HIỆP CÁC HỘI KH&KT HÀ TĨNH ỦY BAN NHÂN DÂN XÃ CẨM BÌNH/u);
    expect(only("secretariat-decision").text).toContain("1 Hà Thị Thư Thư ký");
    expect(only("jury-decision").text).toContain("Giám khảo");
  });

  it("the list of qualified entries stands by field with every author, the entry without a unit marked", () => {
    const { text } = only("qualified-decision");
    expect(text).toContain("Công bố danh sách 03 mô hình, sản phẩm đủ điều kiện dự thi");
    expect(text).toContain("Đồng tác giả thứ 12");
    expect(squeezed(text)).toContain(LONG_NAME);
    expect(text).toContain("Bếp đun tiết kiệm Trần Thị Lan –");
  });

  it("the award decision gives the number entered with the signature, prizes, money and its words", () => {
    const { text, pages } = only("award-decision");
    const [tier] = contest.made.tiers;
    const total = 3 * (tier?.money ?? 0);
    const formatted = String(total).replace(/\B(?=(\d{3})+$)/g, ".");
    expect(text).toContain("Số: 27/QĐ-BTC");
    expect(text).toContain("ngày 20 tháng 11 năm 2026");
    expect(text).toContain(`gồm: 03 giải Nhất (có danh sách kèm theo)`);
    expect(text).toContain(`Tổng số tiền thưởng kèm theo giải là ${formatted} đồng (Bằng chữ: `);
    expect(text).toContain("kể từ ngày ký./.");
    expect(text).toContain("PHỤ LỤC");
    expect(text).toContain("(Kèm theo Quyết định số 27/QĐ-BTC ngày 20 tháng 11 năm 2026 của Ban Tổ chức Hội thi, Cuộc thi)");
    expect(pages[0]?.width).toBeLessThan(pages.find((page) => page.text.startsWith("PHỤ LỤC"))?.width ?? 0);
    for (const { code } of contest.entries) expect(text).toContain(code);
  });

  it("letter, payouts and fees agree with it", () => {
    expect(only("proposal-letter").text).toContain("Kính gửi: Ủy ban nhân dân xã Cẩm Bình.");
    expect(only("payout-list").text).toContain("NGƯỜI LẬP (Ký, ghi rõ họ tên) KẾ TOÁN (Ký, ghi rõ họ tên)");
    expect(only("judge-fees").text).toContain("9 450.000");
    expect(only("judge-fees").text).toContain("Bằng chữ: Bốn trăm năm mươi nghìn đồng.");
  });

  it("minutes tell who was there and what came out, never why somebody has an interest", () => {
    const panel = only("panel-minutes").text;
    expect(panel).toContain("Không chấm vì xung đột lợi ích: không có.");
    expect(panel).toMatch(/1 \S+-0001 Máy gieo lạc bốn hàng/u);
    const meeting = only("ranking-minutes").text;
    expect(meeting).toContain("Địa điểm: Hội trường xã.");
    expect(meeting).toContain("Có mặt (02):");
    expect(meeting).toContain("Hội nghị thống nhất đề nghị trao: 03 giải Nhất");
  });

  it("the closing report tells of no group under five, the nomination of nobody who did not agree to be passed on", () => {
    expect(only("closing-report").text).toContain("không lộ thông tin cá nhân");
    const nominated = only("nomination-list").text;
    expect(nominated).toContain("Bếp đun tiết kiệm");
    expect(nominated).toContain("Đề cử số một");
    expect(nominated).toContain("(chưa có đồng ý chuyển hồ sơ)");
    expect(nominated).not.toContain("Trần Thị Lan");
  });
});

describe("a viewer with an interest in an entry", () => {
  it("gets papers on which it is absent before publication, and the whole published ones", async () => {
    const other = await makePublicContest(services, SPECS);
    await leadTo(services, other, "PROPOSED");
    const [first, second] = other.entries;
    await prisma.conflict.create({ data: { editionId: other.made.edition.id, entryId: first?.id ?? "", userId: other.secretary.userId, kind: "DECLARED" } });
    const source = async (viewerId: string | null) => ({ services, edition: await editionRow(services, other.made.edition.id), now: clock.now(), viewerId });
    const textsOf = async (key: string, viewerId: string | null) => {
      const kind = kindOf(key);
      const { edition: row, ...rest } = await source(viewerId);
      const { legalBases, recipients, texts, ...signer } = kind.slots(row);
      const frame = { ...signer, legalBases: legalBases.split("\n"), recipients: recipients.split("\n"), signerName: "", number: null, day: null, text: (name: string) => texts.find((slot) => slot.key === name)?.proposed ?? "" };
      const found: string[] = [];
      for await (const { paper } of kind.build({ ...rest, edition: row, frame })) found.push(JSON.stringify(paper));
      return found.join(" ");
    };
    for (const key of ["qualified-decision", "award-decision", "proposal-letter", "payout-list", "panel-minutes"]) {
      const [seen, whole] = [await textsOf(key, other.secretary.userId), await textsOf(key, null)];
      expect([key, seen.includes(first?.code ?? "-"), seen.includes(second?.code ?? "-"), whole.includes(first?.code ?? "-")]).toEqual([key, false, true, true]);
    }
    await leadTo(services, other, "PUBLISHED");
    expect(await textsOf("award-decision", other.secretary.userId)).toContain(first?.code);
  });
});

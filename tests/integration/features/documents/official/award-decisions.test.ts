import mammoth from "mammoth";
import { afterAll, describe, expect, it, vi } from "vitest";
import type { EditionRow } from "~/data/editions.server";
import { awardDecisionPaper, awardDecisions } from "~/features/documents/official/award-decision.server";
import type { AwardLine, ResultOnPaper } from "~/features/documents/official/award-lines";
import { frameOf } from "~/features/documents/official/frame";
import { renderDocx, renderPdf } from "~/platform/render/render.server";
import { makeEdition } from "../../../../factories/editions";
import { readPdf } from "../../../../support/read-pdf";
import { testServices } from "../../../../support/services";

// Hundreds of prizes take their time on a busy machine.
vi.setConfig({ testTimeout: 180_000 });

const { services, close } = await testServices();
afterAll(close);

const TIERS = [
  { code: "FIRST", label: "Giải Nhất", money: 25_000_000, quota: 1 },
  { code: "SECOND", label: "Giải Nhì", money: 20_000_000, quota: 500 },
];

function lineOf(number: number, tier = TIERS[1]): AwardLine {
  const code = `STKT-14-${String(number).padStart(4, "0")}`;
  const author = { key: code, name: `Tác giả ${number}`, isChief: true, unit: "", className: "", occupation: "", phone: "" };
  return {
    entry: { id: code, code, title: `Giải pháp số ${number}`, fieldCode: "A", fieldName: "A", ownerName: "", unit: `Đơn vị ${number}`, isQualified: true, authors: [author] },
    tier: tier?.code ?? "", tierLabel: tier?.label ?? "", money: tier?.money ?? 0, rank: number, mean: "80.00",
  };
}

const decisionOf = (sequence: number, number: string | null): ResultOnPaper["decision"] => ({
  id: String(sequence), sequence, state: "SIGNED", answer: { ranking: [], prizes: [], undecided: [] }, number, day: number === null ? null : "2026-11-20", proposedAt: new Date("2026-11-18T00:00:00Z"), publishedAt: null,
});

async function paperOf(result: Omit<ResultOnPaper, "tiers">, specials: Parameters<typeof awardDecisionPaper>[2] = []) {
  const { edition } = await makeEdition(services, { kind: "TECHNICAL", phase: "DECIDING" });
  const untouched = { texts: {}, legalBases: null, recipients: null, onBehalf: null, signerTitle: null, signerName: null, version: 0 };
  const frame = frameOf(awardDecisions.slots(edition satisfies EditionRow), untouched as Parameters<typeof frameOf>[1], { number: null, day: null });
  return awardDecisionPaper({ edition, frame }, { ...result, tiers: TIERS }, specials);
}

const textOf = async (paper: Awaited<ReturnType<typeof paperOf>>) => (await readPdf(await renderPdf(paper))).map(({ text }) => text).join(" ");

describe("a decision without a single prize", () => {
  it("says so, without money and without an empty table", async () => {
    const text = await textOf(await paperOf({ decision: decisionOf(1, null), lines: [], corrected: null }));
    expect(text).toContain("Không có giải pháp nào được trao giải theo cơ cấu giải thưởng.");
    expect(text).toContain("Giải thưởng không kèm theo tiền thưởng.");
    expect(text).not.toMatch(/Bằng chữ|STT/u);
  });
});

describe("special awards", () => {
  it("stand in a table of their own, their money in the whole sum", async () => {
    const specials = [{ label: "Giải tập thể", name: "Trường THPT Cẩm Xuyên", unitName: "", recipient: "UNIT" as const, money: 3_000_000, entryCode: null }];
    const text = await textOf(await paperOf({ decision: decisionOf(1, "27/QĐ-BTC"), lines: [lineOf(1, TIERS[0])], corrected: null }, specials));
    expect(text).toContain("Trao 01 giải đặc thù");
    expect(text).toContain("là 28.000.000 đồng (Bằng chữ: hai mươi tám triệu đồng)");
    expect(text).toMatch(/B\. Giải đặc thù .*Giải tập thể Trường THPT Cẩm Xuyên 3\.000\.000/u);
    expect(text).toContain("Tổng cộng: 28.000.000 đồng. Bằng chữ: Hai mươi tám triệu đồng.");
  });
});

describe("a correcting decision", () => {
  it("names the decision it corrects, what changes before and after, and the whole list as it is now", async () => {
    const [first, second] = [lineOf(1, TIERS[0]), lineOf(2)];
    const corrected = { decision: decisionOf(1, "27/QĐ-BTC"), lines: [first, second] };
    const text = await textOf(await paperOf({ decision: decisionOf(2, "31/QĐ-BTC"), lines: [lineOf(2, TIERS[0]), lineOf(3)], corrected }));
    expect(text).toContain("Số: 31/QĐ-BTC");
    expect(text).toContain("Căn cứ Quyết định số 27/QĐ-BTC ngày 20 tháng 11 năm 2026");
    expect(text).toContain("Đính chính giải thưởng của 03 giải pháp");
    expect(text).toContain("1 STKT-14-0001 Giải pháp số 1 Tác giả 1 Đơn vị 1 Giải Nhất Không đạt giải");
    expect(text).toContain("2 STKT-14-0002 Giải pháp số 2 Tác giả 2 Đơn vị 2 Giải Nhì Giải Nhất");
    expect(text).toContain("3 STKT-14-0003 Giải pháp số 3 Tác giả 3 Đơn vị 3 Không đạt giải Giải Nhì");
    const list = text.slice(text.lastIndexOf("PHỤ LỤC II"));
    expect(["STKT-14-0001", "STKT-14-0002", "STKT-14-0003"].map((code) => list.includes(code))).toEqual([false, true, true]);
  });
});

describe("five hundred prizes", () => {
  it("are all printed, in both formats, pages of the annex counted on, the sum in words at the end", async () => {
    const lines = Array.from({ length: 500 }, (_, index) => lineOf(index + 1));
    const paper = await paperOf({ decision: decisionOf(1, "27/QĐ-BTC"), lines, corrected: null });
    const pages = await readPdf(await renderPdf(paper));
    const printed = pages.flatMap(({ text }) => [...text.matchAll(/STKT-14-(\d{4})/gu)].map(([, number]) => Number(number)));
    expect(printed).toEqual(lines.map((_, index) => index + 1));
    const annex = pages.slice(pages.findIndex(({ text }) => text.startsWith("PHỤ LỤC")));
    expect(annex.map(({ text }, index) => index === 0 || text.startsWith(`${index + 1} STT`))).toEqual(annex.map(() => true));
    expect(pages.at(-1)?.text).toContain("10.000.000.000 Bằng chữ: Mười tỷ đồng.");
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(await renderDocx(paper)) });
    expect([...value.matchAll(/STKT-14-(\d{4})/gu)]).toHaveLength(500);
  });
});

import { describe, expect, it, vi } from "vitest";
import type { EditionRow } from "~/data/editions.server";
import type { PaperEntry } from "~/data/official-papers.server";
import type { MeetingMinutes } from "~/data/ranking-meetings.server";
import { UNCHANGED_TEXTS } from "~/data/paper-texts.server";
import { awardDecisionPaper, awardDecisions } from "~/features/documents/official/award-decision.server";
import type { AwardLine, ResultOnPaper } from "~/features/documents/official/award-lines";
import { frameOf } from "~/features/documents/official/frame";
import { meetingPaper } from "~/features/documents/official/ranking-minutes-paper";
import { rankingMinutes } from "~/features/documents/official/ranking-minutes.server";
import type { OfficialKind } from "~/features/documents/official/official-kind";
import { renderCertificates, renderPdf } from "~/platform/render/render.server";
import { pictureOf } from "../../../support/read-pdf";
import { difference, expectSamePicture } from "../../../support/same-picture";

// The thread starts with the first paper, and pages are drawn.
vi.setConfig({ testTimeout: 60_000 });

const at = new Date("2026-11-20T03:00:00Z");
const edition = {
  kind: "YOUTH", number: 17, title: "Cuộc thi Sáng tạo dành cho thanh thiếu niên, nhi đồng lần thứ 17", hostName: "Ủy ban nhân dân xã Cẩm Xuyên",
  letterheadParent: "Liên hiệp các Hội KH&KT Hà Tĩnh", letterheadBody: "Ban Tổ chức Hội thi, Cuộc thi Cẩm Xuyên", place: "Cẩm Xuyên", decimals: 2, perField: false,
} as EditionRow;

const frame = (kind: OfficialKind) => frameOf(kind.slots(edition), { ...UNCHANGED_TEXTS, signerName: "Phan Thị Thu Hương" }, { number: `27/${kind.sign ?? ""}`, day: "2026-11-20" });

function entryOf(number: number, title: string, authors: readonly string[]): PaperEntry {
  const unit = "Trường THCS Cẩm Bình";
  return {
    id: String(number), code: `TTNND-17-${String(number).padStart(4, "0")}`, title, fieldCode: "A", fieldName: "Đồ dùng dành cho học tập", ownerName: "", unit, isQualified: true,
    authors: authors.map((name, index) => ({ key: String(index), name, isChief: index === 0, unit, className: "8A", occupation: "", phone: "" })),
  };
}

const TIERS = [
  { code: "SPECIAL", label: "Giải Đặc biệt", money: 10_000_000, quota: 1 },
  { code: "FIRST", label: "Giải Nhất", money: 8_000_000, quota: 2 },
  { code: "CONSOLATION", label: "Giải Khuyến khích", money: 2_000_000, quota: 4 },
];

const ENTRIES = [
  entryOf(12, "Máy gieo lạc bốn hàng chạy bằng sức kéo", ["Trần Thị Lan", "Nguyễn Đức Anh"]),
  entryOf(3, "Bếp đun tiết kiệm củi cho hộ gia đình vùng gò đồi, có bộ phận tận dụng khói để sấy nông sản", ["Nguyễn Văn Quý"]),
  entryOf(41, "Thùng rác thông minh biết phân loại", ["Lê Hoàng Bảo Ngọc", "Phan Gia Huy", "Đặng Thùy Linh"]),
];

const result: ResultOnPaper = {
  decision: { id: "1", sequence: 1, state: "APPROVED", answer: { ranking: [], prizes: [], undecided: [] } as unknown as ResultOnPaper["decision"]["answer"], number: null, day: null, proposedAt: at, publishedAt: null },
  tiers: TIERS,
  lines: ENTRIES.map((entry, index): AwardLine => ({ entry, tier: TIERS[index]?.code ?? "", tierLabel: TIERS[index]?.label ?? "", money: TIERS[index]?.money ?? 0, rank: index + 1, mean: "90.5" })),
  corrected: null,
};

const minutes: MeetingMinutes & { closedAt: Date } = {
  id: "1", title: "Hội nghị xếp giải", place: "Hội trường UBND xã Cẩm Xuyên", heldAt: new Date("2026-11-18T01:30:00Z"), closedAt: new Date("2026-11-18T04:15:00Z"), chair: "Lê Đình Sơn", secretary: "Trần Thị Thu Hà",
  present: ["Lê Đình Sơn", "Trần Thị Thu Hà", "Võ Minh Trí"].map((name, index) => ({ userId: String(index), name, roles: ["JUDGE"], judgeCode: null, post: "Giám khảo" }) as MeetingMinutes["present"][number]),
  absent: [], guests: ["Đại diện Huyện đoàn"],
  progress: { submitted: 45, qualified: 41, judged: 41, judges: 9, sheets: 123, lockedSheets: 123 },
  votes: [], choices: [], quotaChoices: [], notes: "Hội nghị thống nhất đề nghị công nhận kết quả như danh sách kèm theo.",
  head: { seq: 512, hash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" },
};

const certificate = {
  national: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", motto: "Độc lập - Tự do - Hạnh phúc", authority: "Ban Tổ chức Hội thi, Cuộc thi Cẩm Xuyên", heading: "GIẤY CHỨNG NHẬN", certifies: "Chứng nhận", name: "Nguyễn Thị Đường",
  unit: "Trường THCS Cẩm Bình", lines: ["Tác giả giải pháp", "“Máy gieo lạc bốn hàng chạy bằng sức kéo”", "đạt Giải Nhất", edition.title], highlight: 2, placeAndDate: "Cẩm Xuyên, ngày 20 tháng 11 năm 2026", signerTitle: "TRƯỞNG BAN TỔ CHỨC",
  signerName: "Phan Thị Thu Hương", notes: ["Theo Quyết định số 27/QĐ-BTC ngày 20/11/2026", "Vào sổ số: 12"], qr: "https://example.vn/chung-nhan/0000-0000-0000-0000", emblem: null, signature: null,
};

describe("papers look as they were looked at", () => {
  it("the decision with its signature and the list of awards", async () => {
    const pdf = await renderPdf(awardDecisionPaper({ edition, frame: frame(awardDecisions) }, result, []));
    await expectSamePicture(pdf, 0, "award-decision");
    await expectSamePicture(pdf, 1, "award-list");
  });

  it("the minutes of the ranking meeting", async () => {
    await expectSamePicture(await renderPdf(meetingPaper({ edition, frame: frame(rankingMinutes), minutes, result })), 0, "ranking-minutes");
  });

  it("a certificate", async () => {
    await expectSamePicture(await renderCertificates({ title: "x", at, sheets: [certificate], pictures: {} }), 0, "certificate");
  });

  it("and a line more, another margin or other letters are seen", async () => {
    const paper = awardDecisionPaper({ edition, frame: frame(awardDecisions) }, result, []);
    const first = paper.sections[0];
    if (!first) throw new Error("no section");
    const page = async (blocks: typeof first.blocks, margins = first.margins) => pictureOf(await renderPdf({ ...paper, sections: [{ ...first, blocks, ...(margins ? { margins } : {}) }] }), 0);
    const whole = await page(first.blocks);
    expect(difference(whole, await page(first.blocks))).toBe(0);
    const more = [...first.blocks.slice(0, 3), { kind: "paragraph", text: "Một dòng thêm vào văn bản." } as const, ...first.blocks.slice(3)];
    for (const other of [await page(more), await page(first.blocks.slice(1)), await page(first.blocks, { top: 25, bottom: 20, left: 30, right: 15 })]) expect(difference(whole, other)).toBeGreaterThan(3);
  });
});

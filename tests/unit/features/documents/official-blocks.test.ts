import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PaperEntry } from "~/data/official-papers.server";
import { changedAwards } from "~/features/documents/official/award-changes";
import { authorsOf, type AwardLine, prizeCounts, totalMoney, unitOf } from "~/features/documents/official/award-lines";
import { inWords, legalBases, signedArticles } from "~/features/documents/official/blocks";
import type { PaperFrame } from "~/features/documents/official/official-kind";
import type { Block, Words } from "~/platform/render/paper";
import { balancedLines } from "~/platform/render/words";

const plain = (words: Words) => (typeof words === "string" ? words : words.map(({ text }) => text).join(""));
const textsOf = (blocks: readonly Block[]): string[] => blocks.flatMap((block) => (block.kind === "paragraph" ? [plain(block.text)] : block.kind === "group" ? textsOf(block.blocks) : []));
const frame: PaperFrame = { legalBases: [], recipients: ["Như Điều 3", "Lưu: VT;"], onBehalf: "TM. BAN TỔ CHỨC", signerTitle: "Trưởng ban", signerName: "", text: () => "", number: null, day: null };

const entryOf = (code: string, more: Partial<PaperEntry> = {}): PaperEntry => ({
  id: code, code, title: `Bài ${code}`, fieldCode: "A", fieldName: "A", ownerName: "", unit: "Trường THCS Một", isQualified: true,
  authors: [{ key: code, name: "Nguyễn Văn Một", isChief: true, unit: "", className: "", occupation: "", phone: "" }], ...more,
});
const lineOf = (code: string, tier: string, money = 1_000_000): AwardLine => ({ entry: entryOf(code), tier, tierLabel: `Giải ${tier}`, money, rank: 1, mean: "80.00" });

describe("legal bases", () => {
  it("end with semicolons, the last one with a full stop, whatever was typed", () => {
    const blocks = legalBases(["Căn cứ Luật A", "Căn cứ Luật B;", "Theo đề nghị của C ."]);
    expect(textsOf(blocks)).toEqual(["Căn cứ Luật A;", "Căn cứ Luật B;", "Theo đề nghị của C."]);
    expect(blocks.every((block) => block.kind === "paragraph" && typeof block.text !== "string" && block.text.every(({ italic }) => italic))).toBe(true);
  });

  it("none are no paragraph", () => {
    expect(legalBases([])).toEqual([]);
  });
});

describe("articles of a decision", () => {
  it("are numbered, the last one ends with the mark and stands with the signature", () => {
    const blocks = signedArticles(["Công nhận.\nDòng hai.", "Thi hành."], frame);
    expect(textsOf(blocks)).toEqual(["Điều 1. Công nhận.", "Dòng hai.", "Điều 2. Thi hành./."]);
    const last = blocks.at(-1);
    expect(last?.kind === "group" && last.blocks.map(({ kind }) => kind)).toEqual(["paragraph", "signatures"]);
  });

  it("a last one too long for the page of a signature goes on without it", () => {
    const blocks = signedArticles(["Một.", "dài ".repeat(600)], frame);
    expect(blocks.at(-1)?.kind).toBe("signatures");
  });

  it("recipients end like a list, the signatory stands in capitals", () => {
    const block = signedArticles(["Một."], frame).at(-1);
    const signatures = block?.kind === "group" ? block.blocks.at(-1) : undefined;
    expect(signatures).toMatchObject({ columns: [{ recipients: ["Như Điều 3;", "Lưu: VT."] }, { lines: ["TM. BAN TỔ CHỨC", "TRƯỞNG BAN"] }] });
  });
});

describe("titles in even lines", () => {
  it("say the same words in their order, no line longer than asked where words allow it, in as few lines as it takes", () => {
    const word = fc.stringMatching(/^[a-zàáảđêôư]{1,12}$/u);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 30 }), fc.integer({ min: 12, max: 60 }), (words, limit) => {
        const lines = balancedLines(words.join(" "), limit);
        expect(lines.join(" ")).toBe(words.join(" "));
        expect(lines.every((line) => line.length <= limit)).toBe(true);
      }),
    );
  });

  it("leave no single word below", () => {
    expect(balancedLines("LIÊN HIỆP CÁC HỘI KH&KT HÀ TĨNH", 28)).toEqual(["LIÊN HIỆP CÁC HỘI", "KH&KT HÀ TĨNH"]);
  });
});

describe("awards on paper", () => {
  const tiers = [{ code: "FIRST", label: "Giải Nhất", money: 2, quota: 1 }, { code: "SECOND", label: "Giải Nhì", money: 1, quota: 3 }];

  it("count by tier with a zero before small numbers, tiers without one left out", () => {
    expect(prizeCounts([lineOf("1", "SECOND"), lineOf("2", "SECOND")], tiers)).toBe("02 giải Nhì");
    expect(prizeCounts([lineOf("0", "FIRST"), lineOf("1", "SECOND")], tiers)).toBe("01 giải Nhất và 01 giải Nhì");
    expect(prizeCounts([], tiers)).toBe("");
  });

  it("their sum is written out, also beyond what words reach", () => {
    expect(totalMoney(Array.from({ length: 500 }, (_, index) => lineOf(String(index), "FIRST", 25_000_000)))).toBe(12_500_000_000);
    expect(textsOf([inWords(12_500_000_000)])).toEqual(["Bằng chữ: Mười hai tỷ năm trăm triệu đồng."]);
    expect(textsOf([inWords(2_000_000_000_000)])).toEqual(["Bằng chữ: 2.000.000.000.000 đồng."]);
  });

  it("a correction lists exactly the entries whose prize is another one", () => {
    const before = [lineOf("A", "FIRST"), lineOf("B", "SECOND"), lineOf("C", "SECOND")];
    const after = [lineOf("B", "FIRST"), lineOf("C", "SECOND"), lineOf("D", "SECOND")];
    expect(changedAwards(before, after).map(({ entry, before: old, after: now }) => [entry.code, old, now])).toEqual([
      ["A", "Giải FIRST", null],
      ["B", "Giải SECOND", "Giải FIRST"],
      ["D", null, "Giải SECOND"],
    ]);
    expect(changedAwards(before, before)).toEqual([]);
  });

  it("name authors from other units with theirs, the organisation that invested first, and never leave a unit empty", () => {
    const author = (name: string, unit: string) => ({ key: name, name, isChief: false, unit, className: "", occupation: "", phone: "" });
    expect(authorsOf(entryOf("A", { authors: [author("An", "Trường THCS Một"), author("Bình", "Trường THPT Hai")] }))).toBe("An, Bình (Trường THPT Hai)");
    expect(authorsOf(entryOf("A", { ownerName: "Công ty X", authors: [author("An", "")] }))).toBe("Công ty X: An");
    expect(unitOf(entryOf("A", { unit: "" }))).toBe("–");
  });
});

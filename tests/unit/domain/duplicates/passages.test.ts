import { describe, expect, it } from "vitest";
import { foldSections } from "~/domain/duplicates/folded-text";
import { groundsOf, textLikeness } from "~/domain/duplicates/grounds";
import { compareTexts } from "~/domain/duplicates/passages";
import { COPYING, folded, TEXTS } from "./corpus";

const { seederOne, binOne, binTwo, dryerOne } = TEXTS;

/** A row of words drawn from few, so that runs repeat, cross and overlap. */
function drawn(seed: number, length: number): string {
  let state = seed;
  const words = ["gieo", "lạc", "máy", "đĩa", "hạt", "đất", "khung", "xích"];
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return words[state >>> 29] ?? "";
  }).join(" ");
}

const ALL = [...Object.values(TEXTS), ...Object.values(COPYING).map((copy) => copy(seederOne)), ...[1, 2, 3, 4, 5, 6].map((seed) => drawn(seed, 40 * seed)), "", "một hai"];

describe("comparing two texts", () => {
  it("gives the same whichever is called first, and every time", () => {
    for (const one of ALL) {
      for (const other of ALL) {
        const [there, back] = [compareTexts(folded(one), folded(other)), compareTexts(folded(other), folded(one))];
        expect(back.share).toBe(there.share);
        expect([back.shareOfFirst, back.shareOfSecond]).toEqual([there.shareOfSecond, there.shareOfFirst]);
        expect(back.passages.map(({ words, first, second }) => ({ words, first: second, second: first }))).toEqual(there.passages);
        expect(compareTexts(folded(one), folded(other))).toEqual(there);
      }
    }
  });

  it("is 1 for a text with itself and 0 without a word, never more", () => {
    for (const one of ALL) expect(compareTexts(folded(one), folded(one)).share).toBe(one === "" ? 0 : 1);
    for (const one of ALL) for (const other of ALL) expect(compareTexts(folded(one), folded(other)).share).toBeLessThanOrEqual(1);
  });

  it("marks passages that don't overlap in either text and hold the same words", () => {
    for (const one of ALL) {
      for (const other of ALL) {
        const { passages } = compareTexts(folded(one), folded(other));
        for (const side of ["first", "second"] as const) {
          const stretches = passages.map((passage) => passage[side]).toSorted((a, b) => a.start - b.start);
          stretches.slice(1).forEach((stretch, index) => expect(stretch.start).toBeGreaterThanOrEqual(stretches[index]?.end ?? 0));
        }
      }
    }
  });

  it("finds a copied paragraph exactly where it stands, the longest first", () => {
    const copied = seederOne.split(". ").slice(0, 2).join(". ");
    const short = dryerOne.split(". ").slice(2, 3).join(". ");
    const long = `${binOne} ${copied}. ${binTwo} ${short}.`;
    const { passages } = compareTexts(folded(long), folded(`${seederOne} ${dryerOne}`));
    expect(passages.map(({ first }) => long.slice(first.start, first.end))).toEqual([copied, short]);
  });

  it("makes one passage of runs that a changed word or two part", () => {
    const changed = seederOne.replace("thép hộp", "sắt").replace("xe đạp cũ", "xe máy").replace("tám lỗ", "mười lỗ");
    const { passages, share } = compareTexts(folded(seederOne), folded(changed));
    expect(passages).toHaveLength(1);
    expect(share).toBeGreaterThan(0.9);
    expect(share).toBeLessThan(1);
  });

  it("tells the passages of each section apart", () => {
    const text = (first: string, second: string) => foldSections([{ key: "novelty", text: first }, { key: "content", text: second }], []);
    const { passages } = compareTexts(text(seederOne, binOne), text(binOne, seederOne));
    expect(passages.map(({ first, second }) => `${first.section} ${second.section}`).toSorted()).toEqual(["content novelty", "novelty content"]);
  });

  it("finds a copy whose author and school were replaced", () => {
    const told = (name: string, school: string) => `${name}, ${school}, trình bày. ${seederOne} Cảm ơn ${school} và ${name}.`;
    const [one, other] = [told("Trần Văn Thử", "Trường THCS Cẩm Bình"), told("Lê Thị Mẫu", "Trường Tiểu học Yên Hòa")];
    const names = ["Trần Văn Thử", "Trường THCS Cẩm Bình", "Lê Thị Mẫu", "Trường Tiểu học Yên Hòa"];
    expect(compareTexts(folded(one, names), folded(other, names)).share).toBe(1);
  });
});

describe("the grounds for showing a pair", () => {
  const NOTHING = { textShare: 0, longest: 0, titleShare: 0, sameFiles: 0, alikePictures: 0, sharedAuthors: 0 };

  it("are texts, a long passage, files, pictures, titles, or authors with a smaller share", () => {
    expect(groundsOf(NOTHING)).toEqual([]);
    expect(groundsOf({ ...NOTHING, textShare: 2_500, longest: 60 })).toEqual(["text"]);
    expect(groundsOf({ ...NOTHING, textShare: 300, longest: 40 })).toEqual(["passage"]);
    expect(groundsOf({ ...NOTHING, sameFiles: 1, alikePictures: 2, titleShare: 8_000 })).toEqual(["files", "pictures", "title"]);
    expect(groundsOf({ ...NOTHING, textShare: 1_000, sharedAuthors: 1 })).toEqual(["authors"]);
    expect(groundsOf({ ...NOTHING, textShare: 999, longest: 39, titleShare: 7_999, sharedAuthors: 2 })).toEqual([]);
  });

  it("leave out what two very short texts have in common", () => {
    const greeting = "Em xin cảm ơn ban tổ chức và thầy cô đã giúp đỡ em.";
    expect(compareTexts(folded(greeting), folded(greeting)).share).toBe(1);
    expect(textLikeness(compareTexts(folded(greeting), folded(greeting)))).toEqual({ textShare: 0, longest: 0 });
  });
});

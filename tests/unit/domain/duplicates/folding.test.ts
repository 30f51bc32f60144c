import { describe, expect, it } from "vitest";
import { sectionsOf } from "~/domain/duplicates/entry-sections";
import { countWords, foldSections, MOST_WORDS, wordsOf } from "~/domain/duplicates/folded-text";
import { printOf } from "~/domain/duplicates/print";
import { folded, TEXTS } from "./corpus";

const spelled = (text: string) => wordsOf(text).map((word) => word.folded).join(" ");

describe("words of a text", () => {
  it("lose marks, case and figures, whatever the form of Unicode", () => {
    const text = "Đĩa gieo Ổ trục: 12,5 cm – NĂM 2026";
    expect(spelled(text)).toBe("dia gieo o truc 0 0 cm nam 0");
    expect(spelled(text.normalize("NFD"))).toBe(spelled(text));
  });

  it("say where they stand in the text as it was given", () => {
    for (const text of ["Máy  gieo\nlạc!", "Máy  gieo\nlạc!".normalize("NFD")]) {
      expect(wordsOf(text).map(({ start, end }) => text.slice(start, end).normalize("NFC"))).toEqual(["Máy", "gieo", "lạc"]);
    }
  });
});

describe("a folded text", () => {
  it("leaves out names of people and schools, but no single word", () => {
    const text = foldSections([{ key: "a", text: "Em Trần Văn Thử, lớp 9A trường THCS Cẩm Bình, và bạn Lan trồng hoa lan." }], ["TRAN VAN THU", "Trường THCS Cẩm Bình", "Lan"]);
    expect(text[0]?.words.map(({ folded: word }) => word).join(" ")).toBe("em lop 0a va ban lan trong hoa lan");
  });

  it("ends after a bounded number of words and has no empty section", () => {
    const text = foldSections([{ key: "a", text: "…" }, { key: "b", text: "lạc ".repeat(MOST_WORDS) }, { key: "c", text: "đậu xanh" }], []);
    expect([text.map(({ key }) => key), countWords(text)]).toEqual([["b"], MOST_WORDS]);
  });
});

describe("what of an entry is compared", () => {
  it("summary, parts, cells of tables and texts of files; no web addresses", () => {
    const parts = { video: "https://example.test/clip", novelty: "Chưa ai làm.", materials: '[{"name":"Ống nhựa","origin":"Tái chế"},{"name":"Dây phanh"}]' };
    expect(sectionsOf({ summary: "Tóm tắt.", parts, files: [{ fileId: "f1", text: "Toàn văn." }] })).toEqual([
      { key: "@summary", text: "Tóm tắt." },
      { key: "materials", text: "Ống nhựa · Tái chế\nDây phanh" },
      { key: "novelty", text: "Chưa ai làm." },
      { key: "@file:f1", text: "Toàn văn." },
    ]);
  });

  it("what looks like a table and is none stays as it was written", () => {
    expect(sectionsOf({ summary: "", parts: { note: "[1] xem ảnh" }, files: [] })).toEqual([{ key: "note", text: "[1] xem ảnh" }]);
  });
});

describe("a print", () => {
  it("is the same for the same words, every time", () => {
    const text = TEXTS.seederOne;
    expect(printOf(folded(text.normalize("NFD").toUpperCase()))).toEqual(printOf(folded(text)));
    expect(printOf(folded(text)).length).toBeGreaterThan(48);
  });

  it("holds numbers of 32 bits, each once, in order", () => {
    const print = printOf(folded(TEXTS.binOne));
    expect(print).toEqual([...new Set(print)].toSorted((a, b) => a - b));
    expect(print.every((key) => Number.isInteger(key) && key >= -(2 ** 31) && key < 2 ** 31)).toBe(true);
  });

  it("is empty for texts too short to say anything", () => {
    expect(printOf(folded("Giải pháp giả định để thử tải, không có thật."))).toEqual([]);
    expect(printOf(folded(""))).toEqual([]);
  });
});

describe("a print of a long text", () => {
  it("shares something with any that holds seventeen of its words in a row, wherever they stand", () => {
    const words = TEXTS.seederOne.split(" ");
    for (let start = 0; start + 24 <= words.length; start += 5) {
      const print = new Set(printOf(folded(`${TEXTS.binTwo} ${words.slice(start, start + 24).join(" ")} ${TEXTS.dryerTwo}`)));
      expect(printOf(folded(TEXTS.seederOne)).some((key) => print.has(key))).toBe(true);
    }
  });
});

import { describe, expect, it } from "vitest";
import { wordDifference } from "~/features/screening/word-difference";

const side = (before: string, after: string, without: "added" | "removed") =>
  (wordDifference(before, after) ?? []).filter(({ kind }) => kind !== without).map(({ text }) => text).join("");

describe("the difference of two texts", () => {
  it("marks whole words that came or went, Vietnamese ones too", () => {
    expect(wordDifference("Đĩa gieo bằng sắt.", "Đĩa gieo bằng nhựa dẻo.")).toEqual([
      { text: "Đĩa gieo bằng ", kind: "same" },
      { text: "sắt", kind: "removed" },
      { text: "nhựa dẻo", kind: "added" },
      { text: ".", kind: "same" },
    ]);
  });

  it("gives both texts back, each from what is not only in the other", () => {
    for (const [before, after] of [["một  hai\nba", "một hai\n\nbốn ba"], ["", "mới"], ["cũ", ""], ["như nhau", "như nhau"]] as const) {
      expect([side(before, after, "added"), side(before, after, "removed")]).toEqual([before, after]);
    }
  });

  it("gives up where nearly every word of a long text is another", () => {
    const words = (prefix: string) => Array.from({ length: 4_000 }, (_, index) => `${prefix}${index}`).join(" ");
    expect(wordDifference(words("a"), words("b"))).toBeNull();
  });
});

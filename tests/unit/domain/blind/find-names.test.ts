import { describe, expect, it } from "vitest";
import { findNames, prepareSearch } from "~/domain/blind/find-names";
import { GIVING_AWAY, HARMLESS, IDENTITY, readCase } from "./marked-cases";

const searched = prepareSearch(IDENTITY);
const found = (text: string) => findNames(searched, [{ key: "mo-ta", text }]);

describe("a text that gives away whose it is", () => {
  it.each(GIVING_AWAY)("%s", (marked) => {
    const { text, wanted } = readCase(marked);
    expect(found(text).map(({ start, end }) => text.slice(start, end))).toEqual(wanted.map(({ start, end }) => text.slice(start, end)));
  });

  it("is found in the other Unicode form as well", () => {
    const missed = GIVING_AWAY.map((marked) => readCase(marked.normalize("NFD"))).filter(({ text, wanted }) => found(text).length < wanted.length);
    expect(missed.map(({ text }) => text.normalize("NFC"))).toEqual([]);
  });
});

it("tells an author who also owns the entry as an author", () => {
  const own = prepareSearch({ ...IDENTITY, people: [{ name: "Lò Văn Quý", kind: "AUTHOR" }, { name: "Lò Văn Quý", kind: "OWNER" }] });
  expect(findNames(own, [{ key: "x", text: "Máy của Lò Văn Quý." }]).map(({ kind }) => kind)).toEqual(["AUTHOR"]);
});

describe("a text that tells nothing", () => {
  it.each(HARMLESS)("%s", (text) => {
    expect(found(text).map(({ start, end, kind }) => `${kind} ${text.slice(start, end)}`)).toEqual([]);
  });
});

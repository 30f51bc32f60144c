import { describe, expect, it } from "vitest";
import { EMPTY_DRAFT, newAuthor } from "~/domain/entry/draft";
import { fieldOfPlace, isAnswered, type RemarkedContent, remarkPlaces } from "~/domain/screening/remarks";

const PARTS = [{ key: "novelty", kind: "TEXT" }, { key: "photos", kind: "FILE" }];
const FILE = { key: "f1", partKey: "photos", fileId: "s1" };
const BEFORE: RemarkedContent = { ...EMPTY_DRAFT, title: "Máy gieo", summary: "Tóm tắt.", parts: { novelty: "Mới." }, authors: [newAuthor("a")], files: [FILE] };

describe("the places remarks are about", () => {
  it("are the general ones and every part, in the order of the form", () => {
    expect(remarkPlaces(PARTS)).toEqual(["@basics", "@authors", "@summary", "novelty", "photos", "@consents"]);
  });

  it("lead to the step and the field where they are answered", () => {
    expect(remarkPlaces(PARTS).map((place) => Object.values(fieldOfPlace(place, PARTS)).join(" "))).toEqual([
      "basics title", "authors authors", "description summary", "description part-novelty", "files part-photos", "consents consents",
    ]);
  });
});

describe("a remark", () => {
  const changed = (change: Partial<RemarkedContent>, isConsentNew = false) => remarkPlaces(PARTS).filter((place) => isAnswered(place, BEFORE, { ...BEFORE, ...change }, isConsentNew));

  it("is answered by a change in its place and in no other", () => {
    expect(changed({})).toEqual([]);
    expect(changed({ title: "Máy gieo lạc" })).toEqual(["@basics"]);
    expect(changed({ authors: [{ ...newAuthor("a"), className: "9A" }] })).toEqual(["@authors"]);
    expect(changed({ summary: "Tóm tắt rõ hơn." })).toEqual(["@summary"]);
    expect(changed({ parts: { novelty: "Mới hơn." } })).toEqual(["novelty"]);
    expect(changed({}, true)).toEqual(["@consents"]);
  });

  it("on files is answered by one more, one less, or bytes that came", () => {
    expect(changed({ files: [] })).toEqual(["photos"]);
    expect(changed({ files: [FILE, { key: "f2", partKey: "photos", fileId: null }] })).toEqual(["photos"]);
    expect(changed({ files: [{ ...FILE, fileId: "s2" }] })).toEqual(["photos"]);
    expect(changed({ parts: { ...BEFORE.parts, photos: "https://example.test/anh" } })).toEqual(["photos"]);
  });
});

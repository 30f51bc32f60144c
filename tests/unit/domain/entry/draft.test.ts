import { describe, expect, it } from "vitest";
import { addAuthor, type Draft, EMPTY_DRAFT, moveAuthor, newAuthor, removeAuthor, sliceOf, splitEqually } from "~/domain/entry/draft";

const three = (): Draft => ["a", "b", "c"].reduce((draft, key) => addAuthor(draft, newAuthor(key)), EMPTY_DRAFT);
const keys = (draft: Draft) => draft.authors.map((author) => author.key).join("");

describe("authors of a draft", () => {
  it("begins with a chief who has the whole, and becomes a group with the second", () => {
    const one = addAuthor(EMPTY_DRAFT, newAuthor("a"));
    expect(one.authors[0]).toMatchObject({ isChief: true, shareHundredths: 10_000 });
    expect(one.ownerKind).toBe("INDIVIDUAL");
    expect(three().ownerKind).toBe("GROUP");
    expect(three().authors.map((author) => author.isChief)).toEqual([true, false, false]);
  });

  it("adds the same key once", () => expect(keys(addAuthor(three(), newAuthor("b")))).toBe("abc"));

  it("moves one place and stops at the ends", () => {
    expect(keys(moveAuthor(three(), "c", -1))).toBe("acb");
    expect(keys(moveAuthor(three(), "a", -1))).toBe("abc");
    expect(keys(moveAuthor(three(), "c", 1))).toBe("abc");
    expect(keys(moveAuthor(three(), "x", 1))).toBe("abc");
  });

  it("finds a new chief when the chief goes, and forgets what could not be read of them", () => {
    const draft = { ...three(), unreadable: { "author-a-birthDate": "32/13", "author-b-share": "x", created: "?" } };
    const left = removeAuthor(draft, "a");
    expect(left.authors.map((author) => author.isChief)).toEqual([true, false]);
    expect(left.unreadable).toEqual({ "author-b-share": "x", created: "?" });
  });

  it("is no group any more once a single author is left, unless an organisation owns it", () => {
    const two = removeAuthor(three(), "c");
    expect([two.ownerKind, removeAuthor(two, "b").ownerKind]).toEqual(["GROUP", "INDIVIDUAL"]);
    expect(removeAuthor({ ...two, ownerKind: "ORGANISATION" }, "b").ownerKind).toBe("ORGANISATION");
  });

  it("shares equally, the rest to the chief, and forgets unreadable shares", () => {
    const split = splitEqually({ ...three(), unreadable: { "author-b-share": "x", "author-b-phone": "y" } });
    expect(split.authors.map((author) => author.shareHundredths)).toEqual([3334, 3333, 3333]);
    expect(split.unreadable).toEqual({ "author-b-phone": "y" });
  });

  it("keeps the steps apart: one step changes only its own slice", () => {
    const changed = { ...three(), title: "Khác" };
    expect(sliceOf(changed, "basics")).not.toEqual(sliceOf(three(), "basics"));
    expect(sliceOf(changed, "authors")).toEqual(sliceOf(three(), "authors"));
    expect(sliceOf({ ...three(), parts: { idea: "" } }, "description")).toEqual(sliceOf(three(), "description"));
  });
});

import { describe, expect, it } from "vitest";
import { checksOf, oldFontPlaces } from "~/domain/screening/checks";
import type { Warning } from "~/domain/screening/warnings";

const RULES = { birthDateFrom: "2008-01-01", birthDateTo: null, createdSinceYear: 2022, maxAuthors: 5 };
const NOTHING_ALIKE = { isCompared: true, open: 0, same: 0, awarded: 0 };

const check = (change: Partial<Parameters<typeof checksOf>[0]> = {}) =>
  Object.fromEntries(checksOf({ rules: RULES, warnings: [], asksConfirmation: true, waitingFiles: 0, oldFontPlaces: 0, duplicates: NOTHING_ALIKE, ...change }).map(({ key, state }) => [key, state]));

describe("the checks of an entry", () => {
  it("all pass where nothing is unusual", () => {
    expect(check()).toEqual(
      Object.fromEntries(["complete", "files", "age", "created", "authors", "shares", "consent", "confirmed", "oldFont", "title", "duplicates", "awarded", "conflicts"].map((key) => [key, "pass"])),
    );
  });

  it("leave out what the edition has no rule for and the entry nothing of", () => {
    const without = check({ rules: { birthDateFrom: null, birthDateTo: null, createdSinceYear: null, maxAuthors: null }, asksConfirmation: false, waitingFiles: null, duplicates: null });
    expect(Object.keys(without).toSorted()).toEqual(["complete", "conflicts", "consent", "oldFont", "shares", "title"]);
  });

  it("fail where numbers of the rules are not met, and ask for a look at the rest", () => {
    const warnings: Warning[] = [
      { kind: "too_old", authorKey: "a" }, { kind: "created_too_early" }, { kind: "too_many_authors", limit: 5 }, { kind: "shares_sum", sum: 9_000 },
      { kind: "consent_missing", authorKey: "a" }, { kind: "unconfirmed", authorKeys: ["a"] }, { kind: "same_title", others: ["X-1"] }, { kind: "conflicts", people: ["Ai đó"] },
      { kind: "incomplete", gaps: [] },
    ];
    const states = check({ warnings, waitingFiles: 1, oldFontPlaces: 1, duplicates: { isCompared: true, open: 1, same: 0, awarded: 1 } });
    expect(states).toEqual({
      complete: "fail", authors: "fail", shares: "fail", consent: "fail",
      files: "look", age: "look", created: "look", confirmed: "look", oldFont: "look", title: "look", duplicates: "look", awarded: "look", conflicts: "look",
    });
  });

  it("come with what needs a person first", () => {
    const order = checksOf({ rules: RULES, warnings: [{ kind: "one_chief" }, { kind: "same_title", others: ["X-1"] }], asksConfirmation: false, waitingFiles: null, oldFontPlaces: 0, duplicates: null }).map(({ state }) => state);
    expect(order.slice(0, 3)).toEqual(["fail", "look", "pass"]);
  });

  it("ask for a look while the entry is not compared, and at a duplicate that was found to be one", () => {
    expect(check({ duplicates: { ...NOTHING_ALIKE, isCompared: false } })["duplicates"]).toBe("look");
    expect(check({ duplicates: { ...NOTHING_ALIKE, same: 1 } })["duplicates"]).toBe("look");
  });
});

describe("text of an old font", () => {
  it("is named by its place", () => {
    expect(oldFontPlaces({ "@summary": "M¸y gieo l¹c ®Èy tay", novelty: "Máy gieo lạc", idea: "" })).toEqual(["@summary"]);
  });
});

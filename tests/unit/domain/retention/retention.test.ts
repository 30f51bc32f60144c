import { describe, expect, it } from "vitest";
import { isStillAgreed, partiesCounted, type GivenConsent } from "~/domain/entry/consent";
import { entryBar, needlesOf, patternOf } from "~/domain/people/erasure";
import { clearingMoment, monthsAfter, postponeRefusal, retentionStage, type RetentionTimes } from "~/domain/retention/retention";

const at = (text: string) => new Date(text);
const times = (more: Partial<RetentionTimes> = {}): RetentionTimes => ({
  judgingEndsAt: at("2026-10-01T00:00:00Z"), publishedAt: at("2026-11-20T08:00:00Z"), finalAt: null, retentionMonths: 24, retentionPostponedTo: null, privateClearedAt: null, ...more,
});

describe("when private data goes", () => {
  it("is so many months after the result is final, else published, else judging ended", () => {
    expect(clearingMoment(times())).toEqual(at("2028-11-20T08:00:00Z"));
    expect(clearingMoment(times({ finalAt: at("2026-12-10T00:00:00Z") }))).toEqual(at("2028-12-10T00:00:00Z"));
    expect(clearingMoment(times({ publishedAt: null }))).toEqual(at("2028-10-01T00:00:00Z"));
  });

  it("falls on the last day of a shorter month", () => {
    expect(monthsAfter(at("2026-08-31T05:00:00Z"), 6)).toEqual(at("2027-02-28T05:00:00Z"));
    expect(monthsAfter(at("2024-02-29T05:00:00Z"), 12)).toEqual(at("2025-02-28T05:00:00Z"));
    expect(monthsAfter(at("2026-12-31T00:00:00Z"), 1)).toEqual(at("2027-01-31T00:00:00Z"));
  });

  it("is announced thirty days before, due from the very moment, and later where it was postponed", () => {
    const end = at("2028-11-20T08:00:00Z").getTime();
    const day = 86_400_000;
    const stages = [end - 30 * day - 1, end - 30 * day, end - 1, end].map((now) => retentionStage(times(), new Date(now)));
    expect(stages).toEqual(["kept", "announced", "announced", "due"]);
    expect(retentionStage(times({ retentionPostponedTo: at("2029-01-01T00:00:00Z") }), new Date(end))).toBe("kept");
    expect(retentionStage(times({ retentionPostponedTo: at("2027-01-01T00:00:00Z") }), new Date(end))).toBe("due");
    expect(retentionStage(times({ privateClearedAt: new Date(end) }), new Date(end))).toBe("cleared");
  });

  it("is postponed to a later day, a year at most at a time, and not once it is done", () => {
    const now = at("2028-11-01T00:00:00Z");
    expect(postponeRefusal(times(), at("2029-05-01T00:00:00Z"), now)).toBeNull();
    expect(postponeRefusal(times(), at("2028-11-20T08:00:00Z"), now)).toBe("date_past");
    expect(postponeRefusal(times(), at("2029-11-22T08:00:00Z"), now)).toBe("date_too_far");
    expect(postponeRefusal(times({ privateClearedAt: now }), at("2029-05-01T00:00:00Z"), now)).toBe("already_cleared");
  });
});

describe("consent once the birth date is gone", () => {
  const given = (party: "SELF" | "GUARDIAN", withdrawn = false): GivenConsent => ({ purpose: "PUBLISH_NAME", party, day: "2026-11-01", withdrawn });

  it("stands as long as everybody whose consent counted still agrees", () => {
    const both = [given("SELF"), given("GUARDIAN")];
    const counted = partiesCounted("2014-05-20", "PUBLISH_NAME", both, 18);
    expect(counted.toSorted()).toEqual(["GUARDIAN", "SELF"]);
    expect(isStillAgreed(counted, "PUBLISH_NAME", both)).toBe(true);
    expect(isStillAgreed(counted, "PUBLISH_NAME", [given("SELF"), given("GUARDIAN", true)])).toBe(false);
    expect(isStillAgreed(counted, "PUBLISH_MEDIA", both)).toBe(false);
    expect(isStillAgreed([], "PUBLISH_NAME", both)).toBe(false);
    expect(partiesCounted("2014-05-20", "PUBLISH_NAME", [given("SELF")], 18)).toEqual([]);
    expect(partiesCounted("1990-05-20", "PUBLISH_NAME", [given("SELF")], 18)).toEqual(["SELF"]);
  });
});

describe("texts that name a person", () => {
  const clean = (text: string, person: Parameters<typeof needlesOf>[0]) => {
    const pattern = patternOf(needlesOf(person));
    return pattern === null ? text : text.replace(new RegExp(pattern, "gu"), "*");
  };
  const person = { names: ["Lê Văn An"], phones: ["+84912345678"], others: ["an.le@example.test"] };

  it("are found in every case, Unicode form and way of writing a number", () => {
    expect(clean("Em Lê Văn An, LÊ VĂN AN và lê văn an.", person)).toBe("Em *, * và *.");
    expect(clean("Em Lê Văn An.".normalize("NFD"), person)).toBe("Em *.".normalize("NFD"));
    expect(clean("0912 345 678 / 0912345678 / +84912345678 / 0912.345.678", person)).toBe("* / * / * / *");
    expect(clean("(an.le@example.test)", person)).toBe("(*)");
  });

  it("are whole words only, and what is too short is not looked for", () => {
    expect(clean("Lê Văn Anh và ĐLê Văn An", person)).toBe("Lê Văn Anh và ĐLê Văn An");
    expect(clean("an toàn", { names: ["An"], phones: [], others: [] })).toBe("an toàn");
    expect(patternOf([])).toBeNull();
    expect(clean("a.b(c)", { names: ["a.b(c)"], phones: [], others: [] })).toBe("*");
  });
});

describe("erasing somebody behind an entry", () => {
  it("waits for the entry to be withdrawn while its contest runs", () => {
    for (const phase of ["OPEN", "SCREENING", "JUDGING", "DECIDING"] as const) {
      expect(entryBar({ state: "SUBMITTED", phase })).toBe("entry_running");
      expect(entryBar({ state: "WITHDRAWN", phase })).toBeNull();
      expect(entryBar({ state: "DRAFT", phase })).toBeNull();
    }
    expect(entryBar({ state: "SUBMITTED", phase: "PUBLISHED" })).toBeNull();
    expect(entryBar({ state: "SUBMITTED", phase: "FINAL" })).toBeNull();
  });
});

import { describe, expect, it } from "vitest";
import { actsFor, dueRefusal, endOfDayInVietnam, isOverdue, SCREENING_ACTS, screeningAfter } from "~/domain/screening/acts";
import type { EntryState, ScreeningState } from "~/domain/entry/states";

const STATES: readonly ScreeningState[] = ["RECEIVED", "NEEDS_SUPPLEMENT", "QUALIFIED", "REJECTED"];

describe("the table of acts", () => {
  const table = STATES.map((screening) => [screening, ...SCREENING_ACTS.map((act) => screeningAfter({ state: "SUBMITTED", screening }, act))]);

  it("leads from each state to where each act leads, or nowhere", () => {
    expect(table).toEqual([
      // qualify, supplement, reject, reopen
      ["RECEIVED", "QUALIFIED", "NEEDS_SUPPLEMENT", "REJECTED", null],
      ["NEEDS_SUPPLEMENT", "QUALIFIED", "NEEDS_SUPPLEMENT", "REJECTED", "RECEIVED"],
      ["QUALIFIED", null, "NEEDS_SUPPLEMENT", "REJECTED", "RECEIVED"],
      ["REJECTED", null, null, null, "RECEIVED"],
    ]);
  });

  it.each<EntryState>(["DRAFT", "WITHDRAWN"])("has nothing for an entry that is %s", (state) => {
    expect(STATES.flatMap((screening) => actsFor({ state, screening }))).toEqual([]);
  });
});

describe("the date of a supplement", () => {
  const due = endOfDayInVietnam("2026-12-01");
  const awaited = { state: "SUBMITTED", screening: "NEEDS_SUPPLEMENT", supplementDueAt: due } as const;

  it("is the last second of that day in Việt Nam", () => {
    expect(due.toISOString()).toBe("2026-12-01T16:59:59.000Z");
  });

  it("is overdue once that second is over", () => {
    expect(isOverdue(awaited, new Date("2026-12-01T16:59:59.999Z"))).toBe(false);
    expect(isOverdue(awaited, new Date("2026-12-01T17:00:00.000Z"))).toBe(true);
    expect(isOverdue({ ...awaited, screening: "QUALIFIED" }, new Date("2027-01-01T00:00:00Z"))).toBe(false);
    expect(isOverdue({ ...awaited, state: "WITHDRAWN" }, new Date("2027-01-01T00:00:00Z"))).toBe(false);
  });

  it("lies ahead, and not after judging", () => {
    const judgingEndsAt = new Date("2026-12-10T00:00:00Z");
    const at = (now: string) => dueRefusal(due, { now: new Date(now), judgingEndsAt });
    expect([at("2026-12-01T16:59:58Z"), at("2026-12-01T16:59:59Z"), at("2026-12-02T00:00:00Z")]).toEqual([null, "due_in_past", "due_in_past"]);
    expect(dueRefusal(endOfDayInVietnam("2026-12-10"), { now: new Date("2026-12-01T00:00:00Z"), judgingEndsAt })).toBe("due_too_late");
  });
});

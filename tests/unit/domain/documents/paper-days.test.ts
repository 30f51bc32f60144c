import { describe, expect, it } from "vitest";
import { dayFault, daysToIssue } from "~/domain/documents/paper-days";

const NOW = new Date("2026-11-22T16:59:59Z");

describe("the day a paper may bear", () => {
  it("is one of two years before the contest opens until today, by the calendar of Vietnam", () => {
    expect(daysToIssue(new Date("2026-09-04T17:00:00Z"), NOW)).toEqual({ from: "2024-09-05", to: "2026-11-22" });
    expect(daysToIssue(new Date("2028-02-29T05:00:00Z"), NOW).from).toBe("2026-02-28");
    expect(daysToIssue(new Date("2026-09-04T17:00:00Z"), new Date("2026-11-22T17:00:00Z")).to).toBe("2026-11-23");
  });

  it.each([
    ["1900-01-01", "date_too_early"],
    ["2024-09-04", "date_too_early"],
    ["2024-09-05", null],
    ["2026-11-22", null],
    ["2026-11-23", "date_in_future"],
  ])("%s: %s", (day, fault) => {
    expect(dayFault(day, { from: "2024-09-05", to: "2026-11-22" })).toBe(fault);
  });
});

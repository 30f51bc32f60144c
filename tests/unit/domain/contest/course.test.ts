import { describe, expect, it } from "vitest";
import { courseOf, roundAt } from "~/domain/contest/course";
import type { Phase } from "~/domain/contest/phases";

const day = (days: number) => new Date(Date.UTC(2027, 0, 1 + days));
const dates = {
  opensAt: day(0),
  closesAt: day(60),
  graceMinutes: 0,
  screeningEndsAt: day(70),
  rounds: [
    { code: "PRELIM", startsAt: day(70), endsAt: day(80) },
    { code: "FINAL", startsAt: day(85), endsAt: day(90) },
  ],
  judgingEndsAt: day(91),
  announcementAt: day(100),
};
const states = (phase: Phase, now: Date) => courseOf(dates, { phase, now }).map(({ kind, code, state }) => `${code ?? kind} ${state}`);

describe("the course of an edition", () => {
  it("has one milestone in hand: the next to come, or the round being held", () => {
    expect(states("OPEN", day(20))).toEqual(["opens done", "closes current", "screening upcoming", "PRELIM upcoming", "FINAL upcoming", "judging upcoming", "announcement upcoming"]);
    expect(states("JUDGING", day(75))).toEqual(["opens done", "closes done", "screening done", "PRELIM current", "FINAL upcoming", "judging upcoming", "announcement upcoming"]);
  });

  it("counts the announcement of results as done only when they are published, however late it is", () => {
    expect(states("DECIDING", day(200)).at(-1)).toBe("announcement current");
    expect(new Set(courseOf(dates, { phase: "PUBLISHED", now: day(95) }).map(({ state }) => state))).toEqual(new Set(["done"]));
  });

  it("has not begun while the edition is a draft, even past its dates", () => {
    expect(new Set(courseOf(dates, { phase: "DRAFT", now: day(75) }).map(({ state }) => state))).toEqual(new Set(["upcoming"]));
  });
});

describe("the round to look at", () => {
  it("is the one held, else the next, else the last", () => {
    expect([day(10), day(75), day(82), day(90), day(200)].map((now) => roundAt(dates.rounds, now)?.code)).toEqual(["PRELIM", "PRELIM", "FINAL", "FINAL", "FINAL"]);
    expect(roundAt([], day(0))).toBeNull();
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isBornWithin, isCreatedSince, technicalCreatedSince, youthBirthWindow } from "~/domain/contest/eligibility";

describe("the birth-date window", () => {
  const window = { birthDateFrom: "2004-07-31", birthDateTo: "2017-07-31" };

  it.each([
    ["2004-07-30", false],
    ["2004-07-31", true],
    ["2004-08-01", true],
    ["2017-07-31", true],
    ["2017-08-01", false],
  ])("admits %s: %s, both ends included", (day, admitted) => {
    expect(isBornWithin(day, window)).toBe(admitted);
  });

  it("may be open on either side", () => {
    expect(isBornWithin("1930-01-01", { birthDateFrom: null, birthDateTo: "2017-07-31" })).toBe(true);
    expect(isBornWithin("2020-01-01", { birthDateFrom: "2004-07-31", birthDateTo: null })).toBe(true);
  });

  it("of 2023 and of 2020 are those the contests published", () => {
    expect(youthBirthWindow(2023)).toEqual({ birthDateFrom: "2004-07-31", birthDateTo: "2017-07-31" });
    expect(youthBirthWindow(2020)).toEqual({ birthDateFrom: "2001-07-31", birthDateTo: "2014-07-31" });
  });

  it("admits exactly the days from its first to its last", () => {
    const day = fc.date({ min: new Date("1990-01-01"), max: new Date("2030-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(day, day, day, (a, b, birth) => {
        const [from, to] = a <= b ? [a, b] : [b, a];
        const text = (date: Date) => date.toISOString().slice(0, 10);
        const midnight = (date: Date) => Date.parse(text(date));
        const expected = midnight(birth) >= midnight(from) && midnight(birth) <= midnight(to);
        expect(isBornWithin(text(birth), { birthDateFrom: text(from), birthDateTo: text(to) })).toBe(expected);
      }),
    );
  });
});

describe("the year of creation", () => {
  it("counts from the first year on", () => {
    expect([2020, 2021, 2022].map((year) => isCreatedSince(year, 2021))).toEqual([false, true, true]);
    expect(isCreatedSince(1950, null)).toBe(true);
    expect(technicalCreatedSince(2026)).toBe(2021);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ageOn, dayInVietnam, isMinorOn } from "~/domain/entry/ages";
import { ageConcern, eligibilityConcerns } from "~/domain/entry/eligibility";

const days = fc.date({ min: new Date("1990-01-01"), max: new Date("2030-12-31"), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));

describe("ages", () => {
  it("counts full years, from the birthday on", () => {
    expect(ageOn("2008-11-22", "2026-11-21")).toBe(17);
    expect(ageOn("2008-11-22", "2026-11-22")).toBe(18);
    expect(isMinorOn("2008-11-23", "2026-11-22")).toBe(true);
  });

  it("makes somebody born on 29 February older on 1 March of other years", () => {
    expect(ageOn("2008-02-29", "2026-02-28")).toBe(17);
    expect(ageOn("2008-02-29", "2026-03-01")).toBe(18);
  });

  it("takes the day in Việt Nam, seven hours ahead of UTC", () => {
    expect(dayInVietnam(new Date("2026-11-21T16:59:59.999Z"))).toBe("2026-11-21");
    expect(dayInVietnam(new Date("2026-11-21T17:00:00.000Z"))).toBe("2026-11-22");
  });
});

describe("eligibility", () => {
  const window = { birthDateFrom: "2007-07-31", birthDateTo: "2020-07-31", createdSinceYear: 2021, maxAuthors: 5 };

  it("counts both ends of the window as inside", () => {
    expect(ageConcern(window, "2007-07-30")).toBe("too_old");
    expect(ageConcern(window, "2007-07-31")).toBeNull();
    expect(ageConcern(window, "2020-07-31")).toBeNull();
    expect(ageConcern(window, "2020-08-01")).toBe("too_young");
  });

  it("knows no bound where the edition sets none", () => {
    fc.assert(fc.property(days, (day) => ageConcern({ birthDateFrom: null, birthDateTo: null }, day) === null));
  });

  it("names every author outside and an early creation, and is silent about what is unknown", () => {
    const authors = [
      { key: "a", birthDate: "2000-01-01" },
      { key: "b", birthDate: "2010-01-01" },
      { key: "c", birthDate: null },
    ];
    expect(eligibilityConcerns(window, { authors, createdYear: 2020 })).toEqual([{ kind: "too_old", authorKey: "a" }, { kind: "created_too_early" }]);
    expect(eligibilityConcerns(window, { authors: [], createdYear: 2021 })).toEqual([]);
    expect(eligibilityConcerns(window, { authors: [], createdYear: null })).toEqual([]);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ageOn } from "~/domain/entry/ages";
import { type ConsentParty, type GivenConsent, isAgreed, partiesMissing, partiesNeeded } from "~/domain/entry/consent";

const TODAY = "2026-11-22";
const ADULT = "2000-01-01";
const PUPIL = "2012-05-20";
const CHILD = "2020-12-01";

const given = (party: ConsentParty, change: Partial<GivenConsent> = {}): GivenConsent => ({ purpose: "PUBLISH_NAME", party, day: TODAY, withdrawn: false, ...change });

describe("whose consent is needed", () => {
  it.each([
    ["2020-11-23", ["GUARDIAN"]],
    ["2019-11-23", ["GUARDIAN"]],
    ["2019-11-22", ["GUARDIAN", "SELF"]],
    ["2008-11-23", ["GUARDIAN", "SELF"]],
    ["2008-11-22", ["SELF"]],
    [ADULT, ["SELF"]],
  ])("of somebody born on %s: %j", (birthDate, parties) => expect(partiesNeeded(birthDate, TODAY, 18)).toEqual(parties));
});

describe("whether a purpose is agreed to", () => {
  it("needs the guardian alone below seven, both from seven, the author alone from eighteen", () => {
    expect(isAgreed(CHILD, "PUBLISH_NAME", [given("GUARDIAN")], 18)).toBe(true);
    expect(isAgreed(CHILD, "PUBLISH_NAME", [given("SELF")], 18)).toBe(false);
    expect(isAgreed(PUPIL, "PUBLISH_NAME", [given("GUARDIAN")], 18)).toBe(false);
    expect(isAgreed(PUPIL, "PUBLISH_NAME", [given("SELF")], 18)).toBe(false);
    expect(isAgreed(PUPIL, "PUBLISH_NAME", [given("SELF"), given("GUARDIAN")], 18)).toBe(true);
    expect(isAgreed(ADULT, "PUBLISH_NAME", [given("SELF")], 18)).toBe(true);
    expect(isAgreed(ADULT, "PUBLISH_NAME", [given("GUARDIAN")], 18)).toBe(false);
  });

  it("keeps each purpose apart", () => {
    const takePart = given("SELF", { purpose: "TAKE_PART" });
    expect(isAgreed(ADULT, "PUBLISH_NAME", [takePart], 18)).toBe(false);
    expect(isAgreed(ADULT, "TAKE_PART", [takePart], 18)).toBe(true);
  });

  it("ends as soon as one of those needed takes it back", () => {
    expect(isAgreed(PUPIL, "PUBLISH_NAME", [given("SELF"), given("GUARDIAN", { withdrawn: true })], 18)).toBe(false);
    expect(isAgreed(PUPIL, "PUBLISH_NAME", [given("SELF", { withdrawn: true }), given("GUARDIAN")], 18)).toBe(false);
  });

  it("counts a consent by the age on its day: given by the guardian at six it stands at eight", () => {
    const atSix = given("GUARDIAN", { day: "2019-06-01" });
    expect(isAgreed(PUPIL, "PUBLISH_NAME", [{ ...atSix, day: "2018-06-01" }], 18)).toBe(true);
    expect(isAgreed(PUPIL, "PUBLISH_NAME", [given("GUARDIAN", { day: "2019-05-20" })], 18)).toBe(false);
  });

  it("is never so without a birth date or without any consent", () => {
    expect(isAgreed(null, "PUBLISH_NAME", [given("SELF"), given("GUARDIAN")], 18)).toBe(false);
    expect(isAgreed(ADULT, "PUBLISH_NAME", [], 18)).toBe(false);
  });

  it("never holds for a minor of seven or more without both, whatever was given", () => {
    const consents = fc.array(
      fc.record({
        purpose: fc.constantFrom("TAKE_PART" as const, "PUBLISH_NAME" as const),
        party: fc.constantFrom("SELF" as const, "GUARDIAN" as const),
        day: fc.constantFrom("2026-01-01", "2026-11-22"),
        withdrawn: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(consents, (all) => {
        const standing = all.filter((one) => one.purpose === "PUBLISH_NAME" && !one.withdrawn).map((one) => one.party);
        expect(isAgreed(PUPIL, "PUBLISH_NAME", all, 18)).toBe(standing.includes("SELF") && standing.includes("GUARDIAN"));
        expect(partiesMissing(PUPIL, "PUBLISH_NAME", all, { day: TODAY, selfFrom: 18 }).length === 0).toBe(isAgreed(PUPIL, "PUBLISH_NAME", all, 18));
      }),
    );
    expect(ageOn(PUPIL, TODAY)).toBe(14);
  });
});

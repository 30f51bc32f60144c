import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ageOn } from "~/domain/entry/ages";
import { CONSENT_PURPOSES, type GivenConsent, isAgreed, partiesMissing, partiesNeeded } from "~/domain/entry/consent";
import { askedWording, consentTextVersion, keptWording } from "~/features/entries/consent-texts";
import { tickedPurposes } from "~/features/entries/schemas";
import { messagesFor } from "~/i18n/messages";

const isoDay = (from: number, to: number) => fc.date({ min: new Date(Date.UTC(from, 0, 1)), max: new Date(Date.UTC(to, 11, 31)), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
const rule = fc.constantFrom(16, 17, 18);
const purpose = fc.constantFrom(...CONSENT_PURPOSES);
const consent: fc.Arbitrary<GivenConsent> = fc.record({ purpose, party: fc.constantFrom("SELF" as const, "GUARDIAN" as const), day: isoDay(2024, 2026), withdrawn: fc.boolean() });
const cases = fc.record({ birthDate: isoDay(2000, 2023), selfFrom: rule, purpose, consents: fc.array(consent, { maxLength: 8 }) });

/** The rule in its own words: a standing consent on whose day everybody who had to agree at that age has a standing consent. */
function agreedByTheBook(birthDate: string, asked: string, consents: readonly GivenConsent[], selfFrom: number): boolean {
  const standing = consents.filter((one) => one.purpose === asked && !one.withdrawn);
  const has = (party: string) => standing.some((one) => one.party === party);
  return standing.some(({ party, day }) => {
    const age = ageOn(birthDate, day);
    if (age >= selfFrom) return party === "SELF";
    if (age < 7) return party === "GUARDIAN";
    return has("SELF") && has("GUARDIAN");
  });
}

describe("consent at every age, by every rule", () => {
  it("is judged by the edition's age, purpose by purpose, whatever was given or taken back", () => {
    fc.assert(
      fc.property(cases, ({ birthDate, selfFrom, purpose: asked, consents }) => {
        expect(isAgreed(birthDate, asked, consents, selfFrom)).toBe(agreedByTheBook(birthDate, asked, consents, selfFrom));
      }),
      { numRuns: 2000 },
    );
  });

  it("names somebody to wait for exactly while it is not agreed to", () => {
    fc.assert(
      fc.property(cases, isoDay(2024, 2026), ({ birthDate, selfFrom, purpose: asked, consents }, day) => {
        const missing = partiesMissing(birthDate, asked, consents, { day, selfFrom });
        if (isAgreed(birthDate, asked, consents, selfFrom)) expect(missing).toEqual([]);
        for (const party of missing) expect(partiesNeeded(birthDate, day, selfFrom)).toContain(party);
      }),
    );
  });

  it("ends when all of one needed party is taken back, and no other purpose changes with it", () => {
    fc.assert(
      fc.property(cases, ({ birthDate, selfFrom, purpose: asked, consents }) => {
        const without = consents.map((one) => (one.purpose === asked ? { ...one, withdrawn: true } : one));
        expect(isAgreed(birthDate, asked, without, selfFrom)).toBe(false);
        for (const other of CONSENT_PURPOSES.filter((one) => one !== asked)) {
          expect(isAgreed(birthDate, other, without, selfFrom)).toBe(isAgreed(birthDate, other, consents, selfFrom));
        }
      }),
    );
  });

  it("relaxing the age never takes an agreement of both away, and what is agreed to alone at sixteen counts only where the edition says so", () => {
    const BORN = "2010-06-01";
    const alone: GivenConsent[] = [{ purpose: "TAKE_PART", party: "SELF", day: "2026-11-22", withdrawn: false }];
    const both: GivenConsent[] = [...alone, { purpose: "TAKE_PART", party: "GUARDIAN", day: "2026-11-22", withdrawn: false }];
    expect([16, 17, 18].map((selfFrom) => isAgreed(BORN, "TAKE_PART", alone, selfFrom))).toEqual([true, false, false]);
    expect([16, 17, 18].map((selfFrom) => isAgreed(BORN, "TAKE_PART", both, selfFrom))).toEqual([true, true, true]);
  });
});

describe("the words of consent", () => {
  const messages = messagesFor("vi");

  it("are different for each purpose and party, and the current ones are kept under the current version", () => {
    const all = CONSENT_PURPOSES.flatMap((one) => (["SELF", "GUARDIAN"] as const).map((party) => askedWording(messages, one, party)));
    expect(new Set(all).size).toBe(8);
    expect(keptWording(messages, consentTextVersion, "PASS_ON", "SELF")).toBe(askedWording(messages, "PASS_ON", "SELF"));
  });

  it("of earlier versions can still be shown; what a version never asked has none", () => {
    expect(keptWording(messages, "2026-11-a", "PUBLISH_NAME", "GUARDIAN")).toContain("trang kết quả công khai");
    expect(keptWording(messages, "2026-11-a", "PUBLISH_MEDIA", "SELF")).toBeNull();
    expect(keptWording(messages, "unknown", "TAKE_PART", "SELF")).toBeNull();
    expect(keptWording(messages, "constructor", "TAKE_PART", "SELF")).toBeNull();
  });

  it("are agreed to box by box", () => {
    expect(tickedPurposes({})).toEqual([]);
    expect(tickedPurposes({ publishMedia: "on", takePart: "on" })).toEqual(["TAKE_PART", "PUBLISH_MEDIA"]);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CONSENT_PURPOSES } from "~/domain/entry/consent";
import { momentOfPaper, paperRefusal, type SignedPaper, type TakenBack } from "~/domain/entry/paper-consent";

const TODAY = { day: "2026-11-22", selfFrom: 18 };
const PUPIL = "2012-05-20";
const paper = (change: Partial<SignedPaper> = {}): SignedPaper => ({ party: "GUARDIAN", day: "2026-11-20", purposes: ["TAKE_PART"], ...change });
const back = (at: string, change: Partial<TakenBack> = {}): TakenBack => ({ party: "GUARDIAN", purpose: "TAKE_PART", at: new Date(at), ...change });

describe("a consent on paper", () => {
  it.each([
    ["is recorded", PUPIL, paper(), [], TODAY, null],
    ["of today is recorded", PUPIL, paper({ day: "2026-11-22" }), [], TODAY, null],
    ["needs the birth date", null, paper(), [], TODAY, "birth_date_missing"],
    ["needs a tick", PUPIL, paper({ purposes: [] }), [], TODAY, "nothing_ticked"],
    ["cannot be of tomorrow", PUPIL, paper({ day: "2026-11-23" }), [], TODAY, "paper_in_future"],
    ["cannot be older than the author", PUPIL, paper({ day: "2012-05-19" }), [], TODAY, "paper_before_birth"],
    ["of the guardian of an adult is not asked for", "2000-01-01", paper(), [], TODAY, "not_asked"],
    ["of the guardian of a sixteen-year-old is not asked for where the edition says so", "2010-01-01", paper(), [], { ...TODAY, selfFrom: 16 }, "not_asked"],
    ["of a child below seven is not asked for", "2021-01-01", paper({ party: "SELF" }), [], TODAY, "not_asked"],
    ["does not overrule what was taken back that day", PUPIL, paper(), [back("2026-11-19T18:00:00Z")], TODAY, "withdrawn_since"],
    ["does not overrule what was taken back later", PUPIL, paper(), [back("2026-11-21T01:00:00Z")], TODAY, "withdrawn_since"],
    ["about publishing does not overrule that taking part was taken back later", PUPIL, paper({ purposes: ["PUBLISH_NAME"] }), [back("2026-11-21T01:00:00Z")], TODAY, "withdrawn_since"],
    ["follows what was taken back the day before", PUPIL, paper(), [back("2026-11-19T16:59:59Z")], TODAY, null],
    ["is not concerned by another person's or another purpose's withdrawal", PUPIL, paper(), [back("2026-11-21T01:00:00Z", { party: "SELF" }), back("2026-11-21T01:00:00Z", { purpose: "PASS_ON" })], TODAY, null],
  ] as const)("%s", (_what, birthDate, signed, takenBack, judged, refusal) => expect(paperRefusal(birthDate, signed, takenBack, judged)).toBe(refusal));

  it("never counts from later than anything said on its day", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_399 }), fc.constantFrom(...CONSENT_PURPOSES), (second, purpose) => {
        const at = new Date(momentOfPaper("2026-11-20").getTime() + second * 1000);
        expect(paperRefusal(PUPIL, paper({ purposes: [purpose] }), [{ party: "GUARDIAN", purpose, at }], TODAY)).toBe("withdrawn_since");
      }),
    );
  });
});

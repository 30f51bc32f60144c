import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { GivenConsent } from "~/domain/entry/consent";
import { isPurgeDue, isWarningDue, lacksGuardian, purgeMoment } from "~/domain/entry/retention";

const BEGUN = new Date("2026-10-01T02:00:00Z");
const days = (count: number, from = BEGUN) => new Date(from.getTime() + count * 86_400_000);
const JUDGED = { day: "2026-11-22", selfFrom: 18, isYouthContest: true };

const author = (birthDate: string | null, fullName = "Trần Văn Thử") => ({ key: "a", fullName, birthDate });
const yes = (party: "SELF" | "GUARDIAN", withdrawn = false): GivenConsent => ({ purpose: "TAKE_PART", party, day: "2026-11-01", withdrawn });

describe("when an unconsented draft goes", () => {
  it("is thirty days after it was begun, announced from the twenty-third on", () => {
    expect(isWarningDue({ begunAt: BEGUN, warnedAt: null }, new Date(days(23).getTime() - 1))).toBe(false);
    expect(isWarningDue({ begunAt: BEGUN, warnedAt: null }, days(23))).toBe(true);
    expect(isWarningDue({ begunAt: BEGUN, warnedAt: days(23) }, days(24))).toBe(false);
    expect(purgeMoment({ begunAt: BEGUN, warnedAt: days(23) }, days(25))).toEqual(days(30));
    expect(isPurgeDue({ begunAt: BEGUN, warnedAt: days(23) }, new Date(days(30).getTime() - 1))).toBe(false);
    expect(isPurgeDue({ begunAt: BEGUN, warnedAt: days(23) }, days(30))).toBe(true);
  });

  it("is never within a week of the warning, however late that came, and never without one", () => {
    const times = fc.record({ warned: fc.option(fc.double({ min: 23, max: 400, noNaN: true })), later: fc.double({ min: 0, max: 400, noNaN: true }) });
    fc.assert(
      fc.property(times, ({ warned, later }) => {
        const warnedAt = warned === null ? null : days(warned);
        const now = days(later, warnedAt ?? BEGUN);
        const isDue = isPurgeDue({ begunAt: BEGUN, warnedAt }, now);
        expect(isDue).toBe(warnedAt !== null && now >= days(30) && now >= days(7, warnedAt));
        if (!isDue) expect(purgeMoment({ begunAt: BEGUN, warnedAt }, now).getTime()).toBeGreaterThan(now.getTime());
      }),
    );
  });
});

describe("which draft lacks the guardian", () => {
  it.each([
    ["a pupil nobody agreed for", author("2012-05-20"), [], true],
    ["a pupil who agreed alone", author("2012-05-20"), [yes("SELF")], true],
    ["a pupil whose guardian agreed", author("2012-05-20"), [yes("GUARDIAN")], false],
    ["a pupil whose guardian took it back", author("2012-05-20"), [yes("GUARDIAN", true), yes("SELF")], true],
    ["a small child", author("2021-05-20"), [yes("SELF")], true],
    ["an adult", author("2000-01-01"), [], false],
    ["nobody yet", author(null, ""), [], false],
    ["somebody without birth date", author(null), [], true],
  ])("%s", (_who, who, consents, lacks) => expect(lacksGuardian([who], () => consents, JUDGED)).toBe(lacks));

  it("asks no guardian of sixteen-year-olds where the edition lets them decide, nor of unknown people in a contest for adults", () => {
    expect(lacksGuardian([author("2010-05-20")], () => [], JUDGED)).toBe(true);
    expect(lacksGuardian([author("2010-05-20")], () => [], { ...JUDGED, selfFrom: 16 })).toBe(false);
    expect(lacksGuardian([author(null)], () => [], { ...JUDGED, isYouthContest: false })).toBe(false);
  });
});

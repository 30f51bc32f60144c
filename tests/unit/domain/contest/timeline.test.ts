import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changeFaults, extendedDates, extensionRefusal, graceEnd, timelineFaults, type EditionDates } from "~/domain/contest/timeline";
import { proposedDates } from "~/domain/contest/timeline-proposal";

/** A moment in Vietnam's time. */
const at = (text: string) => new Date(`${text}+07:00`);

const dates = (changes: Partial<EditionDates> = {}): EditionDates => ({
  opensAt: at("2026-12-01T08:00:00"),
  closesAt: at("2027-01-30T17:00:00"),
  graceMinutes: 30,
  screeningEndsAt: at("2027-02-10T17:00:00"),
  rounds: [
    { code: "PRELIM", startsAt: at("2027-02-11T08:00:00"), endsAt: at("2027-02-25T17:00:00") },
    { code: "FINAL", startsAt: at("2027-03-01T08:00:00"), endsAt: at("2027-03-05T17:00:00") },
  ],
  judgingEndsAt: at("2027-03-05T17:00:00"),
  announcementAt: at("2027-03-15T08:00:00"),
  ...changes,
});

describe("a timeline", () => {
  it("is sound when every stage follows the one before", () => {
    expect(timelineFaults(dates())).toEqual([]);
    expect(timelineFaults(dates({ announcementAt: null }))).toEqual([]);
  });

  const [prelim, final] = dates().rounds;
  if (!prelim || !final) throw new Error("two rounds");
  const early = at("2026-11-01T08:00:00");
  it.each([
    ["closes as it opens", { closesAt: at("2026-12-01T08:00:00") }, "closesAt", "closes_before_opens"],
    ["ends screening within the grace", { screeningEndsAt: at("2027-01-30T17:29:59") }, "screeningEndsAt", "screening_before_close"],
    ["begins a round before screening ends", { rounds: [{ ...prelim, startsAt: at("2027-02-10T16:59:59") }, final] }, "rounds[0].startsAt", "round_before_screening"],
    ["lets rounds overlap", { rounds: [prelim, { ...final, startsAt: at("2027-02-25T16:59:59") }] }, "rounds[1].startsAt", "rounds_overlap"],
    ["ends a round as it begins", { rounds: [prelim, { ...final, endsAt: final.startsAt }] }, "rounds[1].endsAt", "round_ends_before_start"],
    ["ends judging before the last round", { judgingEndsAt: at("2027-03-05T16:59:59") }, "judgingEndsAt", "judging_before_rounds"],
    ["announces before judging ends", { announcementAt: at("2027-03-05T16:59:59") }, "announcementAt", "announcement_before_judging"],
  ] as const)("that %s is refused at that date", (_, change, field, reason) => {
    expect(timelineFaults(dates(change as Partial<EditionDates>))).toEqual([{ field, reason }]);
  });

  it("without rounds still has judging after screening", () => {
    expect(timelineFaults(dates({ rounds: [], judgingEndsAt: early }))).toContainEqual({ field: "judgingEndsAt", reason: "round_before_screening" });
  });
});

describe("an extension", () => {
  it("must be later than the deadline and than now", () => {
    const closes = dates().closesAt;
    const before = at("2027-01-20T08:00:00");
    expect(extensionRefusal(closes, closes, before)).toBe("not_later");
    expect(extensionRefusal(closes, at("2027-01-30T16:59:59"), before)).toBe("not_later");
    expect(extensionRefusal(closes, at("2027-01-30T17:00:01"), before)).toBeNull();
    expect(extensionRefusal(closes, at("2027-02-01T17:00:00"), at("2027-02-01T17:00:00"))).toBe("in_the_past");
    expect(extensionRefusal(closes, at("2027-02-01T17:00:00"), at("2027-02-01T16:59:59"))).toBeNull();
  });

  it("leaves later dates alone while they fit", () => {
    const to = at("2027-02-05T17:00:00");
    expect(extendedDates(dates(), to)).toEqual(dates({ closesAt: to }));
  });

  it("moves what would collide by whole days, and only as far as needed", () => {
    const to = at("2027-02-09T17:00:00");
    expect(extendedDates(dates({ screeningEndsAt: at("2027-02-08T17:00:00") }), to)).toEqual(
      dates({
        closesAt: to,
        screeningEndsAt: at("2027-02-18T17:00:00"),
        rounds: [
          { code: "PRELIM", startsAt: at("2027-02-19T08:00:00"), endsAt: at("2027-03-05T17:00:00") },
          { code: "FINAL", startsAt: at("2027-03-06T08:00:00"), endsAt: at("2027-03-10T17:00:00") },
        ],
        judgingEndsAt: at("2027-03-10T17:00:00"),
      }),
    );
  });

  const hours = (most: number) => fc.integer({ min: 1, max: most });
  const sound = fc
    .record({ open: hours(2000), screen: hours(400), gaps: fc.array(fc.tuple(fc.integer({ min: 0, max: 200 }), hours(300)), { maxLength: 3 }), rest: fc.integer({ min: 0, max: 200 }), announce: fc.option(hours(300)), grace: fc.integer({ min: 0, max: 59 }) })
    .map(({ open, screen, gaps, rest, announce, grace }): EditionDates => {
      let clock = at("2026-12-01T08:00:00").getTime();
      const pass = (span: number) => new Date((clock += span * 3_600_000));
      const opensAt = pass(0);
      const closesAt = pass(open);
      const screeningEndsAt = pass(screen);
      const rounds = gaps.map(([gap, length], index) => ({ code: `R${index}`, startsAt: pass(gap), endsAt: pass(length) }));
      const judgingEndsAt = pass(rest);
      return { opensAt, closesAt, graceMinutes: grace, screeningEndsAt, rounds, judgingEndsAt, announcementAt: announce === null ? null : pass(announce) };
    });
  const all = (of: EditionDates) => [of.screeningEndsAt, ...of.rounds.flatMap(({ startsAt, endsAt }) => [startsAt, endsAt]), of.judgingEndsAt, ...(of.announcementAt ? [of.announcementAt] : [])];

  it("keeps a sound timeline sound, never moves a date earlier, and keeps the length of every round", () => {
    fc.assert(
      fc.property(sound, fc.integer({ min: 1, max: 100 * 24 * 60 }), (before, minutes) => {
        fc.pre(timelineFaults(before).length === 0);
        const after = extendedDates(before, new Date(before.closesAt.getTime() + minutes * 60_000));
        expect(timelineFaults(after)).toEqual([]);
        all(before).forEach((date, index) => expect(all(after)[index]?.getTime()).toBeGreaterThanOrEqual(date.getTime()));
        after.rounds.forEach((round, index) => {
          const was = before.rounds[index];
          expect(round.endsAt.getTime() - round.startsAt.getTime()).toBe((was?.endsAt.getTime() ?? 0) - (was?.startsAt.getTime() ?? 0));
        });
      }),
    );
  });
});

describe("after the announcement", () => {
  const now = at("2027-02-12T12:00:00");

  it("nothing untouched is refused, whatever the time", () => {
    expect(changeFaults(dates(), dates(), at("2030-01-01T00:00:00"))).toEqual([]);
  });

  it("the deadline is left to extensions, and what has passed stays", () => {
    const wanted = dates({ opensAt: at("2026-12-02T08:00:00"), closesAt: at("2027-01-31T17:00:00"), screeningEndsAt: at("2027-02-20T17:00:00"), graceMinutes: 60 });
    expect(changeFaults(dates(), wanted, now)).toEqual([
      { field: "closesAt", reason: "closes_by_extension" },
      { field: "graceMinutes", reason: "date_has_passed" },
      { field: "opensAt", reason: "date_has_passed" },
      { field: "screeningEndsAt", reason: "date_has_passed" },
    ]);
  });

  it("no date is set back into the past, but the end of a round may be put off", () => {
    const [prelim, final] = dates().rounds;
    if (!prelim || !final) throw new Error("two rounds");
    const late = at("2027-02-26T08:00:00");
    expect(changeFaults(dates(), dates({ rounds: [{ ...prelim, endsAt: at("2027-02-27T17:00:00") }, final] }), late)).toEqual([]);
    expect(changeFaults(dates(), dates({ rounds: [{ ...prelim, endsAt: at("2027-02-20T17:00:00") }, final] }), late)).toEqual([{ field: "rounds[0].endsAt", reason: "date_has_passed" }]);
    expect(changeFaults(dates(), dates({ judgingEndsAt: at("2027-02-01T17:00:00") }), now)).toEqual([{ field: "judgingEndsAt", reason: "date_in_past" }]);
  });
});

describe("proposed dates", () => {
  it("make a sound timeline in Vietnam's working hours, whatever the moment", () => {
    fc.assert(
      fc.property(fc.date({ min: at("2020-01-01T00:00:00"), max: at("2090-01-01T00:00:00"), noInvalidDate: true }), (now) => {
        const proposed = proposedDates(now, ["PRELIM", "FINAL"]);
        expect(timelineFaults(proposed)).toEqual([]);
        expect(proposed.opensAt.getTime()).toBeGreaterThan(now.getTime());
        expect([proposed.opensAt, proposed.closesAt].map((date) => date.toISOString().slice(11))).toEqual(["01:00:00.000Z", "10:00:00.000Z"]);
      }),
    );
  });

  it("end the grace half an hour after five in the afternoon", () => {
    const proposed = proposedDates(at("2026-11-22T15:00:00"), ["PRELIM"]);
    expect(proposed.closesAt).toEqual(at("2027-02-27T17:00:00"));
    expect(graceEnd(proposed)).toEqual(at("2027-02-27T17:30:00"));
  });
});

import { describe, expect, it } from "vitest";
import { phaseAt, receiptRefusal, type ReceiptWindow } from "~/domain/contest/phases";

const at = (text: string) => new Date(`${text}+07:00`);

const window = (changes: Partial<ReceiptWindow> = {}): ReceiptWindow => ({
  announcedAt: at("2026-11-20T08:00:00"),
  opensAt: at("2026-12-01T08:00:00"),
  closesAt: at("2027-01-30T17:00:00"),
  graceMinutes: 30,
  screeningEndsAt: at("2027-02-10T17:00:00"),
  judgingEndsAt: at("2027-03-05T17:00:00"),
  publishedAt: null,
  finalAt: null,
  ...changes,
});

describe("the phase, to the second in Vietnam's time", () => {
  it.each([
    ["2026-11-20T07:59:59.999", "DRAFT"],
    ["2026-11-20T08:00:00.000", "ANNOUNCED"],
    ["2026-12-01T07:59:59.999", "ANNOUNCED"],
    ["2026-12-01T08:00:00.000", "OPEN"],
    ["2027-01-30T17:00:00.000", "OPEN"],
    ["2027-01-30T17:00:00.999", "OPEN"],
    ["2027-01-30T17:00:01.000", "SCREENING"],
    ["2027-02-10T16:59:59.999", "SCREENING"],
    ["2027-02-10T17:00:00.000", "JUDGING"],
    ["2027-03-05T16:59:59.999", "JUDGING"],
    ["2027-03-05T17:00:00.000", "DECIDING"],
    ["2030-01-01T00:00:00.000", "DECIDING"],
  ] as const)("at %s is %s", (moment, phase) => {
    expect(phaseAt(window(), at(moment))).toBe(phase);
  });

  it("follows the acts of publishing and ending from the moment they happen, whatever the dates say", () => {
    const published = window({ publishedAt: at("2027-02-01T08:00:00"), finalAt: at("2027-02-20T08:00:00") });
    expect(phaseAt(published, at("2027-02-01T07:59:59"))).toBe("SCREENING");
    expect(phaseAt(published, at("2027-02-01T08:00:00"))).toBe("PUBLISHED");
    expect(phaseAt(published, at("2027-02-20T08:00:00"))).toBe("FINAL");
  });

  it("stays DRAFT for ever without an announcement", () => {
    expect(phaseAt(window({ announcedAt: null }), at("2027-02-01T08:00:00"))).toBe("DRAFT");
  });
});

describe("receipt", () => {
  const inTime = at("2027-01-30T16:59:00");

  it.each([
    ["2026-12-01T07:59:59", "not_open"],
    ["2026-12-01T08:00:00", null],
    ["2027-01-30T17:00:00.999", null],
    ["2027-01-30T17:00:01", null],
    ["2027-01-30T17:30:00.999", null],
    ["2027-01-30T17:30:01", "deadline_passed"],
  ] as const)("of an entry begun in time at %s: %s", (moment, refusal) => {
    expect(receiptRefusal(window(), inTime, at(moment))).toBe(refusal);
  });

  it("takes nothing begun after the deadline, nor anything late where there is no grace", () => {
    expect(receiptRefusal(window(), at("2027-01-30T17:00:01"), at("2027-01-30T17:05:00"))).toBe("deadline_passed");
    expect(receiptRefusal(window(), at("2027-01-30T17:00:00.999"), at("2027-01-30T17:05:00"))).toBeNull();
    expect(receiptRefusal(window({ graceMinutes: 0 }), inTime, at("2027-01-30T17:00:01"))).toBe("deadline_passed");
  });
});

import { describe, expect, it } from "vitest";
import { changeableUntil, changeRefusal, type EntryStanding, screeningAfterSubmission, stateAfter } from "~/domain/entry/states";

const at = (text: string) => new Date(`${text}+07:00`);
const window = {
  announcedAt: at("2026-08-01T08:00:00"),
  opensAt: at("2026-09-01T08:00:00"),
  closesAt: at("2026-11-30T17:00:00"),
  graceMinutes: 30,
  screeningEndsAt: at("2026-12-15T17:00:00"),
  judgingEndsAt: at("2027-01-15T17:00:00"),
  publishedAt: null as Date | null,
  finalAt: null,
};
const entry: EntryStanding = { state: "DRAFT", screening: "RECEIVED", supplementDueAt: null, begunAt: at("2026-10-01T08:00:00") };

describe("states of an entry", () => {
  it("is submitted from every state and withdrawn only once submitted", () => {
    expect(["DRAFT", "SUBMITTED", "WITHDRAWN"].map((state) => stateAfter(state as EntryStanding["state"], "submit"))).toEqual(["SUBMITTED", "SUBMITTED", "SUBMITTED"]);
    expect(["DRAFT", "SUBMITTED", "WITHDRAWN"].map((state) => stateAfter(state as EntryStanding["state"], "withdraw"))).toEqual([null, "WITHDRAWN", null]);
  });

  it("has to be screened again once it is submitted again, unless it was rejected", () => {
    expect(screeningAfterSubmission("QUALIFIED")).toBe("RECEIVED");
    expect(screeningAfterSubmission("NEEDS_SUPPLEMENT")).toBe("RECEIVED");
    expect(screeningAfterSubmission("REJECTED")).toBe("REJECTED");
  });
});

describe("until when an entry can be changed", () => {
  it("is to the very second of the deadline, then through the grace for what was begun before", () => {
    expect(changeRefusal(window, entry, at("2026-08-31T23:00:00"))).toBe("not_open");
    expect(changeRefusal(window, entry, at("2026-11-30T17:00:00.999"))).toBeNull();
    expect(changeRefusal(window, entry, at("2026-11-30T17:00:01"))).toBeNull();
    expect(changeRefusal(window, entry, at("2026-11-30T17:30:00.999"))).toBeNull();
    expect(changeRefusal(window, entry, at("2026-11-30T17:30:01"))).toBe("deadline_passed");
    const late = { ...entry, begunAt: at("2026-11-30T17:00:01") };
    expect(changeRefusal(window, late, at("2026-11-30T17:00:02"))).toBe("deadline_passed");
  });

  it("lets a supplement in until its own date, also after the deadline, but not after publication", () => {
    const asked: EntryStanding = { ...entry, state: "SUBMITTED", screening: "NEEDS_SUPPLEMENT", supplementDueAt: at("2026-12-10T17:00:00") };
    expect(changeRefusal(window, asked, at("2026-12-10T17:00:00.999"))).toBeNull();
    expect(changeRefusal(window, asked, at("2026-12-10T17:00:01"))).toBe("deadline_passed");
    expect(changeRefusal({ ...window, publishedAt: at("2026-12-05T08:00:00") }, asked, at("2026-12-06T08:00:00"))).toBe("deadline_passed");
    expect(changeRefusal(window, { ...asked, state: "WITHDRAWN" }, at("2026-12-05T17:00:00"))).toBe("deadline_passed");
    expect(changeableUntil(window, asked)).toEqual(asked.supplementDueAt);
    expect(changeableUntil(window, entry)).toEqual(window.closesAt);
  });

  it("keeps the general deadline where the supplement is due earlier", () => {
    const asked: EntryStanding = { ...entry, state: "SUBMITTED", screening: "NEEDS_SUPPLEMENT", supplementDueAt: at("2026-11-20T17:00:00") };
    expect(changeRefusal(window, asked, at("2026-11-25T17:00:00"))).toBeNull();
    expect(changeableUntil(window, asked)).toEqual(window.closesAt);
  });

  it("is over for a rejected entry", () => {
    expect(changeRefusal(window, { ...entry, state: "SUBMITTED", screening: "REJECTED" }, at("2026-11-01T08:00:00"))).toBe("entry_rejected");
  });
});

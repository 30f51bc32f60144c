import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { invitationEnd, invitationRefusal, nextJudgeCode } from "~/domain/people/invitation";
import { nextMailTry } from "~/domain/people/mail-retries";

const NOW = new Date("2026-11-22T08:00:00.000Z");

describe("invitations", () => {
  it("are good for 14 days and not a moment longer", () => {
    const expiresAt = invitationEnd(NOW);
    expect(expiresAt).toEqual(new Date("2026-12-06T08:00:00.000Z"));
    const open = { usedAt: null, revokedAt: null, expiresAt };
    expect(invitationRefusal(open, new Date(expiresAt.getTime() - 1))).toBeNull();
    expect(invitationRefusal(open, expiresAt)).toBe("expired");
  });

  it("say that they were used or taken back even after they ran out", () => {
    const late = new Date("2027-01-01T00:00:00.000Z");
    expect(invitationRefusal({ usedAt: NOW, revokedAt: null, expiresAt: NOW }, late)).toBe("used");
    expect(invitationRefusal({ usedAt: null, revokedAt: NOW, expiresAt: NOW }, late)).toBe("revoked");
  });
});

describe("judge codes", () => {
  it("count from GK01 with two digits at least", () => {
    expect(nextJudgeCode([])).toBe("GK01");
    expect(nextJudgeCode(["GK01", "GK09"])).toBe("GK10");
    expect(nextJudgeCode(["GK99"])).toBe("GK100");
  });

  it("are never given twice, whatever codes there are", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.integer({ min: 0, max: 500 }).map((n) => `GK${n}`), fc.string())), (codes) => {
        expect(codes).not.toContain(nextJudgeCode(codes));
      }),
    );
  });
});

describe("tries to send a mail", () => {
  it("come at growing pauses and end", () => {
    const pauses = [1, 2, 3, 4, 5, 6, 7, 8].map((attempts) => (nextMailTry(attempts, NOW)?.getTime() ?? NaN) - NOW.getTime());
    expect(pauses[0]).toBe(60_000);
    expect([...pauses].sort((a, b) => a - b)).toEqual(pauses);
    expect(pauses).not.toContain(NaN);
    expect(nextMailTry(9, NOW)).toBeNull();
  });
});

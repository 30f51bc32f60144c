import { describe, expect, it } from "vitest";
import { givingFault, type Giving } from "~/domain/special-awards/giving";
import { personsOf, type NamedAuthor } from "~/domain/special-awards/persons";
import type { Outcome, StandingRow } from "~/domain/special-awards/standing";

const row = (outcome: Outcome): StandingRow => ({ id: "u1", place: 1, value: 5, parts: [], entries: [], author: null, outcome });
const giving = (more: Partial<Giving>): Giving => ({ rule: "UNIT_POINTS", quota: 2, given: 0, recipient: "unit", row: row("GETS"), isLater: false, isGrounded: false, ...more });

describe("giving a special award", () => {
  it("within the quota its rule is enough; after the decision was signed a reason is needed too", () => {
    expect(givingFault(giving({}))).toBe(null);
    expect(givingFault(giving({ isLater: true }))).toBe("reason_needed");
    expect(givingFault(giving({ isLater: true, isGrounded: true }))).toBe(null);
  });

  it("a tie and a free choice need a reason or a vote", () => {
    expect(givingFault(giving({ row: row("TIED") }))).toBe("reason_needed");
    expect(givingFault(giving({ row: row("TIED"), isGrounded: true }))).toBe(null);
    const chosen = giving({ rule: "CHOSEN", recipient: "name", row: null });
    expect(givingFault(chosen)).toBe("reason_needed");
    expect(givingFault({ ...chosen, isGrounded: true })).toBe(null);
  });

  it("no reason helps behind the line, below the minimum, beyond the quota or for the wrong kind of recipient", () => {
    const grounded = { isGrounded: true };
    expect(givingFault(giving({ ...grounded, row: row("OUT") }))).toBe("not_in_standing");
    expect(givingFault(giving({ ...grounded, row: null }))).toBe("not_in_standing");
    expect(givingFault(giving({ ...grounded, row: row("BELOW_MINIMUM") }))).toBe("below_minimum");
    expect(givingFault(giving({ ...grounded, given: 2 }))).toBe("quota_full");
    expect(givingFault(giving({ ...grounded, recipient: "author" }))).toBe("wrong_recipient");
    expect(givingFault(giving({ ...grounded, recipient: "name" }))).toBe("wrong_recipient");
  });
});

describe("who is the same person", () => {
  const named = (code: string, more: Partial<NamedAuthor> = {}): NamedAuthor => ({ code, key: `k${code}`, name: "Lê Văn An", birthDate: null, account: null, ...more });

  it("the same account, or the same name and day of birth", () => {
    const persons = personsOf([named("A", { account: "x" }), named("B", { account: "x", name: "Lê V. An", birthDate: "1980-01-01" }), named("C", { name: "lê v.  an", birthDate: "1980-01-01" }), named("D")]);
    expect(persons).toEqual(["A kA", "A kA", "A kA", "D kD"]);
  });

  it("namesakes without a day of birth, or born on other days, are other people", () => {
    expect(new Set(personsOf([named("A"), named("B"), named("C", { birthDate: "1980-01-01" }), named("D", { birthDate: "1981-01-01" })])).size).toBe(4);
  });
});

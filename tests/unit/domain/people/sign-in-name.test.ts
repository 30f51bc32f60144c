import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { isPlaceholderAddress, parsePhone, parseSignInName, phoneOfPlaceholder, shownSignInName } from "~/domain/people/sign-in-name";

const digits = (min: number, max: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: min, maxLength: max }).map((list) => list.join(""));
const national = fc.tuple(fc.integer({ min: 2, max: 9 }), digits(8, 8)).map(([first, rest]) => `${first}${rest}`);
const separator = fc.constantFrom("", " ", ".", "-");

describe("sign-in names", () => {
  it("reads a number however its groups, prefix and digits are written", () => {
    fc.assert(
      fc.property(national, fc.constantFrom("0", "+84", "84", "+84 "), separator, (number, prefix, gap) => {
        const typed = prefix + [number.slice(0, 3), number.slice(3, 6), number.slice(6)].join(gap);
        expect(parseSignInName(typed)).toEqual({ kind: "phone", phone: `+84${number}`, email: `84${number}@phone.invalid` });
      }),
    );
  });

  it("reads full-width digits as digits", () => {
    expect(parsePhone("０９１２３４５６７８")).toBe("+84912345678");
  });

  it("refuses numbers that are too short, too long or of no Vietnamese form", () => {
    for (const typed of ["", "0", "091234567", "0123456789", "091234567890", "912345678", "+1 415 555 0100", "0912 345 67a"]) {
      expect(parseSignInName(typed), typed).toBeNull();
    }
  });

  it("reads addresses in lower case and without blanks around", () => {
    expect(parseSignInName("  Thu.Ky+2026@Demo.Example ")).toEqual({ kind: "email", email: "thu.ky+2026@demo.example" });
  });

  it("refuses what is no address", () => {
    for (const typed of ["a@b", "@demo.example", "a b@demo.example", "a@demo..example", ".a@demo.example", "a.@demo.example", "a..b@demo.example", "a@@demo.example", "ế@demo.example", "a@demo.example\0", `${"a".repeat(250)}@demo.example`]) {
      expect(parseSignInName(typed), typed).toBeNull();
    }
  });

  it("never takes the placeholder of somebody's number as an address", () => {
    expect(parseSignInName("84912345678@phone.invalid")).toBeNull();
    expect(parseSignInName("84912345678@PHONE.invalid")).toBeNull();
  });

  it("gives only addresses that the accounts take too", () => {
    const email = z.email();
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), fc.string(), national.map((number) => `0${number}`)), (typed) => {
        const name = parseSignInName(typed);
        if (name) expect(email.safeParse(name.email).success).toBe(true);
      }),
    );
  });

  it("is the same when read again", () => {
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), national.map((number) => `0${number}`)), (typed) => {
        const name = parseSignInName(typed);
        if (name) expect(parseSignInName(name.kind === "phone" ? name.phone : name.email)).toEqual(name);
      }),
    );
  });

  it("gives the number back that a placeholder stands for", () => {
    fc.assert(
      fc.property(national, (number) => {
        const name = parseSignInName(`0${number}`);
        expect(name && phoneOfPlaceholder(name.email)).toBe(`+84${number}`);
        expect(name && isPlaceholderAddress(name.email)).toBe(true);
      }),
    );
    expect(phoneOfPlaceholder("thuky@demo.example")).toBeNull();
  });

  it("shows numbers in groups and addresses as they are", () => {
    expect(shownSignInName({ email: "84912345678@phone.invalid", phone: "+84912345678" })).toBe("0912 345 678");
    expect(shownSignInName({ email: "84912345678@phone.invalid", phone: null })).toBe("0912 345 678");
    expect(shownSignInName({ email: "thuky@demo.example", phone: null })).toBe("thuky@demo.example");
  });
});

import { describe, expect, it } from "vitest";
import { CODE_BYTES, codeOf, readCode } from "~/domain/certificates/code";
import { comparableName, readSignedText, type SignedCertificate, signedText } from "~/domain/certificates/signed-text";

const bytes = (...list: number[]) => Uint8Array.from({ length: CODE_BYTES }, (_, index) => list[index] ?? 0);

describe("the code of a certificate", () => {
  it("has sixteen signs in groups of four, another one for each ten bytes", () => {
    expect(codeOf(bytes())).toBe("0000-0000-0000-0000");
    expect(codeOf(new Uint8Array(CODE_BYTES).fill(255))).toBe("ZZZZ-ZZZZ-ZZZZ-ZZZZ");
    expect(codeOf(bytes(8))).toBe("1000-0000-0000-0000");
    const codes = new Set(Array.from({ length: 256 * CODE_BYTES }, (_, index) => codeOf(bytes(...Array.from({ length: CODE_BYTES }, (_nothing, at) => (at === index >> 8 ? index & 255 : 0))))));
    expect(codes.size).toBe(255 * CODE_BYTES + 1);
    expect(() => codeOf(new Uint8Array(9))).toThrow(RangeError);
  });

  it("is read as people type it, and nothing else is", () => {
    for (const typed of ["7Q2M-04XK-9TRA-B1CD", "7q2m04xk9trab1cd", " 7Q2M 04XK 9TRA B1CD ", "7Q2M-O4XK-9TRA-BICD", "7Q2M–O4XK–9TRA–BlCD"]) expect(readCode(typed)).toBe("7Q2M-04XK-9TRA-B1CD");
    for (const typed of ["", "7Q2M", "7Q2M-04XK-9TRA-B1CDE", "7Q2M-04XK-9TRA-B1C*", "7U2M-04XK-9TRA-B1CD", "\0".repeat(16)]) expect(readCode(typed)).toBeNull();
  });
});

const CERTIFICATE: SignedCertificate = {
  code: "7Q2M-04XK-9TRA-B1CD",
  name: "Trần Thị Lan",
  salt: "s",
  nameHash: "h",
  kind: "AUTHOR",
  prize: "Giải Nhất",
  title: "Máy gieo lạc",
  edition: "Hội thi",
  decisionNumber: "12/QĐ-BTC",
  decisionDate: "2027-01-05",
  bookNumber: 7,
};

describe("the signed text", () => {
  it("is read back as it was, also without a name", () => {
    expect(readSignedText(signedText(CERTIFICATE))).toEqual(CERTIFICATE);
    expect(readSignedText(signedText({ ...CERTIFICATE, name: null }))).toEqual({ ...CERTIFICATE, name: null });
  });

  it("cuts a long title, so that the code can be read off paper", () => {
    const read = readSignedText(signedText({ ...CERTIFICATE, title: "ộ".repeat(250) }));
    expect([...(read?.title ?? "")].length).toBe(80);
    expect(read?.title.endsWith("…")).toBe(true);
  });

  it.each(["", "x", "[]", "{}", JSON.stringify(["STCN2", "c"]), signedText(CERTIFICATE).replace("AUTHOR", "KING"), signedText(CERTIFICATE).replace(",7]", ',"7"]')])("is nothing else: %s", (text) => {
    expect(readSignedText(text)).toBeNull();
  });

  it("compares names whatever their case, spaces and Unicode form, but with their marks", () => {
    expect(comparableName(" TRẦN  thị\nLan ".normalize("NFD"))).toBe(comparableName("Trần Thị Lan"));
    expect(comparableName("Trần Thị Lân")).not.toBe(comparableName("Trần Thị Lan"));
  });
});

import { describe, expect, it } from "vitest";
import { isFullNameOf, mayBeNameOf } from "~/domain/people/erasure";

describe("a name written beside a shared telephone number", () => {
  it("may be a person's where it is the full name or its end, however it is addressed, cased or composed", () => {
    const own = "Nguyễn Thị Lan Hương";
    for (const written of [own, own.toUpperCase(), own.normalize("NFD"), "Cô Hương", "cô Lan Hương", "ThS. Nguyễn Thị Lan Hương", "", "  "]) expect(mayBeNameOf(own, written)).toBe(true);
    for (const written of ["Nguyễn Thị Lan Hường", "Trần Văn Thầy", "Cô Lan", "Nguyễn Thị", "Bà Trần Thị Lan Hương", "Lê Nguyễn Thị Lan Hương"]) expect(mayBeNameOf(own, written)).toBe(false);
    expect(mayBeNameOf("", "Cô Hương")).toBe(false);
  });

  it("is nobody's where it is an address alone", () => {
    expect(mayBeNameOf("Lê Văn Cô", "Thầy")).toBe(false);
  });

  it("is surely a person's only where it is the full name, however it is addressed, cased or composed", () => {
    const own = "Nguyễn Thị Lan Hương";
    for (const written of [own, own.toUpperCase(), own.normalize("NFD"), `Cô ${own}`, `ThS. ${own}`]) expect(isFullNameOf(own, written)).toBe(true);
    for (const written of ["Cô Hương", "Lan Hương", "Cô", "", "  ", "Nguyễn Thị Lan Hường"]) expect(isFullNameOf(own, written)).toBe(false);
    expect([isFullNameOf("", ""), isFullNameOf("Anh Văn Em", "Anh Văn Em")]).toEqual([false, true]);
  });
});

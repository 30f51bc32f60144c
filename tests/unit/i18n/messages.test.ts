import { describe, expect, test } from "vitest";
import { messagesFor } from "~/i18n/messages";
import { reasonText, statusText } from "~/i18n/reasons";

/** Paths of all texts, with the kind of each leaf. */
function shape(value: unknown, path = ""): string[] {
  if (typeof value !== "object" || value === null) return [`${path}: ${typeof value}`];
  return Object.entries(value).flatMap(([key, inner]) => shape(inner, `${path}.${key}`));
}

/** Every text but the cells of the workbook's sample row, which may be empty. */
function plainTexts(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === "example" && inner === "" ? [] : plainTexts(inner)));
}

describe("texts", () => {
  const vi = { ...messagesFor("vi") };
  const en = { ...messagesFor("en") };

  test("both languages have the same keys of the same kind", () => {
    expect(shape(en).toSorted()).toEqual(shape(vi).toSorted());
  });

  test("none is empty and all are in composed Unicode", () => {
    for (const text of [...plainTexts(vi), ...plainTexts(en)]) {
      expect(text.trim()).not.toBe("");
      expect(text).toBe(text.normalize("NFC"));
    }
  });
});

test("a reason is looked up in its area first and never shown as a code", () => {
  const messages = messagesFor("vi");
  expect(reasonText(messages, "sheet_locked")).toBe(messages.errors.reasons.sheet_locked);
  expect(reasonText(messages, "sheet_locked", { sheet_locked: "Phiếu của vòng này đã khóa." })).toBe("Phiếu của vòng này đã khóa.");
  expect([reasonText(messages, "no_such_code"), reasonText(messages, "toString")]).toEqual(Array(2).fill(messages.errors.reasons.invalid));
});

test("every status has a page text", () => {
  const messages = messagesFor("vi");
  const { pages } = messages.errors;
  expect([404, 418, 500, 502].map((status) => statusText(messages, status))).toEqual([pages[404], pages[400], pages[500], pages[500]]);
});

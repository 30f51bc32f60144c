import { expect, test } from "vitest";
import { localeOfPath, otherLocale, withLocale, withoutLocale } from "~/i18n/locale";

test("only /en and what is below it is English", () => {
  expect(["/", "/en", "/en/cham-thi", "/english", "/cuoc-thi/en"].map(localeOfPath)).toEqual(["vi", "en", "en", "vi", "vi"]);
  expect(["/en", "/en/cham-thi", "/english"].map(withoutLocale)).toEqual(["/", "/cham-thi", "/english"]);
});

test("a path changes its language and keeps query and fragment", () => {
  expect(withLocale("/tim-kiem?q=en", "en")).toBe("/en/tim-kiem?q=en");
  expect(withLocale("/en/tim-kiem?q=en#a", "vi")).toBe("/tim-kiem?q=en#a");
  expect([withLocale("/", "en"), withLocale("/en", "en"), withLocale("/en", "vi"), withLocale("?q=1", "en")]).toEqual(["/en", "/en", "/", "/en?q=1"]);
  expect([otherLocale("vi"), otherLocale("en")]).toEqual(["en", "vi"]);
});

import { expect, it } from "vitest";
import { meansContest } from "~/domain/imports/contest";
import { looksLikeOldFont } from "~/domain/imports/old-fonts";

it.each(["NguyÔn ThÞ Hång", "M¸y gieo l¹c ®Èy tay", "Nguyeãn Thò Hoàng Vaân", "Maùy gieo laïc ñaåy tay", "Tröôøng THCS Caåm Bình"])("finds the old font in %s", (text) => {
  expect(looksLikeOldFont(text)).toBe(true);
});

it.each([
  "Nguyễn Thị Hồng Vân",
  "Máy gieo lạc đẩy tay hai hàng",
  "Hoà, thuỷ, khoá, Huế, quý, giếng, ruộng, nguyện",
  "Jürgen Müller và François",
  "Màng lọc 10 µm, 25 × 30 cm, sai số ± 2 °C, ½ cốc",
  "Phần mềm “AutoCAD®” © 2026",
  "Noël Israël",
  "",
  "Ma\u0301y ca\u0300y",
])("leaves %s alone", (text) => {
  expect(looksLikeOldFont(text)).toBe(false);
});

const edition = { kind: "TECHNICAL", slug: "stkt-14", title: "Hội thi Sáng tạo kỹ thuật lần thứ 14", codePrefix: "STKT-14" } as const;

it.each([
  ["TECHNICAL", true],
  ["hội thi sáng tạo KỸ THUẬT", true],
  ["Hội thi Sáng tạo kỹ thuật lần thứ 14", true],
  ["stkt-14", true],
  ["Hội thi Sáng tạo kỹ thuật lần thứ 13", false],
  ["YOUTH", false],
  ["Cuộc thi Sáng tạo thanh thiếu niên, nhi đồng", false],
  ["Thi nấu ăn", false],
  ["", false],
])("the contest %s is this one: %s", (word, expected) => {
  expect(meansContest(word, edition)).toBe(expected);
});

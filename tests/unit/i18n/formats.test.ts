import { describe, expect, test } from "vitest";
import { formatsFor, plainDecimal } from "~/i18n/formats";

const vi = formatsFor("vi");
const en = formatsFor("en");

describe("dates", () => {
  test("are written day first, in Vietnam's zone, in both languages", () => {
    const moment = "2026-11-22T17:30:00Z";
    expect([vi.date(moment), vi.time(moment), vi.dateTime(moment)]).toEqual(["23/11/2026", "00:30", "00:30 23/11/2026"]);
    expect(en.dateTime(moment)).toBe("00:30 23/11/2026");
  });

  test("days without time stay the same day, also long ago", () => {
    expect(vi.date("2014-02-28")).toBe("28/02/2014");
    expect(vi.date(new Date("1965-12-31T00:00:00Z"))).toBe("31/12/1965");
  });

  test("as on official papers, and by weekday", () => {
    expect(vi.longDate("2027-01-30")).toBe("ngày 30 tháng 1 năm 2027");
    expect(en.longDate("2027-01-30")).toBe("30 January 2027");
    expect(vi.weekday("2026-11-22")).toBe("Chủ nhật");
    expect(en.weekday("2026-11-28")).toBe("Saturday");
  });
});

describe("time left", () => {
  const until = new Date("2027-01-30T10:00:00Z");
  const before = (milliseconds: number) => new Date(until.getTime() - milliseconds);
  const minute = 60_000;
  const hour = 60 * minute;

  test.each([
    [0, "đã hết hạn"],
    [-1, "đã hết hạn"],
    [1, "còn chưa đến 1 phút"],
    [minute, "còn 1 phút"],
    [hour - 1, "còn 59 phút"],
    [hour, "còn 1 giờ"],
    [48 * hour - 1, "còn 47 giờ"],
    [48 * hour, "còn 2 ngày"],
    [96 * hour - 1, "còn 3 ngày"],
  ])("%i ms before: %s", (milliseconds, text) => {
    expect(vi.remaining(until, before(milliseconds))).toBe(text);
  });

  test("counts one and many in English", () => {
    expect(en.remaining(until, before(hour))).toBe("1 hour left");
    expect(en.remaining(until, before(72 * hour))).toBe("3 days left");
  });

  test("looks back likewise", () => {
    expect(vi.ago(until, new Date(until.getTime() + 3 * hour))).toBe("3 giờ trước");
    expect(vi.ago(until, until)).toBe("vừa xong");
  });
});

describe("numbers", () => {
  test("scores in 1/10,000 of a point are exact and carry a decimal comma", () => {
    expect([345_000, 0, 1, 400_000, 863_333].map((scaled) => vi.score(scaled))).toEqual(["34,5", "0", "0,0001", "40", "86,3333"]);
    expect(vi.score(863_300n, 2)).toBe("86,33");
    expect(vi.score(400_000, 2)).toBe("40,00");
    expect(en.score(345_000)).toBe("34.5");
  });

  test("plain decimals cut and never round", () => {
    expect(plainDecimal(999_999, 4, 2)).toBe("99.99");
    expect(plainDecimal(-5000, 4)).toBe("-0.5");
    expect(plainDecimal(12, 0)).toBe("12");
  });

  test("decimal texts keep their digits", () => {
    expect(vi.decimal("86.30")).toBe("86,30");
    expect(vi.decimal("1234.5")).toBe("1.234,5");
    expect(en.decimal("1234567")).toBe("1,234,567");
  });

  test("money, shares, parts of a whole, sizes", () => {
    expect(vi.money(25_000_000)).toBe("25.000.000 đ");
    expect([3333, 10_000, 5050].map(vi.share)).toEqual(["33,33 %", "100 %", "50,5 %"]);
    expect([vi.percent(199, 200), vi.percent(200, 200), vi.percent(0, 0)]).toEqual(["99 %", "100 %", "0 %"]);
    expect([0, 999, 5_200_000].map(vi.fileSize)).toEqual(["0 B", "999 B", "5,2 MB"]);
  });

  test("names stand in the order of the alphabet, numbers by value", () => {
    expect(["Đức", "Dũng", "Ánh", "An", "Bài 10", "Bài 2"].toSorted(vi.compare)).toEqual(["An", "Ánh", "Bài 2", "Bài 10", "Dũng", "Đức"]);
  });

  test("lists end with a word", () => {
    expect([vi.list([]), vi.list(["A"]), vi.list(["A", "B", "C"])]).toEqual(["", "A", "A, B và C"]);
  });
});

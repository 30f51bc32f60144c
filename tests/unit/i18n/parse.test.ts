import { assert, date as anyDate, property } from "fast-check";
import { describe, expect, test } from "vitest";
import { formatsFor } from "~/i18n/formats";
import { parseClock, parseDateTime, parseDay, parseDecimal, parseMoney } from "~/i18n/parse";

describe("a day", () => {
  test.each([
    ["05/09/2026", "2026-09-05"],
    [" 5/9/2026 ", "2026-09-05"],
    ["05-09-2026", "2026-09-05"],
    ["5.9.2026", "2026-09-05"],
    ["05092026", "2026-09-05"],
    ["2026-09-05", "2026-09-05"],
    ["29/02/2028", "2028-02-29"],
  ])("%s is read", (text, day) => {
    expect(parseDay(text)).toBe(day);
  });

  test.each(["", "32/01/2026", "29/02/2026", "5/9/26", "05/09-2026", "9/2026", "hôm nay", "01/01/1899", "5/9/2026x"])("%j is refused", (text) => {
    expect(parseDay(text)).toBeNull();
  });

  test("written and read again is the same day", () => {
    const days = anyDate({ min: new Date("1900-01-01"), max: new Date("2199-12-31"), noInvalidDate: true });
    assert(
      property(days, (date) => {
        const day = date.toISOString().slice(0, 10);
        expect(parseDay(formatsFor("vi").date(day))).toBe(day);
      }),
    );
  });
});

test("a time of day", () => {
  expect(["17:00", "17h", "7h30", "7g05", "00:00"].map(parseClock)).toEqual(["17:00", "17:00", "07:30", "07:05", "00:00"]);
  expect(["24:00", "17", "17:60", "5pm", ""].map(parseClock)).toEqual([null, null, null, null, null]);
});

test("a moment is Vietnam's time, in either order", () => {
  const moment = "2027-01-30T10:00:00.000Z";
  for (const text of ["17:00 30/01/2027", "30/01/2027 17:00", "17h 30/1/2027", "30/01/2027, 17:00", "2027-01-30T17:00"]) {
    expect(parseDateTime(text)?.toISOString()).toBe(moment);
  }
  expect(["30/01/2027", "17:00", "25:00 30/01/2027", "17:00 31/02/2027", ""].map(parseDateTime)).toEqual([null, null, null, null, null]);
});

test("a decimal takes comma or point and stays exact", () => {
  expect(["34,5", "34.5", "034,50", "0", "0,0001", "9999,9999"].map(parseDecimal)).toEqual(["34.5", "34.5", "34.5", "0", "0.0001", "9999.9999"]);
  expect(["", "-1", "1e3", "34,", ",5", "1.234,5", "0,00001", "10000", "NaN", "３"].map(parseDecimal)).toEqual(Array(10).fill(null));
});

test("an amount in đồng", () => {
  expect(["25.000.000 đ", "25000000", "25 000 000 đồng", "1,500", "0"].map(parseMoney)).toEqual([25_000_000, 25_000_000, 25_000_000, 1500, 0]);
  expect(["", "2,5", "-1", "25.00.000", "nhiều"].map(parseMoney)).toEqual([null, null, null, null, null]);
});

import { describe, expect, it } from "vitest";
import { bandOf, hasFraction, stepScore } from "~/domain/judging/score-steps";
import { parsePoints, plainPoints, type Points } from "~/domain/kernel/decimal";

const points = (plain: string): Points => parsePoints(plain) ?? Number.NaN;
const range = (max: string, step: string) => ({ max: points(max), step: points(step) });
const stepped = (of: ReturnType<typeof range>, from: string | null, by: number) => plainPoints(stepScore(of, from === null ? null : points(from), by));

describe("stepping a score", () => {
  it("moves by exactly one step of the criterion, however fine", () => {
    expect(stepped(range("40", "0.5"), "34.5", 1)).toBe("35");
    expect(stepped(range("40", "0.5"), "34.5", -1)).toBe("34");
    expect(stepped(range("1", "0.1"), "0.2", 1)).toBe("0.3");
    expect(stepped(range("10", "0.0001"), "0.3", 1)).toBe("0.3001");
    expect(stepped(range("40", "0.5"), "20", 10)).toBe("25");
  });

  it("stays between 0 and the maximum", () => {
    expect(stepped(range("40", "0.5"), "40", 1)).toBe("40");
    expect(stepped(range("40", "0.5"), "39", 10)).toBe("40");
    expect(stepped(range("40", "0.5"), "0", -1)).toBe("0");
    expect(stepped(range("40", "0.5"), "45", 1)).toBe("40");
  });

  it("goes from a score off its step to the next right one in that direction", () => {
    expect(stepped(range("40", "0.5"), "34.3", 1)).toBe("34.5");
    expect(stepped(range("40", "0.5"), "34.3", -1)).toBe("34");
    expect(stepped(range("40", "5"), "33", 1)).toBe("35");
  });

  it("begins an empty field at the first step upwards and at the maximum downwards", () => {
    expect(stepped(range("40", "0.5"), null, 1)).toBe("0.5");
    expect(stepped(range("40", "0.5"), null, -1)).toBe("40");
    expect(stepped(range("30", "1"), null, 10)).toBe("10");
  });

  it("a thousand steps up and down again end where they began, without a rest", () => {
    const of = range("40", "0.1");
    let score = points("3.7");
    for (let step = 0; step < 300; step += 1) score = stepScore(of, score, 1);
    for (let step = 0; step < 300; step += 1) score = stepScore(of, score, -1);
    expect(plainPoints(score)).toBe("3.7");
  });
});

describe("bands", () => {
  const bands = [
    { from: points("36"), to: points("40"), text: "xuất sắc" },
    { from: points("28"), to: points("35.5"), text: "khá" },
  ];

  it("hold both their ends, and nothing lies between them", () => {
    expect(["40", "36", "35.5", "28", "35.7", "3"].map((plain) => bandOf(bands, points(plain))?.text ?? null)).toEqual(["xuất sắc", "xuất sắc", "khá", "khá", null, null]);
  });
});

it("only a step with a fraction takes a comma", () => {
  expect([hasFraction(range("40", "0.5")), hasFraction(range("40", "1")), hasFraction(range("40", "5"))]).toEqual([true, false, false]);
});

import { describe, expect, it } from "vitest";
import { readRemark, readScores } from "~/domain/judging/typed-scores";
import { assignmentProblemOf, panelFor, type RoundData } from "~/features/judging/round-problem";

const criteria = [
  { code: "novelty", max: 400_000, step: 5_000, min: null },
  { code: "use", max: 300_000, step: 5_000, min: null },
];
const typed = (novelty: string, use = "") => new Map([["novelty", novelty], ["use", use]]);

describe("reading typed scores", () => {
  it("takes decimal comma and point, spaces around and digits of other scripts' keyboards", () => {
    for (const text of ["34,5", "34.5", " 34,50 ", "034.5", "３４,５"]) {
      expect(readScores(criteria, typed(text), false).scores.get("novelty"), text).toBe(345_000);
    }
  });

  it("says what is no number, and keeps reading the rest", () => {
    for (const text of ["-5", "3a", "1e1", "34,5,0", "12345", "0,00001"]) {
      const read = readScores(criteria, typed(text, "30"), false);
      expect([...read.faults], text).toEqual([["novelty", "NOT_A_NUMBER"]]);
      expect(read.scores.get("use")).toBe(300_000);
    }
  });

  it("minds empty fields only on the way to locking", () => {
    expect(readScores(criteria, typed("", " "), false).faults.size).toBe(0);
    expect([...readScores(criteria, typed("", "1"), true).faults]).toEqual([["novelty", "MISSING"]]);
  });

  it("brings remarks to one form without control characters", () => {
    expect(readRemark(" To\u0302\u0301t\u0000\r\nlắm ")).toBe("Tốt\nlắm");
  });
});

describe("the assignment problem of a round", () => {
  const data: RoundData = {
    entries: [{ id: "e1", code: "E-1", fieldId: "f1", judgeIds: ["j2"] }, { id: "e2", code: "E-2", fieldId: "f2", judgeIds: [] }],
    judges: [
      { id: "j1", code: "GK01", maxLoad: 4, hasLeft: false, panels: [{ id: "p1", fieldIds: ["f2", "f1"] }, { id: "p2", fieldIds: ["f1"] }], barredFrom: ["e2", "e9"] },
      { id: "j2", code: "GK02", maxLoad: null, hasLeft: false, panels: [], barredFrom: [] },
    ],
  };

  it("names judges and entries by code, keeps what is assigned, and gives no more to a judge who left every panel", () => {
    expect(assignmentProblemOf(data, 2)).toEqual({
      perEntry: 2,
      judges: [{ id: "GK01", fields: ["f1", "f2"], max: 4 }, { id: "GK02", fields: ["f1"], max: 1 }],
      entries: [{ id: "E-1", field: "f1" }, { id: "E-2", field: "f2" }],
      conflicts: [["GK01", "E-2"]],
      fixed: [["GK02", "E-1"]],
      costs: [],
    });
  });

  it("a judge judges for the first of their panels that serves the field", () => {
    const [judge] = data.judges;
    if (!judge) throw new Error("no judge");
    expect([panelFor(judge, "f1"), panelFor(judge, "f2"), panelFor(judge, "f3"), panelFor(judge, null)]).toEqual(["p1", "p1", null, null]);
  });
});

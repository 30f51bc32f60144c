import { describe, expect, it } from "vitest";
import { outcomesToTell } from "~/domain/results/told-outcomes";

describe("whom letters about a result are for", () => {
  it("everybody after the first", () => {
    expect(outcomesToTell([{ entry: "A", prize: "FIRST" }, { entry: "B", prize: null }], null)).toEqual([{ entry: "A", prize: "FIRST" }, { entry: "B", prize: null }]);
  });

  it("only those whose prize changed after a correction, also who left the ranking or came into it", () => {
    const told = [{ entry: "A", prize: "FIRST" }, { entry: "B", prize: null }, { entry: "C", prize: "SECOND" }, { entry: "D", prize: "THIRD" }];
    const now = [{ entry: "A", prize: "FIRST" }, { entry: "B", prize: "SECOND" }, { entry: "C", prize: "THIRD" }, { entry: "E", prize: "THIRD" }, { entry: "F", prize: null }];
    expect(outcomesToTell(now, told)).toEqual([
      { entry: "B", prize: "SECOND", before: null },
      { entry: "C", prize: "THIRD", before: "SECOND" },
      { entry: "E", prize: "THIRD", before: null },
      { entry: "D", prize: null, before: "THIRD" },
    ]);
  });
});

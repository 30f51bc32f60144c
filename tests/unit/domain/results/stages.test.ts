import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AT_THE_START, isFrozen, mayAct, STAGE_ACTS, stageOf, standingAfter, type StageAct, type Standing } from "~/domain/results/stages";

/** Tries acts one after another; those that do not fit change nothing. */
function walk(acts: readonly StageAct[]): { done: StageAct[]; standings: Standing[] } {
  const done: StageAct[] = [];
  const standings: Standing[] = [AT_THE_START];
  for (const act of acts) {
    const standing = standings.at(-1) ?? AT_THE_START;
    if (!mayAct(act, standing)) continue;
    done.push(act);
    standings.push(standingAfter(act, standing));
  }
  return { done, standings };
}

const ways = fc.array(fc.constantFrom(...STAGE_ACTS), { maxLength: 60 });

/** The acts since the last of these, in order. */
const since = (done: readonly StageAct[], ends: readonly StageAct[]) => done.slice(done.findLastIndex((act) => ends.includes(act)) + 1);

describe("the way of a result", () => {
  it("publishes nothing that was not proposed, approved and signed since it was last published or returned", () => {
    fc.assert(
      fc.property(ways, (acts) => {
        const { done } = walk(acts);
        for (const [index, act] of done.entries()) {
          if (act !== "publish") continue;
          const way = since(done.slice(0, index), ["publish", "return"]).filter((one) => ["propose", "approve", "sign"].includes(one));
          expect(way.slice(0, 3)).toEqual(["propose", "approve", "sign"]);
          expect(new Set(way.slice(3))).toEqual(new Set(way.length > 3 ? ["sign"] : []));
        }
      }),
    );
  });

  it("publishes a second time only what a correction was opened for, and never after the result is official", () => {
    fc.assert(
      fc.property(ways, (acts) => {
        const { done } = walk(acts);
        const publications = done.flatMap((act, index) => (act === "publish" ? [index] : []));
        for (const [nth, index] of publications.entries()) {
          const between = done.slice(nth === 0 ? 0 : (publications[nth - 1] ?? 0), index);
          expect(between.filter((act) => act === "openCorrection").length - between.filter((act) => act === "abandonCorrection").length).toBe(nth === 0 ? 0 : 1);
        }
        const final = done.indexOf("finalise");
        if (final >= 0) expect(done.slice(final + 1)).toEqual([]);
      }),
    );
  });

  it("lets scores change just when nothing is proposed and nothing is public without a correction", () => {
    fc.assert(
      fc.property(ways, (acts) => {
        for (const standing of walk(acts).standings) {
          expect(isFrozen(standing)).toBe(stageOf(standing) !== null);
          if (standing.isFinal) expect(isFrozen(standing)).toBe(true);
          if (standing.isScheduled) expect(standing.onItsWay).toBe("SIGNED");
          if (standing.isCorrected) expect(standing.published).toBeGreaterThan(0);
        }
      }),
    );
  });

  it("is never stuck: from everywhere but the official result some act goes on", () => {
    fc.assert(
      fc.property(ways, (acts) => {
        const last = walk(acts).standings.at(-1) ?? AT_THE_START;
        expect(STAGE_ACTS.some((act) => mayAct(act, last))).toBe(!last.isFinal);
      }),
    );
  });

  it("goes the plain way, the scheduled way and the way of a correction", () => {
    const plain: StageAct[] = ["propose", "approve", "sign", "publish", "finalise"];
    expect(walk(plain).done).toEqual(plain);
    const long: StageAct[] = ["propose", "return", "propose", "approve", "sign", "schedule", "schedule", "unschedule", "sign", "schedule", "publish", "openCorrection", "abandonCorrection", "openCorrection", "propose", "approve", "sign", "schedule", "publish", "finalise"];
    expect(walk(long).done).toEqual(long);
    expect(walk(long).standings.at(-1)).toEqual({ onItsWay: null, isScheduled: false, published: 2, isCorrected: false, isFinal: true });
  });
});

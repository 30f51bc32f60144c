import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { COMMENDATION_ACTS, COMMENDATION_STATES, isPrintable, stateAfter, type CommendationAct, type CommendationState } from "~/domain/commendations/states";

describe("the way of a commendation", () => {
  it("goes from proposal through a letter and the authority to publication", () => {
    const way: [CommendationAct, boolean][] = [["join", false], ["send", true], ["sign", true], ["number", true], ["publish", true], ["number", true]];
    let state: CommendationState = "PROPOSED";
    const seen = way.map(([act, inLetter]) => (state = stateAfter(act, state, inLetter) ?? "DROPPED"));
    expect(seen).toEqual(["PROPOSED", "SENT", "SIGNED", "SIGNED", "PUBLISHED", "PUBLISHED"]);
  });

  it("knows every act in every state", () => {
    const possible = COMMENDATION_ACTS.flatMap((act) => COMMENDATION_STATES.flatMap((state) => [true, false].flatMap((inLetter) => (stateAfter(act, state, inLetter) === null ? [] : [`${act} ${state} ${inLetter ? "in" : "out"}`]))));
    expect(possible.toSorted()).toEqual(
      [
        "change PROPOSED in", "change PROPOSED out", "join PROPOSED out", "leave PROPOSED in", "send PROPOSED in", "sign SENT in", "sign SENT out", "number SIGNED in", "number SIGNED out", "number PUBLISHED in", "number PUBLISHED out",
        "publish SIGNED in", "publish SIGNED out", ...["PROPOSED", "SENT", "SIGNED", "PUBLISHED"].flatMap((state) => [`drop ${state} in`, `drop ${state} out`]),
      ].toSorted(),
    );
  });

  it("never leads back, and what was dropped stays dropped", () => {
    const order = (state: CommendationState) => COMMENDATION_STATES.indexOf(state);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...COMMENDATION_ACTS), fc.boolean()), { maxLength: 20 }), (acts) => {
        let state: CommendationState = "PROPOSED";
        for (const [act, inLetter] of acts) {
          const next = stateAfter(act, state, inLetter);
          if (next === null) continue;
          expect(order(next)).toBeGreaterThanOrEqual(order(state));
          state = next;
        }
        if (state === "DROPPED") expect(COMMENDATION_ACTS.every((act) => stateAfter(act, "DROPPED", true) === null)).toBe(true);
      }),
    );
  });

  it("is printed once the authority signed", () => {
    expect(COMMENDATION_STATES.filter(isPrintable)).toEqual(["SIGNED", "PUBLISHED"]);
  });
});

import { expect, it } from "vitest";
import { parsePoints } from "~/domain/kernel/decimal";
import { rescoreChances } from "~/features/judging/queries-rescore.server";

const now = new Date("2027-01-05T00:00:00Z");
const sheets = (...totals: (string | null)[]) => totals.map((total) => ({ roundId: "r", round: "Sơ khảo", state: "LOCKED", total }));
const spreadOf = (totals: (string | null)[], allowed: string | null) => rescoreChances(sheets(...totals), [], { maxSpread: allowed === null ? null : parsePoints(allowed), now }).map(({ spread }) => spread);

it("before a meeting is opened it says how far the sheets are apart and whether that is more than allowed", () => {
  expect(spreadOf(["70.5", "90", "85"], "15")).toEqual([{ points: "19.5", allowed: "15", isAbove: true }]);
  expect(spreadOf(["75", "90"], "15")).toEqual([{ points: "15", allowed: "15", isAbove: false }]);
  expect(spreadOf(["0", "90"], null)).toEqual([{ points: "90", allowed: null, isAbove: false }]);
});

it("tells nothing of it to whoever may not see every total", () => {
  expect(spreadOf(["70.5", null], "15")).toEqual([null]);
});

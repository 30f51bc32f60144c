import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bandFaults, bandOfScore, readBands, writeBands, type Band } from "~/domain/contest/bands";
import { PRESETS } from "~/features/contests/presets";

const p = (value: number) => value * 10_000;
const HALF = 5_000;

describe("bands", () => {
  it("are read as people write them, highest first", () => {
    const typed = "0: trùng\n- từ 21 đến 26,5 điểm: cải tiến\n27–30: hoàn toàn mới\n16-20.5: khá\nDưới 16: còn lại\n\n";
    expect(readBands(typed, HALF)).toEqual({
      bands: [
        { from: p(27), to: p(30), text: "hoàn toàn mới" },
        { from: p(21), to: p(26.5), text: "cải tiến" },
        { from: p(16), to: p(20.5), text: "khá" },
        { from: 0, to: p(15.5), text: "còn lại" },
        { from: 0, to: 0, text: "trùng" },
      ],
      unread: [],
    });
  });

  it.each(["hoàn toàn mới", "27–: mới", "27–30", "a–b: mới", "Dưới 0: không có", "27–30:   "])("name the line they cannot read: %s", (line) => {
    expect(readBands(`1: ít\n${line}`, HALF).unread).toEqual([{ line: 2, text: line.trim() }]);
  });

  it.each<[string, Band, string | null]>([
    ["reversed", { from: p(30), to: p(27), text: "a" }, "band_reversed"],
    ["above the maximum", { from: p(27), to: p(31), text: "a" }, "band_off_scale"],
    ["off the step", { from: p(27), to: p(29.7), text: "a" }, "band_off_step"],
    ["on the scale", { from: p(27), to: p(30), text: "a" }, null],
  ])("%s", (_name, band, fault) => {
    expect(bandFaults([band], { max: p(30), step: HALF }).map((found) => found.fault)).toEqual(fault === null ? [] : [fault]);
  });

  const scale = fc.record({ step: fc.constantFrom(2_500, 5_000, 10_000), steps: fc.integer({ min: 1, max: 80 }) });
  const onScale = scale.chain(({ step, steps }) =>
    fc.record({
      max: fc.constant(step * steps),
      step: fc.constant(step),
      bands: fc.array(
        fc.record({ from: fc.nat(steps), to: fc.nat(steps), text: fc.constantFrom("mới", "khá: có số đo", "ít 5–6") }).map(({ from, to, text }) => ({
          from: Math.min(from, to) * step,
          to: Math.max(from, to) * step,
          text,
        })),
        { maxLength: 6 },
      ),
    }),
  );

  it("without a fault give every score at most one band, and with an overlap some score has two", () => {
    fc.assert(
      fc.property(onScale, ({ max, step, bands }) => {
        const faults = bandFaults(bands, { max, step }).map(({ fault }) => fault);
        const most = Math.max(...Array.from({ length: max / step + 1 }, (_, index) => bands.filter(({ from, to }) => from <= index * step && index * step <= to).length));
        expect(faults.every((fault) => fault === "bands_overlap")).toBe(true);
        expect(faults.length > 0).toBe(most > 1);
        for (const band of bands) if (faults.length === 0) expect(bandOfScore(bands, band.to)).toBe(band);
      }),
    );
  });

  it("are written so that they are read back the same, with either decimal mark", () => {
    fc.assert(
      fc.property(onScale, fc.constantFrom(",", "." as const), ({ step, bands }, mark) => {
        const read = readBands(writeBands(bands, mark as "," | "."), step);
        expect(read.unread).toEqual([]);
        const sorted = (list: readonly Band[]) => list.map((band) => JSON.stringify([band.from, band.to, band.text])).sort();
        expect(sorted(read.bands)).toEqual(sorted(bands));
      }),
    );
  });
});

describe.each(Object.values(PRESETS))("the preset $kind", ({ rounds }) => {
  const criteria = rounds.flatMap(({ rubrics }) => rubrics.flatMap((rubric) => rubric.criteria));

  it("describes every score of every criterion exactly once", () => {
    for (const { bands, max, step } of criteria) {
      expect(bandFaults(bands, { max, step })).toEqual([]);
      for (let score = 0; score <= max; score += step) expect([score, bandOfScore(bands, score) !== null || score === HALF]).toEqual([score, true]);
    }
  });

  it("adds up to 100 points in each round", () => {
    for (const { rubrics } of rounds) for (const rubric of rubrics) expect(rubric.criteria.reduce((sum, { max }) => sum + max, 0)).toBe(p(100));
  });
});

import { expect, it, vi } from "vitest";
import type { Paper } from "~/platform/render/paper";
import { renderPdfInParts } from "~/platform/render/pdf-in-parts.server";
import { readPdf } from "../../../support/read-pdf";

vi.setConfig({ testTimeout: 60_000 });

const SHEETS = 19;
const paper: Paper = {
  title: "Phiếu chấm điểm",
  at: new Date("2027-01-05T01:00:00Z"),
  sectionsApart: true,
  sections: Array.from({ length: SHEETS }, (_, index) => ({ blocks: [{ kind: "paragraph", text: `Phiếu ${index + 1}.` }, { kind: "pageBreak" }, { kind: "paragraph", text: "Trang sau." }] })),
};

it("sections that stand apart are drawn a few at a time and joined in their order, pages counted in each; the same bytes again", async () => {
  const told: number[] = [];
  const data = await renderPdfInParts(paper, { onProgress: (done, all) => told.push(done, all) });
  const pages = (await readPdf(data ?? new Uint8Array())).map(({ text }) => text.replace(/\s+/gu, " ").trim());
  expect(pages).toHaveLength(2 * SHEETS);
  expect(pages.filter((_, index) => index % 2 === 0)).toEqual(Array.from({ length: SHEETS }, (_, index) => `Phiếu ${index + 1}.`));
  for (const page of pages.filter((_, index) => index % 2 === 1)) expect(page.split(" ").toSorted()).toEqual(["2", "Trang", "sau."]);
  expect(told).toEqual([0, SHEETS, 8, SHEETS, 16, SHEETS]);
  expect(Buffer.from((await renderPdfInParts(paper)) ?? []).equals(Buffer.from(data ?? []))).toBe(true);
});

it("ends between two parts when whoever asked has gone", async () => {
  const gone = new AbortController();
  const told: number[] = [];
  const stopped = await renderPdfInParts(paper, {
    signal: gone.signal,
    onProgress: (done) => {
      told.push(done);
      if (done > 0) gone.abort();
    },
  });
  expect(stopped).toBeNull();
  expect(told).toEqual([0, 8]);
});

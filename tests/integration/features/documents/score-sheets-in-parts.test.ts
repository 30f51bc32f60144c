import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Actor } from "~/domain/access/roles";
import { juryPaper } from "~/features/documents/print-jury-paper.server";
import { downloadProgress } from "~/features/documents/download-progress.server";
import type { Services } from "~/features/services";
import { makeScene, type Scene } from "../../../factories/judging-scene";
import { readPdf } from "../../../support/read-pdf";
import { testServices, TEST_DAY, type TestServices } from "../../../support/services";

vi.setConfig({ testTimeout: 120_000 });

const ENTRIES = 7;
const JUDGES = 3;
let test: TestServices;
let services: Services;
let scene: Scene;

/** More sheets than are drawn at a time. */
beforeAll(async () => {
  test = await testServices();
  services = test.services;
  scene = await makeScene(services, { entries: ENTRIES });
});
afterAll(() => test.close());

const ask = (query: Record<string, string>, more: { actor?: Actor; signal?: AbortSignal } = {}) =>
  juryPaper(services, { actor: scene.secretary, edition: scene.made.edition, file: "phieu-cham-trong.pdf", query: new URLSearchParams({ vong: "PRELIM", ...query }), now: TEST_DAY, ...more });

async function printed(query: Record<string, string> = {}): Promise<Uint8Array> {
  const paper = await ask(query);
  if (!paper.ok) throw new Error(paper.reason);
  return paper.value.data;
}

describe("the score sheets of a whole round", () => {
  it("hold every sheet once, each with its pages counted from one, in the order of the list; printed again, the bytes are the same", async () => {
    const run = randomUUID();
    const first = await printed({ lan: run });
    const pages = (await readPdf(first)).map(({ text }) => text);
    const begins = pages.filter((text) => text.includes("PHIẾU CHẤM ĐIỂM"));
    expect(begins).toHaveLength(ENTRIES * JUDGES);
    expect(pages.filter((text) => text.includes("GIÁM KHẢO"))).toHaveLength(ENTRIES * JUDGES);
    for (const { code } of scene.entries) expect(begins.filter((text) => text.includes(code ?? "-"))).toHaveLength(JUDGES);
    const own = (await readPdf(await printed({ gk: "GK02" }))).map(({ text }) => text);
    const starts = pages.flatMap((text, index) => (text.includes("PHIẾU CHẤM ĐIỂM") ? [index] : []));
    const ofJudge = starts.flatMap((from, place) => (pages[from]?.includes("GK02") ? pages.slice(from, starts[place + 1]) : []));
    expect(ofJudge).toEqual(own);
    expect(Buffer.from(await printed()).equals(Buffer.from(first))).toBe(true);
    expect(downloadProgress(run, scene.secretary.userId)?.state).toBe("done");
    expect(downloadProgress(run, scene.chair.userId)).toBeNull();
  });

  it("are printed once at a time for an account, whose other papers are not held up", async () => {
    const run = randomUUID();
    const large = ask({ lan: run });
    const [second, small] = await Promise.all([ask({}), ask({ gk: "GK01" })]);
    expect(second).toEqual({ ok: false, reason: "paper_under_way" });
    expect(small.ok).toBe(true);
    expect((await large).ok).toBe(true);
  });

  it("are given up between two parts when whoever asked has gone", async () => {
    const gone = new AbortController();
    const run = randomUUID();
    const large = ask({ lan: run }, { signal: gone.signal });
    await vi.waitFor(() => expect(downloadProgress(run, scene.secretary.userId)).toMatchObject({ state: "running", done: 0, entries: ENTRIES * JUDGES }), { timeout: 100_000, interval: 5 });
    gone.abort();
    expect(await large).toEqual({ ok: false, reason: "papers_busy" });
    expect(downloadProgress(run, scene.secretary.userId)?.state).toBe("stopped");
    expect((await ask({})).ok).toBe(true);
  });
});

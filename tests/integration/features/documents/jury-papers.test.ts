import { randomUUID } from "node:crypto";
import mammoth from "mammoth";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Actor } from "~/domain/access/roles";
import { printKind } from "~/features/documents/print-kind.server";
import { juryPaper } from "~/features/documents/print-jury-paper.server";
import { openRescore } from "~/features/judging/commands-rescore.server";
import { closeRescore } from "~/features/judging/commands-rescore-close.server";
import type { Services } from "~/features/services";
import { formatsFor } from "~/i18n/formats";
import { draftSheet, lockSheet } from "../../../factories/judging";
import { at, criteriaOf, makeScene, type Scene } from "../../../factories/judging-scene";
import { readPdf } from "../../../support/read-pdf";
import { testServices, TEST_DAY, type TestServices } from "../../../support/services";

// Drawing the first paper reads the fonts; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 90_000 });

let test: TestServices;
let services: Services;
let scene: Scene;
let minutesId = "";
const formats = formatsFor("vi");

/** Two entries: the first judged by all three and met over, the second with one locked sheet and one draft. */
beforeAll(async () => {
  test = await testServices();
  services = test.services;
  scene = await makeScene(services, { entries: 2 });
  const [a, b, c] = at(scene.assignments, 0);
  if (!a || !b || !c) throw new Error("three assignments are needed");
  for (const [assignment, score] of [[a, "3.5"], [b, "9"], [c, "12.5"]] as const) await lockSheet(services, assignment, score, { remark: "Nhận xét riêng của giám khảo" });
  await lockSheet(services, at(at(scene.assignments, 1), 0), "7.5");
  await draftSheet(services, at(at(scene.assignments, 1), 1), { [at(criteriaOf(scene), 0).code]: "1.5" });
  minutesId = randomUUID();
  const act = { actor: scene.chair, editionId: scene.made.edition.id, now: TEST_DAY };
  const dueAt = new Date(TEST_DAY.getTime() + 3_600_000);
  const opened = await openRescore(services, { ...act, input: { id: minutesId, entryId: at(scene.entries, 0).id, roundId: scene.panel.roundId, reason: "Chênh nhau quá mức.", dueAt } });
  if (!opened.ok) throw new Error(opened.reason);
  await lockSheet(services, a, "6.5");
  await lockSheet(services, b, "9");
  await lockSheet(services, c, "12.5", { remark: "Nhận xét riêng của giám khảo" });
  const closed = await closeRescore(services, { ...act, input: { rescoreId: minutesId, outcome: "CHANGED", minutes: "Giám khảo một xem lại sản phẩm và nâng điểm.", present: [a.judge.actor.userId, b.judge.actor.userId] } });
  if (!closed.ok) throw new Error(closed.reason);
});
afterAll(() => test.close());

async function print(file: string, query: Record<string, string>, actor: Actor = scene.secretary) {
  const paper = await juryPaper(services, { actor, edition: scene.made.edition, file, query: new URLSearchParams(query), now: TEST_DAY });
  if (!paper.ok) throw new Error(paper.reason);
  return paper.value;
}
const pages = async (file: string, query: Record<string, string>, actor?: Actor) => (await readPdf((await print(file, query, actor)).data)).map(({ text }) => text);

const totalOf = (score: number) => formats.score(criteriaOf(scene).reduce((sum, { max }) => sum + Math.min(score * 10_000, max), 0));

describe("score sheets on paper", () => {
  it("blank: a page for each judge and entry with every criterion, its maximum and step, and no score", async () => {
    const all = await pages("phieu-cham-trong.pdf", { vong: "PRELIM" });
    const begins = all.flatMap((text, index) => (text.includes("PHIẾU CHẤM ĐIỂM") ? [index] : []));
    expect(begins).toHaveLength(6);
    for (const [place, from] of begins.entries()) {
      const sheet = all.slice(from, begins[place + 1]);
      for (const { label, max } of criteriaOf(scene)) expect(sheet.join(" ")).toMatch(new RegExp(`${label}.* ${formats.score(max)} `, "u"));
      expect(sheet.at(-1)).toMatch(/Nhận xét chung.*GIÁM KHẢO/u);
      expect(sheet.join(" ")).not.toContain("Nhận xét riêng");
    }
    const own = await pages("phieu-cham-trong.pdf", { vong: "PRELIM", gk: "GK02" });
    expect(own.filter((text) => text.includes("GK02"))).toHaveLength(2);
    expect(own.join(" ")).not.toContain("GK01");
  });

  it("filled: the locked ones only, with the points of the record and the remark", async () => {
    const all = await pages("phieu-cham.pdf", { vong: "PRELIM" });
    expect(all).toHaveLength(4);
    const first = all.find((text) => text.includes("GK01") && text.includes(at(scene.entries, 0).code ?? ""));
    expect(first?.match(/ 6,5/g)).toHaveLength(criteriaOf(scene).length);
    expect(first).toContain(totalOf(6.5));
    expect(all.find((text) => text.includes("GK03"))).toContain("Nhận xét riêng của giám khảo");
    expect(all.join(" ")).not.toContain("1,5 ");
    const docx = await mammoth.extractRawText({ buffer: Buffer.from((await print("phieu-cham.docx", { vong: "PRELIM", gk: "GK03" })).data) });
    expect(docx.value).toContain(totalOf(12.5));
  });

  it("a judge on the staff reads no other sheet of an entry whose panel is still at work; whoever is in conflict finds nothing of it", async () => {
    const [judge] = scene.judges;
    const text = (await pages("phieu-cham.pdf", { vong: "PRELIM" }, judge.actor)).join(" ");
    expect(text).toContain(at(scene.entries, 0).code);
    expect(text).not.toContain(at(scene.entries, 1).code);
    await services.db.prisma.conflict.create({ data: { editionId: scene.made.edition.id, entryId: at(scene.entries, 0).id, userId: scene.chair.userId, kind: "DECLARED" } });
    const chair = (await pages("phieu-cham-trong.pdf", { vong: "PRELIM" }, scene.chair)).join(" ");
    expect(chair).not.toContain(at(scene.entries, 0).code);
    expect(await juryPaper(services, { actor: scene.chair, edition: scene.made.edition, file: "bien-ban-thong-nhat.pdf", query: new URLSearchParams({ hop: minutesId }), now: TEST_DAY })).toEqual({ ok: false, reason: "not_found" });
    await services.db.prisma.conflict.deleteMany({ where: { userId: scene.chair.userId } });
  });
});

describe("the summary of scores", () => {
  it("holds every judge's total, the round's mean, spread and rank; an unfinished entry has none", async () => {
    const [text] = await pages("bang-tong-hop-diem.pdf", { vong: "PRELIM" });
    for (const score of [6.5, 9, 12.5]) expect(text).toContain(totalOf(score));
    const n = criteriaOf(scene);
    const totals = [6.5, 9, 12.5].map((score) => n.reduce((sum, { max }) => sum + Math.min(score * 10_000, max), 0));
    const mean = (totals.reduce((sum, total) => sum + total, 0) / 3 / 10_000).toFixed(2).replace(".", ",");
    expect(text).toContain(mean);
    expect(text).toContain("chưa đủ phiếu");
    const hidden = (await pages("bang-tong-hop-diem.pdf", { vong: "PRELIM" }, scene.judges[0].actor)).join(" ");
    expect(hidden).toContain("chưa được xem");
    expect(hidden).not.toContain(totalOf(7.5));
  });

  it("of a round without weight, which only decides who goes on, holds means and ranks all the same", async () => {
    const selection = await makeScene(services, {
      entries: 2,
      edition: { change: (draft) => ({ ...draft, rounds: draft.rounds.map((round) => ({ ...round, weight: round.code === "FINAL" ? 10_000 : 0 })) }) },
    });
    for (const [index, row] of selection.assignments.entries()) for (const one of row) await lockSheet(services, one, index === 0 ? "6.5" : "9");
    const paper = await juryPaper(services, { actor: selection.secretary, edition: selection.made.edition, file: "bang-tong-hop-diem.pdf", query: new URLSearchParams({ vong: "PRELIM" }), now: TEST_DAY });
    if (!paper.ok) throw new Error(paper.reason);
    const text = (await readPdf(paper.value.data)).map((page) => page.text).join(" ");
    expect(text).not.toContain("chưa đủ phiếu");
    const [worse, better] = selection.entries.map(({ code }) => text.indexOf(code ?? "-"));
    expect(better).toBeGreaterThan(0);
    expect(worse).toBeGreaterThan(better ?? 0);
    for (const score of [6.5, 9]) expect(text).toContain(formats.decimal((criteriaOf(selection).reduce((sum, { max }) => sum + Math.min(score * 10_000, max), 0) / 10_000).toFixed(2)));
  });
});

describe("the minutes of a meeting on re-scoring", () => {
  it("say why, who was there, the scores before and after, and the outcome, for chair and secretary to sign", async () => {
    const text = (await pages("bien-ban-thong-nhat.pdf", { hop: minutesId })).join(" ");
    for (const part of ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "BIÊN BẢN", at(scene.entries, 0).code ?? "", "Chênh nhau quá mức.", "Giám khảo một xem lại sản phẩm và nâng điểm.", "Có mặt", "Vắng mặt", "THƯ KÝ", "CHỦ TỊCH"]) expect(text).toContain(part);
    expect(text).toContain(totalOf(3.5));
    expect(text).toContain(totalOf(6.5));
    expect(text).toMatch(/Vắng mặt: [^.]*GK03/);
    const docx = await mammoth.extractRawText({ buffer: Buffer.from((await print("bien-ban-thong-nhat.docx", { hop: minutesId })).data) });
    expect(docx.value).toContain("Chênh nhau quá mức.");
  });

  it("are not there for what is unknown: rounds, judges, meetings, files", async () => {
    const ask = async (file: string, query: Record<string, string>) => (await juryPaper(services, { actor: scene.secretary, edition: scene.made.edition, file, query: new URLSearchParams(query), now: TEST_DAY })).ok;
    expect(await ask("phieu-cham.pdf", { vong: "KHÔNG" })).toBe(false);
    expect(await ask("phieu-cham.pdf", {})).toBe(false);
    expect(await ask("phieu-cham.pdf", { vong: "PRELIM", gk: "GK99" })).toBe(false);
    expect(await ask("phieu-cham.exe", { vong: "PRELIM" })).toBe(false);
    expect(await ask("gì-đó.pdf", { vong: "PRELIM" })).toBe(false);
    expect(await ask("bien-ban-thong-nhat.pdf", { hop: "1" })).toBe(false);
    expect(await ask("bien-ban-thong-nhat.pdf", { hop: randomUUID() })).toBe(false);
  });
});

describe("papers of the whole edition on the command line", () => {
  it.each([
    ["score-sheet", 3],
    ["score-sheet-filled", 3],
    ["score-summary", 1],
    ["rescore-minutes", 1],
  ])("%s", async (kind, count) => {
    const printed = await printKind(services, { kind, editionSlug: scene.made.edition.slug, format: "docx", now: TEST_DAY });
    if (!printed.ok) throw new Error(printed.reason);
    const names: string[] = [];
    for await (const { name, data } of printed.value) {
      names.push(name);
      expect(data.byteLength).toBeGreaterThan(1000);
    }
    expect(new Set(names).size).toBe(count);
  });
});

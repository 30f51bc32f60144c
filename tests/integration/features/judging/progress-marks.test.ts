import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/access/roles";
import { openRescore } from "~/features/judging/commands-rescore.server";
import { progressQuery, progressView } from "~/features/judging/queries-progress.server";
import { ownRescores, rescoreList, rescorePage, rescoresView } from "~/features/judging/queries-rescore.server";
import { currentRanking } from "~/features/results/current-ranking.server";
import type { Services } from "~/features/services";
import { draftSheet, lockSheet } from "../../../factories/judging";
import { at, criteriaOf, makeScene, type Scene } from "../../../factories/judging-scene";
import { testServices, TEST_DAY, type TestServices } from "../../../support/services";
import { countStatements } from "../../../support/statements";

let test: TestServices;
let services: Services;
beforeAll(async () => {
  test = await testServices();
  services = test.services;
});
afterAll(() => test.close());

const now = TEST_DAY;

async function view(scene: Scene, actor: Actor, search = "", mayInspect = true) {
  const edition = await services.db.prisma.edition.findUniqueOrThrow({ where: { id: scene.made.edition.id } });
  const found = await progressView(services, { actor, edition, query: progressQuery(new URLSearchParams(search)), mayInspect, now });
  if (!found.ok) throw new Error(found.reason);
  return found.value;
}

/** Three entries: judges agree on the first, differ on the second, and one sheet of the third is missing. */
async function threeEntries(): Promise<Scene> {
  const scene = await makeScene(services, { entries: 3 });
  const scores = [["10", "10", "11"], ["2", "10", "14"], ["2", "14"]];
  for (const [entry, given] of scores.entries()) for (const [judge, score] of given.entries()) await lockSheet(services, at(at(scene.assignments, entry), judge), score);
  await services.db.prisma.edition.update({ where: { id: scene.made.edition.id }, data: { maxSpread: 150_000 } });
  return scene;
}

const titles = ({ rows }: { rows: { title: string }[] }) => rows.map(({ title }) => title.slice(-1)).join("");

const meet = (scene: Scene, entry: number) =>
  openRescore(services, {
    actor: scene.chair,
    editionId: scene.made.edition.id,
    now,
    input: { id: randomUUID(), entryId: at(scene.entries, entry).id, roundId: scene.panel.roundId, reason: "Chênh lệch.", dueAt: new Date(now.getTime() + 3_600_000) },
  });

describe("what the chair should look at", () => {
  it("finds entries with too few locked sheets and those on which judges differ, as the ranking does", async () => {
    const scene = await threeEntries();
    const all = await view(scene, scene.chair);
    expect(all.marks).toEqual({ entries: 3, thin: 1, spread: 2, meetings: 0, late: 0, keyedOnce: 0 });
    expect(titles(await view(scene, scene.chair, "chi=lech"))).toBe("23");
    expect(titles(await view(scene, scene.chair, "chi=thieu"))).toBe("3");
    expect(titles(await view(scene, scene.chair, "xep=lech"))).toMatch(/1$/);
    expect(titles(await view(scene, scene.chair, "xep=thieu"))).toMatch(/^3/);
    expect(titles(await view(scene, scene.chair, `q=giai+phap+${at(scene.entries, 1).code}`))).toBe("2");
    expect(titles(await view(scene, scene.chair, "q=%25"))).toBe("");
    const ranked = await currentRanking(services.db.prisma, scene.made.edition.id);
    const codes = new Map(scene.entries.map(({ code, title }) => [code, title.slice(-1)]));
    expect(ranked.ok && ranked.value.ranking.ranking.filter(({ flags }) => flags.includes("SPREAD")).map(({ entry }) => codes.get(entry)).toSorted()).toEqual(["2", "3"]);
    await services.db.prisma.edition.update({ where: { id: scene.made.edition.id }, data: { maxSpread: null } });
    expect((await view(scene, scene.chair)).marks.spread).toBe(0);
  });

  it("shows no score to whoever may see none, and none of an entry whose panel is at work to its judge", async () => {
    const scene = await threeEntries();
    const blind = await view(scene, scene.chair, "", false);
    expect(blind.rows.map(({ totals, spread, isSpread }) => [totals, spread, isSpread])).toEqual(Array(3).fill([[], null, false]));
    expect(titles(await view(scene, scene.chair, "chi=lech", false))).toBe("");
    const judging = await view(scene, scene.judges[0].actor);
    expect(judging.rows.map(({ title, totals }) => [title.slice(-1), totals.length])).toEqual([["1", 3], ["2", 3], ["3", 0]]);
  });

  it("orders and searches the judges, the sums standing for all of them", async () => {
    const scene = await threeEntries();
    const byWork = await view(scene, scene.chair, "xep-gk=cham");
    expect(byWork.judges.map(({ code }) => code)).toEqual(["GK03", "GK01", "GK02"]);
    const found = await view(scene, scene.chair, "tim-gk=gk02");
    expect(found.judges.map(({ code }) => code)).toEqual(["GK02"]);
    expect(found.overall).toEqual({ locked: 8, draft: 0, todo: 1 });
    const nobody = await view(scene, scene.chair, "tim-gk=kh%C3%B4ng+c%C3%B3");
    expect([nobody.judges, nobody.judgeTotal, nobody.overall.locked]).toEqual([[], 0, 8]);
  });
});

describe("who reads what of a meeting on re-scoring", () => {
  it("judges it concerns see how the panel had scored, the chair old beside new, and nobody a draft", async () => {
    const scene = await threeEntries();
    const opened = await meet(scene, 1);
    if (!opened.ok) throw new Error(opened.reason);
    const n = criteriaOf(scene);
    const totalOf = (score: number) => String(n.reduce((sum, { max }) => sum + Math.min(score * 10_000, max), 0) / 10_000);
    const [a, b, c] = scene.judges;
    const mine = await ownRescores(services, a.actor, now);
    expect(mine).toHaveLength(1);
    expect(mine[0]).toMatchObject({ code: at(scene.entries, 1).code, reason: "Chênh lệch.", isDue: false });
    expect(mine[0]?.lines.map(({ judge, own, total }) => [judge.slice(0, 4), own, total])).toEqual([["GK01", true, totalOf(2)], ["GK02", false, totalOf(10)], ["GK03", false, totalOf(14)]]);
    await draftSheet(services, at(at(scene.assignments, 1), 1), { [at(n, 0).code]: "1" });
    await lockSheet(services, at(at(scene.assignments, 1), 0), "9");
    const page = await rescorePage(services, { actor: scene.chair, editionId: scene.made.edition.id, rescoreId: opened.value.id, mayInspect: true, now });
    if (!page.ok) throw new Error(page.reason);
    expect(page.value.meeting.lines.map(({ original, now: after, locked, changed }) => [original, after, locked, changed])).toEqual([
      [totalOf(2), totalOf(9), true, true],
      [totalOf(10), null, false, false],
      [totalOf(14), null, false, false],
    ]);
    const [uninspected] = await rescoresView(services, { actor: scene.chair, editionId: scene.made.edition.id, entryId: at(scene.entries, 1).id, mayInspect: false, now });
    expect(uninspected?.lines.map(({ original, now: after }) => [original, after])).toEqual(Array(3).fill([null, null]));
    expect((await view(scene, scene.chair)).rows.map(({ meetingId }) => meetingId)).toEqual([null, opened.value.id, null]);
    expect([b, c].length).toBe(2);
  });

  it("is not there for whoever has a conflict of interest with the entry, nor under another edition", async () => {
    const scene = await threeEntries();
    const other = await threeEntries();
    const opened = await meet(scene, 0);
    if (!opened.ok) throw new Error(opened.reason);
    const query = { mayInspect: true, now, rescoreId: opened.value.id };
    expect(await rescorePage(services, { actor: other.chair, editionId: other.made.edition.id, ...query })).toEqual({ ok: false, reason: "not_found" });
    await services.db.prisma.conflict.create({ data: { editionId: scene.made.edition.id, entryId: at(scene.entries, 0).id, userId: scene.chair.userId, kind: "DECLARED" } });
    expect(await rescorePage(services, { actor: scene.chair, editionId: scene.made.edition.id, ...query })).toEqual({ ok: false, reason: "not_found" });
    expect((await rescoreList(services, { actor: scene.chair, editionId: scene.made.edition.id, page: 1 })).rows).toEqual([]);
    expect((await rescoreList(services, { actor: scene.secretary, editionId: scene.made.edition.id, page: 1 })).rows).toHaveLength(1);
  });

  it("takes as many statements with one meeting as with three", async () => {
    const counted: number[][] = [];
    for (const meetings of [1, 2]) {
      const scene = await threeEntries();
      for (let entry = 0; entry < meetings; entry += 1) await meet(scene, entry);
      const list = await countStatements(services.db.pool, () => rescoreList(services, { actor: scene.chair, editionId: scene.made.edition.id, page: 1 }));
      const mine = await countStatements(services.db.pool, () => ownRescores(services, scene.judges[0].actor, now));
      counted.push([list.count, mine.count]);
    }
    expect(counted).toEqual([[1, 2], [1, 2]]);
  });
});

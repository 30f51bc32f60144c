import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cancelPlan, planOfRound, startPlan } from "~/features/judging/commands-plan.server";
import { waitForSearch } from "~/features/judging/plan-search.server";
import { planView } from "~/features/judging/queries-plan.server";
import { at, makeScene, type Scene } from "../../../factories/judging-scene";
import { makePlan } from "../../../factories/plans";
import { testServices, TEST_DAY, type TestServices } from "../../../support/services";

let test: TestServices;
beforeAll(async () => {
  test = await testServices();
});
afterAll(() => test.close());

const act = (scene: Scene, actor = scene.secretary) => ({ actor, editionId: scene.made.edition.id, now: TEST_DAY });
const start = (scene: Scene, perEntry = 2) => startPlan(test.services, { ...act(scene), input: { roundId: scene.panel.roundId, perEntry } });
const cancel = (scene: Scene, actor = scene.secretary) => cancelPlan(test.services, { ...act(scene, actor), key: planOfRound(scene.panel.roundId) });
const settled = (scene: Scene) => waitForSearch(planOfRound(scene.panel.roundId), 100_000);
const jobOf = (scene: Scene) => test.services.db.prisma.planJob.findUniqueOrThrow({ where: { key: planOfRound(scene.panel.roundId) } });

async function look(scene: Scene) {
  const view = await planView(test.services, { actor: { userId: "" }, edition: scene.made.edition, round: null, locale: "vi" });
  if (!view.ok) throw new Error(view.reason);
  return view.value;
}

/** As a server leaves it that was stopped in the middle of a search. */
const leaveRunning = (scene: Scene, secondsAgo: number) =>
  test.services.db.prisma.$executeRaw`UPDATE "PlanJob" SET "state" = 'RUNNING', "done" = 1, "aliveAt" = now() - make_interval(secs => ${secondsAgo}) WHERE "key" = ${planOfRound(scene.panel.roundId)}`;

describe("the search for a plan", () => {
  it("is one for a round however often it is asked for, and every tab sees it and what it found", async () => {
    const scene = await makeScene(test.services, { unassigned: true, entries: 3 });
    expect((await look(scene)).search).toBeNull();
    expect(await Promise.all([start(scene), start(scene), start(scene)])).toEqual(Array.from({ length: 3 }, () => ({ ok: true, value: null })));
    const { run } = await jobOf(scene);
    const seen = await look(scene);
    if (seen.search) expect(seen.search).toMatchObject({ state: "running", total: 3, startedBy: scene.secretary.name });
    await settled(scene);
    expect(await jobOf(scene)).toMatchObject({ run, state: "DONE", done: 3, total: 3 });
    expect(await look(scene)).toMatchObject({ search: null, isStale: false, perEntry: 2, plan: { added: 6, maxLoad: 2 } });
  });

  it("is cancelled from anywhere, stays cancelled, and can be run again", async () => {
    const scene = await makeScene(test.services, { unassigned: true, entries: 2 });
    await start(scene);
    expect(await cancel(scene)).toEqual({ ok: true, value: null });
    await settled(scene);
    const cancelled = await jobOf(scene);
    if (cancelled.state === "CANCELLED") expect(await look(scene)).toMatchObject({ search: { state: "cancelled" }, plan: null });
    expect(["CANCELLED", "DONE"]).toContain(cancelled.state);
    await leaveRunning(scene, 0);
    await cancel(scene);
    expect(await look(scene)).toMatchObject({ search: { state: "cancelled" }, plan: null });
    expect((await makePlan(test.services, scene, 2)).plan).toMatchObject({ added: 4 });
  });

  it("says that its server was restarted, and can be run again; while it lives no second one begins", async () => {
    const scene = await makeScene(test.services, { unassigned: true, entries: 2 });
    await makePlan(test.services, scene, 2);
    await leaveRunning(scene, 1);
    const { run } = await jobOf(scene);
    await start(scene);
    expect((await jobOf(scene)).run).toBe(run);
    expect((await look(scene)).search).toMatchObject({ state: "running", done: 1, total: 2 });
    await leaveRunning(scene, 60);
    expect(await look(scene)).toMatchObject({ search: { state: "lost" }, plan: null });
    expect((await makePlan(test.services, scene, 2)).plan).toMatchObject({ added: 4 });
    expect((await jobOf(scene)).run).not.toBe(run);
  });

  it("shows no plan that does not fit any more, and takes the number of judges of the round before that of the edition", async () => {
    const scene = await makeScene(test.services, { unassigned: true, entries: 2 });
    await makePlan(test.services, scene, 2);
    await test.services.db.prisma.judge.update({ where: { id: scene.judges[0].id }, data: { maxLoad: 1 } });
    expect(await look(scene)).toMatchObject({ isStale: true, plan: null });
    const other = await makeScene(test.services, { unassigned: true });
    expect((await look(other)).perEntry).toBe(other.made.edition.judgesPerEntry);
    await test.services.db.prisma.round.update({ where: { id: other.panel.roundId }, data: { judgesPerEntry: 1 } });
    expect((await look(other)).perEntry).toBe(1);
  });

  it("of an empty round finds the empty plan; too many entries for a few judges are told together, with what would help", async () => {
    const empty = await makeScene(test.services, { unassigned: true, entries: 0 });
    expect((await makePlan(test.services, empty)).plan).toMatchObject({ entries: [], added: 0 });
    const scene = await makeScene(test.services, { unassigned: true, entries: 12 });
    const lacking = await makePlan(test.services, scene, 4);
    expect(lacking.obstacles).toHaveLength(1);
    expect(lacking.obstacles[0]?.text).toMatch(/^12 bài \(.* và 2 nữa\) cần 4 giám khảo/);
    await test.services.db.prisma.judge.updateMany({ where: { editionId: scene.made.edition.id }, data: { maxLoad: 5 } });
    const full = await makePlan(test.services, scene, 2);
    expect(full.obstacles.map(({ help }) => help)).toEqual([expect.stringContaining("Nâng mức nhận của các giám khảo này thêm tổng cộng ít nhất 9 lượt")]);
  });

  it("is the secretary's alone", async () => {
    const scene = await makeScene(test.services, { unassigned: true });
    const other = await makeScene(test.services, { unassigned: true });
    for (const ask of [startPlan(test.services, { ...act(scene, scene.chair), input: { roundId: scene.panel.roundId, perEntry: 2 } }), cancel(scene, scene.chair)]) {
      expect(await ask).toEqual({ ok: false, reason: "forbidden" });
    }
    expect(await cancel(scene, scene.judges[0].actor)).toEqual({ ok: false, reason: "not_found" });
    expect(await startPlan(test.services, { ...act(scene), input: { roundId: other.panel.roundId, perEntry: 2 } })).toEqual({ ok: false, reason: "not_found" });
    expect(at(other.assignments, 0)).toEqual([]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changeAssignments } from "~/features/judging/commands-assignments.server";
import { leaveJudging, planReplacement, replacementFor, returnToJudging } from "~/features/judging/commands-leave.server";
import { openRescore } from "~/features/judging/commands-rescore.server";
import { closeRescore } from "~/features/judging/commands-rescore-close.server";
import { waitForSearch } from "~/features/judging/plan-search.server";
import { leaveView } from "~/features/judging/queries-leave.server";
import { verifyLedger } from "~/features/ledger/verify-ledger.server";
import { assign, draftSheet, lockSheet, makePanel, type MadeJudge } from "../../../factories/judging";
import { at, makeScene, type Scene } from "../../../factories/judging-scene";
import { makePlan } from "../../../factories/plans";
import { testServices, TEST_DAY, type TestServices } from "../../../support/services";
import { countStatements } from "../../../support/statements";

let test: TestServices;
beforeAll(async () => {
  test = await testServices();
});
afterAll(() => test.close());

const act = (scene: Scene, actor = scene.secretary) => ({ actor, editionId: scene.made.edition.id, now: TEST_DAY });
const leave = (scene: Scene, judge: MadeJudge, plan: { run: string; begun: number } | null, rest: { confirmed?: boolean; actor?: Scene["chair"] } = {}) =>
  leaveJudging(test.services, { ...act(scene, rest.actor), input: { judgeId: judge.id, plan, confirmed: rest.confirmed ?? false } });

async function look(scene: Scene, judge: MadeJudge) {
  const view = await leaveView(test.services, { edition: scene.made.edition, judgeId: judge.id, locale: "vi", now: TEST_DAY });
  if (!view.ok) throw new Error(view.reason);
  return view.value;
}

async function planned(scene: Scene, judge: MadeJudge) {
  expect(await planReplacement(test.services, { ...act(scene), judgeId: judge.id })).toEqual({ ok: true, value: null });
  await waitForSearch(replacementFor(judge.id), 100_000);
  return look(scene, judge);
}

async function planOf(scene: Scene, judge: MadeJudge) {
  const { plan } = await planned(scene, judge);
  if (!plan) throw new Error("no plan");
  return plan;
}

const active = async (scene: Scene) =>
  (await test.services.db.prisma.assignment.findMany({ where: { editionId: scene.made.edition.id, state: "ACTIVE" }, include: { entry: true, judge: true } }))
    .map(({ entry, judge }) => `${entry.title} ${judge.code}`)
    .sort();

/** Three judges on every entry, and a second panel of the same fields with nothing to do. */
async function withHelpers(entries: number, maxLoad?: number) {
  const scene = await makeScene(test.services, { entries });
  const { judges: helpers } = await makePanel(test.services, scene.made, { judges: 2, ...(maxLoad === undefined ? {} : { maxLoad }) });
  return { scene, helpers };
}

describe("a judge who leaves", () => {
  it("keeps locked sheets, gives the rest to others as shown and changes nothing else; on record", async () => {
    const { scene, helpers } = await withHelpers(4);
    const [a, b, c] = scene.judges;
    await lockSheet(test.services, at(at(scene.assignments, 0), 0), "10");
    await draftSheet(test.services, at(at(scene.assignments, 1), 0), {});
    expect(await look(scene, a)).toMatchObject({ open: 3, work: [{ locked: 1, drafts: 1, untouched: 2 }], plan: null, search: null });
    const plan = await planOf(scene, a);
    expect(plan).toMatchObject({ moved: 0, begun: 0 });
    expect(plan.changes.map(({ gives, takes }) => [gives, takes.length])).toEqual([[[a.code], 1], [[a.code], 1], [[a.code], 1]]);
    const before = await active(scene);
    expect(await leave(scene, a, plan)).toEqual({ ok: true, value: { replaced: 3, moved: 0 } });
    expect(await leave(scene, a, plan)).toEqual({ ok: true, value: { replaced: 0, moved: 0 } });
    const after = await active(scene);
    expect(after).toHaveLength(12);
    expect(before.filter((row) => !after.includes(row))).toEqual([2, 3, 4].map((number) => `Giải pháp ${number} ${a.code}`));
    expect(after).toEqual(expect.arrayContaining(plan.changes.map(({ title, takes }) => `${title} ${takes[0]}`)));
    expect(await test.services.db.prisma.scoreSheet.count({ where: { assignment: { judgeId: a.id } } })).toBe(2);
    const loads = helpers.map(({ code }) => after.filter((row) => row.endsWith(code)).length).sort();
    expect(loads).toEqual([1, 2]);
    expect([b, c].map(({ code }) => after.filter((row) => row.endsWith(code)).length)).toEqual([4, 4]);
    const [event] = await test.services.db.prisma.ledgerEvent.findMany({ where: { chain: scene.made.edition.id, type: "JUDGE_LEFT" } });
    expect(event?.data).toEqual({ judge: a.code, open: 3, locked: 1 });
    expect(await verifyLedger(test.services, { edition: scene.made.edition.slug, head: null })).toMatchObject({ ok: true, value: { verified: true } });
  });

  it("gets nothing any more, by hand or by plan, until they come back", async () => {
    const { scene, helpers } = await withHelpers(1);
    const [a] = scene.judges;
    await leave(scene, a, await planOf(scene, a));
    const entryId = at(scene.entries, 0).id;
    const held = (await test.services.db.prisma.assignment.findMany({ where: { entryId, state: "ACTIVE" } })).map(({ judgeId }) => judgeId);
    const input = { roundId: scene.panel.roundId, entryId, wanted: [...held, a.id], before: held, confirmed: false };
    expect(await changeAssignments(test.services, { ...act(scene), input })).toMatchObject({ ok: false, reason: "judge_left" });
    const all = await makePlan(test.services, scene, 4);
    expect(all.plan?.added).toBe(1);
    expect(all.plan?.entries.flatMap(({ judges }) => judges.map(({ code }) => code))).toEqual(expect.arrayContaining(helpers.map(({ code }) => code)));
    expect((await makePlan(test.services, scene, 5)).obstacles).toHaveLength(1);
    expect(await look(scene, a)).toMatchObject({ judge: { leftAt: TEST_DAY.toISOString() }, open: 0, plan: null });
    expect(await returnToJudging(test.services, { ...act(scene), judgeId: a.id })).toEqual({ ok: true, value: null });
    expect(await returnToJudging(test.services, { ...act(scene), judgeId: a.id })).toEqual({ ok: true, value: null });
    expect((await makePlan(test.services, scene, 5)).plan?.added).toBe(2);
    expect(await test.services.db.prisma.ledgerEvent.count({ where: { chain: scene.made.edition.id, type: "JUDGE_RETURNED" } })).toBe(1);
  });

  it("moves others only where the limits force it, the fewest, and says so", async () => {
    const scene = await makeScene(test.services, { entries: 2, unassigned: true });
    const [a, b, c] = scene.judges;
    const [one, two] = [at(scene.entries, 0), at(scene.entries, 1)];
    // C may not take over entry 1 from A, and B is full: so B has to take it and hand entry 2 to C.
    await assign(test.services, { panel: scene.panel, judge: a, entry: one });
    await assign(test.services, { panel: scene.panel, judge: b, entry: two });
    await test.services.db.prisma.conflict.create({ data: { editionId: scene.made.edition.id, entryId: one.id, userId: c.actor.userId, kind: "DECLARED" } });
    await test.services.db.prisma.judge.update({ where: { id: b.id }, data: { maxLoad: 1 } });
    const plan = await planOf(scene, a);
    expect(plan).toMatchObject({ moved: 1, begun: 0 });
    expect(plan.changes.map(({ code, gives, takes }) => [code, gives, takes])).toEqual([[one.code, [a.code], [b.code]], [two.code, [b.code], [c.code]]]);
    expect(await leave(scene, a, plan)).toEqual({ ok: true, value: { replaced: 2, moved: 1 } });
    expect(await active(scene)).toEqual([`Giải pháp 1 ${b.code}`, `Giải pháp 2 ${c.code}`]);
  });

  it("may not leave while a meeting lets the judges of an entry score again; in such a meeting no other judge's sheet is moved", async () => {
    const scene = await makeScene(test.services, { entries: 2, unassigned: true });
    const [a, b, c] = scene.judges;
    const [one, two] = [at(scene.entries, 0), at(scene.entries, 1)];
    await assign(test.services, { panel: scene.panel, judge: a, entry: one });
    const held = await assign(test.services, { panel: scene.panel, judge: b, entry: two });
    await lockSheet(test.services, held, "10");
    const input = { id: crypto.randomUUID(), entryId: two.id, roundId: scene.panel.roundId, reason: "Chênh nhau", dueAt: new Date(TEST_DAY.getTime() + 3_600_000) };
    expect(await openRescore(test.services, { ...act(scene, scene.chair), input })).toMatchObject({ ok: true });
    // C may not take over entry 1 from A, and B is full: only by taking entry 2 from B could anybody
    await test.services.db.prisma.conflict.create({ data: { editionId: scene.made.edition.id, entryId: one.id, userId: c.actor.userId, kind: "DECLARED" } });
    await test.services.db.prisma.judge.update({ where: { id: b.id }, data: { maxLoad: 1 } });
    const found = await planned(scene, a);
    expect(found.plan).toBeNull();
    expect(found.obstacles.length).toBeGreaterThan(0);
    expect(await leave(scene, b, null, { confirmed: true })).toEqual({ ok: false, reason: "rescore_under_way" });
    expect(await planReplacement(test.services, { ...act(scene), judgeId: b.id })).toEqual({ ok: false, reason: "rescore_under_way" });
    expect(await active(scene)).toHaveLength(2);
    const closing = { rescoreId: input.id, outcome: "KEPT" as const, minutes: "Giữ nguyên", present: [b.actor.userId] };
    expect(await closeRescore(test.services, { ...act(scene, scene.chair), input: closing })).toEqual({ ok: true, value: null });
    expect(await leave(scene, b, null, { confirmed: true })).toEqual({ ok: true, value: { replaced: 0, moved: 0 } });
    expect(await active(scene)).toEqual([`Giải pháp 1 ${a.code}`, `Giải pháp 2 ${b.code}`]);
  });

  it("says why nobody can take over and what would help; may leave all the same, when confirmed", async () => {
    const scene = await makeScene(test.services, { entries: 1 });
    const [a] = scene.judges;
    const view = await planned(scene, a);
    expect(view.plan).toBeNull();
    expect(view.obstacles.map(({ text }) => text)).toEqual([expect.stringContaining("chỉ có 2 người chấm được")]);
    expect(await leave(scene, a, null)).toEqual({ ok: false, reason: "not_confirmed" });
    expect(await leave(scene, a, null, { confirmed: true })).toEqual({ ok: true, value: { replaced: 0, moved: 0 } });
    expect(await active(scene)).toHaveLength(2);
  });

  it("nothing happens where what the plan rests on changed: a conflict, a limit, a locked sheet, another search; drafts of others do no harm", async () => {
    const { prisma } = test.services.db;
    const disturb: ((scene: Scene, helper: MadeJudge, a: MadeJudge) => Promise<unknown>)[] = [
      (scene, helper) => prisma.conflict.create({ data: { editionId: scene.made.edition.id, entryId: at(scene.entries, 0).id, userId: helper.actor.userId, kind: "DECLARED" } }),
      (_, helper) => prisma.judge.update({ where: { id: helper.id }, data: { maxLoad: 1 } }),
      (scene) => lockSheet(test.services, at(at(scene.assignments, 0), 0), "10"),
      (scene, _, a) => planned(scene, a),
    ];
    for (const [index, change] of disturb.entries()) {
      const { scene, helpers } = await withHelpers(2);
      const [a] = scene.judges;
      const plan = await planOf(scene, a);
      await change(scene, at(helpers, 0), a);
      const before = await active(scene);
      expect(await leave(scene, a, plan), `change ${index}`).toEqual({ ok: false, reason: "plan_changed" });
      expect(await active(scene)).toEqual(before);
      expect(await prisma.judge.findUniqueOrThrow({ where: { id: a.id } })).toMatchObject({ leftAt: null });
    }
    const { scene } = await withHelpers(2);
    const [a] = scene.judges;
    const plan = await planOf(scene, a);
    await draftSheet(test.services, at(at(scene.assignments, 1), 1), {});
    await draftSheet(test.services, at(at(scene.assignments, 1), 0), {});
    expect(await leave(scene, a, plan)).toMatchObject({ ok: true, value: { replaced: 2 } });
  });

  it("is the secretary's act; a judge of another edition is not found; two at once leave one state", async () => {
    const { scene } = await withHelpers(2);
    const other = await makeScene(test.services);
    const [a] = scene.judges;
    expect(await leave(scene, a, null, { actor: scene.chair })).toEqual({ ok: false, reason: "forbidden" });
    expect(await leave(scene, other.judges[0], null, { confirmed: true })).toEqual({ ok: false, reason: "not_found" });
    expect(await planReplacement(test.services, { ...act(scene), judgeId: "x" })).toEqual({ ok: false, reason: "not_found" });
    expect(await returnToJudging(test.services, { ...act(scene, scene.judges[1].actor), judgeId: a.id })).toEqual({ ok: false, reason: "not_found" });
    const plan = await planOf(scene, a);
    const outcomes = await Promise.all([leave(scene, a, plan), leave(scene, a, plan), leave(scene, a, plan)]);
    expect(outcomes.map((outcome) => (outcome.ok ? outcome.value.replaced : outcome.reason)).sort()).toEqual([0, 0, 2]);
    expect(await active(scene)).toHaveLength(6);
  });

  it("the page asks the database as often for three entries as for one", async () => {
    const counts: number[] = [];
    for (const entries of [1, 3]) {
      const { scene } = await withHelpers(entries);
      const [a] = scene.judges;
      await planned(scene, a);
      counts.push((await countStatements(test.services.db.pool, () => look(scene, a))).count);
    }
    expect(counts).toEqual([8, 8]);
  });
});

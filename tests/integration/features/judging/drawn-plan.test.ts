import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { applyPlan, cancelPlan, planOfRound, startPlan } from "~/features/judging/commands-plan.server";
import { drawFile } from "~/features/judging/draw-file.server";
import { readAssignmentProblem } from "~/features/judging/assignment-problem";
import { waitForSearch } from "~/features/judging/plan-search.server";
import { leaveView } from "~/features/judging/queries-leave.server";
import { verifyLedger } from "~/features/ledger/verify-ledger.server";
import { drawAssignment } from "~/platform/solver/draw-assignment.server";
import { makeUser } from "../../../factories/people";
import { at, makeScene, type Scene } from "../../../factories/judging-scene";
import { makePlan } from "../../../factories/plans";
import { testServices, TEST_DAY, type TestServices } from "../../../support/services";

let test: TestServices;
beforeAll(async () => {
  test = await testServices();
});
afterAll(() => test.close());

const HALF = 5000;
const act = (scene: Scene, actor = scene.secretary) => ({ actor, editionId: scene.made.edition.id, now: TEST_DAY });

async function drawn(scene: Scene, perEntry = 1, maxChance = HALF) {
  const view = await makePlan(test.services, scene, perEntry, maxChance);
  if (!view.plan?.draw) throw new Error("no draw");
  return { ...view.plan, draw: view.plan.draw };
}

const apply = (scene: Scene, { fingerprint, seed }: { fingerprint: string; seed: number | null }, maxChance: number | null = HALF) =>
  applyPlan(test.services, { ...act(scene), input: { roundId: scene.panel.roundId, perEntry: 1, maxChance, fingerprint, seed } });

const events = (scene: Scene, type = "ASSIGNMENTS_DRAWN") => test.services.db.prisma.ledgerEvent.findMany({ where: { chain: scene.made.edition.id, type }, orderBy: { seq: "asc" } });

const begun = (scene: Scene) => events(scene, "ASSIGNMENT_DRAW_BEGUN");

const active = async (scene: Scene) =>
  (await test.services.db.prisma.assignment.findMany({ where: { editionId: scene.made.edition.id, state: "ACTIVE" }, include: { entry: true, judge: true } })).map(({ entry, judge }) => `${judge.code} ${entry.code}`).sort();

/** Draws again from the file alone, as the command line does. */
async function repeated(scene: Scene, draw: string) {
  const file = await drawFile(test.services, { actor: scene.secretary, editionId: scene.made.edition.id, draw });
  if (!file.ok) throw new Error(file.reason);
  const read = readAssignmentProblem(JSON.parse(file.value.text));
  if (!read.ok || read.value.maxChance === undefined || read.value.seed === undefined) throw new Error("not a problem of a draw");
  const answer = await drawAssignment({ ...read.value, maxChance: read.value.maxChance }, read.value.seed);
  return answer.status === "optimal" ? answer.assignments.map(([judge, entry]) => `${judge} ${entry}`).sort() : [];
}

describe("a plan drawn by lot", () => {
  it("is applied as it was shown, with cap, seed and problem on record, and anybody can draw it again from the file", async () => {
    const scene = await makeScene(test.services, { unassigned: true, entries: 6 });
    const plan = await drawn(scene);
    expect(plan.draw).toMatchObject({ maxChance: HALF, draws: 1 });
    expect(plan.draw.highest).toBeLessThanOrEqual(HALF);
    const shown = plan.entries.flatMap(({ code, judges }) => judges.map((judge) => `${judge.code} ${code}`)).sort();
    expect(await repeated(scene, scene.panel.roundId)).toEqual(shown);
    expect(await apply(scene, { fingerprint: plan.fingerprint, seed: plan.draw.seed })).toEqual({ ok: true, value: { made: 6 } });
    expect(await active(scene)).toEqual(shown);
    const [event] = await events(scene);
    const data = event?.data as { draw: string };
    const [beginning] = await begun(scene);
    expect(beginning?.data).toEqual({ draw: data.draw, round: "PRELIM", perEntry: 1, maxChance: "0.5", seed: plan.draw.seed, problem: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    expect(data).toEqual({ draw: data.draw, round: "PRELIM", highest: expect.stringMatching(/^0\.\d+$/) as string, draws: 1 });
    expect(await repeated(scene, data.draw)).toEqual(shown);
    expect(await verifyLedger(test.services, { edition: scene.made.edition.slug, head: null })).toMatchObject({ ok: true, value: { verified: true } });
    expect(await apply(scene, { fingerprint: plan.fingerprint, seed: plan.draw.seed })).toEqual({ ok: true, value: { made: 0 } });
    expect(await events(scene)).toHaveLength(1);
  });

  it("counts how often it was drawn, applies no other draw than the one that was shown, and keeps the cap for the next plan", async () => {
    const scene = await makeScene(test.services, { unassigned: true, entries: 6 });
    const first = await drawn(scene);
    const second = await drawn(scene);
    expect(second.draw.draws).toBe(2);
    expect(second.fingerprint).toBe(first.fingerprint);
    expect(await apply(scene, { fingerprint: first.fingerprint, seed: first.draw.seed })).toEqual({ ok: false, reason: "drawn_again" });
    expect(await apply(scene, { fingerprint: first.fingerprint, seed: null }, null)).toEqual({ ok: false, reason: "drawn_again" });
    expect(await apply(scene, { fingerprint: second.fingerprint, seed: second.draw.seed }, null)).toEqual({ ok: false, reason: "plan_changed" });
    expect(await active(scene)).toEqual([]);
    await apply(scene, { fingerprint: second.fingerprint, seed: second.draw.seed });
    expect((await events(scene)).map(({ data }) => (data as { draws: number }).draws)).toEqual([2]);
    await test.services.db.prisma.planJob.deleteMany({ where: { editionId: scene.made.edition.id } });
    const next = await makePlan(test.services, scene, 1);
    expect(next.plan?.draw).toBeNull();
    expect(next.draws).toBe(2);
    expect(next.pastDraws).toMatchObject([
      { maxChance: HALF, seed: second.draw.seed, draws: 2, hasFile: true, appliedAt: TEST_DAY.toISOString() },
      { maxChance: HALF, seed: first.draw.seed, draws: 1, hasFile: true, appliedAt: null },
    ]);
  });

  it("is on record from its beginning, also where it is cancelled or never applied; no row that can be changed counts, and no entry is named", async () => {
    const scene = await makeScene(test.services, { unassigned: true, entries: 6 });
    const first = await drawn(scene);
    const shown = first.entries.flatMap(({ code, judges }) => judges.map((judge) => `${judge.code} ${code}`)).sort();
    await startPlan(test.services, { ...act(scene), input: { roundId: scene.panel.roundId, perEntry: 1, maxChance: HALF } });
    await cancelPlan(test.services, { ...act(scene), key: planOfRound(scene.panel.roundId) });
    await waitForSearch(planOfRound(scene.panel.roundId), 100_000);
    const plain = await makePlan(test.services, scene, 1);
    expect([plain.plan?.draw, plain.draws]).toEqual([null, 2]);
    await test.services.db.prisma.planJob.deleteMany({ where: { editionId: scene.made.edition.id } });
    const third = await drawn(scene);
    expect(third.draw.draws).toBe(3);
    await test.services.db.prisma.$executeRaw`UPDATE "PlanJob" SET "input" = "input" || '{"draws": 1}' WHERE "editionId" = ${scene.made.edition.id}::uuid`;
    await apply(scene, { fingerprint: third.fingerprint, seed: third.draw.seed });
    expect((await events(scene)).map(({ data }) => (data as { draws: number }).draws)).toEqual([3]);
    const all = await begun(scene);
    const [discarded] = all.map(({ data }) => (data as { draw: string }).draw);
    expect(all).toHaveLength(3);
    const written = JSON.stringify(all.map(({ data }) => data));
    for (const { code } of [...scene.entries, ...scene.judges]) expect(written).not.toContain(code);
    // What was discarded can still be drawn again.
    expect(await repeated(scene, String(discarded))).toEqual(shown);
    expect(await verifyLedger(test.services, { edition: scene.made.edition.slug, head: null })).toMatchObject({ ok: true, value: { verified: true } });
  });

  it("is not begun, nor put on record, while another search for the round is at work", async () => {
    const scene = await makeScene(test.services, { unassigned: true, entries: 6 });
    await test.services.db.prisma.planJob.create({
      data: { key: planOfRound(scene.panel.roundId), run: randomUUID(), editionId: scene.made.edition.id, input: { perEntry: 1 }, startedById: scene.secretary.userId, startedAt: TEST_DAY },
    });
    expect(await startPlan(test.services, { ...act(scene), input: { roundId: scene.panel.roundId, perEntry: 1, maxChance: HALF } })).toEqual({ ok: true, value: null });
    expect(await begun(scene)).toEqual([]);
  });

  it("draws a missing judge later under the cap; what was assigned stays; the page of a judge who leaves says that a replacement is not drawn", async () => {
    const scene = await makeScene(test.services, { unassigned: true, entries: 4 });
    const plan = await drawn(scene);
    await apply(scene, { fingerprint: plan.fingerprint, seed: plan.draw.seed });
    const before = await active(scene);
    const [gone = ""] = before;
    const [code = ""] = gone.split(" ");
    const leaver = await test.services.db.prisma.judge.findFirstOrThrow({ where: { editionId: scene.made.edition.id, code } });
    const leaving = await leaveView(test.services, { edition: scene.made.edition, judgeId: leaver.id, locale: "vi", now: TEST_DAY });
    expect(leaving).toMatchObject({ ok: true, value: { isDrawn: true } });
    const taken = before.filter((pair) => pair.startsWith(`${code} `));
    await test.services.db.prisma.assignment.updateMany({ where: { judgeId: leaver.id }, data: { state: "REVOKED", revokedAt: TEST_DAY } });
    const missing = await drawn(scene);
    expect(missing.added).toBe(taken.length);
    expect(missing.kept).toBe(before.length - taken.length);
    expect(missing.draw.highest).toBeLessThanOrEqual(HALF);
  });

  it("is refused with the reason where the cap is too small for the judges there are", async () => {
    const scene = await makeScene(test.services, { unassigned: true, entries: 3 });
    const view = await makePlan(test.services, scene, 2, HALF);
    expect(view).toMatchObject({ plan: null, maxChance: HALF });
    expect(view.obstacles.map(({ text }) => text)).toEqual([expect.stringMatching(/^Với trần 50 % mỗi bài cần ít nhất 4 giám khảo không xung đột, không kể người đã phân công; các bài sau chỉ có 3: /)]);
    expect((await makePlan(test.services, scene, 2, 6700)).plan?.draw).toMatchObject({ maxChance: 6700 });
    await test.services.db.prisma.judge.updateMany({ where: { editionId: scene.made.edition.id }, data: { maxLoad: 2 } });
    const [a] = scene.judges;
    await test.services.db.prisma.judge.update({ where: { id: a.id }, data: { maxLoad: 1 } });
    const full = await makePlan(test.services, scene, 2, 6700);
    expect(full.obstacles).toHaveLength(1);
  });

  it("gives the file of a draw to nobody who has a conflict of interest, nor to another edition", async () => {
    const scene = await makeScene(test.services, { unassigned: true, entries: 3 });
    const other = await makeScene(test.services, { unassigned: true });
    const plan = await drawn(scene);
    await apply(scene, { fingerprint: plan.fingerprint, seed: plan.draw.seed });
    const [event] = await events(scene);
    const draw = String((event?.data as { draw?: string } | undefined)?.draw);
    const ask = (actor = scene.secretary, editionId = scene.made.edition.id, id = draw) => drawFile(test.services, { actor, editionId, draw: id });
    expect(await ask()).toMatchObject({ ok: true });
    expect(await ask(other.secretary, other.made.edition.id)).toEqual({ ok: false, reason: "not_found" });
    expect(await ask(scene.secretary, scene.made.edition.id, "x")).toEqual({ ok: false, reason: "not_found" });
    expect(await ask(scene.secretary, scene.made.edition.id, scene.panel.roundId)).toEqual({ ok: false, reason: "not_found" });
    const interested = await makeUser(test.services, { role: "SECRETARY", editionId: scene.made.edition.id });
    await test.services.db.prisma.conflict.create({ data: { editionId: scene.made.edition.id, entryId: at(scene.entries, 0).id, userId: interested.userId, kind: "DECLARED" } });
    expect(await ask(interested)).toEqual({ ok: false, reason: "conflict_of_interest" });
  });

  it("starting without a cap draws nothing and asks for no seed", async () => {
    const scene = await makeScene(test.services, { unassigned: true, entries: 2 });
    const plain = await makePlan(test.services, scene, 1);
    expect(plain.plan?.draw).toBeNull();
    expect(await startPlan(test.services, { ...act(scene, scene.chair), input: { roundId: scene.panel.roundId, perEntry: 1, maxChance: HALF } })).toEqual({ ok: false, reason: "forbidden" });
    expect(await apply(scene, { fingerprint: plain.plan?.fingerprint ?? "", seed: null }, null)).toEqual({ ok: true, value: { made: 2 } });
    expect([...(await events(scene)), ...(await begun(scene))]).toEqual([]);
  });
});

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyChain } from "~/data/ledger-verify.server";
import { rescoreById } from "~/data/rescores.server";
import type { Actor } from "~/domain/access/roles";
import { openRescore, type RescoreInput } from "~/features/judging/commands-rescore.server";
import { closeRescore, type ClosingInput } from "~/features/judging/commands-rescore-close.server";
import { saveSheets } from "~/features/judging/commands-sheet.server";
import { unlockSheet } from "~/features/judging/commands-unlock.server";
import { proposeResult } from "~/features/results/decision.server";
import type { Services } from "~/features/services";
import { draftSheet, lockSheet } from "../../../factories/judging";
import { at, criteriaOf, makeScene, type Scene } from "../../../factories/judging-scene";
import { makeUser } from "../../../factories/people";
import { testServices, TEST_DAY, type TestServices } from "../../../support/services";

let test: TestServices;
let services: Services;
beforeAll(async () => {
  test = await testServices();
  services = test.services;
});
afterAll(() => test.close());

const now = TEST_DAY;
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const db = () => services.db.prisma;

/** An entry whose three judges locked 10, 11 and 18 on every criterion (cut to its maximum). */
async function judged(spec: Parameters<typeof makeScene>[1] = {}): Promise<Scene> {
  const scene = await makeScene(services, spec);
  for (const row of scene.assignments) for (const [index, assignment] of row.entries()) await lockSheet(services, assignment, at(["10", "11", "14"], index), { remark: `Nhận xét ${index}` });
  return scene;
}

const inputOf = (scene: Scene, extra: Partial<RescoreInput> = {}): RescoreInput => ({
  id: randomUUID(),
  entryId: at(scene.entries, 0).id,
  roundId: scene.panel.roundId,
  reason: "Hai giám khảo chênh nhau nhiều.",
  dueAt: later(60),
  ...extra,
});

const open = (scene: Scene, extra: Partial<RescoreInput> = {}, actor: Actor = scene.chair) =>
  openRescore(services, { actor, editionId: scene.made.edition.id, now, input: inputOf(scene, extra) });

async function opened(scene: Scene): Promise<string> {
  const done = await open(scene);
  if (!done.ok) throw new Error(done.reason);
  return done.value.id;
}

const close = (scene: Scene, rescoreId: string, extra: Partial<ClosingInput> = {}, when = now, actor: Actor = scene.chair) =>
  closeRescore(services, {
    actor,
    editionId: scene.made.edition.id,
    now: when,
    input: { rescoreId, outcome: "KEPT", minutes: "Hội đồng thống nhất giữ nguyên điểm.", present: scene.judges.map((judge) => judge.actor.userId), ...extra },
  });

const sheetsOf = (scene: Scene) =>
  db().scoreSheet.findMany({
    where: { assignment: { editionId: scene.made.edition.id } },
    orderBy: { assignment: { judge: { code: "asc" } } },
    select: { id: true, state: true, total: true, remark: true, scores: { select: { value: true } } },
  });

const eventsOf = async (scene: Scene, type: string) => (await db().ledgerEvent.findMany({ where: { chain: scene.made.edition.id, type }, orderBy: { seq: "asc" } })).map(({ data }) => data as Record<string, unknown>);

async function onRecord(scene: Scene) {
  const { faults, differences } = await verifyChain(services.db, scene.made.edition.id, null);
  return [...faults, ...differences];
}

describe("a meeting on re-scoring is opened", () => {
  it("opens every sheet of the entry, keeps the originals, and stands in the record", async () => {
    const scene = await judged({ entries: 2 });
    const before = await sheetsOf(scene);
    const id = await opened(scene);
    const row = await rescoreById(db(), scene.made.edition.id, id);
    const here = before.filter((_, index) => index % 2 === 0);
    expect(row?.originals.map(({ judge, total }) => [judge, total])).toEqual(scene.judges.map(({ code }, index) => [code, here[index]?.total]));
    expect((await sheetsOf(scene)).map(({ state }) => state)).toEqual(["DRAFT", "LOCKED", "DRAFT", "LOCKED", "DRAFT", "LOCKED"]);
    const [event] = await eventsOf(scene, "RESCORE_OPENED");
    const reason = await db().erasableText.findUniqueOrThrow({ where: { id: row?.reasonId ?? "" } });
    expect(event).toEqual({ rescore: id, round: "PRELIM", entry: at(scene.entries, 0).code, due: later(60).toISOString(), reason: reason.hash });
    expect((await eventsOf(scene, "SHEET_UNLOCKED")).map(({ judge, reason: hash }) => [judge, hash])).toEqual(scene.judges.map(({ code }) => [code, reason.hash]));
    expect(await onRecord(scene)).toEqual([]);
  });

  it("lets its judges write until the time it names and no longer", async () => {
    const scene = await judged({ phase: "DECIDING" });
    const mine = at(at(scene.assignments, 0), 0);
    const [criterion] = criteriaOf(scene);
    const save = async (score: string, when: Date) => {
      const base = (await db().scoreSheet.findUniqueOrThrow({ where: { assignmentId: mine.id } })).lockVersion;
      const sent = { id: randomUUID(), assignment: mine.id, base, scores: { [criterion?.id ?? ""]: score }, remarks: {}, remark: "", note: "", deviceAt: null };
      return (await saveSheets(services, { actor: mine.judge.actor, saves: [sent], now: when }))[0]?.outcome;
    };
    expect(await save("1", now)).toBe("refused");
    const id = await opened(scene);
    expect(await save("2", later(60))).toBe("saved");
    expect(await save("3", later(61))).toBe("late");
    expect(await close(scene, id)).toEqual({ ok: true, value: null });
    expect(await save("4", now)).toBe("refused");
  });

  it("a form sent twice, or two chairs at once, open one meeting", async () => {
    const scene = await judged();
    const other = await makeUser(services, { role: "CHAIR", editionId: scene.made.edition.id });
    const id = randomUUID();
    const same = await Promise.all([open(scene, { id }), open(scene, { id })]);
    expect(same).toEqual([{ ok: true, value: { id } }, { ok: true, value: { id } }]);
    const again = await judged();
    const chairs = await Promise.all([open(again), openRescore(services, { actor: { ...other, roles: [{ role: "CHAIR", editionId: again.made.edition.id, unitId: null }] }, editionId: again.made.edition.id, now, input: inputOf(again) })]);
    expect(chairs.map((done) => (done.ok ? "opened" : done.reason)).toSorted()).toEqual(["opened", "rescore_open"]);
    expect(await db().rescore.count({ where: { editionId: again.made.edition.id } })).toBe(1);
    expect(await eventsOf(again, "RESCORE_OPENED")).toHaveLength(1);
  });

  it("an id that stands for another meeting opens nothing: of another entry, another round or another edition", async () => {
    const scene = await judged({ entries: 2 });
    const id = await opened(scene);
    expect(await open(scene, { id })).toEqual({ ok: true, value: { id } });
    expect(await open(scene, { id, entryId: at(scene.entries, 1).id })).toEqual({ ok: false, reason: "not_found" });
    expect(await open(await judged(), { id })).toEqual({ ok: false, reason: "not_found" });
    expect(await eventsOf(scene, "RESCORE_OPENED")).toHaveLength(1);
  });

  it("is the chair's alone, not of one in conflict, and of nothing that is unfinished, gone or elsewhere", async () => {
    const scene = await judged();
    const reason = async (done: ReturnType<typeof open>) => ((await done) as { reason?: string }).reason;
    expect(await reason(open(scene, {}, scene.secretary))).toBe("forbidden");
    expect(await reason(open(scene, {}, scene.judges[0].actor))).toBe("not_found");
    expect(await reason(open(scene, { entryId: "x\0" }))).toBe("not_found");
    expect(await reason(open(scene, { entryId: randomUUID() }))).toBe("no_sheets");
    expect(await reason(open(scene, { dueAt: now }))).toBe("due_passed");
    const foreign = await judged();
    expect(await reason(open(scene, { entryId: at(foreign.entries, 0).id, roundId: foreign.panel.roundId }))).toBe("no_sheets");
    await db().entry.update({ where: { id: at(scene.entries, 0).id }, data: { state: "WITHDRAWN" } });
    expect(await reason(open(scene))).toBe("entry_left");
    await unlockSheet(services, { actor: foreign.chair, editionId: foreign.made.edition.id, now, assignmentId: at(at(foreign.assignments, 0), 0).id, reason: "Nhập nhầm." });
    expect(await reason(open(foreign))).toBe("sheets_open");
    const barred = await judged();
    await db().conflict.create({ data: { editionId: barred.made.edition.id, entryId: at(barred.entries, 0).id, userId: barred.chair.userId, kind: "DECLARED" } });
    expect(await reason(open(barred))).toBe("conflict_of_interest");
  });
});

describe("a meeting on re-scoring and the result", () => {
  it("stand in each other's way: none proposed while one is open, none opened once it is proposed", async () => {
    const scene = await judged({ phase: "DECIDING" });
    const id = await opened(scene);
    const propose = () => proposeResult(services, { actor: scene.chair, editionId: scene.made.edition.id, now });
    expect(await propose()).toEqual({ ok: false, reason: "rescores_open" });
    expect((await close(scene, id)).ok).toBe(true);
    await db().resultDecision.create({ data: { editionId: scene.made.edition.id, state: "PROPOSED", problem: {}, answer: {}, sealedHash: "0".repeat(64), proposedById: scene.chair.userId, proposedAt: now } });
    expect(await open(scene)).toMatchObject({ reason: "result_proposed" });
  });
});

describe("a meeting on re-scoring is closed", () => {
  it("KEPT puts the original values and remarks back into sheets left open, locked and on record", async () => {
    const scene = await judged();
    const before = await sheetsOf(scene);
    const id = await opened(scene);
    const [a, b] = at(scene.assignments, 0);
    if (!a || !b) throw new Error("two assignments are needed");
    await draftSheet(services, a, { [at(criteriaOf(scene), 0).code]: "3" }, { remark: "Đang nghĩ lại" });
    await lockSheet(services, b, "11", { remark: "Nhận xét 1" });
    expect(await close(scene, id)).toEqual({ ok: true, value: null });
    expect(await sheetsOf(scene)).toEqual(before);
    const row = await rescoreById(db(), scene.made.edition.id, id);
    expect(row).toMatchObject({ state: "KEPT", closedById: scene.chair.userId, presentIds: scene.judges.map((judge) => judge.actor.userId) });
    const [event] = await eventsOf(scene, "RESCORE_CLOSED");
    const minutes = await db().erasableText.findUniqueOrThrow({ where: { id: row?.minutesId ?? "" } });
    expect(event).toEqual({ rescore: id, round: "PRELIM", entry: at(scene.entries, 0).code, outcome: "KEPT", present: scene.judges.map(({ code }) => code), minutes: minutes.hash });
    expect(await onRecord(scene)).toEqual([]);
  });

  it("CHANGED keeps what was locked anew beside the originals, and waits for open sheets until the time is up", async () => {
    const scene = await judged();
    const before = await sheetsOf(scene);
    const id = await opened(scene);
    const [a, b] = at(scene.assignments, 0);
    if (!a || !b) throw new Error("two assignments are needed");
    await lockSheet(services, a, "13");
    await lockSheet(services, b, "11");
    const changed = { outcome: "CHANGED" as const };
    expect(await close(scene, id)).toMatchObject({ reason: "scores_changed" });
    expect(await close(scene, id, changed)).toMatchObject({ reason: "sheets_open" });
    expect((await close(scene, id, changed, later(61))).ok).toBe(true);
    const after = await sheetsOf(scene);
    expect(after.map(({ state }) => state)).toEqual(["LOCKED", "LOCKED", "LOCKED"]);
    expect(after[0]?.total).toBe(criteriaOf(scene).reduce((sum, { max }) => sum + Math.min(130_000, max), 0));
    expect(after[2]).toEqual(before[2]);
    expect((await rescoreById(db(), scene.made.edition.id, id))?.originals[0]?.total).toBe(before[0]?.total);
    expect(await onRecord(scene)).toEqual([]);
  });

  it("two chairs at once close it once", async () => {
    const scene = await judged();
    const id = await opened(scene);
    const outcomes = await Promise.all([close(scene, id), close(scene, id)]);
    expect(outcomes.map((done) => (done.ok ? "closed" : done.reason)).toSorted()).toEqual(["closed", "rescore_closed"]);
    expect(await eventsOf(scene, "RESCORE_CLOSED")).toHaveLength(1);
    expect(await onRecord(scene)).toEqual([]);
  });

  it("a member of the panel who has left cannot have been present, unless a sheet of theirs still counts", async () => {
    const scene = await judged();
    const { panel, made } = scene;
    const gone = await makeUser(services, { role: "JUDGE", editionId: made.edition.id });
    const judge = await db().judge.create({ data: { editionId: made.edition.id, userId: gone.userId, code: "GK78", leftAt: now } });
    await db().panelMember.create({ data: { panelId: panel.id, judgeId: judge.id } });
    const [a, b] = scene.judges;
    await db().judge.update({ where: { id: a.id }, data: { leftAt: now } });
    const id = await opened(scene);
    expect(await close(scene, id, { present: [b.actor.userId, gone.userId] })).toMatchObject({ reason: "present_unknown" });
    expect(await close(scene, id, { present: [a.actor.userId, b.actor.userId] })).toEqual({ ok: true, value: null });
  });

  it("nobody from outside the panel and nobody in conflict can have been present, and somebody must", async () => {
    const scene = await judged();
    const id = await opened(scene);
    expect(await close(scene, id, { present: [] })).toMatchObject({ reason: "nobody_present" });
    expect(await close(scene, id, { present: [scene.judges[0].actor.userId, scene.secretary.userId] })).toMatchObject({ reason: "present_unknown" });
    const { panel, made } = scene;
    const barred = await makeUser(services, { role: "JUDGE", editionId: made.edition.id });
    const judge = await db().judge.create({ data: { editionId: made.edition.id, userId: barred.userId, code: "GK77" } });
    await db().panelMember.create({ data: { panelId: panel.id, judgeId: judge.id } });
    await db().conflict.create({ data: { editionId: made.edition.id, entryId: at(scene.entries, 0).id, userId: barred.userId, kind: "DECLARED" } });
    expect(await close(scene, id, { present: [scene.judges[0].actor.userId, barred.userId] })).toMatchObject({ reason: "present_unknown" });
    expect(await close(scene, id, {}, now, scene.secretary)).toMatchObject({ reason: "forbidden" });
    expect(await close(scene, "không có")).toMatchObject({ reason: "not_found" });
    expect((await rescoreById(db(), made.edition.id, id))?.state).toBe("OPEN");
  });
});

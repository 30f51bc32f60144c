import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/access/roles";
import { decideLate } from "~/features/judging/commands-late.server";
import { lockSheet as lock } from "~/features/judging/commands-lock.server";
import { saveSheets } from "~/features/judging/commands-sheet.server";
import { lateSheets } from "~/features/judging/queries-late.server";
import { verifyLedger } from "~/features/ledger/verify-ledger.server";
import type { Services } from "~/features/services";
import { lockSheet, type MadeAssignment } from "../../../factories/judging";
import { at, criteriaOf, makeScene, type Scene } from "../../../factories/judging-scene";
import { makeUser, withRole } from "../../../factories/people";
import { expectSoundData } from "../../../support/sound-data";
import { testServices, TEST_DAY, type TestServices } from "../../../support/services";
import { countStatements } from "../../../support/statements";

let test: TestServices;
let services: Services;
beforeAll(async () => {
  test = await testServices();
  services = test.services;
});
afterAll(() => test.close());

const roundOf = (scene: Scene) => {
  const round = scene.made.rounds.find(({ code }) => code === "PRELIM");
  if (!round) throw new Error("no round");
  return round;
};
const afterRound = (scene: Scene) => new Date(roundOf(scene).endsAt.getTime() + 60_000);
const whole = (scene: Scene, score: string) => Object.fromEntries(criteriaOf(scene).map(({ id }) => [id, score]));

async function sendLate(scene: Scene, assignment: MadeAssignment, scores: Record<string, string>, note = "chỉ mình tôi biết") {
  const save = { id: randomUUID(), assignment: assignment.id, base: 0, scores, remarks: {}, remark: "Gửi từ hội trường", note, deviceAt: "2026-11-22T07:00:00.000Z" };
  const [answer] = await saveSheets(services, { actor: assignment.judge.actor, saves: [save], now: afterRound(scene) });
  expect(answer?.outcome).toBe("late");
  return save.id;
}

const decide = (scene: Scene, lateId: string, spec: { actor?: Actor; accept?: boolean; now?: Date } = {}) =>
  decideLate(services, { actor: spec.actor ?? scene.chair, editionId: scene.made.edition.id, lateId, accept: spec.accept ?? true, reason: "Mất mạng ở hội trường", now: spec.now ?? afterRound(scene) });

const mine = (scene: Scene) => at(at(scene.assignments, 0), 0);
const sheetOf = (assignment: MadeAssignment) => services.db.prisma.scoreSheet.findUnique({ where: { assignmentId: assignment.id }, include: { scores: true, revisions: { orderBy: { version: "asc" } } } });
const eventsOf = async (scene: Scene) =>
  (await services.db.prisma.ledgerEvent.findMany({ where: { chain: scene.made.edition.id, type: { contains: "SHEET" } }, orderBy: { seq: "asc" } })).map(({ type }) => type);

describe("deciding on a late sheet", () => {
  it("accepted, it is the judge's locked sheet, on record with the reason; what else waited for it is refused with it", async () => {
    const scene = await makeScene(services);
    const assignment = mine(scene);
    const early = await sendLate(scene, assignment, whole(scene, "5"));
    const last = await sendLate(scene, assignment, whole(scene, "10"));
    expect(await decide(scene, last)).toEqual({ ok: true, value: { locked: true } });
    expect(await decide(scene, last)).toEqual({ ok: true, value: { locked: true } });
    expect(await decide(scene, last, { accept: false })).toEqual({ ok: false, reason: "late_decided" });
    const sheet = await sheetOf(assignment);
    expect(sheet).toMatchObject({ state: "LOCKED", total: 400_000, remark: "Gửi từ hội trường", privateNote: "chỉ mình tôi biết", lockedAt: afterRound(scene) });
    expect(sheet?.scores.map(({ value }) => value)).toEqual([100_000, 100_000, 100_000, 100_000]);
    expect(sheet?.revisions).toMatchObject([{ actorId: scene.chair.userId, state: "LOCKED", version: 1, deviceAt: new Date("2026-11-22T07:00:00.000Z") }]);
    const rows = await services.db.prisma.lateSheet.findMany({ where: { assignmentId: assignment.id } });
    expect(new Map(rows.map(({ id, state }) => [id, state]))).toEqual(new Map([[early, "REFUSED"], [last, "ACCEPTED"]]));
    expect(rows.every(({ decidedById, decidedAt }) => decidedById === scene.chair.userId && decidedAt?.getTime() === afterRound(scene).getTime())).toBe(true);
    expect(await eventsOf(scene)).toEqual(["LATE_SHEET_KEPT", "LATE_SHEET_KEPT", "LATE_SHEET_ACCEPTED", "LATE_SHEET_REFUSED", "SHEET_LOCKED"]);
    const texts = JSON.stringify(await services.db.prisma.ledgerEvent.findMany({ where: { chain: scene.made.edition.id } }));
    for (const text of ["Mất mạng", "hội trường", "mình tôi"]) expect(texts).not.toContain(text);
    await expectSoundData(services);
  });

  it("refused, it stays on record and changes nothing", async () => {
    const scene = await makeScene(services);
    const late = await sendLate(scene, mine(scene), whole(scene, "10"));
    expect(await decide(scene, late, { accept: false })).toEqual({ ok: true, value: { locked: false } });
    expect(await decide(scene, late)).toEqual({ ok: false, reason: "late_decided" });
    expect(await sheetOf(mine(scene))).toBeNull();
    expect(await eventsOf(scene)).toEqual(["LATE_SHEET_KEPT", "LATE_SHEET_REFUSED"]);
  });

  it("without all scores it is nothing anybody could finish: accepted only, as a draft, while the round runs again", async () => {
    const scene = await makeScene(services);
    const [first] = criteriaOf(scene);
    const late = await sendLate(scene, mine(scene), { [first?.id ?? ""]: "10" });
    expect(await decide(scene, late)).toEqual({ ok: false, reason: "late_incomplete" });
    await services.db.prisma.round.update({ where: { id: roundOf(scene).id }, data: { endsAt: new Date(afterRound(scene).getTime() + 3_600_000) } });
    expect(await decide(scene, late)).toEqual({ ok: true, value: { locked: false } });
    expect(await sheetOf(mine(scene))).toMatchObject({ state: "DRAFT", total: null, lockVersion: 1 });
    expect(await eventsOf(scene)).toEqual(["LATE_SHEET_KEPT", "LATE_SHEET_ACCEPTED"]);
  });

  it("is the chair's alone: nobody's own, not in conflict, not of another edition, not on a locked sheet or one whose entry left, not after the proposal", async () => {
    const scene = await makeScene(services, { entries: 3 });
    const other = await makeScene(services);
    const assignment = mine(scene);
    const late = await sendLate(scene, assignment, whole(scene, "10"));
    expect(await decide(scene, late, { actor: scene.secretary })).toEqual({ ok: false, reason: "forbidden" });
    expect(await decide(scene, late, { actor: other.chair })).toEqual({ ok: false, reason: "not_found" });
    expect(await decide(other, late)).toEqual({ ok: false, reason: "not_found" });
    for (const id of [randomUUID(), "khong-phai-ma"]) expect(await decide(scene, id)).toEqual({ ok: false, reason: "not_found" });
    const judging = await withRole(services, assignment.judge.actor, "CHAIR", { editionId: scene.made.edition.id });
    expect(await decide(scene, late, { actor: judging })).toEqual({ ok: false, reason: "own_sheet" });
    const barred = await makeUser(services, { role: "CHAIR", editionId: scene.made.edition.id });
    await services.db.prisma.conflict.create({ data: { editionId: scene.made.edition.id, entryId: at(scene.entries, 0).id, userId: barred.userId, kind: "DECLARED" } });
    expect(await decide(scene, late, { actor: barred })).toEqual({ ok: false, reason: "conflict_of_interest" });
    const second = at(at(scene.assignments, 1), 0);
    const forLocked = await sendLate(scene, second, whole(scene, "10"));
    await lockSheet(services, second, "9");
    expect(await decide(scene, forLocked)).toEqual({ ok: false, reason: "sheet_locked" });
    const forLeft = await sendLate(scene, at(at(scene.assignments, 2), 0), whole(scene, "10"));
    await services.db.prisma.entry.update({ where: { id: at(scene.entries, 2).id }, data: { state: "WITHDRAWN" } });
    expect(await decide(scene, forLeft)).toEqual({ ok: false, reason: "entry_left" });
    const sealed = { state: "PROPOSED" as const, problem: {}, answer: {}, sealedHash: "0", proposedById: scene.chair.userId, proposedAt: TEST_DAY };
    await services.db.prisma.resultDecision.create({ data: { editionId: scene.made.edition.id, ...sealed } });
    expect(await decide(scene, late)).toEqual({ ok: false, reason: "result_proposed" });
    expect(await sheetOf(assignment)).toBeNull();
  });

  it("by two chairs in the same moment happens once", async () => {
    const scene = await makeScene(services);
    const second = await makeUser(services, { role: "CHAIR", editionId: scene.made.edition.id });
    const late = await sendLate(scene, mine(scene), whole(scene, "10"));
    const results = await Promise.all([decide(scene, late), decide(scene, late, { actor: second, accept: false })]);
    expect(results.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect((await eventsOf(scene)).filter((type) => type.startsWith("LATE_SHEET_") && type !== "LATE_SHEET_KEPT")).toHaveLength(1);
  });
});

describe("the list of late sheets", () => {
  it("shows scores side by side, never a private note, nothing of entries in conflict, and no scores to whoever still judges the entry", async () => {
    const scene = await makeScene(services, { entries: 2 });
    const editionId = scene.made.edition.id;
    const assignment = mine(scene);
    await saveSheets(services, { actor: assignment.judge.actor, now: TEST_DAY, saves: [{ id: randomUUID(), assignment: assignment.id, base: 0, scores: whole(scene, "7"), remarks: {}, remark: "", note: "kín", deviceAt: null }] });
    const late = await sendLate(scene, assignment, whole(scene, "10"));
    const list = (actor: Actor) => lateSheets(services, { actor, editionId, limit: 50, offset: 0 });
    const seen = await list(scene.chair);
    expect(seen.total).toBe(1);
    expect(seen.sheets).toMatchObject([{ id: late, own: false, isComplete: true, state: "WAITING", judgeCode: assignment.judge.code, decision: null }]);
    expect(at(seen.sheets, 0).values).toMatchObject({ total: "40", storedTotal: "28", remark: "Gửi từ hội trường" });
    expect(at(seen.sheets, 0).values?.scores.map(({ late: now, stored }) => [now, stored])).toEqual(criteriaOf(scene).map(() => ["10", "7"]));
    for (const secret of ["mình tôi", "kín"]) expect(JSON.stringify(seen)).not.toContain(secret);
    const colleague = await withRole(services, at(at(scene.assignments, 0), 1).judge.actor, "CHAIR", { editionId });
    expect((await list(colleague)).sheets).toMatchObject([{ id: late, values: null }]);
    await services.db.prisma.conflict.create({ data: { editionId, entryId: at(scene.entries, 0).id, userId: scene.chair.userId, kind: "DECLARED" } });
    expect(await list(scene.chair)).toEqual({ sheets: [], total: 0 });
    await sendLate(scene, at(at(scene.assignments, 1), 0), whole(scene, "10"));
    const counts = [await countStatements(services.db.pool, () => list(scene.secretary)), await countStatements(services.db.pool, () => list(scene.chair))];
    expect(counts.map(({ value, count }) => [value.sheets.length, count])).toEqual([[2, 2], [1, 2]]);
  });
});

it("the ledger agrees with late sheets, and finds one that was changed, decided or taken away by SQL", async () => {
  const scene = await makeScene(services, { entries: 2 });
  const accepted = await sendLate(scene, mine(scene), whole(scene, "10"));
  const waiting = await sendLate(scene, at(at(scene.assignments, 1), 0), whole(scene, "9"));
  await decide(scene, accepted);
  const other = at(at(scene.assignments, 0), 1);
  await saveSheets(services, { actor: other.judge.actor, now: TEST_DAY, saves: [{ id: randomUUID(), assignment: other.id, base: 0, scores: whole(scene, "7"), remarks: {}, remark: "", note: "", deviceAt: null }] });
  expect((await lock(services, { actor: other.judge.actor, assignmentId: other.id, version: 1, now: TEST_DAY })).ok).toBe(true);
  const found = async () => {
    const reports = await verifyLedger(services, { edition: scene.made.edition.slug, head: null });
    return JSON.stringify(reports).match(new RegExp(`LateSheet (?:${accepted}|${waiting})`, "g")) ?? [];
  };
  expect(await found()).toEqual([]);
  await services.db.pool.query(`UPDATE "LateSheet" SET "values" = jsonb_set("values", ARRAY[$2], '50000') WHERE "id" = $1::uuid`, [waiting, at(criteriaOf(scene), 0).code]);
  expect(await found()).toEqual([`LateSheet ${waiting}`]);
  await services.db.pool.query(`UPDATE "LateSheet" SET "state" = 'REFUSED' WHERE "id" = $1::uuid`, [accepted]);
  expect((await found()).toSorted()).toEqual([`LateSheet ${accepted}`, `LateSheet ${waiting}`].toSorted());
  await services.db.pool.query(`DELETE FROM "LateSheet" WHERE "id" = $1::uuid`, [waiting]);
  expect(await found()).toHaveLength(2);
});

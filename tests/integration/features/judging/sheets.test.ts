import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { revokeAssignments } from "~/data/assignments.server";
import { declareOwnConflict } from "~/features/judging/commands-conflicts.server";
import { lockSheet as lock } from "~/features/judging/commands-lock.server";
import { saveSheet, type SheetInput } from "~/features/judging/commands-sheet.server";
import { openRescore } from "~/features/judging/commands-rescore.server";
import { unlockSheet } from "~/features/judging/commands-unlock.server";
import { sheetView } from "~/features/judging/queries-sheet.server";
import type { Actor } from "~/domain/access/roles";
import type { Services } from "~/features/services";
import { lockSheet, type MadeAssignment } from "../../../factories/judging";
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

const input = (scene: Scene, scores: readonly string[], rest: Partial<SheetInput> = {}): SheetInput => ({
  version: 0,
  typed: new Map(criteriaOf(scene).map(({ id }, index) => [id, scores[index] ?? ""])),
  remark: "",
  ...rest,
});

const save = (assignment: MadeAssignment, sent: SheetInput, spec: { complete?: boolean; actor?: Actor; now?: Date } = {}) =>
  saveSheet(services, { actor: spec.actor ?? assignment.judge.actor, assignmentId: assignment.id, input: sent, complete: spec.complete ?? false, now: spec.now ?? services.clock.now() });

const lockIt = (assignment: MadeAssignment, version: number) => lock(services, { actor: assignment.judge.actor, assignmentId: assignment.id, version, now: services.clock.now() });

const full = (scene: Scene) => criteriaOf(scene).map(() => "10,5");

async function stored(assignment: MadeAssignment) {
  const sheet = await services.db.prisma.scoreSheet.findUnique({
    where: { assignmentId: assignment.id },
    include: { scores: { include: { criterion: true } }, revisions: { orderBy: { at: "asc" } } },
  });
  return sheet && { ...sheet, scores: Object.fromEntries(sheet.scores.map(({ criterion, value }) => [criterion.code, value])) };
}

const eventsOf = async (scene: Scene, type: string) =>
  (await services.db.prisma.ledgerEvent.findMany({ where: { chain: scene.made.edition.id, type }, orderBy: { seq: "asc" } })).map(({ data, actor }) => ({ data, actor }));

describe("saving a score sheet", () => {
  it("stores what is given, keeps every saved state, and sums only a whole sheet", async () => {
    const scene = await makeScene(services);
    const assignment = at(at(scene.assignments, 0), 0);
    const [first, second] = criteriaOf(scene);
    expect(await save(assignment, input(scene, ["34,5"], { remark: "Ý tưởng hay" }))).toEqual({ ok: true, value: { version: 1 } });
    expect(await save(assignment, input(scene, ["30", "20"], { version: 1 }))).toEqual({ ok: true, value: { version: 2 } });
    const sheet = await stored(assignment);
    expect(sheet).toMatchObject({ state: "DRAFT", total: null, remark: "", lockVersion: 2 });
    expect(sheet?.scores).toEqual({ [first?.code ?? ""]: 300_000, [second?.code ?? ""]: 200_000 });
    expect(sheet?.revisions.map(({ values, remark }) => ({ values, remark }))).toEqual([
      { values: { [first?.code ?? ""]: 345_000 }, remark: "Ý tưởng hay" },
      { values: { [first?.code ?? ""]: 300_000, [second?.code ?? ""]: 200_000 }, remark: "" },
    ]);
    await save(assignment, input(scene, full(scene), { version: 2 }));
    expect((await stored(assignment))?.total).toBe(105_000 * criteriaOf(scene).length);
    expect(await eventsOf(scene, "SHEET_LOCKED")).toEqual([]);
  });

  it("refuses values that cannot be read, are out of range or off their step, and stores nothing of the form", async () => {
    const scene = await makeScene(services);
    const assignment = at(at(scene.assignments, 0), 0);
    const [first, second, third] = criteriaOf(scene);
    const refusal = await save(assignment, input(scene, ["100,5", "abc", "10,3"]));
    expect(refusal).toEqual({
      ok: false,
      reason: "scores_refused",
      faults: { scores: { [first?.id ?? ""]: "OUT_OF_RANGE", [second?.id ?? ""]: "NOT_A_NUMBER", [third?.id ?? ""]: "OFF_STEP" } },
    });
    expect(await stored(assignment)).toBeNull();
  });

  it("refuses a remark beyond its length and one criterion missing on the way to locking", async () => {
    const scene = await makeScene(services);
    const assignment = at(at(scene.assignments, 0), 0);
    expect(await save(assignment, input(scene, [], { remark: "x".repeat(4001) }))).toMatchObject({ reason: "scores_refused", faults: { remark: "too_long" } });
    const last = criteriaOf(scene).at(-1);
    const sent = input(scene, full(scene).slice(0, -1));
    expect(await save(assignment, sent, { complete: true })).toMatchObject({ reason: "scores_refused", faults: { scores: { [last?.id ?? ""]: "MISSING" } } });
  });

  it("notices a lost race: the second tab is refused, nothing is overwritten; the same form sent twice is harmless", async () => {
    const scene = await makeScene(services);
    const assignment = at(at(scene.assignments, 0), 0);
    const sent = input(scene, ["34,5"]);
    await save(assignment, sent);
    expect(await save(assignment, sent)).toEqual({ ok: true, value: { version: 1 } });
    expect(await save(assignment, input(scene, ["20"]))).toEqual({ ok: false, reason: "version_conflict" });
    expect((await stored(assignment))?.revisions).toHaveLength(1);
  });

  it("two tabs saving in the same moment: exactly one wins", async () => {
    const scene = await makeScene(services);
    const assignment = at(at(scene.assignments, 0), 0);
    for (let version = 0; version < 6; version += 1) {
      const results = await Promise.all(["10", "11", "12"].map((score) => save(assignment, input(scene, [String(Number(score) + version)], { version }))));
      expect(results.map(({ ok }) => ok).sort()).toEqual([false, false, true]);
    }
    const sheet = await stored(assignment);
    expect(sheet?.lockVersion).toBe(6);
    expect(sheet?.revisions).toHaveLength(6);
  });

  it("is not found for another judge, gone once revoked, refused before and after its round, out of phase, and for an entry that left", async () => {
    const scene = await makeScene(services);
    const [mine, other] = at(scene.assignments, 0);
    if (!mine || !other) throw new Error("two assignments are needed");
    const sent = input(scene, ["10"]);
    const round = scene.made.rounds.find(({ code }) => code === "PRELIM");
    if (!round) throw new Error("no round");
    expect(await save(mine, sent, { actor: other.judge.actor })).toEqual({ ok: false, reason: "not_found" });
    expect(await save(mine, sent, { actor: scene.chair })).toEqual({ ok: false, reason: "not_found" });
    expect(await save({ ...mine, id: "khong-phai-ma" }, sent)).toEqual({ ok: false, reason: "not_found" });
    expect(await save(mine, sent, { now: new Date(round.endsAt.getTime() + 1000) })).toEqual({ ok: false, reason: "deadline_passed" });
    expect(await save(mine, sent, { now: scene.made.edition.judgingEndsAt })).toEqual({ ok: false, reason: "wrong_phase" });
    await services.db.prisma.round.update({ where: { id: round.id }, data: { startsAt: new Date(TEST_DAY.getTime() + 60_000) } });
    expect(await save(mine, sent)).toEqual({ ok: false, reason: "not_open" });
    await services.db.prisma.round.update({ where: { id: round.id }, data: { startsAt: round.startsAt } });
    await services.db.prisma.entry.update({ where: { id: at(scene.entries, 0).id }, data: { state: "WITHDRAWN" } });
    expect(await save(mine, sent)).toEqual({ ok: false, reason: "entry_left" });
    await services.db.transact((tx) => revokeAssignments(tx, { editionId: scene.made.edition.id, ids: [mine.id], actorId: "system", now: TEST_DAY }));
    expect(await save(mine, sent)).toEqual({ ok: false, reason: "gone" });
  });
});

describe("locking a score sheet", () => {
  it("locks what was read back, writes all values to the ledger once, and is harmless twice", async () => {
    const scene = await makeScene(services);
    const assignment = at(at(scene.assignments, 0), 0);
    await save(assignment, input(scene, full(scene)), { complete: true });
    expect(await lockIt(assignment, 1)).toEqual({ ok: true, value: { version: 2 } });
    expect((await lockIt(assignment, 1)).ok).toBe(true);
    const sheet = await stored(assignment);
    expect(sheet).toMatchObject({ state: "LOCKED", lockedAt: TEST_DAY });
    expect(sheet?.revisions.map(({ state }) => state)).toEqual(["DRAFT", "LOCKED"]);
    const codes = criteriaOf(scene).map(({ code }) => code);
    expect(await eventsOf(scene, "SHEET_LOCKED")).toEqual([
      {
        actor: assignment.judge.actor.userId,
        data: {
          sheet: sheet?.id,
          round: "PRELIM",
          entry: at(scene.entries, 0).code,
          judge: assignment.judge.code,
          scores: Object.fromEntries(codes.map((code) => [code, "10.5"])),
          total: String(10.5 * codes.length),
        },
      },
    ]);
    expect(await save(assignment, input(scene, ["1"], { version: 2 }))).toEqual({ ok: false, reason: "sheet_locked" });
  });

  it("refuses an incomplete sheet, one never saved, and one that changed since it was read back", async () => {
    const scene = await makeScene(services);
    const [empty, stale] = at(scene.assignments, 0);
    if (!empty || !stale) throw new Error("two assignments are needed");
    expect(await lockIt(empty, 0)).toMatchObject({ ok: false, reason: "sheet_incomplete" });
    await save(stale, input(scene, full(scene)));
    await save(stale, input(scene, full(scene), { version: 1, remark: "thêm" }));
    expect(await lockIt(stale, 1)).toEqual({ ok: false, reason: "version_conflict" });
    expect((await stored(stale))?.state).toBe("DRAFT");
  });

  it("locking and saving in the same moment never locks anything but what was read back", async () => {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const scene = await makeScene(services);
      const assignment = at(at(scene.assignments, 0), 0);
      await save(assignment, input(scene, full(scene)));
      const [locked, saved] = await Promise.all([lockIt(assignment, 1), save(assignment, input(scene, criteriaOf(scene).map(() => "1"), { version: 1 }))]);
      expect([locked.ok, saved.ok].filter(Boolean)).toHaveLength(1);
      const sheet = await stored(assignment);
      expect(sheet?.state).toBe(locked.ok ? "LOCKED" : "DRAFT");
      expect(new Set(Object.values(sheet?.scores ?? {}))).toEqual(new Set([locked.ok ? 105_000 : 10_000]));
    }
  });

  it("locking and declaring a conflict in the same moment: the assignment ends revoked, whoever is first", async () => {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const scene = await makeScene(services);
      const assignment = at(at(scene.assignments, 0), 0);
      await save(assignment, input(scene, full(scene)));
      const declare = declareOwnConflict(services, { actor: assignment.judge.actor, assignmentId: assignment.id, reason: "học trò cũ", now: TEST_DAY });
      const [locked, declared] = await Promise.all([lockIt(assignment, 1), declare]);
      expect(declared).toEqual({ ok: true, value: null });
      if (!locked.ok) expect(locked.reason).toBe("gone");
      expect((await services.db.prisma.assignment.findUniqueOrThrow({ where: { id: assignment.id } })).state).toBe("REVOKED");
    }
  });
});

describe("opening a locked sheet again", () => {
  const unlock = (scene: Scene, assignment: MadeAssignment, actor: Actor, now = TEST_DAY) =>
    unlockSheet(services, { actor, editionId: scene.made.edition.id, assignmentId: assignment.id, reason: "Nhập nhầm tiêu chí 2", now });

  it("keeps values and history, and puts the reason on record only as a hash", async () => {
    const scene = await makeScene(services);
    const assignment = at(at(scene.assignments, 0), 0);
    await lockSheet(services, assignment, "10");
    expect(await unlock(scene, assignment, scene.chair)).toEqual({ ok: true, value: null });
    const sheet = await stored(assignment);
    expect(sheet).toMatchObject({ state: "DRAFT", lockedAt: null });
    expect(new Set(Object.values(sheet?.scores ?? {}))).toEqual(new Set([100_000]));
    const [event] = await eventsOf(scene, "SHEET_UNLOCKED");
    expect(event?.data).toMatchObject({ sheet: sheet?.id, judge: assignment.judge.code, reason: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(await save(assignment, input(scene, full(scene), { version: sheet?.lockVersion ?? 0 }), { complete: true })).toMatchObject({ ok: true });
    expect(await unlock(scene, assignment, scene.chair)).toEqual({ ok: false, reason: "not_locked" });
  });

  it("is refused once the round is over, as nobody could lock it again, unless a meeting lets its judges score again", async () => {
    for (const phase of ["JUDGING", "DECIDING"] as const) {
      const scene = await makeScene(services, { phase });
      const assignment = at(at(scene.assignments, 0), 0);
      for (const row of at(scene.assignments, 0)) await lockSheet(services, row, "10");
      const { endsAt } = await services.db.prisma.round.findUniqueOrThrow({ where: { id: scene.panel.roundId } });
      const over = new Date(Math.max(endsAt.getTime(), TEST_DAY.getTime()) + 60_000);
      expect(await unlock(scene, assignment, scene.chair, over)).toEqual({ ok: false, reason: "round_over_unlock" });
      const meeting = { id: randomUUID(), entryId: at(scene.entries, 0).id, roundId: scene.panel.roundId, reason: "Chênh nhau nhiều.", dueAt: new Date(over.getTime() + 3_600_000) };
      expect((await openRescore(services, { actor: scene.chair, editionId: scene.made.edition.id, now: over, input: meeting })).ok).toBe(true);
      await lockSheet(services, assignment, "11");
      expect(await unlock(scene, assignment, scene.chair, over)).toEqual({ ok: true, value: null });
    }
  });

  it("is the chair's, not the secretary's, a judge's or another edition's chair's; never on an own sheet, in conflict, or once the result is proposed", async () => {
    const scene = await makeScene(services);
    const other = await makeScene(services);
    const assignment = at(at(scene.assignments, 0), 0);
    await lockSheet(services, assignment, "10");
    expect(await unlock(scene, assignment, scene.secretary)).toEqual({ ok: false, reason: "forbidden" });
    expect(await unlock(scene, assignment, assignment.judge.actor)).toEqual({ ok: false, reason: "not_found" });
    expect(await unlock(scene, assignment, other.chair)).toEqual({ ok: false, reason: "not_found" });
    expect(await unlock(other, assignment, other.chair)).toEqual({ ok: false, reason: "not_found" });
    const judging: Actor = { ...assignment.judge.actor, roles: [...assignment.judge.actor.roles, { role: "CHAIR", editionId: scene.made.edition.id, unitId: null }] };
    expect(await unlock(scene, assignment, judging)).toEqual({ ok: false, reason: "own_sheet" });
    const barred = await makeUser(services, { role: "CHAIR", editionId: scene.made.edition.id });
    await services.db.prisma.conflict.create({ data: { editionId: scene.made.edition.id, entryId: at(scene.entries, 0).id, userId: barred.userId, kind: "DECLARED" } });
    expect(await unlock(scene, assignment, barred)).toEqual({ ok: false, reason: "conflict_of_interest" });
    const sealed = { state: "PROPOSED" as const, problem: {}, answer: {}, sealedHash: "0", proposedById: scene.chair.userId, proposedAt: TEST_DAY };
    await services.db.prisma.resultDecision.create({ data: { editionId: scene.made.edition.id, ...sealed } });
    expect(await unlock(scene, assignment, scene.chair)).toEqual({ ok: false, reason: "result_proposed" });
    expect((await stored(assignment))?.state).toBe("LOCKED");
  });
});

describe("what a judge reads", () => {
  const secrets = {
    authors: [{ fullName: "Phan Thị Bí Mật", unitName: "Trường Giấu Tên A", phone: "+84911222333", email: "bimat@kin.test", guardianName: "Phan Văn Cha", guardianPhone: "+84911222444" }],
    unitName: "Trường Giấu Tên B",
    supervisorName: "Cô Hướng Dẫn Kín",
    supervisorUnitName: "Trường Giấu Tên C",
  };
  const TRACES = ["Bí Mật", "Giấu Tên", "911222", "bimat", "Văn Cha", "Hướng Dẫn Kín"];

  it("holds nothing of who stands behind an entry in a blind round, in any field of the answer", async () => {
    const scene = await makeScene(services, { entry: secrets });
    const assignment = at(at(scene.assignments, 0), 0);
    const view = await sheetView(services, { actor: assignment.judge.actor, assignmentId: assignment.id, now: TEST_DAY });
    const text = JSON.stringify(view);
    expect(view.ok && view.value.round.blind).toBe(true);
    expect(view.ok && view.value.dossier.parts.some((part) => part.text !== "")).toBe(true);
    expect(TRACES.filter((trace) => text.includes(trace))).toEqual([]);
    expect(text).not.toContain(at(scene.entries, 0).ownerId);
  });

  it("names authors and units where the round is open, but never contacts or guardians", async () => {
    const scene = await makeScene(services, { entry: secrets });
    await services.db.prisma.round.updateMany({ where: { editionId: scene.made.edition.id }, data: { blind: false } });
    const assignment = at(at(scene.assignments, 0), 0);
    const text = JSON.stringify(await sheetView(services, { actor: assignment.judge.actor, assignmentId: assignment.id, now: TEST_DAY }));
    expect(TRACES.filter((trace) => text.includes(trace))).toEqual(["Bí Mật", "Giấu Tên", "Hướng Dẫn Kín"]);
  });

  it("follows the rubric of the round and field where there is one, else that of the round", async () => {
    const scene = await makeScene(services);
    const assignment = at(at(scene.assignments, 0), 0);
    const codes = async () => {
      const view = await sheetView(services, { actor: assignment.judge.actor, assignmentId: assignment.id, now: TEST_DAY });
      return view.ok ? view.value.lines.map(({ code }) => code) : view.reason;
    };
    expect(await codes()).toEqual(criteriaOf(scene).map(({ code }) => code));
    const roundId = scene.panel.roundId;
    const fieldId = at(scene.entries, 0).fieldId;
    await services.db.prisma.rubric.create({ data: { roundId, fieldId, criteria: { create: [{ code: "own", label: "Riêng", position: 1, max: 1_000_000, step: 10_000 }] } } });
    expect(await codes()).toEqual(["own"]);
  });
});

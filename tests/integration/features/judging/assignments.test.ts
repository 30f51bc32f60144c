import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { refreshConflicts } from "~/data/conflicts-found.server";
import { changeAssignments } from "~/features/judging/commands-assignments.server";
import { declareOwnConflict, liftConflictByHand, recordConflict } from "~/features/judging/commands-conflicts.server";
import { changePanel, createPanel, dropMember, placeMember, removePanel } from "~/features/judging/commands-panels.server";
import { applyPlan } from "~/features/judging/commands-plan.server";
import type { Services } from "~/features/services";
import { makeEntry } from "../../../factories/entries";
import { assign, draftSheet, makePanel } from "../../../factories/judging";
import { at, makeScene, type Scene } from "../../../factories/judging-scene";
import { makeUnit, makeUser } from "../../../factories/people";
import { makePlan } from "../../../factories/plans";
import { testServices, TEST_DAY, type TestServices } from "../../../support/services";

let test: TestServices;
let services: Services;
beforeAll(async () => {
  test = await testServices();
  services = test.services;
});
afterAll(() => test.close());

const now = TEST_DAY;
const actOf = (scene: Scene, actor = scene.secretary) => ({ actor, editionId: scene.made.edition.id, now });

const active = async (scene: Scene) =>
  (await services.db.prisma.assignment.findMany({ where: { editionId: scene.made.edition.id, state: "ACTIVE" }, include: { entry: true, judge: true } }))
    .map(({ entry, judge }) => `${entry.title} ${judge.code}`)
    .sort();

const eventTypes = async (scene: Scene) =>
  (await services.db.prisma.ledgerEvent.findMany({ where: { chain: scene.made.edition.id }, orderBy: { seq: "asc" } })).map(({ type }) => type);

function change(scene: Scene, wanted: readonly string[], rest: { entry?: number; before?: readonly string[]; confirmed?: boolean; actor?: Scene["chair"] } = {}) {
  const input = { roundId: scene.panel.roundId, entryId: at(scene.entries, rest.entry ?? 0).id, wanted, before: rest.before ?? [], confirmed: rest.confirmed ?? false };
  return changeAssignments(services, { ...actOf(scene, rest.actor), input });
}

describe("assigning by hand", () => {
  it("gives the entry exactly the judges chosen and puts each change on record; sent twice it is harmless", async () => {
    const scene = await makeScene(services, { unassigned: true });
    const [a, b, c] = scene.judges;
    expect(await change(scene, [a.id, b.id])).toEqual({ ok: true, value: { made: 2, revoked: 0 } });
    expect(await change(scene, [a.id, b.id])).toEqual({ ok: true, value: { made: 0, revoked: 0 } });
    expect(await change(scene, [b.id, c.id], { before: [a.id, b.id] })).toEqual({ ok: true, value: { made: 1, revoked: 1 } });
    expect(await active(scene)).toEqual([`Giải pháp 1 ${b.code}`, `Giải pháp 1 ${c.code}`]);
    expect(await eventTypes(scene)).toEqual(["ASSIGNMENT_MADE", "ASSIGNMENT_MADE", "ASSIGNMENT_REVOKED", "ASSIGNMENT_MADE"]);
  });

  it("notices that somebody changed the judges meanwhile", async () => {
    const scene = await makeScene(services, { unassigned: true });
    const [a, b, c] = scene.judges;
    await change(scene, [a.id]);
    expect(await change(scene, [b.id, c.id])).toEqual({ ok: false, reason: "version_conflict" });
    expect(await active(scene)).toEqual([`Giải pháp 1 ${a.code}`]);
  });

  it("refuses a judge without a panel for the field, one who is full, one in conflict, and an entry that is not in the round", async () => {
    const scene = await makeScene(services, { unassigned: true, entries: 2 });
    const [a, b] = scene.judges;
    const elsewhere = await makePanel(services, scene.made, { round: "FINAL", judges: 1 });
    expect(await change(scene, [at(elsewhere.judges, 0).id])).toMatchObject({ ok: false, reason: "judge_not_in_panel" });
    await services.db.prisma.judge.update({ where: { id: a.id }, data: { maxLoad: 1 } });
    await change(scene, [a.id], { entry: 1 });
    expect(await change(scene, [a.id])).toMatchObject({ ok: false, reason: "judge_full", judges: [`${a.code} ${a.actor.name}`] });
    await services.db.prisma.conflict.create({ data: { editionId: scene.made.edition.id, entryId: at(scene.entries, 0).id, userId: b.actor.userId, kind: "DECLARED" } });
    expect(await change(scene, [b.id])).toMatchObject({ ok: false, reason: "judge_in_conflict", judges: [`${b.code} ${b.actor.name}`] });
    await services.db.prisma.entry.update({ where: { id: at(scene.entries, 0).id }, data: { screening: "REJECTED" } });
    expect(await change(scene, [at(scene.judges, 2).id])).toMatchObject({ ok: false, reason: "entry_not_in_round" });
  });

  it("asks before scores are put aside", async () => {
    const scene = await makeScene(services);
    const [a, b, c] = scene.judges;
    const assignment = at(at(scene.assignments, 0), 0);
    await draftSheet(services, assignment, {});
    const before = [a.id, b.id, c.id];
    expect(await change(scene, [b.id, c.id], { before })).toMatchObject({ ok: false, reason: "sheets_begun", judges: [`${a.code} ${a.actor.name}`] });
    expect(await change(scene, [b.id, c.id], { before, confirmed: true })).toEqual({ ok: true, value: { made: 0, revoked: 1 } });
    expect(await services.db.prisma.scoreSheet.count({ where: { assignmentId: assignment.id } })).toBe(1);
  });

  it("is the secretary's; to others of the staff forbidden, to everybody else the edition does not exist", async () => {
    const scene = await makeScene(services, { unassigned: true });
    const [a] = scene.judges;
    expect(await change(scene, [a.id], { actor: scene.chair })).toEqual({ ok: false, reason: "forbidden" });
    expect(await change(scene, [a.id], { actor: a.actor })).toEqual({ ok: false, reason: "not_found" });
    const draft = await makeScene(services, { phase: "OPEN", unassigned: true });
    expect(await change(draft, [draft.judges[0].id])).toEqual({ ok: false, reason: "wrong_phase" });
  });

  it("assigning and declaring a conflict in the same moment: never both", async () => {
    for (let attempt = 0; attempt < 8; attempt += 1) {
      const scene = await makeScene(services, { unassigned: true });
      const [a] = scene.judges;
      const entryCode = at(scene.entries, 0).code ?? "";
      const record = recordConflict(services, { ...actOf(scene), input: { userId: a.actor.userId, entryCode, reason: "anh em họ" } });
      const [assigned, recorded] = await Promise.all([change(scene, [a.id]), record]);
      expect(recorded).toEqual({ ok: true, value: null });
      if (!assigned.ok) expect(assigned.reason).toBe("judge_in_conflict");
      expect(await active(scene)).toEqual([]);
    }
  });
});

const apply = (scene: Scene, fingerprint: string, perEntry = 3) => applyPlan(services, { ...actOf(scene), input: { roundId: scene.panel.roundId, perEntry, fingerprint } });

async function planned(scene: Scene, perEntry?: number) {
  const { plan } = await makePlan(services, scene, perEntry);
  if (!plan) throw new Error("no plan");
  const added = plan.entries.flatMap(({ code, judges }) => judges.flatMap((judge) => (judge.isNew ? [[judge.code, code] as const] : [])));
  return { ...plan, added };
}

describe("assigning by plan", () => {
  it("never reaches into a round of another edition, whatever its fingerprint", async () => {
    const [own, other] = [await makeScene(services, { unassigned: true }), await makeScene(services, { unassigned: true })];
    const { fingerprint } = await planned(other);
    const input = { roundId: other.panel.roundId, perEntry: 3, fingerprint };
    expect(await applyPlan(services, { ...actOf(own), input })).toMatchObject({ ok: false, reason: "not_found" });
    expect(await services.db.prisma.assignment.count({ where: { roundId: other.panel.roundId } })).toBe(0);
  });

  it("keeps what is assigned, avoids conflicts, applies exactly what was shown, once", async () => {
    const scene = await makeScene(services, { unassigned: true, entries: 4 });
    await makePanel(services, scene.made, { judges: 2 });
    const [a, b] = scene.judges;
    await assign(services, { panel: scene.panel, judge: a, entry: at(scene.entries, 0) });
    await services.db.prisma.conflict.create({ data: { editionId: scene.made.edition.id, entryId: at(scene.entries, 1).id, userId: b.actor.userId, kind: "DECLARED" } });
    const shown = await planned(scene, 2);
    expect(shown.added).toHaveLength(7);
    expect(shown.maxLoad).toBe(2);
    expect(await apply(scene, shown.fingerprint, 2)).toEqual({ ok: true, value: { made: 7 } });
    const rows = await active(scene);
    expect(rows).toHaveLength(8);
    expect(rows).toContain(`Giải pháp 1 ${a.code}`);
    expect(rows).not.toContain(`Giải pháp 2 ${b.code}`);
    expect(rows).toEqual(expect.arrayContaining(shown.added.map(([judge, entry]) => `${scene.entries.find(({ code }) => code === entry)?.title} ${judge}`)));
    expect(await apply(scene, shown.fingerprint, 2)).toEqual({ ok: true, value: { made: 0 } });
    expect((await eventTypes(scene)).filter((type) => type === "ASSIGNMENT_MADE")).toHaveLength(8);
  });

  it("writes nothing when a conflict, a panel or an assignment changed after it was shown", async () => {
    const changes: ((scene: Scene) => Promise<unknown>)[] = [
      (scene) => services.db.prisma.conflict.create({ data: { editionId: scene.made.edition.id, entryId: at(scene.entries, 0).id, userId: scene.judges[0].actor.userId, kind: "DECLARED" } }),
      (scene) => makePanel(services, scene.made, { judges: 1 }),
      (scene) => assign(services, { panel: scene.panel, judge: scene.judges[0], entry: at(scene.entries, 0) }),
      (scene) => services.db.prisma.judge.update({ where: { id: scene.judges[1].id }, data: { maxLoad: 1 } }),
    ];
    for (const [index, disturb] of changes.entries()) {
      const scene = await makeScene(services, { unassigned: true, entries: 2 });
      const shown = await planned(scene, 2);
      await disturb(scene);
      const before = await active(scene);
      expect(await apply(scene, shown.fingerprint, 2), `change ${index}`).toEqual({ ok: false, reason: "plan_changed" });
      expect(await active(scene)).toEqual(before);
    }
  });

  it("says why there is no plan", async () => {
    const scene = await makeScene(services, { unassigned: true });
    const { plan, obstacles } = await makePlan(services, scene, 4);
    expect(plan).toBeNull();
    const { code } = at(scene.entries, 0);
    expect(obstacles.map(({ text }) => text)).toEqual([`1 bài (${code}) cần 4 giám khảo mỗi bài nhưng chỉ có 3 người chấm được: ${scene.judges.map((judge) => judge.code).join(", ")}.`]);
    expect(obstacles.map(({ help }) => help)).toEqual([expect.stringContaining("Đưa thêm ít nhất 1 giám khảo")]);
    const job = await services.db.prisma.planJob.findUniqueOrThrow({ where: { key: `round:${scene.panel.roundId}` } });
    const { fingerprints } = job.result as { fingerprints: string[] };
    expect(await apply(scene, at(fingerprints, 0), 4)).toEqual({ ok: false, reason: "infeasible" });
  });

  it("applied twice in the same moment, or beside a conflict, leaves one consistent state", async () => {
    for (let attempt = 0; attempt < 4; attempt += 1) {
      const scene = await makeScene(services, { unassigned: true, entries: 3 });
      const shown = await planned(scene, 2);
      const entryCode = at(scene.entries, 0).code ?? "";
      const record = recordConflict(services, { ...actOf(scene), input: { userId: scene.judges[0].actor.userId, entryCode, reason: "cùng nhóm nghiên cứu" } });
      await Promise.all([apply(scene, shown.fingerprint, 2), apply(scene, shown.fingerprint, 2), record]);
      const rows = await services.db.prisma.assignment.findMany({ where: { editionId: scene.made.edition.id, state: "ACTIVE" } });
      expect(new Set(rows.map(({ entryId, judgeId }) => `${entryId} ${judgeId}`)).size).toBe(rows.length);
      const barred = rows.filter(({ entryId, judgeId }) => entryId === at(scene.entries, 0).id && judgeId === scene.judges[0].id);
      expect(barred).toEqual([]);
    }
  });
});

describe("declared conflicts", () => {
  it("a judge's own declaration hands the entry back at once; twice it stands once; somebody else's assignment is not found", async () => {
    const scene = await makeScene(services);
    const [mine, other] = at(scene.assignments, 0);
    if (!mine || !other) throw new Error("two assignments are needed");
    const declare = (id: string) => declareOwnConflict(services, { actor: mine.judge.actor, assignmentId: id, reason: "học trò cũ", now });
    expect(await declare(other.id)).toEqual({ ok: false, reason: "not_found" });
    expect(await declare("x")).toEqual({ ok: false, reason: "not_found" });
    expect(await declare(mine.id)).toEqual({ ok: true, value: null });
    expect(await declare(mine.id)).toEqual({ ok: true, value: null });
    const conflicts = await services.db.prisma.conflict.findMany({ where: { editionId: scene.made.edition.id } });
    expect(conflicts).toMatchObject([{ kind: "DECLARED", userId: mine.judge.actor.userId, createdById: mine.judge.actor.userId }]);
    const [event] = await services.db.prisma.ledgerEvent.findMany({ where: { chain: scene.made.edition.id, type: "CONFLICT_RECORDED" } });
    expect(JSON.stringify(event?.data)).not.toContain("học trò");
    const note = await services.db.prisma.erasableText.findUniqueOrThrow({ where: { id: conflicts[0]?.noteId ?? "" } });
    expect(event?.data).toMatchObject({ note: note.hash });
  });

  it("staff record one for a person of the edition and lift what was declared, but nobody their own and none found by rule", async () => {
    const scene = await makeScene(services, { unassigned: true });
    const entry = at(scene.entries, 0);
    const record = (userId: string, entryCode = entry.code ?? "") => recordConflict(services, { ...actOf(scene), input: { userId, entryCode, reason: "vợ chồng" } });
    const stranger = await makeUser(services);
    expect(await record(stranger.userId)).toEqual({ ok: false, reason: "person_unknown" });
    expect(await record(scene.chair.userId, "KHONG-CO")).toEqual({ ok: false, reason: "entry_unknown" });
    expect(await record(scene.chair.userId, entry.code?.toLowerCase())).toEqual({ ok: true, value: null });
    expect(await record(scene.chair.userId)).toEqual({ ok: false, reason: "already_exists" });
    const conflict = await services.db.prisma.conflict.findFirstOrThrow({ where: { entryId: entry.id } });
    const lift = (actor: Scene["chair"], conflictId = conflict.id) => liftConflictByHand(services, { ...actOf(scene, actor), conflictId, reason: "khai nhầm" });
    expect(await lift(scene.chair)).toEqual({ ok: false, reason: "own_conflict" });
    expect(await lift(scene.secretary, "x")).toEqual({ ok: false, reason: "not_found" });
    expect(await lift(scene.secretary)).toEqual({ ok: true, value: null });
    expect(await lift(scene.secretary)).toEqual({ ok: false, reason: "already_done" });
    expect(await eventTypes(scene)).toEqual(["CONFLICT_RECORDED", "CONFLICT_LIFTED"]);
    const found = await services.db.prisma.conflict.create({ data: { editionId: scene.made.edition.id, entryId: entry.id, userId: scene.judges[0].actor.userId, kind: "SAME_UNIT" } });
    expect(await lift(scene.secretary, found.id)).toEqual({ ok: false, reason: "found_by_rule" });
  });
});

describe("panels", () => {
  const input = (scene: Scene, name: string) => ({ name, fieldIds: scene.made.fields.slice(0, 1).map(({ id }) => id) });

  it("are made once however often the form is sent, and no two of a round share a name", async () => {
    const scene = await makeScene(services, { unassigned: true });
    const id = crypto.randomUUID();
    const create = (newId: string, name: string) => createPanel(services, { ...actOf(scene), input: { ...input(scene, name), id: newId, roundId: scene.panel.roundId } });
    expect(await Promise.all([create(id, "Tiểu ban A"), create(id, "Tiểu ban A")])).toEqual([{ ok: true, value: { id } }, { ok: true, value: { id } }]);
    expect(await create(crypto.randomUUID(), "Tiểu ban A")).toEqual({ ok: false, reason: "name_taken" });
    const stranger = await makeScene(services, { unassigned: true });
    expect(await createPanel(services, { ...actOf(scene), input: { ...input(stranger, "B"), id: crypto.randomUUID(), roundId: scene.panel.roundId } })).toEqual({ ok: false, reason: "field_unknown" });
    expect(await createPanel(services, { ...actOf(scene), input: { ...input(scene, "B"), id: crypto.randomUUID(), roundId: stranger.panel.roundId } })).toEqual({ ok: false, reason: "round_unknown" });
  });

  it("keep fields, members and themselves while they are at work", async () => {
    const scene = await makeScene(services);
    const panelId = scene.panel.id;
    const judgeId = scene.judges[0].id;
    const others = scene.made.fields.filter(({ id }) => id !== at(scene.entries, 0).fieldId).map(({ id }) => id);
    expect(await changePanel(services, { ...actOf(scene), panelId, input: { name: "X", fieldIds: others } })).toEqual({ ok: false, reason: "field_at_work" });
    expect(await dropMember(services, { ...actOf(scene), panelId, judgeId })).toEqual({ ok: false, reason: "member_at_work" });
    expect(await removePanel(services, { ...actOf(scene), panelId })).toEqual({ ok: false, reason: "panel_at_work" });
    const empty = await makePanel(services, scene.made, { judges: 1 });
    expect(await dropMember(services, { ...actOf(scene), panelId: empty.panel.id, judgeId: at(empty.judges, 0).id })).toEqual({ ok: true, value: null });
    expect(await removePanel(services, { ...actOf(scene), panelId: empty.panel.id })).toEqual({ ok: true, value: null });
    expect(await removePanel(services, { ...actOf(scene), panelId: empty.panel.id })).toEqual({ ok: false, reason: "not_found" });
  });

  it("take a chair as a judge, whose conflicts are looked for at once", async () => {
    const scene = await makeScene(services, { unassigned: true });
    const school = await makeUnit(services);
    const chair = await makeUser(services, { role: "CHAIR", editionId: scene.made.edition.id, unitId: school.id });
    const own = await makeEntry(services, scene.made.edition, { state: "SUBMITTED", screening: "QUALIFIED", unitId: school.id });
    const place = (userId: string) => placeMember(services, { ...actOf(scene), panelId: scene.panel.id, input: { userId, isChair: true, maxLoad: 5 } });
    expect(await place(chair.userId)).toEqual({ ok: true, value: null });
    expect(await services.db.prisma.judge.findFirst({ where: { userId: chair.userId } })).toMatchObject({ code: "GK04", maxLoad: 5 });
    expect(await services.db.prisma.conflict.count({ where: { entryId: own.id, userId: chair.userId } })).toBe(1);
    expect(await place((await makeUser(services)).userId)).toEqual({ ok: false, reason: "person_unknown" });
    expect(await services.db.transact((tx) => refreshConflicts(tx, { editionId: scene.made.edition.id, now }))).toEqual({ recorded: 0, lifted: 0, revoked: 0 });
  });
});

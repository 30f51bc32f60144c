import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeAssignments } from "~/data/assignments.server";
import { refreshConflicts } from "~/data/conflicts-found.server";
import { CONFLICT_KINDS } from "~/features/judging/queries-conflicts.server";
import { changeAssignments } from "~/features/judging/commands-assignments.server";
import { declareOwnConflict, liftConflictByHand, recordConflict } from "~/features/judging/commands-conflicts.server";
import { withdrawEntry } from "~/features/entries/withdraw-entry.server";
import type { Services } from "~/features/services";
import { makeEntry } from "../../../factories/entries";
import { lockSheet } from "../../../factories/judging";
import { at, makeScene, type Scene } from "../../../factories/judging-scene";
import { makeUnit, makeUser } from "../../../factories/people";
import { testServices, type TestServices } from "../../../support/services";

let test: TestServices;
let services: Services;
beforeAll(async () => {
  test = await testServices();
  services = test.services;
});
afterAll(() => test.close());

const actOf = (scene: Scene, actor = scene.secretary) => ({ actor, editionId: scene.made.edition.id, now: services.clock.now() });
const conflict = (scene: Scene, kind: (typeof CONFLICT_KINDS)[number], userId = scene.judges[0].actor.userId) =>
  services.db.prisma.conflict.create({ data: { editionId: scene.made.edition.id, entryId: at(scene.entries, 0).id, userId, kind, ...(kind === "DECLARED" ? { createdById: "x" } : {}) } });
const isConflict = (error: unknown) => JSON.stringify(error, Object.getOwnPropertyNames(error as object)).includes("SC001") || String(error).includes("conflict of interest");

describe("a standing conflict, whatever its kind", () => {
  it.each(CONFLICT_KINDS)("%s: the database takes no assignment against it, new, revived or handed on", async (kind) => {
    const scene = await makeScene(services, { unassigned: true });
    const [judge, other] = scene.judges;
    const entry = at(scene.entries, 0);
    const { panel } = scene;
    const pair = (judgeId: string) => [{ entryId: entry.id, judgeId, panelId: panel.id }];
    const write = (judgeId: string) => services.db.transact((tx) => makeAssignments(tx, { editionId: panel.editionId, roundId: panel.roundId, pairs: pair(judgeId), actorId: "system", now: services.clock.now() }));
    const [held] = await write(other.id);
    await services.db.prisma.assignment.create({ data: { editionId: panel.editionId, roundId: panel.roundId, panelId: panel.id, entryId: entry.id, judgeId: judge.id, state: "REVOKED", createdById: "x" } });
    await conflict(scene, kind);
    await expect(write(judge.id)).rejects.toSatisfy(isConflict);
    await expect(services.db.prisma.assignment.updateMany({ where: { judgeId: judge.id }, data: { state: "ACTIVE" } })).rejects.toSatisfy(isConflict);
    await expect(services.db.prisma.assignment.update({ where: { id: held?.id ?? "" }, data: { judgeId: judge.id } })).rejects.toSatisfy(isConflict);
    const manual = await changeAssignments(services, { ...actOf(scene), input: { roundId: panel.roundId, entryId: entry.id, wanted: [other.id, judge.id], before: [other.id], confirmed: true } });
    expect(manual).toMatchObject({ ok: false, reason: "judge_in_conflict" });
    expect(await services.db.prisma.assignment.count({ where: { judgeId: judge.id, state: "ACTIVE" } })).toBe(0);
  });

  it("and an assignment at the same moment never stand both", async () => {
    const scene = await makeScene(services, { unassigned: true });
    const { panel } = scene;
    for (const kind of CONFLICT_KINDS) {
      const entry = await makeEntry(services, scene.made.edition, { state: "SUBMITTED", screening: "QUALIFIED" });
      const judge = scene.judges[1];
      const both = await Promise.allSettled([
        services.db.transact((tx) => makeAssignments(tx, { editionId: panel.editionId, roundId: panel.roundId, pairs: [{ entryId: entry.id, judgeId: judge.id, panelId: panel.id }], actorId: "system", now: services.clock.now() })),
        services.db.prisma.conflict.create({ data: { editionId: panel.editionId, entryId: entry.id, userId: judge.actor.userId, kind, ...(kind === "DECLARED" ? { createdById: "x" } : {}) } }),
      ]);
      expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    }
  });

  it("that appears later takes the running assignment back; the sheet stays and counts no longer, also for the person's other account", async () => {
    const scene = await makeScene(services);
    const [first, second] = scene.judges;
    await services.db.prisma.personContact.create({ data: { userId: second.actor.userId, kind: "EMAIL", value: first.actor.email, createdById: "x" } });
    const [one, two] = at(scene.assignments, 0);
    if (!one || !two) throw new Error("no assignments");
    await lockSheet(services, one, "10");
    await lockSheet(services, two, "10");
    expect(await declareOwnConflict(services, { actor: first.actor, assignmentId: one.id, reason: "anh em", now: services.clock.now() })).toEqual({ ok: true, value: null });
    const rows = await services.db.prisma.assignment.findMany({ where: { id: { in: [one.id, two.id] } }, include: { sheet: true } });
    expect(rows.map(({ state, sheet }) => [state, sheet?.state])).toEqual([["REVOKED", "LOCKED"], ["REVOKED", "LOCKED"]]);
  });
});

describe("conflicts come back with what brings their ground", () => {
  it("an entry withdrawn and restored, a judge added late, units merged later", async () => {
    const scene = await makeScene(services, { unassigned: true, phase: "OPEN" });
    const school = await makeUnit(services);
    const old = await makeUnit(services);
    const judge = scene.judges[0];
    const editionId = scene.made.edition.id;
    await services.db.prisma.judge.update({ where: { id: judge.id }, data: { unitId: school.id } });
    const owner = await makeUser(services);
    const entry = await makeEntry(services, scene.made.edition, { owner, state: "SUBMITTED", unitId: school.id });
    const refresh = (scope: { entryId?: string; userIds?: string[] } = {}) => services.db.transact((tx) => refreshConflicts(tx, { editionId, now: services.clock.now(), ...scope }));
    await refresh({ entryId: entry.id });
    const kinds = async () => (await services.db.prisma.conflict.findMany({ where: { entryId: entry.id, liftedAt: null }, orderBy: { userId: "asc" } })).map(({ userId, kind }) => ({ userId, kind }));
    expect(await kinds()).toEqual([{ userId: judge.actor.userId, kind: "SAME_UNIT" }]);
    expect(await withdrawEntry(services, { actor: owner, input: { entryId: entry.id }, now: services.clock.now() })).toMatchObject({ ok: true });
    expect(await kinds()).toEqual([{ userId: judge.actor.userId, kind: "SAME_UNIT" }]);
    const late = await makeUser(services, { role: "JUDGE", editionId, unitId: old.id });
    await refresh({ userIds: [late.userId] });
    expect(await kinds()).toHaveLength(1);
    await services.db.prisma.unit.update({ where: { id: old.id }, data: { mergedIntoId: school.id } });
    await refresh();
    expect(await kinds()).toEqual([judge.actor, late].map(({ userId }) => ({ userId, kind: "SAME_UNIT" })).toSorted((a, b) => (a.userId < b.userId ? -1 : 1)));
  });
});

describe("lifting by hand", () => {
  it("a guess is lifted by the chair alone and stays lifted; a fact by nobody", async () => {
    const scene = await makeScene(services, { unassigned: true });
    const lift = (actor: Scene["chair"], conflictId: string) => liftConflictByHand(services, { ...actOf(scene, actor), conflictId, reason: "không phải người nhà" });
    for (const kind of ["FORMER_UNIT", "FAMILY", "COAUTHOR"] as const) {
      const { id } = await conflict(scene, kind);
      expect(await lift(scene.secretary, id)).toEqual({ ok: false, reason: "not_chair" });
      expect(await lift(scene.chair, id)).toEqual({ ok: true, value: null });
    }
    for (const kind of ["AUTHOR", "SUPERVISOR", "GUARDIAN", "SAME_UNIT"] as const) {
      const { id } = await conflict(scene, kind);
      expect(await lift(scene.chair, id)).toEqual({ ok: false, reason: "found_by_rule" });
    }
  });

  it("a chair with an interest in the entry lifts nothing of it and does not learn that it is there", async () => {
    const scene = await makeScene(services, { unassigned: true });
    const guess = await conflict(scene, "FAMILY");
    const declared = await conflict(scene, "DECLARED");
    await conflict(scene, "SAME_UNIT", scene.chair.userId);
    const lift = (conflictId: string) => liftConflictByHand(services, { ...actOf(scene, scene.chair), conflictId, reason: "x" });
    expect(await lift(guess.id)).toEqual({ ok: false, reason: "not_found" });
    expect(await lift(declared.id)).toEqual({ ok: false, reason: "not_found" });
    const entryCode = at(scene.entries, 0).code ?? "";
    expect(await recordConflict(services, { ...actOf(scene, scene.chair), input: { userId: scene.judges[1].actor.userId, entryCode, reason: "x" } })).toEqual({ ok: false, reason: "entry_unknown" });
  });

  it("one declared for another account of the person gives way to the own declaration", async () => {
    const scene = await makeScene(services, { unassigned: true });
    const [first, second] = scene.judges;
    await services.db.prisma.personContact.create({ data: { userId: second.actor.userId, kind: "EMAIL", value: first.actor.email, createdById: "x" } });
    const entryCode = at(scene.entries, 0).code ?? "";
    const record = (userId: string) => recordConflict(services, { ...actOf(scene), input: { userId, entryCode, reason: "x" } });
    const standing = async () => (await services.db.prisma.conflict.findMany({ where: { editionId: scene.made.edition.id, liftedAt: null } })).map(({ id, userId, createdById }) => ({ id, userId, isFound: createdById === null }));
    expect(await record(first.actor.userId)).toEqual({ ok: true, value: null });
    expect((await standing()).find(({ userId }) => userId === second.actor.userId)?.isFound).toBe(true);
    expect(await record(second.actor.userId)).toEqual({ ok: true, value: null });
    expect((await standing()).map(({ isFound }) => isFound)).toEqual([false, false]);
    const own = (await standing()).find(({ userId }) => userId === first.actor.userId);
    expect(await liftConflictByHand(services, { ...actOf(scene), conflictId: own?.id ?? "", reason: "nhầm" })).toEqual({ ok: true, value: null });
    expect((await standing()).map(({ userId, isFound }) => ({ userId, isFound }))).toEqual(expect.arrayContaining([{ userId: second.actor.userId, isFound: false }]));
  });
});

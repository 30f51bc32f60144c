import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changeAssignments } from "~/features/judging/commands-assignments.server";
import { declareOwnConflict, liftConflictByHand } from "~/features/judging/commands-conflicts.server";
import { applyPlan } from "~/features/judging/commands-plan.server";
import { lockSheet } from "~/features/judging/commands-lock.server";
import { saveSheet } from "~/features/judging/commands-sheet.server";
import { unlockSheet } from "~/features/judging/commands-unlock.server";
import { verifyLedger } from "~/features/ledger/verify-ledger.server";
import type { Actor } from "~/domain/access/roles";
import { at, criteriaOf, makeScene, type Scene } from "../../../factories/judging-scene";
import { makePlan } from "../../../factories/plans";
import { testServices, TEST_DAY, type TestServices } from "../../../support/services";

let test: TestServices;
beforeAll(async () => {
  test = await testServices();
});
afterAll(() => test.close());

const now = TEST_DAY;
const staff = (scene: Scene, actor: Actor) => ({ actor, editionId: scene.made.edition.id, now });

async function fillAndLock(scene: Scene, assignmentId: string, actor: Actor, version: number, score: string) {
  const typed = new Map(criteriaOf(scene).map(({ id }) => [id, score]));
  const saved = await saveSheet(test.services, { actor, assignmentId, input: { version, typed, remark: "" }, complete: true, now });
  if (!saved.ok) throw new Error(saved.reason);
  expect(await lockSheet(test.services, { actor, assignmentId, version: saved.value.version, now })).toMatchObject({ ok: true });
}

describe("judging on record", () => {
  it("after plan, changes by hand, conflicts, locking and unlocking the ledger agrees with every stored row, and a score changed by SQL does not pass", async () => {
    const { services } = test;
    const scene = await makeScene(services, { unassigned: true, entries: 2 });
    const { prisma } = services.db;
    const edition = scene.made.edition.slug;
    const verdict = async () => {
      const found = await verifyLedger(services, { edition, head: null });
      if (!found.ok) throw new Error(found.reason);
      return found.value;
    };
    const round = { roundId: scene.panel.roundId, perEntry: 3 };
    const fingerprint = (await makePlan(services, scene)).plan?.fingerprint ?? "";
    expect(await applyPlan(services, { ...staff(scene, scene.secretary), input: { ...round, fingerprint } })).toEqual({ ok: true, value: { made: 6 } });
    const [a, b, c] = scene.judges;
    const input = { roundId: round.roundId, entryId: at(scene.entries, 1).id, wanted: [a.id, b.id], before: [a.id, b.id, c.id], confirmed: false };
    expect(await changeAssignments(services, { ...staff(scene, scene.secretary), input })).toMatchObject({ ok: true });
    const assignment = async (judgeId: string, entry: number) =>
      (await prisma.assignment.findFirstOrThrow({ where: { judgeId, entryId: at(scene.entries, entry).id, state: "ACTIVE" } })).id;
    const first = await assignment(a.id, 0);
    await fillAndLock(scene, first, a.actor, 0, "10,5");
    expect(await unlockSheet(services, { ...staff(scene, scene.chair), assignmentId: first, reason: "nhập nhầm" })).toEqual({ ok: true, value: null });
    expect((await verdict()).verified).toBe(true);
    await fillAndLock(scene, first, a.actor, 3, "11");
    const handedBack = await assignment(b.id, 0);
    await fillAndLock(scene, handedBack, b.actor, 0, "12");
    expect(await declareOwnConflict(services, { actor: b.actor, assignmentId: handedBack, reason: "họ hàng", now })).toEqual({ ok: true, value: null });
    const conflict = await prisma.conflict.findFirstOrThrow({ where: { userId: b.actor.userId } });
    expect(await liftConflictByHand(services, { ...staff(scene, scene.secretary), conflictId: conflict.id, reason: "khai nhầm" })).toEqual({ ok: true, value: null });
    const clean = await verdict();
    expect(clean.chains.flatMap(({ faults, differences }) => [...faults, ...differences])).toEqual([]);
    expect(clean.verified).toBe(true);
    const { id } = await prisma.scoreSheet.findUniqueOrThrow({ where: { assignmentId: first } });
    await prisma.sheetScore.updateMany({ where: { sheetId: id, criterionId: at(criteriaOf(scene), 0).id }, data: { value: 400_000 } });
    const tampered = await verdict();
    expect(tampered.verified).toBe(false);
    expect(JSON.stringify(tampered.chains)).toContain(id);
  });
});

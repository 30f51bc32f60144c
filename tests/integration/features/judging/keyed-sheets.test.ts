import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyChain } from "~/data/ledger-verify.server";
import type { Actor } from "~/domain/access/roles";
import { keySheet } from "~/features/judging/commands-keyed.server";
import { lockSheet as lock } from "~/features/judging/commands-lock.server";
import { openRescore } from "~/features/judging/commands-rescore.server";
import { unlockSheet } from "~/features/judging/commands-unlock.server";
import { keyedSheetView, paperList } from "~/features/judging/queries-keyed.server";
import type { Services } from "~/features/services";
import { draftSheet, lockSheet } from "../../../factories/judging";
import { at, criteriaOf, makeScene, type Scene } from "../../../factories/judging-scene";
import { makeUser, withRole } from "../../../factories/people";
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
const db = () => services.db.prisma;

interface Office extends Scene {
  second: Actor;
}

async function office(spec: Parameters<typeof makeScene>[1] = {}): Promise<Office> {
  const scene = await makeScene(services, spec);
  return { ...scene, second: await makeUser(services, { role: "SECRETARY", editionId: scene.made.edition.id }) };
}

const first = (scene: Scene) => at(at(scene.assignments, 0), 0);

/** Keys in one score for every criterion; single ones can be given otherwise. */
function key(scene: Scene, actor: Actor, score: string, extra: { others?: Record<string, string>; remark?: string; when?: Date; assignmentId?: string } = {}) {
  const typed = new Map(criteriaOf(scene).map(({ id, code }) => [id, extra.others?.[code] ?? score]));
  const input = { assignmentId: extra.assignmentId ?? first(scene).id, typed, remark: extra.remark ?? "" };
  return keySheet(services, { actor, editionId: scene.made.edition.id, now: extra.when ?? now, input });
}

const view = async (scene: Scene, actor: Actor) => {
  const found = await keyedSheetView(services, { actor, editionId: scene.made.edition.id, assignmentId: first(scene).id });
  if (!found.ok) throw new Error(found.reason);
  return found.value;
};

const eventsOf = async (scene: Scene) =>
  (await db().ledgerEvent.findMany({ where: { chain: scene.made.edition.id, type: { in: ["SHEET_ON_PAPER", "SHEET_LOCKED"] } }, orderBy: { seq: "asc" } })).map(({ type, data }) => ({ type, ...(data as Record<string, unknown>) }));

describe("a sheet on paper", () => {
  it("is locked once a second person keys in the same points, and the record names both", async () => {
    const scene = await office();
    expect(await key(scene, scene.secretary, "9,5", { remark: "Ý tưởng tốt." })).toEqual({ ok: true, value: { outcome: "waiting" } });
    expect(await db().scoreSheet.count({ where: { assignmentId: first(scene).id } })).toBe(0);
    expect(await key(scene, scene.second, " 9.50 ")).toEqual({ ok: true, value: { outcome: "locked" } });
    const sheet = await db().scoreSheet.findUniqueOrThrow({ where: { assignmentId: first(scene).id }, include: { scores: true } });
    expect(sheet).toMatchObject({ state: "LOCKED", channel: "PAPER", remark: "Ý tưởng tốt.", total: criteriaOf(scene).length * 95_000 });
    expect(sheet.scores.map(({ value }) => value)).toEqual(criteriaOf(scene).map(() => 95_000));
    expect(await eventsOf(scene)).toMatchObject([
      { type: "SHEET_ON_PAPER", sheet: sheet.id, first: scene.secretary.userId, second: scene.second.userId },
      { type: "SHEET_LOCKED", sheet: sheet.id, judge: first(scene).judge.code, total: String(criteriaOf(scene).length * 9.5) },
    ]);
    expect(await db().keyedSheet.count({ where: { assignmentId: first(scene).id } })).toBe(0);
    const { faults, differences } = await verifyChain(services.db, scene.made.edition.id, null);
    expect([...faults, ...differences]).toEqual([]);
  });

  it("is never locked by one person, however often they key it in", async () => {
    const scene = await office();
    for (let turn = 0; turn < 3; turn += 1) expect(await key(scene, scene.secretary, "9")).toEqual({ ok: true, value: { outcome: "waiting" } });
    expect(await db().keyedSheet.count({ where: { assignmentId: first(scene).id } })).toBe(1);
    expect(await eventsOf(scene)).toEqual([]);
  });

  it("shows the second person nothing of the first until both have keyed it in differently; then what differs is marked, and one corrects", async () => {
    const scene = await office();
    const odd = at(criteriaOf(scene), 0);
    await key(scene, scene.secretary, "9", { others: { [odd.code]: "3,5" }, remark: "Bí mật" });
    const blind = await view(scene, scene.second);
    expect(blind).toMatchObject({ standing: "other", compared: [], remark: "", keyedAt: null });
    expect(JSON.stringify(blind)).not.toMatch(/3\.5|Bí mật/);
    expect(blind.lines.map(({ own, differs }) => [own, differs])).toEqual(criteriaOf(scene).map(() => [null, false]));
    expect(await key(scene, scene.second, "9", { others: { [odd.code]: "5,5" } })).toEqual({ ok: true, value: { outcome: "differs" } });
    const both = await view(scene, scene.secretary);
    expect(both.standing).toBe("differs");
    expect(both.lines.filter(({ differs }) => differs).map(({ code }) => code)).toEqual([odd.code]);
    expect(both.compared.map(({ values }) => values[odd.code])).toEqual(["3.5", "5.5"]);
    expect(await key(scene, scene.secretary, "9", { others: { [odd.code]: "5,5" } })).toEqual({ ok: true, value: { outcome: "locked" } });
  });

  it("two people who press at the same moment lock it once", async () => {
    const scene = await office();
    const outcomes = await Promise.all([key(scene, scene.secretary, "7"), key(scene, scene.second, "7")]);
    expect(outcomes.map((done) => (done.ok ? done.value.outcome : done.reason)).toSorted()).toEqual(["locked", "waiting"]);
    expect((await eventsOf(scene)).map(({ type }) => type)).toEqual(["SHEET_ON_PAPER", "SHEET_LOCKED"]);
  });

  it("is not keyed in by its judge, by somebody in conflict, by others than secretaries, nor by a stranger", async () => {
    const scene = await office();
    const reason = async (done: ReturnType<typeof key>) => ((await done) as { reason?: string }).reason;
    const judging = await withRole(services, scene.judges[0].actor, "SECRETARY", { editionId: scene.made.edition.id });
    expect(await reason(key(scene, judging, "7"))).toBe("own_paper");
    expect(await keyedSheetView(services, { actor: judging, editionId: scene.made.edition.id, assignmentId: first(scene).id })).toEqual({ ok: false, reason: "own_paper" });
    expect(await reason(key(scene, scene.chair, "7"))).toBe("forbidden");
    const other = await office();
    expect(await reason(key(scene, other.secretary, "7"))).toBe("not_found");
    expect(await reason(key(scene, scene.secretary, "7", { assignmentId: first(other).id }))).toBe("not_found");
    expect(await reason(key(scene, scene.secretary, "7", { assignmentId: "\0" }))).toBe("not_found");
    await db().conflict.create({ data: { editionId: scene.made.edition.id, entryId: at(scene.entries, 0).id, userId: scene.second.userId, kind: "DECLARED" } });
    expect(await reason(key(scene, scene.second, "7"))).toBe("conflict_of_interest");
    const list = await paperList(services, { actor: scene.second, editionId: scene.made.edition.id, search: new URLSearchParams() });
    expect(list.ok && list.value.rows).toEqual([]);
  });

  it("is kept from a secretary who judges the entry and may not see the others' scores yet", async () => {
    const scene = await office({ entries: 2 });
    const judging = await withRole(services, scene.judges[1].actor, "SECRETARY", { editionId: scene.made.edition.id });
    expect(await key(scene, judging, "7")).toEqual({ ok: false, reason: "judges_entry" });
    expect(await keyedSheetView(services, { actor: judging, editionId: scene.made.edition.id, assignmentId: first(scene).id })).toEqual({ ok: false, reason: "judges_entry" });
    expect(await db().keyedSheet.count({ where: { assignmentId: first(scene).id } })).toBe(0);
    await db().assignment.update({ where: { id: at(at(scene.assignments, 1), 1).id }, data: { state: "REVOKED", revokedAt: now } });
    const list = await paperList(services, { actor: judging, editionId: scene.made.edition.id, search: new URLSearchParams() });
    expect(list.ok && list.value.rows.map(({ code }) => code)).toEqual([at(scene.entries, 1).code, at(scene.entries, 1).code]);
    expect(await key(scene, judging, "7", { assignmentId: at(at(scene.assignments, 1), 0).id })).toMatchObject({ ok: true });
  });

  it("does not count what somebody keyed in who has a conflict with the entry by now, nor show or compare it", async () => {
    const scene = await office();
    await key(scene, scene.secretary, "7");
    await db().conflict.create({ data: { editionId: scene.made.edition.id, entryId: at(scene.entries, 0).id, userId: scene.secretary.userId, kind: "DECLARED" } });
    expect((await view(scene, scene.second)).standing).toBe("none");
    expect(await key(scene, scene.second, "7")).toEqual({ ok: true, value: { outcome: "waiting" } });
    const third = await makeUser(services, { role: "SECRETARY", editionId: scene.made.edition.id });
    expect(await key(scene, third, "7")).toEqual({ ok: true, value: { outcome: "locked" } });
    expect(await eventsOf(scene)).toMatchObject([{ first: scene.second.userId, second: third.userId }, {}]);
  });

  it("is out of the tray once the sheet is locked online, unlocked, or opened by a meeting: nothing of before counts again", async () => {
    const scene = await office();
    const rows = at(scene.assignments, 0);
    const tray = () => db().keyedSheet.count();
    const before = await tray();
    const mine = first(scene);
    const staff = { actor: scene.chair, editionId: scene.made.edition.id, now };
    await key(scene, scene.secretary, "7");
    const sheet = await draftSheet(services, mine, Object.fromEntries(criteriaOf(scene).map(({ code }) => [code, "5"])));
    expect(await tray()).toBe(before + 1);
    expect(await lock(services, { actor: mine.judge.actor, assignmentId: mine.id, version: sheet.version, now })).toMatchObject({ ok: true });
    expect(await tray()).toBe(before);
    const stale = { assignmentId: mine.id, keyedById: scene.secretary.userId, at: now, values: {}, remark: "" };
    await db().keyedSheet.create({ data: stale });
    expect(await unlockSheet(services, { ...staff, assignmentId: mine.id, reason: "Nhập nhầm" })).toEqual({ ok: true, value: null });
    expect(await tray()).toBe(before);
    for (const row of rows) await lockSheet(services, row, "5");
    await db().keyedSheet.create({ data: stale });
    const input = { id: randomUUID(), entryId: at(scene.entries, 0).id, roundId: scene.panel.roundId, reason: "Chênh nhau", dueAt: new Date(now.getTime() + 3_600_000) };
    expect(await openRescore(services, { ...staff, input })).toMatchObject({ ok: true });
    expect(await tray()).toBe(before);
  });

  it("is refused as a whole with every fault told: off the step, above the maximum, missing, no number", async () => {
    const scene = await office();
    const [a, b, c] = criteriaOf(scene);
    if (!a || !b || !c) throw new Error("three criteria are needed");
    const done = await key(scene, scene.secretary, "1", { others: { [a.code]: "9,3", [b.code]: "1000", [c.code]: "" }, remark: "x".repeat(4001) });
    expect(done).toMatchObject({ ok: false, reason: "scores_refused", faults: { scores: { [a.id]: "OFF_STEP", [b.id]: "OUT_OF_RANGE", [c.id]: "MISSING" }, remark: "too_long" } });
    expect(await db().keyedSheet.count({ where: { assignmentId: first(scene).id } })).toBe(0);
  });

  it("may come after the round's end while judging lasts, not before its beginning, nor where the sheet is locked or the entry gone", async () => {
    const scene = await office({ entries: 2 });
    const reason = async (done: ReturnType<typeof key>) => ((await done) as { reason?: string }).reason;
    const round = await db().round.findUniqueOrThrow({ where: { id: scene.panel.roundId } });
    expect((await key(scene, scene.secretary, "7", { when: new Date(round.endsAt.getTime() + 60_000) })).ok).toBe(true);
    await db().round.update({ where: { id: round.id }, data: { startsAt: new Date(now.getTime() + 60_000) } });
    expect(await reason(key(scene, scene.second, "7"))).toBe("not_open");
    await db().round.update({ where: { id: round.id }, data: { startsAt: round.startsAt } });
    await lockSheet(services, first(scene), "6");
    expect(await reason(key(scene, scene.second, "7"))).toBe("sheet_locked");
    const gone = at(at(scene.assignments, 1), 1);
    await db().entry.update({ where: { id: at(scene.entries, 1).id }, data: { state: "WITHDRAWN" } });
    expect(await reason(key(scene, scene.second, "7", { assignmentId: gone.id }))).toBe("entry_left");
  });
});

describe("the list of sheets on paper", () => {
  it("says what nobody, one or two have keyed in, finds by entry and judge, and takes two statements", async () => {
    const counts: number[] = [];
    for (const entries of [1, 3]) {
      const scene = await office({ entries });
      const [a, b, c] = at(scene.assignments, 0);
      if (!a || !b || !c) throw new Error("three assignments are needed");
      await key(scene, scene.secretary, "7", { assignmentId: a.id });
      await key(scene, scene.secretary, "7", { assignmentId: b.id });
      await key(scene, scene.second, "8", { assignmentId: b.id });
      await draftSheet(services, c, {});
      const list = async (search: string, actor = scene.second) => {
        const found = await paperList(services, { actor, editionId: scene.made.edition.id, search: new URLSearchParams(search) });
        return found.ok ? found.value.rows.filter(({ code }) => code === at(scene.entries, 0).code).map(({ judge, keyed, own, state }) => [judge.slice(0, 4), keyed, own, state]) : [];
      };
      expect(await list("")).toEqual([["GK02", 2, true, null], ["GK01", 1, false, null], ["GK03", 0, false, "DRAFT"]]);
      expect(await list("chi=hai")).toEqual([["GK01", 1, false, null]]);
      expect(await list("chi=hai", scene.secretary)).toEqual([]);
      expect(await list("chi=khac")).toHaveLength(1);
      expect(await list("q=gk03")).toEqual([["GK03", 0, false, "DRAFT"]]);
      counts.push((await countStatements(services.db.pool, () => paperList(services, { actor: scene.second, editionId: scene.made.edition.id, search: new URLSearchParams() }))).count);
    }
    expect(counts).toEqual([2, 2]);
  });
});

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { revokeAssignments } from "~/data/assignments.server";
import type { SheetAnswer, SheetSave } from "~/domain/judging/sheet-save";
import { lockSheet as lock, lockSheets } from "~/features/judging/commands-lock.server";
import { declareOwnConflict } from "~/features/judging/commands-conflicts.server";
import { saveSheet, saveSheets } from "~/features/judging/commands-sheet.server";
import type { Services } from "~/features/services";
import { lockSheet, type MadeAssignment } from "../../../factories/judging";
import { at, criteriaOf, makeScene, type Scene } from "../../../factories/judging-scene";
import { testServices, TEST_DAY, type TestServices } from "../../../support/services";
import { countStatements } from "../../../support/statements";

let test: TestServices;
let services: Services;
beforeAll(async () => {
  test = await testServices();
  services = test.services;
});
afterAll(() => test.close());

const ids = (scene: Scene) => criteriaOf(scene).map(({ id }) => id);
const byId = (scene: Scene, values: readonly string[]) => Object.fromEntries(values.map((value, index) => [at(ids(scene), index), value]));

function saveOf(assignment: MadeAssignment, fields: Partial<SheetSave> = {}): SheetSave {
  return { id: randomUUID(), assignment: assignment.id, base: 0, scores: {}, remarks: {}, remark: "", note: "", deviceAt: null, ...fields };
}

const send = (assignment: MadeAssignment, saves: readonly unknown[], now = TEST_DAY) => saveSheets(services, { actor: assignment.judge.actor, saves, now });
const sendOne = async (assignment: MadeAssignment, save: unknown, now = TEST_DAY): Promise<SheetAnswer> => at(await send(assignment, [save], now), 0);

const stored = (assignment: MadeAssignment) =>
  services.db.prisma.scoreSheet.findUnique({
    where: { assignmentId: assignment.id },
    include: { scores: { include: { criterion: true } }, revisions: { orderBy: [{ version: "asc" }, { at: "asc" }] } },
  });
const scoresOf = async (assignment: MadeAssignment) =>
  Object.fromEntries((await stored(assignment))?.scores.map(({ criterionId, value }) => [criterionId, value]) ?? []);

const roundOf = (scene: Scene) => {
  const round = scene.made.rounds.find(({ code }) => code === "PRELIM");
  if (!round) throw new Error("no round");
  return round;
};
const afterRound = (scene: Scene) => new Date(roundOf(scene).endsAt.getTime() + 60_000);
const mine = async (scene?: Scene) => at(at((scene ?? (await makeScene(services))).assignments, 0), 0);

describe("a save from a device", () => {
  it("stores scores, remarks, note and the device's clock, and keeps them all in the history", async () => {
    const scene = await makeScene(services);
    const assignment = await mine(scene);
    const [first, second] = criteriaOf(scene);
    const sent = saveOf(assignment, {
      scores: byId(scene, ["34,5", "20"]),
      remarks: byId(scene, ["Mới ở cách gập khung", ""]),
      remark: "Hay",
      note: "Hỏi lại về giá",
      deviceAt: "1970-01-01T00:00:05.000Z",
    });
    expect(await sendOne(assignment, sent)).toEqual({ id: sent.id, outcome: "saved", version: 1, savedAt: TEST_DAY.toISOString() });
    const sheet = await stored(assignment);
    expect(sheet).toMatchObject({ state: "DRAFT", total: null, remark: "Hay", privateNote: "Hỏi lại về giá", remarks: { [first?.code ?? ""]: "Mới ở cách gập khung" } });
    expect(sheet?.revisions).toEqual([
      {
        id: sent.id, sheetId: sheet?.id, at: TEST_DAY, actorId: assignment.judge.actor.userId, state: "DRAFT", version: 1, deviceAt: new Date(5000),
        values: { [first?.code ?? ""]: 345_000, [second?.code ?? ""]: 200_000 }, remark: "Hay", remarks: { [first?.code ?? ""]: "Mới ở cách gập khung" }, privateNote: "Hỏi lại về giá",
      },
    ]);
  });

  it("changes only fields that it names, and removes what was emptied", async () => {
    const scene = await makeScene(services);
    const assignment = await mine(scene);
    const [a, b] = ids(scene);
    await sendOne(assignment, saveOf(assignment, { scores: byId(scene, ["10", "11", "12"]), remarks: byId(scene, ["một", "hai"]) }));
    await sendOne(assignment, saveOf(assignment, { base: 1, scores: { [a ?? ""]: "", [b ?? ""]: "9" }, remarks: { [b ?? ""]: " " } }));
    expect(Object.values(await scoresOf(assignment)).toSorted()).toEqual([120_000, 90_000]);
    expect(Object.values((await stored(assignment))?.remarks as object)).toEqual(["một"]);
  });

  it("stores what can be read beside what cannot, leaves what stood there, and tells each fault at its field", async () => {
    const scene = await makeScene(services);
    const other = await makeScene(services);
    await services.db.prisma.rubric.create({
      data: { roundId: roundOf(scene).id, fieldId: at(scene.made.fields, 1).id, criteria: { create: [{ code: "other", label: "Khác", position: 1, max: 1_000_000, step: 10_000 }] } },
    });
    const assignment = await mine(scene);
    const [a, b, c, d] = ids(scene);
    const foreign = at(ids(other), 0);
    await sendOne(assignment, saveOf(assignment, { scores: { [a ?? ""]: "10" }, remark: "Cũ", note: "cũ" }));
    const sent = saveOf(assignment, {
      base: 1,
      scores: { [a ?? ""]: "100,5", [b ?? ""]: "ba mươi", [c ?? ""]: "10,3", [d ?? ""]: "5,5", [foreign]: "10", "khong-phai-ma": "7" },
      remarks: { [a ?? ""]: "x".repeat(2001), [b ?? ""]: "được", [foreign]: "lạc" },
      remark: "x".repeat(4001),
      note: "y".repeat(4001),
    });
    expect(await sendOne(assignment, sent)).toEqual({
      id: sent.id, outcome: "saved", version: 2, savedAt: TEST_DAY.toISOString(),
      faults: {
        scores: { [a ?? ""]: "OUT_OF_RANGE", [b ?? ""]: "NOT_A_NUMBER", [c ?? ""]: "OFF_STEP", [foreign]: "UNKNOWN", "khong-phai-ma": "UNKNOWN" },
        remarks: { [a ?? ""]: "too_long", [foreign]: "unknown" },
        remark: "too_long",
        note: "too_long",
      },
    });
    expect(await scoresOf(assignment)).toEqual({ [a ?? ""]: 100_000, [d ?? ""]: 55_000 });
    expect(await stored(assignment)).toMatchObject({ remark: "Cũ", privateNote: "cũ" });
  });

  it("sent a hundred times, at once and one after the other, is written once and answered alike", async () => {
    const scene = await makeScene(services);
    const assignment = await mine(scene);
    const sent = saveOf(assignment, { scores: byId(scene, ["10", "x"]) });
    const first = await Promise.all(Array.from({ length: 20 }, () => sendOne(assignment, sent)));
    const later = saveOf(assignment, { base: 1, scores: byId(scene, ["11"]) });
    expect(await sendOne(assignment, later)).toMatchObject({ outcome: "saved", version: 2 });
    const again = await send(assignment, Array.from({ length: 80 }, () => sent));
    const answer = { id: sent.id, outcome: "saved", version: 1, savedAt: TEST_DAY.toISOString(), faults: { scores: { [at(ids(scene), 1)]: "NOT_A_NUMBER" } } };
    for (const one of [...first, ...again]) expect(one).toEqual(answer);
    expect((await stored(assignment))?.revisions.map(({ version }) => version)).toEqual([1, 2]);
    expect(await scoresOf(assignment)).toEqual({ [at(ids(scene), 0)]: 110_000 });
  });

  it("an id that stands for something else is refused: another's save, other values, another sheet", async () => {
    const scene = await makeScene(services);
    const [assignment, other] = at(scene.assignments, 0);
    if (!assignment || !other) throw new Error("two assignments are needed");
    const sent = saveOf(assignment, { scores: byId(scene, ["10"]) });
    await sendOne(assignment, sent);
    expect(await sendOne(assignment, { ...sent, base: 1, scores: byId(scene, ["11"]) })).toEqual({ id: sent.id, outcome: "refused", reason: "id_taken" });
    expect(await sendOne(other, { ...sent, assignment: other.id })).toEqual({ id: sent.id, outcome: "refused", reason: "id_taken" });
    const shared = randomUUID();
    const race = await Promise.all([sendOne(assignment, saveOf(assignment, { id: shared, base: 1, scores: byId(scene, ["12"]) })), sendOne(other, saveOf(other, { id: shared, scores: byId(scene, ["13"]) }))]);
    expect(race.map(({ outcome }) => outcome).toSorted()).toEqual(["refused", "saved"]);
    expect(await services.db.prisma.sheetRevision.count({ where: { id: shared } })).toBe(1);
  });

  it("meets another device's: a conflict with what is stored, nothing merged, nothing overwritten; the same values are none", async () => {
    const scene = await makeScene(services);
    const assignment = await mine(scene);
    await sendOne(assignment, saveOf(assignment, { scores: byId(scene, ["10", "20"]), remarks: byId(scene, ["trên máy tính"]), note: "ghi chú" }));
    const fromPhone = saveOf(assignment, { scores: byId(scene, ["10", "21"]) });
    expect(await sendOne(assignment, fromPhone)).toEqual({
      id: fromPhone.id, outcome: "conflict",
      stored: {
        version: 1, state: "DRAFT", remark: "", note: "ghi chú", savedAt: TEST_DAY.toISOString(),
        scores: byId(scene, ["10", "20"]), remarks: byId(scene, ["trên máy tính"]),
      },
    });
    const same = saveOf(assignment, { scores: byId(scene, ["10,0", "20"]), remarks: byId(scene, ["trên máy tính"]), note: "ghi chú" });
    expect(await sendOne(assignment, same)).toMatchObject({ outcome: "saved", version: 1 });
    expect(await sendOne(assignment, same)).toMatchObject({ outcome: "saved", version: 1 });
    expect((await stored(assignment))?.revisions.map(({ version }) => version)).toEqual([1, 1]);
    expect(await sendOne(assignment, { ...fromPhone, id: randomUUID(), base: 1, remarks: {} })).toMatchObject({ outcome: "saved", version: 2 });
  });

  it("written on top of one whose answer was lost is no conflict, unless somebody else was faster", async () => {
    const scene = await makeScene(services);
    const assignment = await mine(scene);
    const [first, second, third] = ["10", "11", "12"].map((score) => saveOf(assignment, { scores: byId(scene, [score]) }));
    if (!first || !second || !third) throw new Error("three");
    const chain = [first, { ...second, after: first.id }, { ...third, after: second.id }];
    expect((await send(assignment, chain)).map((answer) => [answer.outcome, "version" in answer && answer.version])).toEqual([["saved", 1], ["saved", 2], ["saved", 3]]);
    expect(await sendOne(assignment, saveOf(assignment, { after: second.id, scores: byId(scene, ["13"]) }))).toMatchObject({ outcome: "conflict", stored: { version: 3 } });
    expect(await sendOne(assignment, saveOf(assignment, { after: randomUUID(), base: 3, scores: byId(scene, ["14"]) }))).toMatchObject({ outcome: "saved", version: 4 });
  });

  it("with a version nobody made is a conflict; on a sheet nobody began it is simply the first", async () => {
    const scene = await makeScene(services);
    const assignment = await mine(scene);
    expect(await sendOne(assignment, saveOf(assignment, { base: 999, scores: byId(scene, ["10"]) }))).toMatchObject({ outcome: "saved", version: 1 });
    expect(await sendOne(assignment, saveOf(assignment, { base: 999, scores: byId(scene, ["11"]) }))).toMatchObject({ outcome: "conflict" });
  });

  it("that is no save at all is answered malformed beside those that are", async () => {
    const scene = await makeScene(services);
    const assignment = await mine(scene);
    const good = saveOf(assignment, { scores: byId(scene, ["10"]), remark: "a\u0000b\uD800c", deviceAt: "2090-13-99T" });
    const wrong: unknown[] = [
      null,
      7,
      "save",
      [],
      {},
      { ...good, id: "khong-phai-ma" },
      { ...good, id: 7 },
      { ...good, assignment: "../../etc" },
      { ...good, base: -1 },
      { ...good, base: 1.5 },
      { ...good, base: 1e99 },
      { ...good, scores: { [at(ids(scene), 0)]: 10 } },
      { ...good, scores: [] },
      { ...good, remark: null },
      { ...good, after: "x" },
      { ...good, scores: Object.fromEntries(Array.from({ length: 201 }, (_, index) => [String(index), ""])) },
    ];
    const answers = await send(assignment, [...wrong, good]);
    expect(answers.slice(0, -1).map((answer) => ("reason" in answer ? answer.reason : answer.outcome))).toEqual(wrong.map(() => "malformed"));
    expect(at(answers, 5).id).toBe("khong-phai-ma");
    expect(answers.at(-1)).toMatchObject({ outcome: "saved", version: 1 });
    expect(await stored(assignment)).toMatchObject({ remark: "abc" });
    expect((await stored(assignment))?.revisions[0]?.deviceAt).toBeNull();
  });

  it("whatever the device's clock says is kept and harms nothing", async () => {
    const scene = await makeScene(services);
    const assignment = await mine(scene);
    const clocks = ["1970-01-01T00:00:00.000Z", "2090-06-01T12:00:00.000+07:00", "9999-12-31T23:59:59.999Z", "0000-01-01T00:00:00Z", "+275760-09-13T00:00:00.000Z", "hôm qua", "", null];
    for (const [base, deviceAt] of clocks.entries()) {
      expect(await sendOne(assignment, saveOf(assignment, { base, scores: byId(scene, [String(base)]), deviceAt }))).toMatchObject({ outcome: "saved", version: base + 1, savedAt: TEST_DAY.toISOString() });
    }
    const kept = (await stored(assignment))?.revisions.map(({ deviceAt }) => deviceAt?.toISOString() ?? null);
    expect(kept).toEqual(["1970-01-01T00:00:00.000Z", "2090-06-01T05:00:00.000Z", "9999-12-31T23:59:59.999Z", null, null, null, null, null]);
  });

  it("is refused with its reason where the sheet is not the judge's to fill, and stores nothing", async () => {
    const scene = await makeScene(services, { entries: 4 });
    const own = scene.assignments.map((row) => at(row, 0));
    const [strange, revoked, left, conflicted] = own as [MadeAssignment, MadeAssignment, MadeAssignment, MadeAssignment];
    const reason = async (assignment: MadeAssignment, now?: Date, actor = assignment) => {
      const answer = await sendOne(actor, saveOf(assignment, { scores: byId(scene, ["10"]) }), now);
      return "reason" in answer ? answer.reason : answer.outcome;
    };
    expect(await reason(strange, TEST_DAY, at(at(scene.assignments, 0), 1))).toBe("not_found");
    expect(await reason({ ...strange, id: randomUUID() })).toBe("not_found");
    expect(await reason(strange, new Date(roundOf(scene).startsAt.getTime() - 1000))).toBe("wrong_phase");
    await services.db.transact((tx) => revokeAssignments(tx, { editionId: scene.made.edition.id, ids: [revoked.id], actorId: "system", now: TEST_DAY }));
    expect(await reason(revoked)).toBe("gone");
    await services.db.prisma.entry.update({ where: { id: at(scene.entries, 2).id }, data: { state: "WITHDRAWN" } });
    expect(await reason(left)).toBe("entry_left");
    await declareOwnConflict(services, { actor: conflicted.judge.actor, assignmentId: conflicted.id, reason: "học trò cũ", now: TEST_DAY });
    expect(await reason(conflicted)).toBe("gone");
    expect(await services.db.prisma.scoreSheet.count({ where: { assignment: { editionId: scene.made.edition.id } } })).toBe(0);
  });

  it("does not reach a locked sheet; one that says the same is told it is stored", async () => {
    const scene = await makeScene(services);
    const assignment = await mine(scene);
    await lockSheet(services, assignment, "10");
    const same = byId(scene, ids(scene).map(() => "10"));
    expect(await sendOne(assignment, saveOf(assignment, { scores: byId(scene, ["9"]) }))).toMatchObject({ outcome: "refused", reason: "sheet_locked", stored: { state: "LOCKED", version: 1 } });
    expect(await sendOne(assignment, saveOf(assignment, { scores: same }))).toMatchObject({ outcome: "saved", version: 1 });
    expect((await stored(assignment))?.revisions).toHaveLength(1);
  });
});

describe("a save that comes after the round", () => {
  it("is kept for the chair, once, on record, and changes nothing of the sheet", async () => {
    const scene = await makeScene(services);
    const assignment = await mine(scene);
    await sendOne(assignment, saveOf(assignment, { scores: byId(scene, ["10"]) }));
    const late = saveOf(assignment, { base: 1, scores: byId(scene, ["11", "x"]), note: "riêng", deviceAt: "2026-11-22T07:00:00.000Z" });
    const answer = await sendOne(assignment, late, afterRound(scene));
    expect(answer).toMatchObject({ id: late.id, outcome: "late", faults: { scores: { [at(ids(scene), 1)]: "NOT_A_NUMBER" } }, stored: { version: 1 } });
    for (const again of await send(assignment, [late, late], scene.made.edition.judgingEndsAt)) expect(again).toMatchObject({ outcome: "late", savedAt: afterRound(scene).toISOString() });
    expect(await scoresOf(assignment)).toEqual({ [at(ids(scene), 0)]: 100_000 });
    const code = at(criteriaOf(scene), 0).code;
    expect(await services.db.prisma.lateSheet.findMany({ where: { assignmentId: assignment.id } })).toMatchObject([
      { id: late.id, state: "WAITING", values: { [code]: 110_000 }, privateNote: "riêng", deviceAt: new Date("2026-11-22T07:00:00.000Z"), receivedAt: afterRound(scene) },
    ]);
    const events = await services.db.prisma.ledgerEvent.findMany({ where: { chain: scene.made.edition.id, type: "LATE_SHEET_KEPT" } });
    expect(events.map(({ data }) => data)).toEqual([{ late: late.id, round: "PRELIM", entry: at(scene.entries, 0).code, judge: assignment.judge.code, scores: { [code]: "11" } }]);
  });

  it("needs no decision where it says what is stored, and a flood of them ends", async () => {
    const scene = await makeScene(services);
    const assignment = await mine(scene);
    await sendOne(assignment, saveOf(assignment, { scores: byId(scene, ["10"]) }));
    expect(await sendOne(assignment, saveOf(assignment, { scores: byId(scene, ["10"]) }), afterRound(scene))).toMatchObject({ outcome: "saved", version: 1 });
    const flood = await send(assignment, Array.from({ length: 102 }, (_, index) => saveOf(assignment, { scores: byId(scene, [String(11 + (index % 5))]) })), afterRound(scene));
    expect(flood.filter(({ outcome }) => outcome === "late")).toHaveLength(100);
    expect(flood.at(-1)).toMatchObject({ outcome: "refused", reason: "too_many" });
  });

  it("as a plain form is kept where the form has an id, and refused as ever where it has none", async () => {
    const scene = await makeScene(services);
    const assignment = await mine(scene);
    const form = (id?: string) =>
      saveSheet(services, {
        actor: assignment.judge.actor, assignmentId: assignment.id, complete: false, now: afterRound(scene),
        input: { version: 0, typed: new Map([[at(ids(scene), 0), "10"]]), remark: "", ...(id !== undefined && { id }) },
      });
    expect(await form()).toEqual({ ok: false, reason: "deadline_passed" });
    expect(await form(randomUUID())).toEqual({ ok: false, reason: "late" });
    expect(await services.db.prisma.lateSheet.count({ where: { assignmentId: assignment.id } })).toBe(1);
  });
});

describe("while the judges of an entry score again", () => {
  it("their sheets are open after the round and in the phase of decisions, until the meeting's time is over", async () => {
    const scene = await makeScene(services);
    const assignment = await mine(scene);
    const late = scene.made.edition.judgingEndsAt;
    const dueAt = new Date(late.getTime() + 3_600_000);
    const text = await services.db.prisma.erasableText.create({ data: { chain: scene.made.edition.id, salt: "s", text: "t", hash: "h" } });
    await services.db.prisma.rescore.create({
      data: { editionId: scene.made.edition.id, roundId: roundOf(scene).id, entryId: at(scene.entries, 0).id, dueAt, originals: [], reasonId: text.id, openedById: "x", openedAt: TEST_DAY },
    });
    expect(await sendOne(assignment, saveOf(assignment, { scores: byId(scene, ids(scene).map(() => "10")) }), late)).toMatchObject({ outcome: "saved", version: 1 });
    expect(await lock(services, { actor: assignment.judge.actor, assignmentId: assignment.id, version: 1, now: late })).toEqual({ ok: true, value: { version: 2 } });
    const other = at(at(scene.assignments, 0), 1);
    expect(await sendOne(other, saveOf(other, { scores: byId(scene, ["10"]) }), new Date(dueAt.getTime() + 1000))).toMatchObject({ outcome: "late" });
    await services.db.prisma.resultDecision.create({
      data: { editionId: scene.made.edition.id, state: "PROPOSED", problem: {}, answer: {}, sealedHash: "0", proposedById: scene.chair.userId, proposedAt: late },
    });
    expect(await sendOne(other, saveOf(other, { scores: byId(scene, ["10"]) }), late)).toMatchObject({ outcome: "refused", reason: "result_proposed" });
  });
});

describe("locking many sheets at once", () => {
  it("locks what can be locked; what is incomplete, changed meanwhile or a stranger's stops no other", async () => {
    const scene = await makeScene(services, { entries: 5 });
    const own = scene.assignments.map((row) => at(row, 0));
    const whole = byId(scene, ids(scene).map(() => "10"));
    const [a, incomplete, changed, never, b] = own as [MadeAssignment, MadeAssignment, MadeAssignment, MadeAssignment, MadeAssignment];
    await send(a, [saveOf(a, { scores: whole }), saveOf(incomplete, { scores: byId(scene, ["10"]) }), saveOf(changed, { scores: whole }), saveOf(b, { scores: whole })]);
    await sendOne(changed, saveOf(changed, { base: 1, scores: byId(scene, ["11"]) }));
    const foreign = at(at(scene.assignments, 0), 1);
    const sheets = [a, incomplete, changed, never, foreign, { id: "khong" }, b].map(({ id }) => ({ assignmentId: id, version: 1 }));
    const results = await lockSheets(services, { actor: a.judge.actor, sheets, now: TEST_DAY });
    expect(results.map((result) => (result.ok ? result.value.version : result.reason))).toEqual([2, "sheet_incomplete", "version_conflict", "version_conflict", "not_found", "not_found", 2]);
    expect(await services.db.prisma.ledgerEvent.count({ where: { chain: scene.made.edition.id, type: "SHEET_LOCKED" } })).toBe(2);
    expect((await lockSheets(services, { actor: a.judge.actor, sheets, now: TEST_DAY })).map(({ ok }) => ok)).toEqual([true, false, false, false, false, false, true]);
    expect(await services.db.prisma.ledgerEvent.count({ where: { chain: scene.made.edition.id, type: "SHEET_LOCKED" } })).toBe(2);
  });

  it("a sheet that was locked with other values than were read back is not passed off as locked", async () => {
    const scene = await makeScene(services);
    const assignment = await mine(scene);
    await sendOne(assignment, saveOf(assignment, { scores: byId(scene, ids(scene).map(() => "10")) }));
    await sendOne(assignment, saveOf(assignment, { base: 1, scores: byId(scene, ["12"]) }));
    const lockAt = (version: number) => lock(services, { actor: assignment.judge.actor, assignmentId: assignment.id, version, now: TEST_DAY });
    expect(await lockAt(2)).toEqual({ ok: true, value: { version: 3 } });
    expect(await lockAt(1)).toEqual({ ok: false, reason: "sheet_locked" });
  });
});

describe("what saving costs", () => {
  it("five statements a save, seven a lock with the record, whatever the number of criteria and saves before", async () => {
    const scene = await makeScene(services);
    const assignment = await mine(scene);
    const save = (base: number) => countStatements(services.db.pool, () => sendOne(assignment, saveOf(assignment, { base, scores: byId(scene, ids(scene).map(() => String(base))), remarks: byId(scene, ["một", "hai"]) })));
    const counts: number[] = [];
    for (let base = 0; base < 3; base += 1) counts.push((await save(base)).count);
    expect(counts).toEqual([5, 5, 5]);
    const locking = await countStatements(services.db.pool, () => lock(services, { actor: assignment.judge.actor, assignmentId: assignment.id, version: 3, now: TEST_DAY }));
    expect(locking.value).toEqual({ ok: true, value: { version: 4 } });
    expect(locking.count).toBe(7);
  });
});

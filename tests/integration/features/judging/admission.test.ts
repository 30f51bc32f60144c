import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scoringInput } from "~/data/sheets.server";
import type { Actor } from "~/domain/access/roles";
import { rankProblem } from "~/domain/ranking/rank-problem";
import { admitEntries } from "~/features/judging/commands-admission.server";
import { admissionView } from "~/features/judging/queries-admission.server";
import type { Services } from "~/features/services";
import { makeEntry } from "../../../factories/entries";
import { assign, lockSheet, makePanel } from "../../../factories/judging";
import { at, makeScene, type Scene } from "../../../factories/judging-scene";
import { countStatements } from "../../../support/statements";
import { TEST_DAY, testServices, type TestServices } from "../../../support/services";

let test: TestServices;
let services: Services;
beforeAll(async () => {
  test = await testServices();
  services = test.services;
});
afterAll(() => test.close());

const now = TEST_DAY;
const p = (value: number) => value * 10_000;

interface Rule {
  admitFrom?: number;
  admitMost?: number;
}

/** Entries of a preliminary round scored by all three judges; every criterion gets the same points, up to its maximum. */
async function scored(points: readonly string[], { admitFrom, admitMost }: Rule): Promise<Scene> {
  const rule = { admitFrom: admitFrom ?? null, admitMost: admitMost ?? null };
  const change: NonNullable<NonNullable<Parameters<typeof makeScene>[1]>["edition"]>["change"] = (draft) => ({
    ...draft,
    rounds: draft.rounds.map((round) => (round.code === "PRELIM" ? { ...round, ...rule } : round)),
  });
  const scene = await makeScene(services, { entries: points.length, edition: { change } });
  for (const [index, row] of scene.assignments.entries()) for (const one of row) await lockSheet(services, one, at(points, index));
  return scene;
}

const view = async (scene: Scene, actor: Actor = scene.chair) => {
  const found = await admissionView(services, { actor, editionId: scene.made.edition.id, round: "FINAL", preselect: { top: null, from: null } });
  if (!found.ok) throw new Error(found.reason);
  return found.value;
};
const admit = async (scene: Scene, numbers: readonly number[], { actor = scene.chair, reason }: { actor?: Actor; reason?: string } = {}) => {
  const { mark, round } = await view(scene, actor);
  const entryIds = numbers.map((number) => at(scene.entries, number - 1).id);
  return admitEntries(services, { actor, editionId: scene.made.edition.id, now, input: { roundId: round.id, entryIds, mark, ...(reason === undefined ? {} : { reason }) } });
};
const events = async (scene: Scene) =>
  (await services.db.prisma.ledgerEvent.findMany({ where: { chain: scene.made.edition.id, type: "ROUND_ADMITTED" }, orderBy: { seq: "asc" } })).map(({ data }) => data as { round: string; entries: string[]; reason?: string });
const numbersOf = (scene: Scene, codes: readonly string[]) => codes.map((code) => scene.entries.findIndex((entry) => entry.code === code) + 1);

describe("the list for a later round", () => {
  it("is ticked as the rule of the round before says, with the ground beside each entry", async () => {
    const scene = await scored(["10", "15", "12"], { admitFrom: p(48), admitMost: 1 });
    const { rows, rule, proposed } = await view(scene);
    expect(rows.map(({ title, mean, ground, countedRank, isTicked }) => [title, mean, ground, countedRank, isTicked])).toEqual([
      ["Giải pháp 2", "60.00", "meets", 1, true],
      ["Giải pháp 3", "48.00", "outside", 2, false],
      ["Giải pháp 1", "40.00", "below", 3, false],
    ]);
    expect({ rule, proposed }).toEqual({ rule: { from: "48", most: 1, perField: false }, proposed: 1 });
  });

  it("as the rule says is confirmed by the secretary, without a reason", async () => {
    const scene = await scored(["10", "15", "12"], { admitMost: 2 });
    expect(await admit(scene, [2, 3], { actor: scene.secretary })).toEqual({ ok: true, value: { admitted: 2 } });
    expect((await events(scene)).map(({ entries, reason }) => [numbersOf(scene, entries).sort(), reason])).toEqual([[[2, 3], undefined]]);
  });

  it("otherwise than the rule says is the chair's, with a reason whose hash is on record", async () => {
    const scene = await scored(["10", "15", "12"], { admitMost: 2 });
    expect(await admit(scene, [2], { actor: scene.secretary, reason: "Thư ký thấy vậy" })).toEqual({ ok: false, reason: "chair_decides" });
    expect(await admit(scene, [1, 2])).toEqual({ ok: false, reason: "reason_required" });
    expect(await events(scene)).toEqual([]);
    expect(await admit(scene, [1, 2], { reason: "Bài 3 xin không dự chung khảo." })).toEqual({ ok: true, value: { admitted: 2 } });
    const [event] = await events(scene);
    const kept = await services.db.prisma.erasableText.findMany({ where: { chain: scene.made.edition.id } });
    expect(kept.map(({ text, hash }) => [text, hash])).toEqual([["Bài 3 xin không dự chung khảo.", event?.reason]]);
  });

  it("leaves equal entries at the line to the chair, whichever they are", async () => {
    const scene = await scored(["15", "12", "12"], { admitMost: 2 });
    const { ties, rows } = await view(scene);
    expect(ties.map(({ codes, places, field }) => [numbersOf(scene, codes), places, field])).toEqual([[[2, 3], 1, null]]);
    expect(rows.filter(({ isTicked }) => isTicked).map(({ title }) => title)).toEqual(["Giải pháp 1"]);
    expect(await admit(scene, [1, 2], { actor: scene.secretary })).toEqual({ ok: false, reason: "chair_decides" });
    expect(await admit(scene, [1, 2])).toEqual({ ok: false, reason: "reason_required" });
    expect(await admit(scene, [1, 2], { reason: "Bốc thăm theo biên bản." })).toEqual({ ok: true, value: { admitted: 2 } });
  });

  it("is the chair's while an entry of the round before lacks sheets", async () => {
    const scene = await scored(["10", "15"], { admitFrom: p(48) });
    const late = await makeEntry(services, scene.made.edition, { state: "SUBMITTED", screening: "QUALIFIED", title: "Giải pháp 3" });
    const found = await view(scene, scene.secretary);
    expect([found.open, found.rows.find(({ id }) => id === late.id)?.ground]).toEqual([1, "incomplete"]);
    expect(await admit(scene, [2], { actor: scene.secretary })).toEqual({ ok: false, reason: "chair_decides" });
    expect(await admit(scene, [2])).toEqual({ ok: false, reason: "reason_required" });
    expect(await admit(scene, [2], { reason: "Bài 3 nộp bổ sung, chấm sau." })).toEqual({ ok: true, value: { admitted: 1 } });
  });

  it("does not wait for entries that were never admitted to the round before", async () => {
    const scene = await scored(["10", "15"], { admitFrom: p(48) });
    const [, final] = scene.made.rounds;
    if (!final) throw new Error("two rounds are needed");
    const third = await services.db.prisma.round.create({ data: { editionId: scene.made.edition.id, code: "LAST", name: "Vòng ba", position: 3, weight: 0, startsAt: final.startsAt, endsAt: final.endsAt } });
    await services.db.prisma.round.update({ where: { id: final.id }, data: { admitFrom: p(1) } });
    expect((await admit(scene, [2])).ok).toBe(true);
    const { panel, judges } = await makePanel(services, scene.made, { round: "FINAL" });
    const seats = [];
    for (const judge of judges) seats.push(await assign(services, { panel, judge, entry: at(scene.entries, 1) }));
    const ask = { actor: scene.secretary, editionId: scene.made.edition.id };
    const list = async () => {
      const found = await admissionView(services, { ...ask, round: "LAST", preselect: { top: null, from: null } });
      if (!found.ok) throw new Error(found.reason);
      return found.value;
    };
    const confirm = async () => admitEntries(services, { ...ask, now, input: { roundId: third.id, entryIds: [at(scene.entries, 1).id], mark: (await list()).mark } });
    expect(await confirm()).toEqual({ ok: false, reason: "chair_decides" });
    for (const seat of seats) await lockSheet(services, seat, "11");
    expect((await list()).rows.map(({ title, ground }) => [title, ground])).toEqual([["Giải pháp 2", "meets"], ["Giải pháp 1", "absent"]]);
    expect(await confirm()).toEqual({ ok: true, value: { admitted: 1 } });
  });

  it("never lets more go on than the number where somebody does not see all entries: another has to confirm it", async () => {
    const scene = await scored(["15", "13", "12"], { admitMost: 2 });
    const editionId = scene.made.edition.id;
    const bar = (actor: Actor, number: number) => services.db.prisma.conflict.create({ data: { editionId, entryId: at(scene.entries, number - 1).id, userId: actor.userId, kind: "DECLARED" } });
    await bar(scene.secretary, 1);
    await bar(scene.chair, 3);
    expect((await view(scene, scene.secretary)).rows.map(({ title, isTicked }) => [title, isTicked])).toEqual([["Giải pháp 2", true], ["Giải pháp 3", true]]);
    for (const list of [[2, 3], [2], [3]]) expect(await admit(scene, list, { actor: scene.secretary })).toEqual({ ok: false, reason: "interest_confirms" });
    expect(await admit(scene, [2], { reason: "Chỉ chọn một bài." })).toEqual({ ok: false, reason: "interest_confirms" });
    expect(await admit(scene, [1, 2])).toEqual({ ok: true, value: { admitted: 2 } });
    expect((await events(scene)).map(({ entries }) => numbersOf(scene, entries).sort())).toEqual([[1, 2]]);
  });

  it("counts in each field apart where prizes are given so", async () => {
    const scene = await scored(["10", "15"], { admitMost: 1 });
    const [, other] = scene.made.fields;
    await services.db.prisma.edition.update({ where: { id: scene.made.edition.id }, data: { perField: true } });
    await services.db.prisma.entry.update({ where: { id: at(scene.entries, 0).id }, data: { fieldId: other?.id ?? null } });
    expect((await view(scene)).rows.map(({ title, rank, countedRank, ground }) => [title, rank, countedRank, ground])).toEqual([
      ["Giải pháp 2", 1, 1, "meets"],
      ["Giải pháp 1", 2, 1, "meets"],
    ]);
  });

  it("is read in the same number of statements whatever the number of entries", async () => {
    const counts: number[] = [];
    for (const points of [["10"], ["10", "12", "14"]]) {
      const scene = await scored(points, { admitMost: 1 });
      counts.push((await countStatements(services.db.pool, () => view(scene))).count);
    }
    expect(counts).toEqual([5, 5]);
  });
});

describe("a round without weight", () => {
  it("decides who goes on and is left out of the result", async () => {
    const scene = await makeScene(services, {
      entries: 2,
      edition: { change: (draft) => ({ ...draft, rounds: draft.rounds.map((round) => ({ ...round, weight: round.code === "FINAL" ? 10_000 : 0, admitMost: round.code === "FINAL" ? null : 1 })) }) },
    });
    for (const [index, row] of scene.assignments.entries()) for (const one of row) await lockSheet(services, one, ["10", "14"][index] ?? "0");
    expect((await view(scene)).rows.map(({ title, mean, ground }) => [title, mean, ground])).toEqual([["Giải pháp 2", "56.00", "meets"], ["Giải pháp 1", "40.00", "outside"]]);
    expect(await admit(scene, [2])).toEqual({ ok: true, value: { admitted: 1 } });
    const { panel, judges } = await makePanel(services, scene.made, { round: "FINAL" });
    for (const judge of judges) await lockSheet(services, await assign(services, { panel, judge, entry: at(scene.entries, 1) }), "11");
    const input = await scoringInput(services.db.prisma, scene.made.edition.id);
    expect(input.rounds).toEqual([{ code: "FINAL", weight: 10_000 }]);
    expect([...new Set(input.rubrics.map(({ round }) => round))]).toEqual(["FINAL"]);
    expect([...new Set(input.sheets.map(({ round }) => round))]).toEqual(["FINAL"]);
    const ranked = rankProblem({ ...input, choices: [] });
    if (!ranked.ok) throw new Error(JSON.stringify(ranked.faults));
    expect(ranked.value.ranking.map(({ entry, mean, flags }) => [numbersOf(scene, [entry])[0], mean, flags])).toEqual([[2, "44.00", []], [1, null, ["INCOMPLETE"]]]);
  });
});

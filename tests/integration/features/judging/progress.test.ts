import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hiddenEntries, scoringInput, visibleSheets } from "~/data/sheets.server";
import type { Actor } from "~/domain/access/roles";
import { rankProblem } from "~/domain/ranking/rank-problem";
import { admitEntries } from "~/features/judging/commands-admission.server";
import { remindJudges } from "~/features/judging/commands-reminders.server";
import { admissionView } from "~/features/judging/queries-admission.server";
import { assignmentsView, listQuery } from "~/features/judging/queries-assignments.server";
import { conflictsView } from "~/features/judging/queries-conflicts.server";
import { panelsView, panelView } from "~/features/judging/queries-panels.server";
import { planView } from "~/features/judging/queries-plan.server";
import { entrySheetsView, progressQuery, progressView } from "~/features/judging/queries-progress.server";
import { ownRounds } from "~/features/judging/queries-own.server";
import { sheetView } from "~/features/judging/queries-sheet.server";
import type { Services } from "~/features/services";
import { makeEntry } from "../../../factories/entries";
import { assign, draftSheet, lockSheet } from "../../../factories/judging";
import { at, criteriaOf, makeScene, type Scene } from "../../../factories/judging-scene";
import { withRole } from "../../../factories/people";
import { makePlan } from "../../../factories/plans";
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
const none = new URLSearchParams();

const declareFor = (scene: Scene, entry: number, userId: string) =>
  services.db.prisma.conflict.create({ data: { editionId: scene.made.edition.id, entryId: at(scene.entries, entry).id, userId, kind: "DECLARED" } });

/** Totals a viewer can read, by entry title: `judge:total` in 1/10,000 of a point. */
async function readable(scene: Scene, viewer: Actor) {
  const visible = await visibleSheets(services.db.prisma, viewer, { editionId: scene.made.edition.id });
  return Object.fromEntries(
    scene.entries.map(({ id, title }) => [title, visible.get(id)?.sheets.flatMap(({ judgeCode, scores }) => (scores ? [`${judgeCode}:${scores.total}`] : [])) ?? null]),
  );
}

describe("who sees which scores", () => {
  it("a judge sees only the own ones until the panel's sheets are locked; a chair who does not judge sees locked ones, never drafts", async () => {
    const scene = await makeScene(services);
    const [a, b, c] = at(scene.assignments, 0);
    if (!a || !b || !c) throw new Error("three assignments are needed");
    await lockSheet(services, a, "10");
    await lockSheet(services, b, "11");
    await draftSheet(services, c, { [at(criteriaOf(scene), 0).code]: "5" });
    const n = criteriaOf(scene).length;
    expect(await readable(scene, a.judge.actor)).toEqual({ "Giải pháp 1": [`${a.judge.code}:${n * 100_000}`] });
    expect(await readable(scene, scene.chair)).toEqual({ "Giải pháp 1": [`${a.judge.code}:${n * 100_000}`, `${b.judge.code}:${n * 110_000}`] });
    expect(await hiddenEntries(services.db.prisma, a.judge.actor, scene.made.edition.id)).toEqual(new Map([[at(scene.entries, 0).id, "judging"]]));
    await lockSheet(services, c, "12");
    expect((await readable(scene, a.judge.actor))["Giải pháp 1"]).toHaveLength(3);
    expect(await hiddenEntries(services.db.prisma, a.judge.actor, scene.made.edition.id)).toEqual(new Map());
  });

  it("a chair who also judges an entry waits like any judge, and in conflict the entry does not exist for them", async () => {
    const scene = await makeScene(services, { entries: 2 });
    for (const row of scene.assignments) for (const assignment of row.slice(1)) await lockSheet(services, assignment, "10");
    const judging = await withRole(services, scene.judges[0].actor, "CHAIR", { editionId: scene.made.edition.id });
    expect(await readable(scene, judging)).toEqual({ "Giải pháp 1": [], "Giải pháp 2": [] });
    await declareFor(scene, 1, scene.chair.userId);
    expect(await readable(scene, scene.chair)).toEqual({ "Giải pháp 1": [expect.any(String), expect.any(String)], "Giải pháp 2": null });
    expect(await hiddenEntries(services.db.prisma, scene.chair, scene.made.edition.id)).toEqual(new Map([[at(scene.entries, 1).id, "conflict"]]));
    const view = (actor: Actor, mayInspect: boolean, entry = 0) => entrySheetsView(services, { actor, editionId: scene.made.edition.id, entryId: at(scene.entries, entry).id, mayInspect, now });
    expect(await view(scene.chair, true, 1)).toEqual({ ok: false, reason: "not_found" });
    const inspected = await view(scene.chair, true);
    expect(inspected.ok && inspected.value.sheets.filter(({ total }) => total !== null)).toHaveLength(2);
    const uninspected = await view(scene.secretary, false);
    expect(uninspected.ok && uninspected.value.sheets.map(({ total }) => total)).toEqual([null, null, null]);
  });
});

describe("the scoring problem out of the database", () => {
  it("holds qualified entries that were not withdrawn and sheets of running assignments, and ranks", async () => {
    const scene = await makeScene(services, { entries: 4 });
    for (const [index, row] of scene.assignments.entries()) for (const assignment of row) await lockSheet(services, assignment, String(10 + index));
    await services.db.prisma.entry.update({ where: { id: at(scene.entries, 1).id }, data: { state: "WITHDRAWN" } });
    await services.db.prisma.entry.update({ where: { id: at(scene.entries, 2).id }, data: { screening: "REJECTED" } });
    await services.db.prisma.assignment.update({ where: { id: at(at(scene.assignments, 3), 0).id }, data: { state: "REVOKED" } });
    const input = await scoringInput(services.db.prisma, scene.made.edition.id);
    const codes = [0, 3].map((index) => at(scene.entries, index).code);
    expect(input.entries.map(({ id }) => id)).toEqual(codes);
    expect(input.sheets.map(({ entry, judge, round, state }) => `${entry} ${judge} ${round} ${state}`)).toEqual([
      ...["GK01", "GK02", "GK03"].map((judge) => `${codes[0]} ${judge} PRELIM LOCKED`),
      ...["GK02", "GK03"].map((judge) => `${codes[1]} ${judge} PRELIM LOCKED`),
    ]);
    expect(input.rounds).toEqual([{ code: "PRELIM", weight: 4000 }, { code: "FINAL", weight: 6000 }]);
    const [round] = input.rounds;
    const alone = { ...input, rubrics: input.rubrics.filter((rubric) => rubric.round === "PRELIM"), rounds: [{ code: round?.code ?? "", weight: 10_000 }], choices: [] };
    const ranked = rankProblem(alone);
    expect(ranked.ok && ranked.value.ranking.map(({ entry, rank }) => [entry, rank])).toEqual([[codes[1], 1], [codes[0], 2]]);
  });

  it("takes the same few statements for one entry and for three", async () => {
    const counts = [];
    for (const entries of [1, 3]) {
      const scene = await makeScene(services, { entries });
      counts.push((await countStatements(services.db.pool, () => scoringInput(services.db.prisma, scene.made.edition.id))).count);
    }
    expect(counts).toEqual([2, 2]);
  });
});

describe("admission to a later round", () => {
  const view = async (scene: Scene, actor: Actor, search = "") => {
    const params = new URLSearchParams(search);
    const found = await admissionView(services, { actor, editionId: scene.made.edition.id, round: "FINAL", preselect: { top: Number(params.get("top")) || null, from: Number(params.get("from")) || null } });
    if (!found.ok) throw new Error(found.reason);
    return found.value;
  };
  const final = (scene: Scene) => scene.made.rounds.find(({ code }) => code === "FINAL")?.id ?? "";
  const admit = (scene: Scene, entryIds: readonly string[], mark: string, roundId = final(scene)) =>
    admitEntries(services, { actor: scene.secretary, editionId: scene.made.edition.id, now, input: { roundId, entryIds, mark } });

  it("ranks the round before, ticks by number or score, and puts the list on record", async () => {
    const scene = await makeScene(services, { entries: 3 });
    for (const [index, row] of scene.assignments.entries()) for (const assignment of row) await lockSheet(services, assignment, String(10 + index));
    const ticked = async (search: string) => (await view(scene, scene.secretary, search)).rows.filter(({ isTicked }) => isTicked).map(({ title }) => title);
    expect(await ticked("top=2")).toEqual(["Giải pháp 3", "Giải pháp 2"]);
    expect(await ticked(`from=${criteriaOf(scene).length * 110_000}`)).toEqual(["Giải pháp 3", "Giải pháp 2"]);
    const { mark, rows } = await view(scene, scene.secretary);
    const chosen = rows.slice(0, 2).map(({ id }) => id);
    expect(await admit(scene, chosen, mark)).toEqual({ ok: true, value: { admitted: 2 } });
    expect(await admit(scene, chosen, mark)).toEqual({ ok: true, value: { admitted: 2 } });
    expect(await admit(scene, chosen.slice(0, 1), mark)).toEqual({ ok: false, reason: "version_conflict" });
    const events = await services.db.prisma.ledgerEvent.findMany({ where: { chain: scene.made.edition.id, type: "ROUND_ADMITTED" } });
    expect(events.map(({ data }) => data)).toEqual([{ round: "FINAL", entries: [1, 2].map((index) => at(scene.entries, index).code).sort() }]);
    expect(await admit(scene, chosen, mark, scene.panel.roundId)).toEqual({ ok: false, reason: "first_round" });
  });

  it("is as if what the viewer has a conflict of interest with were not there", async () => {
    const scene = await makeScene(services, { entries: 3 });
    for (const [index, row] of scene.assignments.entries()) for (const assignment of row) await lockSheet(services, assignment, String(10 + index));
    await declareFor(scene, 2, scene.secretary.userId);
    const { rows, hidden } = await view(scene, scene.secretary, "top=3");
    expect(hidden).toBe(0);
    expect(rows.map(({ title, rank, isHidden, isTicked }) => [title, rank, isHidden, isTicked])).toEqual([
      ["Giải pháp 2", 1, false, true],
      ["Giải pháp 1", 2, false, true],
    ]);
  });

  it("keeps an entry that is being judged in the round, and takes none of another edition", async () => {
    const scene = await makeScene(services);
    const stranger = await makeScene(services);
    const { mark } = await view(scene, scene.secretary);
    expect(await admit(scene, [at(stranger.entries, 0).id], mark)).toEqual({ ok: false, reason: "entry_unknown" });
    await admit(scene, [at(scene.entries, 0).id], mark);
    await services.db.prisma.panel.update({ where: { id: scene.panel.id }, data: { roundId: final(scene) } });
    await assign(services, { panel: { ...scene.panel, roundId: final(scene) }, judge: scene.judges[0], entry: at(scene.entries, 0) });
    expect(await admit(scene, [], (await view(scene, scene.secretary)).mark)).toEqual({ ok: false, reason: "entry_at_work" });
  });
});

describe("progress and reminders", () => {
  it("counts by judge and by entry, without entries the viewer has a conflict with: the same as if they were not there", async () => {
    const scene = await makeScene(services, { entries: 2 });
    const [a, b] = at(scene.assignments, 0);
    if (!a || !b) throw new Error("two assignments are needed");
    await lockSheet(services, a, "10");
    await draftSheet(services, b, {});
    const view = async (actor: Actor) => {
      const found = await progressView(services, { actor, edition: scene.made.edition, query: progressQuery(none), mayInspect: true, now });
      if (!found.ok) throw new Error(found.reason);
      const { overall, rows, total, judges } = found.value;
      return { overall, total, rows: rows.map(({ title, locked, draft, todo }) => [title, locked, draft, todo]), judges: judges.map(({ code, locked, draft, todo }) => [code, locked, draft, todo]) };
    };
    expect(await view(scene.secretary)).toEqual({
      overall: { locked: 1, draft: 1, todo: 4 },
      total: 2,
      rows: [["Giải pháp 1", 1, 1, 1], ["Giải pháp 2", 0, 0, 3]],
      judges: [["GK01", 1, 0, 1], ["GK02", 0, 1, 1], ["GK03", 0, 0, 2]],
    });
    await declareFor(scene, 0, scene.chair.userId);
    expect(await view(scene.chair)).toEqual({
      overall: { locked: 0, draft: 0, todo: 3 },
      total: 1,
      rows: [["Giải pháp 2", 0, 0, 3]],
      judges: [["GK01", 0, 0, 1], ["GK02", 0, 0, 1], ["GK03", 0, 0, 1]],
    });
  });

  it("writes one letter to each judge with open sheets, and none twice within six hours or after the round", async () => {
    const scene = await makeScene(services);
    await lockSheet(services, at(at(scene.assignments, 0), 0), "10");
    const remind = (at_: Date, actor = scene.secretary) => remindJudges(services, { actor, editionId: scene.made.edition.id, roundId: scene.panel.roundId, now: at_ });
    const [first, second] = await Promise.all([remind(now), remind(now)]);
    expect([first, second].map((one) => one.ok && one.value.reminded).sort()).toEqual([0, 2]);
    expect(await remind(new Date(now.getTime() + 7 * 3_600_000))).toEqual({ ok: true, value: { reminded: 2 } });
    expect(await remind(now, scene.judges[0].actor)).toEqual({ ok: false, reason: "not_found" });
    const letters = await services.db.prisma.outboxMessage.findMany({ where: { editionId: scene.made.edition.id } });
    expect(letters).toHaveLength(4);
    expect(letters[0]).toMatchObject({ template: "judging-reminder", link: "http://localhost:3000/cham-thi" });
    const { endsAt } = at(scene.made.rounds, 0);
    expect(await remind(new Date(endsAt.getTime() + 1000))).toEqual({ ok: false, reason: "round_over" });
  });
});

describe("the number of statements", () => {
  it("does not grow with the rows on any page", async () => {
    const counted: Record<string, number[]> = {};
    for (const entries of [1, 3]) {
      const scene = await makeScene(services, { entries });
      for (const row of scene.assignments) await lockSheet(services, at(row, 0), "10");
      for (const index of scene.entries.keys()) await declareFor(scene, index, scene.chair.userId);
      await makeEntry(services, scene.made.edition, { state: "SUBMITTED", screening: "QUALIFIED" });
      await makePlan(services, scene);
      const edition = scene.made.edition;
      const editionId = edition.id;
      const actor = scene.secretary;
      const judge = scene.judges[0].actor;
      const pages: Record<string, () => Promise<unknown>> = {
        panels: () => panelsView(services, editionId),
        panel: () => panelView(services, editionId, scene.panel.id),
        assignments: () => assignmentsView(services, { actor: { userId: "" }, edition, query: listQuery(none), editing: at(scene.entries, 0).id }),
        plan: () => planView(services, { actor: { userId: "" }, edition, round: null, locale: "vi" }),
        admission: () => admissionView(services, { actor, editionId, round: "FINAL", preselect: { top: 2, from: null } }),
        conflicts: () => conflictsView(services, { actor, editionId, search: none }),
        progress: () => progressView(services, { actor, edition: scene.made.edition, query: progressQuery(none), mayInspect: true, now }),
        entry: () => entrySheetsView(services, { actor, editionId, entryId: at(scene.entries, 0).id, mayInspect: true, now }),
        mine: () => ownRounds(services, judge, now, new URLSearchParams()),
        sheet: () => sheetView(services, { actor: judge, assignmentId: at(at(scene.assignments, 0), 0).id, now }),
      };
      for (const [name, load] of Object.entries(pages)) (counted[name] ??= []).push((await countStatements(services.db.pool, load)).count);
    }
    expect(counted).toEqual({
      panels: [2, 2],
      panel: [3, 3],
      assignments: [4, 4],
      plan: [6, 6],
      admission: [5, 5],
      conflicts: [2, 2],
      progress: [4, 4],
      entry: [3, 3],
      mine: [2, 2],
      sheet: [5, 5],
    });
  });
});

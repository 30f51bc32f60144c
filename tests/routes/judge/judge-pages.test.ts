import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/access/roles";
import { action as declareAct, loader as declare } from "~/routes/judge/conflict";
import { loader as list } from "~/routes/judge/list";
import { action as sheetAct, loader as sheet } from "~/routes/judge/sheet";
import { at, criteriaOf, makeScene, type Scene } from "../../factories/judging-scene";
import type { MadeAssignment } from "../../factories/judging";
import { answerOf } from "../../support/answers";
import { contextFor, getPage, outcomeOf, postForm } from "../../support/request";
import { testServices, type TestServices } from "../../support/services";

let test: TestServices;
beforeAll(async () => {
  test = await testServices();
});
afterAll(() => test.close());

type Handler = (args: LoaderFunctionArgs & ActionFunctionArgs) => Promise<unknown>;

async function call(handler: Handler, request: Request, actor: Actor | null, assignment: string) {
  const outcome = await outcomeOf(handler({ request, params: { assignment }, context: contextFor(test.services, actor) }));
  if (outcome.response) return { status: outcome.response.status, location: outcome.response.headers.get("location"), body: null };
  return { location: null, ...answerOf(outcome.value) };
}
const get = (handler: Handler, actor: Actor | null, assignment = "") => call(handler, getPage(`/cham-thi/${assignment}`), actor, assignment);
const post = (handler: Handler, actor: Actor | null, assignment: string, fields: Record<string, string>) => call(handler, postForm(`/cham-thi/${assignment}`, fields), actor, assignment);

const mine = (scene: Scene): MadeAssignment => at(at(scene.assignments, 0), 0);
const fields = (scene: Scene, score: string, rest: Record<string, string> = {}) => ({
  version: "0",
  remark: "",
  intent: "save",
  ...Object.fromEntries(criteriaOf(scene).map(({ id }) => [`diem-${id}`, score])),
  ...rest,
});

describe("the judge's pages", () => {
  it("list own entries only, and hold nothing for somebody who judges nothing", async () => {
    const scene = await makeScene(test.services, { entries: 2 });
    const other = await makeScene(test.services);
    const shown = await get(list, scene.judges[0].actor);
    const { rounds } = shown.body as { rounds: { todo: number; assignments: { id: string }[] }[] };
    expect(rounds.flatMap((round) => round.assignments.map(({ id }) => id)).sort()).toEqual(scene.assignments.map((row) => at(row, 0).id).sort());
    expect((await get(list, other.chair)).body).toMatchObject({ rounds: [], complete: 0, list: { matching: 0 } });
    expect((await get(list, null)).status).toBe(302);
  });

  it("somebody else's sheet is not found, whatever the role; a malformed id neither; a revoked one is gone", async () => {
    const scene = await makeScene(test.services);
    const { id } = mine(scene);
    for (const page of [sheet, declare]) {
      for (const actor of [scene.judges[1].actor, scene.chair, scene.secretary]) expect((await get(page, actor, id)).status).toBe(404);
      for (const wrong of ["x", "00000000-0000-0000-0000-000000000000", "%00"]) expect((await get(page, scene.judges[0].actor, wrong)).status).toBe(404);
    }
    for (const act of [sheetAct, declareAct]) {
      expect((await post(act, scene.judges[1].actor, id, fields(scene, "10", { reason: "x" }))).status).toBe(404);
      expect((await post(act, null, id, {})).status).toBe(401);
    }
    await test.services.db.prisma.assignment.update({ where: { id }, data: { state: "REVOKED" } });
    expect((await get(sheet, scene.judges[0].actor, id)).status).toBe(410);
    expect((await post(sheetAct, scene.judges[0].actor, id, fields(scene, "10"))).status).toBe(410);
  });

  it("goes from draft over reading back to locked, without a script", async () => {
    const scene = await makeScene(test.services);
    const { id, judge } = mine(scene);
    expect((await post(sheetAct, judge.actor, id, fields(scene, "10,5"))).location).toBe(`/cham-thi/${id}?da=luu`);
    expect((await post(sheetAct, judge.actor, id, fields(scene, "11", { version: "1", intent: "review" }))).location).toBe(`/cham-thi/${id}?khoa=1`);
    const stale = await post(sheetAct, judge.actor, id, { intent: "lock", version: "1" });
    expect(stale).toMatchObject({ status: 409, body: { reason: "version_conflict" } });
    expect((await post(sheetAct, judge.actor, id, { intent: "lock", version: "2" })).location).toBe(`/cham-thi/${id}?da=khoa`);
    expect((await post(sheetAct, judge.actor, id, { intent: "lock", version: "2" })).status).toBe(303);
    expect((await get(sheet, judge.actor, id)).body).toMatchObject({ closed: "locked", total: { missing: 0 } });
    expect((await post(sheetAct, judge.actor, id, fields(scene, "1", { version: "3" })))).toMatchObject({ status: 409, body: { reason: "sheet_locked" } });
  });

  it("keeps what was typed with every refusal", async () => {
    const scene = await makeScene(test.services);
    const { id, judge } = mine(scene);
    const wrong = fields(scene, "nhiều lắm", { remark: "Nhận xét dài" });
    const refused = await post(sheetAct, judge.actor, id, wrong);
    const typed = Object.fromEntries(criteriaOf(scene).map((criterion) => [criterion.id, "nhiều lắm"]));
    expect(refused).toMatchObject({ status: 400, body: { reason: "scores_refused", sent: { scores: typed, remark: "Nhận xét dài" } } });
    await post(sheetAct, judge.actor, id, fields(scene, "10"));
    const stale = await post(sheetAct, judge.actor, id, fields(scene, "12", { remark: "ở tab kia" }));
    expect(stale).toMatchObject({ status: 409, body: { reason: "version_conflict", sent: { remark: "ở tab kia" } } });
    expect((await post(sheetAct, judge.actor, id, fields(scene, "", { intent: "review", version: "1" }))).status).toBe(400);
    const before = await get(sheet, judge.actor, id);
    expect((await post(sheetAct, judge.actor, id, {})).location).toBe(`/cham-thi/${id}?da=luu`);
    expect((await get(sheet, judge.actor, id)).body).toMatchObject({ sheet: (before.body as { sheet: object }).sheet });
  });

  it("keeps what comes after the round for the chair, and says so", async () => {
    const scene = await makeScene(test.services);
    const { id, judge } = mine(scene);
    const now = test.services.clock.now();
    await test.services.db.prisma.round.update({ where: { id: scene.panel.roundId }, data: { endsAt: new Date(now.getTime() - 1000) } });
    expect(await post(sheetAct, judge.actor, id, fields(scene, "10"))).toMatchObject({ status: 410, body: { reason: "late" } });
    expect(await post(sheetAct, judge.actor, id, { intent: "lock", version: "0" })).toMatchObject({ status: 410, body: { reason: "deadline_passed" } });
    expect((await get(sheet, judge.actor, id)).body).toMatchObject({ closed: "deadline_passed" });
  });

  it("a conflict needs a reason, hands the entry back, and is harmless twice", async () => {
    const scene = await makeScene(test.services);
    const { id, judge } = mine(scene);
    expect(await post(declareAct, judge.actor, id, { reason: " " })).toMatchObject({ status: 400, body: { result: { error: { reason: ["Chưa điền mục này"] } } } });
    expect((await post(declareAct, judge.actor, id, { reason: "x".repeat(1001) })).status).toBe(400);
    for (let time = 0; time < 2; time += 1) expect((await post(declareAct, judge.actor, id, { reason: "học trò cũ" })).location).toBe("/cham-thi?da=khai");
    expect((await get(list, judge.actor)).body).toMatchObject({ rounds: [], list: { matching: 0 } });
  });
});

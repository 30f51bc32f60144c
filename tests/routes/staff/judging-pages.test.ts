import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/access/roles";
import type { Phase } from "~/domain/contest/phases";
import { planOfRound } from "~/features/judging/commands-plan.server";
import { waitForSearch } from "~/features/judging/plan-search.server";
import type { PlanView } from "~/features/judging/queries-plan.server";
import { action as assignmentsAct, loader as assignments } from "~/routes/staff/assignments";
import { action as admissionAct, loader as admission } from "~/routes/staff/assignments-admission";
import { action as planAct, loader as plan } from "~/routes/staff/assignments-plan";
import { loader as drawFile } from "~/routes/staff/assignments-draw";
import { action as conflictsAct, loader as conflicts } from "~/routes/staff/conflicts";
import { action as leaveAct, loader as leaves } from "~/routes/staff/judge-leaves";
import { loader as layout } from "~/routes/staff/layout";
import { action as panelAct, loader as panel } from "~/routes/staff/panel";
import { action as panelsAct, loader as panels } from "~/routes/staff/panels";
import { action as progressAct, loader as progress } from "~/routes/staff/progress";
import { action as entrySheetsAct, loader as entrySheets } from "~/routes/staff/progress-entry";
import { action as timetableAct, loader as timetable } from "~/routes/staff/timetable";
import { loader as printedTimetable } from "~/routes/staff/timetable-print";
import { lockSheet } from "../../factories/judging";
import { at, makeScene, type Scene } from "../../factories/judging-scene";
import { makeUser } from "../../factories/people";
import { answerOf } from "../../support/answers";
import { contextFor, getPage, outcomeOf, postForm } from "../../support/request";
import { testServices, type TestServices } from "../../support/services";
import { countStatements } from "../../support/statements";

let test: TestServices;
let scene: Scene;
let people: Record<"administrator" | "organiser" | "secretary" | "chair" | "judge" | "stranger", Actor>;

beforeAll(async () => {
  test = await testServices();
  scene = await makeScene(test.services, { entries: 2 });
  const editionId = scene.made.edition.id;
  people = {
    administrator: await makeUser(test.services, { role: "ADMINISTRATOR" }),
    organiser: await makeUser(test.services, { role: "ORGANISER", editionId }),
    secretary: scene.secretary,
    chair: scene.chair,
    judge: scene.judges[0].actor,
    stranger: await makeUser(test.services),
  };
});
afterAll(() => test.close());

type Handler = (args: LoaderFunctionArgs & ActionFunctionArgs) => Promise<unknown>;

async function call(handler: Handler, request: Request, actor: Actor | null, params: Record<string, string> = {}, of: Scene = scene) {
  const all = { edition: of.made.edition.slug, panel: of.panel.id, judge: of.judges[0].id, entry: at(of.entries, 0).id, ...params };
  const outcome = await outcomeOf(handler({ request, params: all, context: contextFor(test.services, actor) }));
  if (outcome.response) return { status: outcome.response.status, location: outcome.response.headers.get("location"), body: null };
  return { location: null, ...answerOf(outcome.value) };
}
const get = (handler: Handler, actor: Actor | null, params: Record<string, string> = {}, query = "", of: Scene = scene) => call(handler, getPage(`/ban-to-chuc/x${query}`), actor, params, of);
const post = (handler: Handler, actor: Actor | null, fields: Record<string, string | readonly string[]>, params: Record<string, string> = {}, of: Scene = scene) =>
  call(handler, postForm("/ban-to-chuc/x", fields), actor, params, of);

const PAGES = { panels, panel, assignments, plan, leaves, timetable, "printed timetable": printedTimetable, admission, conflicts, progress, "sheets of an entry": entrySheets } satisfies Record<string, Handler>;
type Page = keyof typeof PAGES;

/** Who may open what while judging runs. */
const READERS: Record<Page, (keyof typeof people)[]> = {
  panels: ["administrator", "secretary"],
  panel: ["administrator", "secretary"],
  assignments: ["secretary"],
  plan: ["secretary"],
  leaves: ["secretary"],
  timetable: ["secretary"],
  "printed timetable": ["secretary"],
  admission: ["secretary", "chair"],
  conflicts: ["administrator", "organiser", "secretary", "chair"],
  progress: ["administrator", "organiser", "secretary", "chair"],
  "sheets of an entry": ["administrator", "organiser", "secretary", "chair"],
};

describe("who may open the pages of judging", () => {
  it.each(Object.entries(PAGES) as [Page, Handler][])("%s", async (name, page) => {
    for (const [role, actor] of Object.entries(people)) {
      const isStaff = role !== "judge" && role !== "stranger";
      const expected = READERS[name].includes(role as keyof typeof people) ? 200 : isStaff ? 403 : 404;
      expect((await get(page, actor)).status, `${role} on ${name}`).toBe(expected);
    }
    const visitor = await get(page, null);
    expect([visitor.status, visitor.location]).toEqual([302, expect.stringContaining("/dang-nhap?tiep=")]);
  });

  const PHASES: [Phase, Partial<Record<Page, number>>][] = [
    ["OPEN", { panels: 200, assignments: 409, plan: 409, admission: 409, conflicts: 200, progress: 200 }],
    ["SCREENING", { panels: 200, assignments: 200, plan: 200, admission: 200, progress: 200 }],
    ["DECIDING", { panels: 200, assignments: 200, conflicts: 200, progress: 200 }],
    ["PUBLISHED", { panels: 409, assignments: 409, conflicts: 200, progress: 200 }],
  ];
  it.each(PHASES)("the secretary in phase %s", async (phase, expected) => {
    const other = await makeScene(test.services, { phase, unassigned: true });
    for (const [name, status] of Object.entries(expected)) {
      expect((await get(PAGES[name as Page], other.secretary, {}, "", other)).status, name).toBe(status);
    }
  });

  it("malformed and foreign ids are not found, never a fault", async () => {
    const other = await makeScene(test.services);
    for (const id of ["x", "%00", "'; DROP", other.panel.id]) expect((await get(panel, people.secretary, { panel: id })).status, id).toBe(404);
    for (const id of ["x", at(other.entries, 0).id]) expect((await get(entrySheets, people.secretary, { entry: id })).status, id).toBe(404);
    for (const page of [assignments, plan, progress]) expect((await get(page, people.secretary, {}, "?vong=KHONG-CO")).status).toBe(404);
    expect((await get(admission, people.secretary, {}, "?vong=PRELIM")).status).toBe(404);
    for (const query of ["?page=0", "?page=-1", "?page=9999999", "?linh-vuc=x", "?q=%00%25_%5C", "?bai=x", `?q=${"a ".repeat(300)}`]) {
      for (const page of [assignments, conflicts, progress]) expect((await get(page, people.secretary, {}, query)).status, query).toBe(200);
    }
  });
});

describe("what is sent", () => {
  it("by whoever may not is refused", async () => {
    const forms: [Handler, (keyof typeof people)[]][] = [
      [panelsAct, ["administrator", "secretary"]],
      [panelAct, ["administrator", "secretary"]],
      [assignmentsAct, ["secretary"]],
      [planAct, ["secretary"]],
      [leaveAct, ["secretary"]],
      [timetableAct, ["secretary"]],
      [admissionAct, ["secretary", "chair"]],
      [conflictsAct, ["secretary", "chair"]],
      [progressAct, ["secretary", "chair"]],
      [entrySheetsAct, ["chair"]],
    ];
    for (const [handler, allowed] of forms) {
      for (const [role, actor] of Object.entries(people)) {
        if (allowed.includes(role as keyof typeof people)) continue;
        const isStaff = role !== "judge" && role !== "stranger";
        expect((await post(handler, actor, {})).status, role).toBe(isStaff ? 403 : 404);
      }
      expect((await post(handler, null, {})).status).toBe(401);
    }
  });

  it("a panel needs a name and comes back with what was typed", async () => {
    const fields = { id: crypto.randomUUID(), roundId: scene.panel.roundId, name: "", fieldIds: at(scene.made.fields, 0).id };
    const refused = await post(panelsAct, people.secretary, fields);
    expect(refused.status).toBe(400);
    expect(refused.body).toMatchObject({ result: { initialValue: { roundId: scene.panel.roundId }, error: { name: ["Chưa điền mục này"] } } });
    expect((await post(panelsAct, people.secretary, { ...fields, name: "x".repeat(121) })).status).toBe(400);
    const made = await post(panelsAct, people.secretary, { ...fields, name: "Tiê\u0309u ban N\u0000FD" });
    expect([made.status, made.location]).toEqual([303, `/ban-to-chuc/${scene.made.edition.slug}/tieu-ban/${fields.id}?da=lap`]);
    expect((await test.services.db.prisma.panel.findUniqueOrThrow({ where: { id: fields.id } })).name).toBe("Tiểu ban NFD");
    const taken = await post(panelsAct, people.secretary, { ...fields, id: crypto.randomUUID(), name: "Tiểu ban NFD" });
    expect(taken).toMatchObject({ status: 400, body: { result: { error: { name: ["Vòng này đã có tiểu ban mang tên đó."] } } } });
  });

  it("a limit that is no number, and a person without a role, are refused at the member's form", async () => {
    const member = { intent: "member", userId: people.judge.userId, maxLoad: "nhiều" };
    expect(await post(panelAct, people.secretary, member)).toMatchObject({ status: 400, body: { result: { error: { maxLoad: ["Cần nhập một số nguyên"] } } } });
    expect((await post(panelAct, people.secretary, { ...member, userId: people.stranger.userId, maxLoad: "" })).status).toBe(400);
    expect((await post(panelAct, people.secretary, { ...member, maxLoad: "12" })).location).toContain("?da=thanh-vien");
    expect((await post(panelAct, people.secretary, { intent: "drop", judgeId: "x" })).status).toBe(404);
    expect((await post(panelAct, people.secretary, { intent: "delete" })).status).toBe(409);
  });

  it("changing assignments answers with what is wrong and keeps what was ticked", async () => {
    const other = await makeScene(test.services);
    const ids = other.judges.map(({ id }) => id);
    const fields = { roundId: other.panel.roundId, entryId: at(other.entries, 0).id, judge: ids.slice(0, 1), before: ids.slice(0, 2) };
    const stale = await post(assignmentsAct, other.secretary, fields, {}, other);
    expect(stale).toMatchObject({ status: 409, body: { reason: "version_conflict", wanted: null } });
    await lockSheet(test.services, at(at(other.assignments, 0), 2), "10");
    const begun = await post(assignmentsAct, other.secretary, { ...fields, before: ids }, {}, other);
    expect(begun).toMatchObject({ status: 409, body: { reason: "sheets_begun", wanted: ids.slice(0, 1), text: expect.stringContaining("GK03") } });
    const done = await post(assignmentsAct, other.secretary, { ...fields, before: ids, confirmed: "on" }, {}, other);
    expect(done.status).toBe(303);
    expect((await post(assignmentsAct, other.secretary, { ...fields, entryId: "x" }, {}, other)).status).toBe(404);
  });

  it("a plan that changed answers 409 and applies nothing", async () => {
    const other = await makeScene(test.services, { unassigned: true });
    const round = { roundId: other.panel.roundId, perEntry: "3" };
    expect((await post(planAct, other.secretary, { ...round, intent: "start" }, {}, other)).status).toBe(303);
    await waitForSearch(planOfRound(other.panel.roundId), 100_000);
    const shown = await get(plan, other.secretary, {}, "", other);
    const { plan: first } = shown.body as { plan: { fingerprint: string; added: number } };
    expect(first.added).toBe(3);
    const fields = { roundId: other.panel.roundId, perEntry: "3", fingerprint: "0".repeat(64) };
    expect((await post(planAct, other.secretary, fields, {}, other)).status).toBe(409);
    expect((await post(planAct, other.secretary, { ...fields, fingerprint: first.fingerprint }, {}, other)).location).toContain("da=3");
    expect((await post(planAct, other.secretary, { ...fields, roundId: "x" }, {}, other)).status).toBe(404);
  });

  it("a plan under a cap on chances is drawn, shown with its seed and applied; a cap that cannot be read comes back as it was typed", async () => {
    const other = await makeScene(test.services, { unassigned: true, entries: 3 });
    const { roundId } = other.panel;
    const ask = { roundId, perEntry: "2", intent: "start" };
    for (const maxChance of ["0", "100", "1,5", "một nửa", "-5", "5e1"]) {
      expect(await post(planAct, other.secretary, { ...ask, maxChance }, {}, other), maxChance).toMatchObject({ status: 400, body: { wrong: { cap: { typed: maxChance, errors: [expect.any(String)] }, perEntry: { typed: "2", errors: [] } } } });
    }
    for (const perEntry of ["0", "51", "999", "abc", "", "2,5"]) {
      expect(await post(planAct, other.secretary, { ...ask, perEntry, maxChance: "abc" }, {}, other), perEntry).toMatchObject({ status: 400, body: { wrong: { perEntry: { typed: perEntry, errors: [expect.stringContaining("từ 1 đến 50")] }, cap: { typed: "abc", errors: [expect.any(String)] } } } });
    }
    expect((await post(planAct, other.secretary, { ...ask, maxChance: " 67 % " }, {}, other)).status).toBe(303);
    await waitForSearch(planOfRound(roundId), 100_000);
    const shown = (await get(plan, other.secretary, {}, "", other)).body as PlanView;
    expect(shown).toMatchObject({ maxChance: 6700, plan: { added: 6, draw: { maxChance: 6700, highest: expect.any(Number), seed: expect.any(Number), draws: 1 } } });
    const file = await drawFile({ request: getPage("/x"), params: { edition: other.made.edition.slug, draw: roundId }, context: contextFor(test.services, other.secretary) });
    expect(await file.json()).toMatchObject({ maxChance: "0.67", seed: shown.plan?.draw?.seed, perEntry: 2 });
    const fields = { roundId, perEntry: "2", maxChance: "67", fingerprint: shown.plan?.fingerprint ?? "" };
    expect(await post(planAct, other.secretary, { ...fields, seed: "1" }, {}, other)).toMatchObject({ status: 409, body: { text: expect.stringContaining("bốc lại") } });
    expect((await post(planAct, other.secretary, { ...fields, seed: String(shown.plan?.draw?.seed) }, {}, other)).location).toContain("da=6");
  });

  it("a session needs a room, a moment and breaks that can be read, and comes back with what was typed", async () => {
    const other = await makeScene(test.services);
    const fields = { intent: "add", sessionId: crypto.randomUUID(), panelId: other.panel.id, room: "Hội trường A", startsAt: "08:00 05/12/2026", minutesPerEntry: "15", pauseMinutes: "", breaks: "09h30 15 phút; 10:45 10" };
    const send = (change: Record<string, string>) => call(timetableAct, postForm("/ban-to-chuc/x?vong=PRELIM", { ...fields, ...change }), other.secretary, {}, other);
    const wrong: [Record<string, string>, string][] = [[{ room: " \0" }, "room"], [{ startsAt: "mai" }, "startsAt"], [{ minutesPerEntry: "0" }, "minutesPerEntry"], [{ breaks: "9 giờ" }, "breaks"], [{ breaks: "25:00 10" }, "breaks"]];
    for (const [change, field] of wrong) {
      expect(await send(change), field).toMatchObject({ status: 400, body: { sessionId: fields.sessionId, result: { error: { [field]: [expect.any(String)] }, initialValue: change } } });
    }
    expect((await send({ panelId: scene.panel.id })).status).toBe(400);
    for (let twice = 0; twice < 2; twice++) expect((await send({})).status).toBe(303);
    const [made] = await test.services.db.prisma.presentationSession.findMany({ where: { editionId: other.made.edition.id } });
    expect(made).toMatchObject({ room: "Hội trường A", pauseMinutes: 0, startsAt: new Date("2026-12-05T01:00:00Z"), breaks: [{ at: "2026-12-05T02:30:00.000Z", minutes: 15 }, { at: "2026-12-05T03:45:00.000Z", minutes: 10 }] });
    for (const intent of ["up", "place", "remove", "x", "change"]) expect((await send({ intent, sessionId: "x", entryId: "'", target: "%00" })).status, intent).toBe(404);
    expect((await send({ intent: "publish", state: "x" })).status).toBe(409);
  });

  it("a judge leaves only with a plan or when confirmed; malformed ids are not found", async () => {
    const other = await makeScene(test.services);
    const judge = other.judges[0].id;
    expect((await post(leaveAct, other.secretary, { intent: "leave" }, {}, other)).status).toBe(400);
    expect((await post(leaveAct, other.secretary, { intent: "leave", run: "x", begun: "nan" }, {}, other)).status).toBe(409);
    for (const id of ["x", "%00", scene.judges[0].id]) {
      expect((await get(leaves, other.secretary, { judge: id }, "", other)).status, id).toBe(404);
      expect((await post(leaveAct, other.secretary, { intent: "leave" }, { judge: id }, other)).status, id).toBe(404);
    }
    expect((await post(leaveAct, other.secretary, { intent: "leave", confirmed: "on" }, {}, other)).location).toContain(`/thoi-cham/${judge}?da=thoi`);
    expect((await post(leaveAct, other.secretary, { intent: "return" }, {}, other)).location).toContain("?da=lai");
  });

  it("a conflict is declared with reason, person and a code that exists", async () => {
    const empty = await post(conflictsAct, people.secretary, {});
    expect(empty).toMatchObject({ status: 400, body: { result: { error: { userId: ["Chưa điền mục này"], entryCode: ["Chưa điền mục này"], reason: ["Chưa điền mục này"] } } } });
    const fields = { userId: people.organiser.userId, entryCode: "KHONG-CO", reason: "anh em" };
    expect(await post(conflictsAct, people.secretary, fields)).toMatchObject({ status: 400, body: { result: { initialValue: fields, error: { entryCode: ["Không có bài dự thi nào như vậy trong cuộc thi này."] } } } });
    const entryCode = at(scene.entries, 1).code ?? "";
    expect((await post(conflictsAct, people.secretary, { ...fields, entryCode })).status).toBe(303);
    expect((await post(conflictsAct, people.secretary, { ...fields, entryCode })).status).toBe(409);
    const { id } = await test.services.db.prisma.conflict.findFirstOrThrow({ where: { userId: people.organiser.userId } });
    expect((await post(conflictsAct, people.chair, { intent: "lift", conflictId: id, reason: " " })).status).toBe(400);
    expect((await post(conflictsAct, people.chair, { intent: "lift", conflictId: id, reason: "nhầm người" })).status).toBe(303);
    expect((await post(conflictsAct, people.chair, { intent: "lift", conflictId: id, reason: "nhầm người" })).status).toBe(409);
  });

  it("unlocking needs a reason; reminding needs a round of the edition", async () => {
    const assignment = at(at(scene.assignments, 0), 0);
    await lockSheet(test.services, assignment, "10");
    expect((await post(entrySheetsAct, people.chair, { assignmentId: assignment.id })).status).toBe(400);
    expect((await post(entrySheetsAct, people.chair, { assignmentId: "x", reason: "nhầm" })).status).toBe(404);
    expect((await post(entrySheetsAct, people.chair, { assignmentId: assignment.id, reason: "nhầm" })).status).toBe(303);
    expect((await post(entrySheetsAct, people.chair, { assignmentId: assignment.id, reason: "nhầm" })).status).toBe(409);
    expect((await post(progressAct, people.secretary, { roundId: "x" })).status).toBe(404);
    expect((await post(progressAct, people.secretary, { roundId: scene.panel.roundId })).location).toContain("thu-cho-duyet?soan=3");
  });
});

describe("a page with its frame", () => {
  it("takes at most eight statements beside the two of the session", async () => {
    for (const [name, page] of Object.entries(PAGES)) {
      const load = () => Promise.all([get(layout, people.secretary), get(page, people.secretary)]);
      const { count } = await countStatements(test.services.db.pool, load);
      expect(count, name).toBeLessThanOrEqual(8);
    }
  });
});

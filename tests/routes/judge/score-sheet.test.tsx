import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/access/roles";
import { signUp } from "~/features/people/accounts.server";
import { actorOf } from "~/platform/session/actor.server";
import { unlockSheet } from "~/features/judging/commands-unlock.server";
import { ScoreSheetPage } from "~/features/judging/components/score-sheet-page";
import type { LockManyPage } from "~/features/judging/components/lock-many-page";
import type { CompleteSheet, OwnRounds } from "~/features/judging/queries-own.server";
import type { SheetView } from "~/features/judging/queries-sheet.server";
import { loader as list } from "~/routes/judge/list";
import { loader as judgeLayout } from "~/routes/judge/layout";
import { action as lockManyAct, loader as lockMany } from "~/routes/judge/lock-many";
import { action as sheetAct, loader as sheet } from "~/routes/judge/sheet";
import { loader as mineLayout } from "~/routes/signed-in/layout";
import { LocaleProvider } from "~/ui/locale";
import { assign, draftSheet, lockSheet, makePanel, type MadeAssignment } from "../../factories/judging";
import { at, criteriaOf, makeScene, type Scene } from "../../factories/judging-scene";
import { answerOf } from "../../support/answers";
import { contextFor, getPage, outcomeOf, postForm } from "../../support/request";
import { testServices, type TestServices } from "../../support/services";
import { clientRequest, nameOf } from "../../support/sign-in";
import { countStatements } from "../../support/statements";

let test: TestServices;
beforeAll(async () => {
  test = await testServices();
});
afterAll(() => test.close());

type Handler = (args: LoaderFunctionArgs & ActionFunctionArgs) => Promise<unknown>;
type Fields = Record<string, string | readonly string[]>;

async function call(handler: Handler, request: Request, actor: Actor | null, assignment = "") {
  const outcome = await outcomeOf(handler({ request, params: { assignment }, context: contextFor(test.services, actor) }));
  if (outcome.response) return { status: outcome.response.status, location: outcome.response.headers.get("location"), body: null };
  return { location: null, ...answerOf(outcome.value) };
}
const viewOf = async ({ id, judge }: MadeAssignment) => (await call(sheet, getPage(`/cham-thi/${id}`), judge.actor, id)).body as SheetView;
const listOf = async (actor: Actor, query = "") => (await call(list, getPage(`/cham-thi${query}`), actor)).body as OwnRounds;
const post = ({ id, judge }: MadeAssignment, fields: Fields) => call(sheetAct, postForm(`/cham-thi/${id}`, fields), judge.actor, id);
const drawn = (view: SheetView) => renderToStaticMarkup(<LocaleProvider locale="vi"><ScoreSheetPage view={view} done={null} reviewing={false} /></LocaleProvider>);
/** The same score for every criterion of a scene. */
const even = (scene: Scene, score: string) => Object.fromEntries(criteriaOf(scene).map(({ code }) => [code, score]));
const ofFirstJudge = (scene: Scene) => scene.assignments.map((row) => at(row, 0));

describe("the plain form", () => {
  it("keeps what can be read beside what cannot, and shows both", async () => {
    const scene = await makeScene(test.services);
    const mine = at(ofFirstJudge(scene), 0);
    const [first, ...others] = criteriaOf(scene);
    if (!first) throw new Error("no criterion");
    const fields: Fields = { version: "0", remark: "Rõ ràng", note: "hỏi lại", intent: "save", [`diem-${first.id}`]: "99999", [`nhan-xet-${first.id}`]: "mới thật" };
    for (const { id } of others) fields[`diem-${id}`] = "5";
    const answer = await post(mine, fields);
    expect(answer).toMatchObject({ status: 400, body: { reason: "scores_refused", isPartlySaved: true, sent: { scores: { [first.id]: "99999" } } } });
    const view = await viewOf(mine);
    expect(view.lines.map(({ id, value }) => [id, value])).toEqual([[first.id, null], ...others.map(({ id }) => [id, "5"])]);
    expect([at(view.lines, 0).remark, view.sheet.remark, view.sheet.note]).toEqual(["mới thật", "Rõ ràng", "hỏi lại"]);
  });

  it("sent twice is one save; sent again with the id of the first page and other scores it is a conflict, not a loss", async () => {
    const scene = await makeScene(test.services);
    const mine = at(ofFirstJudge(scene), 0);
    const id = crypto.randomUUID();
    const [first] = criteriaOf(scene);
    if (!first) throw new Error("no criterion");
    const fields = (score: string) => ({ id, version: "0", remark: "", note: "", intent: "save", [`diem-${first.id}`]: score });
    for (let time = 0; time < 3; time += 1) expect((await post(mine, fields("7"))).location).toContain("da=luu");
    expect((await viewOf(mine)).sheet.version).toBe(1);
    expect(await post(mine, fields("8"))).toMatchObject({ status: 409, body: { reason: "version_conflict", sent: { scores: { [first.id]: "8" } } } });
    expect(at((await viewOf(mine)).lines, 0).value).toBe("7");
  });

  it("after the round is kept for the chair, and says so", async () => {
    const scene = await makeScene(test.services);
    const mine = at(ofFirstJudge(scene), 0);
    const { id, saveId } = { id: at(criteriaOf(scene), 0).id, saveId: (await viewOf(mine)).saveId };
    await test.services.db.prisma.round.update({ where: { id: scene.panel.roundId }, data: { endsAt: new Date(test.services.clock.now().getTime() - 1000) } });
    expect(await post(mine, { id: saveId, version: "0", remark: "", note: "", intent: "save", [`diem-${id}`]: "5" })).toMatchObject({ body: { reason: "late" } });
    expect(await test.services.db.prisma.lateSheet.count({ where: { assignmentId: mine.id } })).toBe(1);
  });
});

describe("the way on after saving", () => {
  it("goes to the own open entry that fewest judges have locked, then by code, and never to a locked one", async () => {
    const scene = await makeScene(test.services, { entries: 4 });
    const mine = ofFirstJudge(scene);
    const [here, byAll, byOne, own] = mine;
    if (!here || !byAll || !byOne || !own) throw new Error("four entries are needed");
    for (const other of [1, 2]) await lockSheet(test.services, at(at(scene.assignments, 1), other), "5");
    await lockSheet(test.services, at(at(scene.assignments, 2), 1), "5");
    await lockSheet(test.services, own, "5");
    const next = async (from: MadeAssignment) => (await post(from, { version: "0", remark: "", note: "", intent: "next" })).location;
    expect(await next(here)).toBe(`/cham-thi/${byOne.id}`);
    const page = JSON.stringify(await viewOf(here));
    expect(page).not.toMatch(/lockedBy|others/);
    await draftSheet(test.services, byOne, even(scene, "5"));
    expect(await next(here)).toBe(`/cham-thi/${byAll.id}`);
    await draftSheet(test.services, byAll, even(scene, "5"));
    expect(await next(here)).toBe("/cham-thi/doc-lai");
    for (const done of [byOne, byAll]) await lockSheet(test.services, done, "5");
    expect(await next(here)).toBe("/cham-thi");
  });

  it("shows place and own progress", async () => {
    const scene = await makeScene(test.services, { entries: 3 });
    const mine = ofFirstJudge(scene);
    await lockSheet(test.services, at(mine, 0), "5");
    await draftSheet(test.services, at(mine, 2), {});
    expect((await viewOf(at(mine, 1))).place).toMatchObject({ position: 2, total: 3, locked: 1, draft: 1, complete: 0, previous: at(mine, 0).id, next: at(mine, 2).id });
  });
});

describe("a sheet the chair opened again", () => {
  it("says why and what stood in it, to its judge", async () => {
    const scene = await makeScene(test.services);
    const mine = at(ofFirstJudge(scene), 0);
    await lockSheet(test.services, mine, "7.5");
    const act = { actor: scene.chair, editionId: scene.made.edition.id, assignmentId: mine.id, reason: "Cộng nhầm cột", now: test.services.clock.now() };
    expect(await unlockSheet(test.services, act)).toMatchObject({ ok: true });
    const view = await viewOf(mine);
    expect(view.before).toMatchObject({ reason: "Cộng nhầm cột", lines: criteriaOf(scene).map(({ label }) => ({ label, value: "7.5" })) });
    const html = drawn(view);
    for (const text of ["Cộng nhầm cột", "đã mở khóa phiếu này", "7,5/"]) expect(html).toContain(text);
    await test.services.db.prisma.erasableText.updateMany({ where: { text: "Cộng nhầm cột" }, data: { text: "", erasedAt: test.services.clock.now() } });
    expect((await viewOf(mine)).before).toMatchObject({ reason: null });
  });

  it("a draft that never was locked has no before", async () => {
    const scene = await makeScene(test.services);
    await draftSheet(test.services, at(ofFirstJudge(scene), 0), {});
    expect((await viewOf(at(ofFirstJudge(scene), 0))).before).toBeNull();
  });
});

describe("reading back and locking many", () => {
  const readBack = async (actor: Actor) => (await call(lockMany, getPage("/cham-thi/doc-lai"), actor)).body as { sheets: CompleteSheet[]; matching: number };
  const lockAll = (actor: Actor, sheets: readonly Pick<CompleteSheet, "id" | "version">[]) =>
    call(lockManyAct, postForm("/cham-thi/doc-lai", { phieu: sheets.map(({ id, version }) => `${id}:${version}`), intent: "lock" }), actor);

  it("shows what is stored of complete drafts only, and locks them in one go", async () => {
    const scene = await makeScene(test.services, { entries: 3 });
    const mine = ofFirstJudge(scene);
    const actor = at(mine, 0).judge.actor;
    await draftSheet(test.services, at(mine, 0), even(scene, "5"));
    await draftSheet(test.services, at(mine, 1), even(scene, "6"));
    await draftSheet(test.services, at(mine, 2), {});
    const { sheets, matching } = await readBack(actor);
    expect([matching, sheets.map(({ id }) => id)]).toEqual([2, [at(mine, 0).id, at(mine, 1).id]]);
    expect(at(sheets, 0).scores.map(({ value }) => value)).toEqual(criteriaOf(scene).map(() => "5"));
    expect((await listOf(actor)).complete).toBe(2);
    expect(await lockAll(actor, sheets)).toMatchObject({ status: 303, location: "/cham-thi?da=khoa&so=2" });
    expect((await readBack(actor)).sheets).toEqual([]);
    expect((await listOf(actor)).rounds.map(({ locked, draft }) => [locked, draft])).toEqual([[2, 1]]);
  });

  it("names what could not be locked and locks the rest; somebody else's sheet is never touched", async () => {
    const scene = await makeScene(test.services, { entries: 2 });
    const [a, b] = ofFirstJudge(scene);
    const foreign = at(at(scene.assignments, 0), 1);
    if (!a || !b) throw new Error("two entries are needed");
    for (const one of [a, b, foreign]) await draftSheet(test.services, one, even(scene, "5"));
    const { sheets } = await readBack(a.judge.actor);
    await draftSheet(test.services, b, even(scene, "6"));
    const answer = await lockAll(a.judge.actor, [...sheets, { id: foreign.id, version: 1 }]);
    const { refusals, locked } = answer.body as Parameters<typeof LockManyPage>[0];
    expect([answer.status, locked, refusals.map(({ code, reason }) => [code, reason])]).toEqual([409, 1, [[at(scene.entries, 1).code, "version_conflict"], ["–", "not_found"]]]);
    const states = await test.services.db.prisma.scoreSheet.findMany({ where: { assignmentId: { in: [a.id, b.id, foreign.id] } }, select: { assignmentId: true, state: true } });
    expect(new Map(states.map(({ assignmentId, state }) => [assignmentId, state]))).toEqual(new Map([[a.id, "LOCKED"], [b.id, "DRAFT"], [foreign.id, "DRAFT"]]));
  });

  it("takes a malformed form for nothing", async () => {
    const scene = await makeScene(test.services);
    const actor = at(scene.judges, 0).actor;
    for (const phieu of [["x"], [":1"], ["../..:1"], []]) expect((await call(lockManyAct, postForm("/cham-thi/doc-lai", { phieu }), actor)).status).toBe(303);
    expect((await call(lockMany, getPage("/cham-thi/doc-lai"), null)).status).toBe(302);
  });
});

describe("the list", () => {
  it("is filtered by state and round, searched without diacritics, and paged", async () => {
    const scene = await makeScene(test.services, { entries: 3, entry: { title: "Máy gieo lạc" } });
    const mine = ofFirstJudge(scene);
    const actor = at(mine, 0).judge.actor;
    await lockSheet(test.services, at(mine, 0), "5");
    await draftSheet(test.services, at(mine, 1), {});
    const shown = async (query: string) => (await listOf(actor, query)).rounds.flatMap(({ assignments }) => assignments.map(({ id }) => id));
    const ids = mine.map(({ id }) => id);
    expect(await shown("?phieu=da-khoa")).toEqual([ids[0]]);
    expect(await shown("?phieu=dang-cham")).toEqual([ids[1]]);
    expect(await shown("?phieu=chua-cham")).toEqual([ids[2]]);
    expect(await shown("?q=may+lac")).toEqual(ids);
    expect(await shown(`?q=${at(scene.entries, 2).code}`)).toEqual([ids[2]]);
    for (const query of ["?q=%25", "?q=_____________", "?page=9"]) expect(await shown(query), query).toEqual([]);
    for (const query of ["?q=%00", "?vong=x", "?phieu=x", "?page=-1"]) expect(await shown(query), query).toEqual(ids);
    expect((await listOf(actor, "?phieu=da-khoa")).rounds.map(({ locked, draft, todo }) => [locked, draft, todo])).toEqual([[1, 1, 1]]);
  });
});

/** A judge with a session, and an assignment of theirs whose sheet was locked and opened again. */
async function judgeWithSession() {
  const { services } = test;
  const joined = await signUp(services, clientRequest(), { name: "Giám khảo", signInName: nameOf("cham@example.test"), password: "bốn từ dễ nhớ", locale: "vi" });
  if (!joined.ok) throw new Error(joined.reason);
  const scene = await makeScene(services);
  const actor = { userId: joined.value.userId, name: "Giám khảo", email: "cham@example.test", phone: null, roles: [] };
  const { panel, judges } = await makePanel(services, scene.made, { judges: [actor] });
  const mine = await assign(services, { panel, judge: at(judges, 0), entry: at(scene.entries, 0) });
  await lockSheet(services, mine, "5");
  await unlockSheet(services, { actor: scene.chair, editionId: scene.made.edition.id, assignmentId: mine.id, reason: "x", now: services.clock.now() });
  return { id: mine.id, cookies: joined.value.cookies };
}

describe("statements", () => {
  it("of the whole page with its layouts and the session are ten at most", async () => {
    const { id, cookies } = await judgeWithSession();
    const { headers } = clientRequest("203.0.113.9", cookies);
    const visit = async () => {
      const request = new Request(`http://localhost:3000/cham-thi/${id}`, { headers });
      let actor: Promise<Actor | null> | undefined;
      const context = { ...contextFor(test.services, null), actor: () => (actor ??= actorOf(request, test.services.auth, test.services.db)) };
      const args = { request, params: { assignment: id }, context };
      const { count, value } = await countStatements(test.services.db.pool, () => Promise.all([mineLayout(args), judgeLayout(args), sheet(args)]));
      expect(value[2].before).not.toBeNull();
      return count;
    };
    const counts = [await visit(), await visit()];
    for (const count of counts) expect(count).toBeLessThanOrEqual(10);
  });

  it("of the sheet page stay below ten whatever the judge has to do", async () => {
    const counts: number[] = [];
    for (const entries of [1, 3]) {
      const scene = await makeScene(test.services, { entries });
      const mine = at(ofFirstJudge(scene), 0);
      await lockSheet(test.services, mine, "5");
      await unlockSheet(test.services, { actor: scene.chair, editionId: scene.made.edition.id, assignmentId: mine.id, reason: "x", now: test.services.clock.now() });
      counts.push((await countStatements(test.services.db.pool, () => viewOf(mine))).count);
    }
    expect(counts).toEqual([6, 6]);
  });
});

import { randomUUID } from "node:crypto";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/access/roles";
import { action as meetingAction, loader as meetingPage } from "~/routes/staff/ranking-meeting";
import { action as openAction, loader as meetingsPage } from "~/routes/staff/ranking-meetings";
import { action as rankingAction, loader as ranking } from "~/routes/staff/ranking";
import { loader as rankedEntry } from "~/routes/staff/ranked-entry";
import { loader as whatIf } from "~/routes/staff/what-if";
import { makeUser } from "../../factories/people";
import { makeJudgedEdition, type JudgedEdition } from "../../factories/results";
import { contextFor, getPage, outcomeOf, postForm } from "../../support/request";
import { testServices, type TestServices } from "../../support/services";
import { countStatements } from "../../support/statements";

let test: TestServices;
let contest: JudgedEdition;
beforeAll(async () => {
  test = await testServices();
  contest = await makeJudgedEdition(test.services, { novelty: [["38", "38", "38"], ["30", "30", "30"], ["30", "30", "30"], ["20", "20", "20"]], quotas: { FIRST: 1, SECOND: 1 }, voteRule: "TWO_THIRDS", money: { FIRST: 3_000_000, SECOND: 2_000_000 } });
});
afterAll(() => test.close());

type Loader = (args: LoaderFunctionArgs) => Promise<unknown>;
type Action = (args: ActionFunctionArgs) => Promise<unknown>;

const open = (page: Loader, actor: Actor | null, { of = contest, query = "", ...params }: { of?: JudgedEdition; query?: string; meeting?: string; entry?: string } = {}) =>
  outcomeOf(page({ request: getPage(`/ban-to-chuc/${of.made.edition.slug}/x${query}`), params: { edition: of.made.edition.slug, ...params }, context: contextFor(test.services, actor) }));

const post = (page: Action, actor: Actor, fields: Record<string, string | readonly string[]>, { of = contest, ...params }: { of?: JudgedEdition; meeting?: string } = {}) =>
  outcomeOf(page({ request: postForm(`/ban-to-chuc/${of.made.edition.slug}/x`, fields), params: { edition: of.made.edition.slug, ...params }, context: contextFor(test.services, actor) }));

const opening = (of: JudgedEdition, id: string) => ({
  intent: "open", id, title: "Hội nghị xếp giải", place: "Phòng họp", heldAt: "08:00 20/11/2026", chairId: of.chair.userId, secretaryId: of.secretary.userId,
  "seats[0].user": of.organiser.userId, "seats[0].as": "present", guests: "Bà Hòa", notes: "",
});

async function meetingIn(of: JudgedEdition): Promise<string> {
  const id = randomUUID();
  expect((await post(openAction, of.secretary, opening(of, id), { of })).response?.status).toBe(303);
  return id;
}

const voting = (change: Record<string, string | readonly string[]> = {}) => ({ intent: "vote", id: randomUUID(), subject: "TIE", tier: "SECOND", field: "", entries: contest.entries[1]?.code ?? "", question: "Trao giải Nhì?", present: "4", inFavour: "3", against: "1", ...change });

describe("pages of the ranking meeting", () => {
  it("are for the staff of this edition alone; whoever may not lead it sees no form", async () => {
    const meeting = await meetingIn(contest);
    const judge = contest.entries[0]?.assignments[0]?.judge.actor ?? null;
    for (const page of [meetingsPage, meetingPage, whatIf] as Loader[]) {
      expect([(await open(page, judge, { meeting })).response?.status, (await open(page, await makeUser(test.services), { meeting })).response?.status, (await open(page, null, { meeting })).response?.status]).toEqual([404, 404, 302]);
    }
    expect((await open(meetingPage, contest.organiser, { meeting })).value).toMatchObject({ meeting: { mayMeet: false, matters: null } });
    expect((await open(meetingPage, contest.chair, { meeting })).value).toMatchObject({ meeting: { mayMeet: true, mayVoteMost: 4, matters: { ties: [{ tier: "SECOND", left: 1, entries: [{}, {}] }], spreads: [] } } });
    const other = await makeJudgedEdition(test.services, { novelty: [["1", "1", "1"]], quotas: { FIRST: 1 } });
    expect([(await open(meetingPage, other.chair, { meeting, of: other })).response?.status, (await open(meetingPage, contest.chair, { meeting: "khong-phai-ma" })).response?.status]).toEqual([404, 404]);
    expect((await post(meetingAction, contest.organiser, voting(), { meeting })).value).toMatchObject({ init: { status: 403 } });
  });

  it("give a wrong count back with everything typed, say what is wrong at once, and take the right one", async () => {
    const meeting = await meetingIn(contest);
    const wrong = await post(meetingAction, contest.secretary, voting({ inFavour: "9" }), { meeting });
    expect(wrong.value).toMatchObject({ init: { status: 400 }, data: { intent: "vote", result: { initialValue: { question: "Trao giải Nhì?", inFavour: "9", tier: "SECOND" }, error: { "": [expect.stringContaining("nhiều hơn số người biểu quyết")] } } } });
    const letters = await post(meetingAction, contest.secretary, voting({ inFavour: "ba", question: " " }), { meeting });
    expect(letters.value).toMatchObject({ init: { status: 400 }, data: { result: { error: { inFavour: [expect.any(String)], question: [expect.any(String)] } } } });
    expect((await post(meetingAction, contest.secretary, voting({ question: "Câu \u0000hỏi" }), { meeting })).response?.status).toBe(303);
    const shown = (await open(meetingPage, contest.secretary, { meeting })).value as Awaited<ReturnType<typeof meetingPage>>;
    expect(shown.meeting.votes.map(({ questionText, carried, abstained, needed }) => [questionText, carried, abstained, needed])).toEqual([["Câu hỏi", true, 0, 3]]);
    expect((await post(meetingAction, contest.secretary, { intent: "revoke", vote: shown.meeting.votes[0]?.id ?? "" }, { meeting })).response?.status).toBe(303);
    expect((await post(meetingAction, contest.secretary, { intent: "khac" }, { meeting })).response?.status).toBe(400);
  });

  it("keep what was typed where somebody saved before", async () => {
    const meeting = await meetingIn(contest);
    const { id: _id, intent: _intent, ...details } = opening(contest, meeting);
    const save = (place: string) => post(meetingAction, contest.secretary, { ...details, intent: "save", version: "1", place }, { meeting });
    expect((await save("Hội trường")).response?.status).toBe(303);
    expect((await save("Sân trường")).value).toMatchObject({ init: { status: 409 }, data: { intent: "save", result: { initialValue: { place: "Sân trường" } } } });
  });

  it("take as many statements with one vote as with three", async () => {
    const counts: number[] = [];
    for (const votes of [1, 3]) {
      const meeting = await meetingIn(contest);
      for (let nth = 0; nth < votes; nth += 1) await post(meetingAction, contest.secretary, voting({ subject: "OTHER", tier: "", entries: [] }), { meeting });
      await open(meetingPage, contest.secretary, { meeting });
      counts.push((await countStatements(test.services.db.pool, () => open(meetingPage, contest.secretary, { meeting }))).count);
      counts.push((await countStatements(test.services.db.pool, () => open(meetingsPage, contest.secretary))).count);
    }
    expect(counts.slice(2)).toEqual(counts.slice(0, 2));
    expect(Math.max(...counts)).toBeLessThanOrEqual(18);
  });

  it("hold no vote and no line of the notes about an entry in which the viewer has an interest, who saves without losing it", async () => {
    const of = await makeJudgedEdition(test.services, { novelty: [["38", "38", "38"], ["30", "30", "30"], ["30", "30", "30"], ["20", "20", "20"]], quotas: { FIRST: 1, SECOND: 1 }, voteRule: "MAJORITY" });
    const meeting = await meetingIn(of);
    const [, tied] = of.entries;
    const { id: _id, intent: _intent, ...details } = opening(of, meeting);
    await post(meetingAction, of.chair, { ...details, intent: "save", version: "1", notes: `Bài ${tied?.code ?? ""} được khen.\nNghỉ giải lao.` }, { meeting, of });
    expect((await post(meetingAction, of.chair, voting({ entries: tied?.code ?? "" }), { meeting, of })).response?.status).toBe(303);
    await test.services.db.prisma.conflict.create({ data: { editionId: of.made.edition.id, entryId: tied?.id ?? "", userId: of.secretary.userId, kind: "DECLARED" } });
    const seen = (await open(meetingPage, of.secretary, { meeting, of })).value as Awaited<ReturnType<typeof meetingPage>>;
    expect([seen.meeting.votes, seen.meeting.notes, JSON.stringify(seen).includes(tied?.code ?? "")]).toEqual([[], "Nghỉ giải lao.", false]);
    await post(meetingAction, of.secretary, { ...details, intent: "save", version: "2", notes: "Nghỉ mười phút." }, { meeting, of });
    const whole = (await open(meetingPage, of.chair, { meeting, of })).value as Awaited<ReturnType<typeof meetingPage>>;
    expect([whole.meeting.votes.length, whole.meeting.notes]).toEqual([1, `Nghỉ mười phút.\nBài ${tied?.code ?? ""} được khen.`]);
  });
});

describe("the ranking page", () => {
  it("says what the prizes cost and at most, and that a tie is for the meeting to vote on", async () => {
    const view = ((await open(ranking, contest.chair)).value as Awaited<ReturnType<typeof ranking>>).view;
    expect([view?.money.total, view?.money.most, view?.voteRule, view?.mayChoose]).toEqual([3_000_000, 5_000_000, "TWO_THIRDS", false]);
    const alone = await post(rankingAction, contest.chair, { intent: "choose", tier: "SECOND", field: "", entries: contest.entries[1]?.code ?? "", reason: "x" });
    expect(alone.value).toMatchObject({ init: { status: 409 }, data: { result: { error: { "": [expect.stringContaining("hội nghị")] } } } });
  });

  it("lets the chair give fewer prizes where the rules leave it to the chair", async () => {
    const of = await makeJudgedEdition(test.services, { novelty: [["38", "38", "38"], ["30", "30", "30"]], quotas: { FIRST: 1, SECOND: 1 } });
    expect((await post(rankingAction, of.chair, { intent: "quota", quotaTier: "FIRST", quota: "7", reason: "Chưa đạt." }, { of })).value).toMatchObject({ init: { status: 400 }, data: { intent: "quota", result: { error: { "": [expect.stringContaining("ít hơn cơ cấu")] } } } });
    expect((await post(rankingAction, of.chair, { intent: "quota", quotaTier: "FIRST", quota: "0", reason: "Chưa đạt." }, { of })).response?.status).toBe(302);
    const view = ((await open(ranking, of.chair, { of })).value as Awaited<ReturnType<typeof ranking>>).view;
    expect([view?.quotaChoices.map(({ quota, full, reason }) => [quota, full, reason]), view?.rows.map(({ prize }) => prize)]).toEqual([[[0, 1, "Chưa đạt."]], ["SECOND", null]]);
    expect((await post(rankingAction, of.chair, { intent: "revoke-quota", choice: view?.quotaChoices[0]?.id ?? "" }, { of })).response?.status).toBe(302);
    expect(((await open(ranking, of.chair, { of })).value as Awaited<ReturnType<typeof ranking>>).view?.quotaChoices).toEqual([]);
  });

  it("opens each entry down to how its rank comes about, without entries in which the viewer has an interest", async () => {
    const shown = (await open(rankedEntry, contest.chair, { entry: contest.entries[1]?.id ?? "" })).value as Awaited<ReturnType<typeof rankedEntry>>;
    expect(shown.derived).toMatchObject({ rank: 2, higher: 1, equals: [{ entry: contest.entries[2]?.code, decidedBy: null }], rounds: [{ totals: [{}, {}, {}] }] });
    expect([shown.derived?.exact, shown.derived?.mean]).toEqual([{ text: "60", isWhole: true }, "60.00"]);
    const judging = await makeUser(test.services, { role: "ORGANISER", editionId: contest.made.edition.id });
    const interested = await test.services.db.prisma.conflict.create({ data: { editionId: contest.made.edition.id, entryId: contest.entries[1]?.id ?? "", userId: judging.userId, kind: "DECLARED" } });
    expect((await open(rankedEntry, judging, { entry: contest.entries[1]?.id ?? "" })).response?.status).toBe(404);
    const other = (await open(rankedEntry, judging, { entry: contest.entries[2]?.id ?? "" })).value as Awaited<ReturnType<typeof rankedEntry>>;
    expect(other.derived).toMatchObject({ rank: 2, equals: [] });
    await test.services.db.prisma.conflict.delete({ where: { id: interested.id } });
  });
});

describe("other rules", () => {
  /** What the loader answers, with its status: an address that cannot be is 400. */
  const at = async (query: string, actor = contest.chair) => {
    const answer = (await open(whatIf, actor, { query })).value as Awaited<ReturnType<typeof whatIf>>;
    return "data" in answer ? { data: answer.data, status: answer.init?.status } : { data: answer, status: 200 };
  };

  it("are shown beside the official ranking at an address of their own, and change nothing", async () => {
    const head = () => test.services.db.prisma.ledgerHead.findUnique({ where: { chain: contest.made.edition.id } });
    const before = await head();
    const { data } = await at("?so-giai.FIRST=0&so-giai.SECOND=1");
    expect(data.view?.compared?.prizes.map(({ code, prize }) => [code, prize.from?.label, prize.to?.label])).toEqual([
      [contest.entries[0]?.code, data.view?.tiers[0]?.label, data.view?.tiers[1]?.label],
      [contest.entries[1]?.code, data.view?.tiers[1]?.label, undefined],
      [contest.entries[2]?.code, data.view?.tiers[1]?.label, undefined],
    ]);
    expect(data.view?.compared?.money).toEqual({ from: 3_000_000, to: 2_000_000 });
    expect(await head()).toEqual(before);
    const same = await at("");
    expect([same.data.view?.isAsked, same.data.view?.compared?.prizes, same.data.view?.compared?.ranks]).toEqual([false, [], { changed: 0, gained: 0, lost: 0 }]);
  });

  it.each([
    ["?so-giai.FIRST=abc", "so-giai.FIRST", "whole"],
    ["?so-giai.FIRST=-1", "so-giai.FIRST", "whole"],
    ["?san.FIRST=chin", "san.FIRST", "points"],
    ["?so-le=9", "so-le", "decimals"],
    ["?bang-diem-1=khong-co", "bang-diem-1", "criterion"],
    ["?xet-theo=khac", "xet-theo", "choice"],
    ["?vong.PRELIM=50", "vong.PRELIM", "weights"],
  ])("%s is answered at its field", async (query, field, fault) => {
    const answer = await at(query);
    expect([answer.status, answer.data.view?.faults[field], answer.data.view?.compared]).toEqual([400, fault, null]);
    expect(answer.data.view?.values[field]).toBe(decodeURIComponent(query.split("=")[1] ?? ""));
  });

  it("leave out entries in which the viewer has an interest", async () => {
    const viewer = await makeUser(test.services, { role: "ORGANISER", editionId: contest.made.edition.id });
    await test.services.db.prisma.conflict.create({ data: { editionId: contest.made.edition.id, entryId: contest.entries[0]?.id ?? "", userId: viewer.userId, kind: "DECLARED" } });
    const { data } = await at("?so-giai.FIRST=0", viewer);
    expect([data.view?.compared?.total, JSON.stringify(data).includes(contest.entries[0]?.code ?? "")]).toEqual([3, false]);
  });
});

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { action as postAward, loader as awardPage } from "~/routes/staff/special-award";
import { action as postAwards, loader as awardsPage } from "~/routes/staff/special-awards";
import { action as postAuthority } from "~/routes/staff/commendation-authorities";
import { action as postCommendation, loader as commendationPage } from "~/routes/staff/commendation";
import { action as postLetter, loader as letterPage } from "~/routes/staff/commendation-letter";
import { loader as letterPaper } from "~/routes/staff/commendation-letter-paper";
import { loader as letterScan } from "~/routes/staff/commendation-letter-scan";
import { action as postCommendations, loader as commendationsPage } from "~/routes/staff/commendations";
import { loader as commendationsPdf } from "~/routes/staff/commendations-pdf";
import { action as propose } from "~/routes/staff/commendations-propose";
import { loader as publicPage } from "~/routes/public/commendations";
import type { Actor } from "~/domain/access/roles";
import { addDays, dayInVietnam } from "~/domain/entry/ages";
import { storeAuthority } from "~/features/commendations/authority.server";
import type { LetterReply } from "~/features/commendations/components/letter-forms";
import { beginLetter } from "~/features/commendations/letter.server";
import { proposeCommendations } from "~/features/commendations/propose.server";
import { makeUser } from "../../factories/people";
import { makePublicContest, type PublicContest } from "../../factories/publication";
import { contextFor, getPage, outcomeOf, postForm } from "../../support/request";
import { testServices, type TestServices } from "../../support/services";

let test: TestServices;
let contest: PublicContest;
let slug: string;
beforeAll(async () => {
  test = await testServices();
  contest = await makePublicContest(test.services, [{ title: "Máy gieo lạc", author: "Trần Thị Lan" }, { title: "Bếp đun", author: "Lê Văn Hai" }]);
  slug = contest.slug;
});
afterAll(() => test.close());

type Fields = Record<string, string>;
type Params = Record<string, string>;

const get = (actor: Actor | null, params: Params = {}, search = "") => ({ request: getPage(`/ban-to-chuc/${slug}/x${search}`), params: { edition: slug, ...params }, context: contextFor(test.services, actor) });
const post = (actor: Actor | null, fields: Fields, params: Params = {}) => ({ request: postForm(`/ban-to-chuc/${slug}/x`, fields), params: { edition: slug, ...params }, context: contextFor(test.services, actor) });

interface Answer {
  status: number;
  text: string;
}

/** Status and text of whatever a loader or action answers, thrown or not. */
async function answer(work: Promise<unknown>): Promise<Answer> {
  const { value, response } = await outcomeOf(work);
  if (response) return { status: response.status, text: response.headers.get("location") ?? (await response.text()) };
  const init = (value as { init?: { status?: number } | null }).init;
  return { status: init?.status ?? 200, text: JSON.stringify(value) };
}

describe("special awards in forms", () => {
  it("are added, given and taken back by those who may; others are told, nothing typed is lost, nothing is a fault", async () => {
    const { secretary, chair, organiser } = contest;
    const newId = randomUUID();
    const added = await answer(postAwards(post(secretary, { intent: "add", newId, rule: "CHOSEN" })));
    expect([added.status, added.text]).toEqual([303, `/ban-to-chuc/${slug}/giai-dac-thu/${newId}`]);
    expect((await answer(postAwards(post(secretary, { newId: "x", rule: "CHOSEN" })))).status).toBe(400);
    expect((await answer(postAwards(post(organiser, { newId: randomUUID(), rule: "CHOSEN" })))).status).toBe(403);
    const award = { award: newId };
    const give = { intent: "give", id: randomUUID(), name: "Hội Khuyến học xã\0 Cẩm Hưng", entry: "", author: "" };
    const refused = await answer(postAward(post(chair, { ...give, reason: "" }, award)));
    expect(refused).toMatchObject({ status: 400, text: expect.stringContaining("Cần ghi lý do") as string });
    expect(refused.text).toContain("Cẩm Hưng");
    expect((await answer(postAward(post(chair, { ...give, name: "", entry: "KHONG-CO", author: "Ai", reason: "Vì thế" }, award)))).text).toContain("Không có tác giả tên này");
    expect((await answer(postAward(post(chair, { ...give, reason: "x".repeat(1001) }, award)))).status).toBe(400);
    expect((await answer(postAward(post(secretary, { ...give, reason: "Vận động tốt" }, award)))).status).toBe(403);
    for (const _ of [1, 2]) expect((await answer(postAward(post(chair, { ...give, reason: "Vận động tốt" }, award)))).status).toBe(303);
    expect(await test.services.db.prisma.specialAwardGiven.count({ where: { specialAwardId: newId } })).toBe(1);
    expect((await answer(postAward(post(chair, { ...give, id: randomUUID(), name: "HỘI KHUYẾN HỌC XÃ CẨM HƯNG".normalize("NFD"), reason: "Lần nữa" }, award)))).status).toBe(409);
    expect((await answer(postAward(post(chair, { intent: "revoke", id: give.id, reason: "" }, award)))).status).toBe(400);
    expect((await answer(postAward(post(chair, { intent: "revoke", id: give.id, reason: "Trao nhầm" }, award)))).status).toBe(303);
    for (const id of ["x", randomUUID()]) expect((await answer(awardPage(get(chair, { award: id })))).status).toBe(404);
    expect((await answer(postAward(post(chair, { intent: "làm gì" }, award)))).status).toBe(400);
  });

  it("take numbers as they are, and say which is none", async () => {
    const newId = randomUUID();
    await answer(postAwards(post(contest.chair, { intent: "add", newId, rule: "UNIT_POINTS" })));
    const change = { intent: "change", version: "1", label: "Giải Tập thể", ruleText: "", "points.submitted": "1", "points.qualified": "", "points.tiers.FIRST": "10", minimum: "", quota: "2", money: "1.000.000" };
    for (const wrong of [{ quota: "0" }, { quota: "-1" }, { quota: "hai" }, { "points.tiers.FIRST": "1,5" }, { money: "nhiều" }, { label: " " }]) expect((await answer(postAward(post(contest.chair, { ...change, ...wrong }, { award: newId })))).status).toBe(400);
    expect((await answer(postAward(post(contest.chair, change, { award: newId })))).status).toBe(303);
    expect((await answer(postAward(post(contest.chair, change, { award: newId })))).status).toBe(409);
    expect(await test.services.db.prisma.specialAward.findUniqueOrThrow({ where: { id: newId } })).toMatchObject({ quota: 2, money: 1_000_000, minimum: null, points: { submitted: 1, qualified: 0, tiers: { FIRST: 10 } } });
  });

  it("are not there for entrants, judges and people of no role", async () => {
    const stranger = await makeUser(test.services);
    const judge = await makeUser(test.services, { role: "JUDGE", editionId: contest.made.edition.id });
    for (const actor of [stranger, judge]) for (const page of [awardsPage, commendationsPage]) expect([403, 404]).toContain((await answer(page(get(actor)))).status);
    expect((await answer(awardsPage(get(null)))).status).toBe(302);
  });
});

/** A letter with one proposal in it, not sent. */
async function letterToSend() {
  const { secretary, made } = contest;
  const act = { actor: secretary, editionId: made.edition.id, now: test.clock.now() };
  const [authorityId, letter] = [randomUUID(), randomUUID()];
  await storeAuthority(test.services, { ...act, input: { id: authorityId, version: 0, name: "Giám đốc Sở", letterheadParent: "", letterheadBody: "Sở", signerTitle: "Giám đốc", signerName: "", place: "Cẩm Xuyên", withEmblem: false } });
  await proposeCommendations(test.services, { ...act, input: { kind: "COMMENDATION", authorityId, money: 0, rows: [{ id: randomUUID(), recipientKind: "ORGANISATION", name: "Hội Làm vườn", detail: "", grounds: "Đã vận động hội viên", mayPublish: false }] } });
  await beginLetter(test.services, { ...act, input: { id: letter, authorityId } });
  return { letter };
}

describe("commendations in forms", () => {
  it("keep what was typed, name the row that is wrong, and answer malformed addresses with 404", async () => {
    const { secretary, organiser } = contest;
    const authorityId = randomUUID();
    const authority = { id: authorityId, version: "0", name: "Chủ tịch UBND xã", letterheadParent: "", letterheadBody: "UBND xã", signerTitle: "Chủ tịch", signerName: "", place: "Cẩm Xuyên" };
    expect((await answer(postAuthority(post(secretary, { ...authority, name: "" })))).status).toBe(400);
    expect((await answer(postAuthority(post(secretary, authority)))).status).toBe(303);
    expect((await answer(postAuthority(post(secretary, { ...authority, version: "7" })))).status).toBe(409);
    const [first, second] = [randomUUID(), randomUUID()];
    const rows = {
      "rows[0].id": first, "rows[0].recipientKind": "PERSON", "rows[0].name": "Cô Nguyễn Thị Nháp", "rows[0].detail": "Giáo viên", "rows[0].grounds": "",
      "rows[1].id": second, "rows[1].recipientKind": "ORGANISATION", "rows[1].name": "", "rows[1].detail": "", "rows[1].grounds": "",
    };
    const proposal = { kind: "COMMENDATION", authorityId, money: "0", ...rows };
    const wrong = await answer(propose(post(secretary, proposal)));
    expect([wrong.status, wrong.text.includes("rows[0].grounds"), wrong.text.includes("Cô Nguyễn Thị Nháp")]).toEqual([400, true, true]);
    expect((await answer(propose(post(secretary, { ...proposal, "rows[0].name": "", "rows[0].detail": "" })))).text).toContain("Ghi ít nhất một người nhận");
    expect((await answer(propose(post(secretary, { ...proposal, "rows[0].grounds": "Thành tích", authorityId: randomUUID() })))).text).toContain("Chọn cơ quan ký");
    expect((await answer(propose(post(organiser, { ...proposal, "rows[0].grounds": "Thành tích" })))).status).toBe(403);
    for (const _ of [1, 2]) expect((await answer(propose(post(secretary, { ...proposal, "rows[0].grounds": "Thành tích" })))).status).toBe(303);
    expect(await test.services.db.prisma.commendation.findMany({ select: { id: true } })).toEqual([{ id: first }]);

    const letter = randomUUID();
    for (const _ of [1, 2]) expect((await answer(postCommendations(post(secretary, { intent: "begin", id: letter, authorityId })))).status).toBe(303);
    expect((await answer(postCommendations(post(secretary, { intent: "begin", id: "x", authorityId })))).status).toBe(400);
    expect((await answer(postCommendations(post(secretary, { intent: "begin", id: randomUUID(), authorityId })))).status).toBe(409);
    expect((await answer(postLetter(post(secretary, { intent: "send", version: "1", number: "", date: "31/02/2026" }, { letter })))).status).toBe(400);
    expect((await answer(postLetter(post(secretary, { intent: "send", version: "1", number: "1/TTr", date: "20/11/2099" }, { letter })))).text).toContain("ngày chưa tới");
    expect((await answer(postLetter(post(secretary, { intent: "publish" }, { letter })))).status).toBe(409);
    expect((await answer(letterPage(get(organiser, { letter })))).status).toBe(200);
    for (const id of ["x", randomUUID()]) {
      const answers = await Promise.all([letterPage(get(secretary, { letter: id })), commendationPage(get(secretary, { commendation: id })), letterPaper(get(secretary, { letter: id, file: "to-trinh.pdf" })), letterScan(get(secretary, { letter: id })), commendationsPdf(get(secretary, {}, `?to-trinh=${id}`)), commendationsPdf(get(secretary, {}, `?giay=${id}`)), postCommendation(post(secretary, { intent: "drop", version: "1", reason: "Không nữa" }, { commendation: id }))].map((work) => answer(work)));
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
    }
    expect((await answer(letterPaper(get(secretary, { letter, file: "khac.pdf" })))).status).toBe(404);
  });

  it("tell an impossible number and day of a letter and of its decision at their fields, both at once and in both languages; nothing is recorded", async () => {
    const { secretary, made } = contest;
    const { prisma } = test.services.db;
    const { letter } = await letterToSend();
    const opening = dayInVietnam((await prisma.edition.findUniqueOrThrow({ where: { id: made.edition.id } })).opensAt);
    const today = dayInVietnam(test.clock.now());
    const tell = async (fields: Fields, path = `/ban-to-chuc/${slug}/x`) => {
      const { value } = await outcomeOf(postLetter({ ...post(secretary, fields, { letter }), request: postForm(path, fields) }));
      const told = value as unknown as { data: LetterReply; init: { status: number } };
      return { status: told.init.status, error: told.data.result?.error ?? {}, typed: told.data.result?.initialValue ?? {} };
    };
    const standing = () => prisma.commendationLetter.findUniqueOrThrow({ where: { id: letter } });
    const shown = (day: string) => day.split("-").toReversed().join("/");

    const send = { intent: "send", version: "1", number: "<script>alert(1)</script>", date: "01/01/2020" };
    const early = await tell(send);
    expect([early.status, Object.keys(early.error).toSorted(), early.error["date"]?.[0]]).toEqual([400, ["date", "number"], expect.stringContaining(shown(opening))]);
    expect(early.typed).toMatchObject({ number: send.number, date: send.date });
    const english = await tell(send, `/en/ban-to-chuc/${slug}/x`);
    expect(english.error["number"]?.[0]).toMatch(/digits/);
    expect(english.error["date"]?.[0]).toMatch(/opens/);
    expect(Object.keys((await tell({ ...send, number: "TTr-BTC", date: shown(today) })).error)).toEqual(["number"]);
    expect(Object.keys((await tell({ ...send, number: "12/TTr-BTC", date: shown(addDays(opening, -1)) })).error)).toEqual(["date"]);
    expect(Object.keys((await tell({ ...send, number: "12/TTr-BTC", date: shown(addDays(today, 1)) })).error)).toEqual(["date"]);
    expect((await standing()).number).toBe(null);
    const sentOn = addDays(today, -2);
    expect((await answer(postLetter(post(secretary, { ...send, number: "12/TTr-BTC", date: shown(sentOn) }, { letter })))).status).toBe(303);

    const sign = { intent: "sign", version: "2", decisionNumber: "<script>alert(1)</script>", decisionDate: "01/01/1999" };
    const wrong = await tell(sign);
    expect([wrong.status, Object.keys(wrong.error).toSorted(), wrong.error["decisionDate"]?.[0]]).toEqual([400, ["decisionDate", "decisionNumber"], expect.stringContaining(shown(opening))]);
    expect(wrong.typed).toMatchObject({ decisionNumber: sign.decisionNumber, decisionDate: sign.decisionDate });
    for (const day of [addDays(opening, -1), addDays(today, 1)]) expect(Object.keys((await tell({ ...sign, decisionNumber: "345/QĐ-UBND", decisionDate: shown(day) })).error)).toEqual(["decisionDate"]);
    expect((await standing()).decisionNumber).toBe(null);
    expect((await answer(postLetter(post(secretary, { ...sign, decisionNumber: "1045/QĐ-SGD&ĐT", decisionDate: shown(sentOn) }, { letter })))).status).toBe(303);
    expect((await standing()).decisionNumber).toBe("1045/QĐ-SGD&ĐT");

    // What was recorded wrongly is put right with a reason, under the same checks; sent again it changes nothing.
    const correct = { intent: "correct", version: "3", decisionNumber: "1054/QĐ-SGD&ĐT", decisionDate: shown(today), reason: "Gõ nhầm số <b>1045</b>" };
    const refused = await tell({ ...correct, decisionNumber: "<b>1</b>", decisionDate: "01/01/1999", reason: "" });
    expect([refused.status, Object.keys(refused.error).toSorted()]).toEqual([400, ["decisionDate", "decisionNumber", "reason"]]);
    expect((await answer(postLetter(post(contest.organiser, correct, { letter })))).status).toBe(403);
    for (const _ of [1, 2]) expect((await answer(postLetter(post(secretary, correct, { letter })))).status).toBe(303);
    expect((await answer(postLetter(post(secretary, { ...correct, decisionNumber: "1/QĐ" }, { letter })))).status).toBe(409);
    expect(await standing()).toMatchObject({ decisionNumber: "1054/QĐ-SGD&ĐT", version: 4 });
    const { view } = (await outcomeOf(letterPage(get(contest.organiser, { letter })))).value ?? {};
    expect(view?.corrections).toMatchObject([{ number: "1054/QĐ-SGD&ĐT", date: today, reason: correct.reason }]);
    const unsigned = (await letterToSend()).letter;
    expect((await answer(postLetter(post(secretary, { ...correct, version: "1" }, { letter: unsigned })))).status).toBe(404);
  });

  it("in public there is nothing yet, whatever is asked", async () => {
    const ask = async (search: string) => JSON.stringify((await publicPage({ request: getPage(`/khen-thuong${search}`), params: {}, context: contextFor(test.services, null) })).found);
    for (const search of ["", "?q=Nh%C3%A1p", "?nam=2026", "?nam=abc&page=-3", "?page=999999", "?q=%25_%00"]) {
      const shown = await ask(search);
      expect(shown).toContain('"total":0');
      expect(shown).not.toMatch(/Nháp|Thành tích/);
    }
  });
});

import { randomUUID } from "node:crypto";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/access/roles";
import { action as announceAct, loader as announce } from "~/routes/staff/announce";
import { loader as desk } from "~/routes/staff/desk";
import { action as extendAct, loader as extend } from "~/routes/staff/extend";
import { loader as home } from "~/routes/staff/home";
import { action as createAct, loader as create } from "~/routes/staff/new-edition";
import { loader as settings } from "~/routes/staff/settings";
import { action as rubricAct, loader as rubric } from "~/routes/staff/settings-rubric";
import { action as sectionAct, loader as section } from "~/routes/staff/settings-section";
import { makeEdition, type MadeEdition } from "../../factories/editions";
import { makeEntry } from "../../factories/entries";
import { makeUser, withRole } from "../../factories/people";
import { answerOf } from "../../support/answers";
import { contextFor, getPage, outcomeOf, postForm } from "../../support/request";
import { testServices, type TestServices } from "../../support/services";
import { countStatements } from "../../support/statements";

let test: TestServices;
let made: MadeEdition;
let administrator: Actor;
let secretary: Actor;
let organiser: Actor;
let chair: Actor;
let stranger: Actor;

beforeAll(async () => {
  test = await testServices();
  made = await makeEdition(test.services);
  const editionId = made.edition.id;
  administrator = await makeUser(test.services, { role: "ADMINISTRATOR" });
  secretary = await makeUser(test.services, { role: "SECRETARY", editionId });
  organiser = await makeUser(test.services, { role: "ORGANISER", editionId });
  chair = await makeUser(test.services, { role: "CHAIR", editionId });
  stranger = await makeUser(test.services, { role: "SECRETARY", editionId: (await makeEdition(test.services)).edition.id });
});
afterAll(() => test.close());

type Handler<T> = (args: LoaderFunctionArgs & ActionFunctionArgs) => Promise<T>;
type Params = Record<string, string>;

async function call<T>(handler: Handler<T>, request: Request, actor: Actor | null, params: Params) {
  const outcome = await outcomeOf(handler({ request, params, context: contextFor(test.services, actor) }));
  if (outcome.response) return { status: outcome.response.status, location: outcome.response.headers.get("location"), body: null };
  return { location: null, ...answerOf(outcome.value as T) };
}

const get = <T>(handler: Handler<T>, actor: Actor | null, params: Params = {}) => call(handler, getPage("/ban-to-chuc/x"), actor, params);
const post = <T>(handler: Handler<T>, actor: Actor | null, fields: Record<string, string>, params: Params = {}) => call(handler, postForm("/ban-to-chuc/x", fields), actor, params);

interface Reply {
  reason: string;
  result: { error?: Record<string, string[]>; initialValue?: Record<string, unknown> };
}
const errorsOf = (answer: { body: unknown }) => (answer.body as Reply).result.error ?? {};

const moment = (date: Date) => {
  const local = new Date(date.getTime() + 7 * 3_600_000).toISOString();
  return `${local.slice(11, 16)} ${local.slice(8, 10)}/${local.slice(5, 7)}/${local.slice(0, 4)}`;
};

describe("who may open the pages of an edition", () => {
  it.each([
    ["desk", desk, {}],
    ["announce", announce, {}],
    ["extend", extend, {}],
    ["settings", settings, {}],
    ["a section", section, { section: "linh-vuc" }],
  ] as [string, Handler<unknown>, Params][])("%s: its staff; for others it does not exist", async (_, page, more) => {
    const params = { edition: made.edition.slug, ...more };
    const statuses = [];
    for (const actor of [administrator, secretary, organiser, chair, stranger]) statuses.push((await get(page, actor, params)).status);
    expect(statuses).toEqual([200, 200, 200, 200, 404]);
    expect(await get(page, null, params)).toMatchObject({ status: 302, location: expect.stringMatching(/^\/dang-nhap\?tiep=/) as unknown });
    for (const edition of ["khong-co", "nul\0"]) expect((await get(page, secretary, { ...params, edition })).status).toBe(404);
  });

  it("a section or rubric nobody knows is 404, whatever stands in the address", async () => {
    const edition = made.edition.slug;
    expect((await get(section, secretary, { edition, section: "khac" })).status).toBe(404);
    expect((await get(rubric, secretary, { edition, rubric: "không phải mã" })).status).toBe(404);
    expect((await get(rubric, secretary, { edition, rubric: randomUUID() })).status).toBe(404);
    expect((await get(rubric, secretary, { edition, rubric: made.rubrics[0]?.id ?? "" })).status).toBe(200);
  });

  it("those who may only look are shown the settings, and their changes are refused with what they typed", async () => {
    const params = { edition: made.edition.slug, section: "the-le" };
    expect(((await get(section, organiser, params)).body as { canConfigure: boolean }).canConfigure).toBe(false);
    const answer = await post(sectionAct, organiser, { version: String(made.edition.version), introduction: "Tôi viết", rulesText: "Điều 1." }, params);
    expect(answer.status).toBe(403);
    expect((answer.body as Reply).result.initialValue).toMatchObject({ introduction: "Tôi viết" });
  });
});

describe("staff's home", () => {
  it("lists the editions of the person with their phase, all of them for an administrator, and nothing to others", async () => {
    const slugsOf = async (actor: Actor) => ((await get(home, actor)).body as { editions: { slug: string; phase: string }[] }).editions;
    expect(await slugsOf(secretary)).toMatchObject([{ slug: made.edition.slug, phase: "OPEN" }]);
    expect((await slugsOf(administrator)).length).toBe(await test.services.db.prisma.edition.count());
    expect((await get(home, await makeUser(test.services))).status).toBe(404);
  });

  it("asks the database as often for one edition as for three", async () => {
    let actor = await makeUser(test.services);
    const counts: number[] = [];
    for (let editions = 1; editions <= 3; editions += 1) {
      actor = await withRole(test.services, actor, "SECRETARY", { editionId: (await makeEdition(test.services)).edition.id });
      if (editions !== 2) counts.push((await countStatements(test.services.db.pool, () => get(home, actor))).count);
    }
    expect(counts).toEqual([1, 1]);
  });
});

describe("the desk", () => {
  it("counts entries by state, overdue supplements and fields, with as many statements for one entry as for three", async () => {
    const { edition, fields } = await makeEdition(test.services, { phase: "SCREENING" });
    const actor = await makeUser(test.services, { role: "SECRETARY", editionId: edition.id });
    const at = (hours: number) => new Date(test.clock.now().getTime() + hours * 3_600_000);
    const look = () => countStatements(test.services.db.pool, () => get(desk, actor, { edition: edition.slug }));
    await makeEntry(test.services, edition, { state: "SUBMITTED", fieldCode: fields[0]?.code ?? "" });
    const one = await look();
    await makeEntry(test.services, edition, { state: "SUBMITTED", screening: "NEEDS_SUPPLEMENT", supplementDueAt: at(-1), fieldCode: fields[1]?.code ?? "" });
    await makeEntry(test.services, edition, { state: "SUBMITTED", screening: "NEEDS_SUPPLEMENT", supplementDueAt: at(1), fieldCode: fields[1]?.code ?? "" });
    await makeEntry(test.services, edition, { state: "SUBMITTED", screening: "QUALIFIED", fieldCode: fields[1]?.code ?? "" });
    await makeEntry(test.services, edition, { state: "DRAFT" });
    await makeEntry(test.services, edition, { state: "WITHDRAWN", fieldCode: fields[0]?.code ?? "" });
    const many = await look();
    expect(many.count).toBe(one.count);
    expect(many.count).toBeLessThanOrEqual(6);
    const view = (many.value.body as { desk: { counts: unknown; fields: { entries: number }[] } }).desk;
    expect(view.counts).toMatchObject({ drafts: 1, received: 1, supplement: 2, overdue: 1, qualified: 1, rejected: 0, withdrawn: 1, unassigned: 1, judgesBehind: 0, mails: 0 });
    expect(view.fields.map(({ entries }) => entries)).toEqual([1, 3, 0, 0, 0]);
  });
});

describe("a new edition", () => {
  const proposal = async () => {
    const { values, newId } = (await get(create, administrator)).body as { values: Record<string, unknown> & { rounds: Record<string, string>[] }; newId: string };
    const dates = Object.fromEntries(["opensAt", "closesAt", "screeningEndsAt", "judgingEndsAt", "announcementAt"].map((name) => [name, moment(new Date(String(values[name])))]));
    const rounds = Object.fromEntries(
      values.rounds.flatMap((round, index) => Object.entries(round).map(([name, value]) => [`rounds[${index}].${name}`, name === "code" ? value : moment(new Date(value))])),
    );
    const host = { hostUnitId: "", hostName: `Xã ${newId.slice(0, 6)}`, hostLevel: "COMMUNE", letterheadParent: "A", letterheadBody: "B", place: "C", contact: "D" };
    return { id: newId, kind: "YOUTH", number: "18", period: "2026–2027", graceMinutes: "30", ...host, ...dates, ...rounds } as Record<string, string>;
  };

  it("is made from what the page proposes, and leads to its desk", async () => {
    const fields = await proposal();
    const answer = await post(createAct, administrator, fields);
    expect(answer.status).toBe(302);
    const edition = await test.services.db.prisma.edition.findUniqueOrThrow({ where: { id: fields["id"] ?? "" } });
    expect(answer.location).toBe(`/ban-to-chuc/${edition.slug}`);
    expect(moment(edition.closesAt)).toBe(fields["closesAt"]);
    expect(await post(createAct, administrator, fields)).toMatchObject({ status: 302, location: answer.location });
  });

  it("comes back with errors at the fields and all that was typed", async () => {
    const fields = { ...(await proposal()), kind: "", number: "0", place: "", closesAt: "31/02/2027 17:00", hostName: "", contact: "x".repeat(1001), period: "\u0000" };
    const answer = await post(createAct, administrator, fields);
    expect(answer.status).toBe(400);
    expect(errorsOf(answer)).toEqual({
      kind: ["Chưa chọn mục này"],
      number: ["Không được nhỏ hơn 1"],
      period: ["Chưa điền mục này"],
      place: ["Chưa điền mục này"],
      contact: ["Quá dài: đang có 1.001 ký tự, tối đa 1.000"],
      closesAt: ["Thời điểm chưa đúng, cần ghi theo dạng giờ:phút ngày/tháng/năm, ví dụ 17:00 30/01/2027"],
    });
    expect((answer.body as Reply).result.initialValue).toMatchObject({ closesAt: "31/02/2027 17:00", letterheadBody: "B" });
    const hostless = await post(createAct, administrator, { ...(await proposal()), hostName: " " });
    expect(errorsOf(hostless)).toEqual({ hostName: ["Chọn đơn vị trong danh bạ hoặc ghi tên"] });
  });

  it("says which date contradicts which, and which number is taken", async () => {
    const fields = await proposal();
    const backwards = await post(createAct, administrator, { ...fields, closesAt: fields["opensAt"] ?? "" });
    expect([backwards.status, errorsOf(backwards)]).toEqual([400, { closesAt: ["Hạn nộp bài phải sau lúc bắt đầu nhận bài"] }]);
    expect((await post(createAct, administrator, fields)).status).toBe(302);
    const again = await post(createAct, administrator, { ...fields, id: randomUUID() });
    expect(errorsOf(again)).toEqual({ number: ["Đơn vị này đã có hội thi, cuộc thi cùng loại với số này"] });
  });

  it("is for staff who may make one; a session that ended hands the form back", async () => {
    expect((await get(create, chair)).status).toBe(403);
    expect((await get(create, await makeUser(test.services))).status).toBe(404);
    expect((await post(createAct, null, { contact: "Ban Thư ký" })).status).toBe(401);
  });
});

describe("a section of the settings", () => {
  const params = (edition: MadeEdition, name: string) => ({ edition: edition.edition.slug, section: name });
  const texts = (edition: MadeEdition, changes: Record<string, string>) => ({ version: String(edition.edition.version), introduction: "", rulesText: "Điều 1. Mục đích", ...changes });

  it("is saved and shown again; a second tab with the older version keeps its text and overwrites nothing", async () => {
    const own = await makeEdition(test.services);
    const saved = await post(sectionAct, administrator, texts(own, { introduction: "Lời chào (NFD)".normalize("NFD") }), params(own, "the-le"));
    expect(saved).toMatchObject({ status: 302, location: `/ban-to-chuc/${own.edition.slug}/thiet-lap/the-le?da-luu` });
    const late = await post(sectionAct, administrator, texts(own, { introduction: "Lời khác" }), params(own, "the-le"));
    expect(late.status).toBe(409);
    expect(late.body as Reply).toMatchObject({ reason: "version_conflict", result: { initialValue: { introduction: "Lời khác" } } });
    const stored = await test.services.db.prisma.edition.findUniqueOrThrow({ where: { id: own.edition.id } });
    expect(stored.introduction).toBe("Lời chào (NFD)");
    const shown = (await get(section, administrator, params(own, "the-le"))).body as { values: unknown; version: number };
    expect(shown).toMatchObject({ version: own.edition.version + 1, values: { introduction: "Lời chào (NFD)" } });
  });

  it("leads on to its new address when that has just been changed", async () => {
    const own = await makeEdition(test.services, { phase: "DRAFT" });
    const { number, period, title, codePrefix, hostName, hostLevel, letterheadParent, letterheadBody, place, contact } = own.edition;
    const slug = `moi-${randomUUID().slice(0, 8)}`;
    const fields = { version: String(own.edition.version), number: String(number), slug, period, title, codePrefix, hostName, hostLevel, letterheadParent, letterheadBody, place, contact };
    expect(await post(sectionAct, administrator, fields, params(own, "chung"))).toMatchObject({ status: 302, location: `/ban-to-chuc/${slug}/thiet-lap/chung?da-luu` });
  });

  it("takes lists without their empty lines, and names the line that is wrong", async () => {
    const own = await makeEdition(test.services);
    const lines = own.fields.flatMap(({ id, code, name, position }, index) => Object.entries({ id, code, name, position: String(position) }).map(([column, value]) => [`rows[${index}].${column}`, value]));
    const fields = { version: String(own.edition.version), ...(Object.fromEntries(lines) as Record<string, string>), "rows[5].name": "", "rows[5].position": "6", "rows[6].name": "Lĩnh vực khác", "rows[6].position": "7" };
    const wrong = await post(sectionAct, administrator, { ...fields, "rows[1].name": " ", "rows[6].code": "có dấu" }, params(own, "linh-vuc"));
    expect([wrong.status, errorsOf(wrong)]).toEqual([400, { "rows[1].name": ["Chưa điền mục này"], "rows[5].code": ["Nội dung chưa đúng dạng yêu cầu"] }]);
    expect((await post(sectionAct, administrator, fields, params(own, "linh-vuc"))).status).toBe(302);
    expect(await test.services.db.prisma.field.count({ where: { editionId: own.edition.id } })).toBe(6);
  });

  it("tells what stands against a change in words", async () => {
    const own = await makeEdition(test.services);
    await makeEntry(test.services, own.edition, { fieldCode: own.fields[0]?.code ?? "" });
    const { id, code, name } = own.fields[0] ?? { id: "", code: "", name: "" };
    const fields = { version: String(own.edition.version), "rows[0].id": id, "rows[0].code": code, "rows[0].name": name, "rows[0].remove": "on" };
    const answer = await post(sectionAct, administrator, fields, params(own, "linh-vuc"));
    expect(errorsOf(answer)).toEqual({ "rows[0].remove": ["Lĩnh vực «Đồ dùng dành cho học tập» đã có bài dự thi hoặc tiểu ban nên không xóa được"] });
  });

  it("reads scores and money as people write them", async () => {
    const own = await makeEdition(test.services);
    const { edition, tiers, rubrics } = own;
    const tier = tiers[0];
    const fields = { version: String(edition.version), "rows[0].id": tier?.id ?? "", "rows[0].label": "Giải Đặc biệt", "rows[0].quota": "1", "rows[0].minScore": "92,5", "rows[0].money": "12.500.000 đ" };
    expect((await post(sectionAct, administrator, fields, params(own, "giai-thuong"))).status).toBe(302);
    expect(await test.services.db.prisma.prizeTier.findUnique({ where: { id: tier?.id ?? "" } })).toMatchObject({ minScore: 925_000, money: 12_500_000 });
    const criterion = rubrics[0]?.criteria[0];
    const form = { version: String(edition.version + 1), "rows[0].id": criterion?.id ?? "", "rows[0].code": "novelty", "rows[0].label": "Tính mới", "rows[0].max": "40", "rows[0].step": "0,3", "rows[0].min": "-1" };
    const answer = await post(rubricAct, administrator, form, { edition: edition.slug, rubric: rubrics[0]?.id ?? "" });
    expect([answer.status, errorsOf(answer)]).toEqual([400, { "rows[0].min": ["Số chưa đúng, ví dụ đúng: 34,5"] }]);
  });
});

describe("announcing and extending", () => {
  it("announces once all is there, and says what is missing until then", async () => {
    const own = await makeEdition(test.services, { phase: "DRAFT", change: (draft) => ({ ...draft, rulesText: "" }) });
    const params = { edition: own.edition.slug };
    const version = String(own.edition.version);
    expect(((await get(announce, administrator, params)).body as { gaps: unknown }).gaps).toEqual([{ section: "texts", reason: "rules_text_missing" }]);
    expect(await post(announceAct, administrator, { version }, params)).toMatchObject({ status: 400, body: { reason: "incomplete" } });
    await test.services.db.prisma.edition.update({ where: { id: own.edition.id }, data: { rulesText: "Điều 1." } });
    expect(await post(announceAct, administrator, { version }, params)).toMatchObject({ status: 302, location: `/ban-to-chuc/${own.edition.slug}?phat-dong` });
    expect(await post(announceAct, administrator, { version }, params)).toMatchObject({ status: 409, body: { reason: "already_done" } });
  });

  it("shows first which dates move, changes nothing by that, then extends", async () => {
    const own = await makeEdition(test.services);
    const params = { edition: own.edition.slug };
    const to = new Date(own.edition.closesAt.getTime() + 20 * 86_400_000);
    const fields = { id: randomUUID(), version: String(own.edition.version), to: moment(to), reason: "Mưa lũ kéo dài nhiều ngày" };
    const shown = await post(extendAct, administrator, { ...fields, intent: "preview" }, params);
    expect(shown).toMatchObject({ status: 200, body: { preview: { after: { closesAt: to } } } });
    expect(await test.services.db.prisma.editionExtension.count({ where: { editionId: own.edition.id } })).toBe(0);
    expect(await post(extendAct, administrator, { ...fields, intent: "extend" }, params)).toMatchObject({ status: 302, location: `/ban-to-chuc/${own.edition.slug}/gia-han?xong` });
    const view = (await get(extend, chair, params)).status;
    expect(view).toBe(404);
    expect((await get(extend, administrator, params)).body).toMatchObject({ extensions: [{ reason: "Mưa lũ kéo dài nhiều ngày", toAt: to, actorName: administrator.name }] });
  });

  it("wants a reason and a later moment, and keeps both as typed", async () => {
    const params = { edition: made.edition.slug };
    const fields = { id: randomUUID(), version: String(made.edition.version), to: moment(new Date(made.edition.closesAt.getTime() - 60_000)), reason: "Mưa" };
    const answer = await post(extendAct, secretary, fields, params);
    expect([answer.status, errorsOf(answer)]).toEqual([400, { reason: ["Quá ngắn: cần ít nhất 10 ký tự"] }]);
    const earlier = await post(extendAct, secretary, { ...fields, reason: "Mưa lũ kéo dài" }, params);
    expect([earlier.status, errorsOf(earlier)]).toEqual([400, { to: ["Hạn mới phải sau hạn đang áp dụng"] }]);
    expect((earlier.body as Reply).result.initialValue).toMatchObject({ to: fields.to, reason: "Mưa lũ kéo dài" });
    expect((await post(extendAct, chair, { ...fields, reason: "Mưa lũ kéo dài", to: "17:00 30/01/2030" }, params)).status).toBe(403);
  });
});

import { randomUUID } from "node:crypto";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enqueueMessage } from "~/data/outbox.server";
import type { Actor } from "~/domain/access/roles";
import { action as membersAct, loader as members } from "~/routes/staff/members";
import { loader as outbox } from "~/routes/staff/outbox";
import { action as messageAct, loader as message } from "~/routes/staff/outbox-message";
import { action as unitAct, loader as unit } from "~/routes/staff/unit";
import { action as newUnitAct, loader as newUnit } from "~/routes/staff/unit-new";
import { loader as units } from "~/routes/staff/units";
import { action as unmatchedAct, loader as unmatched } from "~/routes/staff/units-unmatched";
import { loader as users } from "~/routes/staff/users";
import { action as userAct, loader as user } from "~/routes/staff/users-person";
import { makeEdition } from "../../factories/editions";
import { makeUnit, makeUser } from "../../factories/people";
import { answerOf } from "../../support/answers";
import { contextFor, getPage, outcomeOf, postForm } from "../../support/request";
import { testServices, type TestServices } from "../../support/services";

let test: TestServices;
let edition: Awaited<ReturnType<typeof makeEdition>>["edition"];
let administrator: Actor;
let secretary: Actor;
let chair: Actor;
let entrant: Actor;

beforeAll(async () => {
  test = await testServices();
  edition = (await makeEdition(test.services)).edition;
  administrator = await makeUser(test.services, { role: "ADMINISTRATOR" });
  secretary = await makeUser(test.services, { role: "SECRETARY", editionId: edition.id });
  chair = await makeUser(test.services, { role: "CHAIR", editionId: edition.id });
  entrant = await makeUser(test.services);
});
afterAll(() => test.close());

type Params = Record<string, string>;
type Handler<T> = (args: LoaderFunctionArgs & ActionFunctionArgs) => Promise<T>;

async function call<T>(handler: Handler<T>, request: Request, actor: Actor | null, params: Params = {}) {
  const outcome = await outcomeOf(handler({ request, params, context: contextFor(test.services, actor) }));
  if (outcome.response) return { status: outcome.response.status, location: outcome.response.headers.get("location"), body: null };
  return { location: null, ...answerOf(outcome.value as T) };
}

const get = <T>(handler: Handler<T>, actor: Actor | null, params: Params = {}, query = "") => call(handler, getPage(`/ban-to-chuc/x${query}`), actor, params);
const post = <T>(handler: Handler<T>, actor: Actor | null, fields: Record<string, string>, params: Params = {}) => call(handler, postForm("/ban-to-chuc/x", fields), actor, params);

describe("who may open the pages of staff", () => {
  const pages: [string, Handler<unknown>, ("administrator" | "secretary" | "chair")[]][] = [
    ["units", units, ["administrator", "secretary"]],
    ["new unit", newUnit, ["administrator", "secretary"]],
    ["unmatched names", unmatched, ["administrator", "secretary"]],
    ["users", users, ["administrator"]],
    ["outbox", outbox, ["administrator", "secretary"]],
  ];
  it.each(pages)("%s", async (_, page, allowed) => {
    const actors = { administrator, secretary, chair };
    for (const [name, actor] of Object.entries(actors)) {
      expect((await get(page, actor)).status, name).toBe(allowed.includes(name as "chair") ? 200 : 403);
    }
    expect((await get(page, entrant)).status).toBe(404);
    expect(await get(page, null)).toMatchObject({ status: 302, location: "/dang-nhap?tiep=%2Fban-to-chuc%2Fx" });
  });

  it("members: those who manage them, and nobody of another edition", async () => {
    const other = (await makeEdition(test.services)).edition;
    const params = { edition: edition.slug };
    expect([(await get(members, secretary, params)).status, (await get(members, administrator, params)).status]).toEqual([200, 200]);
    expect((await get(members, chair, params)).status).toBe(403);
    expect((await get(members, entrant, params)).status).toBe(404);
    expect((await get(members, secretary, { edition: other.slug })).status).toBe(404);
    expect((await post(membersAct, secretary, { intent: "invite" }, { edition: other.slug })).status).toBe(404);
  });
});

describe("addresses that lead nowhere", () => {
  it.each(["không-phải-id", "1", "\0", randomUUID(), `${randomUUID()}x`])("%j is not found", async (id) => {
    for (const page of [unit, message, user] as Handler<unknown>[]) expect((await get(page, administrator, { id })).status).toBe(404);
    for (const act of [unitAct, messageAct] as Handler<unknown>[]) {
      expect((await post(act, administrator, { intent: "hand-over", version: "1", name: "Tên nào đó", kind: "SCHOOL" }, { id })).status).toBe(404);
    }
  });

  it.each(["?page=0", "?page=-1", "?page=9999999999999999999", "?page=x", "?q=%00%25_%5C&loai=KING&tinh-trang=KING&vai-tro=KING"])("%s is a list all the same", async (query) => {
    for (const page of [units, users, outbox, unmatched] as Handler<unknown>[]) expect((await get(page, administrator, {}, query)).status).toBe(200);
  });
});

describe("members", () => {
  const params = () => ({ edition: edition.slug });

  it("are invited, and the page then shows the link to hand over", async () => {
    const fields = { intent: "invite", role: "JUDGE", name: "Cô Hạnh", signInName: "0912 700 001", unitId: "", panelId: "" };
    const { status, location } = await post(membersAct, secretary, fields, params());
    expect(status).toBe(302);
    const query = location?.slice(location.indexOf("?")) ?? "";
    const page = await get(members, secretary, params(), query);
    expect(page.body).toMatchObject({ done: "invited", waiting: [{ id: new URLSearchParams(query).get("moi"), signInName: "0912 700 001", handOver: { qr: expect.stringMatching(/^<svg/) } }] });
    const again = await post(membersAct, secretary, fields, params());
    expect(again).toMatchObject({ status: 409, body: { result: { initialValue: { name: "Cô Hạnh", signInName: "0912 700 001" }, error: { signInName: [expect.any(String)] } } } });
  });

  it("are refused at the field that is wrong, with everything typed kept", async () => {
    const fields = { intent: "invite", role: "ADMINISTRATOR", name: "A", signInName: "không phải", unitId: "x" };
    const answer = await post(membersAct, secretary, fields, params());
    expect(answer.status).toBe(400);
    expect(Object.keys(answer.body?.result?.error ?? {}).sort()).toEqual(["name", "role", "signInName", "unitId"]);
    expect(answer.body?.result?.initialValue).toMatchObject({ role: "ADMINISTRATOR", name: "A", signInName: "không phải", unitId: "x" });
    const school = await post(membersAct, secretary, { intent: "invite", role: "SCHOOL", name: "Nhà trường", signInName: "t@example.test" }, params());
    expect(school).toMatchObject({ status: 400, body: { result: { error: { unitId: [expect.stringContaining("đơn vị")] } } } });
  });

  it("lose a role only in this edition, and only with an id that is one", async () => {
    const elsewhere = (await makeEdition(test.services)).edition;
    const stranger = await makeUser(test.services, { role: "CHAIR", editionId: elsewhere.id });
    const held = await test.services.db.prisma.membership.findFirstOrThrow({ where: { userId: stranger.userId } });
    for (const membershipId of [held.id, "x", randomUUID()]) {
      expect((await post(membersAct, administrator, { intent: "end-role", membershipId }, params())).status).toBe(404);
    }
    expect((await post(membersAct, administrator, { intent: "phá" }, params())).status).toBe(400);
  });
});

describe("units", () => {
  it("are made with a ready id; a name that is taken comes back with a way to confirm", async () => {
    await makeUnit(test.services, { name: "Trường THCS Trùng Tên" });
    const fields = { id: randomUUID(), name: "Trường THCS Trùng Tên", kind: "SCHOOL", otherNames: "Tên cũ\n\nTên cũ\n", parentId: "" };
    const asked = await post(newUnitAct, secretary, fields);
    expect(asked).toMatchObject({ status: 409, body: { namesakes: [{ name: "Trường THCS Trùng Tên" }], result: { initialValue: { otherNames: "Tên cũ\n\nTên cũ\n" } } } });
    expect(await post(newUnitAct, secretary, { ...fields, confirmed: "on" })).toMatchObject({ status: 302, location: `/ban-to-chuc/don-vi/${fields.id}?xong=created` });
    expect((await get(unit, secretary, { id: fields.id })).body).toMatchObject({ unit: { name: fields.name, otherNames: ["Tên cũ"], version: 1 } });
  });

  it("that somebody else has changed are not overwritten, and what was typed is kept", async () => {
    const { id } = await makeUnit(test.services, { name: "Trường bị sửa trước" });
    await test.services.db.prisma.unit.update({ where: { id }, data: { version: 2, name: "Trường đã sửa" } });
    const answer = await post(unitAct, secretary, { version: "1", name: "Tên tôi gõ", kind: "SCHOOL" }, { id });
    expect(answer).toMatchObject({ status: 409, body: { reason: "version_conflict", result: { initialValue: { name: "Tên tôi gõ" } } } });
    expect((await get(unit, secretary, { id })).body).toMatchObject({ unit: { name: "Trường đã sửa" } });
  });

  it("are refused with a bad name, kind, parent or too many names", async () => {
    const { id } = await makeUnit(test.services);
    const good = { version: "1", name: "Trường đúng", kind: "SCHOOL" };
    const many = Array.from({ length: 31 }, (_, index) => `Tên ${index}`).join("\n");
    for (const [fields, field] of [
      [{ ...good, name: "." }, "name"],
      [{ ...good, name: "x".repeat(201) }, "name"],
      [{ ...good, kind: "KING" }, "kind"],
      [{ ...good, parentId: "x" }, "parentId"],
      [{ ...good, parentId: id }, "parentId"],
      [{ ...good, parentId: randomUUID() }, "parentId"],
      [{ ...good, otherNames: many }, "otherNames"],
      [{ ...good, otherNames: "x".repeat(201) }, "otherNames"],
    ] as [Record<string, string>, string][]) {
      const answer = await post(unitAct, secretary, fields, { id });
      const wrong = new Set(Object.keys(answer.body?.result?.error ?? {}).map((name) => name.replace(/\[.*/, "")));
      expect([answer.status, [...wrong]], JSON.stringify(fields).slice(0, 80)).toEqual([400, [field]]);
    }
  });

  it("are merged, and the merged one leads to the other", async () => {
    const [from, into] = [await makeUnit(test.services), await makeUnit(test.services)];
    const merged = await post(unitAct, secretary, { intent: "merge", intoId: into.id, version: "1" }, { id: from.id });
    expect(merged).toMatchObject({ status: 302, location: `/ban-to-chuc/don-vi/${into.id}?xong=merged` });
    expect((await get(unit, secretary, { id: from.id })).body).toMatchObject({ unit: { mergedInto: { id: into.id } } });
    expect((await post(unitAct, secretary, { intent: "merge", intoId: into.id, version: "2" }, { id: from.id })).status).toBe(409);
    expect((await post(unitAct, secretary, { intent: "merge", version: "1" }, { id: into.id })).body?.result?.error).toEqual({ intoId: ["Chưa chọn mục này"] });
  });

  it("are linked to typed names; a missing choice is told", async () => {
    const { id } = await makeUnit(test.services);
    expect(await post(unmatchedAct, secretary, { intent: "link", typedName: "Chữ gõ\0", unitId: id })).toMatchObject({ status: 302, location: "/ban-to-chuc/don-vi/chua-khop?khop=0" });
    expect((await post(unmatchedAct, secretary, { intent: "link", typedName: "Chữ gõ" })).status).toBe(400);
    expect((await post(unmatchedAct, secretary, { intent: "link", typedName: "Chữ gõ", unitId: randomUUID() })).status).toBe(404);
  });
});

describe("accounts", () => {
  it("get a link to a new password that is shown once", async () => {
    const made = await post(userAct, administrator, { intent: "reset" }, { id: entrant.userId });
    expect(made.body).toMatchObject({ made: { link: expect.stringMatching(/^http:\/\/localhost:3000\/dat-lai-mat-khau\/[\w-]{43}$/), qr: expect.stringMatching(/^<svg/) } });
    expect(JSON.stringify((await get(user, administrator, { id: entrant.userId })).body)).not.toContain("dat-lai-mat-khau");
    expect((await post(userAct, secretary, { intent: "reset" }, { id: entrant.userId })).status).toBe(403);
    expect((await post(userAct, administrator, { intent: "reset" }, { id: "ai đó" })).status).toBe(404);
  });

  it("keep the last administrator", async () => {
    const held = await test.services.db.prisma.membership.findFirstOrThrow({ where: { userId: administrator.userId } });
    const answer = await post(userAct, administrator, { intent: "end-role", membershipId: held.id }, { id: administrator.userId });
    expect(answer).toMatchObject({ status: 409, body: { error: expect.stringContaining("quản trị cuối cùng") } });
  });
});

describe("a message of the outbox", () => {
  it("is noted as handed over, also by a second click", async () => {
    const text = { template: "invitation", subject: "Lời mời", body: "Mời cô", link: "http://localhost:3000/loi-moi/x", recipientName: "Cô Hạnh" };
    const id = await enqueueMessage(test.services.db.prisma, { editionId: edition.id, userId: null, email: "", phone: "+84912700002", ...text, now: test.clock.now() });
    expect((await get(message, secretary, { id })).body).toMatchObject({ message: { recipient: "0912 700 002", qr: expect.stringMatching(/^<svg/) } });
    for (let click = 0; click < 2; click += 1) {
      expect(await post(messageAct, secretary, { intent: "hand-over" }, { id })).toMatchObject({ status: 302, location: `/ban-to-chuc/thu-di/${id}?xong=hand-over` });
    }
    expect((await post(messageAct, secretary, { intent: "phá" }, { id })).status).toBe(400);
    expect((await get(message, secretary, { id })).body).toMatchObject({ message: { state: "HANDED_OVER" } });
  });
});

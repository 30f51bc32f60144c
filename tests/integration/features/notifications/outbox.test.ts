import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enqueueMessage } from "~/data/outbox.server";
import type { Actor } from "~/domain/access/roles";
import { noteHandOver, outboxMessagePage, outboxPage, sendAgain } from "~/features/notifications/outbox.server";
import { queueResetLink } from "~/features/notifications/reset-link.server";
import { makeEdition } from "../../../factories/editions";
import { makeUser } from "../../../factories/people";
import { countStatements } from "../../../support/statements";
import { testServices, type TestServices } from "../../../support/services";

let test: TestServices;
let editionId: string;
let otherEditionId: string;
let administrator: Actor;
let secretary: Actor;

beforeAll(async () => {
  test = await testServices();
  editionId = (await makeEdition(test.services)).edition.id;
  otherEditionId = (await makeEdition(test.services)).edition.id;
  administrator = await makeUser(test.services, { role: "ADMINISTRATOR" });
  secretary = await makeUser(test.services, { role: "SECRETARY", editionId });
});
afterAll(() => test.close());

function put(subject: string, edition: string | null = editionId, email = "a@example.test") {
  const text = { template: "receipt", subject, body: "Nội dung", link: null, recipientName: "Lê Thị Đào" };
  return enqueueMessage(test.services.db.prisma, { editionId: edition, userId: null, email, phone: null, ...text, now: test.clock.now() });
}

async function putReset(person: Actor): Promise<string> {
  await queueResetLink(test.services, { userId: person.userId, name: person.name, email: person.email, token: "tok" });
  const { id } = await test.services.db.prisma.outboxMessage.findFirstOrThrow({ where: { userId: person.userId } });
  return id;
}

async function subjects(actor: Actor, search = "", state: "PENDING" | "FAILED" | null = null) {
  const page = await outboxPage(test.services, { actor, filter: { search, state, page: 1 } });
  return page.ok ? page.value.rows.map(({ subject }) => subject) : page.reason;
}

const sees = async (actor: Actor, id: string) => {
  const page = await outboxMessagePage(test.services, { actor, id });
  return page.ok ? "seen" : page.reason;
};

describe("the outbox", () => {
  it("shows a secretary the messages of the own editions, an administrator all, others none", async () => {
    const [mine, theirs, system] = [await put("Của tôi"), await put("Của họ", otherEditionId), await put("Hệ thống", null)];
    expect([await sees(secretary, mine), await sees(secretary, theirs), await sees(secretary, system)]).toEqual(["seen", "not_found", "not_found"]);
    expect([await sees(administrator, mine), await sees(administrator, theirs), await sees(administrator, system)]).toEqual(["seen", "seen", "seen"]);
    const judge = await makeUser(test.services, { role: "JUDGE", editionId });
    expect([await sees(judge, mine), await subjects(judge)]).toEqual(["forbidden", "forbidden"]);
    expect(await subjects(secretary)).toEqual(["Của tôi"]);
  });

  it("never shows a secretary the way into the account of somebody with a role of trust", async () => {
    const entrant = await makeUser(test.services, { phone: "+84912300001" });
    const judge = await makeUser(test.services, { phone: "+84912300002", role: "JUDGE", editionId });
    expect(await sees(secretary, await putReset(entrant))).toBe("seen");
    for (const person of [judge, administrator, await makeUser(test.services, { role: "CHAIR", editionId })]) {
      const id = await putReset(person);
      expect([await sees(secretary, id), await sees(administrator, id)]).toEqual(["not_found", "seen"]);
    }
  });

  it("hides the link to a new password from everybody where a mail server delivers it", async () => {
    const person = await makeUser(test.services, { email: "co-thu@example.test" });
    const id = await putReset(person);
    const config = { ...test.services.config, smtpUrl: "smtp://127.0.0.1:1" };
    const page = await outboxMessagePage({ ...test.services, config }, { actor: administrator, id });
    expect(page).toMatchObject({ ok: true, value: { body: null, link: null, qr: null } });
    const byHand = await outboxMessagePage(test.services, { actor: secretary, id });
    expect(byHand.ok && byHand.value.qr).toMatch(/^<svg /);
  });

  it("is searched without diacritics and filtered by state, in the same few statements for one row and three", async () => {
    await put("Yêu cầu bổ sung hồ sơ số một");
    const count = async () => (await countStatements(test.services.db.pool, () => subjects(secretary, "bo sung HO SO"))).count;
    const statements = await count();
    expect(await subjects(secretary, "dao bo sung")).toEqual(["Yêu cầu bổ sung hồ sơ số một"]);
    await put("Yêu cầu bổ sung hồ sơ số hai");
    await put("Yêu cầu bổ sung hồ sơ số ba");
    expect(await count()).toBe(statements);
    expect(await subjects(secretary, "bổ sung")).toHaveLength(3);
    expect(await subjects(secretary, "bổ sung", "FAILED")).toEqual([]);
    expect(await subjects(secretary, "%")).toEqual([]);
  });
});

describe("a message", () => {
  it("is noted as handed over once", async () => {
    const id = await put("Trao tay");
    const act = { actor: secretary, id, now: test.clock.now() };
    expect(await noteHandOver(test.services, act)).toEqual({ ok: true, value: null });
    expect(await noteHandOver(test.services, act)).toEqual({ ok: false, reason: "already_done" });
    expect(await test.services.db.prisma.outboxMessage.findUnique({ where: { id } })).toMatchObject({ state: "HANDED_OVER", sentAt: test.clock.now() });
  });

  it("is sent again only where it failed or was written to a file", async () => {
    const id = await put("Gửi lại");
    const act = { actor: secretary, id, now: test.clock.now() };
    expect(await sendAgain(test.services, act)).toEqual({ ok: false, reason: "already_done" });
    await test.services.db.prisma.outboxMessage.update({ where: { id }, data: { state: "FAILED", attempts: 9, lastError: "550" } });
    expect(await sendAgain(test.services, act)).toEqual({ ok: true, value: null });
    expect(await test.services.db.prisma.outboxMessage.findUnique({ where: { id } })).toMatchObject({ state: "PENDING", attempts: 0, lastError: null });
    expect(await sendAgain(test.services, { ...act, id: await put("Của họ", otherEditionId) })).toEqual({ ok: false, reason: "not_found" });
  });
});

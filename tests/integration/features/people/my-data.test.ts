import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { publishableAuthors } from "~/data/consents.server";
import { withdrawOwnConsent } from "~/features/entries/consents.server";
import { myDataPage } from "~/features/people/my-consents.server";
import { ownData } from "~/features/people/own-data.server";
import { requestData } from "~/features/people/request-data.server";
import { makeEdition, type MadeEdition } from "../../../factories/editions";
import { makeEntry } from "../../../factories/entries";
import { makeUser } from "../../../factories/people";
import { countStatements } from "../../../support/statements";
import { TEST_DAY, testServices, type TestServices } from "../../../support/services";

let test: TestServices;
let youth: MadeEdition;

beforeAll(async () => {
  test = await testServices();
});
afterAll(() => test.close());
beforeEach(async () => {
  test.clock.set(TEST_DAY);
  youth = await makeEdition(test.services);
});

const now = () => test.clock.now();
const lettersTo = (userId: string) => test.services.db.prisma.outboxMessage.findMany({ where: { userId }, orderBy: { createdAt: "asc" } });

describe("what somebody agreed to", () => {
  it("is listed for the account it is tied to, as author and as guardian, and taken back from there", async () => {
    const guardian = await makeUser(test.services);
    const entry = await makeEntry(test.services, youth.edition, { state: "SUBMITTED", authors: [{ fullName: "Lê Thị Con", guardianUserId: guardian.userId }, { fullName: "Bạn Cùng Nhóm" }] });
    const page = await myDataPage(test.services, { actor: guardian });
    expect(page.consents.map(({ authorName, party, code, standing }) => [authorName, party, code, standing.map((one) => one.purpose).toSorted()])).toEqual([["Lê Thị Con", "GUARDIAN", entry.code, ["PUBLISH_NAME", "TAKE_PART"]]]);
    const [one] = page.consents;
    await withdrawOwnConsent(test.services, { actor: guardian, input: { entryId: entry.id, authorKey: one?.authorKey ?? "", party: "GUARDIAN", purposes: ["PUBLISH_NAME"] }, now: now() });
    expect((await publishableAuthors(test.services.db.prisma, [entry.id])).get(entry.id)?.map((author) => author.name)).toEqual([null, "Bạn Cùng Nhóm"]);
    expect((await myDataPage(test.services, { actor: guardian })).consents[0]?.standing.map((left) => left.purpose)).toEqual(["TAKE_PART"]);
    expect((await myDataPage(test.services, { actor: await makeUser(test.services) })).consents).toEqual([]);
  });

  it("takes the same few statements whatever the number of entries", async () => {
    const counts: number[] = [];
    for (const rows of [1, 3]) {
      const actor = await makeUser(test.services);
      for (let index = 0; index < rows; index += 1) await makeEntry(test.services, youth.edition, { owner: actor, state: "SUBMITTED", authors: [{ userId: actor.userId }] });
      counts.push((await countStatements(test.services.db.pool, () => myDataPage(test.services, { actor }))).count);
    }
    expect(counts[0]).toBe(counts[1]);
    expect(counts[0]).toBeLessThanOrEqual(4);
  });
});

describe("the copy of one's data", () => {
  it("holds one's own account, entries and consents, and nothing private of others", async () => {
    const guardian = await makeUser(test.services, { name: "Lê Văn Cha" });
    await makeEntry(test.services, youth.edition, {
      state: "SUBMITTED",
      authors: [{ fullName: "Lê Thị Con", phone: "+84911111111", birthDate: "2013-03-03", guardianUserId: guardian.userId }, { fullName: "Bạn Cùng Nhóm", phone: "+84922222222", birthDate: "2014-04-04", guardianPhone: "+84933333333" }],
    });
    await makeEntry(test.services, youth.edition, { state: "SUBMITTED", title: "Bài của người khác" });
    const text = JSON.stringify(await ownData(test.services, { actor: guardian, now: now() }));
    for (const own of ["Lê Văn Cha", "Lê Thị Con", "+84911111111", "2013-03-03", "Bạn Cùng Nhóm", "PUBLISH_NAME"]) expect(text).toContain(own);
    for (const other of ["+84922222222", "2014-04-04", "+84933333333", "Bài của người khác"]) expect(text).not.toContain(other);
  });

  it("names to a guardian no link to what holds everybody's signatures", async () => {
    const [owner, guardian] = [await makeUser(test.services), await makeUser(test.services)];
    await makeEntry(test.services, youth.edition, { owner, state: "SUBMITTED", authors: [{ guardianUserId: guardian.userId }], parts: { signedForm: "https://example.test/phieu-da-ky" } });
    const copies = await Promise.all([owner, guardian].map(async (actor) => JSON.stringify(await ownData(test.services, { actor, now: now() }))));
    expect(copies.map((copy) => copy.includes("phieu-da-ky"))).toEqual([true, false]);
  });

  it("is whole for whoever filed", async () => {
    const owner = await makeUser(test.services);
    await makeEntry(test.services, youth.edition, { owner, authors: [{ phone: "+84922222222" }] });
    expect(JSON.stringify(await ownData(test.services, { actor: owner, now: now() }))).toContain("+84922222222");
  });
});

describe("a request about data", () => {
  it("goes to the secretaries of the edition with the day of the answer, and a copy to the asker; sent twice it is one", async () => {
    const secretary = await makeUser(test.services, { role: "SECRETARY", editionId: youth.edition.id });
    const asker = await makeUser(test.services, { role: "ENTRANT", editionId: youth.edition.id });
    const send = () => requestData(test.services, { actor: asker, input: { kind: "erase", text: "Xin xóa số điện thoại cũ.", to: youth.edition.slug }, now: now() });
    expect(await send()).toEqual({ ok: true, value: { due: "2026-11-24" } });
    expect(await send()).toEqual({ ok: true, value: { due: "2026-11-24" } });
    const [letter, ...others] = await lettersTo(secretary.userId);
    expect(others).toEqual([]);
    expect(letter).toMatchObject({ template: "dataRequest", editionId: youth.edition.id });
    for (const part of ["Xin xóa số điện thoại cũ.", asker.name, "24/11/2026"]) expect(letter?.body).toContain(part);
    expect((await lettersTo(asker.userId)).map((copy) => copy.template)).toEqual(["dataRequestCopy"]);
    test.clock.set(new Date(TEST_DAY.getTime() + 86_400_000));
    await send();
    expect(await lettersTo(secretary.userId)).toHaveLength(2);
  });

  it("may be sent to the edition in which one's child takes part, without any role there", async () => {
    const secretary = await makeUser(test.services, { role: "SECRETARY", editionId: youth.edition.id });
    const guardian = await makeUser(test.services);
    await makeEntry(test.services, youth.edition, { state: "SUBMITTED", authors: [{ guardianUserId: guardian.userId }] });
    expect((await myDataPage(test.services, { actor: guardian })).editions.map((edition) => edition.slug)).toEqual([youth.edition.slug]);
    const sent = await requestData(test.services, { actor: guardian, input: { kind: "see", text: "Xin xem dữ liệu của con tôi.", to: youth.edition.slug }, now: now() });
    expect(sent.ok).toBe(true);
    expect(await lettersTo(secretary.userId)).toHaveLength(1);
  });

  it("without an edition goes to the administrators, and to no edition one has nothing to do with", async () => {
    const administrator = await makeUser(test.services, { role: "ADMINISTRATOR" });
    const asker = await makeUser(test.services);
    const ask = (to: string | null) => requestData(test.services, { actor: asker, input: { kind: "see", text: "Đang lưu gì về tôi?", to }, now: now() });
    expect((await ask(youth.edition.slug)).ok).toBe(false);
    expect((await ask(null)).ok).toBe(true);
    expect((await lettersTo(administrator.userId)).map((letter) => letter.template)).toEqual(["dataRequest"]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addContact, personContactsView, removeContact } from "~/features/people/contacts.server";
import { ownData } from "~/features/people/own-data.server";
import type { Services } from "~/features/services";
import { makeEdition } from "../../../factories/editions";
import { makeEntry } from "../../../factories/entries";
import { makeUser } from "../../../factories/people";
import { testServices, type TestServices } from "../../../support/services";

let test: TestServices;
let services: Services;
beforeAll(async () => {
  test = await testServices();
  services = test.services;
});
afterAll(() => test.close());

async function scene() {
  const made = await makeEdition(services, { phase: "SCREENING" });
  const editionId = made.edition.id;
  const secretary = await makeUser(services, { role: "SECRETARY", editionId });
  const judge = await makeUser(services, { role: "JUDGE", editionId });
  const act = (userId = judge.userId, actor = secretary) => ({ actor, editionId, userId, now: services.clock.now() });
  const standing = async () => (await services.db.prisma.conflict.findMany({ where: { editionId, liftedAt: null } })).map(({ entryId, userId, kind }) => `${entryId} ${userId} ${kind}`).toSorted();
  return { made, editionId, secretary, judge, act, standing };
}

describe("contacts of a person", () => {
  it("noting one finds conflicts at once, removing it lifts them; kept in one form however it was typed", async () => {
    const { made, judge, act, standing } = await scene();
    const entry = await makeEntry(services, made.edition, { state: "SUBMITTED", authors: [{ phone: "+84988111222", email: "", guardianPhone: "" }] });
    expect(await addContact(services, { ...act(), input: { kind: "PHONE", value: "0988.111 222" } })).toEqual({ ok: true, value: null });
    expect(await standing()).toEqual([`${entry.id} ${judge.userId} AUTHOR`]);
    expect(await addContact(services, { ...act(), input: { kind: "PHONE", value: "+84988111222" } })).toEqual({ ok: false, reason: "already_exists" });
    const view = await personContactsView(services, { ...act() });
    expect(view?.contacts.map(({ kind, value }) => ({ kind, value }))).toEqual([{ kind: "PHONE", value: "+84988111222" }]);
    expect((await ownData(services, { actor: judge, now: services.clock.now() })).contacts.map(({ value }) => value)).toEqual(["+84988111222"]);
    const contactId = view?.contacts[0]?.id ?? "";
    expect(await removeContact(services, { ...act(), contactId })).toEqual({ ok: true, value: null });
    expect(await standing()).toEqual([]);
    expect(await removeContact(services, { ...act(), contactId })).toEqual({ ok: false, reason: "not_found" });
  });

  it("makes two accounts one person for both of them, and undoes it for both", async () => {
    const { made, editionId, judge, act, standing } = await scene();
    const other = await makeUser(services, { role: "ORGANISER", editionId, email: "kia@nha.test" });
    const first = await makeEntry(services, made.edition, { state: "SUBMITTED", authors: [{ userId: judge.userId, phone: "", guardianPhone: "" }] });
    const second = await makeEntry(services, made.edition, { state: "SUBMITTED", authors: [{ userId: other.userId, phone: "", guardianPhone: "" }] });
    await addContact(services, { ...act(), input: { kind: "EMAIL", value: " KIA@nha.test" } });
    expect(await standing()).toEqual([first, second].flatMap(({ id }) => [judge, other].map(({ userId }) => `${id} ${userId} AUTHOR`)).toSorted());
    const view = await personContactsView(services, { ...act() });
    expect(view?.accounts.map(({ userId }) => userId)).toEqual([judge.userId, other.userId]);
    await removeContact(services, { ...act(), contactId: view?.contacts[0]?.id ?? "" });
    expect(await standing()).toEqual([`${first.id} ${judge.userId} AUTHOR`, `${second.id} ${other.userId} AUTHOR`].toSorted());
  });

  it("warns of accounts of the same name that nothing connects yet", async () => {
    const { editionId, act } = await scene();
    const judge = await makeUser(services, { name: "Võ Thị Sáu Mươi", role: "JUDGE", editionId });
    const namesake = await makeUser(services, { name: "võ thị sáu mươi", email: "sau@nha.test" });
    await makeUser(services, { name: "Võ Thị Sáu" });
    expect((await personContactsView(services, act(judge.userId)))?.namesakes.map(({ userId }) => userId)).toEqual([namesake.userId]);
    await addContact(services, { ...act(judge.userId), input: { kind: "EMAIL", value: "sau@nha.test" } });
    expect((await personContactsView(services, act(judge.userId)))?.namesakes).toEqual([]);
  });

  it("refuses what cannot be read, strangers, the own contacts by whichever account, and whoever is no secretary", async () => {
    const { editionId, secretary, judge, act } = await scene();
    for (const [kind, value] of [["EMAIL", "không phải"], ["EMAIL", "a@phone.invalid"], ["PHONE", "12345"], ["ADDRESS", " 12 / 4 "], ["ADDRESS", `Xã ${"x".repeat(200)}`]] as const) {
      expect(await addContact(services, { ...act(), input: { kind, value } })).toEqual({ ok: false, reason: "contact_unreadable" });
    }
    const stranger = await makeUser(services);
    expect(await addContact(services, { ...act(stranger.userId), input: { kind: "PHONE", value: "0912345678" } })).toEqual({ ok: false, reason: "not_found" });
    expect(await personContactsView(services, act(stranger.userId))).toBeNull();
    expect(await addContact(services, { ...act(secretary.userId), input: { kind: "PHONE", value: "0912345678" } })).toEqual({ ok: false, reason: "own_contacts" });
    const second = await makeUser(services, { role: "SECRETARY", editionId, email: "hai@nha.test" });
    expect(await addContact(services, { ...act(second.userId), input: { kind: "EMAIL", value: secretary.email } })).toEqual({ ok: true, value: null });
    expect(await addContact(services, { ...act(second.userId), input: { kind: "PHONE", value: "0912345678" } })).toEqual({ ok: false, reason: "own_contacts" });
    expect(await addContact(services, { ...act(second.userId, judge), input: { kind: "PHONE", value: "0912345678" } })).toEqual({ ok: false, reason: "forbidden" });
  });
});

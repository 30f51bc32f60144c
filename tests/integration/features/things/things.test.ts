import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/access/roles";
import { receiveThing, relocateThing, returnThing } from "~/features/things/commands.server";
import { thingLabels, thingsPage, thingView } from "~/features/things/queries.server";
import { makeEdition } from "../../../factories/editions";
import { makeEntry } from "../../../factories/entries";
import { makeUser } from "../../../factories/people";
import { countStatements } from "../../../support/statements";
import { TEST_DAY, testServices } from "../../../support/services";

const { services, close } = await testServices();
afterAll(close);

async function stage() {
  const { edition } = await makeEdition(services, { phase: "SCREENING" });
  const entry = await makeEntry(services, edition, { state: "SUBMITTED" });
  const secretary = await makeUser(services, { role: "SECRETARY", editionId: edition.id });
  const code = (await services.db.prisma.entry.findUniqueOrThrow({ where: { id: entry.id } })).code ?? "";
  const receive = (input: Partial<Parameters<typeof receiveThing>[1]["input"]> = {}, actor: Actor = secretary) =>
    receiveThing(services, {
      actor,
      editionId: edition.id,
      now: TEST_DAY,
      input: { id: randomUUID(), entryCode: code, description: "Mô hình mái che", personName: "Trần Văn Ba", place: "Kho A", condition: "INTACT", note: "", photoFileId: null, ...input },
    });
  const at = (minutes: number) => ({ actor: secretary, editionId: edition.id, now: new Date(TEST_DAY.getTime() + minutes * 60_000) });
  return { edition, entry, code, secretary, receive, at };
}

describe("a thing", () => {
  it("gets the next number of its entry, moves, and goes back with its whole history", async () => {
    const { edition, code, receive, at } = await stage();
    const first = await receive();
    const second = await receive({ entryCode: code.toLowerCase(), description: "Bộ nguồn" });
    if (!first.ok || !second.ok) throw new Error("not received");
    const { id } = second.value;
    expect(await relocateThing(services, { ...at(1), input: { thingId: id, seen: 1, place: "Phòng trưng bày", condition: "WORN", note: "Xước nhẹ" } })).toEqual({ ok: true, value: null });
    expect(await returnThing(services, { ...at(2), input: { thingId: id, seen: 2, personName: "Trần Thị Tư", condition: "DAMAGED", note: "" } })).toEqual({ ok: true, value: null });
    const view = await thingView(services, { editionId: edition.id, viewerId: "" }, id);
    expect(view).toMatchObject({ code: `${code}-M2`, place: "", isReturned: true, gotWorse: true });
    expect(view?.moves.map(({ kind, place, condition, personName }) => [kind, place, condition, personName])).toEqual([
      ["RECEIVED", "Kho A", "INTACT", "Trần Văn Ba"],
      ["MOVED", "Phòng trưng bày", "WORN", ""],
      ["RETURNED", "", "DAMAGED", "Trần Thị Tư"],
    ]);
    expect((await thingView(services, { editionId: edition.id, viewerId: "" }, first.value.id))?.code).toBe(`${code}-M1`);
  });

  it("is taken in once however often the form is sent", async () => {
    const { edition, receive } = await stage();
    const id = randomUUID();
    expect(await Promise.all([receive({ id }), receive({ id })])).toEqual([{ ok: true, value: { id } }, { ok: true, value: { id } }]);
    expect((await thingsPage(services, { editionId: edition.id, viewerId: "", search: "", where: null, page: 1 })).total).toBe(1);
  });

  it("is changed by whoever saw its newest state only, and never after it was given back", async () => {
    const { receive, at } = await stage();
    const made = await receive();
    if (!made.ok) throw new Error("not received");
    const thingId = made.value.id;
    const moves = await Promise.all(["Kho B", "Kho C"].map((place) => relocateThing(services, { ...at(1), input: { thingId, seen: 1, place, condition: "INTACT", note: "" } })));
    expect(moves.map((move) => (move.ok ? "ok" : move.reason)).toSorted()).toEqual(["ok", "version_conflict"]);
    await returnThing(services, { ...at(2), input: { thingId, seen: 2, personName: "Ba", condition: "INTACT", note: "" } });
    expect(await relocateThing(services, { ...at(3), input: { thingId, seen: 3, place: "Kho", condition: "INTACT", note: "" } })).toMatchObject({ ok: false, reason: "thing_returned" });
  });

  it("belongs to a submitted entry of this very edition, and to its staff", async () => {
    const { edition, receive } = await stage();
    const other = await stage();
    expect(await receive({ entryCode: "KHONG-CO" })).toMatchObject({ ok: false, reason: "entry_unknown" });
    expect(await receive({ entryCode: other.code })).toMatchObject({ ok: false, reason: "entry_unknown" });
    expect(await receive({}, await makeUser(services, { role: "CHAIR", editionId: edition.id }))).toMatchObject({ ok: false, reason: "forbidden" });
    expect(await receive({}, await makeUser(services, {}))).toMatchObject({ ok: false, reason: "not_found" });
    const theirs = await other.receive();
    if (!theirs.ok) throw new Error("not received");
    expect(await thingView(services, { editionId: edition.id, viewerId: "" }, theirs.value.id)).toBeNull();
    expect(await thingView(services, { editionId: edition.id, viewerId: "" }, "khong-phai-uuid")).toBeNull();
  });
});

describe("the list of things", () => {
  it("finds by code, thing, entry and place without diacritics, and by where they are; two statements for any number", async () => {
    const { edition, receive, at } = await stage();
    const made = await receive({ description: "Máy gieo lạc", place: "Kệ B3" });
    if (!made.ok) throw new Error("not received");
    const page = (search: string, where: "here" | "returned" | null = null) => thingsPage(services, { editionId: edition.id, viewerId: "", search, where, page: 1 });
    const one = await countStatements(services.db.pool, () => page(""));
    await receive({ description: "Hộp đồ" });
    await receive({ description: "Pin" });
    const three = await countStatements(services.db.pool, () => page(""));
    expect([one.count, three.count]).toEqual([2, 2]);
    expect((await page("may gieo ke b3")).rows.map(({ description }) => description)).toEqual(["Máy gieo lạc"]);
    expect((await page("100%")).total).toBe(0);
    await returnThing(services, { ...at(5), input: { thingId: made.value.id, seen: 1, personName: "Ba", condition: "INTACT", note: "" } });
    expect([(await page("", "here")).total, (await page("", "returned")).total]).toEqual([2, 1]);
    expect((await thingLabels(services, { ...edition, viewerId: "" }, null)).map(({ description }) => description).toSorted()).toEqual(["Hộp đồ", "Pin"]);
  });
});

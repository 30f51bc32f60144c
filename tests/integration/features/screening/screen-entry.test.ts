import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/access/roles";
import { qualifyEntries, screenEntry, type ScreenInput } from "~/features/screening/screen-entry.server";
import { makeEdition, type EditionOptions } from "../../../factories/editions";
import { type EntrySpec, makeEntry } from "../../../factories/entries";
import { makeUser } from "../../../factories/people";
import { TEST_DAY, testServices } from "../../../support/services";

const { services, clock, close } = await testServices();
afterAll(close);
beforeEach(() => clock.set(TEST_DAY));
const { prisma } = services.db;

async function stage(spec: EntrySpec = {}, options: EditionOptions = {}) {
  const { edition } = await makeEdition(services, options);
  const secretary = await makeUser(services, { role: "SECRETARY", editionId: edition.id });
  const owner = await makeUser(services, { email: `chu-${edition.slug}@example.test` });
  const entry = await makeEntry(services, edition, { state: "SUBMITTED", owner, ...spec });
  const act = (input: Partial<ScreenInput> = {}, actor: Actor = secretary) =>
    screenEntry(services, { actor, editionId: edition.id, input: { entryId: entry.id, act: "qualify", version: entry.version, reason: "", due: null, ...input }, now: clock.now() });
  const stored = () => prisma.entry.findUniqueOrThrow({ where: { id: entry.id }, include: { screenings: { orderBy: { at: "asc" } } } });
  const events = () => prisma.ledgerEvent.findMany({ where: { chain: edition.id, type: "ENTRY_SCREENED" }, orderBy: { seq: "asc" } });
  const letters = () => prisma.outboxMessage.findMany({ where: { userId: owner.userId }, orderBy: { createdAt: "asc" } });
  return { edition, secretary, owner, entry, act, stored, events, letters };
}

describe("an act of screening", () => {
  it("qualifies: state, history, record and letter together", async () => {
    const { entry, secretary, act, stored, events, letters } = await stage();
    expect(await act()).toEqual({ ok: true, value: { code: entry.code } });
    expect(await stored()).toMatchObject({ screening: "QUALIFIED", screeningReason: null, supplementDueAt: null, version: entry.version + 1, screenings: [{ from: "RECEIVED", to: "QUALIFIED", actorId: secretary.userId }] });
    expect((await events()).map(({ actor, data }) => [actor, data])).toEqual([[secretary.userId, { entry: entry.code, from: "RECEIVED", to: "QUALIFIED", reason: "" }]]);
    expect((await letters()).map(({ subject }) => subject)).toEqual([`Bài ${entry.code} đủ điều kiện dự thi`]);
  });

  it("asks for a supplement until the end of a day, and tells the entrant what and until when", async () => {
    const { entry, edition, act, stored, events, letters } = await stage();
    expect((await act({ act: "supplement", due: "2026-12-01", reason: "Thiếu ảnh sản phẩm." })).ok).toBe(true);
    expect(await stored()).toMatchObject({ screening: "NEEDS_SUPPLEMENT", screeningReason: "Thiếu ảnh sản phẩm.", supplementDueAt: new Date("2026-12-01T16:59:59Z") });
    const [letter] = await letters();
    expect(letter?.body).toContain("Thiếu ảnh sản phẩm.");
    expect(letter?.body).toContain("23:59 01/12/2026");
    expect(letter?.link).toBe(`http://localhost:3000/bai-du-thi/${entry.id}`);
    const [event] = await events();
    const kept = await prisma.erasableText.findFirstOrThrow({ where: { chain: edition.id } });
    expect(kept.text).toBe("Thiếu ảnh sản phẩm.");
    expect(event?.data).toMatchObject({ reason: kept.hash });
    expect(JSON.stringify(event?.data)).not.toContain("ảnh");
  });

  it("rejects with a reason and takes it back", async () => {
    const { entry, act, stored, letters } = await stage();
    await act({ act: "reject", reason: "Chép từ bài năm trước." });
    expect(await stored()).toMatchObject({ screening: "REJECTED", screeningReason: "Chép từ bài năm trước." });
    expect(await act({ act: "qualify", version: entry.version + 1 })).toMatchObject({ ok: false, reason: "act_not_possible" });
    expect((await act({ act: "reopen", version: entry.version + 1 })).ok).toBe(true);
    expect(await stored()).toMatchObject({ screening: "RECEIVED", screeningReason: null });
    expect(await letters()).toHaveLength(2);
  });

  it("does nothing over an entry another secretary decided on meanwhile", async () => {
    const { edition, act, stored, events, letters } = await stage();
    const other = await makeUser(services, { role: "SECRETARY", editionId: edition.id });
    await act({ act: "reject", reason: "Sai lĩnh vực." });
    expect(await act({}, other)).toMatchObject({ ok: false, reason: "version_conflict" });
    expect([(await stored()).screening, (await events()).length, (await letters()).length]).toEqual(["REJECTED", 1, 1]);
  });

  it("happens once when two secretaries act in the same moment", async () => {
    const { edition, act, events } = await stage();
    const other = await makeUser(services, { role: "SECRETARY", editionId: edition.id });
    const outcomes = await Promise.all([act(), act({ act: "reject", reason: "Sai lĩnh vực." }, other)]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.flatMap((one) => (one.ok ? [] : [one.reason]))).toEqual(["version_conflict"]);
    expect(await events()).toHaveLength(1);
  });

  it("sent twice by the same person is done once and answered twice", async () => {
    const { act, events, letters } = await stage();
    const input = { act: "supplement", due: "2026-12-01", reason: "Thiếu ảnh." } as const;
    expect([(await act(input)).ok, (await act(input)).ok]).toEqual([true, true]);
    expect(await act({ ...input, reason: "Thiếu ảnh và chữ ký." })).toMatchObject({ ok: false, reason: "version_conflict" });
    expect([(await events()).length, (await letters()).length]).toEqual([1, 1]);
  });

  it("is refused for dates that are over or too far", async () => {
    const { act, stored } = await stage();
    expect(await act({ act: "supplement", due: "2026-11-21", reason: "Thiếu" })).toMatchObject({ ok: false, reason: "due_in_past" });
    expect(await act({ act: "supplement", due: "2036-11-21", reason: "Thiếu" })).toMatchObject({ ok: false, reason: "due_too_late" });
    expect((await stored()).screening).toBe("RECEIVED");
  });

  it("is refused to whoever has a conflict of interest with the entry", async () => {
    const { edition, entry, secretary, act, stored } = await stage();
    await prisma.conflict.create({ data: { editionId: edition.id, entryId: entry.id, userId: secretary.userId, kind: "DECLARED", createdById: secretary.userId } });
    expect(await act()).toMatchObject({ ok: false, reason: "conflict_of_interest" });
    expect((await stored()).screening).toBe("RECEIVED");
  });

  it("is refused to everybody but secretaries of the edition", async () => {
    const { edition, owner, act } = await stage();
    const elsewhere = await makeUser(services, { role: "SECRETARY", editionId: (await makeEdition(services)).edition.id });
    expect(await act({}, owner)).toMatchObject({ reason: "not_found" });
    expect(await act({}, elsewhere)).toMatchObject({ reason: "not_found" });
    expect(await act({}, await makeUser(services, { role: "ORGANISER", editionId: edition.id }))).toMatchObject({ reason: "forbidden" });
    expect(await act({}, await makeUser(services, { role: "ADMINISTRATOR" }))).toMatchObject({ reason: "forbidden" });
  });

  it("is refused for drafts, withdrawn entries, entries of other editions and ids that are none", async () => {
    for (const state of ["DRAFT", "WITHDRAWN"] as const) expect(await (await stage({ state })).act()).toMatchObject({ reason: "act_not_possible" });
    const [one, other] = [await stage(), await stage()];
    expect(await one.act({ entryId: other.entry.id })).toMatchObject({ reason: "not_found" });
    expect(await one.act({ entryId: "khong-co" })).toMatchObject({ reason: "not_found" });
  });

  it("is refused before receipt opens, after publication, and once the result was proposed", async () => {
    expect(await (await stage({}, { phase: "ANNOUNCED" })).act()).toMatchObject({ reason: "wrong_phase" });
    expect(await (await stage({}, { phase: "PUBLISHED" })).act()).toMatchObject({ reason: "wrong_phase" });
    const deciding = await stage({}, { phase: "DECIDING" });
    await prisma.resultDecision.create({ data: { editionId: deciding.edition.id, state: "PROPOSED", problem: {}, answer: {}, sealedHash: "0", proposedById: "x", proposedAt: TEST_DAY } });
    expect(await deciding.act()).toMatchObject({ reason: "result_proposed" });
  });
});

describe("several entries at once", () => {
  it("are each checked for themselves, and those that can't be qualified are named", async () => {
    const { edition, secretary, entry } = await stage();
    const done = await makeEntry(services, edition, { state: "SUBMITTED", title: "Được" });
    const rejected = await makeEntry(services, edition, { screening: "REJECTED", title: "Đã loại" });
    const barred = await makeEntry(services, edition, { state: "SUBMITTED", title: "Người nhà" });
    await prisma.conflict.create({ data: { editionId: edition.id, entryId: barred.id, userId: secretary.userId, kind: "SAME_UNIT" } });
    const entries = [entry, done, rejected, barred].map(({ id, version }) => ({ entryId: id, version }));
    const stale = entries.with(0, { entryId: entry.id, version: 99 });
    expect(await qualifyEntries(services, { actor: secretary, editionId: edition.id, entries: stale, now: TEST_DAY })).toEqual({
      done: [done.code],
      left: [
        { entryId: entry.id, name: `${entry.code} ${entry.title}`, reason: "version_conflict" },
        { entryId: rejected.id, name: `${rejected.code} Đã loại`, reason: "act_not_possible" },
        { entryId: barred.id, name: `${barred.code} Người nhà`, reason: "conflict_of_interest" },
      ],
    });
  });
});

import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { createDraft } from "~/data/entry-versions.server";
import { readEntry, readEntryForm } from "~/data/entries.server";
import type { Draft } from "~/domain/entry/draft";
import { entryPage, editPage } from "~/features/entries/queries.server";
import { openRemarks } from "~/features/screening/open-remarks.server";
import { screenEntry, type ScreenInput } from "~/features/screening/screen-entry.server";
import { remindOfSupplements } from "~/features/screening/supplement-reminders.server";
import { makeEdition } from "../../../factories/editions";
import { type EntrySpec, makeEntry } from "../../../factories/entries";
import { makeUser } from "../../../factories/people";
import { countStatements } from "../../../support/statements";
import { TEST_DAY, testServices } from "../../../support/services";

const { services, clock, close } = await testServices();
afterAll(close);
beforeEach(async () => {
  clock.set(TEST_DAY);
  await services.db.prisma.entry.updateMany({ data: { screening: "RECEIVED", supplementDueAt: null } });
});
const { prisma } = services.db;

const later = (hours: number) => new Date(TEST_DAY.getTime() + hours * 3_600_000);

async function stage(spec: EntrySpec = {}) {
  const { edition } = await makeEdition(services);
  const secretary = await makeUser(services, { role: "SECRETARY", editionId: edition.id });
  const owner = await makeUser(services, { email: `chu-${edition.slug}@example.test` });
  const entry = await makeEntry(services, edition, { state: "SUBMITTED", owner, parts: {}, ...spec });
  const form = await readEntryForm(prisma, edition.id);
  const part = form?.parts.find(({ kind }) => kind === "TEXT")?.key ?? "";
  const ask = (input: Partial<ScreenInput> = {}) =>
    screenEntry(services, {
      actor: secretary, editionId: edition.id, now: clock.now(),
      input: { entryId: entry.id, act: "supplement", version: entry.version, reason: "", due: "2026-12-01", remarks: [{ place: part, text: "Nêu rõ điểm mới." }, { place: "@authors", text: "Thiếu lớp của em." }], ...input },
    });
  const draftWith = (change: (draft: Draft) => Draft) => services.db.transact(async (tx) => {
    const stored = await readEntry(tx, entry.id);
    if (!stored?.submitted) throw new Error("not submitted");
    return createDraft(tx, change(stored.submitted), { entryId: entry.id, actorId: owner.userId, now: clock.now() });
  });
  const answers = async () => {
    const stored = await readEntry(prisma, entry.id);
    return stored && form ? (await openRemarks(prisma, stored, form)).map(({ place, isAnswered }) => [place, isAnswered]) : [];
  };
  const letters = (template: string) => prisma.outboxMessage.findMany({ where: { userId: owner.userId, template }, orderBy: { createdAt: "asc" } });
  return { edition, secretary, owner, entry, part, ask, draftWith, answers, letters };
}

describe("a request for a supplement", () => {
  it("holds a remark for each place; the entrant reads each of them where it is answered, and in the letter", async () => {
    const { edition, entry, owner, part, ask, letters } = await stage();
    expect((await ask()).ok).toBe(true);
    const page = await entryPage(services, { actor: owner, entryId: entry.id, now: clock.now() });
    expect(page.ok && page.value.remarks).toEqual([
      { place: "@authors", text: "Thiếu lớp của em.", isAnswered: false, step: "authors", field: "authors" },
      { place: part, text: "Nêu rõ điểm mới.", isAnswered: false, step: "description", field: `part-${part}` },
    ]);
    const step = await editPage(services, { actor: owner, entryId: entry.id, step: "description", now: clock.now() });
    expect(step.ok && step.value.remarks).toEqual(page.ok && page.value.remarks);
    const [letter] = await letters("entryScreened");
    const label = await prisma.dossierPart.findFirstOrThrow({ where: { editionId: edition.id, key: part } });
    expect(letter?.body).toContain(`${label.label}: Nêu rõ điểm mới.`);
    expect(letter?.body).toContain("Tác giả, người hướng dẫn: Thiếu lớp của em.");
  });

  it("keeps what was asked out of the record, but for its hash", async () => {
    const { edition, part, ask } = await stage();
    await ask({ reason: "Xin bổ sung." });
    const kept = await prisma.erasableText.findFirstOrThrow({ where: { chain: edition.id } });
    expect(kept.text).toContain(`${part}: Nêu rõ điểm mới.`);
    const event = await prisma.ledgerEvent.findFirstOrThrow({ where: { chain: edition.id, type: "ENTRY_SCREENED" } });
    expect(event.data).toMatchObject({ reason: kept.hash });
    expect(JSON.stringify(event.data)).not.toMatch(/điểm mới|bổ sung/);
  });

  it("sent twice is one; with another remark it is a conflict", async () => {
    const { entry, part, ask } = await stage();
    expect([(await ask()).ok, (await ask()).ok]).toEqual([true, true]);
    expect(await ask({ remarks: [{ place: part, text: "Khác." }] })).toMatchObject({ ok: false, reason: "version_conflict" });
    expect(await prisma.screeningAct.count({ where: { entryId: entry.id } })).toBe(1);
    expect(await prisma.screeningRemark.count({ where: { act: { entryId: entry.id } } })).toBe(2);
  });

  it("is refused for a part the dossier doesn't have", async () => {
    const { entry, ask } = await stage();
    expect(await ask({ remarks: [{ place: "khong-co", text: "Thêm phần này." }] })).toMatchObject({ ok: false, reason: "unknown_place" });
    expect(await prisma.screeningAct.count({ where: { entryId: entry.id } })).toBe(0);
  });

  it("knows which places were changed in the draft beside the submitted version", async () => {
    const { part, ask, draftWith, answers } = await stage();
    await ask();
    expect(await answers()).toEqual([["@authors", false], [part, false]]);
    await draftWith((draft) => ({ ...draft, parts: { ...draft.parts, [part]: "Điểm mới là đĩa gieo thay được." } }));
    expect(await answers()).toEqual([["@authors", false], [part, true]]);
  });

  it("about consents is answered by a consent given since", async () => {
    const { entry, ask, answers } = await stage();
    await ask({ remarks: [{ place: "@consents", text: "Thiếu đồng ý của phụ huynh." }] });
    expect(await answers()).toEqual([["@consents", false]]);
    await prisma.consent.create({ data: { entryId: entry.id, authorKey: entry.authors[0]?.key ?? "", purpose: "TAKE_PART", party: "GUARDIAN", personName: "Mẹ", textVersion: "1", method: "LINK", givenAt: later(1) } });
    expect(await answers()).toEqual([["@consents", true]]);
  });

  it("costs the pages of the entrant as many statements with three remarks as with one", async () => {
    const statements = async (remarks: ScreenInput["remarks"]) => {
      const { entry, owner, ask } = await stage();
      await ask({ remarks: remarks ?? [] });
      return (await countStatements(services.db.pool, () => entryPage(services, { actor: owner, entryId: entry.id, now: clock.now() }))).count;
    };
    const three = await statements(["@basics", "@authors", "@summary"].map((place) => ({ place, text: "Xem lại." })));
    expect(three).toBe(await statements([{ place: "@basics", text: "Xem lại." }]));
  });
});

describe("the reminder of a supplement", () => {
  it("leaves once, two days before it is due, and not for what was handed in or is over", async () => {
    const { letters, ask } = await stage();
    await ask({ due: "2026-11-26" });
    expect(await remindOfSupplements(services)).toBe(0);
    clock.set(later(60));
    expect([await remindOfSupplements(services), await remindOfSupplements(services)]).toEqual([1, 0]);
    const [letter, ...others] = await letters("supplementReminder");
    expect(others).toEqual([]);
    expect(letter?.body).toContain("23:59 26/11/2026");
    const over = await stage();
    await over.ask({ due: "2026-11-26" });
    clock.set(later(200));
    expect(await remindOfSupplements(services)).toBe(0);
    const handedIn = await stage();
    clock.set(later(60));
    await handedIn.ask({ due: "2026-11-26" });
    await prisma.entry.updateMany({ where: { id: handedIn.entry.id }, data: { screening: "RECEIVED", supplementDueAt: null } });
    expect(await handedIn.letters("supplementReminder")).toEqual([]);
    await remindOfSupplements(services);
    expect(await handedIn.letters("supplementReminder")).toEqual([]);
  });

  it("leaves once though two servers write it in the same moment", async () => {
    const { letters, ask } = await stage();
    await ask({ due: "2026-11-23" });
    await Promise.all([remindOfSupplements(services), remindOfSupplements(services)]);
    expect(await letters("supplementReminder")).toHaveLength(1);
  });
});

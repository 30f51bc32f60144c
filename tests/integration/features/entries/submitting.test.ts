import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { randomUUID } from "node:crypto";
import type { Actor } from "~/domain/access/roles";
import { withdrawEntry, discardDraft } from "~/features/entries/withdraw-entry.server";
import { versionToken } from "~/features/entries/draft-tokens.server";
import { commitmentVersion } from "~/features/entries/commitment.server";
import { contentHash } from "~/features/entries/submit-entry.server";
import { chainFunctions } from "~/data/ledger.server";
import { makeEdition, type MadeEdition } from "../../../factories/editions";
import { makeEntry } from "../../../factories/entries";
import { makeUnit, makeUser } from "../../../factories/people";
import { TEST_DAY, testServices, type TestServices } from "../../../support/services";
import { entrant, reasonOf } from "./helpers";

let test: TestServices;
let at: ReturnType<typeof entrant>;
let youth: MadeEdition;
let owner: Actor;

beforeAll(async () => {
  test = await testServices();
  at = entrant(test);
});
afterAll(() => test.close());
beforeEach(async () => {
  test.clock.set(TEST_DAY);
  youth = await makeEdition(test.services);
  owner = await makeUser(test.services);
});

const ledgerOf = (editionId: string) => test.services.db.prisma.ledgerEvent.findMany({ where: { chain: editionId }, orderBy: { seq: "asc" } });
const second = (moment: Date, change: number) => new Date(moment.getTime() + change * 1000);

describe("the first submission", () => {
  it("gives a code, makes the version count, writes the ledger and puts the receipt into the outbox", async () => {
    const draft = await makeEntry(test.services, youth.edition, { owner, title: "Mái che thóc tự động" });
    const submitted = await at.submit(owner, draft.id);
    const code = `${youth.edition.codePrefix}-0001`;
    expect(submitted).toEqual({ ok: true, value: { code, submittedAt: TEST_DAY, isNew: true } });

    const { entry } = await at.inHand(draft.id);
    expect(entry).toMatchObject({ code, state: "SUBMITTED", screening: "RECEIVED", title: "Mái che thóc tự động", draft: null });
    expect(entry.submitted).toMatchObject({ number: 1, state: "SUBMITTED", submittedAt: TEST_DAY });

    const events = await ledgerOf(youth.edition.id);
    expect(events.map((event) => event.type)).toEqual(["ENTRY_SUBMITTED"]);
    const kept = await test.services.db.prisma.erasableText.findFirstOrThrow({ where: { chain: youth.edition.id } });
    if (!entry.submitted) throw new Error("nothing submitted");
    expect(kept.text).toBe(`${entry.submitted.id} ${contentHash(entry.submitted)} ${commitmentVersion(youth.edition.commitmentText)}`);
    expect(events[0]?.data).toEqual({ entry: code, version: 1, content: chainFunctions.sha256Hex(kept.salt + kept.text) });

    const letters = await test.services.db.prisma.outboxMessage.findMany({ where: { userId: owner.userId } });
    expect(letters).toHaveLength(1);
    expect(letters[0]).toMatchObject({ channel: "MAIL", recipient: owner.email, template: "entryReceipt", link: `http://localhost:3000/bai-du-thi/${draft.id}` });
    expect(letters[0]?.body).toContain(code);
  });

  it("is answered with the same receipt when sent again, also after the deadline, without a second event or letter", async () => {
    const draft = await makeEntry(test.services, youth.edition, { owner });
    const version = versionToken((await at.inHand(draft.id)).version);
    const first = await at.submit(owner, draft.id, version);
    test.clock.set(second(youth.edition.closesAt, 86_400));
    const again = await at.submit(owner, draft.id, version);
    expect(first.ok && again.ok && { ...again.value, isNew: true }).toEqual(first.ok && first.value);
    expect(again.ok && again.value.isNew).toBe(false);
    expect(await ledgerOf(youth.edition.id)).toHaveLength(1);
    expect(await test.services.db.prisma.outboxMessage.count({ where: { userId: owner.userId } })).toBe(1);
  });

  it("sent twice at once gives one code", async () => {
    const draft = await makeEntry(test.services, youth.edition, { owner });
    const version = versionToken((await at.inHand(draft.id)).version);
    const both = await Promise.all([at.submit(owner, draft.id, version), at.submit(owner, draft.id, version)]);
    expect(both.map((one) => one.ok && one.value.code)).toEqual([`${youth.edition.codePrefix}-0001`, `${youth.edition.codePrefix}-0001`]);
    expect(both.map((one) => one.ok && one.value.isNew).toSorted()).toEqual([false, true]);
  });

  it("gives different entries submitted at once different codes without a gap", async () => {
    const drafts = await Promise.all(Array.from({ length: 8 }, () => makeEntry(test.services, youth.edition, { owner })));
    const results = await Promise.all(drafts.map((draft) => at.submit(owner, draft.id)));
    const codes = results.map((result) => (result.ok ? result.value.code : result.reason)).toSorted();
    expect(codes).toEqual(Array.from({ length: 8 }, (_, index) => `${youth.edition.codePrefix}-000${index + 1}`));
  });

  it("finds the units that typed names mean, by former names too", async () => {
    const name = `Trường THCS Cẩm Vinh ${randomUUID().slice(0, 6)}`;
    const unit = await makeUnit(test.services, { names: [name] });
    const draft = await makeEntry(test.services, youth.edition, { owner, unitId: null, unitName: name.normalize("NFD"), supervisorName: "Lê Thầy", supervisorUnitName: name });
    await at.submit(owner, draft.id);
    const { version } = await at.inHand(draft.id);
    expect(version).toMatchObject({ unitId: unit.id, supervisorUnitId: unit.id });
    expect(version.authors[0]).toMatchObject({ unitId: unit.id });
  });
});

describe("the deadline", () => {
  it("is the end of its second; the grace is for entries begun before it", async () => {
    const { closesAt, graceMinutes } = youth.edition;
    const begunBefore = () => makeEntry(test.services, youth.edition, { owner, begunAt: second(closesAt, -60) });
    const [inTime, inGrace, atEndOfGrace, afterGrace] = await Promise.all([begunBefore(), begunBefore(), begunBefore(), begunBefore()]);
    const begunInGrace = await makeEntry(test.services, youth.edition, { owner, begunAt: second(closesAt, 1) });
    test.clock.set(new Date(Math.floor(closesAt.getTime() / 1000) * 1000 + 999));
    expect(reasonOf(await at.submit(owner, inTime.id))).toBe("ok");
    test.clock.set(second(closesAt, 1));
    expect(reasonOf(await at.submit(owner, begunInGrace.id))).toBe("deadline_passed");
    expect(reasonOf(await at.submit(owner, inGrace.id))).toBe("ok");
    test.clock.set(second(closesAt, graceMinutes * 60));
    expect(reasonOf(await at.submit(owner, atEndOfGrace.id))).toBe("ok");
    test.clock.set(second(closesAt, graceMinutes * 60 + 1));
    expect(reasonOf(await at.submit(owner, afterGrace.id))).toBe("deadline_passed");
    expect((await at.inHand(afterGrace.id)).entry.code).toBeNull();
  });

  it("does not bind a supplement that was asked for, which has its own date to the second", async () => {
    const due = second(youth.edition.closesAt, 5 * 86_400);
    const asked = await makeEntry(test.services, youth.edition, { owner, screening: "NEEDS_SUPPLEMENT", screeningReason: "Thiếu mô tả", supplementDueAt: due });
    test.clock.set(second(youth.edition.closesAt, 86_400));
    expect(reasonOf(await at.save(owner, asked.id, "basics", (draft) => ({ ...draft, title: "Bản bổ sung" })))).toBe("ok");
    test.clock.set(second(due, 1));
    expect(reasonOf(await at.submit(owner, asked.id))).toBe("deadline_passed");
    expect(reasonOf(await at.save(owner, asked.id, "basics", (draft) => ({ ...draft, title: "Muộn" })))).toBe("deadline_passed");
    test.clock.set(due);
    expect(reasonOf(await at.submit(owner, asked.id))).toBe("ok");
    const { entry } = await at.inHand(asked.id);
    expect(entry).toMatchObject({ screening: "RECEIVED", supplementDueAt: null, screeningReason: null, code: asked.code, title: "Bản bổ sung" });
    const acts = await test.services.db.prisma.screeningAct.findMany({ where: { entryId: asked.id } });
    expect(acts.map(({ from, to }) => [from, to])).toEqual([["NEEDS_SUPPLEMENT", "RECEIVED"]]);
    expect((await ledgerOf(youth.edition.id)).map((event) => event.type)).toEqual(["ENTRY_SUBMITTED", "ENTRY_SCREENED"]);
  });
});

describe("what keeps an entry from being submitted", () => {
  it("is told with the field, and nothing is written", async () => {
    const draft = await makeEntry(test.services, youth.edition, { owner, title: "", consents: [] });
    const refused = await at.submit(owner, draft.id);
    expect(refused).toMatchObject({ ok: false, reason: "incomplete", gaps: [{ field: "title", reason: "missing" }, { reason: "consent_missing" }] });
    expect(await ledgerOf(youth.edition.id)).toEqual([]);
    const edition = await test.services.db.prisma.edition.findUniqueOrThrow({ where: { id: youth.edition.id } });
    expect(edition.lastEntryNumber).toBe(0);
  });

  it.each([
    ["shares that don't add up", { authors: [{ shareHundredths: 9_999 }] }, "shares_sum"],
    ["more authors than the rules allow", { authors: [{}, {}, {}, {}, {}, {}] }, "too_many_authors"],
    ["an author outside of the window, unexplained", { authors: [{ birthDate: "1990-01-01" }] }, "note_needed"],
    ["consent to publish only", { consents: ["PUBLISH_NAME" as const] }, "consent_missing"],
  ])("%s", async (_, spec, reason) => {
    const draft = await makeEntry(test.services, youth.edition, { owner, ...spec });
    const refused = await at.submit(owner, draft.id);
    expect(refused.ok === false && refused.gaps?.map((gap) => gap.reason)).toEqual([reason]);
  });

  it("is not an author outside of the window who is explained", async () => {
    const draft = await makeEntry(test.services, youth.edition, { owner, authors: [{ birthDate: "1990-01-01" }], eligibilityNote: "Đề nghị xem xét." });
    expect(reasonOf(await at.submit(owner, draft.id))).toBe("ok");
  });

  it("is content that somebody else changed after it was read", async () => {
    const draft = await makeEntry(test.services, youth.edition, { owner });
    const read = versionToken((await at.inHand(draft.id)).version);
    await at.save(owner, draft.id, "basics", (one) => ({ ...one, title: "Tên khác" }));
    expect(reasonOf(await at.submit(owner, draft.id, read))).toBe("version_conflict");
    expect(reasonOf(await at.submit(owner, draft.id, "garbage"))).toBe("version_conflict");
  });

  it("is that it belongs to somebody else, or doesn't exist, which look alike", async () => {
    const draft = await makeEntry(test.services, youth.edition, { owner });
    const stranger = await makeUser(test.services);
    const secretary = await makeUser(test.services, { role: "SECRETARY", editionId: youth.edition.id });
    for (const actor of [stranger, secretary]) expect(reasonOf(await at.submit(actor, draft.id))).toBe("not_found");
    for (const id of [randomUUID(), "khong-phai-id", ""]) expect(reasonOf(await at.submit(owner, id, "x"))).toBe("not_found");
  });

  it("is that a guardian looks, but doesn't file", async () => {
    const guardian = await makeUser(test.services);
    const draft = await makeEntry(test.services, youth.edition, { owner, authors: [{ guardianUserId: guardian.userId }] });
    expect(reasonOf(await at.submit(guardian, draft.id))).toBe("forbidden");
    expect(reasonOf(await at.save(guardian, draft.id, "basics", (one) => ({ ...one, title: "x" })))).toBe("forbidden");
  });

  it("is a rejection", async () => {
    const rejected = await makeEntry(test.services, youth.edition, { owner, screening: "REJECTED", screeningReason: "Trùng" });
    expect(reasonOf(await at.save(owner, rejected.id, "basics", (one) => ({ ...one, title: "x" })))).toBe("entry_rejected");
  });
});

describe("changes after submitting", () => {
  it("are a draft beside the version that counts, until they are submitted; then the older one is kept as superseded", async () => {
    const entry = await makeEntry(test.services, youth.edition, { owner, state: "SUBMITTED", screening: "QUALIFIED", title: "Bản đầu" });
    await at.save(owner, entry.id, "basics", (draft) => ({ ...draft, title: "Bản sau" }));
    const before = (await at.inHand(entry.id)).entry;
    expect([before.title, before.submitted?.title, before.draft?.title, before.screening]).toEqual(["Bản đầu", "Bản đầu", "Bản sau", "QUALIFIED"]);
    expect(before.draft?.authors[0]?.key).toBe(entry.authors[0]?.key);
    expect(reasonOf(await at.submit(owner, entry.id))).toBe("ok");
    const after = (await at.inHand(entry.id)).entry;
    expect([after.title, after.submitted?.number, after.draft, after.screening, after.code]).toEqual(["Bản sau", 2, null, "RECEIVED", entry.code]);
    const versions = await test.services.db.prisma.entryVersion.findMany({ where: { entryId: entry.id }, orderBy: { number: "asc" } });
    expect(versions.map(({ number, state }) => [number, state])).toEqual([[1, "SUPERSEDED"], [2, "SUBMITTED"]]);
  });

  it("can be discarded, which leaves the submitted version; a draft that was never submitted goes as a whole", async () => {
    const entry = await makeEntry(test.services, youth.edition, { owner, state: "SUBMITTED", title: "Bản đầu" });
    await at.save(owner, entry.id, "basics", (draft) => ({ ...draft, title: "Bản sau" }));
    const discard = (id: string, actor = owner) => discardDraft(test.services, { actor, input: { entryId: id }, now: test.clock.now() });
    expect(await discard(entry.id)).toEqual({ ok: true, value: { entryLeft: true } });
    expect((await at.inHand(entry.id)).version.title).toBe("Bản đầu");
    expect(reasonOf(await discard(entry.id))).toBe("nothing_to_discard");
    const draft = await makeEntry(test.services, youth.edition, { owner });
    expect(reasonOf(await discard(draft.id, await makeUser(test.services)))).toBe("not_found");
    expect(await discard(draft.id)).toEqual({ ok: true, value: { entryLeft: false } });
    expect(await test.services.db.prisma.entry.count({ where: { id: draft.id } })).toBe(0);
  });
});

describe("withdrawing", () => {
  const withdraw = (id: string, actor = owner) => withdrawEntry(test.services, { actor, input: { entryId: id }, now: test.clock.now() });

  it("takes the entry out, is on record once, and submitting again brings it back with its code", async () => {
    const entry = await makeEntry(test.services, youth.edition, { owner, state: "SUBMITTED" });
    expect(await withdraw(entry.id)).toEqual({ ok: true, value: { withdrawnAt: TEST_DAY } });
    expect(reasonOf(await withdraw(entry.id))).toBe("ok");
    expect((await at.inHand(entry.id)).entry).toMatchObject({ state: "WITHDRAWN", withdrawnAt: TEST_DAY });
    expect(await at.submit(owner, entry.id)).toMatchObject({ ok: true, value: { code: entry.code, isNew: true } });
    expect((await at.inHand(entry.id)).entry).toMatchObject({ state: "SUBMITTED", withdrawnAt: null });
    expect((await ledgerOf(youth.edition.id)).map((event) => event.type)).toEqual(["ENTRY_WITHDRAWN", "ENTRY_SUBMITTED"]);
  });

  it("ends with the deadline, as does the way back", async () => {
    const begunAt = second(youth.edition.closesAt, -3600);
    const entry = await makeEntry(test.services, youth.edition, { owner, state: "SUBMITTED", begunAt });
    const other = await makeEntry(test.services, youth.edition, { owner, state: "WITHDRAWN", begunAt });
    test.clock.set(second(youth.edition.closesAt, youth.edition.graceMinutes * 60 + 1));
    expect(reasonOf(await withdraw(entry.id))).toBe("deadline_passed");
    expect(reasonOf(await at.submit(owner, other.id))).toBe("deadline_passed");
  });

  it("is for submitted entries of one's own", async () => {
    const draft = await makeEntry(test.services, youth.edition, { owner });
    expect(reasonOf(await withdraw(draft.id))).toBe("not_submitted");
    expect(reasonOf(await withdraw(draft.id, await makeUser(test.services)))).toBe("not_found");
    expect(reasonOf(await withdraw("x"))).toBe("not_found");
  });
});

describe("the commitment", () => {
  const versionRow = async (entryId: string) => test.services.db.prisma.entryVersion.findFirstOrThrow({ where: { entryId, state: "SUBMITTED" } });

  it("has to be affirmed in the wording of now; who affirmed which wording when is kept with it", async () => {
    const draft = await makeEntry(test.services, youth.edition, { owner });
    expect(await at.submit(owner, draft.id, undefined, null)).toEqual({ ok: false, reason: "commitment_missing" });
    expect(await at.submit(owner, draft.id, undefined, "")).toEqual({ ok: false, reason: "commitment_missing" });
    expect(await at.submit(owner, draft.id, undefined, commitmentVersion("Tôi cam đoan kiểu khác."))).toEqual({ ok: false, reason: "commitment_changed" });
    expect((await at.inHand(draft.id)).entry.state).toBe("DRAFT");
    expect(reasonOf(await at.submit(owner, draft.id))).toBe("ok");
    expect(await versionRow(draft.id)).toMatchObject({ commitmentVersion: commitmentVersion(youth.edition.commitmentText), committedById: owner.userId, committedAt: TEST_DAY });

    await test.services.db.prisma.edition.update({ where: { id: youth.edition.id }, data: { commitmentText: "Lời cam đoan mới." } });
    const { entry } = await at.inHand(draft.id);
    expect(entry.submitted?.commitment).toEqual({ version: commitmentVersion(youth.edition.commitmentText), text: youth.edition.commitmentText, at: TEST_DAY, byName: owner.name });
  });

  it("is asked again when the entry is changed and submitted again", async () => {
    const draft = await makeEntry(test.services, youth.edition, { owner });
    await at.submit(owner, draft.id);
    const later = second(TEST_DAY, 3600);
    test.clock.set(later);
    await at.save(owner, draft.id, "note", (before) => ({ ...before, eligibilityNote: "Thêm lời giải trình." }));
    expect((await at.inHand(draft.id)).entry.draft?.commitment).toBeNull();
    expect(await at.submit(owner, draft.id, undefined, null)).toEqual({ ok: false, reason: "commitment_missing" });
    expect(reasonOf(await at.submit(owner, draft.id))).toBe("ok");
    expect((await versionRow(draft.id)).committedAt).toEqual(later);
  });

  it("is not asked where the edition has none", async () => {
    const plain = await makeEdition(test.services, { change: (draft) => ({ ...draft, dossier: { ...draft.dossier, commitmentText: "" } }) });
    const draft = await makeEntry(test.services, plain.edition, { owner });
    expect(reasonOf(await at.submit(owner, draft.id, undefined, null))).toBe("ok");
    expect((await versionRow(draft.id)).commitmentVersion).toBeNull();
  });
});

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/access/roles";
import { authorField } from "~/domain/entry/completeness";
import { readAuthorsAct } from "~/features/entries/authors-acts";
import { readAuthors, readBasics, readDescription } from "~/features/entries/draft-forms";
import { stepToken } from "~/features/entries/draft-tokens.server";
import { makeEdition, type MadeEdition } from "../../../factories/editions";
import { makeEntry } from "../../../factories/entries";
import { makeUnit, makeUser } from "../../../factories/people";
import { TEST_DAY, testServices, type TestServices } from "../../../support/services";
import { entrant, formWith, reasonOf } from "./helpers";

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
  owner = await makeUser(test.services, { name: "Nguyễn Thị Chủ", phone: `+849${Math.floor(10_000_000 + Math.random() * 89_999_999)}` });
});

const basics = (fields: Record<string, string>) => readBasics(formWith(fields), youth.fields.map((field) => field.id));

describe("beginning an entry", () => {
  it("makes one, however often the form is sent, with the owner as first author", async () => {
    const id = randomUUID();
    const begun = await Promise.all([at.begin(owner, youth.edition, id), at.begin(owner, youth.edition, id)]);
    expect(begun.map(reasonOf)).toEqual(["ok", "ok"]);
    const { entry, version } = await at.inHand(id);
    expect(entry).toMatchObject({ state: "DRAFT", code: null, ownerId: owner.userId, filedByUnitId: null });
    expect(version.authors).toHaveLength(1);
    expect(version.authors[0]).toMatchObject({ fullName: owner.name, phone: owner.phone, email: "", userId: owner.userId, isChief: true, shareHundredths: 10_000 });
    expect(await test.services.db.prisma.membership.count({ where: { userId: owner.userId, role: "ENTRANT", editionId: youth.edition.id } })).toBe(1);
  });

  it("does not hand out somebody else's entry for its id", async () => {
    const id = randomUUID();
    await at.begin(owner, youth.edition, id);
    expect(reasonOf(await at.begin(await makeUser(test.services), youth.edition, id))).toBe("not_found");
  });

  it("is possible while receipt is open only, not in its grace", async () => {
    for (const [phase, reason] of [["DRAFT", "not_found"], ["ANNOUNCED", "not_open"], ["OPEN", "ok"], ["SCREENING", "deadline_passed"], ["PUBLISHED", "deadline_passed"]] as const) {
      const { edition } = await makeEdition(test.services, { phase });
      expect([phase, reasonOf(await at.begin(owner, edition))]).toEqual([phase, reason]);
    }
    test.clock.set(new Date(youth.edition.closesAt.getTime() + 1000));
    expect(reasonOf(await at.begin(owner, youth.edition))).toBe("deadline_passed");
  });

  it("by a school files for its unit", async () => {
    const unit = await makeUnit(test.services);
    const school = await makeUser(test.services, { role: "SCHOOL", editionId: youth.edition.id, unitId: unit.id });
    const begun = await at.begin(school, youth.edition);
    const { entry, version } = await at.inHand(begun.ok ? begun.value.entryId : "");
    expect(entry.filedByUnitId).toBe(unit.id);
    expect(version.authors[0]).toMatchObject({ fullName: "", unitName: unit.name, userId: null });
    const colleague = await makeUser(test.services, { role: "SCHOOL", editionId: youth.edition.id, unitId: unit.id });
    expect(reasonOf(await at.save(colleague, entry.id, "basics", basics({ title: "Sửa giúp" })))).toBe("ok");
    const otherSchool = await makeUser(test.services, { role: "SCHOOL", editionId: youth.edition.id, unitId: (await makeUnit(test.services)).id });
    expect(reasonOf(await at.save(otherSchool, entry.id, "basics", basics({ title: "x" })))).toBe("not_found");
    const { edition: other } = await makeEdition(test.services);
    const elsewhere = await makeUser(test.services, { role: "SCHOOL", editionId: other.id, unitId: unit.id });
    expect(reasonOf(await at.save(elsewhere, entry.id, "basics", basics({ title: "x" })))).toBe("not_found");
  });
});

describe("saving a draft", () => {
  it("keeps what cannot be read, until it is mended", async () => {
    const draft = await makeEntry(test.services, youth.edition, { owner });
    const key = draft.authors[0]?.key ?? "";
    await at.save(owner, draft.id, "basics", basics({ created: "13/2026" }));
    const wrong = { authors: "1", author: key, [authorField(key, "birthDate")]: "32/13/2012", [authorField(key, "share")]: "một nửa", [authorField(key, "phone")]: "12" };
    await at.save(owner, draft.id, "authors", readAuthors(formWith(wrong), { userId: owner.userId, forUnit: false }));
    const { version } = await at.inHand(draft.id);
    expect(version.unreadable).toEqual({ created: "13/2026", [authorField(key, "birthDate")]: "32/13/2012", [authorField(key, "share")]: "một nửa", [authorField(key, "phone")]: "12" });
    expect(version).toMatchObject({ createdYear: null, authors: [{ birthDate: null, shareHundredths: 0, phone: "" }] });
    const mended = { ...wrong, [authorField(key, "birthDate")]: "5/9/2012", [authorField(key, "share")]: "100", [authorField(key, "phone")]: "0912 345 678" };
    await at.save(owner, draft.id, "authors", readAuthors(formWith(mended), { userId: owner.userId, forUnit: false }));
    const after = (await at.inHand(draft.id)).version;
    expect(after.unreadable).toEqual({ created: "13/2026" });
    expect(after.authors[0]).toMatchObject({ birthDate: "2012-09-05", shareHundredths: 10_000, phone: "+84912345678" });
  });

  it("stores NFC, without NUL and other control characters, and keeps a paste of 200 kB whole", async () => {
    const draft = await makeEntry(test.services, youth.edition, { owner });
    const partKey = youth.parts[0]?.key ?? "";
    const long = "Mô tả dài. ".repeat(19_000).trim();
    expect(long.length).toBeGreaterThan(200_000);
    await at.save(owner, draft.id, "basics", basics({ title: "Ma\u0301y gieo\u0000 la\u0323c\u0007\r\nhai  hàng" }));
    await at.save(owner, draft.id, "description", readDescription(formWith({ [`part-${partKey}`]: long, summary: "a\r\nb\u0000" }), youth.parts));
    const { entry, version } = await at.inHand(draft.id);
    expect(version.title).toBe("Máy gieo lạc hai hàng");
    expect(entry.title).toBe("Máy gieo lạc hai hàng");
    expect(version.summary).toBe("a\nb");
    expect(version.parts[partKey]).toBe(long);
    const refused = await at.submit(owner, draft.id);
    expect(refused.ok === false && refused.gaps?.map(({ field, reason }) => [field, reason])).toEqual([[`part-${partKey}`, "too_long"]]);
  });

  it("takes no field of another edition and no field that was not sent", async () => {
    const draft = await makeEntry(test.services, youth.edition, { owner, title: "Giữ nguyên" });
    const { fields } = await makeEdition(test.services);
    await at.save(owner, draft.id, "basics", basics({ field: fields[0]?.id ?? "" }));
    expect((await at.inHand(draft.id)).version).toMatchObject({ fieldId: null, title: "Giữ nguyên" });
  });

  it("notices somebody else's save, overwrites nothing and hands both back", async () => {
    const draft = await makeEntry(test.services, youth.edition, { owner, title: "Ban đầu" });
    const seen = stepToken((await at.inHand(draft.id)).version, "basics");
    await at.save(owner, draft.id, "basics", basics({ title: "Người thứ nhất" }), seen);
    const late = await at.save(owner, draft.id, "basics", basics({ title: "Người thứ hai" }), seen);
    expect(late).toMatchObject({ ok: false, reason: "version_conflict", typed: { title: "Người thứ hai" }, stored: { title: "Người thứ nhất", savedByName: owner.name } });
    expect((await at.inHand(draft.id)).version.title).toBe("Người thứ nhất");
    expect(reasonOf(await at.save(owner, draft.id, "basics", basics({ title: "Người thứ nhất" }), seen))).toBe("ok");
    expect(reasonOf(await at.save(owner, draft.id, "description", readDescription(formWith({ summary: "Phần khác" }), [])))).toBe("ok");
  });

  it("lets of two saves at the same moment one through", async () => {
    const draft = await makeEntry(test.services, youth.edition, { owner, title: "Ban đầu" });
    const seen = stepToken((await at.inHand(draft.id)).version, "basics");
    const both = await Promise.all(["Một", "Hai"].map((title) => at.save(owner, draft.id, "basics", basics({ title }), seen)));
    expect(both.map(reasonOf).toSorted()).toEqual(["ok", "version_conflict"]);
  });

  it("after the deadline keeps nothing, but hands back what was typed", async () => {
    const draft = await makeEntry(test.services, youth.edition, { owner, title: "Trước hạn" });
    test.clock.set(new Date(youth.edition.closesAt.getTime() + 3_600_000));
    const late = await at.save(owner, draft.id, "basics", basics({ title: "Sau hạn" }));
    expect(late).toMatchObject({ ok: false, reason: "deadline_passed", typed: { title: "Sau hạn" } });
    expect((await at.inHand(draft.id)).version.title).toBe("Trước hạn");
  });
});

describe("authors of a draft", () => {
  const filer = () => ({ userId: owner.userId, forUnit: false });
  const act = (intent: string, fields: Record<string, string | string[]>, most: number | null = 5) => readAuthorsAct(formWith({ authors: "1", intent, ...fields }), filer(), most);

  it("are added once for a form sent twice, up to the limit of the rules", async () => {
    const draft = await makeEntry(test.services, youth.edition, { owner });
    const first = draft.authors[0]?.key ?? "";
    const newKey = randomUUID();
    const seen = stepToken((await at.inHand(draft.id)).version, "authors");
    const add = act("add", { author: first, newKey });
    expect(reasonOf(await at.save(owner, draft.id, "authors", add, seen))).toBe("ok");
    expect(reasonOf(await at.save(owner, draft.id, "authors", add, seen))).toBe("ok");
    expect((await at.inHand(draft.id)).version.authors.map((author) => author.key)).toEqual([first, newKey]);
    const full = act("add", { author: [first, newKey], newKey: randomUUID() }, 2);
    await at.save(owner, draft.id, "authors", full);
    expect((await at.inHand(draft.id)).version.authors).toHaveLength(2);
  });

  it("keep their order, their chief and their shares through the buttons", async () => {
    const keys: string[] = [randomUUID(), randomUUID(), randomUUID()];
    const draft = await makeEntry(test.services, youth.edition, { owner, authors: keys.map((key) => ({ key })) });
    await at.save(owner, draft.id, "authors", act(`up:${keys[2]}`, { author: keys, chief: keys[1] ?? "" }));
    await at.save(owner, draft.id, "authors", act("split", { author: [keys[0] ?? "", keys[2] ?? "", keys[1] ?? ""] }));
    const { authors } = (await at.inHand(draft.id)).version;
    expect(authors.map(({ key, isChief, shareHundredths }) => [keys.indexOf(key), isChief, shareHundredths])).toEqual([[0, false, 3333], [2, false, 3333], [1, true, 3334]]);
    await at.save(owner, draft.id, "authors", act(`remove:${keys[1]}`, { author: [keys[0] ?? "", keys[2] ?? "", keys[1] ?? ""] }));
    expect((await at.inHand(draft.id)).version.authors.map(({ key, isChief }) => [keys.indexOf(key), isChief])).toEqual([[0, true], [2, false]]);
  });

  it("have no guardian found by telephone number, which anybody can register", async () => {
    const phone = `+849${Math.floor(10_000_000 + Math.random() * 89_999_999)}`;
    await makeUser(test.services, { phone });
    const draft = await makeEntry(test.services, youth.edition, { owner });
    const key = draft.authors[0]?.key ?? "";
    await at.save(owner, draft.id, "authors", act("save", { author: key, [authorField(key, "guardianPhone")]: `0${phone.slice(3)}` }));
    expect((await at.inHand(draft.id)).version.authors[0]?.guardianUserId).toBeNull();
  });

  it("lose their guardian's account when the guardian's number changes", async () => {
    const guardian = await makeUser(test.services);
    const draft = await makeEntry(test.services, youth.edition, { owner, authors: [{ guardianUserId: guardian.userId, guardianPhone: "+84912345678" }] });
    const key = draft.authors[0]?.key ?? "";
    await at.save(owner, draft.id, "authors", act("save", { author: key, [authorField(key, "guardianPhone")]: "0987654321" }));
    expect((await at.inHand(draft.id)).version.authors[0]?.guardianUserId).toBeNull();
  });

  it("are linked to an account by its address only where that was verified, because authors may withdraw the entry", async () => {
    const impostor = await makeUser(test.services, { email: `gia-mao-${randomUUID()}@example.test` });
    const friend = await makeUser(test.services, { email: `ban-${randomUUID()}@example.test` });
    await test.services.db.prisma.user.update({ where: { id: friend.userId }, data: { emailVerified: true } });
    const draft = await makeEntry(test.services, youth.edition, { owner });
    const key = draft.authors[0]?.key ?? "";
    const linked = async (email: string) => {
      await at.save(owner, draft.id, "authors", act("save", { author: key, [authorField(key, "email")]: email }));
      return (await at.inHand(draft.id)).version.authors[0]?.userId;
    };
    expect(await linked(impostor.email)).toBeNull();
    expect(await linked(friend.email.toUpperCase())).toBe(friend.userId);
    expect(await linked("")).toBeNull();
  });

  it("can be the account itself, said by hand; a school cannot say so", async () => {
    const draft = await makeEntry(test.services, youth.edition, { owner });
    const key = draft.authors[0]?.key ?? "";
    await at.save(owner, draft.id, "authors", act("save", { author: key, [authorField(key, "me")]: "guardian" }));
    expect((await at.inHand(draft.id)).version.authors[0]).toMatchObject({ guardianUserId: owner.userId, userId: null });
    await at.save(owner, draft.id, "authors", act("save", { author: key, [authorField(key, "me")]: "author", [authorField(key, "phone")]: "0911222333" }));
    expect((await at.inHand(draft.id)).version.authors[0]).toMatchObject({ guardianUserId: null, userId: owner.userId });
    const forUnit = readAuthors(formWith({ authors: "1", author: key, [authorField(key, "me")]: "none" }), { userId: owner.userId, forUnit: true });
    await at.save(owner, draft.id, "authors", forUnit);
    expect((await at.inHand(draft.id)).version.authors[0]?.userId).toBe(owner.userId);
  });

  it("who become another person lose the consents given for the one before", async () => {
    const draft = await makeEntry(test.services, youth.edition, { owner });
    const key = draft.authors[0]?.key ?? "";
    await at.save(owner, draft.id, "authors", act("save", { author: key, [authorField(key, "fullName")]: "Trần Văn Thử Một" }));
    expect((await at.inHand(draft.id)).version.authors[0]?.key).toBe(key);
    await at.save(owner, draft.id, "authors", act("save", { author: key, [authorField(key, "fullName")]: "Người Khác Hẳn", [authorField(key, "birthDate")]: "01/02/2013" }));
    expect((await at.inHand(draft.id)).version.authors[0]?.key).not.toBe(key);
    expect(await at.submit(owner, draft.id)).toMatchObject({ ok: false, reason: "incomplete", gaps: [{ reason: "consent_missing" }] });
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { refreshConflicts } from "~/data/conflicts-found.server";
import type { ContactKind } from "~/data/generated/enums";
import type { Services } from "~/features/services";
import { makeEdition, type MadeEdition } from "../../factories/editions";
import { type AuthorSpec, makeEntry, type EntrySpec } from "../../factories/entries";
import { makeUnit, makeUser } from "../../factories/people";
import { testServices, type TestServices } from "../../support/services";

let test: TestServices;
let services: Services;
beforeAll(async () => {
  test = await testServices();
  services = test.services;
});
afterAll(() => test.close());

const nobody: AuthorSpec = { phone: "", email: "", guardianPhone: "", guardianName: "" };
const submitted = (made: MadeEdition, spec: EntrySpec = {}) =>
  makeEntry(services, made.edition, { state: "SUBMITTED", screening: "QUALIFIED", ...spec, authors: (spec.authors ?? [{}]).map((author) => ({ ...nobody, ...author })) });

const refresh = (made: MadeEdition, scope: { entryId?: string; userIds?: string[] } = {}) =>
  services.db.transact((tx) => refreshConflicts(tx, { editionId: made.edition.id, now: services.clock.now(), ...scope }));

const contact = (userId: string, kind: ContactKind, value: string) =>
  services.db.prisma.personContact.create({ data: { userId, kind, value, createdById: "secretary" } });

/** What stands, as `entry user kind`, sorted. */
async function standing(made: MadeEdition): Promise<string[]> {
  const rows = await services.db.prisma.conflict.findMany({ where: { editionId: made.edition.id, liftedAt: null } });
  return rows.map(({ entryId, userId, kind }) => `${entryId} ${userId} ${kind}`).toSorted();
}

const all = (...rows: [{ id: string }, { userId: string }, string][]) => rows.map(([entry, user, kind]) => `${entry.id} ${user.userId} ${kind}`).toSorted();

describe("one person, several accounts and contacts", () => {
  it("finds a person through a second e-mail and a second number that the secretariat noted", async () => {
    const made = await makeEdition(services, { phase: "SCREENING" });
    const judge = await makeUser(services, { role: "JUDGE", editionId: made.edition.id });
    await contact(judge.userId, "EMAIL", "rieng@nha.test");
    await contact(judge.userId, "PHONE", "+84911222333");
    const byMail = await submitted(made, { authors: [{ email: "Rieng@Nha.test " }] });
    const byPhone = await submitted(made, { authors: [{ guardianName: "Hồ Thị Mẹ", guardianPhone: "0911 222 333" }] });
    await submitted(made);
    await refresh(made);
    expect(await standing(made)).toEqual(all([byMail, judge, "AUTHOR"], [byPhone, judge, "GUARDIAN"]));
  });

  it("counts two accounts that share a contact as one, also by way of a third", async () => {
    const made = await makeEdition(services, { phase: "SCREENING" });
    const school = await makeUnit(services);
    const judge = await makeUser(services, { role: "JUDGE", editionId: made.edition.id });
    const middle = await makeUser(services, { email: "giua@nha.test" });
    const author = await makeUser(services, { role: "SCHOOL", editionId: made.edition.id, unitId: school.id, phone: "+84911000111" });
    await contact(judge.userId, "EMAIL", "giua@nha.test");
    await contact(middle.userId, "PHONE", "+84911000111");
    const own = await submitted(made, { authors: [{ userId: author.userId }] });
    const ofUnit = await submitted(made, { unitId: school.id });
    const elsewhere = await submitted(made);
    await refresh(made);
    expect(await standing(made)).toEqual(all([own, judge, "AUTHOR"], [ofUnit, judge, "SAME_UNIT"]));
    await services.db.prisma.personContact.deleteMany({ where: { userId: judge.userId } });
    await refresh(made, { entryId: elsewhere.id });
    await refresh(made, { userIds: [judge.userId] });
    expect(await standing(made)).toEqual([]);
  });

  it("a conflict declared for one account bars the other, until it is lifted", async () => {
    const made = await makeEdition(services, { phase: "JUDGING" });
    const first = await makeUser(services, { role: "JUDGE", editionId: made.edition.id, email: "mot@nha.test" });
    const second = await makeUser(services, { role: "SECRETARY", editionId: made.edition.id });
    await contact(second.userId, "EMAIL", "mot@nha.test");
    const entry = await submitted(made);
    await refresh(made);
    expect(await standing(made)).toEqual([]);
    const declared = await services.db.prisma.conflict.create({ data: { editionId: made.edition.id, entryId: entry.id, userId: first.userId, kind: "DECLARED", createdById: first.userId } });
    await refresh(made, { entryId: entry.id });
    expect(await standing(made)).toEqual(all([entry, first, "DECLARED"], [entry, second, "DECLARED"]));
    expect(await refresh(made)).toEqual({ recorded: 0, lifted: 0, revoked: 0 });
    await services.db.prisma.conflict.update({ where: { id: declared.id }, data: { liftedAt: services.clock.now() } });
    await refresh(made, { entryId: entry.id });
    expect(await standing(made)).toEqual([]);
  });

  it("bars administrators like everybody else who could open the entry", async () => {
    const made = await makeEdition(services, { phase: "SCREENING" });
    const administrator = await makeUser(services, { role: "ADMINISTRATOR" });
    const entry = await submitted(made, { authors: [{ userId: administrator.userId }] });
    await refresh(made);
    expect(await standing(made)).toEqual(all([entry, administrator, "AUTHOR"]));
  });
});

describe("units of before", () => {
  it("finds the unit of an earlier judge's seat, of an ended role and of an own entry, as merged now; not the host's", async () => {
    const past = await makeEdition(services, { phase: "PUBLISHED" });
    const host = await makeUnit(services);
    const made = await makeEdition(services, { phase: "SCREENING", hostUnitId: host.id });
    const [taught, left, wrote, old] = await Promise.all([1, 2, 3, 4].map(() => makeUnit(services)));
    if (!taught || !left || !wrote || !old) throw new Error("no units");
    await services.db.prisma.unit.update({ where: { id: old.id }, data: { mergedIntoId: taught.id } });
    const judge = await makeUser(services, { role: "JUDGE", editionId: made.edition.id });
    await services.db.prisma.judge.create({ data: { editionId: past.edition.id, userId: judge.userId, code: "GK77", unitId: old.id } });
    const filer = await makeUser(services, { role: "SECRETARY", editionId: made.edition.id });
    await services.db.prisma.membership.create({ data: { userId: filer.userId, role: "SCHOOL", editionId: past.edition.id, unitId: left.id, endedAt: services.clock.now() } });
    await services.db.prisma.membership.create({ data: { userId: filer.userId, role: "SCHOOL", editionId: past.edition.id, unitId: host.id, endedAt: services.clock.now() } });
    const writer = await makeUser(services, { role: "JUDGE", editionId: made.edition.id, phone: "+84933444555" });
    await submitted(past, { authors: [{ phone: "0933444555", unitId: wrote.id }] });
    const atTaught = await submitted(made, { unitId: taught.id });
    const atLeft = await submitted(made, { supervisorUnitId: left.id });
    const atWrote = await submitted(made, { authors: [{ unitId: wrote.id }] });
    await submitted(made, { unitId: host.id });
    await refresh(made);
    expect(await standing(made)).toEqual(all([atTaught, judge, "FORMER_UNIT"], [atLeft, filer, "FORMER_UNIT"], [atWrote, writer, "FORMER_UNIT"]));
  });

  it("says it once where the unit of before is the unit of today, and not at all of the own entry", async () => {
    const past = await makeEdition(services, { phase: "PUBLISHED" });
    const made = await makeEdition(services, { phase: "SCREENING" });
    const school = await makeUnit(services);
    const judge = await makeUser(services, { role: "JUDGE", editionId: made.edition.id, unitId: school.id });
    await services.db.prisma.judge.create({ data: { editionId: past.edition.id, userId: judge.userId, code: "GK78", unitId: school.id } });
    const author = await makeUser(services, { role: "JUDGE", editionId: made.edition.id });
    const entry = await submitted(made, { unitId: school.id, authors: [{ userId: author.userId }] });
    await refresh(made);
    expect(await standing(made)).toEqual(all([entry, judge, "SAME_UNIT"], [entry, author, "AUTHOR"]));
  });
});

describe("family", () => {
  const author = (fullName: string, address: string): AuthorSpec => ({ fullName, address });

  it("takes the same family name at the same address, however it is written; the house number matters", async () => {
    const made = await makeEdition(services, { phase: "SCREENING" });
    const judge = await makeUser(services, { name: "Nguyễn Văn Hải", role: "JUDGE", editionId: made.edition.id });
    await contact(judge.userId, "ADDRESS", "Số nhà 12, đường Trần Phú, thị trấn Cẩm Xuyên");
    const same = await submitted(made, { authors: [author("NGUYEN THI LAN", "12 Tran Phu, TT. Cẩm Xuyên")] });
    const longer = await submitted(made, { authors: [author("Nguyễn An", "12 Trần Phú - Cẩm Xuyên - Hà Tĩnh")] });
    const shorter = await submitted(made, { authors: [author("Nguyễn Bình", "12 Trần Phú")] });
    const ward = await submitted(made, { authors: [{ ...author("Lê Thị Con", "12 đường Trần Phú, Cẩm Xuyên"), guardianName: "Nguyễn Thị Bà" }] });
    await submitted(made, { authors: [author("Nguyễn Văn Cả", "14 Trần Phú, Cẩm Xuyên")] });
    await submitted(made, { authors: [author("Nguyễn Văn Ba", "112 Trần Phú, Cẩm Xuyên")] });
    await submitted(made, { authors: [author("Phan Văn Tư", "12 Trần Phú, Cẩm Xuyên")] });
    await submitted(made, { authors: [author("Nguyễn Văn Năm", "12 Trần Phú, Kỳ Anh")] });
    await refresh(made);
    expect(await standing(made)).toEqual(all([same, judge, "FAMILY"], [longer, judge, "FAMILY"], [shorter, judge, "FAMILY"], [ward, judge, "FAMILY"]));
  });

  it("a hamlet without a house number is an address only where it is the very same", async () => {
    const made = await makeEdition(services, { phase: "SCREENING" });
    const judge = await makeUser(services, { name: "Trần Thị Hoa", role: "JUDGE", editionId: made.edition.id });
    await contact(judge.userId, "ADDRESS", "Thôn Đông, xã Cẩm Bình");
    const same = await submitted(made, { authors: [author("Trần Văn Sáu", "thôn Đông, Cẩm Bình")] });
    await submitted(made, { authors: [author("Trần Văn Bảy", "thôn Đông, Cẩm Bình, Cẩm Xuyên")] });
    await submitted(made, { authors: [author("Trần Văn Tám", "")] });
    await refresh(made);
    expect(await standing(made)).toEqual(all([same, judge, "FAMILY"]));
  });

  it("says so too where a telephone number is shared with somebody of the family", async () => {
    const made = await makeEdition(services, { phase: "SCREENING" });
    const judge = await makeUser(services, { name: "Phan Đình Mười", phone: "+84955666777", role: "JUDGE", editionId: made.edition.id });
    const child = await submitted(made, { authors: [{ fullName: "Phan Thị Út", guardianName: "Lê Thị Mẹ", guardianPhone: "0955666777" }] });
    const stranger = await submitted(made, { authors: [{ fullName: "Hoàng Văn Lạ", phone: "0955666777" }] });
    await refresh(made);
    expect(await standing(made)).toEqual(all([child, judge, "GUARDIAN"], [child, judge, "FAMILY"], [stranger, judge, "AUTHOR"]));
  });
});

describe("co-authors", () => {
  it("finds who once wrote an entry with an author, by account, telephone or e-mail; drafts do not count", async () => {
    const past = await makeEdition(services, { phase: "PUBLISHED" });
    const made = await makeEdition(services, { phase: "SCREENING" });
    const judge = await makeUser(services, { role: "JUDGE", editionId: made.edition.id });
    const friend = await makeUser(services);
    await submitted(past, { authors: [{ userId: judge.userId }, { userId: friend.userId }, { phone: "+84966777888" }, { email: "ban@cu.test" }] });
    await makeEntry(services, past.edition, { authors: [{ ...nobody, userId: judge.userId }, { ...nobody, phone: "+84977000111" }] });
    const byAccount = await submitted(made, { authors: [{ userId: friend.userId }] });
    const byPhone = await submitted(made, { authors: [{ phone: "0966 777 888" }] });
    const byMail = await submitted(made, { authors: [{}, { email: "BAN@cu.test" }] });
    await submitted(made, { authors: [{ phone: "0977000111" }] });
    await refresh(made);
    expect(await standing(made)).toEqual(all([byAccount, judge, "COAUTHOR"], [byPhone, judge, "COAUTHOR"], [byMail, judge, "COAUTHOR"]));
  });
});

describe("guesses that were lifted", () => {
  it("stay lifted, and certainties come back", async () => {
    const past = await makeEdition(services, { phase: "PUBLISHED" });
    const made = await makeEdition(services, { phase: "SCREENING" });
    const school = await makeUnit(services);
    const judge = await makeUser(services, { role: "JUDGE", editionId: made.edition.id });
    await services.db.prisma.judge.create({ data: { editionId: past.edition.id, userId: judge.userId, code: "GK79", unitId: school.id } });
    const guessed = await submitted(made, { unitId: school.id });
    const certain = await submitted(made, { authors: [{ userId: judge.userId }] });
    await refresh(made);
    expect(await standing(made)).toEqual(all([guessed, judge, "FORMER_UNIT"], [certain, judge, "AUTHOR"]));
    await services.db.prisma.conflict.updateMany({ where: { editionId: made.edition.id }, data: { liftedAt: services.clock.now(), liftedById: "chair" } });
    await refresh(made);
    expect(await standing(made)).toEqual(all([certain, judge, "AUTHOR"]));
  });
});

import { afterAll, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/access/roles";
import { importEntries } from "~/features/imports/import-entries.server";
import { makeEdition, type EditionOptions } from "../../../factories/editions";
import { makeUnit, makeUser } from "../../../factories/people";
import { countStatements } from "../../../support/statements";
import { TEST_DAY, testServices } from "../../../support/services";

const { services, close } = await testServices();
afterAll(close);
const { prisma } = services.db;

const HEAD = "ref,title,field,ownerKind,authorName,birthDate,share,isChief,school,phone,guardianPhone,unit,summary";

/** A right entry with two authors. */
const entryRows = (ref: string, title = `Bài ${ref}`) => [
  `${ref},${title},FIELD,GROUP,Trần Văn ${ref},05/09/2012,"66,67",1,,,,THCS Cẩm Bình,Tóm tắt`,
  `${ref},,,,Lê Thị ${ref},06/09/2012,33.33,0,THCS Cẩm Thăng,,,,`,
];

async function stage(options: EditionOptions = {}) {
  const made = await makeEdition(services, options);
  const secretary = await makeUser(services, { role: "SECRETARY", editionId: made.edition.id, name: "Phan Thị Thư" });
  const field = made.fields[0]?.code ?? "";
  const run = (lines: readonly string[], { actor = secretary, dryRun = false, head = HEAD }: { actor?: Actor | null; dryRun?: boolean; head?: string } = {}) =>
    importEntries(services, { actor, editionSlug: made.edition.slug, bytes: Buffer.from([head, ...lines].join("\n").replaceAll("FIELD", field)), dryRun, now: TEST_DAY });
  const counts = async () => [
    await prisma.entry.count({ where: { editionId: made.edition.id } }),
    await prisma.entryVersion.count({ where: { entry: { editionId: made.edition.id } } }),
    await prisma.entryAuthor.count({ where: { version: { entry: { editionId: made.edition.id } } } }),
  ];
  return { ...made, secretary, run, counts };
}

describe("an import", () => {
  it("makes drafts of whoever imports, with authors in order and what lists and search show", async () => {
    const { edition, secretary, run, fields } = await stage();
    expect(await run([...entryRows("HS1"), ...entryRows("HS2")])).toMatchObject({ ok: true, value: { entries: 2, authors: 4, edition: edition.title, notes: [] } });
    const entry = await prisma.entry.findFirstOrThrow({
      where: { editionId: edition.id, importRef: "HS1" },
      include: { versions: { include: { authors: { orderBy: { position: "asc" } } } } },
    });
    expect(entry).toMatchObject({ state: "DRAFT", channel: "WORKBOOK", code: null, ownerId: secretary.userId, filedByUnitId: null, title: "Bài HS1", fieldId: fields[0]?.id, unitName: "THCS Cẩm Bình", createdAt: TEST_DAY, version: 1, screening: "RECEIVED" });
    expect(entry.searchText).toBe("Bài HS1 Trần Văn HS1 Lê Thị HS1 THCS Cẩm Bình THCS Cẩm Thăng");
    const [version] = entry.versions;
    expect(version).toMatchObject({ number: 1, state: "DRAFT", ownerKind: "GROUP", summary: "Tóm tắt", unitName: "THCS Cẩm Bình", parts: {}, unreadable: {}, lockVersion: 1, savedAt: TEST_DAY, savedById: secretary.userId });
    expect(version?.authors.map(({ fullName, shareHundredths, isChief, unitName }) => [fullName, shareHundredths, isChief, unitName])).toEqual([
      ["Trần Văn HS1", 6667, true, "THCS Cẩm Bình"],
      ["Lê Thị HS1", 3333, false, "THCS Cẩm Thăng"],
    ]);
    expect(version?.authors[0]?.birthDate).toEqual(new Date("2012-09-05T00:00:00Z"));
  });

  it("files for the school whose account imports", async () => {
    const { edition, run } = await stage();
    const unit = await makeUnit(services, { name: "Trường THCS Cẩm Hòa" });
    const school = await makeUser(services, { role: "SCHOOL", editionId: edition.id, unitId: unit.id });
    const row = "T1,Bài,FIELD,INDIVIDUAL,Trần A,05/09/2012,100,x,,,,,";
    expect((await run([row], { actor: school })).ok).toBe(true);
    const entry = await prisma.entry.findFirstOrThrow({ where: { editionId: edition.id }, include: { versions: { include: { authors: true } } } });
    expect([entry.filedByUnitId, entry.unitName, entry.versions[0]?.authors[0]?.unitName]).toEqual([unit.id, unit.name, unit.name]);
  });

  it("belongs to the edition's first secretary when the command line imports, else to the administrator", async () => {
    const { edition, secretary, run } = await stage();
    expect(await run(entryRows("C1"), { actor: null })).toMatchObject({ ok: true, value: { ownerName: "Phan Thị Thư" } });
    expect(await prisma.entry.findFirstOrThrow({ where: { editionId: edition.id } })).toMatchObject({ ownerId: secretary.userId });
    await prisma.membership.updateMany({ where: { editionId: edition.id }, data: { endedAt: TEST_DAY } });
    expect(await run(entryRows("C2"), { actor: null })).toMatchObject({ ok: false, reason: "no_owner" });
    await makeUser(services, { role: "ADMINISTRATOR", name: "Quản Trị" });
    expect(await run(entryRows("C2"), { actor: null })).toMatchObject({ ok: true, value: { ownerName: "Quản Trị" } });
  });

  it("links nobody by a telephone number, which anybody can register", async () => {
    const { edition, run } = await stage();
    const parent = await makeUser(services, { phone: "+84913000111" });
    await makeUser(services, { phone: "+84912000222" });
    await run(["L1,Bài,FIELD,INDIVIDUAL,Trần A,05/09/2012,100,1,,912000222,0913 000 111,,"]);
    const author = await prisma.entryAuthor.findFirstOrThrow({ where: { version: { entry: { editionId: edition.id } } } });
    expect([author.userId, author.guardianUserId, author.phone]).toEqual([null, null, "+84912000222"]);
    expect(await prisma.membership.count({ where: { userId: parent.userId, role: "GUARDIAN", editionId: edition.id } })).toBe(0);
  });

  it("keeps a number that cannot be read for the draft's form", async () => {
    const { edition, run } = await stage();
    expect(await run(["K1,Bài,FIELD,INDIVIDUAL,Trần A,05/09/2012,100,1,,0123 456 789,,,"])).toMatchObject({ ok: true, value: { notes: [{ row: 2, column: "phone", code: "phone_kept" }] } });
    const version = await prisma.entryVersion.findFirstOrThrow({ where: { entry: { editionId: edition.id } }, include: { authors: true } });
    expect(version.unreadable).toEqual({ [`author-${version.authors[0]?.key}-phone`]: "0123 456 789" });
  });

  it("writes nothing in a dry run", async () => {
    const { run, counts } = await stage();
    expect(await run(entryRows("D1"), { dryRun: true })).toMatchObject({ ok: true, value: { entries: 1, authors: 2 } });
    expect(await counts()).toEqual([0, 0, 0]);
  });

  it("writes nothing at all where one row of many is wrong", async () => {
    const { run, counts } = await stage();
    const lines = Array.from({ length: 30 }, (_, index) => entryRows(`H${index}`)).flat();
    const wrong = lines.with(41, lines[41]?.replace("33.33", "33.34") ?? "");
    expect(await run(wrong)).toMatchObject({ ok: false, reason: "invalid_rows", problems: [{ row: 42, column: "share", code: "shares_sum", amount: 10_001 }] });
    expect(await counts()).toEqual([0, 0, 0]);
  });

  it("is refused when it is sent again, and when one ref of several was imported before", async () => {
    const { run, counts } = await stage();
    await run(entryRows("R1"));
    expect(await run(entryRows("R1"))).toMatchObject({ ok: false, problems: [{ row: 2, column: "ref", code: "ref_taken", value: "R1" }] });
    expect(await run([...entryRows("R2"), ...entryRows("R1")])).toMatchObject({ ok: false, problems: [{ row: 4, code: "ref_taken" }] });
    expect(await counts()).toEqual([1, 1, 2]);
  });

  it("wins once of two at the same time", async () => {
    const { run, counts } = await stage();
    const outcomes = await Promise.all([run(entryRows("P1")), run(entryRows("P1")), run(entryRows("P1"))]);
    expect(outcomes.map(({ ok }) => ok).toSorted()).toEqual([false, false, true]);
    expect(await counts()).toEqual([1, 1, 2]);
  });

  it("takes the same ref in another edition", async () => {
    const [one, other] = [await stage(), await stage({ kind: "TECHNICAL" })];
    expect([(await one.run(entryRows("S1"))).ok, (await other.run(entryRows("S1"))).ok]).toEqual([true, true]);
  });

  it("is refused out of phase, without the right, and for an edition there isn't", async () => {
    const judging = await stage({ phase: "JUDGING" });
    expect(await judging.run(entryRows("F1"))).toMatchObject({ ok: false, reason: "wrong_phase" });
    expect(await judging.run(entryRows("F1"), { actor: null })).toMatchObject({ ok: false, reason: "wrong_phase" });
    const { edition, run, counts } = await stage();
    expect(await run(entryRows("F1"), { actor: await makeUser(services) })).toMatchObject({ ok: false, reason: "forbidden" });
    expect(await run(entryRows("F1"), { actor: await makeUser(services, { role: "JUDGE", editionId: edition.id }) })).toMatchObject({ ok: false, reason: "forbidden" });
    expect(await counts()).toEqual([0, 0, 0]);
    const nowhere = await importEntries(services, { actor: null, editionSlug: "khong-co", bytes: Buffer.from(HEAD), dryRun: false, now: TEST_DAY });
    expect(nowhere).toMatchObject({ ok: false, reason: "not_found" });
  });

  it("takes the edition's own contest and refuses another", async () => {
    const { run } = await stage({ kind: "TECHNICAL" });
    const rows = (contest: string) => [`${contest},N1,Bài,FIELD,INDIVIDUAL,Trần A,05/09/1982,100,1,,,,,`];
    expect(await run(rows("YOUTH"), { head: `contest,${HEAD}` })).toMatchObject({ ok: false, problems: [{ row: 2, column: "contest", code: "other_contest" }] });
    expect((await run(rows("Hội thi Sáng tạo kỹ thuật"), { head: `contest,${HEAD}` })).ok).toBe(true);
  });

  it("of 5,000 rows takes a number of statements that grows by the thousand", async () => {
    const { run, counts } = await stage();
    const lines = Array.from({ length: 2500 }, (_, index) => entryRows(`G${index}`)).flat();
    const { value, count } = await countStatements(services.db.pool, () => run(lines));
    expect(value).toMatchObject({ ok: true, value: { entries: 2500, authors: 5000 } });
    expect(count).toBeLessThan(40);
    expect(await counts()).toEqual([2500, 2500, 5000]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { archivePage, authorHonoursPage, honoursPage, unitHonoursPage } from "~/features/archive/archive.server";
import { publicStamp } from "~/data/public-stamp.server";
import { makePublicContest, leadTo, withdrawName, type PublicContest } from "../../../factories/publication";
import { makeUnit, makeUser } from "../../../factories/people";
import { countStatements } from "../../../support/statements";
import { TEST_DAY, testServices, type TestServices } from "../../../support/services";

let test: TestServices;
let first: PublicContest;
let second: PublicContest;
let open: PublicContest;

const BOUY = "Bùi Thị Hai Lần";

beforeAll(async () => {
  test = await testServices();
  const entry = (title: string, author: string, named = true) => ({ title, author, named });
  first = await makePublicContest(test.services, [entry("Máy gieo lạc", BOUY), entry("Bể lọc nước", "Cao Văn Giấu", false)]);
  second = await makePublicContest(test.services, [entry("Máy gieo lạc đời hai", BOUY), entry("Đèn học", BOUY)]);
  open = await makePublicContest(test.services, [entry("Chưa công bố", BOUY)]);
  await leadTo(test.services, first, "PUBLISHED");
  await leadTo(test.services, second, "PUBLISHED");
  await leadTo(test.services, open, "SIGNED");
});
afterAll(() => test.close());

const statements = async (work: () => Promise<unknown>) => (await countStatements(test.services.db.pool, work)).statements;
const db = () => test.services.db.prisma;
const authorOf = (contest: PublicContest, at: number) => db().entryAuthor.findFirstOrThrow({ where: { version: { entryId: contest.entries[at]?.id ?? "" } } });
const person = async (key: string) => authorHonoursPage(test.services, key, TEST_DAY);

describe("the archive of editions", () => {
  const page = (typed = "", kind: "TECHNICAL" | "YOUTH" | null = null, at = 1) => archivePage(test.services, { typed, page: at, kind, now: TEST_DAY });

  it("holds editions whose result is public, with their counts, and no other", async () => {
    const { editions, total } = await page();
    expect(total).toBe(2);
    expect(editions.map(({ slug, entries, awards }) => ({ slug, entries, awards })).toSorted((a, b) => a.slug.localeCompare(b.slug))).toEqual(
      [first.slug, second.slug].toSorted().map((slug) => ({ slug, entries: 2, awards: 2 })),
    );
    expect((await archivePage(test.services, { typed: "", page: 1, kind: null, now: new Date(TEST_DAY.getTime() - 1) })).total).toBe(0);
  });

  it("finds without marks, by contest, and shows the last page behind the last one", async () => {
    expect((await page("cam xuyen")).total).toBe(2);
    expect((await page("%")).total).toBe(0);
    expect((await page("", "TECHNICAL")).total).toBe(0);
    expect(await page("", null, 99)).toMatchObject({ page: 1, editions: [{}, {}] });
  });

  it("costs one statement", async () => {
    expect(await statements(() => page())).toHaveLength(1);
  });
});

describe("honours of a unit", () => {
  it("gather the prizes of all editions, of units merged into it too, and are found by former names", async () => {
    const school = await makeUnit(test.services, { name: "Trường THCS Cẩm Hưng" });
    const merged = await makeUnit(test.services, { name: "Trường THCS Cẩm Thịnh" });
    const stranger = await makeUnit(test.services, { name: "Trường không giải" });
    await db().entryVersion.updateMany({ where: { entryId: first.entries[0]?.id ?? "" }, data: { unitId: school.id } });
    await db().entryAuthor.updateMany({ where: { version: { entryId: second.entries[0]?.id ?? "" } }, data: { unitId: merged.id } });
    const stamp = await publicStamp(test.services.db, TEST_DAY);
    await db().unit.update({ where: { id: merged.id }, data: { mergedIntoId: school.id } });
    await db().unitName.create({ data: { unitId: school.id, name: "Trường cấp hai Hưng Thịnh" } });
    expect(await publicStamp(test.services.db, TEST_DAY)).not.toBe(stamp);

    const unit = await unitHonoursPage(test.services, school.id, TEST_DAY);
    expect(unit?.awards.toSorted((a, b) => a.title.length - b.title.length).map(({ title, authors }) => [title, authors.map(({ name }) => name)])).toEqual([["Máy gieo lạc", [BOUY]], ["Máy gieo lạc đời hai", [BOUY]]]);
    expect(unit?.formerNames.toSorted()).toEqual(["Trường THCS Cẩm Thịnh", "Trường cấp hai Hưng Thịnh"]);
    expect(await unitHonoursPage(test.services, merged.id, TEST_DAY)).toMatchObject({ id: school.id, isMerged: true });
    expect(await unitHonoursPage(test.services, stranger.id, TEST_DAY)).toBeNull();
    expect(await unitHonoursPage(test.services, "khong-phai-ma", TEST_DAY)).toBeNull();
    const list = await honoursPage(test.services, { typed: "hung thinh", page: 1, now: TEST_DAY });
    expect(list.units).toEqual([{ id: school.id, name: "Trường THCS Cẩm Hưng", kind: "SCHOOL", awards: 2 }]);
    expect(await statements(() => unitHonoursPage(test.services, school.id, TEST_DAY))).toHaveLength(2);
  });
});

describe("honours of a person", () => {
  it("are those of one entry where no account says that two authors are one person, whatever the name", async () => {
    const author = await authorOf(first, 0);
    expect((await person(author.key))?.awards.map(({ title }) => title)).toEqual(["Máy gieo lạc"]);
    expect(await statements(() => person(author.key))).toHaveLength(3);
  });

  it("are gathered by the account, of published editions only, and show an adult to search engines", async () => {
    const { userId } = await makeUser(test.services);
    for (const [contest, at] of [[first, 0], [second, 0], [open, 0]] as const) {
      await db().entryAuthor.update({ where: { id: (await authorOf(contest, at)).id }, data: { userId } });
    }
    const page = await person((await authorOf(second, 0)).key);
    expect(page?.awards.map(({ title }) => title).toSorted()).toEqual(["Máy gieo lạc", "Máy gieo lạc đời hai"]);
    expect(page).toMatchObject({ name: BOUY, mayIndex: true });
    expect(await person((await authorOf(open, 0)).key)).toBeNull();

    await db().entryAuthor.update({ where: { id: (await authorOf(first, 0)).id }, data: { birthDate: new Date("2010-01-01") } });
    await db().consent.createMany({ data: [{ entryId: first.entries[0]?.id ?? "", authorKey: (await authorOf(first, 0)).key, purpose: "PUBLISH_NAME", party: "GUARDIAN", personName: "Mẹ", textVersion: "1", method: "LINK", givenAt: TEST_DAY }] });
    expect(await person((await authorOf(second, 0)).key)).toMatchObject({ mayIndex: false });
  });

  it("are no longer gathered once one consent is taken back, and never there without consent", async () => {
    expect(await person((await authorOf(first, 1)).key)).toBeNull();
    const other = await authorOf(second, 1);
    expect(await person(other.key)).not.toBeNull();
    await withdrawName(test.services, first.entries[0]?.id ?? "");
    expect((await person((await authorOf(second, 0)).key))?.awards.map(({ title }) => title)).toEqual(["Máy gieo lạc đời hai"]);
    expect(await person((await authorOf(first, 0)).key)).toBeNull();
    expect(await person(other.key)).not.toBeNull();
    expect(await person("00000000-0000-4000-8000-000000000000")).toBeNull();
    expect(await person("x")).toBeNull();
  });
});

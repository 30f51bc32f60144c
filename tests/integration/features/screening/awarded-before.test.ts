import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { awardedBefore } from "~/data/awarded-before.server";
import { readFilter } from "~/features/screening/list-filter";
import { screenedEntryPage } from "~/features/screening/entry-page.server";
import { makeEdition, type MadeEdition } from "../../../factories/editions";
import { makeEntry } from "../../../factories/entries";
import { leadTo, makePublicContest, type PublicContest } from "../../../factories/publication";
import { makeUser } from "../../../factories/people";
import { countStatements } from "../../../support/statements";
import { TEST_DAY, testServices, type TestServices } from "../../../support/services";

let test: TestServices;
let past: PublicContest;
let now: MadeEdition;

beforeAll(async () => {
  test = await testServices();
  past = await makePublicContest(test.services, [
    { title: "Máy gieo lạc đẩy tay hai hàng", author: "Nguyễn Văn Đã Đạt" },
    { title: "Bể lọc nước mưa mái nhà", author: "Trần Thị Cũng Đạt" },
    { title: "Đèn học tự tắt", author: "Lê Văn Không Giải" },
  ], { prizes: 2 });
  now = await makeEdition(test.services, { phase: "SCREENING" });
});
afterAll(() => test.close());

const publish = () => leadTo(test.services, past, "PUBLISHED");
const found = async (entryId: string, viewerId = "nobody") => (await awardedBefore(test.services.db, { entryId, viewerId, now: TEST_DAY })).map(({ code, grounds }) => ({ code, grounds }));
const entryBy = (author: { fullName: string; birthDate: string; userId?: string }, title = "Một việc hoàn toàn khác") => makeEntry(test.services, now.edition, { screening: "RECEIVED", title, authors: [author] });
const code = (at: number) => past.entries[at]?.code ?? "";

describe("entries that were awarded before", () => {
  it("are none before the result of the other edition is public", async () => {
    const entry = await entryBy({ fullName: "Nguyễn Văn Đã Đạt", birthDate: "1990-05-20" });
    expect(await found(entry.id)).toEqual([]);
    await publish();
    expect(await found(entry.id)).toEqual([{ code: code(0), grounds: ["person"] }]);
  });

  it("are found by name and birth date together, marks and case aside, never by one of them", async () => {
    expect(await found((await entryBy({ fullName: "NGUYEN VAN DA DAT", birthDate: "1990-05-20" })).id)).toEqual([{ code: code(0), grounds: ["person"] }]);
    expect(await found((await entryBy({ fullName: "Nguyễn Văn Đã Đạt", birthDate: "1990-05-21" })).id)).toEqual([]);
    expect(await found((await entryBy({ fullName: "Nguyễn Văn Khác", birthDate: "1990-05-20" })).id)).toEqual([]);
    expect(await found((await entryBy({ fullName: "Lê Văn Không Giải", birthDate: "1990-05-20" })).id)).toEqual([]);
  });

  it("are found by the account whatever the name, and by a title much alike", async () => {
    const { userId } = await makeUser(test.services);
    await test.services.db.prisma.entryAuthor.updateMany({ where: { version: { entryId: past.entries[1]?.id ?? "" } }, data: { userId } });
    expect(await found((await entryBy({ fullName: "Tên đã đổi", birthDate: "2001-01-01", userId })).id)).toEqual([{ code: code(1), grounds: ["account"] }]);
    expect(await found((await entryBy({ fullName: "Ai đó", birthDate: "2001-01-01" }, "May gieo lac day tay hai hang")).id)).toEqual([{ code: code(0), grounds: ["title"] }]);
  });

  it("are not shown to whoever has an interest in them", async () => {
    const entry = await entryBy({ fullName: "Nguyễn Văn Đã Đạt", birthDate: "1990-05-20" });
    const viewer = await makeUser(test.services);
    await test.services.db.prisma.conflict.create({ data: { editionId: past.made.edition.id, entryId: past.entries[0]?.id ?? "", userId: viewer.userId, kind: "DECLARED" } });
    expect(await found(entry.id, viewer.userId)).toEqual([]);
  });

  it("stand among the checks of the secretary's page as something to look at, with one statement whatever their number", async () => {
    const secretary = await makeUser(test.services, { role: "SECRETARY", editionId: now.edition.id });
    const page = (entryId: string) => screenedEntryPage(test.services, { actor: secretary, edition: now.edition, phase: "SCREENING", entryId, filter: readFilter(new URLSearchParams()), now: TEST_DAY });
    const entry = await entryBy({ fullName: "Nguyễn Văn Đã Đạt", birthDate: "1990-05-20" }, "Bể lọc nước mưa mái nhà");
    const view = await page(entry.id);
    expect(view?.checked?.list.find(({ key }) => key === "awarded")?.state).toBe("look");
    expect(view?.checked?.before.map(({ award, editionTitle }) => award !== "" && editionTitle === past.made.edition.title)).toEqual([true, true]);
    expect(view?.may).not.toEqual([]);
    const plain = await entryBy({ fullName: "Chưa từng", birthDate: "2000-01-01" });
    const one = await countStatements(test.services.db.pool, () => awardedBefore(test.services.db, { entryId: plain.id, viewerId: "x", now: TEST_DAY }));
    const many = await countStatements(test.services.db.pool, () => awardedBefore(test.services.db, { entryId: entry.id, viewerId: "x", now: TEST_DAY }));
    expect([one.count, many.count]).toEqual([1, 1]);
  });
});

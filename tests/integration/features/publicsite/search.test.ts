import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PAGE_SIZE, searchPage } from "~/features/publicsite/search.server";
import { makeEdition } from "../../../factories/editions";
import { leadTo, makePublicContest, withdrawName, type PublicContest } from "../../../factories/publication";
import { testServices, type TestServices } from "../../../support/services";
import { countStatements } from "../../../support/statements";

let test: TestServices;
let published: PublicContest;
let secret: PublicContest;

const find = async (typed: string, page = 1) => {
  const { winners, editions, total } = await searchPage(test.services, { typed, page, now: test.clock.now() });
  return { titles: winners.map(({ title }) => title), editions: editions.map(({ slug }) => slug), total };
};
const NOTHING = { titles: [], editions: [], total: 0 };

beforeAll(async () => {
  test = await testServices();
  published = await makePublicContest(
    test.services,
    [
      { title: "Máy gieo lạc đẩy tay", unitName: "Trường THCS Đồng Nội", author: "Nguyễn Ánh Dương" },
      { title: "Đèn 100% pin mặt trời", author: "Phạm Giấu Tên", named: false, summary: "Do em Phạm Giấu Tên làm." },
      { title: "Robot gom rác", author: "Hoàng Không Giải" },
    ],
    { prizes: 2 },
  );
  await leadTo(test.services, published, "PUBLISHED");
  secret = await makePublicContest(test.services, [{ title: "Máy bay giấy bí mật", unitName: "Trường Bí Mật", author: "Vũ Chưa Công Bố" }]);
  await leadTo(test.services, secret, "SIGNED");
});
afterAll(() => test.close());

describe("the public search", () => {
  it.each(["Máy gieo lạc", "may gieo", "MAY LAC GIEO", "Máy gieo".normalize("NFD"), "thcs dong noi", "anh duong", "Nguyễn Ánh Dương", "giải nhất gieo"])("finds a winner by %j", async (typed) => {
    expect((await find(typed)).titles).toEqual(["Máy gieo lạc đẩy tay"]);
  });

  it("finds a winner by its code", async () => {
    expect((await find((published.entries[0]?.code ?? "").toLowerCase())).titles).toEqual(["Máy gieo lạc đẩy tay"]);
  });

  it("finds editions, but no drafts", async () => {
    const { edition } = await makeEdition(test.services, { number: 77, kind: "TECHNICAL", phase: "OPEN" });
    await makeEdition(test.services, { number: 778, kind: "TECHNICAL", phase: "DRAFT" });
    expect((await find("sang tao ky thuat 77")).editions).toEqual([edition.slug]);
  });

  it.each(["Phạm Giấu Tên", "giau ten", "Hoàng Không Giải", "gom rac", "bi mat", "Vũ Chưa Công Bố", "tom tat", "Do em"])("never finds what is not public: %j", async (typed) => {
    expect(await find(typed)).toEqual(NOTHING);
  });

  it("does not find an entry by its code before publication, nor one without a prize", async () => {
    for (const code of [secret.entries[0]?.code, published.entries[2]?.code]) expect(await find(code ?? "")).toEqual(NOTHING);
  });

  it("does not mix the words of different people's names into a hit on a hidden one", async () => {
    expect(await find("Ánh Dương giấu tên")).toEqual(NOTHING);
  });

  it("takes what LIKE would take for a sign literally, and nothing for nothing", async () => {
    expect((await find("100%")).titles).toEqual(["Đèn 100% pin mặt trời"]);
    for (const typed of ["%", "_", "\\", "", "   ", "\0"]) expect((await find(typed)).titles.includes("Máy gieo lạc đẩy tay")).toBe(false);
  });

  it("does not find a name whose consent was withdrawn", async () => {
    const contest = await makePublicContest(test.services, [{ title: "Cân điện tử", author: "Bùi Rút Lại" }]);
    await leadTo(test.services, contest, "PUBLISHED");
    expect((await find("Bùi Rút Lại")).titles).toEqual(["Cân điện tử"]);
    await withdrawName(test.services, contest.entries[0]?.id ?? "");
    expect(await find("Bùi Rút Lại")).toEqual(NOTHING);
    const page = await searchPage(test.services, { typed: "Cân điện tử", page: 1, now: test.clock.now() });
    expect(page.winners.map(({ authors }) => authors)).toEqual([[]]);
  });

  it("pages, with as many statements for three winners as for one", async () => {
    const specs = Array.from({ length: PAGE_SIZE + 3 }, (_, index) => ({ title: `Mô hình đánh số ${index + 1}`, author: "Đỗ Thị Trang" }));
    const contest = await makePublicContest(test.services, specs);
    await leadTo(test.services, contest, "PUBLISHED");
    const first = await find("đỗ thị trang");
    const second = await find("đỗ thị trang", 2);
    expect([first.total, first.titles.length, second.titles.length]).toEqual([PAGE_SIZE + 3, PAGE_SIZE, 3]);
    const behind = await searchPage(test.services, { typed: "đỗ thị trang", page: 999, now: test.clock.now() });
    expect({ page: behind.page, shown: behind.winners.length }).toEqual({ page: 2, shown: 3 });
    expect(new Set([...first.titles, ...second.titles]).size).toBe(PAGE_SIZE + 3);
    const three = await countStatements(test.services.db.pool, () => find("mô hình đánh số 2", 1));
    const one = await countStatements(test.services.db.pool, () => find("máy gieo lạc"));
    expect(three.value.total).toBeGreaterThan(1);
    expect(three.count).toBeLessThanOrEqual(6);
    expect(one.count).toBeLessThanOrEqual(three.count);
  });
});

import { brotliCompressSync, constants } from "node:zlib";
import type { ComponentType } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { createStaticRouter, StaticRouterProvider, type StaticHandlerContext } from "react-router-dom/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import ResultsPage, { loader } from "~/routes/public/results";
import PressPage, { loader as pressLoader } from "~/routes/public/press";
import StatisticsPage, { loader as statisticsLoader } from "~/routes/public/statistics";
import { LocaleProvider } from "~/ui/locale";
import { leadTo, makePublicContest, type PublicContest } from "../../factories/publication";
import { contextFor, getPage } from "../../support/request";
import { testServices, type TestServices } from "../../support/services";
import { countStatements } from "../../support/statements";

const WINNERS = 500;
const UNITS = 140;
/** What the body of a page of the list may weigh as it is sent; frame and styles come with the first visit once. */
const MOST_BYTES = 12_000;

let test: TestServices;
let contest: PublicContest;
beforeAll(async () => {
  test = await testServices();
  contest = await makePublicContest(test.services, [{ title: "Giải pháp đầu", author: "Lê Văn Một" }]);
  await leadTo(test.services, contest, "PUBLISHED");
  await addWinners();
});
afterAll(() => test.close());

/** As many more entries with prizes, each with a title, an author and a unit of its own words. */
async function addWinners() {
  const { prisma } = test.services.db;
  const { edition, fields, tiers } = contest.made;
  const [model] = contest.entries;
  const { ownerId } = await prisma.entry.findUniqueOrThrow({ where: { id: model?.id ?? "" } });
  const now = test.services.clock.now();
  const third = await prisma.prizeTier.create({ data: { editionId: edition.id, code: "THIRD", label: "Giải Ba", position: 8, quota: 200 } });
  const numbers = Array.from({ length: WINNERS - 1 }, (_, at) => at);
  const words = ["máy", "mô hình", "phần mềm", "bộ dụng cụ", "hệ thống", "thiết bị", "xe", "đèn", "bếp", "bẫy", "giàn", "bè"];
  const word = (at: number) => words[at % words.length] ?? "";
  const rows = await prisma.entry.createManyAndReturn({
    data: numbers.map((at) => ({
      editionId: edition.id, code: `${edition.codePrefix}-9${String(at).padStart(4, "0")}`, state: "SUBMITTED" as const, screening: "QUALIFIED" as const, ownerId, submittedAt: now,
      title: `Giải pháp ${word(at)} ${word(at * 7 + 3)} số ${at * 37} cho bà con vùng ${at * 13}`, fieldId: fields[at % fields.length]?.id ?? null, unitName: `Trường THCS Xã Số ${at % UNITS}`,
    })),
    select: { id: true, title: true, unitName: true },
  });
  const versions = await prisma.entryVersion.createManyAndReturn({ data: rows.map(({ id, title, unitName }) => ({ entryId: id, number: 1, state: "SUBMITTED" as const, title, unitName, submittedAt: now })), select: { id: true, entryId: true } });
  const authors = await prisma.entryAuthor.createManyAndReturn({ data: versions.map(({ id }, at) => ({ versionId: id, key: crypto.randomUUID(), position: 1, fullName: `Nguyễn Thị Tác Giả ${at * 91}`, birthDate: new Date("1990-05-20T00:00:00Z"), sex: at % 2 ? "F" : "M" })), select: { key: true, versionId: true, fullName: true } });
  const entryOf = new Map(versions.map(({ id, entryId }) => [id, entryId]));
  await prisma.consent.createMany({ data: authors.map(({ key, versionId, fullName }) => ({ entryId: entryOf.get(versionId) ?? "", authorKey: key, purpose: "PUBLISH_NAME" as const, party: "SELF" as const, personName: fullName, textVersion: "1", method: "ONLINE" as const, givenAt: now })) });
  await prisma.award.createMany({ data: rows.map(({ id }, at) => ({ editionId: edition.id, entryId: id, tierId: at < 200 ? third.id : (tiers[0]?.id ?? ""), rank: at + 2, rankInField: at + 2, mean: "60.00" })) });
}

const args = (path: string) => ({ request: getPage(path), context: contextFor(test.services, null), params: { edition: contest.slug } });

function drawn(Component: ComponentType, data: unknown, address: string): string {
  const { pathname, search } = new URL(address, "http://localhost");
  const context = {
    basename: "/", location: { pathname, search, hash: "", state: null, key: "default" }, loaderData: { page: data }, actionData: null, errors: null, statusCode: 200, loaderHeaders: {}, actionHeaders: {}, activeDeferreds: null,
    matches: [{ params: {}, pathname, pathnameBase: pathname, route: { id: "page", path: "*", hasErrorBoundary: false } }],
  } as unknown as StaticHandlerContext;
  return renderToStaticMarkup(
    <LocaleProvider locale="vi">
      <StaticRouterProvider router={createStaticRouter([{ id: "page", path: "*", Component }], context)} context={context} hydrate={false} />
    </LocaleProvider>,
  );
}

const weight = (html: string) => brotliCompressSync(html, { params: { [constants.BROTLI_PARAM_QUALITY]: 7 } }).length;

describe("a result with five hundred prizes", () => {
  it.each(["giai", "linh-vuc", "don-vi"])("stands in small pages that hold every prize once (%s)", async (view) => {
    const seen: string[] = [];
    const weights: Record<number, number> = {};
    let last = 1;
    for (let page = 1; page <= last; page += 1) {
      const address = `/cuoc-thi/${contest.slug}/ket-qua?theo=${view}&trang=${page}`;
      const { result, origin } = await loader(args(address));
      const html = drawn(ResultsPage, { result, origin }, address);
      seen.push(...[...html.matchAll(/href="\/giai-phap\/([^"]+)"/g)].map(([, code = ""]) => code));
      weights[page] = weight(html);
      last = Math.ceil(result.listed / result.pageSize);
    }
    expect(last).toBe(10);
    expect(seen).toHaveLength(WINNERS);
    expect(new Set(seen).size).toBe(WINNERS);
    expect(Object.entries(weights).filter(([, bytes]) => bytes > MOST_BYTES)).toEqual([]);
  });

  it("every jump leads to the page that holds its list", async () => {
    const first = (await loader(args(`/x?theo=don-vi`))).result;
    expect(first.groups).toHaveLength(UNITS + 1);
    for (const group of [first.groups[70], first.groups.at(-1)]) {
      const there = (await loader(args(`/x?theo=don-vi&trang=${group?.page}`))).result;
      expect(there.groups.find(({ anchor }) => anchor === group?.anchor)?.awards.length).toBeGreaterThan(0);
    }
  });

  it("a page that is none is the nearest one, and a view that is none is that by prize", async () => {
    const pages = await Promise.all(["0", "-3", "99", "a", "1e9", "99999999"].map(async (page) => (await loader(args(`/x?theo=khac&trang=${page}`))).result));
    expect(pages.map(({ page, by }) => [page, by])).toEqual([[1, "giai"], [1, "giai"], [10, "giai"], [1, "giai"], [1, "giai"], [1, "giai"]]);
  });

  it("is read with as many statements as one with a single prize", async () => {
    const single = await makePublicContest(test.services, [{ title: "Một mình", author: "Lê Văn Hai" }]);
    await leadTo(test.services, single, "PUBLISHED");
    const count = async (slug: string) => (await countStatements<unknown>(test.services.db.pool, () => loader({ ...args("/x"), params: { edition: slug } }))).count;
    expect(await count(contest.slug)).toBe(await count(single.slug));
  });

  it("has a press list and statistics of it in one page each", async () => {
    const press = await pressLoader(args("/x"));
    const html = drawn(PressPage, press, "/x");
    expect([...html.matchAll(/href="\/giai-phap\//g)]).toHaveLength(WINNERS);
    const statistics = await statisticsLoader(args("/x"));
    expect(statistics.statistics.figures).toEqual({ submitted: WINNERS, qualified: WINNERS, awarded: WINNERS });
    expect(statistics.statistics.bySex.rows.map(({ total }) => total).reduce((sum, total) => sum + total, 0)).toBeGreaterThan(490);
    expect(weight(drawn(StatisticsPage, statistics, "/x"))).toBeLessThan(MOST_BYTES);
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loader as editionLoader } from "~/routes/public/edition";
import { loader as rulesLoader } from "~/routes/public/edition-rules";
import { loader as homeLoader } from "~/routes/public/home";
import { loader as openDataLoader } from "~/routes/public/open-data";
import { loader as entryLoader } from "~/routes/public/published-entry";
import { loader as resultsLoader } from "~/routes/public/results";
import { loader as csvLoader } from "~/routes/public/results-csv";
import { loader as jsonLoader } from "~/routes/public/results-json";
import { loader as searchLoader } from "~/routes/public/search";
import { makeEdition } from "../../factories/editions";
import { leadTo, makePublicContest, type PublicContest, type Stage } from "../../factories/publication";
import { contextFor, getPage, outcomeOf } from "../../support/request";
import { testServices, type TestServices } from "../../support/services";
import { countStatements } from "../../support/statements";

let test: TestServices;
beforeAll(async () => {
  test = await testServices();
});
afterAll(() => test.close());

const args = (path: string, params: Record<string, string> = {}) => ({ request: getPage(path), context: contextFor(test.services, null), params });
const AUTHOR = "Mạc Thị Bí Mật";
const contestWith = (title: string) => makePublicContest(test.services, [{ title, author: AUTHOR, unitName: "Trường Kín Cổng", summary: "Điều chưa ai biết" }]);

/** Everything a visitor can get hold of, as text: bodies of files, data of pages (which is what `.data` requests hold), errors. */
async function everythingPublic(contest: PublicContest): Promise<string> {
  const { slug, entries } = contest;
  const code = entries[0]?.code ?? "";
  const texts: string[] = [];
  for (const prefix of ["", "/en"]) {
    const edition = { edition: slug };
    const works: (() => Promise<unknown>)[] = [
      () => homeLoader(args(prefix || "/")),
      () => editionLoader(args(`${prefix}/cuoc-thi/${slug}`, edition)),
      () => rulesLoader(args(`${prefix}/cuoc-thi/${slug}/the-le`, edition)),
      () => resultsLoader(args(`${prefix}/cuoc-thi/${slug}/ket-qua`, edition)),
      () => jsonLoader(args(`${prefix}/cuoc-thi/${slug}/ket-qua.json`, edition)),
      () => csvLoader(args(`${prefix}/cuoc-thi/${slug}/ket-qua.csv`, edition)),
      () => entryLoader(args(`${prefix}/giai-phap/${code}`, { code })),
      () => openDataLoader(args(`${prefix}/du-lieu-mo`)),
      ...["May", AUTHOR, "Kín Cổng", "chưa ai biết"].map((words) => () => searchLoader(args(`${prefix}/tim-kiem?q=${encodeURIComponent(words)}`))),
    ];
    for (const work of works) {
      const { value, response } = await outcomeOf(work());
      const answer = response ?? value;
      texts.push(answer instanceof Response ? `${JSON.stringify([...answer.headers])}${await answer.text()}` : JSON.stringify(answer));
    }
  }
  return texts.join("\n").replaceAll(/"typed":"[^"]*"/g, "");
}

describe("before publication", () => {
  it.each([null, "PROPOSED", "APPROVED", "SIGNED"] as const)("no address tells who wins (%s)", async (stage: Stage | null) => {
    const contest = await contestWith("Máy chưa công bố");
    if (stage) await leadTo(test.services, contest, stage);
    const told = await everythingPublic(contest);
    for (const secret of ["Máy chưa công bố", AUTHOR, "Kín Cổng", "chưa ai biết", contest.entries[0]?.code, contest.entries[0]?.id, "69.00", "27/QĐ-BTC"]) expect(told).not.toContain(secret);
  });

  it("page, JSON and CSV answer 404 with the planned date", async () => {
    const contest = await contestWith("Máy chưa công bố");
    const edition = { edition: contest.slug };
    const page = await outcomeOf(resultsLoader(args(`/cuoc-thi/${contest.slug}/ket-qua`, edition)));
    expect(page.response?.status).toBe(404);
    expect(await page.response?.json()).toMatchObject({ reason: "results_not_published", plannedAt: "2026-11-29T08:00:00.000Z" });
    const json = await jsonLoader(args(`/cuoc-thi/${contest.slug}/ket-qua.json`, edition));
    expect(json.status).toBe(404);
    expect(await json.json()).toEqual({ type: "about:blank", title: "Kết quả chưa được công bố.", status: 404, edition: contest.slug, plannedAt: "2026-11-29T15:00:00+07:00" });
    const csv = await csvLoader(args(`/en/cuoc-thi/${contest.slug}/ket-qua.csv`, edition));
    expect(csv.status).toBe(404);
    expect(await csv.text()).toBe("status,title,plannedAt\r\n404,The results are not published yet.,2026-11-29T15:00:00+07:00\r\n");
  });

  it("an edition nobody announced has no pages, and tells no date", async () => {
    const { edition } = await makeEdition(test.services, { phase: "DRAFT" });
    const params = { edition: edition.slug };
    for (const load of [resultsLoader, editionLoader, rulesLoader]) {
      const { response } = await outcomeOf<unknown>(load(args("/x", params)));
      expect(response?.status).toBe(404);
      expect(await response?.json()).toEqual({ reason: "not_found" });
    }
    expect(await (await jsonLoader(args("/x", params))).json()).toEqual({ type: "about:blank", title: "Không tìm thấy trang", status: 404 });
    expect(await (await csvLoader(args("/x", params))).text()).toContain("Không tìm thấy trang,\r\n");
  });
});

describe("once published", () => {
  it("page, JSON and CSV hold the winners; the page's data holds nothing else", async () => {
    const contest = await contestWith("Máy đã công bố");
    await leadTo(test.services, contest, "PUBLISHED");
    const edition = { edition: contest.slug };
    const page = await resultsLoader(args(`/cuoc-thi/${contest.slug}/ket-qua`, edition));
    expect(page.result.top).toEqual([
      {
        tier: "FIRST", tierLabel: "Giải Nhất", money: contest.made.tiers[0]?.money, code: contest.entries[0]?.code, title: "Máy đã công bố",
        field: contest.made.fields[0]?.name, unit: "Trường Kín Cổng", authors: [AUTHOR], mean: "69.00", place: 1, picture: null,
      },
    ]);
    const told = JSON.stringify(page);
    for (const secret of [contest.entries[0]?.id, contest.chair.userId, contest.secretary.name, "+84", "sealedHash", "1990"]) expect(told).not.toContain(secret);
    const csv = await csvLoader(args(`/cuoc-thi/${contest.slug}/ket-qua.csv`, edition));
    expect(csv.headers.get("Content-Type")).toBe("text/csv; charset=utf-8");
    expect(new Uint8Array(await csv.clone().arrayBuffer()).slice(0, 3)).toEqual(new Uint8Array([0xef, 0xbb, 0xbf]));
    expect((await csv.text()).split("\r\n")[1]).toContain(`Máy đã công bố`);
  });

  it("each page takes at most ten statements", async () => {
    const contest = await contestWith("Máy đếm lệnh");
    await leadTo(test.services, contest, "PUBLISHED");
    const works = {
      home: () => homeLoader(args("/")),
      edition: () => editionLoader(args("/x", { edition: contest.slug })),
      results: () => resultsLoader(args("/x", { edition: contest.slug })),
      search: () => searchLoader(args("/tim-kiem?q=may")),
      entry: () => entryLoader(args("/x", { code: contest.entries[0]?.code ?? "" })),
    };
    for (const [name, work] of Object.entries(works)) {
      // The frame of all public pages takes one more.
      const { count } = await countStatements<unknown>(test.services.db.pool, work);
      expect(count, name).toBeLessThanOrEqual(9);
    }
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { loader as describeApi } from "~/routes/api/description";
import { action as postEditions, loader as listEditions } from "~/routes/api/editions";
import { loader as unknown } from "~/routes/api/unknown";
import { loader as resultJson } from "~/routes/public/results-json";
import { makeEdition } from "../../factories/editions";
import { leadTo, makePublicContest } from "../../factories/publication";
import { contextFor, getPage } from "../../support/request";
import { testServices, type TestServices } from "../../support/services";

let test: TestServices;
beforeAll(async () => {
  test = await testServices();
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.services.db.pool.query('TRUNCATE "Edition" CASCADE');
});

const args = (path: string, params: Record<string, string> = {}) => ({ request: getPage(path), context: contextFor(test.services, null), params });
const list = async (path = "/api/v1/editions") => {
  const response = await listEditions(args(path));
  return { response, editions: (await response.json()) as Record<string, unknown>[], link: response.headers.get("Link") };
};

describe("GET /api/v1/editions", () => {
  it("lists announced editions, newest first, with the members of the contract in their order", async () => {
    const old = await makeEdition(test.services, { kind: "YOUTH", number: 17, phase: "PUBLISHED" });
    const open = await makeEdition(test.services, { kind: "TECHNICAL", number: 14, phase: "OPEN" });
    await makeEdition(test.services, { kind: "YOUTH", number: 19, phase: "DRAFT" });
    const { editions, response } = await list();
    expect(editions).toEqual([
      {
        slug: open.edition.slug, kind: "TECHNICAL", number: 14, title: open.edition.title, host: open.edition.hostName, phase: "OPEN",
        opensAt: "2026-11-02T15:00:00+07:00", closesAt: "2027-01-01T15:00:00+07:00", publishedAt: null,
      },
      expect.objectContaining({ slug: old.edition.slug, phase: "PUBLISHED", publishedAt: "2026-11-19T15:00:00+07:00" }),
    ]);
    expect(Object.keys(editions[0] ?? {})).toEqual(["slug", "kind", "number", "title", "host", "phase", "opensAt", "closesAt", "publishedAt"]);
    expect(response.headers.get("Content-Type")).toBe("application/json; charset=utf-8");
    expect(response.headers.get("Access-Control-Allow-Origin")).toBe("*");
  });

  it.each(["ANNOUNCED", "OPEN", "SCREENING", "JUDGING", "DECIDING", "PUBLISHED", "FINAL"] as const)("names the phase %s", async (phase) => {
    await makeEdition(test.services, { phase });
    expect((await list()).editions.map((edition) => edition["phase"])).toEqual([phase]);
  });

  it("is paged by the Link header", async () => {
    for (const number of [1, 2, 3]) await makeEdition(test.services, { number, phase: "OPEN" });
    const base = "http://localhost:3000/api/v1/editions";
    const first = await list("/api/v1/editions?per_page=2");
    expect(first.editions.map(({ number }) => number)).toEqual([3, 2]);
    expect(first.link).toBe(`<${base}?page=1&per_page=2>; rel="first", <${base}?page=2&per_page=2>; rel="next", <${base}?page=2&per_page=2>; rel="last"`);
    const second = await list("/api/v1/editions?per_page=2&page=2");
    expect(second.editions.map(({ number }) => number)).toEqual([1]);
    expect(second.link).toContain(`<${base}?page=1&per_page=2>; rel="prev"`);
    expect(second.link).not.toContain('rel="next"');
  });

  it.each(["page=0", "page=-1", "page=x", "page=99999999999", "per_page=0", "per_page=1000", "page=%00"])("answers ?%s with a page", async (query) => {
    await makeEdition(test.services, { phase: "OPEN" });
    const { response, editions } = await list(`/api/v1/editions?${query}`);
    expect(response.status).toBe(200);
    expect(editions.length).toBeLessThanOrEqual(1);
  });

  it("is empty on a fresh database", async () => {
    expect((await list()).editions).toEqual([]);
  });

  it("can only be read", async () => {
    const refused = postEditions();
    expect([refused.status, refused.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  });
});

interface Schema {
  $ref?: string;
  required?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  additionalProperties?: boolean;
}

describe("the description of the addresses", () => {
  it("is an OpenAPI 3.1 document whose references all lead somewhere", async () => {
    const text = await describeApi(args("/api/v1/openapi.json")).text();
    const document = JSON.parse(text) as { openapi: string; paths: object; components: { schemas: object } };
    expect(document.openapi).toBe("3.1.0");
    expect(Object.keys(document.paths)).toEqual([
      "/api/v1/editions", "/cuoc-thi/{edition}/ket-qua.json", "/cuoc-thi/{edition}/ket-qua.csv", "/cuoc-thi/{edition}/bao-chi.csv", "/cuoc-thi/{edition}/thong-ke.csv",
      "/tin.xml", "/cuoc-thi/{edition}/tin.xml",
    ]);
    const named = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map((match) => match[1] ?? "");
    expect(named.filter((name) => !Object.hasOwn(document.components.schemas, name))).toEqual([]);
  });

  it("describes what is really answered", async () => {
    const contest = await makePublicContest(test.services, [{ title: "Máy gieo lạc", author: "Nguyễn Công Khai" }]);
    await leadTo(test.services, contest, "PUBLISHED");
    const result = (await (await resultJson(args(`/cuoc-thi/${contest.slug}/ket-qua.json`, { edition: contest.slug }))).json()) as { awards: object[] };
    const document = (await describeApi(args("/api/v1/openapi.json")).json()) as { components: { schemas: Record<string, Schema> } };
    const { schemas } = document.components;
    expect(Object.keys(result)).toEqual(["edition", "decision", "ledgerHead", "provisional", "awards"]);
    expect(Object.keys(result)).toEqual(schemas["Result"]?.required);
    expect(Object.keys(result.awards[0] ?? {})).toEqual(["tier", "tierLabel", "code", "title", "field", "unit", "authors", "mean", "rank"]);
    expect(Object.keys(result.awards[0] ?? {})).toEqual(schemas["Award"]?.required);
    expect(Object.keys((await list()).editions[0] ?? {})).toEqual(schemas["Edition"]?.required);
  });
});

it("an unknown address below /api/v1 is a problem in JSON", async () => {
  const response = unknown();
  expect(response.status).toBe(404);
  expect(response.headers.get("Content-Type")).toBe("application/problem+json; charset=utf-8");
  expect(await response.json()).toEqual({ type: "about:blank", title: "No such address", status: 404 });
});

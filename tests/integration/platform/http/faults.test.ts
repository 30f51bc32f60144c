import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { answerFaults } from "~/platform/http/faults.server";
import { publicCache } from "~/platform/http/public-cache.server";
import { markRequest } from "~/platform/http/security.server";

let server: Server;
let logged: unknown[];
/** The database of the public pages is gone; visitors' pages have something to say for themselves, and one handler falls over. */
beforeAll(async () => {
  const gone = () => Promise.reject(Object.assign(new Error("connect ECONNREFUSED secret-host"), { code: "ECONNREFUSED" }));
  const app = express();
  app.use(markRequest(false));
  const log = { error: (...line: unknown[]) => void logged.push(line) };
  app.use(publicCache({ addressOf: (url) => (url.startsWith("/tep/") ? null : url), stamp: gone, now: () => new Date(), render: gone, log }));
  app.get("/tep/luu-tru", (_request, _response, next) => next(Object.assign(new Error("the store answered 403 at secret-host"), { status: 403, statusCode: 403 })));
  app.put("/tep/:id", express.json({ limit: 10 }), (_request, response) => void response.end());
  app.get("/tep/:id", (_request, _response, next) => void gone().catch(next));
  app.all("*", (_request, response) => void response.status(500).send("a page of its own"));
  app.use(answerFaults(log));
  server = app.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => void server.close());
beforeEach(() => {
  logged = [];
});

async function get(path: string, init: RequestInit = {}) {
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, init);
  return { status: response.status, type: response.headers.get("content-type"), text: await response.text() };
}

const REFERENCE = /^[0-9A-F]{10}$/;

it("leaves a public page that cannot be made to those who make pages, and writes down why", async () => {
  expect(await get("/cuoc-thi/a")).toMatchObject({ status: 500, text: "a page of its own" });
  expect(logged).toEqual([[expect.any(String), expect.objectContaining({ reference: expect.stringMatching(REFERENCE) as string, path: "/cuoc-thi/a", error: expect.any(Error) as Error })]]);
});

it("tells programs in their form, with a reference and nothing of the fault", async () => {
  for (const path of ["/api/v1/editions", "/cuoc-thi/a/ket-qua.json", "/en/tin.xml"]) {
    const { status, type, text } = await get(path);
    expect({ status, type }).toEqual({ status: 500, type: "application/problem+json; charset=utf-8" });
    expect(JSON.parse(text)).toMatchObject({ status: 500, reference: expect.stringMatching(/./) as string });
    expect(text).not.toContain("secret-host");
  }
  expect(logged).toHaveLength(3);
});

it("tells people in two languages, and calls an address that cannot be read the sender's mistake", async () => {
  expect(await get("/tep/1")).toMatchObject({ status: 500, type: "text/plain; charset=utf-8", text: expect.stringMatching(/^Hệ thống gặp trục trặc.*\nSomething went wrong/) as string });
  expect(logged).toHaveLength(1);
  expect(await get("/tep/%E0")).toMatchObject({ status: 400, text: expect.stringContaining("viết sai") as string });
  expect(logged).toHaveLength(1);
});

it("calls what Express refuses to read the sender's mistake, too", async () => {
  expect((await get("/tep/1", { method: "PUT", headers: { "content-type": "application/json" }, body: "{" })).status).toBe(400);
  expect((await get("/tep/1", { method: "PUT", headers: { "content-type": "application/json" }, body: JSON.stringify("x".repeat(20)) })).status).toBe(400);
  expect(logged).toEqual([]);
});

it("writes down a fault with its reference though it bears a status of the four hundreds", async () => {
  const { status, text } = await get("/tep/luu-tru");
  expect(status).toBe(500);
  const reference = /Reference number: (\S+)/.exec(text)?.[1] ?? "";
  expect(reference).toMatch(REFERENCE);
  expect(text).toContain(`Số tham chiếu: ${reference}`);
  expect(logged).toEqual([[expect.any(String), expect.objectContaining({ reference })]]);
});

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
  app.use(publicCache({ addressOf: (url) => url, stamp: gone, now: () => new Date(), render: gone }));
  app.get("/tep/:id", (_request, _response, next) => void gone().catch(next));
  app.all("*", (_request, response) => void response.status(500).send("a page of its own"));
  app.use(answerFaults({ error: (...line) => void logged.push(line) }));
  server = app.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => void server.close());
beforeEach(() => {
  logged = [];
});

async function get(path: string) {
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);
  return { status: response.status, type: response.headers.get("content-type"), text: await response.text() };
}

it("leaves a public page that cannot be made to those who make pages", async () => {
  expect(await get("/cuoc-thi/a")).toMatchObject({ status: 500, text: "a page of its own" });
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

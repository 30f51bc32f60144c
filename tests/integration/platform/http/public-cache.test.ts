import type { Server } from "node:http";
import { once } from "node:events";
import { createServer, request as httpRequest, type IncomingMessage } from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import express from "express";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { appendToLedger } from "~/data/ledger.server";
import { publicStamp } from "~/data/public-stamp.server";
import { publicAddress } from "~/features/publicsite/public-addresses";
import { publicCache } from "~/platform/http/public-cache.server";
import { silentLog } from "~/platform/log/log.server";
import { loader as editionsLoader } from "~/routes/api/editions";
import { loader as resultLoader } from "~/routes/public/results-json";
import { makeEdition } from "../../../factories/editions";
import { leadTo, makePublicContest, withdrawName } from "../../../factories/publication";
import { contextFor } from "../../../support/request";
import { testServices, type TestServices } from "../../../support/services";

let test: TestServices;
let server: Server;
let rendered: string[] = [];

/** The loaders of the real routes, as the renderer of the real application calls them. */
function render(address: string): Promise<Response> {
  rendered.push(address);
  const request = new Request(`http://localhost:3000${address}`);
  const context = contextFor(test.services, null);
  const edition = /^\/cuoc-thi\/([^/]+)\/ket-qua\.json$/.exec(address)?.[1];
  return edition ? resultLoader({ request, context, params: { edition } }) : editionsLoader({ request, context, params: {} });
}

beforeAll(async () => {
  test = await testServices();
  const app = express();
  app.use(publicCache({ addressOf: publicAddress, stamp: (now) => publicStamp(test.services.db, now), now: () => test.clock.now(), render, log: silentLog }));
  app.use((_request, response) => void response.status(418).end());
  server = createServer(app).listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(async () => {
  server.close();
  await test.close();
});
beforeEach(() => {
  rendered = [];
});

interface Answer {
  status: number;
  headers: IncomingMessage["headers"];
  body: Buffer;
}

async function get(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Answer> {
  const { port } = server.address() as { port: number };
  const sent = httpRequest({ port, path, headers, method });
  sent.end();
  const [answer] = (await once(sent, "response")) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return { status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) };
}

const namesAt = async (path: string) => (JSON.parse((await get(path)).body.toString()) as { awards: { authors: string[] }[] }).awards.map(({ authors }) => authors);

async function publishedContest() {
  const contest = await makePublicContest(test.services, [1, 2, 3].map((index) => ({ title: `Máy gieo lạc số ${index}`, author: `Phan Nêu Tên ${index}` })));
  await leadTo(test.services, contest, "PUBLISHED");
  return { ...contest, path: `/cuoc-thi/${contest.slug}/ket-qua.json` };
}

describe("pages for everyone, kept in memory", () => {
  it("are rendered once for many readers, whoever they are and whatever they add to the address", async () => {
    const { path } = await publishedContest();
    const answers = await Promise.all([get(path), get(path, { cookie: "session=x" }), get(`${path}?utm_source=zalo`), get(path)]);
    expect(rendered).toEqual([path]);
    expect(new Set(answers.map(({ body }) => body.toString())).size).toBe(1);
    expect(answers.flatMap(({ headers }) => headers["set-cookie"] ?? [])).toEqual([]);
  });

  it("are sent in the best encoding the reader takes, and as 304 to who has them already", async () => {
    const { path } = await publishedContest();
    const plain = await get(path);
    const [brotli, gzip] = [await get(path, { "accept-encoding": "gzip, br" }), await get(path, { "accept-encoding": "gzip" })];
    expect([plain, brotli, gzip].map(({ headers }) => headers["content-encoding"])).toEqual([undefined, "br", "gzip"]);
    expect(brotliDecompressSync(brotli.body).equals(plain.body) && gunzipSync(gzip.body).equals(plain.body)).toBe(true);
    expect(brotli.body.length).toBeLessThan(plain.body.length);
    expect(plain.headers).toMatchObject({ vary: "Accept-Encoding", "cache-control": "public, no-cache", "access-control-allow-origin": "*" });
    const again = await get(path, { "if-none-match": `"x", ${plain.headers.etag}` });
    expect({ status: again.status, length: again.body.length }).toEqual({ status: 304, length: 0 });
    const head = await get(path, {}, "HEAD");
    expect({ status: head.status, length: head.body.length, told: head.headers["content-length"] }).toEqual({ status: 200, length: 0, told: String(plain.body.length) });
  });

  it("leave everything else to others", async () => {
    const { path } = await publishedContest();
    expect((await get("/ban-to-chuc")).status).toBe(418);
    expect((await get(path, {}, "POST")).status).toBe(418);
    expect((await get(`${path}.data`)).status).toBe(418);
  });

  it("show a publication with the very next request", async () => {
    const contest = await makePublicContest(test.services, [{ title: "Vừa công bố", author: "Cao Vừa Xong" }]);
    await leadTo(test.services, contest, "SIGNED");
    const path = `/cuoc-thi/${contest.slug}/ket-qua.json`;
    expect((await get(path)).status).toBe(404);
    expect((await get(path)).body.toString()).not.toContain("Vừa công bố");
    expect(rendered).toEqual([path]);
    await leadTo(test.services, contest, "PUBLISHED");
    expect(await namesAt(path)).toEqual([["Cao Vừa Xong"]]);
  });

  it("lose a name with the very next request after its consent was withdrawn, here or by another process", async () => {
    const contest = await publishedContest();
    expect(await namesAt(contest.path)).toEqual([["Phan Nêu Tên 1"], ["Phan Nêu Tên 2"], ["Phan Nêu Tên 3"]]);
    await withdrawName(test.services, contest.entries[0]?.id ?? "");
    expect(await namesAt(contest.path)).toEqual([[], ["Phan Nêu Tên 2"], ["Phan Nêu Tên 3"]]);
    const elsewhere = new pg.Client(test.services.db.pool.options);
    await elsewhere.connect();
    await elsewhere.query(`UPDATE "Consent" SET "withdrawnAt" = now() WHERE "entryId" = $1`, [contest.entries[1]?.id]);
    expect(await namesAt(contest.path)).toEqual([[], [], ["Phan Nêu Tên 3"]]);
    await elsewhere.query(`UPDATE "EntryAuthor" a SET "fullName" = 'Phan Tên Đúng' FROM "EntryVersion" v WHERE v."id" = a."versionId" AND v."entryId" = $1`, [contest.entries[2]?.id]);
    expect(await namesAt(contest.path)).toEqual([[], [], ["Phan Tên Đúng"]]);
    await elsewhere.end();
  });

  it("do not show what a transaction under way has changed, and show it once it is through", async () => {
    const contest = await publishedContest();
    const elsewhere = new pg.Client(test.services.db.pool.options);
    await elsewhere.connect();
    await elsewhere.query("BEGIN");
    await elsewhere.query(`UPDATE "Entry" SET "title" = 'Tên mới' WHERE "id" = $1`, [contest.entries[0]?.id]);
    const titleNow = async () => (JSON.parse((await get(contest.path)).body.toString()) as { awards: { title: string }[] }).awards[0]?.title;
    expect(await titleNow()).toBe("Máy gieo lạc số 1");
    await elsewhere.query("COMMIT");
    expect(await titleNow()).toBe("Tên mới");
    await elsewhere.end();
  });

  it("change in the very second in which an edition enters its next phase", async () => {
    const { edition } = await makeEdition(test.services, { phase: "OPEN" });
    const before = test.clock.now();
    const phaseShown = async () => {
      const list = JSON.parse((await get("/api/v1/editions?per_page=100")).body.toString()) as { slug: string; phase: string }[];
      return list.find(({ slug }) => slug === edition.slug)?.phase;
    };
    const closing = Math.floor(edition.closesAt.getTime() / 1000) * 1000;
    test.clock.set(new Date(closing + 999));
    expect(await phaseShown()).toBe("OPEN");
    test.clock.set(new Date(closing + 1000));
    expect(await phaseShown()).toBe("SCREENING");
    test.clock.set(before);
  });

  it("are not rendered anew for drafts saved and entries submitted meanwhile", async () => {
    const { path, made } = await publishedContest();
    const open = await makeEdition(test.services, { phase: "OPEN" });
    await get(path);
    await test.services.db.prisma.edition.update({ where: { id: open.edition.id }, data: { lastEntryNumber: { increment: 1 } } });
    await test.services.db.prisma.ledgerHead.upsert({ where: { chain: open.edition.id }, create: { chain: open.edition.id, seq: 1, hash: "a" }, update: { seq: 2 } });
    await get(path);
    expect(rendered).toEqual([path]);
    expect(made.edition.id).not.toBe(open.edition.id);
  });

  it("are not rendered anew for what staff record after the publication", async () => {
    const { path, made } = await publishedContest();
    const before = await get(path);
    const event = { type: "JUDGE_FEE_SET", data: { fee: 50_000 }, actor: "system", at: test.clock.now(), editionId: made.edition.id } as const;
    await test.services.db.transact((tx) => appendToLedger(tx, [event]));
    expect((await get(path)).headers.etag).toBe(before.headers.etag);
    expect(rendered).toEqual([path]);
  });
});

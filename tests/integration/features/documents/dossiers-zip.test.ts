import { randomBytes } from "node:crypto";
import { createServer, request as httpRequest, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/access/roles";
import { DOSSIERS_ZIP, sendDossiers } from "~/features/documents/dossiers-download.server";
import { dossiersPage, dossiersZip } from "~/features/documents/dossiers-zip.server";
import { downloadProgress } from "~/features/documents/download-progress.server";
import { makeEdition, type MadeEdition } from "../../../factories/editions";
import { makeEntry } from "../../../factories/entries";
import { storeBytes } from "../../../factories/paper-files";
import { makeUser, withRole } from "../../../factories/people";
import { liveBytes } from "../../../support/live-memory";
import { readPdf } from "../../../support/read-pdf";
import { testServices, type TestServices } from "../../../support/services";
import { countStatements } from "../../../support/statements";

const LOOK_EVERY_BYTES = 8_000_000;

let test: TestServices;
let made: MadeEdition;
let secretary: Actor;

beforeAll(async () => {
  test = await testServices();
  made = await makeEdition(test.services, { phase: "SCREENING" });
  secretary = await makeUser(test.services, { role: "SECRETARY", editionId: made.edition.id });
});
afterAll(() => test.close());

const zipOf = (edition: { id: string }, onProgress?: (progress: { done: number; entries: number }) => void) => dossiersZip(test.services, { edition, userId: secretary.userId, now: test.clock.now(), ...(onProgress ? { onProgress } : {}) });
const wholeOf = async (edition: { id: string }) => unzipSync(new Uint8Array(await new Response(await zipOf(edition)).arrayBuffer()));

describe("the zip of all dossiers", () => {
  it("has a folder an entry with the dossier and the files as they came, and a list; drafts and withdrawn entries are left out", async () => {
    const first = await makeEntry(test.services, made.edition, { state: "SUBMITTED", title: "=Máy, gieo lạc", authors: [{ fullName: "Trần Văn A" }, { fullName: "Lê Thị B" }], files: [{ partKey: "photos", name: "anh 1.jpg" }, { partKey: "photos", name: "../../etc/passwd" }, { partKey: "photos", name: "cho.jpg", isHere: false }] });
    const second = await makeEntry(test.services, made.edition, { state: "SUBMITTED", screening: "QUALIFIED", title: "Đèn bắt rầy", files: [] });
    const withdrawn = await makeEntry(test.services, made.edition, { state: "WITHDRAWN", title: "Bài đã rút" });
    const draft = await makeEntry(test.services, made.edition, { title: "Bản nháp kín" });
    await storeBytes(test.services, { entryId: first.id, name: "anh 1.jpg" }, { family: "PHOTO", bytes: Buffer.from("bytes as they came") });
    const files = await wholeOf(made.edition);
    expect(Object.keys(files).toSorted()).toEqual([`${first.code}/ho-so.pdf`, `${first.code}/tep-thieu.txt`, `${first.code}/tep/Ảnh sản phẩm/1-anh 1.jpg`, `${second.code}/ho-so.pdf`, "danh-sach.csv"].toSorted());
    expect(strFromU8(files[`${first.code}/tep/Ảnh sản phẩm/1-anh 1.jpg`] ?? new Uint8Array())).toBe("bytes as they came");
    expect(Buffer.from(files[`${first.code}/tep-thieu.txt`] ?? []).toString()).toBe("\uFEFF../../etc/passwd: chưa có trong kho\r\ncho.jpg: chưa có trong kho\r\n");
    const list = Buffer.from(files["danh-sach.csv"] ?? []).toString();
    expect(list.split("\r\n")).toEqual([
      "\uFEFFMã số,\"Tên giải pháp, sản phẩm\",Lĩnh vực,Đơn vị,Tác giả,Thẩm định,Nộp lúc,Số tệp,Tệp còn chờ",
      `${first.code},"'=Máy, gieo lạc",${made.fields[0]?.name.includes(",") ? `"${made.fields[0].name}"` : made.fields[0]?.name},Trường THCS Cẩm Bình,"Trần Văn A; Lê Thị B",Mới,15:00 22/11/2026,2,1`,
      expect.stringContaining(`${second.code},Đèn bắt rầy`) as string,
      "",
    ]);
    const [page] = await readPdf(files[`${second.code}/ho-so.pdf`] ?? new Uint8Array());
    expect(page?.text).toContain("Đèn bắt rầy");
    const all = Object.entries(files).map(([name, data]) => name + strFromU8(data, true)).join("\n");
    expect([withdrawn.id, draft.id, "Bài đã rút", "Bản nháp kín"].filter((part) => all.includes(part))).toEqual([]);
    expect(await dossiersPage(test.services, made.edition, "")).toEqual({ entries: 2, files: 2, bytes: 12_345 + 18, waiting: 1 });
  });

  it("is noted for every entry in it before it leaves", async () => {
    const { edition } = await makeEdition(test.services, { phase: "SCREENING", number: 30 });
    const entries = [await makeEntry(test.services, edition, { state: "SUBMITTED", files: [] }), await makeEntry(test.services, edition, { state: "SUBMITTED", files: [] })];
    const stream = await zipOf(edition);
    const noted = await test.services.db.prisma.accessLog.findMany({ where: { userId: secretary.userId, entryId: { in: entries.map(({ id }) => id) } } });
    expect(noted.map(({ entryId, what }) => ({ entryId, what })).toSorted((a, b) => (a.entryId < b.entryId ? -1 : 1))).toEqual(entries.map(({ id }) => ({ entryId: id, what: "export" })).toSorted((a, b) => (a.entryId < b.entryId ? -1 : 1)));
    await stream.cancel();
  });

  it("asks the database the same number of times for one entry and for three", async () => {
    const counts: number[] = [];
    for (const [index, size] of [1, 3].entries()) {
      const { edition } = await makeEdition(test.services, { phase: "SCREENING", number: 40 + index });
      for (let made_ = 0; made_ < size; made_ += 1) await makeEntry(test.services, edition, { state: "SUBMITTED" });
      counts.push((await countStatements(test.services.db.pool, () => wholeOf(edition))).count);
    }
    expect(counts[0]).toBeLessThanOrEqual(9);
    expect(counts[1]).toBe(counts[0]);
  });

  it("is made while it is read: a reader who stops gets no more made, and another run is whole", async () => {
    const { edition } = await makeEdition(test.services, { phase: "SCREENING", number: 50 });
    for (let index = 0; index < 6; index += 1) await makeEntry(test.services, edition, { state: "SUBMITTED", files: [] });
    let last = 0;
    const reader = (await zipOf(edition, ({ done }) => void (last = done))).getReader();
    while (last < 1) await reader.read();
    await reader.cancel();
    await new Promise((wake) => setTimeout(wake, 1500));
    expect(last).toBeLessThanOrEqual(2);
    expect(Object.keys(await wholeOf(edition)).length).toBe(7);
  });
});

describe("the zip over HTTP", () => {
  let server: Server;
  let address = "";
  beforeAll(async () => {
    const app = express();
    app.get(DOSSIERS_ZIP, sendDossiers(test.services, async (request) => (request.headers["x-test-actor"] === "secretary" ? secretary : null)));
    app.get("*", (_request, response) => void response.status(418).end("passed on"));
    server = createServer(app).listen(0, "127.0.0.1");
    await new Promise((listening) => server.once("listening", listening));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((closed) => server.close(closed)));

  const path = (edition: { slug: string }, run = "") => `/ban-to-chuc/${edition.slug}/ho-so.zip${run === "" ? "" : `?lan=${run}`}`;
  const asSecretary = { headers: { "x-test-actor": "secretary" } };

  it("is sent to staff alone; everybody else is passed on to the page that says why", async () => {
    expect((await fetch(address + path(made.edition))).status).toBe(418);
    expect((await fetch(`${address}/ban-to-chuc/khong-co/ho-so.zip`, asSecretary)).status).toBe(418);
    const answer = await fetch(`${address}/en${path(made.edition)}`, asSecretary);
    expect([answer.status, answer.headers.get("content-type"), answer.headers.get("cache-control"), answer.headers.get("content-disposition")]).toEqual([200, "application/zip", "private, no-store", `attachment; filename="ho-so-${made.edition.slug}.zip"; filename*=UTF-8''ho-so-${made.edition.slug}.zip`]);
    await answer.arrayBuffer();
  });

  it("tells how far it is, and that it is done", async () => {
    const run = "11111111-2222-4333-8444-555555555555";
    await (await fetch(address + path(made.edition, run), asSecretary)).arrayBuffer();
    expect(downloadProgress(run, secretary.userId)).toEqual({ userId: secretary.userId, done: 2, entries: 2, state: "done" });
    expect(downloadProgress(run, "somebody else")).toBeNull();
  });

  it("ends quietly where the window is closed, and says that it stopped", async () => {
    const { edition } = await makeEdition(test.services, { phase: "SCREENING", number: 70 });
    for (let index = 0; index < 8; index += 1) await makeEntry(test.services, edition, { state: "SUBMITTED", files: [] });
    secretary = await withRole(test.services, secretary, "SECRETARY", { editionId: edition.id });
    const run = "22222222-2222-4333-8444-555555555555";
    await new Promise<void>((gone) => {
      const asked = httpRequest(address + path(edition, run), asSecretary, (answer) => void answer.once("data", () => asked.destroy()).on("close", gone).on("error", () => undefined));
      asked.on("error", () => undefined).end();
    });
    await expect.poll(() => downloadProgress(run, secretary.userId)).toMatchObject({ entries: 8, state: "stopped" });
  });

  it("holds neither files nor what a slow line has not taken in memory: 50 entries of 4 MB", async () => {
    const { edition } = await makeEdition(test.services, { phase: "SCREENING", number: 60 });
    secretary = await withRole(test.services, secretary, "SECRETARY", { editionId: edition.id });
    const bytes = randomBytes(4_000_000);
    for (let index = 0; index < 50; index += 1) {
      const entry = await makeEntry(test.services, edition, { state: "SUBMITTED", files: [{ partKey: "photos", name: `anh-${index}.jpg` }] });
      await storeBytes(test.services, { entryId: entry.id, name: `anh-${index}.jpg` }, { family: "PHOTO", bytes });
    }
    await (await fetch(address + path(made.edition), asSecretary)).arrayBuffer();
    const before = liveBytes();
    let [size, most, looked] = [0, 0, 0];
    await new Promise<void>((done, fail) => {
      const asked = httpRequest(address + path(edition), asSecretary, (answer) => {
        answer.on("data", (chunk: Buffer) => {
          size += chunk.length;
          if (size - looked > LOOK_EVERY_BYTES) [looked, most] = [size, Math.max(most, liveBytes() - before)];
          answer.pause();
          setTimeout(() => answer.resume(), 1);
        });
        answer.on("end", done).on("error", fail);
      });
      asked.on("error", fail).end();
    });
    expect(size).toBeGreaterThan(200_000_000);
    expect(most / 1e6).toBeLessThan(100);
  });
});

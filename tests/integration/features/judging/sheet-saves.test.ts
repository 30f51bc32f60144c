import { randomUUID } from "node:crypto";
import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/access/roles";
import { receiveSheetSaves, SHEET_SAVES } from "~/features/judging/sheet-saves.server";
import type { MadeAssignment } from "../../../factories/judging";
import { at, criteriaOf, makeScene, type Scene } from "../../../factories/judging-scene";
import { testServices, type TestServices } from "../../../support/services";

let test: TestServices;
let scene: Scene;
let mine: MadeAssignment;
let server: Server;
/** who is signed in */
let signedIn: Actor | null;
beforeAll(async () => {
  test = await testServices();
  scene = await makeScene(test.services, { entries: 2 });
  mine = at(at(scene.assignments, 0), 0);
  server = express()
    .all(SHEET_SAVES, receiveSheetSaves(test.services, async () => signedIn))
    .listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(async () => {
  server.close();
  await test.close();
});

const addressOf = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;

async function post(body: string, { actor = mine.judge.actor, path = "/cham-thi/luu", type = "application/json", method = "POST" }: { actor?: Actor | null; path?: string; type?: string; method?: string } = {}) {
  signedIn = actor;
  const response = await fetch(addressOf(path), { method, body, headers: { "content-type": type } });
  return { status: response.status, cache: response.headers.get("cache-control"), answer: (await response.json()) as unknown };
}

const save = (rest: object = {}) => ({ id: randomUUID(), assignment: mine.id, base: 0, scores: {}, remarks: {}, remark: "", note: "", deviceAt: null, ...rest });
const sheets = () => test.services.db.prisma.scoreSheet.count({ where: { assignment: { editionId: scene.made.edition.id } } });

describe("POST /cham-thi/luu", () => {
  it("takes no body that is no batch: not JSON, no list, too many, too large, a form; nothing is stored", async () => {
    const two = { saves: [save({ remark: "a" })] };
    for (const body of ["", "{", "null", "7", "[]", "{}", '{"saves":7}', '{"saves":null}', JSON.stringify({ ...two, by: 7 })]) {
      expect(await post(body), body).toEqual({ status: 400, cache: "no-store", answer: { reason: "malformed" } });
    }
    expect(await post(JSON.stringify({ saves: Array.from({ length: 201 }, () => save({ remark: "a" })) }))).toMatchObject({ status: 400, answer: { reason: "too_many" } });
    expect(await post(JSON.stringify(two), { type: "text/plain" })).toMatchObject({ status: 400 });
    expect(await post(JSON.stringify(two), { type: "application/x-www-form-urlencoded" })).toMatchObject({ status: 400 });
    expect(await post(JSON.stringify({ saves: [save({ note: "x".repeat(8_000_000) })] }))).toMatchObject({ status: 413, answer: { reason: "too_large" } });
    expect(await post(JSON.stringify(two), { method: "PUT" })).toMatchObject({ status: 405 });
    expect(await sheets()).toBe(0);
  });

  it("keeps a signed-out device's save on the device, and another account's too", async () => {
    const body = { saves: [save({ remark: "a" })] };
    expect(await post(JSON.stringify(body), { actor: null })).toEqual({ status: 401, cache: "no-store", answer: { reason: "unauthenticated" } });
    expect(await post(JSON.stringify({ ...body, by: scene.chair.userId }))).toEqual({ status: 401, cache: "no-store", answer: { reason: "other_writer" } });
    expect(await sheets()).toBe(0);
  });

  it("answers each save in its order, in both languages alike, whatever the others are", async () => {
    const [first] = criteriaOf(scene);
    const sent = [save({ scores: { [first?.id ?? ""]: "10,5" } }), { ...save(), __proto__: null, id: 5 }, save({ assignment: randomUUID() }), save({ base: 1, scores: JSON.parse('{"__proto__":"1","constructor":"2"}') as object })];
    const { status, cache, answer } = await post(JSON.stringify({ by: mine.judge.actor.userId, saves: sent }), { path: "/en/cham-thi/luu" });
    expect([status, cache]).toEqual([200, "no-store"]);
    expect(answer).toMatchObject({
      answers: [
        { id: sent[0]?.id, outcome: "saved", version: 1 },
        { id: "", outcome: "refused", reason: "malformed" },
        { id: sent[2]?.id, outcome: "refused", reason: "not_found" },
        { id: sent[3]?.id, outcome: "saved", version: 2, faults: { scores: { constructor: "UNKNOWN" } } },
      ],
    });
    expect(await sheets()).toBe(1);
  });

  it("two hundred saves are one request", async () => {
    const other = at(at(scene.assignments, 1), 0);
    const [first] = criteriaOf(scene);
    const saves = Array.from({ length: 200 }, (_, base) => save({ assignment: other.id, base, scores: { [first?.id ?? ""]: String(base % 11) } }));
    const { answer } = await post(JSON.stringify({ saves }));
    expect((answer as { answers: { version: number }[] }).answers.map(({ version }) => version)).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
    expect(await test.services.db.prisma.sheetRevision.count({ where: { sheet: { assignmentId: other.id } } })).toBe(200);
  });

  it("has nothing to read: whoever opens it is sent to their list", async () => {
    const response = await fetch(addressOf("/en/cham-thi/luu"), { redirect: "manual" });
    expect([response.status, response.headers.get("location")]).toEqual([302, "/en/cham-thi"]);
  });
});

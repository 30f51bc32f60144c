import { once } from "node:events";
import { request as httpRequest, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { createReadableStreamFromReadable } from "@remix-run/node";
import express, { type Request as ExpressRequest } from "express";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/access/roles";
import { lockPostedSheets, SHEET_FORMS } from "~/features/judging/sheet-locks.server";
import { markRequest } from "~/platform/http/security.server";
import { createLog } from "~/platform/log/log.server";
import { action } from "~/routes/judge/sheet";
import { draftSheet, type MadeAssignment } from "../../../factories/judging";
import { at, criteriaOf, makeScene, type Scene } from "../../../factories/judging-scene";
import { answerOf } from "../../../support/answers";
import { contextFor, outcomeOf } from "../../../support/request";
import { testServices, TEST_DAY, type TestServices } from "../../../support/services";
import { countStatements } from "../../../support/statements";

let test: TestServices;
let scene: Scene;
let mine: MadeAssignment;
let server: Server;
/** who is signed in */
let signedIn: Actor | null;
/** true: who is signed in cannot be found out */
let isBroken = false;
/** lines of the log */
let logged: string[];
/** how often the page behind was asked */
let behind = 0;

/** The page's own action, as Remix calls it with the request it makes of the same stream. */
async function pageAnswer(request: ExpressRequest): Promise<{ status: number; location: string | null; body: unknown }> {
  behind += 1;
  const init = { method: "POST", headers: request.headers as Record<string, string>, body: createReadableStreamFromReadable(request), duplex: "half" as const };
  const made = new Request(`http://localhost:3000${request.path}`, init);
  const outcome = await outcomeOf(action({ request: made, params: { assignment: request.path.split("/").at(-1) }, context: contextFor(test.services, signedIn) }));
  if (outcome.response) return { status: outcome.response.status, location: outcome.response.headers.get("location"), body: await outcome.response.text() };
  return { location: null, ...answerOf(outcome.value) };
}

beforeAll(async () => {
  test = await testServices();
  const app = express();
  app.use(markRequest(false));
  const log = createLog("error", (line) => void logged.push(line));
  const whoIsSignedIn = () => (isBroken ? Promise.reject(new Error("connect ECONNREFUSED")) : Promise.resolve(signedIn));
  app.post(SHEET_FORMS, lockPostedSheets({ db: test.services.db, clock: test.services.clock, log }, whoIsSignedIn));
  app.use((request, response, next) => {
    pageAnswer(request).then(({ status, location, body }) => response.status(status).set(location ? { Location: location } : {}).json(body), next);
  });
  server = app.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(async () => {
  server.close();
  await test.close();
});
beforeEach(async () => {
  test.clock.set(TEST_DAY);
  scene = await makeScene(test.services);
  mine = at(at(scene.assignments, 0), 0);
  await draftSheet(test.services, mine, Object.fromEntries(criteriaOf(scene).map(({ code }) => [code, "5"])));
  signedIn = mine.judge.actor;
  behind = 0;
  isBroken = false;
  logged = [];
});

interface Sending {
  path?: string;
  type?: string;
  pieces?: number;
}

/** Sends a form in one piece or in several, each a moment after the other. */
async function send(fields: Record<string, string>, { path = `/cham-thi/${mine.id}`, type = "application/x-www-form-urlencoded", pieces = 1 }: Sending = {}) {
  const body = Buffer.from(String(new URLSearchParams(fields)));
  const { port } = server.address() as AddressInfo;
  const sent = httpRequest({ host: "127.0.0.1", port, path, method: "POST", headers: { "content-type": type, "content-length": body.length } });
  // Listened for from the start: all of the body may be answered before its last moment has passed.
  const answered = once(sent, "response") as Promise<[IncomingMessage]>;
  const step = Math.ceil(body.length / pieces);
  for (let from = 0; from < body.length; from += step) {
    sent.write(body.subarray(from, from + step));
    if (pieces > 1) await new Promise((wake) => setTimeout(wake, 10));
  }
  sent.end();
  const [answer] = await answered;
  let text = "";
  for await (const part of answer.setEncoding("utf8")) text += part as string;
  return { status: answer.statusCode, location: answer.headers.location ?? null, body: text === "" ? null : (JSON.parse(text) as unknown) };
}

const locking = (rest: Record<string, string> = {}) => ({ intent: "lock", version: "1", ...rest });
const stateOf = async ({ id }: MadeAssignment) => (await test.services.db.prisma.scoreSheet.findUnique({ where: { assignmentId: id } }))?.state ?? null;
const eventsOfLocking = () => test.services.db.prisma.ledgerEvent.count({ where: { chain: scene.made.edition.id, type: "SHEET_LOCKED" } });

describe("locking by the plain form, in front of the pages", () => {
  it("locks once, records it once and leads back to the sheet, in the language of the page", async () => {
    expect(await send(locking())).toEqual({ status: 303, location: `/cham-thi/${mine.id}?da=khoa`, body: null });
    expect([await stateOf(mine), await eventsOfLocking()]).toEqual(["LOCKED", 1]);
    expect(await send(locking(), { path: `/en/cham-thi/${mine.id}`, pieces: 3 })).toEqual({ status: 303, location: `/en/cham-thi/${mine.id}?da=khoa`, body: null });
    expect([await eventsOfLocking(), behind]).toEqual([1, 0]);
  });

  it("leaves what it refuses to the page, with everything that was sent, and changes nothing", async () => {
    const remark = `Ý hay, cần làm tiếp ${"ạ".repeat(300)}`;
    for (const pieces of [1, 4]) {
      expect(await send(locking({ version: "7", remark }), { pieces })).toMatchObject({ status: 409, body: { reason: "version_conflict", intent: "lock", sent: { remark } } });
    }
    const foreign = at(at(scene.assignments, 0), 1);
    expect((await send(locking(), { path: `/cham-thi/${foreign.id}` })).status).toBe(404);
    expect([await stateOf(mine), await stateOf(foreign), await eventsOfLocking(), behind]).toEqual(["DRAFT", null, 0, 3]);
  });

  it("is told by the page what is missing and that the round is over", async () => {
    const [first] = criteriaOf(scene);
    await test.services.db.prisma.sheetScore.deleteMany({ where: { criterionId: first?.id ?? "", sheet: { assignmentId: mine.id } } });
    expect(await send(locking())).toMatchObject({ status: 400, body: { reason: "sheet_incomplete", faults: { scores: { [first?.id ?? ""]: "MISSING" } } } });
    await test.services.db.prisma.round.update({ where: { id: scene.panel.roundId }, data: { endsAt: new Date(TEST_DAY.getTime() - 1000) } });
    expect(await send(locking())).toMatchObject({ status: 410, body: { reason: "deadline_passed" } });
    expect(await eventsOfLocking()).toBe(0);
  });

  it("asks whoever is not signed in to sign in, and does nothing for them", async () => {
    signedIn = null;
    expect((await send(locking())).status).toBe(401);
    expect([await stateOf(mine), behind]).toEqual(["DRAFT", 1]);
  });

  it("leaves every other button, other kinds of forms, long ones and other addresses to the page", async () => {
    const saving = { intent: "save", version: "1", remark: "", note: "", [`diem-${at(criteriaOf(scene), 0).id}`]: "6" };
    expect(await send(saving)).toMatchObject({ status: 303, location: `/cham-thi/${mine.id}?da=luu` });
    expect((await send(locking({ version: "2" }), { type: "text/plain" })).status).toBe(400);
    expect((await send({ ...saving, version: "2", remark: "x".repeat(20_000) })).status).toBe(400);
    expect((await send({})).status).toBe(303);
    expect((await send(locking({ version: "2" }), { path: "/cham-thi/doc-lai" })).status).toBe(404);
    expect([await stateOf(mine), behind]).toEqual(["DRAFT", 5]);
  });

  it("writes a fault down before it leaves the form to the page", async () => {
    isBroken = true;
    expect(await send(locking())).toMatchObject({ status: 303 });
    expect(behind).toBe(1);
    expect(logged.map((line) => JSON.parse(line) as object)).toEqual([expect.objectContaining({ reference: expect.stringMatching(/^[0-9A-F]{10}$/) as string, error: expect.anything() as unknown })]);
  });

  it("leaves a form that breaks off to nobody: there is no one to answer, and nothing is done", async () => {
    const body = String(new URLSearchParams(locking()));
    const { port } = server.address() as AddressInfo;
    for (const part of [body.slice(0, 5), ""]) {
      const socket = connect(port, "127.0.0.1");
      const begun = once(server, "request") as Promise<[IncomingMessage, ServerResponse]>;
      socket.write(`POST /cham-thi/${mine.id} HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${part}`);
      const [, answer] = await begun;
      const over = once(answer, "close");
      socket.destroy();
      await over;
    }
    expect((await send(locking())).status).toBe(303);
    expect([behind, logged, await eventsOfLocking()]).toEqual([0, [], 1]);
  });

  it("takes seven statements with the record", async () => {
    const { count, value } = await countStatements(test.services.db.pool, () => send(locking()));
    expect([value.status, count]).toEqual([303, 7]);
  });
});

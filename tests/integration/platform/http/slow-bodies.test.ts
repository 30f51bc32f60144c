import type { Server } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import express from "express";
import { afterAll, beforeAll, expect, it } from "vitest";
import { endSlowBodies } from "~/platform/http/slow-bodies.server";

let server: Server;
beforeAll(async () => {
  const app = express();
  app.use(endSlowBodies({ graceMs: 500, minBytesPerSecond: 100 }));
  app.post("/", (request, response) => {
    let size = 0;
    request.on("data", (chunk: Buffer) => (size += chunk.length));
    request.on("end", () => response.send(`took ${size}`));
  });
  app.post("/cham", (request, response) => {
    request.resume();
    setTimeout(() => response.send("late"), 900);
  });
  server = app.listen(0, "localhost");
  await new Promise((resolve) => server.once("listening", resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

/** Sends a head and then drips; answers everything that came back until the connection ended. */
async function drip(head: string, { bytes, everyMs, times }: { bytes: number; everyMs: number; times: number }): Promise<string> {
  const socket: Socket = connect((server.address() as AddressInfo).port, "localhost");
  let answer = "";
  socket.on("data", (chunk: Buffer) => (answer += chunk.toString())).on("error", () => undefined);
  const closed = new Promise((resolve) => socket.once("close", resolve));
  socket.write(head);
  let left = times;
  const timer = setInterval(() => {
    if (left === 0 || socket.destroyed) return clearInterval(timer);
    left -= 1;
    socket.write("a".repeat(bytes));
  }, everyMs);
  await closed;
  return answer;
}

const head = (path: string, length: number) => `POST ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: ${length}\r\n\r\n`;

it("a body that drips in is ended with 408 and its connection closed", async () => {
  const answer = await drip(head("/", 10_000), { bytes: 1, everyMs: 20, times: 500 });
  expect(answer).toMatch(/^HTTP\/1\.1 408 /);
});

it("a body that comes slowly but surely is taken", async () => {
  const answer = await drip(head("/", 4_000), { bytes: 100, everyMs: 20, times: 40 });
  expect(answer).toMatch(/took 4000$/);
});

it("an answer may take its time once the body is there", async () => {
  const answer = await drip(head("/cham", 2), { bytes: 2, everyMs: 1, times: 1 });
  expect(answer).toMatch(/late$/);
});

import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import express from "express";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { builtAssets } from "~/platform/http/built-assets.server";
import { securityHeaders } from "~/platform/http/security.server";

const SCRIPT = "export const words = 'xin chào';\n".repeat(50);
const folder = mkdtempSync(join(tmpdir(), "assets-"));
let server: Server;

beforeAll(async () => {
  writeFileSync(join(folder, "page-a.js"), SCRIPT);
  writeFileSync(join(folder, "page-a.js.br"), brotliCompressSync(SCRIPT));
  writeFileSync(join(folder, "page-a.js.gz"), gzipSync(SCRIPT));
  writeFileSync(join(folder, "face.woff2"), "font");
  const app = express();
  app.use(securityHeaders(false));
  app.use("/assets", builtAssets(folder));
  app.use((_request, response) => void response.status(404).send("page of ours"));
  server = createServer(app).listen(0);
  await once(server, "listening");
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function ask(path: string, accept: string, method = "GET"): Promise<{ status: number | undefined; headers: IncomingHttpHeaders; bytes: Buffer }> {
  const sent = request({ port: (server.address() as AddressInfo).port, path: `/assets/${path}`, method, headers: { "accept-encoding": accept } }).end();
  const [answer] = (await once(sent, "response")) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return { status: answer.statusCode, headers: answer.headers, bytes: Buffer.concat(chunks) };
}

describe("scripts as they were built", () => {
  it.each([
    ["gzip, deflate, br, zstd", "br", brotliCompressSync(SCRIPT)],
    ["gzip", "gzip", gzipSync(SCRIPT)],
    ["br;q=0, gzip;q=0.5", "gzip", gzipSync(SCRIPT)],
    ["identity", undefined, Buffer.from(SCRIPT)],
  ])("for a browser that takes %s", async (accept, coding, bytes) => {
    const answer = await ask("page-a.js?v=1", accept);
    expect([answer.status, answer.headers["content-encoding"], answer.headers.vary]).toEqual([200, coding, "Accept-Encoding"]);
    expect(answer.headers["content-type"]).toMatch(/^application\/javascript; charset=utf-8$/i);
    expect(answer.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
    expect(answer.headers).not.toHaveProperty("x-frame-options");
    expect(answer.headers["x-content-type-options"]).toBe("nosniff");
    expect(answer.bytes.equals(bytes)).toBe(true);
  });

  it("without a smaller form go out as they are", async () => {
    const answer = await ask("face.woff2", "br");
    expect([answer.status, answer.headers["content-encoding"], answer.bytes.toString()]).toEqual([200, undefined, "font"]);
  });

  it("that are no longer there, forms of writing and addresses outside are left to others, whole", async () => {
    writeFileSync(join(folder, "old.js"), SCRIPT);
    writeFileSync(join(folder, "old.js.br"), brotliCompressSync(SCRIPT));
    expect((await ask("old.js", "br")).status).toBe(200);
    for (const name of ["old.js", "old.js.br"]) rmSync(join(folder, name));
    for (const [path, method] of [["old.js", "GET"], ["page-a.js", "POST"], ["../secret.js", "GET"], ["..%2f..%2fetc/passwd", "GET"]] as const) {
      const answer = await ask(path, "br", method);
      expect([path, answer.headers["content-encoding"], answer.headers["x-frame-options"]]).toEqual([path, undefined, "DENY"]);
      expect([403, 404]).toContain(answer.status);
    }
  });

  it("answer a range that makes no sense without an error", async () => {
    const sent = request({ port: (server.address() as AddressInfo).port, path: "/assets/page-a.js", headers: { range: "bytes=5-2", "accept-encoding": "br" } }).end();
    const [answer] = (await once(sent, "response")) as [IncomingMessage];
    answer.resume();
    expect([200, 416]).toContain(answer.statusCode);
  });
});

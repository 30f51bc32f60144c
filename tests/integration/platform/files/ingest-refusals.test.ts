import { createHash, randomUUID } from "node:crypto";
import { readdir } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { filmBytes } from "../../../factories/file-bytes";
import { askForAddress, framed, multipart, putBytes, sendRaw, startOf, type Presigned, type RawAnswer } from "../../../support/raw-client";
import { openUploadSite, UPLOAD_KEY, type UploadSite } from "../../../support/upload-site";
import { sign } from "~/platform/files/ingest/presigned.server";

let site: UploadSite;
beforeAll(async () => {
  site = await openUploadSite({ idleMs: 400 });
});
afterAll(() => site.close());

const film = filmBytes({ payload: Buffer.alloc(300_000, 7) });
const FILM = { name: "phim.mp4", type: "video/mp4" };

async function address(bytes: Buffer | { size: number; sha256: null } = film): Promise<Presigned & { fileKey: string }> {
  const fileKey = await site.declare(bytes, FILM.name);
  const { presigned } = await askForAddress(site, { fileKey, size: "size" in bytes ? bytes.size : bytes.length, ...FILM });
  return { ...presigned, fileKey };
}

const isAttached = async (fileKey: string) => (await site.services.db.prisma.entryFile.findFirstOrThrow({ where: { key: fileKey } })).fileId !== null;
const headers = (content: Buffer, start = 0) => ({ cookie: site.owner.cookie, range: `bytes=${start}-`, "content-type": multipart, "content-length": content.length });

describe("a presigned address that was tampered with", () => {
  let one: Presigned & { fileKey: string };
  beforeEach(async () => {
    one = await address();
  });
  const changed = (pattern: RegExp, by: string) => one.target.replace(pattern, by);

  it.each<[string, () => string, number, string]>([
    ["its size", () => changed(/x-ut-file-size=\d+/, "x-ut-file-size=9"), 403, "bad_signature"],
    ["its name", () => changed(/x-ut-file-name=[^&]+/, "x-ut-file-name=khac.mp4"), 403, "bad_signature"],
    ["its key", () => changed(/\/ingest\/\w/, "/ingest/q"), 403, "bad_signature"],
    ["an extra parameter", () => changed(/&signature=/, "&x-ut-acl=public-read&signature="), 403, "bad_signature"],
    ["an extra parameter behind the signature", () => `${one.target}&x=1`, 403, "bad_signature"],
    ["no signature", () => changed(/&signature=.*$/, ""), 403, "bad_signature"],
    ["a garbage signature", () => changed(/&signature=.*$/, "&signature=hmac-sha256%3D00"), 403, "bad_signature"],
    ["a path out of the folder", () => changed(/\/ingest\/\w+/, "/ingest/../../keys/upload-key"), 403, "bad_signature"],
    ["another expiry", () => changed(/expires=\d+/, `expires=${Date.now() + 9e9}`), 403, "bad_signature"],
  ])("%s: refused", async (_what, target, status, reason) => {
    const answer = await putBytes(site, target(), film);
    expect([answer.status, answer.body?.reason]).toEqual([status, reason]);
    expect(await isAttached(one.fileKey)).toBe(false);
  });

  it("still takes the true upload afterwards, and repeats its answer when asked again", async () => {
    await putBytes(site, changed(/x-ut-file-size=\d+/, "x-ut-file-size=9"), film);
    const first = await putBytes(site, one.target, film);
    expect(first.status).toBe(200);
    expect(first.body?.fileHash).toBe(createHash("sha256").update(film).digest("hex"));
    expect(await isAttached(one.fileKey)).toBe(true);
    expect((await putBytes(site, one.target, film)).body).toEqual(first.body);
    expect(await startOf(site, one.target)).toBe(film.length);
  });

  it("HEAD of it tells nothing", async () => {
    const answer = await sendRaw(site.origin, { method: "HEAD", target: changed(/x-ut-file-size=\d+/, "x-ut-file-size=9"), headers: { cookie: site.owner.cookie } });
    expect([answer.status, answer.headers["x-ut-range-start"]]).toEqual([403, undefined]);
  });
});

/** An address signed with the true key, for what the SDK would never sign. */
function signedTarget(key: string, { expires = Date.now() + 60_000, appId = "sangtao", size = String(film.length), slug = "entryFile", name = "a.mp4" } = {}): string {
  const base = `${site.services.config.publicUrl}/ingest/${key}?expires=${expires}&x-ut-identifier=${appId}&x-ut-file-name=${name}&x-ut-file-size=${size}&x-ut-slug=${slug}`;
  return `${base.slice(site.services.config.publicUrl.length)}&signature=${encodeURIComponent(sign(base, UPLOAD_KEY))}`;
}

describe("a signed address", () => {
  const key = "a".repeat(40);
  it.each<[string, () => string, number, string]>([
    ["that ran out", () => signedTarget(key, { expires: site.test.clock.now().getTime() - 1 }), 410, "expired"],
    ["of another application", () => signedTarget(key, { appId: "khac" }), 404, "not_found"],
    ["with a key that is none", () => signedTarget("ngan"), 404, "not_found"],
    ["with a negative size", () => signedTarget(key, { size: "-5" }), 404, "not_found"],
    ["with a fractional size", () => signedTarget(key, { size: "1.5" }), 404, "not_found"],
    ["whose key was never registered", () => signedTarget(key), 409, "not_registered"],
  ])("%s is refused", async (_what, target, status, reason) => {
    const answer = await putBytes(site, target(), film);
    expect([answer.status, answer.body?.reason]).toEqual([status, reason]);
  });

  it("whose expiry passed is refused before a byte is taken, but one that ran out while bytes came is not", async () => {
    const one = await address();
    const now = site.test.clock.now();
    site.test.clock.set(new Date(now.getTime() + 25 * 3_600_000));
    expect((await putBytes(site, one.target, film)).status).toBe(410);
    site.test.clock.set(now);
    expect((await putBytes(site, one.target, film)).status).toBe(200);
  });

  it("with another name, size or slug than was registered for its key is refused", async () => {
    const { key: known } = await address();
    for (const target of [signedTarget(known), signedTarget(known, { size: "10" }), signedTarget(known, { slug: "khac" })]) {
      expect((await putBytes(site, target, film)).body?.reason).toBe("not_registered");
    }
  });
});

describe("a body that is not what was signed", () => {
  interface Sending {
    body: Buffer;
    headers?: Record<string, string | undefined>;
  }

  async function refusedBody(body: () => Sending): Promise<RawAnswer> {
    const one = await address();
    const { body: sent, headers: own = {} } = body();
    const answer = await sendRaw(site.origin, { target: one.target, headers: { ...headers(sent), ...own }, body: [sent] });
    expect(await isAttached(one.fileKey)).toBe(false);
    expect(await startOf(site, one.target)).toBe(0);
    expect((await putBytes(site, one.target, film)).status).toBe(200);
    return answer;
  }

  const withoutLength = (body: Buffer): Sending => ({ body, headers: { "content-length": undefined, "transfer-encoding": "chunked" } });
  it.each<[string, () => Sending]>([
    ["one byte longer", () => ({ body: framed(Buffer.concat([film, Buffer.from("x")])) })],
    ["one byte shorter", () => ({ body: framed(film.subarray(1)) })],
    ["one byte longer, length not told", () => withoutLength(framed(Buffer.concat([film, Buffer.from("x")])))],
    ["one byte shorter, length not told", () => withoutLength(framed(film.subarray(1)))],
    ["much longer, length not told", () => withoutLength(framed(Buffer.concat([film, film, film])))],
    ["in a part of another name", () => ({ body: framed(film, { name: "tep" }) })],
    ["framed by another boundary", () => ({ body: framed(film, { boundary: "khac" }) })],
    ["without a boundary in its type", () => ({ body: framed(film), headers: { "content-type": "multipart/form-data" } })],
    ["as plain bytes", () => ({ body: film, headers: { "content-type": "video/mp4" } })],
    ["with something behind the last boundary", () => withoutLength(Buffer.concat([framed(film), Buffer.from("more")]))],
    ["without the last boundary", () => withoutLength(framed(film).subarray(0, -40))],
    ["with a header that never ends", () => withoutLength(Buffer.concat([Buffer.from("------ranhgioi7d3f\r\nx: "), Buffer.alloc(40_000, 97)]))],
  ])("%s: refused, nothing of it kept, the true one still taken", async (_what, body) => {
    const answer = await refusedBody(body);
    expect([answer.status, answer.body?.reason, typeof answer.body?.error]).toEqual([400, "malformed", "string"]);
  });

  it.each([
    ["no range", undefined, 400, undefined],
    ["a range with an end", "bytes=0-99", 400, undefined],
    ["a suffix range", "bytes=-5", 400, undefined],
    ["a range beyond what is stored", "bytes=10-", 416, "0"],
  ])("%s: refused", async (_what, range, status, start) => {
    const one = await address();
    const body = framed(film);
    const { range: _none, ...rest } = headers(body);
    const answer = await sendRaw(site.origin, { target: one.target, headers: { ...rest, ...(range !== undefined && { range }) }, body: [body] });
    expect([answer.status, answer.headers["x-ut-range-start"]]).toEqual([status, start]);
  });
});

describe("whose upload it is", () => {
  it("a visitor and another person cannot use the address, its owner can", async () => {
    const one = await address();
    const other = await site.signIn();
    expect((await putBytes(site, one.target, film, { headers: { cookie: "" } })).body?.reason).toBe("unauthenticated");
    expect((await putBytes(site, one.target, film, { headers: { cookie: other.cookie } })).body?.reason).toBe("forbidden");
    const head = await sendRaw(site.origin, { method: "HEAD", target: one.target, headers: { cookie: other.cookie } });
    expect([head.status, head.headers["x-ut-range-start"]]).toEqual([403, undefined]);
    expect((await putBytes(site, one.target, film)).status).toBe(200);
  });

  it("only the entry's people are given an address, in words of the page's language", async () => {
    const fileKey = await site.declare(film, FILM.name);
    const other = await site.signIn();
    expect(await askForAddress(site, { fileKey, size: film.length, ...FILM }, other.cookie)).toMatchObject({ status: 404, body: { reason: "not_found" } });
    expect(await askForAddress(site, { fileKey, size: film.length, ...FILM }, "")).toMatchObject({ status: 403, body: { reason: "unauthenticated" } });
    const english = await fetch(`${site.origin}/api/uploadthing?actionType=upload&slug=entryFile`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: site.origin, referer: `${site.origin}/en/bai-du-thi/1` },
      body: JSON.stringify({ input: { entryId: site.entryId, partKey: site.partKey, fileKey }, files: [{ name: "a.mp4", size: 5, type: "video/mp4", lastModified: 1 }] }),
    });
    expect(await english.json()).toEqual({ reason: "unauthenticated", message: "Your session has ended. Sign in again; what was uploaded is kept." });
  });

  it("a page of another site is refused before anything is looked at", async () => {
    const answer = await fetch(`${site.origin}/api/uploadthing?actionType=upload&slug=entryFile`, { method: "POST", headers: { origin: "https://khac.example", cookie: site.owner.cookie }, body: "{}" });
    expect(answer.status).toBe(403);
  });

  it.each([
    ["a size of nothing", { size: 0 }],
    ["a negative size", { size: -1 }],
    ["half a byte", { size: 1.5 }],
    ["another size than declared", { size: film.length + 1 }],
    ["a program by its type", { size: film.length, type: "application/x-msdownload" }],
    ["a page by its type", { size: film.length, type: "text/html" }],
  ])("no address is given for %s", async (_what, file) => {
    const fileKey = await site.declare(film, FILM.name);
    const { status, presigned, body } = await askForAddress(site, { fileKey, ...FILM, ...file });
    expect([status, presigned.url]).toEqual([400, ""]);
    expect(body).toEqual({ reason: expect.stringMatching(/^[a-z_]+$/), message: expect.stringMatching(/[à-ỹ]/i) });
  });

  it("two files in one call, an unknown slug and a file nobody declared are refused", async () => {
    const ask = (slug: string, files: object[]) =>
      fetch(`${site.origin}/api/uploadthing?actionType=upload&slug=${slug}`, {
        method: "POST",
        headers: { "content-type": "application/json", cookie: site.owner.cookie, origin: site.origin },
        body: JSON.stringify({ input: { entryId: site.entryId, partKey: site.partKey, fileKey: randomUUID() }, files }),
      }).then(async (answer) => [answer.status, ((await answer.json()) as { reason: string }).reason]);
    const one = { name: "a.mp4", size: 5, type: "video/mp4", lastModified: 1 };
    expect(await ask("entryFile", [one, one])).toEqual([400, "one_file"]);
    expect(await ask("__proto__", [one])).toEqual([400, "invalid"]);
    expect(await ask("khac", [one])).toEqual([404, "not_found"]);
    expect(await ask("entryFile", [one])).toEqual([400, "not_declared"]);
  });
});

describe("the origin of an address", () => {
  const ask = async (headers: Record<string, string>) => {
    const fileKey = await site.declare(film, FILM.name);
    const response = await fetch(`${site.origin}/api/uploadthing?actionType=upload&slug=entryFile`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie: site.owner.cookie, ...headers },
      body: JSON.stringify({ input: { entryId: site.entryId, partKey: site.partKey, fileKey }, files: [{ name: FILM.name, size: film.length, type: FILM.type, lastModified: 1 }] }),
    });
    const [one] = (await response.json()) as { url: string }[];
    return new URL(one?.url ?? "").origin;
  };

  it("is that of the page where the server is reached by it, whether the browser tells it by Origin or by Referer, else the public one", async () => {
    const { publicUrl } = site.services.config;
    expect(publicUrl).not.toBe(site.origin);
    expect(await ask({ origin: site.origin })).toBe(site.origin);
    expect(await ask({ referer: `${site.origin}/bai-du-thi/1/sua/tep` })).toBe(site.origin);
    expect(await ask({})).toBe(publicUrl);
    expect(await ask({ referer: "https://khac.example/x" })).toBe(publicUrl);
  });
});

describe("what the network may not reach", () => {
  it.each(["/ingest/route-metadata", "/ingest/callback-result", "/ingest/v6/deleteFiles", "/ingest", "/ingest/"])("POST %s with the key answers no more than any other method", async (target) => {
    const answer = await sendRaw(site.origin, { method: "POST", target, headers: { "x-uploadthing-api-key": UPLOAD_KEY, "content-length": 2 }, body: [Buffer.from("{}")] });
    expect([answer.status, answer.headers.allow, answer.headers["content-type"]]).toEqual([405, "HEAD, PUT", "application/json; charset=utf-8"]);
  });

  it("a callback without the ingest's signature attaches nothing", async () => {
    const one = await address();
    const answer = await fetch(`${site.origin}/api/uploadthing?slug=entryFile`, { method: "POST", headers: { "uploadthing-hook": "callback", "x-uploadthing-signature": "hmac-sha256=00", "content-type": "application/json" }, body: "{}" });
    expect(answer.status).toBe(400);
    expect(await isAttached(one.fileKey)).toBe(false);
  });
});

describe("an early refusal", () => {
  const size = 60_000_000;
  async function* endless() {
    for (let sent = 0; sent < size; sent += 65_536) yield Buffer.alloc(65_536);
  }

  it("closes the connection instead of swallowing the whole body", async () => {
    const one = await address({ size, sha256: null });
    const refused: [string, Record<string, string | number>][] = [
      ["wrong_start", { range: "bytes=5-" }],
      ["unauthenticated", { cookie: "" }],
      ["malformed", { "content-type": "text/plain" }],
    ];
    for (const [reason, change] of refused) {
      const answer = await sendRaw(site.origin, { target: one.target, headers: { cookie: site.owner.cookie, range: "bytes=0-", "content-type": multipart, "content-length": size + 200, ...change }, body: endless() });
      expect([answer.body?.reason, answer.headers.connection]).toEqual([reason, "close"]);
      // What the systems of both ends hold in between counts as sent: some ten megabytes at most.
      expect(answer.sentBytes).toBeLessThan(size / 2);
    }
  });

  it("ends the connection itself soon after, so that a client that never looks at answers stops too", async () => {
    const one = await address({ size, sha256: null });
    const { port } = new URL(site.origin);
    const socket = connect(Number(port), "localhost");
    socket.on("error", () => undefined).resume();
    const ended = new Promise((resolve) => socket.once("close", resolve));
    socket.write(`PUT ${one.target} HTTP/1.1\r\nHost: x\r\nRange: bytes=9-\r\nContent-Type: ${multipart}\r\nContent-Length: ${size}\r\nCookie: ${site.owner.cookie}\r\n\r\n`);
    await ended;
    expect(socket.bytesRead).toBeGreaterThan(100);
  });
});

it("a connection without a byte is given up after the idle time, and what came is kept", async () => {
  const one = await address();
  const body = framed(film);
  const half = Math.floor(body.length / 2);
  async function* stalling() {
    yield body.subarray(0, half);
    await new Promise((resolve) => setTimeout(resolve, 5_000).unref());
  }
  await sendRaw(site.origin, { target: one.target, headers: headers(body), body: stalling() }).catch(() => undefined);
  const kept = await startOf(site, one.target);
  expect(kept).toBeGreaterThan(half - 300);
  expect((await putBytes(site, one.target, film, { start: kept })).status).toBe(200);
});

it("nothing that came by a key, a name or a path of the sender becomes a path on the disk", async () => {
  const one = await address();
  await putBytes(site, one.target, film);
  const folders = await readdir(join(site.services.config.dataDir, "files"), { recursive: true });
  expect(folders.every((path) => /^(incoming|[0-9a-f]{2})(\/[0-9a-f]{32}(\.part)?)?$/.test(path))).toBe(true);
  expect(folders.some((path) => path.includes(one.key))).toBe(false);
});

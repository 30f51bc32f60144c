import { createHash, randomBytes } from "node:crypto";
import { stat } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { filmBytes } from "../../../factories/file-bytes";
import { openBadLine, type BadLine } from "../../../support/bad-line";
import { uploadPatiently } from "../../../support/patient-upload";
import { askForAddress, framed, multipart, putBytes, sendRaw, startOf } from "../../../support/raw-client";
import { sdkClient } from "../../../support/sdk-client";
import { openUploadSite, type UploadSite } from "../../../support/upload-site";

const MEBI = 1024 * 1024;
const FILM = { name: "phim.mp4", type: "video/mp4" };
const film = filmBytes({ payload: randomBytes(12 * MEBI) });
const hash = createHash("sha256").update(film).digest("hex");
const file = () => new File([new Uint8Array(film)], FILM.name, { type: FILM.type, lastModified: 1 });

let site: UploadSite;
let line: BadLine;
beforeAll(async () => {
  site = await openUploadSite();
});
afterAll(() => site.close());
afterEach(() => line?.close());

async function storedHash(fileKey: string): Promise<string> {
  const { fileId } = await site.services.db.prisma.entryFile.findFirstOrThrow({ where: { key: fileKey } });
  const { storageName } = await site.services.db.prisma.storedFile.findUniqueOrThrow({ where: { id: fileId ?? "" } });
  const digest = createHash("sha256");
  for await (const chunk of await site.services.files.open(storageName)) digest.update(chunk as Buffer);
  return digest.digest("hex");
}

describe("a line that breaks", () => {
  it("costs no byte twice, however often it is cut, and the file arrives whole", async () => {
    line = await openBadLine(site.origin);
    const fileKey = await site.declare(film, FILM.name);
    // Slower than the server reads, so that nothing waits in the system's own buffers when the line breaks.
    line.limit(8 * MEBI);
    line.cutAt(2 * MEBI, 3 * MEBI, MEBI);
    const { result, tries } = await uploadPatiently({ site, file: file(), fileKey, origin: line.origin });
    expect(tries).toBe(4);
    expect([result.fileHash, await storedHash(fileKey)]).toEqual([hash, hash]);
    expect(line.sentBytes()).toBeLessThan(film.length * 1.02);
  });

  it("that swallows everything without a word is given up by the client; the next connection takes over where the bytes ended", async () => {
    line = await openBadLine(site.origin);
    const fileKey = await site.declare(film, FILM.name);
    line.swallowAfter(4 * MEBI);
    const firstTryEnds = until(() => line?.isSwallowing() ?? true);
    const { result, tries } = await uploadPatiently({ site, file: file(), fileKey, origin: line.origin, firstTryEnds, between: () => line.heal() });
    expect([tries, result.fileHash, await storedHash(fileKey)]).toEqual([2, hash, hash]);
    expect(line.sentBytes()).toBeLessThan(film.length * 1.1);
  });

  it("the SDK's own pause and resume go on where they stopped", async () => {
    line = await openBadLine(site.origin);
    line.limit(6 * MEBI);
    const fileKey = await site.declare(film, FILM.name);
    const { uploader, sent } = sdkClient({ origin: line.origin, cookie: site.owner.cookie });
    const { pauseUpload, resumeUpload, done } = await uploader.createUpload("entryFile", { files: [file()], input: { entryId: site.entryId, partKey: site.partKey, fileKey } });
    await until(() => (line?.sentBytes() ?? 0) > 3 * MEBI);
    pauseUpload();
    await new Promise((resolve) => setTimeout(resolve, 100));
    line.limit(Infinity);
    resumeUpload();
    const [result] = await done();
    expect(result?.fileHash).toBe(hash);
    const last = sent.filter(({ method }) => method === "PUT").at(-1);
    expect(Number(/\d+/.exec(last?.headers.get("range") ?? "")?.[0])).toBeGreaterThan(MEBI);
  });

  it("an abort leaves a partial that a later try with the same address goes on with", async () => {
    line = await openBadLine(site.origin);
    line.limit(6 * MEBI);
    const fileKey = await site.declare(film, FILM.name);
    const firstTryEnds = until(() => (line?.sentBytes() ?? 0) > 3 * MEBI);
    const { result, tries, starts } = await uploadPatiently({ site, file: file(), fileKey, origin: line.origin, firstTryEnds, between: () => line.limit(Infinity) });
    expect([tries, result.fileHash]).toEqual([2, hash]);
    expect(starts.at(-1)).toBeGreaterThan(MEBI);
  });
});

describe("a server that starts anew", () => {
  it("goes on with what is on its disk, hashes it again and knows the whole", async () => {
    const fileKey = await site.declare(film, FILM.name);
    const { presigned } = await askForAddress(site, { fileKey, size: film.length, ...FILM });
    const body = framed(film);
    const sending = sendRaw(site.origin, { target: presigned.target, headers: { cookie: site.owner.cookie, range: "bytes=0-", "content-type": multipart, "content-length": body.length }, body: halfThenWait(body) });
    await until(async () => (await partSize(presigned.key)) > film.length / 3);
    await Promise.all([site.restart(), sending.catch(() => undefined)]);
    const start = await startOf(site, presigned.target);
    expect(start).toBeGreaterThan(film.length / 3);
    const answer = await putBytes(site, presigned.target, film, { start });
    expect([answer.status, answer.body?.fileHash, await storedHash(fileKey)]).toEqual([200, hash, hash]);
  });

  it("between register and PUT still knows the upload", async () => {
    const fileKey = await site.declare(film, FILM.name);
    const { presigned } = await askForAddress(site, { fileKey, size: film.length, ...FILM });
    await site.restart();
    expect((await putBytes(site, presigned.target, film)).status).toBe(200);
  });

  it("after the answer was lost on the way repeats it without taking a byte", async () => {
    const fileKey = await site.declare(film, FILM.name);
    const { presigned } = await askForAddress(site, { fileKey, size: film.length, ...FILM });
    const first = await putBytes(site, presigned.target, film);
    await site.restart();
    expect(await startOf(site, presigned.target)).toBe(film.length);
    const again = await putBytes(site, presigned.target, film, { start: film.length });
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect(await site.services.db.prisma.storedFile.count({ where: { uploadKey: presigned.key } })).toBe(1);
  });
});

it("a browser that silently sends the same request again takes over, is told to begin elsewhere, and wastes next to nothing", async () => {
  const fileKey = await site.declare(film, FILM.name);
  const { presigned } = await askForAddress(site, { fileKey, size: film.length, ...FILM });
  const body = framed(film);
  const headers = { cookie: site.owner.cookie, range: "bytes=0-", "content-type": multipart, "content-length": body.length };
  const older = sendRaw(site.origin, { target: presigned.target, headers, body: halfThenWait(body) }).then(
    () => "answered",
    () => "cut",
  );
  await until(async () => (await partSize(presigned.key)) > film.length / 3);
  const again = await sendRaw(site.origin, { target: presigned.target, headers, body: slices(body) });
  expect([again.status, again.headers.connection]).toEqual([416, "close"]);
  expect(Number(again.headers["x-ut-range-start"])).toBeGreaterThan(film.length / 3);
  expect(again.sentBytes).toBeLessThan(film.length / 2);
  expect(await older).toBe("cut");
  const start = await startOf(site, presigned.target);
  expect((await putBytes(site, presigned.target, film, { start })).body?.fileHash).toBe(hash);
});

it("eight uploads at once arrive whole, each as itself", async () => {
  const all = await Promise.all(
    Array.from({ length: 8 }, async (_, index) => {
      const bytes = filmBytes({ payload: randomBytes(2 * MEBI + index * 1000) });
      const fileKey = await site.declare(bytes, `phim-${index}.mp4`);
      const { presigned } = await askForAddress(site, { fileKey, size: bytes.length, ...FILM });
      const { body } = await putBytes(site, presigned.target, bytes);
      return { expected: createHash("sha256").update(bytes).digest("hex"), answered: body?.fileHash, stored: await storedHash(fileKey) };
    }),
  );
  for (const { expected, answered, stored } of all) expect([answered, stored]).toEqual([expected, expected]);
});

async function partSize(key: string): Promise<number> {
  const { storageName } = await site.services.db.prisma.upload.findUniqueOrThrow({ where: { key } });
  return stat(site.services.files.spool.partPath(storageName)).then(({ size }) => size, () => 0);
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
}

function* slices(body: Buffer): Iterable<Buffer> {
  for (let at = 0; at < body.length; at += 65_536) yield body.subarray(at, at + 65_536);
}

async function* halfThenWait(body: Buffer): AsyncIterable<Buffer> {
  yield* slices(body.subarray(0, Math.floor(body.length / 2)));
  await new Promise((resolve) => setTimeout(resolve, 20_000).unref());
}

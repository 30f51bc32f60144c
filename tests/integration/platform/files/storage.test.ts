import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, describe, expect, it } from "vitest";
import { hostedStore } from "~/platform/files/storage/hosted-store.server";
import { localStore } from "~/platform/files/storage/local-store.server";
import { s3Store } from "~/platform/files/storage/s3-store.server";
import { FileMissing, TooManyBytes } from "~/platform/files/storage/storage-errors.server";
import { openStorage, type FileStorage } from "~/platform/files/storage/storage.server";
import { openHostedService } from "../../../support/hosted-service";
import { openS3Server } from "../../../support/s3-server";

interface Opened {
  files: FileStorage;
  dataDir: string;
  /** everything the store holds, by name */
  names(): Promise<string[]>;
}

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

async function newFolder(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), "sangtao-store-"));
  endings.push(() => rm(dataDir, { recursive: true, force: true }));
  return dataDir;
}

const OPEN: Record<FileStorage["kind"], () => Promise<Opened>> = {
  async LOCAL() {
    const dataDir = await newFolder();
    const below = async () => (await readdir(join(dataDir, "files"), { recursive: true, withFileTypes: true }).catch(() => [])).filter((one) => one.isFile()).map((one) => one.name);
    return { files: localStore(dataDir), dataDir, names: below };
  },
  async S3() {
    const [dataDir, server] = await Promise.all([newFolder(), openS3Server()]);
    endings.push(() => server.close(), () => Promise.resolve(expect(server.refused).toEqual([])));
    return { files: s3Store({ dataDir, address: server.address }), dataDir, names: () => Promise.resolve([...server.objects.keys()].map((key) => key.replace(/^files\//, ""))) };
  },
  async HOSTED() {
    const [dataDir, service] = await Promise.all([newFolder(), openHostedService()]);
    endings.push(() => service.close());
    return { files: hostedStore({ dataDir, token: service.token, ...service.addresses }), dataDir, names: () => Promise.resolve([...service.files.keys()]) };
  },
};

async function bytesOf(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function listed(files: FileStorage): Promise<{ name: string; size: number }[]> {
  const all: { name: string; size: number }[] = [];
  for await (const { name, size, changedAt } of files.list()) {
    expect(Math.abs(changedAt.getTime() - Date.now())).toBeLessThan(60_000);
    all.push({ name, size });
  }
  return all;
}

const spooled = (dataDir: string) => readdir(join(dataDir, "files", "incoming")).catch(() => []);

describe.each(["LOCAL", "S3", "HOSTED"] as const)("the %s store", (kind) => {
  it("gives back what it was given: whole, in ranges, as a file; lists it; forgets it when told", async () => {
    const { files, dataDir, names } = await OPEN[kind]();
    expect(files.kind).toBe(kind);
    await files.check();
    const bytes = randomBytes(150_000);
    const saved = await files.save(Readable.from([bytes.subarray(0, 70_000), bytes.subarray(70_000)]));
    expect(saved).toEqual({ name: saved.name, size: 150_000, sha256: createHash("sha256").update(bytes).digest("hex") });
    expect(await names()).toEqual([saved.name]);
    expect((await bytesOf(await files.open(saved.name))).equals(bytes)).toBe(true);
    expect((await bytesOf(await files.open(saved.name, { start: 10, end: 19 }))).equals(bytes.subarray(10, 20))).toBe(true);
    expect((await bytesOf(await files.open(saved.name, { start: 149_990 }))).equals(bytes.subarray(149_990))).toBe(true);
    const local = await files.localPath(saved.name);
    expect((await readFile(local.path)).equals(bytes)).toBe(true);
    await local.release();
    expect(await listed(files)).toEqual([{ name: saved.name, size: 150_000 }]);
    expect(await files.freeBytes()).toBeGreaterThan(0);
    await files.remove(saved.name);
    await files.remove(saved.name);
    expect(await names()).toEqual([]);
    await expect(files.open(saved.name).then(bytesOf)).rejects.toThrow(FileMissing);
    expect(await spooled(dataDir)).toEqual([]);
  });

  it("lists more than a page of files, each once", async () => {
    const { files } = await OPEN[kind]();
    const saved = await Promise.all(Array.from({ length: 5 }, (_, index) => files.save(randomBytes(10 + index))));
    expect((await listed(files)).map(({ name }) => name).sort()).toEqual(saved.map(({ name }) => name).sort());
  });

  it("refuses more bytes than allowed and what breaks on the way, and keeps nothing of them", async () => {
    const { files, dataDir, names } = await OPEN[kind]();
    await expect(files.save(randomBytes(101), { maxBytes: 100 })).rejects.toThrow(TooManyBytes);
    const breaking = new Readable({
      read() {
        this.push(randomBytes(10));
        this.destroy(new Error("the line broke"));
      },
    });
    await expect(files.save(breaking)).rejects.toThrow("the line broke");
    expect([await names(), await spooled(dataDir)]).toEqual([[], []]);
  });

  it.each(["../../etc/passwd", "", "a/b", "files/x", "0".repeat(9), `${"0".repeat(31)}\0`, "https://khac.example/x"])("takes no name from outside: %j", async (name) => {
    const { files } = await OPEN[kind]();
    await expect(files.open(name)).rejects.toThrow(RangeError);
    await expect(Promise.resolve().then(() => files.remove(name))).rejects.toThrow(RangeError);
  });
});

describe.each(["LOCAL", "S3"] as const)("the %s store", (kind) => {
  it("takes a file over out of the spool, also when it did so before and was killed right after", async () => {
    const { files, dataDir, names } = await OPEN[kind]();
    const { path, ...bytes } = await files.spool.write(randomBytes(1_000));
    expect(await files.adopt(path, bytes)).toBe(bytes.name);
    expect(await files.adopt(path, bytes)).toBe(bytes.name);
    expect([await names(), await spooled(dataDir)]).toEqual([[bytes.name], []]);
    await expect(files.adopt(path, { ...bytes, name: "0".repeat(32) })).rejects.toThrow();
  });
});

it("files on the local disk are for their owner alone, fanned out by the first digits of random names", async () => {
  const { files, dataDir } = await OPEN.LOCAL();
  const { name } = await files.save(randomBytes(10));
  const path = join(dataDir, "files", name.slice(0, 2), name);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect((await stat(join(dataDir, "files"))).mode & 0o777).toBe(0o700);
});

it("a bucket that refuses or lacks answers is an error, never an empty file, and a check says so", async () => {
  const server = await openS3Server();
  const dataDir = await newFolder();
  endings.push(() => server.close());
  const files = s3Store({ dataDir, address: server.address });
  const { name } = await files.save(randomBytes(10));
  server.failWith(503);
  await expect(files.open(name)).rejects.toThrow("503");
  await expect(files.save(randomBytes(10))).rejects.toThrow("503");
  await expect(files.check()).rejects.toThrow("503");
  expect(await spooled(dataDir)).toEqual([]);
  server.failWith(null);
  const wrongKey = s3Store({ dataDir, address: { ...server.address, secretAccessKey: "khac" } });
  await expect(wrongKey.check()).rejects.toThrow("403");
  expect(server.refused).toEqual(["SignatureDoesNotMatch"]);
});

it("a file waits in the spool while the bucket is away, and is sent when it is back", async () => {
  const server = await openS3Server();
  endings.push(() => server.close());
  const files = s3Store({ dataDir: await newFolder(), address: server.address });
  const { path, ...bytes } = await files.spool.write(randomBytes(5_000));
  server.failWith(500);
  await expect(files.adopt(path, bytes)).rejects.toThrow("500");
  expect(await files.spool.partSize(bytes.name)).toBe(5_000);
  server.failWith(null);
  await files.adopt(path, bytes);
  expect(server.objects.get(`files/${bytes.name}`)?.bytes.length).toBe(5_000);
});

it("the hosted store is given random names only, and everything is private", async () => {
  const service = await openHostedService();
  endings.push(() => service.close());
  const files = hostedStore({ dataDir: await newFolder(), token: service.token, ...service.addresses });
  const { name } = await files.save(randomBytes(10));
  expect(service.files.get(name)).toMatchObject({ acl: "private", name: expect.stringMatching(/^[0-9a-f]{32}$/) });
  const link = await files.signedUrl(name);
  expect(await (await fetch(link ?? "")).arrayBuffer()).toHaveProperty("byteLength", 10);
  expect((await fetch((link ?? "").replace(name, name.replace(/^./, "Q")))).status).toBe(403);
});

it("the configuration decides which store it is", () => {
  const s3 = { endpoint: "http://s3.invalid", bucket: "b", region: "r", accessKeyId: "a", secretAccessKey: "s" };
  const none = { dataDir: "/nonexistent", s3: null, uploadthingToken: null };
  expect([openStorage(none).kind, openStorage({ ...none, s3 }).kind, openStorage({ ...none, uploadthingToken: "token" }).kind]).toEqual(["LOCAL", "S3", "HOSTED"]);
});

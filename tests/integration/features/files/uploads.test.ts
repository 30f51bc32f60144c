import { createHash, randomUUID } from "node:crypto";
import { readdir, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { declaredBytes } from "~/data/entry-files.server";
import { findUpload, registerUploads } from "~/data/uploads.server";
import { discardDraft, withdrawEntry } from "~/features/entries/withdraw-entry.server";
import { attachFile } from "~/features/files/attach-file.server";
import { declareFile, removeFile } from "~/features/files/entry-files.server";
import { readRegistration } from "~/features/files/upload-metadata.server";
import { createCallbackLine } from "~/platform/files/ingest/callback.server";
import { filmBytes, pdfBytes, programBytes } from "../../../factories/file-bytes";
import { failInserts } from "../../../support/failing-table";
import { askForAddress, framed, multipart, putBytes, sendRaw, startOf, type Presigned } from "../../../support/raw-client";
import { openUploadSite, UPLOAD_KEY, type UploadSite } from "../../../support/upload-site";

let site: UploadSite;
let pdf: Buffer;
beforeAll(async () => {
  site = await openUploadSite();
  pdf = await pdfBytes();
});
afterAll(() => site.close());

const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
const rowOf = (fileKey: string) => site.services.db.prisma.entryFile.findFirstOrThrow({ where: { key: fileKey } });
const uploadOf = (key: string) => site.services.db.prisma.upload.findUniqueOrThrow({ where: { key } });

async function address(bytes: Buffer, name = "ban-thuyet-minh.pdf", type = "application/pdf"): Promise<Presigned & { fileKey: string }> {
  const fileKey = await site.declare(bytes, name);
  const { presigned } = await askForAddress(site, { fileKey, size: bytes.length, name, type });
  return { ...presigned, fileKey };
}

async function storeNames(): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of site.services.files.list()) names.push(name);
  return names;
}

describe("a complete upload", () => {
  it("becomes a stored file tied to the declared one, under a name of its own", async () => {
    const one = await address(pdf);
    const { status, body } = await putBytes(site, one.target, pdf);
    expect(status).toBe(200);
    const { fileId } = await rowOf(one.fileKey);
    expect(body?.serverData).toEqual({ fileId });
    const stored = await site.services.db.prisma.storedFile.findUniqueOrThrow({ where: { id: fileId ?? "" } });
    expect(stored).toMatchObject({ editionId: site.editionId, store: "LOCAL", uploadKey: one.key, size: pdf.length, sha256: sha256(pdf), family: "PDF", mime: "application/pdf", pages: 1, uploadedById: site.owner.actor.userId });
    expect(await storeNames()).toContain(stored.storageName);
    expect(stored.storageName).not.toContain(one.key);
    expect(await uploadOf(one.key)).toMatchObject({ state: "DONE", sha256: sha256(pdf), failure: null });
  });

  it("never carries the sender's name for the file in its address or its record", async () => {
    const one = await address(pdf, "Đơn của bé Nguyễn Thị Lan lớp 5A.pdf");
    expect(decodeURIComponent(decodeURIComponent(one.url))).not.toMatch(/Lan|5A|Đơn/);
    expect(decodeURIComponent(one.url)).toContain(`${one.fileKey}.pdf`);
    expect(JSON.stringify((await uploadOf(one.key)).metadata)).not.toMatch(/Lan|5A/);
  });

  it("attached twice is attached once", async () => {
    const one = await address(pdf);
    await putBytes(site, one.target, pdf);
    const { fileId } = await rowOf(one.fileKey);
    const upload = await uploadOf(one.key);
    const inspected = { family: "PDF", mime: "application/pdf", width: null, height: null, seconds: null, pages: 1, playable: true, problem: null } as const;
    const bytes = { name: upload.storageName, size: pdf.length, sha256: sha256(pdf) };
    const again = () => attachFile(site.services, { editionId: site.editionId, entryId: site.entryId, fileKey: one.fileKey, uploadKey: one.key, uploadedById: upload.userId, bytes, inspected, allowedAt: new Date(), now: new Date() }, "LOCAL");
    expect(await Promise.all([again(), again()])).toEqual([{ fileId, refusal: null }, { fileId, refusal: null }]);
    expect(await site.services.db.prisma.storedFile.count({ where: { uploadKey: one.key } })).toBe(1);
  });
});

describe("bytes that are not what they should be", () => {
  it("a program called a picture is refused in plain words, noted on the file, and nothing of it stays", async () => {
    const program = programBytes();
    const before = await storeNames();
    const one = await address(program, "anh.png", "image/png");
    const answer = await putBytes(site, one.target, program);
    expect([answer.status, answer.body?.reason, typeof answer.body?.error]).toEqual([422, "unknown_content", "string"]);
    expect(await rowOf(one.fileKey)).toMatchObject({ fileId: null, problem: "unknown_content" });
    expect(await storeNames()).toEqual(before);
    expect(await site.services.files.spool.partSize((await uploadOf(one.key)).storageName)).toBe(0);
    const again = await putBytes(site, one.target, program);
    expect([again.status, again.body]).toEqual([422, answer.body]);
  });

  it("other bytes than were declared are refused though their size is right, and the right ones can follow", async () => {
    const film = filmBytes({ payload: Buffer.alloc(5_000, 1) });
    const other = filmBytes({ payload: Buffer.alloc(5_000, 2) });
    const one = await address(film, "phim.mp4", "video/mp4");
    expect((await putBytes(site, one.target, other)).body?.reason).toBe("hash_differs");
    expect(await rowOf(one.fileKey)).toMatchObject({ fileId: null, problem: "hash_differs" });
    const { presigned } = await askForAddress(site, { fileKey: one.fileKey, size: film.length, name: "phim.mp4", type: "video/mp4" });
    expect((await putBytes(site, presigned.target, film)).status).toBe(200);
    expect(await rowOf(one.fileKey)).toMatchObject({ problem: null });
  });

  it("bytes of a file that was taken out of the entry meanwhile are not kept", async () => {
    const before = await storeNames();
    const one = await address(pdf);
    await site.services.db.prisma.entryFile.deleteMany({ where: { key: one.fileKey } });
    expect((await putBytes(site, one.target, pdf)).body?.reason).toBe("file_gone");
    expect(await storeNames()).toEqual(before);
    expect(await site.services.db.prisma.storedFile.count({ where: { uploadKey: one.key } })).toBe(0);
  });
});

describe("when something breaks at the wrong moment", () => {
  it("an upload whose registration failed is refused, and the next attempt works", async () => {
    const mend = await failInserts(site.services, "Upload");
    const one = await address(pdf);
    expect(one.url).not.toBe("");
    expect((await putBytes(site, one.target, pdf)).body?.reason).toBe("not_registered");
    await mend();
    const { presigned } = await askForAddress(site, { fileKey: one.fileKey, size: pdf.length });
    expect((await putBytes(site, presigned.target, pdf)).status).toBe(200);
  });

  it("a second registration of a known key is refused and harms the first in nothing", async () => {
    const one = await address(pdf);
    const { metadata, callbackUrl } = await uploadOf(one.key);
    const line = createCallbackLine({
      base: "http://localhost:3000/ingest",
      apiKey: UPLOAD_KEY,
      book: { register: (uploads) => registerUploads(site.services.db, uploads.map((upload) => ({ ...upload, metadata: { ...upload.metadata } }))) },
      log: site.services.log,
      readRegistration: (body) => readRegistration(body, new Date()),
      call: () => Promise.reject(new Error("not asked")),
    });
    const register = (fileKeys: string[], size: number) =>
      line.fetch("http://localhost:3000/ingest/route-metadata", {
        method: "POST",
        headers: { "x-uploadthing-api-key": UPLOAD_KEY },
        body: JSON.stringify({ fileKeys, metadata: { ...(metadata as object), size, userId: "someone-else" }, isDev: false, callbackUrl, callbackSlug: "entryFile", awaitServerData: true }),
      });
    expect((await register([one.key], 5)).status).toBe(409);
    expect((await register(["b".repeat(40)], 5)).status).toBe(200);
    expect(await uploadOf(one.key)).toMatchObject({ size: pdf.length, userId: site.owner.actor.userId });
    expect((await putBytes(site, one.target, pdf)).status).toBe(200);
  });

  it("a completion that throws is told to the sender; the bytes stay and the next try ends it", async () => {
    const one = await address(pdf);
    const mend = await failInserts(site.services, "StoredFile");
    const answer = await putBytes(site, one.target, pdf);
    expect([answer.status, answer.body?.reason, typeof answer.body?.error]).toEqual([500, "unfinished", "string"]);
    expect(await rowOf(one.fileKey)).toMatchObject({ fileId: null });
    expect(await uploadOf(one.key)).toMatchObject({ state: "RECEIVED", answer: null });
    await mend();
    expect(await startOf(site, one.target)).toBe(pdf.length);
    const again = await putBytes(site, one.target, pdf, { start: pdf.length });
    expect([again.status, (await rowOf(one.fileKey)).fileId !== null]).toEqual([200, true]);
  });

  it("a server that died between taking the bytes over and noting them ends it when it starts, once", async () => {
    const one = await address(pdf);
    const mend = await failInserts(site.services, "StoredFile");
    await putBytes(site, one.target, pdf);
    // The bytes lie in the store under their last name, no row knows them: exactly what a power cut there leaves.
    const { storageName } = await uploadOf(one.key);
    expect(await storeNames()).toContain(storageName);
    await mend();
    await site.restart();
    await Promise.all([site.desk.recover(), site.desk.recover()]);
    expect(await uploadOf(one.key)).toMatchObject({ state: "DONE" });
    expect((await rowOf(one.fileKey)).fileId).not.toBeNull();
    expect(await site.services.db.prisma.storedFile.count({ where: { storageName } })).toBe(1);
  });

  it("a server that died before it could move the bytes ends it when it starts", async () => {
    const one = await address(pdf);
    const { storageName } = await uploadOf(one.key);
    const part = await site.services.files.spool.openPart(storageName);
    await part.write(pdf);
    await part.close();
    await site.services.db.prisma.upload.update({ where: { key: one.key }, data: { state: "RECEIVED", sha256: sha256(pdf) } });
    await site.desk.recover();
    expect(await uploadOf(one.key)).toMatchObject({ state: "DONE" });
    expect((await rowOf(one.fileKey)).fileId).not.toBeNull();
  });

  it("a server that died between the last byte and noting so takes an empty rest", async () => {
    const one = await address(pdf);
    const part = await site.services.files.spool.openPart((await uploadOf(one.key)).storageName);
    await part.write(pdf);
    await part.close();
    expect(await startOf(site, one.target)).toBe(pdf.length);
    const answer = await putBytes(site, one.target, pdf, { start: pdf.length });
    expect([answer.status, answer.body?.fileHash]).toEqual([200, sha256(pdf)]);
  });

  it("a disk that is full while bytes come answers 507, keeps everything else, and goes on when there is room", async () => {
    const one = await address(pdf);
    const path = site.services.files.spool.partPath((await uploadOf(one.key)).storageName);
    // The system's own full device: every write to it fails as on a full disk.
    await symlink("/dev/full", path);
    const answer = await putBytes(site, one.target, pdf);
    expect([answer.status, answer.body?.reason]).toEqual([507, "disk_full"]);
    expect(answer.body?.error).toMatch(/hết chỗ/);
    await rm(path);
    expect((await putBytes(site, one.target, pdf, { start: await startOf(site, one.target) })).status).toBe(200);
  });

  it("a new try of the same file gives the older one up, so that nothing is counted twice", async () => {
    const one = await address(pdf);
    const { presigned: newer } = await askForAddress(site, { fileKey: one.fileKey, size: pdf.length });
    expect((await putBytes(site, one.target, pdf)).body?.reason).toBe("expired");
    expect(await findUpload(site.services.db, one.key)).toMatchObject({ state: "FAILED" });
    expect((await putBytes(site, newer.target, pdf)).status).toBe(200);
  });
});

describe("an upload to a file that is taken out of its entry", () => {
  const act = () => ({ actor: site.owner.actor, now: site.test.clock.now() });
  const underWay = async () => (await declaredBytes(site.services.db.prisma, { entryId: site.entryId, editionId: site.editionId, exceptKey: randomUUID(), withTotal: false, now: site.test.clock.now() })).underWayBytes;
  /** An address was given and some bytes came. */
  async function begun(): Promise<Presigned & { fileKey: string; storageName: string }> {
    const one = await address(pdf);
    const { storageName } = await uploadOf(one.key);
    const part = await site.services.files.spool.openPart(storageName);
    await part.write(pdf.subarray(0, 100));
    await part.close();
    return { ...one, storageName };
  }
  const expectEnded = async ({ key, target, storageName }: Awaited<ReturnType<typeof begun>>) => {
    expect(await findUpload(site.services.db, key)).toMatchObject({ state: "FAILED" });
    expect(await site.services.files.spool.partSize(storageName)).toBe(0);
    expect((await sendRaw(site.origin, { method: "HEAD", target, headers: { cookie: site.owner.cookie } })).status).toBe(410);
    expect((await putBytes(site, target, pdf)).body?.reason).toBe("expired");
    expect(await site.services.files.spool.partSize(storageName)).toBe(0);
  };

  it("ends when it is removed, and takes no room from others", async () => {
    const before = await underWay();
    const [one, other] = [await begun(), await begun()];
    expect(await underWay()).toBe(before + 2 * pdf.length);
    await removeFile(site.services, { ...act(), input: { entryId: site.entryId, key: one.fileKey } });
    expect(await underWay()).toBe(before + pdf.length);
    await expectEnded(one);
    expect((await putBytes(site, other.target, pdf, { start: 100 })).status).toBe(200);
    expect(await underWay()).toBe(before);
  });

  it("ends when another file takes its place", async () => {
    const one = await begun();
    const input = { entryId: site.entryId, partKey: site.partKey, key: randomUUID(), name: "khác.pdf", size: 5, type: "application/pdf", sha256: null, replaces: one.fileKey };
    expect(await declareFile(site.services, { ...act(), input })).toMatchObject({ ok: true });
    await expectEnded(one);
  });

  it("ends also where it was taken out in the moment the address was given", async () => {
    const one = await begun();
    await site.services.db.prisma.entryFile.deleteMany({ where: { key: one.fileKey } });
    await address(pdf);
    await expectEnded(one);
  });

  it("ends with the bytes on their way", async () => {
    const one = await address(pdf);
    const { storageName } = await uploadOf(one.key);
    const body = framed(pdf);
    const slowly = async function* () {
      yield body.subarray(0, body.length - 10);
      await removeFile(site.services, { ...act(), input: { entryId: site.entryId, key: one.fileKey } });
      yield body.subarray(body.length - 10);
    };
    const answer = await sendRaw(site.origin, { target: one.target, headers: { cookie: site.owner.cookie, range: "bytes=0-", "content-type": multipart, "content-length": body.length }, body: slowly() });
    expect([answer.status, answer.body?.reason]).toEqual([410, "expired"]);
    expect(await site.services.files.spool.partSize(storageName)).toBe(0);
  });

  it("goes on where the submitted version waits for it; ends when that is withdrawn, and with a draft that is discarded", async () => {
    const { prisma } = site.services.db;
    const one = await begun();
    const moment = { submittedAt: site.test.clock.now() };
    await prisma.entryVersion.updateMany({ where: { entryId: site.entryId }, data: { state: "SUBMITTED", ...moment } });
    await prisma.entry.update({ where: { id: site.entryId }, data: { state: "SUBMITTED", code: "T-0001", filesDueAt: new Date(Date.now() + 3_600_000), ...moment } });
    await removeFile(site.services, { ...act(), input: { entryId: site.entryId, key: one.fileKey } });
    expect(await prisma.entryFile.count({ where: { key: one.fileKey } })).toBe(1);
    expect(await uploadOf(one.key)).toMatchObject({ state: "REGISTERED" });
    const key = randomUUID();
    const input = { entryId: site.entryId, partKey: site.partKey, key, name: "thêm.pdf", size: pdf.length, type: "application/pdf", sha256: "0".repeat(64) };
    expect(await declareFile(site.services, { ...act(), input })).toMatchObject({ ok: true });
    const { presigned } = await askForAddress(site, { fileKey: key, size: pdf.length });
    expect(await discardDraft(site.services, { ...act(), input: { entryId: site.entryId } })).toMatchObject({ ok: true });
    expect([(await uploadOf(presigned.key)).state, (await uploadOf(one.key)).state]).toEqual(["FAILED", "REGISTERED"]);
    expect(await withdrawEntry(site.services, { ...act(), input: { entryId: site.entryId } })).toMatchObject({ ok: true });
    await expectEnded(one);
  });
});

it("a disk without room is refused before a byte is taken", async () => {
  const small = await openUploadSite({ change: (services) => ({ ...services, files: { ...services.files, spool: { ...services.files.spool, freeBytes: () => Promise.resolve(1_000) } } }) });
  try {
    const fileKey = await small.declare(pdf);
    const { presigned } = await askForAddress(small, { fileKey, size: pdf.length });
    const answer = await putBytes(small, presigned.target, pdf);
    expect([answer.status, answer.body?.reason]).toEqual([507, "disk_full"]);
    expect(await readdir(join(small.services.config.dataDir, "files", "incoming")).catch(() => [])).toEqual([]);
  } finally {
    await small.close();
  }
});

it("somebody with hundreds of unfinished uploads is given no further address", async () => {
  const other = await openUploadSite();
  try {
    const { userId } = other.owner.actor;
    const expiresAt = new Date(Date.now() + 3_600_000);
    const rows = Array.from({ length: 200 }, (_, index) => ({ key: `k${index}x`.padEnd(30, "0"), storageName: randomUUID(), userId, slug: "entryFile", metadata: {}, callbackUrl: "x", awaitServerData: true, size: 1, expiresAt }));
    await other.services.db.prisma.upload.createMany({ data: rows });
    const fileKey = await other.declare(pdf);
    const ask = () => askForAddress(other, { fileKey, size: pdf.length });
    expect(await ask()).toMatchObject({ status: 400, body: { reason: "too_many_uploads" } });
    // As many bytes count as much as many files.
    const { upload } = other.services.db.prisma;
    await upload.deleteMany({ where: { key: { notIn: rows.slice(0, 2).map(({ key }) => key) } } });
    expect((await ask()).status).toBe(200);
    await upload.updateMany({ where: { fileKey: null }, data: { size: 2 ** 31 - 1 } });
    expect(await ask()).toMatchObject({ status: 400, body: { reason: "too_many_uploads" } });
  } finally {
    await other.close();
  }
});

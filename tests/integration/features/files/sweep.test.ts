import { randomBytes, randomUUID } from "node:crypto";
import { utimes } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { sweepFiles } from "~/features/files/sweep.server";
import { pdfBytes } from "../../../factories/file-bytes";
import { askForAddress, putBytes } from "../../../support/raw-client";
import { openUploadSite, type UploadSite } from "../../../support/upload-site";

const HOUR = 3_600_000;
const NOTHING = { expired: 0, partials: 0, unused: 0, orphans: 0, missing: 0 };

let site: UploadSite;
let pdf: Buffer;
beforeAll(async () => {
  site = await openUploadSite();
  pdf = await pdfBytes();
});
afterAll(() => site.close());

const inHours = (hours: number) => new Date(site.test.clock.now().getTime() + hours * HOUR);
const isStored = async (name: string) => site.services.files.open(name).then((stream) => Boolean(stream.destroy()), () => false);

async function age(path: string, hours: number): Promise<void> {
  const at = new Date(site.test.clock.now().getTime() - hours * HOUR);
  await utimes(path, at, at);
}

const pathOf = (name: string) => join(site.services.config.dataDir, "files", name.slice(0, 2), name);

it("an attached file stays however old it is, and a second sweep finds nothing", async () => {
  const fileKey = await site.declare(pdf);
  const { presigned } = await askForAddress(site, { fileKey, size: pdf.length });
  await putBytes(site, presigned.target, pdf);
  const { storageName } = await site.services.db.prisma.storedFile.findUniqueOrThrow({ where: { uploadKey: presigned.key } });
  await age(pathOf(storageName), 1_000);
  expect(await sweepFiles(site.services, inHours(200))).toEqual(NOTHING);
  expect(await isStored(storageName)).toBe(true);
});

it("an upload that was never finished is given up a day after its address ran out, not before", async () => {
  const fileKey = await site.declare(pdf);
  const { presigned } = await askForAddress(site, { fileKey, size: pdf.length });
  const { storageName } = await site.services.db.prisma.upload.findUniqueOrThrow({ where: { key: presigned.key } });
  const part = await site.services.files.spool.openPart(storageName);
  await part.write(pdf.subarray(0, 100));
  await part.close();
  expect(await sweepFiles(site.services, inHours(47))).toEqual(NOTHING);
  expect(await site.services.files.spool.partSize(storageName)).toBe(100);
  expect(await sweepFiles(site.services, inHours(49))).toEqual({ ...NOTHING, expired: 1 });
  expect(await site.services.files.spool.partSize(storageName)).toBe(0);
  expect(await site.services.db.prisma.upload.findUnique({ where: { key: presigned.key }, select: { state: true, failure: true } })).toEqual({ state: "FAILED", failure: "expired" });
});

it("partial files and stored bytes that no row knows go when they are a day old, younger ones stay", async () => {
  const young = await site.services.files.save(randomBytes(50));
  const old = await site.services.files.save(randomBytes(50));
  await age(pathOf(old.name), 25);
  const [youngPart, oldPart] = [await site.services.files.spool.write(randomBytes(10)), await site.services.files.spool.write(randomBytes(10))];
  await age(oldPart.path, 25);
  expect(await sweepFiles(site.services, site.test.clock.now())).toEqual({ ...NOTHING, partials: 1, orphans: 1 });
  expect(await Promise.all([isStored(young.name), isStored(old.name)])).toEqual([true, false]);
  expect([await site.services.files.spool.partSize(youngPart.name), await site.services.files.spool.partSize(oldPart.name)]).toEqual([10, 0]);
  await site.services.files.remove(young.name);
  await site.services.files.spool.removePart(youngPart.name);
});

it("bytes of an upload whose completion is still to come are nobody's orphan", async () => {
  const { name } = await site.services.files.save(randomBytes(50));
  await age(pathOf(name), 25);
  const upload = { key: "z".repeat(40), state: "RECEIVED" as const, storageName: name, userId: site.owner.actor.userId, slug: "entryFile", metadata: {}, callbackUrl: "x", awaitServerData: true, size: 50, sha256: "0", expiresAt: inHours(-60) };
  await site.services.db.prisma.upload.create({ data: upload });
  expect(await sweepFiles(site.services, site.test.clock.now())).toEqual(NOTHING);
  await site.services.db.prisma.upload.delete({ where: { key: upload.key } });
  await site.services.files.remove(name);
});

async function storedRow(createdAt: Date): Promise<{ id: string; names: string[] }> {
  const names = [(await site.services.files.save(randomBytes(50))).name, (await site.services.files.save(randomBytes(50))).name];
  const [storageName = "", variant = ""] = names;
  const row = { id: randomUUID(), editionId: site.editionId, store: "LOCAL" as const, storageName, size: 50, sha256: "0".repeat(64), family: "PHOTO" as const, mime: "image/jpeg", uploadedById: "x", createdAt };
  await site.services.db.prisma.storedFile.create({ data: { ...row, variants: { create: { kind: "THUMBNAIL", storageName: variant, mime: "image/webp", size: 50 } } } });
  return { id: row.id, names };
}

it("a file that no entry names any more goes after a day, with its variants; a younger one stays", async () => {
  const fresh = await storedRow(inHours(-2));
  const gone = await storedRow(inHours(-30));
  expect(await sweepFiles(site.services, site.test.clock.now())).toEqual({ ...NOTHING, unused: 1 });
  expect(await Promise.all(gone.names.map(isStored))).toEqual([false, false]);
  expect(await Promise.all(fresh.names.map(isStored))).toEqual([true, true]);
  expect(await site.services.db.prisma.storedFile.count({ where: { id: { in: [fresh.id, gone.id] } } })).toBe(1);
});

it("rows whose bytes are gone are told and left alone", async () => {
  const lost = await storedRow(inHours(-2));
  await site.services.files.remove(lost.names[0] ?? "");
  expect(await sweepFiles(site.services, site.test.clock.now())).toEqual({ ...NOTHING, missing: 1 });
  expect(await site.services.db.prisma.storedFile.count({ where: { id: lost.id } })).toBe(1);
  await site.services.db.prisma.storedFile.deleteMany({ where: { uploadedById: "x" } });
});

it("a store that mostly belongs to another database is left alone", async () => {
  const names = await Promise.all(Array.from({ length: 120 }, async () => (await site.services.files.save(randomBytes(5))).name));
  for (const name of names) await age(pathOf(name), 50);
  expect((await sweepFiles(site.services, site.test.clock.now())).orphans).toBe(0);
  expect(await isStored(names[0] ?? "")).toBe(true);
});

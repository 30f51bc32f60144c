import { buffer } from "node:stream/consumers";
import sharp from "sharp";
import { afterAll, beforeAll, expect, it } from "vitest";
import { processFile, processWaiting, startFileProcessing } from "~/features/files/process-file.server";
import { makeEdition } from "../../../factories/editions";
import { makeEntry } from "../../../factories/entries";
import { docxBytes, filmBytes, heicBytes, pdfBytes, photoBytes } from "../../../factories/file-bytes";
import { makeFilePart, storeEntryFile, type StoredFileSpec } from "../../../factories/stored-files";
import { testServices, type TestServices } from "../../../support/services";

let test: TestServices;
let entryId: string;

beforeAll(async () => {
  test = await testServices();
  const { edition } = await makeEdition(test.services);
  await makeFilePart(test.services, edition.id, { key: "t" });
  entryId = (await makeEntry(test.services, edition, { files: [] })).id;
});
afterAll(() => test.close());

async function put(spec: Omit<StoredFileSpec, "partKey">): Promise<string> {
  return (await storeEntryFile(test.services, entryId, { process: false, ...spec, partKey: "t" })).fileId;
}

const read = (id: string) => test.services.db.prisma.storedFile.findUniqueOrThrow({ where: { id }, include: { variants: { orderBy: { kind: "asc" } }, text: true } });
async function namesInStore(): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of test.services.files.list()) names.push(name);
  return names;
}
const photo = async (seed = 1) => put({ family: "PHOTO", mime: "image/jpeg", bytes: await photoBytes({ seed }) });

it("writes down what was found and keeps the copies", async () => {
  const id = await photo();
  expect(await processFile(test.services, id)).toBe("done");
  const file = await read(id);
  expect(file).toMatchObject({ processing: "DONE", attempts: 1, width: 640, height: 480, playable: true, problem: null, text: null });
  expect(typeof file.perceptualHash).toBe("bigint");
  expect(file.variants.map(({ kind, mime, width, height }) => ({ kind, mime, width, height }))).toEqual([
    { kind: "CLEAN", mime: "image/jpeg", width: 640, height: 480 },
    { kind: "THUMBNAIL", mime: "image/webp", width: 400, height: 300 },
  ]);
  for (const { storageName, size } of file.variants) {
    const bytes = await buffer(await test.services.files.open(storageName));
    expect([bytes.length, (await sharp(bytes).metadata()).exif]).toEqual([size, undefined]);
  }
});

it.each([
  ["PDF", "application/pdf", pdfBytes({ lines: ["May gieo lac"], pages: 2 }), { pages: 2, problem: null }, ["CLEAN", "THUMBNAIL", "FIRST_PAGE"], /May gieo lac/],
  ["DOCUMENT", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", docxBytes(), { problem: null }, ["CLEAN"], /máy gieo lạc hai hàng/],
  ["VIDEO", "video/mp4", Promise.resolve(filmBytes()), { seconds: 12, width: 1280, playable: true }, ["CLEAN"], null],
  ["VIDEO", "video/quicktime", Promise.resolve(filmBytes({ brand: "qt  ", pictures: "hvc1" })), { playable: false, problem: "codec" }, ["CLEAN"], null],
  ["PHOTO", "image/heic", Promise.resolve(heicBytes()), { playable: false, problem: "heic", width: 4032 }, ["CLEAN"], null],
] as const)("%s (%s): its facts, its copies, its words", async (family, mime, bytes, facts, kinds, words) => {
  const id = await put({ family, mime, bytes: await bytes });
  expect(await processFile(test.services, id)).toBe("done");
  const file = await read(id);
  expect(file).toMatchObject({ processing: "DONE", ...facts });
  expect(file.variants.map(({ kind }) => kind)).toEqual(kinds);
  if (words === null) expect(file.text).toBeNull();
  else expect(file.text?.text).toMatch(words);
});

it("twice is once: later and at the same time, and nothing of the second is left in the store", async () => {
  const id = await photo(2);
  const before = (await namesInStore()).length;
  const outcomes = await Promise.all([processFile(test.services, id), processFile(test.services, id)]);
  expect(outcomes.toSorted()).toEqual(["done", "not_pending"]);
  expect(await processFile(test.services, id)).toBe("not_pending");
  const { variants } = await read(id);
  const names = await namesInStore();
  expect([names.length - before, variants.every(({ storageName }) => names.includes(storageName))]).toEqual([2, true]);
});

it("gives up what cannot be read, and says why", async () => {
  const bytes = await photoBytes();
  const id = await put({ family: "PHOTO", mime: "image/jpeg", bytes: bytes.subarray(0, bytes.length / 2) });
  expect(await processFile(test.services, id)).toBe("failed");
  expect(await read(id)).toMatchObject({ processing: "FAILED", problem: "picture_broken", variants: [] });
  expect(await processFile(test.services, id)).toBe("not_pending");
});

it("tries again after a fault of the machine, three times in all", async () => {
  const id = await photo(3);
  const { storageName } = await read(id);
  await test.services.files.remove(storageName);
  expect([await processFile(test.services, id), await processFile(test.services, id), await processFile(test.services, id)]).toEqual(["again", "again", "failed"]);
  expect(await read(id)).toMatchObject({ processing: "FAILED", problem: "processing_failed", attempts: 3 });
});

it("a process that dies at a file again and again does not get it for ever", async () => {
  const id = await photo(4);
  await test.services.db.prisma.storedFile.update({ where: { id }, data: { attempts: 3 } });
  expect(await processFile(test.services, id)).toBe("failed");
});

it("goes on with what a restart left over", async () => {
  const ids = [await photo(5), await photo(6)];
  const processing = startFileProcessing(test.services);
  try {
    await expect.poll(async () => (await Promise.all(ids.map(read))).map(({ processing: state }) => state), { interval: 200 }).toEqual(["DONE", "DONE"]);
  } finally {
    await processing.stop();
  }
  expect(await processWaiting(test.services)).toBe(0);
});

import { PDFDocument } from "@cantoo/pdf-lib";
import { unzipSync } from "fflate";
import { open, readFile, stat, writeFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import type { FileFamily } from "~/domain/contest/rules";
import { inspectUpload } from "~/platform/files/content/inspect.server";
import { makeContent, type MadeContent, storableText } from "~/platform/files/content/make-content.server";
import { box, docxBytes, filmBytes, heicBytes, pdfBytes, photoBytes, pngBytes, SECRETS, webmBytes, webpBytes } from "../../../../factories/file-bytes";
import { liveBytes } from "../../../../support/live-memory";
import { temporaryFolder } from "../../../../support/temporary-files";

const LOOK_EVERY_BYTES = 10_000_000;

const folder = temporaryFolder();
let count = 0;

async function made(family: FileFamily, mime: string, bytes: Buffer): Promise<{ content: MadeContent; bytesOf(kind: string): Promise<Buffer> }> {
  count += 1;
  const path = await folder.put(String(count), bytes);
  const content = await makeContent({ path, family, mime, size: bytes.length, scratch: folder.path(`${count}.scratch`) });
  if (!content.ok) throw new Error(content.reason);
  return {
    content: content.value,
    async bytesOf(kind) {
      const source = content.value.variants.find((one) => one.kind === kind)?.bytes();
      return source === undefined ? Buffer.alloc(0) : Buffer.isBuffer(source) ? source : buffer(source);
    },
  };
}

/** Which of the secrets stand in these bytes, in the encodings files use. */
function secretsIn(bytes: Buffer): string[] {
  const encodings = ["utf8", "latin1", "utf16le"] as const;
  return Object.values(SECRETS).filter((secret) => encodings.some((encoding) => bytes.includes(Buffer.from(secret, encoding))));
}

describe("photos", () => {
  it.each([
    ["image/jpeg", photoBytes({ orientation: 6 })],
    ["image/png", pngBytes()],
    ["image/webp", webpBytes()],
  ] as const)("%s: the clean copy tells no place, device or name, and stands upright", async (mime, source) => {
    const bytes = await source;
    expect(secretsIn(bytes).length).toBeGreaterThan(0);
    const { content, bytesOf } = await made("PHOTO", mime, bytes);
    const clean = await bytesOf("CLEAN");
    const { exif, xmp, iptc, orientation, format, width, height } = await sharp(clean).metadata();
    expect({ exif, xmp, iptc, orientation }).toEqual({ exif: undefined, xmp: undefined, iptc: undefined, orientation: undefined });
    expect(secretsIn(clean)).toEqual([]);
    expect([`image/${format}`, width, height]).toEqual([mime, content.width, content.height]);
    expect([content.width, content.height]).toEqual(mime === "image/jpeg" ? [480, 640] : [640, 480]);
    const small = await sharp(await bytesOf("THUMBNAIL")).metadata();
    expect(Math.max(small.width, small.height)).toBe(400);
  });

  it("what is hidden behind the pixels is gone", async () => {
    const { bytesOf } = await made("PHOTO", "image/jpeg", Buffer.concat([await photoBytes(), Buffer.from(`<script>${SECRETS.asciiPerson}</script>`)]));
    expect((await bytesOf("CLEAN")).includes("<script>")).toBe(false);
  });

  it("the perceptual hash stays with a picture through scaling and saving, and tells others apart", async () => {
    const hash = async (bytes: Buffer) => (await made("PHOTO", "image/jpeg", bytes)).content.perceptualHash ?? 0n;
    const original = await photoBytes({ seed: 5, width: 1200, height: 900 });
    const distance = (a: bigint, b: bigint) => [...BigInt.asUintN(64, a ^ b).toString(2)].filter((bit) => bit === "1").length;
    const [first, smaller, other] = await Promise.all([hash(original), hash(await sharp(original).resize(500).jpeg({ quality: 55 }).toBuffer()), hash(await photoBytes({ seed: 12 }))]);
    expect(distance(first, smaller)).toBeLessThanOrEqual(4);
    expect(distance(first, other)).toBeGreaterThan(10);
  });

  it("a HEIC keeps its pixels, loses its metadata, and is marked as not shown by browsers", async () => {
    const source = heicBytes();
    const { content, bytesOf } = await made("PHOTO", "image/heic", source);
    const clean = await bytesOf("CLEAN");
    expect(content).toMatchObject({ playable: false, problem: "heic", width: 4032, height: 3024 });
    expect([secretsIn(source).length > 0, secretsIn(clean), clean.length]).toEqual([true, [], source.length]);
    expect(clean.includes(Buffer.alloc(500, 7))).toBe(true);
  });
});

describe("films", () => {
  it.each(["isom", "qt  "])("brand %s: places, devices, names and dates are gone, pictures and offsets stay", async (brand) => {
    const payload = Buffer.from("the pictures themselves, byte by byte");
    const source = filmBytes({ brand, payload, placeTrack: true });
    expect(secretsIn(source).toSorted()).toEqual([SECRETS.asciiPerson, SECRETS.device, SECRETS.place].toSorted());
    const { content, bytesOf } = await made("VIDEO", brand === "qt  " ? "video/quicktime" : "video/mp4", source);
    const clean = await bytesOf("CLEAN");
    expect([secretsIn(clean), clean.length, clean.indexOf(payload)]).toEqual([[], source.length, source.indexOf(payload)]);
    for (const type of ["udta", "\u00a9xyz", "loci", "Xtra", "uuid", "mebx", "ilst"]) expect([type, clean.includes(Buffer.from(type, "latin1"))]).toEqual([type, false]);
    const recorded = Buffer.alloc(4);
    recorded.writeUInt32BE(3_900_000_000);
    expect([source.includes(recorded), clean.includes(recorded)]).toEqual([true, false]);
    expect(clean.toString("latin1", 8, 12)).toBe(brand === "qt  " ? "mp42" : brand);
    const path = await folder.put("clean.mp4", clean);
    const again = await inspectUpload(path, { name: "clip.mp4", declaredType: "", allowed: ["VIDEO"], maxBytes: clean.length });
    expect(again).toMatchObject({ ok: true, value: { seconds: 12, width: 1280, height: 720, playable: true } });
    expect(content).toMatchObject({ seconds: 12, playable: true, problem: null });
  });

  it("bytes behind the last box are left out", async () => {
    const { bytesOf } = await made("VIDEO", "video/mp4", Buffer.concat([filmBytes(), Buffer.from(`\0\0\0${SECRETS.asciiPerson}`)]));
    expect(secretsIn(await bytesOf("CLEAN"))).toEqual([]);
  });

  it("a WebM loses title, date, programs, tags, names and attached files and still reads the same", async () => {
    const source = webmBytes();
    const { content, bytesOf } = await made("VIDEO", "video/webm", source);
    const clean = await bytesOf("CLEAN");
    expect([secretsIn(source).length, secretsIn(clean), clean.length]).toEqual([3, [], source.length]);
    expect(clean.includes(Buffer.alloc(400, 3))).toBe(true);
    const path = await folder.put("clean.webm", clean);
    expect(await inspectUpload(path, { name: "clip.webm", declaredType: "", allowed: ["VIDEO"], maxBytes: clean.length })).toMatchObject({ ok: true, value: { seconds: 7.5, width: 640, height: 360 } });
    expect(content).toMatchObject({ seconds: 7.5, playable: true });
  });

  describe("a large one", () => {
    const SIZE = 300 * 1024 * 1024;
    beforeAll(async () => {
      const head = filmBytes();
      await writeFile(folder.path("large"), head);
      const file = await open(folder.path("large"), "r+");
      // A sparse file: a box of 300 MB behind the film, then the secrets again.
      const long = Buffer.alloc(16);
      long.writeUInt32BE(1);
      long.write("mdat", 4, "latin1");
      long.writeBigUInt64BE(BigInt(SIZE), 8);
      await file.write(long, 0, 16, head.length);
      const tail = box("udta", Buffer.from(SECRETS.place));
      await file.write(tail, 0, tail.length, head.length + SIZE);
      await file.close();
    });

    it("is copied piece by piece: memory does not follow its size", async () => {
      const path = folder.path("large");
      const { size } = await stat(path);
      const content = await makeContent({ path, family: "VIDEO", mime: "video/mp4", size, scratch: folder.path("scratch") });
      const source = content.ok ? content.value.variants[0]?.bytes() : null;
      if (!source || Buffer.isBuffer(source)) throw new Error("no stream");
      const before = liveBytes();
      let [copied, highest, found, looked] = [0, before, 0, 0];
      for await (const chunk of source) {
        copied += (chunk as Buffer).length;
        found += secretsIn(chunk as Buffer).length;
        if (copied - looked > LOOK_EVERY_BYTES) [looked, highest] = [copied, Math.max(highest, liveBytes())];
      }
      expect([copied, found]).toEqual([size, 0]);
      expect(highest - before).toBeLessThan(80 * 1024 * 1024);
    });
  });
});

describe("documents", () => {
  it("a PDF: nobody is named in its properties, metadata, comments and attached files; its first page is a picture, its words are read", async () => {
    const source = await pdfBytes({ lines: ["May gieo lac", "hai hang"], pages: 2 });
    const { content, bytesOf } = await made("PDF", "application/pdf", source);
    const clean = await bytesOf("CLEAN");
    const document = await PDFDocument.load(clean, { updateMetadata: false });
    expect([document.getAuthor(), document.getTitle(), document.getPageCount(), document.getAttachments()]).toEqual([undefined, undefined, 2, []]);
    const objects = document.context.enumerateIndirectObjects().map(([, object]) => object.toString()).join("\n");
    expect([objects.includes("Metadata"), objects.includes("EmbeddedFile"), objects.includes(SECRETS.asciiPerson)]).toEqual([false, false, false]);
    expect(objects).toContain("xem lai");
    expect(secretsIn(clean)).toEqual([]);
    expect(content).toMatchObject({ pages: 2, text: expect.stringMatching(/May gieo lac\s+hai hang/) as string });
    const page = await sharp(await bytesOf("FIRST_PAGE")).metadata();
    expect([page.width, page.format, (await sharp(await bytesOf("THUMBNAIL")).metadata()).height]).toEqual([1000, "webp", 400]);
  });

  it("a DOCX: nobody is named in its properties and comments, its pictures have no place; its words are read", async () => {
    const { content, bytesOf } = await made("DOCUMENT", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", await docxBytes());
    const clean = await bytesOf("CLEAN");
    const parts = unzipSync(clean);
    expect(Object.entries(parts).filter(([, part]) => secretsIn(Buffer.from(part)).length > 0)).toEqual([]);
    const picture = Object.entries(parts).find(([name]) => name.endsWith(".jpg"))?.[1] ?? new Uint8Array();
    const { width, height, exif, xmp } = await sharp(picture).metadata();
    expect([width, height, exif, xmp]).toEqual([200, 150, undefined, undefined]);
    expect(content.text).toContain("Bản thuyết minh: máy gieo lạc hai hàng.");
    const path = await folder.put("clean.docx", clean);
    expect(await inspectUpload(path, { name: "a.docx", declaredType: "", allowed: ["DOCUMENT"], maxBytes: clean.length })).toMatchObject({ ok: true });
    expect((await readFile(path)).length).toBe(clean.length);
  });

  it("text is kept as the database takes it", () => {
    expect(storableText("Ma\u0301y\0 gieo\r\nla\u0323c\u0007 \ud800x")).toBe("Máy gieo\nlạc x");
    expect(Buffer.byteLength(storableText("ạ".repeat(100_000)))).toBeLessThanOrEqual(200_000);
    expect(storableText("ạ".repeat(100_000))).toMatch(/^ạ+$/);
  });
});

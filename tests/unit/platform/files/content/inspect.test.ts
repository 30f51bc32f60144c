import { zipSync } from "fflate";
import { expect, it } from "vitest";
import type { FileFamily } from "~/domain/contest/rules";
import { inspectUpload } from "~/platform/files/content/inspect.server";
import { changedDocx, docxBytes, filmBytes, heicBytes, hugePicture, pdfBytes, photoBytes, pngBytes, programBytes, webmBytes, webpBytes } from "../../../../factories/file-bytes";
import { temporaryFolder } from "../../../../support/temporary-files";

const folder = temporaryFolder();
const ALL: readonly FileFamily[] = ["PHOTO", "PDF", "DOCUMENT", "VIDEO"];
let count = 0;

async function inspect(name: string, bytes: Buffer | string, options: { declaredType?: string; allowed?: readonly FileFamily[]; maxBytes?: number } = {}) {
  count += 1;
  const path = await folder.put(String(count), bytes);
  return inspectUpload(path, { name, declaredType: options.declaredType ?? "", allowed: options.allowed ?? ALL, maxBytes: options.maxBytes ?? 50_000_000 });
}

const taken = (value: object) => ({ ok: true, value: { width: null, height: null, seconds: null, pages: null, playable: true, problem: null, ...value } });
const refusal = (reason: string) => ({ ok: false, reason });

it("takes photos as phones and computers make them, with their size as shown", async () => {
  expect(await inspect("nhà.jpg", await photoBytes())).toEqual(taken({ family: "PHOTO", mime: "image/jpeg", width: 640, height: 480 }));
  expect(await inspect("dung.JPEG", await photoBytes({ orientation: 6 }))).toEqual(taken({ family: "PHOTO", mime: "image/jpeg", width: 480, height: 640 }));
  expect(await inspect("so-do.png", await pngBytes())).toEqual(taken({ family: "PHOTO", mime: "image/png", width: 640, height: 480 }));
  expect(await inspect("anh.webp", await webpBytes())).toEqual(taken({ family: "PHOTO", mime: "image/webp", width: 640, height: 480 }));
});

it("takes a HEIC and says that others cannot see it", async () => {
  expect(await inspect("IMG_0001.HEIC", heicBytes())).toEqual(taken({ family: "PHOTO", mime: "image/heic", width: 4032, height: 3024, playable: false, problem: "heic" }));
});

it("takes documents", async () => {
  expect(await inspect("thuyết minh.pdf", await pdfBytes({ pages: 3 }))).toEqual(taken({ family: "PDF", mime: "application/pdf", pages: 3 }));
  const mime = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  expect(await inspect("thuyet minh.docx", await docxBytes())).toEqual(taken({ family: "DOCUMENT", mime }));
});

it("takes films, and says where browsers don't play them", async () => {
  expect(await inspect("clip.mp4", filmBytes())).toEqual(taken({ family: "VIDEO", mime: "video/mp4", width: 1280, height: 720, seconds: 12 }));
  expect(await inspect("clip.mov", filmBytes({ brand: "qt  " }))).toEqual(taken({ family: "VIDEO", mime: "video/quicktime", width: 1280, height: 720, seconds: 12 }));
  expect(await inspect("im.mp4", filmBytes({ sound: null }))).toMatchObject({ ok: true, value: { playable: true } });
  expect(await inspect("hevc.mov", filmBytes({ brand: "qt  ", pictures: "hvc1" }))).toMatchObject({ ok: true, value: { playable: false, problem: "codec" } });
  expect(await inspect("tieng.mp4", filmBytes({ sound: "samr" }))).toMatchObject({ ok: true, value: { playable: false, problem: "codec" } });
  expect(await inspect("clip.webm", webmBytes())).toEqual(taken({ family: "VIDEO", mime: "video/webm", width: 640, height: 360, seconds: 7.5 }));
  expect(await inspect("clip.webm", webmBytes({ codec: "V_MPEGH/ISO/HEVC" }))).toMatchObject({ ok: true, value: { playable: false, problem: "codec" } });
});

it("goes by the content, never by the name", async () => {
  expect(await inspect("anh.jpg", programBytes())).toEqual(refusal("unknown_content"));
  expect(await inspect("anh.png", "<html><script>alert(1)</script></html>")).toEqual(refusal("unknown_content"));
  expect(await inspect("anh.png", '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', { declaredType: "image/png" })).toEqual(refusal("unknown_content"));
  expect(await inspect("tep.pdf", Buffer.concat([Buffer.from("<script>alert(1)</script>\n"), await pdfBytes()]))).toEqual(refusal("unknown_content"));
  expect(await inspect("tep.docx", Buffer.from(zipSync({ "a.txt": new Uint8Array(10) })))).toEqual(refusal("unknown_content"));
  expect(await inspect("anh.jpg", await pdfBytes())).toEqual(refusal("content_differs"));
  expect(await inspect("tep.pdf", await photoBytes())).toEqual(refusal("content_differs"));
  expect(await inspect("chay.exe", await photoBytes(), { declaredType: "image/jpeg" })).toEqual(refusal("content_differs"));
  expect(await inspect("khong-duoi", await photoBytes())).toMatchObject({ ok: true, value: { family: "PHOTO" } });
});

it("keeps to what the part takes", async () => {
  const photo = await photoBytes();
  expect(await inspect("anh.jpg", photo, { allowed: ["PDF", "DOCUMENT"] })).toEqual(refusal("family_not_allowed"));
  expect(await inspect("anh.jpg", photo, { maxBytes: photo.length - 1 })).toEqual(refusal("file_too_large"));
  expect(await inspect("anh.jpg", photo, { maxBytes: photo.length })).toMatchObject({ ok: true });
  expect(await inspect("anh.jpg", "")).toEqual(refusal("empty_file"));
});

it("refuses pictures that are damaged or too large to open", async () => {
  const photo = await photoBytes();
  expect(await inspect("cat.jpg", photo.subarray(0, photo.length / 2))).toEqual(refusal("picture_broken"));
  expect(await inspect("dau.jpg", photo.subarray(0, 100))).toEqual(refusal("picture_broken"));
  expect(await inspect("bom.png", await hugePicture())).toEqual(refusal("picture_too_large"));
  expect(await inspect("bom.heic", heicBytes({ width: 60_000, height: 60_000 }))).toEqual(refusal("picture_too_large"));
  const heic = heicBytes();
  expect(await inspect("cat.heic", heic.subarray(0, 60))).toEqual(refusal("picture_broken"));
});

it("refuses PDFs that are locked, broken or act by themselves", async () => {
  expect(await inspect("khoa.pdf", await pdfBytes({ password: "bi-mat" }))).toEqual(refusal("pdf_encrypted"));
  expect(await inspect("hong.pdf", Buffer.from("%PDF-1.7\nkhông có gì ở đây"))).toEqual(refusal("pdf_broken"));
  expect(await inspect("ma.pdf", await pdfBytes({ active: "script" }))).toEqual(refusal("pdf_active"));
  expect(await inspect("ma.pdf", await pdfBytes({ active: "script-in-annotation" }))).toEqual(refusal("pdf_active"));
  expect(await inspect("ma.pdf", await pdfBytes({ active: "launch" }))).toEqual(refusal("pdf_active"));
});

it("refuses documents that hold programs or fetch templates", async () => {
  const name = "tep.docx";
  expect(await inspect(name, await changedDocx({ "word/vbaProject.bin": new Uint8Array(100) }))).toEqual(refusal("document_macros"));
  expect(await inspect(name, await changedDocx({ "word/activeX/activeX1.xml": "<x/>" }))).toEqual(refusal("document_macros"));
  const macro = (types: string) => types.replaceAll("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", "application/vnd.ms-word.document.macroEnabled.main+xml");
  expect(await inspect(name, await changedDocx({ "[Content_Types].xml": macro }))).toEqual(refusal("document_macros"));
  const template = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="http://xa.example/mau.dotm" TargetMode="External"/></Relationships>';
  expect(await inspect(name, await changedDocx({ "word/_rels/settings.xml.rels": template }))).toEqual(refusal("document_macros"));
  const withObject = (program: string) => (xml: string) => xml.replace("<w:body>", `<w:body><w:p><w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="Embed" ProgID="${program}"/></w:object></w:r></w:p>`);
  expect(await inspect(name, await changedDocx({ "word/document.xml": withObject("Package") }))).toEqual(refusal("document_macros"));
  expect(await inspect(name, await changedDocx({ "word/document.xml": withObject("Equation.DSMT4") }))).toMatchObject({ ok: true });
});

it("refuses documents that unpack without end, or are none", async () => {
  const name = "tep.docx";
  expect(await inspect(name, await changedDocx({ "word/media/bom.bin": new Uint8Array(64 * 1024 * 1024) }))).toEqual(refusal("document_bomb"));
  const many = Object.fromEntries(Array.from({ length: 3_100 }, (_, index) => [`word/media/${index}.bin`, "x"]));
  expect(await inspect(name, await changedDocx(many))).toEqual(refusal("document_bomb"));
  expect(await inspect(name, await changedDocx({ "word/document.xml": "<w:document" }))).toEqual(refusal("document_broken"));
  const lying = await changedDocx({ "word/media/a.xml": "x".repeat(20_000_000) });
  const entry = lying.lastIndexOf("word/media/a.xml") - 46;
  expect(lying.readUInt32LE(entry + 24)).toBe(20_000_000);
  lying.writeUInt32LE(10, entry + 24);
  expect(await inspect(name, lying)).toEqual(refusal("document_bomb"));
});

it("refuses films that are cut off or hold no pictures", async () => {
  const film = filmBytes();
  expect(await inspect("cat.mp4", film.subarray(0, film.length - 1_500))).toEqual(refusal("video_broken"));
  expect(await inspect("dau.mp4", film.subarray(0, 64))).toEqual(refusal("video_broken"));
  expect(await inspect("cat.webm", webmBytes().subarray(0, 200))).toEqual(refusal("video_broken"));
});

import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readFormWithFiles, type FormLimits } from "~/platform/http/read-form-with-files.server";
import { localStore } from "~/platform/files/storage/local-store.server";
import type { FileStorage } from "~/platform/files/storage/storage.server";

let folder: string;
let files: FileStorage;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sangtao-form-"));
  files = localStore(folder);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const spooled = () => readdir(join(folder, "files", "incoming")).catch(() => []);

function request(form: FormData): Request {
  return new Request("http://localhost/", { method: "POST", body: form });
}

function read(form: FormData | Request, limits: FormLimits = { maxBytes: 1_000_000 }) {
  return readFormWithFiles({ files }, form instanceof Request ? form : request(form), limits);
}

function raw(body: Buffer | ReadableStream, type = "multipart/form-data; boundary=ranh"): Request {
  return new Request("http://localhost/", { method: "POST", body: body instanceof ReadableStream ? body : new Uint8Array(body), headers: { "content-type": type }, duplex: "half" } as RequestInit);
}

it("texts come as a form, files lie on the disk with size and hash, in any order", async () => {
  const bytes = randomBytes(300_000);
  const form = new FormData();
  form.append("ten", "Nguyễn Thị Bé");
  form.append("tep", new File([bytes], "Ảnh chụp.JPG", { type: "image/jpeg" }));
  form.append("muc", "1");
  form.append("muc", "2");
  const result = await read(form);
  if (!result.ok) throw new Error(result.reason);
  const { form: fields, files: [file, ...others], discard } = result.value;
  expect([...fields]).toEqual([["ten", "Nguyễn Thị Bé"], ["muc", "1"], ["muc", "2"]]);
  expect(others).toEqual([]);
  expect(file).toMatchObject({ field: "tep", name: "Ảnh chụp.JPG", declaredType: "image/jpeg", size: 300_000, sha256: sha256(bytes) });
  expect(sha256(await readFile(file?.path ?? ""))).toBe(sha256(bytes));
  await discard();
  expect(await spooled()).toEqual([]);
});

it("a file field left empty is no file", async () => {
  const form = new FormData();
  form.append("tep", new File([], ""));
  const result = await read(form);
  expect(result.ok && result.value.files).toEqual([]);
});

it.each([
  ["../../etc/passwd", "passwd"],
  ["C:\\Users\\Be\\anh.jpg", "anh.jpg"],
  ["anh\u202Egpj.exe", "anhgpj.exe"],
  [`${"a".repeat(300)}.pdf`, `${"a".repeat(116)}.pdf`],
])("a hostile name %j is cleaned and never a path", async (given, expected) => {
  const form = new FormData();
  form.append("tep", new File(["x"], given));
  const result = await read(form);
  expect(result.ok && result.value.files[0]?.name).toBe(expected);
  expect(await spooled()).toEqual([expect.stringMatching(/^[0-9a-f]{32}\.part$/)]);
});

function formOf(...sizes: number[]): FormData {
  const form = new FormData();
  sizes.forEach((size, index) => form.append("tep", new File([randomBytes(size)], `t${index}.jpg`)));
  return form;
}

it("exactly the limit passes; one byte more, one file more, too much text are refused and leave nothing behind", async () => {
  expect((await read(formOf(5_000), { maxBytes: 5_000 })).ok).toBe(true);
  await rm(join(folder, "files"), { recursive: true });
  expect(await read(formOf(5_001), { maxBytes: 5_000 })).toEqual({ ok: false, reason: "file_too_large" });
  expect(await read(formOf(10, 10, 10), { maxBytes: 5_000, maxFiles: 2 })).toEqual({ ok: false, reason: "too_many_files" });
  const long = formOf(10);
  long.append("text", "a".repeat(2_100_000));
  expect((await read(long, { maxBytes: 5_000_000 })).ok).toBe(false);
  expect(await spooled()).toEqual([]);
});

it("a body that says it is too large is refused unread", async () => {
  const body = new ReadableStream({
    pull() {
      throw new Error("was read");
    },
  }, { highWaterMark: 0 });
  const asked = raw(body);
  asked.headers.set("content-length", "900000000");
  expect(await read(asked)).toEqual({ ok: false, reason: "too_large" });
});

const PART = '--ranh\r\nContent-Disposition: form-data; name="tep"; filename="a.jpg"\r\n\r\n';

it.each([
  ["that is cut inside a file", raw(Buffer.from(`${PART}half`))],
  ["that is no multipart", raw(Buffer.from("ten=1"), "application/x-www-form-urlencoded")],
  ["without a boundary", raw(Buffer.from(`${PART}x\r\n--ranh--`), "multipart/form-data; x=1")],
  ["of noise", raw(randomBytes(10_000))],
])("a body %s is refused and leaves nothing behind", async (_what, asked) => {
  expect(await read(asked)).toEqual({ ok: false, reason: "invalid" });
  expect(await spooled()).toEqual([]);
});

it("a connection that breaks in a file is refused and leaves nothing behind", async () => {
  let pulled = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled += 1;
      if (pulled === 1) controller.enqueue(new TextEncoder().encode(PART));
      else if (pulled < 20) controller.enqueue(randomBytes(10_000));
      else controller.error(new Error("connection reset"));
    },
  });
  expect(await read(raw(body))).toEqual({ ok: false, reason: "invalid" });
  expect(await spooled()).toEqual([]);
});

const MEBI = 1024 * 1024;

/** A form of so many bytes that says its length and comes as slowly as it is let. */
function slowForm(length: number) {
  let sent = 0;
  const gate: { open: () => void; opened: Promise<void> } = { open: () => undefined, opened: Promise.resolve() };
  gate.opened = new Promise((resolve) => (gate.open = resolve));
  const end = Buffer.from("\r\n--ranh--\r\n");
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (sent === 0) controller.enqueue(new TextEncoder().encode(PART));
      if (sent > 0) await gate.opened;
      const chunk = Math.min(MEBI, length - sent);
      controller.enqueue(randomBytes(chunk));
      sent += chunk;
      if (sent < length) return;
      controller.enqueue(end);
      controller.close();
    },
  });
  const asked = raw(body);
  asked.headers.set("content-length", String(length));
  return { asked, finish: gate.open, sent: () => sent };
}

it("forms under way are added up: what does not fit beside them is refused, and fits again when they are done", async () => {
  const spool = { ...files.spool, freeBytes: () => Promise.resolve(10 * MEBI) };
  const readBeside = (asked: Request) => readFormWithFiles({ files: { spool } }, asked, { maxBytes: 20 * MEBI });
  const forms = Array.from({ length: 5 }, () => slowForm(4 * MEBI));
  const reading = forms.map(({ asked }) => readBeside(asked));
  const refused = await Promise.all(reading.slice(2));
  expect(refused).toEqual(Array.from({ length: 3 }, () => ({ ok: false, reason: "disk_full" })));
  forms.forEach(({ finish }) => finish());
  const taken = await Promise.all(reading.slice(0, 2));
  expect(taken.map((result) => result.ok && result.value.files[0]?.size)).toEqual([4 * MEBI, 4 * MEBI]);
  for (const result of taken) if (result.ok) await result.value.discard();
  expect(await spooled()).toEqual([]);
  const whole = slowForm(10 * MEBI);
  whole.finish();
  expect((await readBeside(whole.asked)).ok).toBe(true);
});

it("a form that breaks off gives its room back", async () => {
  const spool = { ...files.spool, freeBytes: () => Promise.resolve(10 * MEBI) };
  const broken = raw(Buffer.from(`${PART}half`));
  broken.headers.set("content-length", String(9 * MEBI));
  expect(await readFormWithFiles({ files: { spool } }, broken, { maxBytes: 20 * MEBI })).toEqual({ ok: false, reason: "invalid" });
  const next = slowForm(9 * MEBI);
  next.finish();
  expect((await readFormWithFiles({ files: { spool } }, next.asked, { maxBytes: 20 * MEBI })).ok).toBe(true);
});

it("a disk that fills up while a form comes ends it long before its end, and nothing is left behind", async () => {
  let asked = 0;
  const spool = { ...files.spool, freeBytes: () => Promise.resolve((asked += 1) === 1 ? 500 * MEBI : 5 * MEBI) };
  const form = slowForm(200 * MEBI);
  form.finish();
  expect(await readFormWithFiles({ files: { spool } }, form.asked, { maxBytes: 400 * MEBI })).toEqual({ ok: false, reason: "disk_full" });
  expect(form.sent()).toBeLessThan(40 * MEBI);
  expect(await spooled()).toEqual([]);
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/access/roles";
import { shownFiles } from "~/features/files/shown-files.server";
import { paths } from "~/paths";
import { docxBytes, filmBytes, pdfBytes, photoBytes, SECRETS } from "../../../factories/file-bytes";
import { at, makeScene, type Scene } from "../../../factories/judging-scene";
import { makeUnit, makeUser, withRole } from "../../../factories/people";
import { makeFilePart, storeEntryFile } from "../../../factories/stored-files";
import { fileServer, type FileServer } from "../../../support/file-server";
import { testServices, type TestServices } from "../../../support/services";

let test: TestServices;
let server: FileServer;
let scene: Scene;
/** rows of files of the entry: a photo, a film and a PDF for judges, one PDF that is not for judges */
let photo: string;
let film: string;
let pdf: string;
let form: string;
let people: Record<"owner" | "author" | "guardian" | "school" | "otherSchool" | "stranger" | "organiser" | "administrator" | "elsewhere", Actor>;
const filmSource = filmBytes({ payload: Buffer.from(Array.from({ length: 5_000 }, (_, index) => index % 251)), placeTrack: true });

beforeAll(async () => {
  test = await testServices();
  const { services } = test;
  const [owner, author, guardian, stranger] = await Promise.all([makeUser(services), makeUser(services), makeUser(services), makeUser(services)]);
  const unit = await makeUnit(services);
  const otherUnit = await makeUnit(services);
  scene = await makeScene(services, {
    entry: { owner, filedByUnitId: unit.id, authors: [{ fullName: SECRETS.person, userId: author.userId, guardianUserId: guardian.userId }], files: [] },
  });
  const editionId = scene.made.edition.id;
  const [school, otherSchool, organiser, administrator, elsewhere] = await Promise.all([
    makeUser(services, { role: "SCHOOL", editionId, unitId: unit.id }),
    makeUser(services, { role: "SCHOOL", editionId, unitId: otherUnit.id }),
    makeUser(services, { role: "ORGANISER", editionId }),
    makeUser(services, { role: "ADMINISTRATOR" }),
    makeScene(services).then((other) => other.secretary),
  ]);
  people = { owner, author, guardian, school, otherSchool, stranger, organiser, administrator, elsewhere };
  await makeFilePart(services, editionId, { key: "t-hinh" });
  await makeFilePart(services, editionId, { key: "t-phieu", forJudges: false });
  const entryId = at(scene.entries, 0).id;
  const name = `${SECRETS.person} lớp 9A.JPG`;
  photo = (await storeEntryFile(services, entryId, { partKey: "t-hinh", family: "PHOTO", mime: "image/jpeg", bytes: await photoBytes(), name })).id;
  film = (await storeEntryFile(services, entryId, { partKey: "t-hinh", position: 2, family: "VIDEO", mime: "video/quicktime", bytes: filmSource, name: "clip.mov" })).id;
  pdf = (await storeEntryFile(services, entryId, { partKey: "t-hinh", position: 3, family: "PDF", mime: "application/pdf", bytes: await pdfBytes(), name: "bản mô tả.pdf" })).id;
  form = (await storeEntryFile(services, entryId, { partKey: "t-phieu", family: "PDF", mime: "application/pdf", bytes: await pdfBytes(), name: "phiếu ký.pdf" })).id;
  server = await fileServer(services);
});
afterAll(async () => {
  await server.close();
  await test.close();
});

const judge = () => at(scene.judges, 0).actor;
const status = async (actor: Actor | null, path: string) => (await server.get(actor, path)).status;
const everyForm = async (actor: Actor | null, file: string) => Promise.all([paths.file(file), paths.file(file, "nho"), paths.file(file, "goc")].map((path) => status(actor, path)));

describe("who may have which bytes", () => {
  it("the people of the entry and the staff of its edition have copies and originals", async () => {
    const { owner, author, guardian, school, organiser, administrator } = people;
    for (const actor of [owner, author, guardian, school, organiser, administrator, scene.secretary]) {
      expect(await everyForm(actor, photo)).toEqual([200, 200, 200]);
      expect(await status(actor, paths.file(form))).toBe(actor === guardian ? 404 : 200);
    }
  });

  it("signed forms and consents of all children are not for the guardian of one, who sees what is for judges", async () => {
    expect(await everyForm(people.guardian, form)).toEqual([404, 404, 404]);
    for (const actor of [people.owner, people.author, people.school, scene.secretary]) expect(await status(actor, paths.file(form, "goc"))).toBe(200);
    const entryId = at(scene.entries, 0).id;
    const listed = async (viewer: "people" | "guardian") => (await shownFiles(test.services, { entryId, version: "SUBMITTED", viewer })).map(({ id }) => id);
    expect([(await listed("people")).includes(form), (await listed("guardian")).includes(form), (await listed("guardian")).includes(photo)]).toEqual([true, false, true]);
  });

  it("for everybody else there is no such file", async () => {
    const { stranger, otherSchool, elsewhere } = people;
    for (const actor of [null, stranger, otherSchool, elsewhere, scene.chair]) {
      for (const file of [photo, film, pdf, form]) expect(await everyForm(actor, file)).toEqual([404, 404, 404]);
    }
  });

  it("a judge of the entry has the copies of what is for judges, never an original", async () => {
    for (const file of [photo, film, pdf]) expect([await status(judge(), paths.file(file)), await status(judge(), paths.file(file, "goc"))]).toEqual([200, 404]);
    expect(await everyForm(judge(), form)).toEqual([404, 404, 404]);
  });

  it("only while the round runs, the assignment stands, the entry takes part and nothing is in conflict", async () => {
    const { services, clock } = test;
    const { prisma } = services.db;
    const entry = at(scene.entries, 0);
    const [, second, third] = scene.judges;
    const own = at(at(scene.assignments, 0), 1);
    expect(await status(second.actor, paths.file(photo))).toBe(200);
    await prisma.assignment.update({ where: { id: own.id }, data: { state: "REVOKED" } });
    expect(await status(second.actor, paths.file(photo))).toBe(404);
    await prisma.assignment.update({ where: { id: own.id }, data: { state: "ACTIVE" } });
    await prisma.entry.update({ where: { id: entry.id }, data: { screening: "REJECTED" } });
    expect(await status(second.actor, paths.file(photo))).toBe(404);
    await prisma.entry.update({ where: { id: entry.id }, data: { screening: "QUALIFIED" } });
    const now = clock.now();
    const round = scene.made.rounds.find(({ code }) => code === "PRELIM");
    if (!round) throw new Error("no round");
    for (const moment of [new Date(round.startsAt.getTime() - 1000), new Date(round.endsAt.getTime() + 1000)]) {
      clock.set(moment);
      expect(await status(second.actor, paths.file(photo))).toBe(404);
    }
    clock.set(now);
    expect(await status(third.actor, paths.file(photo))).toBe(200);
    await prisma.assignment.updateMany({ where: { entryId: entry.id, judgeId: third.id }, data: { state: "REVOKED" } });
    await prisma.conflict.create({ data: { editionId: scene.made.edition.id, entryId: entry.id, userId: third.actor.userId, kind: "DECLARED" } });
    expect(await status(third.actor, paths.file(photo))).toBe(404);
  });

  it("a person with several roles has the union of their rights", async () => {
    const both = await withRole(test.services, judge(), "SECRETARY", { editionId: scene.made.edition.id });
    expect(await everyForm(both, photo)).toEqual([200, 200, 200]);
  });

  it("the words of a Word document are read in place, in a frame of ours only, by whoever may read it", async () => {
    const mime = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    const row = await storeEntryFile(test.services, at(scene.entries, 0).id, { partKey: "t-hinh", position: 8, family: "DOCUMENT", mime, bytes: await docxBytes({ paragraphs: ["<b>Máy gieo</b> lạc"] }), name: "thuyết minh.docx" });
    const answer = await server.get(judge(), paths.file(row.id, "chu"));
    expect([answer.headers.get("content-type"), answer.headers.get("x-frame-options"), (await answer.text()).includes("<b>Máy gieo</b> lạc")]).toEqual(["text/plain; charset=utf-8", "SAMEORIGIN", true]);
    expect(answer.headers.get("content-security-policy")).toMatch(/^sandbox; default-src 'none'.*frame-ancestors 'self'$/);
    expect([await status(people.stranger, paths.file(row.id, "chu")), await status(judge(), paths.file(pdf, "chu"))]).toEqual([404, 404]);
    expect((await server.get(judge(), paths.file(row.id))).headers.get("content-disposition")).toMatch(/^attachment;/);
    await test.services.db.prisma.entryFile.delete({ where: { id: row.id } });
  });

  it("bytes at a hosted store are fetched there, by an address of minutes, after the same questions", async () => {
    const address = "https://files.example/f/abc?expires=1&signature=x";
    const hosted = await fileServer({ ...test.services, files: { ...test.services.files, signedUrl: () => Promise.resolve(address) } });
    const answer = await hosted.get(judge(), paths.file(photo));
    expect([answer.status, answer.headers.get("location"), answer.headers.get("cache-control")]).toEqual([302, address, "no-store"]);
    expect((await hosted.get(people.stranger, paths.file(photo))).status).toBe(404);
    await hosted.close();
  });

  it("a draft beside the submitted version is nobody's but its people's", async () => {
    const { services } = test;
    const entryId = at(scene.entries, 0).id;
    const draft = await services.db.prisma.entryVersion.create({ data: { entryId, number: 2, state: "DRAFT" } });
    const row = await storeEntryFile(services, entryId, { versionId: draft.id, partKey: "t-hinh", family: "PHOTO", mime: "image/jpeg", bytes: await photoBytes({ seed: 2 }) });
    expect([await status(people.owner, paths.file(row.id)), await status(scene.secretary, paths.file(row.id)), await status(judge(), paths.file(row.id))]).toEqual([200, 404, 404]);
    await services.db.prisma.entryVersion.delete({ where: { id: draft.id } });
  });

  it("what is not processed yet is for its people and the staff, as it came", async () => {
    const { services } = test;
    const row = await storeEntryFile(services, at(scene.entries, 0).id, { partKey: "t-hinh", position: 9, family: "PHOTO", mime: "image/jpeg", bytes: await photoBytes({ seed: 3 }), process: false });
    expect([await everyForm(people.owner, row.id), await everyForm(judge(), row.id)]).toEqual([[200, 404, 200], [404, 404, 404]]);
    await services.db.prisma.entryFile.delete({ where: { id: row.id } });
  });

  it("malformed addresses and other methods are not found, never a fault", async () => {
    for (const path of ["/tep/khong-phai-uuid", "/tep/00000000-0000-0000-0000-00000000000g", "/tep/------------------------------------", `${paths.file(photo)}/khac`, "/tep/%00"]) expect(await status(people.owner, path)).toBe(404);
    expect((await server.get(people.owner, paths.file(photo), { method: "POST" })).status).toBe(404);
  });

  it("the staff's looks are noted, once a film, and not those at thumbnails", async () => {
    const { prisma } = test.services.db;
    const count = () => prisma.accessLog.count({ where: { userId: people.organiser.userId, what: "file" } });
    const before = await count();
    await status(people.organiser, paths.file(film));
    await (await server.get(people.organiser, paths.file(film), { headers: { range: "bytes=0-99" } })).arrayBuffer();
    await (await server.get(people.organiser, paths.file(film), { headers: { range: "bytes=100-199" } })).arrayBuffer();
    await status(people.organiser, paths.file(photo, "nho"));
    await server.get(people.organiser, paths.file(photo), { method: "HEAD" });
    expect((await count()) - before).toBe(2);
    const others = [people.owner.userId, at(scene.judges, 1).actor.userId];
    expect(await prisma.accessLog.count({ where: { userId: { in: others } } })).toBe(0);
  });
});

describe("blind rounds", () => {
  it("nothing that is sent tells whose file it is", async () => {
    const { prisma } = test.services.db;
    await prisma.round.updateMany({ where: { editionId: scene.made.edition.id }, data: { blind: true } });
    const rows = await prisma.entryFile.findMany({ where: { id: { in: [photo, film, pdf] } }, include: { file: { include: { variants: true } } } });
    for (const [file, name] of [[photo, "Ảnh 1.jpg"], [film, "Video 1.mp4"], [pdf, "Tài liệu 1.pdf"]] as const) {
      for (const variant of [undefined, "nho", "trang-dau"] as const) {
        const answer = await server.get(judge(), paths.file(file, variant));
        const body = Buffer.from(await answer.arrayBuffer());
        const told = [...answer.headers].map(([key, value]) => `${key}: ${decodeURIComponent(value.replaceAll("%", "%"))}`).join("\n");
        if (variant === undefined) expect([answer.status, told.includes(name)]).toEqual([200, true]);
        const row = rows.find(({ id }) => id === file);
        const hidden = [SECRETS.person, SECRETS.asciiPerson, SECRETS.device, SECRETS.place, "lớp 9A", "lop 9A", "lop_9A", "clip", row?.key, row?.fileId, row?.sha256, row?.file?.storageName, ...(row?.file?.variants.map(({ storageName }) => storageName) ?? [])];
        for (const secret of hidden) expect([secret, told.includes(secret ?? "?") || body.includes(secret ?? "?")]).toEqual([secret, false]);
      }
    }
    expect(await status(judge(), paths.file(photo, "goc"))).toBe(404);
  });

  it("where a round is not blind the judge reads the name", async () => {
    await test.services.db.prisma.round.updateMany({ where: { editionId: scene.made.edition.id }, data: { blind: false } });
    const answer = await server.get(judge(), paths.file(photo));
    expect(decodeURIComponent(answer.headers.get("content-disposition") ?? "")).toContain(`${SECRETS.person} lớp 9A.JPG`);
  });
});

describe("ranges and headers", () => {
  const get = (headers: Record<string, string>, method = "GET") => server.get(judge(), paths.file(film), { headers, method });
  const whole = async () => Buffer.from(await (await get({})).arrayBuffer());

  it("a film seeks: any single range is answered with just these bytes", async () => {
    const all = await whole();
    expect(all.length).toBe(filmSource.length);
    const last = all.length - 1;
    for (const [range, start, end] of [["bytes=0-0", 0, 0], ["bytes=100-1099", 100, 1_099], ["bytes=3000-", 3_000, last], ["bytes=-500", last - 499, last], [`bytes=10-${last + 999}`, 10, last], ["bytes=-99999999", 0, last]] as const) {
      const answer = await get({ range });
      expect([range, answer.status, answer.headers.get("content-range"), answer.headers.get("content-length")]).toEqual([range, 206, `bytes ${start}-${end}/${all.length}`, String(end - start + 1)]);
      expect(Buffer.from(await answer.arrayBuffer()).equals(all.subarray(start, end + 1))).toBe(true);
    }
  });

  it("a range beyond the end is 416; several at once, turned or garbled ones get the whole", async () => {
    const { length } = await whole();
    for (const range of [`bytes=${length}-`, "bytes=-0", "bytes=999999999-1000000000"]) {
      const answer = await get({ range });
      expect([range, answer.status, answer.headers.get("content-range"), (await answer.arrayBuffer()).byteLength]).toEqual([range, 416, `bytes */${length}`, 0]);
    }
    for (const range of ["bytes=0-1,5-9", "bytes=9-5", "bytes=-", "items=0-5", "bytes=a-b"]) {
      const answer = await get({ range });
      expect([range, answer.status, (await answer.arrayBuffer()).byteLength]).toEqual([range, 200, length]);
    }
  });

  it("HEAD tells all and sends nothing; what is known is not sent again, but asked", async () => {
    const head = await get({}, "HEAD");
    expect([head.status, head.headers.get("content-length"), head.headers.get("accept-ranges"), (await head.arrayBuffer()).byteLength]).toEqual([200, String(filmSource.length), "bytes", 0]);
    const etag = head.headers.get("etag") ?? "";
    expect((await get({ "if-none-match": etag })).status).toBe(304);
    expect((await get({ range: "bytes=0-9", "if-range": etag })).status).toBe(206);
    expect((await get({ range: "bytes=0-9", "if-range": '"other"' })).status).toBe(200);
    expect((await server.get(people.stranger, paths.file(film), { headers: { "if-none-match": etag } })).status).toBe(404);
  });

  it("a range is looked at like every request: denied to whoever may not", async () => {
    expect((await server.get(people.stranger, paths.file(film), { headers: { range: "bytes=0-9" } })).status).toBe(404);
    expect((await server.get(null, paths.file(film), { headers: { range: "bytes=0-9" } })).status).toBe(404);
  });

  it("nothing in a file acts, is framed elsewhere, or is kept without asking", async () => {
    const headers = async (path: string, actor: Actor = judge()) => (await server.get(actor, path)).headers;
    for (const path of [paths.file(photo), paths.file(film), paths.file(photo, "nho")]) {
      const of = await headers(path);
      expect([of.get("content-security-policy")?.startsWith("sandbox; default-src 'none'"), of.get("x-content-type-options"), of.get("cross-origin-resource-policy"), of.get("cache-control"), of.get("vary")]).toEqual([true, "nosniff", "same-origin", "private, no-cache", "Cookie"]);
      expect(of.get("content-disposition")).toMatch(/^inline; filename="[\w .()-]+"; filename\*=UTF-8''[\w.~%-]+$/);
    }
    const shownPdf = await headers(paths.file(pdf));
    expect([shownPdf.get("content-type"), shownPdf.get("x-frame-options"), shownPdf.get("content-security-policy"), shownPdf.get("x-content-type-options")]).toEqual(["application/pdf", "SAMEORIGIN", "frame-ancestors 'self'", "nosniff"]);
    expect((await headers(paths.fileDownload(photo))).get("content-disposition")).toMatch(/^attachment;/);
    expect((await headers(paths.file(photo, "goc"), people.owner)).get("content-disposition")).toMatch(/^attachment;/);
  });

  it("bytes the store has lost are no file: 404 without a word about them, said once in the log", async () => {
    const { services } = test;
    const lost = await storeEntryFile(services, at(scene.entries, 0).id, { partKey: "t-hinh", position: 4, family: "PDF", mime: "application/pdf", bytes: await pdfBytes(), name: "mất.pdf" });
    const { storageName } = await services.db.prisma.storedFile.findUniqueOrThrow({ where: { id: lost.fileId } });
    await services.files.remove(storageName);
    const said: string[] = [];
    const log: typeof services.log = { ...services.log, error: (message) => void said.push(message) };
    const logging = await fileServer({ ...services, log });
    try {
      for (const [method, headers] of [["GET", {}], ["GET", { range: "bytes=0-9" }], ["HEAD", {}]] as const) {
        said.length = 0;
        const answer = await logging.get(people.owner, paths.file(lost.id, "goc"), { method, headers });
        expect([method, answer.status, answer.headers.get("etag"), answer.headers.get("content-disposition"), answer.headers.get("content-security-policy")]).toEqual([method, 404, null, null, null]);
        expect(said).toEqual(["the bytes of a file are gone"]);
      }
    } finally {
      await logging.close();
    }
  });

  it("a reader that leaves stops the reading, and the server goes on", async () => {
    const leaving = new AbortController();
    await expect(fetch("http://127.0.0.1:9/", { signal: AbortSignal.abort() })).rejects.toThrow();
    const answer = await server.get(judge(), paths.file(film));
    leaving.abort();
    await answer.body?.cancel();
    expect((await get({ range: "bytes=0-9" })).status).toBe(206);
  });
});

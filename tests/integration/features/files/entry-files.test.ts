import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/access/roles";
import { captionFile, moveFile, removeFile, saveLink } from "~/features/files/entry-files.server";
import { withdrawEntry } from "~/features/entries/withdraw-entry.server";
import { makeEdition, type MadeEdition } from "../../../factories/editions";
import { makeEntry } from "../../../factories/entries";
import { makeUser } from "../../../factories/people";
import { TEST_DAY, testServices, type TestServices } from "../../../support/services";
import { filing, hashOf, keyOf, reasonOf } from "./helpers";

const PART = "tep-thu";
let test: TestServices;
let files: ReturnType<typeof filing>;
let contest: MadeEdition;
let owner: Actor;
let entryId: string;

beforeAll(async () => {
  test = await testServices();
  files = filing(test, PART);
});
afterAll(() => test.close());
beforeEach(async () => {
  test.clock.set(TEST_DAY);
  contest = await makeEdition(test.services);
  await test.services.db.prisma.dossierPart.create({
    data: { editionId: contest.edition.id, key: PART, kind: "FILE", label: "Tệp thử", required: false, maxLength: 50, families: ["PHOTO", "PDF"], maxFiles: 3, maxFileBytes: 10_000, acceptsLink: true, position: 90 },
  });
  owner = await makeUser(test.services);
  entryId = (await makeEntry(test.services, contest.edition, { owner, files: [] })).id;
});

const now = () => test.clock.now();
const own = async (state: "DRAFT" | "SUBMITTED" = "DRAFT") => (await files.filesOf(entryId, state)).filter((file) => file.partKey === PART);
const setEdition = (data: { entryMaxBytes?: bigint; totalMaxBytes?: bigint }) => test.services.db.prisma.edition.update({ where: { id: contest.edition.id }, data });

describe("declaring a file", () => {
  it("notes name, size and hash before any byte is here; sent twice it is one file", async () => {
    const key = randomUUID();
    const first = await files.declare(owner, entryId, { key, name: "../Ảnh\u202E\u0000 máy.jpg" });
    const again = await files.declare(owner, entryId, { key, name: "../Ảnh\u202E\u0000 máy.jpg" });
    expect([first, again]).toEqual([
      { ok: true, value: { key } },
      { ok: true, value: { key } },
    ]);
    expect(await own()).toMatchObject([{ key, name: "Ảnh máy.jpg", size: 1000, fileId: null, problem: null, position: 1 }]);
  });

  it("twice at once makes one, and does not touch the lock version of the texts", async () => {
    const before = await test.services.db.prisma.entryVersion.findFirstOrThrow({ where: { entryId } });
    const key = randomUUID();
    await Promise.all([files.declare(owner, entryId, { key }), files.declare(owner, entryId, { key })]);
    expect(await own()).toHaveLength(1);
    const after = await test.services.db.prisma.entryVersion.findFirstOrThrow({ where: { entryId } });
    expect(after.lockVersion).toBe(before.lockVersion);
  });

  it("the same content waiting already is that file; here already it is refused", async () => {
    const key = keyOf(await files.declare(owner, entryId));
    expect(keyOf(await files.declare(owner, entryId))).toBe(key);
    await files.arrive(entryId, key, { sha256: hashOf("Ảnh 1.jpg") });
    expect(reasonOf(await files.declare(owner, entryId))).toBe("same_file");
    expect(await own()).toHaveLength(1);
  });

  it.each([
    ["0 bytes", { size: 0 }, "empty_file"],
    ["one byte over", { size: 10_001 }, "file_too_large"],
    ["a negative size", { size: -1 }, "size_invalid"],
    ["a fraction", { size: 1.5 }, "size_invalid"],
    ["a kind the part does not take", { name: "phim.mp4", type: "video/mp4" }, "wrong_type"],
    ["a hash that is none", { sha256: "XYZ" }, "invalid"],
    ["a key that is none", { key: "1; DROP TABLE" }, "invalid"],
    ["a part there is not", { partKey: "không có\u0000" }, "not_found"],
    ["a part of texts", { partKey: "summary" }, "not_found"],
  ])("%s is refused and leaves nothing", async (_what, change, reason) => {
    expect(reasonOf(await files.declare(owner, entryId, change))).toBe(reason);
    expect(await own()).toEqual([]);
  });

  it("exactly the limit fits, and as many files as the part takes", async () => {
    for (const name of ["a.jpg", "b.jpg", "c.jpg"]) expect(reasonOf(await files.declare(owner, entryId, { name, size: 10_000 }))).toBe("ok");
    expect(reasonOf(await files.declare(owner, entryId, { name: "d.jpg" }))).toBe("too_many_files");
  });

  it("in place of another file it takes its place and caption", async () => {
    const old = keyOf(await files.declare(owner, entryId, { name: "a.jpg" }));
    await files.declare(owner, entryId, { name: "b.jpg" });
    await captionFile(test.services, { actor: owner, now: now(), input: { entryId, key: old, caption: "Toàn cảnh" } });
    const key = keyOf(await files.declare(owner, entryId, { name: "c.jpg", replaces: old }));
    expect((await own()).map(({ name, caption, position }) => [name, caption, position])).toEqual([
      ["c.jpg", "Toàn cảnh", 1],
      ["b.jpg", "", 2],
    ]);
    expect((await own())[0]?.key).toBe(key);
  });

  it("counts against the entry's and the edition's quota, to the byte", async () => {
    await setEdition({ entryMaxBytes: 2500n });
    await files.declare(owner, entryId, { name: "a.jpg" });
    expect(reasonOf(await files.declare(owner, entryId, { name: "b.jpg", size: 1501 }))).toBe("entry_quota");
    expect(reasonOf(await files.declare(owner, entryId, { name: "b.jpg", size: 1500 }))).toBe("ok");
    await setEdition({ totalMaxBytes: 3000n });
    const other = await makeEntry(test.services, contest.edition, { owner, files: [] });
    expect(reasonOf(await files.declare(owner, other.id, { name: "x.jpg", size: 501 }))).toBe("total_quota");
    expect(reasonOf(await files.declare(owner, other.id, { name: "x.jpg", size: 500 }))).toBe("ok");
  });
});

describe("whose files they are", () => {
  it("an entry of somebody else, a guardian's, a malformed one: as if there were none", async () => {
    const stranger = await makeUser(test.services);
    const key = keyOf(await files.declare(owner, entryId));
    expect(reasonOf(await files.declare(stranger, entryId))).toBe("not_found");
    expect(reasonOf(await removeFile(test.services, { actor: stranger, now: now(), input: { entryId, key } }))).toBe("not_found");
    expect(reasonOf(await files.ask(stranger, entryId, key))).toBe("not_found");
    expect(reasonOf(await files.declare(owner, "không-phải-id"))).toBe("not_found");
    expect(await own()).toHaveLength(1);
  });

  it("a staff member is nobody here", async () => {
    const secretary = await makeUser(test.services, { role: "SECRETARY", editionId: contest.edition.id });
    expect(reasonOf(await files.declare(secretary, entryId))).toBe("not_found");
  });
});

describe("asking to upload", () => {
  it("is allowed for a declared file of just this size in just this part, again and again", async () => {
    const key = keyOf(await files.declare(owner, entryId));
    const allowed = { editionId: contest.edition.id, name: "Ảnh 1.jpg", size: 1000, sha256: hashOf("Ảnh 1.jpg"), families: ["PHOTO", "PDF"], maxFileBytes: 10_000 };
    expect(await files.ask(owner, entryId, key)).toEqual({ ok: true, value: allowed });
    expect(reasonOf(await files.ask(owner, entryId, key))).toBe("ok");
    expect(reasonOf(await files.ask(owner, entryId, key, { size: 1001 }))).toBe("size_differs");
    expect(reasonOf(await files.ask(owner, entryId, key, { partKey: "photos" }))).not.toBe("ok");
    expect(reasonOf(await files.ask(owner, entryId, randomUUID()))).toBe("not_declared");
    await files.arrive(entryId, key, { sha256: hashOf("Ảnh 1.jpg") });
    expect(reasonOf(await files.ask(owner, entryId, key))).toBe("already_here");
  });

  it("ends with the deadline and its grace for a draft", async () => {
    const key = keyOf(await files.declare(owner, entryId));
    test.clock.set(new Date(contest.edition.closesAt.getTime() + 31 * 60_000));
    expect(reasonOf(await files.ask(owner, entryId, key))).toBe("deadline_passed");
    expect(reasonOf(await files.declare(owner, entryId, { name: "muộn.jpg" }))).toBe("deadline_passed");
  });
});

describe("bytes that arrive", () => {
  it("make the file here; twice is once; others are refused and noted, and the right ones may still come", async () => {
    const key = keyOf(await files.declare(owner, entryId));
    expect(await files.arrive(entryId, key, { sha256: hashOf("khác") })).toBe("hash_differs");
    expect(await own()).toMatchObject([{ fileId: null, problem: "hash_differs" }]);
    expect(await files.arrive(entryId, key, { size: 999, sha256: hashOf("Ảnh 1.jpg") })).toBe("size_differs");
    expect(reasonOf(await files.ask(owner, entryId, key))).toBe("ok");
    expect(await files.arrive(entryId, key, { sha256: hashOf("Ảnh 1.jpg") })).toBeNull();
    const [first] = await own();
    expect(first).toMatchObject({ problem: null });
    expect(await files.arrive(entryId, key, { sha256: hashOf("Ảnh 1.jpg") })).toBeNull();
    expect((await own())[0]?.fileId).toBe(first?.fileId);
  });

  it("for a file that was taken out meanwhile go nowhere", async () => {
    const key = keyOf(await files.declare(owner, entryId));
    await removeFile(test.services, { actor: owner, now: now(), input: { entryId, key } });
    expect(await files.arrive(entryId, key, { sha256: hashOf("Ảnh 1.jpg") })).toBe("file_gone");
  });
});

describe("order, captions, links", () => {
  it("files move up and down within their part, and at the ends stay", async () => {
    const keys: string[] = [];
    for (const name of ["a.jpg", "b.jpg", "c.jpg"]) keys.push(keyOf(await files.declare(owner, entryId, { name })));
    const move = (index: number, by: -1 | 1) => moveFile(test.services, { actor: owner, now: now(), input: { entryId, key: keys[index] ?? "", by } });
    await move(2, -1);
    await move(0, -1);
    await move(1, 1);
    expect((await own()).map((file) => file.name)).toEqual(["a.jpg", "c.jpg", "b.jpg"]);
    await move(0, 1);
    expect((await own()).map((file) => file.name)).toEqual(["c.jpg", "a.jpg", "b.jpg"]);
  });

  it("a caption fits the part's limit; one too long changes nothing", async () => {
    const key = keyOf(await files.declare(owner, entryId));
    const caption = (text: string) => captionFile(test.services, { actor: owner, now: now(), input: { entryId, key, caption: text } });
    expect(reasonOf(await caption("Toàn cảnh máy"))).toBe("ok");
    expect(reasonOf(await caption("x".repeat(51)))).toBe("caption_too_long");
    expect((await own())[0]?.caption).toBe("Toàn cảnh máy");
  });

  it("a web address is kept as the text of its part, taken back by an empty one, refused where it is none", async () => {
    const link = (text: string) => saveLink(test.services, { actor: owner, now: now(), input: { entryId, partKey: PART, link: text } });
    const kept = async () => ((await test.services.db.prisma.entryVersion.findFirstOrThrow({ where: { entryId } })).parts as Record<string, string>)[PART];
    expect(reasonOf(await link("https://youtu.be/abc"))).toBe("ok");
    expect(await kept()).toBe("https://youtu.be/abc");
    expect(reasonOf(await link("javascript:alert(1)"))).toBe("bad_link");
    expect(await kept()).toBe("https://youtu.be/abc");
    await link("");
    expect(await kept()).toBe("");
  });
});

describe("after the submission", () => {
  beforeEach(async () => {
    entryId = (await makeEntry(test.services, contest.edition, { owner, state: "SUBMITTED", files: [{ partKey: PART, name: "gốc.jpg" }] })).id;
  });

  it("a change goes into a draft beside, with copies of all files under their keys; what was submitted stays", async () => {
    const [before] = await own("SUBMITTED");
    expect(before?.name).toBe("gốc.jpg");
    const key = keyOf(await files.declare(owner, entryId, { name: "thêm.jpg" }));
    await removeFile(test.services, { actor: owner, now: now(), input: { entryId, key: before?.key ?? "" } });
    expect((await own("DRAFT")).map((file) => file.key)).toEqual([key]);
    expect(await own("SUBMITTED")).toEqual([before]);
  });

  it("a withdrawn entry keeps its files, and its bytes no longer follow", async () => {
    const key = keyOf(await files.declare(owner, entryId, { name: "thêm.jpg" }));
    await withdrawEntry(test.services, { actor: owner, input: { entryId }, now: now() });
    expect(await own("SUBMITTED")).toHaveLength(1);
    test.clock.set(new Date(contest.edition.closesAt.getTime() + 86_400_000));
    expect(reasonOf(await files.ask(owner, entryId, key))).toBe("deadline_passed");
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/access/roles";
import { countEntries } from "~/data/entry-list.server";
import { contentHash } from "~/features/entries/submit-entry.server";
import { withdrawEntry } from "~/features/entries/withdraw-entry.server";
import { versionToken } from "~/features/entries/draft-tokens.server";
import { captionFile, removeFile } from "~/features/files/entry-files.server";
import { goOnWithoutFiles } from "~/features/files/settle-files.server";
import { screenEntry } from "~/features/screening/screen-entry.server";
import { readFilter } from "~/features/screening/list-filter";
import { makeEdition, type MadeEdition } from "../../../factories/editions";
import { makeEntry } from "../../../factories/entries";
import { filesForParts } from "../../../factories/entry-files";
import { makeUser } from "../../../factories/people";
import { TEST_DAY, testServices, type TestServices } from "../../../support/services";
import { entrant } from "../entries/helpers";
import { filing, hashOf, keyOf, reasonOf } from "./helpers";

const PART = "tep-thu";
const HOUR = 3_600_000;
let test: TestServices;
let at: ReturnType<typeof entrant>;
let files: ReturnType<typeof filing>;
let contest: MadeEdition;
let owner: Actor;
let entryId: string;
let key: string;

beforeAll(async () => {
  test = await testServices();
  at = entrant(test);
  files = filing(test, PART);
});
afterAll(() => test.close());
beforeEach(async () => {
  test.clock.set(TEST_DAY);
  contest = await makeEdition(test.services);
  await test.services.db.prisma.dossierPart.create({
    data: { editionId: contest.edition.id, key: PART, kind: "FILE", label: "Tệp thử", required: true, maxLength: 50, families: ["PHOTO"], maxFiles: 3, maxFileBytes: 10_000, position: 90 },
  });
  owner = await makeUser(test.services);
  const others = (await filesForParts(test.services, contest.edition.id)).filter((file) => file.partKey !== PART);
  entryId = (await makeEntry(test.services, contest.edition, { owner, files: others })).id;
  key = keyOf(await files.declare(owner, entryId));
});

const pass = (hours: number) => test.clock.set(new Date(test.clock.now().getTime() + hours * HOUR));
const entryRow = () => test.services.db.prisma.entry.findUniqueOrThrow({ where: { id: entryId } });
const file = async (state: "DRAFT" | "SUBMITTED" = "SUBMITTED") => (await files.filesOf(entryId, state)).find((one) => one.key === key);
/** The last minute before receipt ends. */
const lastMinute = () => test.clock.set(new Date(contest.edition.closesAt.getTime() - 60_000));

describe("submitting with files that are declared and not here", () => {
  it("counts at that moment; the bytes are due within the hours of the edition, and the letter says so", async () => {
    lastMinute();
    const moment = test.clock.now();
    expect(await at.submit(owner, entryId)).toMatchObject({ ok: true, value: { submittedAt: moment, isNew: true } });
    expect(await entryRow()).toMatchObject({ state: "SUBMITTED", submittedAt: moment, filesDueAt: new Date(moment.getTime() + contest.edition.filesDueHours * HOUR) });
    const letter = await test.services.db.prisma.outboxMessage.findFirstOrThrow({ where: { userId: owner.userId } });
    expect(letter.body).toContain("Còn chờ 1 tệp");
  });

  it("with everything here nothing is due", async () => {
    await files.arrive(entryId, key, { sha256: hashOf("Ảnh 1.jpg") });
    await at.submit(owner, entryId);
    expect((await entryRow()).filesDueAt).toBeNull();
  });

  it("without a hash, refused, or missing it is incomplete", async () => {
    const noHash = keyOf(await files.declare(owner, entryId, { name: "x.jpg", sha256: null }));
    const undeclared = await at.submit(owner, entryId);
    expect(undeclared).toMatchObject({ ok: false, reason: "incomplete", gaps: [{ step: "files", reason: "file_undeclared", field: `file-${noHash}` }] });
    await removeFile(test.services, { actor: owner, now: test.clock.now(), input: { entryId, key: noHash } });
    await files.arrive(entryId, key, { sha256: hashOf("khác") });
    expect(await at.submit(owner, entryId)).toMatchObject({ ok: false, gaps: [{ reason: "file_refused", name: "Ảnh 1.jpg" }] });
    await removeFile(test.services, { actor: owner, now: test.clock.now(), input: { entryId, key } });
    expect(await at.submit(owner, entryId)).toMatchObject({ ok: false, gaps: [{ reason: "file_missing", partKey: PART }] });
  });

  it("a file added after the review was read is noticed; bytes that arrived meanwhile are not", async () => {
    const read = versionToken((await at.inHand(entryId)).version);
    await files.arrive(entryId, key, { sha256: hashOf("Ảnh 1.jpg") });
    expect(versionToken((await at.inHand(entryId)).version)).toBe(read);
    await files.declare(owner, entryId, { name: "thêm.jpg" });
    expect(await at.submit(owner, entryId, read)).toMatchObject({ ok: false, reason: "version_conflict" });
  });

  it("what is hashed into the ledger names the files, the same before and after their bytes came", async () => {
    await at.submit(owner, entryId);
    const before = (await at.inHand(entryId)).entry.submitted;
    await files.arrive(entryId, key, { sha256: hashOf("Ảnh 1.jpg") });
    const after = (await at.inHand(entryId)).entry.submitted;
    if (!before || !after) throw new Error("nothing submitted");
    expect(contentHash(after)).toBe(contentHash(before));
    expect(contentHash({ ...before, files: before.files.map((one) => ({ ...one, sha256: hashOf("khác") })) })).not.toBe(contentHash(before));
  });
});

describe("bytes after the deadline", () => {
  beforeEach(async () => {
    lastMinute();
    await at.submit(owner, entryId);
    pass(2);
  });

  it("are accepted into the submitted version when they are the declared ones, and nothing is due any more", async () => {
    expect(reasonOf(await files.ask(owner, entryId, key))).toBe("ok");
    expect(await files.arrive(entryId, key, { sha256: hashOf("Ảnh 1.jpg") })).toBeNull();
    expect((await file())?.fileId).not.toBeNull();
    expect((await entryRow()).filesDueAt).toBeNull();
  });

  it("are another state of the entry than the one that was read before", async () => {
    const { version } = await entryRow();
    await files.arrive(entryId, key, { sha256: hashOf("khác") });
    expect((await entryRow()).version).toBe(version);
    await files.arrive(entryId, key, { sha256: hashOf("Ảnh 1.jpg") });
    expect((await entryRow()).version).toBe(version + 1);
    await files.arrive(entryId, key, { sha256: hashOf("Ảnh 1.jpg") });
    expect((await entryRow()).version).toBe(version + 1);
  });

  it("count when sending was allowed before they were due, however long it took; not when it was allowed after that", async () => {
    const due = (await entryRow()).filesDueAt ?? new Date(0);
    pass(30);
    expect(await files.arrive(entryId, key, { sha256: hashOf("Ảnh 1.jpg"), allowedAt: new Date(due.getTime() + 1) })).toBe("files_due_passed");
    expect(await file()).toMatchObject({ fileId: null, problem: null });
    expect(await files.arrive(entryId, key, { sha256: hashOf("Ảnh 1.jpg"), allowedAt: due })).toBeNull();
    expect((await entryRow()).filesDueAt).toBeNull();
  });

  it("other bytes are refused, and the right ones may still follow", async () => {
    expect(await files.arrive(entryId, key, { sha256: hashOf("bản sửa sau hạn") })).toBe("hash_differs");
    expect(await file()).toMatchObject({ fileId: null, problem: "hash_differs" });
    expect((await entryRow()).filesDueAt).not.toBeNull();
    expect(reasonOf(await files.ask(owner, entryId, key))).toBe("ok");
    expect(await files.arrive(entryId, key, { sha256: hashOf("Ảnh 1.jpg") })).toBeNull();
  });

  it("no new file can be declared and none removed", async () => {
    expect(reasonOf(await files.declare(owner, entryId, { name: "mới.jpg" }))).toBe("deadline_passed");
    expect(reasonOf(await removeFile(test.services, { actor: owner, now: test.clock.now(), input: { entryId, key } }))).toBe("deadline_passed");
    expect(await file()).toBeDefined();
  });

  it("may begin up to the moment they are due, and not after it", async () => {
    const due = (await entryRow()).filesDueAt ?? new Date(0);
    test.clock.set(due);
    expect(reasonOf(await files.ask(owner, entryId, key))).toBe("ok");
    test.clock.set(new Date(due.getTime() + 1));
    expect(reasonOf(await files.ask(owner, entryId, key))).toBe("files_due_passed");
  });

  it("somebody else is told of no entry", async () => {
    expect(reasonOf(await files.ask(await makeUser(test.services), entryId, key))).toBe("not_found");
  });
});

describe("while the entry is changed", () => {
  const withdraw = () => withdrawEntry(test.services, { actor: owner, input: { entryId }, now: test.clock.now() });

  it("bytes of a withdrawn entry go into its draft alone, and nowhere without one", async () => {
    await at.submit(owner, entryId);
    expect(reasonOf(await withdraw())).toBe("ok");
    expect(await files.arrive(entryId, key, { sha256: hashOf("Ảnh 1.jpg") })).toBe("files_not_awaited");
    expect((await file())?.fileId).toBeNull();
    await files.declare(owner, entryId, { name: "thêm.jpg" });
    expect(await files.arrive(entryId, key, { sha256: hashOf("Ảnh 1.jpg") })).toBeNull();
    expect([(await file())?.fileId, (await file("DRAFT"))?.fileId !== null]).toEqual([null, true]);
  });

  it("bytes that arrive in the moment of submitting leave nothing due", async () => {
    for (let round = 0; round < 15; round += 1) {
      const name = `ảnh ${round}.jpg`;
      const next = keyOf(await files.declare(owner, entryId, { name, ...(round > 0 && { replaces: key }) }));
      if (round === 0) await files.arrive(entryId, key, { sha256: hashOf("Ảnh 1.jpg") });
      const token = versionToken((await at.inHand(entryId)).version);
      const [submitted, refusal] = await Promise.all([at.submit(owner, entryId, token), files.arrive(entryId, next, { sha256: hashOf(name) })]);
      expect([reasonOf(submitted), refusal]).toEqual(["ok", null]);
      expect(await entryRow()).toMatchObject({ state: "SUBMITTED", filesDueAt: null });
      key = next;
    }
  });

  it("bytes that arrive while a draft is made beside the submitted version are in both", async () => {
    for (let round = 0; round < 15; round += 1) {
      const name = `ảnh ${round}.jpg`;
      const next = keyOf(await files.declare(owner, entryId, { name, replaces: key }));
      expect(reasonOf(await at.submit(owner, entryId))).toBe("ok");
      key = next;
      const [, refusal] = await Promise.all([captionFile(test.services, { actor: owner, now: test.clock.now(), input: { entryId, key, caption: name } }), files.arrive(entryId, key, { sha256: hashOf(name) })]);
      expect(refusal).toBeNull();
      expect([(await file())?.fileId, (await file("DRAFT"))?.fileId]).not.toContain(null);
      expect((await entryRow()).filesDueAt).toBeNull();
    }
  });
});

describe("the secretary", () => {
  let secretary: Actor;
  beforeEach(async () => {
    secretary = await makeUser(test.services, { role: "SECRETARY", editionId: contest.edition.id });
    lastMinute();
    await at.submit(owner, entryId);
  });

  const counts = async () => {
    const { filesAwaited, filesOverdue } = await countEntries(test.services.db, contest.edition.id, readFilter(new URLSearchParams()), { viewerId: "", now: test.clock.now() });
    return { filesAwaited, filesOverdue };
  };
  const qualify = async () => {
    const { version } = await entryRow();
    return screenEntry(test.services, { actor: secretary, editionId: contest.edition.id, input: { entryId, act: "qualify", version, reason: "", due: null }, now: test.clock.now() });
  };
  const goOn = (actor: Actor) => goOnWithoutFiles(test.services, { actor, editionId: contest.edition.id, input: { entryId }, now: test.clock.now() });

  it("finds entries that wait, then those overdue", async () => {
    expect(await counts()).toEqual({ filesAwaited: 1, filesOverdue: 0 });
    pass(25);
    expect(await counts()).toEqual({ filesAwaited: 0, filesOverdue: 1 });
  });

  it("cannot qualify an entry that waits, unless they decide to go on without", async () => {
    pass(25);
    expect(reasonOf(await qualify())).toBe("files_awaited");
    expect(await goOn(secretary)).toEqual({ ok: true, value: { missing: 1 } });
    expect(await goOn(secretary)).toEqual({ ok: true, value: { missing: 1 } });
    expect(reasonOf(await files.ask(owner, entryId, key))).toBe("files_due_passed");
    expect(await files.arrive(entryId, key, { sha256: hashOf("Ảnh 1.jpg"), allowedAt: contest.edition.closesAt })).toBe("files_not_awaited");
    expect((await file())?.fileId).toBeNull();
    expect(reasonOf(await qualify())).toBe("ok");
    const events = await test.services.db.prisma.ledgerEvent.findMany({ where: { chain: contest.edition.id, type: "ENTRY_FILES_WAIVED" } });
    expect(events.map((event) => event.data)).toEqual([{ entry: (await entryRow()).code, missing: 1 }]);
    expect(await counts()).toEqual({ filesAwaited: 0, filesOverdue: 0 });
  });

  it("only a secretary of this edition decides that", async () => {
    expect(reasonOf(await goOn(owner))).toBe("not_found");
    expect(reasonOf(await goOn(await makeUser(test.services, { role: "ORGANISER", editionId: contest.edition.id })))).toBe("forbidden");
    expect((await entryRow()).filesDueAt).not.toBeNull();
  });

  it("asks for a supplement instead: the files may be changed again, and what is submitted then counts", async () => {
    pass(25);
    const { version } = await entryRow();
    const due = new Date(test.clock.now().getTime() + 5 * 24 * HOUR).toISOString().slice(0, 10);
    await screenEntry(test.services, { actor: secretary, editionId: contest.edition.id, input: { entryId, act: "supplement", version, reason: "Gửi lại ảnh còn thiếu.", due }, now: test.clock.now() });
    const next = keyOf(await files.declare(owner, entryId, { name: "ảnh mới.jpg", replaces: key }));
    await files.arrive(entryId, next, { sha256: hashOf("ảnh mới.jpg") });
    expect(reasonOf(await at.submit(owner, entryId))).toBe("ok");
    expect((await entryRow()).filesDueAt).toBeNull();
  });
});

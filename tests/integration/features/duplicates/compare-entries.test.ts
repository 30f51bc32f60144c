import { randomUUID } from "node:crypto";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { compareChangedEntries, compareEntry } from "~/features/duplicates/compare-entries.server";
import { startScreeningJobs } from "~/features/screening/jobs.server";
import { createLog } from "~/platform/log/log.server";
import { makeEdition } from "../../../factories/editions";
import { type EntrySpec, makeEntry } from "../../../factories/entries";
import { TEST_DAY, testServices } from "../../../support/services";
import { COPYING, TEXTS } from "../../../unit/domain/duplicates/corpus";

const { services, clock, close } = await testServices();
afterAll(close);
const { prisma } = services.db;

beforeEach(async () => {
  clock.set(TEST_DAY);
  await prisma.award.deleteMany({});
  await prisma.entry.deleteMany({});
});

let made = 0;

/** A submitted entry with texts, title and authors of its own unless told otherwise. */
function enter(edition: { id: string }, spec: EntrySpec = {}) {
  made += 1;
  const unlike = [TEXTS.dryerTwo, TEXTS.binTwo, TEXTS.seederTwo, TEXTS.binOne, TEXTS.dryerOne][made % 5] ?? "";
  return makeEntry(services, edition, {
    state: "SUBMITTED",
    title: `${["Tủ sấy hương", "Giàn mướp treo", "Xe chở nước", "Bộ đèn học chữ nổi", "Cầu qua mương", "Bảng tính nhẩm", "Lồng ấp trứng"][made % 7]} ${randomUUID()}`,
    summary: "Tóm tắt ngắn.",
    parts: { content: unlike },
    authors: [{ fullName: `Người Thứ ${made}`, birthDate: `2010-01-${String((made % 28) + 1).padStart(2, "0")}` }],
    ...spec,
  });
}

const compareAll = () => compareChangedEntries(services);
const pairs = () => prisma.duplicatePair.findMany({ orderBy: [{ entryId: "asc" }, { otherEntryId: "asc" }] });
const pairOf = (one: { id: string }, other: { id: string }) => ({ entryId: one.id < other.id ? one.id : other.id, otherEntryId: one.id < other.id ? other.id : one.id });

async function addFile(entry: { id: string; editionId: string }, file: { sha256?: string; perceptualHash?: bigint; text?: string; partKey?: string }) {
  const version = await prisma.entryVersion.findFirstOrThrow({ where: { entryId: entry.id, state: "SUBMITTED" } });
  const sha256 = file.sha256 ?? randomUUID().replaceAll("-", "").repeat(2);
  const stored = await prisma.storedFile.create({
    data: {
      editionId: entry.editionId, store: "LOCAL", storageName: randomUUID(), size: 10, sha256, family: file.text === undefined ? "PHOTO" : "PDF", mime: "image/jpeg", processing: "DONE",
      perceptualHash: file.perceptualHash ?? null, uploadedById: "somebody", ...(file.text === undefined ? {} : { text: { create: { text: file.text } } }),
    },
  });
  await prisma.entryFile.create({ data: { versionId: version.id, key: randomUUID(), partKey: file.partKey ?? "photos", position: 1, name: "anh.jpg", size: 10, sha256, fileId: stored.id } });
  return stored;
}

describe("comparing entries", () => {
  it("keeps a print of every submitted entry, makes it anew when the entry changes, and nothing for drafts", async () => {
    const { edition } = await makeEdition(services);
    const entry = await enter(edition);
    await makeEntry(services, edition, { state: "DRAFT" });
    expect(await compareAll()).toBe(1);
    const before = await prisma.entryPrint.findUniqueOrThrow({ where: { entryId: entry.id } });
    expect(before.bands.length).toBeGreaterThan(48);
    expect(await compareAll()).toBe(0);
    await prisma.entryVersion.updateMany({ where: { entryId: entry.id }, data: { state: "SUPERSEDED" } });
    const { id } = await prisma.entryVersion.create({ data: { entryId: entry.id, number: 2, state: "SUBMITTED", title: entry.title, fieldId: entry.fieldId, parts: { content: TEXTS.seederOne } } });
    expect(await compareAll()).toBe(1);
    const after = await prisma.entryPrint.findUniqueOrThrow({ where: { entryId: entry.id } });
    expect(after.versionId).toBe(id);
    expect(after.bands).not.toEqual(before.bands);
    expect(await prisma.entryPrint.count()).toBe(1);
  });

  it("finds a copy in the edition, in an earlier one and in the sister contest, whichever came first", async () => {
    const { edition } = await makeEdition(services, { kind: "YOUTH" });
    const { edition: earlier } = await makeEdition(services, { kind: "YOUTH", phase: "PUBLISHED" });
    const { edition: sister } = await makeEdition(services, { kind: "TECHNICAL" });
    const copies = Object.values(COPYING);
    const old = await enter(earlier, { parts: { content: copies[5]?.(TEXTS.seederOne) ?? "" } });
    const twin = await enter(sister, { parts: { solution: copies[2]?.(TEXTS.seederOne) ?? "" } });
    const entry = await enter(edition, { parts: { content: TEXTS.seederOne } });
    const stranger = await enter(edition, { parts: { content: TEXTS.binOne } });
    await compareAll();
    const expected = [pairOf(entry, old), pairOf(entry, twin), pairOf(old, twin)].toSorted((a, b) => (a.entryId + a.otherEntryId < b.entryId + b.otherEntryId ? -1 : 1));
    expect((await pairs()).map(({ entryId, otherEntryId }) => ({ entryId, otherEntryId }))).toEqual(expected);
    const kept = await pairs();
    for (const { id } of [stranger, old, twin, entry]) await compareEntry(services, id);
    expect((await pairs()).map(({ comparedAt: _at, ...pair }) => pair)).toEqual(kept.map(({ comparedAt: _at, ...pair }) => pair));
  });

  it("doesn't bring up what two published editions have in common", async () => {
    const [{ edition: one }, { edition: other }] = [await makeEdition(services, { phase: "PUBLISHED" }), await makeEdition(services, { phase: "PUBLISHED" })];
    await enter(one, { parts: { content: TEXTS.seederOne } });
    await enter(other, { parts: { content: TEXTS.seederOne } });
    expect([await compareAll(), await pairs()]).toEqual([2, []]);
  });

  it("finds what an earlier edition holds that is entered later, and compares no settled entry for itself", async () => {
    const { edition } = await makeEdition(services);
    const entry = await enter(edition, { parts: { content: TEXTS.seederOne } });
    expect([await compareAll(), await compareAll()]).toEqual([1, 0]);
    clock.set(new Date(TEST_DAY.getTime() + 60_000));
    const { edition: earlier } = await makeEdition(services, { phase: "PUBLISHED" });
    const old = await enter(earlier, { parts: { content: TEXTS.seederOne } });
    await compareEntry(services, old.id);
    expect(await pairs()).toEqual([]);
    expect([await compareAll(), await compareAll()]).toEqual([1, 0]);
    expect(await pairs()).toMatchObject([pairOf(entry, old)]);
  });

  it("forgets an entry that is withdrawn and a pair that is none any more", async () => {
    const { edition } = await makeEdition(services);
    const [one, two, three] = [await enter(edition, { parts: { content: TEXTS.seederOne } }), await enter(edition, { parts: { content: TEXTS.seederOne } }), await enter(edition, { parts: { content: TEXTS.seederOne } })];
    await compareAll();
    expect(await pairs()).toHaveLength(3);
    await prisma.entry.update({ where: { id: two.id }, data: { state: "WITHDRAWN" } });
    await compareAll();
    expect(await pairs()).toMatchObject([pairOf(one, three)]);
    await prisma.entryVersion.updateMany({ where: { entryId: three.id }, data: { parts: { content: TEXTS.binTwo } } });
    await compareEntry(services, three.id);
    expect([await pairs(), await prisma.entryPrint.count()]).toEqual([[], 2]);
  });

  it("compares what documents say, as soon as their text is read", async () => {
    const { edition } = await makeEdition(services);
    const [one, two] = [await enter(edition, { parts: { content: TEXTS.seederOne } }), await enter(edition)];
    await compareAll();
    expect(await pairs()).toEqual([]);
    await addFile(two, { text: `Toàn văn. ${TEXTS.seederOne}` });
    expect(await compareAll()).toBe(1);
    expect(await pairs()).toMatchObject([{ ...pairOf(one, two), sameFiles: 0 }]);
    expect((await pairs())[0]?.longest).toBeGreaterThan(100);
  });

  it("finds the same file and a picture that looks the same, but no blank page and no signed form", async () => {
    const { edition } = await makeEdition(services);
    await prisma.dossierPart.updateMany({ where: { editionId: edition.id }, data: { forJudges: true } });
    await prisma.dossierPart.create({ data: { editionId: edition.id, key: "scanOfForm", kind: "FILE", label: "Phiếu đã ký", required: false, maxLength: 0, forJudges: false, position: 99 } });
    const [one, same, alike, other] = [await enter(edition), await enter(edition), await enter(edition), await enter(edition)];
    const hash = 0x5a3c_96e1_0f78_b24dn;
    await addFile(one, { sha256: "ab".repeat(32), perceptualHash: hash });
    await addFile(one, { perceptualHash: 0n });
    await addFile(one, { sha256: "cd".repeat(32), partKey: "scanOfForm" });
    await addFile(same, { sha256: "ab".repeat(32), perceptualHash: hash });
    await addFile(alike, { perceptualHash: hash ^ 0b1011_0001_0000_0101n });
    await addFile(other, { perceptualHash: hash ^ 0b1111_1110n });
    await addFile(other, { perceptualHash: 1n });
    await addFile(other, { sha256: "cd".repeat(32), partKey: "scanOfForm" });
    await compareAll();
    const found = new Map((await pairs()).map((pair) => [`${pair.entryId} ${pair.otherEntryId}`, [pair.sameFiles, pair.alikePictures]]));
    const key = (pair: ReturnType<typeof pairOf>) => `${pair.entryId} ${pair.otherEntryId}`;
    expect(found).toEqual(new Map([[key(pairOf(one, same)), [1, 0]], [key(pairOf(one, alike)), [0, 1]], [key(pairOf(same, alike)), [0, 1]]]));
  });

  it("finds nearly the same title, and the same authors with something of the text", async () => {
    const { edition } = await makeEdition(services);
    const authors = [{ fullName: "Trần Thị Tái Dự", birthDate: "2011-02-03" }];
    const part = TEXTS.seederOne.split(". ").slice(0, 2).join(". ");
    const [one, titled] = [await enter(edition, { title: "Máy gieo lạc đẩy tay hai hàng" }), await enter(edition, { title: "MÁY GIEO LẠC ĐẨY TAY, HAI HÀNG".normalize("NFD") })];
    const own = await enter(edition, { authors, parts: { content: TEXTS.seederOne } });
    const again = await enter(edition, { authors, parts: { content: `${TEXTS.binTwo} ${part}. ${TEXTS.dryerTwo}` } });
    await compareAll();
    expect(await pairs()).toEqual(
      expect.arrayContaining([expect.objectContaining({ ...pairOf(one, titled), sharedAuthors: 0 }), expect.objectContaining({ ...pairOf(own, again), sharedAuthors: 1 })]),
    );
    const byTitle = (await pairs()).find(({ entryId }) => entryId === pairOf(one, titled).entryId);
    expect(byTitle?.titleShare).toBe(10_000);
  });

  it("of two entries that come in the same moment the pair is found", async () => {
    const { edition } = await makeEdition(services);
    const [one, two] = [await enter(edition, { parts: { content: TEXTS.seederOne } }), await enter(edition, { parts: { content: TEXTS.seederOne } })];
    expect(await Promise.all([compareEntry(services, one.id), compareEntry(services, two.id), compareEntry(services, one.id)])).toEqual([true, true, true]);
    expect(await pairs()).toMatchObject([{ ...pairOf(one, two), textShare: 10_000 }]);
    expect(await compareEntry(services, randomUUID())).toBe(false);
  });
});

describe("an entry that cannot be compared", () => {
  /** What is stored for its parts is no longer what the program wrote. */
  const breakEntry = (entry: { id: string }) => prisma.$executeRaw`UPDATE "EntryVersion" SET "parts" = 'null' WHERE "entryId" = ${entry.id}::uuid`;
  const hasPrint = async (entry: { id: string }) => (await prisma.entryPrint.count({ where: { entryId: entry.id } })) === 1;

  it("stops no other, is logged by its id alone and tried three times", async () => {
    const { edition } = await makeEdition(services);
    const title = `Máy gieo lạc một hàng ${randomUUID()}`;
    const broken = await enter(edition, { title, summary: "Điều bí mật của em." });
    await breakEntry(broken);
    const sound = [await enter(edition, { title }), await enter(edition)];
    const lines: string[] = [];
    const failures = new Map<string, number>();
    const compare = () => compareChangedEntries({ ...services, log: createLog("error", (line) => lines.push(line)) }, { failures });
    expect(await compare()).toBe(2);
    expect(await Promise.all([...sound, broken].map(hasPrint))).toEqual([true, true, false]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(broken.id);
    expect(lines[0]).not.toMatch(/bí mật|gieo lạc|TypeError/);
    const later = await enter(edition, { title });
    expect(await compare()).toBe(1);
    expect(await hasPrint(later)).toBe(true);
    for (let round = 0; round < 3; round += 1) await compare();
    expect(lines).toHaveLength(3);
    // Mended, it waits for the next start of the program, which knows of no failures.
    await prisma.$executeRaw`UPDATE "EntryVersion" SET "parts" = '{}' WHERE "entryId" = ${broken.id}::uuid`;
    expect(await compare()).toBe(0);
    expect(await compareAll()).toBeGreaterThan(0);
    expect(await hasPrint(broken)).toBe(true);
  });

  it("holds nothing up where a whole batch is like it", async () => {
    const { edition } = await makeEdition(services);
    const broken = [];
    for (let n = 0; n < 52; n += 1) broken.push(await enter(edition));
    for (const entry of broken) await breakEntry(entry);
    const sound = await enter(edition);
    expect(await compareAll()).toBe(1);
    expect(await hasPrint(sound)).toBe(true);
  });

  it("nor does a reminder that cannot be written keep entries from being compared", async () => {
    const { edition } = await makeEdition(services);
    const entry = await enter(edition);
    const lines: string[] = [];
    // The reminders' own statement fails, as after a column was lost; the comparison does not need it.
    await prisma.$executeRaw`ALTER TABLE "ScreeningAct" RENAME TO "ScreeningActLost"`;
    const jobs = startScreeningJobs({ ...services, log: createLog("error", (line) => lines.push(line)) }, 10);
    try {
      await expect.poll(() => hasPrint(entry)).toBe(true);
      await expect.poll(() => lines.some((line) => line.includes("reminders of supplements"))).toBe(true);
    } finally {
      await jobs.stop();
      await prisma.$executeRaw`ALTER TABLE "ScreeningActLost" RENAME TO "ScreeningAct"`;
    }
  });
});

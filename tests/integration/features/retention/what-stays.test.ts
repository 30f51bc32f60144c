import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { contentHash } from "~/data/issued-papers.server";
import type { Actor } from "~/domain/access/roles";
import { checkData } from "~/features/administration/check-data.server";
import { fileOf } from "~/features/files/file-of.server";
import { sweepFiles } from "~/features/files/sweep.server";
import { verifyLedger } from "~/features/ledger/verify-ledger.server";
import { clearEdition } from "~/features/retention/clear-edition.server";
import { statisticsPage } from "~/features/statistics/statistics.server";
import { monthsAfter } from "~/domain/retention/retention";
import { paths } from "~/paths";
import { loader as csvLoader } from "~/routes/public/statistics-csv";
import { loader as scanLoader } from "~/routes/staff/paper-scan";
import { filmBytes, pdfBytes, photoBytes, SECRETS } from "../../../factories/file-bytes";
import { makeUser } from "../../../factories/people";
import { leadTo, makePublicContest, type PublicContest } from "../../../factories/publication";
import { makeFilePart, storeEntryFile } from "../../../factories/stored-files";
import { contextFor, getPage, outcomeOf } from "../../../support/request";
import { TEST_DAY, testServices } from "../../../support/services";

const { services, clock, close } = await testServices();
afterAll(close);
const { prisma } = services.db;

const LATER = monthsAfter(TEST_DAY, 24);
let contest: PublicContest;
const editionId = () => contest.made.edition.id;
const entryAt = (at: number) => contest.entries[at]?.id ?? "";
const clear = () => clearEdition(services, { editionId: editionId(), now: LATER });

beforeEach(async () => {
  clock.set(TEST_DAY);
  await prisma.edition.updateMany({ where: { privateClearedAt: null }, data: { privateClearedAt: TEST_DAY } });
  contest = await makePublicContest(services, Array.from({ length: 7 }, (_, index) => ({ title: `Mô hình ${index + 1}`, author: `Lê Thị ${["Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy"][index]}` })), { prizes: 6 });
  await prisma.entryFile.deleteMany();
  await prisma.storedFile.deleteMany();
  await leadTo(services, contest, "PUBLISHED");
  await makeFilePart(services, editionId(), { key: "t-cong-khai", publishable: true, position: 91 });
});

async function agreeToMedia(entryId: string): Promise<void> {
  const named = await prisma.consent.findMany({ where: { entryId, purpose: "PUBLISH_NAME" } });
  await prisma.consent.createMany({ data: named.map(({ id: _id, ...consent }) => ({ ...consent, purpose: "PUBLISH_MEDIA" as const })) });
}

const put = (entryId: string, family: "PHOTO" | "VIDEO" | "PDF", bytes: Buffer, more: object = {}) =>
  storeEntryFile(services, entryId, { partKey: "t-cong-khai", family, mime: { PHOTO: "image/jpeg", VIDEO: "video/mp4", PDF: "application/pdf" }[family], bytes, ...more });

/** Names of files in the store whose bytes hold what a camera writes. */
async function telling(): Promise<string[]> {
  const found: string[] = [];
  for await (const { name } of services.files.list()) {
    const chunks: Buffer[] = [];
    for await (const chunk of (await services.files.open(name)) as AsyncIterable<Buffer>) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    if (bytes.includes(SECRETS.device) || bytes.includes(SECRETS.place) || bytes.includes(SECRETS.asciiPerson)) found.push(name);
  }
  return found;
}

describe("photos and films that were public", () => {
  it("stay as the copies that were public, and their originals are gone from rows and disk", async () => {
    await agreeToMedia(entryAt(0));
    const photo = await put(entryAt(0), "PHOTO", await photoBytes(), { name: "Nhà bạn Một.jpg" });
    const film = await put(entryAt(0), "VIDEO", filmBytes(), { position: 2 });
    expect(await telling()).toHaveLength(2);
    const seen = async (id: string) => {
      const file = await fileOf(services, { fileRowId: id, form: "CLEAN", actor: null, now: clock.now() });
      return file && { viewer: file.viewer, storageName: file.storageName, size: file.size };
    };
    const before = [await seen(photo.id), await seen(film.id)];
    expect(before.map((one) => one?.viewer)).toEqual(["public", "public"]);
    const wrong = await checkData(services);
    expect(await clear()).toMatchObject({ ok: true });
    clock.set(LATER);
    expect([await seen(photo.id), await seen(film.id)]).toEqual(before);
    expect(await telling()).toEqual([]);
    const kept = await prisma.storedFile.findUniqueOrThrow({ where: { id: photo.fileId }, include: { entryFiles: true } });
    const original = await fileOf(services, { fileRowId: photo.id, form: "ORIGINAL", actor: contest.secretary, now: LATER });
    expect(original?.storageName).toBe(before[0]?.storageName);
    expect(kept.entryFiles.map(({ name, size, sha256 }) => ({ name, size, sha256 }))).toEqual([{ name: "tep-1.jpg", size: kept.size, sha256: kept.sha256 }]);
    const local = await services.files.localPath(kept.storageName);
    expect((await sharp(await readFile(local.path)).metadata()).exif).toBeUndefined();
    await local.release();
    expect((await checkData(services)).filter((one) => !wrong.some((other) => JSON.stringify(other) === JSON.stringify(one)))).toEqual([]);
    expect(await verifyLedger(services, { edition: contest.slug, head: null })).toMatchObject({ ok: true, value: { verified: true } });
    expect(await sweepFiles(services, new Date(Date.now() + 7 * 86_400_000))).toMatchObject({ orphans: 0, missing: 0, unused: 0 });
    expect([await seen(photo.id), await seen(film.id)]).toEqual(before);
  });

  it("papers in a public part, what could not be made fit for the public, whose copy is lost, and what was agreed to by nobody go", async () => {
    await agreeToMedia(entryAt(0));
    const paper = await put(entryAt(0), "PDF", await pdfBytes());
    const waiting = await put(entryAt(0), "PHOTO", await photoBytes({ seed: 2 }), { position: 2, process: false });
    const lost = await put(entryAt(0), "PHOTO", await photoBytes({ seed: 3 }), { position: 3 });
    const silent = await put(entryAt(1), "PHOTO", await photoBytes({ seed: 4 }));
    const variant = await prisma.fileVariant.findFirstOrThrow({ where: { fileId: lost.fileId, kind: "CLEAN" } });
    await services.files.remove(variant.storageName);
    expect(await clear()).toMatchObject({ ok: true });
    expect(await prisma.entryFile.count({ where: { id: { in: [paper.id, waiting.id, lost.id, silent.id] } } })).toBe(0);
    expect(await prisma.storedFile.count({ where: { editionId: editionId() } })).toBe(0);
    expect(await telling()).toEqual([]);
    const root = join(services.config.dataDir);
    expect((await readdir(root, { recursive: true })).filter((path) => path.includes(variant.storageName))).toEqual([]);
  });
});

describe("the scan of a stamped paper", () => {
  it("stays with the staff, as a record of the authority, and nobody else gets it", async () => {
    const bytes = Buffer.concat([await pdfBytes(), Buffer.from(`% ${SECRETS.asciiPerson}`)]);
    const { name: storageName, size, sha256 } = await services.files.save(bytes);
    const { id: scanFileId } = await prisma.storedFile.create({ data: { editionId: editionId(), store: "LOCAL", storageName, size, sha256, family: "PDF", mime: "application/pdf", processing: "DONE", uploadedById: contest.secretary.userId } });
    const content = { blocks: [] };
    const paper = await prisma.issuedPaper.create({ data: { editionId: editionId(), kind: "award-decision", name: "quyet-dinh", number: "17/QĐ-BTC", content, hash: contentHash(content), date: TEST_DAY, issuedById: contest.secretary.userId, issuedAt: TEST_DAY, scanFileId } });
    expect(await clear()).toMatchObject({ ok: true });
    const get = (actor: Actor | null) =>
      outcomeOf(scanLoader({ request: getPage(paths.paperScan(contest.slug, "award-decision", paper.id)), params: { edition: contest.slug, kind: "award-decision", issued: paper.id }, context: contextFor(services, actor) }));
    const { value } = await get(contest.secretary);
    expect(Buffer.from((await value?.arrayBuffer()) ?? new ArrayBuffer(0)).equals(bytes)).toBe(true);
    expect((await get(await makeUser(services, { role: "ENTRANT", editionId: editionId() }))).response?.status).toBe(404);
    expect((await get(null)).response?.status).not.toBe(200);
    expect((await get(null)).value).toBeNull();
  });
});

describe("statistics of an edition", () => {
  it("are shown after its private data went as they were before, in its own page and among the editions", async () => {
    const shown = async (now: Date) => {
      const page = await statisticsPage(services, contest.slug, now);
      if (!page.ok) throw new Error(page.reason);
      return { ...page.value, editions: page.value.editions.filter(({ slug }) => slug === contest.slug) };
    };
    await prisma.entryAuthor.updateMany({ where: { version: { entry: { editionId: editionId() } } }, data: { sex: "F" } });
    const before = await shown(TEST_DAY);
    expect(before.byAge.rows.map(({ row }) => row)).toEqual(["to60"]);
    expect(await clear()).toMatchObject({ ok: true });
    expect(await shown(LATER)).toEqual(before);
    expect(await shown(LATER)).toEqual(await shown(monthsAfter(LATER, 12)));
  });

  it("are none where those kept cannot be read, rather than an error or others than were shown; the form before it had a number can be read", async () => {
    expect(await clear()).toMatchObject({ ok: true });
    const { content } = await prisma.editionStatistics.findUniqueOrThrow({ where: { editionId: editionId() } });
    const { form, ...unnumbered } = content as Record<string, object>;
    const keep = (figures: object) => prisma.editionStatistics.update({ where: { editionId: editionId() }, data: { content: figures } });
    const shown = () => statisticsPage(services, contest.slug, LATER);
    const before = await shown();
    expect([form, before.ok]).toEqual([1, true]);
    await keep(unnumbered);
    expect(await shown()).toEqual(before);
    for (const figures of [{}, { ...unnumbered, form: 2 }, { ...unnumbered, form: 1, byAge: { rows: null } }]) {
      await keep(figures);
      const page = await shown();
      if (!page.ok) throw new Error(page.reason);
      const none = { submitted: null, qualified: null, awarded: null };
      expect(page.value).toMatchObject({ areLost: true, figures: none, units: [], unmatched: null, byAge: { rows: [] }, editions: expect.arrayContaining([expect.objectContaining({ slug: contest.slug, ...none })]) });
      const context = contextFor(services, null);
      const request = getPage(paths.statisticsCsv(contest.slug));
      expect(((await csvLoader({ request, params: { edition: contest.slug }, context })) as Response).status).toBe(200);
    }
  });

  it("are kept with no figure for fewer than five people", async () => {
    await prisma.entryAuthor.updateMany({ where: { version: { entryId: entryAt(0) } }, data: { sex: "F", birthDate: new Date("2012-05-20T00:00:00Z") } });
    expect(await clear()).toMatchObject({ ok: true });
    const { content } = await prisma.editionStatistics.findUniqueOrThrow({ where: { editionId: editionId() } });
    const { bySex, byAge } = content as unknown as Record<"bySex" | "byAge", { rows: { cells: (number | null)[]; total: number }[] }>;
    const figures = [...bySex.rows, ...byAge.rows].flatMap(({ cells, total }) => [...cells, total]).filter((value) => value !== null && value > 0);
    expect(figures.every((value) => value !== null && value >= 5)).toBe(true);
    expect(figures.length).toBeGreaterThan(0);
  });
});

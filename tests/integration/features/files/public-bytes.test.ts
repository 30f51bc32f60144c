import fc from "fast-check";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { publicStamp } from "~/data/public-stamp.server";
import type { Actor } from "~/domain/access/roles";
import { publishedEntryPage } from "~/features/publicsite/published-entry.server";
import { paths } from "~/paths";
import { makeEdition, type MadeEdition } from "../../../factories/editions";
import { makeEntry } from "../../../factories/entries";
import { filmBytes, pdfBytes, photoBytes } from "../../../factories/file-bytes";
import { makeUser } from "../../../factories/people";
import { makeFilePart, storeEntryFile } from "../../../factories/stored-files";
import { fileServer, type FileServer } from "../../../support/file-server";
import { testServices, type TestServices } from "../../../support/services";
import { countStatements } from "../../../support/statements";

const RUNS = process.env["TEST_FULL"] ? 300 : 40;
const YEAR_MS = 365.25 * 24 * 3_600_000;

let test: TestServices;
let server: FileServer;
let stranger: Actor;
/** editions whose results are out and not, by the age from which authors decide alone */
let editions: { made: MadeEdition; isOut: boolean; selfFrom: number }[];
/** bytes processed once; rows of every entry point to them */
let stored: { PHOTO: string; VIDEO: string; PDF: string };

beforeAll(async () => {
  test = await testServices();
  const { services } = test;
  server = await fileServer(services);
  stranger = await makeUser(services);
  editions = [];
  for (const [phase, selfFrom] of [["PUBLISHED", 18], ["FINAL", 16], ["PUBLISHED", 17], ["DECIDING", 18]] as const) {
    const made = await makeEdition(services, { phase });
    await services.db.prisma.edition.update({ where: { id: made.edition.id }, data: { selfConsentFrom: selfFrom } });
    await makeFilePart(services, made.edition.id, { key: "t-cong-khai", publishable: true, position: 91 });
    await makeFilePart(services, made.edition.id, { key: "t-rieng", publishable: false, position: 92 });
    editions.push({ made, isOut: phase !== "DECIDING", selfFrom });
  }
  const first = editions[0];
  if (!first) throw new Error("no edition");
  const keeper = await makeEntry(services, first.made.edition, { state: "SUBMITTED", files: [] });
  const put = async (family: "PHOTO" | "VIDEO" | "PDF", mime: string, bytes: Buffer) => (await storeEntryFile(services, keeper.id, { partKey: "t-rieng", family, mime, bytes })).fileId;
  stored = { PHOTO: await put("PHOTO", "image/jpeg", await photoBytes()), VIDEO: await put("VIDEO", "video/mp4", filmBytes()), PDF: await put("PDF", "application/pdf", await pdfBytes()) };
});
afterAll(async () => {
  await server.close();
  await test.close();
});

type Party = "SELF" | "GUARDIAN";
interface ConsentCase {
  author: number;
  party: Party;
  purpose: "PUBLISH_MEDIA" | "PUBLISH_NAME" | "TAKE_PART";
  daysAgo: number;
  withdrawn: boolean;
}
interface EntryCase {
  edition: number;
  /** ages in years today; null: birth date unknown */
  ages: (number | null)[];
  consents: ConsentCase[];
  isAwarded: boolean;
  isWithdrawn: boolean;
}

const consentCase = fc.record({
  author: fc.nat(2),
  party: fc.constantFrom<Party>("SELF", "GUARDIAN"),
  purpose: fc.oneof({ weight: 6, arbitrary: fc.constant("PUBLISH_MEDIA" as const) }, { weight: 1, arbitrary: fc.constantFrom("PUBLISH_NAME" as const, "TAKE_PART" as const) }),
  daysAgo: fc.constantFrom(0, 1, 200, 500, 1_200),
  withdrawn: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
});
const entryCase: fc.Arbitrary<EntryCase> = fc.record({
  edition: fc.nat(3),
  ages: fc.array(fc.constantFrom(5, 6.9, 7.1, 8, 12, 15.9, 16.1, 17.5, 18.1, 40, null), { minLength: 1, maxLength: 3 }),
  consents: fc.array(consentCase, { maxLength: 12 }),
  isAwarded: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  isWithdrawn: fc.oneof({ weight: 6, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
});

const at = (daysAgo: number) => new Date(test.clock.now().getTime() - daysAgo * 86_400_000);
const bornAt = (age: number) => new Date(test.clock.now().getTime() - age * YEAR_MS).toISOString().slice(0, 10);

/** The rule of the law spelled a second time: on the day of some standing consent everybody needed at the age of that day agrees. */
function agrees({ ages, consents }: EntryCase, selfFrom: number): boolean {
  return ages.every((age, author) => {
    if (age === null) return false;
    const standing = consents.filter((one) => one.author === author && one.purpose === "PUBLISH_MEDIA" && !one.withdrawn);
    const gave = (party: Party) => standing.some((one) => one.party === party);
    return standing.some(({ party, daysAgo }) => {
      const ageThen = age - (daysAgo * 86_400_000) / YEAR_MS;
      if (ageThen >= selfFrom) return party === "SELF";
      return ageThen < 7 ? party === "GUARDIAN" : gave("SELF") && gave("GUARDIAN");
    });
  });
}

interface Placed {
  entryId: string;
  code: string;
  rows: { id: string; family: "PHOTO" | "VIDEO" | "PDF"; isPublishable: boolean }[];
  consentIds: string[];
}

async function place(one: EntryCase): Promise<Placed> {
  const { services } = test;
  const { prisma } = services.db;
  const made = editions[one.edition]?.made;
  if (!made) throw new Error("no edition");
  const authors = one.ages.map((age, index) => ({ fullName: `Người Thử ${index}`, ...(age === null ? {} : { birthDate: bornAt(age) }) }));
  const entry = await makeEntry(services, made.edition, { screening: "QUALIFIED", authors, consents: [], files: [] });
  for (const [index, age] of one.ages.entries()) if (age === null) await prisma.entryAuthor.updateMany({ where: { key: entry.authors[index]?.key ?? "" }, data: { birthDate: null } });
  const tier = made.tiers[0];
  if (one.isAwarded && tier) await prisma.award.create({ data: { editionId: made.edition.id, entryId: entry.id, tierId: tier.id, rank: 1, rankInField: 1, mean: "90.00" } });
  if (one.isWithdrawn) await prisma.entry.update({ where: { id: entry.id }, data: { state: "WITHDRAWN", withdrawnAt: test.clock.now() } });
  const consentIds: string[] = [];
  for (const { author, party, purpose, daysAgo, withdrawn } of one.consents) {
    const authorKey = entry.authors[author]?.key;
    if (authorKey === undefined) continue;
    const id = randomUUID();
    await prisma.consent.create({ data: { id, entryId: entry.id, authorKey, purpose, party, personName: "x", textVersion: "1", method: "LINK", givenAt: at(daysAgo), withdrawnAt: withdrawn ? test.clock.now() : null } });
    if (!withdrawn && purpose === "PUBLISH_MEDIA") consentIds.push(id);
  }
  const version = await prisma.entryVersion.findFirstOrThrow({ where: { entryId: entry.id } });
  const rows: Placed["rows"] = [];
  for (const partKey of ["t-cong-khai", "t-rieng"]) {
    for (const [index, family] of (["PHOTO", "VIDEO", "PDF"] as const).entries()) {
      const row = await prisma.entryFile.create({ data: { versionId: version.id, key: randomUUID(), partKey, position: index + 1, name: "Tên Em Bé.jpg", caption: "Em Bé ở nhà", size: 1, fileId: stored[family] } });
      rows.push({ id: row.id, family, isPublishable: partKey === "t-cong-khai" });
    }
  }
  return { entryId: entry.id, code: entry.code ?? "", rows, consentIds };
}

/** Every address a visitor, or somebody signed in who has nothing to do with it, could ask for; those that gave bytes. */
async function bytesGiven({ rows }: Placed): Promise<string[]> {
  const given: string[] = [];
  for (const { id } of rows) {
    for (const path of [paths.file(id), paths.file(id, "nho"), paths.file(id, "trang-dau"), paths.file(id, "goc"), paths.fileDownload(id)]) {
      for (const actor of [null, stranger]) {
        const answer = await server.get(actor, path);
        await answer.arrayBuffer();
        if (answer.status !== 404) given.push(path);
      }
    }
  }
  return [...new Set(given)];
}

function expectedBytes(one: EntryCase, placed: Placed): string[] {
  const edition = editions[one.edition];
  if (!edition?.isOut || !one.isAwarded || one.isWithdrawn || !agrees(one, edition.selfFrom)) return [];
  return placed.rows.filter(({ family, isPublishable }) => isPublishable && family !== "PDF").flatMap(({ id, family }) => [paths.file(id), ...(family === "PHOTO" ? [paths.file(id, "nho")] : []), paths.fileDownload(id)]);
}

const shownOn = async ({ code }: Placed) => (await publishedEntryPage(test.services, code, test.clock.now()))?.files.map(({ id }) => id) ?? [];

describe("what the public gets of an entry", () => {
  it("no byte without the live consents of everybody it needs; all of what is agreed to; nothing any more right after one takes it back", { timeout: 300_000 }, async () => {
    let [given, minors] = [0, 0];
    await fc.assert(
      fc.asyncProperty(entryCase, fc.nat(), async (one, which) => {
        const placed = await place(one);
        const expected = expectedBytes(one, placed);
        expect((await bytesGiven(placed)).toSorted()).toEqual(expected.toSorted());
        expect((await shownOn(placed)).map((id) => paths.file(id)).toSorted()).toEqual(expected.filter((path) => /^\/tep\/[^/?]+$/.test(path)).toSorted());
        if (expected.length === 0) return;
        given += 1;
        if (one.ages.some((age) => age !== null && age < 16)) minors += 1;
        const stamp = await publicStamp(test.services.db, test.clock.now());
        // Any one consent that was needed; what is left may still do where one was given twice.
        const id = placed.consentIds[which % placed.consentIds.length] ?? "";
        await test.services.db.prisma.consent.update({ where: { id }, data: { withdrawnAt: test.clock.now() } });
        const left = { ...one, consents: await standing(placed, one) };
        expect((await bytesGiven(placed)).toSorted()).toEqual(expectedBytes(left, placed).toSorted());
        expect(await publicStamp(test.services.db, test.clock.now())).not.toBe(stamp);
        await test.services.db.prisma.consent.updateMany({ where: { entryId: placed.entryId }, data: { withdrawnAt: test.clock.now() } });
        expect([await bytesGiven(placed), await shownOn(placed)]).toEqual([[], []]);
      }),
      {
        numRuns: RUNS,
        examples: [
          [{ edition: 0, ages: [12], consents: [consent(0, "SELF"), consent(0, "GUARDIAN")], isAwarded: true, isWithdrawn: false }, 0],
          [{ edition: 0, ages: [12], consents: [consent(0, "SELF")], isAwarded: true, isWithdrawn: false }, 0],
          [{ edition: 1, ages: [16.1, 6.9, 40], consents: [consent(0, "SELF"), consent(1, "GUARDIAN"), consent(2, "SELF")], isAwarded: true, isWithdrawn: false }, 1],
          [{ edition: 2, ages: [8], consents: [{ ...consent(0, "GUARDIAN"), daysAgo: 500 }], isAwarded: true, isWithdrawn: false }, 0],
          [{ edition: 0, ages: [40, 12], consents: [consent(0, "SELF"), consent(1, "SELF"), consent(1, "GUARDIAN")], isAwarded: true, isWithdrawn: false }, 2],
        ],
      },
    );
    // The property says something only where something was given.
    expect([given >= 4, minors >= 3]).toEqual([true, true]);
  });

  it("its page names no file and no caption, and takes few statements", async () => {
    const one: EntryCase = { edition: 0, ages: [12], consents: [consent(0, "SELF"), consent(0, "GUARDIAN")], isAwarded: true, isWithdrawn: false };
    const { code } = await place(one);
    const { count, value } = await countStatements(test.services.db.pool, () => publishedEntryPage(test.services, code, test.clock.now()));
    expect([value?.files.length, /Em Bé/.test(JSON.stringify(value)), count <= 4]).toEqual([2, false, true]);
  });
});

function consent(author: number, party: Party): ConsentCase {
  return { author, party, purpose: "PUBLISH_MEDIA", daysAgo: 0, withdrawn: false };
}

/** The consents of the case that still stand in the database. */
async function standing({ entryId }: Placed, { consents, ages }: EntryCase): Promise<ConsentCase[]> {
  const version = await test.services.db.prisma.entryVersion.findFirstOrThrow({ where: { entryId }, include: { authors: { orderBy: { position: "asc" } } } });
  const rows = await test.services.db.prisma.consent.findMany({ where: { entryId, withdrawnAt: null } });
  return rows.map((row) => ({
    author: version.authors.findIndex(({ key }) => key === row.authorKey),
    party: row.party,
    purpose: row.purpose === "PASS_ON" ? "TAKE_PART" : row.purpose,
    daysAgo: Math.round((test.clock.now().getTime() - row.givenAt.getTime()) / 86_400_000),
    withdrawn: false,
  })).filter(({ author }) => author >= 0 && author < ages.length && consents.length > 0);
}

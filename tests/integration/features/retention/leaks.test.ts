import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { clearEdition } from "~/features/retention/clear-edition.server";
import { eraseAccount } from "~/features/retention/erase-account.server";
import { eraseAuthor } from "~/features/retention/erase-author.server";
import { checkData } from "~/features/administration/check-data.server";
import { verifyLedger } from "~/features/ledger/verify-ledger.server";
import { monthsAfter, NAME_GONE } from "~/domain/retention/retention";
import { columnsWith, plantMarks, textColumns } from "../../../factories/private-marks";
import { leadTo, makePublicContest, type PublicContest } from "../../../factories/publication";
import { makeUser } from "../../../factories/people";
import { TEST_DAY, testServices, type TestServices } from "../../../support/services";

let test: TestServices;
let contest: PublicContest;

beforeAll(async () => {
  test = await testServices();
});
afterAll(() => test.close());

/** What holds texts that are nobody's private data: the rules of contests, units, scores and results, ids, codes and hashes, papers of the authority itself. */
const OPEN_TABLES =
  "Edition EditionExtension Field Round Criterion PrizeTier DossierPart CommitmentText Unit UnitName Judge Panel Membership Rescore JuryMeeting PresentationSession TimetablePublication RankingMeeting ResultDecision " +
  "Appeal Award Ceremony SpecialAward SpecialAwardGiven CommendationAuthority CommendationLetter CommitteeMember PaperText SentPackage TrustedSender StagedPackage ReceivedPackage EntryOrigin DataRequest CertificateTemplate " +
  "LedgerEvent LedgerHead AccessLog PublicStamp RateLimit Verification Conflict Assignment BlindCheck Certificate_ DuplicateVerdict ConsentLink Vote PrizeChoice QuotaChoice ResultCorrection Nomination_ Erasure EntryPrint BlindScan FileVariant StoredFile EditionStatistics _prisma_migrations";

/** Columns of other tables that hold no private text: what the result shows, codes, hashes, times and the ways things came. */
const OPEN_COLUMNS = new Set([
  "Entry.code", "Entry.title", "Entry.titleFolded", "Entry.unitName", "EntryVersion.title", "EntryVersion.unitName", "EntryVersion.commitmentVersion", "EntryVersion.confirmHash",
  "EntryAuthor.unitName", "EntryFile.partKey", "EntryFile.sha256", "EntryFile.problem", "Upload.key", "Upload.storageName", "Upload.slug", "Upload.callbackUrl", "Upload.sha256",
  "AuthorConfirmation.contentHash", "Consent.textVersion", "ConsentDecline.textVersion", "ScreeningRemark.partKey", "PhysicalThing.code", "SheetRevision.values", "LateSheet.values", "KeyedSheet.values",
  "RedactedPart.partKey", "PlanJob.key", "Invitation.tokenHash", "OutboxMessage.template", "OutboxMessage.recipient", "ErasableText.chain", "ErasableText.salt", "ErasableText.hash",
  "Certificate.code", "IssuedPaper.kind", "IssuedPaper.name", "IssuedPaper.number", "IssuedPaper.hash", "IssuedFile.format", "IssuedFile.sha256", "Commendation.bookNumber", "Commendation.code", "User.locale", "User.phone", "Session.token", "Account.providerId",
]);
const isOpen = ({ table, column }: { table: string; column: string }) => OPEN_TABLES.split(" ").includes(table) || OPEN_COLUMNS.has(`${table}.${column}`) || /(^id|Id|Ids)$/.test(column);

/** What the person's account holds, which is not the contest's. */
const OF_ACCOUNT = /^(User|Session|Account)\./;

beforeEach(async () => {
  test.clock.set(TEST_DAY);
  contest = await makePublicContest(
    test.services,
    [
      { title: "Máy gieo lạc hai hàng", author: "Lê Thị Được Nêu", named: true },
      { title: "Bể lọc nước mưa", author: "Trần Văn Không Giải", named: true },
    ],
    { prizes: 1 },
  );
  await leadTo(test.services, contest, "PUBLISHED");
  // Rows of files that the factory makes have no bytes behind them.
  await test.services.db.prisma.entryFile.deleteMany();
  await test.services.db.prisma.storedFile.deleteMany();
});

/** The second entry, which got no prize, full of marks. */
async function marked(mark: string) {
  const { db } = test.services;
  const entryId = contest.entries[1]?.id ?? "";
  const user = await makeUser(test.services, { role: "ENTRANT", editionId: contest.made.edition.id });
  const author = await db.prisma.entryAuthor.findFirstOrThrow({ where: { version: { entryId } } });
  await db.prisma.entryAuthor.update({ where: { id: author.id }, data: { userId: user.userId } });
  return plantMarks(test.services, { editionId: contest.made.edition.id, entryId, authorKey: author.key, userId: user.userId }, mark);
}

async function filesWith(mark: string): Promise<string[]> {
  const root = test.services.config.dataDir;
  const found: string[] = [];
  for (const file of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (!file.isFile() || /pgdata|cluster|postgres/.test(file.parentPath)) continue;
    if ((await readFile(join(file.parentPath, file.name))).includes(mark)) found.push(file.name);
  }
  return found;
}

/** What is wrong with the record and the rows: those made here by hand are, the others must not become so. */
async function wrongs(): Promise<string[]> {
  const verdict = await verifyLedger(test.services, { edition: contest.slug, head: null });
  if (!verdict.ok) throw new Error(verdict.reason);
  const record = verdict.value.chains.flatMap(({ faults, differences }) => [...faults, ...differences.map((one) => JSON.stringify(one))]);
  return [...record, ...(await checkData(test.services)).map((one) => JSON.stringify(one))];
}

describe("no row and no file holds what was private", () => {
  it("every column that can hold a text is one that is marked here, or is said to hold nothing private", async () => {
    await marked("Vetdau0");
    const columns = (await textColumns(test.services)).filter((column) => !isOpen(column)).map(({ table, column }) => `${table}.${column}`);
    const found = await columnsWith(test.services, "Vetdau0");
    expect(columns.filter((column) => !found.includes(column))).toEqual([]);
    expect(await filesWith("Vetdau0")).toHaveLength(3);
  });

  it("after the time of keeping is over", async () => {
    const { entryId } = await marked("Vetdau1");
    const wrong = await wrongs();
    const now = monthsAfter(TEST_DAY, 24);
    const before = await clearEdition(test.services, { editionId: contest.made.edition.id, now: new Date(now.getTime() - 1) });
    expect(before).toEqual({ ok: false, reason: "not_due" });
    expect(await clearEdition(test.services, { editionId: contest.made.edition.id, now })).toMatchObject({ ok: true, value: { entries: 2, files: 3 } });
    expect((await columnsWith(test.services, "Vetdau1")).filter((column) => !OF_ACCOUNT.test(column))).toEqual([]);
    expect(await filesWith("Vetdau1")).toEqual([]);
    const authors = await test.services.db.prisma.entryAuthor.findMany({ where: { version: { entry: { editionId: contest.made.edition.id } } }, orderBy: { fullName: "asc" } });
    expect(authors.map(({ fullName, birthDate, phone, guardianName }) => ({ fullName, birthDate, phone, guardianName }))).toEqual([
      { fullName: NAME_GONE, birthDate: null, phone: "", guardianName: "" },
      { fullName: "Lê Thị Được Nêu", birthDate: null, phone: "", guardianName: "" },
    ]);
    expect(await test.services.db.prisma.scoreSheet.count({ where: { assignment: { entryId }, state: "LOCKED", total: { not: null } } })).toBe(3);
    expect((await wrongs()).filter((one) => !wrong.includes(one))).toEqual([]);
    expect(await clearEdition(test.services, { editionId: contest.made.edition.id, now })).toEqual({ ok: false, reason: "already_cleared" });
  });

  it("after a person was erased as author of an entry", async () => {
    const { entryId, authorKey, editionId } = await marked("Vetdau2");
    const wrong = await wrongs();
    const act = { actor: contest.secretary, editionId, entryId, authorKey, reason: "Gia đình yêu cầu bằng đơn ngày 20/11", now: TEST_DAY };
    expect(await eraseAuthor(test.services, { ...act, reason: "Bà Vetdau2 yêu cầu" })).toEqual({ ok: false, reason: "reason_names_person" });
    expect(await eraseAuthor(test.services, act)).toEqual({ ok: true, value: { files: 3, namesakePlaces: 0 } });
    expect((await columnsWith(test.services, "Vetdau2")).filter((column) => !OF_ACCOUNT.test(column) && !column.startsWith("PersonContact") && !column.startsWith("Invitation"))).toEqual([]);
    expect(await filesWith("Vetdau2")).toEqual([]);
    expect((await wrongs()).filter((one) => !wrong.includes(one))).toEqual([]);
    expect(await eraseAuthor(test.services, act)).toEqual({ ok: false, reason: "already_erased" });
  });

  it("after an account was erased, everywhere", async () => {
    const { userId } = await marked("Vetdau3");
    const wrong = await wrongs();
    const administrator = await makeUser(test.services, { role: "ADMINISTRATOR" });
    const done = await eraseAccount(test.services, { actor: administrator, userId, reason: "Theo đơn ngày 20/11", now: TEST_DAY });
    expect(done).toEqual({ ok: true, value: { entries: 1, files: 3, namesakePlaces: 0 } });
    expect(await columnsWith(test.services, "Vetdau3")).toEqual([]);
    expect(await filesWith("Vetdau3")).toEqual([]);
    expect((await wrongs()).filter((one) => !wrong.includes(one))).toEqual([]);
  });
});

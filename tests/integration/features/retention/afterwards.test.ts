import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { publishableAuthors } from "~/data/consents.server";
import { keepErasableText } from "~/data/ledger.server";
import { monthsAfter, NAME_GONE } from "~/domain/retention/retention";
import { exportBundle } from "~/features/bundle/export-bundle.server";
import { verifyBundle } from "~/features/bundle/verify-bundle.server";
import { checkCertificate, compareName } from "~/features/certificates/check.server";
import { issueCertificates } from "~/features/certificates/commands.server";
import { verifyLedger } from "~/features/ledger/verify-ledger.server";
import { requestData } from "~/features/people/request-data.server";
import { publicResult } from "~/features/results/public-result.server";
import { clearDueEditions } from "~/features/retention/clear-edition.server";
import { eraseAccount } from "~/features/retention/erase-account.server";
import { eraseAuthor } from "~/features/retention/erase-author.server";
import { answerRequest, heldAuthorPage, personalDataPage } from "~/features/retention/personal-data.server";
import { postponeClearing, setRetention } from "~/features/retention/set-retention.server";
import { signerOf } from "~/platform/signing/signer.server";
import { action as authorAction, loader as authorLoader } from "~/routes/staff/personal-data-author";
import { action as retentionAction, loader as retentionLoader } from "~/routes/staff/retention";
import { makeEdition } from "../../../factories/editions";
import { makeEntry } from "../../../factories/entries";
import { leadTo, makePublicContest, type PublicContest, withdrawName } from "../../../factories/publication";
import { makeUser } from "../../../factories/people";
import { contextFor, getPage, outcomeOf, postForm } from "../../../support/request";
import { expectSoundData } from "../../../support/sound-data";
import { TEST_DAY, testServices } from "../../../support/services";

const { services, clock, close } = await testServices();
afterAll(close);
const { prisma } = services.db;
const signer = signerOf(generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString());

const SHOWN = "Trần Thị Lan";
const HIDDEN = "Nguyễn Văn Ẩn";
let contest: PublicContest;

beforeEach(async () => {
  clock.set(TEST_DAY);
  await prisma.rateLimit.deleteMany({});
  contest = await makePublicContest(services, [{ title: "Máy gieo lạc bốn hàng", author: SHOWN }, { title: "Bếp đun tiết kiệm", author: HIDDEN, named: false }]);
  // Rows of files that the factory makes have no bytes behind them.
  await prisma.entryFile.deleteMany();
  await prisma.storedFile.deleteMany();
  await leadTo(services, contest, "SIGNED");
  await issueCertificates(services, { actor: contest.secretary, editionId: contest.made.edition.id, now: TEST_DAY });
  await leadTo(services, contest, "PUBLISHED");
});

const editionId = () => contest.made.edition.id;
const edition = () => prisma.edition.findUniqueOrThrow({ where: { id: editionId() } });
const authorOf = (at: number) => prisma.entryAuthor.findFirstOrThrow({ where: { version: { entryId: contest.entries[at]?.id ?? "", state: "SUBMITTED" } } });
const certificateOf = (at: number) => prisma.certificate.findFirstOrThrow({ where: { entryId: contest.entries[at]?.id ?? "" } });
const isSame = async (at: number, name: string) => {
  const compared = await compareName(services, { code: (await certificateOf(at)).code, name, address: "10.0.0.1", now: clock.now() });
  return compared.ok && compared.value.isSameName;
};

/** What must hold whatever went: the record, the rows, and the sealed result on another machine. */
async function expectProvable(): Promise<void> {
  expect(await verifyLedger(services, { edition: contest.slug, head: null })).toMatchObject({ ok: true, value: { verified: true } });
  await expectSoundData(services);
  const bundle = await exportBundle(services.db, { edition: contest.slug, visibility: "full", software: { name: "sang-tao", version: "0.1.0" }, signer });
  if (!bundle.ok) throw new Error(bundle.reason);
  expect(verifyBundle(bundle.value, { head: null, key: null })).toMatchObject({ ok: true, value: { problems: [] } });
}

describe("retention", () => {
  it("leaves the public result as it was, names and certificates included, and takes a name away when its consent is taken back", async () => {
    const before = await publicResult(services.db, contest.slug, TEST_DAY);
    const end = monthsAfter(TEST_DAY, 24);
    clock.set(end);
    expect((await clearDueEditions(services, end)).map((one) => one.editionId)).toEqual([editionId()]);
    expect(await clearDueEditions(services, end)).toEqual([]);
    const after = await publicResult(services.db, contest.slug, end);
    if (!before.ok || !after.ok) throw new Error("not public");
    expect(after.value.awards).toEqual(before.value.awards);
    await expectProvable();

    expect(await checkCertificate(services, { code: (await certificateOf(0)).code, address: "10.0.0.1", now: end })).toMatchObject({ ok: true, value: { name: SHOWN, isErased: false } });
    expect((await certificateOf(1)).name).toBe(NAME_GONE);
    expect([await isSame(1, HIDDEN), await isSame(1, "Người khác"), await isSame(1, NAME_GONE)]).toEqual([true, false, false]);

    const entryId = contest.entries[0]?.id ?? "";
    await withdrawName(services, entryId);
    expect((await publishableAuthors(prisma, [entryId])).get(entryId)?.map(({ name }) => name)).toEqual([null]);
  });

  it("waits while an appeal is open, and until it is no longer postponed", async () => {
    const end = monthsAfter(TEST_DAY, 24);
    const act = { actor: contest.secretary, editionId: editionId(), now: end };
    const grounds = await services.db.transact((tx) => keepErasableText(tx, editionId(), "Điểm chưa đúng"));
    await prisma.appeal.create({ data: { id: crypto.randomUUID(), editionId: editionId(), entryId: contest.entries[0]?.id ?? "", number: 1, filedById: "x", filedAt: TEST_DAY, groundsId: grounds.id } });
    expect(await clearDueEditions(services, end)).toEqual([]);
    await prisma.appeal.updateMany({ data: { state: "WITHDRAWN" } });
    const later = new Date(end.getTime() + 10 * 86_400_000);
    expect(await postponeClearing(services, { ...act, version: -1, to: later, reason: "Thanh tra đang xem" })).toEqual({ ok: false, reason: "version_conflict" });
    expect(await postponeClearing(services, { ...act, version: (await edition()).version, to: later, reason: "Thanh tra đang xem" })).toEqual({ ok: true, value: null });
    expect(await clearDueEditions(services, end)).toEqual([]);
    expect(await clearDueEditions(services, later)).toHaveLength(1);
  });

  it("is never made so short that nobody is told in time, and is the secretary's to set", async () => {
    const now = new Date(TEST_DAY.getTime() + 100 * 86_400_000);
    const act = { actor: contest.secretary, editionId: editionId(), version: (await edition()).version, now };
    expect(await setRetention(services, { ...act, months: 3 })).toEqual({ ok: false, reason: "too_soon" });
    expect(await setRetention(services, { ...act, months: 12 })).toEqual({ ok: true, value: null });
    expect(await setRetention(services, { ...act, actor: contest.chair, months: 24 })).toEqual({ ok: false, reason: "forbidden" });
    expect((await edition()).retentionMonths).toBe(12);
  });
});

describe("the page of retention", () => {
  it("keeps what was typed wrongly and says so, and is closed to others", async () => {
    const args = (request: Request, actor = contest.secretary) => ({ request, params: { edition: contest.slug }, context: contextFor(services, actor) });
    const path = `/ban-to-chuc/${contest.slug}/luu-giu`;
    const { version } = await edition();
    const wrong = await retentionAction(args(postForm(path, { intent: "months", version: String(version), months: "1" })));
    expect(wrong).toMatchObject({ init: { status: 400 }, data: { result: { initialValue: { months: "1" } } } });
    const past = await retentionAction(args(postForm(path, { intent: "postpone", version: String(version), to: "01/01/2026", reason: "Lý do đủ dài" })));
    expect(past).toMatchObject({ init: { status: 400 }, data: { result: { initialValue: { to: "01/01/2026" } } } });
    const done = await outcomeOf(retentionAction(args(postForm(path, { intent: "months", version: String(version), months: "36" }))));
    expect(done.response?.status).toBe(303);
    const stale = await retentionAction(args(postForm(path, { intent: "months", version: String(version), months: "24" })));
    expect(stale).toMatchObject({ init: { status: 409 } });
    expect((await outcomeOf(retentionLoader(args(getPage(path), contest.chair)))).response?.status).toBe(403);
    expect(await retentionLoader(args(getPage(path)))).toMatchObject({ view: { months: 36, stage: "kept", holdings: null } });
  });
});

describe("erasing a person", () => {
  const act = async (at: number, more: object = {}) => ({ actor: contest.secretary, editionId: editionId(), entryId: contest.entries[at]?.id ?? "", authorKey: (await authorOf(at)).key, reason: "Đơn ngày 20/11/2026", now: TEST_DAY, ...more });

  it("leaves the prize under its code and the record whole; the certificate says that the name was erased", async () => {
    const erased = await act(0);
    expect(await eraseAuthor(services, erased)).toMatchObject({ ok: true });
    const result = await publicResult(services.db, contest.slug, TEST_DAY);
    if (!result.ok) throw new Error(result.reason);
    expect(result.value.file.awards.map(({ code, authors }) => ({ code, authors }))).toEqual([{ code: contest.entries[0]?.code, authors: [] }, { code: contest.entries[1]?.code, authors: [] }]);
    const { code } = await certificateOf(0);
    expect(await checkCertificate(services, { code, address: "10.0.0.1", now: TEST_DAY })).toMatchObject({ ok: true, value: { name: null, isErased: true, state: "VALID", prize: expect.any(String) } });
    expect([await isSame(0, SHOWN), await isSame(0, NAME_GONE)]).toEqual([false, false]);
    await expectProvable();
    const consents = await prisma.consent.findMany({ where: { entryId: erased.entryId } });
    expect(consents.every(({ personName, withdrawnAt, textVersion, purpose }) => personName === "" && withdrawnAt !== null && textVersion !== "" && purpose !== null)).toBe(true);
    expect(consents.length).toBeGreaterThan(0);
  });

  it("keeps the other authors of the entry, and their files that show nobody", async () => {
    const published = await makeEdition(services, { phase: "PUBLISHED" });
    const secretary = await makeUser(services, { role: "SECRETARY", editionId: published.edition.id });
    const entry = await makeEntry(services, published.edition, { screening: "QUALIFIED", summary: "Của Lê Văn Đi và Phạm Thị Ở Lại.", authors: [{ fullName: "Lê Văn Đi" }, { fullName: "Phạm Thị Ở Lại" }], files: [] });
    const [gone] = entry.authors;
    expect(await eraseAuthor(services, { actor: secretary, editionId: published.edition.id, entryId: entry.id, authorKey: gone?.key ?? "", reason: "Đơn ngày 20/11/2026", now: TEST_DAY })).toMatchObject({ ok: true });
    const version = await prisma.entryVersion.findFirstOrThrow({ where: { entryId: entry.id }, include: { authors: { orderBy: { position: "asc" } } } });
    expect(version.authors.map(({ fullName, shareHundredths }) => [fullName, shareHundredths])).toEqual([[NAME_GONE, 5000], ["Phạm Thị Ở Lại", 5000]]);
    expect(version.summary).toBe(`Của ${NAME_GONE} và Phạm Thị Ở Lại.`);
    expect(version.parts).not.toEqual({});
    // No decision stands behind it: it goes back, so that the data stay sound.
    await prisma.edition.update({ where: { id: published.edition.id }, data: { publishedAt: null } });
  });

  it("asks for withdrawal first while the contest runs, and is not there for whoever has an interest", async () => {
    const running = await makeEdition(services, { phase: "JUDGING" });
    const secretary = await makeUser(services, { role: "SECRETARY", editionId: running.edition.id });
    const entry = await makeEntry(services, running.edition, { screening: "QUALIFIED", files: [] });
    const request = { actor: secretary, editionId: running.edition.id, entryId: entry.id, authorKey: entry.authors[0]?.key ?? "", reason: "Đơn ngày 20/11/2026", now: TEST_DAY };
    expect(await eraseAuthor(services, request)).toEqual({ ok: false, reason: "entry_running" });
    expect(await eraseAuthor(services, { ...request, authorKey: "x" })).toEqual({ ok: false, reason: "not_found" });
    expect(await heldAuthorPage(services, { ...request, edition: running.edition, phase: "JUDGING" })).toMatchObject({ bar: "entry_running" });
    await prisma.conflict.create({ data: { editionId: running.edition.id, entryId: entry.id, userId: secretary.userId, kind: "DECLARED" } });
    expect(await eraseAuthor(services, request)).toEqual({ ok: false, reason: "not_found" });
    expect(await heldAuthorPage(services, { ...request, edition: running.edition, phase: "JUDGING" })).toBeNull();
  });

  it("by the page needs grounds and a tick, and keeps what was typed", async () => {
    const { entryId, authorKey } = await act(0);
    const args = (request: Request) => ({ request, params: { edition: contest.slug, entry: entryId, author: authorKey }, context: contextFor(services, contest.secretary) });
    const path = `/ban-to-chuc/${contest.slug}/du-lieu-ca-nhan/${entryId}/${authorKey}`;
    expect(await authorLoader(args(getPage(path)))).toMatchObject({ held: { name: SHOWN, bar: null } });
    expect(await authorAction(args(postForm(path, { intent: "erase", reason: "Đơn ngày 20/11/2026" })))).toMatchObject({ init: { status: 400 }, data: { result: { initialValue: { reason: "Đơn ngày 20/11/2026" } } } });
    expect(await authorAction(args(postForm(path, { intent: "erase", sure: "on", reason: `Đơn của ${SHOWN}` })))).toMatchObject({ init: { status: 400 } });
    const done = await outcomeOf(authorAction(args(postForm(path, { intent: "erase", sure: "on", reason: "Đơn ngày 20/11/2026" }))));
    expect(done.response?.status).toBe(303);
    expect(await authorAction(args(postForm(path, { intent: "erase", sure: "on", reason: "Đơn ngày 20/11/2026" })))).toMatchObject({ init: { status: 409 } });
    expect((await outcomeOf(authorLoader({ ...args(getPage(path)), params: { edition: contest.slug, entry: "x", author: "y" } }))).response?.status).toBe(404);
  });

  it("with the account is the administrator's, and never of somebody a running contest counts on", async () => {
    const administrator = await makeUser(services, { role: "ADMINISTRATOR" });
    const running = await makeEdition(services, { phase: "JUDGING" });
    const judge = await makeUser(services, { role: "JUDGE", editionId: running.edition.id });
    const request = { actor: administrator, userId: judge.userId, reason: "Đơn ngày 20/11/2026", now: TEST_DAY };
    expect(await eraseAccount(services, request)).toEqual({ ok: false, reason: "roles_running" });
    expect(await eraseAccount(services, { ...request, userId: administrator.userId })).toEqual({ ok: false, reason: "own_account" });
    expect(await eraseAccount(services, { ...request, actor: contest.secretary })).toEqual({ ok: false, reason: "forbidden" });
    await prisma.membership.updateMany({ where: { userId: judge.userId }, data: { endedAt: TEST_DAY } });
    expect(await eraseAccount(services, request)).toEqual({ ok: true, value: { entries: 0, files: 0, namesakePlaces: 0 } });
    expect(await eraseAccount(services, request)).toEqual({ ok: false, reason: "already_erased" });
    expect(await prisma.user.findUniqueOrThrow({ where: { id: judge.userId } })).toMatchObject({ name: NAME_GONE, phone: null });
    await expectSoundData(services);
  });
});

describe("requests about personal data", () => {
  it("wait with their day until somebody has answered, once", async () => {
    const asker = await makeUser(services, { role: "ENTRANT", editionId: editionId() });
    expect(await requestData(services, { actor: asker, input: { kind: "erase", text: "Xin xóa dữ liệu của cháu", to: contest.slug }, now: TEST_DAY })).toMatchObject({ ok: true });
    const page = async () => personalDataPage(services, { actor: contest.secretary, edition: await edition(), typed: "", page: 1, now: TEST_DAY });
    const [request] = (await page()).requests;
    expect(request).toMatchObject({ kind: "erase", text: "Xin xóa dữ liệu của cháu", dueOn: "2026-11-24", answeredAt: null, isLate: false });
    const answer = { actor: contest.secretary, edition: await edition(), id: request?.id ?? "", now: TEST_DAY };
    expect(await answerRequest(services, { ...answer, actor: contest.chair })).toEqual({ ok: false, reason: "forbidden" });
    expect(await answerRequest(services, answer)).toEqual({ ok: true, value: null });
    expect(await answerRequest(services, answer)).toEqual({ ok: false, reason: "not_found" });
    expect((await page()).requests[0]?.answeredAt).toEqual(TEST_DAY);
    await expectSoundData(services);
  });
});

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decisionOf, publishedAwards } from "~/data/results.server";
import { findViolations } from "~/data/invariants.server";
import { answerAppeal } from "~/features/appeals/answer-appeal.server";
import { fileAppeal, withdrawAppeal } from "~/features/appeals/file-appeal.server";
import { ownAppeals } from "~/features/appeals/own-appeals.server";
import { appealPage, appealsPage } from "~/features/appeals/staff-appeals.server";
import { exportBundle } from "~/features/bundle/export-bundle.server";
import { verifyBundle } from "~/features/bundle/verify-bundle.server";
import { changeTemplate, issueCertificates } from "~/features/certificates/commands.server";
import { bookView } from "~/features/certificates/book.server";
import { settleCertificates } from "~/features/certificates/settle-correction.server";
import { verifyLedger } from "~/features/ledger/verify-ledger.server";
import { abandonCorrection, openCorrection } from "~/features/results/corrections.server";
import { approveResult, proposeResult, returnResult, signResult } from "~/features/results/decision.server";
import { finaliseResult } from "~/features/results/finalise.server";
import { publicResult } from "~/features/results/public-result.server";
import { publishDueResults } from "~/features/results/publish-job.server";
import { publishResult, publishWhenDue, scheduleResult, unscheduleResult } from "~/features/results/publish.server";
import { revokePrizeChoices } from "~/features/results/choices.server";
import { screenEntry } from "~/features/screening/screen-entry.server";
import type { Actor } from "~/domain/access/roles";
import { appealsEnd } from "~/domain/results/appeals";
import { loadSigner } from "~/platform/signing/signer.server";
import { openFor, rescoreFirstJudge } from "../../../factories/corrections";
import { makeUser } from "../../../factories/people";
import { leadTo } from "../../../factories/publication";
import { makeJudgedEdition, type JudgedEdition } from "../../../factories/results";
import { TEST_DAY, testServices, type TestServices } from "../../../support/services";

let test: TestServices;
beforeAll(async () => {
  test = await testServices();
});
afterAll(() => test.close());

const HOUR = 3_600_000;
const later = (ms: number) => test.clock.set(new Date(test.clock.now().getTime() + ms));
const step = (actor: Actor, { made }: JudgedEdition) => ({ actor, editionId: made.edition.id, now: test.clock.now() });
const versionOf = async ({ made }: JudgedEdition) => (await decisionOf(test.services.db.prisma, made.edition.id))?.version ?? 0;
const awardsOf = async ({ made }: JudgedEdition) => (await publishedAwards(test.services.db, made.edition.id)).map(({ tierCode, code }) => `${tierCode} ${code}`);
const verified = async ({ made }: JudgedEdition) => expect(await verifyLedger(test.services, { edition: made.edition.slug, head: null })).toMatchObject({ ok: true, value: { verified: true } });
const codeOf = ({ entries }: JudgedEdition, place: number) => entries[place]?.code ?? "";

/** Three entries, one first prize: places 1 and 2 are half a point apart. */
const contestAt = async (stage: "SIGNED" | "PUBLISHED") => {
  test.clock.set(TEST_DAY);
  const contest = await makeJudgedEdition(test.services, { novelty: [["38", "38", "38"], ["37", "37", "37"], ["20", "20", "20"]], quotas: { FIRST: 1 } });
  await leadTo(test.services, contest, stage);
  return contest;
};

/** The corrected result goes its way: proposed, approved, signed. */
async function signCorrection(contest: JudgedEdition): Promise<void> {
  expect(await proposeResult(test.services, step(contest.chair, contest))).toEqual({ ok: true, value: null });
  expect(await approveResult(test.services, { ...step(contest.organiser, contest), input: { version: await versionOf(contest) } })).toEqual({ ok: true, value: null });
  const input = { version: await versionOf(contest), number: "31/QĐ-BTC", date: "2026-11-22" };
  expect(await signResult(test.services, { ...step(contest.secretary, contest), input })).toEqual({ ok: true, value: null });
}

async function publishCorrection(contest: JudgedEdition): Promise<void> {
  await signCorrection(contest);
  expect(await publishResult(test.services, { ...step(contest.secretary, contest), input: { version: await versionOf(contest) } })).toEqual({ ok: true, value: null });
}

describe("a minute that is set", () => {
  const schedule = async (contest: JudgedEdition, publishAt: Date, actor = contest.secretary, version?: number) =>
    scheduleResult(test.services, { ...step(actor, contest), input: { version: version ?? (await versionOf(contest)), publishAt } });

  it("publishes by itself at that minute, not a second before, and keeps the record in step", async () => {
    const contest = await contestAt("SIGNED");
    const minute = new Date(TEST_DAY.getTime() + 2 * HOUR);
    expect(await schedule(contest, minute)).toEqual({ ok: true, value: null });
    await verified(contest);
    test.clock.set(new Date(minute.getTime() - 1000));
    expect(await publishDueResults(test.services, test.clock.now())).toEqual([]);
    expect(await awardsOf(contest)).toEqual([]);
    expect(await publicResult(test.services.db, contest.made.edition.slug, test.clock.now())).toMatchObject({ ok: false, reason: "results_not_published", plannedAt: minute });
    test.clock.set(minute);
    expect(await publishDueResults(test.services, test.clock.now())).toEqual(["published"]);
    expect(await awardsOf(contest)).toEqual([`FIRST ${codeOf(contest, 0)}`]);
    expect(await decisionOf(test.services.db.prisma, contest.made.edition.id)).toMatchObject({ state: "PUBLISHED", publishedById: "system", publishedAt: minute });
    await verified(contest);
    expect(await findViolations(test.services.db)).toEqual([]);
  });

  it("is set by the secretary for what is signed, ahead of now, over what was last seen; it can be moved and taken back", async () => {
    const contest = await contestAt("SIGNED");
    const minute = new Date(TEST_DAY.getTime() + HOUR);
    expect(await schedule(contest, minute, contest.organiser)).toEqual({ ok: false, reason: "forbidden" });
    expect(await schedule(contest, TEST_DAY)).toEqual({ ok: false, reason: "minute_past" });
    expect(await schedule(contest, minute, contest.secretary, 1)).toEqual({ ok: false, reason: "version_conflict" });
    expect(await unscheduleResult(test.services, { ...step(contest.secretary, contest), input: { version: await versionOf(contest) } })).toEqual({ ok: false, reason: "already_done" });
    expect((await schedule(contest, minute)).ok).toBe(true);
    const moved = new Date(TEST_DAY.getTime() + 3 * HOUR);
    expect((await schedule(contest, moved)).ok).toBe(true);
    expect(await publishDueResults(test.services, minute)).toEqual([]);
    expect(await unscheduleResult(test.services, { ...step(contest.secretary, contest), input: { version: await versionOf(contest) } })).toEqual({ ok: true, value: null });
    expect(await publishDueResults(test.services, moved)).toEqual([]);
    await verified(contest);
    expect((await schedule(contest, moved)).ok).toBe(true);
    expect(await publishResult(test.services, { ...step(contest.secretary, contest), input: { version: await versionOf(contest) } })).toEqual({ ok: true, value: null });
    expect(await publishDueResults(test.services, moved)).toEqual([]);
    await verified(contest);
    const unproposed = await makeJudgedEdition(test.services, { novelty: [["38", "38", "38"]], quotas: { FIRST: 1 } });
    expect(await schedule(unproposed, minute, unproposed.secretary, 1)).toEqual({ ok: false, reason: "already_done" });
  });

  it("is done once by two servers that wake at the same moment", async () => {
    const contest = await contestAt("SIGNED");
    const minute = new Date(TEST_DAY.getTime() + HOUR);
    await schedule(contest, minute);
    const due = { editionId: contest.made.edition.id, now: minute };
    const outcomes = await Promise.all([publishWhenDue(test.services, due), publishWhenDue(test.services, due), publishWhenDue(test.services, due)]);
    expect(outcomes.toSorted()).toEqual(["not_due", "not_due", "published"]);
    expect(await awardsOf(contest)).toHaveLength(1);
    await verified(contest);
  });

  it("catches up when no server ran at that minute", async () => {
    const contest = await contestAt("SIGNED");
    await schedule(contest, new Date(TEST_DAY.getTime() + HOUR));
    later(48 * HOUR);
    expect(await publishDueResults(test.services, test.clock.now())).toEqual(["published"]);
  });

  it("publishes nothing when what was sealed no longer fits, tells the secretary once, and the organiser can send it back", async () => {
    const contest = await contestAt("SIGNED");
    const minute = new Date(TEST_DAY.getTime() + HOUR);
    await schedule(contest, minute);
    const { pool, prisma } = test.services.db;
    const assignment = contest.entries[0]?.assignments[0]?.id;
    const change = (by: number) => pool.query(`UPDATE "SheetScore" SET "value" = "value" + $2 WHERE "value" > 200000 AND "sheetId" = (SELECT "id" FROM "ScoreSheet" WHERE "assignmentId" = $1)`, [assignment, by]);
    await change(-5000);
    test.clock.set(minute);
    expect(await publishDueResults(test.services, minute)).toEqual(["stopped"]);
    expect(await publishDueResults(test.services, minute)).toEqual([]);
    expect(await awardsOf(contest)).toEqual([]);
    const letters = await prisma.outboxMessage.findMany({ where: { editionId: contest.made.edition.id, template: "publicationStopped" } });
    expect(letters.map(({ userId, state }) => ({ userId, state }))).toEqual([{ userId: contest.secretary.userId, state: "PENDING" }]);
    expect(await decisionOf(prisma, contest.made.edition.id)).toMatchObject({ state: "SIGNED", publishAt: null, stoppedAt: minute });
    await change(5000);
    await verified(contest);
    const back = { ...step(contest.organiser, contest), input: { version: await versionOf(contest), reason: "Dữ liệu đã khác." } };
    expect(await returnResult(test.services, back)).toEqual({ ok: true, value: null });
    expect((await proposeResult(test.services, step(contest.chair, contest))).ok).toBe(true);
    await verified(contest);
  });

  it("publishes all or nothing: what fails half-way leaves no row behind and is tried again", async () => {
    const contest = await contestAt("SIGNED");
    const minute = new Date(TEST_DAY.getTime() + HOUR);
    await schedule(contest, minute);
    const { pool } = test.services.db;
    await pool.query(`CREATE FUNCTION fails_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'cut off'; END $$`);
    await pool.query(`CREATE TRIGGER "Award_fails" BEFORE INSERT ON "LedgerEvent" FOR EACH ROW WHEN (NEW."type" = 'RESULT_PUBLISHED') EXECUTE FUNCTION fails_once()`);
    try {
      expect(await publishDueResults(test.services, minute)).toEqual([]);
      expect(await awardsOf(contest)).toEqual([]);
      expect((await test.services.db.prisma.edition.findUniqueOrThrow({ where: { id: contest.made.edition.id } })).publishedAt).toBeNull();
    } finally {
      await pool.query(`DROP TRIGGER "Award_fails" ON "LedgerEvent"`);
      await pool.query(`DROP FUNCTION fails_once()`);
    }
    expect(await publishDueResults(test.services, minute)).toEqual(["published"]);
    await verified(contest);
  });
});

describe("a correction", () => {
  it("lets the named entry be scored again, changes nothing in public until it is published, and then one prize", async () => {
    const contest = await contestAt("PUBLISHED");
    const { slug } = contest.made.edition;
    expect(await rescoreFirstJudge(test.services, contest, 1, "40")).toEqual({ ok: false, reason: "wrong_phase" });
    expect((await openFor(test.services, contest, [1])).ok).toBe(true);
    expect(await rescoreFirstJudge(test.services, contest, 0, "40")).toEqual({ ok: false, reason: "wrong_phase" });
    expect(await proposeResult(test.services, step(contest.chair, contest))).toEqual({ ok: false, reason: "nothing_changed" });
    // 37 becomes 40 for one judge of three: 38.00 in the mean, a tie; 40 and a half would be too much for the step
    expect(await rescoreFirstJudge(test.services, contest, 1, "40")).toMatchObject({ ok: true });
    expect(await proposeResult(test.services, step(contest.chair, contest))).toEqual({ ok: false, reason: "ties_undecided" });
    expect((await rescoreSecondJudge(contest, 1, "40")).ok).toBe(true);
    await verified(contest);
    expect(await awardsOf(contest)).toEqual([`FIRST ${codeOf(contest, 0)}`]);
    await signCorrection(contest);
    expect(await publicResult(test.services.db, slug, test.clock.now())).toMatchObject({ value: { file: { decision: { number: "27/QĐ-BTC" } }, stages: { corrected: null } } });
    expect(await rescoreFirstJudge(test.services, contest, 1, "30")).toEqual({ ok: false, reason: "result_proposed" });
    later(HOUR);
    expect(await publishResult(test.services, { ...step(contest.secretary, contest), input: { version: await versionOf(contest) } })).toEqual({ ok: true, value: null });
    expect(await awardsOf(contest)).toEqual([`FIRST ${codeOf(contest, 1)}`]);
    const shown = await publicResult(test.services.db, slug, test.clock.now());
    expect(shown).toMatchObject({
      value: {
        edition: { publishedAt: TEST_DAY },
        file: { decision: { number: "31/QĐ-BTC", date: "2026-11-22" }, provisional: true },
        stages: { corrected: { number: "31/QĐ-BTC", changes: [{ entry: codeOf(contest, 0), to: null }, { entry: codeOf(contest, 1), from: null }] } },
      },
    });
    expect(await rescoreFirstJudge(test.services, contest, 1, "30")).toEqual({ ok: false, reason: "wrong_phase" });
    await verified(contest);
    expect(await findViolations(test.services.db)).toEqual([]);
  });

  const rescoreSecondJudge = (contest: JudgedEdition, place: number, novelty: string) => {
    const entry = contest.entries[place];
    const turned = { ...contest, entries: contest.entries.map((one) => (one === entry ? { ...one, assignments: [...one.assignments.slice(1), ...one.assignments.slice(0, 1)] } : one)) };
    return rescoreFirstJudge(test.services, turned, place, novelty);
  };

  it("may disqualify the named entry, and no other; the next one moves up", async () => {
    const contest = await contestAt("PUBLISHED");
    const screen = async (place: number, act: "reject" | "reopen" | "qualify") => {
      const entryId = contest.entries[place]?.id ?? "";
      const { version } = await test.services.db.prisma.entry.findUniqueOrThrow({ where: { id: entryId } });
      return screenEntry(test.services, { ...step(contest.secretary, contest), input: { entryId, act, version, reason: "Sao chép.", due: null } });
    };
    expect(await screen(0, "reject")).toEqual({ ok: false, reason: "wrong_phase" });
    await openFor(test.services, contest, [0]);
    expect(await screen(1, "reject")).toEqual({ ok: false, reason: "wrong_phase" });
    expect(await screen(0, "reject")).toEqual({ ok: true, value: { code: codeOf(contest, 0) } });
    await publishCorrection(contest);
    expect(await awardsOf(contest)).toEqual([`FIRST ${codeOf(contest, 1)}`]);
    await verified(contest);
    expect(await findViolations(test.services.db)).toEqual([]);
  });

  it("is opened by a chair without an interest, once, for entries of the contest, of a published result that is not official", async () => {
    const contest = await contestAt("SIGNED");
    expect(await openFor(test.services, contest, [0])).toEqual({ ok: false, reason: "wrong_phase" });
    await leadTo(test.services, contest, "PUBLISHED");
    expect(await openFor(test.services, contest, [0], contest.organiser)).toEqual({ ok: false, reason: "forbidden" });
    expect(await openFor(test.services, contest, [])).toEqual({ ok: false, reason: "no_entries" });
    expect(await openFor(test.services, contest, [7])).toEqual({ ok: false, reason: "entries_unknown", unknown: [codeOf(contest, 7)] });
    await test.services.db.prisma.conflict.create({ data: { editionId: contest.made.edition.id, entryId: contest.entries[2]?.id ?? "", userId: contest.chair.userId, kind: "DECLARED" } });
    expect(await openFor(test.services, contest, [0, 2])).toEqual({ ok: false, reason: "entries_unknown", unknown: [codeOf(contest, 2)] });
    const id = randomUUID();
    const open = () => openCorrection(test.services, { ...step(contest.chair, contest), input: { id, entries: [codeOf(contest, 0)], reason: "Cộng sai điểm.", appealId: null } });
    expect([await open(), await open()]).toEqual([{ ok: true, value: { id } }, { ok: true, value: { id } }]);
    expect(await openFor(test.services, contest, [1])).toEqual({ ok: false, reason: "already_done" });
    expect(await finaliseResult(test.services, step(contest.organiser, contest))).toEqual({ ok: false, reason: "already_done" });
  });

  it("is given up only while everything is as published", async () => {
    const contest = await contestAt("PUBLISHED");
    await openFor(test.services, contest, [1]);
    expect((await rescoreFirstJudge(test.services, contest, 1, "38")).ok).toBe(true);
    const abandon = () => abandonCorrection(test.services, { ...step(contest.chair, contest), input: { reason: "Điểm giữ nguyên." } });
    expect(await abandon()).toEqual({ ok: false, reason: "changed_since_published" });
    expect((await rescoreFirstJudge(test.services, contest, 1, "37")).ok).toBe(true);
    expect(await abandon()).toEqual({ ok: true, value: null });
    expect(await abandon()).toEqual({ ok: false, reason: "already_done" });
    expect(await awardsOf(contest)).toEqual([`FIRST ${codeOf(contest, 0)}`]);
    expect((await openFor(test.services, contest, [1])).ok).toBe(true);
    await verified(contest);
  });

  it("is not given up while its result is on its way, and takes the same people as the first", async () => {
    const contest = await contestAt("PUBLISHED");
    await openFor(test.services, contest, [1]);
    await rescoreFirstJudge(test.services, contest, 1, "38");
    expect(await proposeResult(test.services, step(contest.organiser, contest))).toEqual({ ok: false, reason: "forbidden" });
    expect((await proposeResult(test.services, step(contest.chair, contest))).ok).toBe(true);
    expect(await abandonCorrection(test.services, { ...step(contest.chair, contest), input: { reason: "x" } })).toEqual({ ok: false, reason: "already_done" });
    expect(await revokePrizeChoices(test.services, { ...step(contest.chair, contest), choiceIds: [] })).toEqual({ ok: false, reason: "wrong_phase" });
  });

  it("cannot be proposed when a score outside it was changed behind the application", async () => {
    const contest = await contestAt("PUBLISHED");
    await openFor(test.services, contest, [1]);
    await rescoreFirstJudge(test.services, contest, 1, "39");
    await test.services.db.pool.query(`UPDATE "SheetScore" SET "value" = "value" + 5000 WHERE "sheetId" = (SELECT "id" FROM "ScoreSheet" WHERE "assignmentId" = $1) AND "value" = 200000`, [contest.entries[2]?.assignments[0]?.id]);
    expect(await proposeResult(test.services, step(contest.chair, contest))).toEqual({ ok: false, reason: "changed_outside" });
    await test.services.db.pool.query(`UPDATE "SheetScore" SET "value" = 200000 WHERE "sheetId" = (SELECT "id" FROM "ScoreSheet" WHERE "assignmentId" = $1) AND "value" = 205000`, [contest.entries[2]?.assignments[0]?.id]);
    expect(await proposeResult(test.services, step(contest.chair, contest))).toEqual({ ok: true, value: null });
  });

  it("gives a bundle that verifies, also while a further correction has opened sheets", async () => {
    const contest = await contestAt("PUBLISHED");
    await openFor(test.services, contest, [1]);
    await rescoreFirstJudge(test.services, contest, 1, "40");
    await rescoreSecondJudge(contest, 1, "40");
    await publishCorrection(contest);
    const signer = await loadSigner(test.services.config);
    const check = async (visibility: "full" | "public") => {
      const made = await exportBundle(test.services.db, { edition: contest.made.edition.slug, visibility, software: { name: "x", version: "1" }, signer });
      return made.ok ? verifyBundle(made.value, { head: null, key: null }) : made;
    };
    expect(await check("full")).toMatchObject({ ok: true, value: { problems: [], awards: 1 } });
    await openFor(test.services, contest, [2]);
    expect((await rescoreFirstJudge(test.services, contest, 2, "25")).ok).toBe(true);
    expect(await check("full")).toMatchObject({ ok: true, value: { problems: [] } });
    expect(await check("public")).toMatchObject({ ok: true, value: { problems: [] } });
  });

  it("is found in the record when a row of it was changed by hand", async () => {
    const contest = await contestAt("PUBLISHED");
    const editionId = contest.made.edition.id;
    await openFor(test.services, contest, [1]);
    await rescoreFirstJudge(test.services, contest, 1, "40");
    await rescoreSecondJudge(contest, 1, "40");
    await publishCorrection(contest);
    const { pool } = test.services.db;
    const found = async (change: string, undo: string) => {
      await pool.query(change, [editionId]);
      const verdict = await verifyLedger(test.services, { edition: contest.made.edition.slug, head: null });
      await pool.query(undo, [editionId]);
      return verdict.ok ? verdict.value.chains.flatMap(({ differences }) => differences.map(({ row }) => row.replace(/[0-9a-f-]{36}/, "…"))) : verdict;
    };
    expect(await found(`UPDATE "ResultCorrection" SET "abandonedAt" = now() WHERE "editionId" = $1`, `UPDATE "ResultCorrection" SET "abandonedAt" = NULL WHERE "editionId" = $1`)).toEqual(["ResultCorrection …"]);
    expect(await found(`UPDATE "ResultDecision" SET "decisionNumber" = '1' WHERE "sequence" = 1 AND "editionId" = $1`, `UPDATE "ResultDecision" SET "decisionNumber" = '27/QĐ-BTC' WHERE "sequence" = 1 AND "editionId" = $1`)).toEqual(["ResultDecision decision"]);
    expect(await found(`UPDATE "ResultDecision" SET "decisionNumber" = '1' WHERE "sequence" = 2 AND "editionId" = $1`, `UPDATE "ResultDecision" SET "decisionNumber" = '31/QĐ-BTC' WHERE "sequence" = 2 AND "editionId" = $1`)).toEqual(["ResultDecision 2 decision"]);
    expect(await found(`UPDATE "Edition" SET "finalAt" = now() WHERE "id" = $1`, `UPDATE "Edition" SET "finalAt" = NULL WHERE "id" = $1`)).toEqual(["Edition finalAt"]);
    await verified(contest);
  });
});

describe("certificates after a correction", () => {
  it("are revoked, issued anew and issued first in one act, as the book says", async () => {
    test.clock.set(TEST_DAY);
    const contest = await makeJudgedEdition(test.services, { novelty: [["38", "38", "38"], ["37", "37", "37"], ["36", "36", "36"]], quotas: { FIRST: 1, SECOND: 1 } });
    await leadTo(test.services, contest, "PUBLISHED");
    const edition = await test.services.db.prisma.edition.findUniqueOrThrow({ where: { id: contest.made.edition.id } });
    const book = () => bookView(test.services, { edition, search: "", page: 1 });
    expect(await issueCertificates(test.services, step(contest.secretary, contest))).toEqual({ ok: true, value: { issued: 2 } });
    expect((await book()).settle).toBeNull();
    await openFor(test.services, contest, [0]);
    // the first falls behind the third: first prize to the second, second prize to the third, none to the first
    expect((await rescoreFirstJudge(test.services, contest, 0, "20")).ok).toBe(true);
    expect((await book()).settle).toBeNull();
    await signCorrection(contest);
    expect(await issueCertificates(test.services, step(contest.secretary, contest))).toEqual({ ok: true, value: { issued: 0 } });
    expect((await publishResult(test.services, { ...step(contest.secretary, contest), input: { version: await versionOf(contest) } })).ok).toBe(true);
    const words = { heading: "GIẤY CHỨNG NHẬN", authority: "Ban Tổ chức", signerTitle: "KT. TRƯỞNG BAN", signerName: "Đỗ Thị Phó", place: "Cẩm Xuyên", emblemFileId: null, signatureFileId: null };
    expect((await changeTemplate(test.services, { ...step(contest.secretary, contest), input: { ...words, version: 0 } })).ok).toBe(true);
    expect((await book()).settle).toMatchObject({ issue: 1, revoke: [expect.any(String)], reissue: [expect.stringContaining("→")] });
    expect(await settleCertificates(test.services, step(contest.organiser, contest))).toEqual({ ok: false, reason: "forbidden" });
    expect(await settleCertificates(test.services, step(contest.secretary, contest))).toEqual({ ok: true, value: { changed: 3 } });
    expect(await settleCertificates(test.services, step(contest.secretary, contest))).toEqual({ ok: true, value: { changed: 0 } });
    const { rows, settle } = await book();
    expect(settle).toBeNull();
    expect(rows.map(({ bookNumber, state, entryCode }) => [bookNumber, state, entryCode])).toEqual([
      [1, "REVOKED", codeOf(contest, 0)],
      [2, "CORRECTED", codeOf(contest, 1)],
      [3, "VALID", codeOf(contest, 1)],
      [4, "VALID", codeOf(contest, 2)],
    ]);
    const signers = await test.services.db.prisma.certificate.findMany({ where: { editionId: edition.id }, orderBy: { bookNumber: "asc" }, select: { content: true } });
    expect(signers.map(({ content }) => (content as { signerName?: string }).signerName)).toEqual(["", "", "Đỗ Thị Phó", "Đỗ Thị Phó"]);
    await verified(contest);
    expect(await findViolations(test.services.db)).toEqual([]);
  });
});

describe("appeals", () => {
  const ownerOf = async (contest: JudgedEdition, place: number): Promise<Actor> => {
    const entry = await test.services.db.prisma.entry.findUniqueOrThrow({ where: { id: contest.entries[place]?.id ?? "" }, include: { owner: true } });
    return { userId: entry.ownerId, name: entry.owner.name, email: entry.owner.email, phone: null, roles: [] };
  };
  const file = (contest: JudgedEdition, place: number, actor: Actor, id: string = randomUUID()) =>
    fileAppeal(test.services, { actor, entryId: contest.entries[place]?.id ?? "", now: test.clock.now(), input: { id, grounds: "Phiếu của một giám khảo cộng thiếu điểm." } });
  const answer = (contest: JudgedEdition, appealId: string, actor: Actor, change: object = {}) =>
    answerAppeal(test.services, { ...step(actor, contest), input: { appealId, version: 1, outcome: "UPHELD", answer: "Xin lỗi, đã kiểm tra lại.", show: ["means", "sheets", "record"], ...change } });

  it("are taken from people of the entry, once at a time, until the last second of the window", async () => {
    const contest = await contestAt("SIGNED");
    const owner = await ownerOf(contest, 1);
    expect(await file(contest, 1, owner)).toEqual({ ok: false, reason: "wrong_phase" });
    await leadTo(test.services, contest, "PUBLISHED");
    expect(await file(contest, 1, await makeUser(test.services))).toEqual({ ok: false, reason: "not_found" });
    expect(await file(contest, 1, contest.secretary)).toEqual({ ok: false, reason: "not_found" });
    const end = appealsEnd(TEST_DAY, 15) ?? TEST_DAY;
    test.clock.set(new Date(end.getTime() + 1000));
    expect(await file(contest, 1, owner)).toEqual({ ok: false, reason: "appeals_closed" });
    test.clock.set(end);
    const id = randomUUID();
    const number = `${codeOf(contest, 1)}/KN1`;
    expect([await file(contest, 1, owner, id), await file(contest, 1, owner, id)]).toEqual([{ ok: true, value: { number } }, { ok: true, value: { number } }]);
    expect(await file(contest, 1, owner)).toEqual({ ok: false, reason: "appeal_waiting" });
    const withdraw = () => withdrawAppeal(test.services, { actor: owner, entryId: contest.entries[1]?.id ?? "", now: test.clock.now(), input: { id } });
    expect([await withdraw(), await withdraw()]).toEqual([{ ok: true, value: null }, { ok: true, value: null }]);
    expect(await file(contest, 1, owner, id)).toEqual({ ok: false, reason: "already_answered" });
    expect(await file(contest, 1, owner)).toEqual({ ok: true, value: { number: `${codeOf(contest, 1)}/KN2` } });
    await test.services.db.prisma.edition.update({ where: { id: contest.made.edition.id }, data: { appealDays: 0 } });
    expect(await file(contest, 2, await ownerOf(contest, 2))).toEqual({ ok: false, reason: "appeals_not_taken" });
    await verified(contest);
    expect(await findViolations(test.services.db)).toEqual([]);
  });

  it("filed twice at the same moment count once", async () => {
    const contest = await contestAt("PUBLISHED");
    const owner = await ownerOf(contest, 1);
    const outcomes = await Promise.all([file(contest, 1, owner), file(contest, 1, owner)]);
    expect(outcomes.map((outcome) => (outcome.ok ? "filed" : outcome.reason)).toSorted()).toEqual(["appeal_waiting", "filed"]);
  });

  it("are answered once, with the evidence that was chosen, no judge by name or code, and a letter that waits", async () => {
    const contest = await contestAt("PUBLISHED");
    const owner = await ownerOf(contest, 1);
    const id = randomUUID();
    await file(contest, 1, owner, id);
    expect(await answer(contest, id, contest.secretary)).toEqual({ ok: false, reason: "forbidden" });
    expect(await answer(contest, id, contest.chair, { version: 2 })).toEqual({ ok: false, reason: "version_conflict" });
    expect(await answer(contest, randomUUID(), contest.chair)).toEqual({ ok: false, reason: "not_found" });
    expect(await answer(contest, id, contest.chair)).toEqual({ ok: true, value: null });
    expect(await answer(contest, id, contest.chair)).toEqual({ ok: false, reason: "already_answered" });
    const page = await ownAppeals(test.services, { actor: owner, entryId: contest.entries[1]?.id ?? "", now: test.clock.now() });
    expect(page).toMatchObject({ ok: true, value: { appeals: [{ state: "ANSWERED", outcome: "UPHELD", answer: "Xin lỗi, đã kiểm tra lại.", evidence: { means: { rank: 2 }, rescores: null } }] } });
    const shown = JSON.stringify(page);
    expect(page.ok && page.value.appeals[0]?.evidence?.sheets?.map(({ judge }) => judge)).toEqual(["A", "B", "C"]);
    for (const { judge } of contest.entries[1]?.assignments ?? []) for (const secret of [judge.code, judge.actor.name, judge.actor.userId, judge.id]) expect(shown).not.toContain(`"${secret}"`);
    const letters = await test.services.db.prisma.outboxMessage.findMany({ where: { editionId: contest.made.edition.id, template: "appealAnswered" } });
    expect(letters.map(({ userId, state }) => ({ userId, state }))).toEqual([{ userId: owner.userId, state: "HELD" }]);
    await verified(contest);
    const turn = (outcome: string) => test.services.db.pool.query(`UPDATE "Appeal" SET "outcome" = $2::"AppealOutcome" WHERE "id" = $1`, [id, outcome]);
    await turn("REJECTED");
    const verdict = await verifyLedger(test.services, { edition: contest.made.edition.slug, head: null });
    await turn("UPHELD");
    expect(verdict.ok && verdict.value.chains.flatMap(({ differences }) => differences.map(({ row }) => row))).toEqual([`Appeal ${id}`]);
  });

  it("are answered while a correction is open with the evidence of the published result, not with what is done anew", async () => {
    const contest = await contestAt("PUBLISHED");
    const owner = await ownerOf(contest, 1);
    const show = ["means", "sheets", "rescores", "record"];
    const answered = async () => {
      const id = randomUUID();
      await file(contest, 1, owner, id);
      expect(await answer(contest, id, contest.chair, { outcome: "REJECTED", show })).toEqual({ ok: true, value: null });
      const page = await ownAppeals(test.services, { actor: owner, entryId: contest.entries[1]?.id ?? "", now: test.clock.now() });
      return page.ok ? page.value.appeals[0]?.evidence : null;
    };
    const before = await answered();
    expect(before).toMatchObject({ rescores: [], record: { events: [{ type: "SHEET_LOCKED" }, { type: "SHEET_LOCKED" }, { type: "SHEET_LOCKED" }] } });
    expect((await openFor(test.services, contest, [1])).ok).toBe(true);
    expect(await rescoreFirstJudge(test.services, contest, 1, "36")).toMatchObject({ ok: true });
    expect(await answered()).toEqual(before);
    await publishCorrection(contest);
    const after = await answered();
    expect(after?.rescores).toHaveLength(1);
    expect(after?.record?.events.length).toBeGreaterThan(3);
    expect(after?.record?.head).not.toBe(before?.record?.head);
  });

  it("are not taken, nor corrections opened, once the private data are cleared", async () => {
    const contest = await contestAt("PUBLISHED");
    const owner = await ownerOf(contest, 1);
    await test.services.db.prisma.edition.update({ where: { id: contest.made.edition.id }, data: { privateClearedAt: test.clock.now() } });
    expect(await file(contest, 1, owner)).toEqual({ ok: false, reason: "private_data_cleared" });
    expect(await openFor(test.services, contest, [1])).toEqual({ ok: false, reason: "private_data_cleared" });
    const page = await ownAppeals(test.services, { actor: owner, entryId: contest.entries[1]?.id ?? "", now: test.clock.now() });
    expect(page).toMatchObject({ ok: true, value: { mayFile: false, window: { isOpen: false } } });
    await test.services.db.prisma.edition.update({ where: { id: contest.made.edition.id }, data: { privateClearedAt: null } });
  });

  it("do not exist for staff with an interest in the entry", async () => {
    const contest = await contestAt("PUBLISHED");
    const id = randomUUID();
    await file(contest, 1, await ownerOf(contest, 1), id);
    const editionId = contest.made.edition.id;
    await test.services.db.prisma.conflict.create({ data: { editionId, entryId: contest.entries[1]?.id ?? "", userId: contest.chair.userId, kind: "DECLARED" } });
    const edition = await test.services.db.prisma.edition.findUniqueOrThrow({ where: { id: editionId } });
    const list = (actor: Actor) => appealsPage(test.services, { actor, edition, state: null, search: codeOf(contest, 1), page: 1, now: test.clock.now() });
    const one = (actor: Actor) => appealPage(test.services, { actor, edition, phase: "PUBLISHED", appealId: id, now: test.clock.now() });
    expect([(await list(contest.chair)).total, (await list(contest.organiser)).total]).toEqual([0, 1]);
    expect([(await one(contest.chair)).ok, (await one(contest.organiser)).ok]).toEqual([false, true]);
    expect(await answer(contest, id, contest.chair)).toEqual({ ok: false, reason: "not_found" });
  });

  it("that are upheld lead to a correction of their entry, once", async () => {
    const contest = await contestAt("PUBLISHED");
    const id = randomUUID();
    await file(contest, 1, await ownerOf(contest, 1), id);
    const open = (entries: number[]) =>
      openCorrection(test.services, { ...step(contest.chair, contest), input: { id: randomUUID(), entries: entries.map((place) => codeOf(contest, place)), reason: "Theo khiếu nại.", appealId: id } });
    expect(await open([1])).toEqual({ ok: false, reason: "appeal_not_upheld" });
    await answer(contest, id, contest.chair);
    expect(await open([0])).toEqual({ ok: false, reason: "appeal_not_upheld" });
    expect((await open([1])).ok).toBe(true);
    await verified(contest);
    expect(await findViolations(test.services.db)).toEqual([]);
  });
});

describe("the official result", () => {
  it("is declared by an organiser once the window is over, every appeal answered and no correction open; nothing goes on after it", async () => {
    const contest = await contestAt("PUBLISHED");
    const finalise = (actor = contest.organiser) => finaliseResult(test.services, step(actor, contest));
    const owner = await test.services.db.prisma.entry.findUniqueOrThrow({ where: { id: contest.entries[1]?.id ?? "" }, include: { owner: true } });
    const actor: Actor = { userId: owner.ownerId, name: owner.owner.name, email: owner.owner.email, phone: null, roles: [] };
    const id = randomUUID();
    await fileAppeal(test.services, { actor, entryId: owner.id, now: test.clock.now(), input: { id, grounds: "Cần xem lại điểm của bài này." } });
    const end = appealsEnd(TEST_DAY, 15) ?? TEST_DAY;
    test.clock.set(end);
    expect(await finalise()).toEqual({ ok: false, reason: "window_open" });
    test.clock.set(new Date(end.getTime() + 1000));
    expect(await finalise(contest.chair)).toEqual({ ok: false, reason: "forbidden" });
    expect(await finalise()).toEqual({ ok: false, reason: "appeals_waiting" });
    const input = { appealId: id, version: 1, outcome: "REJECTED" as const, answer: "Điểm đúng.", show: [] };
    expect((await answerAppeal(test.services, { ...step(contest.organiser, contest), input })).ok).toBe(true);
    expect(await finalise()).toEqual({ ok: true, value: null });
    expect(await finalise()).toEqual({ ok: false, reason: "wrong_phase" });
    expect(await openFor(test.services, contest, [1])).toEqual({ ok: false, reason: "wrong_phase" });
    expect(await publicResult(test.services.db, contest.made.edition.slug, test.clock.now())).toMatchObject({ value: { file: { provisional: false }, stages: { appeals: null } } });
    await verified(contest);
    expect(await findViolations(test.services.db)).toEqual([]);
  });

  it("waits for the window of the last correction", async () => {
    const contest = await contestAt("PUBLISHED");
    later(10 * 24 * HOUR);
    await openFor(test.services, contest, [0]);
    await rescoreFirstJudge(test.services, contest, 0, "20");
    await publishCorrection(contest);
    test.clock.set(new Date((appealsEnd(TEST_DAY, 15) ?? TEST_DAY).getTime() + 1000));
    expect(await finaliseResult(test.services, step(contest.organiser, contest))).toEqual({ ok: false, reason: "window_open" });
  });
});

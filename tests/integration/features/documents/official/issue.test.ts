import { createHash, randomUUID } from "node:crypto";
import { afterAll, describe, expect, it, vi } from "vitest";
import { issuedAwardDecision } from "~/data/issued-papers.server";
import { AWARD_DECISION } from "~/domain/documents/paper-kinds";
import { verifyChain } from "~/data/ledger-verify.server";
import { decisionView } from "~/features/results/decision-view.server";
import { findViolations } from "~/data/invariants.server";
import { revokePaper } from "~/features/documents/official/issue.server";
import { OFFICIAL_KINDS } from "~/features/documents/official/index.server";
import { printOfficial } from "~/features/documents/official/print.server";
import { resetWords, saveWords, type WordsInput } from "~/features/documents/official/words.server";
import { printKind } from "~/features/documents/print-kind.server";
import { paperGate } from "~/platform/render/paper-gate.server";
import { openFor } from "../../../../factories/corrections";
import { makeUser } from "../../../../factories/people";
import { editionRow, issueFirst, kindOf, viewOf } from "../../../../factories/papers";
import { leadTo, makePublicContest, type PublicEntrySpec, type Stage } from "../../../../factories/publication";
import { readPdf } from "../../../../support/read-pdf";
import { testServices } from "../../../../support/services";

// The thread starts with the first paper, and both files of what is issued are drawn.
vi.setConfig({ testTimeout: 60_000 });

const { services, clock, close } = await testServices();
afterAll(close);
const { prisma } = services.db;

const QUALIFIED = "qualified-decision";
const WINNERS: readonly PublicEntrySpec[] = [
  { title: "Máy gieo lạc bốn hàng", author: "Trần Thị Lan" },
  { title: "Bếp đun tiết kiệm", author: "Nguyễn Văn Ẩn", named: false },
];

async function stage(to: Stage | null = "APPROVED") {
  const contest = await makePublicContest(services, WINNERS);
  if (to) await leadTo(services, contest, to);
  const editionId = contest.made.edition.id;
  const desk = (kind = AWARD_DECISION) => ({ editionId, actor: contest.secretary, kind });
  const act = (kind = AWARD_DECISION) => ({ actor: contest.secretary, editionId, kind: kindOf(kind), now: clock.now() });
  const print = async (query: Record<string, string>, kind = AWARD_DECISION, actor = contest.secretary) =>
    printOfficial(services, { actor, edition: await editionRow(services, editionId), kind: kindOf(kind), query: new URLSearchParams(query), now: clock.now() });
  const bytes = async (query: Record<string, string>, kind = AWARD_DECISION) => {
    const printed = await print(query, kind);
    if (!printed.ok) throw new Error(printed.reason);
    return printed.value.data;
  };
  const events = async () => (await prisma.ledgerEvent.findMany({ where: { chain: editionId, type: { startsWith: "PAPER" } }, orderBy: { seq: "asc" } })).map(({ type, data }) => ({ type, data }));
  return { contest, editionId, desk, act, print, bytes, events };
}

const textOf = async (data: Uint8Array) => (await readPdf(data)).map(({ text }) => text).join("\n");
const sha256 = (data: Uint8Array) => createHash("sha256").update(data).digest("hex");
const sameBytes = (one: Uint8Array, other: Uint8Array) => Buffer.compare(Buffer.from(one), Buffer.from(other)) === 0;

function wordsOf(kind: string, edition: Parameters<(typeof OFFICIAL_KINDS)[number]["slots"]>[0], change: Partial<WordsInput> = {}): WordsInput {
  const { legalBases, recipients, onBehalf, signerTitle, texts } = kindOf(kind).slots(edition);
  return { version: 0, legalBases, recipients, onBehalf, signerTitle, signerName: "", ...Object.fromEntries(texts.map(({ key, proposed }) => [`text-${key}`, proposed])), ...change };
}

describe("a draft", () => {
  it("leaves number and day open, and holds the words the secretary changed; reset, it holds those proposed", async () => {
    const { bytes, desk, act, editionId } = await stage();
    const [paper] = (await viewOf(services, desk())).papers;
    const draft = () => bytes({ ten: paper?.name ?? "", dang: "pdf" });
    const before = await textOf(await draft());
    expect(before).toMatch(/Số: ?[… ]*\/QĐ-BTC/);
    expect(before).not.toMatch(/Số: 27/);
    const words = wordsOf(AWARD_DECISION, await editionRow(services, editionId), { legalBases: "Căn cứ Kế hoạch số 99/KH-BTC ngày thử", signerName: "Phan Văn Ký" });
    expect(await saveWords(services, { ...act(), input: words })).toEqual({ ok: true, value: null });
    const after = await textOf(await draft());
    expect(after).toContain("Kế hoạch số 99/KH-BTC ngày thử");
    expect(after).toContain("Phan Văn Ký");
    expect(await saveWords(services, { ...act(), input: words })).toEqual({ ok: false, reason: "version_conflict" });
    expect(await resetWords(services, { ...act(), version: 1 })).toEqual({ ok: true, value: null });
    expect(await textOf(await draft())).toBe(before);
  });

  it("keeps only what differs from the proposal", async () => {
    const { act, editionId } = await stage(null);
    await saveWords(services, { ...act(QUALIFIED), input: wordsOf(QUALIFIED, await editionRow(services, editionId), { onBehalf: "KT. TRƯỞNG BAN" }) });
    expect(await prisma.paperText.findFirstOrThrow({ where: { editionId } })).toMatchObject({ legalBases: null, recipients: null, signerTitle: null, signerName: null, onBehalf: "KT. TRƯỞNG BAN", texts: {}, version: 1 });
  });

  it("names the committee's head as signatory until the secretary types another name or none, and nobody where a deputy signs", async () => {
    const { act, desk, bytes, editionId } = await stage();
    await prisma.committeeMember.createMany({ data: [["Phan Văn Trưởng", "Trưởng ban"], ["Đỗ Thị Phó", "Phó Trưởng ban"]].map(([name = "", role = ""], position) => ({ editionId, committee: "ORGANISING" as const, name, role, position })) });
    const [paper] = (await viewOf(services, desk())).papers;
    const draft = async () => textOf(await bytes({ ten: paper?.name ?? "", dang: "pdf" }));
    expect((await viewOf(services, desk())).words.signerName).toBe("Phan Văn Trưởng");
    expect(await draft()).toContain("Phan Văn Trưởng");
    const edition = await editionRow(services, editionId);
    const save = (version: number, change: Partial<WordsInput>) => saveWords(services, { ...act(), input: wordsOf(AWARD_DECISION, edition, { version, ...change }) });
    await save(0, { signerName: "Phan Văn Trưởng" });
    expect((await prisma.paperText.findFirstOrThrow({ where: { editionId } })).signerName).toBeNull();
    await save(1, { signerName: "" });
    expect(await draft()).not.toContain("Phan Văn Trưởng");
    await save(2, { signerName: "Lê Thị Khác" });
    expect(await draft()).toContain("Lê Thị Khác");
    await save(3, { onBehalf: "KT. TRƯỞNG BAN", signerTitle: "PHÓ TRƯỞNG BAN", signerName: "" });
    expect((await viewOf(services, desk())).words.signerName).toBe("");
  });

  it("is not made before its step, nor is a file of it", async () => {
    const { desk, print } = await stage(null);
    expect(await viewOf(services, desk())).toMatchObject({ missing: "proposed", papers: [] });
    expect(await print({ ten: "quyet-dinh-trao-giai", dang: "pdf" })).toEqual({ ok: false, reason: "not_found" });
    expect((await issueFirst(services, desk())).outcome).toEqual({ ok: false, reason: "stage_missing" });
  });
});

describe("issuing", () => {
  it("keeps the paper: after names, texts and data changed, both files are the same byte for byte", async () => {
    const { desk, bytes, act, contest, editionId, events } = await stage();
    const { input, outcome } = await issueFirst(services, desk());
    expect(outcome).toEqual({ ok: true, value: null });
    const [pdf, docx] = [await bytes({ ban: input.id, dang: "pdf" }), await bytes({ ban: input.id, dang: "docx" })];
    const text = await textOf(pdf);
    for (const part of ["27/QĐ-BTC", "ngày 20 tháng 11 năm 2026", "Trần Thị Lan", "Nguyễn Văn Ẩn"]) expect(text).toContain(part);
    await prisma.entryAuthor.updateMany({ where: { version: { entryId: contest.entries[0]?.id ?? "" } }, data: { fullName: "Tên Đã Đổi" } });
    await prisma.edition.update({ where: { id: editionId }, data: { letterheadBody: "BAN KHÁC", place: "Nơi Khác" } });
    await saveWords(services, { ...act(), input: wordsOf(AWARD_DECISION, await editionRow(services, editionId), { legalBases: "Căn cứ khác" }) });
    clock.set(new Date(clock.now().getTime() + 60_000));
    expect(sameBytes(await bytes({ ban: input.id, dang: "pdf" }), pdf)).toBe(true);
    expect(sameBytes(await bytes({ ban: input.id, dang: "docx" }), docx)).toBe(true);
    const written: Buffer[] = [];
    const edition = await editionRow(services, editionId);
    const printed = await printKind(services, { kind: AWARD_DECISION, editionSlug: edition.slug, format: "pdf", now: clock.now() });
    if (printed.ok) for await (const { data } of printed.value) written.push(Buffer.from(data));
    expect(written.map((data) => sameBytes(data, pdf))).toEqual([true]);
    const [paper] = await prisma.issuedPaper.findMany({ where: { editionId } });
    expect(await events()).toEqual([{ type: "PAPER_ISSUED", data: { paper: input.id, kind: AWARD_DECISION, name: input.name, hash: paper?.hash, number: "27/QĐ-BTC", date: "2026-11-20", files: [{ format: "pdf", sha256: sha256(pdf) }, { format: "docx", sha256: sha256(docx) }] } }]);
  });

  it("waits for its turn like other papers: while too many are drawn nothing is issued, but a second click of what is there is told so", async () => {
    const { desk, editionId, events } = await stage();
    const before = await issueFirst(services, desk(QUALIFIED));
    expect(before.outcome).toEqual({ ok: true, value: null });
    let finish: () => void = () => undefined;
    const work = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const others = Array.from({ length: 10 }, () => paperGate.run(() => work));
    try {
      expect((await issueFirst(services, desk())).outcome).toEqual({ ok: false, reason: "papers_busy" });
      expect((await issueFirst(services, desk(QUALIFIED), before.input)).outcome).toEqual({ ok: true, value: null });
    } finally {
      finish();
      await Promise.all(others);
    }
    expect([await prisma.issuedPaper.count({ where: { editionId } }), (await events()).length]).toEqual([1, 1]);
    expect((await issueFirst(services, desk(), { number: "28" })).outcome).toEqual({ ok: true, value: null });
  });

  it("twice with one click issues once; the same paper again is refused until the first is revoked", async () => {
    const { desk, editionId, act, events } = await stage(null);
    const { input, outcome } = await issueFirst(services, desk(QUALIFIED));
    expect(outcome.ok).toBe(true);
    const { preview } = await viewOf(services, desk(QUALIFIED));
    expect([preview?.isIssued, JSON.stringify(preview).includes("Số: 27/QĐ-BTC")]).toEqual([true, true]);
    expect((await issueFirst(services, desk(QUALIFIED), input)).outcome).toEqual({ ok: true, value: null });
    expect((await issueFirst(services, desk(QUALIFIED))).outcome).toEqual({ ok: false, reason: "issued_already" });
    const revoke = (version: number) => revokePaper(services, { ...act(QUALIFIED), input: { id: input.id, version, reason: "Sai tên giải pháp" } });
    expect(await revoke(7)).toEqual({ ok: false, reason: "version_conflict" });
    expect(await revoke(1)).toEqual({ ok: true, value: null });
    expect(await revoke(1)).toEqual({ ok: true, value: null });
    expect((await issueFirst(services, desk(QUALIFIED))).outcome).toEqual({ ok: true, value: null });
    expect((await events()).map(({ type }) => type)).toEqual(["PAPER_ISSUED", "PAPER_REVOKED", "PAPER_ISSUED"]);
    expect((await viewOf(services, desk(QUALIFIED))).papers).toMatchObject([{ issued: { number: "27/QĐ-BTC" }, revoked: [{ reason: "Sai tên giải pháp" }] }]);
    expect(await prisma.issuedPaper.count({ where: { editionId } })).toBe(2);
  });

  it("at the same moment by two people issues one", async () => {
    const { desk } = await stage(null);
    const outcomes = await Promise.all([issueFirst(services, desk(QUALIFIED)), issueFirst(services, desk(QUALIFIED), { number: "28" })]);
    expect(outcomes.map(({ outcome }) => (outcome.ok ? "ok" : outcome.reason)).toSorted()).toEqual(["issued_already", "ok"]);
  });

  it("takes a number once a year, under any paper of its sign; another sign counts by itself", async () => {
    const { desk } = await stage();
    expect((await issueFirst(services, desk())).outcome.ok).toBe(true);
    for (const number of ["27", "027", "27/QĐ-BTC"]) expect((await issueFirst(services, desk(QUALIFIED), { number })).outcome).toEqual({ ok: false, reason: "number_taken" });
    expect((await issueFirst(services, desk(QUALIFIED), { number: "27-QĐ/TĐTN" })).outcome).toEqual({ ok: true, value: null });
    const other = await stage(null);
    expect((await issueFirst(services, other.desk(QUALIFIED))).outcome).toEqual({ ok: true, value: null });
  });

  it.each([
    [{ number: "" }, "number_required"],
    [{ number: "mười bảy" }, "number_wrong"],
    [{ number: "0" }, "number_wrong"],
    [{ number: "17\n18" }, "number_wrong"],
    [{ date: "2026-11-23" }, "date_in_future"],
    [{ date: "1900-01-01" }, "date_too_early"],
    [{ draft: "0".repeat(64) }, "changed_since_draft"],
    [{ name: "khong-co" }, "not_found"],
    [{ id: "khong-phai-uuid" }, "not_found"],
  ] as const)("refuses %o: %s", async (change, reason) => {
    const { desk, editionId } = await stage(null);
    const { papers } = await viewOf(services, desk(QUALIFIED));
    const outcome = await issueFirst(services, desk(QUALIFIED), { draft: papers[0]?.draft ?? "", ...change });
    expect(outcome.outcome).toEqual({ ok: false, reason });
    expect(await prisma.issuedPaper.count({ where: { editionId } })).toBe(0);
  });

  it("issues nothing else than what was looked at", async () => {
    const { desk, contest } = await stage(null);
    const { papers } = await viewOf(services, desk(QUALIFIED));
    await prisma.entryVersion.updateMany({ where: { entryId: contest.entries[0]?.id ?? "" }, data: { title: "Tên vừa sửa" } });
    expect((await issueFirst(services, desk(QUALIFIED), { draft: papers[0]?.draft ?? "" })).outcome).toEqual({ ok: false, reason: "changed_since_draft" });
    expect((await issueFirst(services, desk(QUALIFIED))).outcome.ok).toBe(true);
  });

  it("is the secretary's: organisers look on, everybody else finds nothing", async () => {
    const { desk, contest, editionId } = await stage(null);
    const stranger = await makeUser(services, { name: "Người Lạ" });
    const elsewhere = (await stage(null)).contest.secretary;
    const { papers } = await viewOf(services, desk(QUALIFIED));
    const given = { name: papers[0]?.name ?? "", draft: papers[0]?.draft ?? "" };
    const reasons = [];
    for (const actor of [contest.organiser, contest.chair, stranger, elsewhere]) reasons.push((await issueFirst(services, { ...desk(QUALIFIED), actor }, given)).outcome);
    expect(reasons.map((outcome) => (outcome.ok ? "ok" : outcome.reason))).toEqual(["forbidden", "forbidden", "not_found", "not_found"]);
    expect(await prisma.issuedPaper.count({ where: { editionId } })).toBe(0);
  });

  it("of the decision on the prizes waits for its approval, and gives number and day to its signing step", async () => {
    const proposed = await stage("PROPOSED");
    expect(await viewOf(services, proposed.desk())).toMatchObject({ missing: null, missingToIssue: "approved" });
    expect(await viewOf(services, proposed.desk("ranking-minutes"))).toMatchObject({ missing: "meeting", papers: [] });
    expect((await issueFirst(services, proposed.desk())).outcome).toEqual({ ok: false, reason: "stage_missing" });
    const { desk, editionId, contest } = await stage("APPROVED");
    const shown = async () => (await decisionView(services, { actor: contest.secretary, edition: await editionRow(services, editionId), phase: "DECIDING", now: clock.now() })).issued;
    expect(await shown()).toBeNull();
    await issueFirst(services, desk());
    expect(await shown()).toEqual({ number: "27/QĐ-BTC", date: "2026-11-20" });
    expect(await issuedAwardDecision(prisma, editionId)).toEqual({ number: "27/QĐ-BTC", date: "2026-11-20" });
  });
});

describe("an issued paper that somebody alters", () => {
  it("is named by the check of the record and of the data", async () => {
    const { desk, editionId } = await stage(null);
    const { input } = await issueFirst(services, desk(QUALIFIED));
    const differences = async () => (await verifyChain(services.db, editionId, null)).differences.map(({ row }) => row);
    const violations = async () => (await findViolations(services.db)).filter(({ row }) => row.includes(input.id)).map(({ invariant }) => invariant);
    expect(await differences()).toEqual([]);
    expect(await violations()).toEqual([]);
    const { content, hash } = await prisma.issuedPaper.findUniqueOrThrow({ where: { id: input.id } });
    const forged = JSON.parse(JSON.stringify(content).replace("Trần Thị Lan", "Trần Thị Mạo")) as object;
    expect(forged).not.toEqual(content);
    await prisma.issuedPaper.update({ where: { id: input.id }, data: { content: forged } });
    expect(await differences()).toEqual([`IssuedPaper ${input.id}`]);
    await prisma.issuedPaper.update({ where: { id: input.id }, data: { content: content as object, number: "28/QĐ-BTC" } });
    expect([await differences(), await violations()]).toEqual([[`IssuedPaper ${input.id}`], ["paper_as_issued"]]);
    await prisma.issuedPaper.update({ where: { id: input.id }, data: { number: "27/QĐ-BTC", hash: "0".repeat(64) } });
    expect([await differences(), await violations()]).toEqual([[`IssuedPaper ${input.id}`], ["paper_as_issued"]]);
    await prisma.issuedPaper.update({ where: { id: input.id }, data: { hash, revokedAt: clock.now() } });
    expect([await differences(), await violations()]).toEqual([[`IssuedPaper ${input.id}`], ["paper_as_issued"]]);
    await prisma.issuedPaper.delete({ where: { id: input.id } });
    expect([await differences(), await violations()]).toEqual([[`IssuedPaper ${input.id}`], ["paper_as_issued"]]);
  });
});

describe("whoever has an interest in an entry", () => {
  it("sees drafts without it, issues nothing and reads no issued paper that tells of entries before publication", async () => {
    const { desk, contest, editionId, print, act } = await stage("APPROVED");
    const other = await makeUser(services, { role: "SECRETARY", editionId, name: "Thư ký có lợi ích" });
    const entry = contest.entries[0];
    await prisma.conflict.create({ data: { editionId, entryId: entry?.id ?? "", userId: other.userId, kind: "DECLARED", createdById: other.userId } });
    const own = { ...desk(QUALIFIED), actor: other };
    expect((await issueFirst(services, own)).outcome).toEqual({ ok: false, reason: "interest_in_paper" });
    const { input } = await issueFirst(services, desk(QUALIFIED));
    const view = await viewOf(services, own);
    expect(view.kept).toEqual([{ number: "27/QĐ-BTC", date: "2026-11-20" }]);
    expect(view.papers.map(({ issued }) => issued)).toEqual([null]);
    const said = JSON.stringify(view);
    expect(said).toContain("Bếp đun tiết kiệm");
    for (const part of [entry?.code ?? "", "Máy gieo lạc", "Trần Thị Lan", input.id]) expect(said).not.toContain(part);
    expect(await print({ ban: input.id, dang: "pdf" }, QUALIFIED, other)).toEqual({ ok: false, reason: "not_found" });
    expect(await revokePaper(services, { ...act(QUALIFIED), actor: other, input: { id: input.id, version: 1, reason: "không được" } })).toEqual({ ok: false, reason: "interest_in_paper" });
    const draft = await print({ ten: input.name, dang: "pdf" }, QUALIFIED, other);
    expect(draft.ok && (await textOf(draft.value.data))).not.toContain("Máy gieo lạc");
    await leadTo(services, contest, "PUBLISHED");
    const published = await print({ ban: input.id, dang: "pdf" }, QUALIFIED, other);
    expect(published.ok && (await textOf(published.value.data))).toContain("Máy gieo lạc");
    expect((await viewOf(services, own)).kept).toEqual([]);
  });

  it("sees nothing of a correction on its way: while one is open, papers are again as before publication", async () => {
    const { desk, contest, editionId, print } = await stage("PUBLISHED");
    const other = await makeUser(services, { role: "SECRETARY", editionId, name: "Thư ký có lợi ích" });
    const [entry] = contest.entries;
    await prisma.conflict.create({ data: { editionId, entryId: entry?.id ?? "", userId: other.userId, kind: "DECLARED", createdById: other.userId } });
    const { chair, secretary } = contest;
    const now = clock.now();
    const meeting = { editionId, title: "Xếp giải", place: "Hội trường xã", heldAt: now, presentIds: [chair.userId, secretary.userId], absentIds: [], chairId: chair.userId, secretaryId: secretary.userId, openedById: chair.userId, openedAt: now, closedById: chair.userId, closedAt: now };
    await prisma.rankingMeeting.create({ data: meeting });
    const { input } = await issueFirst(services, desk(QUALIFIED));
    const seen = async (kind: string) => {
      const view = await viewOf(services, { ...desk(kind), actor: other });
      return { papers: view.papers.length, kept: view.kept.length, names: JSON.stringify(view).includes(entry?.code ?? "-") };
    };
    const issued = async () => (await print({ ban: input.id, dang: "pdf" }, QUALIFIED, other)).ok;
    const all = async () => [await seen(QUALIFIED), await seen("panel-minutes"), (await seen("ranking-minutes")).papers, await issued()];
    const whole = [{ papers: 1, kept: 0, names: true }, { papers: 1, kept: 0, names: true }, 1, true];
    expect(await all()).toEqual(whole);
    expect(await openFor(services, contest, [0])).toMatchObject({ ok: true });
    expect(await all()).toEqual([{ papers: 1, kept: 1, names: false }, { papers: 1, kept: 0, names: false }, 0, false]);
    await prisma.resultCorrection.updateMany({ where: { editionId }, data: { abandonedAt: now } });
    expect(await all()).toEqual(whole);
  });
});

describe("every kind", () => {
  it("has a key, name and texts of its own, and gives the same bytes for the same record", async () => {
    expect(new Set(OFFICIAL_KINDS.map(({ key }) => key)).size).toBe(OFFICIAL_KINDS.length);
    const { editionId, desk, bytes } = await stage("PUBLISHED");
    const edition = await editionRow(services, editionId);
    for (const kind of OFFICIAL_KINDS) {
      const { texts } = kind.slots(edition);
      expect(new Set(texts.map(({ key }) => key)).size).toBe(texts.length);
      for (const { name } of (await viewOf(services, desk(kind.key))).papers) {
        const query = { ten: name, dang: "pdf" };
        const first = await bytes(query, kind.key);
        clock.set(new Date(clock.now().getTime() + 1000));
        expect({ kind: kind.key, name, same: sameBytes(first, await bytes(query, kind.key)) }).toEqual({ kind: kind.key, name, same: true });
      }
    }
  });

  it("answers ids and names from elsewhere with nothing", async () => {
    const { print } = await stage();
    const asked: Record<string, string>[] = [{ ban: randomUUID(), dang: "pdf" }, { ban: "x", dang: "pdf" }, { ten: "../../etc/passwd", dang: "pdf" }, { ten: "\0", dang: "pdf" }, { dang: "exe" }];
    for (const query of asked) expect(await print(query)).toEqual({ ok: false, reason: "not_found" });
  });
});

import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import sharp from "sharp";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { certificateBook } from "~/data/certificates.server";
import { chainFunctions, keepErasableText } from "~/data/ledger.server";
import { readSignedText } from "~/domain/certificates/signed-text";
import { bookView } from "~/features/certificates/book.server";
import { checkCertificate, compareName } from "~/features/certificates/check.server";
import { changeTemplate, correctCertificate, issueCertificates, revokeCertificate } from "~/features/certificates/commands.server";
import { heldBackView } from "~/features/certificates/held-back.server";
import { nameHash, qrText } from "~/features/certificates/make-certificate.server";
import { printCertificates, printSample } from "~/features/certificates/print.server";
import { wordsInForce } from "~/features/certificates/words-in-force.server";
import { isSignedBy, loadSigner } from "~/platform/signing/signer.server";
import { makeUser } from "../../../factories/people";
import { leadTo, makePublicContest, type PublicContest, type PublicEntrySpec, type Stage, withdrawName } from "../../../factories/publication";
import { readPdf } from "../../../support/read-pdf";
import { testServices } from "../../../support/services";
import { countStatements } from "../../../support/statements";

const { services, clock, close } = await testServices();
afterAll(close);
const { prisma } = services.db;

const WINNERS: readonly PublicEntrySpec[] = [
  { title: "Máy gieo lạc bốn hàng", author: "Trần Thị Lan" },
  { title: "Bếp đun tiết kiệm", author: "Nguyễn Văn Ẩn", named: false },
];

let address = 0;
/** Every check from an address of its own, unless tries are what it is about. */
const someone = () => `10.0.0.${(address += 1)}`;

async function stage(to: Stage = "PUBLISHED", specs = WINNERS) {
  const contest = await makePublicContest(services, specs);
  await leadTo(services, contest, to);
  const editionId = contest.made.edition.id;
  const act = { actor: contest.secretary, editionId, now: clock.now() };
  const issue = () => issueCertificates(services, act);
  const rows = () => prisma.certificate.findMany({ where: { editionId }, orderBy: { bookNumber: "asc" } });
  const check = (code: string, from = someone()) => checkCertificate(services, { code, address: from, now: clock.now() });
  const compare = (code: string, name: string, from = someone()) => compareName(services, { code, name, address: from, now: clock.now() });
  const events = () => prisma.ledgerEvent.findMany({ where: { chain: editionId, type: { startsWith: "CERTIFICATE" } }, orderBy: { seq: "asc" } });
  return { contest, editionId, act, issue, rows, check, compare, events };
}

const editionOf = (contest: PublicContest) => prisma.edition.findUniqueOrThrow({ where: { id: contest.made.edition.id } });

beforeEach(async () => {
  await prisma.rateLimit.deleteMany({});
});

describe("issuing", () => {
  it("gives each author of an awarded entry one, numbered by prize, on record without a name or code; a second time nothing", async () => {
    const { issue, rows, events } = await stage("SIGNED");
    expect(await issue()).toEqual({ ok: true, value: { issued: 2 } });
    expect(await issue()).toEqual({ ok: true, value: { issued: 0 } });
    const issued = await rows();
    expect(issued.map(({ name, bookNumber, state, kind }) => [name, bookNumber, state, kind])).toEqual([
      ["Trần Thị Lan", 1, "VALID", "AUTHOR"],
      ["Nguyễn Văn Ẩn", 2, "VALID", "AUTHOR"],
    ]);
    expect(issued[0]?.content).toMatchObject({ title: "Máy gieo lạc bốn hàng", decisionNumber: "27/QĐ-BTC", decisionDate: "2026-11-20", heading: "GIẤY CHỨNG NHẬN" });
    const [event, ...more] = await events();
    expect(more).toEqual([]);
    const recorded = JSON.stringify(event?.data);
    expect(recorded).toContain(chainFunctions.sha256Hex(issued[0]?.code ?? ""));
    for (const secret of ["Lan", "Ẩn", ...issued.map(({ code }) => code)]) expect(recorded).not.toContain(secret);
  });

  it("also to the supervisor; twice in the same moment each once, with numbers without gaps", async () => {
    const { contest, issue, rows } = await stage("SIGNED");
    await prisma.entryVersion.updateMany({ where: { entryId: contest.entries[0]?.id ?? "" }, data: { supervisorName: "Lê Văn Thầy" } });
    const outcomes = await Promise.all([issue(), issue(), issue()]);
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect((await rows()).map(({ bookNumber, kind }) => [bookNumber, kind])).toEqual([
      [1, "AUTHOR"],
      [2, "SUPERVISOR"],
      [3, "AUTHOR"],
    ]);
  });

  it("waits where the entry is being corrected, and is issued once the correction is given up", async () => {
    const { contest, editionId, issue, rows } = await stage();
    const [held] = contest.entries;
    const correction = await prisma.resultCorrection.create({
      data: { editionId, entryIds: [held?.id ?? ""], reasonId: (await keepErasableText(prisma, editionId, "Cộng sai điểm.")).id, openedById: contest.chair.userId, openedAt: clock.now() },
    });
    const query = { edition: contest.made.edition, search: "", page: 1 };
    const left = (await bookView(services, query)).missing;
    expect(await issue()).toEqual({ ok: true, value: { issued: left } });
    expect((await rows()).filter(({ entryId }) => entryId === held?.id)).toEqual([]);
    const told = (viewerId: string) => heldBackView(services, { editionId, viewerId });
    expect(await told(contest.secretary.userId)).toEqual({ codes: [held?.code] });
    await prisma.conflict.create({ data: { editionId, entryId: held?.id ?? "", userId: contest.organiser.userId, kind: "DECLARED" } });
    expect(await told(contest.organiser.userId)).toEqual({ codes: [] });
    await prisma.resultCorrection.update({ where: { id: correction.id }, data: { abandonedAt: clock.now(), abandonedById: contest.chair.userId } });
    expect(await told(contest.secretary.userId)).toBeNull();
    expect((await issue()).ok).toBe(true);
    expect((await rows()).filter(({ entryId }) => entryId === held?.id)).not.toEqual([]);
  });

  it("waits for the signed decision, and is for the edition's secretary", async () => {
    const { contest, editionId, act, issue } = await stage("APPROVED");
    expect(await issue()).toMatchObject({ ok: false, reason: "not_signed" });
    const stranger = await makeUser(services, {});
    expect(await issueCertificates(services, { ...act, actor: stranger })).toMatchObject({ ok: false, reason: "not_found" });
    expect(await issueCertificates(services, { ...act, actor: contest.chair })).toMatchObject({ ok: false, reason: "forbidden" });
    expect(await prisma.certificate.count({ where: { editionId } })).toBe(0);
  });
});

describe("the QR code", () => {
  it("holds what is signed by the installation's key; names only of those who agreed, a salted hash of all", async () => {
    const { issue, rows } = await stage("SIGNED");
    await issue();
    const { publicKey: key } = await loadSigner(services.config);
    for (const row of await rows()) {
      const signature = Buffer.from(row.signature, "base64url").toString("base64");
      expect(isSignedBy(key, row.signedText, signature)).toBe(true);
      expect(isSignedBy(key, row.signedText.replace("Giải", "Giai"), signature)).toBe(false);
      const read = readSignedText(row.signedText);
      expect(read?.name).toBe(row.name === "Trần Thị Lan" ? row.name : null);
      expect(read?.nameHash).toBe(nameHash(read?.salt ?? "", row.name));
      expect(row.signedText.includes("Ẩn")).toBe(false);
      expect(qrText("http://localhost:3000", `/chung-nhan/${row.code}`, row)).toMatch(/^http:\/\/localhost:3000\/chung-nhan\/[0-9A-Z-]{19}#[\w-]+\.[\w-]{86}$/);
    }
  });
});

describe("the check page", () => {
  it("answers nothing before the result is public, then who, what and which decision; the code also as it is typed", async () => {
    const { contest, issue, rows, check, act } = await stage("SIGNED");
    await issue();
    const [first] = await rows();
    const code = first?.code ?? "";
    expect(await check(code)).toEqual({ ok: false, reason: "not_found" });
    await leadTo(services, contest, "PUBLISHED");
    const answer = await check(code.toLowerCase().replaceAll("-", ""));
    expect(answer).toMatchObject({ ok: true, value: { state: "VALID", name: "Trần Thị Lan", title: "Máy gieo lạc bốn hàng", decision: { number: "27/QĐ-BTC", date: "2026-11-20" }, bookNumber: 1 } });
    expect(act.editionId).toBe(contest.made.edition.id);
  });

  it("shows no name without consent, also once it is taken back, and compares a typed one", async () => {
    const { contest, issue, rows, check, compare } = await stage();
    await issue();
    const [lan, an] = await rows();
    expect(JSON.stringify(await check(an?.code ?? ""))).not.toContain("Ẩn");
    expect(await compare(an?.code ?? "", "nguyễn văn  ẩn".normalize("NFD"))).toMatchObject({ ok: true, value: { isSameName: true, name: null } });
    expect(await compare(an?.code ?? "", "Nguyễn Văn An")).toMatchObject({ ok: true, value: { isSameName: false } });
    await withdrawName(services, contest.entries[0]?.id ?? "");
    expect(await check(lan?.code ?? "")).toMatchObject({ ok: true, value: { name: null } });
  });

  it("knows nothing of what is no code", async () => {
    const { check } = await stage("SIGNED");
    for (const code of ["", "x", "0000-0000-0000-0000", "\0", "ZZZZ-ZZZZ-ZZZZ-ZZZZ", `'; DROP TABLE "Certificate"`, "A".repeat(5000)]) expect(await check(code), code.slice(0, 30)).toEqual({ ok: false, reason: "not_found" });
  });

  it("lets nobody try codes or names without end; others and right codes go on", async () => {
    const { issue, rows, check, compare } = await stage();
    await issue();
    const [first] = await rows();
    const guesser = someone();
    const answers: string[] = [];
    for (let index = 0; index < 31; index += 1) {
      const tried = index % 2 === 0 ? await check("0000-0000-0000-0000", guesser) : await compare(first?.code ?? "", `Tên ${index}`, guesser);
      answers.push(tried.ok ? "ok" : tried.reason);
    }
    expect(answers.slice(0, 30)).not.toContain("too_many_tries");
    expect(answers.at(-1)).toBe("too_many_tries");
    expect(await compare(first?.code ?? "", "Trần Thị Lan", guesser)).toMatchObject({ ok: false, reason: "too_many_tries" });
    expect((await check(first?.code ?? "", guesser)).ok).toBe(true);
    expect(await check("0000-0000-0000-0000")).toEqual({ ok: false, reason: "not_found" });
    clock.set(new Date(clock.now().getTime() + 11 * 60_000));
    expect(await check("0000-0000-0000-0000", guesser)).toEqual({ ok: false, reason: "not_found" });
  });
});

describe("a certificate with a wrong name", () => {
  it("is issued anew, once though sent twice; the old page says that another stands in its place", async () => {
    const { act, issue, rows, check, events } = await stage();
    await issue();
    const [old] = await rows();
    const input = { id: old?.id ?? "", newId: crypto.randomUUID(), name: "Trần Thị Lân", reason: "Sai dấu." };
    expect(await correctCertificate(services, { ...act, input })).toEqual({ ok: true, value: null });
    expect(await correctCertificate(services, { ...act, input })).toEqual({ ok: true, value: null });
    expect(await correctCertificate(services, { ...act, input: { ...input, newId: crypto.randomUUID() } })).toMatchObject({ ok: false, reason: "ended_already" });
    const after = await rows();
    expect(after.map(({ name, state, bookNumber }) => [name, state, bookNumber])).toEqual([
      ["Trần Thị Lan", "CORRECTED", 1],
      ["Nguyễn Văn Ẩn", "VALID", 2],
      ["Trần Thị Lân", "VALID", 3],
    ]);
    expect(await check(old?.code ?? "")).toMatchObject({ ok: true, value: { state: "CORRECTED", replacedByBook: 3 } });
    expect(await check(after[2]?.code ?? "")).toMatchObject({ ok: true, value: { state: "VALID", name: "Trần Thị Lân" } });
    expect((await events()).map(({ type }) => type)).toEqual(["CERTIFICATES_ISSUED", "CERTIFICATE_CORRECTED"]);
    expect(await correctCertificate(services, { ...act, input: { id: after[2]?.id ?? "", newId: crypto.randomUUID(), name: "Trần Thị Lân", reason: "Như cũ." } })).toMatchObject({ ok: false, reason: "same_name" });
  });

  it("is revoked at once and for good; issuing to all does not bring it back, a new one is made for this person alone", async () => {
    const { act, issue, rows, check } = await stage();
    await issue();
    const [first] = await rows();
    const revoke = () => revokeCertificate(services, { ...act, input: { id: first?.id ?? "", reason: "Trao nhầm." } });
    expect([await revoke(), await revoke()]).toEqual([{ ok: true, value: null }, { ok: true, value: null }]);
    expect(await check(first?.code ?? "")).toMatchObject({ ok: true, value: { state: "REVOKED" } });
    expect(await issue()).toEqual({ ok: true, value: { issued: 0 } });
    const input = { id: first?.id ?? "", newId: crypto.randomUUID(), name: first?.name ?? "", reason: "Xác minh lại, đúng người." };
    expect(await correctCertificate(services, { ...act, input })).toEqual({ ok: true, value: null });
    expect(await correctCertificate(services, { ...act, input: { ...input, newId: crypto.randomUUID() } })).toMatchObject({ ok: false, reason: "ended_already" });
    expect((await rows()).at(-1)).toMatchObject({ name: "Trần Thị Lan", bookNumber: 3, state: "VALID" });
    expect(await check(first?.code ?? "")).toMatchObject({ ok: true, value: { state: "REVOKED" } });
  });
});

describe("printing", () => {
  it("puts each on a page of its own, wide, with name, decision, number and code; printed again it is the same file", async () => {
    const { contest, issue, rows } = await stage("SIGNED");
    await issue();
    const edition = await editionOf(contest);
    const seen: number[] = [];
    const printed = await printCertificates(services, { edition, ids: null, onProgress: (done) => seen.push(done) });
    if (!printed.ok) throw new Error(printed.reason);
    const pages = await readPdf(printed.value);
    expect(seen).toEqual([0, 2]);
    expect(pages.map(({ width, height }) => width > height)).toEqual([true, true]);
    for (const [index, row] of (await rows()).entries()) {
      const text = pages[index]?.text ?? "";
      for (const part of [row.name, row.code, "GIẤY CHỨNG NHẬN", "27/QĐ-BTC", `Vào sổ số: ${row.bookNumber}`, "ngày 20 tháng 11 năm 2026"]) expect(text).toContain(part);
    }
    const again = await printCertificates(services, { edition, ids: null });
    const digest = (data: Uint8Array) => createHash("sha256").update(data).digest("hex");
    expect(again.ok && digest(again.value)).toBe(digest(printed.value));
    const out = process.env["CERTIFICATES_OUT"];
    if (out) {
      mkdirSync(out, { recursive: true });
      writeFileSync(`${out}/certificates.pdf`, printed.value);
    }
  });

  it("keeps names of 120 characters, twelve authors and long titles inside the frame, one page each", async () => {
    const author = `${"Nguyễn Phúc Công Tằng Tôn Nữ ".repeat(4)}An`.slice(0, 120).trim();
    const { contest, issue } = await stage("SIGNED", [{ title: "Nghiên cứu, thiết kế và chế tạo hệ thống tưới nước tự động ".repeat(4).trim().slice(0, 250), author, unitName: "Trường Tiểu học ".repeat(8).trim() }]);
    const version = await prisma.entryVersion.findFirstOrThrow({ where: { entryId: contest.entries[0]?.id ?? "", state: "SUBMITTED" }, include: { authors: true } });
    const { id: _, ...first } = version.authors[0] ?? { id: "" };
    await prisma.entryAuthor.createMany({ data: Array.from({ length: 11 }, (_nothing, index) => ({ ...(first as typeof version.authors[0] & object), key: crypto.randomUUID(), position: index + 1, fullName: `${author.slice(0, 100)} ${index}` })) });
    expect(await issue()).toEqual({ ok: true, value: { issued: 12 } });
    const printed = await printCertificates(services, { edition: await editionOf(contest), ids: null });
    if (!printed.ok) throw new Error(printed.reason);
    const pages = await readPdf(printed.value);
    expect(pages).toHaveLength(12);
    expect(pages.some(({ text }) => text.replaceAll(" ", "").includes(author.slice(0, 80).replaceAll(" ", "")))).toBe(true);
    expect(pages[0]?.text).toContain("Vào sổ số: 1");
  });

  it("bears the words and pictures it was issued with, whatever the template says later", async () => {
    const { contest, act, issue, rows } = await stage("SIGNED");
    const picture = await sharp({ create: { width: 40, height: 20, channels: 3, background: "#aa0000" } }).png().toBuffer();
    const { name, size } = await services.files.save(picture);
    const file = await prisma.storedFile.create({ data: { editionId: act.editionId, store: "LOCAL", storageName: name, size, sha256: createHash("sha256").update(picture).digest("hex"), family: "PHOTO", mime: "image/png", uploadedById: act.actor.userId } });
    const words = { heading: "GIẤY KHEN", authority: "Liên hiệp hội", signerTitle: "CHỦ TỊCH", signerName: "Phạm Văn Ký", place: "Cẩm Xuyên", emblemFileId: file.id, signatureFileId: null };
    expect(await changeTemplate(services, { ...act, input: { ...words, version: 0 } })).toEqual({ ok: true, value: null });
    expect(await changeTemplate(services, { ...act, input: { ...words, version: 0 } })).toMatchObject({ ok: false, reason: "version_conflict" });
    await issue();
    expect(await changeTemplate(services, { ...act, input: { ...words, heading: "KHÁC", emblemFileId: null, version: 1 } })).toEqual({ ok: true, value: null });
    const [row] = await rows();
    const printed = await printCertificates(services, { edition: await editionOf(contest), ids: [row?.id ?? ""] });
    const [page] = printed.ok ? await readPdf(printed.value) : [];
    expect(page?.text).toContain("GIẤY KHEN");
    expect(page?.text).toContain("Phạm Văn Ký");
    expect((await rows())[0]?.content).toMatchObject({ emblemFileId: file.id });
  });
});

describe("the words in force", () => {
  const SIGNER = "Phan Văn Trưởng";

  async function withHead() {
    const staged = await stage("SIGNED");
    await prisma.committeeMember.create({ data: { editionId: staged.editionId, committee: "ORGANISING", name: SIGNER, role: "Trưởng ban", position: 1 } });
    const edition = await editionOf(staged.contest);
    const signers = async () => (await staged.rows()).map(({ content }) => (content as { signerName?: string }).signerName);
    const pagesOf = async (printed: Awaited<ReturnType<typeof printSample>>) => (printed.ok ? await readPdf(printed.value) : []).map(({ text }) => text);
    const printed = async () => pagesOf(await printCertificates(services, { edition, ids: null }));
    return { ...staged, edition, signers, printed, sample: async () => pagesOf(await printSample(services, edition)) };
  }

  it("are what the page of words proposes as long as nobody words them otherwise: in the sample, as issued, on paper", async () => {
    const { edition, issue, signers, printed, sample } = await withHead();
    expect((await wordsInForce(prisma, edition)).signerName).toBe(SIGNER);
    await issue();
    expect(await signers()).toEqual([SIGNER, SIGNER]);
    expect([...(await sample()), ...(await printed())].map((text) => text.includes(SIGNER))).toEqual([true, true, true]);
  });

  it("leave the name away where the secretary did", async () => {
    const { act, edition, issue, signers } = await withHead();
    expect((await changeTemplate(services, { ...act, input: { ...(await wordsInForce(prisma, edition)), signerName: "" } })).ok).toBe(true);
    await issue();
    expect(await signers()).toEqual(["", ""]);
  });

  it("are taken by one issued anew, which keeps prize and decision; the others keep theirs", async () => {
    const { act, edition, issue, rows, signers, printed } = await withHead();
    await issue();
    const [old] = await rows();
    const words = { ...(await wordsInForce(prisma, edition)), heading: "GIẤY GHI NHẬN", signerTitle: "KT. TRƯỞNG BAN", signerName: "Đỗ Thị Phó" };
    expect((await changeTemplate(services, { ...act, input: words })).ok).toBe(true);
    expect((await correctCertificate(services, { ...act, input: { id: old?.id ?? "", newId: crypto.randomUUID(), name: "Trần Thị Lân", reason: "Sai dấu." } })).ok).toBe(true);
    expect(await signers()).toEqual([SIGNER, SIGNER, "Đỗ Thị Phó"]);
    const { version: _, ...kept } = words;
    expect((await rows()).at(-1)?.content).toEqual({ ...(old?.content as object), ...kept });
    const [other, anew] = await printed();
    expect(other).toContain(SIGNER);
    expect(anew).toContain("GIẤY GHI NHẬN");
    expect(anew).toContain("Đỗ Thị Phó");
  });
});

describe("the book", () => {
  it("is searched without diacritics and takes as many statements for one certificate as for two", async () => {
    const { contest, editionId, issue, rows, act } = await stage();
    await issue();
    const search = async (typed: string) => (await certificateBook(services.db, { editionId, search: typed, limit: 50, offset: 0 })).rows.map(({ name }) => name);
    expect(await search("tran lan")).toEqual(["Trần Thị Lan"]);
    expect(await search((await rows())[1]?.code ?? "")).toEqual(["Nguyễn Văn Ẩn"]);
    expect(await search("%")).toEqual([]);
    const edition = contest.made.edition;
    const view = () => bookView(services, { edition, search: "", page: 1 });
    const two = (await countStatements(services.db.pool, view)).count;
    await revokeCertificate(services, { ...act, input: { id: (await rows())[1]?.id ?? "", reason: "Trao nhầm." } });
    const one = (await countStatements(services.db.pool, view)).count;
    expect(one).toBe(two);
    expect(await view()).toMatchObject({ isSigned: true, missing: 0, valid: 1, total: 2 });
  });

  it("names the certificate that stands in the place of another", async () => {
    const { contest, issue, rows, act } = await stage();
    await issue();
    const [old] = await rows();
    const view = () => bookView(services, { edition: contest.made.edition, search: "", page: 1 });
    expect((await view()).rows.map(({ replacedBy }) => replacedBy)).toEqual([null, null]);
    expect((await correctCertificate(services, { ...act, input: { id: old?.id ?? "", newId: crypto.randomUUID(), name: "Trần Thị Lân", reason: "Sai dấu." } })).ok).toBe(true);
    const code = (await rows()).at(-1)?.code;
    expect((await view()).rows.map(({ replacedBy }) => replacedBy)).toEqual([{ bookNumber: 3, code }, null, null]);
  });

  it("counts whoever had one revoked as without one, until another one is issued", async () => {
    const { contest, issue, rows, act } = await stage();
    const view = () => bookView(services, { edition: contest.made.edition, search: "", page: 1 });
    expect(await view()).toMatchObject({ missing: 2, revoked: 0 });
    await issue();
    expect(await view()).toMatchObject({ missing: 0, revoked: 0, valid: 2 });
    const [first] = await rows();
    expect((await revokeCertificate(services, { ...act, input: { id: first?.id ?? "", reason: "Trao nhầm." } })).ok).toBe(true);
    expect(await view()).toMatchObject({ missing: 0, revoked: 1, valid: 1 });
    expect((await correctCertificate(services, { ...act, input: { id: first?.id ?? "", newId: crypto.randomUUID(), name: first?.name ?? "", reason: "Đúng người." } })).ok).toBe(true);
    expect(await view()).toMatchObject({ missing: 0, revoked: 0, valid: 2 });
  });
});

import { randomInt, randomUUID } from "node:crypto";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { contentHash } from "~/data/issued-papers.server";
import { keepErasableText } from "~/data/ledger.server";
import { UNNAMED } from "~/domain/people/erasure";
import { NAME_GONE } from "~/domain/retention/retention";
import { eraseAccount } from "~/features/retention/erase-account.server";
import { eraseAuthor } from "~/features/retention/erase-author.server";
import { heldAccountPage, heldAuthorPage } from "~/features/retention/personal-data.server";
import { action as accountAction } from "~/routes/staff/account-data";
import { makeEdition } from "../../../factories/editions";
import { makeEntry } from "../../../factories/entries";
import { makeUser } from "../../../factories/people";
import { contextFor, outcomeOf, postForm } from "../../../support/request";
import { TEST_DAY, testServices } from "../../../support/services";

const { services, close } = await testServices();
afterAll(close);
const { prisma } = services.db;

const NAME = "Nguyễn Thị Lan Hương";
const PHONE = "+84912345678";
let made: Awaited<ReturnType<typeof makeEdition>>;

beforeEach(async () => {
  made = await makeEdition(services, { phase: "PUBLISHED" });
});

const file = (author: object, more: object = {}) => makeEntry(services, made.edition, { screening: "QUALIFIED", files: [], authors: [{ birthDate: "1990-05-20", ...author }], ...more });
const versionOf = (entryId: string) => prisma.entryVersion.findFirstOrThrow({ where: { entryId } });

async function issue(text: string): Promise<string> {
  const content = { blocks: [{ text }] };
  const { id } = await prisma.issuedPaper.create({ data: { editionId: made.edition.id, kind: "award-decision", name: "quyet-dinh", number: "17/QĐ-BTC", content, hash: contentHash(content), date: TEST_DAY, issuedById: "s", issuedAt: TEST_DAY } });
  return id;
}
const textOf = async (paper: string) => JSON.stringify((await prisma.issuedPaper.findUniqueOrThrow({ where: { id: paper } })).content);

describe("an account that supervised", () => {
  it("goes from entries it only supervised, from its certificates, from committees, and from editions where the role has ended", async () => {
    const teacher = await makeUser(services, { name: NAME, phone: PHONE });
    const entry = await file({ fullName: "Lê Văn Con" }, { supervisorName: NAME, summary: `Cô ${NAME} hướng dẫn.` });
    const other = await file({ fullName: "Lê Văn Khác" }, { supervisorName: "Cô Hương" });
    await prisma.entryVersion.updateMany({ where: { entryId: other.id }, data: { supervisorPhone: "0912 345 678" } });
    const certificate = { editionId: made.edition.id, entryId: entry.id, kind: "SUPERVISOR" as const, code: randomUUID(), bookNumber: 1, name: NAME, signedText: "x", signature: "x", content: {}, issuedById: "s", issuedAt: TEST_DAY };
    await prisma.certificate.create({ data: certificate });
    const former = await makeEdition(services, { phase: "PUBLISHED" });
    await prisma.membership.create({ data: { userId: teacher.userId, role: "JUDGE", editionId: former.edition.id, endedAt: TEST_DAY } });
    const seat = await prisma.committeeMember.create({ data: { editionId: former.edition.id, committee: "ORGANISING", name: NAME, post: "Hiệu trưởng", role: "Ủy viên", position: 1, userId: teacher.userId } });
    const { id: noted } = await services.db.transact((tx) => keepErasableText(tx, former.edition.id, `${NAME} vắng mặt`));

    const administrator = await makeUser(services, { role: "ADMINISTRATOR" });
    expect(await eraseAccount(services, { actor: administrator, userId: teacher.userId, reason: "Theo đơn ngày 20/11", now: TEST_DAY })).toMatchObject({ ok: true, value: { namesakePlaces: 0 } });
    expect(await versionOf(entry.id)).toMatchObject({ supervisorName: "", supervisorPhone: "", summary: `Cô ${NAME_GONE} hướng dẫn.` });
    expect(await versionOf(other.id)).toMatchObject({ supervisorName: "", supervisorPhone: "" });
    expect(await prisma.certificate.findFirstOrThrow({ where: { entryId: entry.id } })).toMatchObject({ name: NAME_GONE, signedText: "", erasedAt: TEST_DAY });
    expect(await prisma.committeeMember.findUniqueOrThrow({ where: { id: seat.id } })).toMatchObject({ name: NAME_GONE, post: "" });
    expect((await prisma.erasableText.findUniqueOrThrow({ where: { id: noted } })).text).toBe("");
    expect(await prisma.entryAuthor.count({ where: { fullName: { in: ["Lê Văn Con", "Lê Văn Khác"] }, version: { entryId: { in: [entry.id, other.id] } } } })).toBe(2);
  });

  it("is not taken for somebody of the same name with another number", async () => {
    const teacher = await makeUser(services, { name: NAME, phone: PHONE });
    const own = await file({ fullName: NAME, userId: teacher.userId });
    const other = await file({ fullName: "Lê Văn Khác" }, { supervisorName: NAME });
    await prisma.entryVersion.updateMany({ where: { entryId: other.id }, data: { supervisorPhone: "0987654321" } });
    const paper = await issue(`${NAME}; ${NAME}, điện thoại 0912 345 678`);
    const administrator = await makeUser(services, { role: "ADMINISTRATOR" });
    expect(await heldAccountPage(services, { actor: administrator, userId: teacher.userId, now: TEST_DAY })).toMatchObject({ namesakes: { papers: ["17/QĐ-BTC"] } });
    expect(await eraseAccount(services, { actor: administrator, userId: teacher.userId, reason: "Theo đơn ngày 20/11", now: TEST_DAY })).toMatchObject({ ok: true, value: { namesakePlaces: 1 } });
    expect(await versionOf(other.id)).toMatchObject({ supervisorName: NAME, supervisorPhone: "0987654321" });
    expect(await prisma.entryAuthor.findFirstOrThrow({ where: { version: { entryId: own.id } } })).toMatchObject({ fullName: NAME_GONE });
    expect(await textOf(paper)).toContain(`${NAME}; ${NAME}, điện thoại ${NAME_GONE}`);
  });
});

describe("a telephone number several supervisors share", () => {
  const shared = async (names: readonly string[]) => {
    const entries = [];
    for (const supervisorName of names) {
      const entry = await file({ fullName: "Lê Văn Con" }, { supervisorName });
      await prisma.entryVersion.updateMany({ where: { entryId: entry.id }, data: { supervisorPhone: "0912 345 678" } });
      await prisma.certificate.create({ data: { editionId: made.edition.id, entryId: entry.id, kind: "SUPERVISOR", code: randomUUID(), bookNumber: entries.length + 1, name: supervisorName, signedText: "x", signature: "x", content: {}, issuedById: "s", issuedAt: TEST_DAY } });
      entries.push(entry);
    }
    return entries;
  };
  const supervisorOf = async (entryId: string) => {
    const { supervisorName, supervisorPhone } = await versionOf(entryId);
    return [supervisorName, supervisorPhone, (await prisma.certificate.findFirstOrThrow({ where: { entryId } })).name];
  };

  it("takes nobody else along: whoever has it under another name is asked about, and stays unless somebody says that it is the same person", async () => {
    const teacher = await makeUser(services, { name: NAME, phone: PHONE });
    const [own, other, married] = await shared([NAME, "Trần Văn Thầy", "Nguyễn Thị Lan Hường"]);
    const administrator = await makeUser(services, { role: "ADMINISTRATOR" });
    const held = await heldAccountPage(services, { actor: administrator, userId: teacher.userId, now: TEST_DAY });
    expect(held?.sharedNumber).toEqual([{ name: "Nguyễn Thị Lan Hường", codes: [married?.code] }, { name: "Trần Văn Thầy", codes: [other?.code] }]);
    expect(held?.entries.map(({ id }) => id)).toEqual([own?.id]);
    const erased = await eraseAccount(services, { actor: administrator, userId: teacher.userId, reason: "Theo đơn ngày 20/11", alsoCalled: ["Nguyễn Thị Lan Hường"], now: TEST_DAY });
    expect(erased).toMatchObject({ ok: true });
    expect(await supervisorOf(own?.id ?? "")).toEqual(["", "", NAME_GONE]);
    expect(await supervisorOf(married?.id ?? "")).toEqual(["", "", NAME_GONE]);
    expect(await supervisorOf(other?.id ?? "")).toEqual(["Trần Văn Thầy", "0912 345 678", "Trần Văn Thầy"]);
  });

  it("is asked about on the page, which keeps what was ticked", async () => {
    const teacher = await makeUser(services, { name: NAME, phone: PHONE });
    const [other, third] = await shared(["Trần Văn Thầy", "Phạm Thị Cô"]);
    const administrator = await makeUser(services, { role: "ADMINISTRATOR" });
    const path = `/ban-to-chuc/tai-khoan/${teacher.userId}/du-lieu-ca-nhan`;
    const act = (fields: Record<string, string>) => accountAction({ request: postForm(path, { intent: "erase", reason: "Đơn ngày 20/11/2026", ...fields }), params: { id: teacher.userId }, context: contextFor(services, administrator) });
    expect(await act({ alsoCalled: "Phạm Thị Cô" })).toMatchObject({ init: { status: 400 }, data: { result: { initialValue: { alsoCalled: "Phạm Thị Cô" } } } });
    expect((await outcomeOf(act({ alsoCalled: "Phạm Thị Cô", sure: "on" }))).response?.status).toBe(303);
    expect((await supervisorOf(third?.id ?? ""))[0]).toBe("");
    expect((await supervisorOf(other?.id ?? ""))[0]).toBe("Trần Văn Thầy");
  });
});

describe("what else holds a telephone number several people share", () => {
  let said = "";
  let phone = "";
  beforeEach(() => {
    const digits = String(randomInt(100_000_000));
    said = `09${digits.padStart(8, "0")}`.replace(/^(.{4})(.{3})(.{3})$/, "$1 $2 $3");
    phone = `+84${said.slice(1).replaceAll(" ", "")}`;
  });
  const supervised = async (supervisorName: string, more: object = {}) => {
    const entry = await file({ fullName: "Lê Văn Con" }, { supervisorName, ...more });
    await prisma.entryVersion.updateMany({ where: { entryId: entry.id }, data: { supervisorPhone: said } });
    return entry;
  };
  const letter = async (to: { recipient: string; userId?: string }) => (await prisma.outboxMessage.create({ data: { editionId: made.edition.id, channel: "MAIL", template: "plain", subject: "Thư", body: "Kính gửi", ...to } })).id;
  const erase = async (userId: string, alsoCalled: readonly string[] = []) => {
    const administrator = await makeUser(services, { role: "ADMINISTRATOR" });
    expect(await eraseAccount(services, { actor: administrator, userId, reason: "Theo đơn ngày 20/11", alsoCalled, now: TEST_DAY })).toMatchObject({ ok: true });
  };
  /** A paper with its file, texts on record of the edition and the system, a letter to the number, and one to the account. */
  const things = async (userId: string) => {
    const paper = await issue(`${NAME}; trường, điện thoại ${said}`);
    await prisma.issuedFile.create({ data: { paperId: paper, format: "pdf", sha256: "0".repeat(64), data: Buffer.from("pdf") } });
    const other = await issue(`Trường, điện thoại ${said}`);
    await prisma.issuedFile.create({ data: { paperId: other, format: "pdf", sha256: "0".repeat(64), data: Buffer.from("pdf") } });
    const noted = async (editionId: string | null) => (await services.db.transact((tx) => keepErasableText(tx, editionId, `Gọi ${said.replaceAll(" ", ".")}`))).id;
    const [ofEdition, ofSystem] = [await noted(made.edition.id), await noted(null)];
    const [toNumber, toAccount] = [await letter({ recipient: phone }), await letter({ recipient: "x@example.test", userId })];
    return async () => {
      const texts = await prisma.erasableText.findMany({ where: { id: { in: [ofEdition, ofSystem] }, erasedAt: null } });
      const letters = await prisma.outboxMessage.findMany({ where: { id: { in: [toNumber, toAccount] } } });
      const bytes = async (paperId: string) => (await prisma.issuedFile.findFirstOrThrow({ where: { paperId } })).data !== null;
      return { named: await textOf(paper), paper: await textOf(other), namedBytes: await bytes(paper), bytes: await bytes(other), texts: texts.length, letters: letters.map(({ id }) => (id === toNumber ? "number" : "account")) };
    };
  };

  it("keeps it while others with it stay: papers and their files, texts on record, letters; the name goes", async () => {
    const teacher = await makeUser(services, { name: NAME, phone });
    const own = await supervised(`Cô ${NAME}`);
    const colleague = await supervised("Trần Văn Thầy", { summary: `Thầy: ${said}` });
    const left = await things(teacher.userId);
    await erase(teacher.userId);
    const { named, paper, ...rest } = await left();
    expect(rest).toEqual({ namedBytes: false, bytes: true, texts: 2, letters: ["number"] });
    expect([named, paper]).toEqual([expect.stringContaining(`${NAME_GONE}; trường, điện thoại ${said}`), expect.stringContaining(said)]);
    expect(await versionOf(own.id)).toMatchObject({ supervisorName: "", supervisorPhone: "" });
    expect(await versionOf(colleague.id)).toMatchObject({ supervisorName: "Trần Văn Thầy", supervisorPhone: said, summary: `Thầy: ${said}` });
  });

  it("takes it everywhere once nobody else with it stays", async () => {
    const teacher = await makeUser(services, { name: NAME, phone });
    await supervised("Trần Văn Thầy");
    const left = await things(teacher.userId);
    await erase(teacher.userId, ["Trần Văn Thầy"]);
    const { named, paper, ...rest } = await left();
    expect(rest).toEqual({ namedBytes: false, bytes: false, texts: 0, letters: [] });
    expect([named, paper].some((text) => text.includes(said))).toBe(false);
  });

  it("keeps it where another account is reached by it", async () => {
    const teacher = await makeUser(services, { name: NAME, phone });
    const colleague = await makeUser(services, { name: "Trần Văn Thầy" });
    await prisma.personContact.create({ data: { userId: colleague.userId, kind: "PHONE", value: phone, createdById: colleague.userId } });
    const left = await things(teacher.userId);
    await erase(teacher.userId);
    expect(await left()).toMatchObject({ bytes: true, texts: 2, letters: ["number"] });
  });

  it("is kept in an entry of the person where a colleague with it supervises", async () => {
    const teacher = await makeUser(services, { name: NAME, phone });
    const entry = await file({ fullName: NAME, userId: teacher.userId, phone }, { supervisorName: "Trần Văn Thầy" });
    await prisma.entryVersion.updateMany({ where: { entryId: entry.id }, data: { supervisorPhone: said } });
    await erase(teacher.userId);
    expect(await versionOf(entry.id)).toMatchObject({ supervisorName: "Trần Văn Thầy", supervisorPhone: said });
    expect(await prisma.entryAuthor.findFirstOrThrow({ where: { version: { entryId: entry.id } } })).toMatchObject({ fullName: NAME_GONE, phone: "" });
  });

  it("says nothing of whose a short or missing name is: both are asked about, and stay unless ticked", async () => {
    const teacher = await makeUser(services, { name: NAME, phone });
    const [full, short, none, other] = [await supervised(`Cô ${NAME}`), await supervised("Cô Hương"), await supervised(""), await supervised("Trần Thị Hương")];
    const administrator = await makeUser(services, { role: "ADMINISTRATOR" });
    const held = await heldAccountPage(services, { actor: administrator, userId: teacher.userId, now: TEST_DAY });
    expect(held?.sharedNumber).toEqual([{ name: UNNAMED, codes: [none?.code] }, { name: "Cô Hương", codes: [short?.code] }, { name: "Trần Thị Hương", codes: [other?.code] }]);
    await erase(teacher.userId, [UNNAMED]);
    const phoneOf = async (entry: typeof full) => (await versionOf(entry.id)).supervisorPhone;
    expect([await phoneOf(full), await phoneOf(short), await phoneOf(none), await phoneOf(other)]).toEqual(["", said, "", said]);
  });
});

describe("an author with a namesake in the edition", () => {
  const erase = async (entry: Awaited<ReturnType<typeof file>>) => {
    const secretary = await makeUser(services, { role: "SECRETARY", editionId: made.edition.id });
    const request = { actor: secretary, editionId: made.edition.id, entryId: entry.id, authorKey: entry.authors[0]?.key ?? "", reason: "Đơn ngày 20/11/2026", now: TEST_DAY };
    const before = await heldAuthorPage(services, { ...request, edition: made.edition, phase: "PUBLISHED" });
    return { before, done: await eraseAuthor(services, request) };
  };

  it("loses the name in the own entry; papers and commendations of the other keep it, and the secretary is told", async () => {
    const own = await file({ fullName: NAME, phone: PHONE }, { summary: `Của ${NAME}.` });
    await file({ fullName: NAME.toUpperCase(), phone: "+84987654321" });
    const paper = await issue(`${NAME}, 0912.345.678`);
    const { id: noted } = await services.db.transact((tx) => keepErasableText(tx, made.edition.id, `Khen ${NAME}`));
    const { before, done } = await erase(own);
    expect(before?.namesakes).toEqual({ papers: ["17/QĐ-BTC"], letters: 0, texts: 1, honours: 0 });
    expect(done).toMatchObject({ ok: true, value: { namesakePlaces: 2 } });
    expect((await versionOf(own.id)).summary).toBe(`Của ${NAME_GONE}.`);
    expect(await textOf(paper)).toContain(`${NAME}, ${NAME_GONE}`);
    expect((await prisma.erasableText.findUniqueOrThrow({ where: { id: noted } })).text).toBe(`Khen ${NAME}`);
  });

  it("does not take the name of somebody commended away", async () => {
    const own = await file({ fullName: NAME, phone: PHONE });
    const authority = await prisma.commendationAuthority.create({ data: { name: "Chủ tịch UBND xã", letterheadBody: "UBND xã", signerTitle: "CHỦ TỊCH", place: "Cẩm Xuyên" } });
    const { id } = await prisma.commendation.create({ data: { editionId: made.edition.id, kind: "COMMENDATION", recipientKind: "PERSON", recipientName: NAME, authorityId: authority.id, groundsId: randomUUID(), proposedById: "s", proposedAt: TEST_DAY } });
    expect((await erase(own)).done).toMatchObject({ ok: true, value: { namesakePlaces: 1 } });
    expect((await prisma.commendation.findUniqueOrThrow({ where: { id } })).recipientName).toBe(NAME);
  });

  it("goes everywhere where nobody else is called so", async () => {
    const own = await file({ fullName: NAME, phone: PHONE });
    await file({ fullName: "Nguyễn Thị Lan Hường" });
    const paper = await issue(`${NAME}, ${NAME.toUpperCase()}`);
    const { before, done } = await erase(own);
    expect(before?.namesakes).toBeNull();
    expect(done).toMatchObject({ ok: true, value: { namesakePlaces: 0 } });
    expect(await textOf(paper)).toContain(`${NAME_GONE}, ${NAME_GONE}`);
  });
});

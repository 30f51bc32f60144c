import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { listCommendations } from "~/data/commendations.server";
import { commendationYears, publicCommendations } from "~/data/public-commendations.server";
import type { RecipientKind } from "~/domain/commendations/states";
import { storeAuthority } from "~/features/commendations/authority.server";
import { beginLetter, changeLetter, publishLetter, sendLetter, signLetter, takeOutOfLetter } from "~/features/commendations/letter.server";
import { commendationLetter, printCommendationLetter } from "~/features/commendations/letter-paper.server";
import { printCommendations } from "~/features/commendations/print.server";
import { publicCommendationsPage } from "~/features/commendations/public.server";
import { changeCommendation, correctCommendation, dropCommendation, proposeCommendations } from "~/features/commendations/propose.server";
import { commendationsView, proposalView } from "~/features/commendations/view.server";
import { makeUnit } from "../../../factories/people";
import { leadTo, makePublicContest } from "../../../factories/publication";
import { readPdf } from "../../../support/read-pdf";
import { testServices } from "../../../support/services";
import { countStatements } from "../../../support/statements";

const { services, clock, close } = await testServices();
afterAll(close);
const { prisma } = services.db;

const AUTHORITY = { name: "Chủ tịch UBND xã Cẩm Xuyên", letterheadParent: "", letterheadBody: "Ủy ban nhân dân xã Cẩm Xuyên", signerTitle: "Chủ tịch", signerName: "Phan Thị Hòa", place: "Cẩm Xuyên" };

interface Row {
  recipientKind: RecipientKind;
  name: string;
  detail?: string;
  grounds?: string;
  mayPublish?: boolean;
}

/** A contest whose result is out, or not yet, with an authority. */
async function stage({ published = true } = {}) {
  const contest = await makePublicContest(services, [{ title: "Máy gieo lạc", author: "Trần Thị Lan" }]);
  if (published) await leadTo(services, contest, "PUBLISHED");
  const editionId = contest.made.edition.id;
  const act = { actor: contest.secretary, editionId, now: clock.now() };
  const authorityId = randomUUID();
  await storeAuthority(services, { ...act, input: { id: authorityId, version: 0, ...AUTHORITY } });
  const propose = async (...rows: Row[]) => {
    const made = rows.map((row) => ({ id: randomUUID(), detail: "", grounds: "Đã có thành tích xuất sắc", mayPublish: false, ...row }));
    const proposed = await proposeCommendations(services, { ...act, input: { kind: "COMMENDATION", authorityId, money: 500_000, rows: made } });
    if (!proposed.ok) throw new Error(proposed.reason);
    return made.map(({ id }) => id);
  };
  const version = async (letter: string) => (await prisma.commendationLetter.findUniqueOrThrow({ where: { id: letter } })).version;
  const begin = async () => {
    const begun = await beginLetter(services, { ...act, input: { id: randomUUID(), authorityId } });
    if (!begun.ok) throw new Error(begun.reason);
    return begun.value.id;
  };
  const send = async (id: string) => sendLetter(services, { ...act, id, input: { version: await version(id), number: "12/TTr-BTC", date: "2026-11-20" } });
  const sign = async (id: string, books: Record<string, string> = {}) => signLetter(services, { ...act, id, input: { version: await version(id), decisionNumber: "345/QĐ-UBND", decisionDate: "2026-11-21", books } });
  const publish = (id: string) => publishLetter(services, { ...act, id });
  const toPublic = (asked: { search?: string; year?: number; page?: number } = {}) => publicCommendationsPage(services, { now: clock.now(), year: null, search: "", page: 1, ...asked });
  const edition = () => prisma.edition.findUniqueOrThrow({ where: { id: editionId } });
  const row = (id: string) => prisma.commendation.findUniqueOrThrow({ where: { id } });
  const events = async () => (await prisma.ledgerEvent.findMany({ where: { chain: editionId, type: { startsWith: "COMMENDATION" } }, orderBy: { seq: "asc" } })).map(({ type, data }) => ({ type, data }));
  return { contest, editionId, act, authorityId, propose, begin, send, sign, publish, toPublic, edition, row, events };
}

const PERSON: Row = { recipientKind: "PERSON", name: "Nguyễn Thị Kín", detail: "Giáo viên Trường THCS Bí Mật" };

describe("from a proposal to the public list", () => {
  it("every step once, however often it is sent; the record holds hashes only, and nobody is named who did not agree", async () => {
    const { propose, begin, send, sign, publish, toPublic, events, editionId, act, authorityId } = await stage();
    const school = await makeUnit(services, { name: "Trường THCS Nguyễn Du Khen Thưởng" });
    const [unit, open, hidden] = await propose({ recipientKind: "COLLECTIVE", name: "trường thcs nguyễn du khen thưởng" }, { recipientKind: "PERSON", name: "Lê Văn Mở", mayPublish: true }, PERSON);
    expect(await proposeCommendations(services, { ...act, input: { kind: "COMMENDATION", authorityId, money: 0, rows: [{ id: unit ?? "", recipientKind: "COLLECTIVE", name: "khác", detail: "", grounds: "khác", mayPublish: false }] } })).toEqual({ ok: true, value: { proposed: 0 } });
    expect((await prisma.commendation.findUniqueOrThrow({ where: { id: unit ?? "" } })).unitId).toBe(school.id);
    const letter = await begin();
    expect(await beginLetter(services, { ...act, input: { id: letter, authorityId } })).toEqual({ ok: true, value: { id: letter } });
    expect([await publish(letter), await sign(letter)]).toMatchObject([{ reason: "already_done" }, { reason: "letter_empty" }]);
    expect([await send(letter), await send(letter)]).toMatchObject([{ ok: true }, { ok: false, reason: "already_done" }]);
    expect((await toPublic()).total).toBe(0);
    expect([await sign(letter, { [unit ?? ""]: "07/2026" }), await sign(letter)]).toMatchObject([{ ok: true }, { ok: false, reason: "already_done" }]);
    expect((await toPublic()).total).toBe(0);
    expect([await publish(letter), await publish(letter)]).toMatchObject([{ ok: true }, { ok: false, reason: "already_done" }]);

    const shown = await toPublic();
    expect(shown.rows.map(({ name, decisionNumber, authority }) => [name, decisionNumber, authority])).toEqual([
      ["trường thcs nguyễn du khen thưởng", "345/QĐ-UBND", AUTHORITY.name],
      ["Lê Văn Mở", "345/QĐ-UBND", AUTHORITY.name],
    ]);
    expect([shown.total, shown.unnamed, shown.years]).toEqual([2, 1, [2026]]);
    expect(JSON.stringify(shown)).not.toMatch(/Kín|Bí Mật/);
    for (const search of ["Kín", "Bí Mật", "nguyen thi kin"]) expect((await toPublic({ search })).total).toBe(0);
    expect((await toPublic({ search: "le van mo" })).rows.map(({ id }) => id)).toEqual([open]);
    const recorded = await events();
    expect(recorded.map(({ type }) => type)).toEqual(["COMMENDATIONS_PROPOSED", "COMMENDATIONS_SENT", "COMMENDATIONS_SIGNED", "COMMENDATIONS_PUBLISHED"]);
    expect(JSON.stringify(recorded)).not.toMatch(/Kín|Mở|thành tích|Nguyễn/);

    // The person agrees later, then takes it back.
    const agree = async (mayPublish: boolean) => correctCommendation(services, { ...act, id: hidden ?? "", input: { version: (await prisma.commendation.findUniqueOrThrow({ where: { id: hidden ?? "" } })).version, mayPublish, bookNumber: "" } });
    await agree(true);
    expect(await toPublic()).toMatchObject({ total: 3, unnamed: 0 });
    await agree(false);
    expect(await toPublic()).toMatchObject({ total: 2, unnamed: 1 });
    expect(await prisma.commendation.count({ where: { editionId } })).toBe(3);
  });

  it("nothing is public before the result of the edition is", async () => {
    const { propose, begin, send, sign, publish, toPublic, contest } = await stage({ published: false });
    await prisma.commendation.deleteMany({ where: { state: "PUBLISHED" } });
    await propose({ recipientKind: "ORGANISATION", name: "Hội Làm vườn" });
    const letter = await begin();
    await send(letter);
    await sign(letter);
    expect(await publish(letter)).toMatchObject({ ok: false, reason: "wrong_phase" });
    await prisma.commendation.updateMany({ where: { letterId: letter }, data: { state: "PUBLISHED", publishedAt: clock.now() } });
    expect(await toPublic()).toMatchObject({ total: 0, years: [], unnamed: 0 });
    await leadTo(services, contest, "PUBLISHED");
    expect(await toPublic()).toMatchObject({ total: 1 });
  });

  it("what was dropped stays with its reason, leaves the public list and comes back no more; erased grounds are nowhere", async () => {
    const { propose, begin, send, sign, publish, toPublic, row, act, editionId } = await stage();
    const [first, second] = await propose({ recipientKind: "ORGANISATION", name: "Hội Nông dân Đã Thôi" }, { recipientKind: "ORGANISATION", name: "Hội Khuyến học", grounds: "Thành tích phải xóa" });
    const letter = await begin();
    await send(letter);
    await sign(letter);
    await publish(letter);
    const drop = async () => dropCommendation(services, { ...act, id: first ?? "", input: { version: (await row(first ?? "")).version, reason: "Cơ quan ký rút lại" } });
    expect([await drop(), await drop()]).toEqual([{ ok: true, value: null }, { ok: true, value: null }]);
    expect((await toPublic({ search: "Đã Thôi" })).total).toBe(0);
    const listed = await listCommendations(services.db, { editionId, search: "", state: "DROPPED", page: 1, pageSize: 50 });
    expect(listed.rows.map(({ recipientName, reason }) => [recipientName, reason])).toEqual([["Hội Nông dân Đã Thôi", "Cơ quan ký rút lại"]]);
    expect((await toPublic({ search: "phải xóa" })).rows.map(({ id }) => id)).toEqual([second]);
    await prisma.erasableText.update({ where: { id: (await row(second ?? "")).groundsId }, data: { text: "", salt: "", erasedAt: clock.now() } });
    expect((await toPublic({ search: "phải xóa" })).total).toBe(0);
    expect((await toPublic({ search: "Khuyến học" })).rows.find(({ id }) => id === second)?.grounds).toBe(null);
  });
});

describe("the letter and what the authority signs", () => {
  it("is a paper with its annex, in PDF and Word; its number and day are open until it was sent", async () => {
    const { propose, begin, send, edition, act } = await stage();
    await propose({ recipientKind: "COLLECTIVE", name: "Trường THCS Sông Rác", grounds: "Vận động 12 bài dự thi" }, PERSON);
    const letter = await begin();
    await changeLetter(services, { ...act, id: letter, input: { version: 1, opening: "Thực hiện kế hoạch năm 2026.", signerTitle: "Trưởng ban", signerName: "Hà Văn Ký" } });
    const text = async () => {
      const printed = await printCommendationLetter(services, { edition: await edition(), id: letter, file: "to-trinh.pdf" });
      if (!printed.ok) throw new Error(printed.reason);
      return (await readPdf(printed.value.data)).map((page) => page.text).join(" ");
    };
    const draft = await text();
    for (const words of ["TỜ TRÌNH", `Kính gửi: ${AUTHORITY.name}`, "Thực hiện kế hoạch năm 2026.", "Tặng Giấy khen: 2 trường hợp", "1.000.000", "Một triệu đồng".toLocaleLowerCase("vi"), "TRƯỞNG BAN", "Hà Văn Ký", "PHỤ LỤC", "Trường THCS Sông Rác", "Vận động 12 bài dự thi"]) expect(draft).toContain(words);
    expect(draft).not.toContain("12/TTr-BTC");
    await send(letter);
    expect(await text()).toContain("12/TTr-BTC");
    const word = await printCommendationLetter(services, { edition: await edition(), id: letter, file: "to-trinh.docx" });
    expect(word.ok && Buffer.from(word.value.data.subarray(0, 2)).toString()).toBe("PK");
    expect(await printCommendationLetter(services, { edition: await edition(), id: letter, file: "khac.pdf" })).toMatchObject({ ok: false, reason: "not_found" });
    expect(await commendationLetter(services, { edition: await edition(), id: "khong-phai-ma" })).toBe(null);
  });

  it("prints a page each under the letterhead of the day it was signed, the same bytes again; nothing before", async () => {
    const { propose, begin, send, sign, edition, act, authorityId } = await stage();
    const [unit, person] = await propose({ recipientKind: "COLLECTIVE", name: "Trường Tiểu học Cẩm Hưng" }, PERSON);
    const letter = await begin();
    const print = async () => printCommendations(services, { edition: await edition(), which: { letterId: letter } });
    expect(await print()).toMatchObject({ ok: false, reason: "not_found" });
    await send(letter);
    expect(await print()).toMatchObject({ ok: false, reason: "not_found" });
    await sign(letter, { [unit ?? ""]: "07/2026" });
    const printed = await print();
    if (!printed.ok) throw new Error(printed.reason);
    const pages = await readPdf(printed.value);
    expect(pages.map(({ width, height }) => [Math.round(width), Math.round(height)])).toEqual([[842, 595], [842, 595]]);
    expect(pages[0]?.text).toContain("Trường Tiểu học Cẩm Hưng");
    for (const words of ["ỦY BAN NHÂN DÂN XÃ CẨM XUYÊN", "GIẤY KHEN", "Theo Quyết định số 345/QĐ-UBND ngày 21/11/2026", "Vào sổ số: 07/2026", "CHỦ TỊCH", "Phan Thị Hòa"]) expect(pages[0]?.text).toContain(words);
    expect(pages[1]?.text).toContain("Nguyễn Thị Kín");
    await storeAuthority(services, { ...act, input: { id: authorityId, version: 1, ...AUTHORITY, signerName: "Người mới" } });
    const again = await print();
    expect(again.ok && Buffer.from(again.value).equals(Buffer.from(printed.value))).toBe(true);
    const one = await printCommendations(services, { edition: await edition(), which: { ids: [person ?? ""] } });
    expect(one.ok && (await readPdf(one.value)).length).toBe(1);
    expect(await printCommendations(services, { edition: await edition(), which: { ids: ["x"] } })).toMatchObject({ ok: false, reason: "not_found" });
  });

  it("can lose and change people until it was sent, never after; a letter without anybody goes", async () => {
    const { propose, begin, send, act, row } = await stage();
    const [only] = await propose({ recipientKind: "ORGANISATION", name: "Hội Cựu chiến binh" });
    const change = async (id: string) => changeCommendation(services, { ...act, id, input: { version: (await row(id)).version, kind: "MERIT", recipientKind: "ORGANISATION", name: "Hội Cựu giáo chức", detail: "", grounds: "Thành tích khác", mayPublish: false, money: 0 } });
    const letter = await begin();
    expect(await change(only ?? "")).toEqual({ ok: true, value: null });
    expect(await takeOutOfLetter(services, { ...act, id: letter, input: { commendation: only ?? "" } })).toEqual({ ok: true, value: { isGone: true } });
    expect(await prisma.commendationLetter.count({ where: { id: letter } })).toBe(0);
    const next = await begin();
    expect(await send(next)).toMatchObject({ ok: true });
    expect(await change(only ?? "")).toMatchObject({ ok: false, reason: "letter_sent" });
    expect(await takeOutOfLetter(services, { ...act, id: next, input: { commendation: only ?? "" } })).toMatchObject({ ok: false, reason: "letter_sent" });
    expect(await changeLetter(services, { ...act, id: next, input: { version: 2, opening: "", signerTitle: "", signerName: "" } })).toMatchObject({ ok: false, reason: "letter_sent" });
  });

  it("is refused to other roles, other editions, stale versions and days that have not come", async () => {
    const { propose, begin, act, contest, row } = await stage();
    const other = await stage();
    const [id] = await propose({ recipientKind: "ORGANISATION", name: "Hội Phụ nữ" });
    const letter = await begin();
    const input = { version: 1, number: "1/TTr", date: "2027-01-01" };
    expect(await sendLetter(services, { ...act, id: letter, input })).toMatchObject({ ok: false, reason: "date_in_future" });
    expect(await sendLetter(services, { ...act, id: letter, input: { ...input, date: "2020-01-01" } })).toMatchObject({ ok: false, reason: "date_too_early" });
    expect(await sendLetter(services, { ...act, id: letter, input: { ...input, version: 9, date: "2026-11-20" } })).toMatchObject({ ok: false, reason: "version_conflict" });
    expect(await sendLetter(services, { ...act, actor: contest.organiser, id: letter, input })).toMatchObject({ ok: false, reason: "forbidden" });
    expect(await sendLetter(services, { ...other.act, id: letter, input })).toMatchObject({ ok: false, reason: "not_found" });
    expect(await sendLetter(services, { ...act, id: letter, input: { ...input, date: "2026-11-20" } })).toMatchObject({ ok: true });
    const decision = { version: 2, decisionNumber: "345/QĐ-UBND", books: {} };
    expect(await signLetter(services, { ...act, id: letter, input: { ...decision, decisionDate: "1999-01-01" } })).toMatchObject({ ok: false, reason: "date_too_early" });
    expect(await signLetter(services, { ...act, id: letter, input: { ...decision, decisionDate: "2026-11-23" } })).toMatchObject({ ok: false, reason: "date_in_future" });
    expect(await dropCommendation(services, { ...act, id: id ?? "", input: { version: (await row(id ?? "")).version + 1, reason: "Không còn đề nghị" } })).toMatchObject({ ok: false, reason: "version_conflict" });
    expect(await dropCommendation(services, { ...act, id: "x", input: { version: 1, reason: "Không còn đề nghị" } })).toMatchObject({ ok: false, reason: "not_found" });
  });
});

describe("lists", () => {
  it("suggest units and supervisors of a published result only", async () => {
    const { contest, edition } = await stage({ published: false });
    const school = await makeUnit(services);
    await prisma.entryVersion.updateMany({ where: { entryId: contest.entries[0]?.id ?? "" }, data: { unitId: school.id, supervisorName: "Cô Hoàng Thị Dạy", supervisorUnitName: school.name } });
    expect((await proposalView(services, { edition: await edition(), chosen: [] })).suggestions).toEqual([]);
    await leadTo(services, contest, "PUBLISHED");
    const { suggestions } = await proposalView(services, { edition: await edition(), chosen: [] });
    expect(suggestions.map(({ kind, name, awarded }) => [kind, name, awarded])).toEqual([["UNIT", school.name, 1], ["SUPERVISOR", "Cô Hoàng Thị Dạy", 1]]);
    const { rows } = await proposalView(services, { edition: await edition(), chosen: suggestions.map(({ key }) => key) });
    expect(rows.map(({ recipientKind, name }) => [recipientKind, name]).slice(0, 2)).toEqual([["COLLECTIVE", school.name], ["PERSON", "Cô Hoàng Thị Dạy"]]);
  });

  it("take as many statements for one as for three, and page", async () => {
    const { propose, begin, send, sign, publish, contest, edition } = await stage();
    const staff = async () => {
      const current = await edition();
      return (await countStatements(services.db.pool, () => commendationsView(services, { actor: contest.secretary, edition: current, phase: "PUBLISHED", search: "", state: null, page: 1 }))).count;
    };
    const everybody = async () => (await countStatements(services.db.pool, () => publicCommendationsPage(services, { now: clock.now(), year: null, search: "", page: 1 }))).count;
    const all = async () => {
      const letter = await begin();
      await send(letter);
      await sign(letter);
      await publish(letter);
    };
    await propose({ recipientKind: "ORGANISATION", name: "Hội trang một" });
    await all();
    const one = [await staff(), await everybody()];
    await propose({ recipientKind: "ORGANISATION", name: "Hội trang hai" }, { recipientKind: "ORGANISATION", name: "Hội trang ba" });
    await all();
    expect([await staff(), await everybody()]).toEqual(one);
    expect(one[1]).toBe(2);
    const second = await publicCommendations(services.db, { now: clock.now(), year: 2026, search: "Hội trang", page: 2, pageSize: 2 });
    expect([second.total, second.rows.length, second.page]).toEqual([3, 1, 2]);
    expect((await publicCommendations(services.db, { now: clock.now(), year: 2026, search: "Hội trang", page: 99, pageSize: 2 })).rows).toEqual(second.rows);
    expect((await commendationYears(services.db, clock.now())).map(({ year }) => year)).toEqual([2026]);
  });
});

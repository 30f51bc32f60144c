import mammoth from "mammoth";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/access/roles";
import { ownEntryPaper, type PrintedPaper, staffEntryPaper } from "~/features/documents/entry-papers.server";
import { makeEdition, type MadeEdition } from "../../../factories/editions";
import { makeEntry } from "../../../factories/entries";
import { makeUser } from "../../../factories/people";
import { pdfBytesOf, pictureBytes, storeBytes } from "../../../factories/paper-files";
import { pictureOf, readPdf } from "../../../support/read-pdf";
import { testServices, type TestServices } from "../../../support/services";
import { countStatements } from "../../../support/statements";

let test: TestServices;
let technical: MadeEdition;
let youth: MadeEdition;
let owner: Actor;

beforeAll(async () => {
  test = await testServices();
  technical = await makeEdition(test.services, { phase: "OPEN", kind: "TECHNICAL" });
  youth = await makeEdition(test.services, { phase: "OPEN", kind: "YOUTH", number: 18 });
  owner = await makeUser(test.services);
});
afterAll(() => test.close());

const ask = (actor: Actor, entryId: string, file: string, ofDraft = false) => ownEntryPaper(test.services, { actor, entryId, file, ofDraft, locale: "vi", now: test.clock.now() });

async function paperOf(actor: Actor, entryId: string, file: string, ofDraft = false): Promise<PrintedPaper> {
  const paper = await ask(actor, entryId, file, ofDraft);
  if (!paper.ok) throw new Error(paper.reason);
  return paper.value;
}

const textOf = async (actor: Actor, entryId: string, file: string, ofDraft = false) => (await readPdf((await paperOf(actor, entryId, file, ofDraft)).data)).map((page) => page.text).join("\n");

describe("the registration form", () => {
  it("holds all that the form of the contest asks, in its order, with places to sign", async () => {
    const { id } = await makeEntry(test.services, technical.edition, {
      owner,
      state: "SUBMITTED",
      title: "Máy gieo lạc đẩy tay hai hàng",
      supervisorName: "Phan Thị Hướng Dẫn",
      authors: [
        { fullName: "Trần Văn Chủ Nhiệm", birthDate: "1980-02-09", phone: "+84912345678", email: "chunhiem@example.test", isChief: true, shareHundredths: 6000 },
        { fullName: "Lê Thị Đồng Hành", birthDate: "1985-11-30", shareHundredths: 4000 },
      ],
    });
    const text = await textOf(owner, id, "phieu-dang-ky.pdf");
    const order = [
      "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
      "PHIẾU ĐĂNG KÝ DỰ THI",
      technical.edition.title,
      "Mã số:",
      "Ngày nhận:",
      "1. Tên giải pháp: Máy gieo lạc đẩy tay hai hàng",
      "2. Lĩnh vực dự thi:",
      "3. Tháng, năm tạo ra: 03/2026",
      "4. Nơi áp dụng lần đầu: ……",
      "5. Chủ sở hữu: Nhóm tác giả",
      "Người đại diện: Trần Văn Chủ Nhiệm",
      "6. Tác giả, đồng tác giả:",
      "Trần Văn Chủ Nhiệm (Tác giả chính)",
      "09/02/1980",
      "60 %",
      "Lê Thị Đồng Hành",
      "30/11/1985",
      "40 %",
      "7. Giáo viên, người hướng dẫn: Phan Thị Hướng Dẫn",
      "8. Cam đoan:",
      "9. Giấy tờ kèm theo:",
      "Bản mô tả giải pháp",
      "XÁC NHẬN CỦA ĐƠN VỊ",
      "(Ký, ghi rõ họ tên, đóng dấu)",
      "ĐẠI DIỆN",
      "NHÓM TÁC GIẢ",
    ];
    const places = order.map((part) => text.indexOf(part));
    expect(order.filter((_, index) => (places[index] ?? -1) < 0)).toEqual([]);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(text).not.toContain("NGƯỜI GIÁM HỘ");
  });

  it("has a place for the guardian where an author is a child, and says the same in Word", async () => {
    const { id, code } = await makeEntry(test.services, youth.edition, { owner, state: "SUBMITTED", authors: [{ fullName: "Nguyễn Gia Hân", birthDate: "2014-05-20", guardianName: "Nguyễn Văn Bố" }] });
    const text = await textOf(owner, id, "phieu-dang-ky.pdf");
    const word = await paperOf(owner, id, "phieu-dang-ky.docx");
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(word.data) });
    expect(word.name).toBe(`${code}-phieu-dang-ky.docx`);
    for (const written of [text, value]) {
      expect(["NGƯỜI GIÁM HỘ", "XÁC NHẬN CỦA NHÀ", "Giám hộ: Nguyễn Văn Bố", "1. Tên mô hình, sản phẩm:", "TÁC GIẢ"].filter((part) => !written.includes(part))).toEqual([]);
    }
  });

  it("takes names of 120 characters, 12 authors, decomposed letters and emoji, and an empty draft", async () => {
    const long = "Nguyễn Thị ".concat("Hoàng ".repeat(20)).slice(0, 119).trimEnd();
    const authors = Array.from({ length: 12 }, (_, index) => ({ fullName: index === 0 ? long.normalize("NFD") : `Tác giả ${index + 1} 😀`, birthDate: "1990-01-01", email: `tacgia.rat.dai.so.${index}@truong-trung-hoc-co-so.example.test` }));
    const { id } = await makeEntry(test.services, technical.edition, { owner, state: "SUBMITTED", title: "Ê".repeat(200), authors });
    const text = (await textOf(owner, id, "phieu-dang-ky.pdf")).replaceAll(/\s/gu, "");
    expect(authors.filter(({ fullName, email }) => !text.includes(fullName.normalize("NFC").replaceAll(" ", "")) || !text.includes(email)).map(({ email }) => email)).toEqual([]);
    const empty = await test.services.db.prisma.entry.create({ data: { editionId: technical.edition.id, ownerId: owner.userId, versions: { create: { number: 1 } } } });
    expect(await textOf(owner, empty.id, "phieu-dang-ky.pdf")).toContain("1. Tên giải pháp: ……");
  });
});

describe("drafts", () => {
  it("say so on every page; the submitted version doesn't", async () => {
    const draft = await makeEntry(test.services, technical.edition, { owner, summary: "Tóm tắt dài. ".repeat(900) });
    const pages = await readPdf((await paperOf(owner, draft.id, "ho-so.pdf")).data);
    expect(pages.length).toBeGreaterThan(3);
    expect(pages.filter((page) => !page.text.includes("BẢN NHÁP"))).toEqual([]);
    expect((await paperOf(owner, draft.id, "phieu-dang-ky.pdf")).name).toBe("phieu-dang-ky-nhap.pdf");
    const submitted = await makeEntry(test.services, technical.edition, { owner, state: "SUBMITTED" });
    expect(await textOf(owner, submitted.id, "ho-so.pdf")).not.toContain("BẢN NHÁP");
  });

  it("beside a submitted version are printed on demand", async () => {
    const { id } = await makeEntry(test.services, technical.edition, { owner, state: "SUBMITTED", title: "Bản đã nộp" });
    expect(await ask(owner, id, "phieu-dang-ky.pdf", true)).toMatchObject({ ok: false, reason: "not_found" });
    await test.services.db.prisma.entryVersion.create({ data: { entryId: id, number: 2, state: "DRAFT", title: "Bản đang sửa" } });
    expect(await textOf(owner, id, "phieu-dang-ky.pdf")).toContain("Tên giải pháp: Bản đã nộp");
    expect(await textOf(owner, id, "phieu-dang-ky.pdf", true)).toContain("Tên giải pháp: Bản đang sửa");
    expect(await ask(owner, id, "bien-nhan.pdf", true)).toMatchObject({ ok: false, reason: "not_found" });
  });
});

describe("the whole dossier", () => {
  it("holds form, description, list of files with hashes, photos and the pages of PDFs", async () => {
    const entry = await makeEntry(test.services, technical.edition, {
      owner,
      state: "SUBMITTED",
      summary: "Tóm tắt của giải pháp.",
      files: [
        { partKey: "photos", name: "anh-may.jpg", caption: "Máy trên ruộng" },
        { partKey: "fullText", name: "toan-van.pdf", family: "PDF" },
        { partKey: "fullText", name: "hong.pdf", family: "PDF" },
        { partKey: "photos", name: "cho-tep.jpg", isHere: false, sha256: "ab".repeat(32) },
      ],
    });
    await storeBytes(test.services, { entryId: entry.id, name: "anh-may.jpg" }, { family: "PHOTO", bytes: await pictureBytes("#ff0000"), variants: { CLEAN: await pictureBytes("#101010") } });
    await storeBytes(test.services, { entryId: entry.id, name: "toan-van.pdf" }, { family: "PDF", bytes: await pdfBytesOf(["full text one", "full text two"]), pages: 2 });
    await storeBytes(test.services, { entryId: entry.id, name: "hong.pdf" }, { family: "PDF", bytes: Buffer.from("%PDF-1.7 broken"), pages: 1, variants: { FIRST_PAGE: await pictureBytes("#223344") } });
    const { data } = await paperOf(owner, entry.id, "ho-so.pdf");
    const pages = await readPdf(data);
    const whole = pages.map((page) => page.text).join("\n");
    expect(["BẢN MÔ TẢ GIẢI PHÁP", "Tóm tắt của giải pháp.", "Danh sách tệp kèm theo", "anh-may.jpg – Máy trên ruộng", "chờ tệp", "Hình 1. Máy trên ruộng"].filter((part) => !whole.includes(part))).toEqual([]);
    expect(whole.replaceAll(/\s/gu, "")).toContain("ab".repeat(32));
    expect(pages.slice(-3).map((page) => /Phụ lục \d: [a-z-]+\.pdf( – trang \d\/\d)?/u.exec(page.text)?.[0])).toEqual(["Phụ lục 2: hong.pdf", "Phụ lục 1: toan-van.pdf – trang 1/2", "Phụ lục 1: toan-van.pdf – trang 2/2"]);
    expect(pages.slice(-2).map((page) => /full text (one|two)/.exec(page.text)?.[1])).toEqual(["one", "two"]);
    const pictures = await pictureOf(data, pages.findIndex((page) => page.text.includes("Hình 1.")));
    expect([...pictures.data].filter((grey) => grey > 10 && grey < 24).length).toBeGreaterThan(1000);
  });

  it("is made with the same number of statements for one file and for five, and gives the same bytes again", async () => {
    const one = await makeEntry(test.services, technical.edition, { owner, state: "SUBMITTED", files: [{ partKey: "photos", name: "1.jpg" }] });
    const five = await makeEntry(test.services, technical.edition, { owner, state: "SUBMITTED", files: Array.from({ length: 5 }, (_, index) => ({ partKey: "photos", name: `${index}.jpg` })) });
    const first = await countStatements(test.services.db.pool, () => paperOf(owner, one.id, "ho-so.pdf"));
    const second = await countStatements(test.services.db.pool, () => paperOf(owner, five.id, "ho-so.pdf"));
    expect(first.count).toBeLessThanOrEqual(6);
    expect(second.count).toBe(first.count);
    expect(Buffer.compare((await paperOf(owner, five.id, "ho-so.pdf")).data, second.value.data)).toBe(0);
  });

  it("is printed with 200 kB in every part", async () => {
    const parts = { content: "Đoạn văn dài có dấu. ".repeat(9_000), novelty: "x".repeat(50_000) };
    const { id } = await makeEntry(test.services, technical.edition, { owner, parts });
    const pages = await readPdf((await paperOf(owner, id, "ho-so.pdf")).data);
    expect(pages.length).toBeGreaterThan(60);
  });
});

describe("who gets what", () => {
  it("a guardian gets the own child's contacts and no signed forms; others' stay away", async () => {
    const guardian = await makeUser(test.services);
    const { id } = await makeEntry(test.services, youth.edition, {
      owner,
      state: "SUBMITTED",
      authors: [
        { fullName: "Con Của Tôi", birthDate: "2014-05-20", phone: "+84911111111", guardianUserId: guardian.userId, guardianName: "Mẹ Của Tôi" },
        { fullName: "Bạn Của Con", birthDate: "2013-07-08", phone: "+84922222222", email: "ban@example.test", guardianName: "Bố Của Bạn", guardianPhone: "+84933333333" },
      ],
      files: [
        { partKey: "photos", name: "anh.jpg" },
        { partKey: "signedForm", name: "phieu-co-chu-ky.pdf", family: "PDF" },
      ],
    });
    const shown = await textOf(guardian, id, "ho-so.pdf");
    const secret = ["0922 222 222", "ban@example.test", "Bố Của Bạn", "0933 333 333", "08/07/2013", "phieu-co-chu-ky.pdf"];
    expect(secret.filter((part) => shown.includes(part))).toEqual([]);
    expect(["Con Của Tôi", "Bạn Của Con", "0911 111 111", "Mẹ Của Tôi", "20/05/2014", "anh.jpg"].filter((part) => !shown.includes(part))).toEqual([]);
    const all = await textOf(owner, id, "ho-so.pdf");
    expect(secret.filter((part) => !all.includes(part))).toEqual([]);
  });

  it("staff get submitted versions of their edition only, and each time is noted", async () => {
    const secretary = await makeUser(test.services, { role: "SECRETARY", editionId: technical.edition.id });
    const submitted = await makeEntry(test.services, technical.edition, { owner, state: "SUBMITTED" });
    const draft = await makeEntry(test.services, technical.edition, { owner });
    const asStaff = (edition: { id: string }, entryId: string, file: string) => staffEntryPaper(test.services, { actor: secretary, edition, entryId, file, locale: "vi", now: test.clock.now() });
    expect(await asStaff(technical.edition, submitted.id, "ho-so.pdf")).toMatchObject({ ok: true, value: { name: `${submitted.code}-ho-so.pdf`, mime: "application/pdf" } });
    expect([await asStaff(technical.edition, draft.id, "ho-so.pdf"), await asStaff(youth.edition, submitted.id, "ho-so.pdf"), await asStaff(technical.edition, submitted.id, "../ho-so.pdf"), await asStaff(technical.edition, "x", "ho-so.pdf")]).toEqual(Array.from({ length: 4 }, () => ({ ok: false, reason: "not_found" })));
    const seen = await test.services.db.prisma.accessLog.findMany({ where: { userId: secretary.userId } });
    expect(seen.map(({ entryId, what }) => ({ entryId, what }))).toEqual([{ entryId: submitted.id, what: "export" }]);
  });
});

describe("the receipt", () => {
  it("names code, moment, files here and to come, and carries the address as QR", async () => {
    const { id, code } = await makeEntry(test.services, technical.edition, { owner, state: "SUBMITTED", title: "Đèn bắt rầy", files: [{ partKey: "photos", name: "1.jpg" }, { partKey: "photos", name: "2.jpg", isHere: false }] });
    const paper = await paperOf(owner, id, "bien-nhan.pdf");
    const [page, ...more] = await readPdf(paper.data);
    expect({ name: paper.name, more }).toEqual({ name: `${code}-bien-nhan.pdf`, more: [] });
    expect([code ?? "?", "Đèn bắt rầy", "15:00 22/11/2026", "1 tệp đã nhận, còn chờ 1 tệp", "ngày 22 tháng 11 năm 2026"].filter((part) => !page?.text.includes(part))).toEqual([]);
  });

  it("is there for submitted entries only", async () => {
    const { id } = await makeEntry(test.services, technical.edition, { owner });
    expect(await ask(owner, id, "bien-nhan.pdf")).toEqual({ ok: false, reason: "not_found" });
  });
});

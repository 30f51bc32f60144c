import { describe, expect, it } from "vitest";
import { confirm, dayFromNow, follow, mainText, question, shownPath } from "./acts";
import { DESKTOP, fitsWidth, PHONE, useBrowser, type Visitor } from "./journey";

const visit = useBrowser();

const ENTRIES = "/ban-to-chuc/sang-tao-ky-thuat-14/bai-du-thi";
/** The one entry of the demo whose owner can sign in. */
const OWNED = { words: "gieo lac dia thay duoc theo giong", title: "Máy gieo lạc hai hàng đẩy tay có đĩa thay được theo giống" };

async function search({ page }: Visitor, words: string) {
  await page.locator("main input[name=q]").fill(words);
  await follow(page, () => page.locator("main form[method=get] button[type=submit]").click());
}

async function openFound({ page }: Visitor) {
  await follow(page, () => page.locator("main tbody th a").first().click());
}

/** An entry decided upon before is new again, whatever an earlier visit made of it. */
async function reopen({ page }: Visitor) {
  if ((await question(page, "reopen").count()) > 0) await confirm(page, "reopen");
}

/** Unfolds the form of a supplement and in it the place a remark is about, and writes it there. */
async function remarkOn({ page }: Visitor, place: string, text: string) {
  const asked = question(page, "supplement").first();
  await asked.locator("summary").first().click();
  const field = `[name="remark.${place}"]`;
  await asked.locator(`details:has(${field}) > summary`).click();
  await asked.locator(field).fill(text);
}

async function readOwnEntry(owner: Visitor): Promise<string> {
  await owner.open("/bai-du-thi");
  await follow(owner.page, () => owner.page.getByRole("link", { name: OWNED.title }).first().click());
  return mainText(owner.page);
}

describe.each([
  ["on a phone", PHONE],
  ["at a desk", DESKTOP],
])("a secretary %s screens", (_where, viewport) => {
  it("a new entry as qualified: it leaves the list of new ones", async () => {
    const secretary = await visit({ viewport, javaScript: false });
    const { page } = secretary;
    await secretary.signIn("thuky@demo.example");
    await secretary.open(`${ENTRIES}?loc=moi`);
    expect(await fitsWidth(page)).toBe(true);
    const title = await page.locator("main tbody th a").first().innerText();
    await openFound(secretary);
    expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe(title);
    expect(await fitsWidth(page)).toBe(true);
    await confirm(page, "qualify");
    await secretary.open(`${ENTRIES}?loc=moi`);
    expect(await page.locator("main tbody th a").allInnerTexts()).not.toContain(title);
    await secretary.open(`${ENTRIES}?loc=du-dieu-kien`);
    expect(await page.locator("main tbody th a").allInnerTexts()).toContain(title);
    expect(secretary.complaints).toEqual([]);
    await secretary.close();
  });

  it("what lacks something, and rejects it with a reason; its author reads both", async () => {
    const secretary = await visit({ viewport, javaScript: false });
    const author = await visit({ viewport, javaScript: false });
    await author.signIn("tacgia@demo.example");
    await secretary.signIn("thuky@demo.example");
    await secretary.open(ENTRIES);
    await search(secretary, OWNED.words);
    expect(await secretary.page.locator("main tbody th a").allInnerTexts()).toEqual([OWNED.title]);
    await openFound(secretary);
    await reopen(secretary);

    const due = dayFromNow(10);
    const remarks = "Cần thêm bản vẽ đĩa gieo và ảnh máy đang chạy.";
    const remark = "Tóm tắt chưa nêu bề rộng luống mà máy gieo được.";
    await remarkOn(secretary, "@summary", remark);
    expect(await fitsWidth(secretary.page)).toBe(true);
    await confirm(secretary.page, "supplement", { due, reason: remarks });
    expect(await mainText(secretary.page)).toContain(remark);
    const asked = await readOwnEntry(author);
    for (const said of [remarks, remark, due]) expect(asked).toContain(said);
    expect(await fitsWidth(author.page)).toBe(true);
    await follow(author.page, () => author.page.getByRole("link", { name: "Tóm tắt", exact: true }).click());
    expect(new URL(author.page.url()).hash).toBe("#summary");
    expect(await author.page.locator("form .notice").filter({ hasText: remark }).count()).toBe(1);
    expect(await fitsWidth(author.page)).toBe(true);

    const reason = "Giải pháp đã được giải ở hội thi lần trước.";
    await confirm(secretary.page, "reject", { reason });
    expect(await readOwnEntry(author)).toContain(reason);
    expect(await fitsWidth(author.page)).toBe(true);

    await reopen(secretary);
    await confirm(secretary.page, "qualify");
    expect(await readOwnEntry(author)).not.toContain(reason);
    expect([...secretary.complaints, ...author.complaints]).toEqual([]);
    await secretary.close();
    await author.close();
  });

  it("nothing by mistake: a day gone by is told at the field, the remarks stay as typed", async () => {
    const secretary = await visit({ viewport, javaScript: false });
    const { page } = secretary;
    await secretary.signIn("thuky@demo.example");
    await secretary.open(`${ENTRIES}?loc=moi`);
    await openFound(secretary);
    await confirm(page, "supplement", { due: "01/01/2020", reason: "Ảnh chưa rõ." });
    const form = question(page, "supplement");
    expect(await form.getAttribute("open")).not.toBeNull();
    expect(await form.locator("[name=due]").getAttribute("aria-invalid")).toBe("true");
    expect(await form.locator("[name=reason]").inputValue()).toBe("Ảnh chưa rõ.");
    await secretary.close();
  });
});

describe.each([
  ["on a phone", PHONE],
  ["at a desk", DESKTOP],
])("a secretary %s looks for duplicates", (_where, viewport) => {
  it("every entry is checked by itself and compared with all others; the list of pairs says so", async () => {
    const secretary = await visit({ viewport, javaScript: false });
    const { page } = secretary;
    await secretary.signIn("thuky@demo.example");
    await secretary.open(`${ENTRIES}?loc=moi`);
    await openFound(secretary);
    const checks = page.locator(".card").filter({ hasText: "Kiểm tra hồ sơ" });
    await checks.locator("summary").first().click();
    expect(await checks.innerText()).toContain("Trùng lặp với bài khác");
    expect(await fitsWidth(page)).toBe(true);
    await secretary.open("/ban-to-chuc/sang-tao-ky-thuat-14/trung-lap");
    expect(await mainText(page)).toContain("Chưa kết luận");
    expect(await fitsWidth(page)).toBe(true);
    expect(secretary.complaints).toEqual([]);
    await secretary.close();
  });
});

interface NewEdition {
  number: string;
  title: RegExp;
}

/** From the rules of the preset to a public page. */
async function createAndAnnounce(secretary: Visitor, { number, title }: NewEdition): Promise<string> {
  const { page } = secretary;
  await secretary.open("/ban-to-chuc/cuoc-thi-moi");
  expect(await fitsWidth(page)).toBe(true);
  await page.locator("input[name=kind][value=YOUTH]").check();
  await page.locator("input[name=number]").fill(number);
  await Promise.all([page.waitForURL((url) => !url.pathname.endsWith("/cuoc-thi-moi")), page.locator("main form button[type=submit]").click()]);
  const slug = new URL(page.url()).pathname.split("/")[2] ?? "";
  await secretary.open(`/ban-to-chuc/${slug}/phat-dong`);
  expect(await fitsWidth(page)).toBe(true);
  const stranger = await page.context().browser()?.newContext();
  const before = await stranger?.request.get(new URL(`/cuoc-thi/${slug}`, page.url()).href);
  expect(before?.status()).toBe(404);
  await confirm(page, "announce");
  const after = await stranger?.request.get(new URL(`/cuoc-thi/${slug}`, page.url()).href);
  expect(await after?.text()).toMatch(title);
  await stranger?.close();
  return slug;
}

async function extend(secretary: Visitor, slug: string, reason: string) {
  const { page } = secretary;
  await secretary.open(`/ban-to-chuc/${slug}/gia-han`);
  const to = `17:00 ${dayFromNow(150)}`;
  await page.locator("input[name=to]").fill(to);
  await page.locator("textarea[name=reason]").fill(reason);
  await follow(page, () => page.locator("main button[value=preview]").click());
  expect(await fitsWidth(page)).toBe(true);
  await follow(page, () => page.locator("main button[value=extend]").click());
  expect(await mainText(page)).toContain(reason);
  await secretary.open(`/cuoc-thi/${slug}`);
  expect(await mainText(page)).toContain(to);
}

async function inviteJudge(secretary: Visitor, slug: string, signInName: string): Promise<string> {
  const { page } = secretary;
  await secretary.open(`/ban-to-chuc/${slug}/thanh-vien`);
  await page.locator("select[name=role]").selectOption("JUDGE");
  await page.locator("#moi input[name=name]").fill("Trần Thị Chấm");
  await page.locator("#moi input[name=signInName]").fill(signInName);
  await follow(page, () => page.locator("main button[value=invite]").click());
  expect(await fitsWidth(page)).toBe(true);
  return shownPath(page, "/loi-moi");
}

describe.each([
  ["on a phone", PHONE, "41"],
  ["at a desk", DESKTOP, "42"],
])("a secretary %s prepares a new edition", (_where, viewport, number) => {
  it("from the preset of the youth contest, announces and extends it, and a judge joins by the link shown", async () => {
    const secretary = await visit({ viewport, javaScript: false });
    await secretary.signIn("thuky@demo.example");
    const slug = await createAndAnnounce(secretary, { number, title: new RegExp(`thanh thiếu niên.*lần thứ ${number}`) });
    await extend(secretary, slug, "Nhiều trường đề nghị thêm thời gian sau bão.");
    const path = await inviteJudge(secretary, slug, `giamkhao-moi-${number}@truong.example`);

    const judge = await visit({ viewport, javaScript: false });
    await judge.open(path);
    expect(await mainText(judge.page)).toContain("Giám khảo");
    expect(await fitsWidth(judge.page)).toBe(true);
    await judge.page.locator("main input[name=password]").fill("mot-mat-khau-dai");
    await Promise.all([judge.page.waitForURL("**/cham-thi"), judge.page.locator("main button[value=create]").click()]);
    expect(await judge.page.getByRole("heading", { level: 1 }).innerText()).toBe("Bài tôi chấm");
    expect(await fitsWidth(judge.page)).toBe(true);

    const second = await visit({ javaScript: false });
    expect((await second.page.goto(path))?.status()).toBe(410);
    await secretary.open(`/ban-to-chuc/${slug}/thanh-vien`);
    expect(await mainText(secretary.page)).toContain("Trần Thị Chấm");
    expect([...secretary.complaints, ...judge.complaints]).toEqual([]);
    for (const visitor of [secretary, judge, second]) await visitor.close();
  });
});

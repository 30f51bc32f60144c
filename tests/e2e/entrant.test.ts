import { describe, expect, it } from "vitest";
import { addPhoto, affirm, fillDescription } from "./dossier";
import { DESKTOP, fitsWidth, PHONE, useBrowser, type Visitor } from "./journey";

const visit = useBrowser();

const PASSWORD = "mot-mat-khau-dai";
let people = 0;

/** A telephone number nobody in the demo has. */
const newPhone = () => `09876543${String((people += 1)).padStart(2, "0")}`;

/** Presses the button of an act, and waits until the page it leads to has come. */
async function press({ page }: Visitor, intent: string) {
  await Promise.all([page.waitForEvent("load"), page.locator(`main button[name=intent][value=${intent}]`).last().click()]);
}

async function signUpByPhone(visitor: Visitor): Promise<string> {
  const phone = newPhone();
  await visitor.open("/dang-ky");
  await visitor.page.getByLabel("Họ và tên").fill("Nguyễn Văn Thử");
  await visitor.page.locator("input[name=signInName]").fill(phone);
  await visitor.page.locator("input[name=password]").fill(PASSWORD);
  await Promise.all([visitor.page.waitForURL((url) => !url.pathname.startsWith("/dang-ky")), visitor.page.locator("main form button[type=submit]").first().click()]);
  return phone;
}

async function beginEntry(visitor: Visitor) {
  await visitor.open("/bai-du-thi/moi/sang-tao-ky-thuat-14");
  await visitor.page.locator("input[name=as][value=author]").check();
  await Promise.all([visitor.page.waitForURL("**/sua/thong-tin"), visitor.page.locator("main form button[type=submit]").first().click()]);
}

async function fillBasics({ page }: Visitor, title: string) {
  await page.locator("#title").fill(title);
  await page.locator("#field").selectOption({ index: 1 });
  await page.locator("input[name=ownerKind][value=INDIVIDUAL]").check();
  await page.locator("#created").fill("03/2026");
  await page.locator("#unitName").fill("Trường THCS Đồng Nội");
}

async function fillAuthor({ page }: Visitor) {
  await page.locator("[id$=-fullName]").first().fill("Nguyễn Văn Thử");
  await page.locator("[id$=-birthDate]").first().fill("05/09/1985");
  await page.locator("[id$=-share]").first().fill("100");
  await page.locator("[id$=-unitName]").first().fill("Trường THCS Đồng Nội");
}

describe.each([
  ["on a phone without JavaScript", { viewport: PHONE, javaScript: false }],
  ["at a desk with JavaScript", { viewport: DESKTOP, javaScript: true }],
])("an entrant %s", (_where, options) => {
  it("signs up by telephone, files an entry with a draft on the way, submits, changes it, and withdraws", async () => {
    const visitor = await visit(options);
    const { page } = visitor;
    await signUpByPhone(visitor);
    await beginEntry(visitor);
    expect(await fitsWidth(page)).toBe(true);

    await fillBasics(visitor, "Máy gieo lạc thử nghiệm");
    await press(visitor, "save");
    expect(await page.locator("#title").inputValue()).toBe("Máy gieo lạc thử nghiệm");
    const entryPath = new URL(page.url()).pathname.replace(/\/sua\/.*/, "");

    await visitor.open("/bai-du-thi");
    expect(await page.locator("main").innerText()).toContain("Máy gieo lạc thử nghiệm");
    await visitor.open(`${entryPath}/sua/tac-gia`);
    await fillAuthor(visitor);
    expect(await fitsWidth(page)).toBe(true);
    await Promise.all([page.waitForURL("**/sua/mo-ta"), page.locator("button[name=intent][value=next]").click()]);
    await fillDescription(page, "Máy dùng khung thép hàn, một người đẩy, gieo hai hàng một lượt, thử trên hai sào ruộng.");
    expect(await fitsWidth(page)).toBe(true);
    await Promise.all([page.waitForURL("**/sua/tep"), page.locator("button[name=intent][value=next]").click()]);
    await addPhoto(page, options);
    expect(await fitsWidth(page)).toBe(true);
    await visitor.open(`${entryPath}/sua/dong-y`);

    const boxes = page.locator("main input[type=checkbox]");
    for (const box of await boxes.all()) expect(await box.isChecked()).toBe(false);
    await page.locator("input[name=takePart]").check();
    await page.locator("input[name=personName]").fill("Nguyễn Văn Thử");
    await Promise.all([page.waitForEvent("load"), page.locator("button[value=give]").click()]);

    await visitor.open(`${entryPath}/sua/nop`);
    expect(await fitsWidth(page)).toBe(true);
    await press(visitor, "submit");
    expect(await page.locator("#commitment-error").innerText()).toContain("cam đoan");
    await affirm(page);
    await Promise.all([page.waitForURL((url) => url.pathname === entryPath), page.locator("main form button[type=submit]").last().click()]);
    const receipt = await page.locator("main").innerText();
    expect(receipt).toMatch(/STKT-14-\d{4}/);

    await visitor.open(`${entryPath}/sua/thong-tin`);
    await page.locator("#title").fill("Máy gieo lạc thử nghiệm, bản sửa");
    await press(visitor, "save");
    await visitor.open(entryPath);
    expect(await page.locator("main").innerText()).toContain("Máy gieo lạc thử nghiệm");
    expect(visitor.complaints).toEqual([]);

    const withdraw = page.locator("details.confirm").filter({ hasText: "Rút bài" });
    await withdraw.locator("summary").click();
    await Promise.all([page.waitForEvent("load"), withdraw.locator("form button").last().click()]);
    expect(await page.locator("main").innerText()).toContain("rút");
    expect(visitor.complaints).toEqual([]);
    await visitor.close();
  });
});

it("a wrong field is told at the field and nothing typed is lost", async () => {
  const visitor = await visit({ viewport: PHONE, javaScript: false });
  await signUpByPhone(visitor);
  await beginEntry(visitor);
  const { page } = visitor;
  await fillBasics(visitor, "Tên giữ lại khi sai");
  await page.locator("#created").fill("13/2026");
  await press(visitor, "save");
  expect(await page.locator("#title").inputValue()).toBe("Tên giữ lại khi sai");
  expect(await page.locator("#created").inputValue()).toBe("13/2026");
  expect(await page.locator("#created").getAttribute("aria-invalid")).toBe("true");
  expect(visitor.complaints).toEqual([]);
  await visitor.close();
});

it("somebody else's entry does not exist", async () => {
  const owner = await visit();
  await signUpByPhone(owner);
  await beginEntry(owner);
  const path = new URL(owner.page.url()).pathname;
  const stranger = await visit();
  await signUpByPhone(stranger);
  expect((await stranger.page.goto(path))?.status()).toBe(404);
  await owner.close();
  await stranger.close();
});

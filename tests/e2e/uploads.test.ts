import { createHash, randomBytes } from "node:crypto";
import type { Locator, Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BadLine, openBadLine } from "../support/bad-line";
import { ourApp } from "../support/our-app";
import { DESKTOP, fitsWidth, PHONE, useBrowser, type Visitor } from "./journey";

const visit = useBrowser();

const PASSWORD = "mot-mat-khau-dai";
const MEGABYTE = 1024 * 1024;
const PART = "photos";
let line: BadLine;
let photo: Buffer;
let people = 0;

/** A photo no two bytes of which repeat, so that it cannot become smaller on its way. */
function bigPhoto(width: number, height: number): Promise<Buffer> {
  return sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } }).jpeg({ quality: 92 }).toBuffer();
}

beforeAll(async () => {
  photo = await bigPhoto(2400, 2000);
});
afterAll(() => line?.close());

/** Somebody new with a new entry, at the step of its files. */
async function entrant(visitor: Visitor): Promise<string> {
  const { page } = visitor;
  people += 1;
  await visitor.open("/dang-ky");
  await page.getByLabel("Họ và tên").fill("Nguyễn Văn Tệp");
  await page.locator("input[name=signInName]").fill(`09${createHash("sha256").update(`${process.pid}${people}${Date.now()}`).digest("hex").replace(/\D/g, "").slice(0, 8)}`);
  await page.locator("input[name=password]").fill(PASSWORD);
  await Promise.all([page.waitForURL((url) => !url.pathname.startsWith("/dang-ky")), page.locator("main form button[type=submit]").first().click()]);
  await visitor.open("/bai-du-thi/moi/sang-tao-ky-thuat-14");
  await page.locator("input[name=as][value=author]").check();
  await Promise.all([page.waitForURL("**/sua/thong-tin"), page.locator("main form button[type=submit]").first().click()]);
  return new URL(page.url()).pathname.replace("thong-tin", "tep");
}

const partOf = (page: Page): Locator => page.locator(`[data-part=${PART}]`);
const rows = (page: Page): Locator => partOf(page).locator("[data-file]");
const here = (page: Page): Locator => partOf(page).locator("[data-file][data-state=here]");
const pick = (page: Page, ...files: { name: string; mimeType: string; buffer: Buffer }[]) => page.locator(`#pick-${PART}`).setInputFiles(files);
const jpeg = (buffer = photo, name = "Ảnh máy gieo.jpg") => ({ name, mimeType: "image/jpeg", buffer });

/** The page of the step through a line that does what mobile networks do; the script is running. */
async function openBadly(page: Page, path: string): Promise<void> {
  line = await openBadLine(ourApp().url);
  page.on("dialog", (dialog) => void dialog.accept());
  await page.goto(line.origin + path);
  await page.locator("#files.has-script").waitFor();
}

async function percentShown(page: Page): Promise<number> {
  return page.locator(`[data-part=${PART}] progress`).evaluate((bar: HTMLProgressElement) => bar.value);
}

/** Waits until so much has been sent; counting the file before shows percentages, too. */
async function untilPercent(page: Page, least: number): Promise<void> {
  const sent = (text: string) => Number(/Đang tải lên: (\d+) %/.exec(text)?.[1] ?? 0);
  await expect.poll(() => partOf(page).innerText(), { interval: 50 }).toSatisfy((text: string) => sent(text) >= least);
}

describe("a photo from a phone on a bad line", () => {
  it("arrives in spite of two cuts, and nothing that was received is asked for again", async () => {
    const visitor = await visit({ viewport: PHONE });
    const { page } = visitor;
    await openBadly(page, await entrant(visitor));
    line.limit(MEGABYTE);
    line.cutAt(Math.round(photo.length * 0.3), Math.round(photo.length * 0.4));
    const before = line.sentBytes();
    await pick(page, jpeg());
    await here(page).waitFor();
    expect(await here(page).innerText()).toContain("Ảnh máy gieo.jpg");
    // After a cut Chromium repeats the request by itself before the page hears of it; the server hangs up on that within 0.7 s.
    const repeated = 2 * 0.8 * MEGABYTE;
    expect(line.sentBytes() - before).toBeLessThan(photo.length + repeated + 150_000);
    expect(await fitsWidth(page)).toBe(true);
    expect(await page.locator("#upload-news").innerText()).toContain("Đã tải xong");
    await visitor.close();
  });

  it("goes on after a reload once the same file is picked again, and says how much is there", async () => {
    const visitor = await visit({ viewport: PHONE });
    const { page } = visitor;
    await openBadly(page, await entrant(visitor));
    line.limit(MEGABYTE);
    const before = line.sentBytes();
    await pick(page, jpeg());
    // The page counts what the system took; so much has really left only a little later.
    await untilPercent(page, 85);
    await page.reload();
    await page.locator("#files.has-script").waitFor();
    const waiting = rows(page).locator("[data-waiting]");
    await expect.poll(() => waiting.innerText()).toMatch(/Chọn lại tệp “Ảnh máy gieo.jpg” để tải tiếp, đã có [1-9]\d? %/);
    line.limit(Infinity);
    await pick(page, jpeg());
    await here(page).waitFor();
    expect(await rows(page).count()).toBe(1);
    expect(line.sentBytes() - before).toBeLessThan(photo.length * 1.1 + 200_000);
    await visitor.close();
  });

  it("waits without a network, goes on by itself once it is back, and can be paused", async () => {
    const visitor = await visit({ viewport: PHONE });
    const { page } = visitor;
    await openBadly(page, await entrant(visitor));
    line.limit(MEGABYTE / 4);
    await pick(page, jpeg());
    await untilPercent(page, 15);
    await page.context().setOffline(true);
    line.cutAt(0);
    await page.getByText(/Mất mạng\. Sẽ tự tải tiếp/).first().waitFor();
    await page.context().setOffline(false);
    await untilPercent(page, 25);
    await page.getByRole("button", { name: /^Tạm dừng/ }).click();
    const paused = await percentShown(page);
    await page.waitForTimeout(1500);
    expect(await percentShown(page)).toBe(paused);
    await page.getByRole("button", { name: /^Tải tiếp/ }).press("Enter");
    line.limit(Infinity);
    await here(page).waitFor();
    await visitor.close();
  });

  it("is shrunk on the device where that is wished, and the smaller one is what arrives", async () => {
    const visitor = await visit({ viewport: PHONE });
    const { page } = visitor;
    await openBadly(page, await entrant(visitor));
    const big = await bigPhoto(3600, 2400);
    await page.getByLabel("Thu nhỏ ảnh trên máy này trước khi gửi").check();
    const before = line.sentBytes();
    await pick(page, jpeg(big, "IMG_0001.JPG"));
    await here(page).waitFor();
    expect(line.sentBytes() - before).toBeLessThan(big.length / 2);
    expect(Number(await here(page).getAttribute("data-size"))).toBeLessThan(big.length / 2);
    await visitor.close();
  });
});

describe("what cannot be taken", () => {
  it("is said before anything is sent, with what to do; other files go on", async () => {
    const visitor = await visit({ viewport: PHONE });
    const { page } = visitor;
    await openBadly(page, await entrant(visitor));
    const before = line.sentBytes();
    await pick(
      page,
      { name: "cài đặt.exe", mimeType: "application/octet-stream", buffer: Buffer.from("MZ") },
      { name: "rỗng.png", mimeType: "image/png", buffer: Buffer.alloc(0) },
      { name: "lớn.jpg", mimeType: "image/jpeg", buffer: Buffer.alloc(20 * MEGABYTE + 1) },
      jpeg(await bigPhoto(200, 200), "được.jpg"),
    );
    await here(page).waitFor();
    const told = await partOf(page).innerText();
    expect(told).toContain("cài đặt.exe: Mục này không nhận loại tệp đó.");
    expect(told).toContain("rỗng.png: Tệp rỗng");
    expect(told).toMatch(/lớn.jpg nặng .*lớn hơn mức 20 MB/);
    expect(line.sentBytes() - before).toBeLessThan(MEGABYTE);
    expect(await rows(page).count()).toBe(1);
    for (const button of await page.getByRole("button", { name: /^Đã hiểu/ }).all()) await button.click({ timeout: 2000 }).catch(() => undefined);
    expect(await fitsWidth(page)).toBe(true);
    await visitor.close();
  });

  it("a program that calls itself a picture is found out by its content when it is there", async () => {
    const visitor = await visit({ viewport: DESKTOP });
    const { page } = visitor;
    await openBadly(page, await entrant(visitor));
    await pick(page, jpeg(Buffer.concat([Buffer.from("MZ\u0090\0\u0003"), Buffer.alloc(5000, 7)]), "ảnh đẹp.jpg"));
    await partOf(page).locator("[data-file][data-state=refused]").waitFor();
    expect(await here(page).count()).toBe(0);
    expect(await partOf(page).locator(".field-error").first().innerText()).not.toBe("");
    await visitor.close();
  });
});

it("captions, order and removal work by keyboard without leaving the page", async () => {
  const visitor = await visit({ viewport: DESKTOP });
  const { page } = visitor;
  await openBadly(page, await entrant(visitor));
  await pick(page, jpeg(await bigPhoto(300, 200), "một.jpg"), jpeg(await bigPhoto(300, 200), "hai.jpg"));
  await expect.poll(() => here(page).count()).toBe(2);
  const first = rows(page).first();
  const firstName = (await first.getAttribute("data-name")) ?? "";
  await first.locator("summary").first().press("Enter");
  await first.locator("input[name=caption]").fill("Toàn cảnh máy");
  await first.locator("input[name=caption]").press("Enter");
  await page.getByText("Toàn cảnh máy").first().waitFor();
  await rows(page).first().locator("details").first().evaluate((details: HTMLDetailsElement) => (details.open = true));
  await rows(page).first().locator("button[value=down]").press("Enter");
  await expect.poll(() => rows(page).nth(1).getAttribute("data-name")).toBe(firstName);
  await rows(page).nth(1).locator("details").first().evaluate((details: HTMLDetailsElement) => (details.open = true));
  await rows(page).nth(1).locator("details.confirm summary").press("Enter");
  await rows(page).nth(1).locator("button[value=remove]").press("Enter");
  await expect.poll(() => rows(page).count()).toBe(1);
  expect(visitor.complaints).toEqual([]);
  await visitor.close();
});

describe("without JavaScript", () => {
  it("files are sent by the form, refused with words, ordered and removed", async () => {
    const visitor = await visit({ viewport: PHONE, javaScript: false });
    const { page } = visitor;
    const path = await entrant(visitor);
    await visitor.open(path);
    const send = async () => Promise.all([page.waitForEvent("load"), partOf(page).locator("form[data-pick] button[type=submit]").last().click()]);
    await pick(page, jpeg(await bigPhoto(300, 200), "một.jpg"), jpeg(await bigPhoto(300, 200), "hai.jpg"));
    await send();
    expect(await here(page).count()).toBe(2);
    await pick(page, { name: "x.svg", mimeType: "image/svg+xml", buffer: Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>") });
    await send();
    expect(await partOf(page).locator(".field-error").innerText()).toContain("x.svg: Mục này không nhận loại tệp đó.");
    expect(await here(page).count()).toBe(2);
    expect(await fitsWidth(page)).toBe(true);
    const first = rows(page).first();
    await first.locator("summary").first().click();
    await first.locator("details.confirm summary").click();
    await Promise.all([page.waitForEvent("load"), first.locator("button[value=remove]").click()]);
    expect(await here(page).count()).toBe(1);
    expect(visitor.complaints).toEqual([]);
    await visitor.close();
  });
});

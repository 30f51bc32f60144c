import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { afterAll, describe, expect, it } from "vitest";
import { readPdf } from "../support/read-pdf";
import { confirm, follow, mainText } from "./acts";
import { fitsWidth, PHONE, useBrowser, type Visitor } from "./journey";

const visit = useBrowser();
const folder = mkdtempSync(join(tmpdir(), "papers-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const EDITION = "sang-tao-thanh-thieu-nien-17";
const DESK = `/ban-to-chuc/${EDITION}/giay-to`;
const BASE = "Căn cứ Kế hoạch số 12/KH-UBND về hoạt động sáng tạo trẻ";

const fetched = async ({ page }: Visitor, address: string): Promise<Buffer> => (await page.request.get(address)).body();
const printed = async (visitor: Visitor, label: string): Promise<Buffer> => fetched(visitor, (await visitor.page.locator("main .card a", { hasText: label }).first().getAttribute("href")) ?? "");
const textOf = async (data: Buffer) => (await readPdf(data)).map(({ text }) => text).join("\n");

describe("the secretary's papers", () => {
  it("are worded, issued, scanned and printed again the same, on a telephone without scripts", async () => {
    const secretary = await visit({ viewport: PHONE, javaScript: false });
    const { page } = secretary;
    await secretary.signIn("thuky@demo.example");
    await secretary.open(DESK);
    expect(await fitsWidth(page)).toBe(true);
    await follow(page, () => page.getByRole("link", { name: "Quyết định về danh sách đủ điều kiện dự thi" }).click());
    expect(await fitsWidth(page)).toBe(true);

    const bases = page.locator("textarea[name=legalBases]");
    await bases.fill("");
    await follow(page, () => page.locator("button[value=words]").click());
    expect(await page.locator("[name=legalBases]").getAttribute("aria-invalid")).toBe("true");
    await page.locator("[name=legalBases]").fill(BASE);
    await page.locator("[name=signerName]").fill("Phan Thị Thu Hương");
    await follow(page, () => page.locator("button[value=words]").click());
    expect(await mainText(page)).toContain("Đã lưu lời văn.");
    expect(await page.locator(".paper-leaf").innerText()).toContain(BASE);
    const draft = await textOf(await printed(secretary, "Bản thảo PDF"));
    for (const part of [BASE, "Phan Thị Thu Hương", "ngày …"]) expect(draft).toContain(part);

    await confirm(page, "issue", { number: "mười" });
    expect(await mainText(page)).toContain("Số văn bản chưa đúng");
    await confirm(page, "issue", { number: "41", date: "05/08/2026" });
    expect(await mainText(page)).toContain("Đã ban hành.");
    const issued = await printed(secretary, "PDF");
    expect(await textOf(issued)).toMatch(/Số: 41\/QĐ-BTC[\s\S]*ngày 05 tháng 8 năm 2026/);

    const scan = join(folder, "ban-dong-dau.pdf");
    writeFileSync(scan, issued);
    await page.locator("details.more summary", { hasText: "Thêm bản quét" }).click();
    await page.setInputFiles("input[type=file]", scan);
    await follow(page, () => page.locator("button[value=scan]").click());
    expect(await mainText(page)).toContain("Đã lưu bản quét.");
    expect(Buffer.compare(await fetched(secretary, (await page.getByRole("link", { name: "Xem bản quét" }).getAttribute("href")) ?? ""), issued)).toBe(0);

    await page.locator("[name=legalBases]").fill("Căn cứ đã đổi về sau");
    await follow(page, () => page.locator("button[value=words]").click());
    expect(Buffer.compare(await printed(secretary, "PDF"), issued)).toBe(0);
    expect(await fitsWidth(page)).toBe(true);
    expect(secretary.complaints).toEqual([]);

    const stranger = await visit({ javaScript: false });
    for (const address of [page.url(), (await page.getByRole("link", { name: "Xem bản quét" }).getAttribute("href")) ?? ""]) {
      await stranger.page.goto(address);
      expect(new URL(stranger.page.url()).pathname).toBe("/dang-nhap");
    }
  });

  it("come all at once as an archive, with how far it is", async () => {
    const secretary = await visit();
    const { page } = secretary;
    await secretary.signIn("thuky@demo.example");
    await secretary.open(DESK);
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Tải tất cả (PDF)" }).click();
    await page.locator("[role=status][data-running]", { hasText: "trình duyệt đang tải tệp" }).waitFor({ timeout: 80_000 });
    const path = join(folder, "giay-to.zip");
    await (await download).saveAs(path);
    const names = Object.keys(unzipSync(new Uint8Array(readFileSync(path))));
    expect(names.some((name) => name.includes("Quyết định công nhận kết quả"))).toBe(true);
    expect(names.length).toBeGreaterThan(10);
    expect(secretary.complaints).toEqual([]);
  });
});

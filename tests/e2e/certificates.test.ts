import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import pg from "pg";
import { afterAll, describe, expect, it } from "vitest";
import { APP_DATABASE, APP_ROLE } from "~/platform/postgres/app-database.server";
import { placeIn } from "~/platform/postgres/place.server";
import { socketFolder } from "~/platform/postgres/socket.server";
import { ourApp } from "../support/our-app";
import { readPdf } from "../support/read-pdf";
import { confirm, follow, mainText } from "./acts";
import { fitsWidth, PHONE, useBrowser, type Visitor } from "./journey";

const visit = useBrowser();
const folder = mkdtempSync(join(tmpdir(), "certificates-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The book of the first edition of this secretary in which certificates can be issued. */
async function openBook({ page }: Visitor): Promise<void> {
  await page.goto("/ban-to-chuc");
  const links = await page.locator("main a[href^='/ban-to-chuc/']").evaluateAll((all) => all.map((link) => link.getAttribute("href")?.split("/")[2] ?? ""));
  for (const slug of new Set(links)) {
    await page.goto(`/ban-to-chuc/${slug}/chung-nhan`);
    if ((await page.locator("main button[value=issue]").count()) > 0) return;
  }
  throw new Error("no edition with a signed decision");
}

/** What the QR code on paper holds behind the address of its check page. */
async function signedPart(code: string): Promise<string> {
  const client = new pg.Client({ host: socketFolder(placeIn(ourApp().dataDir).cluster), user: APP_ROLE, database: APP_DATABASE });
  await client.connect();
  const { rows } = await client.query<{ signedText: string; signature: string }>(`SELECT "signedText", "signature" FROM "Certificate" WHERE "code" = $1`, [code]);
  await client.end();
  return `${Buffer.from(rows[0]?.signedText ?? "", "utf8").toString("base64url")}.${rows[0]?.signature ?? ""}`;
}

describe("certificates of a published edition", () => {
  it("are issued, printed, checked by anybody, issued anew, and checked from a file without the server", async () => {
    const secretary = await visit();
    const { page } = secretary;
    await secretary.signIn("thuky@demo.example");
    await openBook(secretary);
    await confirm(page, "issue");
    expect(await mainText(page)).toContain("Đã cấp.");
    const codes = await page.locator("main tbody a[href^='/chung-nhan/']").allInnerTexts();
    const [code = ""] = codes;
    const printed = await page.request.get((await page.locator("main a[data-progress]").getAttribute("href")) ?? "");
    const pages = await readPdf(await printed.body());
    expect(codes.map((one, index) => pages[index]?.text.includes(one))).toEqual(codes.map(() => true));

    const visitor = await visit({ viewport: PHONE, javaScript: false });
    await visitor.open("/chung-nhan");
    await visitor.page.getByLabel("Mã kiểm tra").fill(code.toLowerCase());
    await follow(visitor.page, () => visitor.page.locator("main button").click());
    expect(await mainText(visitor.page)).toContain("Giấy chứng nhận có hiệu lực");
    expect(await fitsWidth(visitor.page)).toBe(true);
    await visitor.open("/chung-nhan/0000-0000-0000-0000");
    expect(await mainText(visitor.page)).toContain("Không có giấy chứng nhận nào mang mã này");

    const row = page.locator("main tbody tr").filter({ hasText: code });
    const name = (await row.locator("th").innerText()).trim();
    await confirm(page, "correct", { name: `${name} Sửa`, reason: "Sai họ tên." }, row);
    await visitor.open(`/chung-nhan/${code}`);
    expect(await mainText(visitor.page)).toContain("đã được thay bằng giấy khác");
    expect([secretary.complaints, visitor.complaints]).toEqual([[], []]);

    const kept = join(folder, "kiem-tra.html");
    const file = await page.request.get("/chung-nhan/kiem-tra-ngoai-tuyen.html");
    expect(file.headers()["content-disposition"]).toContain("attachment");
    writeFileSync(kept, await file.body());
    const signed = await signedPart(code);
    const reader = await visit({ viewport: PHONE });
    await reader.page.context().setOffline(true);
    await reader.page.goto(pathToFileURL(kept).href);
    const answerTo = async (scanned: string) => {
      await reader.page.getByLabel("Nội dung mã QR").fill(scanned);
      await reader.page.locator("form[data-part=form] button").click();
      return reader.page.locator("[data-part=answer]");
    };
    await (await answerTo(`https://noi-cap.example/chung-nhan/${code}#${signed}`)).filter({ hasText: "Chữ ký đúng" }).waitFor();
    expect(await reader.page.locator("[data-part=facts]").innerText()).toContain(code);
    const [text = "", signature = ""] = signed.split(".");
    const forged = Buffer.from(Buffer.from(text, "base64url").toString("utf8").replace(code, "0000-0000-0000-0000"), "utf8").toString("base64url");
    await (await answerTo(`#${forged}.${signature}`)).filter({ hasText: "Chữ ký sai" }).waitFor();
    expect(await reader.page.locator("[data-part=facts]").innerText()).toBe("");
    await (await answerTo("https://example.com")).filter({ hasText: "không phải nội dung mã QR" }).waitFor();
    expect(reader.complaints).toEqual([]);
    for (const one of [secretary, visitor, reader]) await one.close();
  });
});

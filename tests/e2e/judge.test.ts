import { describe, expect, it } from "vitest";
import { DESKTOP, fitsWidth, PHONE, useBrowser } from "./journey";

const visit = useBrowser();

describe.each([
  ["on a phone", PHONE, "giamkhao2@demo.example"],
  ["at a desk", DESKTOP, "giamkhao3@demo.example"],
])("a judge %s", (_where, viewport, name) => {
  it("finds the own entries, saves a draft, is told what is wrong, and locks the sheet", async () => {
    const judge = await visit({ viewport, javaScript: false });
    const { page } = judge;
    await judge.signIn(name);
    await judge.open("/cham-thi");
    expect(await fitsWidth(page)).toBe(true);
    const open = page.locator("main a[href^='/cham-thi/']").filter({ hasNotText: "xxx" });
    const paths = await open.evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
    const sheet = await firstOpenSheet(paths, async (path) => {
      await judge.open(path);
      return page.locator("main input[inputmode=decimal]").count();
    });
    expect(sheet).not.toBeNull();
    expect(await fitsWidth(page)).toBe(true);

    const scores = page.locator("main input[inputmode=decimal]");
    const count = await scores.count();
    await scores.first().fill("9999");
    await Promise.all([page.waitForEvent("load"), page.locator("main button[value=save]").first().click()]);
    expect(await scores.first().inputValue()).toBe("9999");
    expect(await scores.first().getAttribute("aria-invalid")).toBe("true");

    for (let index = 0; index < count; index += 1) await scores.nth(index).fill("10,5");
    await Promise.all([page.waitForEvent("load"), page.locator("main button[value=save]").first().click()]);
    expect(await scores.first().inputValue()).toBe("10,5");

    await Promise.all([page.waitForURL("**khoa=1**"), page.locator("main button[value=review]").first().click()]);
    expect(await page.locator("main").innerText()).toContain("10,5");
    await Promise.all([page.waitForURL("**da=khoa**"), page.locator("main button[value=lock]").first().click()]);
    await judge.open(sheet ?? "");
    expect(await page.locator("main input[inputmode=decimal]").count()).toBe(0);
    expect(await page.locator("main").innerText()).toContain("10,5");
    expect(judge.complaints).toEqual([]);
    await judge.close();
  });
});

async function firstOpenSheet(paths: readonly string[], fieldsOf: (path: string) => Promise<number>): Promise<string | null> {
  for (const path of paths) if ((await fieldsOf(path)) > 0) return path;
  return null;
}

it("nobody reaches a sheet that is not theirs", async () => {
  const owner = await visit();
  await owner.signIn("giamkhao1@demo.example");
  await owner.open("/cham-thi");
  const path = await owner.page.locator("main a[href^='/cham-thi/']").first().getAttribute("href");
  const other = await visit();
  await other.signIn("giamkhao2@demo.example");
  expect((await other.page.goto(path ?? ""))?.status()).toBe(404);
  const visitor = await visit();
  await visitor.open(path ?? "");
  expect(new URL(visitor.page.url()).pathname).toBe("/dang-nhap");
});

import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { confirm, follow, mainText } from "./acts";
import { DESKTOP, fitsWidth, PHONE, useBrowser, type Visitor } from "./journey";

const visit = useBrowser();

const DESK = "/ban-to-chuc/sang-tao-thanh-thieu-nien-18";
const PLAN = `${DESK}/phan-cong/tu-dong?vong=PRELIM`;
const CODE = /TTNND-18-\d{4}/;

async function sheetsOf({ page }: Visitor): Promise<string[]> {
  await page.goto("/cham-thi");
  const links = await page.locator("main a[href^='/cham-thi/']").evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
  return [...new Set(links)];
}

/** The judge's first sheet in the wanted state, which is then open in the browser, with the code of its entry. */
async function firstSheet(judge: Visitor, isWanted: (page: Page) => Promise<boolean>): Promise<{ path: string; code: string }> {
  for (const path of await sheetsOf(judge)) {
    await judge.open(path);
    if (!(await isWanted(judge.page))) continue;
    const code = CODE.exec(await judge.page.getByRole("heading", { level: 1 }).innerText())?.[0];
    if (code) return { path, code };
  }
  throw new Error("the judge has no such sheet");
}

const scoreFields = (page: Page) => page.locator("main input[inputmode=decimal]");
const isOpen = async (page: Page) => (await scoreFields(page).count()) > 0;
/** A sheet that was opened again also tells when it was locked, beside its fields. */
const isLocked = async (page: Page) => !(await isOpen(page)) && /Phiếu đã khóa/.test(await mainText(page));

/** Has a plan of the round made and waits for it: the page shows how far it is until then. */
async function makePlan({ open, page }: Visitor): Promise<void> {
  await open(PLAN);
  expect(await fitsWidth(page)).toBe(true);
  await follow(page, () => page.getByRole("button", { name: /Lập (lại )?phương án/ }).click());
  await expect.poll(() => mainText(page)).not.toContain("Đang tìm phương án");
  expect(await fitsWidth(page)).toBe(true);
}

/** Who judges the entry by the plan on the page. */
async function plannedJudges(page: Page, code: string): Promise<string> {
  const details = page.locator("main details").filter({ hasText: "Xem từng bài" });
  if ((await details.getAttribute("open")) === null) await details.locator("summary").click();
  return details.locator("tbody tr").filter({ hasText: code }).locator("td").first().innerText();
}

describe.each([
  ["on a phone", PHONE, "giamkhao2@demo.example", "GK02"],
  ["at a desk", DESKTOP, "giamkhao3@demo.example", "GK03"],
])("a jury %s", (_where, viewport, judgeName, judgeCode) => {
  it("replaces a judge who declares a conflict by the plan of the assigner", async () => {
    const judge = await visit({ viewport, javaScript: false });
    await judge.signIn(judgeName);
    const { path, code } = await firstSheet(judge, isOpen);
    await judge.open(`${path}/xung-dot`);
    expect(await fitsWidth(judge.page)).toBe(true);
    await judge.page.locator("main textarea[name=reason]").fill("Học trò cũ của tôi.");
    await follow(judge.page, () => judge.page.locator("main form button[type=submit]").click());
    expect(await sheetsOf(judge)).not.toContain(path);

    const secretary = await visit({ viewport, javaScript: false });
    const { page } = secretary;
    await secretary.signIn("thuky@demo.example");
    await secretary.open(`${DESK}/xung-dot?q=${code}`);
    expect(await mainText(page)).toContain("Học trò cũ của tôi.");
    expect(await fitsWidth(page)).toBe(true);
    await makePlan(secretary);
    const planned = await plannedJudges(page, code);
    expect(planned).not.toContain(judgeCode);
    expect(planned.match(/GK\d{2}/g)).toHaveLength(3);
    await follow(page, () => page.getByRole("button", { name: "Áp dụng phương án này" }).click());
    expect(await mainText(page)).toMatch(/Đã phân công \d+ lượt/);

    await secretary.open(`${DESK}/phan-cong?vong=PRELIM&q=${code}`);
    const assigned = await page.locator("main tbody tr").filter({ hasText: code }).innerText();
    for (const who of planned.match(/GK\d{2}/g) ?? []) expect(assigned).toContain(who);
    expect(await fitsWidth(page)).toBe(true);
    await makePlan(secretary);
    expect(await mainText(page)).toContain("mọi bài đã đủ giám khảo");
    expect(await page.getByRole("button", { name: "Áp dụng phương án này" }).count()).toBe(0);
    expect([...judge.complaints, ...secretary.complaints]).toEqual([]);
    await judge.close();
    await secretary.close();
  });

  it("opens a locked sheet again only with a reason, and its judge goes on from the old scores", async () => {
    const judge = await visit({ viewport, javaScript: false });
    await judge.signIn("giamkhao1@demo.example");
    const { path, code } = await firstSheet(judge, isLocked);
    const assignment = path.split("/").at(-1) ?? "";

    const chair = await visit({ viewport, javaScript: false });
    await chair.signIn("chutich@demo.example");
    await chair.open(`${DESK}/tien-do?vong=PRELIM`);
    expect(await fitsWidth(chair.page)).toBe(true);
    await follow(chair.page, () => chair.page.locator("main a").filter({ hasText: code }).first().click());
    const sheet = chair.page.locator("main tbody tr").filter({ has: chair.page.locator(`input[value="${assignment}"]`) });
    await confirm(chair.page, "unlock", { reason: " " }, sheet);
    await judge.open(path);
    expect(await isLocked(judge.page)).toBe(true);
    await confirm(chair.page, "unlock", { reason: "Giám khảo cộng nhầm tiêu chí 2." }, sheet);
    expect(await sheet.count()).toBe(0);
    expect(await fitsWidth(chair.page)).toBe(true);

    await judge.open(path);
    expect(await isOpen(judge.page)).toBe(true);
    expect(await scoreFields(judge.page).first().inputValue()).toMatch(/^\d/);
    expect(await fitsWidth(judge.page)).toBe(true);
    expect([...judge.complaints, ...chair.complaints]).toEqual([]);
    await judge.close();
    await chair.close();
  });
});

it("for a judge there are no pages of those who assign, unlock and rank", async () => {
  const judge = await visit();
  await judge.signIn("giamkhao1@demo.example");
  for (const path of [PLAN, `${DESK}/phan-cong`, `${DESK}/tien-do`, `${DESK}/xep-hang`, `${DESK}/ket-qua`]) {
    expect((await judge.page.goto(path))?.status()).toBe(404);
  }
  await judge.close();
});

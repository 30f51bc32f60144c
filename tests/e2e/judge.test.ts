import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { follow, mainText } from "./acts";
import { DESKTOP, fitsWidth, PHONE, useBrowser } from "./journey";
import { type OfflineStage, stageForJudge } from "./offline-people";

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

describe("with the script of the page", () => {
  let stage: OfflineStage;
  beforeAll(async () => {
    stage = await stageForJudge(11);
  });
  afterAll(() => stage.close());

  const path = (index: number) => `/cham-thi/${stage.sheets[index] ?? ""}`;
  const scores = (page: Page) => page.locator("form[data-score-sheet] [data-score]");
  const state = (page: Page) => page.locator("[data-save-state]");
  const savedOnServer = (page: Page) => page.locator("[data-save-state][data-state=server]").waitFor();
  const focusedScore = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute("data-score") ?? null);
  const ids = (page: Page) => scores(page).evaluateAll((fields) => fields.map((field) => field.getAttribute("data-score") ?? ""));

  it("scores with the keyboard alone: steps, the next criterion, the part that belongs to it, the next entry and back", async () => {
    const judge = await visit({ viewport: DESKTOP });
    const { page } = judge;
    await judge.signIn(stage.email);
    await judge.open(path(0));
    const [first = "", second = ""] = await ids(page);
    for (let tab = 0; tab < 80 && (await focusedScore(page)) === null; tab += 1) await page.keyboard.press("Tab");
    expect(await focusedScore(page)).toBe(first);
    await page.keyboard.type("3");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowDown");
    const step = await stepOf(page, first);
    expect(Number((await scores(page).first().inputValue()).replace(",", "."))).toBeCloseTo(3 + step, 6);
    await page.keyboard.press("Enter");
    expect(await focusedScore(page)).toBe(second);
    const part = await page.locator(`[data-criterion="${second}"]`).getAttribute("data-part");
    if (part) expect(await page.locator(`[data-dossier-part="${part}"]`).getAttribute("data-current")).toBe("");
    await page.keyboard.type("2");
    await page.keyboard.press("Shift+Enter");
    expect(await focusedScore(page)).toBe(first);
    expect(await page.locator("[data-total]").innerText()).toMatch(/^5,|^[5-9]/);
    await savedOnServer(page);
    expect(await state(page).innerText()).toMatch(/Đã lưu trên máy chủ lúc \d\d:\d\d/);
    await Promise.all([page.waitForURL(`**${path(1)}`), page.keyboard.press("Alt+ArrowDown")]);
    await scores(page).first().focus();
    await Promise.all([page.waitForURL(`**${path(0)}`), page.keyboard.press("Alt+ArrowUp")]);
    expect(await scores(page).nth(1).inputValue()).toBe("2");
    expect((await stage.stored(stage.sheets[0] ?? ""))?.scores).toMatchObject({ [second]: 20_000 });

    await page.locator("details[data-keys] summary").click();
    await page.locator("[data-choice=keys]").uncheck();
    await scores(page).first().focus();
    const before = await scores(page).first().inputValue();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Alt+ArrowDown");
    expect(await scores(page).first().inputValue()).toBe(before);
    expect(new URL(page.url()).pathname).toBe(path(0));
    expect(judge.complaints).toEqual([]);
    await judge.close();
  });

  it("scores with thumbs: tabs, the number pad, and on to the next entry", async () => {
    const judge = await visit({ viewport: PHONE, touch: true });
    const { page } = judge;
    await judge.signIn(stage.email);
    await judge.open(path(2));
    expect(await page.locator(".sheet-rubric").isVisible()).toBe(false);
    await page.locator("[data-tab=score]").tap();
    expect([await page.locator(".sheet-rubric").isVisible(), await page.locator(".sheet-dossier").isVisible()]).toEqual([true, false]);
    const pad = page.locator("[data-pad]");
    const press = (key: string) => pad.locator(`[data-key="${key}"]`).tap();
    const [first = "", second = ""] = await ids(page);
    await scores(page).first().tap();
    expect(await pad.isVisible()).toBe(true);
    expect(await scores(page).first().getAttribute("inputmode")).toBe("none");
    for (const key of await pad.locator("[data-key]").all()) expect(await isThumbSized(key)).toBe(true);
    for (const key of ["1", "2", "back", "5"]) await press(key);
    expect(await scores(page).first().inputValue()).toBe("15");
    await press("less");
    await press("more");
    await press("next");
    expect(await focusedScore(page)).toBe(second);
    await press("max");
    const max = await maxOf(page, second);
    expect(await page.locator("[data-total]").innerText()).toBe(`${15 + max}`);
    expect(await fitsWidth(page)).toBe(true);
    await press("done");
    await pad.waitFor({ state: "hidden" });
    await savedOnServer(page);
    await follow(page, () => page.locator("button[value=next]").tap());
    expect(new URL(page.url()).pathname).toMatch(/^\/cham-thi\/[0-9a-f-]{36}$/);
    expect(new URL(page.url()).pathname).not.toBe(path(2));
    expect((await stage.stored(stage.sheets[2] ?? ""))?.scores).toEqual({ [first]: 150_000, [second]: max * 10_000 });

    await page.locator("[data-tab=score]").tap();
    await scores(page).first().tap();
    await press("system");
    expect([await pad.isVisible(), await scores(page).first().getAttribute("inputmode")]).toEqual([false, "decimal"]);
    expect(judge.complaints).toEqual([]);
    await judge.close();
  });

  it("keeps what is right beside what is wrong, and says at the field what is wrong", async () => {
    const judge = await visit({ viewport: DESKTOP });
    const { page } = judge;
    await judge.signIn(stage.email);
    await judge.open(path(3));
    const [first = "", second = ""] = await ids(page);
    await scores(page).nth(0).fill("9999");
    await scores(page).nth(1).fill("4");
    await page.locator("textarea[name=note]").fill("xem lại bản vẽ");
    await expect.poll(async () => (await stage.stored(stage.sheets[3] ?? ""))?.scores).toEqual({ [second]: 40_000 });
    const row = page.locator(`[data-criterion="${first}"]`);
    expect(await scores(page).nth(0).inputValue()).toBe("9999");
    expect(await scores(page).nth(0).getAttribute("aria-invalid")).toBe("true");
    expect(await row.locator("[data-fault]").first().innerText()).toContain("Điểm phải từ 0 đến");
    expect(await page.locator("[data-total]").innerText()).toBe("4");
    await scores(page).nth(0).fill("5");
    await savedOnServer(page);
    await expect.poll(() => row.locator("[data-fault]").first().isVisible()).toBe(false);
    await page.reload();
    expect(await Promise.all([0, 1].map((index) => scores(page).nth(index).inputValue()))).toEqual(["5", "4"]);
    expect(await page.locator("textarea[name=note]").inputValue()).toBe("xem lại bản vẽ");
    expect(judge.complaints).toEqual([]);
    await judge.close();
  });

  it("takes the answer to its own form for what the server holds: what is mended after it is saved, and no conflict is claimed", async () => {
    const judge = await visit({ viewport: DESKTOP });
    const { page } = judge;
    await judge.signIn(stage.email);
    await judge.open(path(8));
    const [first = "", second = "", third = ""] = await ids(page);
    const typeScore = async (index: number, text: string) => {
      await scores(page).nth(index).fill(text);
      await scores(page).nth(index).blur();
    };
    await typeScore(0, "2");
    await savedOnServer(page);
    await typeScore(1, "9999");
    await typeScore(2, "1");
    await page.locator("[data-save-state][data-state=faulty]").waitFor();
    expect(await state(page).innerText()).toContain("còn ô cần sửa");
    expect(await state(page).innerText()).not.toContain("chưa lên máy chủ");
    expect(await page.locator("[data-missing]").innerText()).toContain("cần sửa");
    const answer = page.waitForResponse((response) => response.request().method() === "POST" && response.request().isNavigationRequest());
    await follow(page, () => page.locator("button[value=next]").click());
    expect((await answer).status()).toBe(400);
    await page.locator("[data-save-state][data-state=faulty]").waitFor();
    await typeScore(1, "3");
    await savedOnServer(page);
    expect(await page.locator("[data-conflict]").innerText()).toBe("");
    expect(await mainText(page)).not.toContain("Đã lưu những ô đọc được");
    expect((await stage.stored(stage.sheets[8] ?? ""))?.scores).toEqual({ [first]: 20_000, [second]: 30_000, [third]: 10_000 });
    await judge.open(path(8));
    await savedOnServer(page);
    expect(await page.locator("[data-conflict]").innerText()).toBe("");
    await judge.close();
  });

  it("leads a click on locking to the first criterion that is wrong or missing, and says why", async () => {
    const judge = await visit({ viewport: PHONE, touch: true });
    const { page } = judge;
    await judge.signIn(stage.email);
    await judge.open(path(9));
    const [first = "", second = ""] = await ids(page);
    await page.locator("[data-tab=score]").tap();
    for (const field of await scores(page).all()) await field.fill("1");
    await scores(page).nth(0).fill("");
    await scores(page).nth(1).fill("9999");
    await page.locator("[data-save-state][data-state=faulty]").waitFor();
    const lock = page.locator("button[value=review]");
    const faultOf = (id: string) => page.locator(`[data-criterion="${id}"] [data-fault]`).first().innerText();
    expect(await lock.getAttribute("aria-disabled")).toBeNull();
    await page.locator("[data-tab=dossier]").tap();
    await lock.click();
    expect([await focusedScore(page), await faultOf(first)]).toEqual([first, "Chưa có điểm; cần đủ mọi tiêu chí mới khóa được"]);
    await scores(page).nth(0).fill("1");
    await scores(page).nth(0).blur();
    await lock.click();
    expect(await focusedScore(page)).toBe(second);
    expect(await faultOf(second)).toContain("Điểm phải từ 0 đến");
    await scores(page).nth(1).fill("2");
    await scores(page).nth(1).blur();
    await Promise.all([page.waitForURL("**khoa=1**"), lock.click()]);
    await Promise.all([page.waitForURL("**da=khoa**"), page.locator("main button[value=lock]").click()]);
    expect(judge.complaints).toEqual([]);
    await judge.close();
  });

  it("a click on locking right after the last key waits for the server and reads back what is stored", async () => {
    const judge = await visit({ viewport: DESKTOP });
    const { page } = judge;
    await judge.signIn(stage.email);
    await judge.open(path(7));
    for (const field of await scores(page).all()) {
      await field.focus();
      await page.keyboard.type("3");
    }
    await Promise.all([page.waitForURL("**khoa=1**"), page.locator("button[value=review]").click()]);
    const stored = Object.values((await stage.stored(stage.sheets[7] ?? ""))?.scores ?? {});
    expect(stored).toEqual(stored.map(() => 30_000));
    expect(await mainText(page)).toContain("Đọc lại trước khi khóa");
    await Promise.all([page.waitForURL("**da=khoa**"), page.locator("main button[value=lock]").click()]);
    expect(judge.complaints).toEqual([]);
    await judge.close();
  });

  it("a form sent while an older save is under way waits for it and keeps what was typed last", async () => {
    const judge = await visit({ viewport: DESKTOP });
    const { page } = judge;
    await judge.signIn(stage.email);
    await judge.open(path(6));
    let underWay = () => {};
    const started = new Promise<void>((resolve) => (underWay = resolve));
    await page.route("**/cham-thi/luu", async (route) => {
      underWay();
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      await route.continue();
    });
    const first = scores(page).first();
    await first.fill("2");
    await started;
    await first.fill("4");
    await Promise.all([page.waitForURL("**da=luu**"), page.locator("main button[value=save]").first().click()]);
    const [id = ""] = await ids(page);
    expect((await stage.stored(stage.sheets[6] ?? ""))?.scores[id]).toBe(40_000);
    expect(await mainText(page)).not.toContain("vừa được lưu ở nơi khác");
    expect(judge.complaints).toEqual([]);
    await judge.close();
  });

  it("a click on locking that was led to a wrong score instead sends nothing later by itself", async () => {
    const judge = await visit({ viewport: DESKTOP });
    const { page } = judge;
    await judge.signIn(stage.email);
    await judge.open(path(10));
    for (const field of await scores(page).all()) await field.fill("1");
    await scores(page).nth(1).fill("9999");
    await page.locator("[data-save-state][data-state=faulty]").waitFor();
    let underWay = () => {};
    const started = new Promise<void>((resolve) => (underWay = resolve));
    await page.route("**/cham-thi/luu", async (route) => {
      underWay();
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      await route.continue();
    });
    await scores(page).nth(0).fill("2");
    await started;
    await page.locator("button[value=review]").click();
    await scores(page).nth(1).fill("3");
    await savedOnServer(page);
    await page.waitForTimeout(500);
    expect(page.url()).not.toContain("khoa=1");
    await Promise.all([page.waitForURL("**khoa=1**"), page.locator("button[value=review]").click()]);
    await Promise.all([page.waitForURL("**da=khoa**"), page.locator("main button[value=lock]").click()]);
    expect(judge.complaints).toEqual([]);
    await judge.close();
  });

  it("warns on leaving only while something is saved nowhere", async () => {
    const judge = await visit({ viewport: DESKTOP });
    const { page } = judge;
    await page.addInitScript(() => Reflect.deleteProperty(window, "indexedDB") || Object.defineProperty(window, "indexedDB", { value: undefined }));
    await judge.signIn(stage.email);
    const asked: string[] = [];
    page.on("dialog", (dialog) => {
      asked.push(dialog.type());
      void dialog.accept();
    });
    await judge.open(path(4));
    await scores(page).first().focus();
    await page.keyboard.type("6");
    await savedOnServer(page);
    await judge.open("/cham-thi");
    expect(asked).toEqual([]);
    await judge.open(path(4));
    await page.route("**/cham-thi/luu", (route) => route.abort());
    await scores(page).first().focus();
    await page.keyboard.type("1");
    await page.keyboard.press("Tab");
    await judge.open("/cham-thi");
    expect(asked).toEqual(["beforeunload"]);
    await judge.close();
  });

  it("reads back all complete sheets and locks them together", async () => {
    const judge = await visit({ viewport: PHONE, javaScript: false });
    const { page } = judge;
    await judge.signIn(stage.email);
    for (const index of [5, 6]) {
      await judge.open(path(index));
      for (const field of await scores(page).all()) await field.fill(String(index));
      await follow(page, () => page.locator("main button[value=save]").click());
    }
    await judge.open("/cham-thi");
    await follow(page, () => page.locator("main a[href='/cham-thi/doc-lai']").click());
    expect(await fitsWidth(page)).toBe(true);
    expect(await page.locator("main input[name=phieu]").count()).toBe(2);
    await follow(page, () => page.locator("main button[value=lock]").click());
    expect(await mainText(page)).toContain("Đã khóa 2 phiếu");
    await judge.open(path(5));
    expect(await scores(page).count()).toBe(0);
    expect(judge.complaints).toEqual([]);
    await judge.close();
  });
});

/** Step and maximum of a criterion, as the page tells its script. */
async function criterionOf(page: Page, id: string): Promise<{ step: number; max: number }> {
  const data = JSON.parse((await page.locator("script[data-sheet]").textContent()) ?? "{}") as { criteria: { id: string; step: string; max: string }[] };
  const found = data.criteria.find((one) => one.id === id);
  if (!found) throw new Error(`no criterion ${id}`);
  return { step: Number(found.step), max: Number(found.max) };
}
const stepOf = async (page: Page, id: string) => (await criterionOf(page, id)).step;
const maxOf = async (page: Page, id: string) => (await criterionOf(page, id)).max;

async function isThumbSized(key: Locator): Promise<boolean> {
  const box = await key.boundingBox();
  return box !== null && box.height >= 44 && box.width >= 44;
}

it("a judge of two rounds finds each with its dates and progress, and past rounds as they were locked", async () => {
  const judge = await visit({ viewport: DESKTOP, javaScript: false });
  const { page } = judge;
  await judge.signIn("giamkhao1@demo.example");
  await judge.open("/cham-thi");
  const text = await mainText(page);
  for (const words of ["Vòng sơ khảo", "Vòng chung khảo", "Hạn khóa phiếu", "Đã hết hạn chấm"]) expect(text).toContain(words);
  const final = page.locator("main .card").filter({ hasText: "Vòng chung khảo" }).first();
  await final.locator("summary").click();
  await follow(page, () => final.locator("a[href^='/cham-thi/']").first().click());
  expect(await mainText(page)).toContain("Vòng chung khảo");
  expect(await page.locator("form[data-score-sheet]").count()).toBe(0);
  expect(judge.complaints).toEqual([]);
  await judge.close();
});

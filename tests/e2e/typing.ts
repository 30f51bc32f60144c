import type { BrowserContext, Page } from "playwright-core";
import { expect } from "vitest";
import { follow } from "./acts";
import { PHONE, type Visitor, type VisitOptions } from "./journey";

export const PASSWORD = "mot-mat-khau-dai";
export const TITLE = "Máy gieo lạc đẩy tay hai hàng";
let people = 0;

/** Somebody new with an account of their own; gives the telephone number they sign in with. */
export async function signUpByPhone(visitor: Visitor, name = "Nguyễn Văn Thử"): Promise<string> {
  const phone = `0976${String(Math.floor(Math.random() * 10_000)).padStart(4, "0")}${String((people += 1)).padStart(2, "0")}`;
  await visitor.open("/dang-ky");
  await visitor.page.getByLabel("Họ và tên").fill(name);
  await visitor.page.locator("input[name=signInName]").fill(phone);
  await visitor.page.locator("input[name=password]").fill(PASSWORD);
  await Promise.all([visitor.page.waitForURL((url) => !url.pathname.startsWith("/dang-ky")), visitor.page.locator("main form button[type=submit]").first().click()]);
  return phone;
}

/** Begins an entry of one's own and gives its path; stands in its first step. */
export async function beginEntry({ page, open }: Visitor): Promise<string> {
  await open("/bai-du-thi/moi/sang-tao-ky-thuat-14");
  await page.locator("input[name=as][value=author]").check();
  await Promise.all([page.waitForURL("**/sua/thong-tin"), page.locator("main form button[type=submit]").first().click()]);
  return new URL(page.url()).pathname.replace(/\/sua\/.*/, "");
}

/** Fills in the sign-in form that is on the page. */
export async function signInHere(page: Page, name: string, password = PASSWORD): Promise<void> {
  await page.locator("input[name=signInName]").fill(name);
  await page.locator("input[name=password]").fill(password);
  await follow(page, () => page.locator("main form:has(input[name=password]) button[type=submit]").first().click());
}

/** The line beside the save button. */
export const stateOf = (page: Page): Promise<string> => page.locator("[data-save-state]").innerText();

/** Waits until that line says so. */
export async function waitForState(page: Page, text: string): Promise<void> {
  await page.locator("[data-save-state]", { hasText: text }).waitFor();
}

/** Waits until what was typed has gone to the server while typing. */
export async function saved(page: Page, act: () => Promise<void>): Promise<void> {
  await Promise.all([page.waitForResponse((response) => response.url().includes("/tu-luu/") && response.status() === 200), act()]);
  await waitForState(page, "Đã lưu");
}

/** What the device keeps of typed texts: how many there are, and all bytes of them as text. */
export async function onDevice(page: Page): Promise<{ count: number; text: string }> {
  return page.evaluate(async () => {
    const asked = <Value>(request: IDBRequest<Value>) =>
      new Promise<Value>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    if (!(await indexedDB.databases()).some(({ name }) => name === "sangtao")) return { count: 0, text: "" };
    const database = await asked(indexedDB.open("sangtao"));
    const stored = database.objectStoreNames.contains("typed") ? ((await asked(database.transaction("typed").objectStore("typed").getAll())) as { data: ArrayBuffer | string }[]) : [];
    database.close();
    return { count: stored.length, text: stored.map(({ data }) => (typeof data === "string" ? data : new TextDecoder().decode(data))).join("\n") };
  });
}

/** An entrant at the first step of an entry just begun. */
export const beginner = (visit: (options?: VisitOptions) => Promise<Visitor>) => async (options: VisitOptions = { viewport: PHONE }) => {
  const visitor = await visit(options);
  const phone = await signUpByPhone(visitor);
  const path = await beginEntry(visitor);
  return { visitor, page: visitor.page, context: visitor.page.context(), phone, path, step: `${path}/sua/thong-tin` };
};

/** Nothing that is saved while typing reaches the server. */
export const cutAutosave = (context: BrowserContext) => context.route("**/tu-luu/**", (route) => route.abort());
/** As if the tab died on the spot: nothing leaves it any more, not even when it closes. */
export const killSending = (page: Page) => page.evaluate("window.fetch = () => new Promise(() => {})");
export const mendAutosave = (context: BrowserContext) => context.unroute("**/tu-luu/**");

/** Waits until the device keeps so many typed texts. */
export async function waitForDevice({ page }: Visitor, count: number): Promise<void> {
  await expect.poll(async () => (await onDevice(page)).count).toBe(count);
}

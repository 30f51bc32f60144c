import type { Locator, Page, Request } from "playwright-core";

/** Does what leads to another page, and waits until that page has come. */
export async function follow(page: Page, act: () => Promise<void>): Promise<void> {
  const waiting = new Set<Request>();
  const begin = (request: Request) => void waiting.add(request);
  const end = (request: Request) => void waiting.delete(request);
  page.on("request", begin).on("requestfinished", end).on("requestfailed", end);
  try {
    await Promise.all([page.waitForEvent("load"), act()]);
  } catch (cause) {
    const open = [...waiting].map((request) => `${request.method()} ${request.url()}`).join(", ") || "nothing";
    throw new Error(`no page came after an act on ${page.url()}; the browser waits for ${open}`, { cause });
  } finally {
    page.off("request", begin).off("requestfinished", end).off("requestfailed", end);
  }
}

/** The folded question in front of an act, by the act's name in the form. */
export function question(page: Page | Locator, intent: string): Locator {
  const button = `button[name=intent][value="${intent}"]`;
  return page.locator(`details.confirm:has(${button})`);
}

/** Unfolds the first question of that act, fills in what it asks and says yes. */
export async function confirm(page: Page, intent: string, answers: Readonly<Record<string, string>> = {}, within: Page | Locator = page): Promise<void> {
  const asked = question(within, intent).first();
  if ((await asked.getAttribute("open")) === null) await asked.locator("summary").first().click();
  for (const [name, text] of Object.entries(answers)) await asked.locator(`[name="${name}"]`).fill(text);
  await follow(page, () => asked.locator(`button[name=intent][value="${intent}"]`).click());
}

/** Text of the page's main part, without the frame around it. */
export function mainText(page: Page): Promise<string> {
  return page.locator("main").innerText();
}

/** The path of a link shown to be handed over; its origin may be another one than the browser's. */
export async function shownPath(page: Page, prefix: string): Promise<string> {
  const path = new RegExp(`${prefix}/[\\w-]+`).exec(await mainText(page))?.[0];
  if (!path) throw new Error(`no link to ${prefix} on ${page.url()}`);
  return path;
}

/** A day some days from now as people write it: 05/09/2026. */
export function dayFromNow(days: number): string {
  const day = new Date(Date.now() + days * 86_400_000);
  return new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Ho_Chi_Minh", day: "2-digit", month: "2-digit", year: "numeric" }).format(day);
}

import type { Locator } from "playwright-core";
import { confirm, follow } from "./acts";
import type { Visitor } from "./journey";

/** Opens a ranking meeting with so many of committee and jury present, and goes to its page. */
export async function openMeeting({ page }: Visitor, slug: string, present: number): Promise<void> {
  await page.goto(`/ban-to-chuc/${slug}/hop-xep-giai`);
  const seats = page.locator('main select[name^="seats["]');
  for (let nth = 0; nth < present; nth += 1) await seats.nth(nth).selectOption("present");
  await page.locator("main input[name=place]").fill("Phòng họp tầng hai");
  await follow(page, () => page.locator("main button[value=open]").click());
}

/** Fills in a show of hands and records it. */
export async function castVote({ page }: Visitor, form: Locator, hands: { present: number; inFavour: number; against: number }): Promise<void> {
  for (const [name, count] of Object.entries(hands)) await form.locator(`input[name=${name}]`).fill(String(count));
  await follow(page, () => form.locator("button[value=vote]").click());
}

/** The forms for questions of one kind on the page of a meeting. */
export const questions = ({ page }: Visitor, subject: string): Locator => page.locator(`main form:has(input[name=subject][value=${subject}])`);

/**
 * Where prize winners' sheets are too far apart, a meeting keeps their means, all in favour; without such entries nothing is done.
 * Stops at the page of the ranking.
 */
export async function settleSpreads(visitor: Visitor, slug: string): Promise<void> {
  const { page } = visitor;
  await page.goto(`/ban-to-chuc/${slug}/xep-hang`);
  if ((await page.locator(`main .notice a[href$="/thong-nhat-diem"]`).count()) === 0) return;
  await openMeeting(visitor, slug, 3);
  const form = questions(visitor, "SPREAD");
  for (const box of await form.locator("input[name=entries]").all()) await box.check();
  await castVote(visitor, form, { present: 3, inFavour: 3, against: 0 });
  await confirm(page, "close");
  await page.goto(`/ban-to-chuc/${slug}/xep-hang`);
}

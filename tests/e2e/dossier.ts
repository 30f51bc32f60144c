import type { Page } from "playwright-core";
import sharp from "sharp";
import { follow } from "./acts";

/** A photo as a phone takes it, small enough for a test. */
export function somePhoto(colour = "#3f7d4e"): Promise<Buffer> {
  return sharp({ create: { width: 320, height: 240, channels: 3, background: colour } }).composite([{ input: Buffer.from(`<svg width="200" height="120"><circle cx="90" cy="60" r="50" fill="#f2a900"/></svg>`) }]).jpeg().toBuffer();
}

/** Fills in every part of the step "Mô tả": texts, the first answer of each choice, a row of each table. */
export async function fillDescription(page: Page, text: string): Promise<void> {
  for (const area of await page.locator("main textarea").all()) await area.fill(text);
  const names = await page.locator("main input[type=radio]").evaluateAll((radios) => radios.map((radio) => (radio as HTMLInputElement).name));
  for (const name of new Set(names)) await page.locator(`main input[type=radio][name="${name}"]`).first().check();
  for (const cell of await page.locator('main [data-row="0"] input').all()) await cell.fill("Thép hộp 25 mm");
}

/** From the step of the files: one photo where one has to be, with or without a script, and on to the consents. */
export async function addPhoto(page: Page, { javaScript }: { javaScript: boolean }): Promise<void> {
  const photos = page.locator("[data-part=photos]");
  if (javaScript) await page.locator("#files.has-script").waitFor();
  await page.locator("#pick-photos").setInputFiles({ name: "Ảnh giải pháp.jpg", mimeType: "image/jpeg", buffer: await somePhoto() });
  if (!javaScript) await follow(page, () => photos.locator("form.pick-form button[type=submit]").click());
  await photos.locator("[data-file][data-state=here]").waitFor();
}

/** Ticks the commitment, which nobody has ticked before. */
export async function affirm(page: Page): Promise<void> {
  const box = page.locator("#commitment");
  if (await box.isChecked()) throw new Error("the commitment was ticked beforehand");
  await box.check();
}

import { describe, expect, it } from "vitest";
import { confirm, follow, mainText } from "./acts";
import { DESKTOP, fitsWidth, PHONE, useBrowser, type Visitor } from "./journey";

const visit = useBrowser();

const PUPIL = "Lê Minh Khôi";
const CODE = "TTNND-17-0044";
const RESULTS = "/cuoc-thi/sang-tao-thanh-thieu-nien-17/ket-qua";
/** Everywhere the name of an awarded pupil is public. */
const PUBLIC_PAGES = [RESULTS, `/giai-phap/${CODE}`, `${RESULTS}.json`, `${RESULTS}.csv`, `/tim-kiem?q=${CODE}`];

/** What the public reads, page by page, from a browser that has read it before. */
async function readPublic({ page }: Visitor): Promise<string[]> {
  const texts: string[] = [];
  for (const path of PUBLIC_PAGES) texts.push(await (await page.request.get(path)).text());
  return texts;
}

async function openConsents(guardian: Visitor) {
  await guardian.open("/bai-du-thi");
  const entry = guardian.page.locator("main section").filter({ hasText: CODE }).locator("a").first();
  await follow(guardian.page, () => entry.click());
  await follow(guardian.page, () => guardian.page.locator("main a[href$='/dong-y']").first().click());
}

describe.each([
  ["on a phone", PHONE],
  ["at a desk", DESKTOP],
])("a guardian %s", (_where, viewport) => {
  it("takes the name of the awarded pupil off the public pages at once, and gives it back", async () => {
    const public_ = await visit({ viewport, javaScript: false });
    for (const text of await readPublic(public_)) expect(text).toContain(PUPIL);

    const guardian = await visit({ viewport, javaScript: false });
    const { page } = guardian;
    await guardian.signIn("phuhuynh@demo.example");
    await openConsents(guardian);
    expect(await fitsWidth(page)).toBe(true);
    await confirm(page, "withdraw:PUBLISH_NAME");
    for (const text of await readPublic(public_)) {
      expect(text).not.toContain(PUPIL);
      expect(text).toContain(CODE);
    }
    await public_.open(`/giai-phap/${CODE}`);
    expect(await mainText(public_.page)).toContain(CODE);
    expect(await fitsWidth(public_.page)).toBe(true);

    await page.locator("main input[name=publishName]").check();
    await page.locator("main input[name=personName]").fill("Lê Văn Hưng");
    await page.locator("main input[name=relation]").fill("cha");
    await follow(page, () => page.locator("main button[value=give]").click());
    for (const text of await readPublic(public_)) expect(text).toContain(PUPIL);
    expect([...guardian.complaints, ...public_.complaints]).toEqual([]);
    await guardian.close();
    await public_.close();
  });
});

it("nothing agreed to on the guardian's page is ticked beforehand", async () => {
  const guardian = await visit({ viewport: PHONE, javaScript: false });
  await guardian.signIn("phuhuynh@demo.example");
  await openConsents(guardian);
  await confirm(guardian.page, "withdraw:PUBLISH_NAME");
  const box = guardian.page.locator("main input[name=publishName]");
  expect(await box.isChecked()).toBe(false);
  await box.check();
  await guardian.page.locator("main input[name=personName]").fill("Lê Văn Hưng");
  await guardian.page.locator("main input[name=relation]").fill("cha");
  await follow(guardian.page, () => guardian.page.locator("main button[value=give]").click());
  await guardian.close();
});

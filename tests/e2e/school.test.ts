import { describe, expect, it } from "vitest";
import { follow, mainText, shownPath } from "./acts";
import { addPhoto, affirm, fillDescription } from "./dossier";
import { DESKTOP, fitsWidth, PHONE, useBrowser, type Visitor } from "./journey";

const visit = useBrowser();

const PUPIL = "Phan Thị Mai Lan";
const GUARDIAN = "Phan Văn Bình";

async function fileFor(school: Visitor, title: string): Promise<string> {
  const { page } = school;
  await school.open("/bai-du-thi/moi/sang-tao-ky-thuat-14");
  await Promise.all([page.waitForURL("**/sua/thong-tin"), page.locator("main form button[type=submit]").first().click()]);
  const entryPath = new URL(page.url()).pathname.replace(/\/sua\/.*/, "");
  expect(await page.locator("#unitName").inputValue()).toBe("Trường THCS Đồng Nội");
  await page.locator("#title").fill(title);
  await page.locator("#field").selectOption({ index: 1 });
  await page.locator("input[name=ownerKind][value=INDIVIDUAL]").check();
  await page.locator("#created").fill("03/2026");
  expect(await fitsWidth(page)).toBe(true);
  await Promise.all([page.waitForURL("**/sua/tac-gia"), page.locator("button[name=intent][value=next]").click()]);
  await page.locator("[id$=-fullName]").first().fill(PUPIL);
  await page.locator("[id$=-birthDate]").first().fill("05/09/2012");
  await page.locator("[id$=-share]").first().fill("100");
  // Who must agree depends on the age: the guardian is asked for once the birth date is known.
  await follow(page, () => page.locator("main button[value=save]").last().click());
  await page.locator("[id$=-guardianName]").first().fill(GUARDIAN);
  await page.locator("[id$=-guardianPhone]").first().fill("0900000555");
  expect(await fitsWidth(page)).toBe(true);
  await Promise.all([page.waitForURL("**/sua/mo-ta"), page.locator("button[name=intent][value=next]").click()]);
  await fillDescription(page, "Thùng lọc ba ngăn bằng vật liệu ở nhà, đã dùng thử hai tháng ở bể nước của lớp.");
  await Promise.all([page.waitForURL("**/sua/tep"), page.locator("button[name=intent][value=next]").click()]);
  await addPhoto(page, { javaScript: false });
  return entryPath;
}

/** The link for one of those who must agree, as the school hands it over. */
async function makeLink({ page }: Visitor, party: "SELF" | "GUARDIAN"): Promise<string> {
  const form = page.locator("main form").filter({ has: page.locator(`input[name=party][value=${party}]`) });
  await follow(page, () => form.locator("button[value=link]").click());
  return shownPath(page, "/dong-y");
}

async function agree(visitor: Visitor, path: string, by: { name: string; relation?: string }) {
  const { page } = visitor;
  await visitor.open(path);
  expect(await mainText(page)).toContain(PUPIL);
  expect(await fitsWidth(page)).toBe(true);
  for (const box of await page.locator("main input[type=checkbox]").all()) expect(await box.isChecked()).toBe(false);
  const consent = page.locator("main form:has(button[value=give])");
  await consent.locator("input[name=takePart]").check();
  await consent.locator("input[name=personName]").fill(by.name);
  if (by.relation) await consent.locator("input[name=relation]").fill(by.relation);
  await follow(page, () => page.locator("main button[value=give]").click());
  expect(await mainText(page)).toContain(by.name);
}

describe.each([
  ["on a phone", PHONE],
  ["at a desk", DESKTOP],
])("a school %s", (where, viewport) => {
  it("files an entry for a pupil; guardian and pupil agree by links, without accounts; only then it can be submitted", async () => {
    const school = await visit({ viewport, javaScript: false });
    const { page } = school;
    await school.signIn("truong@demo.example");
    const entryPath = await fileFor(school, `Thùng lọc nước mưa của lớp, làm ${where}`);
    await school.open(`${entryPath}/sua/nop`);
    const submit = page.locator("main form[method=post] button[type=submit]");
    expect(await submit.count()).toBe(0);

    await school.open(`${entryPath}/sua/dong-y`);
    const forGuardian = await makeLink(school, "GUARDIAN");
    expect(await fitsWidth(page)).toBe(true);
    const guardian = await visit({ viewport, javaScript: false });
    await agree(guardian, forGuardian, { name: GUARDIAN, relation: "cha" });
    await school.open(`${entryPath}/sua/dong-y`);
    expect(await mainText(page)).toContain(GUARDIAN);
    const pupil = await visit({ viewport, javaScript: false });
    await agree(pupil, await makeLink(school, "SELF"), { name: PUPIL });

    await school.open(`${entryPath}/sua/nop`);
    await affirm(page);
    await Promise.all([page.waitForURL((url) => url.pathname === entryPath), submit.last().click()]);
    expect(await mainText(page)).toMatch(/STKT-14-\d{4}/);
    expect([...school.complaints, ...guardian.complaints, ...pupil.complaints]).toEqual([]);
    for (const visitor of [school, guardian, pupil]) await visitor.close();
  });
});

it("a link that was never made leads nowhere", async () => {
  const stranger = await visit();
  expect((await stranger.page.goto("/dong-y/khong-co-lien-ket-nao-nhu-the"))?.status()).toBe(404);
  await stranger.close();
});

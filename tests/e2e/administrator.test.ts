import { describe, expect, it } from "vitest";
import { follow, mainText, shownPath } from "./acts";
import { DESKTOP, fitsWidth, PHONE, useBrowser, type Visitor } from "./journey";

const visit = useBrowser();

const OLD = "mot-mat-khau-dai";
const NEW = "mat-khau-khac-han";
let people = 0;

/** Somebody with no e-mail address: the only way back in is a link handed over. */
async function signUpByPhone(visitor: Visitor, name: string): Promise<string> {
  const phone = `09876599${String((people += 1)).padStart(2, "0")}`;
  await visitor.open("/dang-ky");
  await visitor.page.getByLabel("Họ và tên").fill(name);
  await visitor.page.locator("input[name=signInName]").fill(phone);
  await visitor.page.locator("input[name=password]").fill(OLD);
  await Promise.all([visitor.page.waitForURL((url) => !url.pathname.startsWith("/dang-ky")), visitor.page.locator("main form button[type=submit]").first().click()]);
  return phone;
}

async function search({ page }: Visitor, words: string) {
  await page.locator("main input[name=q]").fill(words);
  await follow(page, () => page.locator("main form[method=get] button[type=submit]").click());
}

describe.each([
  ["on a phone", PHONE, "Nguyễn Thị Quên", "nguyen thi quen"],
  ["at a desk", DESKTOP, "Trần Văn Quên", "tran van quen"],
])("an administrator %s", (_where, viewport, name, words) => {
  it("finds somebody without typing the marks of the name, and hands over a link to a new password", async () => {
    const forgetful = await visit({ viewport, javaScript: false });
    const phone = await signUpByPhone(forgetful, name);

    const administrator = await visit({ viewport, javaScript: false });
    const { page } = administrator;
    await administrator.signIn("quantri@demo.example");
    await administrator.open("/ban-to-chuc/nguoi-dung");
    expect(await fitsWidth(page)).toBe(true);
    await search(administrator, words);
    const found = page.locator("main tbody a");
    expect(await found.allInnerTexts()).toEqual([name]);
    await follow(page, () => found.first().click());
    expect(await fitsWidth(page)).toBe(true);
    await follow(page, () => page.locator("main button[value=reset]").click());
    const path = await shownPath(page, "/dat-lai-mat-khau");
    await administrator.open(new URL(page.url()).pathname);
    expect(await mainText(page)).not.toContain("/dat-lai-mat-khau/");

    await forgetful.page.context().clearCookies();
    await forgetful.open(path);
    await forgetful.page.locator("input[name=password]").fill(NEW);
    await follow(forgetful.page, () => forgetful.page.locator("main form button[type=submit]").last().click());
    await forgetful.page.context().clearCookies();
    await forgetful.signIn(phone, NEW);
    expect(new URL(forgetful.page.url()).pathname).toBe("/bai-du-thi");
    expect([...administrator.complaints, ...forgetful.complaints]).toEqual([]);
    await administrator.close();
    await forgetful.close();
  });

  it("reads the letters that wait to be handed over, and what each says", async () => {
    const administrator = await visit({ viewport, javaScript: false });
    const { page } = administrator;
    await administrator.signIn("quantri@demo.example");
    await administrator.open("/ban-to-chuc/thu-di");
    expect(await fitsWidth(page)).toBe(true);
    const letters = page.locator("main tbody a");
    // Other journeys write letters, too: theirs may fill the first page.
    await search(administrator, "STKT-14");
    const receipt = (await letters.allInnerTexts()).find((subject) => /^Đã nhận bài dự thi STKT-14-\d{4}$/.test(subject)) ?? "no receipt waits";
    const code = receipt.split(" ").at(-1) ?? "";
    await search(administrator, code);
    expect(await letters.allInnerTexts()).toContain(receipt);
    await follow(page, () => letters.last().click());
    expect(await mainText(page)).toContain(code);
    expect(await fitsWidth(page)).toBe(true);
    expect(administrator.complaints).toEqual([]);
    await administrator.close();
  });
});

it("a secretary sees no accounts of the system", async () => {
  const secretary = await visit({ javaScript: false });
  await secretary.signIn("thuky@demo.example");
  await secretary.open("/ban-to-chuc");
  expect(await secretary.page.locator("main a[href='/ban-to-chuc/nguoi-dung']").count()).toBe(0);
  expect((await secretary.page.goto("/ban-to-chuc/nguoi-dung"))?.status()).toBe(403);
  expect(await mainText(secretary.page)).not.toContain("@demo.example");
  await secretary.close();
});

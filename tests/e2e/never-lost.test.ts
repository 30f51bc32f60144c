import type { BrowserContext, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { follow, mainText, shownPath } from "./acts";
import { DESKTOP, fitsWidth, PHONE, useBrowser, type Visitor } from "./journey";
import { beginEntry, onDevice, PASSWORD, saved, signInHere, signUpByPhone, stateOf, waitForState } from "./typing";

const visit = useBrowser();

const TITLE = "Máy gieo lạc đẩy tay hai hàng";

/** An entrant at the first step of an entry just begun. */
async function entrant(options: Parameters<typeof visit>[0] = { viewport: PHONE }) {
  const visitor = await visit(options);
  const phone = await signUpByPhone(visitor);
  const path = await beginEntry(visitor);
  return { visitor, page: visitor.page, context: visitor.page.context(), phone, path, step: `${path}/sua/thong-tin` };
}

/** Nothing that is saved while typing reaches the server. */
const cutAutosave = (context: BrowserContext) => context.route("**/tu-luu/**", (route) => route.abort());
/** As if the tab died on the spot: nothing leaves it any more, not even when it closes. */
const killSending = (page: Page) => page.evaluate("window.fetch = () => new Promise(() => {})");
const mendAutosave = (context: BrowserContext) => context.unroute("**/tu-luu/**");

describe("what was typed", () => {
  it("is saved without a button, and still there after a reload", async () => {
    const { visitor, page } = await entrant();
    await saved(page, () => page.locator("#title").fill(TITLE));
    await saved(page, () => page.locator("#field").selectOption({ index: 1 }).then(() => undefined));
    expect(await fitsWidth(page)).toBe(true);
    await page.reload();
    expect(await page.locator("#title").inputValue()).toBe(TITLE);
    expect(await page.locator("#field").inputValue()).not.toBe("");
    await waitForDevice(visitor, 0);
    expect(visitor.complaints).toEqual([]);
    await visitor.close();
  });

  it("is there after a reload in the middle of a word", async () => {
    const { visitor, page } = await entrant();
    await page.locator("#title").pressSequentially("Máy gi");
    await page.reload();
    await expect.poll(() => page.locator("#title").inputValue(), { timeout: 5_000 }).toBe("Máy gi");
    await waitForState(page, "Đã lưu");
    await page.reload();
    expect(await page.locator("#title").inputValue()).toBe("Máy gi");
    expect(visitor.complaints).toEqual([]);
    await visitor.close();
  });

  it("is there after a link and the back button, and what was saved elsewhere meanwhile is not hidden by it", async () => {
    const { visitor, page, context, step, phone } = await entrant();
    await page.locator("#title").fill(TITLE);
    await follow(page, () => page.locator(".work-bar a").first().click());
    await page.goBack();
    await expect.poll(() => page.locator("#title").inputValue(), { timeout: 5_000 }).toBe(TITLE);
    await waitForState(page, "Đã lưu");
    await follow(page, () => page.locator(".work-bar a").first().click());

    const elsewhere = await visit({ viewport: DESKTOP });
    await elsewhere.signIn(phone, PASSWORD);
    await elsewhere.open(step);
    await saved(elsewhere.page, () => elsewhere.page.locator("#title").fill("Tên mới hơn ở máy khác"));
    await page.goBack();
    await expect.poll(() => page.locator("#title").inputValue()).toBe("Tên mới hơn ở máy khác");
    expect([...visitor.complaints, ...elsewhere.complaints]).toEqual([]);
    await context.close();
    await elsewhere.close();
  });

  it("before the script was there is saved once it comes", async () => {
    const { visitor, page, context, step } = await entrant();
    let send = () => {};
    await context.route("**/assets/page-entry-form-*", (route) => {
      send = () => void route.continue();
    });
    await page.goto(step, { waitUntil: "commit" });
    await page.locator("#title").fill(TITLE);
    await page.locator("input[name=ownerKind][value=GROUP]").check();
    await saved(page, async () => send());
    await page.reload({ waitUntil: "commit" });
    expect(await page.locator("#title").inputValue()).toBe(TITLE);
    expect(await page.locator("input[name=ownerKind][value=GROUP]").isChecked()).toBe(true);
    send();
    expect(visitor.complaints).toEqual([]);
    await visitor.close();
  });

  it("survives a network that is cut and comes back, and says where it is", async () => {
    const { visitor, page, context } = await entrant();
    await context.setOffline(true);
    await page.locator("#title").fill(TITLE);
    await waitForState(page, "Mất mạng: đã giữ trên máy này");
    await page.locator("button[name=intent][value=save]").last().click();
    expect(await page.locator("#title").inputValue()).toBe(TITLE);
    await saved(page, () => context.setOffline(false));
    await page.reload();
    expect(await page.locator("#title").inputValue()).toBe(TITLE);
    await visitor.close();
  });

  it("survives a tab that is killed before anything was sent", async () => {
    const { visitor, page, context, step } = await entrant();
    await killSending(page);
    await page.locator("#title").fill(TITLE);
    await waitForDevice(visitor, 1);
    await page.close({ runBeforeUnload: false });
    const again = await context.newPage();
    await saved(again, async () => void (await again.goto(step)));
    expect(await again.locator("#title").inputValue()).toBe(TITLE);
    await expect.poll(async () => (await onDevice(again)).count).toBe(0);
    await visitor.close();
  });

  it("is shown beside what another device saved while the tab was dead", async () => {
    const { visitor, page, context, step, phone } = await entrant();
    await killSending(page);
    await page.locator("#title").fill("Gõ khi mất mạng");
    await waitForDevice(visitor, 1);
    await page.close({ runBeforeUnload: false });
    const elsewhere = await visit({ viewport: DESKTOP });
    await elsewhere.signIn(phone, PASSWORD);
    await elsewhere.open(step);
    await saved(elsewhere.page, () => elsewhere.page.locator("#title").fill("Lưu ở máy khác"));
    const again = await context.newPage();
    await again.goto(step);
    const block = again.locator('[data-conflict="title"]');
    await block.waitFor();
    expect(await block.innerText()).toContain("Gõ khi mất mạng");
    expect(await block.innerText()).toContain("Lưu ở máy khác");
    expect(await fitsWidth(again)).toBe(true);
    await saved(again, () => block.locator("button", { hasText: "Giữ bản kia" }).click());
    expect(await again.locator("#title").inputValue()).toBe("Lưu ở máy khác");
    await expect.poll(async () => (await onDevice(again)).count).toBe(0);
    await visitor.close();
    await elsewhere.close();
  });

  it("in two tabs comes together", async () => {
    const { visitor, page, context, step } = await entrant({ viewport: DESKTOP });
    const second = await context.newPage();
    await second.goto(step);
    await second.locator("#unitName").fill("Trường THCS Đồng Nội");
    await saved(page, () => page.locator("#title").fill(TITLE));
    await expect.poll(() => second.locator("#title").inputValue()).toBe(TITLE);
    await waitForState(second, "Đã lưu");
    await expect.poll(() => page.locator("#unitName").inputValue()).toBe("Trường THCS Đồng Nội");
    expect(await page.locator("[data-conflict]").count()).toBe(0);
    await page.reload();
    expect([await page.locator("#title").inputValue(), await page.locator("#unitName").inputValue()]).toEqual([TITLE, "Trường THCS Đồng Nội"]);
    expect(visitor.complaints).toEqual([]);
    await visitor.close();
  });
});

describe("a session that ended", () => {
  it("leads through signing in back to the field, with the text in it", async () => {
    const { visitor, page, context, phone } = await entrant();
    await context.clearCookies();
    await page.locator("#unitName").fill("Trường THCS Đồng Nội");
    await waitForState(page, "Phiên đăng nhập đã hết: đã giữ trên máy này");
    await follow(page, () => page.locator("[data-save-state] a").click());
    await signInHere(page, phone);
    await page.waitForURL("**/sua/thong-tin#unitName");
    await expect.poll(() => page.locator("#unitName").inputValue()).toBe("Trường THCS Đồng Nội");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("unitName");
    await waitForState(page, "Đã lưu");
    expect(visitor.complaints).toEqual([]);
    await visitor.close();
  });

  it("without JavaScript is signed in again on the page that holds the text; a wrong password loses nothing", async () => {
    const { visitor, page, context, phone } = await entrant({ viewport: PHONE, javaScript: false });
    await page.locator("#title").fill(TITLE);
    await context.clearCookies();
    await follow(page, () => page.locator("button[name=intent][value=next]").click());
    expect(await mainText(page)).toContain("Đăng nhập lại để lưu");
    expect(await fitsWidth(page)).toBe(true);
    await signInHere(page, phone, "sai-mat-khau-roi");
    expect(await mainText(page)).toContain("vẫn được giữ");
    await signInHere(page, phone);
    expect(new URL(page.url()).pathname + new URL(page.url()).hash).toMatch(/\/sua\/thong-tin#title$/);
    expect(await page.locator("#title").inputValue()).toBe(TITLE);
    expect(visitor.complaints).toEqual([]);
    await visitor.close();
  });

  it("gives nothing to another account that signs in instead, with JavaScript and without", async () => {
    const other = await visit();
    const otherPhone = await signUpByPhone(other);
    await other.close();

    const plain = await entrant({ viewport: PHONE, javaScript: false });
    await plain.page.locator("#title").fill("Bí mật của người thứ nhất");
    await plain.context.clearCookies();
    await follow(plain.page, () => plain.page.locator("button[name=intent][value=save]").last().click());
    await signInHere(plain.page, otherPhone);
    expect(await plain.page.content()).not.toContain("Bí mật");
    expect((await plain.page.goto(plain.step))?.status()).toBe(404);
    await plain.visitor.close();

    const scripted = await entrant();
    await cutAutosave(scripted.context);
    await scripted.page.locator("#title").fill("Bí mật của người thứ nhất");
    await waitForDevice(scripted.visitor, 1);
    await scripted.context.clearCookies();
    await mendAutosave(scripted.context);
    await scripted.visitor.signIn(otherPhone, PASSWORD);
    await beginEntry(scripted.visitor);
    expect(await scripted.page.locator("#title").inputValue()).toBe("");
    const kept = await onDevice(scripted.page);
    expect([kept.count, kept.text.includes("mật"), kept.text.includes("title")]).toEqual([1, false, false]);

    await scripted.context.clearCookies();
    await scripted.visitor.signIn(scripted.phone, PASSWORD);
    await scripted.visitor.open(scripted.step);
    await expect.poll(() => scripted.page.locator("#title").inputValue()).toBe("Bí mật của người thứ nhất");
    await scripted.visitor.close();
  });

  it("in a page left open lets no other account save there", async () => {
    const other = await visit();
    const otherPhone = await signUpByPhone(other);
    await other.close();
    const { visitor, page, context } = await entrant();
    const second = await context.newPage();
    await context.clearCookies();
    await second.goto("/dang-nhap");
    await signInHere(second, otherPhone);
    await page.bringToFront();
    await page.locator("#title").fill("Chữ của người thứ nhất");
    await page.waitForEvent("load");
    expect(await page.content()).not.toContain("Chữ của người thứ nhất");
    await visitor.close();
  });
});

describe("two people on one step", () => {
  /** The owner's entry with a second author who has an account of their own, both at the first step. */
  async function pair(javaScript: boolean) {
    const owner = await entrant({ viewport: PHONE, javaScript });
    const { page } = owner;
    await page.goto(`${owner.path}/sua/tac-gia`);
    await page.locator("[id$=-fullName]").first().fill("Lê Thị Hai");
    await page.locator("[id$=-birthDate]").first().fill("05/09/1985");
    await page.locator("[id$=-me]").first().selectOption("none");
    await follow(page, () => page.locator("button[name=intent][value=save]").last().click());
    await page.goto(`${owner.path}/sua/dong-y`);
    await follow(page, () => page.locator("main button[name=intent][value=link]").first().click());
    const link = await shownPath(page, "/dong-y");
    const author = await visit({ viewport: DESKTOP, javaScript });
    await signUpByPhone(author, "Lê Thị Hai");
    await author.open(link);
    await author.page.locator("input[name=takePart]").check();
    await author.page.locator("input[name=personName]").fill("Lê Thị Hai");
    await author.page.locator("input[name=link]").check();
    await follow(author.page, () => author.page.locator("main button[value=give]").click());
    await owner.visitor.open(owner.step);
    await author.open(owner.step);
    return { owner, author, step: owner.step };
  }

  it("keep both where they change different fields, and choose between both texts of the same one", async () => {
    const { owner, author } = await pair(true);
    await saved(author.page, () => author.page.locator("#unitName").fill("Đơn vị do tác giả ghi"));
    await saved(owner.page, () => owner.page.locator("#ownerName").fill("Nhóm do chủ bài ghi"));
    await saved(author.page, () => author.page.locator("#title").fill("Tên do tác giả ghi"));
    await owner.page.locator("#title").fill("Tên do chủ bài ghi");
    const block = owner.page.locator('[data-conflict="title"]');
    await block.waitFor();
    const shown = await block.innerText();
    for (const text of ["Lê Thị Hai lưu lúc", "Tên do tác giả ghi", "Tên do chủ bài ghi"]) expect(shown).toContain(text);
    expect(await stateOf(owner.page)).toContain("1 mục");
    expect(await fitsWidth(owner.page)).toBe(true);
    await author.page.reload();
    expect(await author.page.locator("#title").inputValue()).toBe("Tên do tác giả ghi");
    expect(await author.page.locator("#ownerName").inputValue()).toBe("Nhóm do chủ bài ghi");
    expect(await author.page.locator("#unitName").inputValue()).toBe("Đơn vị do tác giả ghi");
    await saved(owner.page, () => block.locator("button", { hasText: "Lấy bản của tôi" }).click());
    await author.page.reload();
    expect(await author.page.locator("#title").inputValue()).toBe("Tên do chủ bài ghi");
    expect([...owner.visitor.complaints, ...author.complaints]).toEqual([]);
    await owner.visitor.close();
    await author.close();
  });

  it("are treated the same without JavaScript", async () => {
    const { owner, author } = await pair(false);
    const press = ({ page }: Pick<Visitor, "page">, value: string) => follow(page, () => page.locator(`main button[name=intent][value="${value}"]`).last().click());
    await author.page.locator("#unitName").fill("Đơn vị do tác giả ghi");
    await author.page.locator("#title").fill("Tên do tác giả ghi");
    await press(author, "save");
    await owner.page.locator("#ownerName").fill("Nhóm do chủ bài ghi");
    await owner.page.locator("#title").fill("Tên do chủ bài ghi");
    await press(owner, "save");
    const block = await owner.page.locator('[data-conflict="title"]').innerText();
    for (const text of ["Lê Thị Hai lưu lúc", "Tên do tác giả ghi", "Tên do chủ bài ghi"]) expect(block).toContain(text);
    expect(await owner.page.locator("#title").inputValue()).toBe("Tên do chủ bài ghi");
    expect(await owner.page.locator("#unitName").inputValue()).toBe("Đơn vị do tác giả ghi");
    expect(await fitsWidth(owner.page)).toBe(true);
    await author.page.reload();
    expect([await author.page.locator("#title").inputValue(), await author.page.locator("#ownerName").inputValue()]).toEqual(["Tên do tác giả ghi", "Nhóm do chủ bài ghi"]);
    await press(owner, "mine:title");
    expect(await owner.page.locator("[data-conflict]").count()).toBe(0);
    await author.page.reload();
    expect(await author.page.locator("#title").inputValue()).toBe("Tên do chủ bài ghi");
    await owner.visitor.close();
    await author.close();
  });
});

describe("the device", () => {
  it("forgets everything of the account when it signs out, after asking about what could not be saved", async () => {
    const { visitor, page, context } = await entrant();
    await cutAutosave(context);
    await page.locator("#title").fill(TITLE);
    await waitForDevice(visitor, 1);
    const asked: string[] = [];
    page.on("dialog", (dialog) => {
      asked.push(dialog.message());
      void dialog.accept();
    });
    await Promise.all([page.waitForURL("**/dang-nhap**"), page.locator("form[action$='/dang-xuat'] button").click()]);
    expect(asked.join()).toContain("chưa lưu được");
    expect((await onDevice(page)).count).toBe(0);
    await visitor.close();
  });

  it("forgets it too where no script was on the page that signs out", async () => {
    const { visitor, page, context } = await entrant();
    await cutAutosave(context);
    await page.locator("#title").fill(TITLE);
    await waitForDevice(visitor, 1);
    await visitor.open("/bai-du-thi");
    await Promise.all([page.waitForURL("**/dang-nhap**"), page.locator("form[action$='/dang-xuat'] button").click()]);
    await waitForDevice(visitor, 0);
    await visitor.close();
  });

  it("keeps nothing where it is shared, and the session ends with the browser", async () => {
    const { visitor, page, context, phone, step } = await entrant();
    await context.clearCookies();
    await visitor.open(`/dang-nhap?tiep=${encodeURIComponent(step)}`);
    const tick = page.locator("input[name=shared]");
    expect(await tick.isChecked()).toBe(false);
    await tick.check();
    await signInHere(page, phone);
    const cookies = await context.cookies();
    expect(cookies.find(({ name }) => name === "sangtao.session_token")?.expires).toBe(-1);
    await context.setOffline(true);
    await page.locator("#title").fill(TITLE);
    await waitForState(page, "chưa lưu được, đừng đóng trang này");
    expect((await onDevice(page)).count).toBe(0);
    expect(await page.locator("main form").innerText()).toContain("đăng xuất");
    await saved(page, () => context.setOffline(false));

    await context.clearCookies();
    await page.locator("#title").fill(`${TITLE}, bản hai`);
    await waitForState(page, "Bấm “Lưu” để đăng nhập lại");
    await follow(page, () => page.locator("button[name=intent][value=save]").last().click());
    await signInHere(page, phone);
    expect(await page.locator("#title").inputValue()).toBe(`${TITLE}, bản hai`);
    expect((await onDevice(page)).count).toBe(0);
    await visitor.close();
  });
});

it("the page of a step costs little on a slow network", async () => {
  const { visitor, page, context, path } = await entrant();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  const types = new Map<string, string>();
  let bytes = 0;
  session.on("Network.responseReceived", ({ requestId, type }) => types.set(requestId, type));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (types.get(requestId) === "Script") bytes += encodedDataLength;
  });
  for (const slug of ["thong-tin", "tac-gia", "mo-ta"]) {
    bytes = 0;
    await page.goto(`${path}/sua/${slug}`, { waitUntil: "networkidle" });
    expect([slug, bytes > 0, bytes <= 12_000]).toEqual([slug, true, true]);
  }
  await visitor.close();
});

/** Waits until the device keeps so many typed texts. */
async function waitForDevice({ page }: Visitor, count: number): Promise<void> {
  await expect.poll(async () => (await onDevice(page)).count, { timeout: 5_000 }).toBe(count);
}

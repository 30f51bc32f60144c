import { describe, expect, it } from "vitest";
import { follow, mainText } from "./acts";
import { DESKTOP, fitsWidth, PHONE, useBrowser } from "./journey";
import { beginEntry, beginner, cutAutosave, killSending, mendAutosave, onDevice, PASSWORD, saved, signInHere, signUpByPhone, TITLE, waitForDevice, waitForState } from "./typing";

const visit = useBrowser();
const entrant = beginner(visit);

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
    await expect.poll(() => page.locator("#title").inputValue()).toBe("Máy gi");
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
    await expect.poll(() => page.locator("#title").inputValue()).toBe(TITLE);
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

  it("without JavaScript comes back with the back button, unless something newer was saved: that is shown", async () => {
    const { visitor, page, step, phone } = await entrant({ viewport: PHONE, javaScript: false });
    const leave = () => follow(page, () => page.locator(".work-bar a").first().click());
    await page.locator("#title").fill(TITLE);
    await leave();
    await page.goBack();
    expect(await page.locator("#title").inputValue()).toBe(TITLE);
    await leave();
    const elsewhere = await visit({ viewport: DESKTOP });
    await elsewhere.signIn(phone, PASSWORD);
    await elsewhere.open(step);
    await saved(elsewhere.page, () => elsewhere.page.locator("#title").fill("Tên mới hơn ở máy khác"));
    await page.goBack();
    expect(await page.locator("#title").inputValue()).toBe("Tên mới hơn ở máy khác");
    await visitor.close();
    await elsewhere.close();
  });

  it("before the script was there is saved once it comes", async () => {
    const { visitor, page, context, step } = await entrant();
    const none = () => {};
    let send = none;
    await context.route("**/assets/page-entry-form-*", (route) => {
      // The reload may take the script from the browser's own store: then there is nothing more to let through.
      send = () => {
        send = none;
        void route.continue();
      };
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

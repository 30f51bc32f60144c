import { describe, expect, it } from "vitest";
import { follow, shownPath } from "./acts";
import { DESKTOP, fitsWidth, PHONE, useBrowser, type Visitor } from "./journey";
import { beginner, cutAutosave, onDevice, saved, signInHere, signUpByPhone, stateOf, TITLE, waitForDevice, waitForState } from "./typing";

const visit = useBrowser();
const entrant = beginner(visit);

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
    await waitForState(page, "chưa lưu: đừng đóng trang");
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

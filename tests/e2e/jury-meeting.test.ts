import { describe, expect, it } from "vitest";
import { confirm, follow, mainText } from "./acts";
import { DESKTOP, fitsWidth, PHONE, useBrowser, type Visitor } from "./journey";

const visit = useBrowser();

const DESK = "/ban-to-chuc/sang-tao-thanh-thieu-nien-18";
const CODE = /TTNND-18-\d{4}/;

/** An entry of the round that the judge of this code does not judge; the last, so that it is not the first on the agenda. */
async function entryWithout(secretary: Visitor, judgeCode: string): Promise<string> {
  await secretary.open(`${DESK}/phan-cong?vong=PRELIM`);
  const rows = await secretary.page.locator("main tbody tr").allInnerTexts();
  const code = CODE.exec(rows.filter((row) => CODE.test(row) && !row.includes(judgeCode)).at(-1) ?? "")?.[0];
  if (!code) throw new Error("the judge judges every entry");
  return code;
}

async function declareConflict({ page, open }: Visitor, judgeName: string, code: string): Promise<void> {
  await open(`${DESK}/xung-dot`);
  const form = page.locator("main form:has([name=entryCode])");
  const value = await form.locator("[name=userId] option").filter({ hasText: judgeName }).first().getAttribute("value");
  await form.locator("[name=userId]").selectOption(value);
  await form.locator("[name=entryCode]").fill(code);
  await form.locator("[name=reason]").fill("Cùng làm đề tài trước đây.");
  await follow(page, () => form.locator("button[type=submit]").click());
}

/** Starts a meeting of the whole jury over all entries of the first round; its page is then open. */
async function startMeeting({ page, open }: Visitor, title: string): Promise<string> {
  await open(`${DESK}/hop`);
  const form = page.locator("main form:has([name=where])");
  await form.locator("[name=title]").fill(title);
  await form.locator("[name=where]").selectOption({ index: 1 });
  await form.locator("[name=source][value=all]").check();
  await follow(page, () => form.locator("button[type=submit]").click());
  return new URL(page.url()).pathname;
}

describe("a meeting of the jury", () => {
  it("lies on the wall in large letters, sends a judge in conflict out on their own phone, and survives a lost network", async () => {
    const secretary = await visit({ viewport: DESKTOP });
    await secretary.signIn("thuky@demo.example");
    const barred = await entryWithout(secretary, "GK01");
    await secretary.open(`${DESK}/tien-do?vong=PRELIM&tim-gk=GK01`);
    const judgeName = (await secretary.page.locator("main tbody tr").first().locator("th").innerText()).replace("GK01", "").trim();
    await declareConflict(secretary, judgeName, barred);
    const meeting = await startMeeting(secretary, "Họp hội đồng thử màn hình");

    const phone = await visit({ viewport: PHONE });
    await phone.signIn("giamkhao1@demo.example");
    await phone.open("/cham-thi");
    await follow(phone.page, () => phone.page.locator(`main a[href$="${meeting.split("/").at(-1)}"]`).click());
    expect(await mainText(phone.page)).toContain("Chưa đặt bài nào lên bàn");
    expect(await fitsWidth(phone.page)).toBe(true);

    const wall = await secretary.page.context().newPage();
    await wall.goto(`${meeting}/chieu`);
    await wall.keyboard.press("ArrowRight");
    await wall.locator(".wall-code").waitFor();
    const first = CODE.exec(await wall.locator(".wall-code").innerText())?.[0] ?? "";
    expect(await wall.locator(".wall-title").evaluate((title) => Number.parseFloat(getComputedStyle(title).fontSize))).toBeGreaterThan(48);
    expect(await fitsWidth(wall)).toBe(true);
    await phone.page.getByText(first).first().waitFor();

    await secretary.open(meeting);
    const row = secretary.page.locator("main tbody tr").filter({ hasText: barred });
    await follow(secretary.page, () => row.locator("button[value=to]").click());
    await phone.page.getByText("Mời thầy, cô, anh, chị ra ngoài").waitFor();
    expect(await phone.page.content()).not.toContain(barred);
    const sentOut = wall.locator(".wall-leave .wall-names").filter({ hasText: judgeName });
    await sentOut.waitFor();
    expect([...phone.complaints, ...secretary.complaints]).toEqual([]);

    await phone.page.context().setOffline(true);
    await phone.page.locator("#jury-offline").waitFor({ state: "visible" });
    await wall.keyboard.press("ArrowLeft");
    await sentOut.waitFor({ state: "detached" });
    expect(await mainText(phone.page)).toContain("Mời thầy, cô, anh, chị ra ngoài");
    await phone.page.context().setOffline(false);
    await phone.page.locator("#jury-offline").waitFor({ state: "hidden" });
    await phone.page.getByText("Mời thầy, cô, anh, chị ra ngoài").waitFor({ state: "detached" });

    await secretary.open(meeting);
    await confirm(secretary.page, "end");
    await wall.getByText("Cuộc họp đã kết thúc").first().waitFor();
    await phone.page.getByText("Cuộc họp đã kết thúc").first().waitFor();
    await secretary.close();
    await phone.close();
  });

  it("is led without JavaScript too, by reloading, and a page that is behind moves nothing", async () => {
    const chair = await visit({ viewport: PHONE, javaScript: false });
    await chair.signIn("chutich@demo.example");
    const meeting = await startMeeting(chair, "Họp hội đồng trên điện thoại");
    expect(await fitsWidth(chair.page)).toBe(true);
    const secretary = await visit({ viewport: DESKTOP, javaScript: false });
    await secretary.signIn("thuky@demo.example");
    await secretary.open(meeting);
    await follow(chair.page, () => chair.page.locator("[data-moves] button[value=next]").click());
    const moved = CODE.exec(await chair.page.locator(".wall-code").innerText())?.[0];
    await follow(secretary.page, () => secretary.page.locator("[data-moves] button[value=next]").click());
    expect(await mainText(secretary.page)).toContain("vừa được chuyển ở máy khác");
    expect(CODE.exec(await secretary.page.locator(".wall-code").innerText())?.[0]).toBe(moved);
    await secretary.open(meeting);
    await confirm(secretary.page, "end");
    expect(await mainText(secretary.page)).toContain("đã kết thúc");
    await chair.close();
    await secretary.close();
  });
});

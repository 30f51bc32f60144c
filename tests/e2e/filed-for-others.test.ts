import { describe, expect, it } from "vitest";
import { pdfBytes } from "../factories/file-bytes";
import { dayFromNow, follow, mainText, shownPath } from "./acts";
import { DESKTOP, fitsWidth, PHONE, useBrowser, type Visitor } from "./journey";

const visit = useBrowser();

const OPEN_EDITION = "sang-tao-ky-thuat-14";

/** The secretary begins an entry for a pupil who has no telephone, and names the pupil. */
async function begun(secretary: Visitor, pupil: string): Promise<string> {
  const { page } = secretary;
  await secretary.open(`/bai-du-thi/moi/${OPEN_EDITION}`);
  await page.locator("input[name=as][value=secretary]").check();
  await follow(page, () => page.locator("main form button[type=submit]").first().click());
  const id = /bai-du-thi\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? "";
  await page.locator("input[name=title]").fill("Máy bóc vỏ lạc quay tay");
  await follow(page, () => page.locator("button[value=next]").first().click());
  const key = await page.locator("input[name=author]").first().getAttribute("value");
  const field = (name: string) => page.locator(`[name="author-${key}-${name}"]`);
  await field("fullName").fill(pupil);
  await field("birthDate").fill("05/09/2011");
  await field("unitName").fill("Trường THCS Cẩm Bình");
  await follow(page, () => page.locator("button[value=next]").first().click());
  return id;
}

async function guardianLink({ page, open }: Visitor, id: string): Promise<string> {
  await open(`/bai-du-thi/${id}/dong-y`);
  const form = page.locator("main form").filter({ has: page.locator('input[name=party][value="GUARDIAN"]') }).first();
  await follow(page, () => form.locator("button[value=link]").click());
  return shownPath(page, "/dong-y");
}

describe.each([
  ["on a phone", PHONE],
  ["at a desk", DESKTOP],
])("an entry filed by the secretary, read by the guardian %s", (where, viewport) => {
  it("is declined, remarked on, mended and confirmed by one link, with consent purpose by purpose", async () => {
    const pupil = `Hoàng Thị Mơ ${where === "on a phone" ? "Nhỏ" : "Lớn"}`;
    const secretary = await visit({ javaScript: false });
    await secretary.signIn("thuky@demo.example");
    const id = await begun(secretary, pupil);
    const link = await guardianLink(secretary, id);
    expect(await mainText(secretary.page)).toContain("Bản nháp này sẽ bị xóa");

    const guardian = await visit({ viewport, javaScript: false });
    const { page } = guardian;
    await guardian.open(link);
    expect(await fitsWidth(page)).toBe(true);
    for (const shown of [pupil, "05/09/2011", "Máy bóc vỏ lạc quay tay", "Chưa xác nhận"]) expect(await mainText(page)).toContain(shown);
    for (const box of await page.locator("main input[type=checkbox]").all()) expect(await box.isChecked()).toBe(false);
    expect(await page.locator("main input[type=checkbox]").count()).toBe(4);

    // Asking for a correction without saying which is no answer; what was typed stays.
    await page.locator("#xac-nhan input[name=personName]").fill("Hoàng Văn Mận");
    await follow(page, () => page.locator("#xac-nhan button[value=remark]").click());
    expect(await page.locator("#xac-nhan .field-error, #xac-nhan [aria-invalid]").count()).toBeGreaterThan(0);
    expect(await page.locator("#xac-nhan input[name=personName]").inputValue()).toBe("Hoàng Văn Mận");
    await page.locator("#xac-nhan textarea[name=remark]").fill("Tên máy là “Máy tách vỏ lạc”.");
    await follow(page, () => page.locator("#xac-nhan button[value=remark]").click());
    await follow(page, () => page.locator("#dong-y button[value=decline]").click());
    await secretary.open(`/bai-du-thi/${id}/dong-y`);
    for (const seen of ["Máy tách vỏ lạc", "Có điều cần sửa", "chưa đồng ý lúc"]) expect(await mainText(secretary.page)).toContain(seen);

    await secretary.open(`/bai-du-thi/${id}/sua/thong-tin`);
    await secretary.page.locator("input[name=title]").fill("Máy tách vỏ lạc");
    await follow(secretary.page, () => secretary.page.locator("button[value=next]").first().click());
    await guardian.open(link);
    expect(await mainText(page)).toContain("Bài đã thay đổi: xin đọc lại và xác nhận");
    await page.locator("#xac-nhan input[name=personName]").fill("Hoàng Văn Mận");
    await follow(page, () => page.locator("#xac-nhan button[value=confirm]").click());
    await page.locator("#dong-y input[name=takePart]").check();
    await page.locator("#dong-y input[name=publishMedia]").check();
    await page.locator("#dong-y input[name=personName]").fill("Hoàng Văn Mận");
    await page.locator("#dong-y input[name=relation]").fill("cha");
    await follow(page, () => page.locator("#dong-y button[value=give]").click());
    expect(await page.locator("#dong-y input[type=checkbox]").count()).toBe(2);
    await secretary.open(`/bai-du-thi/${id}/dong-y`);
    const seen = await mainText(secretary.page);
    expect(seen).toContain("Đã xác nhận");
    expect(seen).not.toContain("Bản nháp này sẽ bị xóa");
    expect([...secretary.complaints, ...guardian.complaints]).toEqual([]);
  });
});

it("a signed paper is keyed in with its scan, after a wrong file, and the scan opens for the filer only", async () => {
  const secretary = await visit({ viewport: PHONE, javaScript: false });
  const { page } = secretary;
  await secretary.signIn("thuky@demo.example");
  const id = await begun(secretary, "Hoàng Thị Giấy");
  await secretary.open(`/bai-du-thi/${id}/giay-dong-y`);
  expect(await fitsWidth(page)).toBe(true);
  const fill = async (scan: { name: string; mimeType: string; buffer: Buffer }) => {
    await page.locator("input[name=party][value=GUARDIAN]").check();
    await page.locator("input[name=personName]").fill("Hoàng Văn Mận");
    await page.locator("input[name=relation]").fill("cha");
    await page.locator("input[name=day]").fill(dayFromNow(0));
    for (const box of ["takePart", "publishName"]) await page.locator(`input[name=${box}]`).check();
    await page.locator("input[name=scan]").setInputFiles(scan);
    await follow(page, () => page.locator("main form button[type=submit]").last().click());
  };
  await fill({ name: "giay.pdf", mimeType: "application/pdf", buffer: Buffer.from("MZ\x90\0 not a paper") });
  expect(await page.locator("main .field-error").count()).toBeGreaterThan(0);
  expect(await page.locator("input[name=personName]").inputValue()).toBe("Hoàng Văn Mận");
  await fill({ name: "giay.pdf", mimeType: "application/pdf", buffer: await pdfBytes() });
  expect(await mainText(page)).toContain("Đã ghi giấy đồng ý.");
  await secretary.open(`/bai-du-thi/${id}/dong-y`);
  expect(await mainText(page)).toContain("trên giấy");
  const scan = await page.locator("main a[href*='/giay-dong-y/']").first().getAttribute("href");
  const opened = await page.request.get(scan ?? "");
  expect([opened.status(), opened.headers()["content-type"]]).toEqual([200, "application/pdf"]);
  const stranger = await visit();
  await stranger.signIn("tacgia@demo.example");
  expect((await stranger.page.request.get(scan ?? "")).status()).toBe(404);
  expect(secretary.complaints).toEqual([]);
});

it("a guardian finds everything agreed to with the account, asks for data, and takes a copy away", async () => {
  const guardian = await visit({ viewport: PHONE, javaScript: false });
  const { page } = guardian;
  await guardian.signIn("phuhuynh@demo.example");
  await guardian.open("/tai-khoan");
  await follow(page, () => page.locator("main a[href$='/tai-khoan/du-lieu']").click());
  expect(await fitsWidth(page)).toBe(true);
  expect(await mainText(page)).toContain("Người giám hộ của");
  await page.locator("input[name=kind][value=see]").check();
  await page.locator("textarea[name=text]").fill("Xin cho biết đang lưu gì về con tôi.");
  await follow(page, () => page.locator("button[value=request]").click());
  expect(await mainText(page)).toContain("Đã gửi yêu cầu. Trả lời chậm nhất ngày");
  const copy = await page.request.get("/tai-khoan/du-lieu.json");
  expect(Object.keys((await copy.json()) as object)).toEqual(["madeAt", "account", "contacts", "roles", "entries", "letters"]);
  expect(guardian.complaints).toEqual([]);
});

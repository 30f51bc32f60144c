import pg from "pg";
import { expect, it } from "vitest";
import { APP_DATABASE, APP_ROLE } from "~/platform/postgres/app-database.server";
import { placeIn } from "~/platform/postgres/place.server";
import { socketFolder } from "~/platform/postgres/socket.server";
import { pdfBytes } from "../factories/file-bytes";
import { ourApp } from "../support/our-app";
import { confirm, dayFromNow, follow, mainText, question, shownPath } from "./acts";
import { addPhoto, affirm, fillDescription, somePhoto } from "./dossier";
import { fitsWidth, PHONE, useBrowser, type Visitor } from "./journey";

const visit = useBrowser();

const TITLE = "Máy sấy thóc dùng trấu";
const AUTHOR = "Phan Văn Giấy";
const SIGNED_FORM = "Phiếu đăng ký có chữ ký";

/** Lets receipt have ended two days ago, screening not: the only thing a visitor cannot do. */
async function endReceipt(slug: string): Promise<void> {
  const client = new pg.Client({ host: socketFolder(placeIn(ourApp().dataDir).cluster), user: APP_ROLE, database: APP_DATABASE });
  await client.connect();
  await client.query(`UPDATE "Edition" SET "opensAt" = now() - interval '60 days', "closesAt" = now() - interval '2 days' WHERE slug = $1`, [slug]);
  await client.end();
}

/** An announced technical edition of its own, whose receipt is over and whose post still comes in. */
async function editionInScreening(secretary: Visitor, number: string): Promise<string> {
  const { page } = secretary;
  await secretary.open("/ban-to-chuc/cuoc-thi-moi");
  await page.locator("input[name=kind][value=TECHNICAL]").check();
  await page.locator("input[name=number]").fill(number);
  await follow(page, () => page.locator("main form button[type=submit]").click());
  const slug = new URL(page.url()).pathname.split("/")[2] ?? "";
  await secretary.open(`/ban-to-chuc/${slug}/phat-dong`);
  await confirm(page, "announce");
  await endReceipt(slug);
  return slug;
}

/** Another secretary of the edition, by the link the first one hands over. */
async function secondSecretary(first: Visitor, second: Visitor, slug: string): Promise<void> {
  const { page } = first;
  await first.open(`/ban-to-chuc/${slug}/thanh-vien`);
  await page.locator("select[name=role]").selectOption("SECRETARY");
  await page.locator("#moi input[name=name]").fill("Lê Thị Đối Chiếu");
  await page.locator("#moi input[name=signInName]").fill(`doichieu-${slug}@huyen.example`);
  await follow(page, () => page.locator("main button[value=invite]").click());
  await second.open(await shownPath(page, "/loi-moi"));
  await second.page.locator("main input[name=password]").fill("mot-mat-khau-dai");
  await Promise.all([second.page.waitForURL((url) => !url.pathname.startsWith("/loi-moi")), second.page.locator("main button[value=create]").click()]);
}

async function beginWith({ page }: Visitor, postmark: string): Promise<void> {
  await page.locator("input[name=postmarkedOn]").fill(postmark);
  await follow(page, () => page.locator("main button[value=begin]").click());
}

/** Basics, the one author, the description and a photo, as an entrant fills them in. */
async function keyIn({ page }: Visitor): Promise<void> {
  const next = () => follow(page, () => page.locator("button[value=next]").first().click());
  await page.locator("#title").fill(TITLE);
  await page.locator("#field").selectOption({ index: 1 });
  await page.locator("input[name=ownerKind][value=INDIVIDUAL]").check();
  await page.locator("#created").fill("03/2026");
  await page.locator("#unitName").fill("Hợp tác xã Cẩm Bình");
  await next();
  for (const [name, text] of Object.entries({ fullName: AUTHOR, birthDate: "05/09/1985", share: "100", phone: "0912345678", unitName: "Hợp tác xã Cẩm Bình" })) await page.locator(`[id$=-${name}]`).first().fill(text);
  await next();
  await fillDescription(page, "Máy sấy dùng trấu, một mẻ năm tạ thóc trong sáu giờ, đã chạy hai vụ ở hợp tác xã.");
  await next();
  await addPhoto(page, { javaScript: false });
}

async function keyConsent({ page, open }: Visitor, entryPath: string): Promise<void> {
  await open(`${entryPath}/giay-dong-y`);
  await page.locator("input[name=party][value=SELF]").check();
  await page.locator("input[name=personName]").fill(AUTHOR);
  await page.locator("input[name=day]").fill(dayFromNow(-6));
  await page.locator("input[name=takePart]").check();
  await page.locator("input[name=scan]").setInputFiles({ name: "giay.pdf", mimeType: "application/pdf", buffer: await pdfBytes() });
  await follow(page, () => page.locator("main form button[type=submit]").last().click());
  expect(await mainText(page)).toContain("Đã ghi giấy đồng ý.");
}

async function addSignedForm({ page, open }: Visitor, entryPath: string): Promise<void> {
  await open(`${entryPath}/sua/tep`);
  const part = page.locator("[data-part=signedForm]");
  await page.locator("#pick-signedForm").setInputFiles({ name: "Phiếu có chữ ký.pdf", mimeType: "application/pdf", buffer: await pdfBytes() });
  await follow(page, () => part.locator("form.pick-form button[type=submit]").click());
  await part.locator("[data-file][data-state=here]").waitFor();
}

/** From refused postmarks to a submitted entry; answers its id. */
async function keyInPaper(secretary: Visitor, slug: string): Promise<string> {
  const { page } = secretary;
  await secretary.open(`/ban-to-chuc/${slug}/ho-so-giay`);
  expect(await fitsWidth(page)).toBe(true);
  for (const [day, said] of [
    [dayFromNow(1), "nằm trong tương lai"],
    [dayFromNow(0), "sau ngày hết hạn nhận bài"],
    ["31/02/2026", ""],
  ] as const) {
    await beginWith(secretary, day);
    const field = page.locator("input[name=postmarkedOn]");
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    expect(await field.inputValue()).toBe(day);
    expect(await page.locator(".field-error").first().innerText()).toContain(said);
  }
  await beginWith(secretary, dayFromNow(-5));
  await page.waitForURL("**/sua/thong-tin");
  const entryPath = new URL(page.url()).pathname.replace(/\/sua\/.*/, "");
  await keyIn(secretary);
  await keyConsent(secretary, entryPath);

  await secretary.open(`${entryPath}/sua/nop`);
  expect(await page.locator("main button[value=submit]").count()).toBe(0);
  expect(await mainText(page)).toContain("Còn thiếu 1 mục");
  expect(await page.locator("main li[data-gap]").allInnerTexts()).toEqual([expect.stringContaining(SIGNED_FORM)]);
  const refused = await page.request.post(`${entryPath}/sua/nop`, { form: { intent: "submit", version: "", commitment: "" }, headers: { origin: new URL(page.url()).origin } });
  expect(refused.status()).toBe(409);
  await addSignedForm(secretary, entryPath);
  await secretary.open(`${entryPath}/sua/nop`);
  await affirm(page);
  await follow(page, () => page.locator("main button[value=submit]").click());
  expect(new URL(page.url()).pathname).toBe(entryPath);
  return entryPath.split("/").at(-1) ?? "";
}

it("a dossier on paper is keyed in past every mistake, compared by a second person only, and qualified", { timeout: 180_000 }, async () => {
  const first = await visit({ viewport: PHONE, javaScript: false });
  const second = await visit({ javaScript: false });
  await first.signIn("thuky@demo.example");
  const slug = await editionInScreening(first, "51");
  await secondSecretary(first, second, slug);
  const id = await keyInPaper(first, slug);
  const [list, check, screened] = [`/ban-to-chuc/${slug}/ho-so-giay`, `/ban-to-chuc/${slug}/ho-so-giay/${id}`, `/ban-to-chuc/${slug}/bai-du-thi/${id}`];

  await first.open(check);
  expect(await mainText(first.page)).toContain("Người đã nhập hồ sơ không tự đối chiếu được");
  expect(await question(first.page, "check").count()).toBe(0);
  expect(await fitsWidth(first.page)).toBe(true);

  // Before anybody compared, nobody can let it through.
  await second.open(screened);
  await confirm(second.page, "qualify");
  expect(await mainText(second.page)).toContain("chưa được người thứ hai đối chiếu");

  await second.open(list);
  expect(await mainText(second.page)).toContain("Chờ người thứ hai");
  await follow(second.page, () => second.page.locator("main tbody").getByRole("link", { name: "Đối chiếu" }).click());
  for (const seen of [AUTHOR, TITLE, SIGNED_FORM]) expect(await mainText(second.page)).toContain(seen);
  await confirm(second.page, "check");
  expect(await mainText(second.page)).toContain("Lê Thị Đối Chiếu");
  await second.open(screened);
  await confirm(second.page, "qualify");
  await second.open(`/ban-to-chuc/${slug}/bai-du-thi?loc=du-dieu-kien`);
  expect(await second.page.locator("main tbody th a").allInnerTexts()).toEqual([TITLE]);

  await exhibit(first, slug, /[A-Z]+-51-\d{4}/.exec(await mainText(second.page))?.[0] ?? "");
  expect([...first.complaints, ...second.complaints]).toEqual([]);
  await first.close();
  await second.close();
});

const asTyped = (entryCode: string) => ({ entryCode, description: "Mô hình máy sấy, 1 thùng 60 × 40 cm", personName: AUTHOR, place: "Kho tầng 1, kệ B3", note: "Kèm bộ nguồn." });

/** The model that came with the paper: taken in with a photo, labelled, moved, given back. */
async function exhibit({ page, open }: Visitor, slug: string, code: string): Promise<void> {
  await open(`/ban-to-chuc/${slug}/hien-vat/moi?bai=${code}`);
  expect(await page.locator("input[name=entryCode]").inputValue()).toBe(code);
  expect(await fitsWidth(page)).toBe(true);
  const field = (name: string) => page.locator(`#nhan [name="${name}"]`);
  const receive = async (photo: Buffer) => {
    await page.locator("#nhan-anh").setInputFiles({ name: "Mô hình.jpg", mimeType: "image/jpeg", buffer: photo });
    await follow(page, () => page.locator("main button[value=receive]").click());
  };
  for (const [name, text] of Object.entries(asTyped(code))) await field(name).fill(text);
  await page.locator("#nhan input[name=condition][value=INTACT]").check();
  await receive(Buffer.from("Đây là thư, không phải ảnh.\n".repeat(20)));
  expect(await page.locator("#nhan .field-error").count()).toBe(1);
  for (const [name, text] of Object.entries(asTyped(code))) expect(await field(name).inputValue()).toBe(text);
  expect(await page.locator("#nhan input[name=condition][value=INTACT]").isChecked()).toBe(true);
  await receive(await somePhoto());
  expect(await mainText(page)).toContain("Đã nhận hiện vật.");
  const thing = new URL(page.url()).pathname;
  const thingCode = await page.locator("h1").locator("xpath=..").locator(".mono, code").first().innerText();
  expect(thingCode).toContain(code);
  expect((await page.request.get(`${thing}/anh`)).headers()["content-type"]).toMatch(/^image\//);

  await follow(page, () => page.locator("main a[href*='/hien-vat/nhan?chi=']").click());
  expect(await page.locator(".thing-label").count()).toBe(1);
  expect(await page.locator(".thing-label").innerText()).toContain(thingCode);

  await open(thing);
  await act(page, "move", { place: "Phòng trưng bày" });
  expect(await mainText(page)).toContain("Đã ghi chỗ mới.");
  await act(page, "return", { personName: "Phan Thị Nhận" });
  expect(await mainText(page)).toContain("Đã ghi là trả xong.");
  for (const kept of ["Kho tầng 1, kệ B3", "Phòng trưng bày", "người nhận lại: Phan Thị Nhận"]) expect(await mainText(page)).toContain(kept);
  expect(await page.locator("main button[value=return]").count()).toBe(0);
  await open(`/ban-to-chuc/${slug}/hien-vat/nhan`);
  expect(await page.locator(".thing-label").count()).toBe(0);
}

/** Unfolds what moves the thing or gives it back, and does so. */
async function act(page: Visitor["page"], intent: "move" | "return", answers: Readonly<Record<string, string>>): Promise<void> {
  const asked = page.locator(`details:has(button[value=${intent}])`);
  await asked.locator("summary").first().click();
  for (const [name, text] of Object.entries(answers)) await asked.locator(`[name="${name}"]`).fill(text);
  await asked.locator("input[name=condition][value=INTACT]").check();
  await follow(page, () => asked.locator(`button[value=${intent}]`).click());
}

import { describe, expect, it } from "vitest";
import { readPdf } from "../support/read-pdf";
import { confirm, dayFromNow, follow, mainText } from "./acts";
import { fitsWidth, PHONE, useBrowser } from "./journey";

const visit = useBrowser();
const EDITION = "cuoc-thi-sang-tao-thanh-thieu-nien-nhi-dong-lan-thu-17";

describe("commendations of a published edition", () => {
  it("go from a proposal for several at once through the letter and the authority's decision to print and the public list", async () => {
    const secretary = await visit();
    const { page } = secretary;
    await secretary.signIn("thuky@demo.example");
    await page.goto("/ban-to-chuc");
    const slug = await page.locator("main a[href*='-17']").first().getAttribute("href").then((href) => href?.split("/")[2] ?? EDITION);
    await page.goto(`/ban-to-chuc/${slug}/khen-thuong/co-quan-ky`);
    const mark = Date.now().toString(36);
    const authority = `Chủ tịch Liên hiệp hội tỉnh ${mark}`;
    const add = page.locator("section.card form");
    const answers = { name: authority, letterheadBody: "Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh", signerTitle: "Chủ tịch", place: "Hà Tĩnh" };
    for (const [name, text] of Object.entries(answers)) await add.locator(`[name="${name}"]`).fill(text);
    await follow(page, () => add.locator("button[type=submit]").click());
    expect(await mainText(page)).toContain("Đã lưu.");

    // A suggestion out of the published result, and two typed by hand; one row is begun and left without grounds at first.
    await page.goto(`/ban-to-chuc/${slug}/khen-thuong/de-nghi`);
    await page.locator("main details.more > summary").first().click();
    await page.locator("input[name=chon]").first().check();
    await follow(page, () => page.getByRole("button", { name: "Đưa vào đề nghị" }).click());
    const field = (row: number, name: string) => page.locator(`[name="rows[${row}].${name}"]`);
    const suggested = await field(0, "name").inputValue();
    expect(suggested).not.toBe("");
    expect(await field(0, "grounds").inputValue()).toContain("bài đạt giải");
    await page.locator("[name=authorityId]").selectOption({ label: authority });
    await field(1, "recipientKind").selectOption("PERSON");
    await field(1, "name").fill(`Trần Văn Đồng Ý ${mark}`);
    await field(1, "mayPublish").check();
    await field(2, "recipientKind").selectOption("PERSON");
    await field(2, "name").fill(`Lê Thị Không Công Khai ${mark}`);
    await field(2, "grounds").fill("Đã có thành tích xuất sắc trong công tác tuyên truyền");
    const save = () => follow(page, () => page.getByRole("button", { name: "Lưu đề nghị" }).click());
    await save();
    expect(await page.locator(".error-summary").innerText()).toContain("Trường hợp 2 – Thành tích");
    expect(await field(2, "name").inputValue()).toBe(`Lê Thị Không Công Khai ${mark}`);
    await field(1, "grounds").fill("Đã có thành tích xuất sắc trong hướng dẫn học sinh");
    await save();
    expect(await mainText(page)).toContain("Đã ghi đề nghị.");

    await follow(page, () => page.locator("form.notice").filter({ hasText: authority }).getByRole("button", { name: "Lập tờ trình" }).click());
    const letter = new URL(page.url()).pathname;
    const paper = await readPdf(await (await page.request.get(`${letter}/to-trinh.pdf`)).body());
    for (const words of ["TỜ TRÌNH", authority, suggested, `Trần Văn Đồng Ý ${mark}`]) expect(paper.map(({ text }) => text).join(" ")).toContain(words);
    expect((await page.request.get(`${letter}/to-trinh.docx`)).headers()["content-type"]).toContain("wordprocessingml");
    const send = page.locator("#gui");
    await send.locator("[name=number]").fill(`31/TTr-${mark}`);
    await send.locator("[name=date]").fill(dayFromNow(0));
    await follow(page, () => send.locator("button").click());
    expect(await mainText(page)).toContain(`Đã gửi: số 31/TTr-${mark}`);
    const sign = page.locator("#quyet-dinh");
    await sign.locator("[name=decisionNumber]").fill(`77/QĐ-${mark}`);
    await sign.locator("[name=decisionDate]").fill(dayFromNow(1));
    await sign.locator("[name^='books.']").first().fill("41");
    await follow(page, () => sign.locator("button").click());
    expect(await mainText(page)).toContain("ngày chưa tới");
    expect(await sign.locator("[name^='books.']").first().inputValue()).toBe("41");
    await sign.locator("[name=decisionDate]").fill(dayFromNow(0));
    await follow(page, () => sign.locator("button").click());
    expect(await mainText(page)).toContain(`Quyết định số 77/QĐ-${mark}`);

    await page.locator("#ban-quet").setInputFiles({ name: "quyet-dinh.pdf", mimeType: "application/pdf", buffer: await (await page.request.get(`${letter}/to-trinh.pdf`)).body() });
    await follow(page, () => page.getByRole("button", { name: "Lưu bản quét" }).click());
    expect((await page.request.get((await page.getByRole("link", { name: "Xem bản quét" }).getAttribute("href")) ?? "")).headers()["content-type"]).toBe("application/pdf");

    const printed = await page.request.get((await page.locator("main a[data-progress]").getAttribute("href")) ?? "");
    const sheets = await readPdf(await printed.body());
    expect(sheets.map(({ width, height }) => width > height)).toEqual([true, true, true]);
    expect(sheets.filter(({ text }) => text.includes("GIẤY KHEN") && text.includes("LIÊN HIỆP CÁC HỘI KHOA HỌC VÀ KỸ THUẬT TỈNH") && text.includes(`77/QĐ-${mark}`))).toHaveLength(3);

    const visitor = await visit({ viewport: PHONE, javaScript: false });
    await visitor.open("/khen-thuong");
    expect(await mainText(visitor.page)).not.toContain(mark);
    await confirm(page, "publish");
    await visitor.open("/khen-thuong");
    const shown = await mainText(visitor.page);
    expect(shown).toContain(`Trần Văn Đồng Ý ${mark}`);
    expect(shown).not.toContain("Không Công Khai");
    expect(shown).toContain("chưa đồng ý công khai họ tên");
    expect(await fitsWidth(visitor.page)).toBe(true);
    await visitor.page.locator("main input[type=search]").fill(`khong cong khai ${mark}`);
    await follow(visitor.page, () => visitor.page.locator("main form button").first().click());
    expect(await mainText(visitor.page)).toContain("Không tìm thấy");

    // Dropped afterwards: gone from the public list, kept with its reason.
    await page.goto(letter);
    await follow(page, () => page.locator("main tbody a").filter({ hasText: `Trần Văn Đồng Ý ${mark}` }).click());
    await confirm(page, "drop", { reason: "Cơ quan ký thu hồi quyết định" });
    expect(await mainText(page)).toContain("Cơ quan ký thu hồi quyết định");
    await visitor.open("/khen-thuong");
    expect(await mainText(visitor.page)).not.toContain(`Trần Văn Đồng Ý ${mark}`);
    expect([secretary.complaints, visitor.complaints]).toEqual([[], []]);
  });
});

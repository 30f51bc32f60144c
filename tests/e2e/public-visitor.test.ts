import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { DESKTOP, fitsWidth, PHONE, useBrowser } from "./journey";

const visit = useBrowser();

/** The one edition of the demo whose result is out. */
async function demoPublished(page: Page): Promise<string | undefined> {
  const editions = (await (await page.request.get("/api/v1/editions")).json()) as { slug: string; kind: string; number: number }[];
  return editions.find(({ kind, number }) => kind === "YOUTH" && number === 17)?.slug;
}

describe.each([
  ["on a phone", PHONE],
  ["at a desk", DESKTOP],
])("a visitor %s, without JavaScript and without an account", (_where, viewport) => {
  it("finds the winners from the home page, by prize and by field", async () => {
    const visitor = await visit({ viewport, javaScript: false });
    const { page } = visitor;
    await visitor.open("/");
    expect(await page.locator("script:not([type='application/ld+json'])").count()).toBe(0);
    expect(await fitsWidth(page)).toBe(true);
    await page.getByRole("link", { name: "Xem kết quả" }).first().click();
    await page.waitForURL("**/ket-qua");
    expect(await page.locator("main").innerText()).toMatch(/Quyết định số \S+/);
    // Other journeys publish editions of their own meanwhile; which prizes there are is known of the demo alone.
    await visitor.open(`/cuoc-thi/${await demoPublished(page)}/ket-qua`);
    const text = await page.locator("main").innerText();
    for (const tier of ["Giải Đặc biệt", "Giải Nhất", "Giải Nhì", "Giải Ba", "Giải Khuyến khích"]) expect(text).toContain(tier);
    expect(text).toMatch(/Quyết định số \S+/);
    expect(await fitsWidth(page)).toBe(true);
    expect(visitor.complaints).toEqual([]);
    await visitor.close();
  });

  it("reads what an open contest asks for and is led to sign in to enter", async () => {
    const visitor = await visit({ viewport, javaScript: false });
    const { page } = visitor;
    await visitor.open("/");
    await page.getByRole("link", { name: "Nộp bài" }).first().click();
    await page.waitForURL("**/dang-nhap?tiep=**");
    expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe("Đăng nhập");
    expect(await fitsWidth(page)).toBe(true);
    await visitor.close();
  });

  it("is told when results that are not out yet are planned", async () => {
    const visitor = await visit({ viewport, javaScript: false });
    const editions = (await (await visitor.page.request.get("/api/v1/editions")).json()) as { slug: string; phase: string }[];
    const judging = editions.find(({ phase }) => phase === "JUDGING");
    const answer = await visitor.page.goto(`/cuoc-thi/${judging?.slug}/ket-qua`);
    expect(answer?.status()).toBe(404);
    expect(await visitor.page.locator("main").innerText()).toMatch(/\d{2}\/\d{2}\/\d{4}/);
    await visitor.close();
  });
});

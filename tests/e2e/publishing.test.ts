import { request as httpRequest, type IncomingMessage } from "node:http";
import { once } from "node:events";
import { gunzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { ourApp } from "../support/our-app";
import { DESKTOP, fitsWidth, PHONE, useBrowser, type Visitor } from "./journey";

const visit = useBrowser();
/** Text of a first visit over the wire, headers and styles included, fonts and pictures not. */
const MOST_BYTES = 20_000;

let slug: string;
beforeAll(async () => {
  const editions = (await (await fetch(`${ourApp().url}/api/v1/editions`)).json()) as { slug: string; kind: string; number: number }[];
  slug = editions.find(({ kind, number }) => kind === "YOUTH" && number === 17)?.slug ?? "no edition 17";
});

/** One request on a connection of its own: its text and everything that came through. */
async function wire(path: string): Promise<{ text: string; bytes: number }> {
  const sent = httpRequest(`${ourApp().url}${path}`, { agent: false, headers: { "accept-encoding": "gzip" } });
  sent.end();
  const [answer] = (await once(sent, "response")) as [IncomingMessage];
  const { socket } = answer;
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  return { text: (answer.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body).toString("utf8"), bytes: socket.bytesRead };
}

const stylesOf = (html: string) => [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map((match) => match[1] ?? "");

describe("what stands around a result", () => {
  it("weighs at most 20 kB a page with its styles", async () => {
    const weights: Record<string, number> = {};
    for (const end of ["ket-qua", "ket-qua?theo=linh-vuc", "ket-qua?theo=don-vi", "thong-ke", "bao-chi"]) {
      const page = await wire(`/cuoc-thi/${slug}/${end}`);
      const sheets = await Promise.all(stylesOf(page.text).map(wire));
      weights[end] = sheets.reduce((sum, sheet) => sum + sheet.bytes, page.bytes);
    }
    expect(Object.entries(weights).filter(([, bytes]) => bytes > MOST_BYTES)).toEqual([]);
  });

  it.each([
    ["on a phone", PHONE],
    ["at a desk", DESKTOP],
  ])("is found by a visitor %s without JavaScript: by field and unit, an entry and its neighbours, statistics, press", async (_where, viewport) => {
    const visitor = await visit({ viewport, javaScript: false });
    const { page } = visitor;
    await visitor.open(`/cuoc-thi/${slug}/ket-qua`);
    for (const view of ["Theo lĩnh vực", "Theo đơn vị"]) {
      await page.getByRole("link", { name: view }).click();
      expect(await page.locator("main .group-lists h2").count()).toBeGreaterThan(2);
      expect(await fitsWidth(page)).toBe(true);
    }
    await page.locator("main .group-lists a").first().click();
    const first = await page.locator("main h1").innerText();
    expect(await fitsWidth(page)).toBe(true);
    await page.locator("main nav.neighbours a").first().click();
    expect(await page.locator("main h1").innerText()).not.toBe(first);
    for (const [name, heading] of [["Thống kê", "Tác giả theo độ tuổi"], ["Dành cho báo chí", "Đoạn tin ngắn"]] as const) {
      await visitor.open(`/cuoc-thi/${slug}/ket-qua`);
      await page.getByRole("link", { name, exact: true }).click();
      await page.getByRole("heading", { name: heading }).waitFor();
      expect(await fitsWidth(page)).toBe(true);
    }
    expect(await page.locator("head link[type='application/atom+xml']").first().getAttribute("href")).toBe("/tin.xml");
    expect(visitor.complaints).toEqual([]);
    await visitor.close();
  });

  it("hides no button and no figure to the side of a small phone, in both languages", async () => {
    const visitor = await visit({ viewport: { width: 360, height: 740 }, javaScript: false });
    const { page } = visitor;
    for (const path of ["", "/en"].flatMap((prefix) => ["ket-qua", "thong-ke"].map((end) => `${prefix}/cuoc-thi/${slug}/${end}`))) {
      await visitor.open(path);
      expect(await page.locator("main .btn").count()).toBeGreaterThan(0);
      expect({ path, cut: await cutOff(page) }).toEqual({ path, cut: [] });
    }
    await visitor.close();
  });
});

/** What of the page's main part lies beside its window, or inside a part that would have to be pushed aside. */
function cutOff(page: Page): Promise<string[]> {
  return page.locator("main").evaluate((main) =>
    [...main.querySelectorAll("*")]
      .filter((element) => element.matches(".btn, .figures :is(td, th)") && element.getBoundingClientRect().right > document.documentElement.clientWidth)
      .concat([...main.querySelectorAll(".scroll, .actions")].filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth))
      .map((element) => `${element.className} ${element.textContent.slice(0, 40)}`),
  );
}

describe("the ceremony", () => {
  const ceremony = () => `/ban-to-chuc/${slug}/le-trao-giai`;
  const shown = (page: Page) => page.locator("#ceremony-live h1").first().innerText();
  const becomes = (page: Page, text: string) => page.waitForFunction((wanted) => document.querySelector("#ceremony-live h1")?.textContent === wanted, text);

  async function toStart(visitor: Visitor) {
    await visitor.open(ceremony());
    const restart = visitor.page.getByRole("button", { name: "Về đầu" });
    if ((await restart.count()) > 0) await restart.click();
    await becomes(visitor.page, "Lễ tổng kết và trao giải");
  }

  it("is led by keys at the screen and from a phone; each shows what the other did, and a screen without network keeps its picture", async () => {
    const [phone, hall] = [await visit({ viewport: PHONE, javaScript: true }), await visit({ viewport: DESKTOP, javaScript: true })];
    await phone.signIn("thuky@demo.example");
    await hall.signIn("chutich@demo.example");
    await toStart(phone);
    await hall.open(`${ceremony()}/chieu`);
    await becomes(hall.page, "Lễ tổng kết và trao giải");

    await hall.page.keyboard.press("Space");
    await hall.page.waitForFunction(() => document.querySelector("#ceremony-live h1")?.textContent !== "Lễ tổng kết và trao giải");
    const second = await shown(hall.page);
    await becomes(phone.page, second);

    await phone.page.getByRole("button", { name: "Tiếp", exact: true }).click();
    await phone.page.waitForFunction((before) => document.querySelector("#ceremony-live h1")?.textContent !== before, second);
    const third = await shown(phone.page);
    await becomes(hall.page, third);
    expect(await fitsWidth(phone.page)).toBe(true);
    expect(await fitsWidth(hall.page)).toBe(true);

    await hall.page.context().setOffline(true);
    await hall.page.locator("#ceremony-offline").waitFor({ state: "visible" });
    expect(await shown(hall.page)).toBe(third);
    await hall.page.keyboard.press("PageDown");
    await hall.page.context().setOffline(false);
    await hall.page.waitForFunction((before) => document.querySelector("#ceremony-live h1")?.textContent !== before, third);
    await becomes(phone.page, await shown(hall.page));
    await hall.page.keyboard.press("PageUp");
    await becomes(hall.page, third);
    await toStart(phone);
    await phone.close();
    await hall.close();
  });

  it("goes on and back without JavaScript, and its page never holds a later prize", async () => {
    const visitor = await visit({ viewport: DESKTOP, javaScript: false });
    await visitor.signIn("btc@demo.example");
    const { page } = visitor;
    const result = (await (await page.request.get(`/cuoc-thi/${slug}/ket-qua.json`)).json()) as { awards: { tier: string; title: string }[] };
    const highest = result.awards.filter(({ tier }) => tier === "SPECIAL" || tier === "FIRST").map(({ title }) => title);
    expect(highest.length).toBeGreaterThan(0);
    await visitor.open(`${ceremony()}/chieu`);
    for (let at = 0; at < 4; at += 1) {
      const before = await shown(page);
      await page.getByRole("button", { name: "Tiếp" }).click();
      await page.waitForURL("**/chieu");
      expect(await shown(page)).not.toBe(before);
      const source = await page.content();
      expect(highest.filter((title) => source.includes(title))).toEqual([]);
    }
    for (let at = 0; at < 4; at += 1) {
      await page.getByRole("button", { name: "Lùi" }).click();
      await page.waitForURL("**/chieu");
    }
    expect(await shown(page)).toBe("Lễ tổng kết và trao giải");
    expect(await fitsWidth(page)).toBe(true);
    await visitor.close();
  });
});

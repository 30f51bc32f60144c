import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext, Dialog, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEMO_PASSWORD } from "~/domain/people/demo-sign-ins";
import { launchProfile } from "../support/chromium";
import { type Line, openLine } from "../support/cut-network";
import { ourApp } from "../support/our-app";
import { DESKTOP, PATIENCE_MS, PHONE, useBrowser } from "./journey";
import { MARKER, type OfflineStage, stageForJudge } from "./offline-people";

const ENTRIES = 14;
const visit = useBrowser();
let stage: OfflineStage;
let line: Line;
let profile: string;
let phone: BrowserContext;
let page: Page;

/** Questions the judge was asked, and what the judge says to the next one. */
const asked: string[] = [];
let says = true;
async function answer(dialog: Dialog): Promise<void> {
  asked.push(dialog.message());
  await (says ? dialog.accept() : dialog.dismiss());
}

/** The telephone of the judge: its clock is years behind, and it is the same one after it was switched off. */
async function switchOn(): Promise<void> {
  phone = await launchProfile(profile, { baseURL: line.url, viewport: PHONE, locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh" });
  await phone.addInitScript(() => {
    const behind = 27 * 365 * 86_400_000;
    const now = Date.now.bind(Date);
    Date.now = () => now() - behind;
  });
  page = phone.pages()[0] ?? (await phone.newPage());
  page.setDefaultTimeout(PATIENCE_MS);
  page.on("dialog", (dialog) => void answer(dialog));
}

/** The tab dies without a word; another one is opened. */
async function crashTab(): Promise<void> {
  const dead = page;
  const session = await phone.newCDPSession(dead);
  const crash = dead.waitForEvent("crash");
  session.send("Page.crash").catch(() => undefined);
  await crash;
  page = await phone.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  page.on("dialog", (dialog) => void answer(dialog));
  await dead.close();
}

async function signIn(at: Page, name: string): Promise<void> {
  await at.goto("/dang-nhap");
  await at.fill("input[name=signInName]", name);
  await at.fill("input[name=password]", DEMO_PASSWORD);
  await Promise.all([at.waitForURL((url) => !url.pathname.startsWith("/dang-nhap")), at.click("main form button[type=submit]")]);
}

const cut = () => Promise.all([line.cut(), phone.setOffline(true)]);
const mend = () => Promise.all([line.mend(), phone.setOffline(false)]);
const state = (at: Page, wanted: string) => at.locator(`[data-save-state][data-state="${wanted}"]`).waitFor({ state: "attached" });
const scoreFields = (at: Page) => at.locator("form[data-score-sheet] [data-score]");
const sheetOf = (index: number) => stage.sheets[index] ?? "";

/** On a phone dossier and scores are two tabs. */
async function toScores(at: Page): Promise<void> {
  const tab = at.locator("[data-tab=score]");
  if (await tab.isVisible()) await tab.click();
}

/** Types every score and the remark, as a hurried judge does; returns the scores by criterion id. */
async function fillSheet(at: Page, score: string, remark: string): Promise<Record<string, number>> {
  const fields = scoreFields(at);
  await toScores(at);
  const typed: Record<string, number> = {};
  for (let index = 0; index < (await fields.count()); index += 1) {
    await fields.nth(index).fill(score);
    typed[(await fields.nth(index).getAttribute("data-score")) ?? ""] = Number(score.replace(",", ".")) * 10_000;
  }
  await at.locator("textarea[name=remark]").fill(remark);
  return typed;
}

beforeAll(async () => {
  stage = await stageForJudge(ENTRIES);
  line = await openLine(ourApp().url);
  profile = mkdtempSync(join(tmpdir(), "sangtao-phone-"));
  await switchOn();
});

afterAll(async () => {
  await phone.close();
  await line.cut();
  await stage.close();
  rmSync(profile, { recursive: true, force: true });
});

/** Everything IndexedDB and the caches of this origin hold, as one text: bytes one letter each. */
function everythingKept(at: Page): Promise<{ text: string; rows: number; keysLeave: boolean }> {
  return at.evaluate(async () => {
    const say = (value: unknown): string => {
      if (value instanceof ArrayBuffer) return new TextDecoder("latin1").decode(value) + new TextDecoder().decode(value);
      if (ArrayBuffer.isView(value)) return new TextDecoder().decode(value as Uint8Array);
      if (value instanceof CryptoKey) return `key ${value.extractable}`;
      if (typeof value === "object" && value !== null) return Object.values(value).map(say).join(" ");
      return String(value);
    };
    const wait = <T>(request: IDBRequest<T>) => new Promise<T>((resolve, reject) => ((request.onsuccess = () => resolve(request.result)), (request.onerror = () => reject(request.error))));
    let text = "";
    let rows = 0;
    let keysLeave = false;
    for (const { name } of await indexedDB.databases()) {
      const database = await wait(indexedDB.open(name ?? ""));
      for (const store of database.objectStoreNames) {
        const values = await wait(database.transaction(store).objectStore(store).getAll());
        rows += values.length;
        text += values.map(say).join(" ");
        for (const value of values) if (value instanceof CryptoKey) keysLeave ||= await crypto.subtle.exportKey("raw", value).then(() => true, () => false);
      }
      database.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) text += await ((await cache.match(request)) as Response).text();
    }
    return { text, rows, keysLeave };
  });
}

interface Fetched {
  status: number;
  size: number;
  /** one letter each */
  bytes: string;
}

/** What the page gets from an address. */
function bytesOf(path: string, range?: string): Promise<Fetched> {
  return page.evaluate(
    async ([address, wanted]) => {
      const answer = await fetch(address ?? "", wanted ? { headers: { range: wanted } } : {});
      const content = new Uint8Array(await answer.arrayBuffer());
      const pieces = Array.from({ length: Math.ceil(content.length / 10_000) }, (_, index) => String.fromCharCode(...content.subarray(index * 10_000, (index + 1) * 10_000)));
      return { status: answer.status, size: content.length, bytes: pieces.join("") };
    },
    [path, range],
  );
}

/** Files below a folder that hold these bytes. */
function filesHolding(folder: string, bytes: Buffer): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => {
    const path = join(folder, name);
    return statSync(path, { throwIfNoEntry: false })?.isFile() && readFileSync(path).includes(bytes);
  });
}

describe("a judge at a venue without a network", () => {
  const typed = new Map<number, Record<string, number>>();
  const atHome: Fetched[] = [];

  it("is told at home, where there is a network, only that nothing is on the device yet", async () => {
    await signIn(page, stage.email);
    await page.goto("/cham-thi/khong-mang");
    await page.locator("[data-offline-loaded]").getByText("Trên máy này chưa có bài nào.").waitFor();
    expect(await page.locator("main").innerText()).not.toContain("Không có mạng,");
  });

  it("loads the entries at home", async () => {
    for (const id of [stage.photo, stage.film]) atHome.push(await bytesOf(`/tep/${id}`));
    await page.goto("/cham-thi");
    await page.locator("[data-offline-copy] button").first().click();
    await page.locator("[data-copy-state=choosing]").waitFor();
    for (const box of await page.locator("[data-offline-copy] input[type=checkbox]").all()) await box.check();
    await page.locator("[data-offline-copy] .btn-primary").click();
    await page.locator("[data-copy-state=loaded]").waitFor();
    expect(await page.locator("[data-copy-state=loaded]").innerText()).toContain(String(ENTRIES));
  });

  it("scores ten of them through reloads, a crashed tab and a telephone that was switched off", async () => {
    await cut();
    for (let index = 0; index < 10; index += 1) {
      await page.goto(`/cham-thi/${sheetOf(index)}`);
      await page.locator("[data-note=from-device]").waitFor();
      typed.set(index, await fillSheet(page, String(index + 1), `nhận xét ${index}`));
      await state(page, "device");
      if (index % 3 === 1) {
        await page.reload();
        await expect.poll(() => scoreFields(page).first().inputValue()).toBe(String(index + 1));
        expect(await page.locator("textarea[name=remark]").inputValue()).toBe(`nhận xét ${index}`);
      }
      if (index === 2) {
        await page.locator("form[data-score-sheet] button[name=intent][value=next]").click();
        await page.waitForURL(`**/cham-thi/${sheetOf(3)}`);
      }
      if (index === 5) await crashTab();
      if (index === 7) {
        await phone.close();
        await switchOn();
        // From here on the browser believes in a network that nothing comes through.
      }
    }
    await page.goto("/cham-thi");
    await expect.poll(() => page.locator("[data-waiting]").getAttribute("data-waiting")).toBe("10");
    expect(await stage.stored(sheetOf(0))).toBeNull();
  });

  it("sees photos and seeks through films from the device, byte for byte", async () => {
    await page.goto(`/cham-thi/${sheetOf(0)}`);
    expect(await bytesOf(`/tep/${stage.photo}`)).toEqual(atHome[0]);
    expect(await bytesOf(`/tep/${stage.film}`)).toEqual(atHome[1]);
    const part = await bytesOf(`/tep/${stage.film}`, "bytes=1048570-1048589");
    expect(part).toEqual({ status: 206, size: 20, bytes: atHome[1]?.bytes.slice(1_048_570, 1_048_590) });
  });

  it("is told of a page that was not loaded, and gets to those that were", async () => {
    await page.goto("/cham-thi/00000000-0000-4000-8000-000000000000");
    await expect.poll(() => page.locator("[data-offline-loaded] a").count()).toBe(ENTRIES);
  });

  it("finds every score at the server once, as clicked, when the network is back; what was changed elsewhere waits for a choice", async () => {
    const other = await visit({ viewport: DESKTOP });
    await other.signIn(stage.email);
    await other.open(`/cham-thi/${sheetOf(3)}`);
    const theirs = await fillSheet(other.page, "2", "nhận xét từ máy khác");
    await state(other.page, "server");
    const before = await stage.stored(sheetOf(3));

    await mend();
    await page.goto("/cham-thi");
    await page.locator("[data-on-device=conflict]").first().waitFor();
    await expect.poll(() => page.locator("[data-waiting]").count()).toBe(0);
    for (const [index, scores] of typed) {
      if (index === 3) continue;
      const stored = await stage.stored(sheetOf(index));
      expect(stored).toEqual({ revisions: stored?.version, version: stored?.revisions, doubled: 0, remark: `nhận xét ${index}`, scores });
    }
    expect(await stage.stored(sheetOf(3))).toEqual(before);

    await page.goto(`/cham-thi/${sheetOf(3)}`);
    const rows = page.locator("[data-conflict] tbody tr");
    const mine = typed.get(3) ?? {};
    await rows.first().waitFor();
    expect(await rows.count()).toBe(Object.keys(mine).length + 1);
    const criteria = await scoreFields(page).evaluateAll((fields) => fields.map((field) => field.getAttribute("data-score") ?? ""));
    await rows.nth(0).locator("input[value=mine]").check();
    for (let index = 1; index < (await rows.count()); index += 1) await rows.nth(index).locator("input[value=stored]").check();
    await page.locator("[data-conflict] .btn-primary").click();
    await state(page, "server");
    const chosen = { ...theirs, [criteria[0] ?? ""]: mine[criteria[0] ?? ""] };
    expect(await stage.stored(sheetOf(3))).toEqual({ revisions: (before?.revisions ?? 0) + 1, version: (before?.version ?? 0) + 1, doubled: 0, remark: "nhận xét từ máy khác", scores: chosen });
    expect(other.complaints).toEqual([]);
    await other.close();
  });

  it("is told plainly that a lock or a declared conflict did not get through, and sends the very same when the network is back", async () => {
    await page.goto(`/cham-thi/${sheetOf(0)}?khoa=1`);
    await cut();
    await page.locator("main button[value=lock]").first().click();
    await page.locator("[data-not-sent]").waitFor();
    expect(await page.locator("main h1").innerText()).toBe("Chưa gửi được");
    await mend();
    await Promise.all([page.waitForURL("**da=khoa**"), page.locator("[data-not-sent] button").click()]);
    expect(await page.locator("form[data-score-sheet]").count()).toBe(0);

    await page.goto(`/cham-thi/${sheetOf(11)}/xung-dot`);
    await page.locator("textarea[name=reason]").fill("học trò cũ của tôi");
    await cut();
    await page.locator("main form button[type=submit]").click();
    await page.locator("[data-not-sent]").waitFor();
    expect(await page.locator("input[name=reason]").inputValue()).toBe("học trò cũ của tôi");
    // Still no network: the same once more.
    await page.locator("[data-not-sent] button").click();
    await page.locator("[data-not-sent]").waitFor();
    expect(await page.locator("input[name=reason]").inputValue()).toBe("học trò cũ của tôi");
    await mend();
    await Promise.all([page.waitForURL("**da=khai**"), page.locator("[data-not-sent] button").click()]);
    expect(await page.locator(`main a[href$="${sheetOf(11)}"]`).count()).toBe(0);
  });

  it("sends what came late once more when the chair refused it and the round is open again, and may lock it", async () => {
    await page.goto(`/cham-thi/${sheetOf(12)}`);
    await cut();
    const scores = await fillSheet(page, "7", "đến muộn");
    await state(page, "device");
    await stage.moveEnd(-1);
    await mend();
    await state(page, "late");
    expect(await stage.stored(sheetOf(12))).toBeNull();
    expect(await stage.refuseLate(sheetOf(12))).toBe(1);
    await page.goto(`/cham-thi/${sheetOf(12)}`);
    expect(await page.locator("form[data-score-sheet]").count()).toBe(0);
    await stage.moveEnd(24 * 60);
    await page.reload();
    await state(page, "server");
    expect(await stage.stored(sheetOf(12))).toEqual({ revisions: 1, version: 1, doubled: 0, remark: "đến muộn", scores });
    await toScores(page);
    await Promise.all([page.waitForURL("**khoa=1**"), page.locator("button[name=intent][value=review]").first().click()]);
  });

  it("keeps what the server refuses, as text, until the judge lets it go", async () => {
    await page.goto(`/cham-thi/${sheetOf(13)}`);
    await cut();
    await fillSheet(page, "6", "sẽ bị từ chối");
    await state(page, "device");
    const other = await visit({ viewport: DESKTOP });
    await other.signIn(stage.email);
    await other.open(`/cham-thi/${sheetOf(13)}/xung-dot`);
    await other.page.fill("textarea[name=reason]", "người nhà");
    await Promise.all([other.page.waitForURL("**da=khai**"), other.page.locator("main form button[type=submit]").click()]);
    await other.close();
    await mend();
    await state(page, "refused");
    expect(await page.locator("[data-conflict] pre").innerText()).toContain("sẽ bị từ chối");
    expect(await stage.stored(sheetOf(13))).toBeNull();
    await page.locator("[data-conflict] .btn-danger").click();
    await expect.poll(() => page.locator("[data-conflict] pre").count()).toBe(0);
    expect(asked.at(-1)).toContain("Xóa hẳn");
  });

  it("keeps nothing that can be read: neither in the databases nor on the disk, and the key does not leave the browser", async () => {
    const kept = await everythingKept(page);
    expect(kept.rows).toBeGreaterThan(ENTRIES);
    expect(kept.text).not.toContain(MARKER);
    expect(kept.text).not.toContain("nhận xét");
    expect(kept.text).toContain("key false");
    expect(kept.keysLeave).toBe(false);
    await phone.close();
    for (const encoding of ["utf8", "utf16le"] as const) {
      expect(filesHolding(join(profile, "Default", "IndexedDB"), Buffer.from(MARKER, encoding))).toEqual([]);
      expect(filesHolding(join(profile, "Default", "Service Worker"), Buffer.from(MARKER, encoding))).toEqual([]);
    }
    await switchOn();
  });

  it("leaves nothing to see for another account on the same device", async () => {
    await phone.clearCookies();
    await signIn(page, "tacgia@demo.example");
    await cut();
    await page.goto(`/cham-thi/${sheetOf(0)}`).catch(() => undefined);
    expect(await page.content()).not.toContain(MARKER);
    await page.goto("/cham-thi").catch(() => undefined);
    expect(await page.content()).not.toContain(sheetOf(0));
    await mend();
  });

  it("asks before unsent sheets go by signing out, and keeps them when told to", async () => {
    await phone.clearCookies();
    await signIn(page, stage.email);
    await page.goto(`/cham-thi/${sheetOf(10)}`);
    await toScores(page);
    await cut();
    await page.locator("textarea[name=remark]").fill("còn sót lại");
    await state(page, "device");
    says = false;
    await page.locator("form[action$='/dang-xuat'] button").first().click();
    await expect.poll(() => asked.at(-1)).toContain("1 phiếu");
    expect(await page.locator("textarea[name=remark]").inputValue()).toBe("còn sót lại");
    says = true;
    await mend();
    await state(page, "server");
    expect((await stage.stored(sheetOf(10)))?.remark).toBe("còn sót lại");
  });

  it("sees to it on a page without these scripts too, and leaves an empty device", async () => {
    // As while something waits: sent by the time it is looked at, which nobody can know there.
    await phone.addCookies([{ name: "cham_thi_chua_gui", value: "0190aaaa", url: line.url }]);
    await page.goto("/tai-khoan");
    await Promise.all([page.waitForURL("**/dang-xuat"), page.locator("form[action$='/dang-xuat'] button").first().click()]);
    await Promise.all([page.waitForURL("**/dang-nhap?da-ra=1"), page.locator("main form button[type=submit]").click()]);
    const kept = await everythingKept(page);
    expect(kept.rows).toBe(0);
    expect(kept.text).not.toContain(MARKER);
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  });
});

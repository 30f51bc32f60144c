import { randomUUID } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openServices, type OpenServices } from "~/composition.server";
import type { Role } from "~/domain/access/roles";
import { DEMO_PASSWORD } from "~/domain/people/demo-sign-ins";
import { systemClock } from "~/platform/config/clock.server";
import { loadConfig } from "~/platform/config/config.server";
import { silentLog } from "~/platform/log/log.server";
import { makeEdition } from "../factories/editions";
import { makeEntry } from "../factories/entries";
import { makePanel } from "../factories/judging";
import { makeUser } from "../factories/people";
import { ourApp } from "../support/our-app";
import { confirm, follow, mainText } from "./acts";
import { DESKTOP, fitsWidth, PHONE, useBrowser, type Visitor } from "./journey";

const visit = useBrowser();

/** Points of each criterion in the rubric's order, given by every judge: 89, 69 and 48 of 100. */
const POINTS: Readonly<Record<string, readonly string[]>> = {
  "Máy lọc nước mưa": ["36", "27", "13", "13"],
  "Giàn phơi tự thu": ["28", "21", "10", "10"],
  "Thùng rác biết nói": ["20", "16", "6", "6"],
};
const [BEST, SECOND, LAST] = Object.keys(POINTS) as [string, string, string];
const LEAST = 60;
const APPLY = "main form:has(input[name=fingerprint]) button";

let open: OpenServices;
let desk: string;
let judges: readonly string[];
let secretary: Visitor;
let chair: Visitor;

/** An edition of its own in its preliminary round: people, a panel and qualified entries, nothing assigned yet. */
beforeAll(async () => {
  open = await openServices({ config: loadConfig({ DATA_DIR: ourApp().dataDir }, { mode: "cli" }), clock: systemClock, log: silentLog });
  const { services } = open;
  const slug = `gia-dinh-so-khao-${randomUUID().slice(0, 8)}`;
  const made = await makeEdition(services, {
    phase: "JUDGING",
    number: 900,
    hostName: "Hội đồng thử vòng sơ khảo",
    change: (draft) => ({
      ...draft,
      slug,
      rounds: draft.rounds.map((round) => (round.code === "PRELIM" ? { ...round, blind: false, admitFrom: LEAST * 10_000, admitMost: 2 } : round)),
    }),
  });
  desk = `/ban-to-chuc/${slug}`;
  const password = await hashPassword(DEMO_PASSWORD);
  const person = async (role: Role) => {
    const actor = await makeUser(services, { role, editionId: made.edition.id, email: `${randomUUID()}@demo.example` });
    await services.db.prisma.user.update({ where: { id: actor.userId }, data: { emailVerified: true } });
    await services.db.prisma.account.create({ data: { id: randomUUID(), accountId: actor.userId, providerId: "credential", userId: actor.userId, password } });
    return actor;
  };
  const panel = [await person("JUDGE"), await person("JUDGE"), await person("JUDGE")];
  judges = panel.map(({ email }) => email);
  await makePanel(services, made, { name: "Tiểu ban sơ khảo", judges: panel });
  for (const title of Object.keys(POINTS)) await makeEntry(services, made.edition, { state: "SUBMITTED", screening: "QUALIFIED", title });
  secretary = await signedIn((await person("SECRETARY")).email, DESKTOP);
  chair = await signedIn((await person("CHAIR")).email, PHONE);
});
afterAll(() => open.close());

async function signedIn(email: string, viewport: typeof PHONE): Promise<Visitor> {
  const visitor = await visit({ viewport, javaScript: false });
  await visitor.signIn(email);
  return visitor;
}

const rowOf = (page: Page, title: string) => page.locator("main tbody tr").filter({ hasText: title });

/** Scores one entry and locks the sheet after reading it back. */
async function score(judge: Visitor, path: string): Promise<void> {
  const { page } = judge;
  await judge.open(path);
  const heading = await page.getByRole("heading", { level: 1 }).innerText();
  const points = Object.entries(POINTS).find(([title]) => heading.includes(title))?.[1];
  if (!points) throw new Error(`an entry nobody made: ${heading}`);
  const fields = page.locator("main input[inputmode=decimal]");
  for (const [index, value] of points.entries()) await fields.nth(index).fill(value);
  await follow(page, () => page.locator("main button[value=review]").first().click());
  await follow(page, () => page.locator("main button[value=lock]").first().click());
}

/** Asks for a plan of the preliminary round and waits until the page says what was found. */
async function plan(perEntry: string, cap: string, found: RegExp): Promise<void> {
  const { page } = secretary;
  await secretary.open(`${desk}/phan-cong/tu-dong?vong=PRELIM`);
  await page.locator("main form:has(button[value=start]) input[name=perEntry]").fill(perEntry);
  const option = page.locator("main form:has(button[value=start]) details");
  if ((await option.getAttribute("open")) === null) await option.locator("summary").click();
  await option.locator("input[name=maxChance]").fill(cap);
  await follow(page, () => page.locator("main button[value=start]").click());
  await expect.poll(async () => (await page.reload(), mainText(page)), { interval: 500 }).toMatch(found);
}

describe("a preliminary round", () => {
  it("can be drawn by lot under a cap on the chance of any pair, or is told why the cap is too small; without one nothing is drawn", async () => {
    const { page } = secretary;
    await plan("1", "50", /Số bốc thăm: \d+/);
    expect(await mainText(page)).toMatch(/Cơ hội cao nhất của một cặp trong phương án này: (50|[34]\d(,\d+)?) %/);
    const file = await page.request.get(new URL((await page.locator("main a[href*='/boc-tham/']").first().getAttribute("href")) ?? "", page.url()).href);
    expect(await file.json()).toMatchObject({ maxChance: "0.5", perEntry: 1 });
    await page.locator("main form:has(button[value=start]) input[name=maxChance]").fill("một nửa");
    await page.locator("main button[value=start]").click();
    await expect.poll(() => mainText(page)).toContain("Trần cơ hội phải là số nguyên từ 1 đến 99");
    expect(await page.locator("main form:has(button[value=start]) input[name=maxChance]").inputValue()).toBe("một nửa");
    await plan("3", "50", /Với trần 50 % mỗi bài cần ít nhất 6 giám khảo không xung đột, không kể người đã phân công; các bài sau chỉ có 3/);
    await plan("3", "", /Áp dụng phương án này/);
    expect(await mainText(page)).not.toMatch(/Số bốc thăm: \d/);
    expect(await mainText(page)).toMatch(/Vòng này đã bốc thăm \d+ lần/);
    expect(secretary.complaints).toEqual([]);
  });

  it("is assigned by a plan that was looked at first", async () => {
    const { page } = secretary;
    await secretary.open(`${desk}/phan-cong/tu-dong?vong=PRELIM`);
    await follow(page, () => page.locator("main button[value=start]").click());
    await expect.poll(async () => (await page.reload(), page.locator(APPLY).count()), { interval: 500 }).toBe(1);
    await secretary.open(`${desk}/phan-cong?vong=PRELIM`);
    expect(await rowOf(page, BEST).innerText()).not.toMatch(/GK\d{2}/);
    await secretary.open(`${desk}/phan-cong/tu-dong?vong=PRELIM`);
    await follow(page, () => page.locator(APPLY).click());
    await secretary.open(`${desk}/phan-cong?vong=PRELIM`);
    for (const title of Object.keys(POINTS)) expect((await rowOf(page, title).innerText()).match(/GK\d{2}/g)).toHaveLength(3);
    expect(secretary.complaints).toEqual([]);
  });

  it("has its judges reminded by letters that the chair read, rewrote and approved", async () => {
    const { page } = chair;
    await chair.open(`${desk}/tien-do?vong=PRELIM`);
    await follow(page, () => page.locator("main form:has(input[name=roundId]) button").click());
    expect(new URL(page.url()).pathname).toBe(`${desk}/thu-cho-duyet`);
    expect(await mainText(page)).toContain("Đã soạn 3 thư nhắc");
    expect(await fitsWidth(page)).toBe(true);
    const letter = page.locator("main .card").filter({ has: page.locator("textarea[name=body]") }).first();
    await letter.locator("details").filter({ has: page.locator("textarea") }).locator("summary").click();
    const written = await letter.locator("textarea[name=body]").inputValue();
    expect(written).toContain("còn 3 phiếu chấm chưa khóa");
    await letter.locator("textarea[name=body]").fill(`${written}\n\nXin cảm ơn thầy cô đã cố gắng.`);
    await follow(page, () => letter.locator("button[value=rewrite]").click());
    expect(await mainText(page)).toContain("Xin cảm ơn thầy cô đã cố gắng.");
    await chair.open(desk);
    expect(await mainText(page)).toContain("thư chờ duyệt");
    await chair.open(`${desk}/thu-cho-duyet`);
    await confirm(page, "approve");
    expect(await mainText(page)).toContain("Đã duyệt 3 thư.");
    expect(await mainText(page)).toContain("Không có thư nào chờ duyệt");
    await secretary.open(`/ban-to-chuc/thu-di?q=${encodeURIComponent("chưa khóa")}`);
    expect(await secretary.page.locator("main tbody tr").filter({ hasText: /Chờ gửi|Đã gửi|Đã ghi ra tệp/ }).count()).toBe(3);
    expect([...chair.complaints, ...secretary.complaints]).toEqual([]);
  });

  it("is scored and locked by its judges, all at the same time", async () => {
    const work = async (email: string) => {
      const judge = await signedIn(email, PHONE);
      await judge.open("/cham-thi");
      const links = await judge.page.locator("main a[href^='/cham-thi/']").evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
      const sheets = [...new Set(links.filter((path) => /^\/cham-thi\/[0-9a-f-]{36}$/.test(path)))];
      expect(sheets).toHaveLength(3);
      for (const path of sheets) await score(judge, path);
      expect(judge.complaints).toEqual([]);
      await judge.close();
    };
    await Promise.all(judges.map(work));
  });

  it("gives the list for the final: proposed with its grounds, changed only by the chair and with a reason", async () => {
    await secretary.open(`${desk}/phan-cong/vao-vong?vong=FINAL`);
    const listed = secretary.page;
    expect(await rowOf(listed, BEST).innerText()).toMatch(/89,00/);
    expect(await rowOf(listed, SECOND).innerText()).toMatch(/đạt 69,00 ≥ 60/);
    expect(await rowOf(listed, LAST).innerText()).toMatch(/48,00 dưới mức 60/);
    const ticks = (page: Page) => page.locator("main input[name=entry]:checked").count();
    expect(await ticks(listed)).toBe(2);
    await rowOf(listed, SECOND).locator("input[name=entry]").uncheck();
    await follow(listed, () => listed.locator("main form[method=post] button[type=submit]").last().click());
    expect(await mainText(listed)).toContain("chủ tịch hội đồng cần quyết định");
    expect(await ticks(listed)).toBe(1);

    const { page } = chair;
    await chair.open(`${desk}/phan-cong/vao-vong?vong=FINAL`);
    expect(await fitsWidth(page)).toBe(true);
    await rowOf(page, LAST).locator("input[name=entry]").check();
    await follow(page, () => page.locator("main form[method=post] button[type=submit]").last().click());
    expect(await mainText(page)).toContain("cần ghi lý do");
    expect(await ticks(page)).toBe(3);
    await rowOf(page, LAST).locator("input[name=entry]").uncheck();
    await follow(page, () => page.locator("main form[method=post] button[type=submit]").last().click());
    expect(await mainText(page)).toContain("Đã ghi nhận: 2 bài vào vòng.");

    await secretary.open(`${desk}/phan-cong?vong=FINAL`);
    const final = await mainText(listed);
    expect([BEST, SECOND, LAST].map((title) => final.includes(title))).toEqual([true, true, false]);
    expect([...chair.complaints, ...secretary.complaints]).toEqual([]);
  });
});

import { beforeAll, describe, expect, it } from "vitest";
import { confirm, dayFromNow, follow, mainText } from "./acts";
import { commandLine, endJudging, takeRole } from "./contest-at-its-end";
import { DESKTOP, fitsWidth, PHONE, useBrowser, type Visitor } from "./journey";
import { settleSpreads } from "./ranking-meetings";

const visit = useBrowser();

/** Ties at a quota line, as many as there are: the first of those offered gets each prize that is left. */
async function decideTies({ page }: Visitor, slug: string) {
  await page.goto(`/ban-to-chuc/${slug}/xep-hang`);
  expect(await fitsWidth(page)).toBe(true);
  for (const form = page.locator("main form:has(button[value=choose])"); (await form.count()) > 0; ) {
    const left = Number(/còn (\d+) giải/.exec(await form.first().locator("xpath=..").innerText())?.[1]);
    for (let nth = 0; nth < left; nth += 1) await form.first().locator("input[name=entries]").nth(nth).check();
    await form.first().locator("textarea[name=reason]").fill("Hội đồng bỏ phiếu, tính mới cao hơn.");
    await follow(page, () => form.first().locator("button[value=choose]").click());
  }
}

interface Winner {
  code: string;
  title: string;
}

/** The first prize as proposed to the staff. */
async function firstWinner({ page }: Visitor): Promise<Winner> {
  const text = await page.locator("main tbody tr th").first().innerText();
  const [code, title] = text.split(" – ");
  if (!code || !title) throw new Error(`no winner in ${text}`);
  return { code, title };
}

/** Nothing public may tell who wins before the result is published: page, files, entry, search, interface for machines. */
async function expectNothingPublic({ page }: Visitor, slug: string, { code, title }: Winner) {
  for (const end of ["ket-qua", "ket-qua.json", "ket-qua.csv"]) {
    const answer = await page.request.get(`/cuoc-thi/${slug}/${end}`);
    expect([end, answer.status()]).toEqual([end, 404]);
    expect(await answer.text()).not.toContain(title);
  }
  expect((await page.request.get(`/giai-phap/${code}`)).status()).toBe(404);
  for (const path of ["/", `/cuoc-thi/${slug}`, `/tim-kiem?q=${encodeURIComponent(title)}`]) {
    const links = (await (await page.request.get(path)).text()).match(/href="\/giai-phap\/[^"]*"/g) ?? [];
    expect([path, links.filter((link) => link.includes(code))]).toEqual([path, []]);
  }
  const editions = (await (await page.request.get("/api/v1/editions")).json()) as { slug: string; publishedAt: string | null }[];
  expect(editions.find((edition) => edition.slug === slug)?.publishedAt).toBeNull();
}

async function expectPublished(visitor: Visitor, slug: string, { code, title }: Winner) {
  const { page } = visitor;
  await visitor.open(`/cuoc-thi/${slug}/ket-qua`);
  const text = await mainText(page);
  expect(text).toContain(title);
  expect(text).toContain("17/QĐ-BTC");
  expect(await fitsWidth(page)).toBe(true);
  for (const path of [`/cuoc-thi/${slug}/ket-qua.json`, `/cuoc-thi/${slug}/ket-qua.csv`, `/tim-kiem?q=${encodeURIComponent(title)}`, `/giai-phap/${code}`]) {
    const answer = await page.request.get(path);
    expect([path, answer.status()]).toEqual([path, 200]);
    expect(await answer.text()).toContain(title);
  }
  await visitor.open(`/giai-phap/${code}`);
  expect(await fitsWidth(page)).toBe(true);
}

describe.each([
  ["on phones", PHONE, "dien-thoai"],
  ["at desks", DESKTOP, "may-ban"],
])("a council %s", (_where, viewport, seed) => {
  let slug: string;
  beforeAll(async () => {
    slug = await commandLine("seed", "load", "--entries", "24", "--judges", "6", "--seed", seed);
    await endJudging(slug);
  });

  it("proposes, approves, signs and publishes; nobody outside sees a winner before, everybody at once after", async () => {
    const options = { viewport, javaScript: false };
    const [chair, organiser, secretary, visitor] = [await visit(options), await visit(options), await visit(options), await visit(options)];
    await takeRole(chair, "chutich@demo.example", "CHAIR", slug);
    await takeRole(organiser, "btc@demo.example", "ORGANISER", slug);
    await takeRole(secretary, "thuky@demo.example", "SECRETARY", slug);
    const result = `/ban-to-chuc/${slug}/ket-qua`;

    await decideTies(chair, slug);
    await settleSpreads(chair, slug);
    await chair.open(result);
    const winner = await firstWinner(chair);
    await confirm(chair.page, "propose");
    expect(await fitsWidth(chair.page)).toBe(true);
    expect(await mainText(chair.page)).toMatch(/[0-9a-f]{64}/);
    expect(await chair.page.locator("button[name=intent]").count()).toBe(0);
    await expectNothingPublic(visitor, slug, winner);

    await organiser.open(result);
    await confirm(organiser.page, "approve");
    expect(await fitsWidth(organiser.page)).toBe(true);
    await secretary.open(result);
    await secretary.page.locator("input[name=number]").fill("17/QĐ-BTC");
    await secretary.page.locator("input[name=date]").fill(dayFromNow(0));
    await follow(secretary.page, () => secretary.page.locator("main button[value=sign]").click());
    expect(await mainText(secretary.page)).toContain("17/QĐ-BTC");
    await expectNothingPublic(visitor, slug, winner);

    await confirm(secretary.page, "publish");
    expect(await fitsWidth(secretary.page)).toBe(true);
    await expectPublished(visitor, slug, winner);
    expect([chair, organiser, secretary, visitor].flatMap(({ complaints }) => complaints)).toEqual([]);
    for (const person of [chair, organiser, secretary, visitor]) await person.close();
  });

  it("leaves a chain of records that agrees with what is stored", async () => {
    expect(await commandLine("ledger", "verify", "--edition", slug)).toContain("khớp");
    expect(await commandLine("check-data")).toContain("hợp lệ");
  });
});

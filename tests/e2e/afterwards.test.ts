import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OpenServices } from "~/composition.server";
import { findViolations } from "~/data/invariants.server";
import { makeUnit } from "../factories/people";
import { makePublicContest, type PublicContest } from "../factories/publication";
import { ourApp } from "../support/our-app";
import { confirm, follow, mainText } from "./acts";
import { letSignIn, openBeside, publishForGood } from "./decided-contests";
import { fitsWidth, PHONE, useBrowser } from "./journey";

const visit = useBrowser();
const SHOWN = "Đặng Thị Hòa Bình Minh";
const SILENT = "Đặng Văn Không Nêu Tên";
const TITLES = ["Máy ấp trứng bằng nắng", "Đèn học từ pin cũ"] as const;
const school = `Trường THCS Vinh Danh ${Date.now().toString(36)}`;
let open: OpenServices;
let contest: PublicContest;
let shownKey: string;
let silentKey: string;

beforeAll(async () => {
  open = await openBeside();
  const { services } = open;
  const { prisma } = services.db;
  const unit = await makeUnit(services, { name: school });
  contest = await makePublicContest(services, [{ title: TITLES[0], author: SHOWN, unitName: school }, { title: TITLES[1], author: SILENT, named: false, unitName: school }]);
  const mine = { entry: { editionId: contest.made.edition.id } };
  await prisma.entryVersion.updateMany({ where: mine, data: { unitId: unit.id } });
  await prisma.entryAuthor.updateMany({ where: { version: mine }, data: { unitId: unit.id } });
  // Rows of files that the factory makes have no bytes behind them.
  await prisma.entryFile.deleteMany({ where: { version: mine } });
  await prisma.storedFile.deleteMany({ where: { editionId: contest.made.edition.id } });
  await publishForGood(services, contest);
  [shownKey = "", silentKey = ""] = await Promise.all([0, 1].map(async (place) => (await prisma.entryAuthor.findFirstOrThrow({ where: { version: { entryId: contest.entries[place]?.id ?? "" } } })).key));
  await letSignIn(services, [contest.secretary.userId]);
});
afterAll(() => open.close());

const code = (place: number) => contest.entries[place]?.code ?? "";
/** What anybody gets. */
const asked = async (path: string) => {
  const answer = await fetch(new URL(path, ourApp().url), { redirect: "manual" });
  return { status: answer.status, text: await answer.text() };
};
const search = `/tim-kiem?q=${encodeURIComponent(SHOWN)}`;
/** The result in each of its forms: whether it names the entry, and the author who is erased. */
async function whereNamed() {
  const answers = await Promise.all(forms().map(async (path) => ({ path, ...(await asked(path)) })));
  return answers.map(({ path, status, text }) => ({ path, status, code: text.includes(code(0)), name: text.includes(SHOWN) }));
}
const forms = () => ["ket-qua", "ket-qua.json", "ket-qua.csv", "bao-chi.csv"].map((form) => `/cuoc-thi/${contest.slug}/${form}`);
const scores = () => open.services.db.prisma.scoreSheet.findMany({ where: { assignment: { editionId: contest.made.edition.id } }, select: { id: true, total: true, state: true, lockedAt: true }, orderBy: { id: "asc" } });

describe("an edition that is over", () => {
  it("is found in the archive with the honours of a school and of a person who agreed; once that person is erased there is the code alone, and scores stand", async () => {
    const visitor = await visit({ viewport: PHONE, javaScript: false });
    const { page } = visitor;
    await visitor.open("/luu-tru");
    await page.locator("main form.searchbar input").fill(contest.made.edition.title);
    await follow(page, () => page.locator("main form.searchbar button").first().click());
    expect(await fitsWidth(page)).toBe(true);
    await follow(page, () => page.locator(`main a[href='/cuoc-thi/${contest.slug}/ket-qua']`).first().click());
    expect(await mainText(page)).toContain(SHOWN);

    await visitor.open("/vinh-danh");
    await page.locator("main form.searchbar input").fill(school);
    await follow(page, () => page.locator("main form.searchbar button").first().click());
    await follow(page, () => page.getByRole("link", { name: school }).first().click());
    const honours = await mainText(page);
    for (const words of [school, ...TITLES, SHOWN]) expect(honours).toContain(words);
    expect(honours).not.toContain(SILENT);
    expect(await fitsWidth(page)).toBe(true);
    const unitPage = new URL(page.url()).pathname;
    await follow(page, () => page.getByRole("link", { name: SHOWN }).first().click());
    expect(new URL(page.url()).pathname).toBe(`/vinh-danh/tac-gia/${shownKey}`);
    expect(await mainText(page)).toContain(TITLES[0]);
    expect((await asked(`/vinh-danh/tac-gia/${silentKey}`)).status).toBe(404);

    expect(await whereNamed()).toEqual(forms().map((path) => ({ path, status: 200, code: true, name: true })));
    expect((await asked(search)).text).toContain(code(0));

    const secretary = await visit();
    const before = await scores();
    expect(before.length).toBeGreaterThan(0);
    await secretary.signIn(contest.secretary.email);
    await secretary.page.goto(`/ban-to-chuc/${contest.slug}/du-lieu-ca-nhan`);
    await secretary.page.locator("main form.searchbar input").fill("hoa binh minh");
    await follow(secretary.page, () => secretary.page.locator("main form.searchbar button").first().click());
    await follow(secretary.page, () => secretary.page.getByRole("link", { name: SHOWN }).click());
    const sure = secretary.page.locator("details.confirm:has(button[value=erase])");
    await sure.locator("summary").first().click();
    await sure.locator("input[name=sure]").check();
    await confirm(secretary.page, "erase", { reason: "Đơn của gia đình" });
    expect(await mainText(secretary.page)).toContain("Đã xóa dữ liệu cá nhân.");

    expect(await whereNamed()).toEqual(forms().map((path) => ({ path, status: 200, code: true, name: false })));
    expect((await asked(`/vinh-danh/tac-gia/${shownKey}`)).status).toBe(404);
    expect((await asked(search)).text).not.toContain(code(0));
    await visitor.open(unitPage);
    const after = await mainText(page);
    expect([...TITLES.map((title) => after.includes(title)), after.includes(SHOWN)]).toEqual([true, true, false]);
    await visitor.open(`/giai-phap/${code(0)}`);
    expect(await mainText(page)).toContain(TITLES[0]);
    expect(await mainText(page)).not.toContain(SHOWN);
    expect(await scores()).toEqual(before);
    expect(await findViolations(open.services.db)).toEqual([]);
    expect([visitor.complaints, secretary.complaints]).toEqual([[], []]);
    for (const one of [visitor, secretary]) await one.close();
  });
});

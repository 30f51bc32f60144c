import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OpenServices } from "~/composition.server";
import { findViolations } from "~/data/invariants.server";
import { makeEdition, type MadeEdition } from "../factories/editions";
import { makeUser, withRole } from "../factories/people";
import { makeSendingContest, type SendingContest } from "../factories/upward";
import { follow, mainText } from "./acts";
import { letSignIn, openBeside, publishForGood } from "./decided-contests";
import { fitsWidth, PHONE, useBrowser, type Visitor } from "./journey";

const visit = useBrowser();
const folder = mkdtempSync(join(tmpdir(), "upward-"));
let open: OpenServices;
let contest: SendingContest;
let above: MadeEdition;
let receiver: string;

beforeAll(async () => {
  open = await openBeside();
  const { services } = open;
  contest = await makeSendingContest(services, { entries: 3, prizes: 2, publish: (decided) => publishForGood(services, decided) });
  above = await makeEdition(services, { phase: "SCREENING" });
  // On a small board one person compares the fingerprint and imports.
  const person = await withRole(services, await makeUser(services, { role: "SECRETARY", editionId: above.edition.id }), "ORGANISER", { editionId: above.edition.id });
  receiver = person.email;
  await letSignIn(services, [contest.secretary.userId, person.userId]);
});
afterAll(async () => {
  await open.close();
  rmSync(folder, { recursive: true, force: true });
});

const code = (place: number) => contest.entries[place]?.code ?? "";

/** Nominates what was awarded and downloads the package; the fingerprint as the page shows it. */
async function send({ page, signIn, complaints }: Visitor): Promise<{ package: string; fingerprint: string }> {
  await signIn(contest.secretary.email);
  await page.goto(`/ban-to-chuc/${contest.edition.slug}/de-cu`);
  const boxes = page.locator("main input[name=entry]");
  expect(await boxes.count()).toBe(2);
  for (const box of await boxes.all()) await box.check();
  await follow(page, () => page.getByRole("button", { name: "Đề cử các bài đã đánh dấu" }).click());
  expect(await mainText(page)).toContain("Đã đề cử 2 bài.");
  expect(await mainText(page)).toContain("2 trong 2 bài đề cử đủ điều kiện gửi.");
  // A space gets by the browser, not by the server; the refusal does not outlive the next attempt.
  await page.getByLabel("Nơi nhận").fill(" ");
  await follow(page, () => page.getByRole("button", { name: "Tải gói hồ sơ" }).click());
  expect(await mainText(page)).toContain("Hãy ghi nơi nhận gói.");
  await page.getByLabel("Nơi nhận").fill("Liên hiệp hội tỉnh Hà Tĩnh");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Tải gói hồ sơ" }).click()]);
  expect(download.suggestedFilename()).toBe(`de-cu-${contest.edition.slug}.zip`);
  const path = join(folder, "goi.zip");
  await download.saveAs(path);
  await page.getByText("Gói đã tải xong.").waitFor();
  await page.reload();
  const text = await mainText(page);
  expect(new URL(page.url()).search).toBe("");
  expect(text).not.toContain("Hãy ghi nơi nhận gói.");
  expect(text).toMatch(/2 bài, gửi Liên hiệp hội tỉnh Hà Tĩnh/);
  expect(complaints).toEqual([]);
  return { package: path, fingerprint: /(?:[0-9a-f]{4} ){15}[0-9a-f]{4}/.exec(text)?.[0] ?? "" };
}

async function upload({ page }: Visitor, path: string): Promise<void> {
  await page.goto(`/ban-to-chuc/${above.edition.slug}/goi-tu-tuyen-duoi`);
  await page.setInputFiles("main input[name=package]", path);
  await follow(page, () => page.getByRole("button", { name: "Kiểm tra gói" }).click());
}

describe("nominated entries", () => {
  it("leave as a signed package and come into the contest above as entries that say where they are from, once", async () => {
    const secretary = await visit();
    const sent = await send(secretary);
    const province = await visit({ viewport: PHONE, javaScript: false });
    const { page } = province;
    await province.signIn(receiver);

    const bytes = readFileSync(sent.package);
    const place = bytes.lastIndexOf(`entries/${code(1)}/entry.json`) > 0 ? bytes.indexOf('{"authors"') + 40 : -1;
    expect(place).toBeGreaterThan(40);
    bytes[place] = (bytes[place] ?? 0) ^ 1;
    const changed = join(folder, "doi.zip");
    writeFileSync(changed, bytes);
    await upload(province, changed);
    expect(await mainText(page)).toMatch(/Một tệp trong gói đã bị đổi\. \(entries\/.+\/entry\.json\)/);
    expect(await fitsWidth(page)).toBe(true);

    await upload(province, sent.package);
    expect(await mainText(page)).toContain(sent.fingerprint);
    expect(await page.getByRole("button", { name: "Nhập 2 bài" }).count()).toBe(0);
    expect(await fitsWidth(page)).toBe(true);
    const trust = async (heard: string) => {
      await page.getByLabel("Tám nhóm cuối, như nghe qua điện thoại").fill(heard);
      await follow(page, () => page.getByRole("button", { name: "Tin khóa này" }).click());
    };
    await trust("1234 5678");
    expect(await mainText(page)).toContain("Không khớp dấu khóa của gói.");
    await trust(sent.fingerprint.slice(-39));
    expect(await mainText(page)).toContain("Khóa đã được tin.");
    expect(await fitsWidth(page)).toBe(true);
    const waiting = page.url();
    await follow(page, () => page.getByRole("button", { name: "Nhập 2 bài" }).click());
    // On a slow machine the page of the import comes first; it loads itself again until all is in.
    await page.getByText("Đã nhập 2 bài; các bài đang chờ rà soát.").waitFor();
    expect(await fitsWidth(page)).toBe(true);
    // The page of the package, left open in another tab.
    await page.goto(waiting);
    expect(await mainText(page)).toContain("Đã nhập 2 bài");

    const { id } = await open.services.db.prisma.entry.findFirstOrThrow({ where: { editionId: above.edition.id, origin: { code: code(0) } } });
    await page.goto(`/ban-to-chuc/${above.edition.slug}/bai-du-thi/${id}`);
    const screened = await mainText(page);
    for (const words of [`Bài ${code(0)} của`, "Giải Nhất, quyết định 41/QĐ-BTC"]) expect(screened).toContain(words);

    await upload(province, sent.package);
    expect(await mainText(page)).toContain("Gói này đã được nhập vào cuộc thi này.");
    expect(await open.services.db.prisma.entry.count({ where: { editionId: above.edition.id } })).toBe(2);
    expect(await findViolations(open.services.db)).toEqual([]);
    expect([secretary.complaints, province.complaints]).toEqual([[], []]);
    for (const one of [secretary, province]) await one.close();
  });
});

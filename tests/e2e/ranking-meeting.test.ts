import { beforeAll, describe, expect, it } from "vitest";
import { commandLine, endJudging, takeRole } from "./contest-at-its-end";
import { confirm, follow, mainText } from "./acts";
import { DESKTOP, fitsWidth, PHONE, useBrowser, type Visitor } from "./journey";
import { castVote, openMeeting, questions } from "./ranking-meetings";

const visit = useBrowser();

/** Means in whole points and no criterion that decides between equals: there are ties at the lines of prizes. Two thirds decide. */
async function setRules({ page }: Visitor, slug: string) {
  await page.goto(`/ban-to-chuc/${slug}/thiet-lap/xep-hang`);
  await page.locator("main input[name=decimals]").fill("0");
  for (const nth of [0, 1, 2]) await page.locator(`main select[name="tieBreak[${nth}]"]`).selectOption("");
  await page.locator("main input[name=voteRule][value=TWO_THIRDS]").check();
  await page.locator("main textarea[name=reason]").fill("Ban Tổ chức thống nhất trước khi xếp giải.");
  await follow(page, () => page.locator("main form button[type=submit]").first().click());
}

describe.each([
  ["on a phone", PHONE, "hop-ba"],
  ["at a desk", DESKTOP, "hop-nam"],
])("a ranking meeting %s", (_where, viewport, seed) => {
  let slug: string;
  beforeAll(async () => {
    slug = await commandLine("seed", "load", "--entries", "24", "--judges", "6", "--seed", seed);
    await endJudging(slug);
  });

  it("settles a tie by two thirds, leaves a tier empty, keeps means that differ, and the result is proposed", async () => {
    const options = { viewport, javaScript: false };
    const [chair, secretary] = [await visit(options), await visit(options)];
    await takeRole(chair, "chutich@demo.example", "CHAIR", slug);
    await takeRole(secretary, "thuky@demo.example", "SECRETARY", slug);
    await setRules(secretary, slug);

    await chair.open(`/ban-to-chuc/${slug}/hop-xep-giai`);
    expect(await mainText(chair.page)).toContain("hai phần ba");
    await chair.open(`/ban-to-chuc/${slug}/xep-hang`);
    expect(await chair.page.locator("main button[value=choose]").count()).toBe(0);

    await openMeeting(secretary, slug, 6);
    const { page } = secretary;
    expect(await fitsWidth(page)).toBe(true);
    const meeting = new URL(page.url()).pathname;

    // The first tier stays empty: whoever was in it is looked at for the next.
    await page.locator("main details:has(input[name=subject][value=QUOTA]) > summary").click();
    const tier = questions(secretary, "QUOTA");
    await tier.locator("select[name=tier]").selectOption({ index: 1 });
    await tier.locator("input[name=quota]").fill("0");
    await castVote(secretary, tier, { present: 6, inFavour: 4, against: 2 });
    expect(await mainText(page)).toContain("để trống, không trao");

    // Three of six are not two thirds: the tie stays. More hands than people are refused, with everything typed kept.
    const ties = questions(secretary, "TIE");
    const before = await ties.count();
    expect(before).toBeGreaterThan(0);
    await ties.first().locator("input[name=entries]").first().check();
    await castVote(secretary, ties.first(), { present: 6, inFavour: 5, against: 2 });
    expect(await mainText(page)).toContain("nhiều hơn số người biểu quyết");
    expect(await ties.first().locator("input[name=inFavour]").inputValue()).toBe("5");
    expect(await ties.first().locator("input[name=entries]").first().isChecked()).toBe(true);
    await castVote(secretary, ties.first(), { present: 6, inFavour: 3, against: 3 });
    expect(await mainText(page)).toContain("không thông qua");
    expect(await ties.count()).toBe(before);

    // Four of six are; as often as there is a tie.
    while ((await ties.count()) > 0) {
      const left = Number(/Còn (\d+) giải/.exec(await ties.first().innerText())?.[1]);
      for (let nth = 0; nth < left; nth += 1) await ties.first().locator("input[name=entries]").nth(nth).check();
      await castVote(secretary, ties.first(), { present: 6, inFavour: 4, against: 1 });
    }
    const spreads = questions(secretary, "SPREAD");
    if ((await spreads.count()) > 0) {
      await chair.open(`/ban-to-chuc/${slug}/ket-qua`);
      await confirm(chair.page, "propose");
      expect(await mainText(chair.page)).toContain("chênh nhau quá mức");
      for (const box of await spreads.locator("input[name=entries]").all()) await box.check();
      await castVote(secretary, spreads, { present: 6, inFavour: 6, against: 0 });
    }
    await confirm(page, "close");
    expect(await mainText(page)).toMatch(/[0-9a-f]{64}/);
    expect(await fitsWidth(page)).toBe(true);

    await chair.open(`/ban-to-chuc/${slug}/xep-hang/thu-phuong-an`);
    expect(await fitsWidth(chair.page)).toBe(true);
    await chair.page.locator('main input[name="so-le"]').fill("2");
    await follow(chair.page, () => chair.page.locator("main form button[type=submit]").click());
    expect(new URL(chair.page.url()).searchParams.get("so-le")).toBe("2");
    expect(await mainText(chair.page)).toContain("Thay đổi so với chính thức");

    await chair.open(`/ban-to-chuc/${slug}/xep-hang`);
    expect(await fitsWidth(chair.page)).toBe(true);
    expect(await mainText(chair.page)).toContain("để trống");
    expect(await mainText(chair.page)).toContain("Tiền thưởng");
    await chair.open(`/ban-to-chuc/${slug}/ket-qua`);
    const firstAward = await chair.page.locator("main tbody tr").first().innerText();
    expect(firstAward).not.toContain("Giải Nhất");
    await confirm(chair.page, "propose");
    expect(await mainText(chair.page)).toMatch(/[0-9a-f]{64}/);

    await secretary.open(meeting);
    expect(await page.locator("main button[value=revoke]").count()).toBe(0);
    expect([chair, secretary].flatMap(({ complaints }) => complaints)).toEqual([]);
    for (const person of [chair, secretary]) await person.close();
  });

  it("leaves a chain of records that agrees with what is stored", async () => {
    expect(await commandLine("ledger", "verify", "--edition", slug)).toContain("khớp");
    expect(await commandLine("check-data")).toContain("hợp lệ");
  });
});

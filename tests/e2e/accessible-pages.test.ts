import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { paths } from "~/paths";
import { ourApp } from "../support/our-app";
import { fitsWidth, useBrowser } from "./journey";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** The rules of WCAG 2.2 at level A and AA that a machine can judge, and those of a good outline. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** The narrowest screen on which nothing may have to be moved sideways. */
const NARROWEST = { width: 320, height: 640 };

const visitor = useBrowser();

/** What axe finds on the page as it stands, a line each. */
async function faultsOf(page: Page, runOnly: { type: "tag" | "rule"; values: string[] }): Promise<string[]> {
  const { violations } = await page.evaluate<AxeResults, typeof runOnly>((only) => (globalThis as unknown as { axe: typeof import("axe-core") }).axe.run({ runOnly: only, resultTypes: ["violations"] }), runOnly);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ target, failureSummary }) => `${target.join(" ")} (${failureSummary?.split("\n")[1]?.trim() ?? ""})`).join(", ")}`);
}

/** A page in both themes. Moving colours would be measured halfway. */
async function look(page: Page, path: string): Promise<string[]> {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await page.goto(path);
  await page.evaluate(axeSource);
  const light = await faultsOf(page, { type: "tag", values: RULES });
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  const dark = await faultsOf(page, { type: "rule", values: ["color-contrast"] });
  const wide = (await fitsWidth(page)) ? [] : [`wider than ${NARROWEST.width} px`];
  return [...light, ...dark.map((fault) => `dark: ${fault}`), ...wide].map((fault) => `${path} ${fault}`);
}

/** The first address on the page shown that the pattern fits. */
async function linkOn(page: Page, pattern: RegExp): Promise<string> {
  const found = await page.$$eval("a[href]", (links) => links.map((link) => link.getAttribute("href") ?? ""));
  const path = found.find((href) => pattern.test(href));
  if (!path) throw new Error(`${page.url()} links to nothing like ${pattern.source}`);
  return path;
}

let slugs: Record<"OPEN" | "JUDGING" | "PUBLISHED", string>;
beforeAll(async () => {
  const answer = await fetch(`${ourApp().url}/api/v1/editions`);
  const editions = ((await answer.json()) as { slug: string; phase: string }[]).filter(({ slug }) => !slug.startsWith("gia-dinh-"));
  const slugOf = (phase: string) => editions.find((edition) => edition.phase === phase)?.slug ?? `no edition in ${phase}`;
  slugs = { OPEN: slugOf("OPEN"), JUDGING: slugOf("JUDGING"), PUBLISHED: slugOf("PUBLISHED") };
});

/** Whom the pages are looked at for, where they start, and which pages: addresses, or links that the page before shows. */
const WALKS: { who: string; signInName?: string; pages: () => (string | RegExp)[] }[] = [
  {
    who: "everybody",
    pages: () => [
      paths.home(), "/en", paths.edition(slugs.OPEN), paths.editionRules(slugs.OPEN), paths.results(slugs.PUBLISHED), /^\/giai-phap\//, paths.statistics(slugs.PUBLISHED),
      paths.search("truong"), paths.certificates(), paths.honours(), "/khong-co-trang-nay", paths.signIn(),
    ],
  },
  { who: "an entrant", signInName: "tacgia@demo.example", pages: () => [paths.account(), paths.myEntries(), /^\/bai-du-thi\/[0-9a-f-]{36}$/, /\/sua\/mo-ta$|\/sua\/thong-tin$/] },
  { who: "a school", signInName: "truong@demo.example", pages: () => [paths.myEntries(), paths.newEntry(slugs.OPEN)] },
  { who: "a guardian", signInName: "phuhuynh@demo.example", pages: () => [paths.myEntries()] },
  { who: "a judge", signInName: "giamkhao1@demo.example", pages: () => [paths.judging(), /^\/cham-thi\/[0-9a-f-]{36}$/] },
  {
    who: "the secretary",
    signInName: "thuky@demo.example",
    pages: () => [
      paths.staffHome(), paths.desk(slugs.OPEN), paths.screening(slugs.OPEN), /\/bai-du-thi\/[0-9a-f-]{36}/, paths.assignments(slugs.JUDGING), paths.progress(slugs.JUDGING),
      paths.papers(slugs.PUBLISHED), paths.members(slugs.OPEN), paths.ceremony(slugs.PUBLISHED), paths.certificateBook(slugs.PUBLISHED), paths.certificateBook(slugs.OPEN), paths.units(), paths.outbox(),
    ],
  },
  { who: "the chair", signInName: "chutich@demo.example", pages: () => [paths.ranking(slugs.PUBLISHED), paths.firmness(slugs.PUBLISHED), paths.rankingMeetings(slugs.JUDGING)] },
  { who: "an organiser", signInName: "btc@demo.example", pages: () => [paths.decision(slugs.PUBLISHED), paths.ledger(slugs.PUBLISHED), paths.ceremonyScreen(slugs.PUBLISHED)] },
  { who: "an administrator", signInName: "quantri@demo.example", pages: () => [paths.users(), paths.newEdition()] },
];

describe("pages on a small phone, by day and by night", () => {
  it.each(WALKS)("keep what machines can judge of WCAG 2.2 AA for $who", async ({ signInName, pages }) => {
    const { page, signIn, complaints, close } = await visitor({ viewport: NARROWEST });
    if (signInName) await signIn(signInName);
    const faults: string[] = [];
    for (const step of pages()) faults.push(...(await look(page, typeof step === "string" ? step : await linkOn(page, step))));
    expect(faults).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });
});

import { randomUUID } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openServices, type OpenServices } from "~/composition.server";
import { findViolations } from "~/data/invariants.server";
import { DEMO_PASSWORD } from "~/domain/people/demo-sign-ins";
import { verifyLedger } from "~/features/ledger/verify-ledger.server";
import { systemClock } from "~/platform/config/clock.server";
import { loadConfig } from "~/platform/config/config.server";
import { silentLog } from "~/platform/log/log.server";
import { makeJudgedEdition, type JudgedEdition } from "../factories/results";
import { ourApp } from "../support/our-app";
import { confirm, dayFromNow, follow, mainText } from "./acts";
import { DESKTOP, fitsWidth, PHONE, useBrowser, type Visitor } from "./journey";

const visit = useBrowser();

let open: OpenServices;
let contest: JudgedEdition;
let slug: string;
let ownerEmail: string;
let [chair, organiser, secretary, entrant, visitor]: Visitor[] = [];

beforeAll(async () => {
  open = await openServices({ config: loadConfig({ DATA_DIR: ourApp().dataDir }, { mode: "cli" }), clock: systemClock, log: silentLog });
  const { services } = open;
  // The second one is a point of one judge behind the first: one sheet put right changes who gets the only prize.
  contest = await makeJudgedEdition(services, { novelty: [["36", "36", "36"], ["36", "36", "30"], ["20", "20", "20"]], quotas: { FIRST: 1 } });
  slug = contest.made.edition.slug;
  const entry = await services.db.prisma.entry.findUniqueOrThrow({ where: { id: contest.entries[1]?.id ?? "" }, include: { owner: true } });
  ownerEmail = entry.owner.email;
  const password = await hashPassword(DEMO_PASSWORD);
  const judges = contest.entries[1]?.assignments.map(({ judge }) => judge.actor.userId) ?? [];
  for (const userId of [contest.chair.userId, contest.organiser.userId, contest.secretary.userId, entry.ownerId, ...judges]) {
    await services.db.prisma.user.update({ where: { id: userId }, data: { emailVerified: true } });
    await services.db.prisma.account.create({ data: { id: randomUUID(), accountId: userId, providerId: "credential", userId, password } });
  }
  [chair, organiser, secretary, entrant, visitor] = await Promise.all([signedIn(contest.chair.email), signedIn(contest.organiser.email), signedIn(contest.secretary.email), signedIn(ownerEmail, PHONE), visit({ viewport: PHONE, javaScript: false })]);
});
afterAll(() => open.close());

async function signedIn(email: string, viewport: typeof PHONE = DESKTOP): Promise<Visitor> {
  const person = await visit({ viewport, javaScript: false });
  await person.signIn(email);
  return person;
}

const staff = (rest: string) => `/ban-to-chuc/${slug}${rest}`;
const code = (place: number) => contest.entries[place]?.code ?? "";

/** All that anybody can ask for that could tell of the result: status, bytes and what caches go by. */
async function publicWalk(certificates: readonly string[]): Promise<Record<string, string>> {
  const { prisma } = open.services.db;
  const winner = await prisma.entry.findFirstOrThrow({ where: { id: contest.entries[0]?.id ?? "" }, include: { versions: { include: { files: true } } } });
  const files = winner.versions.flatMap((version) => version.files.map(({ id }) => `/tep/${id}`));
  const pages = ["/", `/cuoc-thi/${slug}`, `/cuoc-thi/${slug}/the-le`, `/cuoc-thi/${slug}/ket-qua`, `/giai-phap/${code(0)}`, `/tim-kiem?q=${encodeURIComponent(winner.title)}`, `/tim-kiem?q=${code(0)}`, ...certificates.map((one) => `/chung-nhan/${one}`)];
  const bare = ["/api/v1/editions", `/cuoc-thi/${slug}/ket-qua.json`, `/cuoc-thi/${slug}/ket-qua.csv`, `/cuoc-thi/${slug}/thong-ke`, `/cuoc-thi/${slug}/thong-ke.csv`, `/cuoc-thi/${slug}/bao-chi.csv`, `/cuoc-thi/${slug}/tin.xml`, "/tin.xml", "/luu-tru", "/vinh-danh", "/khen-thuong", ...files];
  const seen: Record<string, string> = {};
  for (const path of [...pages, ...pages.map((page) => (page === "/" ? "/en" : `/en${page}`)), ...bare]) {
    const answer = await fetch(new URL(path, ourApp().url), { redirect: "manual" });
    const headers = ["etag", "last-modified", "cache-control", "content-type", "location"].map((name) => answer.headers.get(name) ?? "–");
    seen[path] = [answer.status, ...headers, (await answer.text()).replaceAll(/[A-Z0-9]{10}(?=<)/g, "#")].join("\n");
  }
  return seen;
}

/** The planned date is the one thing that may differ: it stands on the pages of the result itself, and so in their length and tag. */
const apartFromDate = (seen: Record<string, string>) => Object.fromEntries(Object.entries(seen).filter(([path]) => !path.includes("/ket-qua")));

const minuteText = (moment: Date) =>
  new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Ho_Chi_Minh", hour: "2-digit", minute: "2-digit", day: "2-digit", month: "2-digit", year: "numeric" })
    .format(moment)
    .replace(/^(.+), (.+)$/, "$2 $1");

/** A page without what differs from one request to the next: the code that was asked for, and the reference of the request. */
const plain = (text: string, asked: string) => text.replaceAll(asked, "#").replaceAll(/[A-Z0-9]{10}(?=<)/g, "#");

const until = (moment: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, moment - Date.now())));

async function sign(number: string) {
  const { page } = person(secretary);
  await page.goto(staff("/ket-qua"));
  await page.locator("input[name=number]").fill(number);
  await page.locator("input[name=date]").fill(dayFromNow(0));
  await follow(page, () => page.locator("main button[value=sign]").click());
}

/** Everybody has signed in before the first test. */
function person(someone: Visitor | undefined): Visitor {
  if (!someone) throw new Error("nobody signed in");
  return someone;
}

const MINUTE = 60_000;
/** Time to set the minute and walk before it comes. */
const LEAD = 45_000;

describe("a result that stands", () => {
  it("is proposed, approved, signed and set to a minute; until then nothing tells, from then on everybody sees it", async () => {
    const before = await publicWalk([]);
    await person(chair).open(staff("/ket-qua"));
    await confirm(person(chair).page, "propose");
    await person(organiser).open(staff("/ket-qua"));
    await confirm(person(organiser).page, "approve");
    await sign("17/QĐ-BTC");
    const { page } = person(secretary);
    await page.goto(staff("/chung-nhan"));
    await confirm(page, "issue");
    const certificates = await page.locator("main tbody a[href^='/chung-nhan/']").allInnerTexts();
    expect(certificates.length).toBeGreaterThan(0);

    const minute = Math.ceil((Date.now() + LEAD) / MINUTE) * MINUTE;
    await page.goto(staff("/ket-qua"));
    await page.locator("input[name=publishAt]").fill("08:00 01/01/2020");
    await follow(page, () => page.locator("main button[value=preview]").click());
    expect(await mainText(page)).toContain("Giờ công bố phải ở sau lúc này");
    await page.locator("input[name=publishAt]").fill(minuteText(new Date(minute)));
    await follow(page, () => page.locator("main button[value=preview]").click());
    expect(await mainText(page)).toContain(`Kết quả sẽ tự công bố lúc ${minuteText(new Date(minute))}`);
    await follow(page, () => page.locator("main button[value=schedule]").click());
    expect(await mainText(page)).toContain(`Tự công bố lúc ${minuteText(new Date(minute))}`);
    expect(await fitsWidth(page)).toBe(true);

    const unknown = await (await fetch(new URL("/chung-nhan/0000-0000-0000-0000", ourApp().url))).text();
    const scheduled = await publicWalk(certificates.slice(0, 1));
    expect(Date.now()).toBeLessThan(minute);
    for (const [path, seen] of Object.entries(apartFromDate(before))) expect({ path, seen: scheduled[path] }).toEqual({ path, seen });
    for (const path of Object.keys(scheduled).filter((one) => one.includes("/ket-qua"))) {
      expect([path, scheduled[path]?.slice(0, 3)]).toEqual([path, "404"]);
      expect(scheduled[path]).not.toContain(code(0));
    }
    const checked = await (await fetch(new URL(`/chung-nhan/${certificates[0] ?? ""}`, ourApp().url))).text();
    expect(plain(checked, certificates[0] ?? "")).toBe(plain(unknown, "0000-0000-0000-0000"));

    await until(minute - 1_000);
    for (const path of [`/cuoc-thi/${slug}/ket-qua.json`, `/giai-phap/${code(0)}`, "/"]) {
      const last = await fetch(new URL(path, ourApp().url));
      const text = await last.text();
      // What a slow machine answers only after the minute says nothing.
      if (Date.now() < minute) expect([path, last.status, text.includes(`/giai-phap/${code(0)}`)]).toEqual([path, path === "/" ? 200 : 404, path.includes("giai-phap") && text.includes(`/giai-phap/${code(0)}`)]);
    }
    await until(minute);
    // A second is enough on a machine that does nothing else.
    const json = new URL(`/cuoc-thi/${slug}/ket-qua.json`, ourApp().url);
    await expect.poll(async () => (await fetch(json)).status, { interval: 200 }).toBe(200);
    const after = await publicWalk(certificates.slice(0, 1));
    for (const path of [`/cuoc-thi/${slug}/ket-qua`, `/en/cuoc-thi/${slug}/ket-qua`, `/cuoc-thi/${slug}/ket-qua.json`, `/cuoc-thi/${slug}/ket-qua.csv`, `/giai-phap/${code(0)}`]) {
      expect([path, after[path]?.slice(0, 3)]).toEqual([path, "200"]);
      expect(after[path]).toContain(code(0));
    }
    expect(after[`/chung-nhan/${certificates[0] ?? ""}`]?.slice(0, 3)).toBe("200");
    expect(person(secretary).complaints).toEqual([]);
  }, 240_000);

  it("is appealed against by the entrant and answered by the chair with evidence", async () => {
    const { page } = person(entrant);
    await page.goto(`/bai-du-thi/${contest.entries[1]?.id ?? ""}`);
    await follow(page, () => page.locator("main a[href$='/khieu-nai']").first().click());
    await confirm(page, "file", { grounds: "Ngắn" });
    expect(await page.locator("main .field-error, main [role=alert]").count()).toBeGreaterThan(0);
    await confirm(page, "file", { grounds: "Một giám khảo chấm thấp hơn hẳn hai giám khảo kia, xin kiểm tra lại phiếu." });
    expect(await mainText(page)).toContain(`${code(1)}/KN1`);
    expect(await fitsWidth(page)).toBe(true);

    const { page: desk } = person(chair);
    await desk.goto(staff("/khieu-nai"));
    expect(await mainText(desk)).toContain("còn 15 ngày");
    await follow(desk, () => desk.locator("main tbody a").first().click());
    expect(await mainText(desk)).toContain("Giám khảo A");
    const answer = desk.locator("details.confirm:has(button[value=answer])");
    await answer.locator("summary").first().click();
    await answer.locator("input[name=outcome][value=UPHELD]").check();
    await answer.locator("input[name=show][value=sheets]").check();
    await answer.locator("textarea[name=answer]").fill("Hội đồng sẽ họp lại về phiếu này.");
    await follow(desk, () => answer.locator("button[value=answer]").click());
    await page.reload();
    const shown = await mainText(page);
    expect(shown).toContain("Hội đồng sẽ họp lại về phiếu này.");
    expect(shown).toContain("Giám khảo C");
    expect(await fitsWidth(page)).toBe(true);
    expect([...person(entrant).complaints, ...person(chair).complaints]).toEqual([]);
  });

  it("is corrected: the judges meet again, one sheet changes, and the corrected decision changes one prize in public", async () => {
    const { page } = person(chair);
    await page.goto(staff("/khieu-nai"));
    await follow(page, () => page.locator("main tbody a").first().click());
    await follow(page, () => page.locator("main a[href*='/dinh-chinh?khieu-nai=']").click());
    await follow(page, () => page.locator("main button[value=open]").click());
    expect(await mainText(page)).toContain("Đã mở đính chính.");
    await follow(page, () => page.locator("main a[href*='/tien-do/']").first().click());
    await confirm(page, "rescore", { reason: "Theo khiếu nại đã được chấp nhận." });
    const meeting = new URL(page.url()).pathname;
    await Promise.all((contest.entries[1]?.assignments ?? []).map(({ id, judge }, index) => lockAgain(judge.actor.email, id, index === 2 ? "40" : null)));
    await page.goto(meeting);
    await page.locator("main input[name=present]").first().check();
    await page.locator("main textarea[name=minutes]").fill("Giám khảo sửa lại phiếu chấm nhầm.");
    await page.locator("main input[name=outcome][value=CHANGED]").check();
    await follow(page, () => page.locator("main button[value=close]").click());

    await page.goto(staff("/dinh-chinh"));
    const changes = await mainText(page);
    for (const place of [0, 1]) expect(changes).toContain(code(place));
    await page.goto(staff("/ket-qua"));
    await confirm(page, "propose");
    await person(organiser).open(staff("/ket-qua"));
    await confirm(person(organiser).page, "approve");
    await sign("23/QĐ-BTC");
    await person(visitor).open(`/cuoc-thi/${slug}/ket-qua`);
    expect(await mainText(person(visitor).page)).not.toContain(code(1));
    await confirm(person(secretary).page, "publish");

    await person(visitor).open(`/cuoc-thi/${slug}/ket-qua`);
    const text = await mainText(person(visitor).page);
    expect(text).toContain("Đã đính chính theo quyết định số 23/QĐ-BTC");
    expect(text).toContain(`${code(1)}: nay đạt`);
    expect(text).toContain(`${code(0)}: không còn`);
    expect(text).toContain("Nhận khiếu nại đến 17:00");
    expect(await fitsWidth(person(visitor).page)).toBe(true);
    const file = (await (await fetch(new URL(`/cuoc-thi/${slug}/ket-qua.json`, ourApp().url))).json()) as { decision: object; provisional: boolean; awards: { code: string }[] };
    expect(file).toMatchObject({ decision: { number: "23/QĐ-BTC" }, provisional: true });
    expect(file.awards.map((award) => award.code)).toEqual([code(1)]);
    expect((await fetch(new URL(`/giai-phap/${code(0)}`, ourApp().url))).status).toBe(404);
    expect([chair, organiser, secretary, visitor].flatMap((someone) => person(someone).complaints)).toEqual([]);
  }, 180_000);

  async function lockAgain(email: string, assignmentId: string, novelty: string | null): Promise<void> {
    const judge = await signedIn(email, PHONE);
    const { page } = judge;
    await judge.open(`/cham-thi/${assignmentId}`);
    if (novelty) await page.locator("main input[inputmode=decimal]").first().fill(novelty);
    await follow(page, () => page.locator("main button[value=review]").first().click());
    await follow(page, () => page.locator("main button[value=lock]").first().click());
    expect(judge.complaints).toEqual([]);
    await judge.close();
  }

  it("has its certificates put right in one act", async () => {
    const { page } = person(secretary);
    await page.goto(staff("/chung-nhan"));
    expect(await mainText(page)).toContain("Chứng nhận sau đính chính");
    await confirm(page, "settle");
    const text = await mainText(page);
    expect(text).toContain("Đã sửa sổ chứng nhận.");
    expect(text).not.toContain("Chứng nhận sau đính chính");
    const codes = await page.locator("main tbody a[href^='/chung-nhan/']").allInnerTexts();
    await person(visitor).open(`/chung-nhan/${codes.at(-1) ?? ""}`);
    expect(await mainText(person(visitor).page)).toContain("23/QĐ-BTC");
  });

  it("is official once the window is over, and the record agrees with every row", async () => {
    const { page } = person(organiser);
    await page.goto(staff("/ket-qua"));
    expect(await page.locator("main button[value=finalise]").count()).toBe(0);
    // Lets the time for appeals be over: the only thing nobody can do by hand.
    await open.services.db.prisma.edition.update({ where: { slug }, data: { appealDays: 0 } });
    await page.reload();
    await confirm(page, "finalise");
    expect(await mainText(page)).toContain("Kết quả là chính thức từ");
    expect(await fitsWidth(page)).toBe(true);
    const file = (await (await fetch(new URL(`/cuoc-thi/${slug}/ket-qua.json`, ourApp().url))).json()) as { provisional: boolean };
    expect(file.provisional).toBe(false);
    expect(await verifyLedger(open.services, { edition: slug, head: null })).toMatchObject({ value: { verified: true } });
    expect(await findViolations(open.services.db)).toEqual([]);
    for (const someone of [chair, organiser, secretary, entrant, visitor]) await person(someone).close();
  });
});

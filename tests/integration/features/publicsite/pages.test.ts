import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { editionPage, rulesPage } from "~/features/publicsite/edition.server";
import { homePage } from "~/features/publicsite/home.server";
import { publishedEntryPage } from "~/features/publicsite/published-entry.server";
import { makeEdition } from "../../../factories/editions";
import { leadTo, makePublicContest, withdrawName } from "../../../factories/publication";
import { testServices, type TestServices } from "../../../support/services";
import { countStatements } from "../../../support/statements";

let test: TestServices;
beforeAll(async () => {
  test = await testServices();
});
afterAll(() => test.close());

const now = () => test.clock.now();
const home = () => homePage(test.services, now());

describe("the home page", () => {
  it("has nothing to show on a fresh database", async () => {
    const fresh = await testServices();
    expect(await homePage(fresh.services, fresh.clock.now())).toEqual({ cards: [], earlier: [], winners: [], notices: [] });
    await fresh.close();
  });

  it("puts what is open first, hides drafts, tells of extensions without saying who made them", async () => {
    const fresh = await testServices();
    const judging = await makeEdition(fresh.services, { kind: "YOUTH", number: 18, phase: "JUDGING" });
    const open = await makeEdition(fresh.services, { kind: "TECHNICAL", number: 14, phase: "OPEN" });
    await makeEdition(fresh.services, { kind: "TECHNICAL", number: 15, phase: "DRAFT" });
    const extension = { editionId: open.edition.id, fromAt: open.edition.opensAt, toAt: open.edition.closesAt, reason: "Bão số 10.", actorId: "bi-mat", at: fresh.clock.now() };
    await fresh.services.db.prisma.editionExtension.create({ data: extension });
    const page = await homePage(fresh.services, fresh.clock.now());
    expect(page.cards.map(({ slug, phase }) => ({ slug, phase }))).toEqual([
      { slug: open.edition.slug, phase: "OPEN" },
      { slug: judging.edition.slug, phase: "JUDGING" },
    ]);
    expect(page.notices[0]).toMatchObject({ what: "extended", to: open.edition.closesAt, reason: "Bão số 10." });
    expect(JSON.stringify(page)).not.toContain("bi-mat");
    await fresh.close();
  });

  it("shows winners once they are published, with names as agreed, and never before", async () => {
    const contest = await makePublicContest(test.services, [
      { title: "Máy sấy cau", author: "Ngô Công Khai" },
      { title: "Bếp trấu", author: "Đinh Kín Tiếng", named: false },
    ]);
    await leadTo(test.services, contest, "SIGNED");
    const before = JSON.stringify(await home());
    for (const text of ["Máy sấy cau", "Ngô Công Khai", contest.entries[0]?.code]) expect(before).not.toContain(text);
    await leadTo(test.services, contest, "PUBLISHED");
    const { winners } = await home();
    expect(winners.map(({ title, authors }) => ({ title, authors }))).toEqual([
      { title: "Máy sấy cau", authors: ["Ngô Công Khai"] },
      { title: "Bếp trấu", authors: [] },
    ]);
    expect(JSON.stringify(winners)).not.toContain("Đinh Kín Tiếng");
  });

  it("is read with a fixed number of statements", async () => {
    const { count } = await countStatements(test.services.db.pool, home);
    const contest = await makePublicContest(test.services, [1, 2, 3].map((index) => ({ title: `Thứ ${index}`, author: "Tác Giả" })));
    await leadTo(test.services, contest, "PUBLISHED");
    expect((await countStatements(test.services.db.pool, home)).count).toBe(count);
    expect(count).toBeLessThanOrEqual(4);
  });
});

describe("an announcement", () => {
  it("of a draft does not exist", async () => {
    const { edition } = await makeEdition(test.services, { phase: "DRAFT" });
    expect(await editionPage(test.services, edition.slug, now())).toEqual({ ok: false, reason: "not_found" });
    expect(await rulesPage(test.services, edition.slug, now())).toEqual({ ok: false, reason: "not_found" });
  });

  it("tells fields, prizes, criteria once for rounds that judge alike, and dates in their order", async () => {
    const made = await makeEdition(test.services, { kind: "TECHNICAL", phase: "OPEN" });
    const { value, count } = await countStatements(test.services.db.pool, () => editionPage(test.services, made.edition.slug, now()));
    const page = value.ok ? value.value : null;
    expect(page?.fields).toEqual(made.fields.map(({ name }) => name));
    expect(page?.tiers.map(({ label, quota, money }) => ({ label, quota, money }))).toEqual(made.tiers.map(({ label, quota, money }) => ({ label, quota, money })));
    expect(page?.criteria.same).toBe(true);
    expect(page?.milestones.map(({ what }) => what)).toEqual(["announced", "receipt", "screening", "round", "round", "result"]);
    expect(count).toBe(3);
  });
});

describe("the page of an entry", () => {
  it("exists for an awarded entry of a published edition only", async () => {
    const contest = await makePublicContest(test.services, [{ title: "Có giải", author: "Lý Có Giải" }, { title: "Không giải", author: "Lý Không Giải" }], { prizes: 1 });
    const [first, second] = contest.entries.map(({ code }) => code);
    await leadTo(test.services, contest, "SIGNED");
    expect(await publishedEntryPage(test.services, first ?? "", now())).toBeNull();
    await leadTo(test.services, contest, "PUBLISHED");
    expect(await publishedEntryPage(test.services, (first ?? "").toLowerCase(), now())).toMatchObject({ title: "Có giải", authors: ["Lý Có Giải"], place: 1 });
    for (const code of [second, "X", "", "a\0", "../1", "A".repeat(500)]) expect(await publishedEntryPage(test.services, code ?? "", now())).toBeNull();
    await withdrawName(test.services, contest.entries[0]?.id ?? "");
    expect(await publishedEntryPage(test.services, first ?? "", now())).toMatchObject({ authors: [] });
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ledgerHead } from "~/data/ledger.server";
import { exportResults } from "~/features/results/export-results.server";
import { publicResult } from "~/features/results/public-result.server";
import { makeEdition } from "../../../factories/editions";
import { leadTo, makePublicContest, withdrawName, type PublicEntrySpec, type Stage } from "../../../factories/publication";
import { testServices, type TestServices } from "../../../support/services";
import { countStatements } from "../../../support/statements";

let test: TestServices;
beforeAll(async () => {
  test = await testServices();
});
afterAll(() => test.close());

const now = () => test.clock.now();
const WINNERS: PublicEntrySpec[] = [
  { title: "Máy gieo lạc", unitName: "Trường THCS Cẩm Bình", author: "Nguyễn Công Khai" },
  { title: "Đèn bắt rầy", author: "Trần Kín Đáo", named: false },
  { title: "Xe lăn vượt bậc", author: "Lê Không Giải" },
];

describe("before publication", () => {
  it.each([null, "PROPOSED", "APPROVED", "SIGNED"] as const)("nothing but the planned date is told (%s)", async (stage: Stage | null) => {
    const contest = await makePublicContest(test.services, WINNERS, { prizes: 2 });
    if (stage) await leadTo(test.services, contest, stage);
    const { slug, title, kind, number, announcementAt } = contest.made.edition;
    expect(await publicResult(test.services.db, slug, now())).toEqual({ ok: false, reason: "results_not_published", edition: { slug, title, kind, number }, plannedAt: announcementAt });
  });

  it("an edition that is not announced does not exist, nor does a malformed address", async () => {
    const { edition } = await makeEdition(test.services, { phase: "DRAFT" });
    for (const slug of [edition.slug, "khong-co", "a\0b", "../x", "X", ""]) {
      expect(await publicResult(test.services.db, slug, now())).toEqual({ ok: false, reason: "not_found" });
    }
  });
});

describe("a published result", () => {
  it("names prizes, decision and the head of the chain, and people only as they agreed", async () => {
    const contest = await makePublicContest(test.services, WINNERS, { prizes: 2 });
    await leadTo(test.services, contest, "PUBLISHED");
    const result = await publicResult(test.services.db, contest.slug, now());
    const head = await ledgerHead(test.services.db.prisma, contest.made.edition.id);
    const [first, second] = contest.entries;
    const common = { tier: "FIRST", tierLabel: "Giải Nhất", field: contest.made.fields[0]?.name };
    expect(result.ok && result.value.file).toEqual({
      edition: contest.slug,
      decision: { number: "27/QĐ-BTC", date: "2026-11-20" },
      ledgerHead: head?.hash,
      provisional: true,
      awards: [
        { ...common, code: first?.code, title: "Máy gieo lạc", unit: "Trường THCS Cẩm Bình", authors: ["Nguyễn Công Khai"], mean: "69.00", rank: 1 },
        { ...common, code: second?.code, title: "Đèn bắt rầy", unit: "Trường THPT Cẩm Xuyên", authors: [], mean: "68.00", rank: 2 },
      ],
    });
    const told = JSON.stringify(result);
    for (const secret of ["Trần Kín Đáo", "Lê Không Giải", "Xe lăn vượt bậc", first?.id, contest.entries[2]?.code]) expect(told).not.toContain(secret);
  });

  it("loses a name with the next request once its consent is withdrawn", async () => {
    const contest = await makePublicContest(test.services, WINNERS, { prizes: 1 });
    await leadTo(test.services, contest, "PUBLISHED");
    await withdrawName(test.services, contest.entries[0]?.id ?? "");
    const result = await publicResult(test.services.db, contest.slug, now());
    expect(result.ok && result.value.file.awards.map(({ authors }) => authors)).toEqual([[]]);
  });

  it("is provisional until it is final", async () => {
    const contest = await makePublicContest(test.services, WINNERS, { prizes: 1 });
    await leadTo(test.services, contest, "PUBLISHED");
    await test.services.db.prisma.edition.update({ where: { id: contest.made.edition.id }, data: { finalAt: now() } });
    const result = await publicResult(test.services.db, contest.slug, now());
    expect(result.ok && result.value.file.provisional).toBe(false);
  });

  it("shows the rank within the field where prizes are per field; the file keeps the rank over all", async () => {
    const fields = ["DDHT", "PMTH", "DDHT"];
    const contest = await makePublicContest(test.services, WINNERS.map((winner, index) => ({ ...winner, fieldCode: fields[index] ?? "" })), { prizes: 2, perField: true });
    await leadTo(test.services, contest, "PUBLISHED");
    const result = await publicResult(test.services.db, contest.slug, now());
    expect(result.ok && result.value.awards.map(({ title, place, rank }) => ({ title, place, rank }))).toEqual([
      { title: "Máy gieo lạc", place: 1, rank: 1 },
      { title: "Đèn bắt rầy", place: 1, rank: 2 },
      { title: "Xe lăn vượt bậc", place: 2, rank: 3 },
    ]);
    expect(result.ok && result.value.fields.slice(0, 2).map(({ entries, prizes }) => ({ entries, prizes }))).toEqual([{ entries: 2, prizes: 2 }, { entries: 1, prizes: 1 }]);
  });

  it("is read with as many statements for three winners as for one", async () => {
    const counts: number[] = [];
    for (const prizes of [1, 3]) {
      const contest = await makePublicContest(test.services, WINNERS, { prizes });
      await leadTo(test.services, contest, "PUBLISHED");
      const { value, count } = await countStatements(test.services.db.pool, () => publicResult(test.services.db, contest.slug, now()));
      expect(value.ok && value.value.awards.length).toBe(prizes);
      counts.push(count);
    }
    expect(counts).toEqual([counts[0], counts[0]]);
    expect(counts[0]).toBeLessThanOrEqual(9);
  });
});

describe("the export for the office", () => {
  it("gives the prizes the ranking would give, then those proposed, then those published, names only as agreed", async () => {
    const contest = await makePublicContest(test.services, WINNERS, { prizes: 2 });
    const exported = async () => {
      const file = await exportResults(test.services.db, contest.slug, now());
      return file.ok ? file.value : null;
    };
    const before = await exported();
    expect(before).toMatchObject({ decision: { number: null, date: null }, provisional: true });
    expect(before?.awards.map(({ code, authors, rank, mean }) => ({ code, authors, rank, mean }))).toEqual([
      { code: contest.entries[0]?.code, authors: ["Nguyễn Công Khai"], rank: 1, mean: "69.00" },
      { code: contest.entries[1]?.code, authors: [], rank: 2, mean: "68.00" },
    ]);
    await leadTo(test.services, contest, "PROPOSED");
    expect((await exported())?.awards).toEqual(before?.awards);
    await leadTo(test.services, contest, "PUBLISHED");
    const published = await publicResult(test.services.db, contest.slug, now());
    expect(await exported()).toEqual(published.ok && published.value.file);
    expect((await exported())?.awards).toEqual(before?.awards);
  });

  it("knows no edition by another name", async () => {
    expect(await exportResults(test.services.db, "khong-co", now())).toEqual({ ok: false, reason: "edition_unknown" });
  });
});

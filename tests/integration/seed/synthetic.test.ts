import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { phaseAt } from "~/domain/contest/phases";
import { verifyLedger } from "~/features/ledger/verify-ledger.server";
import { currentRanking } from "~/features/results/current-ranking.server";
import { loadSyntheticEdition } from "../../../prisma/seed/synthetic/load-synthetic.server";
import { expectSoundData } from "../../support/sound-data";
import { testServices, type TestServices } from "../../support/services";

let test: TestServices;

beforeAll(async () => {
  test = await testServices();
});

afterAll(() => test.close());

const load = (entries: number, judges: number, seed = "1") => loadSyntheticEdition(test.services, { entries, judges, seed });

async function ranked(slug: string) {
  const { id } = await test.services.db.prisma.edition.findUniqueOrThrow({ where: { slug } });
  const current = await currentRanking(test.services.db.prisma, id);
  if (!current.ok) throw new Error(current.reason);
  return current.value;
}

/** Titles, summaries and totals of an edition in the order of codes, without the codes themselves. */
async function content(slug: string) {
  const entries = await test.services.db.prisma.entry.findMany({
    where: { edition: { slug } },
    orderBy: { code: "asc" },
    select: { title: true, unitName: true, versions: { select: { summary: true, parts: true } }, assignments: { select: { judge: { select: { code: true } }, sheet: { select: { total: true } } } } },
  });
  return entries.map(({ assignments, ...entry }) => ({ ...entry, totals: assignments.map(({ judge, sheet }) => `${judge.code} ${sheet?.total}`).toSorted() }));
}

describe("a synthetic edition", () => {
  it("has the size asked for, three locked sheets an entry, several panels, spread and ties", async () => {
    const slug = await load(120, 20);
    const edition = await test.services.db.prisma.edition.findUniqueOrThrow({ where: { slug }, include: { panels: true } });
    expect(phaseAt(edition, test.clock.now())).toBe("JUDGING");
    expect(edition.panels.length).toBeGreaterThan(1);
    const { problem, ranking } = await ranked(slug);
    expect(problem.entries).toHaveLength(120);
    expect(problem.sheets).toHaveLength(360);
    expect(problem.sheets.every(({ state }) => state === "LOCKED")).toBe(true);
    expect(new Set(problem.sheets.map(({ judge }) => judge)).size).toBe(20);
    expect(new Set(ranking.ranking.map(({ rank }) => rank)).size).toBeLessThan(120);
    expect(ranking.ranking.some(({ flags }) => flags.includes("SPREAD"))).toBe(true);
    expect(ranking.ranking.some(({ flags }) => flags.includes("INCOMPLETE"))).toBe(false);
  });

  it("is the same for the same seed, under an address of its own, and another for another seed", async () => {
    const [first, again, other] = [await load(30, 6, "x"), await load(30, 6, "x"), await load(30, 6, "y")];
    expect(again).not.toBe(first);
    expect(await content(again)).toEqual(await content(first));
    expect((await content(other)).map(({ title }) => title)).not.toEqual((await content(first)).map(({ title }) => title));
  });

  it("can be as small as one entry and one judge", async () => {
    expect((await ranked(await load(1, 1))).problem.sheets).toHaveLength(1);
  });

  it("is on record and breaks no invariant", async () => {
    await load(40, 9, "sound");
    const verdict = await verifyLedger(test.services, { edition: null, head: null });
    expect(verdict.ok && verdict.value.verified).toBe(true);
    await expectSoundData(test.services);
  });
});

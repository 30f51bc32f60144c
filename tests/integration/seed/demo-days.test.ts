import { afterEach, describe, expect, it } from "vitest";
import { isBornWithin } from "~/domain/contest/eligibility";
import { phaseAt } from "~/domain/contest/phases";
import { verifyLedger } from "~/features/ledger/verify-ledger.server";
import { loadDemoIfEmpty } from "../../../prisma/seed/demo/load-demo.server";
import { expectSoundData } from "../../support/sound-data";
import { testServices, type TestServices } from "../../support/services";

let test: TestServices;
afterEach(() => test.close());

describe("the demo, loaded on any day", () => {
  it.each(["2027-01-01T00:30:00+07:00", "2028-02-29T23:59:59+07:00", "2028-03-01T06:00:00+07:00", "2029-07-31T17:00:01+07:00"])("is whole and in its phases on %s", async (moment) => {
    test = await testServices();
    const { db } = test.services;
    const now = new Date(moment);
    test.clock.set(now);
    expect(await loadDemoIfEmpty(test.services)).toBe(true);
    await expectSoundData(test.services);
    const verdict = await verifyLedger(test.services, { edition: null, head: null });
    expect(verdict.ok && verdict.value.verified).toBe(true);
    const editions = await db.prisma.edition.findMany({ orderBy: { number: "asc" } });
    expect(editions.map((edition) => [edition.number, phaseAt(edition, now)])).toEqual([
      [14, "OPEN"],
      [16, "FINAL"],
      [17, "PUBLISHED"],
      [18, "JUDGING"],
    ]);
    expect(await db.prisma.prizeChoice.count()).toBe(1);
    expect(await db.prisma.award.count()).toBe(27);
    expect(await db.prisma.ledgerEvent.count({ where: { at: { gt: now } } })).toBe(0);

    const day = (column: Date | null) => column?.toISOString().slice(0, 10) ?? null;
    const authors = await db.prisma.entryAuthor.findMany({ select: { birthDate: true, version: { select: { entry: { select: { edition: true } } } } } });
    const outside = authors.filter(({ birthDate, version }) => {
      const { birthDateFrom, birthDateTo } = version.entry.edition;
      return !isBornWithin(day(birthDate) ?? "", { birthDateFrom: day(birthDateFrom), birthDateTo: day(birthDateTo) });
    });
    expect(outside).toEqual([]);
  });

  it("leaves nothing behind when it is cut off, and loads at the next start", async () => {
    test = await testServices();
    const { db } = test.services;
    const cutOff: typeof db = {
      ...db,
      transact: (work) =>
        db.transact(async (tx) => {
          await work(tx);
          throw new Error("cut off");
        }),
    };
    await expect(loadDemoIfEmpty({ ...test.services, db: cutOff })).rejects.toThrow("cut off");
    expect(await db.prisma.unit.count()).toBe(0);
    expect(await db.prisma.ledgerEvent.count()).toBe(0);
    expect(await loadDemoIfEmpty(test.services)).toBe(true);
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { declareConflict } from "~/data/conflicts-found-list.server";
import { ledgerHead } from "~/data/ledger.server";
import { verifyLedger } from "~/features/ledger/verify-ledger.server";
import { assign, makePanel } from "../../../factories/judging";
import { makeJudgedEdition, type JudgedEdition } from "../../../factories/results";
import { testServices, type TestServices } from "../../../support/services";

let test: TestServices;
beforeAll(async () => {
  test = await testServices();
});
afterAll(() => test.close());

const judged = () => makeJudgedEdition(test.services, { novelty: [["38", "37", "36"], ["30", "30", "30"]], quotas: { FIRST: 1 } });

async function verdictOf({ made }: JudgedEdition, head: string | null = null) {
  const verdict = await verifyLedger(test.services, { edition: made.edition.slug, head });
  if (!verdict.ok) throw new Error(verdict.reason);
  return verdict.value;
}

async function sql(text: string, values: unknown[] = []) {
  await test.services.db.pool.query(text, values);
}

/** Changes the record itself, as somebody with the database's own rights could. */
async function behindTheTrigger(work: () => Promise<void>) {
  await sql(`ALTER TABLE "LedgerEvent" DISABLE TRIGGER USER`);
  await work();
  await sql(`ALTER TABLE "LedgerEvent" ENABLE TRIGGER USER`);
}

describe("verifying the ledger", () => {
  it("finds nothing where nothing was changed", async () => {
    const contest = await judged();
    const verdict = await verdictOf(contest);
    expect(verdict.verified).toBe(true);
    expect(verdict.chains.map(({ edition, events }) => ({ edition, events }))).toEqual([{ edition: contest.made.edition.slug, events: 12 }]);
  });

  it("names the row of a score that was changed by SQL, with both values", async () => {
    const contest = await judged();
    const assignment = contest.entries[0]?.assignments[1];
    const [sheet] = await test.services.db.query<{ id: string }>("sheet_of", `SELECT "id"::text AS "id" FROM "ScoreSheet" WHERE "assignmentId" = $1::uuid`, [assignment?.id]);
    await sql(`UPDATE "SheetScore" SET "value" = 380000 WHERE "sheetId" = $1 AND "value" = 370000`, [sheet?.id]);
    const { verified, chains } = await verdictOf(contest);
    expect(verified).toBe(false);
    const [difference] = chains[0]?.differences ?? [];
    expect(chains[0]?.differences).toHaveLength(1);
    expect(difference).toMatchObject({ stored: "38", recorded: "37" });
    expect(difference?.row).toContain(sheet?.id);
    expect(difference?.row).toContain(contest.entries[0]?.code);
  });

  it.each([
    ["a sheet unlocked", `UPDATE "ScoreSheet" SET "state" = 'DRAFT'`],
    ["a total changed", `UPDATE "ScoreSheet" SET "total" = "total" + 1`],
    ["a score removed", `DELETE FROM "SheetScore"`],
    ["an assignment ended", `UPDATE "Assignment" SET "state" = 'REVOKED'`],
    ["an edition published", `UPDATE "Edition" SET "publishedAt" = now()`],
  ])("finds %s", async (_what, statement) => {
    const contest = await judged();
    const scope = statement.includes('"Edition"')
      ? ` WHERE "id" = $1`
      : statement.includes('"Assignment"')
        ? ` WHERE "editionId" = $1`
        : statement.includes('"SheetScore"')
          ? ` WHERE "sheetId" IN (SELECT s."id" FROM "ScoreSheet" s JOIN "Assignment" a ON a."id" = s."assignmentId" WHERE a."editionId" = $1)`
          : ` WHERE "assignmentId" IN (SELECT "id" FROM "Assignment" WHERE "editionId" = $1)`;
    await sql(statement + scope, [contest.made.edition.id]);
    expect((await verdictOf(contest)).verified).toBe(false);
  });

  it("names assignments and conflicts that join somebody else than was recorded, and who was let into a round", async () => {
    const contest = await judged();
    const { made, organiser } = contest;
    const editionId = made.edition.id;
    const [entry, other] = contest.entries;
    const { panel, judges } = await makePanel(test.services, made, { judges: 2 });
    const [judge, stranger] = judges;
    if (!entry || !other || !judge || !stranger) throw new Error("no cast");
    const { id } = await assign(test.services, { panel, judge, entry });
    const declaration = { editionId, entry, person: { userId: stranger.actor.userId, judgeCode: stranger.code, name: "Cô Hai" }, reason: "Thầy cũ", actorId: organiser.userId, now: test.services.clock.now() };
    await test.services.db.transact(async (tx) => ({ ok: await declareConflict(tx, declaration) }));
    expect((await verdictOf(contest)).verified).toBe(true);
    await sql(`UPDATE "Assignment" SET "entryId" = $2::uuid WHERE "id" = $1::uuid`, [id, other.id]);
    await sql(`UPDATE "Conflict" SET "userId" = $2 WHERE "editionId" = $1::uuid`, [editionId, judge.actor.userId]);
    await sql(`INSERT INTO "RoundEntry" ("roundId", "entryId") VALUES ($1::uuid, $2::uuid)`, [panel.roundId, entry.id]);
    const round = made.rounds[0]?.code ?? "";
    expect((await verdictOf(contest)).chains[0]?.differences).toEqual([
      { row: `Assignment ${id}`, stored: `${round} ${other.code} ${judge.code}`, recorded: `${round} ${entry.code} ${judge.code}` },
      { row: expect.stringMatching(/^Conflict /) as string, stored: `DECLARED ${entry.code} ${judge.code}`, recorded: `DECLARED ${entry.code} ${stranger.code}` },
      { row: `RoundEntry ${round} ${entry.code}`, stored: "admitted", recorded: "absent" },
    ]);
  });

  it("finds an event that was changed, left out, or added", async () => {
    for (const change of [
      `UPDATE "LedgerEvent" SET "actor" = 'somebody' WHERE "chain" = $1 AND "seq" = 3`,
      `DELETE FROM "LedgerEvent" WHERE "chain" = $1 AND "seq" = 5`,
      `DELETE FROM "LedgerEvent" WHERE "chain" = $1 AND "seq" = 12`,
      `INSERT INTO "LedgerEvent" SELECT "chain", 13, "at", "type", "actor", "data", "prev", "hash" FROM "LedgerEvent" WHERE "chain" = $1 AND "seq" = 12`,
    ]) {
      const contest = await judged();
      await behindTheTrigger(() => sql(change, [contest.made.edition.id]));
      const { verified, chains } = await verdictOf(contest);
      expect({ change, verified }).toEqual({ change, verified: false });
      expect(chains[0]?.faults.length).toBeGreaterThan(0);
    }
  });

  it("tells by a head that left the machine whether a chain was rewritten", async () => {
    const contest = await judged();
    const head = await ledgerHead(test.services.db.prisma, contest.made.edition.id);
    expect((await verdictOf(contest, head?.hash ?? null)).verified).toBe(true);
    const elsewhere = await verdictOf(contest, "0".repeat(64));
    expect({ verified: elsewhere.verified, headMissing: elsewhere.headMissing }).toEqual({ verified: false, headMissing: true });
  });

  it("does not let the application itself change or remove an event", async () => {
    const contest = await judged();
    await expect(sql(`UPDATE "LedgerEvent" SET "actor" = 'x' WHERE "chain" = $1`, [contest.made.edition.id])).rejects.toThrow("append-only");
    await expect(sql(`DELETE FROM "LedgerEvent" WHERE "chain" = $1`, [contest.made.edition.id])).rejects.toThrow("append-only");
  });
});

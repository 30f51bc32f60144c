import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { choosePrize, revokePrizeChoices } from "~/features/results/choices.server";
import { approveResult, proposeResult, returnResult, signResult } from "~/features/results/decision.server";
import { publishResult } from "~/features/results/publish.server";
import { verifyLedger } from "~/features/ledger/verify-ledger.server";
import { decisionOf, publishedAwards } from "~/data/results.server";
import { standingDecisions } from "~/data/votes.server";
import type { Actor } from "~/domain/access/roles";
import { makeJudgedEdition, type JudgedEdition } from "../../../factories/results";
import { makeUser } from "../../../factories/people";
import { testServices, type TestServices } from "../../../support/services";

let test: TestServices;
beforeAll(async () => {
  test = await testServices();
});
afterAll(() => test.close());

const now = () => test.clock.now();
const step = (actor: Actor, { made }: JudgedEdition) => ({ actor, editionId: made.edition.id, now: now() });

/** Four entries: one clear winner, two equal behind it, one below; one first and one second prize. */
const TIED = {
  novelty: [
    ["38", "38", "38"],
    ["30", "30", "30"],
    ["30", "30", "30"],
    ["20", "20", "20"],
  ],
  quotas: { FIRST: 1, SECOND: 1 },
} as const;

async function versionOf({ made }: JudgedEdition): Promise<number> {
  return (await decisionOf(test.services.db.prisma, made.edition.id))?.version ?? 0;
}

/** Leads an edition with its tie decided to the stage SIGNED. */
async function signedEdition(): Promise<JudgedEdition> {
  const contest = await makeJudgedEdition(test.services, TIED);
  await chooseSecond(contest, contest.chair);
  expect(await proposeResult(test.services, step(contest.chair, contest))).toEqual({ ok: true, value: null });
  const approve = { ...step(contest.organiser, contest), input: { version: await versionOf(contest) } };
  expect(await approveResult(test.services, approve)).toEqual({ ok: true, value: null });
  const sign = { ...step(contest.secretary, contest), input: { version: await versionOf(contest), number: "12/QĐ-BTC", date: "2026-11-20" } };
  expect(await signResult(test.services, sign)).toEqual({ ok: true, value: null });
  return contest;
}

function chooseSecond(contest: JudgedEdition, actor: Actor, entries = [contest.entries[1]?.code ?? ""]) {
  const input = { tier: "SECOND", field: null, entries, reason: "Sản phẩm đã dùng thử ở hai trường." };
  return choosePrize(test.services, { ...step(actor, contest), input });
}

describe("a tie at a quota line", () => {
  it("keeps the result from being proposed until the chair has decided it", async () => {
    const contest = await makeJudgedEdition(test.services, TIED);
    expect(await proposeResult(test.services, step(contest.chair, contest))).toEqual({ ok: false, reason: "ties_undecided" });
    expect((await chooseSecond(contest, contest.chair)).ok).toBe(true);
    expect(await proposeResult(test.services, step(contest.chair, contest))).toEqual({ ok: true, value: null });
  });

  it("is decided by the chair alone, within what is left, among those tied", async () => {
    const contest = await makeJudgedEdition(test.services, TIED);
    const codes = contest.entries.map(({ code }) => code);
    expect(await chooseSecond(contest, contest.secretary)).toEqual({ ok: false, reason: "forbidden" });
    expect(await chooseSecond(contest, contest.chair, [])).toEqual({ ok: false, reason: "nobody_chosen" });
    expect(await chooseSecond(contest, contest.chair, codes.slice(1, 3))).toEqual({ ok: false, reason: "too_many_chosen" });
    expect(await chooseSecond(contest, contest.chair, codes.slice(0, 1))).toEqual({ ok: false, reason: "not_in_tie" });
    const first = { tier: "FIRST", field: null, entries: codes.slice(1, 2), reason: "x" };
    expect(await choosePrize(test.services, { ...step(contest.chair, contest), input: first })).toEqual({ ok: false, reason: "no_such_tie" });
    expect((await standingDecisions(test.services.db.prisma, contest.made.edition.id)).choices).toEqual([]);
  });

  it("is not for a chair with a conflict of interest in any entry of the group", async () => {
    const contest = await makeJudgedEdition(test.services, TIED);
    const { id: entryId } = contest.entries[2] ?? { id: "" };
    await test.services.db.prisma.conflict.create({ data: { editionId: contest.made.edition.id, entryId, userId: contest.chair.userId, kind: "DECLARED" } });
    expect(await chooseSecond(contest, contest.chair)).toEqual({ ok: false, reason: "conflict_of_interest" });
  });

  it("is not taken back by such a chair either", async () => {
    const contest = await makeJudgedEdition(test.services, TIED);
    const chosen = await chooseSecond(contest, contest.chair);
    const editionId = contest.made.edition.id;
    const { choices: [choice] } = await standingDecisions(test.services.db.prisma, editionId);
    const { id: entryId } = contest.entries.find(({ code }) => code === choice?.entries[0]) ?? { id: "" };
    await test.services.db.prisma.conflict.create({ data: { editionId, entryId, userId: contest.chair.userId, kind: "DECLARED" } });
    const choiceIds = chosen.ok ? [chosen.value.id] : [];
    expect(await revokePrizeChoices(test.services, { ...step(contest.chair, contest), choiceIds })).toEqual({ ok: false, reason: "conflict_of_interest" });
    expect((await standingDecisions(test.services.db.prisma, editionId)).choices).toHaveLength(1);
  });

  it("can be opened again until the result is proposed", async () => {
    const contest = await makeJudgedEdition(test.services, TIED);
    const chosen = await chooseSecond(contest, contest.chair);
    const choiceIds = chosen.ok ? [chosen.value.id, "not an id"] : [];
    expect(await revokePrizeChoices(test.services, { ...step(contest.chair, contest), choiceIds })).toEqual({ ok: true, value: { revoked: 1 } });
    expect((await chooseSecond(contest, contest.chair, [contest.entries[2]?.code ?? ""])).ok).toBe(true);
    expect((await proposeResult(test.services, step(contest.chair, contest))).ok).toBe(true);
    expect(await revokePrizeChoices(test.services, { ...step(contest.chair, contest), choiceIds })).toEqual({ ok: false, reason: "result_proposed" });
  });

  it("decided twice at once counts once", async () => {
    const contest = await makeJudgedEdition(test.services, TIED);
    const outcomes = await Promise.all([1, 2].map((index) => chooseSecond(contest, contest.chair, [contest.entries[index]?.code ?? ""])));
    expect(outcomes.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect((await standingDecisions(test.services.db.prisma, contest.made.edition.id)).choices.length).toBe(1);
  });
});

describe("the way of a result", () => {
  it("goes from proposal over approval and signature to publication, and the record agrees with every row", async () => {
    const contest = await signedEdition();
    const { db } = test.services;
    const editionId = contest.made.edition.id;
    expect(await publishedAwards(db, editionId)).toEqual([]);
    expect(await publishResult(test.services, { ...step(contest.secretary, contest), input: { version: await versionOf(contest) } })).toEqual({ ok: true, value: null });
    const awards = await publishedAwards(db, editionId);
    expect(awards.map(({ tierCode, code, rank }) => ({ tierCode, code, rank }))).toEqual([
      { tierCode: "FIRST", code: contest.entries[0]?.code, rank: 1 },
      { tierCode: "SECOND", code: contest.entries[1]?.code, rank: 2 },
    ]);
    const verdict = await verifyLedger(test.services, { edition: contest.made.edition.slug, head: null });
    expect(verdict).toMatchObject({ ok: true, value: { verified: true } });
  });

  it("needs the right person at every step, and never the same one for proposal and approval", async () => {
    const contest = await makeJudgedEdition(test.services, { novelty: [["38", "38", "38"]], quotas: { FIRST: 1 } });
    const editionId = contest.made.edition.id;
    const visitor = await makeUser(test.services);
    expect(await proposeResult(test.services, step(visitor, contest))).toEqual({ ok: false, reason: "forbidden" });
    const both = { ...contest.chair, roles: [...contest.chair.roles, { role: "ORGANISER" as const, editionId, unitId: null }] };
    expect((await proposeResult(test.services, step(both, contest))).ok).toBe(true);
    const input = { version: await versionOf(contest) };
    expect(await approveResult(test.services, { ...step(both, contest), input })).toEqual({ ok: false, reason: "own_proposal" });
    expect(await approveResult(test.services, { ...step(contest.secretary, contest), input })).toEqual({ ok: false, reason: "forbidden" });
    expect(await publishResult(test.services, { ...step(contest.secretary, contest), input })).toEqual({ ok: false, reason: "already_done" });
    expect(await approveResult(test.services, { ...step(contest.organiser, contest), input: { version: input.version + 1 } })).toEqual({ ok: false, reason: "version_conflict" });
  });

  it("comes back to the chair when an organiser returns it", async () => {
    const contest = await makeJudgedEdition(test.services, { novelty: [["38", "38", "38"]], quotas: { FIRST: 1 } });
    await proposeResult(test.services, step(contest.chair, contest));
    const input = { version: await versionOf(contest), reason: "Thiếu biên bản." };
    expect(await returnResult(test.services, { ...step(contest.organiser, contest), input })).toEqual({ ok: true, value: null });
    expect(await decisionOf(test.services.db.prisma, contest.made.edition.id)).toBeNull();
    expect((await proposeResult(test.services, step(contest.chair, contest))).ok).toBe(true);
    expect(await verifyLedger(test.services, { edition: contest.made.edition.slug, head: null })).toMatchObject({ value: { verified: true } });
  });

  it("stops when a score was changed behind the back of the application", async () => {
    const contest = await signedEdition();
    await test.services.db.pool.query(
      `UPDATE "SheetScore" SET "value" = "value" - 5000 WHERE "sheetId" = (SELECT "id" FROM "ScoreSheet" WHERE "assignmentId" = $1) AND "value" > 200000`,
      [contest.entries[0]?.assignments[0]?.id],
    );
    const publish = { ...step(contest.secretary, contest), input: { version: await versionOf(contest) } };
    expect(await publishResult(test.services, publish)).toEqual({ ok: false, reason: "changed_since_proposal" });
  });

  it("refuses a decision signed tomorrow", async () => {
    const contest = await makeJudgedEdition(test.services, { novelty: [["38", "38", "38"]], quotas: { FIRST: 1 } });
    await proposeResult(test.services, step(contest.chair, contest));
    await approveResult(test.services, { ...step(contest.organiser, contest), input: { version: await versionOf(contest) } });
    const input = { version: await versionOf(contest), number: "1", date: "2026-11-23" };
    expect(await signResult(test.services, { ...step(contest.secretary, contest), input })).toEqual({ ok: false, reason: "date_in_future" });
  });

  it("is published once when two publish at the same moment", async () => {
    const contest = await signedEdition();
    const publish = { ...step(contest.secretary, contest), input: { version: await versionOf(contest) } };
    const outcomes = await Promise.all([publishResult(test.services, publish), publishResult(test.services, publish)]);
    expect(outcomes.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect((await publishedAwards(test.services.db, contest.made.edition.id)).length).toBe(2);
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/access/roles";
import { loader } from "~/routes/staff/firmness";
import { makeUser } from "../../factories/people";
import { makeJudgedEdition, type JudgedEdition } from "../../factories/results";
import { contextFor, getPage, outcomeOf } from "../../support/request";
import { countStatements } from "../../support/statements";
import { testServices, type TestServices } from "../../support/services";

let test: TestServices;
let contest: JudgedEdition;
beforeAll(async () => {
  test = await testServices();
  contest = await makeJudgedEdition(test.services, { novelty: [["38", "36", "37"], ["37", "36", "36"], ["20", "22", "24"], ["10", "12", "9"]], quotas: { FIRST: 1, SECOND: 1 } });
});
afterAll(() => test.close());

const open = (actor: Actor | null, of = contest) =>
  outcomeOf(loader({ request: getPage(`/ban-to-chuc/${of.made.edition.slug}/do-chac`), params: { edition: of.made.edition.slug }, context: contextFor(test.services, actor) }));

describe("how firm the ranking is", () => {
  it("shows every entry in its official order with the ranks it could have, and what stands at the line of each prize", async () => {
    const { value } = await open(contest.secretary);
    const view = value?.view;
    expect(view?.rows.map(({ code, rank }) => [code, rank])).toEqual(contest.entries.map(({ code }, index) => [code, index + 1]));
    expect(view?.rows.every(({ interval: [low, high], expectedRank }) => low <= Number(expectedRank) && Number(expectedRank) <= high)).toBe(true);
    expect(view?.lines.map(({ inside, outside }) => [inside.code, outside.code])).toEqual([[contest.entries[0]?.code, contest.entries[1]?.code], [contest.entries[1]?.code, contest.entries[2]?.code]]);
    expect(view?.lines.every(({ inside, outside }) => inside.percent >= outside.percent)).toBe(true);
    expect(view?.judges).toHaveLength(3);
    expect(view?.advice[0]?.judges).toEqual([]);
  });

  it("is computed without the entries the viewer has a conflict with: the same as if they had never been there", async () => {
    const novelty = [["38", "36", "37"], ["37", "36", "36"], ["20", "22", "24"]] as const;
    const [withConflict, bare] = [await makeJudgedEdition(test.services, { novelty: [...novelty, ["39", "39", "5"]], quotas: { FIRST: 1, SECOND: 1 } }), await makeJudgedEdition(test.services, { novelty, quotas: { FIRST: 1, SECOND: 1 } })];
    await test.services.db.prisma.conflict.create({ data: { editionId: withConflict.made.edition.id, entryId: withConflict.entries[3]?.id ?? "", userId: withConflict.chair.userId, kind: "DECLARED" } });
    const shown = async (of: JudgedEdition) => {
      const view = (await open(of.chair, of)).value?.view;
      return view?.rows.map(({ expectedRank, interval, chances, rank, mean, prizeLabel }) => ({ expectedRank, interval, chances, rank, mean, prizeLabel }));
    };
    expect(await shown(withConflict)).toEqual(await shown(bare));
    expect((await open(withConflict.chair, withConflict)).value?.view?.leftOut).toBe(0);
    expect((await open(withConflict.secretary, withConflict)).value?.view?.rows).toHaveLength(4);
  });

  it("is for the staff that sees rankings, with as many statements for four entries as for one", async () => {
    const judge = contest.entries[0]?.assignments[0]?.judge.actor ?? null;
    expect([(await open(judge)).response?.status, (await open(await makeUser(test.services))).response?.status, (await open(null)).response?.status]).toEqual([404, 404, 302]);
    const one = await makeJudgedEdition(test.services, { novelty: [["38", "36", "37"]], quotas: { FIRST: 1 } });
    const count = async (of: JudgedEdition) => {
      await open(of.secretary, of);
      return (await countStatements(test.services.db.pool, () => open(of.secretary, of))).count;
    };
    const counts = [await count(one), await count(contest)];
    expect(counts[0]).toBe(counts[1]);
    expect(counts[0]).toBeLessThanOrEqual(10);
  });
});

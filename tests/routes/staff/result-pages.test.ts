import type { LoaderFunctionArgs } from "@remix-run/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/access/roles";
import { loader as decision } from "~/routes/staff/decision";
import { loader as layout } from "~/routes/staff/layout";
import { loader as ledger } from "~/routes/staff/ledger";
import { loader as rankedEntry } from "~/routes/staff/ranked-entry";
import { action as rankingAction, loader as ranking } from "~/routes/staff/ranking";
import { makeUser } from "../../factories/people";
import { makeJudgedEdition, type JudgedEdition } from "../../factories/results";
import { contextFor, getPage, outcomeOf, postForm } from "../../support/request";
import { testServices, type TestServices } from "../../support/services";
import { countStatements } from "../../support/statements";

let test: TestServices;
let one: JudgedEdition;
let three: JudgedEdition;
beforeAll(async () => {
  test = await testServices();
  one = await makeJudgedEdition(test.services, { novelty: [["38", "38", "38"]], quotas: { FIRST: 1 } });
  three = await makeJudgedEdition(test.services, { novelty: [["38", "38", "38"], ["30", "30", "30"], ["30", "30", "30"]], quotas: { FIRST: 1, SECOND: 1 } });
});
afterAll(() => test.close());

type Loader = (args: LoaderFunctionArgs) => Promise<unknown>;
const PAGES: Readonly<Record<string, Loader>> = { ranking, decision, ledger };

function open(page: Loader, { made }: JudgedEdition, actor: Actor | null, entry?: string) {
  const params = { edition: made.edition.slug, ...(entry ? { entry } : {}) };
  return outcomeOf(page({ request: getPage(`/ban-to-chuc/${made.edition.slug}/x`), params, context: contextFor(test.services, actor) }));
}

describe("result pages", () => {
  it.each(Object.keys(PAGES))("%s takes as many statements for one entry as for three, and few", async (name) => {
    const page = PAGES[name] as Loader;
    const counts: number[] = [];
    for (const contest of [one, three]) {
      // Frame and page share what they both ask for, as in one request.
      const context = contextFor(test.services, contest.secretary);
      const args = { request: getPage(`/ban-to-chuc/${contest.made.edition.slug}/x`), params: { edition: contest.made.edition.slug }, context };
      const load = () => countStatements(test.services.db.pool, () => Promise.all([layout(args), page(args)]));
      counts.push((await load()).count, (await load()).count);
    }
    const [first, again] = counts;
    expect(counts).toEqual([first, again, first, again]);
    expect(first).toBeLessThanOrEqual(14);
    expect(again).toBeLessThanOrEqual(10);
  });

  it.each(Object.keys(PAGES))("%s is for the staff of this edition alone", async (name) => {
    const page = PAGES[name] as Loader;
    const judge = three.entries[0]?.assignments[0]?.judge.actor ?? null;
    const refused = await Promise.all([open(page, three, judge), open(page, three, one.secretary), open(page, three, await makeUser(test.services))]);
    expect(refused.map(({ response }) => response?.status)).toEqual([404, 404, 404]);
    expect((await open(page, three, null)).response?.status).toBe(302);
    expect((await open(page, three, three.chair)).response).toBeNull();
  });

  it("an entry's sheets are not there for a person in conflict, nor under another edition, nor for a malformed id", async () => {
    const entry = three.entries[2]?.id ?? "";
    const inConflict = await makeUser(test.services, { role: "ORGANISER", editionId: three.made.edition.id });
    await test.services.db.prisma.conflict.create({ data: { editionId: three.made.edition.id, entryId: entry, userId: inConflict.userId, kind: "DECLARED" } });
    expect((await open(rankedEntry, three, inConflict, entry)).response?.status).toBe(404);
    expect((await open(rankedEntry, one, one.chair, entry)).response?.status).toBe(404);
    expect((await open(rankedEntry, three, three.chair, "khong-phai-ma")).response?.status).toBe(404);
    expect((await open(rankedEntry, three, three.chair, entry)).response).toBeNull();
    const ranked = JSON.stringify((await open(ranking, three, inConflict)).value);
    expect(ranked).not.toContain(three.entries[2]?.code);
  });

  it("the ranking is computed anew as soon as something it is made of is on record", async () => {
    const { made, chair, entries } = await makeJudgedEdition(test.services, { novelty: [["30", "30", "30"], ["30", "30", "30"]], quotas: { FIRST: 1 } });
    const contest = { ...three, made };
    const ties = async () => ((await open(ranking, contest, chair)).value as Awaited<ReturnType<typeof ranking>>).view?.undecided.length;
    expect([await ties(), await ties()]).toEqual([1, 1]);
    const path = `/ban-to-chuc/${made.edition.slug}/xep-hang`;
    const fields = { intent: "choose", tier: "FIRST", field: "", entries: entries[0]?.code ?? "", reason: "Hội đồng thống nhất." };
    await outcomeOf(rankingAction({ request: postForm(path, fields), params: { edition: made.edition.slug }, context: contextFor(test.services, chair) }));
    expect(await ties()).toBe(0);
  });

  it("a choice without a reason comes back with what was ticked", async () => {
    const path = `/ban-to-chuc/${three.made.edition.slug}/xep-hang`;
    const fields = { intent: "choose", tier: "SECOND", field: "", entries: three.entries[1]?.code ?? "", reason: " " };
    const { value } = await outcomeOf(rankingAction({ request: postForm(path, fields), params: { edition: three.made.edition.slug }, context: contextFor(test.services, three.chair) }));
    expect(value).toMatchObject({ init: { status: 400 }, data: { result: { initialValue: { tier: "SECOND", entries: three.entries[1]?.code }, error: { reason: [expect.any(String)] } } } });
  });
});

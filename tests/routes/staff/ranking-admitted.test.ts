import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loader as ranking } from "~/routes/staff/ranking";
import { makeJudgedEdition } from "../../factories/results";
import { contextFor, getPage } from "../../support/request";
import { testServices, type TestServices } from "../../support/services";

let test: TestServices;
beforeAll(async () => {
  test = await testServices();
});
afterAll(() => test.close());

describe("an entry without the sheets it needs", () => {
  it("is said not to be in the round where it was not admitted, and to lack sheets where it was", async () => {
    const contest = await makeJudgedEdition(test.services, { novelty: [["38", "38", "38"], ["30", "30", "30"], ["20", "20", "20"]], quotas: { FIRST: 1 } });
    const { prisma } = test.services.db;
    const { edition } = contest.made;
    const rows = async () => {
      const page = await ranking({ request: getPage(`/ban-to-chuc/${edition.slug}/xep-hang`), params: { edition: edition.slug }, context: contextFor(test.services, contest.chair) });
      const { view } = page as { view: { rows: { entry: string; flags: readonly string[]; notAdmitted: string | null }[] } };
      return contest.entries.map(({ code }) => view.rows.filter(({ entry }) => entry === code).map(({ flags, notAdmitted }) => ({ flags, notAdmitted })));
    };
    const lacking = [{ flags: ["INCOMPLETE"], notAdmitted: null }];
    await prisma.edition.update({ where: { id: edition.id }, data: { minJudges: 4, version: { increment: 1 } } });
    expect(await rows()).toEqual([lacking, lacking, lacking]);
    const round = await prisma.round.findFirstOrThrow({ where: { editionId: edition.id } });
    await prisma.roundEntry.createMany({ data: contest.entries.slice(0, 2).map(({ id }) => ({ roundId: round.id, entryId: id })) });
    await prisma.edition.update({ where: { id: edition.id }, data: { version: { increment: 1 } } });
    expect(await rows()).toEqual([lacking, lacking, [{ flags: [], notAdmitted: round.name }]]);
  });
});

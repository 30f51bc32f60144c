import { afterAll, beforeAll, expect, it } from "vitest";
import { candidatesForOneMore } from "~/data/one-more-score.server";
import { makeEdition } from "../../factories/editions";
import { makeEntry } from "../../factories/entries";
import { assign, makePanel } from "../../factories/judging";
import { makeUser } from "../../factories/people";
import { testServices, type TestServices } from "../../support/services";

let test: TestServices;
beforeAll(async () => {
  test = await testServices();
});
afterAll(() => test.close());

it("names who could score an entry once more in the round that is looked at, those with the fewest entries first, and nobody in conflict", async () => {
  const { services } = test;
  const made = await makeEdition(services, { phase: "JUDGING" });
  const [first, last] = made.rounds;
  const early = await makePanel(services, made, { round: first?.code ?? "", judges: 4 });
  const late = await makePanel(services, made, { round: last?.code ?? "", judges: 1 });
  const entry = await makeEntry(services, made.edition, { screening: "QUALIFIED" });
  const other = await makeEntry(services, made.edition, { screening: "QUALIFIED" });
  const [one, two, three, four] = early.judges;
  if (!one || !two || !three || !four) throw new Error("no judges");
  await assign(services, { panel: early.panel, judge: one, entry });
  await assign(services, { panel: early.panel, judge: two, entry: other });
  await services.db.prisma.conflict.create({ data: { editionId: made.edition.id, entryId: entry.id, userId: four.actor.userId, kind: "DECLARED" } });
  const stranger = (await makeUser(services)).userId;
  const asked = async (round: string | null, viewerId = stranger) => (await candidatesForOneMore(services.db.prisma, made.edition.id, { entryIds: [entry.id], round, viewerId })).map(({ judgeCode, load }) => [judgeCode, load]);
  expect(await asked(first?.code ?? "")).toEqual([[three.code, 0], [two.code, 1]]);
  await services.db.prisma.conflict.create({ data: { editionId: made.edition.id, entryId: other.id, userId: three.actor.userId, kind: "DECLARED" } });
  expect(await asked(first?.code ?? "", three.actor.userId)).toEqual([[two.code, 0], [three.code, 0]]);
  expect(await asked(null)).toEqual([[late.judges[0]?.code, 0]]);
});

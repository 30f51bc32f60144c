import { afterAll, beforeAll, expect, it } from "vitest";
import { makeEdition } from "../../../factories/editions";
import { makeEntry } from "../../../factories/entries";
import { filesForParts } from "../../../factories/entry-files";
import { makeUser } from "../../../factories/people";
import { testServices, type TestServices } from "../../../support/services";
import { entrant } from "../entries/helpers";

const ENTRIES = 60;
let test: TestServices;
beforeAll(async () => {
  test = await testServices();
});
afterAll(() => test.close());

it("sixty entries pressed in the last second, their files still to come, are all in, none late, with codes without a gap", async () => {
  const { edition } = await makeEdition(test.services);
  const owner = await makeUser(test.services);
  const declared = (await filesForParts(test.services, edition.id)).map((file) => ({ ...file, isHere: false }));
  const drafts: { id: string }[] = [];
  for (let index = 0; index < ENTRIES; index += 1) drafts.push(await makeEntry(test.services, edition, { owner, files: declared }));
  test.clock.set(new Date(edition.closesAt.getTime()));
  const at = entrant(test);
  const results = await Promise.all(drafts.map((draft) => at.submit(owner, draft.id)));
  expect(results.filter((result) => !result.ok)).toEqual([]);
  const rows = await test.services.db.prisma.entry.findMany({ where: { editionId: edition.id }, orderBy: { code: "asc" } });
  expect(rows.map((row) => row.code)).toEqual(drafts.map((_, index) => `${edition.codePrefix}-${String(index + 1).padStart(4, "0")}`));
  expect(rows.every((row) => row.submittedAt?.getTime() === edition.closesAt.getTime())).toBe(true);
});

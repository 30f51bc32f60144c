import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { editPage, entryPage, myEntriesPage } from "~/features/entries/queries.server";
import { consentsPage } from "~/features/entries/consent-queries.server";
import { makeEdition } from "../../../factories/editions";
import { makeEntry } from "../../../factories/entries";
import { makeUser } from "../../../factories/people";
import { countStatements } from "../../../support/statements";
import { testServices, type TestServices } from "../../../support/services";

let test: TestServices;
beforeAll(async () => {
  test = await testServices();
});
afterAll(() => test.close());

/** The session and the frame of the page take at most five more. */
const MOST_STATEMENTS = 5;

describe("pages of entrants", () => {
  it("take the same few statements whatever the number of entries and authors", async () => {
    const now = test.clock.now();
    const counted: Record<string, number[]> = {};
    for (const rows of [1, 3]) {
      const actor = await makeUser(test.services);
      const ids: string[] = [];
      for (let index = 0; index < rows; index += 1) {
        const { edition } = await makeEdition(test.services);
        const authors = Array.from({ length: rows }, () => ({}));
        ids.push((await makeEntry(test.services, edition, { owner: actor, authors, state: index % 2 ? "SUBMITTED" : "DRAFT" })).id);
      }
      const entryId = ids[0] ?? "";
      const pages = {
        mine: () => myEntriesPage(test.services, { actor, page: 1, now }),
        entry: () => entryPage(test.services, { actor, entryId, now }),
        authors: () => editPage(test.services, { actor, entryId, step: "authors", now }),
        consents: () => consentsPage(test.services, { actor, entryId, now }),
      };
      for (const [name, load] of Object.entries(pages)) (counted[name] ??= []).push((await countStatements<unknown>(test.services.db.pool, load)).count);
    }
    for (const [name, [one, three]] of Object.entries(counted)) {
      expect([name, three]).toEqual([name, one]);
      expect(one).toBeLessThanOrEqual(name === "mine" ? MOST_STATEMENTS + 1 : MOST_STATEMENTS);
    }
  });

  it("lists to a guardian no files and links of parts that hold signatures, to the owner all", async () => {
    const [owner, guardian] = [await makeUser(test.services), await makeUser(test.services)];
    const { edition } = await makeEdition(test.services, { phase: "OPEN", kind: "YOUTH" });
    const files = [
      { partKey: "photos", name: "anh.jpg" },
      { partKey: "signedForm", name: "phieu-co-chu-ky.pdf", family: "PDF" as const, isHere: false },
    ];
    const parts = { signedForm: "https://example.test/phieu-da-ky" };
    const authors = [{ guardianUserId: guardian.userId }, {}];
    for (const state of ["SUBMITTED", "DRAFT"] as const) {
      const { id } = await makeEntry(test.services, edition, { owner, state, authors, files, parts });
      const page = async (actor: typeof owner) => JSON.stringify(await entryPage(test.services, { actor, entryId: id, now: test.clock.now() }));
      const [whole, filtered] = [await page(owner), await page(guardian)];
      for (const secret of ["phieu-co-chu-ky.pdf", "phieu-da-ky"]) expect([whole.includes(secret), filtered.includes(secret)]).toEqual([true, false]);
      expect(filtered).toContain("anh.jpg");
      const both = await makeEntry(test.services, edition, { owner: guardian, state, authors, files, parts });
      expect(JSON.stringify(await entryPage(test.services, { actor: guardian, entryId: both.id, now: test.clock.now() }))).toContain("phieu-co-chu-ky.pdf");
    }
  });

  it("pages my entries and says how much each lacks", async () => {
    const actor = await makeUser(test.services);
    const { edition } = await makeEdition(test.services);
    for (let index = 0; index < 52; index += 1) await makeEntry(test.services, edition, { owner: actor, consents: [], title: "" });
    const first = await myEntriesPage(test.services, { actor, page: 1, now: test.clock.now() });
    const second = await myEntriesPage(test.services, { actor, page: 2, now: test.clock.now() });
    expect([first.entries.length, second.entries.length, first.total]).toEqual([50, 2, 52]);
    expect(new Set([...first.entries, ...second.entries].map((entry) => entry.id)).size).toBe(52);
    expect(first.entries[0]).toMatchObject({ missing: 2, mayChange: true, state: "DRAFT", relation: "owner" });
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PHASES, phaseAt } from "~/domain/contest/phases";
import { rubricTotal, weightSum } from "~/domain/contest/rules";
import { PRESETS } from "~/features/contests/presets";
import { editionRules, listPublicEditions } from "~/features/contests/queries.server";
import { makeEdition } from "../../../factories/editions";
import { testServices, TEST_DAY, type TestServices } from "../../../support/services";
import { countStatements } from "../../../support/statements";

let test: TestServices;
beforeAll(async () => {
  test = await testServices();
});
afterAll(() => test.close());

describe("the rules of an edition", () => {
  it.each(["TECHNICAL", "YOUTH"] as const)("come back as the preset of %s gave them", async (kind) => {
    const { edition } = await makeEdition(test.services, { kind });
    const rules = await editionRules(test.services.db.prisma, edition.id);
    const preset = PRESETS[kind];
    expect(rules.fields.map(({ code, name }) => ({ code, name }))).toEqual(preset.fields);
    expect(rules.tiers).toMatchObject(preset.tiers);
    expect(rules.parts).toMatchObject(preset.parts);
    expect(rules.rounds.map(({ code, weight, blind }) => ({ code, weight, blind }))).toEqual([
      { code: "PRELIM", weight: 4000, blind: true },
      { code: "FINAL", weight: 6000, blind: false },
    ]);
    expect(rules.rounds.flatMap(({ rubrics }) => rubrics.map(rubricTotal))).toEqual([1_000_000, 1_000_000]);
    expect(weightSum(rules.rounds)).toBe(10_000);
    expect(rules.rounds[0]?.rubrics[0]?.criteria).toMatchObject(preset.rounds[0]?.rubrics[0]?.criteria ?? []);
  });

  it("are read with one statement", async () => {
    const { edition } = await makeEdition(test.services, {});
    const { count } = await countStatements(test.services.db.pool, () => editionRules(test.services.db.prisma, edition.id));
    expect(count).toBe(1);
  });

  it("are empty for an edition that does not exist", async () => {
    const rules = await editionRules(test.services.db.prisma, "0192f3a0-0000-7000-8000-000000000000");
    expect(rules).toEqual({ fields: [], rounds: [], tiers: [], parts: [] });
  });
});

describe("public editions", () => {
  it("are those that were announced, newest first, with the phase they are in", async () => {
    const own = await testServices();
    try {
      const open = await makeEdition(own.services, { phase: "OPEN" });
      const published = await makeEdition(own.services, { phase: "PUBLISHED", kind: "TECHNICAL" });
      await makeEdition(own.services, { phase: "DRAFT" });
      const listed = await listPublicEditions(own.services.db, TEST_DAY);
      expect(listed.map(({ slug, phase }) => ({ slug, phase }))).toEqual([
        { slug: open.edition.slug, phase: "OPEN" },
        { slug: published.edition.slug, phase: "PUBLISHED" },
      ]);
      expect(await listPublicEditions(own.services.db, TEST_DAY, { offset: 1, limit: 1 })).toHaveLength(1);
      expect(await listPublicEditions(own.services.db, new Date(open.edition.opensAt.getTime() - 30 * 86_400_000))).toHaveLength(1);
    } finally {
      await own.close();
    }
  });
});

describe("made editions", () => {
  it.each(PHASES)("are in phase %s when asked to be", async (phase) => {
    const { edition } = await makeEdition(test.services, { phase });
    expect(phaseAt(edition, TEST_DAY)).toBe(phase);
  });
});

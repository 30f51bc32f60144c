import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { editionById } from "~/data/editions.server";
import { editionRules } from "~/data/editions-rules.server";
import type { Actor } from "~/domain/access/roles";
import type { SettingsRequest, SettingsResult } from "~/features/contests/settings/change-settings.server";
import { changeRanking, changeTimeline } from "~/features/contests/settings/edition-sections.server";
import { changeRounds, changeRubric, copyRubric } from "~/features/contests/settings/round-sections.server";
import { datesOf } from "~/features/contests/rules-record.server";
import { timelineFaults } from "~/domain/contest/timeline";
import type { Services } from "~/features/services";
import { makeEdition, type EditionOptions, type MadeEdition } from "../../../factories/editions";
import { draftSheet, lockSheet } from "../../../factories/judging";
import { at, makeScene } from "../../../factories/judging-scene";
import { makeUser } from "../../../factories/people";
import { testServices, TEST_DAY, type TestServices } from "../../../support/services";

let test: TestServices;
beforeAll(async () => {
  test = await testServices();
});
afterAll(() => test.close());

const now = TEST_DAY;
const p = (value: number) => value * 10_000;

type Command<Input> = (services: Services, request: SettingsRequest<Input>) => Promise<SettingsResult>;

function settingsOf(editionId: string, actor: Actor) {
  const stored = async () => {
    const edition = await editionById(test.services.db.prisma, editionId);
    if (!edition) throw new Error("edition is gone");
    return edition;
  };
  return {
    stored,
    rules: () => editionRules(test.services.db.prisma, editionId),
    run: async <Input>(command: Command<Input>, input: Input, reason = "") => command(test.services, { actor, editionId, version: (await stored()).version, input, reason, now }),
    events: () => test.services.db.prisma.ledgerEvent.findMany({ where: { chain: editionId }, orderBy: { seq: "asc" }, select: { type: true, data: true } }),
  };
}

async function setUp(options: EditionOptions = {}): Promise<MadeEdition & ReturnType<typeof settingsOf> & { actor: Actor }> {
  const made = await makeEdition(test.services, options);
  const actor = await makeUser(test.services, { role: "SECRETARY", editionId: made.edition.id });
  return { ...made, ...settingsOf(made.edition.id, actor), actor };
}

const done = { ok: true, value: null };
const invalid = (...faults: { field: string; reason: string; about?: string }[]) => ({ ok: false, reason: "invalid", faults });
const rowsOf = <T extends { id: string; position: number }>(items: readonly T[]) => items.map((item) => ({ ...item, remove: false }));

describe("rounds", () => {
  it("of every kind come in any order while nothing has begun, and take over the dates of their places", async () => {
    const it = await setUp();
    const [prelim, final] = rowsOf(it.rounds);
    if (!prelim || !final) throw new Error("rounds");
    const vote = { id: null, position: 1, remove: false, code: "", name: "Bỏ phiếu", kind: "SCREENING_VOTE" as const, weight: 0, blind: true, judgesPerEntry: 5, admitFrom: p(50), admitMost: 40 };
    const rows = [vote, { ...prelim, position: 2, admitMost: 10 }, { ...final, position: 3 }];
    expect(await it.run(changeRounds, { rows })).toEqual(done);
    const rules = await it.rules();
    expect(rules.rounds.map(({ name, kind, weight, judgesPerEntry, admitFrom, admitMost }) => [name, kind, weight, judgesPerEntry, admitFrom, admitMost])).toEqual([
      ["Bỏ phiếu", "SCREENING_VOTE", 0, 5, p(50), 40],
      ["Vòng sơ khảo", "PRELIMINARY", 4000, null, null, 10],
      ["Vòng chung khảo", "FINAL", 6000, null, null, null],
    ]);
    expect(timelineFaults(datesOf(await it.stored(), rules))).toEqual([]);
    expect(await it.run(changeTimeline, datesOf(await it.stored(), rules))).toEqual(done);
  });

  it("need some weight between them, enough judges for a ranking, and a line that can be reached; after the last one nobody goes on", async () => {
    const it = await setUp();
    const [prelim, final] = rowsOf(it.rounds);
    if (!prelim || !final) throw new Error("rounds");
    expect(await it.run(changeRounds, { rows: [{ ...prelim, weight: 0 }, { ...final, weight: 0 }] })).toEqual(invalid({ field: "", reason: "weights_sum" }));
    expect(await it.run(changeRounds, { rows: [{ ...prelim, judgesPerEntry: 1, admitFrom: p(101) }, { ...final, admitMost: 3 }] })).toEqual(
      invalid(
        { field: "rows[0].judgesPerEntry", reason: "round_judges_few", about: "2" },
        { field: "rows[0].admitFrom", reason: "admit_above_scale" },
        { field: "rows[1].admitMost", reason: "admit_of_last" },
      ),
    );
    expect(await it.run(changeRounds, { rows: [{ ...prelim, weight: 10_000 }, { ...final, weight: 0 }] })).toEqual(done);
  });

  it("keep their order once one has begun", async () => {
    const it = await setUp({ phase: "JUDGING" });
    const [prelim, final] = rowsOf(it.rounds);
    if (!prelim || !final) throw new Error("rounds");
    expect(await it.run(changeRounds, { rows: [{ ...prelim, position: 2 }, { ...final, position: 1 }] })).toEqual(invalid({ field: "", reason: "rounds_order" }));
  });
});

describe("bands", () => {
  it("are stored with their criterion, and refused where they do not fit its scale", async () => {
    const it = await setUp();
    const rubric = it.rubrics[0];
    if (!rubric) throw new Error("rubric");
    const rows = rowsOf(rubric.criteria);
    const withBands = (bands: { from: number; to: number; text: string }[]) => ({ rubricId: rubric.id, rows: rows.map((row, index) => (index === 0 ? { ...row, bands } : row)) });
    expect(await it.run(changeRubric, withBands([{ from: p(30), to: p(41), text: "mới" }]))).toEqual(invalid({ field: "rows[0].bands", reason: "band_off_scale", about: "mới" }));
    const fits = [{ from: p(20), to: p(40), text: "mới" }, { from: 0, to: p(19.5), text: "cũ" }];
    expect(await it.run(changeRubric, withBands(fits))).toEqual(done);
    expect((await it.rules()).rounds[0]?.rubrics[0]?.criteria[0]?.bands).toEqual(fits);
  });
});

describe("a rubric copied from elsewhere", () => {
  it("takes the place of the present criteria, without parts the edition lacks", async () => {
    const it = await setUp();
    const other = await makeEdition(test.services, { kind: "TECHNICAL" });
    await test.services.db.prisma.membership.create({ data: { userId: it.actor.userId, role: "SECRETARY", editionId: other.edition.id } });
    const actor = { ...it.actor, roles: [...it.actor.roles, { role: "SECRETARY" as const, editionId: other.edition.id, unitId: null }] };
    const [target, source] = [it.rubrics[0], other.rubrics[0]];
    if (!target || !source) throw new Error("rubrics");
    expect(await settingsOf(it.edition.id, actor).run(copyRubric, { rubricId: target.id, from: source.id })).toEqual(done);
    const copied = (await it.rules()).rounds[0]?.rubrics[0]?.criteria ?? [];
    expect(copied.map(({ code, max, bands }) => ({ code, max, bands }))).toEqual(source.criteria.map(({ code, max, bands }) => ({ code, max, bands })));
    const keys = new Set(it.parts.map(({ key }) => key));
    expect(copied.map(({ partKey }) => partKey)).toEqual(source.criteria.map(({ partKey }) => (partKey !== null && keys.has(partKey) ? partKey : null)));
  });

  it("comes from no edition its maker has nothing to do with, and never where judges have scored", async () => {
    const it = await setUp();
    const other = await makeEdition(test.services);
    const refused = invalid({ field: "from", reason: "requiredChoice" });
    const target = it.rubrics[0]?.id ?? "";
    expect(await it.run(copyRubric, { rubricId: target, from: other.rubrics[0]?.id ?? "" })).toEqual(refused);
    expect(await it.run(copyRubric, { rubricId: target, from: target })).toEqual(refused);
    const scene = await makeScene(test.services);
    await lockSheet(test.services, at(at(scene.assignments, 0), 0), "10");
    const settings = settingsOf(scene.made.edition.id, scene.secretary);
    const [scored, free] = scene.made.rubrics;
    expect(await settings.run(copyRubric, { rubricId: scored?.id ?? "", from: free?.id ?? "" }, "Thử")).toEqual(invalid({ field: "", reason: "rubric_scored" }));
  });
});

describe("rules of scoring", () => {
  const ranking = (it: { stored: ReturnType<typeof settingsOf>["stored"] }) => it.stored().then(({ judgesPerEntry, decimals, minJudges, tieBreak, perField, maxSpread }) => ({ judgesPerEntry, decimals, minJudges, tieBreak, perField, maxSpread }));

  it("change freely before the first sheet, and only with a reason that is on record after it", async () => {
    const scene = await makeScene(test.services);
    const it = settingsOf(scene.made.edition.id, scene.secretary);
    expect(await it.run(changeRanking, { ...(await ranking(it)), maxSpread: p(20) })).toEqual(done);
    await draftSheet(test.services, at(at(scene.assignments, 0), 0), { novelty: "10" });
    await lockSheet(test.services, at(at(scene.assignments, 0), 1), "10");
    const wanted = { ...(await ranking(it)), maxSpread: p(12) };
    expect(await it.run(changeRanking, wanted)).toEqual(invalid({ field: "reason", reason: "scoring_reason_required", about: "2" }));
    expect((await it.stored()).maxSpread).toBe(p(20));
    expect(await it.run(changeRanking, wanted, "Hội đồng thống nhất hạ mức chênh lệch.")).toEqual(done);
    const changed = (await it.events()).filter(({ type }) => type === "SCORING_RULES_CHANGED");
    const kept = await test.services.db.prisma.erasableText.findMany({ where: { chain: scene.made.edition.id } });
    expect(changed.map(({ data }) => data)).toEqual([{ scoring: expect.stringMatching(/^[0-9a-f]{64}$/), sheets: 2, locked: 1, reason: kept[0]?.hash }]);
    expect(kept.map(({ text }) => text)).toEqual(["Hội đồng thống nhất hạ mức chênh lệch."]);
  });

  it("that stay as they are need no reason, nor do names of rounds and dates", async () => {
    const scene = await makeScene(test.services);
    const it = settingsOf(scene.made.edition.id, scene.secretary);
    await lockSheet(test.services, at(at(scene.assignments, 0), 0), "10");
    expect(await it.run(changeRanking, await ranking(it))).toEqual(done);
    expect(await it.run(changeRounds, { rows: rowsOf(scene.made.rounds).map((row) => ({ ...row, name: `${row.name} mới` })) })).toEqual(done);
    const line = rowsOf((await it.rules()).rounds).map((row, index) => (index === 0 ? { ...row, admitFrom: p(60) } : row));
    expect(await it.run(changeRounds, { rows: line })).toEqual(invalid({ field: "reason", reason: "scoring_reason_required", about: "1" }));
    expect((await it.events()).filter(({ type }) => type === "SCORING_RULES_CHANGED")).toEqual([]);
  });
});

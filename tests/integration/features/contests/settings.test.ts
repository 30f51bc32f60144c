import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { editionById } from "~/data/editions.server";
import { editionRules } from "~/data/editions-rules.server";
import type { Actor, Role } from "~/domain/access/roles";
import type { Phase } from "~/domain/contest/phases";
import { datesOf, rulesHash } from "~/features/contests/rules-record.server";
import type { SettingsRequest, SettingsResult } from "~/features/contests/settings/change-settings.server";
import { changeEligibility, changeGeneral, changeRanking, changeTexts, changeTimeline, type GeneralInput } from "~/features/contests/settings/edition-sections.server";
import { changeFields, changeTiers } from "~/features/contests/settings/list-sections.server";
import { changeParts, type PartInput } from "~/features/contests/settings/parts-section.server";
import { addFieldRubric, changeRounds, changeRubric, removeFieldRubric } from "~/features/contests/settings/round-sections.server";
import type { Services } from "~/features/services";
import { makeEdition, type EditionOptions, type MadeEdition } from "../../../factories/editions";
import { makeEntry } from "../../../factories/entries";
import { assign, lockSheet, makePanel } from "../../../factories/judging";
import { makeUser } from "../../../factories/people";
import { testServices, TEST_DAY, type TestServices } from "../../../support/services";

let test: TestServices;
beforeAll(async () => {
  test = await testServices();
});
afterAll(() => test.close());

const now = TEST_DAY;

interface Case extends MadeEdition {
  actor: Actor;
  as(role: Role): Promise<Actor>;
  /** runs a command at the newest version */
  run<Input>(command: (services: Services, request: SettingsRequest<Input>) => Promise<SettingsResult>, input: Input, actor?: Actor, reason?: string): Promise<SettingsResult>;
  stored(): Promise<NonNullable<Awaited<ReturnType<typeof editionById>>>>;
  rules(): ReturnType<typeof editionRules>;
  events(): Promise<{ type: string; data: unknown }[]>;
}

async function setUp(options: EditionOptions = {}): Promise<Case> {
  const made = await makeEdition(test.services, options);
  const { id } = made.edition;
  const actor = await makeUser(test.services, { role: "SECRETARY", editionId: id });
  const stored = async () => {
    const edition = await editionById(test.services.db.prisma, id);
    if (!edition) throw new Error("edition is gone");
    return edition;
  };
  return {
    ...made,
    actor,
    stored,
    as: (role) => makeUser(test.services, { role, editionId: id }),
    run: async (command, input, by = actor, reason = "") => command(test.services, { actor: by, editionId: id, version: (await stored()).version, input, reason, now }),
    rules: () => editionRules(test.services.db.prisma, id),
    events: () => test.services.db.prisma.ledgerEvent.findMany({ where: { chain: id }, orderBy: { seq: "asc" }, select: { type: true, data: true } }),
  };
}

const done = { ok: true, value: null };
const invalid = (...faults: { field: string; reason: string; about?: string }[]) => ({ ok: false, reason: "invalid", faults });

const general = ({ edition }: MadeEdition, changes: Partial<GeneralInput> = {}): GeneralInput => {
  const { number, period, title, slug, codePrefix, hostUnitId, hostName, hostLevel, letterheadParent, letterheadBody, place, contact } = edition;
  return { number, period, title, slug, codePrefix, hostUnitId, hostName, hostLevel, letterheadParent, letterheadBody, place, contact, ...changes };
};

const rowsOf = <T extends { id: string; position: number }>(items: readonly T[]) => items.map((item) => ({ ...item, remove: false }));
const newRow = <T extends object>(content: T) => ({ id: null, position: 1000, remove: false, ...content });

describe("every section", () => {
  const ranking = { judgesPerEntry: 4, decimals: 1, minJudges: 2, maxSpread: null, tieBreak: ["applicability"], perField: true };

  it("is changed by secretary and administrator, and by nobody else", async () => {
    const it = await setUp();
    const reasons: string[] = [];
    for (const actor of [await it.as("ORGANISER"), await it.as("CHAIR"), await it.as("JUDGE"), await makeUser(test.services)]) {
      const answer = await it.run(changeRanking, ranking, actor);
      reasons.push(answer.ok ? "done" : answer.reason);
    }
    expect(reasons).toEqual(["forbidden", "forbidden", "not_found", "not_found"]);
    expect(await it.stored()).toEqual(it.edition);
    expect(await it.run(changeRanking, ranking, await makeUser(test.services, { role: "ADMINISTRATOR" }))).toEqual(done);
    expect(await it.stored()).toMatchObject({ ...ranking, version: it.edition.version + 1 });
  });

  it("is closed once results are out", async () => {
    const it = await setUp({ phase: "PUBLISHED" });
    expect(await it.run(changeRanking, ranking)).toEqual({ ok: false, reason: "wrong_phase" });
  });

  it("notices that somebody else was faster, and overwrites nothing", async () => {
    const it = await setUp();
    const request = { actor: it.actor, editionId: it.edition.id, version: it.edition.version, now };
    const answers = await Promise.all([1, 2].map((decimals) => changeRanking(test.services, { ...request, input: { ...ranking, decimals } })));
    expect(answers.map((answer) => (answer.ok ? "done" : answer.reason)).sort()).toEqual(["done", "version_conflict"]);
    expect((await it.stored()).version).toBe(it.edition.version + 1);
  });

  it("writes RULES_CHANGED with the hash of the rules in force once announced, and only where rules differ", async () => {
    const it = await setUp();
    expect(await it.run(changeRanking, ranking)).toEqual(done);
    expect(await it.run(changeRanking, ranking)).toEqual(done);
    expect(await it.run(changeGeneral, general(it, { contact: "0912 345 678" }))).toEqual(done);
    expect(await it.events()).toEqual([{ type: "RULES_CHANGED", data: { rules: rulesHash(await it.stored(), await it.rules()) } }]);
    const draft = await setUp({ phase: "DRAFT" });
    expect(await draft.run(changeRanking, ranking)).toEqual(done);
    expect(await draft.events()).toEqual([]);
  });

  it("that shapes the result is sealed once one is proposed; words are not", async () => {
    const it = await setUp({ phase: "DECIDING" });
    await test.services.db.prisma.resultDecision.create({
      data: { editionId: it.edition.id, state: "PROPOSED", problem: {}, answer: {}, sealedHash: "x", proposedById: it.actor.userId, proposedAt: now },
    });
    const sealed = { ok: false, reason: "result_proposed" };
    expect(await it.run(changeRanking, ranking)).toEqual(sealed);
    expect(await it.run(changeTiers, { rows: rowsOf(it.tiers) })).toEqual(sealed);
    expect(await it.run(changeRounds, { rows: rowsOf(it.rounds) })).toEqual(sealed);
    expect(await it.run(changeTexts, { introduction: "Lời chào", rulesText: it.edition.rulesText })).toEqual(done);
  });
});

describe("general", () => {
  it("keeps the address once announced and the prefix once an entry carries it", async () => {
    const it = await setUp();
    await makeEntry(test.services, it.edition, { state: "SUBMITTED" });
    expect(await it.run(changeGeneral, general(it, { slug: "dia-chi-moi", codePrefix: "MOI-1" }))).toEqual(
      invalid({ field: "slug", reason: "slug_is_public" }, { field: "codePrefix", reason: "prefix_in_use" }),
    );
  });

  it("refuses reserved, malformed and taken names of a draft, and takes a good one", async () => {
    const it = await setUp({ phase: "DRAFT" });
    const other = await setUp();
    expect(await it.run(changeGeneral, general(it, { slug: "thu-di" }))).toEqual(invalid({ field: "slug", reason: "slug_reserved" }));
    expect(await it.run(changeGeneral, general(it, { slug: "Có dấu", codePrefix: "a b" }))).toEqual(
      invalid({ field: "slug", reason: "slug_malformed" }, { field: "codePrefix", reason: "prefix_malformed" }),
    );
    expect(await it.run(changeGeneral, general(it, { slug: other.edition.slug, codePrefix: other.edition.codePrefix }))).toEqual(
      invalid({ field: "slug", reason: "slug_taken" }, { field: "codePrefix", reason: "prefix_taken" }),
    );
    expect(await it.run(changeGeneral, general(it, { hostUnitId: randomUUID() }))).toEqual(invalid({ field: "hostUnitId", reason: "unit_unknown" }));
    expect(await it.run(changeGeneral, general(it, { slug: "cam-binh-1", title: "Hội thi mới" }))).toEqual(done);
    expect(await it.stored()).toMatchObject({ slug: "cam-binh-1", title: "Hội thi mới" });
  });
});

describe("timeline and eligibility", () => {
  it("leaves the deadline of an announced edition to extensions; a draft's moves freely", async () => {
    const it = await setUp();
    const dates = datesOf(it.edition, it);
    const closesAt = new Date(dates.closesAt.getTime() - 86_400_000);
    expect(await it.run(changeTimeline, { ...dates, closesAt })).toEqual(invalid({ field: "closesAt", reason: "closes_by_extension" }));
    const draft = await setUp({ phase: "DRAFT" });
    const own = datesOf(draft.edition, draft);
    expect(await draft.run(changeTimeline, { ...own, closesAt: new Date(own.closesAt.getTime() - 86_400_000) })).toEqual(done);
  });

  it("stores what may still change, rounds included, and names what contradicts itself", async () => {
    const it = await setUp();
    const dates = datesOf(it.edition, it);
    const [prelim, final] = dates.rounds;
    if (!prelim || !final) throw new Error("two rounds");
    const later = new Date(final.endsAt.getTime() + 3_600_000);
    expect(await it.run(changeTimeline, { ...dates, rounds: [prelim, { ...final, endsAt: later }] })).toEqual(done);
    expect((await it.rules()).rounds[1]?.endsAt).toEqual(later);
    expect(await it.run(changeTimeline, { ...dates, judgingEndsAt: prelim.endsAt })).toEqual(invalid({ field: "judgingEndsAt", reason: "judging_before_rounds" }));
  });

  it("keeps the seconds of dates nobody touched", async () => {
    const it = await setUp();
    const closesAt = new Date(it.edition.closesAt.getTime() + 59_000);
    await test.services.db.prisma.edition.update({ where: { id: it.edition.id }, data: { closesAt } });
    expect(await it.run(changeTimeline, { ...datesOf(it.edition, it), graceMinutes: 45 })).toEqual(done);
    expect(await it.stored()).toMatchObject({ closesAt, graceMinutes: 45 });
  });

  it("takes a birth window that is the right way round", async () => {
    const it = await setUp();
    const window = { birthDateFrom: "2008-08-01", birthDateTo: "2008-07-31", createdSinceYear: null, maxAuthors: null };
    expect(await it.run(changeEligibility, window)).toEqual(invalid({ field: "birthDateTo", reason: "birth_window_reversed" }));
    expect(await it.run(changeEligibility, { ...window, birthDateTo: "2008-08-01" })).toEqual(done);
    expect(await it.stored()).toMatchObject({ birthDateFrom: new Date("2008-08-01"), birthDateTo: new Date("2008-08-01"), maxAuthors: null });
  });
});

describe("ranking", () => {
  const ranking = { judgesPerEntry: 3, decimals: 2, minJudges: 2, maxSpread: 150_000, tieBreak: ["novelty"], perField: false };

  it("refuses tie-breaks of no criterion or said twice, and more sheets than judges", async () => {
    const it = await setUp();
    expect(await it.run(changeRanking, { ...ranking, minJudges: 4, tieBreak: ["beauty", "novelty", "novelty"] })).toEqual(
      invalid({ field: "minJudges", reason: "too_few_judges" }, { field: "tieBreak", reason: "tie_break_unknown", about: "beauty" }, { field: "tieBreak", reason: "tie_break_twice" }),
    );
  });
});

describe("fields", () => {
  it("are added, renamed, reordered and removed; a code is made where none is given", async () => {
    const it = await setUp();
    const [first, second, ...rest] = rowsOf(it.fields);
    if (!first || !second) throw new Error("fields");
    const rows = [{ ...first, position: 2, name: "Đồ dùng học tập" }, { ...second, position: 1 }, ...rest.map((row) => ({ ...row, remove: true })), newRow({ code: "", name: "Quản lý, giáo dục" })];
    expect(await it.run(changeFields, { rows })).toEqual(done);
    expect((await it.rules()).fields.map(({ code, name }) => [code, name])).toEqual([
      ["PMTH", "Phần mềm tin học"],
      ["DDHT", "Đồ dùng học tập"],
      ["QUAN-LY-GIAO-DUC", "Quản lý, giáo dục"],
    ]);
  });

  it("with entries neither go nor change their code; the name may still be put right", async () => {
    const it = await setUp();
    const field = it.fields[0];
    await makeEntry(test.services, it.edition, { fieldCode: field?.code ?? "" });
    const [first, ...rest] = rowsOf(it.fields);
    if (!first) throw new Error("fields");
    expect(await it.run(changeFields, { rows: [{ ...first, remove: true }, ...rest] })).toEqual(
      invalid({ field: "rows[0].remove", reason: "field_in_use", about: "Đồ dùng dành cho học tập" }),
    );
    expect(await it.run(changeFields, { rows: [{ ...first, code: "X" }, ...rest] })).toEqual(invalid({ field: "rows[0].code", reason: "field_code_in_use", about: "DDHT" }));
    expect(await it.run(changeFields, { rows: [{ ...first, name: "Đồ dùng học tập" }, ...rest] })).toEqual(done);
  });

  it("may change places in their codes, and no two get the same", async () => {
    const it = await setUp();
    const [a, b, ...rest] = rowsOf(it.fields);
    if (!a || !b) throw new Error("fields");
    expect(await it.run(changeFields, { rows: [{ ...a, code: b.code }, { ...b, code: a.code }, ...rest] })).toEqual(done);
    expect(await it.run(changeFields, { rows: [...rowsOf((await it.rules()).fields), newRow({ code: a.code, name: "Trùng" })] })).toEqual(invalid({ field: "rows[5].code", reason: "code_twice" }));
    expect(await it.run(changeFields, { rows: [newRow({ code: a.code, name: "Trùng với mục không gửi lên" })] })).toEqual(invalid({ field: "rows[0].code", reason: "code_twice" }));
  });

  it("of another edition cannot be reached", async () => {
    const it = await setUp();
    const other = await setUp();
    expect(await it.run(changeFields, { rows: rowsOf(other.fields).slice(0, 1) })).toEqual(invalid({ field: "rows[0].id", reason: "row_is_gone" }));
  });
});

const plainPart: PartInput = {
  kind: "TEXT",
  label: "",
  guidance: "",
  why: "",
  example: "",
  required: false,
  maxLength: null,
  options: [],
  families: [],
  maxFiles: null,
  maxFileBytes: null,
  acceptsLink: false,
  forJudges: true,
  publishable: false,
};

describe("prizes and dossier parts", () => {
  it("are changed, and what is in use stays", async () => {
    const it = await setUp({ phase: "DECIDING" });
    const tier = it.tiers[1];
    const entry = await makeEntry(test.services, it.edition, { state: "SUBMITTED", parts: { idea: "Mái che tự động" } });
    await test.services.db.prisma.award.create({ data: { editionId: it.edition.id, entryId: entry.id, tierId: tier?.id ?? "", rank: 1, rankInField: 1, mean: "90.00" } });
    const tiers = rowsOf(it.tiers).map((row, index) => ({ ...row, remove: index < 2 }));
    expect(await it.run(changeTiers, { rows: tiers })).toEqual(invalid({ field: "rows[1].remove", reason: "tier_in_use", about: "Giải Nhất" }));
    expect(await it.run(changeTiers, { rows: tiers.map((row, index) => ({ ...row, remove: index === 0, money: 0 })) })).toEqual(done);
    expect((await it.rules()).tiers.map(({ code, money }) => [code, money])).toEqual([["FIRST", 0], ["SECOND", 0], ["THIRD", 0], ["ENCOURAGEMENT", 0]]);
    const remove = (key: string) => ({ rows: rowsOf(it.parts).map((row) => ({ ...row, remove: row.key === key })) });
    expect(await it.run(changeParts, remove("idea"))).toEqual(invalid({ field: "rows[0].remove", reason: "part_has_text", about: "Ý tưởng" }));
    const removed = (await it.run(changeParts, remove("materials"))) as { faults?: { reason: string }[] };
    expect(removed.faults?.[0]?.reason).toMatch(/^part_has_/);
    const added = newRow({ ...plainPart, label: "Ảnh chụp", maxLength: 500 });
    expect(await it.run(changeParts, { rows: [...rowsOf(it.parts), added] })).toEqual(done);
    expect((await it.rules()).parts.at(-1)).toMatchObject({ key: "ANH-CHUP", label: "Ảnh chụp", maxLength: 500 });
  });
});

describe("rounds", () => {
  it("keep weights of exactly 100 %", async () => {
    const it = await setUp();
    const rows = rowsOf(it.rounds).map((row) => ({ ...row, weight: 5001 }));
    expect(await it.run(changeRounds, { rows })).toEqual(invalid({ field: "", reason: "weights_sum" }));
    expect(await it.run(changeRounds, { rows: rows.map((row, index) => ({ ...row, weight: index === 0 ? 3333 : 6667 })) })).toEqual(done);
    expect((await it.rules()).rounds.map(({ weight }) => weight)).toEqual([3333, 6667]);
  });

  it("come and go while none has begun; a new one brings a rubric and its place in the timeline", async () => {
    const it = await setUp();
    const [prelim, final] = rowsOf(it.rounds);
    if (!prelim || !final) throw new Error("rounds");
    const third = newRow({ code: "", name: "Phỏng vấn", weight: 2000, blind: false });
    expect(await it.run(changeRounds, { rows: [{ ...prelim, weight: 2000 }, { ...final, weight: 6000 }, third] })).toEqual(done);
    const rounds = (await it.rules()).rounds;
    expect(rounds.map(({ code, weight, rubrics }) => [code, weight, rubrics[0]?.criteria.length])).toEqual([["PRELIM", 2000, 4], ["FINAL", 6000, 4], ["PHONG-VAN", 2000, 4]]);
    expect(rounds[2]?.startsAt).toEqual(final.endsAt);
    expect(await it.run(changeTimeline, datesOf(await it.stored(), await it.rules()))).toEqual(done);
    expect(await it.run(changeRounds, { rows: rowsOf(rounds).map((row, index) => ({ ...row, weight: 10_000, remove: index > 0 })) })).toEqual(done);
    expect((await it.rules()).rounds.map(({ code }) => code)).toEqual(["PRELIM"]);
    expect(await it.run(changeRounds, { rows: rowsOf((await it.rules()).rounds).map((row) => ({ ...row, remove: true })) })).toEqual(invalid({ field: "", reason: "no_rounds" }));
  });

  it("with panels stay, and after the first has begun so does their number", async () => {
    const it = await setUp({ phase: "JUDGING" });
    await makePanel(test.services, it, { judges: 1 });
    const [prelim, final] = rowsOf(it.rounds);
    if (!prelim || !final) throw new Error("rounds");
    expect(await it.run(changeRounds, { rows: [{ ...prelim, remove: true }, { ...final, weight: 10_000 }] })).toEqual(invalid({ field: "rows[0].remove", reason: "round_in_use", about: "Vòng sơ khảo" }));
    expect(await it.run(changeRounds, { rows: [{ ...prelim, weight: 10_000 }, { ...final, remove: true }] })).toEqual(invalid({ field: "rows[1].name", reason: "rounds_begun" }));
  });
});

describe("rubrics", () => {
  const rubricOf = (it: MadeEdition) => {
    const rubric = it.rubrics[0];
    if (!rubric) throw new Error("rubric");
    return rubric;
  };

  it("are rewritten freely before anybody has scored", async () => {
    const it = await setUp({ phase: "DRAFT" });
    const rubric = rubricOf(it);
    const [first, second, ...rest] = rowsOf(rubric.criteria);
    if (!first || !second) throw new Error("criteria");
    const rows = [{ ...second, position: 1, code: first.code }, { ...first, position: 2, code: second.code, max: 700_000 }, ...rest.map((row) => ({ ...row, remove: true }))];
    expect(await it.run(changeRubric, { rubricId: rubric.id, rows })).toEqual(done);
    const stored = (await it.rules()).rounds[0]?.rubrics[0]?.criteria;
    expect(stored?.map(({ id, code, max }) => ({ id, code, max }))).toEqual([
      { id: second.id, code: first.code, max: 300_000 },
      { id: first.id, code: second.code, max: 700_000 },
    ]);
  });

  it("refuse scales that don't fit, and unknown parts", async () => {
    const it = await setUp();
    const rubric = rubricOf(it);
    const rows = rowsOf(rubric.criteria).map((row, index) => (index === 0 ? { ...row, step: 7_000, min: 500_000, partKey: "nowhere" } : row));
    expect(await it.run(changeRubric, { rubricId: rubric.id, rows })).toEqual(
      invalid({ field: "rows[0].step", reason: "step_not_dividing" }, { field: "rows[0].min", reason: "min_off_scale" }, { field: "rows[0].partKey", reason: "part_key_unknown" }),
    );
    expect(await it.run(changeRubric, { rubricId: randomUUID(), rows })).toEqual(invalid({ field: "", reason: "row_is_gone" }));
  });

  it("keep their scale once a judge has scored, while words may still change", async () => {
    const it = await setUp({ phase: "JUDGING" });
    const { panel, judges } = await makePanel(test.services, it, { judges: 1 });
    const entry = await makeEntry(test.services, it.edition, { state: "SUBMITTED", screening: "QUALIFIED" });
    const judge = judges[0];
    if (!judge) throw new Error("judge");
    await lockSheet(test.services, await assign(test.services, { panel, judge, entry }), "10");
    const rubric = rubricOf(it);
    const [first, second, ...rest] = rowsOf(rubric.criteria);
    if (!first || !second) throw new Error("criteria");
    const rows = [{ ...first, max: 500_000 }, { ...second, remove: true }, ...rest, { ...first, id: null, position: 9, code: "more" }];
    expect(await it.run(changeRubric, { rubricId: rubric.id, rows })).toEqual(
      invalid(
        { field: "rows[0].max", reason: "criterion_scale_fixed" },
        { field: "rows[1].remove", reason: "criterion_has_scores", about: second.label },
        { field: "rows[4].label", reason: "criterion_added_late" },
      ),
    );
    const words = { rubricId: rubric.id, rows: [{ ...first, guidance: "Chấm kỹ" }, second, ...rest] };
    expect(await it.run(changeRubric, words)).toEqual(invalid({ field: "reason", reason: "scoring_reason_required", about: "1" }));
    expect(await it.run(changeRubric, words, it.actor, "Giám khảo hỏi thêm về tiêu chí này.")).toEqual(done);
    expect(await test.services.db.prisma.sheetScore.count({ where: { criterion: { rubricId: rubric.id } } })).toBe(4);
    const field = it.fields.find(({ id }) => id === entry.fieldId);
    const own = { id: randomUUID(), roundId: it.rounds[0]?.id ?? "", fieldId: field?.id ?? "" };
    expect(await it.run(addFieldRubric, own)).toEqual(invalid({ field: "fieldId", reason: "rubric_has_scores", about: field?.name ?? "" }));
  });

  it("of a field's own begin as a copy, once a round, and may be taken back", async () => {
    const it = await setUp();
    const round = it.rounds[1];
    const field = it.fields[1];
    if (!round || !field) throw new Error("round");
    const own = { id: randomUUID(), roundId: round.id, fieldId: field.id };
    expect(await it.run(addFieldRubric, own)).toEqual(done);
    expect(await it.run(addFieldRubric, { ...own, id: randomUUID() })).toEqual(invalid({ field: "fieldId", reason: "rubric_exists", about: field.name }));
    expect((await it.rules()).rounds[1]?.rubrics.map(({ fieldCode, criteria }) => [fieldCode, criteria.length])).toEqual([[null, 4], ["PMTH", 4]]);
    expect(await it.run(removeFieldRubric, { rubricId: own.id })).toEqual(done);
    expect(await it.run(removeFieldRubric, { rubricId: rubricOf(it).id })).toEqual(invalid({ field: "", reason: "row_is_gone" }));
  });

  it("of the last round keep the criteria that decide between equals", async () => {
    const it = await setUp();
    const rubric = it.rubrics[1];
    if (!rubric) throw new Error("rubric");
    const rows = rowsOf(rubric.criteria).map((row) => ({ ...row, remove: row.code === "novelty" }));
    expect(await it.run(changeRubric, { rubricId: rubric.id, rows })).toEqual(invalid({ field: "", reason: "tie_break_unknown", about: "novelty" }));
  });
});

describe.each<[Phase, boolean]>([
  ["DRAFT", true],
  ["ANNOUNCED", true],
  ["SCREENING", true],
  ["DECIDING", true],
  ["FINAL", false],
])("in phase %s", (phase, open) => {
  it(`texts can${open ? "" : "not"} be changed`, async () => {
    const it = await setUp({ phase });
    expect((await it.run(changeTexts, { introduction: "", rulesText: "Điều 1. Mới" })).ok).toBe(open);
  });
});

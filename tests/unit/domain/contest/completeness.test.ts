import { describe, expect, it } from "vitest";
import { announcementGaps, unknownTieBreaks, type EditionRuleBook } from "~/domain/contest/completeness";
import { rubricFor, rubricTotal } from "~/domain/contest/rules";
import { articlesOf } from "~/domain/contest/rules-text";
import { PRESETS } from "~/features/contests/presets";

const now = new Date("2026-11-22T08:00:00Z");
const day = (days: number) => new Date(now.getTime() + days * 86_400_000);

const book = (changes: Partial<EditionRuleBook> = {}): EditionRuleBook => ({
  ...PRESETS.YOUTH,
  hostUnitId: null,
  hostName: "Liên hiệp hội",
  hostLevel: "COMMUNE",
  letterheadParent: "A",
  letterheadBody: "B",
  place: "C",
  contact: "D",
  birthDateFrom: "2008-07-31",
  birthDateTo: "2021-07-31",
  createdSinceYear: null,
  maxAuthors: 5,
  dates: {
    opensAt: day(7),
    closesAt: day(60),
    graceMinutes: 30,
    screeningEndsAt: day(70),
    rounds: [
      { code: "PRELIM", startsAt: day(71), endsAt: day(80) },
      { code: "FINAL", startsAt: day(81), endsAt: day(85) },
    ],
    judgingEndsAt: day(85),
    announcementAt: null,
  },
  rulesText: "Điều 1. Mục đích",
  ...changes,
});

const [prelim, final] = PRESETS.YOUTH.rounds;
if (!prelim || !final) throw new Error("two rounds");

describe("before an announcement", () => {
  it("an edition out of a preset lacks nothing", () => {
    expect(announcementGaps(book(), now)).toEqual([]);
    expect(announcementGaps(book({ ...PRESETS.TECHNICAL, hostLevel: "COMMUNE" }), now)).toEqual([]);
  });

  it.each([
    ["the place", { place: "" }, "general", "letterhead_missing", undefined],
    ["a contact", { contact: "" }, "general", "contact_missing", undefined],
    ["a deadline to come", { dates: { ...book().dates, opensAt: day(-30), closesAt: now } }, "timeline", "closes_in_past", undefined],
    ["dates that fit", { dates: { ...book().dates, judgingEndsAt: day(84) } }, "timeline", "timeline_contradicts", undefined],
    ["a birth window the right way round", { birthDateTo: "2008-07-30" }, "eligibility", "birth_window_reversed", undefined],
    ["fields", { fields: [] }, "fields", "no_fields", undefined],
    ["rounds", { rounds: [], ranking: { ...PRESETS.YOUTH.ranking, tieBreak: [] } }, "rounds", "no_rounds", undefined],
    ["weights of 100 %", { rounds: [{ ...prelim, weight: 3999 }, final] }, "rounds", "weights_sum", undefined],
    ["a rubric for every field", { rounds: [prelim, { ...final, rubrics: final.rubrics.map((rubric) => ({ ...rubric, fieldCode: "DDHT" })) }] }, "rounds", "rubric_missing", "Vòng chung khảo"],
    ["criteria", { rounds: [{ ...prelim, rubrics: [{ fieldCode: null, criteria: [] }] }, final] }, "rounds", "criteria_missing", "Vòng sơ khảo"],
    ["a known tie-break", { ranking: { ...PRESETS.YOUTH.ranking, tieBreak: ["novelty", "beauty"] } }, "ranking", "tie_break_unknown", "beauty"],
    ["judges enough", { ranking: { ...PRESETS.YOUTH.ranking, judgesPerEntry: 1 } }, "ranking", "too_few_judges", undefined],
    ["prizes", { tiers: PRESETS.YOUTH.tiers.map((tier) => ({ ...tier, quota: 0 })) }, "tiers", "no_prizes", undefined],
    ["rules", { rulesText: " \n " }, "texts", "rules_text_missing", undefined],
  ] as const)("one without %s is told so", (_, change, section, reason, about) => {
    expect(announcementGaps(book(change as Partial<EditionRuleBook>), now)).toEqual([{ section, reason, ...(about === undefined ? {} : { about }) }]);
  });

  it("a criterion that points to a missing part of the dossier is told", () => {
    expect(announcementGaps(book({ parts: PRESETS.YOUTH.parts.filter(({ key }) => key !== "structure") }), now)).toContainEqual({
      section: "rounds",
      reason: "part_key_unknown",
      about: "Tính mỹ thuật, kỹ thuật - công nghệ, trình bày",
    });
  });
});

describe("rubrics", () => {
  it("of a field of its own come before the one for all", () => {
    const own = { fieldCode: "PMTH", criteria: [] };
    const round = { rubrics: [...prelim.rubrics, own] };
    expect(rubricFor(round, "PMTH")).toBe(own);
    expect(rubricFor(round, "DDHT")).toBe(prelim.rubrics[0]);
    expect(rubricFor({ rubrics: [own] }, "DDHT")).toBeNull();
  });

  it.each(["TECHNICAL", "YOUTH"] as const)("of the %s preset give 100 points in steps that divide them, each beside a part of the dossier", (kind) => {
    const { rounds, parts } = PRESETS[kind];
    for (const { criteria } of rounds.flatMap(({ rubrics }) => rubrics)) {
      expect(rubricTotal({ criteria })).toBe(1_000_000);
      for (const { max, step, partKey } of criteria) {
        expect(max % step).toBe(0);
        expect(parts.map(({ key }) => key)).toContain(partKey);
      }
    }
  });

  it("name ties by criteria of the last round only", () => {
    const without = { ...final, rubrics: [{ fieldCode: null, criteria: final.rubrics[0]?.criteria.filter(({ code }) => code !== "novelty") ?? [] }] };
    expect(unknownTieBreaks([prelim, without], ["novelty", "applicability"])).toEqual(["novelty"]);
    expect(unknownTieBreaks([without, final], ["novelty", "applicability"])).toEqual([]);
  });
});

describe("rules as plain text", () => {
  it("fall into articles with paragraphs and lists", () => {
    expect(articlesOf("Lời đầu\n\nĐiều 1. Lĩnh vực\nCó hai:\n- Một;\n- Hai.\nHết.\n# Khác\n")).toEqual([
      { heading: null, blocks: [{ kind: "paragraph", text: "Lời đầu" }] },
      {
        heading: "Điều 1. Lĩnh vực",
        blocks: [
          { kind: "paragraph", text: "Có hai:" },
          { kind: "list", items: ["Một;", "Hai."] },
          { kind: "paragraph", text: "Hết." },
        ],
      },
      { heading: "Khác", blocks: [] },
    ]);
  });

  it("read headings typed in decomposed letters, and no sentence that merely mentions an article", () => {
    expect(articlesOf("Điều 2: Đối tượng".normalize("NFD")).map(({ heading }) => heading)).toEqual(["Điều 2: Đối tượng"]);
    expect(articlesOf("Theo Điều 2. của thể lệ").map(({ heading }) => heading)).toEqual([null]);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AuthorFacts, consentGaps, type DossierRules, type EntryFacts, gapsOf } from "~/domain/entry/completeness";
import { equalShares } from "~/domain/entry/shares";

const author = (key: string, change: Partial<AuthorFacts> = {}): AuthorFacts => ({
  key,
  fullName: "Nguyễn Văn Mẫu",
  birthDate: "2012-05-20",
  unitName: "Trường THCS Cẩm Bình",
  occupation: "",
  className: "9A",
  phone: "",
  email: "",
  shareHundredths: 10_000,
  isChief: true,
  guardianName: "Trần Thị Mẹ",
  guardianPhone: "+84913000000",
  ...change,
});

const facts: EntryFacts = {
  title: "Máy gieo lạc",
  fieldId: "f1",
  ownerKind: "INDIVIDUAL",
  ownerName: "",
  createdYear: 2026,
  createdMonth: 11,
  unitName: "",
  summary: "Gieo hai hàng một lượt.",
  parts: { idea: "Ý tưởng" },
  supervisorName: "",
  supervisorPhone: "",
  supervisorUnitName: "",
  eligibilityNote: "",
  authors: [author("a")],
  unreadable: [],
};

const rules: DossierRules = {
  fieldIds: ["f1", "f2"],
  parts: [
    { key: "idea", kind: "TEXT", required: true, maxLength: 10, options: [] },
    { key: "usage", kind: "TEXT", required: false, maxLength: 10, options: [] },
  ],
  birthDateFrom: "2007-07-31",
  birthDateTo: "2020-07-31",
  createdSinceYear: null,
  maxAuthors: 2,
  day: "2026-11-22",
  summaryLength: 2000,
  selfFrom: 18,
};

const gaps = (change: Partial<EntryFacts>, ruleChange: Partial<DossierRules> = {}) =>
  gapsOf({ ...rules, ...ruleChange }, { ...facts, ...change }).map((gap) => `${gap.step}/${gap.field}: ${gap.reason}`);

describe("what is missing before an entry can be submitted", () => {
  it("is nothing for a complete one", () => expect(gaps({})).toEqual([]));

  it.each<[string, Partial<EntryFacts>, string[]]>([
    ["no title", { title: "" }, ["basics/title: missing"]],
    ["a title beyond the limit", { title: "x".repeat(251) }, ["basics/title: too_long"]],
    ["no field", { fieldId: null }, ["basics/field: missing"]],
    ["a field of another edition", { fieldId: "f9" }, ["basics/field: unknown_field"]],
    ["an organisation without a name", { ownerKind: "ORGANISATION" }, ["basics/ownerName: missing"]],
    ["no month", { createdYear: null, createdMonth: null }, ["basics/created: missing"]],
    ["an unreadable month", { createdYear: null, createdMonth: null, unreadable: ["created"] }, ["basics/created: unreadable"]],
    ["a month to come", { createdMonth: 12 }, ["basics/created: in_future"]],
    ["no authors", { authors: [] }, ["authors/authors: no_authors"]],
    ["no summary", { summary: "" }, ["description/summary: missing"]],
    ["a required part left out", { parts: {} }, ["description/part-idea: missing"]],
    ["an optional part beyond its limit", { parts: { idea: "x", usage: "x".repeat(11) } }, ["description/part-usage: too_long"]],
    ["a minor without guardian", { authors: [author("a", { guardianName: "", guardianPhone: "" })] }, ["authors/author-a-guardianName: missing", "authors/author-a-guardianPhone: missing"]],
    ["a birth date to come", { authors: [author("a", { birthDate: "2026-11-23" })], eligibilityNote: "x" }, ["authors/author-a-birthDate: in_future"]],
    ["shares of 99,99 %", { authors: [author("a", { shareHundredths: 9_999 })] }, ["authors/authors: shares_sum"]],
    ["no chief", { authors: [author("a", { isChief: false })] }, ["authors/chief: one_chief"]],
    ["somebody outside of the window without explanation", { authors: [author("a", { birthDate: "2000-01-01", phone: "+84912000000", guardianName: "", guardianPhone: "" })] }, ["submit/eligibilityNote: note_needed"]],
    ["a chief of age nobody can reach", { authors: [author("a", { birthDate: "2008-11-22", guardianName: "", guardianPhone: "" })] }, ["authors/author-a-phone: contact_missing"]],
  ])("names %s", (_, change, expected) => expect(gaps(change)).toEqual(expected));

  it("wants a group or an organisation for several authors, at most as many as the rules allow", () => {
    const two = [author("a", { shareHundredths: 5000 }), author("b", { shareHundredths: 5000, isChief: false })];
    expect(gaps({ authors: two })).toEqual(["basics/ownerKind: group_needed"]);
    expect(gaps({ authors: two, ownerKind: "GROUP" })).toEqual([]);
    expect(gaps({ authors: two, ownerKind: "GROUP" }, { maxAuthors: 1 })).toEqual(["authors/authors: too_many_authors"]);
    const twoChiefs = two.map((one) => ({ ...one, isChief: true }));
    expect(gaps({ authors: twoChiefs, ownerKind: "GROUP" })).toEqual(["authors/chief: one_chief"]);
  });

  it("takes an explained exception: the secretary decides", () => {
    const authors = [author("a", { birthDate: "2000-01-01", phone: "+84912000000" })];
    expect(gaps({ authors, eligibilityNote: "Tác giả là người khuyết tật, học lớp 9." })).toEqual([]);
  });

  it("accepts equal shares of any number of authors", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 30 }), fc.nat(), (count, any) => {
        const chief = any % count;
        const authors = equalShares(count, chief).map((shareHundredths, index) => author(`k${index}`, { shareHundredths, isChief: index === chief }));
        expect(gaps({ authors, ownerKind: "GROUP" }, { maxAuthors: null })).toEqual([]);
      }),
    );
  });
});

describe("parts by their kind", () => {
  const asked: DossierRules["parts"] = [
    { key: "level", kind: "CHOICE", required: true, maxLength: 50, options: [{ key: "unit", label: "Đơn vị" }, { key: "world", label: "Thế giới" }] },
    { key: "bill", kind: "TABLE", required: true, maxLength: 5, options: [{ key: "name", label: "Tên" }, { key: "price", label: "Giá" }] },
    { key: "photos", kind: "FILE", required: true, maxLength: 0, options: [] },
  ];
  const rows = (count: number) => JSON.stringify(Array.from({ length: count }, () => ({ name: "x" })));
  const full = { level: "unit", bill: rows(1) };

  it.each<[string, Record<string, string>, string[]]>([
    ["nothing of complete ones; files have rules of their own", full, []],
    ["no answer and no row", {}, ["description/part-level: missing", "description/part-bill: missing"]],
    ["an answer that is not offered any more", { ...full, level: "country" }, ["description/part-level: unknown_choice"]],
    ["a cell beyond the limit, at the cell", { ...full, bill: '[{"name":"x"},{"price":"123456"}]' }, ["description/part-bill-1-price: too_long"]],
    ["a table of 61 rows", { ...full, bill: rows(61) }, ["description/part-bill: too_many_rows"]],
    ["nothing of one of 60", { ...full, bill: rows(60) }, []],
    ["a text where a table was asked for: its first cell", { ...full, bill: "abcdef" }, ["description/part-bill-0-name: too_long"]],
  ])("names %s", (_, parts, expected) => expect(gaps({ parts }, { parts: asked })).toEqual(expected));

  it("may stay empty where they are not required", () => {
    expect(gaps({ parts: {} }, { parts: asked.map((part) => ({ ...part, required: false })) })).toEqual([]);
  });

  it("and the summary keeps to the length the edition sets", () => {
    expect(gaps({ summary: "x".repeat(101) }, { summaryLength: 100 })).toEqual(["description/summary: too_long"]);
    expect(gaps({ summary: "x".repeat(100) }, { summaryLength: 100 })).toEqual([]);
  });
});

describe("consents before submitting", () => {
  it("are missing author by author", () => {
    const people = [author("a"), author("b", { birthDate: "2000-01-01" })];
    const given = (key: string) => (key === "b" ? [{ purpose: "TAKE_PART" as const, party: "SELF" as const, day: "2026-11-01", withdrawn: false }] : []);
    expect(consentGaps(people, given, { day: "2026-11-22", selfFrom: 18 })).toEqual([{ step: "consents", field: "consent-a", reason: "consent_missing", authorKey: "a" }]);
  });
});

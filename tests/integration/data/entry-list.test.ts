import { afterAll, describe, expect, it } from "vitest";
import { consentsOf } from "~/data/consents.server";
import { readEntry, readEntryForm } from "~/data/entries.server";
import { countEntries, listEntries, neighboursOf } from "~/data/entry-list.server";
import { readSurroundings } from "~/data/screening.server";
import { factsOf } from "~/domain/entry/draft";
import type { EntryFilter } from "~/domain/screening/entry-list";
import { LISTED_WARNINGS, listedAs, warningsOf } from "~/domain/screening/warnings";
import { isUnconsentedDraft } from "~/features/entries/draft-retention";
import { dossierRulesOf } from "~/features/entries/entry-access.server";
import { makeEdition } from "../../factories/editions";
import { type EntrySpec, makeEntry } from "../../factories/entries";
import { TEST_DAY, testServices } from "../../support/services";

const { services, close } = await testServices();
afterAll(close);
const { db } = services;
const { prisma } = db;

const ALL: EntryFilter = { tab: "all", search: "", fieldId: null, unit: "", order: "code", descending: false };
const list = (editionId: string, filter: Partial<EntryFilter> = {}, limit = 50) => listEntries(db, editionId, { ...ALL, ...filter }, { offset: 0, limit, viewerId: "", now: TEST_DAY });

/** The flags the rules of the domain give an entry. */
async function flagsByRules(editionId: string, entryId: string) {
  const [entry, form, around] = await Promise.all([readEntry(prisma, entryId), readEntryForm(prisma, editionId), readSurroundings(prisma, entryId, "")]);
  if (!entry?.submitted || !form || !around) return [];
  const warnings = warningsOf(dossierRulesOf(form, TEST_DAY), factsOf(entry.submitted), {
    consentsOf: (key) => consentsOf(entry.consents, key),
    sameTitle: around.sameTitle.map(({ code }) => code),
    inConflict: around.inConflict,
  });
  const kinds = new Set(warnings.map(listedAs));
  return LISTED_WARNINGS.filter((warning) => kinds.has(warning));
}

describe("the warnings of the list", () => {
  it("are those the rules give, for every kind", async () => {
    const { edition } = await makeEdition(services, {
      change: (draft) => ({ ...draft, birthDateFrom: "2008-01-01", birthDateTo: "2018-12-31", createdSinceYear: 2022, maxAuthors: 2 }),
    });
    const specs: EntrySpec[] = [
      { title: "Bình thường" },
      { title: "Lớn tuổi", authors: [{ birthDate: "2007-12-31" }] },
      { title: "Nhỏ tuổi", authors: [{ birthDate: "2019-01-01" }] },
      { title: "Đúng ngày đầu", authors: [{ birthDate: "2008-01-01" }] },
      { title: "Đúng ngày cuối", authors: [{ birthDate: "2018-12-31" }] },
      { title: "Cũ", createdYear: 2021 },
      { title: "Đông", authors: [{}, {}, {}] },
      { title: "Chưa đủ trăm", authors: [{ shareHundredths: 9999 }] },
      { title: "Chưa đồng ý", consents: [] },
      { title: "Chỉ công bố", consents: ["PUBLISH_NAME"] },
      { title: "Trùng  Tên" },
      { title: "TRUNG  TEN" },
    ];
    const made = [];
    for (const spec of specs) made.push(await makeEntry(services, edition, { state: "SUBMITTED", ...spec }));
    const chiefless = await makeEntry(services, edition, { state: "SUBMITTED", title: "Không ai chính" });
    await prisma.entryAuthor.updateMany({ where: { version: { entryId: chiefless.id } }, data: { isChief: false } });
    const halfTaken = await makeEntry(services, edition, { state: "SUBMITTED", title: "Con rút lại" });
    await prisma.consent.updateMany({ where: { entryId: halfTaken.id, party: "SELF", purpose: "TAKE_PART" }, data: { withdrawnAt: TEST_DAY } });
    const grown = await makeEntry(services, edition, { state: "SUBMITTED", title: "Đã lớn", authors: [{ birthDate: "2008-11-23" }] });
    await prisma.consent.updateMany({ where: { entryId: grown.id, party: "GUARDIAN" }, data: { withdrawnAt: TEST_DAY } });
    const rows = await list(edition.id);
    const byRules = new Map<string, string[]>();
    for (const row of rows) byRules.set(row.title, await flagsByRules(edition.id, row.id));
    expect(new Map(rows.map((row) => [row.title, [...row.warnings].toSorted()]))).toEqual(new Map([...byRules].map(([title, flags]) => [title, flags.toSorted()])));
    expect(Object.fromEntries(byRules)).toMatchObject({ "Bình thường": [], "Lớn tuổi": ["age"], "Đúng ngày đầu": [], Cũ: ["created"], Đông: ["authors"], "Chưa đủ trăm": ["shares"], "Chưa đồng ý": ["consent"], "Không ai chính": ["chief"], "TRUNG  TEN": ["title"], "Con rút lại": ["consent"] });
    expect((await countEntries(db, edition.id, { ...ALL, tab: "warnings" }, { viewerId: "", now: TEST_DAY })).warnings).toBe([...byRules.values()].filter((flags) => flags.length > 0).length);
    expect((await countEntries(db, edition.id, ALL, { viewerId: "", now: TEST_DAY })).warnings).toBeNull();
  });

  it("are not raised for drafts, withdrawn entries and entries of other editions with the same title", async () => {
    const [one, other] = [await makeEdition(services), await makeEdition(services)];
    await makeEntry(services, one.edition, { state: "SUBMITTED", title: "Một" });
    await makeEntry(services, one.edition, { state: "DRAFT", title: "Một", consents: [] });
    await makeEntry(services, one.edition, { state: "WITHDRAWN", title: "Một", consents: [] });
    await makeEntry(services, other.edition, { state: "SUBMITTED", title: "Một" });
    expect((await list(one.edition.id)).map(({ state, warnings }) => [state, warnings])).toEqual([["SUBMITTED", []], ["WITHDRAWN", []], ["DRAFT", []]]);
  });
});

describe("the list of entries", () => {
  it("sorts entries into tabs, each entry into the tab of its state", async () => {
    const { edition } = await makeEdition(services);
    const past = new Date(TEST_DAY.getTime() - 1000);
    const made: EntrySpec[] = [
      { title: "mới", state: "SUBMITTED" },
      { title: "chờ", screening: "NEEDS_SUPPLEMENT", supplementDueAt: TEST_DAY },
      { title: "quá hạn", screening: "NEEDS_SUPPLEMENT", supplementDueAt: past },
      { title: "được", screening: "QUALIFIED" },
      { title: "loại", screening: "REJECTED" },
      { title: "nháp", state: "DRAFT" },
      { title: "rút", state: "WITHDRAWN" },
    ];
    for (const spec of made) await makeEntry(services, edition, spec);
    const titles = async (tab: EntryFilter["tab"]) => (await list(edition.id, { tab })).map((row) => row.title);
    expect([await titles("new"), await titles("waiting"), await titles("overdue"), await titles("qualified"), await titles("rejected"), await titles("drafts"), await titles("withdrawn")]).toEqual([["mới"], ["chờ"], ["quá hạn"], ["được"], ["loại"], ["nháp"], ["rút"]]);
    expect(await countEntries(db, edition.id, ALL, { viewerId: "", now: TEST_DAY })).toMatchObject({ all: 7, new: 1, waiting: 1, overdue: 1, qualified: 1, rejected: 1, drafts: 1, withdrawn: 1 });
  });

  it("finds titles, codes, authors and units without diacritics, taking signs literally", async () => {
    const { edition } = await makeEdition(services);
    const seeder = await makeEntry(services, edition, { state: "SUBMITTED", title: "Máy gieo lạc 100% tự động", authors: [{ fullName: "Đỗ Thị Ngọc" }], unitName: "Trường THCS Cẩm Bình" });
    await makeEntry(services, edition, { state: "SUBMITTED", title: "Thùng rác thông minh", authors: [{ fullName: "Lê Văn Hải" }], unitName: "Trường Tiểu học Cẩm Hòa" });
    const found = async (filter: Partial<EntryFilter>) => (await list(edition.id, filter)).map((row) => row.title);
    for (const search of ["may gieo", "LẠC máy", "do thi ngoc", seeder.code ?? "", "thcs cam binh", "100%", "Ma\u0301y gieo"]) expect([search, await found({ search })]).toEqual([search, ["Máy gieo lạc 100% tự động"]]);
    expect([await found({ search: "_" }), await found({ search: "may rac" }), await found({ unit: "cam hoa" })]).toEqual([[], [], ["Thùng rác thông minh"]]);
  });

  it("is ordered by every column both ways, and knows who stands before and after an entry", async () => {
    const { edition } = await makeEdition(services);
    for (const title of ["Ánh sáng", "bàn học", "Đèn"]) await makeEntry(services, edition, { state: "SUBMITTED", title });
    const rows = await list(edition.id, { order: "title" });
    expect(rows.map((row) => row.title)).toEqual(["Ánh sáng", "bàn học", "Đèn"]);
    expect((await list(edition.id, { order: "title", descending: true })).map((row) => row.title)).toEqual(["Đèn", "bàn học", "Ánh sáng"]);
    for (const order of ["code", "submitted", "unit", "state"] as const) expect(await list(edition.id, { order, descending: true })).toHaveLength(3);
    const [first, middle, last] = rows.map((row) => row.id);
    expect(await neighboursOf(db, edition.id, middle ?? "", { ...ALL, order: "title" }, { viewerId: "", now: TEST_DAY })).toEqual({ previousId: first, nextId: last, place: 2, total: 3 });
    expect(await neighboursOf(db, edition.id, middle ?? "", { ...ALL, tab: "drafts" }, { viewerId: "", now: TEST_DAY })).toEqual({ previousId: null, nextId: null, place: null, total: 0 });
    await prisma.entry.update({ where: { id: middle ?? "" }, data: { screening: "QUALIFIED" } });
    expect(await neighboursOf(db, edition.id, middle ?? "", { ...ALL, tab: "new", order: "title" }, { viewerId: "", now: TEST_DAY })).toEqual({ previousId: first, nextId: last, place: null, total: 2 });
    expect(await neighboursOf(db, edition.id, "00000000-0000-4000-8000-000000000000", ALL, { viewerId: "", now: TEST_DAY })).toBeNull();
  });

  it("shows nothing of a draft with a child's data to which no guardian agreed, by the rules of retention", async () => {
    const { edition } = await makeEdition(services);
    const people: [string, EntrySpec][] = [
      ["pupil", { consents: [] }],
      ["agreed", { consents: ["TAKE_PART"] }],
      ["adult", { consents: [], authors: [{ birthDate: "1990-01-01" }] }],
      ["pupil and adult", { consents: [], authors: [{ birthDate: "1990-01-01" }, {}] }],
    ];
    const made = new Map<string, string>();
    for (const [name, spec] of people) made.set((await makeEntry(services, edition, { ...spec, title: `Bí mật ${name}`, unitName: "Trường Kín" })).id, name);
    for (const selfConsentFrom of [18, 16]) {
      const changed = await prisma.edition.update({ where: { id: edition.id }, data: { selfConsentFrom } });
      for (const row of await list(edition.id, { tab: "drafts" })) {
        const entry = await readEntry(prisma, row.id);
        const isHidden = entry !== null && isUnconsentedDraft(entry, changed, TEST_DAY);
        expect([made.get(row.id), row.isUnconsented, row.title === "", row.unitName === ""]).toEqual([made.get(row.id), isHidden, isHidden, isHidden]);
      }
    }
    const found = await list(edition.id, { search: "bi mat" });
    expect(found.map((row) => made.get(row.id)).toSorted()).toEqual(["adult", "agreed"]);
    expect((await list(edition.id, { search: "tran van thu" })).map((row) => made.get(row.id)).toSorted()).toEqual(["adult", "agreed"]);
    expect(await list(edition.id, { unit: "kin" })).toHaveLength(2);
    expect((await countEntries(db, edition.id, ALL, { viewerId: "", now: TEST_DAY })).drafts).toBe(4);
  });

  it("comes page by page", async () => {
    const { edition } = await makeEdition(services);
    for (const title of ["1", "2", "3"]) await makeEntry(services, edition, { state: "SUBMITTED", title });
    const page = (offset: number) => listEntries(db, edition.id, ALL, { offset, limit: 2, viewerId: "", now: TEST_DAY });
    expect([(await page(0)).map((row) => row.title), (await page(2)).map((row) => row.title)]).toEqual([["1", "2"], ["3"]]);
  });
});

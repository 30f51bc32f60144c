import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { editionById } from "~/data/editions.server";
import { editionRules } from "~/data/editions-rules.server";
import { publicRules, ruleBook, rulesHash } from "~/features/contests/rules-record.server";
import { submitSection } from "~/features/contests/settings/section-forms.server";
import { announcementGaps, type Section } from "~/domain/contest/completeness";
import { makeEdition, type EditionOptions } from "../../../factories/editions";
import { makeEntry } from "../../../factories/entries";
import { makeUser } from "../../../factories/people";
import { testServices, TEST_DAY, type TestServices } from "../../../support/services";

let test: TestServices;
beforeAll(async () => {
  test = await testServices();
});
afterAll(() => test.close());

type Fields = [string, string][];

/** Sends forms of sections as the browser does. */
async function setUp(options: EditionOptions = {}) {
  const made = await makeEdition(test.services, options);
  const actor = await makeUser(test.services, { role: "SECRETARY", editionId: made.edition.id });
  const stored = async () => (await editionById(test.services.db.prisma, made.edition.id)) ?? made.edition;
  return {
    ...made,
    stored,
    rules: () => editionRules(test.services.db.prisma, made.edition.id),
    part: (key: string) => made.parts.find((part) => part.key === key) ?? made.parts[0],
    async send(section: Section, fields: Fields) {
      const edition = await stored();
      const form = new FormData();
      form.set("version", String(edition.version));
      for (const [name, value] of fields) form.append(name, value);
      const answer = await submitSection[section](test.services, { actor, edition, form, locale: "vi", now: TEST_DAY });
      return { reason: answer.reason, errors: answer.result?.error ?? {} };
    },
    events: () => test.services.db.prisma.ledgerEvent.findMany({ where: { chain: made.edition.id }, select: { type: true, data: true } }),
  };
}

const row = (index: number, values: Record<string, string>): Fields => Object.entries(values).map(([column, value]) => [`rows[${index}].${column}`, value]);
const done = { reason: null, errors: {} };

describe("parts of the dossier", () => {
  it("of every kind are added, and get what is usual where nothing was said", async () => {
    const it = await setUp();
    const fields: Fields = [
      ...row(0, { kind: "CHOICE", label: "Nguồn điện", required: "on", forJudges: "on", "options[0].label": "Điện lưới", "options[1].label": "Pin mặt trời", "options[2].label": "" }),
      ...row(1, { kind: "TABLE", label: "Kinh phí", "options[0].label": "Khoản chi", "options[1].label": "Số tiền" }),
      ...row(2, { kind: "FILE", label: "Ảnh thẻ", forJudges: "", maxFileMegabytes: "5" }),
      ["rows[2].families", "PHOTO"],
      ["rows[2].families", "PDF"],
      ...row(3, { kind: "TEXT", label: "" }),
    ];
    expect(await it.send("parts", fields)).toEqual(done);
    const made = (await it.rules()).parts.filter(({ key }) => !it.parts.some((part) => part.key === key));
    expect(made.map(({ id: _id, position: _position, guidance: _guidance, why: _why, example: _example, ...part }) => part)).toEqual([
      { key: "NGUON-DIEN", kind: "CHOICE", label: "Nguồn điện", required: true, maxLength: 50, options: [{ key: "dien-luoi", label: "Điện lưới" }, { key: "pin-mat-troi", label: "Pin mặt trời" }], families: [], maxFiles: 0, maxFileBytes: 0, acceptsLink: false, forJudges: true, publishable: false },
      { key: "KINH-PHI", kind: "TABLE", label: "Kinh phí", required: false, maxLength: 200, options: [{ key: "khoan-chi", label: "Khoản chi" }, { key: "so-tien", label: "Số tiền" }], families: [], maxFiles: 0, maxFileBytes: 0, acceptsLink: false, forJudges: false, publishable: false },
      { key: "ANH-THE", kind: "FILE", label: "Ảnh thẻ", required: false, maxLength: 200, options: [], families: ["PHOTO", "PDF"], maxFiles: 3, maxFileBytes: 5 * 1024 * 1024, acceptsLink: false, forJudges: false, publishable: false },
    ]);
    expect((await it.events()).at(-1)).toEqual({ type: "RULES_CHANGED", data: { rules: rulesHash(await it.stored(), await it.rules()) } });
  });

  it.each<[string, Fields, string]>([
    ["a choice of one answer", row(0, { kind: "CHOICE", label: "Chọn", "options[0].label": "Có" }), "rows[0].options[0].label"],
    ["a table without columns", row(0, { kind: "TABLE", label: "Bảng" }), "rows[0].options[0].label"],
    ["two answers alike", row(0, { kind: "CHOICE", label: "Chọn", "options[0].label": "Có", "options[1].label": "Có" }), "rows[0].options[1].label"],
    ["files of no kind", row(0, { kind: "FILE", label: "Tệp" }), "rows[0].families"],
    ["a kind there is none of", row(0, { kind: "PAINTING", label: "Tranh" }), "rows[0].kind"],
    ["a family there is none of", [...row(0, { kind: "FILE", label: "Tệp" }), ["rows[0].families", "EXE"]], "rows[0].families[0]"],
    ["a file of 2 GB", [...row(0, { kind: "FILE", label: "Tệp", maxFileMegabytes: "2048" }), ["rows[0].families", "PDF"]], "rows[0].maxFileMegabytes"],
    ["nine columns", row(0, { kind: "TABLE", label: "Bảng", ...Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`options[${n}].label`, `Cột ${n}`])) }), "rows[0].options[0].label"],
    ["a key of a column nobody stored", row(0, { kind: "TABLE", label: "Bảng", "options[0].key": "la", "options[0].label": "Lạ" }), "rows[0].options[0].label"],
  ])("are refused: %s", async (_, fields, field) => {
    const it = await setUp();
    const answer = await it.send("parts", fields);
    expect(answer.reason).toBe("invalid");
    expect(Object.keys(answer.errors)).toEqual([field]);
    expect(await it.rules()).toEqual(expect.objectContaining({ parts: it.parts }));
  });

  it("keep their kind, the answers somebody gave and the columns of tables that were filled in; they can be renamed", async () => {
    const it = await setUp({ kind: "TECHNICAL" });
    await makeEntry(test.services, it.edition, { state: "SUBMITTED" });
    const level = it.part("noveltyLevel");
    const options = (without: string, rename = "") =>
      (level?.options ?? []).flatMap(({ key, label }, index): Fields => [[`rows[0].options[${index}].key`, key], [`rows[0].options[${index}].label`, key === without ? "" : key === rename ? `${label} (sửa)` : label]]);
    const begin = row(0, { id: level?.id ?? "", kind: "TEXT", label: "Mức độ mới", required: "on", forJudges: "on" });
    expect((await it.send("parts", [...begin, ...options("unit")])).errors).toEqual({ "rows[0].options[0].label": ["Đã có bài chọn «Mới trong đơn vị, địa phương» nên không bỏ được"] });
    expect(await it.send("parts", [...begin, ...options("world", "unit")])).toEqual(done);
    const changed = (await it.rules()).parts.find(({ key }) => key === "noveltyLevel");
    expect(changed?.kind).toBe("CHOICE");
    expect(changed?.options.map(({ key }) => key)).toEqual(["unit", "province", "country"]);
    expect(changed?.options[0]?.label).toBe("Mới trong đơn vị, địa phương (sửa)");
  });

  it("with files in them cannot go, and neither can a column of a table in use", async () => {
    const it = await setUp();
    await makeEntry(test.services, it.edition, { state: "SUBMITTED" });
    const photos = await it.send("parts", row(0, { id: it.part("photos")?.id ?? "", label: "Ảnh sản phẩm", remove: "on" }));
    expect(photos.errors).toEqual({ "rows[0].remove": ["Đã có bài viết phần «Ảnh sản phẩm» nên không xóa được"] });
    const materials = await it.send("parts", row(0, { id: it.part("materials")?.id ?? "", label: "Vật liệu", "options[0].key": "name", "options[0].label": "Vật liệu" }));
    expect(Object.keys(materials.errors)).toEqual(["rows[0].options[0].label"]);
  });

  it("that nobody could fill in keep an edition from being announced", async () => {
    const it = await setUp({ phase: "DRAFT", change: (draft) => ({ ...draft, parts: draft.parts.map((part) => (part.key === "materials" ? { ...part, options: [] } : part)) }) });
    expect(announcementGaps(ruleBook(it.edition, it), TEST_DAY)).toEqual([{ section: "parts", reason: "part_unanswerable", about: "Vật liệu và nguồn gốc" }]);
  });
});

describe("lines of settings that were tampered with", () => {
  it.each<[Section, (it: Awaited<ReturnType<typeof setUp>>) => string | undefined, Record<string, string>]>([
    ["fields", (it) => it.fields[0]?.id, { name: "Lĩnh vực", code: "X1" }],
    ["tiers", (it) => it.tiers[0]?.id, { label: "Giải", code: "X1", quota: "1", money: "0" }],
    ["parts", (it) => it.parts.find(({ key }) => key === "usage")?.id, { label: "Phần", kind: "TEXT" }],
    ["rounds", (it) => it.rounds[0]?.id, { name: "Vòng", weight: "50" }],
  ])("are refused in «%s»: the same line twice, one of another edition, one that never was", async (section, idOf, values) => {
    const it = await setUp();
    const before = await it.rules();
    const other = await setUp();
    const id = idOf(it) ?? "";
    for (const twice of [[...row(0, { ...values, id }), ...row(1, { ...values, id })], [...row(0, { ...values, id, remove: "on" }), ...row(1, { ...values, id, remove: "on" })]]) {
      const answer = await it.send(section, twice);
      expect(answer.reason).toBe("invalid");
      expect(answer.errors["rows[1].id"]).toEqual(["Mục này được gửi lên hai lần. Hãy mở lại trang"]);
    }
    for (const foreign of [idOf(other) ?? "", randomUUID()]) {
      const answer = await it.send(section, row(0, { ...values, id: foreign }));
      expect(answer.reason).toBe("invalid");
      expect(answer.errors["rows[0].id"]).toEqual(["Mục này vừa bị người khác xóa. Hãy mở lại trang"]);
    }
    expect((await it.send(section, row(0, { ...values, id: "không phải id" }))).reason).toBe("invalid");
    expect(await it.rules()).toEqual(before);
  });

  it("are refused in a new rubric whose id is taken", async () => {
    const it = await setUp();
    const taken = it.rubrics[0]?.id ?? "";
    const answer = await it.send("rounds", [["intent", "add-rubric"], ["id", taken], ["roundId", it.rounds[0]?.id ?? ""], ["fieldId", it.fields[0]?.id ?? ""]]);
    expect(answer).toEqual({ reason: "invalid", errors: { "": ["Mục này được gửi lên hai lần. Hãy mở lại trang"] } });
  });
});

describe("limits of the whole dossier", () => {
  const values: Fields = [["summaryLength", "1500"], ["commitmentText", "Tôi cam đoan."], ["entryMaxMegabytes", "600"], ["totalMaxGigabytes", ""], ["filesDueHours", "48"], ["selfConsentFrom", "16"]];
  const change = (name: string, value: string): Fields => values.map(([one, stored]) => [one, one === name ? value : stored]);

  it("are changed, after the announcement with an event", async () => {
    const it = await setUp();
    expect(await it.send("dossier", values)).toEqual(done);
    expect(await it.stored()).toMatchObject({ summaryLength: 1500, commitmentText: "Tôi cam đoan.", entryMaxBytes: 629_145_600n, totalMaxBytes: null, filesDueHours: 48, selfConsentFrom: 16 });
    expect(await it.events()).toEqual([{ type: "RULES_CHANGED", data: { rules: rulesHash(await it.stored(), await it.rules()) } }]);
  });

  it.each([
    ["summaryLength", "20", "summaryLength"],
    ["entryMaxMegabytes", "100", "entryMaxMegabytes"],
    ["totalMaxGigabytes", "0", "totalMaxGigabytes"],
    ["filesDueHours", "-1", "filesDueHours"],
    ["filesDueHours", "9999", "filesDueHours"],
    ["selfConsentFrom", "15", "selfConsentFrom"],
    ["selfConsentFrom", "19", "selfConsentFrom"],
    ["commitmentText", "x".repeat(5001), "commitmentText"],
  ])("refuse %s of %s", async (name, value, field) => {
    const it = await setUp();
    const answer = await it.send("dossier", change(name, value));
    expect(answer.reason).toBe("invalid");
    expect(Object.keys(answer.errors)).toEqual([field]);
  });

  it("let the age of consenting alone be lowered at any time, raised only until somebody relied on it by submitting", async () => {
    const it = await setUp();
    expect(await it.send("dossier", change("selfConsentFrom", "16"))).toEqual(done);
    expect(await it.send("dossier", change("selfConsentFrom", "18"))).toEqual(done);
    await makeEntry(test.services, await it.stored(), { state: "SUBMITTED" });
    expect(await it.send("dossier", change("selfConsentFrom", "17"))).toEqual(done);
    const raised = await it.send("dossier", change("selfConsentFrom", "18"));
    expect(Object.keys(raised.errors)).toEqual(["selfConsentFrom"]);
    expect((await it.stored()).selfConsentFrom).toBe(17);
  });

  it("leave the hash of rules announced before there were any of them as it was", async () => {
    const plain = await setUp({ change: (draft) => ({ ...draft, parts: draft.parts.filter(({ kind }) => kind === "TEXT").map((part) => ({ ...part, why: "" })), dossier: { ...draft.dossier, commitmentText: "" } }) });
    const rules = publicRules(plain.edition, plain);
    expect(Object.keys(rules)).not.toContain("dossier");
    expect(new Set(rules.parts.flatMap((part) => Object.keys(part)))).toEqual(new Set(["key", "label", "guidance", "example", "required", "maxLength"]));
  });
});

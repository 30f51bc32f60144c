import { XMLParser, XMLValidator } from "fast-xml-parser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { statisticsTables } from "~/features/statistics/statistics-tables";
import { messagesFor } from "~/i18n/messages";
import { loader as feedLoader } from "~/routes/public/feed";
import { loader as pressLoader } from "~/routes/public/press";
import { loader as pressCsvLoader } from "~/routes/public/press-csv";
import { loader as pressDocxLoader } from "~/routes/public/press-docx";
import { loader as entryLoader, meta as entryMeta } from "~/routes/public/published-entry";
import { loader as resultsLoader } from "~/routes/public/results";
import { loader as statisticsLoader } from "~/routes/public/statistics";
import { loader as statisticsCsvLoader } from "~/routes/public/statistics-csv";
import { leadTo, makePublicContest, type PublicContest, type Stage, withdrawName } from "../../factories/publication";
import { contextFor, getPage, outcomeOf } from "../../support/request";
import { testServices, type TestServices } from "../../support/services";
import { countStatements } from "../../support/statements";

let test: TestServices;
beforeAll(async () => {
  test = await testServices();
});
afterAll(() => test.close());

const args = (path: string, params: Record<string, string> = {}) => ({ request: getPage(path), context: contextFor(test.services, null), params });
const AUTHOR = "Mạc Thị Bí Mật";
const FORMULA = "=HYPERLINK(\"http://xau.example\")";
const contestWith = (title: string, more: { unitName?: string } = {}) => makePublicContest(test.services, [{ title, author: AUTHOR, unitName: "Trường Kín Cổng", summary: "Điều chưa ai biết", ...more }]);

/** Every address beside the result, in both languages. */
function around({ slug }: { slug: string }): [string, () => Promise<unknown>][] {
  const edition = { edition: slug };
  return ["", "/en"].flatMap((prefix): [string, () => Promise<unknown>][] => [
    [`${prefix}/thong-ke`, () => statisticsLoader(args(`${prefix}/cuoc-thi/${slug}/thong-ke`, edition))],
    [`${prefix}/thong-ke.csv`, () => statisticsCsvLoader(args(`${prefix}/cuoc-thi/${slug}/thong-ke.csv`, edition))],
    [`${prefix}/bao-chi`, () => pressLoader(args(`${prefix}/cuoc-thi/${slug}/bao-chi`, edition))],
    [`${prefix}/bao-chi.csv`, () => pressCsvLoader(args(`${prefix}/cuoc-thi/${slug}/bao-chi.csv`, edition))],
    [`${prefix}/bao-chi.docx`, () => pressDocxLoader(args(`${prefix}/cuoc-thi/${slug}/bao-chi.docx`, edition))],
    [`${prefix}/ket-qua?theo=don-vi`, () => resultsLoader(args(`${prefix}/cuoc-thi/${slug}/ket-qua?theo=don-vi`, edition))],
  ]);
}

async function told(work: () => Promise<unknown>): Promise<{ status: number; text: string }> {
  const { value, response } = await outcomeOf(work());
  const answer = response ?? value;
  if (answer instanceof Response) return { status: answer.status, text: JSON.stringify([...answer.headers]) + (await answer.text()) };
  return { status: 200, text: JSON.stringify(answer) };
}

const feedOf = async (contest: PublicContest | null, prefix = "") => {
  const answer = await feedLoader(args(`${prefix}${contest ? `/cuoc-thi/${contest.slug}` : ""}/tin.xml`, contest ? { edition: contest.slug } : {}));
  return { status: answer.status, text: await answer.text(), type: answer.headers.get("Content-Type") };
};

interface Entry {
  id: string;
  title: string;
  updated: string;
  link: { "@_href": string };
}
const entriesIn = (text: string): Entry[] => {
  const { feed } = new XMLParser({ ignoreAttributes: false, isArray: (name) => name === "entry" }).parse(text) as { feed: { entry?: Entry[] } };
  return feed.entry ?? [];
};

describe("before publication", () => {
  it.each([null, "PROPOSED", "APPROVED", "SIGNED"] as const)("every address beside the result is 404 and tells nothing (%s)", async (stage: Stage | null) => {
    const contest = await contestWith("Máy chưa công bố");
    if (stage) await leadTo(test.services, contest, stage);
    for (const [path, work] of around(contest)) {
      const { status, text } = await told(work);
      expect([path, status]).toEqual([path, 404]);
      for (const secret of ["Máy chưa công bố", AUTHOR, "Kín Cổng", "chưa ai biết", contest.entries[0]?.code, contest.entries[0]?.id, "69.00", "27/QĐ-BTC"]) expect(text).not.toContain(secret);
    }
    for (const prefix of ["", "/en"]) {
      const feed = await feedOf(contest, prefix);
      expect(entriesIn(feed.text).map(({ title }) => title)).toHaveLength(1);
      expect(feed.text).not.toMatch(/ket-qua|27\/QĐ-BTC|Máy chưa/);
    }
  });
});

describe("once published", () => {
  it("press list, text and page follow consents with the next request", async () => {
    const contest = await contestWith("Máy đã công bố");
    await leadTo(test.services, contest, "PUBLISHED");
    const names = async () => {
      const texts = await Promise.all(around(contest).filter(([path]) => path.includes("bao-chi") && !path.endsWith("docx")).map(([, work]) => told(work)));
      return texts.map(({ status, text }) => [status, text.includes(AUTHOR)]);
    };
    expect(await names()).toEqual([[200, true], [200, true], [200, true], [200, true]]);
    await withdrawName(test.services, contest.entries[0]?.id ?? "");
    expect(await names()).toEqual([[200, false], [200, false], [200, false], [200, false]]);
    const docx = (await pressDocxLoader(args("/x", { edition: contest.slug })));
    expect([docx.status, new TextDecoder().decode((await docx.arrayBuffer()).slice(0, 2))]).toEqual([200, "PK"]);
  });

  it("a cell that looks like a formula is text in every CSV", async () => {
    const contest = await contestWith(FORMULA, { unitName: "+84 là một trường" });
    await leadTo(test.services, contest, "PUBLISHED");
    const csv = await (await pressCsvLoader(args("/x", { edition: contest.slug }))).text();
    expect(csv).toContain(`"'=HYPERLINK(""http://xau.example"")"`);
    expect(csv).toContain("'+84 là một trường");
  });

  it("the page of the entry names its decision, its neighbours in the tier and what is shared of it", async () => {
    const contest = await makePublicContest(test.services, ["Một", "Hai", "Ba"].map((title) => ({ title, author: AUTHOR })));
    await leadTo(test.services, contest, "PUBLISHED");
    const [one, two, three] = contest.entries;
    const page = await entryLoader(args("/x", { code: two?.code ?? "" }));
    expect(page.entry).toMatchObject({ decision: { number: "27/QĐ-BTC", date: "2026-11-20" }, previous: { code: one?.code, title: "Một" }, next: { code: three?.code, title: "Ba" } });
    const ends = await Promise.all([one, three].map((entry) => entryLoader(args("/x", { code: entry?.code ?? "" }))));
    expect(ends.map(({ entry }) => [entry.previous?.title, entry.next?.title])).toEqual([[undefined, "Hai"], ["Hai", undefined]]);
    const head = JSON.stringify(entryMeta({ data: page, location: { pathname: `/giai-phap/${two?.code}` } } as unknown as Parameters<typeof entryMeta>[0]));
    expect(head).toContain('"@type":"CreativeWork"');
    expect(head).not.toContain("og:image");
  });

  it("texts of the dossier are shown where the edition publishes them and every author may be named", async () => {
    const contest = await contestWith("Máy có bản mô tả");
    const { prisma } = test.services.db;
    const entryId = contest.entries[0]?.id ?? "";
    const part = await prisma.dossierPart.findFirstOrThrow({ where: { editionId: contest.made.edition.id, kind: "TEXT" } });
    const other = await prisma.dossierPart.findFirstOrThrow({ where: { editionId: contest.made.edition.id, kind: "TEXT", key: { not: part.key } } });
    await prisma.dossierPart.update({ where: { id: part.id }, data: { publishable: true } });
    await prisma.entryVersion.updateMany({ where: { entryId }, data: { parts: { [part.key]: "Chạy bằng nước mưa.", [other.key]: "Riêng cho giám khảo." } } });
    await leadTo(test.services, contest, "PUBLISHED");
    const parts = async () => (await entryLoader(args("/x", { code: contest.entries[0]?.code ?? "" }))).entry.parts;
    expect(await parts()).toEqual([{ label: part.label, text: "Chạy bằng nước mưa." }]);
    await withdrawName(test.services, entryId);
    expect(await parts()).toEqual([]);
  });

  it("a tier of the rules that nobody got is told of", async () => {
    const contest = await makePublicContest(test.services, [{ title: "Máy", author: AUTHOR }]);
    await test.services.db.prisma.prizeTier.create({ data: { editionId: contest.made.edition.id, code: "SECOND", label: "Giải Nhì", position: 9, quota: 2, minScore: 900_000 } });
    await leadTo(test.services, contest, "PUBLISHED");
    expect((await resultsLoader(args("/x", { edition: contest.slug }))).result.emptyTiers).toEqual([{ code: "SECOND", label: "Giải Nhì" }]);
  });

  it("each page takes at most ten statements with the frame's", async () => {
    const contest = await contestWith("Máy đếm lệnh");
    await leadTo(test.services, contest, "PUBLISHED");
    for (const [path, work] of around(contest)) {
      const { count } = await countStatements<unknown>(test.services.db.pool, work);
      expect(count, path).toBeLessThanOrEqual(9);
    }
  });
});

describe("statistics", () => {
  it("tell nothing of fewer than five people", async () => {
    const contest = await makePublicContest(test.services, [{ title: "Máy một", author: "Lê Một" }, { title: "Máy hai", author: "Lê Hai" }, { title: "Máy ba", author: "Lê Ba" }], { prizes: 1 });
    await leadTo(test.services, contest, "PUBLISHED");
    const { statistics } = await statisticsLoader(args("/x", { edition: contest.slug }));
    expect([statistics.byField, statistics.byUnitKind, statistics.bySex, statistics.byAge].map(({ rows }) => rows)).toEqual([[], [], [], []]);
    expect(statistics.units).toEqual([]);
  });

  it("count entries by field and authors by age, the same as CSV", async () => {
    const contest = await makePublicContest(test.services, Array.from({ length: 12 }, (_, at) => ({ title: `Máy ${at}`, author: `Lê Văn Số ${at}` })), { prizes: 6 });
    await leadTo(test.services, contest, "PUBLISHED");
    const { statistics } = await statisticsLoader(args("/x", { edition: contest.slug }));
    expect(statistics.figures).toEqual({ submitted: 12, qualified: 12, awarded: 6 });
    expect(statistics.byField.rows).toEqual([{ row: contest.made.fields[0]?.name, cells: [6, 6], total: 12 }]);
    expect(statistics.byAge.rows).toEqual([{ row: "to60", cells: [6, 6], total: 12 }]);
    const csv = await (await statisticsCsvLoader(args("/x", { edition: contest.slug }))).text();
    expect(csv.split("\r\n")).toContain("Tác giả theo độ tuổi,36–60 tuổi,Đạt giải,6");
  });

  it("say nothing false of a school whose name was written otherwise: it is not counted alone, and a line tells why", async () => {
    const contest = await makePublicContest(test.services, Array.from({ length: 24 }, (_, at) => ({ title: `Máy ${at}`, author: `Lê Văn Số ${at}` })), { prizes: 12 });
    const { prisma } = test.services.db;
    const name = (school: string) => `Trường THPT ${school}`;
    const [sure, unsure] = await Promise.all(["Gò Nổi", "Kênh Xáng"].map((school) => prisma.unit.create({ data: { name: name(school), kind: "SCHOOL" } })));
    const versions = await prisma.entryVersion.findMany({ where: { entry: { editionId: contest.made.edition.id }, state: "SUBMITTED" }, orderBy: { entry: { code: "asc" } } });
    for (const [at, { id }] of versions.entries()) {
      const unit = at % 2 === 0 ? sure : unsure;
      await prisma.entryVersion.update({ where: { id }, data: at === 1 ? { unitId: null, unitName: "THPT Kênh Xáng" } : { unitId: unit?.id ?? null, unitName: unit?.name ?? "" } });
    }
    await leadTo(test.services, contest, "PUBLISHED");
    const { statistics } = await statisticsLoader(args("/x", { edition: contest.slug }));
    expect(statistics.units.flatMap(({ table }) => table.rows).map(({ row, total }) => [row, total])).toEqual([[name("Gò Nổi"), 12], [null, 12]]);
    expect(statistics.unmatched).toEqual({ entries: null });
    const csv = await (await statisticsCsvLoader(args("/x", { edition: contest.slug }))).text();
    expect(csv).toContain("Các đơn vị khác, kể cả đơn vị chưa khớp tên");
    expect(csv).not.toContain("Kênh Xáng");
  });

  it("name apart what is counted for no unit alone and the schools with few people, on the page and in the CSV", async () => {
    const contest = await makePublicContest(test.services, Array.from({ length: 36 }, (_, at) => ({ title: `Máy ${at}`, author: `Lê Văn Số ${at}` })), { prizes: 18 });
    const { prisma } = test.services.db;
    const [sure, unsure, ...small] = await Promise.all(["Rạch Gốc", "Phú Đông Hầm Sậy", "Cái Nhum", "Bãi Xếp", "Đất Mũi"].map((school) => prisma.unit.create({ data: { name: `Trường THPT ${school}`, kind: "SCHOOL" } })));
    const versions = await prisma.entryVersion.findMany({ where: { entry: { editionId: contest.made.edition.id }, state: "SUBMITTED" }, orderBy: { entry: { code: "asc" } } });
    for (const [at, { id }] of versions.entries()) {
      const unit = [sure, unsure, small[Math.floor(at / 12)]][at % 3];
      await prisma.entryVersion.update({ where: { id }, data: at === 1 ? { unitId: null, unitName: "THPT Phú Đông Hầm Sậy" } : { unitId: unit?.id ?? null, unitName: unit?.name ?? "" } });
    }
    await leadTo(test.services, contest, "PUBLISHED");
    const { statistics } = await statisticsLoader(args("/x", { edition: contest.slug }));
    for (const [locale, prefix, names] of [
      ["vi", "", ["Cá nhân hoặc đơn vị không đếm riêng, kể cả đơn vị chưa khớp tên", "Các đơn vị ít người, gộp lại"]],
      ["en", "/en", ["Individuals, or units not counted alone, also those with an unmatched name", "Units with few people, together"]],
    ] as const) {
      const table = statisticsTables(statistics, messagesFor(locale)).find(({ rows }) => rows.some(({ label }) => label.endsWith("Rạch Gốc")));
      expect(table?.rows.map(({ label, total }) => [label, total])).toEqual([["Trường THPT Rạch Gốc", 12], [names[0], 12], [names[1], 12]]);
      const csv = await (await statisticsCsvLoader(args(`${prefix}/x`, { edition: contest.slug }))).text();
      const { total: counted } = messagesFor(locale).statistics;
      for (const { label, total } of table?.rows ?? []) expect(csv.split("\r\n").filter((line) => line.includes(label) && line.endsWith(`,${counted},${total}`))).toHaveLength(1);
    }
  });
});

describe("the feed", () => {
  it("is well-formed Atom whose ids stay, and tells of announcement, extension, result and correction in both languages", async () => {
    const contest = await contestWith("Máy & <đèn>");
    const { prisma } = test.services.db;
    const editionId = contest.made.edition.id;
    const at = new Date(test.services.clock.now().getTime() - 3_600_000);
    await prisma.editionExtension.create({ data: { editionId, fromAt: at, toAt: at, reason: "Mưa lũ <kéo dài> & mất điện\u0007", actorId: contest.secretary.userId, at } });
    await leadTo(test.services, contest, "PUBLISHED");
    const decision = await prisma.resultDecision.findFirstOrThrow({ where: { editionId } });
    const { id: _id, problem, answer, ...rest } = decision;
    await prisma.resultDecision.create({ data: { ...rest, problem: problem as object, answer: answer as object, sequence: 2, decisionNumber: "30/QĐ-BTC" } });
    for (const prefix of ["", "/en"]) {
      const feed = await feedOf(contest, prefix);
      expect(feed.type).toBe("application/atom+xml; charset=utf-8");
      expect(XMLValidator.validate(feed.text)).toBe(true);
      const entries = entriesIn(feed.text);
      expect(entries).toHaveLength(4);
      expect(new Set(entries.map(({ id }) => id)).size).toBe(4);
      for (const { id, updated, link } of entries) {
        expect(id).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}(#en)?$/);
        expect(new Date(updated).toISOString()).toBe(updated);
        expect(link["@_href"]).toContain(`http://localhost:3000${prefix}/cuoc-thi/${contest.slug}`);
      }
      const times = entries.map(({ updated }) => updated);
      expect(times).toEqual(times.toSorted().toReversed());
      expect(entriesIn((await feedOf(contest, prefix)).text).map(({ id }) => id)).toEqual(entries.map(({ id }) => id));
      expect(feed.text).toContain("30/QĐ-BTC");
    }
    expect(entriesIn((await feedOf(null)).text).map(({ id }) => id)).toEqual(expect.arrayContaining(entriesIn((await feedOf(contest)).text).map(({ id }) => id)));
    expect(await feedOf({ ...contest, slug: "khong-co" })).toMatchObject({ status: 404 });
  });
});

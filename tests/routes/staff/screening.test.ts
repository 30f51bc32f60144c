import { afterAll, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/access/roles";
import { action as listAction, loader as listLoader } from "~/routes/staff/screening";
import { action as entryAction, loader as entryLoader } from "~/routes/staff/screen-entry";
import { loader as postedLoader } from "~/routes/staff/screening-posted";
import { loader as frameLoader } from "~/routes/staff/layout";
import { makeEdition } from "../../factories/editions";
import { makeEntry } from "../../factories/entries";
import { makeUser } from "../../factories/people";
import { contextFor, getPage, outcomeOf, postForm } from "../../support/request";
import { countStatements } from "../../support/statements";
import { testServices } from "../../support/services";

const { services, close } = await testServices();
afterAll(close);
const { prisma } = services.db;

async function stage() {
  const { edition, fields } = await makeEdition(services);
  const secretary = await makeUser(services, { role: "SECRETARY", editionId: edition.id });
  const path = `/ban-to-chuc/${edition.slug}/bai-du-thi`;
  const args = (request: Request, actor: Actor | null, entry?: string) => ({ request, params: { edition: edition.slug, ...(entry ? { entry } : {}) }, context: contextFor(services, actor) });
  return {
    edition, fields, secretary, path,
    list: (query = "", actor: Actor | null = secretary) => outcomeOf(listLoader(args(getPage(path + query), actor))),
    bulk: (fields: Record<string, string | string[]>, actor: Actor = secretary) => outcomeOf(listAction(args(postForm(path, fields), actor))),
    open: (id: string, query = "", actor: Actor | null = secretary) => outcomeOf(entryLoader(args(getPage(`${path}/${id}${query}`), actor, id))),
    act: (id: string, fields: Record<string, string>, query = "", actor: Actor = secretary) => outcomeOf(entryAction(args(postForm(`${path}/${id}${query}`, fields), actor, id))),
    posted: (actor: Actor | null = secretary) => outcomeOf(postedLoader(args(getPage(path), actor))),
    frame: () => frameLoader(args(getPage(path), secretary)),
  };
}

const statusOf = (outcome: { response: Response | null }) => outcome.response?.status;

describe("the table of entries", () => {
  it("is for the staff of the edition, and doesn't exist for others", async () => {
    const { edition, list } = await stage();
    const entrant = await makeUser(services);
    const chair = await makeUser(services, { role: "CHAIR", editionId: edition.id });
    expect([statusOf(await list("", entrant)), statusOf(await list("", chair)), statusOf(await list("", null))]).toEqual([404, 403, 302]);
  });

  it("reads its filter from the address and leaves out what it doesn't know", async () => {
    const { edition, fields, list } = await stage();
    await makeEntry(services, edition, { screening: "QUALIFIED", title: "Máy gieo", fieldCode: fields[1]?.code ?? "" });
    await makeEntry(services, edition, { state: "SUBMITTED", title: "Thùng rác" });
    const titles = async (query: string) => (await list(query)).value?.rows.map((row) => row.title);
    expect(await titles("?loc=du-dieu-kien")).toEqual(["Máy gieo"]);
    expect(await titles(`?linh-vuc=${fields[1]?.id}`)).toEqual(["Máy gieo"]);
    expect(await titles("?q=thung&xep=-ten")).toEqual(["Thùng rác"]);
    expect(await titles("?loc=%00&linh-vuc=x'&xep=;drop&page=-1&q=%00")).toEqual(["Máy gieo", "Thùng rác"]);
  });

  it("takes as many statements for three rows as for one, ten at most with its frame", async () => {
    const { edition, list, frame } = await stage();
    const statements = async () => (await countStatements(services.db.pool, async () => [await list(), await frame()])).count;
    await makeEntry(services, edition, { state: "SUBMITTED" });
    const one = await statements();
    await makeEntry(services, edition, { state: "SUBMITTED", authors: [{}, {}] });
    await makeEntry(services, edition, { screening: "NEEDS_SUPPLEMENT" });
    expect(await statements()).toBe(one);
    // The session and the roles of whoever is signed in are one statement each.
    expect(one + 2).toBeLessThanOrEqual(10);
  });

  it("marks ticked entries, tells which could not be, and refuses nonsense", async () => {
    const { edition, bulk } = await stage();
    const [good, bad] = [await makeEntry(services, edition, { state: "SUBMITTED" }), await makeEntry(services, edition, { screening: "REJECTED" })];
    const ticked = (entry: { id: string; version: number }) => `${entry.id}.${entry.version}`;
    expect((await bulk({ entry: [ticked(good), ticked(bad)] })).value).toMatchObject({ data: { done: 1, left: [{ entryId: bad.id, reason: "act_not_possible" }] }, init: { status: 409 } });
    expect((await bulk({})).value).toMatchObject({ data: { done: 0, left: [] }, init: { status: 400 } });
    expect((await bulk({ entry: ["x.1"] })).value).toMatchObject({ init: { status: 400 } });
    expect((await prisma.entry.findUniqueOrThrow({ where: { id: good.id } })).screening).toBe("QUALIFIED");
  });
});

describe("one entry", () => {
  it("shows its warnings with the explanation, and notes that somebody looked", async () => {
    const { edition, secretary, open } = await stage();
    const entry = await makeEntry(services, edition, { state: "SUBMITTED", authors: [{ birthDate: "1990-01-01", fullName: "Trần Văn Lớn" }], eligibilityNote: "Bài của thầy và trò." });
    const { value } = await open(entry.id);
    expect(value?.view.warnings[0]).toEqual({ kind: "too_old", authorKey: entry.authors[0]?.key });
    expect(value?.view.shown?.eligibilityNote).toBe("Bài của thầy và trò.");
    expect(await prisma.accessLog.findMany({ where: { entryId: entry.id } })).toMatchObject([{ userId: secretary.userId, what: "dossier" }]);
  });

  it("of a draft shows what lists show and nothing of its authors", async () => {
    const { edition, open } = await stage();
    const draft = await makeEntry(services, edition, { state: "DRAFT", title: "Còn nháp", authors: [{ fullName: "Người Giữ Kín", phone: "+84999888777" }], summary: "Tóm tắt giữ kín" });
    const { value } = await open(draft.id);
    expect(value?.view).toMatchObject({ entry: { title: "Còn nháp", state: "DRAFT" }, shown: null, submissions: [], consents: [], warnings: [], may: [] });
    expect(JSON.stringify(value)).not.toMatch(/Giữ Kín|giữ kín|999888777/);
    expect(await prisma.accessLog.count({ where: { entryId: draft.id } })).toBe(0);
  });

  it("knows its neighbours under the filter of the address", async () => {
    const { edition, open } = await stage();
    const made = [];
    for (const title of ["A", "B", "C"]) made.push(await makeEntry(services, edition, { state: "SUBMITTED", title }));
    const [first, middle, last] = made.map((entry) => entry.id);
    expect((await open(middle ?? "", "?loc=moi&xep=-ten")).value?.view.neighbours).toEqual({ previousId: last, nextId: first, place: 2, total: 3 });
  });

  it("is not found under other editions, for ids that are none, and for people who are no staff", async () => {
    const [one, other] = [await stage(), await stage()];
    const entry = await makeEntry(services, other.edition, { state: "SUBMITTED" });
    expect([statusOf(await one.open(entry.id)), statusOf(await one.open("khong-co")), statusOf(await other.open(entry.id, "", await makeUser(services)))]).toEqual([404, 404, 404]);
  });

  it("takes a number of statements that doesn't grow with authors, acts and versions", async () => {
    const { edition, open, frame, act } = await stage();
    const entry = await makeEntry(services, edition, { state: "SUBMITTED" });
    const statements = async () => (await countStatements(services.db.pool, async () => [await open(entry.id), await frame()])).count;
    const before = await statements();
    await act(entry.id, { intent: "reject", version: String(entry.version), reason: "Sai lĩnh vực." });
    await act(entry.id, { intent: "reopen", version: String(entry.version + 1) });
    expect(await statements()).toBe(before);
  });

  it("shows what each submitted version changed", async () => {
    const { edition, open } = await stage();
    const entry = await makeEntry(services, edition, { state: "SUBMITTED", title: "Tên đầu" });
    const [version] = await prisma.entryVersion.findMany({ where: { entryId: entry.id } });
    await prisma.entryVersion.update({ where: { id: version?.id ?? "" }, data: { state: "SUPERSEDED" } });
    await prisma.entryVersion.create({ data: { entryId: entry.id, number: 2, state: "SUBMITTED", title: "Tên sau", submittedAt: new Date(services.clock.now()) } });
    const { value } = await open(entry.id);
    expect(value?.view.submissions.map(({ number, title }) => [number, title])).toEqual([[1, "Tên đầu"], [2, "Tên sau"]]);
  });

  it("goes back to itself with its filter after an act", async () => {
    const { edition, act, path } = await stage();
    const entry = await makeEntry(services, edition, { state: "SUBMITTED" });
    const { response } = await act(entry.id, { intent: "qualify", version: String(entry.version) }, "?loc=moi");
    expect([response?.status, response?.headers.get("location")]).toEqual([302, `${path}/${entry.id}?loc=moi&da-ghi=1`]);
  });

  it("hands a refused form back as typed, with the right status and the text at its field", async () => {
    const { edition, act } = await stage();
    const entry = await makeEntry(services, edition, { state: "SUBMITTED" });
    const version = String(entry.version);
    const errors = async (fields: Record<string, string>) => {
      const { value, response } = await act(entry.id, fields);
      const refused = value?.data;
      return [response?.status ?? value?.init?.status, refused?.result.error ?? null, refused?.result.initialValue?.["reason"] ?? null];
    };
    expect(await errors({ intent: "reject", version, reason: " " })).toEqual([400, { reason: [expect.any(String)] }, " "]);
    expect(await errors({ intent: "reject", version, reason: "x".repeat(2001) })).toMatchObject([400, { reason: [expect.stringContaining("2.000")] }, expect.any(String)]);
    expect(await errors({ intent: "supplement", version, due: "31/02/2026", reason: "Thiếu ảnh" })).toEqual([400, { due: [expect.any(String)] }, "Thiếu ảnh"]);
    expect(await errors({ intent: "supplement", version, due: "01/01/2020", reason: "Thiếu ảnh" })).toEqual([400, { due: ["Ngày này đã qua, cần một ngày từ hôm nay trở đi."] }, "Thiếu ảnh"]);
    expect(await errors({ intent: "reject", version: "77", reason: "Sai lĩnh vực" })).toEqual([409, { "": ["Có người vừa quyết định hoặc sửa bài này trước."] }, "Sai lĩnh vực"]);
    expect(await errors({ intent: "xoa", version })).toEqual([400, null, null]);
    expect(await errors({ intent: "qualify", version: "một" })).toMatchObject([400, { version: [expect.any(String)] }, null]);
  });
});

describe("a supplement asked for place by place", () => {
  it("keeps remarks with their places, and needs a remark or a message", async () => {
    const { edition, open, act } = await stage();
    const entry = await makeEntry(services, edition, { state: "SUBMITTED" });
    const part = (await prisma.dossierPart.findFirstOrThrow({ where: { editionId: edition.id, kind: "TEXT" }, orderBy: { position: "asc" } })).key;
    const typed = { intent: "supplement", version: String(entry.version), due: "01/12/2026" };
    const empty = (await act(entry.id, { ...typed, reason: "", [`remark.${part}`]: "  " })).value;
    expect(empty).toMatchObject({ data: { act: "supplement", result: { error: { reason: ["Cần ghi lời nhắn chung hoặc nhận xét ở ít nhất một phần."] } } }, init: { status: 400 } });
    const unknown = (await act(entry.id, { ...typed, "remark.khongCo": "Thêm phần này." })).value;
    expect(unknown).toMatchObject({ data: { result: { initialValue: { remark: { khongCo: "Thêm phần này." } } } }, init: { status: 400 } });
    await act(entry.id, { ...typed, "remark.@authors": "Thiếu lớp của em.", [`remark.${part}`]: "Nêu rõ điểm mới." });
    const view = (await open(entry.id)).value?.view;
    expect(view?.supplement).toMatchObject({ reason: "", remarks: [{ place: "@authors", isAnswered: false }, { place: part, text: "Nêu rõ điểm mới.", isAnswered: false }] });
    expect(view?.acts[0]?.remarks).toHaveLength(2);
  });
});

describe("the posted list", () => {
  it("names authors only where they agreed to it", async () => {
    const { edition, posted } = await stage();
    await makeEntry(services, edition, { screening: "QUALIFIED", title: "Công khai", authors: [{ fullName: "Lê Công Khai" }] });
    await makeEntry(services, edition, { screening: "QUALIFIED", title: "Kín", authors: [{ fullName: "Lê Giữ Kín" }], consents: ["TAKE_PART"] });
    await makeEntry(services, edition, { state: "SUBMITTED", title: "Chưa xong" });
    const { value } = await posted();
    expect(value?.entries.map(({ title, authors }) => [title, authors])).toEqual([["Công khai", ["Lê Công Khai"]], ["Kín", [null]]]);
    expect(JSON.stringify(value)).not.toContain("Giữ Kín");
  });
});

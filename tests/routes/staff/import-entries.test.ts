import { unzipSync, strFromU8 } from "fflate";
import { afterAll, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/access/roles";
import { columnOf, COLUMNS } from "~/domain/imports/columns";
import { readTable } from "~/platform/spreadsheet/read-table.server";
import { action, loader } from "~/routes/staff/import-entries";
import { loader as templateLoader } from "~/routes/staff/import-template";
import { makeEdition, type EditionOptions } from "../../factories/editions";
import { makeUnit, makeUser } from "../../factories/people";
import { contextFor, getPage, outcomeOf } from "../../support/request";
import { testServices } from "../../support/services";

const { services, close } = await testServices();
afterAll(close);
const { prisma } = services.db;

const HEAD = "ref,title,field,ownerKind,authorName,birthDate,share,isChief";

async function stage(options: EditionOptions = {}) {
  const { edition, fields } = await makeEdition(services, options);
  const secretary = await makeUser(services, { role: "SECRETARY", editionId: edition.id });
  const path = `/ban-to-chuc/${edition.slug}/nhap-bai`;
  const args = (request: Request, actor: Actor | null) => ({ request, params: { edition: edition.slug }, context: contextFor(services, actor) });
  const row = (ref: string, share = "100") => `${ref},Máy gieo,${fields[0]?.code},INDIVIDUAL,Trần Văn A,05/09/2012,${share},1`;
  const post = async (form: FormData, actor: Actor | null = secretary) => {
    const request = new Request(`http://localhost:3000${path}`, { method: "POST", body: form });
    const length = (await request.clone().arrayBuffer()).byteLength;
    request.headers.set("content-length", String(length));
    return outcomeOf(action(args(request, actor)));
  };
  const withFile = (content: string | Uint8Array, name = "bài.csv", intent = "check") => {
    const form = new FormData();
    form.set("intent", intent);
    form.set("file", new File([content as BlobPart], name));
    return form;
  };
  const page = (actor: Actor | null = secretary, query = "") => outcomeOf(loader(args(getPage(path + query), actor)));
  return { edition, secretary, path, row, post, withFile, page, entries: () => prisma.entry.count({ where: { editionId: edition.id } }) };
}

describe("the page of the import", () => {
  it("checks a file without writing, then imports just what was checked, once", async () => {
    const { path, row, post, withFile, entries, page } = await stage();
    const checked = (await post(withFile([HEAD, row("A1"), row("A2")].join("\r\n")))).value?.data;
    expect(checked).toMatchObject({ kind: "checked", entries: 2, authors: 2, name: "bài.csv" });
    expect(await entries()).toBe(0);
    const confirm = new FormData();
    confirm.set("intent", "import");
    confirm.set("kept", checked?.kind === "checked" ? checked.kept : "");
    const { response } = await post(confirm);
    expect([response?.status, response?.headers.get("location"), await entries()]).toEqual([302, `${path}?bai=2&tac-gia=2`, 2]);
    expect((await page(undefined, "?bai=2&tac-gia=2")).value).toMatchObject({ imported: { entries: 2, authors: 2 }, isSchool: false });
    const again = (await post(confirm)).value;
    expect([again?.init?.status, again?.data, await entries()]).toMatchObject([400, { kind: "problems", total: 2, problems: [{ row: 2, column: "ref", code: "ref_taken" }, { row: 3 }] }, 2]);
  });

  it("names what is wrong by row and column", async () => {
    const { row, post, withFile } = await stage();
    const { value } = await post(withFile([HEAD, row("A1", "99,9".replace(",", "."))].join("\n")));
    expect([value?.init?.status, value?.data]).toEqual([400, { kind: "problems", total: 1, problems: [{ row: 2, column: "share", header: null, code: "shares_sum", amount: 9990 }] }]);
  });

  it("refuses no file, empty, too large, unreadable and altered ones", async () => {
    const { post, withFile } = await stage();
    const answer = async (form: FormData) => {
      const { value } = await post(form);
      return [value?.init?.status, value?.data.kind];
    };
    expect(await answer(new FormData())).toEqual([400, "refused"]);
    expect(await answer(withFile(""))).toEqual([400, "refused"]);
    expect(await answer(withFile("x".repeat(5 * 1024 * 1024 + 1)))).toEqual([413, "refused"]);
    expect(await answer(withFile("x".repeat(8 * 1024 * 1024)))).toEqual([413, "refused"]);
    expect(await answer(withFile(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0])))).toEqual([400, "refused"]);
    const altered = new FormData();
    altered.set("kept", "không phải base64");
    expect(await answer(altered)).toEqual([400, "refused"]);
  });

  it("is open to secretaries and to schools of the edition, and doesn't exist for others", async () => {
    const { edition, page, post, withFile, row } = await stage();
    const unit = await makeUnit(services);
    const school = await makeUser(services, { role: "SCHOOL", editionId: edition.id, unitId: unit.id });
    expect((await page(school)).value).toMatchObject({ isSchool: true });
    expect((await post(withFile([HEAD, row("T1")].join("\n"), "a.csv", "import"), school)).response?.status).toBe(302);
    const statuses = [];
    for (const actor of [await makeUser(services), await makeUser(services, { role: "JUDGE", editionId: edition.id }), await makeUser(services, { role: "ORGANISER", editionId: edition.id })]) statuses.push((await page(actor)).response?.status);
    expect(statuses).toEqual([404, 404, 403]);
    expect((await page(null)).response?.status).toBe(302);
    expect((await post(withFile("x"), null)).response?.status).toBe(401);
  });

  it("is closed while judging", async () => {
    const { page } = await stage({ phase: "JUDGING" });
    expect((await page()).response?.status).toBe(409);
  });
});

describe("the template", () => {
  const template = async (query = "") => new Uint8Array(await (await templateLoader({ request: getPage(`/ban-to-chuc/mau-nhap.xlsx${query}`), params: {}, context: contextFor(services, null) })).arrayBuffer());

  it("has every column of the contract, is read by the import, and holds no rows", async () => {
    const sheets = await readTable(await template(), () => true);
    const [entries, guide] = sheets.ok ? sheets.value : [];
    expect(entries?.rows.map((row) => row.map((cell) => columnOf(String(cell))))).toEqual([COLUMNS.map(({ name }) => name)]);
    expect(guide?.rows.filter((row) => COLUMNS.some(({ header }) => header === row[0]))).toHaveLength(COLUMNS.length);
  });

  it("offers words to choose from, and the fields of an announced edition", async () => {
    const { edition, fields } = await makeEdition(services, { kind: "TECHNICAL" });
    const sheet = async (query: string) => strFromU8(unzipSync(await template(query))["xl/worksheets/sheet1.xml"] ?? new Uint8Array());
    expect((await sheet("")).match(/<dataValidation /g)).toHaveLength(3);
    expect(await sheet("")).toContain(`sqref="G2:G2000"><formula1>"Cá nhân,Nhóm,Tổ chức"</formula1>`);
    const guide = strFromU8(unzipSync(await template(`?cuoc-thi=${edition.slug}`))["xl/sharedStrings.xml"] ?? new Uint8Array());
    expect(guide).toContain(fields[0]?.name);
    const draft = await makeEdition(services, { kind: "TECHNICAL", phase: "DRAFT" });
    await prisma.field.updateMany({ where: { editionId: draft.edition.id }, data: { name: "Chưa công bố" } });
    expect(strFromU8(unzipSync(await template(`?cuoc-thi=${draft.edition.slug}`))["xl/sharedStrings.xml"] ?? new Uint8Array())).not.toContain("Chưa công bố");
  });
});

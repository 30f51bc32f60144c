import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/access/roles";
import { readEntry } from "~/data/entries.server";
import * as descriptionRoute from "~/routes/entrant/edit-description";
import * as submitRoute from "~/routes/entrant/edit-submit";
import { commitmentVersion } from "~/features/entries/commitment.server";
import { paths } from "~/paths";
import { makeEdition, type MadeEdition } from "../../factories/editions";
import { makeEntry } from "../../factories/entries";
import { makeUser } from "../../factories/people";
import { contextFor, getPage, outcomeOf, postForm } from "../../support/request";
import { testServices, type TestServices } from "../../support/services";

let test: TestServices;
let youth: MadeEdition;
let owner: Actor;
let id: string;
beforeAll(async () => {
  test = await testServices();
  youth = await makeEdition(test.services);
  owner = await makeUser(test.services);
});
afterAll(() => test.close());
beforeEach(async () => {
  ({ id } = await makeEntry(test.services, youth.edition, { owner }));
});

const loadPage = () => descriptionRoute.loader({ request: getPage(paths.editEntry(id, "mo-ta")), params: { id }, context: contextFor(test.services, owner) });

/** Sends the form of the step over what its page showed. */
async function send(fields: Record<string, string>) {
  const { view } = await loadPage();
  const request = postForm(paths.editEntry(id, "mo-ta"), { seen: view.token, intent: "save", ...fields });
  const { value, response } = await outcomeOf(descriptionRoute.action({ request, params: { id }, context: contextFor(test.services, owner) }));
  const answer = value as { data?: unknown; init?: { status?: number } } | null;
  return { status: response?.status ?? answer?.init?.status ?? 200, location: response?.headers.get("location") ?? null, answer: answer?.data ?? null };
}

const storedParts = async () => (await readEntry(test.services.db.prisma, id))?.draft?.parts ?? {};

describe("the description without scripts", () => {
  it("adds a row by its button, with everything that was typed saved", async () => {
    const sent = await send({ intent: "row:materials", summary: "Tóm tắt mới", "part-materials-0-name": "Ống nhựa", "part-materials-1-name": "Bạt cũ", "part-materials-2-name": "" });
    expect(sent).toMatchObject({ status: 303, location: `/bai-du-thi/${id}/sua/mo-ta?dong=materials#part-materials-2-name` });
    expect(await storedParts()).toMatchObject({ materials: '[{"name":"Ống nhựa"},{"name":"Bạt cũ"}]' });
    const page = await descriptionRoute.loader({ request: getPage(`${paths.editEntry(id, "mo-ta")}?dong=materials`), params: { id }, context: contextFor(test.services, owner) });
    expect(page).toMatchObject({ addedRow: "materials", view: { draft: { summary: "Tóm tắt mới" } } });
  });

  it.each<[string, Record<string, string>, string]>([
    ["200 kB in a text", { "part-idea": "Mô tả dài. ".repeat(19_000) }, "part-idea"],
    ["200 kB in a cell", { "part-materials-0-name": "x".repeat(200_000) }, "part-materials-0-name"],
    ["emoji and control characters beyond the limit", { "part-usage": "🌧️\u0007\u0000".repeat(800) }, "part-usage"],
    ["61 rows", Object.fromEntries(Array.from({ length: 61 }, (_, row) => [`part-materials-${row}-name`, "Ống"])), "part-materials"],
  ])("keeps %s, and says at the field that it is too much", async (_, fields, field) => {
    const sent = await send(fields);
    expect([sent.status, sent.answer]).toEqual([400, { kind: "wrong" }]);
    const { errors, view } = await loadPage();
    expect(Object.keys(errors)).toEqual([field]);
    expect(JSON.stringify(view.draft.parts).length).toBeGreaterThan(field === "part-materials" ? 800 : 1500);
  });

  it("ignores an answer nobody offers and rows of tables nobody asks for", async () => {
    const before = await storedParts();
    expect((await send({ "part-galaxy": "x", "part-galaxy-0-name": "x", "part-photos": "https://example.vn", "part-materials-0-colour": "xanh", "part-materials-0-name": JSON.parse(before["materials"] ?? "[]")[0].name })).status).toBe(303);
    expect(Object.keys(await storedParts()).sort()).toEqual(Object.keys(before).sort());
  });
});

describe("submitting", () => {
  const submit = async (fields: Record<string, string>) => {
    const { view } = await submitRoute.loader({ request: getPage(paths.editEntry(id, "nop")), params: { id }, context: contextFor(test.services, owner) });
    const request = postForm(paths.editEntry(id, "nop"), { intent: "submit", version: view.version, ...fields });
    const { value, response } = await outcomeOf(submitRoute.action({ request, params: { id }, context: contextFor(test.services, owner) }));
    const answer = value as { data?: { refused?: { reason: string; text: string } | null }; init?: { status?: number } } | null;
    return [response?.status ?? answer?.init?.status, answer?.data?.refused?.text ?? null];
  };

  it("asks for the commitment, unticked or out of date, and takes it as ticked", async () => {
    expect(await submit({})).toEqual([400, "Đọc lời cam đoan và đánh dấu vào ô này thì mới nộp được"]);
    expect(await submit({ commitment: "on" })).toEqual([409, "Ban Tổ chức vừa sửa lời cam đoan. Hãy đọc lại bản mới rồi đánh dấu"]);
    expect(await submit({ commitment: commitmentVersion(youth.edition.commitmentText) ?? "" })).toEqual([303, null]);
  });
});

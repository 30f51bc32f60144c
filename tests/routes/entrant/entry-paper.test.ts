import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/access/roles";
import { paths } from "~/paths";
import * as ownRoute from "~/routes/entrant/entry-paper";
import * as staffRoute from "~/routes/staff/entry-paper";
import * as dossiersRoute from "~/routes/staff/dossiers";
import * as progressRoute from "~/routes/staff/dossiers-progress";
import * as zipRoute from "~/routes/staff/dossiers-zip";
import { makeEdition } from "../../factories/editions";
import { makeEntry } from "../../factories/entries";
import { makeUnit, makeUser } from "../../factories/people";
import { contextFor, getPage, outcomeOf } from "../../support/request";
import { testServices, type TestServices } from "../../support/services";

type Made = Awaited<ReturnType<typeof cast>>;

let test: TestServices;
let made: Made;
beforeAll(async () => {
  test = await testServices();
  made = await cast();
});
afterAll(() => test.close());

async function cast() {
  const { edition } = await makeEdition(test.services, { phase: "SCREENING" });
  const elsewhere = await makeEdition(test.services, { phase: "SCREENING", number: 15 });
  const [unit, otherUnit] = [await makeUnit(test.services), await makeUnit(test.services)];
  const editionId = edition.id;
  const make = (spec: Parameters<typeof makeUser>[1] = {}) => makeUser(test.services, spec);
  const [owner, author, guardian] = [await make(), await make(), await make()];
  const people: Record<string, Actor | null> = {
    visitor: null,
    owner,
    author,
    guardian,
    school: await make({ role: "SCHOOL", editionId, unitId: unit.id }),
    otherSchool: await make({ role: "SCHOOL", editionId, unitId: otherUnit.id }),
    stranger: await make(),
    judge: await make({ role: "JUDGE", editionId }),
    chair: await make({ role: "CHAIR", editionId }),
    secretary: await make({ role: "SECRETARY", editionId }),
    organiser: await make({ role: "ORGANISER", editionId }),
    secretaryElsewhere: await make({ role: "SECRETARY", editionId: elsewhere.edition.id }),
    administrator: await make({ role: "ADMINISTRATOR" }),
  };
  const entry = await makeEntry(test.services, edition, { owner, state: "SUBMITTED", filedByUnitId: unit.id, authors: [{ userId: author.userId, guardianUserId: guardian.userId }] });
  return { edition, entry, people };
}

type Handler = (args: { request: Request; params: Record<string, string>; context: ReturnType<typeof contextFor> }) => Promise<unknown>;

async function answerOf(handler: unknown, path: string, actor: Actor | null, params: Record<string, string>): Promise<Response> {
  const { value, response } = await outcomeOf((handler as Handler)({ request: getPage(path), params, context: contextFor(test.services, actor) }));
  return response ?? (value instanceof Response ? value : Response.json(value));
}

async function byPerson(ask: (actor: Actor | null) => Promise<Response>): Promise<Record<string, number>> {
  const answers: Record<string, number> = {};
  for (const [name, actor] of Object.entries(made.people)) answers[name] = (await ask(actor)).status;
  return answers;
}

const NOBODY = { visitor: 302, owner: 404, author: 404, guardian: 404, school: 404, otherSchool: 404, stranger: 404, judge: 404, chair: 404, secretary: 404, organiser: 404, secretaryElsewhere: 404, administrator: 404 };
const STAFF = { ...NOBODY, chair: 403, secretary: 200, organiser: 200, administrator: 200 };

describe("papers of an entry", () => {
  const file = "phieu-dang-ky.docx";

  it("go to whom the entry belongs; staff have an address of their own", async () => {
    const { id } = made.entry;
    expect(await byPerson((actor) => answerOf(ownRoute.loader, paths.entryPaper(id, file), actor, { id, file }))).toEqual({ ...NOBODY, owner: 200, author: 200, guardian: 200, school: 200 });
  });

  it("go to staff who may inspect entries of this edition", async () => {
    const params = { edition: made.edition.slug, entry: made.entry.id, file };
    expect(await byPerson((actor) => answerOf(staffRoute.loader, paths.screenEntryPaper(made.edition.slug, made.entry.id, file), actor, params))).toEqual(STAFF);
  });

  it("are never kept by a cache, and open or are saved under a plain name", async () => {
    const { id, code } = made.entry;
    const owner = made.people["owner"] ?? null;
    const [word, pdf] = [await answerOf(ownRoute.loader, paths.entryPaper(id, file), owner, { id, file }), await answerOf(ownRoute.loader, paths.entryPaper(id, "bien-nhan.pdf"), owner, { id, file: "bien-nhan.pdf" })];
    expect([word, pdf].map(({ headers }) => ["Content-Type", "Content-Disposition", "Cache-Control"].map((name) => headers.get(name)))).toEqual([
      ["application/vnd.openxmlformats-officedocument.wordprocessingml.document", `attachment; filename="${code}-phieu-dang-ky.docx"; filename*=UTF-8''${code}-phieu-dang-ky.docx`, "private, no-store"],
      ["application/pdf", `inline; filename="${code}-bien-nhan.pdf"; filename*=UTF-8''${code}-bien-nhan.pdf`, "private, no-store"],
    ]);
  });

  it.each(["", "ho-so.exe", "../ho-so.pdf", "toString", "HO-SO.PDF", "ho-so.pdf\u0000"])("do not exist under the name %j", async (name) => {
    const { id } = made.entry;
    const owner = made.people["owner"] ?? null;
    expect((await answerOf(ownRoute.loader, `/bai-du-thi/${id}/giay-to/x`, owner, { id, file: name })).status).toBe(404);
  });

  it.each(["not-an-id", "00000000-0000-0000-0000-000000000000"])("do not exist for the entry %s", async (id) => {
    const owner = made.people["owner"] ?? null;
    expect((await answerOf(ownRoute.loader, paths.entryPaper(id, file), owner, { id, file })).status).toBe(404);
    const params = { edition: made.edition.slug, entry: id, file };
    expect((await answerOf(staffRoute.loader, "/x", made.people["secretary"] ?? null, params)).status).toBe(404);
  });
});

describe("papers asked for in a rush", () => {
  const file = "ho-so.pdf";

  it("are made for an account one at a time; the others are told to come again, in the language of the page", async () => {
    const { id } = made.entry;
    const [owner, author] = [made.people["owner"] ?? null, made.people["author"] ?? null];
    const ask = (actor: Actor | null, prefix = "") => answerOf(ownRoute.loader, prefix + paths.entryPaper(id, file), actor, { id, file });
    const answers = await Promise.all([...Array.from({ length: 12 }, () => ask(owner, "/en")), ask(author)]);
    const refused = answers.filter(({ status }) => status === 503);
    expect(answers.filter(({ status }) => status === 200).length + refused.length).toBe(13);
    expect(refused.length).toBeGreaterThanOrEqual(9);
    expect(answers.at(-1)?.status).toBe(200);
    expect(Number(refused[0]?.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect(refused[0]?.headers.get("Content-Type")).toBe("text/plain; charset=utf-8");
    expect(await refused[0]?.text()).toContain("Another paper of this account is being made.");
    expect((await ask(owner)).status).toBe(200);
  });

  it("wait in a short queue, refuse the rest, and leave the zip of all dossiers alone", async () => {
    const { edition, entry, people } = made;
    const params = { edition: edition.slug, entry: entry.id, file };
    const secretary = people["secretary"] ?? null;
    const ask = () => answerOf(staffRoute.loader, paths.screenEntryPaper(edition.slug, entry.id, file), secretary, params);
    const { dossiersZip } = await import("~/features/documents/dossiers-zip.server");
    const zip = dossiersZip(test.services, { edition, userId: secretary?.userId ?? "", now: test.clock.now() }).then((stream) => new Response(stream).arrayBuffer());
    const seenBefore = await test.services.db.prisma.accessLog.count({ where: { userId: secretary?.userId ?? "" } });
    const answers = await Promise.all(Array.from({ length: 60 }, ask));
    const given = answers.filter(({ status }) => status === 200);
    const refused = answers.filter(({ status }) => status === 503);
    expect(given.length + refused.length).toBe(60);
    expect(given.length).toBeGreaterThanOrEqual(10);
    expect(refused.length).toBeGreaterThan(0);
    expect(await refused[0]?.text()).toContain("Đang có nhiều người cùng in giấy tờ");
    expect((await zip).byteLength).toBeGreaterThan(1_000);
    expect((await ask()).status).toBe(200);
    // Only who got the paper saw personal data; the zip notes its own looks.
    const seen = (await test.services.db.prisma.accessLog.count({ where: { userId: secretary?.userId ?? "" } })) - seenBefore;
    expect(seen).toBeLessThan(60);
  });
});

describe("all dossiers of an edition", () => {
  it("are offered to staff who may inspect entries", async () => {
    const params = { edition: made.edition.slug };
    expect(await byPerson((actor) => answerOf(dossiersRoute.loader, paths.dossiers(made.edition.slug), actor, params))).toEqual(STAFF);
  });

  it("lead back to their page where the zip itself was not sent, and say why", async () => {
    const params = { edition: made.edition.slug };
    const answers = await byPerson((actor) => answerOf(zipRoute.loader, paths.dossiersZip(made.edition.slug), actor, params));
    expect(answers).toEqual({ ...STAFF, secretary: 302, organiser: 302, administrator: 302 });
  });

  it("show progress to whoever downloads, to nobody else", async () => {
    const { noteDownloadProgress } = await import("~/features/documents/download-progress.server");
    const run = "6f1c1f0e-6d1b-4b55-9d5c-0d4f5a0f9a11";
    const secretary = made.people["secretary"] ?? null;
    noteDownloadProgress(run, { userId: secretary?.userId ?? "", done: 3, entries: 9, state: "running" });
    const ask = (actor: Actor | null) => answerOf(progressRoute.loader, `${paths.dossiersProgress(made.edition.slug)}?lan=${run}`, actor, { edition: made.edition.slug });
    expect(await (await ask(secretary)).json()).toEqual({ done: 3, entries: 9, state: "running" });
    expect((await ask(made.people["organiser"] ?? null)).status).toBe(404);
  });
});

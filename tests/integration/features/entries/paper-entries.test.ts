import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/access/roles";
import { checkPaperEntry, beginPaperEntry, paperCheckPage, paperEntriesPage } from "~/features/entries/paper-entry.server";
import { screenEntry } from "~/features/screening/screen-entry.server";
import { makeEdition } from "../../../factories/editions";
import { makeEntry } from "../../../factories/entries";
import { addFileRows } from "../../../factories/entry-files";
import { makeUser } from "../../../factories/people";
import { countStatements } from "../../../support/statements";
import { testServices, type TestServices } from "../../../support/services";
import { entrant, reasonOf } from "./helpers";

let test: TestServices;
beforeAll(async () => {
  test = await testServices();
});
afterAll(() => test.close());

async function stage(phase: "OPEN" | "SCREENING" | "JUDGING" = "SCREENING") {
  const { services } = test;
  const { edition } = await makeEdition(services, { phase });
  const [keyer, second] = [await makeUser(services, { role: "SECRETARY", editionId: edition.id }), await makeUser(services, { role: "SECRETARY", editionId: edition.id })];
  const now = services.clock.now();
  const lastDay = new Date(edition.closesAt.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
  const begin = (postmarkedOn: string, actor: Actor = keyer, id: string = randomUUID()) => beginPaperEntry(services, { actor, input: { id, authorKey: randomUUID(), editionSlug: edition.slug, postmarkedOn }, now });
  /** A dossier keyed in by the first secretary, complete unless told otherwise. */
  const keyed = async (spec: Parameters<typeof makeEntry>[2] = {}) => {
    const entry = await makeEntry(services, edition, { owner: keyer, state: "DRAFT", ...spec });
    await services.db.prisma.entry.update({ where: { id: entry.id }, data: { channel: "PAPER", postmarkedOn: new Date(`${lastDay}T00:00:00Z`) } });
    return entry.id;
  };
  const row = (id: string) => services.db.prisma.entry.findUniqueOrThrow({ where: { id } });
  const check = async (id: string, actor: Actor, seen?: number) => checkPaperEntry(services, { actor, editionId: edition.id, now, input: { entryId: id, seen: seen ?? (await row(id)).version } });
  const qualify = async (id: string, actor: Actor) => screenEntry(services, { actor, editionId: edition.id, now, input: { entryId: id, act: "qualify", version: (await row(id)).version, reason: "", due: null } });
  return { services, edition, keyer, second, now, lastDay, begin, keyed, row, check, qualify };
}

const signed = [{ partKey: "signedForm", name: "phieu-dang-ky.pdf" }];

describe("a dossier on paper", () => {
  it("is in time by its postmark and keyed in until screening ends, once however often the form is sent", async () => {
    const { begin, lastDay, edition, keyer, services } = await stage();
    const id = randomUUID();
    expect([await begin(lastDay, keyer, id), await begin(lastDay, keyer, id)]).toEqual([{ ok: true, value: { entryId: id } }, { ok: true, value: { entryId: id } }]);
    expect(await services.db.prisma.entry.findUnique({ where: { id } })).toMatchObject({ channel: "PAPER", ownerId: keyer.userId, editionId: edition.id });
    const dayAfter = new Date(Date.parse(lastDay) + 86_400_000).toISOString().slice(0, 10);
    expect(reasonOf(await begin(dayAfter))).toBe("postmark_late");
    expect(reasonOf(await begin("2027-12-31"))).toBe("postmark_in_future");
    expect(reasonOf(await (await stage("JUDGING")).begin("2026-01-01"))).toBe("deadline_passed");
    expect(reasonOf(await begin(lastDay, await makeUser(services, { role: "ORGANISER", editionId: edition.id })))).toBe("forbidden");
    expect(reasonOf(await begin(lastDay, await makeUser(services)))).toBe("forbidden");
  });

  it("is saved and submitted after receipt closed, with the scan of the signed form", async () => {
    const { keyed, keyer, row } = await stage();
    const commands = entrant(test);
    const bare = await keyed({ files: [] });
    const refused = await commands.submit(keyer, bare);
    expect(refused).toMatchObject({ ok: false, reason: "incomplete", gaps: expect.arrayContaining([expect.objectContaining({ step: "files", partKey: "signedForm" })]) });
    const whole = await keyed();
    await addScan(whole);
    expect(await commands.submit(keyer, whole)).toMatchObject({ ok: true });
    expect(await row(whole)).toMatchObject({ state: "SUBMITTED", checkedAt: null });
  });

  it("counts once a second person compared it; a change is compared anew", async () => {
    const { services, edition, keyed, keyer, second, check, qualify, row, now } = await stage();
    const commands = entrant(test);
    const id = await keyed();
    await addScan(id);
    expect(reasonOf(await check(id, second))).toBe("not_paper");
    await commands.submit(keyer, id);
    expect(reasonOf(await qualify(id, second))).toBe("paper_unchecked");
    expect(reasonOf(await check(id, keyer))).toBe("own_keying");
    expect((await paperCheckPage(services, { actor: keyer, edition, entryId: id, now }))?.barred).toBe("own_keying");
    expect(reasonOf(await check(id, second, 99))).toBe("version_conflict");
    expect(await check(id, second)).toEqual({ ok: true, value: null });
    expect(await check(id, second)).toEqual({ ok: true, value: null });
    expect(await row(id)).toMatchObject({ checkedById: second.userId, checkedAt: now });
    expect(await services.db.prisma.ledgerEvent.count({ where: { chain: edition.id, type: "PAPER_CHECKED" } })).toBe(1);
    await commands.save(keyer, id, "description", (draft) => ({ ...draft, summary: `${draft.summary} Sửa theo bản giấy.` }));
    await commands.submit(keyer, id);
    expect(await row(id)).toMatchObject({ checkedAt: null, checkedById: null });
    expect(reasonOf(await qualify(id, second))).toBe("paper_unchecked");
    await check(id, second);
    expect(reasonOf(await qualify(id, second))).toBe("ok");
  });

  it("is not compared by whoever keyed it in, though an author saved one field after and the account that keeps it is another", async () => {
    const { services, edition, keyed, keyer, second, check, row, now } = await stage();
    const { prisma } = services.db;
    const commands = entrant(test);
    const author = await makeUser(services);
    const id = await keyed({ authors: [{ userId: author.userId }] });
    await addScan(id);
    await commands.save(keyer, id, "description", (draft) => ({ ...draft, summary: `${draft.summary} Theo bản giấy.` }));
    expect(await commands.save(author, id, "basics", (draft) => ({ ...draft, title: `${draft.title} mới` }))).toMatchObject({ ok: true });
    expect(await commands.submit(author, id)).toMatchObject({ ok: true });
    const submitted = await prisma.entryVersion.findFirstOrThrow({ where: { entryId: id, state: "SUBMITTED" } });
    expect([submitted.savedById, submitted.submittedById]).not.toContain(keyer.userId);
    expect(reasonOf(await check(id, keyer))).toBe("own_keying");
    await prisma.entry.update({ where: { id }, data: { ownerId: author.userId } });
    expect(reasonOf(await check(id, keyer))).toBe("own_keying");
    expect((await paperCheckPage(services, { actor: keyer, edition, entryId: id, now }))?.barred).toBe("own_keying");
    expect(await row(id)).toMatchObject({ checkedAt: null });
    // Of an earlier version that counted: saved by the secretary, every field written anew since.
    await prisma.entryVersion.update({ where: { id: submitted.id }, data: { fieldChanges: {} } });
    expect(reasonOf(await check(id, keyer))).toBe("ok");
    await prisma.entry.update({ where: { id }, data: { checkedAt: null, checkedById: null } });
    await prisma.entryVersion.create({ data: { entryId: id, number: submitted.number + 1, state: "SUPERSEDED", savedById: keyer.userId } });
    expect(reasonOf(await check(id, keyer))).toBe("own_keying");
    expect(await check(id, second)).toEqual({ ok: true, value: null });
  });

  it("is not compared while files of it are still to come", async () => {
    const { services, edition, keyed, keyer, second, check, row, now } = await stage();
    const id = await keyed();
    await addScan(id);
    await entrant(test).submit(keyer, id);
    await services.db.prisma.entry.update({ where: { id }, data: { filesDueAt: new Date(now.getTime() - 1) } });
    expect(reasonOf(await check(id, second))).toBe("files_awaited");
    expect((await paperCheckPage(services, { actor: second, edition, entryId: id, now }))?.barred).toBe("files_awaited");
    expect(await row(id)).toMatchObject({ checkedAt: null });
    await services.db.prisma.entry.update({ where: { id }, data: { filesDueAt: null } });
    expect((await paperCheckPage(services, { actor: second, edition, entryId: id, now }))?.barred).toBeNull();
    expect(reasonOf(await check(id, second))).toBe("ok");
  });

  it("is compared by nobody in conflict with it, nor outside of the edition's secretariat", async () => {
    const { services, edition, keyed, keyer, second, check } = await stage();
    const id = await keyed();
    await addScan(id);
    await entrant(test).submit(keyer, id);
    await services.db.prisma.conflict.create({ data: { editionId: edition.id, entryId: id, userId: second.userId, kind: "DECLARED" } });
    expect(reasonOf(await check(id, second))).toBe("conflict_of_interest");
    expect(reasonOf(await check(id, await makeUser(services, { role: "CHAIR", editionId: edition.id })))).toBe("forbidden");
    expect(reasonOf(await check(id, await makeUser(services)))).toBe("not_found");
    expect(reasonOf(await check("x", await makeUser(services, { role: "SECRETARY", editionId: edition.id }), 1))).toBe("not_found");
  });
});

it("the list of paper dossiers searches and filters with two statements for any number", async () => {
  const { services, edition, keyed, keyer } = await stage();
  const page = (search = "", filter: "unchecked" | "drafts" | "checked" | null = null) => paperEntriesPage(services, { editionId: edition.id, viewerId: "", search, filter, page: 1 });
  await keyed({ title: "Máy gieo lạc" });
  const one = (await countStatements(services.db.pool, () => page())).count;
  const submitted = await keyed({ title: "Mái che tự động" });
  await addScan(submitted);
  await entrant(test).submit(keyer, submitted);
  await keyed({ title: "Thùng rác" });
  expect([one, (await countStatements(services.db.pool, () => page())).count]).toEqual([2, 2]);
  expect((await page()).rows[0]?.title).toBe("Mái che tự động");
  expect((await page("may gieo")).rows.map(({ title }) => title)).toEqual(["Máy gieo lạc"]);
  expect([(await page("", "unchecked")).total, (await page("", "drafts")).total, (await page("", "checked")).total]).toEqual([1, 2, 0]);
});

/** The scan of the signed form, where the factory did not add one. */
async function addScan(entryId: string): Promise<void> {
  const { prisma } = test.services.db;
  const version = await prisma.entryVersion.findFirstOrThrow({ where: { entryId, state: "DRAFT" }, include: { files: true, entry: true } });
  if (version.files.some(({ partKey }) => partKey === "signedForm")) return;
  await addFileRows(test.services, { versionId: version.id, editionId: version.entry.editionId, ownerId: version.entry.ownerId }, signed.map((spec) => ({ ...spec, family: "PDF" as const })));
}

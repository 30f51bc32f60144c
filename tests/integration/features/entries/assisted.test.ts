import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listEntries } from "~/data/entry-list.server";
import type { Actor } from "~/domain/access/roles";
import { phaseAt } from "~/domain/contest/phases";
import { beginEntry } from "~/features/entries/begin-entry.server";
import { confirmByLink, confirmWithAccount } from "~/features/entries/confirmations.server";
import { makeConsentLink, viewConsentLink } from "~/features/entries/consent-links.server";
import { consentsPage } from "~/features/entries/consent-queries.server";
import { giveConsentByLink } from "~/features/entries/consents.server";
import { screenedEntryPage } from "~/features/screening/entry-page.server";
import { screenEntry } from "~/features/screening/screen-entry.server";
import { makeEdition, type MadeEdition } from "../../../factories/editions";
import { makeEntry } from "../../../factories/entries";
import { makeUnit, makeUser } from "../../../factories/people";
import { TEST_DAY, testServices, type TestServices } from "../../../support/services";
import { entrant, reasonOf } from "./helpers";

let test: TestServices;
let at: ReturnType<typeof entrant>;
let youth: MadeEdition;
let secretary: Actor;

beforeAll(async () => {
  test = await testServices();
  at = entrant(test);
});
afterAll(() => test.close());
beforeEach(async () => {
  test.clock.set(TEST_DAY);
  youth = await makeEdition(test.services);
  secretary = await makeUser(test.services, { role: "SECRETARY", editionId: youth.edition.id });
});

const now = () => test.clock.now();
const prisma = () => test.services.db.prisma;
const LIST = { tab: "all", search: "", fieldId: null, unit: "", order: "code", descending: false } as const;

/** An entry the secretary filed for two pupils, with all consents, still a draft. */
async function filedForOthers(spec: Parameters<typeof makeEntry>[2] = {}) {
  const entry = await makeEntry(test.services, youth.edition, { owner: secretary, authors: [{ fullName: "Lê Thị Một" }, { fullName: "Lê Thị Hai" }], ...spec });
  await prisma().entry.update({ where: { id: entry.id }, data: { channel: "ASSISTED" } });
  return entry;
}

async function tokenFor(entry: { id: string; authors: readonly { key: string }[] }, index: number, party: "SELF" | "GUARDIAN" = "GUARDIAN") {
  const made = await makeConsentLink(test.services, { actor: secretary, input: { entryId: entry.id, authorKey: entry.authors[index]?.key ?? "", party, send: false }, locale: "vi", now: now() });
  if (!made.ok) throw new Error(made.reason);
  return made.value.link.split("/dong-y/")[1] ?? "";
}

const view = (token: string) => viewConsentLink(test.services, { token, actor: null, now: now() });
const confirm = async (token: string, remark = "", seen?: string) =>
  confirmByLink(test.services, { token, input: { personName: "Lê Thị Mẹ", remark, seen: seen ?? (await view(token))?.filed?.seen ?? "" }, now: now() });
const warningsOf = async (entryId: string) => (await listEntries(test.services.db, youth.edition.id, LIST, { offset: 0, limit: 50, viewerId: "", now: now() })).find((row) => row.id === entryId)?.warnings;
const screened = (entryId: string, actor = secretary) =>
  screenedEntryPage(test.services, { actor, edition: youth.edition, phase: phaseAt(youth.edition, now()), entryId, filter: LIST, now: now() });

describe("beginning for others", () => {
  const begin = (actor: Actor, as: "secretary" | "author") =>
    beginEntry(test.services, { actor, input: { id: randomUUID(), authorKey: randomUUID(), editionSlug: youth.edition.slug, as }, now: now() });
  const channelOf = async (begun: Awaited<ReturnType<typeof begin>>) => (begun.ok ? (await prisma().entry.findUniqueOrThrow({ where: { id: begun.value.entryId } })).channel : null);

  it("is for secretaries of this edition and for schools; the entry says so", async () => {
    expect(await channelOf(await begin(secretary, "secretary"))).toBe("ASSISTED");
    expect(await channelOf(await begin(secretary, "author"))).toBe("ONLINE");
    const unit = await makeUnit(test.services);
    const school = await makeUser(test.services, { role: "SCHOOL", editionId: youth.edition.id, unitId: unit.id });
    expect(await channelOf(await begin(school, "author"))).toBe("ASSISTED");
    expect(reasonOf(await begin(await makeUser(test.services), "secretary"))).toBe("forbidden");
    const elsewhere = await makeEdition(test.services);
    expect(reasonOf(await begin(await makeUser(test.services, { role: "SECRETARY", editionId: elsewhere.edition.id }), "secretary"))).toBe("forbidden");
  });

  it("makes no entrant of the secretary", async () => {
    await begin(secretary, "secretary");
    expect(await prisma().membership.count({ where: { userId: secretary.userId, role: "ENTRANT" } })).toBe(0);
  });
});

describe("a secretary who files for others", () => {
  it("may not go on once a conflict of interest comes to light", async () => {
    const entry = await filedForOthers({ state: "SUBMITTED" });
    expect(reasonOf(await at.save(secretary, entry.id, "basics", (draft) => ({ ...draft, title: "Tên mới" })))).toBe("ok");
    await prisma().conflict.create({ data: { editionId: youth.edition.id, entryId: entry.id, userId: secretary.userId, kind: "DECLARED", createdAt: now() } });
    expect(reasonOf(await at.save(secretary, entry.id, "basics", (draft) => ({ ...draft, title: "Tên khác" })))).toBe("conflict_of_interest");
    expect(reasonOf(await at.submit(secretary, entry.id))).toBe("conflict_of_interest");
  });

  it("cannot submit for an author who is themself: the conflict found on submitting undoes it", async () => {
    const entry = await filedForOthers({ authors: [{ email: secretary.email, birthDate: "1990-01-01" }], eligibilityNote: "Kèm giấy xác nhận." });
    expect(reasonOf(await at.submit(secretary, entry.id))).toBe("conflict_of_interest");
    const stored = await prisma().entry.findUniqueOrThrow({ where: { id: entry.id } });
    expect([stored.state, stored.code]).toEqual(["DRAFT", null]);
  });

  it("may not go on without the role", async () => {
    const entry = await filedForOthers();
    const former: Actor = { ...secretary, roles: [] };
    expect(reasonOf(await at.save(former, entry.id, "basics", (draft) => ({ ...draft, title: "Tên mới" })))).toBe("forbidden");
  });

  it("leaves a mark when screening it themself", async () => {
    const entry = await filedForOthers({ state: "SUBMITTED" });
    const { version } = await prisma().entry.findUniqueOrThrow({ where: { id: entry.id } });
    await screenEntry(test.services, { actor: secretary, editionId: youth.edition.id, input: { entryId: entry.id, act: "qualify", version, reason: "", due: null }, now: now() });
    const page = await screened(entry.id, await makeUser(test.services, { role: "SECRETARY", editionId: youth.edition.id }));
    expect(page?.acts.map((act) => act.isByFiler)).toEqual([true]);
    expect(page?.entry).toMatchObject({ channel: "ASSISTED", isOwn: false });
    expect((await screened(entry.id))?.entry.isOwn).toBe(true);
  });
});

describe("confirming what was filed", () => {
  it("shows all of it by the link, without the private data of other authors, and takes the consents on the same page", async () => {
    const files = [{ partKey: "signedForm", name: "phieu-co-chu-ky.pdf", family: "PDF" as const, isHere: false }];
    const entry = await filedForOthers({ consents: [], files, parts: { content: "Nội dung", signedForm: "https://example.test/phieu-da-ky" } });
    const shown = await view(await tokenFor(entry, 0));
    expect(JSON.stringify(shown)).not.toMatch(/phieu-co-chu-ky|phieu-da-ky/);
    expect(shown?.filed?.content.title).toBe(entry.title);
    expect(shown?.filed?.parts.length).toBeGreaterThan(0);
    const [own, other] = shown?.filed?.content.authors ?? [];
    expect([own?.birthDate, other?.birthDate, other?.guardianPhone, other?.fullName]).toEqual(["2012-05-20", null, "", "Lê Thị Hai"]);
    expect(shown?.asked).toBe(true);
    const given = { takePart: "on", personName: "Lê Thị Mẹ" } as const;
    expect(reasonOf(await giveConsentByLink(test.services, { token: await tokenFor(entry, 0), given, actor: null, now: now() }))).toBe("ok");
  });

  it("is seen by the filer and in screening; who did not is a mark there, and submitting is possible all the same", async () => {
    const entry = await filedForOthers();
    const token = await tokenFor(entry, 0);
    expect(reasonOf(await confirm(token))).toBe("ok");
    expect(reasonOf(await confirm(token))).toBe("ok");
    expect(await prisma().authorConfirmation.count({ where: { entryId: entry.id } })).toBe(1);
    const mine = await consentsPage(test.services, { actor: secretary, entryId: entry.id, now: now() });
    expect(mine.ok && mine.value.authors.map((author) => author.confirmation?.state)).toEqual(["confirmed", "none"]);
    expect(reasonOf(await at.submit(secretary, entry.id))).toBe("ok");
    expect(await warningsOf(entry.id)).toEqual(["unconfirmed"]);
    const page = await screened(entry.id);
    expect(page?.warnings.find((warning) => warning.kind === "unconfirmed")).toEqual({ kind: "unconfirmed", authorKeys: [entry.authors[1]?.key] });
    await confirm(await tokenFor(entry, 1, "SELF"));
    expect(await warningsOf(entry.id)).toEqual([]);
    expect((await screened(entry.id))?.warnings).toEqual([]);
  });

  it("is asked again after a change, and not taken over content that changed meanwhile", async () => {
    const entry = await filedForOthers({ authors: [{}] });
    const token = await tokenFor(entry, 0);
    const seen = (await view(token))?.filed?.seen ?? "";
    await confirm(token);
    await at.save(secretary, entry.id, "basics", (draft) => ({ ...draft, title: "Máy gieo lạc ba hàng" }));
    expect((await view(token))?.filed?.confirmation.state).toBe("outdated");
    expect(reasonOf(await confirm(token, "", seen))).toBe("version_conflict");
    expect(reasonOf(await confirm(token))).toBe("ok");
    await at.submit(secretary, entry.id);
    expect(await warningsOf(entry.id)).toEqual([]);
  });

  it("may be a remark instead, which the filer is told of, and which stays a mark until it is confirmed", async () => {
    const entry = await filedForOthers({ authors: [{}] });
    const token = await tokenFor(entry, 0);
    expect(reasonOf(await confirm(token, "Ngày sinh của cháu sai."))).toBe("ok");
    const letters = await prisma().outboxMessage.findMany({ where: { userId: secretary.userId, template: "authorRemarked" } });
    expect(letters).toHaveLength(1);
    expect(letters[0]?.body).not.toContain("Ngày sinh của cháu");
    await at.submit(secretary, entry.id);
    expect(await warningsOf(entry.id)).toEqual(["unconfirmed"]);
    expect(reasonOf(await confirm(token))).toBe("ok");
    expect(await warningsOf(entry.id)).toEqual([]);
  });

  it("is asked of nobody who filed themselves, and by account only of the person meant", async () => {
    const own = await makeEntry(test.services, youth.edition, { owner: secretary });
    expect((await view(await tokenFor(own, 0)))?.filed).toBeNull();
    expect(reasonOf(await confirm(await tokenFor(own, 0)))).toBe("not_asked");
    const guardian = await makeUser(test.services);
    const entry = await filedForOthers({ authors: [{ guardianUserId: guardian.userId }] });
    const about = { entryId: entry.id, authorKey: entry.authors[0]?.key ?? "", party: "GUARDIAN" as const };
    const seen = (await view(await tokenFor(entry, 0)))?.filed?.seen ?? "";
    const answer = (actor: Actor) => confirmWithAccount(test.services, { actor, about, input: { personName: "Lê Thị Mẹ", remark: "", seen }, now: now() });
    expect(reasonOf(await answer(secretary))).toBe("forbidden");
    expect(reasonOf(await answer(await makeUser(test.services)))).toBe("not_found");
    expect(reasonOf(await answer(guardian))).toBe("ok");
  });

  it("needs a link that is not too old", async () => {
    const entry = await filedForOthers({ state: "SUBMITTED" });
    const token = await tokenFor(entry, 0);
    const seen = (await view(token))?.filed?.seen ?? "";
    test.clock.set(new Date(TEST_DAY.getTime() + 91 * 86_400_000));
    expect(reasonOf(await confirm(token, "", seen))).toBe("gone");
    expect(reasonOf(await confirm("unknown", "", seen))).toBe("not_found");
  });
});

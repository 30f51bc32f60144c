import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { mediaAgreed, passOnAgreed, publishableAuthors } from "~/data/consents.server";
import { listEntries } from "~/data/entry-list.server";
import type { Actor } from "~/domain/access/roles";
import { makeConsentLink, viewConsentLink } from "~/features/entries/consent-links.server";
import { entryPage } from "~/features/entries/queries.server";
import { giveConsentByLink, giveOwnConsent, withdrawConsentByLink, withdrawOwnConsent } from "~/features/entries/consents.server";
import { makeEdition, type MadeEdition } from "../../../factories/editions";
import { makeEntry } from "../../../factories/entries";
import { makeUser } from "../../../factories/people";
import { TEST_DAY, testServices, type TestServices } from "../../../support/services";
import { entrant, reasonOf } from "./helpers";

let test: TestServices;
let at: ReturnType<typeof entrant>;
let youth: MadeEdition;
let owner: Actor;

beforeAll(async () => {
  test = await testServices();
  at = entrant(test);
});
afterAll(() => test.close());
beforeEach(async () => {
  test.clock.set(TEST_DAY);
  youth = await makeEdition(test.services);
  owner = await makeUser(test.services);
});

const BOTH = { takePart: "on", publishName: "on", personName: "Trần Thị Giám Hộ", relation: "mẹ" } as const;
const now = () => test.clock.now();

async function namesOf(entryId: string) {
  return (await publishableAuthors(test.services.db.prisma, [entryId])).get(entryId)?.map((author) => author.name);
}

async function linkFor(entryId: string, authorKey: string, party: "SELF" | "GUARDIAN", send = false): Promise<string> {
  const made = await makeConsentLink(test.services, { actor: owner, input: { entryId, authorKey, party, send }, locale: "vi", now: now() });
  if (!made.ok) throw new Error(made.reason);
  return made.value.link.split("/dong-y/")[1] ?? "";
}

describe("consent by link", () => {
  it("needs no account: guardian and pupil each by their own link, then the entry can be submitted and the name published", async () => {
    const entry = await makeEntry(test.services, youth.edition, { owner, consents: [] });
    const key = entry.authors[0]?.key ?? "";
    expect(reasonOf(await at.submit(owner, entry.id))).toBe("incomplete");
    const guardianLink = await linkFor(entry.id, key, "GUARDIAN");
    const pupilLink = await linkFor(entry.id, key, "SELF");
    expect(await giveConsentByLink(test.services, { token: guardianLink, given: BOTH, actor: null, now: now() })).toEqual({ ok: true, value: { changed: 2 } });
    expect(reasonOf(await at.submit(owner, entry.id))).toBe("incomplete");
    await giveConsentByLink(test.services, { token: pupilLink, given: { ...BOTH, personName: "Trần Văn Thử" }, actor: null, now: now() });
    expect(reasonOf(await at.submit(owner, entry.id))).toBe("ok");
    expect(await namesOf(entry.id)).toEqual([entry.authors[0]?.fullName]);
    const rows = await test.services.db.prisma.consent.findMany({ where: { entryId: entry.id } });
    expect(rows.map(({ purpose, party, method, personName, textVersion }) => [purpose, party, method, personName, textVersion]).toSorted()).toEqual([
      ["PUBLISH_NAME", "GUARDIAN", "LINK", "Trần Thị Giám Hộ", "2026-11-b"],
      ["PUBLISH_NAME", "SELF", "LINK", "Trần Văn Thử", "2026-11-b"],
      ["TAKE_PART", "GUARDIAN", "LINK", "Trần Thị Giám Hộ", "2026-11-b"],
      ["TAKE_PART", "SELF", "LINK", "Trần Văn Thử", "2026-11-b"],
    ]);
  });

  it("takes the name off public pages at once when either takes it back, also by the old link", async () => {
    const entry = await makeEntry(test.services, youth.edition, { owner, state: "SUBMITTED" });
    const token = await linkFor(entry.id, entry.authors[0]?.key ?? "", "GUARDIAN");
    expect(await namesOf(entry.id)).toEqual([entry.authors[0]?.fullName]);
    test.clock.set(new Date(TEST_DAY.getTime() + 400 * 86_400_000));
    expect(reasonOf(await withdrawConsentByLink(test.services, { token, purposes: ["PUBLISH_NAME"], now: now() }))).toBe("ok");
    expect(await namesOf(entry.id)).toEqual([null]);
    expect(reasonOf(await giveConsentByLink(test.services, { token, given: BOTH, actor: null, now: now() }))).toBe("gone");
  });

  it("sent twice is one consent with its first date", async () => {
    const entry = await makeEntry(test.services, youth.edition, { owner, consents: [] });
    const token = await linkFor(entry.id, entry.authors[0]?.key ?? "", "GUARDIAN");
    await Promise.all([1, 2].map(() => giveConsentByLink(test.services, { token, given: BOTH, actor: null, now: now() })));
    expect(await test.services.db.prisma.consent.count({ where: { entryId: entry.id } })).toBe(2);
  });

  it("refuses an unknown link, nothing ticked, and somebody whose consent isn't needed", async () => {
    const entry = await makeEntry(test.services, youth.edition, { owner, consents: [], authors: [{ birthDate: "2000-01-01" }] });
    const key = entry.authors[0]?.key ?? "";
    const token = await linkFor(entry.id, key, "SELF");
    expect(reasonOf(await giveConsentByLink(test.services, { token: "unknown", given: BOTH, actor: null, now: now() }))).toBe("not_found");
    expect(reasonOf(await giveConsentByLink(test.services, { token, given: { personName: "Ai đó" }, actor: null, now: now() }))).toBe("nothing_ticked");
    const guardian = await makeConsentLink(test.services, { actor: owner, input: { entryId: entry.id, authorKey: key, party: "GUARDIAN", send: false }, locale: "vi", now: now() });
    expect(reasonOf(guardian)).toBe("not_asked");
    expect(await viewConsentLink(test.services, { token: "unknown", actor: null, now: now() })).toBeNull();
  });

  it("is made by a guardian for the own child only: who holds a link can tie an account to the child", async () => {
    const guardian = await makeUser(test.services);
    const people = [{ guardianUserId: guardian.userId }, { fullName: "Nguyễn Văn Bạn Cùng Nhóm" }];
    const entry = await makeEntry(test.services, youth.edition, { owner, consents: [], authors: people });
    const ask = (authorKey = "") => makeConsentLink(test.services, { actor: guardian, input: { entryId: entry.id, authorKey, party: "GUARDIAN", send: false }, locale: "vi", now: now() });
    expect(reasonOf(await ask(entry.authors[1]?.key))).toBe("not_found");
    expect(reasonOf(await ask(entry.authors[0]?.key))).toBe("ok");
  });

  it("shows what it is about and keeps only the hash of its token", async () => {
    const entry = await makeEntry(test.services, youth.edition, { owner, consents: [] });
    const token = await linkFor(entry.id, entry.authors[0]?.key ?? "", "GUARDIAN", true);
    const view = await viewConsentLink(test.services, { token, actor: null, now: now() });
    expect(view).toMatchObject({ authorName: entry.authors[0]?.fullName, party: "GUARDIAN", asked: true, standing: [], agreed: [], isExpired: false, entry: { title: entry.title } });
    const links = await test.services.db.prisma.consentLink.findMany({ where: { entryId: entry.id } });
    expect(links.every((link) => !link.tokenHash.includes(token))).toBe(true);
    const letters = await test.services.db.prisma.outboxMessage.findMany({ where: { editionId: youth.edition.id } });
    expect(letters).toHaveLength(1);
    expect(letters[0]).toMatchObject({ channel: "HAND_OVER", recipient: "+84913000000", link: `http://localhost:3000/dong-y/${token}` });
  });

  it("ties the dossier to the account only where the reader says so", async () => {
    const entry = await makeEntry(test.services, youth.edition, { owner, consents: [] });
    const token = await linkFor(entry.id, entry.authors[0]?.key ?? "", "GUARDIAN");
    const guardian = await makeUser(test.services);
    await giveConsentByLink(test.services, { token, given: { ...BOTH, publishName: undefined }, actor: guardian, now: now() });
    expect((await at.inHand(entry.id)).version.authors[0]?.guardianUserId).toBeNull();
    await giveConsentByLink(test.services, { token, given: { ...BOTH, link: "on" }, actor: guardian, now: now() });
    expect((await at.inHand(entry.id)).version.authors[0]?.guardianUserId).toBe(guardian.userId);
  });
});

describe("consent with an account", () => {
  it("is given and taken back by the author and the guardian, each for themselves", async () => {
    const guardian = await makeUser(test.services);
    const pupil = await makeUser(test.services);
    const entry = await makeEntry(test.services, youth.edition, { owner, state: "SUBMITTED", consents: [], authors: [{ userId: pupil.userId, guardianUserId: guardian.userId }] });
    const authorKey = entry.authors[0]?.key ?? "";
    const give = (actor: Actor, party: "SELF" | "GUARDIAN") => giveOwnConsent(test.services, { actor, input: { entryId: entry.id, authorKey, party, given: BOTH }, now: now() });
    expect(reasonOf(await give(pupil, "GUARDIAN"))).toBe("forbidden");
    expect(reasonOf(await give(owner, "SELF"))).toBe("forbidden");
    expect(reasonOf(await give(await makeUser(test.services), "SELF"))).toBe("not_found");
    expect(reasonOf(await give(pupil, "SELF"))).toBe("ok");
    expect(await namesOf(entry.id)).toEqual([null]);
    expect(reasonOf(await give(guardian, "GUARDIAN"))).toBe("ok");
    expect(await namesOf(entry.id)).toEqual([entry.authors[0]?.fullName]);
    const input = { entryId: entry.id, authorKey, party: "GUARDIAN" as const, purposes: ["TAKE_PART" as const] };
    expect(await withdrawOwnConsent(test.services, { actor: guardian, input, now: now() })).toEqual({ ok: true, value: { changed: 2 } });
    expect(await namesOf(entry.id)).toEqual([null]);
    const letters = await test.services.db.prisma.outboxMessage.findMany({ where: { userId: owner.userId, template: "consentWithdrawn" } });
    expect(letters).toHaveLength(1);
  });
});

describe("taking back consent to take part after the submission", () => {
  it("tells the filer and every secretary, without names to the latter, marks the entry, and leaves it under its code", async () => {
    const secretaries = [await makeUser(test.services, { role: "SECRETARY", editionId: youth.edition.id }), await makeUser(test.services, { role: "SECRETARY", editionId: youth.edition.id })];
    const entry = await makeEntry(test.services, youth.edition, { owner, state: "SUBMITTED", consents: ["TAKE_PART", "PUBLISH_NAME", "PUBLISH_MEDIA", "PASS_ON"] });
    const token = await linkFor(entry.id, entry.authors[0]?.key ?? "", "GUARDIAN");
    expect((await mediaAgreed(test.services.db.prisma, [entry.id])).size).toBe(1);
    expect(await withdrawConsentByLink(test.services, { token, purposes: ["TAKE_PART"], now: now() })).toEqual({ ok: true, value: { changed: 4 } });
    expect(await withdrawConsentByLink(test.services, { token, purposes: ["TAKE_PART"], now: now() })).toEqual({ ok: true, value: { changed: 0 } });
    expect([await namesOf(entry.id), (await mediaAgreed(test.services.db.prisma, [entry.id])).size, (await passOnAgreed(test.services.db.prisma, [entry.id])).size]).toEqual([[null], 0, 0]);
    const letters = await test.services.db.prisma.outboxMessage.findMany({ where: { editionId: youth.edition.id, template: "consentWithdrawn" } });
    expect(letters.map((letter) => letter.userId).toSorted()).toEqual([owner.userId, ...secretaries.map((secretary) => secretary.userId)].toSorted());
    for (const letter of letters.filter((one) => one.userId !== owner.userId)) {
      expect(letter.body).toContain(entry.code);
      expect(`${letter.subject} ${letter.body}`).not.toContain(entry.authors[0]?.fullName);
    }
    const page = await entryPage(test.services, { actor: owner, entryId: entry.id, now: now() });
    expect(page.ok && [page.value.entry.code, page.value.entry.state, page.value.waiting[entry.authors[0]?.key ?? ""]]).toEqual([entry.code, "SUBMITTED", ["GUARDIAN"]]);
    const [row] = await listEntries(test.services.db, youth.edition.id, { tab: "warnings", search: "", fieldId: null, unit: "", order: "code", descending: false }, { offset: 0, limit: 50, viewerId: "", now: now() });
    expect(row).toMatchObject({ code: entry.code, warnings: ["consent"] });
  });
});

describe("names for public pages", () => {
  it("come in one statement, per author, from the submitted version only", async () => {
    const people = [{ fullName: "Nguyễn Văn Một", birthDate: "2000-01-01" }, { fullName: "Nguyễn Văn Hai", birthDate: "2000-01-01" }];
    const first = await makeEntry(test.services, youth.edition, { owner, state: "SUBMITTED", authors: people });
    const second = await makeEntry(test.services, youth.edition, { owner, state: "SUBMITTED", consents: ["TAKE_PART"] });
    const draft = await makeEntry(test.services, youth.edition, { owner });
    await test.services.db.prisma.consent.updateMany({ where: { entryId: first.id, authorKey: first.authors[1]?.key ?? "" }, data: { withdrawnAt: now() } });
    const names = await publishableAuthors(test.services.db.prisma, [first.id, second.id, draft.id]);
    expect(names.get(first.id)?.map((author) => author.name)).toEqual(["Nguyễn Văn Một", null]);
    expect(names.get(second.id)?.map((author) => author.name)).toEqual([null]);
    expect(names.get(draft.id)).toEqual([]);
    expect(await publishableAuthors(test.services.db.prisma, [])).toEqual(new Map());
  });
});

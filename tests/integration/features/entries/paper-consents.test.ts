import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { mediaAgreed, passOnAgreed, publishableAuthors } from "~/data/consents.server";
import type { Actor } from "~/domain/access/roles";
import { printConsentPaper } from "~/features/documents/print-consent-paper.server";
import { makeConsentLink } from "~/features/entries/consent-links.server";
import { giveConsentByLink, withdrawConsentByLink } from "~/features/entries/consents.server";
import { consentTextVersion } from "~/features/entries/consent-texts";
import { consentDeskPage, type PaperInput, recordPaperConsent } from "~/features/entries/paper-consents.server";
import { makeEdition, type MadeEdition } from "../../../factories/editions";
import { makeEntry } from "../../../factories/entries";
import { makeUnit, makeUser } from "../../../factories/people";
import { TEST_DAY, testServices, type TestServices } from "../../../support/services";
import { entrant, reasonOf } from "./helpers";

let test: TestServices;
let at: ReturnType<typeof entrant>;
let youth: MadeEdition;
let secretary: Actor;
let owner: Actor;

beforeAll(async () => {
  test = await testServices();
  at = entrant(test);
});
afterAll(() => test.close());
beforeEach(async () => {
  test.clock.set(TEST_DAY);
  youth = await makeEdition(test.services);
  secretary = await makeUser(test.services, { role: "SECRETARY", editionId: youth.edition.id });
  owner = await makeUser(test.services);
});

const now = () => test.clock.now();
const prisma = () => test.services.db.prisma;
type Entry = Awaited<ReturnType<typeof makeEntry>>;

async function scanBy(actor: Actor, editionId = youth.edition.id): Promise<string> {
  const id = randomUUID();
  await prisma().storedFile.create({ data: { id, editionId, store: "LOCAL", storageName: id, size: 10, sha256: "ab".repeat(32), family: "PDF", mime: "application/pdf", uploadedById: actor.userId, createdAt: now() } });
  return id;
}

async function record(actor: Actor, entry: Entry, change: Partial<PaperInput> = {}, token: string | null = null) {
  const scanFileId = change.scanFileId ?? (await scanBy(actor));
  const input: PaperInput = { entryId: entry.id, authorKey: entry.authors[0]?.key ?? "", party: "GUARDIAN", day: "2026-11-20", purposes: ["TAKE_PART", "PUBLISH_NAME"], personName: "Trần Thị Giám Hộ", relation: "mẹ", textVersion: consentTextVersion, ...change, scanFileId };
  return recordPaperConsent(test.services, { actor, input, token, now: now() });
}

async function guardianLink(entry: Entry): Promise<string> {
  const made = await makeConsentLink(test.services, { actor: owner, input: { entryId: entry.id, authorKey: entry.authors[0]?.key ?? "", party: "GUARDIAN", send: false }, locale: "vi", now: now() });
  if (!made.ok) throw new Error(made.reason);
  return made.value.link.split("/dong-y/")[1] ?? "";
}

describe("a consent on paper", () => {
  it("counts as one given online does, from the day of the paper, with its scan, and stands in the ledger without names", async () => {
    const entry = await makeEntry(test.services, youth.edition, { owner, state: "SUBMITTED", consents: [] });
    expect(reasonOf(await record(secretary, entry))).toBe("ok");
    expect(reasonOf(await record(secretary, entry, { party: "SELF", personName: "Trần Văn Thử" }))).toBe("ok");
    const names = await publishableAuthors(test.services.db.prisma, [entry.id]);
    expect(names.get(entry.id)?.map((author) => author.name)).toEqual([entry.authors[0]?.fullName]);
    const stored = await prisma().consent.findMany({ where: { entryId: entry.id }, orderBy: { recordedAt: "asc" } });
    expect(stored).toHaveLength(4);
    expect(stored[0]).toMatchObject({ method: "PAPER", personName: "Trần Thị Giám Hộ", relation: "mẹ", givenAt: new Date("2026-11-19T17:00:00Z"), recordedAt: now(), givenById: secretary.userId });
    expect(stored.every((consent) => consent.scanFileId !== null)).toBe(true);
    const events = await prisma().ledgerEvent.findMany({ where: { chain: youth.edition.id, type: "CONSENT_ON_PAPER" } });
    expect(events).toHaveLength(2);
    const kept = JSON.stringify(events);
    for (const secret of ["Trần", "mẹ", "ab".repeat(32)]) expect(kept).not.toContain(secret);
    expect(events[0]?.data).toMatchObject({ entry: entry.code, purposes: ["TAKE_PART", "PUBLISH_NAME"] });
  });

  it("is to the words of the version printed on the sheet, which has to be kept and to have asked what is ticked", async () => {
    const entry = await makeEntry(test.services, youth.edition, { owner, state: "SUBMITTED", consents: [] });
    for (const textVersion of ["", "unknown", "constructor"]) expect(reasonOf(await record(secretary, entry, { textVersion }))).toBe("not_on_sheet");
    expect(reasonOf(await record(secretary, entry, { textVersion: "2026-11-a", purposes: ["TAKE_PART", "PUBLISH_MEDIA"] }))).toBe("not_on_sheet");
    expect(await prisma().consent.count({ where: { entryId: entry.id } })).toBe(0);
    expect(reasonOf(await record(secretary, entry, { textVersion: "2026-11-a" }))).toBe("ok");
    expect(reasonOf(await record(secretary, entry, { party: "SELF", purposes: ["PUBLISH_MEDIA"] }))).toBe("ok");
    const stored = await prisma().consent.findMany({ where: { entryId: entry.id } });
    expect(stored.map(({ purpose, party, textVersion }) => [purpose, party, textVersion]).toSorted()).toEqual([
      ["PUBLISH_MEDIA", "SELF", consentTextVersion],
      ["PUBLISH_NAME", "GUARDIAN", "2026-11-a"],
      ["TAKE_PART", "GUARDIAN", "2026-11-a"],
    ]);
  });

  it("sent twice is one", async () => {
    const entry = await makeEntry(test.services, youth.edition, { owner, state: "SUBMITTED", consents: [] });
    expect(await record(secretary, entry)).toEqual({ ok: true, value: { changed: 2 } });
    expect(await record(secretary, entry)).toEqual({ ok: true, value: { changed: 0 } });
    expect(await prisma().ledgerEvent.count({ where: { chain: youth.edition.id, type: "CONSENT_ON_PAPER" } })).toBe(1);
  });

  it("is keyed in by the secretary and the school that filed, by nobody else, and not in a conflict of interest", async () => {
    const unit = await makeUnit(test.services);
    const school = await makeUser(test.services, { role: "SCHOOL", editionId: youth.edition.id, unitId: unit.id });
    const otherSchool = await makeUser(test.services, { role: "SCHOOL", editionId: youth.edition.id, unitId: (await makeUnit(test.services)).id });
    const entry = await makeEntry(test.services, youth.edition, { owner: school, filedByUnitId: unit.id, consents: [] });
    expect(reasonOf(await record(school, entry))).toBe("ok");
    expect(reasonOf(await record(otherSchool, entry))).toBe("not_found");
    expect(reasonOf(await record(await makeUser(test.services), entry))).toBe("not_found");
    const filed = await makeEntry(test.services, youth.edition, { owner, state: "SUBMITTED", consents: [] });
    expect(reasonOf(await record(owner, filed))).toBe("not_found");
    expect(reasonOf(await record(await makeUser(test.services, { role: "ORGANISER", editionId: youth.edition.id }), filed))).toBe("forbidden");
    await prisma().conflict.create({ data: { editionId: youth.edition.id, entryId: filed.id, userId: secretary.userId, kind: "DECLARED", createdAt: now() } });
    expect(reasonOf(await record(secretary, filed))).toBe("conflict_of_interest");
  });

  it("needs a scan that this person stored for this edition", async () => {
    const entry = await makeEntry(test.services, youth.edition, { owner, state: "SUBMITTED", consents: [] });
    expect(reasonOf(await record(secretary, entry, { scanFileId: "none" }))).toBe("scan_missing");
    expect(reasonOf(await record(secretary, entry, { scanFileId: await scanBy(owner) }))).toBe("scan_missing");
    const elsewhere = await makeEdition(test.services);
    expect(reasonOf(await record(secretary, entry, { scanFileId: await scanBy(secretary, elsewhere.edition.id) }))).toBe("scan_missing");
  });

  it("does not bring back what was taken back after its day", async () => {
    const entry = await makeEntry(test.services, youth.edition, { owner, state: "SUBMITTED" });
    const token = await guardianLink(entry);
    await withdrawConsentByLink(test.services, { token, purposes: ["PUBLISH_NAME"], now: now() });
    expect(reasonOf(await record(secretary, entry))).toBe("withdrawn_since");
    expect(reasonOf(await record(secretary, entry, { day: "2026-11-22" }))).toBe("withdrawn_since");
    test.clock.set(new Date(TEST_DAY.getTime() + 86_400_000));
    expect(reasonOf(await record(secretary, entry, { day: "2026-11-23" }))).toBe("ok");
  });

  it("for a child's draft the secretary may not see needs the link printed on the paper, and reaches that author only", async () => {
    const entry = await makeEntry(test.services, youth.edition, { owner, consents: [], authors: [{}, { fullName: "Nguyễn Văn Bạn" }] });
    const token = await guardianLink(entry);
    expect(reasonOf(await record(secretary, entry))).toBe("not_found");
    expect(reasonOf(await record(secretary, entry, {}, "unknown"))).toBe("not_found");
    const desk = await consentDeskPage(test.services, { actor: secretary, entryId: entry.id, token, now: now() });
    expect(desk.ok && desk.value.authors.map((author) => author.fullName)).toEqual([entry.authors[0]?.fullName]);
    expect(reasonOf(await record(secretary, entry, { authorKey: entry.authors[1]?.key ?? "" }, token))).toBe("not_found");
    expect(reasonOf(await record(secretary, entry, {}, token))).toBe("ok");
  });

  it("completes what the entry lacked for being submitted", async () => {
    const unit = await makeUnit(test.services);
    const school = await makeUser(test.services, { role: "SCHOOL", editionId: youth.edition.id, unitId: unit.id });
    const entry = await makeEntry(test.services, youth.edition, { owner: school, filedByUnitId: unit.id, consents: [] });
    await record(school, entry, { purposes: ["TAKE_PART"] });
    expect(reasonOf(await at.submit(school, entry.id))).toBe("incomplete");
    await record(school, entry, { purposes: ["TAKE_PART"], party: "SELF" });
    expect(reasonOf(await at.submit(school, entry.id))).toBe("ok");
  });
});

describe("the form to sign", () => {
  const print = (actor: Actor, entry: Entry, index = 0) => printConsentPaper(test.services, { actor, input: { entryId: entry.id, authorKey: entry.authors[index]?.key ?? "" }, locale: "vi", now: now() });

  it("is one PDF with a page for each who has to agree, each with a working link", async () => {
    const entry = await makeEntry(test.services, youth.edition, { owner, consents: [] });
    const printed = await print(owner, entry);
    expect(printed.ok && Buffer.from(printed.value.data.subarray(0, 5)).toString()).toBe("%PDF-");
    const links = await prisma().consentLink.findMany({ where: { entryId: entry.id } });
    expect(links.map((link) => link.party).toSorted()).toEqual(["GUARDIAN", "SELF"]);
  });

  it("is for those the entry belongs to, the guardian of that child, and the secretary", async () => {
    const guardian = await makeUser(test.services);
    const entry = await makeEntry(test.services, youth.edition, { owner, state: "SUBMITTED", authors: [{ guardianUserId: guardian.userId }, {}] });
    expect(reasonOf(await print(guardian, entry, 1))).toBe("not_found");
    expect(reasonOf(await print(await makeUser(test.services), entry))).toBe("not_found");
    expect(reasonOf(await print(guardian, entry, 0))).toBe("ok");
    expect(reasonOf(await print(secretary, entry, 1))).toBe("ok");
  });
});

describe("what may be shown or passed on", () => {
  it("is agreed to for an entry only where every author agrees, each with everybody who has to", async () => {
    const both = [{}, { birthDate: "2000-01-01" }];
    const entry = await makeEntry(test.services, youth.edition, { owner, state: "SUBMITTED", authors: both, consents: ["TAKE_PART", "PUBLISH_MEDIA"] });
    const other = await makeEntry(test.services, youth.edition, { owner, state: "SUBMITTED", consents: ["TAKE_PART", "PASS_ON"] });
    const draft = await makeEntry(test.services, youth.edition, { owner, consents: ["TAKE_PART", "PUBLISH_MEDIA", "PASS_ON"] });
    const ids = [entry.id, other.id, draft.id];
    expect(await mediaAgreed(prisma(), ids)).toEqual(new Set([entry.id]));
    expect(await passOnAgreed(prisma(), ids)).toEqual(new Set([other.id]));
    expect(await mediaAgreed(prisma(), [])).toEqual(new Set());
    await prisma().consent.updateMany({ where: { entryId: entry.id, authorKey: entry.authors[1]?.key ?? "", purpose: "PUBLISH_MEDIA" }, data: { withdrawnAt: now() } });
    expect(await mediaAgreed(prisma(), ids)).toEqual(new Set());
  });

  it("of a sixteen-year-old follows the edition in force: relaxed it counts at once, tightened it ends at once", async () => {
    const entry = await makeEntry(test.services, youth.edition, { owner, state: "SUBMITTED", consents: [], authors: [{ birthDate: "2010-01-01" }] });
    const made = await makeConsentLink(test.services, { actor: owner, input: { entryId: entry.id, authorKey: entry.authors[0]?.key ?? "", party: "SELF", send: false }, locale: "vi", now: now() });
    const token = made.ok ? (made.value.link.split("/dong-y/")[1] ?? "") : "";
    await giveConsentByLink(test.services, { token, given: { takePart: "on", publishMedia: "on", personName: "Trần Văn Thử" }, actor: null, now: now() });
    const states: boolean[] = [];
    for (const selfConsentFrom of [18, 16, 17, 18]) {
      await prisma().edition.update({ where: { id: youth.edition.id }, data: { selfConsentFrom } });
      states.push((await mediaAgreed(prisma(), [entry.id])).has(entry.id));
    }
    expect(states).toEqual([false, true, false, false]);
  });
});

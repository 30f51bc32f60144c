import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/access/roles";
import { makeConsentLink, viewConsentLink } from "~/features/entries/consent-links.server";
import { giveConsentByLink, withdrawConsentByLink } from "~/features/entries/consents.server";
import { entryPage, myEntriesPage } from "~/features/entries/queries.server";
import { purgeUnconsentedDrafts } from "~/features/entries/purge-drafts.server";
import { fileOf } from "~/features/files/file-of.server";
import { ownData } from "~/features/people/own-data.server";
import { makeEdition, type MadeEdition } from "../../../factories/editions";
import { makeEntry } from "../../../factories/entries";
import { photoBytes } from "../../../factories/file-bytes";
import { makeUser } from "../../../factories/people";
import { storeEntryFile } from "../../../factories/stored-files";
import { TEST_DAY, testServices, type TestServices } from "../../../support/services";
import { reasonOf } from "./helpers";

let test: TestServices;
let youth: MadeEdition;
let owner: Actor;

const BEGUN = TEST_DAY;
const day = (count: number) => new Date(BEGUN.getTime() + count * 86_400_000);

beforeAll(async () => {
  test = await testServices();
});
afterAll(() => test.close());
beforeEach(async () => {
  test.clock.set(TEST_DAY);
  youth = await makeEdition(test.services);
  owner = await makeUser(test.services);
});

const run = (now: Date) => purgeUnconsentedDrafts(test.services, now);
const isThere = async (id: string) => (await test.services.db.prisma.entry.count({ where: { id } })) === 1;
const letters = (template: string) => test.services.db.prisma.outboxMessage.findMany({ where: { userId: owner.userId, template } });
const draft = (consents: Parameters<typeof makeEntry>[2] = {}) => makeEntry(test.services, youth.edition, { owner, consents: [], ...consents });

async function guardianLink(entry: Awaited<ReturnType<typeof draft>>, now: Date) {
  const made = await makeConsentLink(test.services, { actor: owner, input: { entryId: entry.id, authorKey: entry.authors[0]?.key ?? "", party: "GUARDIAN", send: true }, locale: "vi", now });
  if (!made.ok) throw new Error(made.reason);
  return made.value.link.split("/dong-y/")[1] ?? "";
}

describe("a draft with a child's data and without the guardian's consent", () => {
  it("is announced a week before, once, and goes after thirty days with the letters that name the child", async () => {
    const entry = await draft();
    const token = await guardianLink(entry, BEGUN);
    expect(await run(day(22.9))).toEqual({ warned: 0, purged: 0 });
    expect(await run(day(23))).toEqual({ warned: 1, purged: 0 });
    expect(await run(day(23))).toEqual({ warned: 0, purged: 0 });
    expect(await letters("draftGoes")).toHaveLength(1);
    expect(await run(day(29.99))).toEqual({ warned: 0, purged: 0 });
    expect(await isThere(entry.id)).toBe(true);
    expect(await run(day(30))).toEqual({ warned: 0, purged: 1 });
    expect(await isThere(entry.id)).toBe(false);
    expect(await run(day(30))).toEqual({ warned: 0, purged: 0 });
    const left = await test.services.db.prisma.outboxMessage.findMany({ where: { editionId: youth.edition.id } });
    expect(left.map((letter) => letter.template)).toEqual(["draftGone"]);
    expect(JSON.stringify(left)).not.toContain(entry.authors[0]?.fullName);
    expect(await viewConsentLink(test.services, { token, actor: null, now: day(30) })).toBeNull();
    const events = await test.services.db.prisma.ledgerEvent.findMany({ where: { type: "DRAFT_PURGED", chain: youth.edition.id } });
    expect(events.map((event) => event.data)).toEqual([{ draft: entry.id }]);
  });

  it("is gone for everybody at its moment, also where the job comes late", async () => {
    const entry = await draft();
    const token = await guardianLink(entry, BEGUN);
    await run(day(23));
    const page = (now: Date) => entryPage(test.services, { actor: owner, entryId: entry.id, now });
    const before = await page(day(29));
    expect(before.ok && before.value.retention?.at).toEqual(day(30));
    expect(reasonOf(await page(day(30)))).toBe("not_found");
    expect((await myEntriesPage(test.services, { actor: owner, page: 1, now: day(30) })).entries).toEqual([]);
    const given = { takePart: "on", personName: "Trần Thị Giám Hộ" } as const;
    expect(reasonOf(await giveConsentByLink(test.services, { token, given, actor: null, now: day(31) }))).toBe("not_found");
    expect(await run(day(60))).toEqual({ warned: 0, purged: 1 });
  });

  it("is never deleted without a week's warning, even if the job slept for months", async () => {
    const entry = await draft();
    expect(await run(day(100))).toEqual({ warned: 1, purged: 0 });
    const page = await entryPage(test.services, { actor: owner, entryId: entry.id, now: day(101) });
    expect(page.ok && page.value.retention?.at).toEqual(day(107));
    expect(await run(day(106.9))).toEqual({ warned: 0, purged: 0 });
    expect(await run(day(107))).toEqual({ warned: 0, purged: 1 });
  });

  it("takes its files and its place in the copy of one's data along at that moment, not before", async () => {
    const entry = await draft({ title: "Bản nháp hết hạn" });
    const other = await makeEntry(test.services, youth.edition, { owner, title: "Bản nháp còn hạn" });
    const store = async (entryId: string) => (await storeEntryFile(test.services, entryId, { partKey: "photos", family: "PHOTO", mime: "image/jpeg", bytes: await photoBytes() })).id;
    const [gone, kept] = [await store(entry.id), await store(other.id)];
    await run(day(23));
    const forms = ["CLEAN", "THUMBNAIL", "ORIGINAL"] as const;
    const served = (id: string, now: Date) => Promise.all(forms.map(async (form) => (await fileOf(test.services, { fileRowId: id, form, actor: owner, now })) !== null));
    const copy = async (now: Date) => JSON.stringify(await ownData(test.services, { actor: owner, now }));
    expect([await served(gone, day(29.99)), (await copy(day(29.99))).includes("Bản nháp hết hạn")]).toEqual([[true, true, true], true]);
    expect([await served(gone, day(30)), await served(kept, day(30))]).toEqual([[false, false, false], [true, true, true]]);
    const after = await copy(day(30));
    expect([after.includes("Bản nháp hết hạn"), after.includes("Bản nháp còn hạn")]).toEqual([false, true]);
    expect(await run(day(30))).toEqual({ warned: 0, purged: 1 });
  });

  it("stays once the guardian agrees, and gets its full warning again when the guardian takes it back", async () => {
    const entry = await draft();
    const token = await guardianLink(entry, BEGUN);
    await run(day(25));
    const given = { takePart: "on", personName: "Trần Thị Giám Hộ" } as const;
    expect(reasonOf(await giveConsentByLink(test.services, { token, given, actor: null, now: day(29) }))).toBe("ok");
    expect(await run(day(50))).toEqual({ warned: 0, purged: 0 });
    await withdrawConsentByLink(test.services, { token, purposes: ["TAKE_PART"], now: day(60) });
    expect(await run(day(60))).toEqual({ warned: 1, purged: 0 });
    expect(await run(day(66))).toEqual({ warned: 0, purged: 0 });
    expect(await run(day(67))).toEqual({ warned: 0, purged: 1 });
  });

  it("leaves everything else alone: adults, submitted and withdrawn entries", async () => {
    const kept = [
      await draft({ authors: [{ birthDate: "1990-01-01" }] }),
      await draft({ state: "SUBMITTED" }),
      await draft({ state: "WITHDRAWN" }),
      await draft({ consents: ["TAKE_PART"] }),
    ];
    expect(await run(day(200))).toEqual({ warned: 0, purged: 0 });
    for (const entry of kept) expect(await isThere(entry.id)).toBe(true);
  });
});

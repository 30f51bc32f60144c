import { randomUUID } from "node:crypto";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/access/roles";
import { compareChangedEntries } from "~/features/duplicates/compare-entries.server";
import { judgeDuplicate, reopenDuplicate } from "~/features/duplicates/judge-duplicate.server";
import { pairPage, pairsPage } from "~/features/duplicates/pair-page.server";
import { screenedEntryPage } from "~/features/screening/entry-page.server";
import { readFilter } from "~/features/screening/list-filter";
import { makeEdition } from "../../../factories/editions";
import { type EntrySpec, makeEntry } from "../../../factories/entries";
import { makeUser } from "../../../factories/people";
import { countStatements } from "../../../support/statements";
import { TEST_DAY, testServices } from "../../../support/services";
import { TEXTS } from "../../../unit/domain/duplicates/corpus";

const { services, clock, close } = await testServices();
afterAll(close);
const { prisma } = services.db;

beforeEach(async () => {
  clock.set(TEST_DAY);
  await prisma.award.deleteMany({});
  await prisma.conflict.deleteMany({});
  await prisma.entry.deleteMany({});
});

let made = 0;

const enter = (edition: { id: string }, spec: EntrySpec = {}) => {
  made += 1;
  const authors = [{ fullName: `Tác Giả Số ${made}`, birthDate: `2011-02-${String((made % 28) + 1).padStart(2, "0")}` }];
  return makeEntry(services, edition, { state: "SUBMITTED", title: `Giải pháp ${randomUUID()}`, summary: "Tóm tắt.", parts: { content: TEXTS.seederOne }, authors, ...spec });
};

async function stage() {
  const { edition } = await makeEdition(services, { kind: "YOUTH" });
  const secretary = await makeUser(services, { role: "SECRETARY", editionId: edition.id });
  const [one, other] = [await enter(edition), await enter(edition)];
  await compareChangedEntries(services);
  const pair = { entryId: one.id, otherId: other.id };
  const judge = (input: Partial<{ judgement: "SAME" | "DIFFERENT"; note: string; entryId: string; otherId: string }> = {}, actor: Actor = secretary) =>
    judgeDuplicate(services, { actor, editionId: edition.id, input: { ...pair, judgement: "SAME", note: "Chép nguyên văn.", ...input }, now: clock.now() });
  const reopen = (actor: Actor = secretary) => reopenDuplicate(services, { actor, editionId: edition.id, input: pair, now: clock.now() });
  const open = (actor: Actor = secretary, entryId = one.id, otherId = other.id) => pairPage(services, { actor, edition, phase: "OPEN", entryId, otherId, now: clock.now() });
  const list = (filter: { isJudged?: boolean; search?: string } = {}, actor: Actor = secretary) =>
    pairsPage(services, { actor, editionId: edition.id, filter: { isJudged: false, search: "", ...filter }, page: 1, now: clock.now() });
  const screened = (entryId = one.id, actor: Actor = secretary) => screenedEntryPage(services, { actor, edition, phase: "OPEN", entryId, filter: readFilter(new URLSearchParams()), now: clock.now() });
  const events = () => prisma.ledgerEvent.findMany({ where: { chain: edition.id, type: { in: ["DUPLICATE_JUDGED", "DUPLICATE_REOPENED"] } }, orderBy: { seq: "asc" } });
  return { edition, secretary, one, other, judge, reopen, open, list, screened, events };
}

const conflict = (edition: { id: string }, entry: { id: string }, actor: Actor) =>
  prisma.conflict.create({ data: { editionId: edition.id, entryId: entry.id, userId: actor.userId, kind: "DECLARED" } });

describe("a verdict on two entries that look alike", () => {
  it("is kept with its reason, recorded without it, and rejects nothing", async () => {
    const { one, other, judge, open, list, events } = await stage();
    expect(await judge()).toEqual({ ok: true, value: null });
    expect((await open())?.verdict).toMatchObject({ judgement: "SAME", note: "Chép nguyên văn.", at: TEST_DAY });
    const [event, ...more] = await events();
    expect([event?.data, more]).toEqual([{ entry: one.code, other: other.code, judgement: "SAME", note: expect.stringMatching(/^[0-9a-f]{64}$/) as string }, []]);
    expect((await prisma.entry.findMany({ where: { id: { in: [one.id, other.id] } } })).map(({ screening, state }) => [screening, state])).toEqual([["RECEIVED", "SUBMITTED"], ["RECEIVED", "SUBMITTED"]]);
    expect([(await list()).counts, (await list()).rows]).toEqual([{ open: 0, judged: 1 }, []]);
    expect((await list({ isJudged: true })).rows).toMatchObject([{ judgement: "SAME" }]);
  });

  it("stands once: the same sent twice is done once, another one is refused", async () => {
    const { edition, judge, events } = await stage();
    const colleague = await makeUser(services, { role: "SECRETARY", editionId: edition.id });
    expect([(await judge()).ok, (await judge()).ok]).toEqual([true, true]);
    expect(await judge({ judgement: "DIFFERENT" }, colleague)).toMatchObject({ ok: false, reason: "already_done" });
    expect(await events()).toHaveLength(1);
  });

  it("of two secretaries in the same moment one wins", async () => {
    const { edition, judge, events } = await stage();
    const colleague = await makeUser(services, { role: "SECRETARY", editionId: edition.id });
    const outcomes = await Promise.all([judge(), judge({ judgement: "DIFFERENT", note: "Khác hẳn nhau." }, colleague)]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect([await prisma.duplicateVerdict.count(), (await events()).length]).toEqual([1, 1]);
  });

  it("no longer holds once one of the two has changed: the pair is open again, says what was decided, and is decided anew on the record", async () => {
    const { one, judge, open, list, screened, events } = await stage();
    await judge({ judgement: "DIFFERENT", note: "Khác phần truyền động." });
    clock.set(new Date(TEST_DAY.getTime() + 60_000));
    await prisma.entryVersion.updateMany({ where: { entryId: one.id, state: "SUBMITTED" }, data: { submittedAt: clock.now() } });
    expect([(await list()).counts, (await list({ isJudged: true })).rows]).toEqual([{ open: 1, judged: 0 }, []]);
    expect((await open())?.verdict).toMatchObject({ judgement: "DIFFERENT", isOutdated: true });
    expect(JSON.stringify(await screened())).toContain('"judgement":null');
    clock.set(new Date(TEST_DAY.getTime() + 120_000));
    expect(await judge()).toEqual({ ok: true, value: null });
    expect((await open())?.verdict).toMatchObject({ judgement: "SAME", isOutdated: false });
    expect((await list()).counts).toEqual({ open: 0, judged: 1 });
    expect((await events()).map(({ type }) => type)).toEqual(["DUPLICATE_JUDGED", "DUPLICATE_REOPENED", "DUPLICATE_JUDGED"]);
  });

  it("can be taken back, on the record", async () => {
    const { judge, reopen, list, events } = await stage();
    expect(await reopen()).toMatchObject({ ok: false, reason: "nothing_to_reopen" });
    await judge();
    expect((await reopen()).ok).toBe(true);
    expect([(await list()).counts, (await events()).map(({ type }) => type)]).toEqual([{ open: 1, judged: 0 }, ["DUPLICATE_JUDGED", "DUPLICATE_REOPENED"]]);
  });

  it("is for secretaries, for pairs of the edition, and not without a pair", async () => {
    const { edition, one, judge } = await stage();
    const organiser = await makeUser(services, { role: "ORGANISER", editionId: edition.id });
    const stranger = await enter((await makeEdition(services)).edition, { parts: { content: TEXTS.binOne } });
    const reasons = [await judge({}, organiser), await judge({}, await makeUser(services)), await judge({ otherId: stranger.id }), await judge({ otherId: "khong-co" }), await judge({ entryId: stranger.id, otherId: one.id })];
    expect(reasons.map((outcome) => (outcome.ok ? "ok" : outcome.reason))).toEqual(["forbidden", "not_found", "not_found", "not_found", "not_found"]);
  });
});

describe("a conflict of interest with either of the two", () => {
  it("hides the pair everywhere and bars the verdict", async () => {
    const { edition, one, other, secretary, judge, open, list, screened } = await stage();
    await conflict(edition, other, secretary);
    expect([await open(), await open(secretary, other.id, one.id), (await list()).counts, (await list()).rows]).toEqual([null, null, { open: 0, judged: 0 }, []]);
    expect(await judge()).toMatchObject({ ok: false, reason: "conflict_of_interest" });
    expect((await screened())?.checked?.pairs).toEqual([]);
    expect(await screened(other.id)).toBeNull();
    const colleague = await makeUser(services, { role: "SECRETARY", editionId: edition.id });
    expect([(await list({}, colleague)).counts.open, (await open(colleague))?.pair.other.id]).toEqual([1, other.id]);
  });
});

describe("the pages of pairs", () => {
  it("mark the same words in both, note the look at both, and name edition, state and prize", async () => {
    const { edition, secretary, one } = await stage();
    const { edition: earlier, tiers } = await makeEdition(services, { kind: "TECHNICAL", phase: "PUBLISHED" });
    const awarded = await enter(earlier, { parts: { solution: `Mở đầu khác. ${TEXTS.seederOne}` }, screening: "QUALIFIED" });
    await prisma.award.create({ data: { editionId: earlier.id, entryId: awarded.id, tierId: tiers[0]?.id ?? "", rank: 1, rankInField: 1, mean: "90.00" } });
    await prisma.edition.update({ where: { id: earlier.id }, data: { publishedAt: new Date(TEST_DAY.getTime() - 1000) } });
    await prisma.entryPrint.deleteMany({});
    await compareChangedEntries(services);
    const view = await pairPage(services, { actor: secretary, edition, phase: "OPEN", entryId: one.id, otherId: awarded.id, now: clock.now() });
    expect(view?.pair.other).toMatchObject({ editionTitle: earlier.title, screening: "QUALIFIED", award: tiers[0]?.label });
    const marked = (side: "first" | "second") => view?.[side].flatMap(({ pieces }) => pieces.filter(({ passage }) => passage === 1).map(({ text }) => text)).join("");
    expect(marked("first")).toBe(TEXTS.seederOne.replace(/\.$/, ""));
    expect(marked("second")).toBe(marked("first"));
    expect((await prisma.accessLog.findMany({ where: { userId: secretary.userId } })).map(({ entryId }) => entryId).toSorted()).toEqual([one.id, awarded.id].toSorted());
    const checks = (await screenedEntryPage(services, { actor: secretary, edition, phase: "OPEN", entryId: one.id, filter: readFilter(new URLSearchParams()), now: clock.now() }))?.checked;
    expect(checks?.list.filter(({ key }) => key === "duplicates" || key === "awarded").map(({ state }) => state)).toEqual(["look", "look"]);
    expect(checks?.awarded.map(({ other }) => other.id)).toEqual([awarded.id]);
  });

  it("set the same file and pictures that look the same side by side, to be opened by staff of both editions", async () => {
    const { edition, one, secretary } = await stage();
    const { edition: sister } = await makeEdition(services, { kind: "TECHNICAL" });
    const twin = await enter(sister, { parts: {} });
    const hash = 0x5a3c_96e1_0f78_b24dn;
    const add = async (entry: { id: string; editionId: string }, name: string, sha256: string, perceptualHash: bigint) => {
      const version = await prisma.entryVersion.findFirstOrThrow({ where: { entryId: entry.id, state: "SUBMITTED" } });
      const stored = await prisma.storedFile.create({
        data: { editionId: entry.editionId, store: "LOCAL", storageName: randomUUID(), size: 10, sha256, family: "PHOTO", mime: "image/jpeg", processing: "DONE", perceptualHash, uploadedById: "x" },
      });
      await prisma.entryFile.create({ data: { versionId: version.id, key: randomUUID(), partKey: "photos", position: name.startsWith("a") ? 1 : 2, name, size: 10, sha256, fileId: stored.id } });
    };
    await add(one, "a.jpg", "aa".repeat(32), hash);
    await add(one, "b.jpg", "bb".repeat(32), ~hash);
    await add(twin, "a2.jpg", "aa".repeat(32), hash);
    await add(twin, "b2.jpg", "cc".repeat(32), ~hash ^ 0b101n);
    await compareChangedEntries(services);
    const files = async () => (await pairPage(services, { actor: secretary, edition, phase: "OPEN", entryId: one.id, otherId: twin.id, now: clock.now() }))?.files.map(({ own, other, isSame }) => [own.name, other.name, isSame, own.mayOpen, other.mayOpen]);
    expect(await files()).toEqual([["a.jpg", "a2.jpg", true, true, false], ["b.jpg", "b2.jpg", false, true, false]]);
    secretary.roles = [...secretary.roles, { role: "SECRETARY", editionId: sister.id, unitId: null }];
    expect((await files())?.map(([, , , own, other]) => [own, other])).toEqual([[true, true], [true, true]]);
  });

  it("find a pair by words of either entry, without diacritics", async () => {
    const { one, other, list } = await stage();
    await prisma.entry.update({ where: { id: other.id }, data: { searchText: "Máy Gieo Lạc" } });
    expect((await list({ search: "may lac" })).rows.map((row) => [row.own.id, row.other.id])).toEqual([[one.id, other.id]]);
    expect((await list({ search: "may no" })).rows).toEqual([]);
  });

  it("take as many statements for three pairs as for one", async () => {
    const { edition, list, open, screened } = await stage();
    const statements = async () => [(await countStatements(services.db.pool, () => list())).count, (await countStatements(services.db.pool, () => open())).count, (await countStatements(services.db.pool, () => screened())).count];
    const before = await statements();
    await enter(edition);
    await compareChangedEntries(services);
    expect((await list()).counts.open).toBe(3);
    expect(await statements()).toEqual(before);
  });

  it("say that a version was not compared yet", async () => {
    const { edition, screened } = await stage();
    const fresh = await enter(edition);
    const check = (await screened(fresh.id))?.checked;
    expect([check?.isCompared, check?.list.find(({ key }) => key === "duplicates")?.state]).toEqual([false, "look"]);
  });
});

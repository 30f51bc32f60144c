import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { editionById } from "~/data/editions.server";
import { editionRules } from "~/data/editions-rules.server";
import { phaseAt } from "~/domain/contest/phases";
import { proposedDates } from "~/domain/contest/timeline-proposal";
import { announceEdition } from "~/features/contests/announce.server";
import { createEdition } from "~/features/contests/create-edition.server";
import type { NewEdition } from "~/features/contests/edition-draft";
import { extendReceipt } from "~/features/contests/extend-receipt.server";
import { rulesHash } from "~/features/contests/rules-record.server";
import { makeEdition } from "../../../factories/editions";
import { makeUnit, makeUser } from "../../../factories/people";
import { testServices, TEST_DAY, type TestServices } from "../../../support/services";

let test: TestServices;
beforeAll(async () => {
  test = await testServices();
});
afterAll(() => test.close());

const now = TEST_DAY;
const DAY = 86_400_000;
const after = (days: number, from = now) => new Date(from.getTime() + days * DAY);

const input = (changes: Partial<NewEdition & { id: string }> = {}): NewEdition & { id: string } => ({
  id: randomUUID(),
  kind: "YOUTH",
  number: 18,
  period: "2026–2027",
  dates: proposedDates(now, ["PRELIM", "FINAL"]),
  hostUnitId: null,
  hostName: `Liên hiệp hội ${randomUUID().slice(0, 8)}`,
  hostLevel: "COMMUNE",
  letterheadParent: "UBND xã",
  letterheadBody: "Ban Tổ chức",
  place: "Cẩm Bình",
  contact: "0239 000 000",
  ...changes,
});

const events = (chain: string) => test.services.db.prisma.ledgerEvent.findMany({ where: { chain }, orderBy: { seq: "asc" } });
const editionOf = async (slug: string) => test.services.db.prisma.edition.findUniqueOrThrow({ where: { slug } });

describe("making an edition", () => {
  it("gives its maker the secretary's role and records both in the system's chain", async () => {
    const other = await makeEdition(test.services);
    const actor = await makeUser(test.services, { role: "SECRETARY", editionId: other.edition.id });
    const made = await createEdition(test.services, { actor, input: input({ kind: "TECHNICAL", number: 14 }), now });
    if (!made.ok) throw new Error(made.reason);
    const edition = await editionOf(made.value.slug);
    expect(edition).toMatchObject({ kind: "TECHNICAL", number: 14, title: "Hội thi Sáng tạo kỹ thuật lần thứ 14", createdSinceYear: 2021, birthDateFrom: null, announcedAt: null, codePrefix: "STKT-14" });
    expect(phaseAt(edition, now)).toBe("DRAFT");
    const roles = await test.services.db.prisma.membership.findMany({ where: { userId: actor.userId, editionId: edition.id } });
    expect(roles.map(({ role }) => role)).toEqual(["SECRETARY"]);
    expect((await events("system")).slice(-2).map(({ type, data, actor: by }) => ({ type, data, by }))).toEqual([
      { type: "EDITION_CREATED", data: { edition: edition.id, kind: "TECHNICAL", number: 14 }, by: actor.userId },
      { type: "ROLE_GRANTED", data: { user: actor.userId, role: "SECRETARY", edition: edition.id }, by: actor.userId },
    ]);
  });

  it("leaves an administrator what he is, and the rules ready to announce", async () => {
    const actor = await makeUser(test.services, { role: "ADMINISTRATOR" });
    const made = await createEdition(test.services, { actor, input: input({ number: 21 }), now });
    if (!made.ok) throw new Error(made.reason);
    const edition = await editionOf(made.value.slug);
    expect(await test.services.db.prisma.membership.count({ where: { editionId: edition.id } })).toBe(0);
    expect(edition).toMatchObject({ birthDateFrom: new Date("2008-07-31"), birthDateTo: new Date("2021-07-31"), createdSinceYear: null });
    expect(edition.rulesText).toContain("Các em sinh từ 31/07/2008 đến 31/07/2021");
    expect(edition.rulesText).not.toMatch(/[{}]/);
    expect(await announceEdition(test.services, { actor, editionId: edition.id, version: edition.version, now })).toEqual({ ok: true, value: null });
  });

  it("is for those who may, and nobody else", async () => {
    const entrant = await makeUser(test.services);
    expect(await createEdition(test.services, { actor: entrant, input: input(), now })).toEqual({ ok: false, reason: "forbidden" });
  });

  it("sent twice makes one, and somebody else's id gives nothing away", async () => {
    const actor = await makeUser(test.services, { role: "ADMINISTRATOR" });
    const sent = input({ number: 31 });
    const answers = await Promise.all([createEdition(test.services, { actor, input: sent, now }), createEdition(test.services, { actor, input: sent, now })]);
    expect(answers[0]).toEqual(answers[1]);
    expect(await test.services.db.prisma.edition.count({ where: { hostName: sent.hostName } })).toBe(1);
    const other = await makeEdition(test.services);
    const stranger = await makeUser(test.services, { role: "SECRETARY", editionId: other.edition.id });
    expect(await createEdition(test.services, { actor: stranger, input: { ...sent, number: 32 }, now })).toEqual({ ok: false, reason: "already_exists" });
  });

  it("names editions of one number apart by their hosts", async () => {
    const actor = await makeUser(test.services, { role: "ADMINISTRATOR" });
    const make = async (hostName: string) => {
      const made = await createEdition(test.services, { actor, input: input({ number: 71, hostName }), now });
      return made.ok ? made.value.slug : made.reason;
    };
    expect([await make("Xã Cẩm Bình"), await make("Xã Yên Hòa")]).toEqual(["sang-tao-thanh-thieu-nien-71", "sang-tao-thanh-thieu-nien-71-xa-yen-hoa"]);
    expect(await make("XÃ YÊN HOÀ".normalize("NFD"))).toBe("number_taken");
  });

  it("takes the host's name from the register, and refuses a unit that was merged away", async () => {
    const actor = await makeUser(test.services, { role: "ADMINISTRATOR" });
    const unit = await makeUnit(test.services, { kind: "COMMUNE", name: "Xã Thiên Cầm" });
    const gone = await makeUnit(test.services, { kind: "COMMUNE" });
    await test.services.db.prisma.unit.update({ where: { id: gone.id }, data: { mergedIntoId: unit.id } });
    const made = await createEdition(test.services, { actor, input: input({ number: 41, hostUnitId: unit.id, hostName: "" }), now });
    if (!made.ok) throw new Error(made.reason);
    expect(await editionOf(made.value.slug)).toMatchObject({ hostUnitId: unit.id, hostName: "Xã Thiên Cầm" });
    expect(await createEdition(test.services, { actor, input: input({ number: 42, hostUnitId: gone.id }), now })).toEqual({ ok: false, reason: "unit_unknown" });
    expect(await createEdition(test.services, { actor, input: input({ number: 42, hostUnitId: randomUUID() }), now })).toEqual({ ok: false, reason: "unit_unknown" });
  });

  it("refuses dates that contradict each other, with where", async () => {
    const actor = await makeUser(test.services, { role: "ADMINISTRATOR" });
    const dates = { ...proposedDates(now, ["PRELIM", "FINAL"]), closesAt: now };
    expect(await createEdition(test.services, { actor, input: input({ dates }), now })).toEqual({
      ok: false,
      reason: "timeline_contradicts",
      faults: [{ field: "closesAt", reason: "closes_before_opens" }],
    });
  });
});

describe("announcing", () => {
  it("makes the edition public and keeps the hash of its rules", async () => {
    const { edition } = await makeEdition(test.services, { phase: "DRAFT" });
    const actor = await makeUser(test.services, { role: "ORGANISER", editionId: edition.id });
    expect(await announceEdition(test.services, { actor, editionId: edition.id, version: edition.version, now })).toEqual({ ok: true, value: null });
    const announced = await editionById(test.services.db.prisma, edition.id);
    expect(announced).toMatchObject({ announcedAt: now, version: edition.version + 1 });
    const rules = await editionRules(test.services.db.prisma, edition.id);
    expect((await events(edition.id)).map(({ type, data }) => ({ type, data }))).toEqual([
      { type: "EDITION_ANNOUNCED", data: { opensAt: edition.opensAt.toISOString(), closesAt: edition.closesAt.toISOString(), rules: announced && rulesHash(announced, rules) } },
    ]);
    expect(await announceEdition(test.services, { actor, editionId: edition.id, version: edition.version + 1, now })).toEqual({ ok: false, reason: "already_done" });
  });

  it("is refused with what is missing, to whom may not, and over a newer version", async () => {
    const { edition } = await makeEdition(test.services, { phase: "DRAFT", change: (draft) => ({ ...draft, rulesText: "", contact: "" }) });
    const secretary = await makeUser(test.services, { role: "SECRETARY", editionId: edition.id });
    const chair = await makeUser(test.services, { role: "CHAIR", editionId: edition.id });
    const stranger = await makeUser(test.services, { role: "SECRETARY", editionId: (await makeEdition(test.services)).edition.id });
    const announce = (actor: typeof secretary, version = edition.version) => announceEdition(test.services, { actor, editionId: edition.id, version, now });
    expect(await announce(secretary)).toEqual({
      ok: false,
      reason: "incomplete",
      gaps: [
        { section: "general", reason: "contact_missing" },
        { section: "texts", reason: "rules_text_missing" },
      ],
    });
    expect(await announce(chair)).toEqual({ ok: false, reason: "forbidden" });
    expect(await announce(stranger)).toEqual({ ok: false, reason: "not_found" });
    expect(await announce(secretary, edition.version - 1)).toEqual({ ok: false, reason: "version_conflict" });
    expect(await events(edition.id)).toEqual([]);
  });
});

describe("extending receipt", () => {
  const extend = (actor: Awaited<ReturnType<typeof makeUser>>, editionId: string, change: { id?: string; to: Date; version: number; reason?: string }, at = now) =>
    extendReceipt(test.services, { actor, editionId, input: { id: randomUUID(), reason: "Mưa lũ kéo dài, trường nghỉ học", ...change }, now: at });

  it("puts the deadline off, moves what collides, and keeps the reason outside the chain", async () => {
    const { edition } = await makeEdition(test.services);
    const actor = await makeUser(test.services, { role: "SECRETARY", editionId: edition.id });
    const to = after(20, edition.closesAt);
    const answer = await extend(actor, edition.id, { to, version: edition.version });
    expect(answer.ok).toBe(true);
    const changed = await editionById(test.services.db.prisma, edition.id);
    expect(changed).toMatchObject({ closesAt: to, screeningEndsAt: after(20, edition.screeningEndsAt), version: edition.version + 1 });
    const [extended, changedRules] = await events(edition.id);
    const kept = await test.services.db.prisma.erasableText.findMany({ where: { chain: edition.id } });
    expect(kept.map(({ text }) => text)).toEqual(["Mưa lũ kéo dài, trường nghỉ học"]);
    expect(extended).toMatchObject({ type: "RECEIPT_EXTENDED", data: { from: edition.closesAt.toISOString(), to: to.toISOString(), reason: kept[0]?.hash } });
    const rules = await editionRules(test.services.db.prisma, edition.id);
    expect(changedRules).toMatchObject({ type: "RULES_CHANGED", data: { rules: changed && rulesHash(changed, rules) } });
    expect(JSON.stringify(await events(edition.id))).not.toContain("Mưa lũ");
    const rows = await test.services.db.prisma.editionExtension.findMany({ where: { editionId: edition.id } });
    expect(rows).toMatchObject([{ fromAt: edition.closesAt, toAt: to, reason: "Mưa lũ kéo dài, trường nghỉ học", actorId: actor.userId, at: now }]);
  });

  it("clicked twice extends once", async () => {
    const { edition } = await makeEdition(test.services);
    const actor = await makeUser(test.services, { role: "ORGANISER", editionId: edition.id });
    const change = { id: randomUUID(), to: after(1, edition.closesAt), version: edition.version };
    const answers = await Promise.all([extend(actor, edition.id, change), extend(actor, edition.id, change)]);
    expect(answers.map(({ ok }) => ok)).toEqual([true, true]);
    expect(await test.services.db.prisma.editionExtension.count({ where: { editionId: edition.id } })).toBe(1);
  });

  it("by two people at once is done by the first, and the second is told", async () => {
    const { edition } = await makeEdition(test.services);
    const actor = await makeUser(test.services, { role: "SECRETARY", editionId: edition.id });
    const answers = await Promise.all([3, 5].map((days) => extend(actor, edition.id, { to: after(days, edition.closesAt), version: edition.version })));
    expect(answers.map((answer) => (answer.ok ? "done" : answer.reason)).sort()).toEqual(["done", "version_conflict"]);
    expect(await test.services.db.prisma.editionExtension.count({ where: { editionId: edition.id } })).toBe(1);
  });

  it("reopens receipt while screening, and is too late once judging has begun", async () => {
    const screening = await makeEdition(test.services, { phase: "SCREENING" });
    const actor = await makeUser(test.services, { role: "SECRETARY", editionId: screening.edition.id });
    expect((await extend(actor, screening.edition.id, { to: after(3), version: screening.edition.version })).ok).toBe(true);
    const reopened = await editionById(test.services.db.prisma, screening.edition.id);
    expect(reopened && phaseAt(reopened, now)).toBe("OPEN");
    const judging = await makeEdition(test.services, { phase: "JUDGING" });
    const secretary = await makeUser(test.services, { role: "SECRETARY", editionId: judging.edition.id });
    expect(await extend(secretary, judging.edition.id, { to: after(3), version: judging.edition.version })).toEqual({ ok: false, reason: "wrong_phase" });
  });

  it("happens together with its events or not at all", async () => {
    const { edition } = await makeEdition(test.services);
    const actor = await makeUser(test.services, { role: "SECRETARY", editionId: edition.id });
    // An event without a head stands in the way of the chain's first event.
    const inTheWay = { chain: edition.id, seq: 1, at: now, type: "RULES_CHANGED", actor: "system", data: {}, prev: "", hash: "" };
    await test.services.db.prisma.ledgerEvent.create({ data: inTheWay });
    await expect(extend(actor, edition.id, { to: after(1, edition.closesAt), version: edition.version })).rejects.toThrow();
    expect(await editionById(test.services.db.prisma, edition.id)).toEqual(edition);
    expect(await test.services.db.prisma.editionExtension.count({ where: { editionId: edition.id } })).toBe(0);
  });

  it("is refused backwards, into the past, to others, and leaves nothing behind", async () => {
    const { edition } = await makeEdition(test.services, { phase: "SCREENING" });
    const secretary = await makeUser(test.services, { role: "SECRETARY", editionId: edition.id });
    const chair = await makeUser(test.services, { role: "CHAIR", editionId: edition.id });
    const stranger = await makeUser(test.services);
    const reasonOf = async (actor: typeof chair, to: Date, version = edition.version) => {
      const answer = await extend(actor, edition.id, { to, version });
      return answer.ok ? "done" : answer.reason;
    };
    expect(await reasonOf(secretary, edition.closesAt)).toBe("not_later");
    expect(await reasonOf(secretary, now)).toBe("in_the_past");
    expect(await reasonOf(secretary, after(3), edition.version + 1)).toBe("version_conflict");
    expect(await reasonOf(chair, after(3))).toBe("forbidden");
    expect(await reasonOf(stranger, after(3))).toBe("not_found");
    expect(await editionById(test.services.db.prisma, edition.id)).toEqual(edition);
    expect(await events(edition.id)).toEqual([]);
    expect(await test.services.db.prisma.erasableText.count({ where: { chain: edition.id } })).toBe(0);
  });
});

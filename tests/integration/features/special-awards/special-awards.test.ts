import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { specialAwardsMoney, specialAwardsOf } from "~/data/special-awards.server";
import type { SpecialAwardRule } from "~/domain/special-awards/rules";
import { publicSpecialAwards } from "~/features/results/public-special-awards.server";
import { addSpecialAward, changeSpecialAward, removeSpecialAward } from "~/features/special-awards/define.server";
import { giveSpecialAward, revokeSpecialAward } from "~/features/special-awards/give.server";
import { specialAwardsView, specialAwardView } from "~/features/special-awards/view.server";
import type { Actor } from "~/domain/access/roles";
import { proposeResult } from "~/features/results/decision.server";
import { openFor, rescoreFirstJudge } from "../../../factories/corrections";
import { makeUnit } from "../../../factories/people";
import { leadTo, makePublicContest, type PublicContest, withdrawName } from "../../../factories/publication";
import { testServices } from "../../../support/services";
import { countStatements } from "../../../support/statements";

const { services, clock, close } = await testServices();
afterAll(close);
const { prisma } = services.db;

const AUTHORS = ["Trần Thị Lan", "Nguyễn Văn Ẩn", "Lê Thị Út", "Phan Văn Cả"];

/** Four entries, best first, one prize; the first two of one school, the others of another, born 2012, 2015, 2015 and 1951. */
async function stage() {
  const contest = await makePublicContest(services, AUTHORS.map((author, index) => ({ title: `Máy số ${index}`, author, named: index !== 1 })), { prizes: 1 });
  const editionId = contest.made.edition.id;
  const [school, other] = await Promise.all([makeUnit(services), makeUnit(services)]);
  for (const [index, { id }] of contest.entries.entries()) {
    await prisma.entryVersion.updateMany({ where: { entryId: id }, data: { unitId: index < 2 ? school.id : other.id } });
    await prisma.entryAuthor.updateMany({ where: { version: { entryId: id } }, data: { birthDate: new Date(`${["2012-04-05", "2015-06-07", "2015-06-07", "1951-08-09"][index]}T00:00:00Z`), userId: null } });
  }
  const act = (actor: Actor = contest.chair) => ({ actor, editionId, now: clock.now() });
  const add = async (rule: SpecialAwardRule) => {
    const added = await addSpecialAward(services, { ...act(contest.secretary), input: { newId: randomUUID(), rule } });
    if (!added.ok) throw new Error(added.reason);
    return added.value.id;
  };
  const asked = { unit: undefined, entry: "", author: "", name: "", reason: "" };
  const give = (awardId: string, input: Partial<Parameters<typeof giveSpecialAward>[1]["input"]>, actor?: Actor) => giveSpecialAward(services, { ...act(actor), awardId, input: { id: randomUUID(), ...asked, ...input } });
  const view = async (awardId: string, actor: Actor = contest.organiser) => {
    const edition = await prisma.edition.findUniqueOrThrow({ where: { id: editionId } });
    const shown = await specialAwardView(services, { actor, edition, phase: "DECIDING", awardId });
    if (!shown) throw new Error("no award");
    return shown;
  };
  const events = async () => (await prisma.ledgerEvent.findMany({ where: { chain: editionId, type: { startsWith: "SPECIAL_AWARD" } }, orderBy: { seq: "asc" } })).map(({ type, data }) => ({ type, data }));
  return { contest, editionId, school, other, act, add, give, view, events };
}

const toPublic = async (contest: PublicContest) => publicSpecialAwards(prisma, await prisma.edition.findUniqueOrThrow({ where: { id: contest.made.edition.id } }));

describe("an award by the points of units", () => {
  it("says how every number came about, merged units as one", async () => {
    const { contest, school, other, add, view } = await stage();
    const merged = await makeUnit(services);
    await prisma.entryVersion.updateMany({ where: { entryId: contest.entries[3]?.id ?? "" }, data: { unitId: merged.id } });
    await prisma.unit.update({ where: { id: merged.id }, data: { mergedIntoId: other.id } });
    const { rows, uncounted } = await view(await add("UNIT_POINTS"));
    expect(rows.map(({ name, value, place, outcome }) => [name, value, place, outcome])).toEqual([
      [school.name, 14, 1, "GETS"],
      [other.name, 4, 2, "GETS"],
    ]);
    expect(rows[0]?.parts.map(({ of, count, each }) => [of, count, each])).toEqual([["submitted", 2, 1], ["qualified", 2, 1], ["FIRST", 1, 10]]);
    expect(uncounted).toBe(0);
  });

  it("is given by the rule without a reason, once however often it is sent, and counted in the money", async () => {
    const { editionId, school, add, give, contest, events, act } = await stage();
    const award = await add("UNIT_POINTS");
    const { version } = await prisma.specialAward.findUniqueOrThrow({ where: { id: award } });
    await changeSpecialAward(services, { ...act(contest.secretary), id: award, input: { version, label: "Giải Tập thể", ruleText: "Theo điểm", minimum: 5, quota: 3, money: 1_500_000, points: { submitted: 1, qualified: 1, tiers: { FIRST: 10, KHONG_CO: 5 } } } });
    const id = randomUUID();
    expect(await give(award, { id, unit: school.id })).toEqual({ ok: true, value: null });
    expect(await give(award, { id, unit: school.id })).toEqual({ ok: true, value: null });
    expect(await give(award, { unit: school.id })).toMatchObject({ ok: false, reason: "given_already" });
    expect(await specialAwardsMoney(prisma, editionId)).toBe(1_500_000);
    expect(await specialAwardsOf(prisma, editionId)).toMatchObject([{ awardCode: "TAP-THE", label: "Giải Tập thể", recipient: "UNIT", name: school.name, publicName: school.name, value: "14", money: 1_500_000 }]);
    expect((await events()).map(({ type }) => type)).toEqual(["SPECIAL_AWARD_DEFINED", "SPECIAL_AWARD_DEFINED", "SPECIAL_AWARD_GIVEN"]);
  });

  it("below the minimum, behind the line and to the wrong kind of recipient it is refused", async () => {
    const { other, contest, add, give, act } = await stage();
    const award = await add("UNIT_POINTS");
    const { version, label, ruleText, points } = await prisma.specialAward.findUniqueOrThrow({ where: { id: award } });
    const change = { version, label, ruleText, money: 0, points: points as { submitted: number; qualified: number; tiers: Record<string, number> } };
    await changeSpecialAward(services, { ...act(contest.chair), id: award, input: { ...change, minimum: 5, quota: 1 } });
    expect(await give(award, { unit: other.id, reason: "Có nhiều cố gắng" })).toMatchObject({ ok: false, reason: "below_minimum" });
    await changeSpecialAward(services, { ...act(contest.chair), id: award, input: { ...change, version: version + 1, minimum: null, quota: 1 } });
    expect(await give(award, { unit: other.id, reason: "Có nhiều cố gắng" })).toMatchObject({ ok: false, reason: "not_in_standing" });
    expect(await give(award, { name: "Nhóm không có tên trong danh mục", reason: "Có nhiều cố gắng" })).toMatchObject({ ok: false, reason: "wrong_recipient" });
  });
});

describe("awards for the youngest and the oldest", () => {
  it("twins are tied: the committee decides with a reason; no age is in the record, on the page or in public", async () => {
    const { contest, add, give, view, events } = await stage();
    const award = await add("YOUNGEST_AUTHOR");
    const shown = await view(award);
    expect(shown.rows.map(({ name, outcome, value }) => [name, outcome, value]).toSorted()).toEqual([["Lê Thị Út", "TIED", null], ["Nguyễn Văn Ẩn", "TIED", null]].toSorted());
    expect(shown.tieLeft).toBe(1);
    const entry = contest.entries[1]?.code ?? "";
    expect(await give(award, { entry, author: "nguyễn văn  ẩn" })).toMatchObject({ ok: false, reason: "reason_needed" });
    expect(await give(award, { entry, author: "Nguyễn Văn Ẩn", reason: "Bốc thăm trước Ban Tổ chức" })).toEqual({ ok: true, value: null });
    await leadTo(services, contest, "PUBLISHED");
    // The author has not agreed: the code stands in place of the name.
    expect(await toPublic(contest)).toMatchObject([{ label: "Tác giả nhỏ tuổi nhất", recipients: [{ name: null, entryCode: entry, value: "", addedOn: null }] }]);
    const told = JSON.stringify([shown, await events(), await toPublic(contest), await prisma.specialAwardGiven.findMany({ where: { specialAwardId: award } })]);
    // Random ids and hashes hold any four digits now and then.
    expect(told.replaceAll(/[0-9a-f]{64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "")).not.toMatch(/2015|2012|1951|birth/i);
    expect(JSON.stringify([await events(), await toPublic(contest)])).not.toMatch(/Ẩn|Bốc thăm/);
  });

  it("a carried vote stands in the place of a reason", async () => {
    const { contest, editionId, add, give } = await stage();
    const award = await add("YOUNGEST_AUTHOR");
    const entry = contest.entries[2];
    const meeting = await prisma.rankingMeeting.create({ data: { editionId, title: "Họp", place: "Hội trường", heldAt: clock.now(), openedById: contest.chair.userId, openedAt: clock.now() } });
    const question = await prisma.erasableText.create({ data: { chain: editionId, salt: "s", text: "Trao cho ai", hash: "h" } });
    const vote = { editionId, meetingId: meeting.id, subject: "SPECIAL_AWARD" as const, specialAwardId: award, entryIds: [entry?.id ?? ""], questionId: question.id, present: 5, inFavour: 4, against: 1, rule: "MAJORITY" as const, recordedById: contest.chair.userId, recordedAt: clock.now() };
    await prisma.vote.create({ data: { ...vote, carried: false } });
    expect(await give(award, { entry: entry?.code ?? "", author: "Lê Thị Út" })).toMatchObject({ ok: false, reason: "reason_needed" });
    const { id } = await prisma.vote.create({ data: { ...vote, carried: true } });
    expect(await give(award, { entry: contest.entries[1]?.code ?? "", author: "Nguyễn Văn Ẩn" })).toMatchObject({ ok: false, reason: "reason_needed" });
    expect(await give(award, { entry: entry?.code ?? "", author: "Lê Thị Út" })).toEqual({ ok: true, value: null });
    expect(await prisma.specialAwardGiven.findFirstOrThrow({ where: { specialAwardId: award } })).toMatchObject({ voteId: id, reasonId: null });
  });

  it("a name that is withdrawn leaves the public page, the award stays", async () => {
    const { contest, add, give } = await stage();
    const award = await add("OLDEST_AUTHOR");
    const oldest = contest.entries[3];
    expect(await give(award, { entry: oldest?.code ?? "", author: "Phan Văn Cả" })).toEqual({ ok: true, value: null });
    await leadTo(services, contest, "PUBLISHED");
    expect((await toPublic(contest))[0]?.recipients[0]?.name).toBe("Phan Văn Cả");
    await withdrawName(services, oldest?.id ?? "");
    expect((await toPublic(contest))[0]?.recipients[0]).toMatchObject({ name: null, entryCode: oldest?.code });
  });
});

describe("who may, and when", () => {
  it("an interest in an entry of the recipient bars, also where it would change who stands where; without it another does it", async () => {
    const { contest, editionId, school, other, add, give, view } = await stage();
    const award = await add("MOST_ENTRIES_UNIT");
    const before = await view(award, contest.chair);
    expect(before.rows.map(({ name, outcome }) => [name, outcome]).toSorted()).toEqual([[school.name, "TIED"], [other.name, "TIED"]].toSorted());
    await prisma.conflict.create({ data: { editionId, entryId: contest.entries[0]?.id ?? "", userId: contest.chair.userId, kind: "DECLARED", createdById: contest.chair.userId, createdAt: clock.now() } });
    // As if the entry did not exist.
    expect((await view(award, contest.chair)).rows.map(({ name, value, outcome }) => [name, value, outcome])).toEqual([[other.name, 2, "GETS"], [school.name, 1, "BELOW_MINIMUM"]]);
    for (const unit of [school.id, other.id]) expect(await give(award, { unit, reason: "Ban Tổ chức chọn" })).toMatchObject({ ok: false, reason: "conflict_of_interest" });
    expect(await give(award, { unit: school.id, reason: "Ban Tổ chức chọn" }, contest.organiser)).toEqual({ ok: true, value: null });
    expect(await give(award, { unit: other.id, reason: "Ban Tổ chức chọn" }, contest.secretary)).toMatchObject({ ok: false, reason: "forbidden" });
  });

  it("once the decision is signed rules stand and giving needs a reason; after publication it is shown as added, and taking back leaves nothing public", async () => {
    const { contest, school, act, add, give } = await stage();
    const award = await add("UNIT_POINTS");
    const { version, label, ruleText } = await prisma.specialAward.findUniqueOrThrow({ where: { id: award } });
    await leadTo(services, contest, "SIGNED");
    expect(await changeSpecialAward(services, { ...act(), id: award, input: { version, label, ruleText, minimum: null, quota: 1, money: 0 } })).toMatchObject({ ok: false, reason: "result_signed" });
    expect(await give(award, { unit: school.id })).toMatchObject({ ok: false, reason: "reason_needed" });
    await leadTo(services, contest, "PUBLISHED");
    expect(await toPublic(contest)).toEqual([]);
    const id = randomUUID();
    clock.set(new Date(clock.now().getTime() + 86_400_000));
    expect(await give(award, { id, unit: school.id, reason: "Bổ sung theo đề nghị của Ban Tổ chức" })).toEqual({ ok: true, value: null });
    const [shown] = await toPublic(contest);
    expect(shown?.recipients[0]?.addedOn).toBe(clock.now().toISOString().slice(0, 10));
    const revoke = () => revokeSpecialAward(services, { ...act(), awardId: award, input: { id, reason: "Trao nhầm đơn vị" } });
    expect([await revoke(), await revoke()]).toEqual([{ ok: true, value: null }, { ok: true, value: null }]);
    expect(await toPublic(contest)).toEqual([]);
    expect(await prisma.ledgerEvent.count({ where: { chain: contest.made.edition.id, type: "SPECIAL_AWARD_REVOKED" } })).toBe(1);
  });

  it("while the result is corrected nothing is given that rests on scores nobody knows yet; rules stand, and taking back is an act after publication", async () => {
    const { contest, school, act, add, give, view, events } = await stage();
    const award = await add("UNIT_POINTS");
    const { version, label, ruleText } = await prisma.specialAward.findUniqueOrThrow({ where: { id: award } });
    await leadTo(services, contest, "PUBLISHED");
    const id = randomUUID();
    expect(await give(award, { id, unit: school.id, reason: "Bổ sung" })).toEqual({ ok: true, value: null });
    expect((await openFor(services, contest, [3])).ok).toBe(true);
    const given = () => give(award, { unit: school.id, reason: "Bổ sung" });
    const changed = () => changeSpecialAward(services, { ...act(), id: award, input: { version, label, ruleText, minimum: null, quota: 3, money: 0 } });
    expect(await revokeSpecialAward(services, { ...act(), awardId: award, input: { id, reason: "Trao nhầm" } })).toEqual({ ok: true, value: null });
    expect((await events()).at(-1)).toMatchObject({ type: "SPECIAL_AWARD_REVOKED", data: { later: true } });
    expect(await rescoreFirstJudge(services, contest, 3, "40")).toMatchObject({ ok: true });
    expect([await given(), (await changed()).ok]).toEqual([{ ok: false, reason: "correction_open" }, false]);
    expect(await proposeResult(services, act())).toEqual({ ok: true, value: null });
    expect([await given(), (await changed()).ok]).toEqual([{ ok: false, reason: "correction_open" }, false]);
    expect((await view(award)).isCorrected).toBe(true);
  });

  it("what somebody has is not removed, and what it counts stays; nobody's goes", async () => {
    const { contest, school, act, add, give } = await stage();
    const [award, unused] = [await add("UNIT_POINTS"), await add("UNIT_POINTS")];
    await give(award, { unit: school.id });
    expect(await removeSpecialAward(services, { ...act(), id: award })).toMatchObject({ ok: false, reason: "award_given" });
    const { version, label, ruleText } = await prisma.specialAward.findUniqueOrThrow({ where: { id: award } });
    expect(await changeSpecialAward(services, { ...act(), id: award, input: { version, label, ruleText, minimum: 3, quota: 3, money: 0 } })).toMatchObject({ ok: false, reason: "award_given" });
    expect(await changeSpecialAward(services, { ...act(), id: award, input: { version: version + 5, label, ruleText, minimum: null, quota: 3, money: 0 } })).toMatchObject({ ok: false, reason: "version_conflict" });
    expect(await removeSpecialAward(services, { ...act(), id: unused })).toEqual({ ok: true, value: null });
    expect(await removeSpecialAward(services, { ...act(contest.organiser), id: award })).toMatchObject({ ok: false, reason: "forbidden" });
  });

  it("the page takes as many statements for one award as for three", async () => {
    const { contest, add } = await stage();
    const counted = async () => {
      const edition = await prisma.edition.findUniqueOrThrow({ where: { id: contest.made.edition.id } });
      return (await countStatements(services.db.pool, () => specialAwardsView(services, { actor: contest.organiser, edition, phase: "DECIDING" }))).count;
    };
    // The ranking is kept until something is recorded: the second look is the one that counts.
    const count = async () => [await counted(), await counted()][1];
    await add("UNIT_POINTS");
    const one = await count();
    await add("YOUNGEST_AUTHOR");
    await add("MOST_ENTRIES_AUTHOR");
    expect(await count()).toBe(one);
  });
});

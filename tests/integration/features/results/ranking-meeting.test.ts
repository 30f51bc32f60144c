import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { meetingMinutes } from "~/data/ranking-meetings.server";
import { ledgerPage } from "~/data/ledger-pages.server";
import { findViolations } from "~/data/invariants.server";
import { votesOf } from "~/data/votes.server";
import type { Actor } from "~/domain/access/roles";
import { verifyLedger } from "~/features/ledger/verify-ledger.server";
import { choosePrize, revokePrizeChoices } from "~/features/results/choices.server";
import { openCorrection } from "~/features/results/corrections.server";
import { rankingMeetingView } from "~/features/results/meeting-view.server";
import { currentRanking } from "~/features/results/current-ranking.server";
import { rankingView } from "~/features/results/ranking-view.server";
import { proposeResult } from "~/features/results/decision.server";
import { chooseQuota, revokeQuotaChoice } from "~/features/results/quota-choices.server";
import { changeRankingMeeting, closeRankingMeeting, openRankingMeeting } from "~/features/results/ranking-meetings.server";
import { recordVote, revokeVote, type VoteInput } from "~/features/results/record-vote.server";
import { leadTo } from "../../../factories/publication";
import { makeUser } from "../../../factories/people";
import { makeJudgedEdition, type JudgedEdition } from "../../../factories/results";
import { testServices, type TestServices } from "../../../support/services";

let test: TestServices;
beforeAll(async () => {
  test = await testServices();
});
afterAll(() => test.close());

const step = (actor: Actor, { made }: JudgedEdition) => ({ actor, editionId: made.edition.id, now: test.clock.now() });
const MINUTE = 60_000;

/** One clear winner, two equal behind it, one below; one first and one second prize; decided by two thirds. */
const TIED = { novelty: [["38", "38", "38"], ["30", "30", "30"], ["30", "30", "30"], ["20", "20", "20"]], quotas: { FIRST: 1, SECOND: 1 }, voteRule: "TWO_THIRDS" } as const;

const detailsOf = ({ chair, organiser, secretary }: JudgedEdition) => ({
  title: "Hội nghị xếp giải",
  place: "Phòng họp",
  heldAt: test.clock.now(),
  chairId: chair.userId,
  secretaryId: secretary.userId,
  seats: [{ user: organiser.userId, as: "present" as const }],
  guests: "Bà Hòa, Phó Bí thư Đoàn\nÔng Lâm",
  notes: "Họp đúng giờ.",
});

/** An open meeting with chair, secretary, organiser and two guests: five may vote. */
async function meetingIn(contest: JudgedEdition): Promise<string> {
  const id = randomUUID();
  expect(await openRankingMeeting(test.services, { ...step(contest.secretary, contest), input: { id, ...detailsOf(contest) } })).toEqual({ ok: true, value: { id } });
  return id;
}

const question = (change: Partial<VoteInput>): VoteInput => ({
  id: randomUUID(), subject: "OTHER", tier: null, field: null, specialAwardId: null, entries: [], quota: null, question: "Thông qua?", present: 5, inFavour: 4, against: 1, ...change,
});

const tieOf = (contest: JudgedEdition, change: Partial<VoteInput> = {}) => question({ subject: "TIE", tier: "SECOND", entries: [contest.entries[1]?.code ?? ""], ...change });
const vote = (contest: JudgedEdition, meetingId: string, input: VoteInput, actor = contest.secretary) => recordVote(test.services, { ...step(actor, contest), meetingId, input });
const prizes = async ({ made }: JudgedEdition) => {
  const current = await currentRanking(test.services.db.prisma, made.edition.id);
  return current.ok ? current.value.ranking.ranking.map(({ prize }) => prize) : [];
};
const differences = async ({ made }: JudgedEdition) => {
  const verdict = await verifyLedger(test.services, { edition: made.edition.slug, head: null });
  return verdict.ok ? verdict.value.chains.flatMap(({ faults, differences: found }) => [...faults, ...found.map(({ row }) => row)]) : ["no such edition"];
};

describe("a ranking meeting", () => {
  it("is opened once by a form sent twice, changed until it is closed, and only by chair or secretary", async () => {
    const contest = await makeJudgedEdition(test.services, TIED);
    const id = randomUUID();
    const open = (actor: Actor) => openRankingMeeting(test.services, { ...step(actor, contest), input: { id, ...detailsOf(contest) } });
    expect(await open(contest.organiser)).toEqual({ ok: false, reason: "forbidden" });
    expect([await open(contest.secretary), await open(contest.secretary)]).toEqual([{ ok: true, value: { id } }, { ok: true, value: { id } }]);
    expect(await test.services.db.prisma.rankingMeeting.count({ where: { editionId: contest.made.edition.id } })).toBe(1);
    const change = (version: number, place: string) => changeRankingMeeting(test.services, { ...step(contest.chair, contest), meetingId: id, input: { ...detailsOf(contest), place, version } });
    expect([await change(1, "Hội trường"), await change(1, "Phòng khác")]).toEqual([{ ok: true, value: null }, { ok: false, reason: "version_conflict" }]);
    const close = () => closeRankingMeeting(test.services, { ...step(contest.secretary, contest), meetingId: id, version: 2 });
    expect([await close(), await close()]).toEqual([{ ok: true, value: null }, { ok: false, reason: "meeting_over" }]);
    expect(await change(3, "Sân")).toEqual({ ok: false, reason: "meeting_over" });
    expect(await vote(contest, id, question({}))).toEqual({ ok: false, reason: "meeting_over" });
    const minutes = await meetingMinutes(test.services.db.prisma, contest.made.edition.id, id);
    expect(minutes).toMatchObject({ place: "Hội trường", chair: contest.chair.name, secretary: contest.secretary.name, guests: ["Bà Hòa, Phó Bí thư Đoàn", "Ông Lâm"], notes: "Họp đúng giờ." });
    expect(minutes?.present.map(({ name }) => name).toSorted()).toEqual([contest.chair.name, contest.organiser.name, contest.secretary.name].toSorted());
    const head = await test.services.db.prisma.ledgerHead.findUnique({ where: { chain: contest.made.edition.id } });
    expect(minutes?.head).toEqual({ seq: head?.seq, hash: head?.hash });
  });

  it("lists nobody who is not of the committee or the jury, and is not closed without anybody or before it was held", async () => {
    const contest = await makeJudgedEdition(test.services, TIED);
    const stranger = await makeUser(test.services);
    const id = randomUUID();
    const details = { ...detailsOf(contest), chairId: stranger.userId, secretaryId: null, seats: [{ user: stranger.userId, as: "present" as const }], heldAt: new Date(test.clock.now().getTime() + MINUTE) };
    await openRankingMeeting(test.services, { ...step(contest.secretary, contest), input: { id, ...details } });
    expect((await test.services.db.prisma.rankingMeeting.findUniqueOrThrow({ where: { id } })).presentIds).toEqual([]);
    const close = (version: number) => closeRankingMeeting(test.services, { ...step(contest.secretary, contest), meetingId: id, version });
    expect(await close(1)).toEqual({ ok: false, reason: "nobody_listed" });
    await changeRankingMeeting(test.services, { ...step(contest.secretary, contest), meetingId: id, input: { ...detailsOf(contest), heldAt: details.heldAt, version: 1 } });
    expect(await close(2)).toEqual({ ok: false, reason: "held_in_future" });
  });
});

describe("a vote", () => {
  it("of two thirds settles a tie; one below does not; sent twice it is one", async () => {
    const contest = await makeJudgedEdition(test.services, TIED);
    const meeting = await meetingIn(contest);
    expect(await vote(contest, meeting, tieOf(contest, { inFavour: 3, against: 0 }))).toMatchObject({ ok: true, value: { carried: false } });
    expect(await prizes(contest)).toEqual(["FIRST", null, null, null]);
    test.clock.set(new Date(test.clock.now().getTime() + MINUTE));
    const carried = tieOf(contest);
    for (const _ of [1, 2]) expect(await vote(contest, meeting, carried)).toEqual({ ok: true, value: { id: carried.id, carried: true } });
    expect(await prizes(contest)).toEqual(["FIRST", "SECOND", null, null]);
    expect((await votesOf(test.services.db.prisma, contest.made.edition.id)).map(({ carried: isCarried, entries, rule }) => [isCarried, entries, rule])).toEqual([
      [false, [contest.entries[1]?.code], "TWO_THIRDS"],
      [true, [contest.entries[1]?.code], "TWO_THIRDS"],
    ]);
    expect(await differences(contest)).toEqual([]);
    expect((await findViolations(test.services.db)).filter(({ invariant }) => ["vote_counted", "choice_by_vote", "quota_choice", "ranking_meeting", "choice_of_edition"].includes(invariant))).toEqual([]);
  });

  it("is needed where the rules say so: the chair alone neither chooses nor takes a voted choice back", async () => {
    const contest = await makeJudgedEdition(test.services, TIED);
    const alone = () => choosePrize(test.services, { ...step(contest.chair, contest), input: { tier: "SECOND", field: null, entries: [contest.entries[1]?.code ?? ""], reason: "x" } });
    expect(await alone()).toEqual({ ok: false, reason: "vote_needed" });
    expect(await chooseQuota(test.services, { ...step(contest.chair, contest), input: { tier: "SECOND", quota: 0, reason: "x" } })).toEqual({ ok: false, reason: "vote_needed" });
    const meeting = await meetingIn(contest);
    const input = tieOf(contest);
    await vote(contest, meeting, input);
    const [choice] = await test.services.db.prisma.prizeChoice.findMany({ where: { editionId: contest.made.edition.id } });
    expect(await revokePrizeChoices(test.services, { ...step(contest.chair, contest), choiceIds: [choice?.id ?? ""] })).toEqual({ ok: false, reason: "vote_needed" });
    expect(await revokeVote(test.services, { ...step(contest.chair, contest), voteId: input.id })).toEqual({ ok: true, value: null });
    expect(await revokeVote(test.services, { ...step(contest.chair, contest), voteId: input.id })).toEqual({ ok: false, reason: "vote_gone" });
    expect(await prizes(contest)).toEqual(["FIRST", null, null, null]);
    expect(await differences(contest)).toEqual([]);
  });

  it.each([
    ["nobody_present", { present: 0, inFavour: 0, against: 0 }],
    ["more_than_present", { present: 4, inFavour: 3, against: 2 }],
    ["more_than_listed", { present: 6, inFavour: 5, against: 0 }],
    ["no_such_tie", { tier: "FIRST" }],
    ["nobody_chosen", { entries: [] }],
    ["not_in_tie", { entries: ["TTN-99-0001"] }],
    ["no_such_tier", { subject: "QUOTA", tier: "THIRD", quota: 0 }],
    ["not_fewer", { subject: "QUOTA", quota: 1 }],
    ["not_fewer", { subject: "QUOTA", quota: null }],
    ["no_such_spread", { subject: "SPREAD" }],
    ["no_such_award", { subject: "SPECIAL_AWARD", specialAwardId: "khong-phai-ma" }],
    ["no_such_award", { subject: "SPECIAL_AWARD", specialAwardId: "0199f0a0-0000-7000-8000-000000000000" }],
  ] as const)("is refused with %s for %j", async (reason, change) => {
    const contest = await makeJudgedEdition(test.services, TIED);
    const meeting = await meetingIn(contest);
    expect(await vote(contest, meeting, tieOf(contest, { ...change, entries: "entries" in change ? [...change.entries] : [contest.entries[1]?.code ?? ""] }))).toEqual({ ok: false, reason });
    expect(await votesOf(test.services.db.prisma, contest.made.edition.id)).toEqual([]);
  });

  it("is not recorded by whoever has an interest in the group, and such people are not counted among those who vote", async () => {
    const contest = await makeJudgedEdition(test.services, TIED);
    const meeting = await meetingIn(contest);
    const bar = (userId: string, nth: number) => test.services.db.prisma.conflict.create({ data: { editionId: contest.made.edition.id, entryId: contest.entries[nth]?.id ?? "", userId, kind: "DECLARED" } });
    await bar(contest.secretary.userId, 2);
    expect(await vote(contest, meeting, tieOf(contest))).toEqual({ ok: false, reason: "conflict_of_interest" });
    expect(await vote(contest, meeting, tieOf(contest), contest.chair)).toEqual({ ok: false, reason: "more_than_listed" });
    expect(await vote(contest, meeting, tieOf(contest, { present: 4, inFavour: 3, against: 1 }), contest.chair)).toMatchObject({ ok: true, value: { carried: true } });
  });

  it("is out of sight and out of reach for whoever has an interest in the tied group, also in an entry that did not win", async () => {
    const contest = await makeJudgedEdition(test.services, TIED);
    const meeting = await meetingIn(contest);
    const input = tieOf(contest);
    expect(await vote(contest, meeting, input, contest.chair)).toMatchObject({ ok: true, value: { carried: true } });
    const fewer = question({ subject: "QUOTA", tier: "SECOND", quota: 0, inFavour: 1, against: 4 });
    expect(await vote(contest, meeting, fewer, contest.chair)).toMatchObject({ ok: true, value: { carried: false } });
    const { db } = test.services;
    const editionId = contest.made.edition.id;
    const votesSeen = async () => {
      const edition = await db.prisma.edition.findUniqueOrThrow({ where: { id: editionId } });
      const seen = await rankingMeetingView(test.services, { actor: contest.secretary, edition, phase: "DECIDING", meetingId: meeting });
      const { lines } = await ledgerPage(db, editionId, { viewerId: contest.secretary.userId, offset: 0, limit: 500 });
      return { votes: seen.ok ? seen.value.votes.length : null, events: lines.filter(({ type }) => /^(VOTE|PRIZE|QUOTA)_/.test(type)).length };
    };
    expect(await votesSeen()).toEqual({ votes: 2, events: 3 });
    await db.prisma.conflict.create({ data: { editionId, entryId: contest.entries[2]?.id ?? "", userId: contest.secretary.userId, kind: "DECLARED" } });
    expect(await votesSeen()).toEqual({ votes: 0, events: 0 });
    for (const { id } of [input, fewer]) expect(await revokeVote(test.services, { ...step(contest.secretary, contest), voteId: id })).toEqual({ ok: false, reason: "conflict_of_interest" });
    expect((await revokeVote(test.services, { ...step(contest.chair, contest), voteId: input.id })).ok).toBe(true);
    expect(await votesSeen()).toEqual({ votes: 0, events: 0 });
  });

  it("on the number of prizes is not taken back while nothing can be ranked, for then nobody knows whom it touches", async () => {
    const contest = await makeJudgedEdition(test.services, TIED);
    const input = question({ subject: "QUOTA", tier: "FIRST", quota: 0 });
    expect((await vote(contest, await meetingIn(contest), input)).ok).toBe(true);
    await test.services.db.prisma.round.updateMany({ where: { editionId: contest.made.edition.id }, data: { weight: 4_000 } });
    expect(await revokeVote(test.services, { ...step(contest.secretary, contest), voteId: input.id })).toEqual({ ok: false, reason: "rules_contradict" });
  });

  it("leaves a tier empty: the ranking, the proposal and whoever was first in it follow; taken back, all is as before", async () => {
    const contest = await makeJudgedEdition(test.services, { ...TIED, novelty: [["38", "38", "38"], ["30", "30", "30"], ["20", "20", "20"]] });
    const meeting = await meetingIn(contest);
    expect(await prizes(contest)).toEqual(["FIRST", "SECOND", null]);
    const input = question({ subject: "QUOTA", tier: "FIRST", quota: 0 });
    expect(await vote(contest, meeting, input)).toMatchObject({ ok: true, value: { carried: true } });
    expect(await prizes(contest)).toEqual(["SECOND", null, null]);
    expect(await vote(contest, meeting, { ...input, id: randomUUID() })).toEqual({ ok: false, reason: "quota_chosen" });
    await revokeVote(test.services, { ...step(contest.secretary, contest), voteId: input.id });
    expect(await prizes(contest)).toEqual(["FIRST", "SECOND", null]);
    await vote(contest, meeting, { ...input, id: randomUUID() });
    expect(await proposeResult(test.services, step(contest.chair, contest))).toEqual({ ok: true, value: null });
    const sealed = await test.services.db.prisma.resultDecision.findFirstOrThrow({ where: { editionId: contest.made.edition.id } });
    expect(sealed.problem).toMatchObject({ rules: { prizes: [{ tier: "FIRST", quota: 0 }, { tier: "SECOND", quota: 1 }] } });
    expect(await differences(contest)).toEqual([]);
    const later = (await votesOf(test.services.db.prisma, contest.made.edition.id)).findLast(({ revoked }) => !revoked);
    expect(await revokeVote(test.services, { ...step(contest.secretary, contest), voteId: later?.id ?? "" })).toEqual({ ok: false, reason: "result_proposed" });
    expect(await vote(contest, meeting, question({}))).toEqual({ ok: false, reason: "result_proposed" });
  });

  it("on a special award is counted, and is not taken back while the award stands", async () => {
    const contest = await makeJudgedEdition(test.services, TIED);
    const meeting = await meetingIn(contest);
    const { prisma } = test.services.db;
    const award = await prisma.specialAward.create({ data: { editionId: contest.made.edition.id, code: "PT", label: "Giải phong trào", rule: "CHOSEN", position: 1 } });
    const input = question({ subject: "SPECIAL_AWARD", specialAwardId: award.id });
    expect(await vote(contest, meeting, input)).toMatchObject({ ok: true, value: { carried: true } });
    const given = await prisma.specialAwardGiven.create({ data: { specialAwardId: award.id, recipientName: "Trường THCS Cẩm Bình", voteId: input.id, madeById: "x", madeAt: test.clock.now() } });
    const revoke = () => revokeVote(test.services, { ...step(contest.chair, contest), voteId: input.id });
    expect(await revoke()).toEqual({ ok: false, reason: "award_follows" });
    await prisma.specialAwardGiven.update({ where: { id: given.id }, data: { revokedAt: test.clock.now() } });
    expect(await revoke()).toEqual({ ok: true, value: null });
  });

  it("on the number of prizes is not for whoever has an interest in an entry whose prize it changes", async () => {
    const contest = await makeJudgedEdition(test.services, { ...TIED, novelty: [["38", "38", "38"], ["30", "30", "30"], ["20", "20", "20"]] });
    const meeting = await meetingIn(contest);
    const bar = (nth: number) => test.services.db.prisma.conflict.create({ data: { editionId: contest.made.edition.id, entryId: contest.entries[nth]?.id ?? "", userId: contest.secretary.userId, kind: "DECLARED" } });
    await bar(2);
    const fewer = () => question({ subject: "QUOTA", tier: "FIRST", quota: 0 });
    const first = fewer();
    expect((await vote(contest, meeting, first)).ok).toBe(true);
    await bar(0);
    expect(await revokeVote(test.services, { ...step(contest.secretary, contest), voteId: first.id })).toEqual({ ok: false, reason: "conflict_of_interest" });
    expect((await revokeVote(test.services, { ...step(contest.chair, contest), voteId: first.id })).ok).toBe(true);
    expect(await vote(contest, meeting, fewer())).toEqual({ ok: false, reason: "conflict_of_interest" });
  });

  it("keeps the mean of a prize winner on whom judges differ; without it, or a re-score meeting, nothing is proposed", async () => {
    const contest = await makeJudgedEdition(test.services, { novelty: [["38", "20", "38"], ["20", "20", "20"]], quotas: { FIRST: 1 }, maxSpread: 15 });
    const propose = () => proposeResult(test.services, step(contest.chair, contest));
    expect(await propose()).toEqual({ ok: false, reason: "spread_open" });
    const meeting = await meetingIn(contest);
    const about = (nth: number, change: Partial<VoteInput> = {}) => question({ subject: "SPREAD", entries: [contest.entries[nth]?.code ?? ""], ...change });
    expect(await vote(contest, meeting, about(1))).toEqual({ ok: false, reason: "no_such_spread" });
    expect(await vote(contest, meeting, about(0, { inFavour: 2, against: 0 }))).toMatchObject({ ok: true, value: { carried: false } });
    expect(await propose()).toEqual({ ok: false, reason: "spread_open" });
    expect(await vote(contest, meeting, about(0, { inFavour: 3, against: 2 }))).toMatchObject({ ok: true, value: { carried: true } });
    expect(await propose()).toEqual({ ok: true, value: null });
  });
});

describe("after publication", () => {
  it("votes are taken again only while a correction is open, and what they decide is in the corrected result", async () => {
    const contest = await makeJudgedEdition(test.services, { ...TIED, novelty: [["38", "38", "38"], ["30", "30", "30"], ["20", "20", "20"]] });
    const meeting = await meetingIn(contest);
    await leadTo(test.services, contest, "PUBLISHED");
    const fewer = () => question({ subject: "QUOTA", tier: "FIRST", quota: 0 });
    expect(await vote(contest, meeting, fewer())).toEqual({ ok: false, reason: "wrong_phase" });
    const input = { id: randomUUID(), entries: [contest.entries[0]?.code ?? ""], reason: "Theo khiếu nại.", appealId: null };
    expect((await openCorrection(test.services, { ...step(contest.chair, contest), input })).ok).toBe(true);
    expect(await vote(contest, meeting, fewer())).toMatchObject({ ok: true, value: { carried: true } });
    expect(await prizes(contest)).toEqual(["SECOND", null, null]);
    expect(await proposeResult(test.services, step(contest.chair, contest))).toEqual({ ok: true, value: null });
    expect(await vote(contest, meeting, question({}))).toMatchObject({ ok: false });
    expect(await differences(contest)).toEqual([]);
  });
});

describe("where the chair decides alone", () => {
  it("fewer prizes are given by the chair with a reason, and again all when it is taken back", async () => {
    const contest = await makeJudgedEdition(test.services, { novelty: [["38", "38", "38"], ["30", "30", "30"]], quotas: { FIRST: 1, SECOND: 1 } });
    const choose = (actor: Actor, quota: number) => chooseQuota(test.services, { ...step(actor, contest), input: { tier: "FIRST", quota, reason: "Chưa có bài đạt mức." } });
    expect([await choose(contest.secretary, 0), await choose(contest.chair, 1)]).toEqual([{ ok: false, reason: "forbidden" }, { ok: false, reason: "not_fewer" }]);
    const chosen = await choose(contest.chair, 0);
    expect([chosen.ok, await prizes(contest)]).toEqual([true, ["SECOND", null]]);
    expect(await choose(contest.chair, 0)).toEqual({ ok: false, reason: "quota_chosen" });
    expect(await revokeQuotaChoice(test.services, { ...step(contest.chair, contest), choiceId: chosen.ok ? chosen.value.id : "" })).toEqual({ ok: true, value: null });
    expect(await prizes(contest)).toEqual(["FIRST", "SECOND"]);
    expect(await differences(contest)).toEqual([]);
  });

  it.each([
    ["between equals", (contest: JudgedEdition) => choosePrize(test.services, { ...step(contest.chair, contest), input: { tier: "SECOND", field: null, entries: [contest.entries[1]?.code ?? ""], reason: "x" } })],
    ["on fewer prizes", (contest: JudgedEdition) => chooseQuota(test.services, { ...step(contest.chair, contest), input: { tier: "SECOND", quota: 0, reason: "x" } })],
  ])("a choice %s is out of sight and out of reach for whoever has an interest in one of those it decided about, also in one that is not named", async (_, decide) => {
    const contest = await makeJudgedEdition(test.services, { ...TIED, quotas: { FIRST: 1, SECOND: 2 }, voteRule: "CHAIR", novelty: [["38", "38", "38"], ["30", "30", "30"], ["30", "30", "30"], ["30", "30", "30"]] });
    const { db } = test.services;
    const editionId = contest.made.edition.id;
    const made = await decide(contest);
    const choiceIds = [made.ok ? made.value.id : ""];
    const seen = async () => {
      const edition = await db.prisma.edition.findUniqueOrThrow({ where: { id: editionId } });
      const view = await rankingView(test.services, { actor: contest.chair, edition, phase: "DECIDING", field: null, page: 1 });
      const { lines } = await ledgerPage(db, editionId, { viewerId: contest.chair.userId, offset: 0, limit: 500 });
      if (!view.ok) throw new Error(view.reason);
      const { choices, quotaChoices, prizes: given } = view.value;
      return { choices: choices.length + quotaChoices.length, quota: given.find(({ tier }) => tier === "SECOND")?.quota, events: lines.filter(({ type }) => /^(PRIZE|QUOTA)_/.test(type)).length };
    };
    expect(await seen()).toMatchObject({ choices: 1, events: 1 });
    await db.prisma.conflict.create({ data: { editionId, entryId: contest.entries[3]?.id ?? "", userId: contest.chair.userId, kind: "DECLARED" } });
    expect(await seen()).toEqual({ choices: 0, quota: 2, events: 0 });
    await revokePrizeChoices(test.services, { ...step(contest.chair, contest), choiceIds });
    await revokeQuotaChoice(test.services, { ...step(contest.chair, contest), choiceId: choiceIds[0] ?? "" });
    const standing = { where: { id: choiceIds[0] ?? "", revokedAt: null } };
    expect((await db.prisma.prizeChoice.count(standing)) + (await db.prisma.quotaChoice.count(standing))).toBe(1);
  });
});

describe("a row changed by hand", () => {
  it.each([
    ["Vote", `UPDATE "Vote" SET "inFavour" = "inFavour" - 1 WHERE "editionId" = $1::uuid AND "subject" = 'TIE'`],
    ["Vote", `UPDATE "Vote" SET "revokedAt" = now() WHERE "editionId" = $1::uuid AND "subject" = 'TIE'`],
    ["Vote", `UPDATE "Vote" SET "entryIds" = '{}' WHERE "editionId" = $1::uuid AND "subject" = 'TIE'`],
    ["PrizeChoice", `UPDATE "PrizeChoice" SET "voteId" = NULL WHERE "editionId" = $1::uuid`],
    ["QuotaChoice", `UPDATE "QuotaChoice" SET "revokedAt" = now() WHERE "editionId" = $1::uuid`],
    ["RankingMeeting", `UPDATE "RankingMeeting" SET "presentIds" = "presentIds"[2:] WHERE "editionId" = $1::uuid`],
    ["ErasableText", `UPDATE "ErasableText" SET "text" = 'khác' WHERE "id" = (SELECT "questionId" FROM "Vote" WHERE "editionId" = $1::uuid LIMIT 1)`],
  ])("of %s is found and named: %s", async (table, statement) => {
    const contest = await makeJudgedEdition(test.services, { ...TIED, quotas: { FIRST: 1, SECOND: 1, THIRD: 2 } });
    const meeting = await meetingIn(contest);
    await vote(contest, meeting, tieOf(contest));
    await vote(contest, meeting, question({ subject: "QUOTA", tier: "THIRD", quota: 1 }));
    await closeRankingMeeting(test.services, { ...step(contest.secretary, contest), meetingId: meeting, version: 1 });
    expect(await differences(contest)).toEqual([]);
    await test.services.db.pool.query(statement, [contest.made.edition.id]);
    const found = await differences(contest);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(new RegExp(`^${table} `));
  });
});

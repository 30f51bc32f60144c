import type { Tx } from "~/data/client.server";
import { hasConflict } from "~/data/conflicts.server";
import type { EditionRow } from "~/data/editions.server";
import { appendToLedger, keepErasableText, type LedgerEntry } from "~/data/ledger.server";
import { keptText, peopleWithInterest, rankingMeetingById } from "~/data/ranking-meetings.server";
import { insertChoice, tiersOf } from "~/data/results.server";
import { insertQuotaChoice, insertVote, revokeVoteRow, standingVote, votesOf } from "~/data/votes.server";
import { can, type Denial } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { guestLines, handsFault, isCarried, type Hands, type HandsFault, type VoteSubject } from "~/domain/results/votes";
import type { Services } from "~/features/services";
import { isUuid } from "~/platform/http/list-query.server";
import { lockForMeeting } from "./ranking-meetings.server";
import { entriesOfQuota, matterOfVote, type Matter, type MatterRefusal } from "./vote-matter.server";

export type VoteRefusal = Denial | MatterRefusal | HandsFault | "not_found" | "result_proposed" | "meeting_over" | "vote_gone" | "award_follows";

/** A question as it was put, and how hands were counted. */
export interface VoteInput extends Hands {
  /** made with the form, so that one sent twice is one vote */
  id: string;
  subject: VoteSubject;
  /** code; for TIE and QUOTA */
  tier: string | null;
  /** code of the field, where prizes are given per field; for TIE */
  field: string | null;
  /** id; for SPECIAL_AWARD */
  specialAwardId: string | null;
  /** codes of the entries that take the tier, or whose mean stands */
  entries: readonly string[];
  quota: number | null;
  question: string;
}

interface VoteAct {
  actor: Actor;
  editionId: string;
  now: Date;
}

/**
 * Records a vote in an open ranking meeting; what a carried one decides is done in the same step. Whoever has an interest in an entry
 * that the question is about may not record it, and is not counted among those who may vote.
 */
export function recordVote({ db }: Pick<Services, "db">, act: VoteAct & { meetingId: string; input: VoteInput }): Promise<Result<{ id: string; carried: boolean }, VoteRefusal>> {
  const { actor, editionId, meetingId, input } = act;
  return db.transact(async (tx): Promise<Result<{ id: string; carried: boolean }, VoteRefusal>> => {
    const locked = await lockForMeeting(tx, act);
    if (!locked.ok) return locked;
    const { edition, subject } = locked.value;
    const meeting = isUuid(meetingId) && isUuid(input.id) ? await rankingMeetingById(tx, editionId, meetingId) : null;
    if (!meeting) return refused("not_found");
    const before = await tx.vote.findUnique({ where: { id: input.id }, select: { meetingId: true, carried: true } });
    if (before) return before.meetingId === meeting.id ? ok({ id: input.id, carried: before.carried }) : refused("not_found");
    if (meeting.closedAt) return refused("meeting_over");
    const matter = await matterOfVote(tx, editionId, input);
    if (!matter.ok) return matter;
    const { groupIds } = matter.value;
    const decision = can(actor, "ranking.meet", { ...subject, inConflict: await hasInterest(tx, actor, groupIds) });
    if (!decision.allowed) return refused(decision.reason);
    const barred = await peopleWithInterest(tx, groupIds, meeting.presentIds);
    const guests = guestLines((await keptText(tx, meeting.guestsId))?.text ?? "").length;
    const fault = handsFault(input, meeting.presentIds.filter((id) => !barred.has(id)).length + guests);
    if (fault) return refused(fault);
    const carried = isCarried(input, edition.voteRule);
    await writeVote(tx, { ...act, edition, meetingId: meeting.id, matter: matter.value, carried });
    return ok({ id: input.id, carried });
  });
}

async function writeVote(tx: Tx, { actor, editionId, now, input, edition, meetingId, matter, carried }: VoteAct & { input: VoteInput; edition: EditionRow; meetingId: string; matter: Matter; carried: boolean }) {
  const { id, subject, present, inFavour, against } = input;
  const rule = edition.voteRule;
  const question = await keepErasableText(tx, editionId, input.question);
  const named = matter.entryIds;
  const quota = subject === "QUOTA" ? input.quota : null;
  await insertVote(tx, {
    id, editionId, meetingId, subject, tierId: matter.tierId, fieldId: matter.fieldId, specialAwardId: matter.specialAward?.id ?? null, entryIds: named, groupIds: matter.groupIds, quota, questionId: question.id,
    present, inFavour, against, rule, carried, recordedById: actor.userId, recordedAt: now,
  });
  const common = { actor: actor.userId, at: now, editionId };
  const [tier, field] = [matter.tierId ? input.tier : null, matter.fieldId ? input.field : null];
  const entries = matter.codes;
  const data = { vote: id, meeting: meetingId, subject, tier, field, award: matter.specialAward?.code ?? null, entries, quota, question: question.hash, present, inFavour, against, rule, carried };
  const events: LedgerEntry<"VOTE_RECORDED" | "PRIZE_CHOSEN" | "QUOTA_CHOSEN">[] = [{ type: "VOTE_RECORDED", data, ...common }];
  const made = { editionId, groupIds: matter.groupIds, reasonId: question.id, voteId: id, madeById: actor.userId, madeAt: now };
  if (carried && subject === "TIE" && matter.tierId && tier) {
    const choice = await insertChoice(tx, { ...made, tierId: matter.tierId, fieldCode: field, entryIds: named });
    events.push({ type: "PRIZE_CHOSEN", data: { choice, tier, field, entries, reason: question.hash, vote: id }, ...common });
  }
  if (carried && subject === "QUOTA" && matter.tierId && tier && quota !== null) {
    const choice = await insertQuotaChoice(tx, { ...made, tierId: matter.tierId, quota });
    events.push({ type: "QUOTA_CHOSEN", data: { choice, tier, quota, reason: question.hash, vote: id }, ...common });
  }
  await appendToLedger(tx, events);
}

/** Takes a vote back with all that followed from it, until the result is proposed; an interest in one of the entries it was about bars here too. */
export function revokeVote({ db }: Pick<Services, "db">, act: VoteAct & { voteId: string }): Promise<Result<null, VoteRefusal>> {
  const { actor, editionId, now, voteId } = act;
  return db.transact(async (tx): Promise<Result<null, VoteRefusal>> => {
    const locked = await lockForMeeting(tx, act);
    if (!locked.ok) return locked;
    const vote = isUuid(voteId) ? await standingVote(tx, editionId, voteId) : null;
    if (!vote) return refused("vote_gone");
    const tier = vote.subject === "QUOTA" && vote.carried ? (await tiersOf(tx, editionId)).find(({ id }) => id === vote.tierId) : undefined;
    const touched = tier ? await entriesOfQuota(tx, editionId, tier.code, tier.quota) : ok([]);
    if (!touched.ok) return touched;
    const about = [...new Set([...vote.entryIds, ...vote.groupIds, ...touched.value])];
    const decision = can(actor, "ranking.meet", { ...locked.value.subject, inConflict: await hasInterest(tx, actor, about) });
    if (!decision.allowed) return refused(decision.reason);
    // A special award is taken back on its own page, by whoever may give it.
    if ((await tx.specialAwardGiven.count({ where: { voteId: vote.id, revokedAt: null } })) > 0) return refused("award_follows");
    const record = (await votesOf(tx, editionId)).find(({ id }) => id === vote.id);
    const ended = await revokeVoteRow(tx, vote.id, now);
    const common = { actor: actor.userId, at: now, editionId };
    const entries = record?.entries ?? [];
    const events: LedgerEntry<"VOTE_REVOKED" | "PRIZE_CHOICE_REVOKED" | "QUOTA_CHOICE_REVOKED">[] = [
      { type: "VOTE_REVOKED", data: { vote: vote.id, entries }, ...common },
      ...ended.choices.map((choice) => ({ type: "PRIZE_CHOICE_REVOKED" as const, data: { choice, entries }, ...common })),
      ...ended.quotaChoices.map((choice) => ({ type: "QUOTA_CHOICE_REVOKED" as const, data: { choice }, ...common })),
    ];
    await appendToLedger(tx, events);
    return ok(null);
  });
}

/** Whether the person has a conflict of interest with any of the entries. */
export async function hasInterest(tx: Tx, { userId }: Actor, entryIds: readonly string[]): Promise<boolean> {
  for (const id of entryIds) if (id && (await hasConflict(tx, id, userId))) return true;
  return false;
}

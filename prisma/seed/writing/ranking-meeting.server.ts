import { randomUUID } from "node:crypto";
import type { Tx } from "~/data/client.server";
import { hasConflict } from "~/data/conflicts.server";
import { meetingPeople, peopleWithInterest } from "~/data/ranking-meetings.server";
import { entryFacts } from "~/data/results.server";
import type { Actor } from "~/domain/access/roles";
import { openSpreads } from "~/domain/results/spreads";
import { currentRanking } from "~/features/results/current-ranking.server";
import { closeRankingMeeting, openRankingMeeting } from "~/features/results/ranking-meetings.server";
import { recordVote } from "~/features/results/record-vote.server";
import type { Services } from "~/features/services";
import { done } from "./acting.server";

const MINUTE = 60_000;

interface MeetingHeld {
  editionId: string;
  chair: Actor;
  secretary: Actor;
  place: string;
  guests: string;
  notes: string;
  at: Date;
}

/**
 * The ranking meeting at which committee and jury look at the prize winners on whom judges differ and keep their means, each by a vote
 * that is recorded by somebody without an interest in the entry.
 */
export async function holdRankingMeeting(services: Pick<Services, "db">, tx: Tx, held: MeetingHeld): Promise<void> {
  const { editionId, chair, secretary, place, guests, notes, at } = held;
  const people = (await meetingPeople(tx, editionId)).map(({ userId }) => userId);
  const seats = people.map((user, index) => ({ user, as: index === 1 ? ("absent" as const) : ("present" as const) }));
  const id = randomUUID();
  const details = { title: "Hội nghị xếp giải", place, heldAt: at, chairId: chair.userId, secretaryId: secretary.userId, seats, guests, notes };
  await done(openRankingMeeting(services, { actor: secretary, editionId, now: at, input: { id, ...details } }));
  const { presentIds } = await tx.rankingMeeting.findUniqueOrThrow({ where: { id }, select: { presentIds: true } });
  const { problem, ranking, settled } = await done(currentRanking(tx, editionId));
  const ids = new Map((await entryFacts(tx, editionId)).map((entry) => [entry.code, entry.id]));
  let minute = 10;
  for (const code of openSpreads(problem, ranking, settled)) {
    const entryId = ids.get(code) ?? "";
    const present = presentIds.length - (await peopleWithInterest(tx, [entryId], presentIds)).size;
    const actor = (await hasConflict(tx, entryId, secretary.userId)) ? chair : secretary;
    const question = `Giữ nguyên điểm trung bình của ${code} dù phiếu chênh lệch lớn?`;
    const input = { id: randomUUID(), subject: "SPREAD" as const, tier: null, field: null, specialAwardId: null, entries: [code], quota: null, question, present, inFavour: present - 1, against: 0 };
    await done(recordVote(services, { actor, editionId, now: new Date(at.getTime() + (minute += 2) * MINUTE), meetingId: id, input }));
  }
  await done(closeRankingMeeting(services, { actor: secretary, editionId, now: new Date(at.getTime() + (minute + 20) * MINUTE), meetingId: id, version: 1 }));
}

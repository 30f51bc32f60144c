import { closingHead, keptText, meetingPeople, minutesVotes, rankingMeetingById, rankingMeetingsOf, type MeetingPerson, type MinutesVote } from "~/data/ranking-meetings.server";
import { entryFacts, isResultProposed, tiersOf, type RankedEntryFacts } from "~/data/results.server";
import { hiddenEntries } from "~/data/sheets.server";
import { can } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import type { Phase } from "~/domain/contest/phases";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { openSpreads } from "~/domain/results/spreads";
import { abstained, guestLines, neededInFavour, type VoteRule } from "~/domain/results/votes";
import type { Services } from "~/features/services";
import { isUuid } from "~/platform/http/list-query.server";
import { keptRanking } from "./kept-ranking.server";
import { codesInConflict, rankingWithout } from "./ranking-without.server";
import { linesAbout } from "./seen-text";

interface MeetingQuery {
  actor: Actor;
  edition: { id: string; version: number; voteRule: VoteRule; perField: boolean };
  phase: Phase;
}

/** Whether the actor may keep ranking meetings now. */
async function mayMeet({ db }: Pick<Services, "db">, { actor, edition, phase }: MeetingQuery): Promise<{ mayMeet: boolean; isFrozen: boolean }> {
  const isFrozen = await isResultProposed(db.prisma, edition.id);
  const { allowed } = can(actor, "ranking.meet", { editionId: edition.id, phase, isCorrected: phase === "PUBLISHED" && !isFrozen });
  return { mayMeet: allowed && !isFrozen, isFrozen };
}

/** The ranking meetings of an edition, and who may sit in a new one. Four statements. */
export async function rankingMeetingsView({ db }: Pick<Services, "db">, query: MeetingQuery) {
  const [meetings, people, may] = await Promise.all([rankingMeetingsOf(db.prisma, query.edition.id), meetingPeople(db.prisma, query.edition.id), mayMeet({ db }, query)]);
  return {
    ...may,
    voteRule: query.edition.voteRule,
    people: people.map(seatOf),
    meetings: meetings.map(({ id, title, place, heldAt, closedAt, presentIds }) => ({ id, title, place, heldAt, closedAt, present: presentIds.length })),
  };
}

const seatOf = ({ userId, name, roles, judgeCode, post }: MeetingPerson) => ({ userId, name, roles, judgeCode, post });

export interface VoteView extends Pick<MinutesVote, "id" | "subject" | "tierLabel" | "fieldName" | "specialAwardLabel" | "quota" | "questionText" | "present" | "inFavour" | "against" | "rule" | "carried" | "recordedAt" | "revoked"> {
  abstained: number;
  needed: number;
  entries: { code: string; title: string }[];
}

/**
 * One meeting with its votes and what can be voted on now. For whoever has an interest in an entry neither votes about it nor lines of
 * the notes that name it are there, and ties, spreads and prizes are those of the contest without it.
 */
export async function rankingMeetingView({ db }: Pick<Services, "db">, query: MeetingQuery & { meetingId: string }): Promise<Result<RankingMeetingView, "not_found">> {
  const { actor, edition, meetingId } = query;
  const reader = db.prisma;
  const meeting = isUuid(meetingId) ? await rankingMeetingById(reader, edition.id, meetingId) : null;
  if (!meeting) return refused("not_found");
  const named = [meeting.chairId, meeting.secretaryId, ...meeting.presentIds, ...meeting.absentIds].flatMap((id) => id ?? []);
  const [people, votes, guests, notes, facts, hidden, head, may] = await Promise.all([
    meetingPeople(reader, edition.id, named),
    minutesVotes(reader, edition.id, meetingId),
    keptText(reader, meeting.guestsId),
    keptText(reader, meeting.notesId),
    entryFacts(reader, edition.id),
    hiddenEntries(reader, actor, edition.id),
    closingHead(reader, edition.id, meetingId),
    mayMeet({ db }, query),
  ]);
  const left = codesInConflict(facts, hidden);
  const { id, title, place, heldAt, closedAt, version, chairId, secretaryId, presentIds, absentIds } = meeting;
  const present = new Set(presentIds);
  const absent = new Set(absentIds);
  return ok({
    ...may,
    id, title, place, heldAt, closedAt, version, chairId, secretaryId,
    voteRule: edition.voteRule,
    people: people.map((person) => ({ ...seatOf(person), as: present.has(person.userId) ? ("present" as const) : absent.has(person.userId) ? ("absent" as const) : null })),
    guests: guests?.text ?? "",
    notes: linesAbout(notes?.text ?? "", facts.filter(({ code }) => left.has(code))).rest.join("\n"),
    mayVoteMost: presentIds.length + guestLines(guests?.text ?? "").length,
    votes: votes.filter(({ groupIds }) => !groupIds.some((entry) => hidden.get(entry) === "conflict")).map(voteView),
    head: head?.hash ?? null,
    matters: may.mayMeet && !closedAt ? await mattersNow({ db }, query, facts, hidden) : null,
  });
}

function voteView({ id, subject, tierLabel, fieldName, specialAwardLabel, quota, questionText, present, inFavour, against, rule, carried, recordedAt, revoked, titles }: MinutesVote): VoteView {
  return {
    id, subject, tierLabel, fieldName, specialAwardLabel, quota, questionText, present, inFavour, against, rule, carried, recordedAt, revoked,
    abstained: abstained({ present, inFavour, against }),
    needed: neededInFavour(present, rule),
    entries: titles,
  };
}

/** What waits for a decision: ties at quota lines, spreads of prize winners, tiers that may get fewer prizes, special awards. */
async function mattersNow({ db }: Pick<Services, "db">, { edition }: MeetingQuery, facts: readonly RankedEntryFacts[], hidden: ReadonlyMap<string, string>) {
  const reader = db.prisma;
  const [current, tiers, specialAwards] = await Promise.all([
    keptRanking(reader, edition),
    tiersOf(reader, edition.id),
    reader.specialAward.findMany({ where: { editionId: edition.id }, select: { id: true, label: true }, orderBy: [{ position: "asc" }, { code: "asc" }] }),
  ]);
  if (!current.ok) return { ties: [], spreads: [], tiers: [], specialAwards };
  const { ranking, problem, quotaChoices, settled } = rankingWithout(current.value, codesInConflict(facts, hidden));
  const known = new Map(facts.map((entry) => [entry.code, entry]));
  const labels = new Map(tiers.map(({ code, label }) => [code, label]));
  const fields = new Map(facts.map(({ fieldCode, fieldName }) => [fieldCode, fieldName]));
  const means = new Map(ranking.ranking.map(({ entry, mean }) => [entry, mean]));
  const shown = (code: string) => ({ code, title: known.get(code)?.title ?? "", mean: means.get(code) ?? null });
  const isWithheld = (code: string) => hidden.has(known.get(code)?.id ?? "");
  const chosen = new Set(quotaChoices.map(({ tier }) => tier));
  return {
    ties: ranking.undecided.map(({ tier, field, entries }) => {
      const barred = entries.some(isWithheld);
      const left = ranking.prizes.find((prize) => prize.tier === tier && prize.field === field)?.left ?? 0;
      return { tier, field, label: labels.get(tier) ?? tier, fieldName: field === null ? null : (fields.get(field) ?? field), left, barred, entries: barred ? [] : entries.map(shown) };
    }),
    spreads: openSpreads(problem, ranking, settled).filter((code) => !isWithheld(code)).map(shown),
    tiers: tiers.filter(({ code, quota }) => quota > 0 && !chosen.has(code)).map(({ code, label, quota }) => ({ code, label, quota })),
    specialAwards,
  };
}

export type Matters = Awaited<ReturnType<typeof mattersNow>>;

export interface RankingMeetingView {
  id: string;
  title: string;
  place: string;
  heldAt: Date;
  closedAt: Date | null;
  version: number;
  chairId: string | null;
  secretaryId: string | null;
  voteRule: VoteRule;
  people: (ReturnType<typeof seatOf> & { as: "present" | "absent" | null })[];
  guests: string;
  notes: string;
  /** people on the list of those present, guests counted */
  mayVoteMost: number;
  votes: VoteView[];
  /** head of the chain at the closing */
  head: string | null;
  mayMeet: boolean;
  isFrozen: boolean;
  /** null where nothing can be voted on now */
  matters: Matters | null;
}

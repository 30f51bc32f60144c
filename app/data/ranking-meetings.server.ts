import type { Tx } from "~/data/client.server";
import type { Reader } from "~/data/editions.server";
import type { Prisma } from "~/data/generated/client";
import { erasableTexts } from "~/data/rescores.server";
import { standingQuotaChoices, votesOf, type VoteRecord } from "~/data/votes.server";
import { guestLines } from "~/domain/results/votes";

const FIELDS = {
  id: true, editionId: true, title: true, place: true, heldAt: true, presentIds: true, absentIds: true, guestsId: true, chairId: true, secretaryId: true, notesId: true,
  openedById: true, openedAt: true, closedById: true, closedAt: true, version: true,
} as const satisfies Prisma.RankingMeetingSelect;

export type RankingMeetingRow = Prisma.RankingMeetingGetPayload<{ select: typeof FIELDS }>;

/** Ranking meetings of an edition, open ones and the newest first. */
export function rankingMeetingsOf(reader: Reader, editionId: string): Promise<RankingMeetingRow[]> {
  return reader.rankingMeeting.findMany({ where: { editionId }, select: FIELDS, orderBy: [{ closedAt: { sort: "desc", nulls: "first" } }, { openedAt: "desc" }, { id: "desc" }], take: 100 });
}

export function rankingMeetingById(reader: Reader, editionId: string, id: string): Promise<RankingMeetingRow | null> {
  return reader.rankingMeeting.findFirst({ where: { id, editionId }, select: FIELDS });
}

/** The edition of whatever meeting has this id. */
export async function editionOfRankingMeeting(reader: Reader, id: string): Promise<string | null> {
  return (await reader.rankingMeeting.findUnique({ where: { id }, select: { editionId: true } }))?.editionId ?? null;
}

export async function insertRankingMeeting(tx: Tx, meeting: Prisma.RankingMeetingUncheckedCreateInput): Promise<void> {
  await tx.rankingMeeting.create({ data: meeting, select: { id: true } });
}

/** Writes what changed if the meeting is open and still the version that was looked at. */
export async function updateRankingMeeting(tx: Tx, id: string, version: number, change: Prisma.RankingMeetingUncheckedUpdateManyInput): Promise<boolean> {
  const { count } = await tx.rankingMeeting.updateMany({ where: { id, version, closedAt: null }, data: { ...change, version: version + 1 } });
  return count === 1;
}

/** A kept text with its hash; null where none is kept or it was erased. */
export async function keptText(reader: Reader, id: string | null): Promise<{ text: string; hash: string } | null> {
  const row = id === null ? null : await reader.erasableText.findFirst({ where: { id, erasedAt: null }, select: { text: true, hash: true } });
  return row;
}

/** Of some people, those with a standing conflict of interest with one of the entries. One statement. */
export async function peopleWithInterest(reader: Reader, entryIds: readonly string[], userIds: readonly string[]): Promise<Set<string>> {
  const rows = await reader.conflict.findMany({ where: { entryId: { in: [...entryIds] }, userId: { in: [...userIds] }, liftedAt: null }, select: { userId: true } });
  return new Set(rows.map(({ userId }) => userId));
}

/** Removes a text that no event names. */
export async function forgetText(tx: Tx, id: string): Promise<void> {
  await tx.erasableText.deleteMany({ where: { id } });
}

export interface MeetingPerson {
  userId: string;
  name: string;
  /** roles in the edition, in the order of the table of roles */
  roles: ("ORGANISER" | "SECRETARY" | "CHAIR" | "JUDGE")[];
  /** code of a judge */
  judgeCode: string | null;
  /** post as the decision on the committee says; "" where it names none */
  post: string;
}

/** Committee and jury of an edition: accounts that may sit in its ranking meeting, and whoever is named in `also`, by name. One statement. */
export function meetingPeople(reader: Reader, editionId: string, also: readonly string[] = []): Promise<MeetingPerson[]> {
  return reader.$queryRaw<MeetingPerson[]>`
    SELECT u."id" AS "userId", u."name",
           ARRAY(SELECT DISTINCT m."role"::text FROM "Membership" m WHERE m."userId" = u."id" AND m."editionId" = ${editionId}::uuid AND m."endedAt" IS NULL
                    AND m."role" IN ('ORGANISER', 'SECRETARY', 'CHAIR', 'JUDGE') ORDER BY 1) AS "roles",
           (SELECT j."code" FROM "Judge" j WHERE j."userId" = u."id" AND j."editionId" = ${editionId}::uuid) AS "judgeCode",
           coalesce((SELECT c."post" FROM "CommitteeMember" c WHERE c."userId" = u."id" AND c."editionId" = ${editionId}::uuid AND c."post" <> '' ORDER BY c."committee", c."position" LIMIT 1), '') AS "post"
      FROM "User" u
     WHERE u."id" = ANY (${[...also]}) OR u."id" IN (SELECT m."userId" FROM "Membership" m WHERE m."editionId" = ${editionId}::uuid AND m."endedAt" IS NULL AND m."role" IN ('ORGANISER', 'SECRETARY', 'CHAIR', 'JUDGE'))
     ORDER BY u."name", u."id"`;
}

/** How far the contest is, as the minutes report it. */
export interface MeetingProgress {
  submitted: number;
  qualified: number;
  /** qualified entries with a locked sheet */
  judged: number;
  judges: number;
  sheets: number;
  lockedSheets: number;
}

export async function meetingProgress(reader: Reader, editionId: string): Promise<MeetingProgress> {
  const [row] = await reader.$queryRaw<MeetingProgress[]>`
    SELECT (SELECT count(*)::int FROM "Entry" e WHERE e."editionId" = ${editionId}::uuid AND e."state" = 'SUBMITTED') AS "submitted",
           (SELECT count(*)::int FROM "Entry" e WHERE e."editionId" = ${editionId}::uuid AND e."state" = 'SUBMITTED' AND e."screening" = 'QUALIFIED') AS "qualified",
           count(DISTINCT a."entryId") FILTER (WHERE s."state" = 'LOCKED')::int AS "judged", count(DISTINCT a."judgeId")::int AS "judges",
           count(*)::int AS "sheets", count(*) FILTER (WHERE s."state" = 'LOCKED')::int AS "lockedSheets"
      FROM "Assignment" a JOIN "Entry" e ON e."id" = a."entryId" AND e."state" = 'SUBMITTED' AND e."screening" = 'QUALIFIED' LEFT JOIN "ScoreSheet" s ON s."assignmentId" = a."id"
     WHERE a."editionId" = ${editionId}::uuid AND a."state" = 'ACTIVE'`;
  return row ?? { submitted: 0, qualified: 0, judged: 0, judges: 0, sheets: 0, lockedSheets: 0 };
}

/** What a vote is called and about. */
interface VoteNames {
  id: string;
  /** null where the text was erased */
  questionText: string | null;
  tierLabel: string | null;
  fieldName: string | null;
  specialAwardLabel: string | null;
  titles: { code: string; title: string }[];
  /** ids of the entries it was about: an interest in one of them hides it */
  groupIds: string[];
}

export interface MinutesVote extends VoteRecord, VoteNames {}

/** Everything the minutes of a ranking meeting print; whole, so for papers and for whoever may see all of it. */
export interface MeetingMinutes {
  id: string;
  title: string;
  place: string;
  heldAt: Date;
  /** null while it is open */
  closedAt: Date | null;
  chair: string | null;
  secretary: string | null;
  present: MeetingPerson[];
  absent: MeetingPerson[];
  guests: string[];
  progress: MeetingProgress;
  /** in the order they were taken, revoked ones too */
  votes: MinutesVote[];
  /** what stands in the edition: ties decided, tiers with fewer prizes; `vote` names the vote it follows */
  choices: { tierLabel: string; fieldName: string | null; entries: string[]; reason: string | null; vote: string | null }[];
  quotaChoices: { tierLabel: string; quota: number; full: number; reason: string | null; vote: string | null }[];
  notes: string | null;
  /** head of the edition's chain when the meeting was closed: its last event says so */
  head: { seq: number; hash: string } | null;
}

/** The minutes of one meeting, or null where there is none. A fixed number of statements. */
export async function meetingMinutes(reader: Reader, editionId: string, meetingId: string): Promise<MeetingMinutes | null> {
  const meeting = await rankingMeetingById(reader, editionId, meetingId);
  if (!meeting) return null;
  const named = [meeting.chairId, meeting.secretaryId, ...meeting.presentIds, ...meeting.absentIds].flatMap((id) => id ?? []);
  const [people, progress, votes, choices, quotaChoices, texts, closing] = await Promise.all([
    meetingPeople(reader, editionId, named),
    meetingProgress(reader, editionId),
    minutesVotes(reader, editionId, meetingId),
    minutesChoices(reader, editionId),
    standingQuotaChoices(reader, editionId),
    erasableTexts(reader, [meeting.guestsId, meeting.notesId].flatMap((id) => id ?? [])),
    closingHead(reader, editionId, meetingId),
  ]);
  const known = new Map(people.map((person) => [person.userId, person]));
  const listed = (ids: readonly string[]) => people.filter(({ userId }) => ids.includes(userId));
  const { id, title, place, heldAt, closedAt } = meeting;
  return {
    id, title, place, heldAt, closedAt,
    chair: known.get(meeting.chairId ?? "")?.name ?? null,
    secretary: known.get(meeting.secretaryId ?? "")?.name ?? null,
    present: listed(meeting.presentIds),
    absent: listed(meeting.absentIds),
    guests: guestLines(texts.get(meeting.guestsId ?? "") ?? ""),
    progress,
    votes,
    choices,
    quotaChoices: quotaChoices.map(({ label, quota, full, reason, vote }) => ({ tierLabel: label, quota, full, reason, vote })),
    notes: texts.get(meeting.notesId ?? "") ?? null,
    head: closing,
  };
}

/** The votes of one meeting, with what they are called and about. Two statements. */
export async function minutesVotes(reader: Reader, editionId: string, meetingId: string): Promise<MinutesVote[]> {
  const [records, rows] = await Promise.all([
    votesOf(reader, editionId),
    reader.$queryRaw<VoteNames[]>`
      SELECT v."id"::text AS "id", x."text" AS "questionText", t."label" AS "tierLabel", f."name" AS "fieldName", s."label" AS "specialAwardLabel",
             ARRAY(SELECT unnest(v."entryIds" || v."groupIds"))::text[] AS "groupIds",
             (SELECT coalesce(json_agg(json_build_object('code', e."code", 'title', e."title") ORDER BY e."code"), '[]') FROM "Entry" e WHERE e."id" = ANY (v."entryIds")) AS "titles"
        FROM "Vote" v LEFT JOIN "ErasableText" x ON x."id" = v."questionId" AND x."erasedAt" IS NULL LEFT JOIN "PrizeTier" t ON t."id" = v."tierId"
        LEFT JOIN "Field" f ON f."id" = v."fieldId" LEFT JOIN "SpecialAward" s ON s."id" = v."specialAwardId"
       WHERE v."editionId" = ${editionId}::uuid AND v."meetingId" = ${meetingId}::uuid`,
  ]);
  const names = new Map(rows.map((row) => [row.id, row]));
  return records.flatMap((vote) => {
    const named = names.get(vote.id);
    return named ? [{ ...vote, ...named }] : [];
  });
}

function minutesChoices(reader: Reader, editionId: string): Promise<MeetingMinutes["choices"]> {
  return reader.$queryRaw<MeetingMinutes["choices"]>`
    SELECT t."label" AS "tierLabel", f."name" AS "fieldName", p."voteId"::text AS "vote", x."text" AS "reason",
           (SELECT coalesce(array_agg(e."code" ORDER BY e."code"), '{}') FROM "Entry" e WHERE e."id" = ANY (p."entryIds")) AS "entries"
      FROM "PrizeChoice" p JOIN "PrizeTier" t ON t."id" = p."tierId" LEFT JOIN "Field" f ON f."id" = p."fieldId" LEFT JOIN "ErasableText" x ON x."id" = p."reasonId" AND x."erasedAt" IS NULL
     WHERE p."editionId" = ${editionId}::uuid AND p."revokedAt" IS NULL ORDER BY t."position", f."position"`;
}

export async function closingHead(reader: Reader, editionId: string, meetingId: string): Promise<MeetingMinutes["head"]> {
  const [row] = await reader.$queryRaw<{ seq: number; hash: string }[]>`
    SELECT "seq", "hash" FROM "LedgerEvent" WHERE "chain" = ${editionId} AND "type" = 'RANKING_MEETING_CLOSED' AND "data" ->> 'meeting' = ${meetingId} ORDER BY "seq" DESC LIMIT 1`;
  return row ?? null;
}

import type { Database } from "~/data/client.server";
import { votesOf } from "~/data/votes.server";
import type { RecordedMeeting, RecordedMeetings, RecordedQuota } from "~/domain/ledger/meeting-rows";

/** Votes, choices of fewer prizes and closed ranking meetings of an edition, as `ledger verify` compares them. Three statements. */
export async function storedMeetings(db: Database, editionId: string): Promise<RecordedMeetings> {
  const [votes, quotas, meetings] = await Promise.all([
    votesOf(db.prisma, editionId),
    db.query<{ id: string; tier: string; quota: number; vote: string | null }>(
      "ledger_quota_choices",
      `SELECT q."id"::text AS "id", t."code" AS "tier", q."quota", q."voteId"::text AS "vote" FROM "QuotaChoice" q JOIN "PrizeTier" t ON t."id" = q."tierId" WHERE q."editionId" = $1::uuid AND q."revokedAt" IS NULL`,
      [editionId],
    ),
    db.query<Omit<RecordedMeeting, "heldAt"> & { id: string; heldAt: Date }>(
      "ledger_ranking_meetings",
      `SELECT m."id"::text AS "id", m."heldAt", m."chairId" AS "chair", m."secretaryId" AS "secretary", m."presentIds" AS "present", m."absentIds" AS "absent", g."hash" AS "guests", n."hash" AS "notes"
         FROM "RankingMeeting" m LEFT JOIN "ErasableText" g ON g."id" = m."guestsId" LEFT JOIN "ErasableText" n ON n."id" = m."notesId" WHERE m."editionId" = $1::uuid AND m."closedAt" IS NOT NULL`,
      [editionId],
    ),
  ]);
  return {
    votes: new Map(votes.map(({ id, specialAward, recordedAt: _recordedAt, ...vote }) => [id, { ...vote, award: specialAward }])),
    quotaChoices: new Map(quotas.map(({ id, vote, ...choice }): [string, RecordedQuota] => [id, { ...choice, ...(vote ? { vote } : {}) }])),
    closedMeetings: new Map(meetings.map(({ id, heldAt, ...meeting }) => [id, { ...meeting, heldAt: heldAt.toISOString() }])),
  };
}

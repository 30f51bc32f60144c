import { isInRound } from "~/data/assignments-rounds.server";
import type { Tx } from "~/data/client.server";
import type { Reader } from "~/data/editions.server";
import { ownBlindTitles } from "~/data/redactions.server";

export interface UnfinishedJudge {
  userId: string;
  name: string;
  email: string;
  phone: string | null;
  locale: string;
  open: number;
}

/** Judges of a round with sheets not locked yet, without those for whom the same letter was written since `since`, unless it was discarded. */
export function unfinishedJudges(tx: Tx, scope: { editionId: string; roundId: string; template: string; since: Date }): Promise<UnfinishedJudge[]> {
  return tx.$queryRaw<UnfinishedJudge[]>`
    SELECT u."id" AS "userId", u."name", u."email", u."phone", u."locale", count(*)::int AS "open"
      FROM "Assignment" a JOIN "Entry" e ON e."id" = a."entryId" JOIN "Judge" j ON j."id" = a."judgeId" JOIN "User" u ON u."id" = j."userId"
      LEFT JOIN "ScoreSheet" s ON s."assignmentId" = a."id"
     WHERE a."roundId" = ${scope.roundId}::uuid AND a."state" = 'ACTIVE' AND s."state" IS DISTINCT FROM 'LOCKED' AND ${isInRound(scope.roundId)}
       AND NOT EXISTS (SELECT 1 FROM "OutboxMessage" m WHERE m."userId" = u."id" AND m."editionId" = ${scope.editionId}::uuid
                          AND m."template" = ${scope.template} AND m."createdAt" > ${scope.since} AND m."state" <> 'DISCARDED')
     GROUP BY u."id", u."name", u."email", u."phone", u."locale", j."code" ORDER BY j."code"`;
}

/** Reminders of one edition are written one after the other, so that a double click writes each once. */
export async function lockReminders(tx: Tx, editionId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('reminders of ' || ${editionId}, 0))`;
}

/** Code and title (as a blind judge may read it, where the viewer is one) of a submitted entry of the edition, unless the viewer has a conflict of interest with it. */
export async function entryOfEdition(
  reader: Reader,
  { editionId, entryId, viewerId }: { editionId: string; entryId: string; viewerId: string },
): Promise<{ code: string; title: string } | null> {
  const conflicts = { none: { userId: viewerId, liftedAt: null } };
  const entry = await reader.entry.findFirst({ where: { id: entryId, editionId, code: { not: null }, conflicts }, select: { code: true, title: true } });
  if (!entry?.code) return null;
  const blind = await ownBlindTitles(reader, { editionId, userId: viewerId });
  return { code: entry.code, title: blind.get(entryId) ?? entry.title };
}

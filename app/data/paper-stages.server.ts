import type { Reader } from "~/data/editions.server";
import { RESULT_SETTLED } from "~/data/results.server";
import { hiddenFromViewer } from "~/data/sheets.server";

/** How far an edition is, as far as papers need something of it. */
export interface PaperFacts {
  hasCommittee: boolean;
  hasQualified: boolean;
  hasScores: boolean;
  /** of the newest decision */
  decision: "PROPOSED" | "APPROVED" | "SIGNED" | "PUBLISHED" | null;
  /** number and day of the newest decision, once they were entered */
  signed: { number: string; date: string } | null;
  /** a result is public, whatever is under way beside it */
  isPublished: boolean;
  /** the newest decision is public and no correction is open: nothing is known inside that is not known to everybody */
  isSettled: boolean;
  /** the viewer may not see every entry or score before publication */
  hasInterest: boolean;
}

/** Whether a ranking meeting was closed: minutes are made of those alone. */
export async function isAnyMeetingClosed(reader: Reader, editionId: string): Promise<boolean> {
  return (await reader.rankingMeeting.count({ where: { editionId, closedAt: { not: null } } })) > 0;
}

/** The facts as one person may know them: entries in which that person has an interest do not count. One statement. */
export async function paperFacts(reader: Reader, editionId: string, viewerId: string): Promise<PaperFacts> {
  const rows = await reader.$queryRawUnsafe<PaperFacts[]>(
    `WITH mine AS (SELECT c."entryId" FROM "Conflict" c WHERE c."editionId" = $1::uuid AND c."userId" = $2 AND c."liftedAt" IS NULL)
    SELECT EXISTS (SELECT 1 FROM "CommitteeMember" m WHERE m."editionId" = $1::uuid) AS "hasCommittee",
           EXISTS (SELECT 1 FROM "Entry" e WHERE e."editionId" = $1::uuid AND e."state" = 'SUBMITTED' AND e."screening" = 'QUALIFIED' AND e."id" NOT IN (TABLE mine)) AS "hasQualified",
           EXISTS (SELECT 1 FROM "ScoreSheet" s JOIN "Assignment" a ON a."id" = s."assignmentId"
                    WHERE a."editionId" = $1::uuid AND s."state" = 'LOCKED' AND a."entryId" NOT IN (TABLE mine)) AS "hasScores",
           (SELECT d."state"::text FROM "ResultDecision" d WHERE d."editionId" = $1::uuid ORDER BY d."sequence" DESC LIMIT 1) AS "decision",
           (SELECT CASE WHEN d."decisionNumber" IS NOT NULL THEN json_build_object('number', d."decisionNumber", 'date', d."decisionDate") END
              FROM "ResultDecision" d WHERE d."editionId" = $1::uuid ORDER BY d."sequence" DESC LIMIT 1) AS "signed",
           EXISTS (SELECT 1 FROM "ResultDecision" d WHERE d."editionId" = $1::uuid AND d."state" = 'PUBLISHED') AS "isPublished",
           ${RESULT_SETTLED("$1::uuid")} AS "isSettled",
           EXISTS (${hiddenFromViewer("$1", "$2")}) AS "hasInterest"`,
    editionId,
    viewerId,
  );
  const [facts] = rows;
  if (!facts) throw new Error("a statement without FROM gives one row");
  return facts;
}

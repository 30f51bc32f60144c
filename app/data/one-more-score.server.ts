import { inSightOf } from "~/data/conflicts.server";
import type { Reader } from "~/data/editions.server";
import { Prisma } from "~/data/generated/client";

export interface Candidate {
  entryId: string;
  judgeCode: string;
  judgeName: string;
  /** running assignments in the round, without those to entries the viewer has a conflict of interest with */
  load: number;
}

/**
 * Who could score one of these entries besides those who do: members of a panel of the round (null: of the last one) that serves its field, without a
 * conflict of interest, below their limit; those with the fewest entries first, at most three an entry. One statement.
 */
export function candidatesForOneMore(reader: Reader, editionId: string, { entryIds, round, viewerId }: { entryIds: readonly string[]; round: string | null; viewerId: string }): Promise<Candidate[]> {
  return reader.$queryRaw<Candidate[]>`
    WITH round AS (SELECT r."id" FROM "Round" r WHERE r."editionId" = ${editionId}::uuid AND CASE WHEN ${round}::text IS NULL THEN r."weight" > 0 ELSE r."code" = ${round} END ORDER BY r."position" DESC LIMIT 1),
         able AS (
      SELECT DISTINCT e."id" AS "entryId", j."id" AS "judgeId", j."code", u."name", j."maxLoad",
             (SELECT count(*)::int FROM "Assignment" b WHERE b."judgeId" = j."id" AND b."roundId" = p."roundId" AND b."state" = 'ACTIVE') AS "all",
             (SELECT count(*)::int FROM "Assignment" b WHERE b."judgeId" = j."id" AND b."roundId" = p."roundId" AND b."state" = 'ACTIVE'
                 AND ${inSightOf(Prisma.sql`b."entryId"`, viewerId)}) AS "load"
        FROM "Entry" e JOIN "PanelField" f ON f."fieldId" = e."fieldId" JOIN "Panel" p ON p."id" = f."panelId" JOIN round ON round."id" = p."roundId"
        JOIN "PanelMember" m ON m."panelId" = p."id" JOIN "Judge" j ON j."id" = m."judgeId" JOIN "User" u ON u."id" = j."userId"
       WHERE e."id" = ANY (${[...entryIds]}::uuid[]) AND e."editionId" = ${editionId}::uuid AND j."leftAt" IS NULL
         AND ${inSightOf(Prisma.sql`e."id"`, Prisma.sql`j."userId"`)}
         AND NOT EXISTS (SELECT 1 FROM "Assignment" a WHERE a."entryId" = e."id" AND a."judgeId" = j."id" AND a."roundId" = p."roundId" AND a."state" = 'ACTIVE')),
         chosen AS (SELECT *, row_number() OVER (PARTITION BY "entryId" ORDER BY "load", "code") AS "place" FROM able WHERE "maxLoad" IS NULL OR "all" < "maxLoad")
    SELECT "entryId"::text, "code" AS "judgeCode", "name" AS "judgeName", "load" FROM chosen WHERE "place" <= 3 ORDER BY "entryId", "place"`;
}

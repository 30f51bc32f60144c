import { inConflictOf } from "~/data/conflicts.server";
import type { Reader } from "~/data/editions.server";
import { Prisma } from "~/data/generated/client";

/** A member of a panel that judges an entry in a round. */
export interface PanelPerson {
  userId: string;
  code: string;
  name: string;
  isChair: boolean;
  inConflict: boolean;
  /** judges this very entry in the round */
  judges: boolean;
}

/**
 * Everybody in the panels that judge the entry in the round, by code, and who of them has a conflict of interest with it. Of those who
 * have left only whoever still judges this very entry: their sheet counts.
 */
export function peopleOfPanels(reader: Reader, { entryId, roundId }: { entryId: string; roundId: string }): Promise<PanelPerson[]> {
  return reader.$queryRaw<PanelPerson[]>`
    SELECT j."userId", j."code", u."name", bool_or(m."isChair") AS "isChair",
           ${inConflictOf(Prisma.sql`${entryId}::uuid`, Prisma.sql`j."userId"`)} AS "inConflict",
           EXISTS (SELECT 1 FROM "Assignment" a WHERE a."entryId" = ${entryId}::uuid AND a."roundId" = ${roundId}::uuid AND a."judgeId" = j."id" AND a."state" = 'ACTIVE') AS "judges"
      FROM "PanelMember" m JOIN "Judge" j ON j."id" = m."judgeId" JOIN "User" u ON u."id" = j."userId"
     WHERE m."panelId" IN (SELECT a."panelId" FROM "Assignment" a WHERE a."entryId" = ${entryId}::uuid AND a."roundId" = ${roundId}::uuid AND a."state" = 'ACTIVE')
       AND (j."leftAt" IS NULL OR EXISTS (SELECT 1 FROM "Assignment" a WHERE a."entryId" = ${entryId}::uuid AND a."roundId" = ${roundId}::uuid AND a."judgeId" = j."id" AND a."state" = 'ACTIVE'))
     GROUP BY j."id", j."userId", j."code", u."name" ORDER BY j."code"`;
}

import type { Reader } from "~/data/editions.server";

/** Somebody who has to know when to be where. */
export interface PersonOfTimetable {
  userId: string;
  name: string;
  email: string;
  phone: string | null;
  locale: string;
  /** the entry they filed; null: they judge */
  entry: { id: string; code: string } | null;
  /** the panels of the round in which they sit */
  panelIds: string[];
}

/** Who filed these entries, once for each, and who sits in these panels, once each. One statement. */
export function peopleOfTimetable(reader: Reader, { roundId, entryIds, panelIds }: { roundId: string; entryIds: readonly string[]; panelIds: readonly string[] }): Promise<PersonOfTimetable[]> {
  return reader.$queryRaw<PersonOfTimetable[]>`
    SELECT u."id" AS "userId", u."name", u."email", u."phone", u."locale"::text AS "locale", json_build_object('id', e."id", 'code', coalesce(e."code", '')) AS "entry", ARRAY[]::text[] AS "panelIds"
      FROM "Entry" e JOIN "User" u ON u."id" = e."ownerId" WHERE e."id" = ANY(${[...entryIds]}::uuid[]) AND e."state" = 'SUBMITTED'
    UNION ALL
    SELECT u."id", u."name", u."email", u."phone", u."locale"::text, NULL,
           ARRAY(SELECT p."id"::text FROM "PanelMember" n JOIN "Panel" p ON p."id" = n."panelId" WHERE n."judgeId" = j."id" AND p."roundId" = ${roundId}::uuid ORDER BY 1)
      FROM "Judge" j JOIN "User" u ON u."id" = j."userId"
     WHERE j."leftAt" IS NULL AND EXISTS (SELECT 1 FROM "PanelMember" m WHERE m."judgeId" = j."id" AND m."panelId" = ANY(${[...panelIds]}::uuid[]))
     ORDER BY "userId"`;
}

import type { Database } from "~/data/client.server";

/** Of an edition: the last second in which appeals are taken (`appealsEnd`), five in the afternoon of the last day in Việt Nam. */
const APPEALS_END = `((((SELECT max(rd."publishedAt") FROM "ResultDecision" rd WHERE rd."editionId" = "Edition"."id" AND rd."state" = 'PUBLISHED')
              AT TIME ZONE 'Asia/Ho_Chi_Minh')::date::timestamp + make_interval(days => "appealDays", hours => 17)) AT TIME ZONE 'Asia/Ho_Chi_Minh')`;

/**
 * What public pages depend on, as one short text: it changes with every change of what they show (in the same
 * transaction, by triggers) and whenever an edition passes one of its dates. One statement.
 */
export async function publicStamp(db: Database, now: Date): Promise<string> {
  const rows = await db.query<{ stamp: string }>(
    "public_stamp",
    `SELECT coalesce((SELECT "stamp"::text FROM "PublicStamp" WHERE "id" = 1), '') || ':' || coalesce(sum(
              ("announcedAt" <= $1 IS TRUE)::int + ("opensAt" <= $1)::int + (date_trunc('second', "closesAt") + interval '1 second' <= $1)::int
            + ("screeningEndsAt" <= $1)::int + ("judgingEndsAt" <= $1)::int + ("publishedAt" <= $1 IS TRUE)::int + ("finalAt" <= $1 IS TRUE)::int
            + (${APPEALS_END} + interval '1 second' <= $1 IS TRUE)::int), 0)
            AS "stamp" FROM "Edition"`,
    [now],
  );
  return rows[0]?.stamp ?? "";
}

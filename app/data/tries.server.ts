import type { Database } from "~/data/client.server";

/**
 * Counts one more try under a key and tells how many there were within the window, this one among them. For what can be guessed outside
 * of accounts; it uses the table in which sign-ins are counted. One statement.
 * @param key says what is tried and by whom; never a person's data
 */
export async function countTry(db: Database, key: string, { now, windowMs }: { now: Date; windowMs: number }): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    "count_try",
    `INSERT INTO "RateLimit" ("id", "key", "count", "lastRequest") VALUES (gen_random_uuid()::text, $1, 1, $2::bigint)
     ON CONFLICT ("key") DO UPDATE SET "count" = CASE WHEN "RateLimit"."lastRequest" <= $2::bigint - $3::bigint THEN 1 ELSE "RateLimit"."count" + 1 END,
       "lastRequest" = CASE WHEN "RateLimit"."lastRequest" <= $2::bigint - $3::bigint THEN $2::bigint ELSE "RateLimit"."lastRequest" END
     RETURNING "count"`,
    [key, now.getTime(), windowMs],
  );
  return row?.count ?? 1;
}

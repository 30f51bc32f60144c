import type { Database, Tx } from "~/data/client.server";
import type { Reader } from "~/data/editions.server";
import type { UserLocale } from "~/data/users.server";

/** Letters about a result are known by the decision they tell of and the entry they are about. */
export const resultLetter = (sequence: number, code: string) => `resultLetter:${sequence}:${code}`;

export interface UntoldDecision {
  id: string;
  editionId: string;
  sequence: number;
}

/** The latest published decision of each edition published after `since` of which no letter tells yet. One statement. */
export function untoldDecisions(db: Database, { since, now }: { since: Date; now: Date }): Promise<UntoldDecision[]> {
  return db.query<UntoldDecision>(
    "untold_decisions",
    `SELECT r."id"::text AS "id", r."editionId"::text AS "editionId", r."sequence"
       FROM (SELECT DISTINCT ON ("editionId") "id", "editionId", "sequence", "publishedAt" FROM "ResultDecision" WHERE "state" = 'PUBLISHED' ORDER BY "editionId", "sequence" DESC) r
       JOIN "Edition" d ON d."id" = r."editionId"
      WHERE r."publishedAt" > $1 AND r."publishedAt" <= $2 AND d."publishedAt" <= $2
        AND NOT EXISTS (SELECT 1 FROM "OutboxMessage" m WHERE m."editionId" = r."editionId" AND m."template" LIKE 'resultLetter:' || r."sequence" || ':%')
      ORDER BY r."publishedAt"`,
    [since, now],
  );
}

/** The newest decision of the edition that letters told of; null: none. */
export async function lastToldSequence(tx: Tx, editionId: string): Promise<number | null> {
  const rows = await tx.$queryRaw<{ sequence: number | null }[]>`
    SELECT max(split_part("template", ':', 2)::int) AS "sequence" FROM "OutboxMessage" WHERE "editionId" = ${editionId}::uuid AND "template" LIKE 'resultLetter:%'`;
  return rows[0]?.sequence ?? null;
}

export function decisionBySequence(reader: Reader, editionId: string, sequence: number) {
  return reader.resultDecision.findUnique({ where: { editionId_sequence: { editionId, sequence } }, omit: { problem: true } });
}

export interface LetterReader {
  code: string;
  title: string;
  userId: string;
  name: string;
  email: string;
  phone: string | null;
  locale: UserLocale;
}

/** Whoever is told of these entries: who filed them, their authors and the authors' guardians, as far as they have accounts; each once an entry. One statement. */
export function readersOfResult(reader: Reader, editionId: string, codes: readonly string[]): Promise<LetterReader[]> {
  return reader.$queryRaw<LetterReader[]>`
    SELECT e."code", e."title", u."id" AS "userId", u."name", u."email", u."phone", CASE WHEN u."locale" = 'en' THEN 'en' ELSE 'vi' END AS "locale"
      FROM "Entry" e JOIN "User" u ON u."id" = e."ownerId" OR EXISTS (
             SELECT 1 FROM "EntryVersion" v JOIN "EntryAuthor" a ON a."versionId" = v."id"
              WHERE v."entryId" = e."id" AND v."state" = 'SUBMITTED' AND u."id" IN (a."userId", a."guardianUserId"))
     WHERE e."editionId" = ${editionId}::uuid AND e."state" = 'SUBMITTED' AND e."code" = ANY (${[...codes]}::text[]) ORDER BY e."code", u."id"`;
}

/** Earlier letters about these entries that nobody has approved yet: what they say holds no longer. */
export async function discardToldBefore(tx: Tx, editionId: string, { before, codes }: { before: number; codes: readonly string[] }): Promise<void> {
  const templates = codes.flatMap((code) => Array.from({ length: before - 1 }, (_, at) => resultLetter(at + 1, code)));
  await tx.outboxMessage.updateMany({ where: { editionId, state: "HELD", template: { in: templates } }, data: { state: "DISCARDED" } });
}

import type { Tx } from "~/data/client.server";

/** Shortest text that is taken out of papers: shorter ones are part of too many words. */
const SHORTEST = 4;

/**
 * Names, telephone numbers, addresses and mail addresses of authors, guardians and supervisors of an edition that no public page may
 * show, to be taken out of papers as they were issued; longest first. `kept`: authors whose names stay. One statement.
 */
export async function privateTextsOf(tx: Tx, editionId: string, kept: readonly { entryId: string; key: string }[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ text: string; stays: boolean }[]>`
    WITH author AS (
      SELECT a.*, EXISTS (SELECT 1 FROM unnest(${kept.map(({ entryId }) => entryId)}::uuid[], ${kept.map(({ key }) => key)}::uuid[]) AS k("entryId", "key") WHERE k."entryId" = e."id" AND k."key" = a."key") AS "stays"
        FROM "Entry" e JOIN "EntryVersion" v ON v."entryId" = e."id" AND v."state" = 'SUBMITTED' JOIN "EntryAuthor" a ON a."versionId" = v."id" WHERE e."editionId" = ${editionId}::uuid)
    SELECT DISTINCT t."text", t."stays" FROM (
      SELECT "fullName" AS "text", "stays" FROM author
      UNION ALL SELECT unnest(ARRAY["guardianName", "phone", "email", "address", "guardianPhone"]), false FROM author
      UNION ALL SELECT unnest(ARRAY[v."supervisorName", v."supervisorPhone"]), false FROM "Entry" e JOIN "EntryVersion" v ON v."entryId" = e."id" AND v."state" = 'SUBMITTED' WHERE e."editionId" = ${editionId}::uuid) t
     WHERE length(t."text") >= ${SHORTEST}`;
  const staying = new Set(rows.filter(({ stays }) => stays).map(({ text }) => text));
  return [...new Set(rows.map(({ text }) => text))].filter((text) => !staying.has(text)).toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
}

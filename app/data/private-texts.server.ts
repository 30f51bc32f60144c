import type { Tx } from "~/data/client.server";
import { needlesOf } from "~/domain/people/erasure";
import { NAME_GONE } from "~/domain/retention/retention";

/**
 * Names, telephone numbers, addresses and mail addresses of authors, guardians and supervisors of an edition that no public page may
 * show, in every version and under every consent, to be taken out of papers as they were issued; in every form in which people write
 * them, longest first (`needlesOf`). `kept`: authors whose names stay. One statement.
 */
export async function privateTextsOf(tx: Tx, editionId: string, kept: readonly { entryId: string; key: string }[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ text: string; kind: "name" | "phone" | "other"; stays: boolean }[]>`
    WITH author AS (
      SELECT a.*, EXISTS (SELECT 1 FROM unnest(${kept.map(({ entryId }) => entryId)}::uuid[], ${kept.map(({ key }) => key)}::uuid[]) AS k("entryId", "key") WHERE k."entryId" = e."id" AND k."key" = a."key") AS "stays"
        FROM "Entry" e JOIN "EntryVersion" v ON v."entryId" = e."id" JOIN "EntryAuthor" a ON a."versionId" = v."id" WHERE e."editionId" = ${editionId}::uuid),
    version AS (SELECT v.* FROM "Entry" e JOIN "EntryVersion" v ON v."entryId" = e."id" WHERE e."editionId" = ${editionId}::uuid)
    SELECT DISTINCT t."text", t."kind", t."stays" FROM (
      -- what a kept author was called in a version that does not count is private as soon as it is not the name that stays
      SELECT a."fullName" AS "text", 'name' AS "kind", a."stays" AND v."state" = 'SUBMITTED' AS "stays" FROM author a JOIN version v ON v."id" = a."versionId"
      UNION ALL SELECT "guardianName", 'name', false FROM author UNION ALL SELECT "supervisorName", 'name', false FROM version
      UNION ALL SELECT c."personName", 'name', false FROM "Consent" c JOIN "Entry" e ON e."id" = c."entryId" WHERE e."editionId" = ${editionId}::uuid
      UNION ALL SELECT unnest(ARRAY["phone", "guardianPhone"]), 'phone', false FROM author UNION ALL SELECT "supervisorPhone", 'phone', false FROM version
      UNION ALL SELECT unnest(ARRAY["email", "address"]), 'other', false FROM author) t
     WHERE t."text" NOT IN ('', ${NAME_GONE})`;
  const of = (which: "name" | "phone" | "other", stays = false) => rows.filter((row) => row.kind === which && row.stays === stays).map(({ text }) => text);
  const staying = new Set(needlesOf({ names: of("name", true), phones: [], others: [] }));
  return needlesOf({ names: of("name"), phones: of("phone"), others: of("other") }).filter((text) => !staying.has(text));
}

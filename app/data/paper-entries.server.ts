import type { Database, Tx } from "~/data/client.server";
import { inSight } from "~/data/conflicts.server";
import { everyWord, searchPatterns } from "~/data/search.server";
import type { Day } from "~/domain/entry/ages";
import type { EntryState } from "~/domain/entry/states";

export interface PaperEntryRow {
  id: string;
  code: string | null;
  title: string;
  unitName: string;
  state: EntryState;
  postmarkedOn: Day;
  ownerId: string;
  keyedBy: string;
  submittedAt: Date | null;
  checkedAt: Date | null;
  checkedBy: string | null;
}

export type PaperFilter = "unchecked" | "drafts" | "checked";

const CONDITIONS: Readonly<Record<PaperFilter, string>> = {
  unchecked: `e."state" = 'SUBMITTED' AND e."checkedAt" IS NULL`,
  drafts: `e."state" = 'DRAFT'`,
  checked: `e."checkedAt" IS NOT NULL`,
};

/** One page of the dossiers on paper of an edition, those to be compared first, and how many there are; two statements. */
export async function listPaperEntries(
  db: Database,
  editionId: string,
  { viewerId, search, filter, page, pageSize }: { viewerId: string; search: string; filter: PaperFilter | null; page: number; pageSize: number },
): Promise<{ rows: PaperEntryRow[]; total: number }> {
  const name = filter ?? "all";
  const where = `e."editionId" = $1::uuid AND e."channel" = 'PAPER' AND ${inSight(`e."id"`, "$3")} AND ${filter === null ? "true" : CONDITIONS[filter]} AND ${everyWord(`e."searchText"`, 2)}`;
  const values = [editionId, searchPatterns(search), viewerId];
  const [rows, [count]] = await Promise.all([
    db.query<PaperEntryRow>(
      `paper_entries_${name}`,
      `SELECT e."id"::text, e."code", e."title", e."unitName", e."state"::text, to_char(e."postmarkedOn", 'YYYY-MM-DD') AS "postmarkedOn", e."ownerId",
              o."name" AS "keyedBy", e."submittedAt", e."checkedAt", c."name" AS "checkedBy"
         FROM "Entry" e JOIN "User" o ON o."id" = e."ownerId" LEFT JOIN "User" c ON c."id" = e."checkedById"
        WHERE ${where} ORDER BY (e."state" = 'SUBMITTED' AND e."checkedAt" IS NULL) DESC, e."createdAt" DESC, e."id" LIMIT $4 OFFSET $5`,
      [...values, pageSize, (page - 1) * pageSize],
    ),
    db.query<{ n: number }>(`paper_entries_count_${name}`, `SELECT count(*)::int AS n FROM "Entry" e WHERE ${where}`, values),
  ]);
  return { rows, total: count?.n ?? 0 };
}

/** Begins an entry for a dossier on paper; false where one of this id is there already. */
export async function insertPaperEntry(tx: Tx, entry: { id: string; editionId: string; ownerId: string; postmarkedOn: Day; now: Date }): Promise<boolean> {
  const { id, editionId, ownerId, postmarkedOn, now } = entry;
  const { count } = await tx.entry.createMany({
    data: [{ id, editionId, ownerId, channel: "PAPER", postmarkedOn: new Date(`${postmarkedOn}T00:00:00Z`), createdAt: now }],
    skipDuplicates: true,
  });
  return count > 0;
}

/** Notes who compared the submitted version with the paper; false where the entry changed since it was seen. */
export async function noteChecked(tx: Tx, { entryId, seen, actorId, now }: { entryId: string; seen: number; actorId: string; now: Date }): Promise<boolean> {
  const { count } = await tx.entry.updateMany({
    where: { id: entryId, version: seen, channel: "PAPER", state: "SUBMITTED", checkedAt: null },
    data: { checkedAt: now, checkedById: actorId, version: { increment: 1 } },
  });
  return count > 0;
}

/**
 * Everybody who keyed in something of an entry on paper: who began it, saved or submitted a version that counts or counted, or changed a
 * field of one (the last saver of a version need not have written most of it). Who keys in does not compare.
 */
export async function keyersOf(tx: Tx, entryId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string | null }[]>`
    WITH counted AS (SELECT * FROM "EntryVersion" WHERE "entryId" = ${entryId}::uuid AND "state" IN ('SUBMITTED', 'SUPERSEDED'))
    SELECT "ownerId" AS "id" FROM "Entry" WHERE "id" = ${entryId}::uuid
     UNION SELECT unnest(ARRAY["savedById", "submittedById"]) FROM counted
     UNION SELECT c."value" ->> 'by' FROM counted, jsonb_each(CASE jsonb_typeof(counted."fieldChanges") WHEN 'object' THEN counted."fieldChanges" ELSE '{}'::jsonb END) c`;
  return rows.flatMap(({ id }) => id ?? []);
}

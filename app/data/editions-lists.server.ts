import type { Database } from "~/data/client.server";
import type { EditionRow, Reader } from "~/data/editions.server";
import type { ContestKind } from "~/domain/contest/edition-draft";

export interface ListedEdition {
  id: string;
  slug: string;
  kind: ContestKind;
  number: number;
  period: string;
  title: string;
  hostName: string;
  announcedAt: Date | null;
  opensAt: Date;
  closesAt: Date;
  screeningEndsAt: Date;
  judgingEndsAt: Date;
  announcementAt: Date | null;
  publishedAt: Date | null;
  finalAt: Date | null;
}

const COLUMNS = `"id"::text AS "id", "slug", "kind"::text AS "kind", "number", "period", "title", "hostName", "announcedAt", "opensAt", "closesAt",
  "screeningEndsAt", "judgingEndsAt", "announcementAt", "publishedAt", "finalAt"`;
const NEWEST_FIRST = `"opensAt" DESC, "number" DESC, "kind", "slug"`;

/** Editions that have been announced by `now`, newest first; `offset` and `limit` cut a page out of them. */
export function announcedEditions(db: Database, now: Date, page: { offset: number; limit: number } = { offset: 0, limit: 1000 }): Promise<ListedEdition[]> {
  return db.query<ListedEdition>(
    "announced_editions",
    `SELECT ${COLUMNS} FROM "Edition" WHERE "announcedAt" <= $1 ORDER BY ${NEWEST_FIRST} OFFSET $2 LIMIT $3`,
    [now, page.offset, page.limit],
  );
}

/** The editions with these ids, or all of them for `null`, newest first. */
export function editionsWithIds(db: Database, ids: readonly string[] | null): Promise<ListedEdition[]> {
  return db.query<ListedEdition>(
    "editions_with_ids",
    `SELECT ${COLUMNS} FROM "Edition" WHERE $1::uuid[] IS NULL OR "id" = ANY($1::uuid[]) ORDER BY ${NEWEST_FIRST}`,
    [ids],
  );
}

/** The edition made last, for proposals to a new one; null where there is none. */
export function latestEdition(reader: Reader): Promise<EditionRow | null> {
  return reader.edition.findFirst({ orderBy: [{ createdAt: "desc" }, { id: "desc" }] });
}

import type { Database } from "~/data/client.server";
import type { MessageCarrier, MessageChannel, MessageState } from "~/data/generated/enums";
import { everyWord, searchPatterns } from "~/data/search.server";
import type { Role } from "~/domain/access/roles";

/**
 * Whose messages a reader of the outbox may see: all, or those of some editions and, of the messages that belong to no
 * edition, the ones of a shared template whose recipient holds none of the roles `notForHolders`.
 */
export interface OutboxScope {
  /** letters about entries they have a conflict of interest with are not there */
  viewerId: string;
  of: "all" | { editionIds: readonly string[]; sharedTemplates: readonly string[]; notForHolders: readonly Role[] };
}

export interface OutboxFilter {
  state: MessageState | null;
  search: string;
  page: number;
  pageSize: number;
}

export interface ListedMessage {
  id: string;
  channel: MessageChannel;
  carrier: MessageCarrier | null;
  recipient: string;
  recipientName: string;
  subject: string;
  state: MessageState;
  attempts: number;
  createdAt: Date;
  sentAt: Date | null;
  editionTitle: string | null;
}

/** A letter about an entry names its code, leads to one of its pages, or quotes its title. */
const IS_ABOUT = `(strpos(m."subject" || ' ' || m."body" || ' ' || coalesce(m."link", ''), x."id"::text) > 0 OR strpos(m."subject" || ' ' || m."body", x."code") > 0
  OR (length(x."title") >= 8 AND strpos(m."subject" || ' ' || m."body", x."title") > 0))`;

/** SQL: message `m` is about no entry the viewer has a conflict of interest with. */
export const isLetterInSight = (viewer: string): string => `NOT EXISTS (SELECT 1 FROM "Conflict" k JOIN "Entry" x ON x."id" = k."entryId"
    WHERE k."userId" = ${viewer} AND k."liftedAt" IS NULL AND (m."editionId" IS NULL OR x."editionId" = m."editionId") AND ${IS_ABOUT})`;

const IN_SCOPE = `${isLetterInSight("$5")} AND ($1::boolean
  OR m."editionId" = ANY($2::uuid[])
  OR (m."editionId" IS NULL AND m."template" = ANY($3::text[]) AND m."userId" IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM "Membership" h WHERE h."userId" = m."userId" AND h."endedAt" IS NULL AND h."role" = ANY($4::"Role"[]))))`;

function scopeValues({ of, viewerId }: OutboxScope): unknown[] {
  return of === "all" ? [true, [], [], [], viewerId] : [false, of.editionIds, of.sharedTemplates, of.notForHolders, viewerId];
}

/** One page of the messages in scope, newest first, with the number of all that fit the filter. */
export async function listMessages(db: Database, scope: OutboxScope, filter: OutboxFilter): Promise<{ rows: ListedMessage[]; total: number }> {
  const where = `${IN_SCOPE} AND ($6::"MessageState" IS NULL OR m."state" = $6::"MessageState")
    AND ${everyWord(`m."recipient" || ' ' || m."recipientName" || ' ' || m."subject"`, 7)}`;
  const values = [...scopeValues(scope), filter.state, searchPatterns(filter.search)];
  const [rows, [count]] = await Promise.all([
    db.query<ListedMessage>(
      "outbox_list",
      `SELECT m."id"::text, m."channel"::text, m."carrier"::text, m."recipient", m."recipientName", m."subject", m."state"::text,
              m."attempts", m."createdAt", m."sentAt", e."title" AS "editionTitle"
         FROM "OutboxMessage" m LEFT JOIN "Edition" e ON e."id" = m."editionId"
        WHERE ${where} ORDER BY m."createdAt" DESC, m."id" DESC LIMIT $8 OFFSET $9`,
      [...values, filter.pageSize, (filter.page - 1) * filter.pageSize],
    ),
    db.query<{ n: number }>("outbox_count", `SELECT count(*)::int AS n FROM "OutboxMessage" m WHERE ${where}`, values),
  ]);
  return { rows, total: count?.n ?? 0 };
}

export interface WholeMessage extends ListedMessage {
  template: string;
  body: string;
  link: string | null;
  lastError: string | null;
  nextTryAt: Date;
  editionSlug: string | null;
}

/** One message with its text, or null where there is none in scope. */
export async function messageInScope(db: Database, scope: OutboxScope, id: string): Promise<WholeMessage | null> {
  const [row] = await db.query<WholeMessage>(
    "outbox_message",
    `SELECT m."id"::text, m."channel"::text, m."carrier"::text, m."recipient", m."recipientName", m."subject", m."state"::text,
            m."attempts", m."createdAt", m."sentAt", m."template", m."body", m."link", m."lastError", m."nextTryAt", e."title" AS "editionTitle", e."slug" AS "editionSlug"
       FROM "OutboxMessage" m LEFT JOIN "Edition" e ON e."id" = m."editionId"
      WHERE ${IN_SCOPE} AND m."id" = $6::uuid`,
    [...scopeValues(scope), id],
  );
  return row ?? null;
}

/** Messages in scope that wait to be sent or handed over, and those that could not be sent. */
export async function countUndelivered(db: Database, scope: OutboxScope): Promise<number> {
  const [row] = await db.query<{ n: number }>(
    "outbox_undelivered",
    `SELECT count(*)::int AS n FROM "OutboxMessage" m WHERE m."state" IN ('PENDING', 'FAILED') AND ${IN_SCOPE}`,
    scopeValues(scope),
  );
  return row?.n ?? 0;
}

import type { Database, Tx } from "~/data/client.server";
import { inSight } from "~/data/conflicts.server";
import { everyWord, searchPatterns } from "~/data/search.server";

/** An author of an entry, as every page on personal data names one. */
interface NamedAuthor {
  entryId: string;
  authorKey: string;
  name: string;
  code: string | null;
  title: string;
  state: "DRAFT" | "SUBMITTED" | "WITHDRAWN";
  erasedAt: Date | null;
}

/** The same of author `a` in entry `e`. */
const NAMED_AUTHOR = `e."id"::text AS "entryId", a."key"::text AS "authorKey", a."fullName" AS "name", e."code", e."title", e."state"::text AS "state",
            (SELECT max(x."doneAt") FROM "Erasure" x WHERE x."entryId" = e."id" AND x."authorKey" = a."key") AS "erasedAt"`;
/** Authors `a` in the versions that count `v` of entries `e`. */
const FROM_AUTHORS = `FROM "Entry" e JOIN "EntryVersion" v ON v."entryId" = e."id" AND v."state" = 'SUBMITTED' JOIN "EntryAuthor" a ON a."versionId" = v."id"`;

export interface FoundPerson extends NamedAuthor {
  unitName: string;
  hasAccount: boolean;
}

interface PeopleRequest {
  editionId: string;
  viewerId: string;
  typed: string;
  offset: number;
  limit: number;
}

/**
 * Authors of an edition's entries who hold every word typed in name, code, contacts or guardian; without entries the viewer has an
 * interest in and without drafts that nobody submitted. One statement.
 */
export async function findPeople(db: Database, { editionId, viewerId, typed, offset, limit }: PeopleRequest): Promise<{ people: FoundPerson[]; total: number }> {
  const rows = await db.query<FoundPerson & { total: number }>(
    "people_of_edition_found",
    `SELECT ${NAMED_AUTHOR}, a."unitName", a."userId" IS NOT NULL AS "hasAccount", (count(*) OVER ())::int AS "total"
       ${FROM_AUTHORS}
      WHERE e."editionId" = $1::uuid AND e."state" <> 'DRAFT' AND ${inSight(`e."id"`, "$2")}
        AND ${everyWord(`concat_ws(' ', a."fullName", e."code", a."email", a."phone", a."guardianName", a."guardianPhone")`, 3)}
      ORDER BY a."fullName", e."code", a."key" OFFSET $4 LIMIT $5`,
    [editionId, viewerId, searchPatterns(typed), offset, limit],
  );
  return { people: rows.map(({ total: _, ...person }) => person), total: rows[0]?.total ?? 0 };
}

export interface DataRequestRow {
  id: string;
  kind: string;
  text: string | null;
  askedAt: Date;
  /** "2026-11-24" */
  dueOn: string;
  answeredAt: Date | null;
  userId: string;
  name: string;
  email: string;
  phone: string | null;
}

/** Nobody reads what was asked by somebody behind an entry they have an interest in. */
const ASKER_IN_SIGHT = (viewer: string) => `NOT EXISTS (SELECT 1 FROM "Conflict" k JOIN "Entry" n ON n."id" = k."entryId" WHERE k."userId" = ${viewer} AND k."liftedAt" IS NULL
  AND (n."ownerId" = r."userId" OR EXISTS (SELECT 1 FROM "EntryVersion" v JOIN "EntryAuthor" a ON a."versionId" = v."id" WHERE v."entryId" = n."id" AND r."userId" IN (a."userId", a."guardianUserId"))))`;

/** SQL: how many requests of edition $1 wait for an answer, for the viewer. */
export const WAITING_REQUESTS = (viewer: string) => `(SELECT count(*) FROM "DataRequest" r WHERE r."editionId" = $1 AND r."answeredAt" IS NULL AND ${ASKER_IN_SIGHT(viewer)})`;

/** Requests that wait, the first due first, then the latest answered ones. One statement. */
export function dataRequests(db: Database, { editionId, viewerId, limit }: { editionId: string; viewerId: string; limit: number }): Promise<DataRequestRow[]> {
  return db.query<DataRequestRow>(
    "data_requests",
    `SELECT r."id"::text AS "id", r."kind", CASE WHEN t."erasedAt" IS NULL THEN t."text" END AS "text", r."askedAt", r."dueOn"::text AS "dueOn", r."answeredAt", r."userId", u."name", u."email", u."phone"
       FROM "DataRequest" r JOIN "User" u ON u."id" = r."userId" LEFT JOIN "ErasableText" t ON t."id" = r."textId"
      WHERE r."editionId" = $1::uuid AND ${ASKER_IN_SIGHT("$2")} ORDER BY r."answeredAt" IS NOT NULL, r."dueOn", r."askedAt" DESC, r."id" LIMIT $3`,
    [editionId, viewerId, limit],
  );
}

/** What somebody asked of the administrators, and what waits in any contest. One statement. */
export function dataRequestsOf(db: Database, userId: string): Promise<(DataRequestRow & { edition: string | null })[]> {
  return db.query<DataRequestRow & { edition: string | null }>(
    "data_requests_of_person",
    `SELECT r."id"::text AS "id", r."kind", CASE WHEN t."erasedAt" IS NULL THEN t."text" END AS "text", r."askedAt", r."dueOn"::text AS "dueOn", r."answeredAt", r."userId", u."name", u."email", u."phone", d."title" AS "edition"
       FROM "DataRequest" r JOIN "User" u ON u."id" = r."userId" LEFT JOIN "ErasableText" t ON t."id" = r."textId" LEFT JOIN "Edition" d ON d."id" = r."editionId"
      WHERE r."userId" = $1 ORDER BY r."answeredAt" IS NOT NULL, r."dueOn", r."id" LIMIT 50`,
    [userId],
  );
}

/** Notes a request as answered; false where it was already or is none of these. */
export async function noteAnswered(tx: Tx, which: { id: string; editionId?: string | null; userId?: string }, { actorId, now }: { actorId: string; now: Date }): Promise<{ editionId: string | null } | null> {
  const request = await tx.dataRequest.findFirst({ where: { ...which, answeredAt: null }, select: { editionId: true } });
  if (!request) return null;
  const { count } = await tx.dataRequest.updateMany({ where: { id: which.id, answeredAt: null }, data: { answeredAt: now, answeredById: actorId } });
  return count === 1 ? request : null;
}

export interface HeldAuthor extends NamedAuthor {
  userId: string | null;
  birthDate: string | null;
  phone: string;
  email: string;
  address: string;
  guardianName: string;
  guardianPhone: string;
  others: number;
  versions: number;
  consents: number;
  scans: number;
  files: number;
  certificates: number;
  award: string | null;
}

/** What is kept of an author of an entry. One statement. */
export async function heldAuthor(db: Database, { editionId, entryId, authorKey }: { editionId: string; entryId: string; authorKey: string }): Promise<HeldAuthor | null> {
  const [row] = await db.query<HeldAuthor>(
    "held_author",
    `SELECT ${NAMED_AUTHOR}, a."userId",
            to_char(a."birthDate", 'YYYY-MM-DD') AS "birthDate", a."phone", a."email", a."address", a."guardianName", a."guardianPhone",
            (SELECT count(*)::int FROM "EntryAuthor" o WHERE o."versionId" = a."versionId" AND o."key" <> a."key") AS "others",
            (SELECT count(*)::int FROM "EntryAuthor" o JOIN "EntryVersion" ov ON ov."id" = o."versionId" WHERE ov."entryId" = e."id" AND o."key" = a."key") AS "versions",
            (SELECT count(*)::int FROM "Consent" c WHERE c."entryId" = e."id" AND c."authorKey" = a."key") AS "consents",
            (SELECT count(DISTINCT c."scanFileId")::int FROM "Consent" c WHERE c."entryId" = e."id" AND c."authorKey" = a."key") AS "scans",
            (SELECT count(DISTINCT f."fileId")::int FROM "EntryFile" f JOIN "EntryVersion" fv ON fv."id" = f."versionId" WHERE fv."entryId" = e."id") AS "files",
            (SELECT count(*)::int FROM "Certificate" z WHERE z."entryId" = e."id" AND z."authorKey" = a."key") AS "certificates",
            (SELECT t."label" FROM "Award" w JOIN "PrizeTier" t ON t."id" = w."tierId" WHERE w."entryId" = e."id") AS "award"
       ${FROM_AUTHORS}
      WHERE e."editionId" = $1::uuid AND e."id" = $2::uuid AND a."key" = $3::uuid`,
    [editionId, entryId, authorKey],
  );
  return row ?? null;
}

interface NewDataRequest {
  userId: string;
  editionId: string | null;
  kind: string;
  textId: string;
  askedAt: Date;
  /** "2026-11-24" */
  dueOn: string;
}

export async function insertDataRequest(tx: Tx, { dueOn, ...request }: NewDataRequest): Promise<string> {
  const { id } = await tx.dataRequest.create({ data: { ...request, dueOn: new Date(`${dueOn}T00:00:00Z`) }, select: { id: true } });
  return id;
}

import type { Database, Tx } from "~/data/client.server";
import type { Reader } from "~/data/editions.server";
import { Prisma } from "~/data/generated/client";
import type { CommendationKind } from "~/data/generated/enums";
import { everyWord, searchPatterns } from "~/data/search.server";
import type { CommendationState, RecipientKind } from "~/domain/commendations/states";

export type { CommendationKind };

export interface CommendationRow {
  id: string;
  kind: CommendationKind;
  recipientKind: RecipientKind;
  recipientName: string;
  recipientDetail: string;
  unitId: string | null;
  authorityId: string;
  authorityName: string;
  letterId: string | null;
  /** null: erased */
  grounds: string | null;
  groundsHash: string;
  mayPublish: boolean;
  state: CommendationState;
  bookNumber: string | null;
  /** by which anybody checks it; null before the authority signed */
  code: string | null;
  money: number;
  proposedAt: Date;
  publishedAt: Date | null;
  /** why it was dropped */
  reason: string | null;
  version: number;
}

const COLUMNS = `c."id"::text AS "id", c."kind"::text AS "kind", c."recipientKind"::text AS "recipientKind", c."recipientName", c."recipientDetail", c."unitId"::text AS "unitId",
  c."authorityId"::text AS "authorityId", a."name" AS "authorityName", c."letterId"::text AS "letterId", g."text" AS "grounds", coalesce(h."hash", '') AS "groundsHash", c."mayPublish",
  c."state"::text AS "state", c."bookNumber", c."code", c."money", c."proposedAt", c."publishedAt", r."text" AS "reason", c."version"`;
const FROM = `"Commendation" c JOIN "CommendationAuthority" a ON a."id" = c."authorityId" LEFT JOIN "ErasableText" h ON h."id" = c."groundsId"
  LEFT JOIN "ErasableText" g ON g."id" = c."groundsId" AND g."erasedAt" IS NULL LEFT JOIN "ErasableText" r ON r."id" = c."reasonId" AND r."erasedAt" IS NULL`;
/** Merit before commendation, collectives before persons, as annexes list them. */
const ORDER = `c."kind" DESC, c."recipientKind", c."proposedAt", norm(c."recipientName"), c."id"`;

export interface CommendationFilter {
  editionId: string;
  search: string;
  state: CommendationState | null;
  page: number;
  pageSize: number;
}

/** One page of an edition's commendations, dropped ones too; the total beside it (0 beyond the last page). One statement. */
export async function listCommendations(db: Database, { editionId, search, state, page, pageSize }: CommendationFilter): Promise<{ rows: CommendationRow[]; total: number }> {
  const rows = await db.query<CommendationRow & { total: number }>(
    "commendations_list",
    `SELECT ${COLUMNS}, (count(*) OVER ())::int AS "total" FROM ${FROM}
      WHERE c."editionId" = $1::uuid AND ($3::"CommendationState" IS NULL OR c."state" = $3::"CommendationState") AND ${everyWord(`concat_ws(' ', c."recipientName", c."recipientDetail", a."name", c."bookNumber")`, 2)}
      ORDER BY c."state" = 'DROPPED', c."proposedAt" DESC, ${ORDER} LIMIT $4 OFFSET $5`,
    [editionId, searchPatterns(search), state, pageSize, (page - 1) * pageSize],
  );
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
}

/** Commendations of an edition by id or by letter, in the order of annexes. One statement. */
export function commendationsWhere(reader: Reader, editionId: string, which: { ids: readonly string[] } | { letterId: string }): Promise<CommendationRow[]> {
  const ids = "ids" in which ? [...which.ids] : null;
  const letter = "letterId" in which ? which.letterId : null;
  return reader.$queryRawUnsafe<CommendationRow[]>(
    `SELECT ${COLUMNS} FROM ${FROM} WHERE c."editionId" = $1::uuid AND ($2::uuid[] IS NULL OR c."id" = ANY($2::uuid[])) AND ($3::uuid IS NULL OR c."letterId" = $3::uuid) ORDER BY ${ORDER}`,
    editionId,
    ids,
    letter,
  );
}

/** The same, locked until the transaction ends. */
export async function lockCommendations(tx: Tx, editionId: string, which: { ids: readonly string[] } | { letterId: string }): Promise<CommendationRow[]> {
  if ("ids" in which) await tx.$queryRaw`SELECT 1 FROM "Commendation" WHERE "editionId" = ${editionId}::uuid AND "id" = ANY(${[...which.ids]}::uuid[]) ORDER BY "id" FOR UPDATE`;
  else await tx.$queryRaw`SELECT 1 FROM "Commendation" WHERE "editionId" = ${editionId}::uuid AND "letterId" = ${which.letterId}::uuid ORDER BY "id" FOR UPDATE`;
  return commendationsWhere(tx, editionId, which);
}

export type NewCommendation = Prisma.CommendationUncheckedCreateInput & { id: string };

export async function insertCommendations(tx: Tx, rows: readonly NewCommendation[]): Promise<void> {
  await tx.commendation.createMany({ data: [...rows] });
}

/** Writes a commendation if it is still the version that was looked at. */
export async function updateCommendation(tx: Tx, id: string, version: number, data: Prisma.CommendationUncheckedUpdateManyInput): Promise<boolean> {
  const { count } = await tx.commendation.updateMany({ where: { id, version }, data: { ...data, version: version + 1 } });
  return count === 1;
}

/** Writes commendations the caller has locked. */
export async function updateCommendations(tx: Tx, ids: readonly string[], data: Prisma.CommendationUncheckedUpdateManyInput): Promise<void> {
  await tx.commendation.updateMany({ where: { id: { in: [...ids] } }, data: { ...data, version: { increment: 1 } } });
}

/** How many commendations stand in each state. One statement. */
export async function commendationCounts(reader: Reader, editionId: string): Promise<Map<CommendationState, number>> {
  const rows = await reader.commendation.groupBy({ by: ["state"], where: { editionId }, _count: true });
  return new Map(rows.map(({ state, _count }) => [state, _count]));
}

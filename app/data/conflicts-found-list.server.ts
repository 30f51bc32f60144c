import { lockPairs, revokeAssignments } from "~/data/assignments.server";
import type { Tx } from "~/data/client.server";
import { inSightOf } from "~/data/conflicts.server";
import type { Reader } from "~/data/editions.server";
import { Prisma } from "~/data/generated/client";
import type { ConflictKind } from "~/data/generated/enums";
import { appendToLedger, keepErasableText } from "~/data/ledger.server";
import { likeWord } from "~/data/search.server";

export interface ConflictRow {
  id: string;
  kind: ConflictKind;
  /** found by the rules, not declared by a person */
  isFound: boolean;
  entryId: string;
  entryCode: string | null;
  entryTitle: string;
  userId: string;
  personName: string;
  judgeCode: string | null;
  note: string;
  createdAt: Date;
  liftedAt: Date | null;
  liftNote: string;
}

export interface ConflictFilter {
  editionId: string;
  viewerId: string;
  /** running ones by default */
  state: "standing" | "lifted";
  kind?: ConflictKind | undefined;
  words: readonly string[];
  limit: number;
  offset: number;
}

function condition({ editionId, viewerId, state, kind, words }: ConflictFilter): Prisma.Sql {
  const parts = [
    Prisma.sql`c."editionId" = ${editionId}::uuid`,
    state === "standing" ? Prisma.sql`c."liftedAt" IS NULL` : Prisma.sql`c."liftedAt" IS NOT NULL`,
    // Whoever has an interest in an entry sees everything as if it were not there.
    inSightOf(Prisma.sql`c."entryId"`, viewerId),
    // Grounds tell where an entry comes from: whoever judges it blind must not read them.
    Prisma.sql`NOT EXISTS (SELECT 1 FROM "Assignment" a JOIN "Round" r ON r."id" = a."roundId" AND r."blind" JOIN "Judge" v ON v."id" = a."judgeId"
                            WHERE a."entryId" = c."entryId" AND a."state" = 'ACTIVE' AND v."userId" = ${viewerId})`,
  ];
  if (kind) parts.push(Prisma.sql`c."kind" = ${kind}::"ConflictKind"`);
  for (const word of words) {
    parts.push(Prisma.sql`norm(u."name" || ' ' || coalesce(j."code", '') || ' ' || coalesce(e."code", '') || ' ' || e."title") LIKE norm(${likeWord(word)})`);
  }
  return Prisma.join(parts, " AND ");
}

const FROM = Prisma.sql`FROM "Conflict" c JOIN "Entry" e ON e."id" = c."entryId" JOIN "User" u ON u."id" = c."userId"
  LEFT JOIN "Judge" j ON j."userId" = c."userId" AND j."editionId" = c."editionId"`;

/** One page of conflicts of interest, newest first, without those of entries the viewer judges blind. One statement. */
export async function conflictList(reader: Reader, filter: ConflictFilter): Promise<{ rows: ConflictRow[]; total: number }> {
  const where = condition(filter);
  const rows = await reader.$queryRaw<(ConflictRow & { total: number })[]>`
    SELECT c."id"::text AS "id", c."kind"::text AS "kind", c."createdById" IS NULL AS "isFound", e."id"::text AS "entryId", e."code" AS "entryCode", e."title" AS "entryTitle",
           c."userId", u."name" AS "personName", j."code" AS "judgeCode", coalesce(n."text", '') AS "note", c."createdAt", c."liftedAt",
           coalesce(ln."text", '') AS "liftNote", (count(*) OVER ())::int AS "total"
      ${FROM} LEFT JOIN "ErasableText" n ON n."id" = c."noteId" LEFT JOIN "ErasableText" ln ON ln."id" = c."liftNoteId"
     WHERE ${where} ORDER BY c."createdAt" DESC, c."id" LIMIT ${filter.limit} OFFSET ${filter.offset}`;
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
}

export interface PersonOfEdition {
  userId: string;
  name: string;
  judgeCode: string | null;
}

/** Everybody whose conflicts of interest matter: judges, chairs, secretaries and organisers of the edition, and administrators. */
export function peopleOfEdition(reader: Reader, editionId: string): Promise<PersonOfEdition[]> {
  return reader.$queryRaw<PersonOfEdition[]>`
    SELECT u."id" AS "userId", u."name", j."code" AS "judgeCode"
      FROM "User" u LEFT JOIN "Judge" j ON j."userId" = u."id" AND j."editionId" = ${editionId}::uuid
     WHERE j."id" IS NOT NULL OR EXISTS (SELECT 1 FROM "Membership" m WHERE m."userId" = u."id" AND m."endedAt" IS NULL
              AND (m."role" = 'ADMINISTRATOR' OR (m."editionId" = ${editionId}::uuid AND m."role" IN ('JUDGE', 'CHAIR', 'SECRETARY', 'ORGANISER'))))
     ORDER BY j."code" NULLS LAST, u."name", u."id"`;
}

/** The entry of an edition that has this code, written in any case. */
export async function entryByCode(reader: Reader, editionId: string, code: string): Promise<{ id: string; code: string } | null> {
  const [entry] = await reader.$queryRaw<{ id: string; code: string }[]>`
    SELECT "id"::text AS "id", "code" FROM "Entry" WHERE "editionId" = ${editionId}::uuid AND upper("code") = upper(${code})`;
  return entry ?? null;
}

interface Declaration {
  editionId: string;
  entry: { id: string; code: string };
  person: PersonOfEdition;
  reason: string;
  actorId: string;
  now: Date;
}

/**
 * Records a declared conflict of interest; the person's running assignments to the entry are revoked first, those of other accounts
 * of the same person by `refreshConflicts` afterwards. One that stands already is left as it is. @returns false where it stood already.
 */
export async function declareConflict(tx: Tx, { editionId, entry, person, reason, actorId, now }: Declaration): Promise<boolean> {
  await lockPairs(tx, [{ entryId: entry.id, userId: person.userId }]);
  const where = { entryId: entry.id, userId: person.userId, kind: "DECLARED", liftedAt: null } as const;
  const standing = await tx.conflict.findFirst({ where, select: { id: true, createdById: true } });
  if (standing && standing.createdById !== null) return false;
  // One that only follows from another account of the same person gives way to what is declared for this one.
  if (standing) await endConflict(tx, { id: standing.id, entry: entry.code, judge: person.judgeCode ?? person.userId }, { editionId, now });
  const assignments = await tx.assignment.findMany({
    where: { entryId: entry.id, state: "ACTIVE", judge: { userId: person.userId } },
    select: { id: true },
    orderBy: { id: "asc" },
  });
  await revokeAssignments(tx, { editionId, ids: assignments.map(({ id }) => id), actorId, now });
  const note = await keepErasableText(tx, editionId, reason);
  const conflict = await tx.conflict.create({
    data: { editionId, entryId: entry.id, userId: person.userId, kind: "DECLARED", noteId: note.id, createdById: actorId, createdAt: now },
    select: { id: true },
  });
  const data = { conflict: conflict.id, entry: entry.code, judge: person.judgeCode ?? person.userId, kind: "DECLARED", note: note.hash };
  await appendToLedger(tx, [{ type: "CONFLICT_RECORDED", data, actor: actorId, at: now, editionId }]);
  return true;
}

async function endConflict(tx: Tx, conflict: { id: string; entry: string; judge: string }, { editionId, now }: { editionId: string; now: Date }): Promise<void> {
  await tx.conflict.update({ where: { id: conflict.id }, data: { liftedAt: now } });
  const data = { conflict: conflict.id, entry: conflict.entry, judge: conflict.judge, note: null };
  await appendToLedger(tx, [{ type: "CONFLICT_LIFTED", data, actor: "system", at: now, editionId }]);
}

export interface StandingConflict {
  id: string;
  kind: ConflictKind;
  /** found by the rules, not declared by a person */
  isFound: boolean;
  entryId: string;
  userId: string;
  entry: string;
  judge: string;
  liftedAt: Date | null;
}

/** A conflict of the edition, locked until the transaction ends. */
export async function lockConflict(tx: Tx, editionId: string, id: string): Promise<StandingConflict | null> {
  const [row] = await tx.$queryRaw<StandingConflict[]>`
    SELECT c."id"::text AS "id", c."kind"::text AS "kind", c."createdById" IS NULL AS "isFound", c."entryId"::text AS "entryId", c."userId", coalesce(e."code", e."id"::text) AS "entry",
           coalesce((SELECT j."code" FROM "Judge" j WHERE j."userId" = c."userId" AND j."editionId" = c."editionId"), c."userId") AS "judge", c."liftedAt"
      FROM "Conflict" c JOIN "Entry" e ON e."id" = c."entryId"
     WHERE c."id" = ${id}::uuid AND c."editionId" = ${editionId}::uuid FOR UPDATE OF c`;
  return row ?? null;
}

/** Lifts a conflict, with the reason in an erasable row. What was revoked because of it stays revoked. */
export async function liftConflict(tx: Tx, lift: { editionId: string; conflict: StandingConflict; reason: string; actorId: string; now: Date }): Promise<void> {
  const { editionId, conflict, reason, actorId, now } = lift;
  const note = await keepErasableText(tx, editionId, reason);
  await tx.conflict.update({ where: { id: conflict.id }, data: { liftedAt: now, liftedById: actorId, liftNoteId: note.id } });
  const data = { conflict: conflict.id, entry: conflict.entry, judge: conflict.judge, note: note.hash };
  await appendToLedger(tx, [{ type: "CONFLICT_LIFTED", data, actor: actorId, at: now, editionId }]);
}

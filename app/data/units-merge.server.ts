import type { Tx } from "~/data/client.server";
import { inSightOf } from "~/data/conflicts.server";
import type { Reader } from "~/data/editions.server";
import { Prisma } from "~/data/generated/client";
import { isWithin } from "~/data/units.server";

/** What refers to a unit, counted before it is merged so that the secretary knows what will move. */
export interface UnitReferences {
  entries: number;
  authors: number;
  supervisors: number;
  members: number;
  judges: number;
  editions: number;
  children: number;
}

/** @param viewerId whose page it is for: entries they have a conflict of interest with are not counted */
export async function referencesOf(reader: Reader, unitId: string, viewerId: string): Promise<UnitReferences> {
  const [row] = await reader.$queryRaw<UnitReferences[]>`
    SELECT (SELECT count(DISTINCT e."id")::int FROM "Entry" e LEFT JOIN "EntryVersion" v ON v."entryId" = e."id" AND v."unitId" = ${unitId}::uuid
             WHERE (e."filedByUnitId" = ${unitId}::uuid OR v."id" IS NOT NULL) AND ${inSightOf(Prisma.sql`e."id"`, viewerId)}) AS "entries",
           (SELECT count(DISTINCT a."key")::int FROM "EntryAuthor" a JOIN "EntryVersion" v ON v."id" = a."versionId"
             WHERE a."unitId" = ${unitId}::uuid AND ${inSightOf(Prisma.sql`v."entryId"`, viewerId)}) AS "authors",
           (SELECT count(DISTINCT v."entryId")::int FROM "EntryVersion" v WHERE v."supervisorUnitId" = ${unitId}::uuid
              AND ${inSightOf(Prisma.sql`v."entryId"`, viewerId)}) AS "supervisors",
           (SELECT count(*)::int FROM "Membership" m WHERE m."unitId" = ${unitId}::uuid AND m."endedAt" IS NULL) AS "members",
           (SELECT count(*)::int FROM "Judge" j WHERE j."unitId" = ${unitId}::uuid) AS "judges",
           (SELECT count(*)::int FROM "Edition" e WHERE e."hostUnitId" = ${unitId}::uuid) AS "editions",
           (SELECT count(*)::int FROM "Unit" u WHERE u."parentId" = ${unitId}::uuid) AS "children"`;
  return row ?? { entries: 0, authors: 0, supervisors: 0, members: 0, judges: 0, editions: 0, children: 0 };
}

/**
 * Moves everything that refers to the unit `from` over to `into`: roles, invitations, judges, hosts, entries, authors,
 * supervisors, children, names, and what was merged into it before. Both are locked by the caller, as is the tree.
 */
export async function moveReferences(tx: Tx, from: string, into: string, now: Date): Promise<void> {
  await moveRoles(tx, from, into, now);
  const data = { unitId: into };
  await tx.invitation.updateMany({ where: { unitId: from }, data });
  await tx.judge.updateMany({ where: { unitId: from }, data });
  await tx.edition.updateMany({ where: { hostUnitId: from }, data: { hostUnitId: into } });
  await tx.entry.updateMany({ where: { filedByUnitId: from }, data: { filedByUnitId: into } });
  await tx.entryVersion.updateMany({ where: { unitId: from }, data });
  await tx.entryVersion.updateMany({ where: { supervisorUnitId: from }, data: { supervisorUnitId: into } });
  await tx.entryAuthor.updateMany({ where: { unitId: from }, data });
  await moveTree(tx, from, into);
  await moveNames(tx, from, into);
}

/** A role that its holder has for the other unit too ends instead of standing twice. */
async function moveRoles(tx: Tx, from: string, into: string, now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Membership" m SET "endedAt" = ${now}
     WHERE m."unitId" = ${from}::uuid AND m."endedAt" IS NULL AND EXISTS (
       SELECT 1 FROM "Membership" o WHERE o."userId" = m."userId" AND o."role" = m."role" AND o."unitId" = ${into}::uuid
          AND o."editionId" IS NOT DISTINCT FROM m."editionId" AND o."endedAt" IS NULL)`;
  await tx.membership.updateMany({ where: { unitId: from }, data: { unitId: into } });
}

/** Where `into` stands anywhere below `from` it moves up to the place of `from` first, or a circle would close. */
async function moveTree(tx: Tx, from: string, into: string): Promise<void> {
  if (await isWithin(tx, into, from)) {
    const { parentId } = await tx.unit.findUniqueOrThrow({ where: { id: from }, select: { parentId: true } });
    await tx.unit.update({ where: { id: into }, data: { parentId } });
  }
  await tx.unit.updateMany({ where: { parentId: from }, data: { parentId: into } });
  await tx.unit.updateMany({ where: { mergedIntoId: from }, data: { mergedIntoId: into } });
}

async function moveNames(tx: Tx, from: string, into: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "UnitName" ("id", "unitId", "name")
    SELECT gen_random_uuid(), ${into}::uuid, names."name"
      FROM (SELECT "name" FROM "Unit" WHERE "id" = ${from}::uuid UNION SELECT "name" FROM "UnitName" WHERE "unitId" = ${from}::uuid) names
     WHERE names."name" <> (SELECT "name" FROM "Unit" WHERE "id" = ${into}::uuid)
    ON CONFLICT DO NOTHING`;
  await tx.unitName.deleteMany({ where: { unitId: from } });
}

export async function markMerged(tx: Tx, from: string, into: string): Promise<void> {
  await tx.unit.update({ where: { id: from }, data: { mergedIntoId: into, parentId: null, version: { increment: 1 } } });
  await tx.unit.update({ where: { id: into }, data: { version: { increment: 1 } } });
}

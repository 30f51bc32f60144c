import type { Tx } from "~/data/client.server";
import { inSightOf } from "~/data/conflicts.server";
import { Prisma } from "~/data/generated/client";
import type { Reader } from "~/data/editions.server";

export interface PanelMemberRow {
  judgeId: string;
  userId: string;
  code: string;
  name: string;
  unit: string;
  isChair: boolean;
  maxLoad: number | null;
  /** since when they judge no more */
  leftAt: string | null;
  /** running assignments on behalf of this panel */
  assigned: number;
}

export interface PanelRow {
  id: string;
  name: string;
  roundId: string;
  fields: readonly { id: string; name: string }[];
  members: readonly PanelMemberRow[];
  /** assignments ever made on its behalf; such a panel stays */
  assignments: number;
}

export interface RoundRow {
  id: string;
  code: string;
  name: string;
  position: number;
  startsAt: Date;
  endsAt: Date;
  blind: boolean;
  /** judges an entry gets; null: as the edition says */
  judgesPerEntry: number | null;
}

/** How many judges an entry gets in a round. */
export function perEntryIn(round: Pick<RoundRow, "judgesPerEntry">, edition: { judgesPerEntry: number }): number {
  return round.judgesPerEntry ?? edition.judgesPerEntry;
}

/** The rounds of an edition in their order. */
export function roundsOf(reader: Reader, editionId: string): Promise<RoundRow[]> {
  return reader.round.findMany({
    where: { editionId },
    orderBy: [{ position: "asc" }, { code: "asc" }],
    select: { id: true, code: true, name: true, position: true, startsAt: true, endsAt: true, blind: true, judgesPerEntry: true },
  });
}

export interface FieldRow {
  id: string;
  code: string;
  name: string;
}

type SentRound = Omit<RoundRow, "startsAt" | "endsAt"> & { startsAt: string; endsAt: string };

/** The rounds and the fields of an edition, each in their order; one statement. */
export async function roundsAndFields(reader: Reader, editionId: string): Promise<{ rounds: RoundRow[]; fields: FieldRow[] }> {
  const [row] = await reader.$queryRaw<{ rounds: SentRound[]; fields: FieldRow[] }[]>`
    SELECT coalesce((SELECT json_agg(json_build_object('id', r."id", 'code', r."code", 'name', r."name", 'position', r."position",
                              'startsAt', r."startsAt", 'endsAt', r."endsAt", 'blind', r."blind", 'judgesPerEntry', r."judgesPerEntry") ORDER BY r."position", r."code")
                       FROM "Round" r WHERE r."editionId" = ${editionId}::uuid), '[]') AS "rounds",
           coalesce((SELECT json_agg(json_build_object('id', f."id", 'code', f."code", 'name', f."name") ORDER BY f."position", f."code")
                       FROM "Field" f WHERE f."editionId" = ${editionId}::uuid), '[]') AS "fields"`;
  const rounds = (row?.rounds ?? []).map((round) => ({ ...round, startsAt: new Date(round.startsAt), endsAt: new Date(round.endsAt) }));
  return { rounds, fields: row?.fields ?? [] };
}

/**
 * The panels of an edition (or just one) with fields, members and their work; one statement.
 * @param viewerId whose page it is for: work on entries they have a conflict of interest with is not counted
 */
export function panelsOf(reader: Reader, editionId: string, panelId?: string, viewerId = ""): Promise<PanelRow[]> {
  return reader.$queryRaw<PanelRow[]>`
    SELECT p."id"::text AS "id", p."name", p."roundId"::text AS "roundId",
           (SELECT count(*)::int FROM "Assignment" a WHERE a."panelId" = p."id" AND ${inSightOf(Prisma.sql`a."entryId"`, viewerId)}) AS "assignments",
           coalesce((SELECT json_agg(json_build_object('id', f."id", 'name', f."name") ORDER BY f."position", f."code")
                       FROM "PanelField" pf JOIN "Field" f ON f."id" = pf."fieldId" WHERE pf."panelId" = p."id"), '[]') AS "fields",
           coalesce((SELECT json_agg(json_build_object('judgeId', j."id", 'userId', j."userId", 'code', j."code", 'name', u."name", 'unit', coalesce(n."name", ''),
                               'isChair', m."isChair", 'maxLoad', j."maxLoad", 'leftAt', j."leftAt", 'assigned',
                               (SELECT count(*) FROM "Assignment" a WHERE a."panelId" = p."id" AND a."judgeId" = j."id" AND a."state" = 'ACTIVE'
                                   AND ${inSightOf(Prisma.sql`a."entryId"`, viewerId)}))
                             ORDER BY m."isChair" DESC, j."code")
                       FROM "PanelMember" m JOIN "Judge" j ON j."id" = m."judgeId" JOIN "User" u ON u."id" = j."userId"
                       LEFT JOIN "Unit" n ON n."id" = j."unitId" WHERE m."panelId" = p."id"), '[]') AS "members"
      FROM "Panel" p JOIN "Round" r ON r."id" = p."roundId"
     WHERE p."editionId" = ${editionId}::uuid AND (${panelId ?? null}::uuid IS NULL OR p."id" = ${panelId ?? null}::uuid)
     ORDER BY r."position", p."name", p."id"`;
}

export interface PersonWhoMayJudge {
  userId: string;
  name: string;
  unit: string;
  /** null: holds the role but has not judged yet */
  code: string | null;
}

/** Everybody who may sit in a panel: judges and chairs of the edition. */
export function peopleWhoMayJudge(reader: Reader, editionId: string): Promise<PersonWhoMayJudge[]> {
  return reader.$queryRaw<PersonWhoMayJudge[]>`
    SELECT u."id" AS "userId", u."name", coalesce(n."name", '') AS "unit", j."code"
      FROM "User" u LEFT JOIN "Judge" j ON j."userId" = u."id" AND j."editionId" = ${editionId}::uuid LEFT JOIN "Unit" n ON n."id" = j."unitId"
     WHERE EXISTS (SELECT 1 FROM "Membership" m WHERE m."userId" = u."id" AND m."editionId" = ${editionId}::uuid AND m."endedAt" IS NULL
                      AND m."role" IN ('JUDGE', 'CHAIR'))
     ORDER BY j."code" NULLS LAST, u."name"`;
}

export interface PanelWrite {
  name: string;
  fieldIds: readonly string[];
}

export async function insertPanel(tx: Tx, panel: PanelWrite & { id: string; editionId: string; roundId: string }): Promise<void> {
  const { id, editionId, roundId, name, fieldIds } = panel;
  await tx.panel.create({ data: { id, editionId, roundId, name, fields: { create: fieldIds.map((fieldId) => ({ fieldId })) } } });
}

export async function updatePanel(tx: Tx, panelId: string, { name, fieldIds }: PanelWrite): Promise<void> {
  await tx.panelField.deleteMany({ where: { panelId } });
  await tx.panel.update({ where: { id: panelId }, data: { name, fields: { create: fieldIds.map((fieldId) => ({ fieldId })) } } });
}

/** Removes a panel nobody was ever assigned for; invitations into it stay without a panel's place. */
export async function deletePanel(tx: Tx, panelId: string): Promise<void> {
  await tx.panel.delete({ where: { id: panelId } });
}

/** Fields in which the panel has running assignments. */
export async function fieldsAtWork(tx: Tx, panelId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ fieldId: string }[]>`
    SELECT DISTINCT e."fieldId"::text AS "fieldId" FROM "Assignment" a JOIN "Entry" e ON e."id" = a."entryId"
     WHERE a."panelId" = ${panelId}::uuid AND a."state" = 'ACTIVE' AND e."fieldId" IS NOT NULL`;
  return rows.map((row) => row.fieldId);
}

/** Gives a judge of the panel their place in it: chair or member, and the most entries they judge in a round (null: any number). */
export async function setMember(tx: Tx, member: { panelId: string; judgeId: string; isChair: boolean; maxLoad: number | null }): Promise<void> {
  const { panelId, judgeId, isChair, maxLoad } = member;
  const key = { panelId_judgeId: { panelId, judgeId } };
  await tx.panelMember.upsert({ where: key, create: { panelId, judgeId, isChair }, update: { isChair } });
  await tx.judge.update({ where: { id: judgeId }, data: { maxLoad } });
}

export async function removeMember(tx: Tx, panelId: string, judgeId: string): Promise<void> {
  await tx.panelMember.deleteMany({ where: { panelId, judgeId } });
}

/** Running assignments of a judge on behalf of a panel. */
export function countAssigned(tx: Tx, panelId: string, judgeId: string): Promise<number> {
  return tx.assignment.count({ where: { panelId, judgeId, state: "ACTIVE" } });
}

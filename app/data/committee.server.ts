import type { Tx } from "~/data/client.server";
import type { Reader } from "~/data/editions.server";
import { Prisma } from "~/data/generated/client";
import type { CommitteeKind } from "~/data/generated/enums";
import type { Day } from "~/domain/entry/ages";

export interface CommitteeMemberRow {
  id: string;
  committee: CommitteeKind;
  name: string;
  /** post and place of work */
  post: string;
  /** "Trưởng ban" */
  role: string;
  position: number;
  /** the account of the person, where it is known */
  userId: string | null;
  validFrom: Day | null;
  validTo: Day | null;
  version: number;
}

/** Members of one committee, or of all, in their order; one statement. */
export function committeeOf(reader: Reader, editionId: string, committee?: CommitteeKind): Promise<CommitteeMemberRow[]> {
  return reader.$queryRaw<CommitteeMemberRow[]>`
    SELECT "id"::text AS "id", "committee"::text AS "committee", "name", "post", "role", "position", "userId",
           to_char("validFrom", 'YYYY-MM-DD') AS "validFrom", to_char("validTo", 'YYYY-MM-DD') AS "validTo", "version"
      FROM "CommitteeMember" WHERE "editionId" = ${editionId}::uuid AND (${committee ?? null}::text IS NULL OR "committee"::text = ${committee ?? null})
     ORDER BY "committee", "position", "name", "id"`;
}

export type CommitteeWrite = Omit<CommitteeMemberRow, "committee" | "version">;

const day = (value: Day | null): Date | null => (value === null ? null : new Date(`${value}T00:00:00Z`));

export async function insertMembers(tx: Tx, editionId: string, committee: CommitteeKind, members: readonly CommitteeWrite[]): Promise<void> {
  await tx.committeeMember.createMany({ data: members.map((member) => ({ ...member, editionId, committee, validFrom: day(member.validFrom), validTo: day(member.validTo) })) });
}

/** Moves everybody from a place on by one, so that somebody can stand there. */
export async function makeRoom(tx: Tx, { editionId, committee, position, exceptId }: { editionId: string; committee: CommitteeKind; position: number; exceptId: string }): Promise<void> {
  await tx.committeeMember.updateMany({ where: { editionId, committee, position: { gte: position }, id: { not: exceptId } }, data: { position: { increment: 1 } } });
}

export async function updateMember(tx: Tx, { id, ...member }: CommitteeWrite): Promise<void> {
  await tx.committeeMember.update({ where: { id }, data: { ...member, validFrom: day(member.validFrom), validTo: day(member.validTo), version: { increment: 1 } } });
}

export async function removeMembers(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.committeeMember.deleteMany({ where: { id: { in: [...ids] } } });
}

export interface CommitteeAccount {
  userId: string;
  name: string;
  unit: string;
  role: "ORGANISER" | "SECRETARY" | "CHAIR" | "JUDGE";
}

/** Accounts that hold a role of a committee in the edition now, chairs first, by name; a person once. One statement. */
export function committeeAccounts(reader: Reader, editionId: string): Promise<CommitteeAccount[]> {
  return reader.$queryRaw<CommitteeAccount[]>`
    SELECT u."id" AS "userId", u."name", m."role"::text AS "role", coalesce(max(n."name"), '') AS "unit"
      FROM "Membership" m JOIN "User" u ON u."id" = m."userId" LEFT JOIN "Judge" j ON j."userId" = u."id" AND j."editionId" = m."editionId"
      LEFT JOIN "Unit" n ON n."id" = coalesce(m."unitId", j."unitId")
     WHERE m."editionId" = ${editionId}::uuid AND m."endedAt" IS NULL AND m."role" IN ('ORGANISER', 'SECRETARY', 'CHAIR', 'JUDGE')
     GROUP BY u."id", u."name", m."role" ORDER BY m."role" = 'CHAIR' DESC, u."name", u."id"`;
}

/** Whether all of these accounts belong to people who have some role in the edition. */
export async function areCommitteeAccounts(reader: Reader, editionId: string, userIds: readonly string[]): Promise<boolean> {
  if (userIds.length === 0) return true;
  const [row] = await reader.$queryRaw<{ known: number }[]>`
    SELECT count(DISTINCT m."userId")::int AS "known" FROM "Membership" m
     WHERE m."editionId" = ${editionId}::uuid AND m."endedAt" IS NULL AND m."role" IN ('ORGANISER', 'SECRETARY', 'CHAIR', 'JUDGE') AND m."userId" IN (${Prisma.join([...userIds])})`;
  return row?.known === new Set(userIds).size;
}

import type { Reader } from "~/data/editions.server";
import type { Tx } from "~/data/client.server";
import { Prisma } from "~/data/generated/client";
import type { SettledSpread } from "~/domain/results/spreads";
import type { VoteRule, VoteSubject } from "~/domain/results/votes";
import type { Choice } from "~/domain/scoring/problem";

/** A vote by codes and numbers alone: what the sealed bundle, the record and papers hold. */
export interface VoteRecord {
  id: string;
  meeting: string;
  subject: VoteSubject;
  tier: string | null;
  field: string | null;
  specialAward: string | null;
  /** codes, ascending */
  entries: string[];
  quota: number | null;
  /** salted hash of the question */
  question: string;
  present: number;
  inFavour: number;
  against: number;
  rule: VoteRule;
  carried: boolean;
  recordedAt: Date;
  revoked: boolean;
}

/** Every vote of an edition in the order they were taken, revoked ones too. One statement; no names, no text. */
export function votesOf(reader: Reader, editionId: string): Promise<VoteRecord[]> {
  return reader.$queryRaw<VoteRecord[]>`
    SELECT v."id"::text AS "id", v."meetingId"::text AS "meeting", v."subject"::text AS "subject", t."code" AS "tier", f."code" AS "field", s."code" AS "specialAward",
           (SELECT coalesce(array_agg(coalesce(e."code", e."id"::text) ORDER BY e."code"), '{}') FROM "Entry" e WHERE e."id" = ANY (v."entryIds")) AS "entries",
           v."quota", coalesce(x."hash", '') AS "question", v."present", v."inFavour", v."against", v."rule"::text AS "rule", v."carried", v."recordedAt", v."revokedAt" IS NOT NULL AS "revoked"
      FROM "Vote" v LEFT JOIN "PrizeTier" t ON t."id" = v."tierId" LEFT JOIN "Field" f ON f."id" = v."fieldId" LEFT JOIN "SpecialAward" s ON s."id" = v."specialAwardId"
      LEFT JOIN "ErasableText" x ON x."id" = v."questionId"
     WHERE v."editionId" = ${editionId}::uuid ORDER BY v."recordedAt", v."id"`;
}

export interface StandingQuotaChoice {
  id: string;
  tierId: string;
  tier: string;
  label: string;
  /** prizes that are given */
  quota: number;
  /** prizes the rules provide for */
  full: number;
  vote: string | null;
  reason: string | null;
  madeBy: string | null;
  madeAt: Date;
}

/** Tiers of which fewer prizes are given, in their order. One statement. */
export function standingQuotaChoices(reader: Reader, editionId: string): Promise<StandingQuotaChoice[]> {
  return reader.$queryRaw<StandingQuotaChoice[]>`
    SELECT q."id"::text AS "id", q."tierId"::text AS "tierId", t."code" AS "tier", t."label", q."quota", t."quota" AS "full", q."voteId"::text AS "vote", x."text" AS "reason", u."name" AS "madeBy", q."madeAt"
      FROM "QuotaChoice" q JOIN "PrizeTier" t ON t."id" = q."tierId" LEFT JOIN "ErasableText" x ON x."id" = q."reasonId" AND x."erasedAt" IS NULL LEFT JOIN "User" u ON u."id" = q."madeById"
     WHERE q."editionId" = ${editionId}::uuid AND q."revokedAt" IS NULL ORDER BY t."position", t."code"`;
}

/** What was decided on an edition's prizes and stands, by codes and without texts. */
export interface StandingDecisions {
  /** in the order of the tiers; `group`: codes of the whole tied group */
  choices: (Choice & { id: string; group: readonly string[] })[];
  /** `group`: codes of the entries whose prize it changed when it was made */
  quotaChoices: { id: string; tier: string; quota: number; full: number; vote: string | null; group: readonly string[] }[];
  settled: SettledSpread[];
}

/** SQL: the codes of the entries with these ids, as JSON. */
const codes = (ids: string) => Prisma.raw(`(SELECT coalesce(json_agg(e."code" ORDER BY e."code"), '[]') FROM "Entry" e WHERE e."id" = ANY (${ids}))`);

/** The same in one statement, for rankings: every change of it writes an event. */
export async function standingDecisions(reader: Reader, editionId: string): Promise<StandingDecisions> {
  const [row] = await reader.$queryRaw<StandingDecisions[]>`
    SELECT coalesce((SELECT json_agg(json_build_object('id', p."id", 'tier', t."code", 'field', f."code", 'entries', ${codes(`p."entryIds"`)},
                              'group', ${codes(`p."groupIds"`)}) ORDER BY t."position", f."code")
                       FROM "PrizeChoice" p JOIN "PrizeTier" t ON t."id" = p."tierId" LEFT JOIN "Field" f ON f."id" = p."fieldId"
                      WHERE p."editionId" = ${editionId}::uuid AND p."revokedAt" IS NULL), '[]') AS "choices",
           coalesce((SELECT json_agg(json_build_object('id', q."id", 'tier', t."code", 'quota', q."quota", 'full', t."quota", 'vote', q."voteId",
                              'group', ${codes(`q."groupIds"`)}) ORDER BY t."position", t."code")
                       FROM "QuotaChoice" q JOIN "PrizeTier" t ON t."id" = q."tierId" WHERE q."editionId" = ${editionId}::uuid AND q."revokedAt" IS NULL), '[]') AS "quotaChoices",
           coalesce((SELECT json_agg(json_build_object('entry', x."entry", 'round', x."round")) FROM (
             SELECT e."code" AS "entry", r."code" AS "round" FROM "Rescore" m JOIN "Entry" e ON e."id" = m."entryId" JOIN "Round" r ON r."id" = m."roundId"
              WHERE m."editionId" = ${editionId}::uuid AND m."state" <> 'OPEN' AND e."code" IS NOT NULL
              UNION SELECT e."code", NULL FROM "Vote" v JOIN "Entry" e ON e."id" = ANY (v."entryIds")
              WHERE v."editionId" = ${editionId}::uuid AND v."subject" = 'SPREAD' AND v."carried" AND v."revokedAt" IS NULL AND e."code" IS NOT NULL) x), '[]') AS "settled"`;
  return row ?? { choices: [], quotaChoices: [], settled: [] };
}

export type NewVote = Prisma.VoteUncheckedCreateInput;

export async function insertVote(tx: Tx, vote: NewVote): Promise<void> {
  await tx.vote.create({ data: vote, select: { id: true } });
}

/** A vote of the edition that still stands; null where there is none or it was revoked. */
export function standingVote(reader: Reader, editionId: string, id: string) {
  return reader.vote.findFirst({ where: { id, editionId, revokedAt: null }, select: { id: true, meetingId: true, subject: true, tierId: true, quota: true, entryIds: true, groupIds: true, carried: true, specialAwardId: true } });
}

/** Marks a vote as revoked, with the choices that follow it; returns the ids of those. */
export async function revokeVoteRow(tx: Tx, id: string, now: Date): Promise<{ choices: string[]; quotaChoices: string[] }> {
  const standing = { voteId: id, revokedAt: null };
  const choices = await tx.prizeChoice.findMany({ where: standing, select: { id: true } });
  const quotaChoices = await tx.quotaChoice.findMany({ where: standing, select: { id: true } });
  await tx.vote.update({ where: { id }, data: { revokedAt: now } });
  await tx.prizeChoice.updateMany({ where: standing, data: { revokedAt: now } });
  await tx.quotaChoice.updateMany({ where: standing, data: { revokedAt: now } });
  return { choices: choices.map((choice) => choice.id), quotaChoices: quotaChoices.map((choice) => choice.id) };
}

export async function insertQuotaChoice(tx: Tx, choice: Prisma.QuotaChoiceUncheckedCreateInput): Promise<string> {
  const row = await tx.quotaChoice.create({ data: choice, select: { id: true } });
  return row.id;
}

/** Ends choices that the chair made alone and that stand; returns the ids of those it ended. */
export async function revokeQuotaChoices(tx: Tx, editionId: string, ids: readonly string[], now: Date): Promise<string[]> {
  const rows = await tx.quotaChoice.findMany({ where: { editionId, id: { in: [...ids] }, voteId: null, revokedAt: null }, select: { id: true } });
  const found = rows.map(({ id }) => id);
  await tx.quotaChoice.updateMany({ where: { id: { in: found } }, data: { revokedAt: now } });
  return found;
}

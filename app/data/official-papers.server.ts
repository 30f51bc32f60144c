import type { Reader } from "~/data/editions.server";
import { hiddenEntries } from "~/data/sheets.server";
import type { Ranking } from "~/domain/ranking/rank-problem";

export interface PaperAuthor {
  key: string;
  name: string;
  isChief: boolean;
  unit: string;
  className: string;
  occupation: string;
  phone: string;
}

/** An entry as official papers name it: out of the submitted version. */
export interface PaperEntry {
  id: string;
  code: string;
  title: string;
  fieldCode: string;
  fieldName: string;
  /** whose solution it is, where an organisation invested in it; else "" */
  ownerName: string;
  /** the unit or school; "" where there is none */
  unit: string;
  isQualified: boolean;
  authors: PaperAuthor[];
}

/** Every entry with a code and a submitted version, by field and code; withdrawn and rejected ones are not qualified. One statement. */
export function paperEntries(reader: Reader, editionId: string): Promise<PaperEntry[]> {
  return reader.$queryRaw<PaperEntry[]>`
    SELECT e."id"::text AS "id", e."code", v."title", coalesce(f."code", '') AS "fieldCode", coalesce(f."name", '') AS "fieldName",
           CASE WHEN v."ownerKind" = 'ORGANISATION' THEN v."ownerName" ELSE '' END AS "ownerName", v."unitName" AS "unit",
           e."state" = 'SUBMITTED' AND e."screening" = 'QUALIFIED' AS "isQualified",
           coalesce((SELECT json_agg(json_build_object('key', a."key", 'name', a."fullName", 'isChief', a."isChief", 'unit', a."unitName", 'className', a."className",
                               'occupation', a."occupation", 'phone', a."phone") ORDER BY a."position", a."key")
                       FROM "EntryAuthor" a WHERE a."versionId" = v."id"), '[]') AS "authors"
      FROM "Entry" e JOIN "EntryVersion" v ON v."entryId" = e."id" AND v."state" = 'SUBMITTED' LEFT JOIN "Field" f ON f."id" = v."fieldId"
     WHERE e."editionId" = ${editionId}::uuid AND e."code" IS NOT NULL ORDER BY f."position", f."code", e."code"`;
}

/** Ids of the entries that may not stand on a paper for these eyes; nobody's eyes: none, the paper is whole. */
export async function withheldFrom(reader: Reader, editionId: string, viewerId: string | null): Promise<ReadonlySet<string>> {
  return viewerId === null ? new Set() : new Set((await hiddenEntries(reader, { userId: viewerId }, editionId)).keys());
}

/** The same for papers without scores: only entries this person has an interest in. */
export async function barredFrom(reader: Reader, editionId: string, viewerId: string | null): Promise<ReadonlySet<string>> {
  if (viewerId === null) return new Set();
  return new Set([...(await hiddenEntries(reader, { userId: viewerId }, editionId))].flatMap(([id, why]) => (why === "conflict" ? [id] : [])));
}

export interface PaperDecision {
  id: string;
  /** 1: the result; 2 …: its corrections */
  sequence: number;
  state: "PROPOSED" | "APPROVED" | "SIGNED" | "PUBLISHED";
  answer: Ranking;
  number: string | null;
  /** "2026-11-20" */
  day: string | null;
  proposedAt: Date;
  publishedAt: Date | null;
}

/** The decisions on the result in their order, without the problems they solve. One statement. */
export async function paperDecisions(reader: Reader, editionId: string): Promise<PaperDecision[]> {
  return reader.$queryRaw<PaperDecision[]>`
    SELECT d."id"::text AS "id", d."sequence", d."state"::text AS "state", d."answer", d."decisionNumber" AS "number", to_char(d."decisionDate", 'YYYY-MM-DD') AS "day",
           d."proposedAt", d."publishedAt"
      FROM "ResultDecision" d WHERE d."editionId" = ${editionId}::uuid ORDER BY d."sequence"`;
}

export interface PaidJudge {
  code: string;
  name: string;
  unit: string;
  /** score sheets on record */
  sheets: number;
}

/** Judges with at least one locked sheet of a running assignment, by code; sheets of withheld entries are not counted. One statement. */
export function judgesToPay(reader: Reader, editionId: string, withheld: ReadonlySet<string>): Promise<PaidJudge[]> {
  return reader.$queryRaw<PaidJudge[]>`
    SELECT j."code", u."name", coalesce(n."name", '') AS "unit", count(*)::int AS "sheets"
      FROM "ScoreSheet" s JOIN "Assignment" a ON a."id" = s."assignmentId" AND a."state" = 'ACTIVE' JOIN "Judge" j ON j."id" = a."judgeId"
      JOIN "User" u ON u."id" = j."userId" LEFT JOIN "Unit" n ON n."id" = j."unitId"
     WHERE a."editionId" = ${editionId}::uuid AND s."state" = 'LOCKED' AND NOT a."entryId"::text = ANY(${[...withheld]}::text[])
     GROUP BY j."id", j."code", u."name", n."name" ORDER BY j."code"`;
}

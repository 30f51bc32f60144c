import type { Tx } from "~/data/client.server";
import type { Reader } from "~/data/editions.server";
import { chainFunctions } from "~/data/ledger.server";
import type { Prisma } from "~/data/generated/client";
import { filesText, type PaperOnRecord } from "~/domain/ledger/paper-rows";
import { AWARD_DECISION } from "~/domain/documents/paper-kinds";

/** A paper that was issued, without what stands on it. */
export interface IssuedPaperRow {
  id: string;
  kind: string;
  name: string;
  number: string | null;
  /** `2027-01-05` */
  date: string | null;
  hash: string;
  issuedById: string;
  issuedAt: Date;
  scanFileId: string | null;
  revokedAt: Date | null;
  reasonId: string | null;
  /** names were taken out of it: its files are kept no longer */
  erasedAt: Date | null;
  version: number;
  /** SHA-256 of the files as they were issued; none of papers from before files were kept */
  files: { format: string; sha256: string }[];
}

const SHOWN = { id: true, kind: true, name: true, number: true, date: true, hash: true, issuedById: true, issuedAt: true, scanFileId: true, revokedAt: true, reasonId: true, erasedAt: true, version: true, files: { select: { format: true, sha256: true }, orderBy: { format: "desc" } } } satisfies Prisma.IssuedPaperSelect;
const IN_ORDER = [{ name: "asc" }, { issuedAt: "asc" }, { id: "asc" }] satisfies Prisma.IssuedPaperOrderByWithRelationInput[];

type Stored = Omit<IssuedPaperRow, "date"> & { date: Date | null };

const rowOf = ({ date, ...row }: Stored): IssuedPaperRow => ({ ...row, date: date?.toISOString().slice(0, 10) ?? null });

/** SHA-256 of the RFC 8785 form of what stands on a paper. */
export const contentHash = (content: unknown): string => chainFunctions.sha256Hex(chainFunctions.canonical(content));

/** Every paper of an edition that was issued, also revoked ones; of one kind where one is named. */
export async function issuedPapersOf(reader: Reader, editionId: string, kind?: string): Promise<IssuedPaperRow[]> {
  const rows = await reader.issuedPaper.findMany({ where: { editionId, ...(kind === undefined ? {} : { kind }) }, select: SHOWN, orderBy: IN_ORDER });
  return rows.map(rowOf);
}

/** One issued paper of an edition; null where it is none of its. */
export async function issuedPaperById(reader: Reader, editionId: string, id: string): Promise<IssuedPaperRow | null> {
  const row = await reader.issuedPaper.findFirst({ where: { id, editionId }, select: SHOWN });
  return row && rowOf(row);
}

/** What stands on an issued paper. */
export async function issuedContent(reader: Reader, id: string): Promise<{ content: Prisma.JsonValue; hash: string }> {
  return reader.issuedPaper.findUniqueOrThrow({ where: { id }, select: { content: true, hash: true } });
}

/** A file of an issued paper byte for byte; null where it is kept no longer, or was not yet when the paper was issued. */
export async function issuedFile(reader: Reader, paperId: string, format: string): Promise<Uint8Array | null> {
  const file = await reader.issuedFile.findUnique({ where: { paperId_format: { paperId, format } }, select: { data: true } });
  return file?.data ?? null;
}

export interface NewIssuedFile {
  format: string;
  sha256: string;
  data: Uint8Array<ArrayBuffer>;
}

export interface NewIssuedPaper {
  id: string;
  editionId: string;
  kind: string;
  name: string;
  number: string | null;
  date: Date | null;
  content: Prisma.InputJsonValue;
  hash: string;
  issuedById: string;
  issuedAt: Date;
  files: NewIssuedFile[];
}

export async function insertIssuedPaper(tx: Tx, { files, ...paper }: NewIssuedPaper): Promise<void> {
  await tx.issuedPaper.create({ data: { ...paper, files: { create: files } } });
}

/** Papers of an edition in force or revoked that bear this number in this year. */
export async function papersNumbered(tx: Tx, editionId: string, number: string, year: number): Promise<{ kind: string; name: string; revokedAt: Date | null }[]> {
  const day = (of: number) => new Date(Date.UTC(of, 0, 1));
  return tx.issuedPaper.findMany({ where: { editionId, number, date: { gte: day(year), lt: day(year + 1) } }, select: { kind: true, name: true, revokedAt: true } });
}

/** Changes an issued paper if it is still the version that was looked at and in force. What stands on it is never changed. */
export async function changeIssuedPaper(tx: Tx, id: string, version: number, change: { revokedAt: Date; reasonId: string } | { scanFileId: string }): Promise<boolean> {
  const { count } = await tx.issuedPaper.updateMany({ where: { id, version, revokedAt: null }, data: { ...change, version: version + 1 } });
  return count === 1;
}

/** Number and day of the decision on the prizes as it was last issued; null: it was not since that moment, or was revoked. */
export async function issuedAwardDecision(reader: Reader, editionId: string, since = new Date(0)): Promise<{ number: string; date: string } | null> {
  const paper = await inForce(reader, editionId, AWARD_DECISION);
  return paper?.number && paper.date && paper.issuedAt >= since ? { number: paper.number, date: paper.date } : null;
}

/** The paper of a kind that is in force, the newest where there are several; null: none was issued. */
export async function inForce(reader: Reader, editionId: string, kind: string): Promise<IssuedPaperRow | null> {
  const row = await reader.issuedPaper.findFirst({ where: { editionId, kind, revokedAt: null }, select: SHOWN, orderBy: [{ issuedAt: "desc" }, { id: "desc" }] });
  return row && rowOf(row);
}

/** True where a paper of the decision with this number and day is in force: what the public version of it is made from. */
export async function isDecisionIssued(reader: Reader, editionId: string, { number, date }: { number: string; date: string }): Promise<boolean> {
  return (await reader.issuedPaper.count({ where: { editionId, kind: AWARD_DECISION, revokedAt: null, number, date: new Date(`${date}T00:00:00Z`) } })) > 0;
}

/** SQL of the issued paper of the decision that is public now, found by its number and day: column `id`, at most one row. */
export const publicDecisionPaper = (editionId: string): string => `
  SELECT p."id" FROM "IssuedPaper" p
    JOIN (SELECT r."decisionNumber", r."decisionDate" FROM "ResultDecision" r WHERE r."editionId" = ${editionId} AND r."state" = 'PUBLISHED' ORDER BY r."sequence" DESC LIMIT 1) r
      ON r."decisionNumber" = p."number" AND r."decisionDate" = p."date"
   WHERE p."editionId" = ${editionId} AND p."kind" = '${AWARD_DECISION}' AND p."revokedAt" IS NULL`;

/** What was issued of the decision that is public now, with the moment of issuing; null: it was not issued here. */
export async function publicDecision(reader: Reader, editionId: string): Promise<{ content: unknown; issuedAt: Date } | null> {
  const [row] = await reader.$queryRawUnsafe<{ id: string }[]>(publicDecisionPaper("$1::uuid"), editionId);
  return row ? reader.issuedPaper.findUniqueOrThrow({ where: { id: row.id }, select: { content: true, issuedAt: true } }) : null;
}

/** Every issued paper as its row stands, to be compared with the record: the hash is computed anew from what stands on it. */
export async function papersOnRecord(reader: Reader, editionId: string): Promise<Map<string, PaperOnRecord>> {
  const found = new Map<string, PaperOnRecord>();
  const kept = await keptFiles(reader, editionId);
  for (const { id, kind, name, number, date, revokedAt, hash } of await issuedPapersOf(reader, editionId)) {
    const computed = contentHash((await issuedContent(reader, id)).content);
    found.set(id, { kind, name, number, date, hash: computed === hash ? hash : `${computed} (hash: ${hash})`, isRevoked: revokedAt !== null, files: filesText(kept.filter(({ paperId }) => paperId === id)) });
  }
  return found;
}

/** The files that are kept of an edition's papers, each hashed anew by the database; where that is not what its row says, both stand there. */
async function keptFiles(reader: Reader, editionId: string): Promise<{ paperId: string; format: string; sha256: string }[]> {
  return reader.$queryRaw`
    SELECT f."paperId"::text AS "paperId", f."format",
           CASE encode(sha256(f."data"), 'hex') WHEN f."sha256" THEN f."sha256" ELSE encode(sha256(f."data"), 'hex') || ' (sha256: ' || f."sha256" || ')' END AS "sha256"
      FROM "IssuedFile" f JOIN "IssuedPaper" p ON p."id" = f."paperId" WHERE p."editionId" = ${editionId}::uuid AND f."data" IS NOT NULL`;
}

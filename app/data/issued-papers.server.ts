import type { Tx } from "~/data/client.server";
import type { Reader } from "~/data/editions.server";
import { chainFunctions } from "~/data/ledger.server";
import type { Prisma } from "~/data/generated/client";

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
  version: number;
}

const SHOWN = { id: true, kind: true, name: true, number: true, date: true, hash: true, issuedById: true, issuedAt: true, scanFileId: true, revokedAt: true, reasonId: true, version: true } as const;
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
}

export async function insertIssuedPaper(tx: Tx, paper: NewIssuedPaper): Promise<void> {
  await tx.issuedPaper.create({ data: paper });
}

import type { Tx } from "~/data/client.server";
import type { Reader } from "~/data/editions.server";
import { Prisma, type CommendationAuthority, type CommendationLetter } from "~/data/generated/client";

export type AuthorityRow = CommendationAuthority;

/** What stands on a commendation of the authority that signs it. */
export type AuthorityContent = Pick<AuthorityRow, "name" | "letterheadParent" | "letterheadBody" | "signerTitle" | "signerName" | "place">;

/** What is stored of an authority. */
export type NewAuthority = AuthorityContent & Pick<AuthorityRow, "withEmblem">;

export type LetterRow = Omit<CommendationLetter, "authorityAsSigned"> & { authorityAsSigned: AuthorityContent | null };

const toRow = ({ authorityAsSigned, ...row }: CommendationLetter): LetterRow => ({ ...row, authorityAsSigned: authorityAsSigned as unknown as AuthorityContent | null });

/** Authorities that sign, by name. They belong to the installation: an authority signs year after year. */
export function authorities(reader: Reader): Promise<AuthorityRow[]> {
  return reader.commendationAuthority.findMany({ orderBy: [{ name: "asc" }, { id: "asc" }], take: 200 });
}

export function authorityById(reader: Reader, id: string): Promise<AuthorityRow | null> {
  return reader.commendationAuthority.findUnique({ where: { id } });
}

/** Adds an authority under this id, once. */
export async function insertAuthority(tx: Tx, id: string, content: NewAuthority): Promise<void> {
  await tx.commendationAuthority.createMany({ data: [{ id, ...content }], skipDuplicates: true });
}

/** Writes the authority if it is still the version that was looked at. */
export async function updateAuthority(tx: Tx, id: string, version: number, content: NewAuthority): Promise<boolean> {
  const { count } = await tx.commendationAuthority.updateMany({ where: { id, version }, data: { ...content, version: version + 1 } });
  return count === 1;
}

export async function letterById(reader: Reader, editionId: string, id: string): Promise<LetterRow | null> {
  const row = await reader.commendationLetter.findFirst({ where: { id, editionId } });
  return row && toRow(row);
}

/** The letter, locked until the transaction ends. */
export async function lockLetter(tx: Tx, editionId: string, id: string): Promise<LetterRow | null> {
  await tx.$queryRaw`SELECT 1 FROM "CommendationLetter" WHERE "id" = ${id}::uuid AND "editionId" = ${editionId}::uuid FOR UPDATE`;
  return letterById(tx, editionId, id);
}

export async function insertLetter(tx: Tx, letter: Prisma.CommendationLetterUncheckedCreateInput): Promise<void> {
  await tx.commendationLetter.create({ data: letter, select: { id: true } });
}

type LetterChange = Omit<Prisma.CommendationLetterUncheckedUpdateManyInput, "authorityAsSigned"> & { authorityAsSigned?: AuthorityContent };

/** Writes the letter if it is still the version that was looked at. */
export async function updateLetter(tx: Tx, id: string, version: number, { authorityAsSigned, ...change }: LetterChange): Promise<boolean> {
  const signed = authorityAsSigned === undefined ? {} : { authorityAsSigned: { ...authorityAsSigned } satisfies Prisma.InputJsonObject };
  const { count } = await tx.commendationLetter.updateMany({ where: { id, version }, data: { ...change, ...signed, version: version + 1 } });
  return count === 1;
}

export interface ListedLetter {
  id: string;
  authorityName: string;
  number: string | null;
  date: Date | null;
  decisionNumber: string | null;
  decisionDate: Date | null;
  commendations: number;
}

/** The letters of an edition, the newest first. One statement. */
export function lettersOf(reader: Reader, editionId: string): Promise<ListedLetter[]> {
  return reader.$queryRaw<ListedLetter[]>`
    SELECT l."id"::text AS "id", a."name" AS "authorityName", l."number", l."date", l."decisionNumber", l."decisionDate",
           (SELECT count(*)::int FROM "Commendation" c WHERE c."letterId" = l."id" AND c."state" <> 'DROPPED') AS "commendations"
      FROM "CommendationLetter" l JOIN "CommendationAuthority" a ON a."id" = l."authorityId"
     WHERE l."editionId" = ${editionId}::uuid ORDER BY l."createdAt" DESC, l."id"`;
}

/** Where the scan of a letter's decision lies; null: none was kept. */
export async function letterScanFile(reader: Reader, editionId: string, id: string): Promise<{ storageName: string; mime: string; size: number } | null> {
  const row = await reader.commendationLetter.findFirst({ where: { id, editionId }, select: { scan: { select: { storageName: true, mime: true, size: true } } } });
  return row?.scan ?? null;
}

export interface DecisionCorrection {
  at: Date;
  number: string;
  date: string;
  /** null once it was erased */
  reason: string | null;
}

/** How number and day of a letter's decision were put right, the first time first. One statement. */
export function decisionCorrections(reader: Reader, editionId: string, letterId: string): Promise<DecisionCorrection[]> {
  return reader.$queryRaw<DecisionCorrection[]>`
    SELECT e."at", e."data" ->> 'number' AS "number", e."data" ->> 'date' AS "date", t."text" AS "reason"
      FROM "LedgerEvent" e LEFT JOIN "ErasableText" t ON t."chain" = e."chain" AND t."hash" = e."data" ->> 'reason' AND t."erasedAt" IS NULL
     WHERE e."chain" = ${editionId}::text AND e."type" = 'COMMENDATION_DECISION_CORRECTED' AND e."data" ->> 'letter' = ${letterId}::text ORDER BY e."seq"`;
}

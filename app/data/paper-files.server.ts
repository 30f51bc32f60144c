import { inSightOf } from "~/data/conflicts.server";
import { Prisma } from "~/data/generated/client";
import type { FileFamily, FileProcessing, VariantKind } from "~/data/generated/enums";
import type { Reader } from "~/data/editions.server";

/** A stored file as papers use it: what it is, and the names in the store of what may be shown of it. */
export interface PaperFile {
  id: string;
  /** of the bytes as they came */
  storageName: string;
  size: number;
  family: FileFamily;
  mime: string;
  pages: number | null;
  processing: FileProcessing;
  variants: { kind: VariantKind; storageName: string; mime: string; size: number }[];
}

/** Stored files by id with their variants; two statements whatever their number. */
export async function readPaperFiles(reader: Reader, ids: readonly string[]): Promise<Map<string, PaperFile>> {
  if (ids.length === 0) return new Map();
  const rows = await reader.storedFile.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, storageName: true, size: true, family: true, mime: true, pages: true, processing: true, variants: { select: { kind: true, storageName: true, mime: true, size: true } } },
  });
  return new Map(rows.map((row) => [row.id, row]));
}

/** Ids of the entries of an edition that were submitted and not withdrawn, by code; those the viewer has an interest in are left out (null: none is). */
export async function submittedEntryIds(reader: Reader, editionId: string, viewerId: string | null): Promise<string[]> {
  const inSight = viewerId === null ? {} : { conflicts: { none: { userId: viewerId, liftedAt: null } } };
  const rows = await reader.entry.findMany({ where: { editionId, state: "SUBMITTED", ...inSight }, select: { id: true }, orderBy: { code: "asc" } });
  return rows.map(({ id }) => id);
}

/** What the dossiers of an edition hold for a viewer: submitted entries, files that are here, their bytes, files still waited for. */
export async function dossierTotals(reader: Reader, editionId: string, viewerId: string): Promise<{ entries: number; files: number; bytes: number; waiting: number }> {
  const [row] = await reader.$queryRaw<{ entries: number; files: number; bytes: bigint; waiting: number }[]>`
    SELECT count(DISTINCT e."id")::int AS "entries", count(f."fileId")::int AS "files", coalesce(sum(f."size") FILTER (WHERE f."fileId" IS NOT NULL), 0)::bigint AS "bytes",
           count(f."id") FILTER (WHERE f."fileId" IS NULL)::int AS "waiting"
      FROM "Entry" e JOIN "EntryVersion" v ON v."entryId" = e."id" AND v."state" = 'SUBMITTED' LEFT JOIN "EntryFile" f ON f."versionId" = v."id"
     WHERE e."editionId" = ${editionId}::uuid AND e."state" = 'SUBMITTED' AND ${inSightOf(Prisma.sql`e."id"`, viewerId)}`;
  return { entries: row?.entries ?? 0, files: row?.files ?? 0, bytes: Number(row?.bytes ?? 0), waiting: row?.waiting ?? 0 };
}

import { openCorrectionOf } from "~/data/corrections.server";
import type { Reader } from "~/data/editions.server";
import type { Services } from "~/features/services";

/** Codes of the entries for which the published result is open again: nothing is issued for them by a decision that may not stand. */
export async function heldBack(reader: Reader, editionId: string): Promise<Set<string>> {
  const correction = await openCorrectionOf(reader, editionId);
  if (!correction) return new Set();
  const rows = await reader.entry.findMany({ where: { id: { in: [...correction.entryIds] }, code: { not: null } }, select: { code: true } });
  return new Set(rows.flatMap(({ code }) => code ?? []));
}

/** The open correction as the page of the book tells it, with the codes this viewer may know of; null where none is open. */
export async function heldBackView({ db }: Pick<Services, "db">, { editionId, viewerId }: { editionId: string; viewerId: string }): Promise<{ codes: string[] } | null> {
  const correction = await openCorrectionOf(db.prisma, editionId);
  if (!correction) return null;
  const rows = await db.prisma.entry.findMany({
    where: { id: { in: [...correction.entryIds] }, conflicts: { none: { userId: viewerId, liftedAt: null } } },
    select: { code: true }, orderBy: { code: "asc" },
  });
  return { codes: rows.flatMap(({ code }) => code ?? []) };
}

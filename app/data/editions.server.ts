import type { Database, Tx } from "~/data/client.server";
import type { Edition, EditionExtension, Prisma } from "~/data/generated/client";
import type { EditionDates } from "~/domain/contest/timeline";

export type EditionRow = Edition;

/** Reads that work inside and outside a transaction. */
export type Reader = Tx | Database["prisma"];

/** Null also for a slug with a NUL, which PostgreSQL would refuse to look up. */
export async function editionBySlug(reader: Reader, slug: string): Promise<EditionRow | null> {
  if (slug.includes("\0")) return null;
  return reader.edition.findUnique({ where: { slug } });
}

export function editionById(reader: Reader, id: string): Promise<EditionRow | null> {
  return reader.edition.findUnique({ where: { id } });
}

/**
 * The edition, locked until the transaction ends. `SHARE` lets others read it under the same lock
 * (deadlines checked while somebody else submits too); `UPDATE` is for whoever changes it.
 */
export async function lockEdition(tx: Tx, id: string, mode: "SHARE" | "UPDATE" = "UPDATE"): Promise<EditionRow | null> {
  const rows =
    mode === "SHARE"
      ? await tx.$queryRaw<{ id: string }[]>`SELECT "id" FROM "Edition" WHERE "id" = ${id}::uuid FOR SHARE`
      : await tx.$queryRaw<{ id: string }[]>`SELECT "id" FROM "Edition" WHERE "id" = ${id}::uuid FOR UPDATE`;
  return rows.length === 0 ? null : tx.edition.findUnique({ where: { id } });
}

/** Makes a draft public. */
export async function announceEdition(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.edition.update({ where: { id }, data: { announcedAt: now, version: { increment: 1 } } });
}

/** Stores all dates of an edition and of its rounds. */
export async function storeDates(tx: Tx, edition: { id: string }, rounds: readonly { id: string; code: string }[], dates: EditionDates): Promise<void> {
  for (const { code, startsAt, endsAt } of dates.rounds) {
    const round = rounds.find((candidate) => candidate.code === code);
    if (round) await tx.round.update({ where: { id: round.id }, data: { startsAt, endsAt } });
  }
  const { opensAt, closesAt, graceMinutes, screeningEndsAt, judgingEndsAt, announcementAt } = dates;
  const data = { opensAt, closesAt, graceMinutes, screeningEndsAt, judgingEndsAt, announcementAt };
  await tx.edition.update({ where: { id: edition.id }, data });
}

export type ExtensionRow = EditionExtension;

export function extensionById(reader: Reader, id: string): Promise<ExtensionRow | null> {
  return reader.editionExtension.findUnique({ where: { id } });
}

export async function insertExtension(tx: Tx, extension: ExtensionRow): Promise<void> {
  await tx.editionExtension.create({ data: extension });
}

/** All extensions of an edition, the newest first, with the name of who made them. */
export function extensionsOf(db: Database, editionId: string): Promise<(ExtensionRow & { actorName: string | null })[]> {
  return db.query(
    "extensions_of_edition",
    `SELECT x."id"::text AS "id", x."editionId"::text AS "editionId", x."fromAt", x."toAt", x."reason", x."actorId", x."at", u."name" AS "actorName"
       FROM "EditionExtension" x LEFT JOIN "User" u ON u."id" = x."actorId" WHERE x."editionId" = $1 ORDER BY x."at" DESC, x."id"`,
    [editionId],
  );
}

/** Changes columns of an edition. The version is raised by `raiseVersion`. */
export async function updateEdition(tx: Tx, id: string, data: Prisma.EditionUncheckedUpdateInput): Promise<void> {
  await tx.edition.update({ where: { id }, data });
}

/** Marks an edition as changed, so that whoever still looks at the older one is told. */
export function raiseVersion(tx: Tx, id: string): Promise<EditionRow> {
  return tx.edition.update({ where: { id }, data: { version: { increment: 1 } } });
}

/** True where another edition has this address or this code prefix. */
export async function isEditionNameTaken(tx: Tx, id: string, name: { slug: string } | { codePrefix: string }): Promise<boolean> {
  return (await tx.edition.count({ where: { ...name, id: { not: id } } })) > 0;
}

/** True once an entry of the edition has been given a code. */
export async function hasEntryCodes(tx: Tx, editionId: string): Promise<boolean> {
  return (await tx.entry.count({ where: { editionId, code: { not: null } } })) > 0;
}

/** True once a result has been proposed: it is sealed together with the rules it follows. */
export async function hasDecision(tx: Reader, editionId: string): Promise<boolean> {
  return (await tx.resultDecision.count({ where: { editionId } })) > 0;
}

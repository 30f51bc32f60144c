import { publishableAuthors } from "~/data/consents.server";
import { countEntries, listEntries, qualifiedEntries } from "~/data/entry-list.server";
import { can } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import type { Phase } from "~/domain/contest/phases";
import { isOverdue } from "~/domain/screening/acts";
import type { EntryFilter } from "~/domain/screening/entry-list";
import type { Services } from "~/features/services";

export const PAGE_SIZE = 50;

interface ListRequest {
  actor: Actor;
  editionId: string;
  phase: Phase;
  filter: EntryFilter;
  page: number;
  now: Date;
}

/** The table of all entries of an edition, with how many each tab holds; three statements whatever the rows. */
export async function entriesPage({ db }: Pick<Services, "db">, { actor, editionId, phase, filter, page, now }: ListRequest) {
  const [rows, counts, fields] = await Promise.all([
    listEntries(db, editionId, filter, { offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE, viewerId: actor.userId, now }),
    countEntries(db, editionId, filter, { viewerId: actor.userId, now }),
    db.prisma.field.findMany({ where: { editionId }, select: { id: true, name: true }, orderBy: { position: "asc" } }),
  ]);
  const may = (action: "entry.screen" | "entry.import") => can(actor, action, { editionId, phase }).allowed;
  return { rows: rows.map((row) => ({ ...row, isOverdue: isOverdue(row, now) })), counts, fields, mayScreen: may("entry.screen"), mayImport: may("entry.import") };
}

/** The list of qualified entries as it is posted, names only as consented; two statements. */
export async function postedList({ db }: Pick<Services, "db">, editionId: string) {
  const entries = await qualifiedEntries(db, editionId);
  const authors = await publishableAuthors(db.prisma, entries.map((entry) => entry.id));
  return entries.map((entry) => ({ ...entry, authors: (authors.get(entry.id) ?? []).map((author) => author.name) }));
}

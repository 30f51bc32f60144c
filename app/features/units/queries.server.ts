import { randomUUID } from "node:crypto";
import { referencesOf, type UnitReferences } from "~/data/units-merge.server";
import { countUnmatched, countUnmatchedEntries, unmatchedNames, type UnmatchedName } from "~/data/units-unmatched.server";
import { listUnits, unitInFull, unitOptions, type UnitFilter, type UnitInFull } from "~/data/units.server";
import { can, SYSTEM_SUBJECT } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import type { Services } from "~/features/services";

export type { UnmatchedName };

export const PAGE_SIZE = 50;

type WithDatabase = Pick<Services, "db">;

/** The register, and how many typed names wait to be linked. */
export async function unitsPage({ db }: WithDatabase, filter: Omit<UnitFilter, "pageSize">) {
  const [list, waiting] = await Promise.all([listUnits(db, { ...filter, pageSize: PAGE_SIZE }), countUnmatched(db, filter.viewerId)]);
  return { ...list, waiting };
}

export interface UnitView extends UnitInFull {
  references: UnitReferences;
}

/** One unit with what refers to it; null where there is none. */
export async function unitPage({ db }: WithDatabase, id: string, viewerId: string): Promise<UnitView | null> {
  const [unit, references] = await Promise.all([unitInFull(db, id), referencesOf(db.prisma, id, viewerId)]);
  return unit && { ...unit, references };
}

/** Typed names without a unit, with suggestions, and the id of the unit each would become. */
export async function unmatchedPage({ db }: WithDatabase, { viewerId, page }: { viewerId: string; page: number }): Promise<{ rows: (UnmatchedName & { newId: string })[]; total: number }> {
  const { rows, total } = await unmatchedNames(db, { viewerId, page, pageSize: PAGE_SIZE });
  return { total, rows: rows.map((row) => ({ ...row, newId: randomUUID() })) };
}

/** Entries of an edition that figures by unit leave out, and whether this person may link their units. */
export async function unmatchedOfEdition({ db }: WithDatabase, actor: Actor, editionId: string): Promise<{ entries: number; mayMatch: boolean }> {
  return { entries: await countUnmatchedEntries(db, { editionId, viewerId: actor.userId }), mayMatch: can(actor, "unit.manage", SYSTEM_SUBJECT).allowed };
}

/** What the form of a new unit needs: the units it may belong to, and its ready id. */
export async function newUnitPage({ db }: WithDatabase) {
  return { choices: await unitOptions(db.prisma), newId: randomUUID() };
}

export function unitChoices({ db }: WithDatabase) {
  return unitOptions(db.prisma);
}

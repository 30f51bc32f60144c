import type { Tx } from "~/data/client.server";
import { refreshConflicts } from "~/data/conflicts-found.server";
import { appendToLedger } from "~/data/ledger.server";
import { markMerged, moveReferences } from "~/data/units-merge.server";
import { editionsInWork, linkTypedName } from "~/data/units-unmatched.server";
import { insertUnit, isOpenUnit, isWithin, lockUnits, lockUnitTree, unitsNamed, updateUnit, type UnitContent } from "~/data/units.server";
import { can, SYSTEM_SUBJECT } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { tidyUnitName, unitNameKey } from "~/domain/units/unit-name";
import type { Services } from "~/features/services";

type Act = { actor: Actor; now: Date };
type WithDatabase = Pick<Services, "db">;

export type UnitRefusal = "forbidden" | "not_found" | "parent_unknown" | "parent_within" | "same_name" | "version_conflict" | "merged";

interface SameName {
  /** units that carry the name already */
  namesakes?: readonly { id: string; name: string }[];
}

const mayManage = (actor: Actor) => can(actor, "unit.manage", SYSTEM_SUBJECT).allowed;

/**
 * Puts a unit into the register. A name that another unit carries is refused once (`same_name`) and taken when it is
 * confirmed: two schools may share one. The same `id` sent twice makes one unit.
 */
export async function createUnit(
  { db }: WithDatabase,
  { actor, input }: Act & { input: UnitContent & { id: string; confirmed: boolean } },
): Promise<Result<string, UnitRefusal, SameName>> {
  if (!mayManage(actor)) return refused("forbidden");
  const { id, confirmed, ...content } = input;
  return db.transact(async (tx) => {
    await lockUnitTree(tx);
    if ((await lockUnits(tx, [id])).has(id)) return ok(id);
    if (content.parentId !== null && !(await isOpenUnit(tx, content.parentId))) return refused("parent_unknown");
    const namesakes = await unitsNamed(tx, content.name);
    if (namesakes.length > 0 && !confirmed) return refused("same_name", { namesakes });
    await insertUnit(tx, id, withoutOwnName(content));
    return ok(id);
  });
}

/** Changes a unit that is at `version`; former names are kept as other names, so that typed text still finds it. */
export async function editUnit(
  { db }: WithDatabase,
  { actor, id, input }: Act & { id: string; input: UnitContent & { version: number; confirmed: boolean } },
): Promise<Result<null, UnitRefusal, SameName>> {
  if (!mayManage(actor)) return refused("forbidden");
  const { version, confirmed, ...content } = input;
  return db.transact(async (tx) => {
    await lockUnitTree(tx);
    const unit = (await lockUnits(tx, [id])).get(id);
    if (!unit) return refused("not_found");
    if (unit.mergedIntoId) return refused("merged");
    if (unit.version !== version) return refused("version_conflict");
    if (content.parentId !== null && !(await isOpenUnit(tx, content.parentId))) return refused("parent_unknown");
    if (content.parentId !== null && (await isWithin(tx, content.parentId, id))) return refused("parent_within");
    const isRenamed = unitNameKey(unit.name) !== unitNameKey(content.name);
    const namesakes = isRenamed ? (await unitsNamed(tx, content.name)).filter((other) => other.id !== id) : [];
    if (namesakes.length > 0 && !confirmed) return refused("same_name", { namesakes });
    const otherNames = isRenamed ? [...content.otherNames, unit.name] : content.otherNames;
    await updateUnit(tx, id, withoutOwnName({ ...content, otherNames }));
    return ok(null);
  });
}

function withoutOwnName(content: UnitContent): UnitContent {
  return { ...content, otherNames: [...new Set(content.otherNames)].filter((name) => name !== content.name) };
}

/**
 * Says that a typed name means this unit: every place where it was typed without a match is linked, and the unit keeps
 * the name, so that it is found the next time.
 * @returns how many places were linked.
 */
export async function linkName(
  { db }: WithDatabase,
  { actor, input, now }: Act & { input: { typedName: string; unitId: string } },
): Promise<Result<number, "forbidden" | "not_found">> {
  if (!mayManage(actor)) return refused("forbidden");
  return db.transact(async (tx) => {
    const unit = (await lockUnits(tx, [input.unitId])).get(input.unitId);
    if (!unit || unit.mergedIntoId) return refused("not_found");
    const linked = await linkTypedName(tx, input.typedName, unit.id);
    const name = tidyUnitName(input.typedName);
    if (name !== unit.name && name !== "") await tx.unitName.createMany({ data: [{ unitId: unit.id, name }], skipDuplicates: true });
    await refreshAll(tx, now);
    return ok(linked);
  });
}

/** Makes a unit out of a typed name and links every place where it was typed. Sent twice it makes one unit. */
export async function createUnitFromName(
  services: WithDatabase,
  { actor, input, now }: Act & { input: { id: string; typedName: string; kind: UnitContent["kind"] } },
): Promise<Result<number, UnitRefusal>> {
  const name = tidyUnitName(input.typedName);
  const content = { id: input.id, kind: input.kind, name, parentId: null, otherNames: [], confirmed: true };
  const made = await createUnit(services, { actor, now, input: content });
  if (!made.ok) return refused(made.reason);
  return linkName(services, { actor, now, input: { typedName: input.typedName, unitId: input.id } });
}

export type MergeRefusal = "forbidden" | "not_found" | "same_unit" | "merged" | "version_conflict";

/**
 * Merges a unit into another: everything that refers to it moves, its names become names of the other, and it is never
 * offered again. `version` is that of the unit which disappears.
 */
export async function mergeUnits(
  { db }: WithDatabase,
  { actor, id, input, now }: Act & { id: string; input: { intoId: string; version: number } },
): Promise<Result<null, MergeRefusal>> {
  if (!mayManage(actor)) return refused("forbidden");
  if (id === input.intoId) return refused("same_unit");
  return db.transact(async (tx) => {
    await lockUnitTree(tx);
    const units = await lockUnits(tx, [id, input.intoId]);
    const [from, into] = [units.get(id), units.get(input.intoId)];
    if (!from || !into) return refused("not_found");
    if (from.mergedIntoId || into.mergedIntoId) return refused("merged");
    if (from.version !== input.version) return refused("version_conflict");
    await moveReferences(tx, from.id, into.id, now);
    await markMerged(tx, from.id, into.id);
    await refreshAll(tx, now);
    await appendToLedger(tx, [{ type: "UNIT_MERGED", data: { from: from.id, into: into.id }, actor: actor.userId, at: now, editionId: null }]);
    return ok(null);
  });
}

/** Conflicts of interest hang on units; results that are out stay as they are. */
async function refreshAll(tx: Tx, now: Date): Promise<void> {
  for (const editionId of await editionsInWork(tx)) await refreshConflicts(tx, { editionId, now });
}

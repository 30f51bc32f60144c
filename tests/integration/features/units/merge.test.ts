import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { matchUnit } from "~/data/units.server";
import type { Actor } from "~/domain/access/roles";
import { mergeUnits } from "~/features/units/commands.server";
import { unitPage } from "~/features/units/queries.server";
import { makeEdition } from "../../../factories/editions";
import { makeEntry } from "../../../factories/entries";
import { makeUnit, makeUser, withRole } from "../../../factories/people";
import { testServices, type TestServices } from "../../../support/services";

let test: TestServices;
let edition: Awaited<ReturnType<typeof makeEdition>>["edition"];
let secretary: Actor;

beforeAll(async () => {
  test = await testServices();
  edition = (await makeEdition(test.services, { phase: "JUDGING" })).edition;
  secretary = await makeUser(test.services, { role: "SECRETARY", editionId: edition.id });
});
afterAll(() => test.close());

const prisma = () => test.services.db.prisma;
const merge = (id: string, intoId: string, version = 1) => mergeUnits(test.services, { actor: secretary, now: test.clock.now(), id, input: { intoId, version } });

/** Every column of the database that refers to a unit, read from the database itself. */
async function referencesTo(id: string): Promise<string[]> {
  const columns = await prisma().$queryRaw<{ table: string; column: string }[]>`
    SELECT c.conrelid::regclass::text AS "table", a.attname AS "column"
      FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
     WHERE c.contype = 'f' AND c.confrelid = '"Unit"'::regclass`;
  const found: string[] = [];
  for (const { table, column } of columns) {
    const [row] = await prisma().$queryRawUnsafe<{ n: number }[]>(`SELECT count(*)::int AS n FROM ${table} WHERE "${column}" = $1::uuid`, id);
    if (row && row.n > 0) found.push(`${table.replaceAll('"', "")}.${column}`);
  }
  return found.sort();
}

/** A unit with something in every column that can refer to it. */
async function usedUnit() {
  const unit = await makeUnit(test.services, { name: "Trường THCS Cẩm Vịnh", names: ["PTCS Cẩm Vịnh"] });
  const child = await makeUnit(test.services, { name: "Lớp vệ tinh Cẩm Vịnh", parentId: unit.id });
  const older = await makeUnit(test.services, { name: "Trường cấp 2 Cẩm Vịnh" });
  expect((await merge(older.id, unit.id)).ok).toBe(true);
  const school = await makeUser(test.services, { role: "SCHOOL", editionId: edition.id, unitId: unit.id });
  const judge = await makeUser(test.services, { role: "JUDGE", editionId: edition.id });
  await prisma().judge.create({ data: { editionId: edition.id, userId: judge.userId, code: `GK${Math.floor(Math.random() * 9000) + 100}`, unitId: unit.id } });
  await prisma().invitation.create({
    data: { tokenHash: unit.id, role: "SCHOOL", editionId: edition.id, unitId: unit.id, signInName: "a@example.test", name: "", expiresAt: test.clock.now() },
  });
  await makeEdition(test.services, { hostUnitId: unit.id });
  const entry = await makeEntry(test.services, edition, { screening: "QUALIFIED", unitId: unit.id, filedByUnitId: unit.id, supervisorUnitId: unit.id, supervisorUnitName: unit.name });
  return { unit: await prisma().unit.findUniqueOrThrow({ where: { id: unit.id } }), child, older, school, judge, entry };
}

describe("merging a unit into another", () => {
  it("moves everything that refers to it, whatever the schema holds", async () => {
    const { unit, child, older, judge, entry } = await usedUnit();
    const into = await makeUnit(test.services, { name: "Trường THCS Cẩm Vịnh Mới" });
    const everywhere = await referencesTo(unit.id);
    expect(everywhere).toEqual([
      "Edition.hostUnitId", "Entry.filedByUnitId", "EntryAuthor.unitId", "EntryVersion.supervisorUnitId", "EntryVersion.unitId", "Invitation.unitId",
      "Judge.unitId", "Membership.unitId", "Unit.mergedIntoId", "Unit.parentId", "UnitName.unitId",
    ]);
    expect(await merge(unit.id, into.id, unit.version)).toEqual({ ok: true, value: null });
    expect(await referencesTo(unit.id)).toEqual([]);
    expect(await referencesTo(into.id)).toEqual(everywhere);
    expect(await prisma().unit.findMany({ where: { id: { in: [unit.id, older.id] } }, select: { mergedIntoId: true } })).toEqual([{ mergedIntoId: into.id }, { mergedIntoId: into.id }]);
    expect(await prisma().unit.findUnique({ where: { id: child.id } })).toMatchObject({ parentId: into.id });
    const names = await prisma().unitName.findMany({ where: { unitId: into.id } });
    expect(names.map(({ name }) => name).sort()).toEqual(["PTCS Cẩm Vịnh", "Trường THCS Cẩm Vịnh", "Trường cấp 2 Cẩm Vịnh"]);
    expect(await matchUnit(prisma(), "Trường THCS Cẩm Vịnh")).toBe(into.id);
    expect(await prisma().conflict.findMany({ where: { entryId: entry.id, userId: judge.userId, liftedAt: null } })).toMatchObject([{ kind: "SAME_UNIT" }]);
  });

  it("goes on record", async () => {
    const [from, into] = [await makeUnit(test.services), await makeUnit(test.services)];
    await merge(from.id, into.id);
    const events = await prisma().ledgerEvent.findMany({ where: { chain: "system", type: "UNIT_MERGED" }, orderBy: { seq: "desc" }, take: 1 });
    expect(events).toMatchObject([{ actor: secretary.userId, data: { from: from.id, into: into.id } }]);
  });

  it("makes a conflict of interest where judge and entry come to belong to one unit", async () => {
    const [from, into] = [await makeUnit(test.services), await makeUnit(test.services)];
    const judge = await makeUser(test.services, { role: "JUDGE", editionId: edition.id });
    await prisma().judge.create({ data: { editionId: edition.id, userId: judge.userId, code: "GK88", unitId: into.id } });
    const entry = await makeEntry(test.services, edition, { screening: "QUALIFIED", unitId: from.id });
    const conflicts = () => prisma().conflict.count({ where: { entryId: entry.id, userId: judge.userId, liftedAt: null } });
    expect(await conflicts()).toBe(0);
    await merge(from.id, into.id);
    expect(await conflicts()).toBe(1);
  });

  it("leaves one role to whoever acted for both", async () => {
    const [from, into] = [await makeUnit(test.services), await makeUnit(test.services)];
    const school = await makeUser(test.services, { role: "SCHOOL", editionId: edition.id, unitId: from.id });
    await withRole(test.services, school, "SCHOOL", { editionId: edition.id, unitId: into.id });
    expect((await merge(from.id, into.id)).ok).toBe(true);
    expect(await prisma().membership.count({ where: { userId: school.userId, endedAt: null } })).toBe(1);
  });

  it("keeps the tree a tree when a unit goes into one far below it", async () => {
    const top = await makeUnit(test.services);
    const from = await makeUnit(test.services, { parentId: top.id });
    const middle = await makeUnit(test.services, { parentId: from.id });
    const into = await makeUnit(test.services, { parentId: middle.id });
    expect((await merge(from.id, into.id)).ok).toBe(true);
    const parents = async (id: string) => (await prisma().unit.findUniqueOrThrow({ where: { id } })).parentId;
    expect([await parents(into.id), await parents(middle.id), await parents(from.id)]).toEqual([top.id, into.id, null]);
  });

  it("is refused with itself, with a merged one, with none, and at an old version", async () => {
    const [one, two, gone] = [await makeUnit(test.services), await makeUnit(test.services), await makeUnit(test.services)];
    await merge(gone.id, two.id);
    expect(await merge(one.id, one.id)).toEqual({ ok: false, reason: "same_unit" });
    expect(await merge(gone.id, one.id, 2)).toEqual({ ok: false, reason: "merged" });
    expect(await merge(one.id, gone.id)).toEqual({ ok: false, reason: "merged" });
    expect(await merge(one.id, "00000000-0000-4000-8000-000000000000")).toEqual({ ok: false, reason: "not_found" });
    expect(await merge(one.id, two.id, 7)).toEqual({ ok: false, reason: "version_conflict" });
    expect(await unitPage(test.services, one.id, "")).toMatchObject({ version: 1, mergedInto: null });
  });

  it("of two into each other at once leaves one of them", async () => {
    const [one, two] = [await makeUnit(test.services), await makeUnit(test.services)];
    const both = await Promise.all([merge(one.id, two.id), merge(two.id, one.id)]);
    expect(both.map((answer) => (answer.ok ? "merged into" : answer.reason)).sort()).toEqual(["merged", "merged into"]);
  });

  it("leaves published results alone", async () => {
    const old = await makeEdition(test.services, { phase: "PUBLISHED" });
    const [from, into] = [await makeUnit(test.services), await makeUnit(test.services)];
    const judge = await makeUser(test.services, { role: "JUDGE", editionId: old.edition.id });
    await prisma().judge.create({ data: { editionId: old.edition.id, userId: judge.userId, code: "GK01", unitId: into.id } });
    await makeEntry(test.services, old.edition, { screening: "QUALIFIED", unitId: from.id });
    await merge(from.id, into.id);
    expect(await prisma().conflict.count({ where: { editionId: old.edition.id } })).toBe(0);
  });
});

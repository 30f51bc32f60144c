import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { refreshConflicts } from "~/data/conflicts-found.server";
import type { Services } from "~/features/services";
import { makeEdition, type MadeEdition } from "../../factories/editions";
import { makeEntry, type EntrySpec } from "../../factories/entries";
import { assign, lockSheet, makePanel } from "../../factories/judging";
import { makeUnit, makeUser, withRole } from "../../factories/people";
import { testServices, type TestServices } from "../../support/services";

let test: TestServices;
let services: Services;
beforeAll(async () => {
  test = await testServices();
  services = test.services;
});
afterAll(() => test.close());

const submitted = (made: MadeEdition, spec: EntrySpec = {}) =>
  makeEntry(services, made.edition, { state: "SUBMITTED", screening: "QUALIFIED", authors: [{ phone: "", email: "", guardianPhone: "" }], ...spec });

const refresh = (made: MadeEdition, scope: { entryId?: string; userIds?: string[] } = {}) =>
  services.db.transact((tx) => refreshConflicts(tx, { editionId: made.edition.id, now: services.clock.now(), ...scope }));

async function standing(made: MadeEdition) {
  const rows = await services.db.prisma.conflict.findMany({
    where: { editionId: made.edition.id, liftedAt: null },
    select: { entryId: true, userId: true, kind: true },
    orderBy: [{ kind: "asc" }, { userId: "asc" }],
  });
  return rows;
}

async function events(made: MadeEdition) {
  const rows = await services.db.prisma.ledgerEvent.findMany({ where: { chain: made.edition.id }, orderBy: { seq: "asc" } });
  return rows.map(({ type, data }) => ({ type, data }));
}

describe("conflicts found by rule", () => {
  it("finds an author by account, telephone and e-mail, however they are written", async () => {
    const made = await makeEdition(services, { phase: "SCREENING" });
    const account = await makeUser(services, { role: "JUDGE", editionId: made.edition.id });
    const phone = await makeUser(services, { role: "CHAIR", editionId: made.edition.id, phone: "+84912345678" });
    const mail = await makeUser(services, { role: "SECRETARY", editionId: made.edition.id, email: "ba.nguyen@truong.test" });
    const entry = await submitted(made, {
      authors: [{ userId: account.userId, phone: "0912 345.678", email: "Ba.Nguyen@Truong.test", guardianPhone: "" }],
    });
    await refresh(made, { entryId: entry.id });
    const found = await standing(made);
    expect(found).toEqual(
      [account, phone, mail].map(({ userId }) => ({ entryId: entry.id, userId, kind: "AUTHOR" })).sort((a, b) => (a.userId < b.userId ? -1 : 1)),
    );
  });

  it("finds a supervisor by telephone, and by folded name only together with the unit", async () => {
    const made = await makeEdition(services, { phase: "SCREENING" });
    const school = await makeUnit(services, { name: "Trường THCS Cẩm Bình" });
    const other = await makeUnit(services);
    const here = await makeUser(services, { name: "Lê Thị Hồng", role: "JUDGE", editionId: made.edition.id, unitId: school.id });
    await makeUser(services, { name: "Lê Thị Hồng", role: "JUDGE", editionId: made.edition.id, unitId: other.id });
    const entry = await submitted(made, { supervisorName: "LE THI HONG", supervisorUnitName: "truong thcs cam binh" });
    await refresh(made);
    expect(await standing(made)).toEqual([{ entryId: entry.id, userId: here.userId, kind: "SUPERVISOR" }]);
  });

  it("finds a guardian by account and by telephone", async () => {
    const made = await makeEdition(services, { phase: "SCREENING" });
    const guardian = await makeUser(services, { role: "ORGANISER", editionId: made.edition.id, phone: "+84987654321" });
    const entry = await submitted(made, { authors: [{ phone: "", guardianPhone: "84987654321" }] });
    const byAccount = await submitted(made, { authors: [{ phone: "", guardianPhone: "", guardianUserId: guardian.userId }] });
    await refresh(made, { userIds: [guardian.userId] });
    expect((await standing(made)).map(({ entryId, kind }) => `${entryId} ${kind}`).sort()).toEqual(
      [`${entry.id} GUARDIAN`, `${byAccount.id} GUARDIAN`].sort(),
    );
  });

  it("bars the very unit of an author, the supervisor or the filing school, merged units counted as one, but not its parent or sister", async () => {
    const made = await makeEdition(services, { phase: "SCREENING" });
    const commune = await makeUnit(services, { kind: "COMMUNE" });
    const school = await makeUnit(services, { parentId: commune.id });
    const old = await makeUnit(services, { parentId: commune.id });
    await services.db.prisma.unit.update({ where: { id: old.id }, data: { mergedIntoId: school.id } });
    const colleague = await makeUser(services, { role: "JUDGE", editionId: made.edition.id, unitId: school.id });
    await makeUser(services, { role: "JUDGE", editionId: made.edition.id, unitId: commune.id });
    const byAuthor = await submitted(made, { authors: [{ unitId: old.id, phone: "", guardianPhone: "" }] });
    const bySupervisor = await submitted(made, { supervisorUnitId: school.id });
    const byFiling = await submitted(made, { filedByUnitId: school.id });
    await submitted(made);
    await refresh(made);
    expect((await standing(made)).map(({ entryId, userId, kind }) => `${entryId} ${userId} ${kind}`).sort()).toEqual(
      [byAuthor, bySupervisor, byFiling].map(({ id }) => `${id} ${colleague.userId} SAME_UNIT`).sort(),
    );
  });

  it("does not count the unit that hosts the edition: in a school's own contest everybody belongs to it", async () => {
    const school = await makeUnit(services);
    const made = await makeEdition(services, { phase: "SCREENING", hostUnitId: school.id });
    await makeUser(services, { role: "JUDGE", editionId: made.edition.id, unitId: school.id });
    await submitted(made, { unitId: school.id });
    await refresh(made);
    expect(await standing(made)).toEqual([]);
  });

  it("catches a school account that also judges, and passes over roles that have ended", async () => {
    const made = await makeEdition(services, { phase: "SCREENING" });
    const school = await makeUnit(services);
    const filer = await withRole(services, await makeUser(services, { role: "SCHOOL", editionId: made.edition.id, unitId: school.id }), "JUDGE", { editionId: made.edition.id });
    const gone = await makeUser(services, { role: "JUDGE", editionId: made.edition.id, unitId: school.id });
    await services.db.prisma.membership.updateMany({ where: { userId: gone.userId }, data: { endedAt: services.clock.now() } });
    const entry = await submitted(made, { unitId: school.id });
    await refresh(made);
    expect(await standing(made)).toEqual([{ entryId: entry.id, userId: filer.userId, kind: "SAME_UNIT" }]);
  });

  it("revokes the running assignment first, so that its sheet counts no longer, and puts all of it on record without names", async () => {
    const made = await makeEdition(services, { phase: "JUDGING" });
    const school = await makeUnit(services);
    const panel = await makePanel(services, made, { judges: 1 });
    const [judge] = panel.judges;
    const entry = await submitted(made);
    if (!judge) throw new Error("no judge");
    const assignment = await assign(services, { panel: panel.panel, judge, entry });
    await lockSheet(services, assignment, "10");
    await services.db.prisma.judge.update({ where: { id: judge.id }, data: { unitId: school.id } });
    await services.db.prisma.entryAuthor.updateMany({ where: { version: { entryId: entry.id } }, data: { unitId: school.id } });
    expect(await refresh(made, { entryId: entry.id })).toEqual({ recorded: 1, lifted: 0, revoked: 1 });
    const row = await services.db.prisma.assignment.findUniqueOrThrow({ where: { id: assignment.id } });
    expect(row.state).toBe("REVOKED");
    const [conflict] = await services.db.prisma.conflict.findMany({ where: { entryId: entry.id } });
    const tail = (await events(made)).slice(-2);
    expect(tail).toEqual([
      { type: "ASSIGNMENT_REVOKED", data: { assignment: assignment.id, round: "PRELIM", entry: entry.code, judge: judge.code } },
      { type: "CONFLICT_RECORDED", data: { conflict: conflict?.id, entry: entry.code, judge: judge.code, kind: "SAME_UNIT", note: null } },
    ]);
  });

  it("lifts what has lost its ground, keeps what was declared, and a second run changes nothing", async () => {
    const made = await makeEdition(services, { phase: "SCREENING" });
    const judge = await makeUser(services, { role: "JUDGE", editionId: made.edition.id });
    const entry = await submitted(made, { authors: [{ userId: judge.userId, phone: "", guardianPhone: "" }] });
    await refresh(made);
    await services.db.prisma.conflict.create({ data: { editionId: made.edition.id, entryId: entry.id, userId: judge.userId, kind: "DECLARED", createdById: judge.userId } });
    await services.db.prisma.entryAuthor.updateMany({ where: { version: { entryId: entry.id } }, data: { userId: null } });
    expect(await refresh(made)).toEqual({ recorded: 0, lifted: 1, revoked: 0 });
    expect(await standing(made)).toEqual([{ entryId: entry.id, userId: judge.userId, kind: "DECLARED" }]);
    const before = await events(made);
    expect(await refresh(made)).toEqual({ recorded: 0, lifted: 0, revoked: 0 });
    expect(await events(made)).toEqual(before);
  });

  it("a judge and an entry that arrive at the same moment find each other", async () => {
    const made = await makeEdition(services, { phase: "OPEN" });
    const school = await makeUnit(services);
    const now = services.clock.now();
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const draft = await makeEntry(services, made.edition, { unitId: school.id });
      const newcomer = await makeUser(services);
      const submit = services.db.transact(async (tx) => {
        await tx.entry.update({ where: { id: draft.id }, data: { state: "SUBMITTED", code: `X-${attempt}` } });
        await tx.entryVersion.updateMany({ where: { entryId: draft.id }, data: { state: "SUBMITTED" } });
        await refreshConflicts(tx, { editionId: made.edition.id, entryId: draft.id, now });
      });
      const join = services.db.transact(async (tx) => {
        await tx.membership.create({ data: { userId: newcomer.userId, role: "JUDGE", editionId: made.edition.id, unitId: school.id } });
        await refreshConflicts(tx, { editionId: made.edition.id, userIds: [newcomer.userId], now });
      });
      await Promise.all([submit, join]);
      const found = await services.db.prisma.conflict.count({ where: { entryId: draft.id, userId: newcomer.userId, liftedAt: null } });
      expect(found).toBe(1);
    }
  });
});

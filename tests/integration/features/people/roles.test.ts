import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/access/roles";
import { endRole, grantRole, type RoleGrant } from "~/features/people/roles.server";
import { endAllSessions, makeResetLink, userPage, usersPage } from "~/features/people/users.server";
import { makeEdition } from "../../../factories/editions";
import { makeEntry } from "../../../factories/entries";
import { makeUnit, makeUser } from "../../../factories/people";
import { countStatements } from "../../../support/statements";
import { testServices, type TestServices } from "../../../support/services";

let test: TestServices;
let edition: Awaited<ReturnType<typeof makeEdition>>;
let secretary: Actor;

beforeAll(async () => {
  test = await testServices();
});
afterAll(() => test.close());
beforeEach(async () => {
  edition = await makeEdition(test.services, { phase: "JUDGING" });
  secretary = await makeUser(test.services, { role: "SECRETARY", editionId: edition.edition.id });
});

const now = () => test.clock.now();
const grant = (spec: Omit<RoleGrant, "now" | "actorId">) => test.services.db.transact((tx) => grantRole(tx, { ...spec, actorId: secretary.userId, now: now() }));
const membershipOf = (userId: string) => test.services.db.prisma.membership.findFirstOrThrow({ where: { userId }, orderBy: { createdAt: "desc" } });

async function end(actor: Actor, userId: string) {
  return endRole(test.services, { actor, membershipId: (await membershipOf(userId)).id, now: now() });
}

describe("giving a role", () => {
  it("finds the conflicts of interest of the person at once", async () => {
    const unit = await makeUnit(test.services);
    const entry = await makeEntry(test.services, edition.edition, { screening: "QUALIFIED", unitId: unit.id });
    const person = await makeUser(test.services);
    await grant({ userId: person.userId, role: "JUDGE", editionId: edition.edition.id, unitId: unit.id });
    const conflicts = await test.services.db.prisma.conflict.findMany({ where: { userId: person.userId } });
    expect(conflicts).toMatchObject([{ entryId: entry.id, kind: "SAME_UNIT", liftedAt: null }]);
  });

  it("twice is one role and one event", async () => {
    const person = await makeUser(test.services);
    const spec = { userId: person.userId, role: "CHAIR" as const, editionId: edition.edition.id };
    expect([await grant(spec), await grant(spec)]).toEqual([{ isNew: true }, { isNew: false }]);
    const events = await test.services.db.prisma.ledgerEvent.findMany({ where: { chain: "system", type: "ROLE_GRANTED" } });
    expect(events.filter(({ data }) => (data as { user: string }).user === person.userId)).toHaveLength(1);
  });

  it("of an edition needs one, and an administrator has none", async () => {
    const person = await makeUser(test.services);
    await expect(grant({ userId: person.userId, role: "JUDGE", editionId: null })).rejects.toThrow();
    await expect(grant({ userId: person.userId, role: "ADMINISTRATOR", editionId: edition.edition.id })).rejects.toThrow();
  });
});

describe("ending a role", () => {
  it("takes the rights, keeps the row and goes on record", async () => {
    const person = await makeUser(test.services, { role: "ORGANISER", editionId: edition.edition.id });
    expect(await end(secretary, person.userId)).toEqual({ ok: true, value: { userId: person.userId, role: "ORGANISER" } });
    expect(await membershipOf(person.userId)).toMatchObject({ endedAt: now() });
    expect(await end(secretary, person.userId)).toEqual({ ok: false, reason: "not_found" });
    const events = await test.services.db.prisma.ledgerEvent.findMany({ where: { chain: "system", type: "ROLE_ENDED", actor: secretary.userId } });
    expect(events).toMatchObject([{ data: { user: person.userId, role: "ORGANISER", edition: edition.edition.id } }]);
  });

  it("is possible to members of the same edition only, and the role of a stranger doesn't exist", async () => {
    const other = await makeEdition(test.services);
    const person = await makeUser(test.services, { role: "CHAIR", editionId: other.edition.id });
    expect(await end(secretary, person.userId)).toEqual({ ok: false, reason: "not_found" });
    expect(await end(await makeUser(test.services), person.userId)).toEqual({ ok: false, reason: "not_found" });
  });

  it("waits until a judge has no open sheet, and then takes the places in panels", async () => {
    const { db } = test.services;
    const person = await makeUser(test.services);
    const panel = await db.prisma.panel.create({ data: { editionId: edition.edition.id, roundId: edition.rounds[0]?.id ?? "", name: "Tiểu ban 1" } });
    await grant({ userId: person.userId, role: "JUDGE", editionId: edition.edition.id, panelId: panel.id });
    const judge = await db.prisma.judge.findFirstOrThrow({ where: { userId: person.userId } });
    const entry = await makeEntry(test.services, edition.edition, { screening: "QUALIFIED" });
    const assignment = await db.prisma.assignment.create({
      data: { editionId: edition.edition.id, roundId: panel.roundId, panelId: panel.id, entryId: entry.id, judgeId: judge.id, createdById: secretary.userId },
    });
    expect(await end(secretary, person.userId)).toEqual({ ok: false, reason: "judge_has_sheets" });
    await db.prisma.assignment.update({ where: { id: assignment.id }, data: { state: "REVOKED" } });
    expect((await end(secretary, person.userId)).ok).toBe(true);
    expect(await db.prisma.panelMember.count({ where: { judgeId: judge.id } })).toBe(0);
    expect(await db.prisma.judge.findUnique({ where: { id: judge.id } })).toMatchObject({ code: judge.code });
  });

  it("never takes the last administrator, also when two end each other at once", async () => {
    const [one, two] = [await makeUser(test.services, { role: "ADMINISTRATOR" }), await makeUser(test.services, { role: "ADMINISTRATOR" })];
    const answers = await Promise.all([end(one, two.userId), end(two, one.userId)]);
    expect(answers.map((answer) => (answer.ok ? "ended" : answer.reason)).sort()).toEqual(["ended", "last_administrator"]);
    expect(await test.services.db.prisma.membership.count({ where: { role: "ADMINISTRATOR", endedAt: null } })).toBe(1);
  });
});

describe("the administrator's view of accounts", () => {
  it("is refused to everybody else", async () => {
    const person = await makeUser(test.services);
    const filter = { search: "", role: null, page: 1 };
    expect(await usersPage(test.services, { actor: secretary, filter, now: now() })).toEqual({ ok: false, reason: "forbidden" });
    expect(await userPage(test.services, { actor: secretary, id: person.userId, now: now() })).toEqual({ ok: false, reason: "forbidden" });
    expect(await makeResetLink(test.services, { actor: secretary, id: person.userId, now: now() })).toEqual({ ok: false, reason: "forbidden" });
    expect(await endAllSessions(test.services, { actor: secretary, id: person.userId })).toEqual({ ok: false, reason: "forbidden" });
  });

  it("finds people without diacritics and by number, with the same few statements for one row and three", async () => {
    const actor = await makeUser(test.services, { role: "ADMINISTRATOR" });
    const search = async (text: string) => {
      const { value, count } = await countStatements(test.services.db.pool, () => usersPage(test.services, { actor, filter: { search: text, role: null, page: 1 }, now: now() }));
      return { names: value.ok ? value.value.rows.map(({ name }) => name) : [], count };
    };
    await makeUser(test.services, { name: "Đặng Thị Duy Nhất", phone: "+84987000001", role: "JUDGE", editionId: edition.edition.id });
    const one = await search("dang duy NHAT");
    expect(one).toEqual({ names: ["Đặng Thị Duy Nhất"], count: 2 });
    expect((await search("0987000001")).names).toEqual(["Đặng Thị Duy Nhất"]);
    await makeUser(test.services, { name: "Đặng Duy Nhất Nhì" });
    await makeUser(test.services, { name: "Đặng Duy Nhất Ba" });
    expect(await search("dang duy nhat")).toEqual({ names: ["Đặng Duy Nhất Ba", "Đặng Duy Nhất Nhì", "Đặng Thị Duy Nhất"], count: 2 });
    expect((await search("100%_\\")).names).toEqual([]);
  });
});

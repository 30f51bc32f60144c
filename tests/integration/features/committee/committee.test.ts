import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { committeeOf } from "~/data/committee.server";
import { eraseTextsWith } from "~/data/erasure-texts.server";
import { verifyChain } from "~/data/ledger-verify.server";
import { NAME_GONE } from "~/domain/retention/retention";
import { fillFromAccounts, removeMember, saveMember, setJudgeFee } from "~/features/committee/commands.server";
import type { CommitteeName, MemberInput } from "~/features/committee/schemas";
import { makeEdition } from "../../../factories/editions";
import { makeUser } from "../../../factories/people";
import { testServices } from "../../../support/services";

const { services, clock, close } = await testServices();
afterAll(close);

async function scene() {
  const made = await makeEdition(services, { phase: "OPEN" });
  const editionId = made.edition.id;
  const secretary = await makeUser(services, { role: "SECRETARY", editionId, name: "Trần Thị Thư" });
  const act = { actor: secretary, editionId, now: clock.now() };
  const save = (input: Partial<MemberInput> & { id: string }, committee: CommitteeName = "ORGANISING") =>
    saveMember(services, { ...act, committee, input: { version: 0, name: "Nguyễn Văn A", post: "", role: "Ủy viên", position: 1, validFrom: undefined, validTo: undefined, userId: "", ...input } });
  const list = (committee: CommitteeName = "ORGANISING") => committeeOf(services.db.prisma, editionId, committee);
  const events = async () => (await services.db.prisma.ledgerEvent.findMany({ where: { chain: editionId, type: { in: ["COMMITTEE_CHANGED", "JUDGE_FEE_SET"] } }, orderBy: { seq: "asc" } })).map(({ type, data }) => ({ type, data }));
  return { made, editionId, secretary, act, save, list, events };
}

describe("a committee", () => {
  it("takes people with and without account, in their order, and puts a hash of it on record, no name", async () => {
    const { save, list, events, editionId } = await scene();
    expect(await save({ id: randomUUID(), name: "Lê Thị Hai", position: 2 })).toMatchObject({ ok: true });
    expect(await save({ id: randomUUID(), name: "Phan Văn Một", role: "Trưởng ban", position: 1, validFrom: "2026-11-01", validTo: "2026-12-31" })).toMatchObject({ ok: true });
    expect((await list()).map(({ name, role, validFrom, validTo }) => [name, role, validFrom, validTo])).toEqual([
      ["Phan Văn Một", "Trưởng ban", "2026-11-01", "2026-12-31"],
      ["Lê Thị Hai", "Ủy viên", null, null],
    ]);
    await save({ id: randomUUID(), name: "Hà Thị Mới", position: 1 });
    expect((await list()).map(({ name, position }) => [name, position])).toEqual([["Hà Thị Mới", 1], ["Phan Văn Một", 2], ["Lê Thị Hai", 3]]);
    const hash = expect.stringMatching(/^[0-9a-f]{64}$/) as string;
    const [, phan, le] = (await list()).map(({ id }) => ({ member: id, row: hash }));
    expect((await events()).slice(0, 2)).toEqual([
      { type: "COMMITTEE_CHANGED", data: { committee: "ORGANISING", members: 1, change: hash, seats: [le] } },
      { type: "COMMITTEE_CHANGED", data: { committee: "ORGANISING", members: 2, change: hash, seats: [phan, le] } },
    ]);
    expect(await verifyChain(services.db, editionId, null)).toMatchObject({ faults: [], differences: [] });
  });

  it.each([
    ["changed", `UPDATE "CommitteeMember" SET "name" = 'Người Khác' WHERE "id" = $1::uuid`],
    ["moved", `UPDATE "CommitteeMember" SET "position" = 9 WHERE "id" = $1::uuid`],
    ["put on another committee", `UPDATE "CommitteeMember" SET "committee" = 'JURY' WHERE "id" = $1::uuid`],
    ["given another account", `UPDATE "CommitteeMember" SET "userId" = NULL WHERE "id" = $1::uuid`],
    ["given another term", `UPDATE "CommitteeMember" SET "validTo" = '2030-01-01' WHERE "id" = $1::uuid`],
    ["taken off", `DELETE FROM "CommitteeMember" WHERE "id" = $1::uuid`],
  ])("a member who was %s by SQL is named by the verification of the record", async (_, statement) => {
    const { save, editionId, secretary } = await scene();
    const id = randomUUID();
    await save({ id, name: secretary.name, userId: secretary.userId });
    await save({ id: randomUUID(), name: "Lê Thị Hai", position: 2 });
    expect(await verifyChain(services.db, editionId, null)).toMatchObject({ faults: [], differences: [] });
    await services.db.pool.query(statement, [id]);
    expect((await verifyChain(services.db, editionId, null)).differences.map(({ row }) => row)).toEqual([`CommitteeMember ${id}`]);
  });

  it("a member who was added by SQL is named, also on a committee that no event speaks of", async () => {
    const { editionId } = await scene();
    const { id } = await services.db.prisma.committeeMember.create({ data: { editionId, committee: "JURY", name: "Người Lạ", role: "Giám khảo", position: 1 } });
    expect((await verifyChain(services.db, editionId, null)).differences.map(({ row }) => row)).toEqual([`CommitteeMember ${id}`]);
  });

  it("names nobody any more once somebody on it was erased, and verifies all the same", async () => {
    const { save, editionId, secretary, list } = await scene();
    await save({ id: randomUUID(), name: secretary.name, userId: secretary.userId });
    await save({ id: randomUUID(), name: "Lê Thị Hai", position: 2 });
    await eraseTextsWith(services.db.prisma, editionId, secretary.name, clock.now());
    await services.db.prisma.committeeMember.updateMany({ where: { editionId, userId: secretary.userId }, data: { name: NAME_GONE, post: "" } });
    expect(await services.db.prisma.erasableText.count({ where: { chain: editionId, erasedAt: null } })).toBe(0);
    expect(await list()).toHaveLength(2);
    expect(await verifyChain(services.db, editionId, null)).toMatchObject({ faults: [], differences: [] });
  });

  it("the same new person sent twice is one; a stale change overwrites nothing; what says the same is no event", async () => {
    const { save, list, events } = await scene();
    const id = randomUUID();
    await save({ id });
    expect(await save({ id })).toMatchObject({ ok: true });
    expect(await save({ id, version: 1, role: "Trưởng ban" })).toMatchObject({ ok: true });
    expect(await save({ id, version: 1, role: "Thư ký" })).toEqual({ ok: false, reason: "version_conflict" });
    expect(await save({ id, version: 2, role: "Trưởng ban" })).toMatchObject({ ok: true });
    expect((await list()).map(({ role, version }) => [role, version])).toEqual([["Trưởng ban", 2]]);
    expect(await events()).toHaveLength(2);
  });

  it("refuses a term that ends before it begins, an account from elsewhere, an account twice, a member of another committee", async () => {
    const { save, secretary } = await scene();
    const stranger = await makeUser(services);
    expect(await save({ id: randomUUID(), validFrom: "2026-12-01", validTo: "2026-11-01" })).toEqual({ ok: false, reason: "term_reversed" });
    expect(await save({ id: randomUUID(), userId: stranger.userId })).toEqual({ ok: false, reason: "account_unknown" });
    const id = randomUUID();
    expect(await save({ id, userId: secretary.userId })).toMatchObject({ ok: true });
    expect(await save({ id: randomUUID(), userId: secretary.userId })).toEqual({ ok: false, reason: "already_listed" });
    expect(await save({ id, version: 1 }, "JURY")).toEqual({ ok: false, reason: "not_found" });
  });

  it("holds 200 people and not one more", async () => {
    const { save, editionId, list } = await scene();
    await services.db.prisma.committeeMember.createMany({ data: Array.from({ length: 200 }, (_, index) => ({ editionId, committee: "ORGANISING" as const, name: `Người ${index}`, role: "Ủy viên", position: index + 1 })) });
    expect(await save({ id: randomUUID() })).toEqual({ ok: false, reason: "too_many" });
    expect(await list()).toHaveLength(200);
  });

  it("is filled from the accounts of its roles, once", async () => {
    const { act, list, editionId } = await scene();
    await makeUser(services, { role: "CHAIR", editionId, name: "Chủ Tịch" });
    await makeUser(services, { role: "JUDGE", editionId, name: "Bùi Giám Khảo" });
    await makeUser(services, { role: "ORGANISER", editionId, name: "Tổ Chức" });
    const fill = (committee: CommitteeName) => fillFromAccounts(services, { ...act, committee });
    expect([await fill("JURY"), await fill("SECRETARIAT"), await fill("JURY")]).toEqual([{ ok: true, value: 2 }, { ok: true, value: 1 }, { ok: true, value: 0 }]);
    expect((await list("JURY")).map(({ name, role }) => [name, role])).toEqual([["Chủ Tịch", "Chủ tịch Hội đồng"], ["Bùi Giám Khảo", "Giám khảo"]]);
    expect((await list("SECRETARIAT")).map(({ name }) => name)).toEqual(["Trần Thị Thư"]);
  });

  it("lets somebody go by the version that was looked at, and again without harm", async () => {
    const { save, act, list } = await scene();
    const id = randomUUID();
    await save({ id });
    const remove = (version: number) => removeMember(services, { ...act, committee: "ORGANISING", input: { id, version } });
    expect(await remove(7)).toEqual({ ok: false, reason: "version_conflict" });
    expect([await remove(1), await remove(1)]).toMatchObject([{ ok: true }, { ok: true }]);
    expect(await list()).toEqual([]);
  });

  it("is nobody else's: a chair may not, people from elsewhere find nothing", async () => {
    const { editionId, act } = await scene();
    const chair = await makeUser(services, { role: "CHAIR", editionId });
    const entrant = await makeUser(services);
    const fill = (actor: typeof chair) => fillFromAccounts(services, { ...act, actor, committee: "JURY" });
    expect([await fill(chair), await fill(entrant)]).toEqual([{ ok: false, reason: "forbidden" }, { ok: false, reason: "not_found" }]);
  });
});

describe("the judges' fee", () => {
  it("is set from what was looked at, and stands on record", async () => {
    const { act, events, editionId } = await scene();
    const set = (before: number, fee: number) => setJudgeFee(services, { ...act, input: { before, fee } });
    expect([await set(0, 50_000), await set(0, 60_000), await set(50_000, 50_000)]).toMatchObject([{ ok: true }, { ok: false, reason: "version_conflict" }, { ok: true }]);
    expect(await events()).toEqual([{ type: "JUDGE_FEE_SET", data: { fee: 50_000 } }]);
    expect((await services.db.prisma.edition.findUniqueOrThrow({ where: { id: editionId } })).judgeFee).toBe(50_000);
  });
});

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { matchUnit, unitOptions } from "~/data/units.server";
import type { Actor } from "~/domain/access/roles";
import { createUnit, createUnitFromName, editUnit, linkName, mergeUnits } from "~/features/units/commands.server";
import { unitPage, unitsPage, unmatchedPage } from "~/features/units/queries.server";
import { makeEdition } from "../../../factories/editions";
import { makeEntry } from "../../../factories/entries";
import { makeUnit, makeUser } from "../../../factories/people";
import { countStatements } from "../../../support/statements";
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

const now = () => test.clock.now();
const prisma = () => test.services.db.prisma;
const content = (name: string) => ({ name, kind: "SCHOOL" as const, parentId: null, otherNames: [], confirmed: false });
const create = (name: string, extra: object = {}) => createUnit(test.services, { actor: secretary, now: now(), input: { ...content(name), id: randomUUID(), ...extra } });

async function made(name: string, extra: object = {}): Promise<string> {
  const unit = await create(name, extra);
  if (!unit.ok) throw new Error(unit.reason);
  return unit.value;
}

describe("the register", () => {
  it("is closed to whoever does not keep it", async () => {
    const judge = await makeUser(test.services, { role: "JUDGE", editionId: edition.id });
    const act = { actor: judge, now: now() };
    const id = (await makeUnit(test.services)).id;
    expect(await createUnit(test.services, { ...act, input: { ...content("Trường A"), id: randomUUID() } })).toEqual({ ok: false, reason: "forbidden" });
    expect(await editUnit(test.services, { ...act, id, input: { ...content("Trường A"), version: 1 } })).toEqual({ ok: false, reason: "forbidden" });
    expect(await mergeUnits(test.services, { ...act, id, input: { intoId: randomUUID(), version: 1 } })).toEqual({ ok: false, reason: "forbidden" });
    expect(await linkName(test.services, { ...act, input: { typedName: "x", unitId: id } })).toEqual({ ok: false, reason: "forbidden" });
  });

  it("makes one unit when the form is sent twice at once", async () => {
    const input = { ...content("Trường Tiểu học Gửi Hai Lần"), id: randomUUID() };
    const both = await Promise.all([1, 2].map(() => createUnit(test.services, { actor: secretary, now: now(), input })));
    expect(both).toEqual([{ ok: true, value: input.id }, { ok: true, value: input.id }]);
    expect(await prisma().unit.count({ where: { name: input.name } })).toBe(1);
  });

  it("asks before it takes a second unit of the same name, former names included", async () => {
    const id = await made("Trường THCS Cẩm Nhượng", { otherNames: ["Trường PTCS Cẩm Nhượng"] });
    const namesakes = [{ id, name: "Trường THCS Cẩm Nhượng" }];
    expect(await create("trường thcs  cẩm nhượng".replace("  ", " "))).toEqual({ ok: false, reason: "same_name", namesakes });
    expect(await create("Trường PTCS Cẩm Nhượng")).toEqual({ ok: false, reason: "same_name", namesakes });
    expect((await create("Trường THCS Cẩm Nhượng", { confirmed: true })).ok).toBe(true);
  });

  it("keeps the former name of a unit that was renamed, so that typed text still finds it", async () => {
    const id = await made("Trường THPT Cẩm Bình");
    const renamed = await editUnit(test.services, { actor: secretary, now: now(), id, input: { ...content("Trường THPT Phan Đình Giót"), version: 1 } });
    expect(renamed).toEqual({ ok: true, value: null });
    expect(await matchUnit(prisma(), "Trường THPT Cẩm Bình")).toBe(id);
    expect(await unitPage(test.services, id, "")).toMatchObject({ name: "Trường THPT Phan Đình Giót", otherNames: ["Trường THPT Cẩm Bình"], version: 2 });
  });

  it("notices a lost race and overwrites nothing", async () => {
    const id = await made("Trường hai người sửa");
    const edit = (name: string) => editUnit(test.services, { actor: secretary, now: now(), id, input: { ...content(name), version: 1 } });
    const both = await Promise.all([edit("Trường sửa một"), edit("Trường sửa hai")]);
    expect(both.map((one) => (one.ok ? "saved" : one.reason)).sort()).toEqual(["saved", "version_conflict"]);
    expect(await unitPage(test.services, id, "")).toMatchObject({ version: 2 });
  });

  it("never closes a circle of parents, also when two are moved at once", async () => {
    const top = await made("Xã vòng trên", { kind: "COMMUNE" });
    const middle = await made("Trường vòng giữa", { parentId: top });
    const low = await made("Lớp vòng dưới", { parentId: middle });
    const move = (id: string, name: string, parentId: string) => editUnit(test.services, { actor: secretary, now: now(), id, input: { ...content(name), parentId, version: 1 } });
    expect(await move(top, "Xã vòng trên", low)).toEqual({ ok: false, reason: "parent_within" });
    expect(await move(top, "Xã vòng trên", top)).toEqual({ ok: false, reason: "parent_within" });
    expect(await move(top, "Xã vòng trên", randomUUID())).toEqual({ ok: false, reason: "parent_unknown" });
    const [one, two] = [await made("Vòng một"), await made("Vòng hai")];
    const both = await Promise.all([move(one, "Vòng một", two), move(two, "Vòng hai", one)]);
    expect(both.map((answer) => (answer.ok ? "moved" : answer.reason)).sort()).toEqual(["moved", "parent_within"]);
  });

  it("is searched without diacritics, by former names too, in the same few statements for one row and three", async () => {
    const search = async (text: string) => {
      const { value, count } = await countStatements(test.services.db.pool, () => unitsPage(test.services, { viewerId: "", search: text, kind: null, page: 1 }));
      return { names: value.rows.map(({ name }) => name), total: value.total, count };
    };
    await made("Trường Mầm non Đỗ Quyên", { otherNames: ["Nhà trẻ Hoa Sim"] });
    const one = await search("nha tre HOA sim");
    expect(one).toEqual({ names: ["Trường Mầm non Đỗ Quyên"], total: 1, count: one.count });
    await made("Trường Mầm non Đỗ Quyên 2");
    await made("Trường Mầm non Đỗ Quyên 3");
    expect(await search("do quyen")).toMatchObject({ total: 3, count: one.count });
    expect((await search("đỗ_quyên%")).total).toBe(0);
  });

  it("offers units that were not merged", async () => {
    const [from, into] = [await made("Trường sắp gộp A"), await made("Trường sắp gộp B")];
    await mergeUnits(test.services, { actor: secretary, now: now(), id: from, input: { intoId: into, version: 1 } });
    const ids = (await unitOptions(prisma())).map(({ id }) => id);
    expect([ids.includes(from), ids.includes(into)]).toEqual([false, true]);
  });
});

describe("matching a typed name", () => {
  it("reads blanks, case, Unicode form and the place of a tone alike", async () => {
    const id = await made("Trường THCS Lệ Thủy");
    for (const typed of ["trường thcs lệ thuỷ", " Trường  THCS Lệ Thủy. ", "TRƯỜNG THCS LỆ THỦY".normalize("NFD"), "truong thcs le thuy"]) {
      expect(await matchUnit(prisma(), typed), typed).toBe(id);
    }
  });

  it("answers null for another tone, for namesakes and for nothing", async () => {
    await made("Trường THCS Kỳ Hà");
    expect(await matchUnit(prisma(), "Trường THCS Kỳ Hạ")).toBeNull();
    await makeUnit(test.services, { name: "Trường THCS Kỳ Hà" });
    expect(await matchUnit(prisma(), "Trường THCS Kỳ Hà")).toBeNull();
    expect(await matchUnit(prisma(), "  ")).toBeNull();
  });
});

describe("typed names without a unit", () => {
  it("are listed with where they stand and what is like them, grouped without regard to case", async () => {
    const unit = await made("Trường Tiểu học Cẩm Quang");
    const typed = "Trường TH Cẩm Quang";
    await makeEntry(test.services, edition, { state: "SUBMITTED", unitName: typed, authors: [{}, {}], supervisorName: "Thầy Nam", supervisorUnitName: typed.toUpperCase() });
    await makeEntry(test.services, edition, { unitName: `${typed} ` });
    await makeEntry(test.services, edition, { state: "WITHDRAWN", unitName: typed });
    const row = (await unmatchedPage(test.services, { viewerId: "", page: 1 })).rows.find(({ name }) => name.trim() === typed);
    expect(row).toMatchObject({ entries: 2, authors: 3, supervisors: 1 });
    expect(row?.suggestions[0]).toEqual({ id: unit, name: "Trường Tiểu học Cẩm Quang", kind: "SCHOOL" });
  });

  it("are linked everywhere at once, stay as typed, and are found the next time", async () => {
    const unit = await made("Trường Tiểu học Cẩm Sơn");
    const typed = "TH Cẩm Sơn";
    const entry = await makeEntry(test.services, edition, { state: "SUBMITTED", unitName: typed, supervisorUnitName: typed });
    const linked = await linkName(test.services, { actor: secretary, now: now(), input: { typedName: typed, unitId: unit } });
    expect(linked).toEqual({ ok: true, value: 3 });
    const version = await prisma().entryVersion.findFirstOrThrow({ where: { entryId: entry.id }, include: { authors: true } });
    expect(version).toMatchObject({ unitId: unit, unitName: typed, supervisorUnitId: unit, authors: [{ unitId: unit, unitName: typed }] });
    expect(await matchUnit(prisma(), typed)).toBe(unit);
    expect((await unmatchedPage(test.services, { viewerId: "", page: 1 })).rows.map(({ name }) => name)).not.toContain(typed);
  });

  it("become a unit of their own, once however often it is sent", async () => {
    const typed = "Hợp tác xã Rau sạch Cẩm Lạc";
    await makeEntry(test.services, edition, { unitName: typed });
    const input = { id: randomUUID(), typedName: typed, kind: "ENTERPRISE" as const };
    const send = () => createUnitFromName(test.services, { actor: secretary, now: now(), input });
    expect([await send(), await send()]).toEqual([{ ok: true, value: 2 }, { ok: true, value: 0 }]);
    expect(await prisma().unit.findMany({ where: { name: typed }, select: { id: true, kind: true } })).toEqual([{ id: input.id, kind: "ENTERPRISE" }]);
  });

  it("linked to a judge's unit make a conflict of interest that takes the assignment back", async () => {
    const unit = await makeUnit(test.services, { name: "Trường THPT Hà Huy Tập" });
    const judge = await makeUser(test.services, { role: "JUDGE", editionId: edition.id });
    const row = await prisma().judge.create({ data: { editionId: edition.id, userId: judge.userId, code: "GK77", unitId: unit.id } });
    const entry = await makeEntry(test.services, edition, { screening: "QUALIFIED", unitName: "THPT HHT" });
    const round = await prisma().round.findFirstOrThrow({ where: { editionId: edition.id } });
    const panel = await prisma().panel.create({ data: { editionId: edition.id, roundId: round.id, name: "Tiểu ban khớp tên" } });
    await prisma().assignment.create({
      data: { editionId: edition.id, roundId: round.id, panelId: panel.id, entryId: entry.id, judgeId: row.id, createdById: secretary.userId },
    });
    await linkName(test.services, { actor: secretary, now: now(), input: { typedName: "thpt hht", unitId: unit.id } });
    expect(await prisma().conflict.findMany({ where: { entryId: entry.id, userId: judge.userId } })).toMatchObject([{ kind: "SAME_UNIT", liftedAt: null }]);
    expect(await prisma().assignment.findFirst({ where: { entryId: entry.id } })).toMatchObject({ state: "REVOKED" });
  });

  it("are not linked to a unit that is gone", async () => {
    const [from, into] = [await made("Trường đã gộp C"), await made("Trường đã gộp D")];
    await mergeUnits(test.services, { actor: secretary, now: now(), id: from, input: { intoId: into, version: 1 } });
    for (const unitId of [from, randomUUID()]) {
      expect(await linkName(test.services, { actor: secretary, now: now(), input: { typedName: "x", unitId } })).toEqual({ ok: false, reason: "not_found" });
    }
  });
});

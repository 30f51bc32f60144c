import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/access/roles";
import { startMeeting, stepMeeting, type MeetingStep, type StartInput } from "~/features/judging/commands-meeting.server";
import { agendaOf, judgesMeetingView, meetingsView, ownMeetings, projectorView, stampOf } from "~/features/judging/queries-meeting.server";
import type { Services } from "~/features/services";
import { draftSheet, lockSheet } from "../../../factories/judging";
import { at, criteriaOf, makeScene, type Scene } from "../../../factories/judging-scene";
import { makeUser } from "../../../factories/people";
import { testServices, TEST_DAY, type TestServices } from "../../../support/services";
import { countStatements } from "../../../support/statements";

let test: TestServices;
let services: Services;
beforeAll(async () => {
  test = await testServices();
  services = test.services;
});
afterAll(() => test.close());

const now = TEST_DAY;
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const codes = (scene: Scene) => scene.entries.map(({ code }) => code ?? "");

const inputOf = (scene: Scene, extra: Partial<StartInput> = {}): StartInput => ({ id: randomUUID(), roundId: scene.panel.roundId, panelId: scene.panel.id, title: "Họp hội đồng", source: "all", ...extra });

async function start(scene: Scene, extra: Partial<StartInput> = {}, actor: Actor = scene.chair) {
  const done = await startMeeting(services, { actor, editionId: scene.made.edition.id, now, input: inputOf(scene, extra) });
  if (!done.ok) throw new Error(done.reason);
  return done.value.id;
}

const wall = async (scene: Scene, meetingId: string, actor: Actor = scene.secretary, mayInspect = true) => {
  const found = await projectorView(services, { actor, editionId: scene.made.edition.id, meetingId, now, mayInspect });
  if (!found.ok) throw new Error(found.reason);
  return found.value;
};

async function step(scene: Scene, meetingId: string, what: MeetingStep, version?: number, actor: Actor = scene.chair) {
  const known = version ?? (await services.db.prisma.juryMeeting.findUniqueOrThrow({ where: { id: meetingId } })).version;
  return stepMeeting(services, { actor, editionId: scene.made.edition.id, now, meetingId, version: known, step: what });
}

const phone = async (meetingId: string, actor: Actor, when = now) => {
  const found = await judgesMeetingView(services, { actor, meetingId, now: when });
  if (!found.ok) throw new Error(found.reason);
  return found.value;
};

const bar = (scene: Scene, entry: number, userId: string) =>
  services.db.prisma.conflict.create({ data: { editionId: scene.made.edition.id, entryId: at(scene.entries, entry).id, userId, kind: "DECLARED" } });

describe("a meeting of the jury", () => {
  it("goes through its agenda and back, and ends", async () => {
    const scene = await makeScene(services, { entries: 2 });
    const id = await start(scene);
    const [first, second] = codes(scene);
    expect(await wall(scene, id)).toMatchObject({ entry: null, position: null, total: 2, isOver: false });
    await step(scene, id, "next");
    expect(await wall(scene, id)).toMatchObject({ entry: { code: first }, position: 1, since: now });
    await step(scene, id, "next");
    expect((await wall(scene, id)).entry?.code).toBe(second);
    const before = await services.db.prisma.juryMeeting.findUniqueOrThrow({ where: { id } });
    expect(await step(scene, id, "next")).toEqual({ ok: true, value: { version: before.version } });
    await step(scene, id, "previous");
    expect((await wall(scene, id)).entry?.code).toBe(first);
    await step(scene, id, "clear");
    expect((await wall(scene, id)).entry).toBeNull();
    await step(scene, id, "end");
    expect(await wall(scene, id)).toMatchObject({ isOver: true, entry: null });
    expect(await step(scene, id, "next")).toEqual({ ok: false, reason: "meeting_over" });
    expect(await ownMeetings(services, scene.judges[0].actor)).toEqual([]);
  });

  it("two who press at once move one entry on; a page that is behind moves nothing", async () => {
    const scene = await makeScene(services, { entries: 3 });
    const id = await start(scene);
    const both = await Promise.all([step(scene, id, "next", 1), step(scene, id, "next", 1, scene.secretary)]);
    expect(both.map((done) => (done.ok ? "moved" : done.reason)).toSorted()).toEqual(["moved", "version_conflict"]);
    expect((await wall(scene, id)).position).toBe(1);
  });

  it("has an agenda by hand: up, down, dropped, straight to one; or only entries on which judges differ", async () => {
    const scene = await makeScene(services, { entries: 3 });
    const id = await start(scene);
    const [a, b, c] = scene.entries.map((entry) => entry.id);
    if (!a || !b || !c) throw new Error("three entries are needed");
    await step(scene, id, { down: a });
    await step(scene, id, { up: c });
    await step(scene, id, { drop: a });
    await step(scene, id, { to: c });
    const agenda = await agendaOf(services, { actor: scene.chair, editionId: scene.made.edition.id, meetingId: id });
    expect(agenda.ok && agenda.value.map((line) => [line.id, line.current])).toEqual([[b, false], [c, true]]);
    await services.db.prisma.edition.update({ where: { id: scene.made.edition.id }, data: { maxSpread: 50_000 } });
    await expect(start(scene, { source: "spread" })).rejects.toThrow("agenda_empty");
    for (const [index, assignment] of at(scene.assignments, 1).entries()) await lockSheet(services, assignment, String(5 + index * 3));
    const spread = await start(scene, { source: "spread" });
    expect((await wall(scene, spread)).total).toBe(1);
  });

  it("where judges differ, names no entry before all its sheets are locked, and none that whoever starts it may not read", async () => {
    const scene = await makeScene(services, { entries: 3 });
    await services.db.prisma.edition.update({ where: { id: scene.made.edition.id }, data: { maxSpread: 50_000 } });
    for (const row of scene.assignments) for (const [index, assignment] of row.slice(0, 2).entries()) await lockSheet(services, assignment, String(5 + index * 5));
    await expect(start(scene, { source: "spread" })).rejects.toThrow("agenda_empty");
    for (const row of scene.assignments.slice(0, 2)) await lockSheet(services, at(row, 2), "8");
    await bar(scene, 0, scene.chair.userId);
    const agenda = async (actor: Actor) => {
      const id = await start(scene, { source: "spread" }, actor);
      return (await services.db.prisma.juryMeeting.findUniqueOrThrow({ where: { id } })).agenda;
    };
    expect(await agenda(scene.chair)).toEqual([at(scene.entries, 1).id]);
    expect(await agenda(scene.secretary)).toEqual([at(scene.entries, 0).id, at(scene.entries, 1).id]);
  });

  it("is led by chair and secretary only, and started once by a form sent twice", async () => {
    const scene = await makeScene(services);
    const organiser = await makeUser(services, { role: "ORGANISER", editionId: scene.made.edition.id });
    const id = randomUUID();
    const act = (actor: Actor) => startMeeting(services, { actor, editionId: scene.made.edition.id, now, input: inputOf(scene, { id }) });
    expect(await act(organiser)).toMatchObject({ reason: "forbidden" });
    expect(await act(scene.judges[0].actor)).toMatchObject({ reason: "not_found" });
    expect(await Promise.all([act(scene.chair), act(scene.secretary)])).toEqual([{ ok: true, value: { id } }, { ok: true, value: { id } }]);
    const other = await makeScene(services);
    expect(await startMeeting(services, { actor: other.chair, editionId: other.made.edition.id, now, input: inputOf(scene) })).toMatchObject({ reason: "not_found" });
    expect(await step(other, id, "next", 1)).toMatchObject({ reason: "not_found" });
    expect(await step(scene, id, "next", 1, organiser)).toMatchObject({ reason: "forbidden" });
    expect(await projectorView(services, { actor: other.chair, editionId: other.made.edition.id, meetingId: id, now, mayInspect: true })).toEqual({ ok: false, reason: "not_found" });
  });
});

describe("what the wall and the phones show", () => {
  it("no scores before all sheets are locked, then the totals for whoever may see them, and none for whoever judges elsewhere or may not inspect", async () => {
    const scene = await makeScene(services);
    const id = await start(scene);
    await step(scene, id, "next");
    const [a, b, c] = at(scene.assignments, 0);
    if (!a || !b || !c) throw new Error("three assignments are needed");
    await lockSheet(services, a, "10");
    await lockSheet(services, b, "11");
    await draftSheet(services, c, { [at(criteriaOf(scene), 0).code]: "3" });
    expect((await wall(scene, id)).scores).toEqual({ kind: "open", locked: 2, of: 3 });
    await lockSheet(services, c, "12");
    const n = criteriaOf(scene).length;
    const shown = { kind: "shown", lines: [10, 11, 12].map((score, index) => ({ judge: `GK0${index + 1}`, total: String(score * n) })), spread: String(2 * n) };
    expect((await wall(scene, id)).scores).toEqual(shown);
    expect((await wall(scene, id, scene.secretary, false)).scores).toEqual({ kind: "withheld" });
  });

  it("tells who must leave; a judge in conflict reads that on the own phone and nothing of the entry", async () => {
    const scene = await makeScene(services, { entries: 2, unassigned: true });
    const [a, b] = scene.judges;
    await bar(scene, 0, b.actor.userId);
    const id = await start(scene, { panelId: null });
    await step(scene, id, "next");
    const view = await wall(scene, id);
    expect(view.leave).toEqual([b.actor.name]);
    expect(view.stay.map(({ name }) => name)).not.toContain(b.actor.name);
    const barred = await phone(id, b.actor);
    expect(barred).toMatchObject({ mustLeave: true, entry: null, position: null, assignmentId: null });
    expect(JSON.stringify(barred)).not.toContain(at(scene.entries, 0).code);
    expect(JSON.stringify(barred)).not.toContain(at(scene.entries, 0).title);
    expect(await phone(id, a.actor)).toMatchObject({ mustLeave: false, entry: { code: at(scene.entries, 0).code } });
    await step(scene, id, "next");
    expect(await phone(id, b.actor)).toMatchObject({ mustLeave: false, entry: { code: at(scene.entries, 1).code } });
  });

  it("a judge who left sits in no meeting", async () => {
    const scene = await makeScene(services);
    const [gone] = scene.judges;
    const id = await start(scene);
    await step(scene, id, "next");
    await services.db.prisma.judge.update({ where: { id: gone.id }, data: { leftAt: now } });
    expect((await wall(scene, id)).stay.map(({ name }) => name)).not.toContain(gone.actor.name);
    expect(await ownMeetings(services, gone.actor)).toEqual([]);
    expect(await judgesMeetingView(services, { actor: gone.actor, meetingId: id, now })).toEqual({ ok: false, reason: "not_found" });
  });

  it("a projector on which somebody in conflict is signed in shows nothing of the entry, and the agenda keeps it without a name", async () => {
    const scene = await makeScene(services);
    await bar(scene, 0, scene.chair.userId);
    const id = await start(scene);
    await step(scene, id, "next");
    const view = await wall(scene, id, scene.chair);
    expect(view).toMatchObject({ mustLeave: true, entry: null, leave: [], scores: null });
    const agenda = await agendaOf(services, { actor: scene.chair, editionId: scene.made.edition.id, meetingId: id });
    expect(agenda).toEqual({ ok: true, value: [] });
  });

  it("counts and orders for each person the entries they may know of: others are as if they were not there", async () => {
    const scene = await makeScene(services, { entries: 4, unassigned: true });
    const [judge] = scene.judges;
    const id = await start(scene, { panelId: null });
    const [a, b, c, d] = scene.entries.map((entry) => entry.id);
    if (!a || !b || !c || !d) throw new Error("four entries are needed");
    for (const person of [scene.chair, judge.actor]) await bar(scene, 1, person.userId);
    const order = async () => (await services.db.prisma.juryMeeting.findUniqueOrThrow({ where: { id } })).agenda;
    const agenda = await agendaOf(services, { actor: scene.chair, editionId: scene.made.edition.id, meetingId: id });
    expect(agenda.ok && agenda.value.map((line) => line.id)).toEqual([a, c, d]);
    await step(scene, id, { up: c });
    expect(await order()).toEqual([c, b, a, d]);
    await step(scene, id, { drop: b });
    expect(await order()).toEqual([c, b, a, d]);
    await step(scene, id, { to: a });
    expect(await wall(scene, id, scene.chair)).toMatchObject({ position: 2, total: 3 });
    expect(await phone(id, judge.actor)).toMatchObject({ position: 2, total: 3 });
    expect(await wall(scene, id)).toMatchObject({ position: 3, total: 4 });
    expect((await ownMeetings(services, judge.actor)).map(({ entries }) => entries)).toEqual([3]);
    const listed = async (actor: Actor) => (await meetingsView(services, { editionId: scene.made.edition.id, actor })).meetings.map(({ entries }) => entries);
    expect([await listed(scene.chair), await listed(scene.secretary)]).toEqual([[3], [4]]);
    await step(scene, id, { to: b }, undefined, scene.secretary);
    expect(await phone(id, judge.actor)).toMatchObject({ mustLeave: true, position: null, total: 3, entry: null });
    expect(await wall(scene, id, scene.chair)).toMatchObject({ mustLeave: true, position: null, since: null, stay: [], leave: [] });
  });

  it("names no author in a blind round", async () => {
    const scene = await makeScene(services);
    const id = await start(scene);
    await step(scene, id, "next");
    const round = { where: { id: scene.panel.roundId } };
    await services.db.prisma.round.update({ ...round, data: { blind: false } });
    expect((await wall(scene, id)).entry?.authors.length).toBeGreaterThan(0);
    await services.db.prisma.round.update({ ...round, data: { blind: true } });
    expect((await wall(scene, id)).entry?.authors).toEqual([]);
  });

  it("marks whose own page is open, and a page's stamp changes exactly with what it shows", async () => {
    const scene = await makeScene(services, { entries: 2 });
    const id = await start(scene);
    const still = stampOf(await wall(scene, id));
    expect(stampOf(await wall(scene, id))).toBe(still);
    await phone(id, scene.judges[0].actor, now);
    const watched = await wall(scene, id);
    expect(watched.stay.map(({ watching }) => watching)).toEqual([true, false, false]);
    expect(stampOf(watched)).not.toBe(still);
    const gone = await projectorView(services, { actor: scene.secretary, editionId: scene.made.edition.id, meetingId: id, now: later(60), mayInspect: true });
    expect(gone.ok && stampOf(gone.value)).toBe(still);
    await step(scene, id, "next");
    expect(stampOf(await wall(scene, id))).not.toBe(still);
  });

  it("is nobody's phone but that of judges who sit in it, and takes the same statements for one entry and for three", async () => {
    const counts: number[][] = [];
    for (const entries of [1, 3]) {
      const scene = await makeScene(services, { entries });
      const id = await start(scene);
      await step(scene, id, "next");
      const stranger = await makeUser(services, { role: "JUDGE", editionId: scene.made.edition.id });
      expect(await judgesMeetingView(services, { actor: stranger, meetingId: id, now })).toEqual({ ok: false, reason: "not_found" });
      expect(await judgesMeetingView(services, { actor: stranger, meetingId: "x", now })).toEqual({ ok: false, reason: "not_found" });
      expect((await ownMeetings(services, scene.judges[0].actor)).map((meeting) => meeting.id)).toEqual([id]);
      const onWall = await countStatements(services.db.pool, () => wall(scene, id));
      const onPhone = await countStatements(services.db.pool, () => phone(id, scene.judges[0].actor));
      counts.push([onWall.count, onPhone.count]);
    }
    expect(counts[0]).toEqual(counts[1]);
    expect(Math.max(...counts.flat())).toBeLessThanOrEqual(6);
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { publishedSessionsOfJudge, publishedTurnsOfEntry, turnsOfRound } from "~/data/timetable.server";
import { recordConflict } from "~/features/judging/commands-conflicts.server";
import { addSession, arrangeRound, changeSession, dropSession, moveTurn } from "~/features/judging/commands-timetable.server";
import { publishTimetable } from "~/features/judging/publish-timetable.server";
import { timetableView } from "~/features/judging/queries-timetable.server";
import { verifyLedger } from "~/features/ledger/verify-ledger.server";
import { makePanel, type MadeJudge } from "../../../factories/judging";
import { at, makeScene, type Scene } from "../../../factories/judging-scene";
import { testServices, TEST_DAY, type TestServices } from "../../../support/services";
import { countStatements } from "../../../support/statements";

let test: TestServices;
beforeAll(async () => {
  test = await testServices();
});
afterAll(() => test.close());

const HOUR = 3_600_000;
const act = (scene: Scene, actor = scene.secretary) => ({ actor, editionId: scene.made.edition.id, now: TEST_DAY });

interface Place {
  panelId?: string;
  room?: string;
  /** hours after the day of the tests */
  start?: number;
  breaks?: { at: string; minutes: number }[];
}

async function session(scene: Scene, { panelId = scene.panel.id, room = "Hội trường A", start = 24, breaks = [] }: Place = {}): Promise<string> {
  const id = crypto.randomUUID();
  const startsAt = new Date(TEST_DAY.getTime() + start * HOUR);
  const input = { id, roundId: scene.panel.roundId, panelId, room, startsAt, minutesPerEntry: 15, pauseMinutes: 5, breaks };
  expect(await addSession(test.services, { ...act(scene), input })).toEqual({ ok: true, value: null });
  expect(await addSession(test.services, { ...act(scene), input })).toEqual({ ok: true, value: null });
  return id;
}

async function look(scene: Scene) {
  const view = await timetableView(test.services, { edition: scene.made.edition, round: "PRELIM", locale: "vi" });
  if (!view.ok) throw new Error(view.reason);
  return view.value;
}

const arrange = (scene: Scene, by: "field" | "lot" = "field", seed?: number) => arrangeRound(test.services, { ...act(scene), roundId: scene.panel.roundId, by, ...(seed === undefined ? {} : { seed }) });
const publish = async (scene: Scene, state?: string) => publishTimetable(test.services, { ...act(scene), roundId: scene.panel.roundId, state: state ?? (await look(scene)).state });
const move = async (scene: Scene, sessionId: string, entryId: string, to: "up" | "down" | "out" | { sessionId: string }, version?: number) => {
  const { sessions } = await look(scene);
  const from = { sessionId, version: version ?? sessions.find(({ id }) => id === sessionId)?.version ?? 0 };
  return moveTurn(test.services, { ...act(scene), input: { roundId: scene.panel.roundId, entryId, from, to } });
};
const codes = async (scene: Scene) => (await look(scene)).sessions.map(({ turns }) => turns.map(({ code }) => code));
const letters = (scene: Scene) => test.services.db.prisma.outboxMessage.findMany({ where: { editionId: scene.made.edition.id, template: "timetable" }, orderBy: { createdAt: "asc" } });
async function declare(scene: Scene, entry: number, judge: MadeJudge) {
  const input = { userId: judge.actor.userId, entryCode: at(scene.entries, entry).code ?? "", reason: "họ hàng" };
  expect(await recordConflict(test.services, { ...act(scene), input })).toEqual({ ok: true, value: null });
}
const nameAuthors = async (scene: Scene, nameOf: (index: number) => string) => {
  for (const [index, { id }] of scene.entries.entries()) {
    await test.services.db.prisma.entryAuthor.updateMany({ where: { version: { entryId: id, state: "SUBMITTED" } }, data: { fullName: nameOf(index), birthDate: new Date("2000-01-01"), userId: null } });
  }
};

describe("planning a timetable", () => {
  it("makes no session of an id that stands for one of another round or edition", async () => {
    const [scene, other] = [await makeScene(test.services), await makeScene(test.services)];
    const id = await session(scene);
    const input = { id, roundId: other.panel.roundId, panelId: other.panel.id, room: "B", startsAt: TEST_DAY, minutesPerEntry: 15, pauseMinutes: 5, breaks: [] };
    expect(await addSession(test.services, { ...act(other), input })).toEqual({ ok: false, reason: "not_found" });
    expect((await look(other)).sessions).toEqual([]);
  });

  it("shares the entries among the sessions of their panel with times around breaks, and names who leaves the room", async () => {
    const scene = await makeScene(test.services, { entries: 5 });
    await declare(scene, 1, scene.judges[2]);
    const breakAt = new Date(TEST_DAY.getTime() + 24 * HOUR + 20 * 60_000).toISOString();
    await session(scene, { breaks: [{ at: breakAt, minutes: 30 }] });
    await session(scene, { start: 30, room: "Phòng 2" });
    expect((await look(scene)).waiting).toHaveLength(5);
    expect(await arrange(scene)).toEqual({ ok: true, value: { seed: null, left: 0 } });
    const view = await look(scene);
    expect(view).toMatchObject({ waiting: [], clashes: [], cautions: [] });
    expect(await codes(scene)).toEqual([scene.entries.slice(0, 3).map(({ code }) => code), scene.entries.slice(3).map(({ code }) => code)]);
    const minutes = at(view.sessions, 0).turns.map(({ startsAt }) => (startsAt.getTime() - at(view.sessions, 0).startsAt.getTime()) / 60_000);
    expect(minutes).toEqual([0, 50, 70]);
    const leaving = view.sessions.flatMap(({ turns }) => turns.flatMap(({ code, outOfRoom }) => outOfRoom.map((judge) => [code, judge.code])));
    expect(leaving).toEqual([[at(scene.entries, 1).code, scene.judges[2].code]]);
  });

  it("is moved by hand, up, down, out and into another session, and notices who was quicker", async () => {
    const scene = await makeScene(test.services, { entries: 3 });
    const [a, b, c] = scene.entries.map(({ code }) => code);
    const one = await session(scene);
    await arrange(scene);
    const version = at((await look(scene)).sessions, 0).version;
    expect(await move(scene, one, at(scene.entries, 0).id, "down")).toEqual({ ok: true, value: null });
    expect(await codes(scene)).toEqual([[b, a, c]]);
    expect(await move(scene, one, at(scene.entries, 2).id, "up", version)).toEqual({ ok: false, reason: "version_conflict" });
    await move(scene, one, at(scene.entries, 2).id, "up");
    await move(scene, one, at(scene.entries, 1).id, "up");
    expect(await codes(scene)).toEqual([[b, c, a]]);
    const two = await session(scene, { start: 48 });
    await move(scene, one, at(scene.entries, 2).id, { sessionId: two });
    await move(scene, one, at(scene.entries, 1).id, "out");
    expect(await codes(scene)).toEqual([[a], [c]]);
    expect((await look(scene)).waiting.map(({ code }) => code)).toEqual([b]);
    const place = () => moveTurn(test.services, { ...act(scene), input: { roundId: scene.panel.roundId, entryId: at(scene.entries, 1).id, from: null, to: { sessionId: two } } });
    expect(await place()).toEqual({ ok: true, value: null });
    expect(await place()).toEqual({ ok: false, reason: "version_conflict" });
    expect(await codes(scene)).toEqual([[a], [c, b]]);
  });

  it("draws lots that can be drawn again, with the seed on record; a change by hand is no lot any more", async () => {
    const scene = await makeScene(test.services, { entries: 6 });
    const one = await session(scene);
    const drawn = await arrange(scene, "lot");
    if (!drawn.ok || drawn.value.seed === null) throw new Error("no lot");
    const order = await codes(scene);
    await arrange(scene);
    expect(await codes(scene)).not.toEqual(order);
    await arrange(scene, "lot", drawn.value.seed);
    expect(await codes(scene)).toEqual(order);
    expect(at((await look(scene)).sessions, 0).seed).toBe(drawn.value.seed);
    const events = await test.services.db.prisma.ledgerEvent.findMany({ where: { chain: scene.made.edition.id, type: "TURNS_DRAWN" } });
    expect(events.map(({ data }) => data)).toEqual(Array.from({ length: 2 }, () => ({ round: "PRELIM", seed: drawn.value.seed, entries: 6 })));
    await move(scene, one, at(at((await look(scene)).sessions, 0).turns, 0).entryId, "down");
    expect(at((await look(scene)).sessions, 0).seed).toBeNull();
  });

  it("gives new times when the hours change, and refuses panels of other rounds and foreign sessions", async () => {
    const scene = await makeScene(test.services, { entries: 2 });
    const other = await makeScene(test.services, { entries: 1 });
    const id = await session(scene);
    await arrange(scene);
    const [before] = (await look(scene)).sessions;
    if (!before) throw new Error("no session");
    const input = { panelId: scene.panel.id, room: "Phòng 9", startsAt: new Date(before.startsAt.getTime() + HOUR), minutesPerEntry: 30, pauseMinutes: 0, breaks: [] };
    const change = (rest: Partial<typeof input> = {}, version = before.version, of = scene) => changeSession(test.services, { ...act(of), roundId: of.panel.roundId, sessionId: id, version, input: { ...input, ...rest } });
    expect(await change({ panelId: other.panel.id })).toEqual({ ok: false, reason: "panel_unknown" });
    expect(await change({}, before.version, other)).toEqual({ ok: false, reason: "not_found" });
    expect(await change()).toEqual({ ok: true, value: null });
    expect(await change()).toEqual({ ok: false, reason: "version_conflict" });
    const [after] = (await look(scene)).sessions;
    expect(after?.turns.map(({ code, startsAt }) => [code, startsAt.getTime() - input.startsAt.getTime()])).toEqual(before.turns.map(({ code }, index) => [code, index * HOUR / 2]));
    expect(await dropSession(test.services, { ...act(scene), roundId: scene.panel.roundId, sessionId: id, version: after?.version ?? 0 })).toEqual({ ok: true, value: null });
    expect((await look(scene)).waiting).toHaveLength(2);
    expect(await arrange(scene)).toEqual({ ok: false, reason: "no_sessions" });
    expect(await arrangeRound(test.services, { ...act(scene), roundId: other.panel.roundId, by: "field" })).toEqual({ ok: false, reason: "not_found" });
    expect(await arrangeRound(test.services, { ...act(scene, scene.chair), roundId: scene.panel.roundId, by: "field" })).toEqual({ ok: false, reason: "forbidden" });
  });
});

describe("making a timetable known", () => {
  it("shows it to judges and entrants only then, tells each once, keeps the history and tells only those whom a change concerns", async () => {
    const scene = await makeScene(test.services, { entries: 3 });
    await nameAuthors(scene, (index) => `Tác giả ${index}`);
    const { judges: others, panel: second } = await makePanel(test.services, scene.made, { judges: 1 });
    const { prisma } = test.services.db;
    const judge = scene.judges[0].actor;
    const one = await session(scene);
    await session(scene, { panelId: second.id, room: "Phòng 2" });
    await arrange(scene);
    await move(scene, one, at(scene.entries, 2).id, { sessionId: at((await look(scene)).sessions, 1).id });
    const entryId = at(scene.entries, 0).id;
    expect(await publishedTurnsOfEntry(prisma, entryId)).toEqual([]);
    expect(await publishedSessionsOfJudge(prisma, judge.userId, TEST_DAY)).toEqual([]);
    await declare(scene, 1, scene.judges[0]);

    expect(await publish(scene)).toEqual({ ok: true, value: { number: 1, letters: 7 } });
    expect(await publish(scene)).toEqual({ ok: false, reason: "nothing_changed" });
    expect(await publishedTurnsOfEntry(prisma, entryId)).toMatchObject([{ room: "Hội trường A", number: 1 }]);
    const [mine] = await publishedSessionsOfJudge(prisma, judge.userId, TEST_DAY);
    expect(mine?.turns.map(({ code }) => code)).toEqual([at(scene.entries, 0).code, null]);
    expect(JSON.stringify(mine)).not.toContain(at(scene.entries, 1).code);
    const first = await letters(scene);
    expect(new Set(first.map(({ userId }) => userId)).size).toBe(7);
    expect(first.every(({ body }) => /\d{2}:\d{2} \d{2}\/\d{2}\/\d{4}/.test(body))).toBe(true);

    await move(scene, one, entryId, "down");
    expect(await look(scene)).toMatchObject({ isChanged: true });
    expect(await publishedTurnsOfEntry(prisma, entryId)).toMatchObject([{ number: 1 }]);
    expect(await publish(scene)).toEqual({ ok: true, value: { number: 2, letters: 5 } });
    const told = (await letters(scene)).slice(7).map(({ userId }) => userId);
    expect(told).not.toContain(at(others, 0).actor.userId);
    expect(told).not.toContain(at(scene.entries, 2).ownerId);
    expect((await look(scene)).publications.map(({ number, turns }) => [number, turns])).toEqual([[2, 3], [1, 3]]);
    const events = await prisma.ledgerEvent.findMany({ where: { chain: scene.made.edition.id, type: "TIMETABLE_PUBLISHED" }, orderBy: { seq: "asc" } });
    expect(events.map(({ data }) => (data as { number: number }).number)).toEqual([1, 2]);
    expect(JSON.stringify(events)).not.toContain("Hội trường");
    expect(await verifyLedger(test.services, { edition: scene.made.edition.slug, head: null })).toMatchObject({ ok: true, value: { verified: true } });
  });

  it("refuses a judge in two rooms, an author in two rooms, an entry that left, and what was not seen", async () => {
    const scene = await makeScene(test.services, { entries: 2 });
    await nameAuthors(scene, (index) => `Tác giả ${index}`);
    const { panel: second } = await makePanel(test.services, scene.made, { judges: [scene.judges[0].actor] });
    const one = await session(scene);
    const two = await session(scene, { panelId: second.id, room: "Phòng 2" });
    await arrange(scene);
    const seen = (await look(scene)).state;
    await move(scene, one, at(scene.entries, 1).id, { sessionId: two });
    const view = await look(scene);
    expect(view.clashes).toEqual([expect.stringContaining(`Phải ở cả hai: ${scene.judges[0].code} ${scene.judges[0].actor.name}`)]);
    expect(await publish(scene, seen)).toEqual({ ok: false, reason: "version_conflict" });
    expect(await publish(scene)).toEqual({ ok: false, reason: "timetable_clashes" });
    await test.services.db.prisma.panelMember.deleteMany({ where: { panelId: second.id } });
    expect((await look(scene)).clashes).toEqual([]);
    await nameAuthors(scene, (index) => (index === 0 ? "Nguyễn Văn Ân" : "NGUYỄN VĂN ÂN".normalize("NFD")));
    expect((await look(scene)).clashes).toEqual([expect.stringContaining("có chung tác giả nhưng được xếp cùng lúc ở hai phòng")]);
    await test.services.db.prisma.entry.update({ where: { id: at(scene.entries, 1).id }, data: { screening: "REJECTED" } });
    expect((await look(scene)).clashes).toEqual([`${at(scene.entries, 1).code} không còn trong vòng này. Hãy bỏ lượt của bài.`]);
    expect(await publish(scene)).toEqual({ ok: false, reason: "timetable_clashes" });
    expect(await letters(scene)).toEqual([]);
  });

  it("asks the database as often for three entries as for one", async () => {
    const counts: number[][] = [];
    for (const entries of [1, 3]) {
      const scene = await makeScene(test.services, { entries });
      await session(scene);
      await arrange(scene);
      await publish(scene);
      const count = async (work: () => Promise<unknown>) => (await countStatements(test.services.db.pool, work)).count;
      const { prisma } = test.services.db;
      counts.push([
        await count(() => look(scene)),
        await count(() => turnsOfRound(prisma, scene.panel.roundId)),
        await count(() => publishedTurnsOfEntry(prisma, at(scene.entries, 0).id)),
        await count(() => publishedSessionsOfJudge(prisma, scene.judges[0].actor.userId, TEST_DAY)),
      ]);
    }
    expect(counts).toEqual([[5, 1, 1, 1], [5, 1, 1, 1]]);
  });
});

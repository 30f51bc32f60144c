import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arrange, type EntryToPlace, type OpenSession } from "~/domain/timetable/arrange";
import { CHANGE_MINUTES, reviewTimetable, type Session, type TimedEntry } from "~/domain/timetable/rules";
import { slotsOf, slotsUntil, type Hours } from "~/domain/timetable/slots";
import { randomNumbers } from "../../../bench/assign-problems.mjs";

const MINUTE = 60_000;
const EIGHT = Date.UTC(2026, 11, 5, 1);
const at = (minutes: number) => EIGHT + minutes * MINUTE;

const hours = fc.record({
  startsAt: fc.constant(EIGHT),
  minutesPerEntry: fc.integer({ min: 1, max: 40 }),
  pauseMinutes: fc.integer({ min: 0, max: 15 }),
  breaks: fc.array(fc.record({ at: fc.integer({ min: -60, max: 600 }).map(at), minutes: fc.integer({ min: 1, max: 90 }) }), { maxLength: 4 }),
});

describe("the slots of a session", () => {
  test("touch no break and keep the pauses, and each is as early as that allows", () => {
    fc.assert(
      fc.property(hours, fc.integer({ min: 0, max: 20 }), (session, count) => {
        const slots = slotsOf(session, count);
        expect(slots).toHaveLength(count);
        const isFree = (start: number) => session.breaks.every((pause) => start + session.minutesPerEntry * MINUTE <= pause.at || start >= pause.at + pause.minutes * MINUTE);
        slots.forEach((slot, index) => {
          const earliest = index === 0 ? session.startsAt : (slots[index - 1]?.endsAt ?? 0) + session.pauseMinutes * MINUTE;
          expect(slot.endsAt - slot.startsAt).toBe(session.minutesPerEntry * MINUTE);
          let first = earliest;
          while (!isFree(first)) first += MINUTE;
          expect(slot.startsAt).toBe(first);
        });
      }),
      { numRuns: 500 },
    );
  });

  test("are counted up to a moment", () => {
    fc.assert(
      fc.property(hours, fc.integer({ min: -30, max: 400 }), (session, minutes) => {
        const count = slotsUntil(session, at(minutes));
        const slots = slotsOf(session, count + 1);
        expect(slots.slice(0, count).every(({ endsAt }) => endsAt <= at(minutes))).toBe(true);
        expect(slots[count]?.endsAt).toBeGreaterThan(at(minutes));
      }),
      { numRuns: 300 },
    );
  });
});

function session(id: string, room: string, start: number, turns: readonly string[], rest: Partial<Session> = {}): Session {
  const frame: Hours = { startsAt: at(start), minutesPerEntry: 10, pauseMinutes: 0, breaks: [] };
  return { id, room, startsAt: at(start), breaks: [], judges: [`of ${id}`], turns: slotsOf(frame, turns.length).map((slot, index) => ({ ...slot, entry: turns[index] ?? "" })), ...rest };
}
const entry = (id: string, ...authors: string[]): TimedEntry => ({ id, authors: authors.length > 0 ? authors : [`author of ${id}`] });

describe("what is wrong with a timetable", () => {
  test("a judge in two rooms, also through two panels; one after the other is a hurry where there is no time to change", () => {
    const entries = [entry("A"), entry("B")];
    const shared = { judges: ["J1"] };
    const review = (start: number, room: string) => reviewTimetable([session("1", "P1", 0, ["A"], shared), session("2", room, start, ["B"], shared)], entries);
    expect(review(5, "P2").clashes).toEqual([{ kind: "judge_in_two_rooms", judge: "J1", sessions: ["1", "2"] }]);
    expect(review(10, "P2")).toEqual({ clashes: [], cautions: [{ kind: "judge_in_a_hurry", judge: "J1", sessions: ["1", "2"] }] });
    expect(review(10 + CHANGE_MINUTES, "P2")).toEqual({ clashes: [], cautions: [] });
    expect(review(10, " p1 ")).toEqual({ clashes: [], cautions: [] });
    expect(review(5, " p1 ").clashes.map(({ kind }) => kind)).toEqual(["room_taken", "judge_in_two_rooms"]);
  });

  test("an author in two rooms at once, or in a hurry; in one room one after the other is fine", () => {
    const entries = [entry("A", "u:1"), entry("B", "n:x", "u:1")];
    const review = (start: number, room: string) => reviewTimetable([session("1", "P1", 0, ["A"]), session("2", room, start, ["B"])], entries);
    expect(review(9, "P2").clashes).toEqual([{ kind: "author_in_two_rooms", entries: ["A", "B"] }]);
    expect(review(19, "P2").cautions).toEqual([{ kind: "author_in_a_hurry", entries: ["A", "B"] }]);
    expect(review(20, "P2")).toEqual({ clashes: [], cautions: [] });
    expect(review(10, "P1")).toEqual({ clashes: [], cautions: [] });
  });

  test("an entry twice, one that left the round, one without a turn, turns that overlap or lie in a break", () => {
    const entries = [entry("A"), entry("B"), entry("C")];
    const broken = session("1", "P1", 0, ["A", "B", "X"], { breaks: [{ at: at(12), minutes: 3 }] });
    const { clashes, cautions } = reviewTimetable([broken, session("2", "P2", 60, ["A"])], entries);
    expect(clashes).toEqual([{ kind: "in_break", entry: "B" }, { kind: "not_in_round", entry: "X" }, { kind: "entry_twice", entry: "A" }]);
    expect(cautions).toEqual([{ kind: "without_turn", entry: "C" }]);
    const overlapping = { ...session("1", "P1", 0, []), turns: [{ entry: "A", startsAt: at(0), endsAt: at(10) }, { entry: "B", startsAt: at(9), endsAt: at(19) }] };
    expect(reviewTimetable([overlapping], entries).clashes).toEqual([{ kind: "turns_overlap", entries: ["A", "B"] }]);
  });

  test("sessions without turns are in nobody's way", () => {
    const shared = { judges: ["J1"] };
    expect(reviewTimetable([session("1", "P1", 0, ["A"], shared), session("2", "P1", 0, [], shared)], [entry("A")])).toEqual({ clashes: [], cautions: [] });
  });
});

/** Several panels in as many rooms at the same time, perhaps over two days; some authors with two entries. */
function round({ panels, entries, seed, twoDays }: { panels: number; entries: number; seed: number; twoDays: boolean }): { sessions: OpenSession[]; placed: EntryToPlace[] } {
  const random = randomNumbers(seed);
  const below = (count: number) => Math.floor(random() * count);
  const sessions = Array.from({ length: panels }, (_, panel) => panel).flatMap((panel) =>
    (twoDays ? [0, 24 * 60] : [0]).map((start) => ({
      id: `S${panel}-${start}`,
      panelId: `P${panel}`,
      room: `Phòng ${panel}`,
      judges: [`J${panel}`],
      startsAt: at(start),
      minutesPerEntry: 10 + 5 * below(2),
      pauseMinutes: below(3),
      breaks: [{ at: at(start + 40), minutes: 15 }],
    })),
  );
  const placed = Array.from({ length: entries }, (_, index) => ({ id: `E${index}`, code: `E${index}`, field: below(3), panelId: `P${below(panels)}`, authors: [`a${below(Math.ceil(entries * 1.5))}`] }));
  return { sessions, placed };
}

function built(sessions: readonly OpenSession[], order: ReadonlyMap<string, readonly string[]>): Session[] {
  return sessions.map((one) => {
    const ids = order.get(one.id) ?? [];
    return { ...one, turns: slotsOf(one, ids.length).map((slot, index) => ({ ...slot, entry: ids[index] ?? "" })) };
  });
}

const shapes = fc.record({ panels: fc.integer({ min: 1, max: 4 }), entries: fc.integer({ min: 0, max: 24 }), seed: fc.integer({ min: 0, max: 2 ** 31 }), twoDays: fc.boolean() });
const authorClashes = (sessions: readonly Session[], entries: readonly TimedEntry[]) => reviewTimetable(sessions, entries).clashes.filter(({ kind }) => kind === "author_in_two_rooms").length;

describe("arranging", () => {
  test("places every entry once before its own panel and breaks no rule but, where the search finds no way, that of authors", () => {
    fc.assert(
      fc.property(shapes, fc.constantFrom({ by: "field" as const }, { by: "lot" as const, seed: 7 }), (shape, ordering) => {
        const { sessions, placed } = round(shape);
        const { order, left } = arrange(sessions, placed, ordering);
        expect(left).toEqual([]);
        expect([...order.values()].flat().sort()).toEqual(placed.map(({ id }) => id).sort());
        for (const { id, panelId } of sessions) for (const one of order.get(id) ?? []) expect(placed.find((candidate) => candidate.id === one)?.panelId).toBe(panelId);
        const { clashes } = reviewTimetable(built(sessions, order), placed);
        expect(clashes.filter(({ kind }) => kind !== "author_in_two_rooms")).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  test("by field keeps the order of fields where no author has to be parted; the lot depends on its seed alone", () => {
    const { sessions, placed } = round({ panels: 1, entries: 20, seed: 3, twoDays: false });
    const strangers = placed.map((one) => ({ ...one, authors: [one.id] }));
    const fields = (ids: readonly string[] = []) => ids.map((id) => strangers.find((one) => one.id === id)?.field ?? -1);
    const ordered = fields(arrange(sessions, strangers, { by: "field" }).order.get("S0-0"));
    expect(ordered).toEqual(ordered.toSorted((a, b) => a - b));
    const draw = (seed: number, list: readonly EntryToPlace[]) => arrange(sessions, list, { by: "lot", seed }).order.get("S0-0");
    expect(draw(5, strangers.toReversed())).toEqual(draw(5, strangers));
    expect(draw(6, strangers)).not.toEqual(draw(5, strangers));
  });

  test("the lot favours nobody: over many seeds every entry is first about as often", () => {
    const { sessions, placed } = round({ panels: 1, entries: 4, seed: 3, twoDays: false });
    const first = new Map<string, number>();
    for (let seed = 0; seed < 4000; seed++) {
      const id = arrange(sessions, placed, { by: "lot", seed }).order.get("S0-0")?.[0] ?? "";
      first.set(id, (first.get(id) ?? 0) + 1);
    }
    expect(first.size).toBe(4);
    for (const count of first.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  test("parts authors at least as well as the plain order, and finds nearly every order without a clash that trying all of them finds", () => {
    let possible = 0;
    let found = 0;
    for (let seed = 1; seed <= 400; seed++) {
      const { sessions, placed } = round({ panels: 2, entries: 8, seed, twoDays: false });
      const crowded = placed.map((one, index) => ({ ...one, authors: [`a${index % 5}`] }));
      const ours = authorClashes(built(sessions, arrange(sessions, crowded, { by: "field" }).order), crowded);
      const plain = authorClashes(built(sessions, arrange(sessions, crowded.map((one) => ({ ...one, authors: [] })), { by: "field" }).order), crowded);
      expect(ours).toBeLessThanOrEqual(plain);
      if (!canBeWithoutClash(sessions, crowded)) continue;
      possible += 1;
      if (ours === 0) found += 1;
    }
    expect(possible).toBeGreaterThan(100);
    expect(found / possible).toBeGreaterThan(0.95);
  });

  test("fills a panel's sessions evenly, as far as the next one of its judges leaves time, and names entries nobody can hear", () => {
    const frame = { panelId: "P", judges: ["J"], minutesPerEntry: 10, pauseMinutes: 0, breaks: [] };
    const sessions: OpenSession[] = [
      { ...frame, id: "morning", room: "1", startsAt: at(0) },
      { ...frame, id: "noon", room: "1", startsAt: at(30) },
      { ...frame, id: "evening", room: "2", startsAt: at(300) },
    ];
    const entries = Array.from({ length: 12 }, (_, index) => ({ id: `E${index + 10}`, code: `E${index + 10}`, field: 0, panelId: "P", authors: [] }));
    const { order, left } = arrange(sessions, [...entries, { id: "X", code: "X", field: 0, panelId: null, authors: [] }], { by: "field" });
    expect([...order.values()].map((ids) => ids.length)).toEqual([3, 5, 4]);
    expect(left).toEqual(["X"]);
    expect(reviewTimetable(built(sessions, order), entries)).toEqual({ clashes: [], cautions: [] });
  });
});

/** Tries every order of the first panel against every order of the second. */
function canBeWithoutClash(sessions: readonly OpenSession[], placed: readonly EntryToPlace[]): boolean {
  const [one, two] = sessions;
  if (!one || !two) return true;
  const of = (panelId: string) => placed.filter((entry) => entry.panelId === panelId).map(({ id }) => id);
  // Only the order of one panel beside a fixed one of the other matters where all slots are alike; they are not, so both are tried.
  for (const first of permutations(of("P0"))) {
    for (const second of permutations(of("P1"))) {
      if (authorClashes(built(sessions, new Map([[one.id, first], [two.id, second]])), placed) === 0) return true;
    }
  }
  return false;
}

function* permutations(items: readonly string[]): Generator<string[]> {
  if (items.length === 0) yield [];
  for (const [index, item] of items.entries()) for (const rest of permutations(items.filter((_, other) => other !== index))) yield [item, ...rest];
}

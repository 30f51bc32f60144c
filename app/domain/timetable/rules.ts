import type { Break, Slot } from "./slots";

/** How long judges and authors need from one room to another. */
export const CHANGE_MINUTES = 10;

const CHANGE_MS = CHANGE_MINUTES * 60_000;

export interface Turn extends Slot {
  entry: string;
}

/** A session with its turns: a panel in a room. */
export interface Session {
  id: string;
  room: string;
  startsAt: number;
  breaks: readonly Break[];
  /** ids of the judges who sit in it from its first moment to its last */
  judges: readonly string[];
  turns: readonly Turn[];
}

/** An entry of the round, with what identifies its authors: two entries that share a key share a person. */
export interface TimedEntry {
  id: string;
  authors: readonly string[];
}

/** What a timetable must not be published with. */
export type Clash =
  | { kind: "judge_in_two_rooms"; judge: string; sessions: readonly [string, string] }
  | { kind: "room_taken"; room: string; sessions: readonly [string, string] }
  | { kind: "entry_twice"; entry: string }
  | { kind: "author_in_two_rooms"; entries: readonly [string, string] }
  | { kind: "not_in_round"; entry: string }
  | { kind: "turns_overlap"; entries: readonly [string, string] }
  | { kind: "in_break"; entry: string };

/** What is worth a look, though people may live with it. */
export type Caution =
  | { kind: "judge_in_a_hurry"; judge: string; sessions: readonly [string, string] }
  | { kind: "author_in_a_hurry"; entries: readonly [string, string] }
  | { kind: "without_turn"; entry: string };

const overlap = (a: Slot, b: Slot) => a.startsAt < b.endsAt && b.startsAt < a.endsAt;
const isTight = (a: Slot, b: Slot) => a.startsAt < b.endsAt + CHANGE_MS && b.startsAt < a.endsAt + CHANGE_MS;

/** Rooms are the same whatever their capitals and blanks. */
const roomKey = (room: string) => room.normalize("NFC").trim().replace(/\s+/g, " ").toLowerCase();

/** From the first moment of a session to the end of its last turn; null without turns. */
function spanOf({ startsAt, turns }: Session): Slot | null {
  return turns.length === 0 ? null : { startsAt: Math.min(startsAt, ...turns.map((turn) => turn.startsAt)), endsAt: Math.max(...turns.map((turn) => turn.endsAt)) };
}

/** Every rule of a timetable that is broken, and everything else worth a look; knows nothing of how the timetable was made. */
export function reviewTimetable(sessions: readonly Session[], entries: readonly TimedEntry[]): { clashes: Clash[]; cautions: Caution[] } {
  const clashes: Clash[] = [];
  const cautions: Caution[] = [];
  forPairs(sessions, (a, b) => {
    const [spanA, spanB] = [spanOf(a), spanOf(b)];
    if (!spanA || !spanB) return;
    const isSameRoom = roomKey(a.room) === roomKey(b.room);
    const pair = [a.id, b.id] as const;
    if (isSameRoom && overlap(spanA, spanB)) clashes.push({ kind: "room_taken", room: a.room, sessions: pair });
    for (const judge of a.judges.filter((one) => b.judges.includes(one))) {
      if (overlap(spanA, spanB)) clashes.push({ kind: "judge_in_two_rooms", judge, sessions: pair });
      else if (!isSameRoom && isTight(spanA, spanB)) cautions.push({ kind: "judge_in_a_hurry", judge, sessions: pair });
    }
  });
  for (const session of sessions) clashes.push(...clashesInside(session));
  reviewEntries(sessions, entries, clashes, cautions);
  return { clashes, cautions };
}

function clashesInside({ turns, breaks }: Session): Clash[] {
  const clashes: Clash[] = [];
  forPairs(turns, (a, b) => {
    if (overlap(a, b)) clashes.push({ kind: "turns_overlap", entries: [a.entry, b.entry] });
  });
  for (const turn of turns) {
    if (breaks.some(({ at, minutes }) => overlap(turn, { startsAt: at, endsAt: at + minutes * 60_000 }))) clashes.push({ kind: "in_break", entry: turn.entry });
  }
  return clashes;
}

function reviewEntries(sessions: readonly Session[], entries: readonly TimedEntry[], clashes: Clash[], cautions: Caution[]): void {
  const known = new Set(entries.map(({ id }) => id));
  const turns = sessions.flatMap((session) => session.turns.map((turn) => ({ ...turn, room: roomKey(session.room) })));
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { entry } of turns) {
    if (seen.has(entry)) twice.add(entry);
    else if (!known.has(entry)) clashes.push({ kind: "not_in_round", entry });
    seen.add(entry);
  }
  for (const entry of twice) clashes.push({ kind: "entry_twice", entry });
  for (const { id } of entries) if (!seen.has(id)) cautions.push({ kind: "without_turn", entry: id });
  const turnsOf = grouped(turns);
  for (const [a, b] of pairsOfAuthors(entries)) {
    const inTwoRooms = (turnsOf.get(a) ?? []).flatMap((first) => (turnsOf.get(b) ?? []).filter(({ room }) => room !== first.room).map((second) => [first, second] as const));
    if (inTwoRooms.some(([first, second]) => overlap(first, second))) clashes.push({ kind: "author_in_two_rooms", entries: [a, b] });
    else if (inTwoRooms.some(([first, second]) => isTight(first, second))) cautions.push({ kind: "author_in_a_hurry", entries: [a, b] });
  }
}

function grouped<T extends { entry: string }>(turns: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const turn of turns) groups.set(turn.entry, [...(groups.get(turn.entry) ?? []), turn]);
  return groups;
}

/** Pairs of entries that share an author, each once, in the order of the entries. */
export function pairsOfAuthors(entries: readonly TimedEntry[]): [string, string][] {
  const order = new Map(entries.map(({ id }, index) => [id, index]));
  const byAuthor = new Map<string, string[]>();
  for (const { id, authors } of entries) for (const author of new Set(authors)) byAuthor.set(author, [...(byAuthor.get(author) ?? []), id]);
  const pairs = new Map<string, [string, string]>();
  for (const shared of byAuthor.values()) forPairs(shared, (a, b) => pairs.set(`${a} ${b}`, [a, b]));
  return [...pairs.values()].toSorted((a, b) => (order.get(a[0]) ?? 0) - (order.get(b[0]) ?? 0) || (order.get(a[1]) ?? 0) - (order.get(b[1]) ?? 0));
}

function forPairs<T>(items: readonly T[], act: (a: T, b: T) => void): void {
  items.forEach((a, index) => {
    for (const b of items.slice(index + 1)) act(a, b);
  });
}

import { CHANGE_MINUTES, pairsOfAuthors, type TimedEntry } from "./rules";
import { slotsOf, slotsUntil, type Hours, type Slot } from "./slots";

/** A session that is to be filled. */
export interface OpenSession extends Hours {
  id: string;
  panelId: string;
  room: string;
  judges: readonly string[];
}

export interface EntryToPlace extends TimedEntry {
  code: string;
  /** place of its field in the order of fields */
  field: number;
  /** the panel before which it is presented; null: none serves its field */
  panelId: string | null;
}

/** By field and then by code, or drawn by lot: the same seed and the same entries give the same order. */
export type Ordering = { by: "field" } | { by: "lot"; seed: number };

export interface Arrangement {
  /** entries of each session, in their order */
  order: ReadonlyMap<string, readonly string[]>;
  /** entries whose panel has no session */
  left: readonly string[];
}

/**
 * Fills sessions with the entries of their panels: each panel's entries in the wanted order, shared evenly among its sessions, as far as
 * the next session of the same judges or in the same room leaves time; then pairs of entries change places as long as that parts entries
 * of one author who would have to be in two rooms (almost) at once. A greedy search: it never leaves more such pairs than the plain order
 * has, but where it leaves one, another order might have none. What is wrong with the outcome, `reviewTimetable` says.
 */
export function arrange(sessions: readonly OpenSession[], entries: readonly EntryToPlace[], ordering: Ordering): Arrangement {
  const sorted = sessions.toSorted((a, b) => a.startsAt - b.startsAt || compare(a.id, b.id));
  const order = new Map<string, string[]>(sorted.map(({ id }) => [id, []]));
  const left: string[] = [];
  const byPanel = new Map<string | null, EntryToPlace[]>();
  for (const entry of inOrder(entries, ordering)) byPanel.set(entry.panelId, [...(byPanel.get(entry.panelId) ?? []), entry]);
  for (const [panelId, waiting] of byPanel) {
    const own = sorted.filter((session) => session.panelId === panelId);
    if (own.length === 0) left.push(...waiting.map(({ id }) => id));
    else share(own, waiting.map(({ id }) => id), sorted, order);
  }
  partAuthors(sorted, order, pairsOfAuthors(entries));
  return { order, left: left.toSorted(compare) };
}

function inOrder(entries: readonly EntryToPlace[], ordering: Ordering): EntryToPlace[] {
  const byCode = entries.toSorted((a, b) => compare(a.code, b.code));
  return ordering.by === "field" ? byCode.toSorted((a, b) => a.field - b.field) : drawn(byCode, ordering.seed);
}

/** Fisher's and Yates's shuffle with the numbers of `mulberry32`: anybody can draw again from the seed and see that it was so. */
function drawn<T>(items: readonly T[], seed: number): T[] {
  const list = [...items];
  let state = seed | 0;
  for (let place = list.length - 1; place > 0; place--) {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    const other = Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * (place + 1));
    [list[place], list[other]] = [list[other] as T, list[place] as T];
  }
  return list;
}

/** Gives each of a panel's sessions its share; the last one takes what is left. */
function share(own: readonly OpenSession[], waiting: string[], all: readonly OpenSession[], order: Map<string, string[]>): void {
  own.forEach((session, index) => {
    const fair = Math.ceil(waiting.length / (own.length - index));
    const isLast = index === own.length - 1;
    const next = all.find((later) => later.startsAt > session.startsAt && (later.room === session.room || later.judges.some((judge) => session.judges.includes(judge))));
    const room = next && !isLast ? slotsUntil(session, next.startsAt - (next.room === session.room ? 0 : CHANGE_MINUTES * 60_000)) : Infinity;
    order.set(session.id, waiting.splice(0, isLast ? waiting.length : Math.min(fair, room)));
  });
}

type Place = Slot & { room: string; session: string; index: number };

/** Changes places of entries of one panel as long as fewer authors are then in two rooms at once, or without time to change. */
function partAuthors(sessions: readonly OpenSession[], order: Map<string, string[]>, pairs: readonly (readonly [string, string])[]): void {
  const slots = new Map(sessions.map((session) => [session.id, slotsOf(session, order.get(session.id)?.length ?? 0)]));
  const places = new Map<string, Place>();
  const panelOf = new Map(sessions.map(({ id, panelId }) => [id, panelId]));
  for (const { id, room } of sessions) {
    order.get(id)?.forEach((entry, index) => places.set(entry, { ...(slots.get(id)?.[index] as Slot), room, session: id, index }));
  }
  const pairsWith = new Map<string, (readonly [string, string])[]>();
  for (const pair of pairs) for (const entry of pair) pairsWith.set(entry, [...(pairsWith.get(entry) ?? []), pair]);
  const badnessOf = (touched: readonly string[]) => [...new Set(touched.flatMap((entry) => pairsWith.get(entry) ?? []))].reduce((sum, [a, b]) => sum + badness(places.get(a), places.get(b)), 0);
  const swap = (a: string, b: string) => {
    const [placeA, placeB] = [places.get(a) as Place, places.get(b) as Place];
    places.set(a, placeB);
    places.set(b, placeA);
  };
  for (let improved = true; improved; ) {
    improved = false;
    for (const pair of pairs) {
      if (badness(places.get(pair[0]), places.get(pair[1])) === 0) continue;
      const better = bestSwap(pair);
      if (!better) continue;
      swap(...better);
      improved = true;
    }
  }
  for (const [entry, { session, index }] of places) (order.get(session) as string[])[index] = entry;

  function bestSwap(pair: readonly [string, string]): [string, string] | null {
    let best: [string, string] | null = null;
    let gain = 0;
    for (const entry of pair) {
      const panel = panelOf.get(places.get(entry)?.session ?? "");
      for (const [other, place] of places) {
        if (other === entry || panelOf.get(place.session) !== panel) continue;
        const before = badnessOf([entry, other]);
        swap(entry, other);
        const found = before - badnessOf([entry, other]);
        swap(entry, other);
        if (found > gain) [best, gain] = [[entry, other], found];
      }
    }
    return best;
  }
}

/** 0 where one person can be at both; a meeting in two rooms at once weighs more than a hurry. */
function badness(a: Place | undefined, b: Place | undefined): number {
  if (!a || !b || a.room === b.room) return 0;
  if (a.startsAt < b.endsAt && b.startsAt < a.endsAt) return 1000;
  const change = CHANGE_MINUTES * 60_000;
  return a.startsAt < b.endsAt + change && b.startsAt < a.endsAt + change ? 1 : 0;
}

const compare = (a: string, b: string) => (a === b ? 0 : a < b ? -1 : 1);

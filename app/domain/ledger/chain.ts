/** One event of a chain, in the form of the contract ("Ledger"). */
export interface ChainEvent {
  seq: number;
  /** ISO 8601 in UTC with milliseconds */
  at: string;
  type: string;
  actor: string;
  data: EventData;
  prev: string;
  hash: string;
}

/** Codes, numbers and salted hashes only: never names, contacts or free text. */
export type EventData = { readonly [key: string]: EventValue };
export type EventValue = string | number | boolean | null | readonly EventValue[] | EventData;

export const FIRST_PREV = "0".repeat(64);

/** The two functions a chain is built with: RFC 8785 canonical JSON and SHA-256 in lower-case hex. */
export interface ChainFunctions {
  canonical(value: unknown): string;
  sha256Hex(text: string): string;
}

/** The hash of an event: SHA-256 of the RFC 8785 form of all the rest of it. */
export function eventHash(event: Omit<ChainEvent, "hash">, functions: ChainFunctions): string {
  const { seq, at, type, actor, data, prev } = event;
  return functions.sha256Hex(functions.canonical({ seq, at, type, actor, data, prev }));
}

/** Joins a new event to the chain whose last event has `seq` and `hash` (`null`: the chain is empty). */
export function nextEvent(
  head: { seq: number; hash: string } | null,
  content: Pick<ChainEvent, "at" | "type" | "actor" | "data">,
  functions: ChainFunctions,
): ChainEvent {
  const joined = { seq: (head?.seq ?? 0) + 1, ...content, prev: head?.hash ?? FIRST_PREV };
  return { ...joined, hash: eventHash(joined, functions) };
}

export type ChainFault = { seq: number; fault: "missing" | "prev" | "hash" };

/**
 * Walks a chain given in order and names every event that doesn't fit: a gap in the numbers (`missing`),
 * a link to another predecessor (`prev`), a content that doesn't give its hash (`hash`).
 */
export function chainFaults(events: Iterable<ChainEvent>, functions: ChainFunctions): ChainFault[] {
  const faults: ChainFault[] = [];
  let seq = 0;
  let prev = FIRST_PREV;
  for (const event of events) {
    if (event.seq !== seq + 1) faults.push({ seq: event.seq, fault: "missing" });
    if (event.prev !== prev) faults.push({ seq: event.seq, fault: "prev" });
    if (eventHash(event, functions) !== event.hash) faults.push({ seq: event.seq, fault: "hash" });
    seq = event.seq;
    prev = event.hash;
  }
  return faults;
}

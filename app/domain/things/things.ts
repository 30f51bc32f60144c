/** How a thing was when it changed hands; worst last. */
export const THING_CONDITIONS = ["INTACT", "WORN", "INCOMPLETE", "DAMAGED"] as const;
export type ThingCondition = (typeof THING_CONDITIONS)[number];

export type ThingMoveKind = "RECEIVED" | "MOVED" | "RETURNED";

export interface ThingMove {
  kind: ThingMoveKind;
  at: Date;
  condition: string;
}

/** Whether a condition was written down as one of the few words. */
export const isCondition = (text: string): text is ThingCondition => (THING_CONDITIONS as readonly string[]).includes(text);

/** A thing is with the organisers until the last of its moves gives it back. `moves` in order of time. */
export function isReturned(moves: readonly Pick<ThingMove, "kind">[]): boolean {
  return moves.at(-1)?.kind === "RETURNED";
}

/** Whether the thing got worse while the organisers had it: what its owner will ask about. */
export function gotWorse(moves: readonly Pick<ThingMove, "condition">[]): boolean {
  const known = moves.map(({ condition }) => condition).filter(isCondition);
  const [first] = known;
  const last = known.at(-1);
  return first !== undefined && last !== undefined && THING_CONDITIONS.indexOf(last) > THING_CONDITIONS.indexOf(first);
}

/** What stands on the label: the code of the entry and the number of the thing, `STKT-14-0001-M2`. */
export const thingCode = (entryCode: string, number: number): string => `${entryCode}-M${number}`;

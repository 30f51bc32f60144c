import type { EventType } from "./event-types";

/** By these a decision on the result comes into force: the first one, and every correction. */
export const DECISIONS_PUBLISHED = ["RESULT_PUBLISHED", "RESULT_CORRECTED"] as const satisfies EventType[];

/** What the public learns of a result. The public record of an edition ends with the last of them: what follows is the organisers' own. */
export const PUBLICATIONS = [...DECISIONS_PUBLISHED, "RESULT_FINAL"] as const satisfies EventType[];

/** True where the type of an event, of whatever version of the software, is among those. */
export const isAmong = (types: readonly EventType[], type: string): boolean => (types as readonly string[]).includes(type);

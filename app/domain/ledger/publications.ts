import type { EventType } from "./event-types";

/** What the public learns of a result. The public record of an edition ends with the last of them: what follows is the organisers' own. */
export const PUBLICATIONS: readonly string[] = ["RESULT_PUBLISHED", "RESULT_CORRECTED", "RESULT_FINAL"] satisfies EventType[];

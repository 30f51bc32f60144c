/**
 * The way of a commendation: proposed with grounds, put into a letter, sent to the authority with it, signed by the authority, published.
 * It may be dropped at any time, with a reason; what was dropped stays and never comes back.
 */
export const COMMENDATION_STATES = ["PROPOSED", "SENT", "SIGNED", "PUBLISHED", "DROPPED"] as const;
export type CommendationState = (typeof COMMENDATION_STATES)[number];

export const COMMENDATION_ACTS = ["change", "join", "leave", "send", "sign", "number", "publish", "drop"] as const;
/**
 * `change`: words and recipient; `join`, `leave`: into and out of a letter not yet sent; `send`, `sign`: with the letter; `number`: in the
 * authority's book.
 */
export type CommendationAct = (typeof COMMENDATION_ACTS)[number];

/**
 * The state after an act; null where it is not possible.
 * @param inLetter it stands in a letter
 */
export function stateAfter(act: CommendationAct, state: CommendationState, inLetter: boolean): CommendationState | null {
  switch (act) {
    case "change":
      return state === "PROPOSED" ? state : null;
    case "join":
      return state === "PROPOSED" && !inLetter ? state : null;
    case "leave":
      return state === "PROPOSED" && inLetter ? state : null;
    case "send":
      return state === "PROPOSED" && inLetter ? "SENT" : null;
    case "sign":
      return state === "SENT" ? "SIGNED" : null;
    case "number":
      return state === "SIGNED" || state === "PUBLISHED" ? state : null;
    case "publish":
      return state === "SIGNED" ? "PUBLISHED" : null;
    case "drop":
      return state === "DROPPED" ? null : "DROPPED";
  }
}

/** Whether a certificate may be printed: the authority has decided. */
export const isPrintable = (state: CommendationState): boolean => state === "SIGNED" || state === "PUBLISHED";

export type RecipientKind = "ORGANISATION" | "COLLECTIVE" | "PERSON";

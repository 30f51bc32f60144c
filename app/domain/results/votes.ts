/**
 * How the ranking meeting decides. Counted exactly, in whole people: shares of those present, never of the votes cast, so that whoever
 * abstains counts against.
 */
export type VoteRule = "CHAIR" | "MAJORITY" | "TWO_THIRDS";
export const VOTE_RULES = ["CHAIR", "MAJORITY", "TWO_THIRDS"] as const satisfies readonly VoteRule[];

/** What a question is about; see `VoteSubject` in the schema. */
export type VoteSubject = "TIE" | "QUOTA" | "SPREAD" | "SPECIAL_AWARD" | "OTHER";
export const VOTE_SUBJECTS = ["TIE", "QUOTA", "SPREAD", "SPECIAL_AWARD", "OTHER"] as const satisfies readonly VoteSubject[];

/** A show of hands: people who could vote, and how many of them were for and against. */
export interface Hands {
  readonly present: number;
  readonly inFavour: number;
  readonly against: number;
}

/**
 * Why a count cannot be: a number below 0 or not whole; nobody present; more hands than people; more people than are on the list of the
 * meeting, guests counted, those with an interest in the question not.
 */
export type HandsFault = "not_whole" | "nobody_present" | "more_than_present" | "more_than_listed";

/** What is wrong with a count, or null. @param listed how many people of the meeting may vote on the question */
export function handsFault({ present, inFavour, against }: Hands, listed: number): HandsFault | null {
  if (![present, inFavour, against].every((count) => Number.isSafeInteger(count) && count >= 0)) return "not_whole";
  if (present === 0) return "nobody_present";
  if (inFavour + against > present) return "more_than_present";
  return present > listed ? "more_than_listed" : null;
}

/** Those present who were neither for nor against. */
export const abstained = ({ present, inFavour, against }: Hands): number => present - inFavour - against;

/**
 * The fewest in favour that carry a question: more than half of those present, or at least two thirds. Where the chair may decide
 * alone, a question that is put to the vote all the same needs more than half.
 */
export function neededInFavour(present: number, rule: VoteRule): number {
  return rule === "TWO_THIRDS" ? Math.ceil((2 * present) / 3) : Math.floor(present / 2) + 1;
}

/** Whether the count carries the question. */
export function isCarried({ present, inFavour }: Hands, rule: VoteRule): boolean {
  return rule === "TWO_THIRDS" ? 3 * inFavour >= 2 * present : 2 * inFavour > present;
}

/** Whether the chair may choose without a vote. */
export const chairAlone = (rule: VoteRule): boolean => rule === "CHAIR";

/** People on a list that is written one a line; empty lines are nobody. */
export function guestLines(text: string): string[] {
  return text.split("\n").flatMap((line) => line.trim() || []);
}

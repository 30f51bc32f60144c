import type { Day } from "./ages";
import { dayInVietnam } from "./ages";
import { type ConsentParty, type ConsentPurpose, type Judged, partiesNeeded } from "./consent";

export type PaperRefusal = "birth_date_missing" | "nothing_ticked" | "paper_in_future" | "paper_before_birth" | "not_asked" | "withdrawn_since";

/** A consent as it was signed on paper. */
export interface SignedPaper {
  party: ConsentParty;
  /** the day written on it */
  day: Day;
  purposes: readonly ConsentPurpose[];
}

/** What this party took back or said no to, and when. */
export interface TakenBack {
  party: ConsentParty;
  purpose: ConsentPurpose;
  at: Date;
}

/** The moment a paper of a day counts from: the first of that day in Việt Nam, so that whatever was said later weighs more. */
export const momentOfPaper = (day: Day): Date => new Date(`${day}T00:00:00+07:00`);

/**
 * Why a signed paper cannot be recorded, or null. Whose signature counts follows from the author's age on the day of the paper. What
 * the same person took back or declined on that day or later is not overruled by an older paper; without taking part there is nothing else.
 */
export function paperRefusal(birthDate: Day | null, paper: SignedPaper, takenBack: readonly TakenBack[], { day: today, selfFrom }: Judged): PaperRefusal | null {
  if (birthDate === null) return "birth_date_missing";
  if (paper.purposes.length === 0) return "nothing_ticked";
  if (paper.day > today) return "paper_in_future";
  if (paper.day < birthDate) return "paper_before_birth";
  if (!partiesNeeded(birthDate, paper.day, selfFrom).includes(paper.party)) return "not_asked";
  const isOverruled = takenBack.some(({ party, purpose, at }) => party === paper.party && (purpose === "TAKE_PART" || paper.purposes.includes(purpose)) && dayInVietnam(at) >= paper.day);
  return isOverruled ? "withdrawn_since" : null;
}

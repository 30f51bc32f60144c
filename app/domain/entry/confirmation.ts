import type { ConsentParty } from "./consent";

/** How an entry came in that its authors did not write themselves: they are asked to confirm what was filed in their name. */
const FILED_BY_OTHERS: readonly string[] = ["ASSISTED", "WORKBOOK"];

export const asksConfirmation = ({ channel }: { channel: string }): boolean => FILED_BY_OTHERS.includes(channel);

/** One answer of an author, or of the author's guardian, to what they were shown. */
export interface GivenConfirmation {
  authorKey: string;
  party: ConsentParty;
  /** of the content that was shown */
  contentHash: string;
  /** what they would have corrected; empty: confirmed as it is */
  remark: string;
  at: Date;
}

export type ConfirmationState = "none" | "outdated" | "remarked" | "confirmed";

/**
 * Where the confirmation of one author stands for content with the hash `current`: the last answer of each party to just this
 * content counts, and one party's wish for a correction weighs more than the other's confirmation. Answers to earlier content
 * only say that it has to be asked again.
 * @param given all answers of the entry, oldest first
 */
export function confirmationOf(authorKey: string, given: readonly GivenConfirmation[], current: string): ConfirmationState {
  const own = given.filter((answer) => answer.authorKey === authorKey);
  const last = (["SELF", "GUARDIAN"] as const).flatMap((party) => own.findLast((answer) => answer.party === party && answer.contentHash === current) ?? []);
  if (last.length === 0) return own.length > 0 ? "outdated" : "none";
  return last.some((answer) => answer.remark !== "") ? "remarked" : "confirmed";
}
